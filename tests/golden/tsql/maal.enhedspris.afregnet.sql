SELECT
 [t2].[gruppe],
 [t2].[periode],
 CAST(COALESCE(SUM([t2].[beloeb]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [beloeb]
FROM (
 SELECT
  [t1].[afregning_id],
  [t1].[borger_id],
  [t1].[sag_id],
  [t1].[ydelse_id],
  [t1].[foranstaltning],
  [t1].[doegntype],
  [t1].[paragraf],
  [t1].[leverandoer_cvr],
  [t1].[periode_fra_dato],
  [t1].[periode_til_dato],
  [t1].[antal],
  [t1].[enhed],
  [t1].[takst],
  [t1].[beloeb],
  [t1].[betalingskommune],
  [t1].[konto],
  [t1].[status],
  [t1].[afregningstype],
  [t1].[henvisningsnr],
  [t1].[disposition_dato],
  [t1].[kilde],
  [t1].[leverance_id],
  [t1].[raekke_nr],
  [t1].[skaeringsdato],
  [t1].[erstattet_dato],
  [t1].[gruppe],
  IIF(
   IIF(
    SUBSTRING(
     CAST((
      DATEPART(year, [t1].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)),
     IIF(
      (
       0 + 1
      ) >= 1,
      0 + 1,
      0 + 1 + LEN(CAST((
       DATEPART(year, [t1].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)))
     ),
     4
    ) IS NULL
    OR '-' IS NULL,
    NULL,
    SUBSTRING(
     CAST((
      DATEPART(year, [t1].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)),
     IIF(
      (
       0 + 1
      ) >= 1,
      0 + 1,
      0 + 1 + LEN(CAST((
       DATEPART(year, [t1].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)))
     ),
     4
    ) + '-'
   ) IS NULL
   OR SUBSTRING(
    CAST((
     DATEPART(year, [t1].[periode_fra_dato]) * 100
    ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)),
    IIF(
     (
      4 + 1
     ) >= 1,
     4 + 1,
     4 + 1 + LEN(CAST((
      DATEPART(year, [t1].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)))
    ),
    2
   ) IS NULL,
   NULL,
   IIF(
    SUBSTRING(
     CAST((
      DATEPART(year, [t1].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)),
     IIF(
      (
       0 + 1
      ) >= 1,
      0 + 1,
      0 + 1 + LEN(CAST((
       DATEPART(year, [t1].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)))
     ),
     4
    ) IS NULL
    OR '-' IS NULL,
    NULL,
    SUBSTRING(
     CAST((
      DATEPART(year, [t1].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)),
     IIF(
      (
       0 + 1
      ) >= 1,
      0 + 1,
      0 + 1 + LEN(CAST((
       DATEPART(year, [t1].[periode_fra_dato]) * 100
      ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)))
     ),
     4
    ) + '-'
   ) + SUBSTRING(
    CAST((
     DATEPART(year, [t1].[periode_fra_dato]) * 100
    ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)),
    IIF(
     (
      4 + 1
     ) >= 1,
     4 + 1,
     4 + 1 + LEN(CAST((
      DATEPART(year, [t1].[periode_fra_dato]) * 100
     ) + DATEPART(month, [t1].[periode_fra_dato]) AS VARCHAR(max)))
    ),
    2
   )
  ) AS [periode]
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
   CASE
    WHEN [t0].[paragraf] IN ('SEL-107', 'SEL-108')
    OR (
     SUBSTRING([t0].[paragraf], IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 8) = 'SEL-107-'
    )
    OR (
     SUBSTRING([t0].[paragraf], IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 8) = 'SEL-108-'
    )
    THEN 'botilbud'
    WHEN [t0].[paragraf] IN ('SEL-85') OR (
     SUBSTRING([t0].[paragraf], IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 7) = 'SEL-85-'
    )
    THEN 'stoette'
    ELSE CAST(NULL AS VARCHAR(max))
   END AS [gruppe]
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
 ) AS [t1]
 WHERE
  [t1].[gruppe] IS NOT NULL
  AND [t1].[status] IN ('godkendt', 'effektueret')
  AND [t1].[afregningstype] IN ('udgift', 'mellemkommunal', 'regulering')
  AND (
   (
    [t1].[betalingskommune] IS NULL
   ) OR (
    [t1].[betalingskommune] = '0998'
   )
  )
) AS [t2]
GROUP BY
 [t2].[gruppe],
 [t2].[periode]
