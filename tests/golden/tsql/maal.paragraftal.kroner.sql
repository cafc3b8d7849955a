SELECT
 [t2].[borger_id],
 [t2].[gruppe],
 [t2].[periode],
 [t2].[beloeb]
FROM (
 SELECT
  [t1].[borger_id],
  [t1].[gruppe],
  [t1].[periode],
  CAST(COALESCE(SUM([t1].[beloeb]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [beloeb]
 FROM (
  SELECT
   [t0].[afregning_id],
   [t0].[borger_id],
   [t0].[sag_id],
   [t0].[ydelse_id],
   [t0].[foranstaltning],
   [t0].[doegntype],
   [t0].[paragraf],
   [t0].[leverandoer_cvr],
   [t0].[periode_fra_dato],
   [t0].[periode_til_dato],
   [t0].[antal],
   [t0].[enhed],
   [t0].[takst],
   [t0].[beloeb],
   [t0].[betalingskommune],
   [t0].[konto],
   [t0].[status],
   [t0].[afregningstype],
   [t0].[henvisningsnr],
   [t0].[disposition_dato],
   [t0].[kilde],
   [t0].[leverance_id],
   [t0].[raekke_nr],
   [t0].[skaeringsdato],
   [t0].[erstattet_dato],
   [t0].[paragraf] AS [gruppe],
   IIF(
    IIF(
     SUBSTRING(
      CAST((
       DATEPART(year, [t0].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)),
      IIF(
       (
        0 + 1
       ) >= 1,
       0 + 1,
       0 + 1 + LEN(CAST((
        DATEPART(year, [t0].[periode_fra_dato]) * 100
       ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)))
      ),
      4
     ) IS NULL
     OR '-' IS NULL,
     NULL,
     SUBSTRING(
      CAST((
       DATEPART(year, [t0].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)),
      IIF(
       (
        0 + 1
       ) >= 1,
       0 + 1,
       0 + 1 + LEN(CAST((
        DATEPART(year, [t0].[periode_fra_dato]) * 100
       ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)))
      ),
      4
     ) + '-'
    ) IS NULL
    OR SUBSTRING(
     CAST((
      DATEPART(year, [t0].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)),
     IIF(
      (
       4 + 1
      ) >= 1,
      4 + 1,
      4 + 1 + LEN(CAST((
       DATEPART(year, [t0].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)))
     ),
     2
    ) IS NULL,
    NULL,
    IIF(
     SUBSTRING(
      CAST((
       DATEPART(year, [t0].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)),
      IIF(
       (
        0 + 1
       ) >= 1,
       0 + 1,
       0 + 1 + LEN(CAST((
        DATEPART(year, [t0].[periode_fra_dato]) * 100
       ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)))
      ),
      4
     ) IS NULL
     OR '-' IS NULL,
     NULL,
     SUBSTRING(
      CAST((
       DATEPART(year, [t0].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)),
      IIF(
       (
        0 + 1
       ) >= 1,
       0 + 1,
       0 + 1 + LEN(CAST((
        DATEPART(year, [t0].[periode_fra_dato]) * 100
       ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)))
      ),
      4
     ) + '-'
    ) + SUBSTRING(
     CAST((
      DATEPART(year, [t0].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)),
     IIF(
      (
       4 + 1
      ) >= 1,
      4 + 1,
      4 + 1 + LEN(CAST((
       DATEPART(year, [t0].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t0].[periode_fra_dato]) AS VARCHAR(max)))
     ),
     2
    )
   ) AS [periode]
  FROM [afregning] AS [t0]
  WHERE
   [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
   AND (
    (
     [t0].[erstattet_dato] IS NULL
    ) OR (
     [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
    )
   )
   AND [t0].[paragraf] IS NOT NULL
   AND [t0].[status] IN ('godkendt', 'effektueret')
   AND [t0].[afregningstype] IN ('udgift', 'mellemkommunal', 'regulering')
   AND (
    (
     [t0].[betalingskommune] IS NULL
    ) OR (
     [t0].[betalingskommune] = '0998'
    )
   )
 ) AS [t1]
 GROUP BY
  [t1].[borger_id],
  [t1].[gruppe],
  [t1].[periode]
) AS [t2]
WHERE
 [t2].[periode] IN (
  '2024-01',
  '2024-02',
  '2024-03',
  '2024-04',
  '2024-05',
  '2024-06',
  '2024-07',
  '2024-08',
  '2024-09',
  '2024-10',
  '2024-11',
  '2024-12',
  '2025-01',
  '2025-02',
  '2025-03',
  '2025-04',
  '2025-05',
  '2025-06',
  '2025-07',
  '2025-08',
  '2025-09',
  '2025-10',
  '2025-11',
  '2025-12'
 )
