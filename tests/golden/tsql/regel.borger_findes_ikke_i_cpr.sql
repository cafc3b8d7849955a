SELECT
 [t7].[afregning_id],
 [t7].[borger_id],
 [t7].[sag_id],
 [t7].[ydelse_id],
 [t7].[foranstaltning],
 [t7].[doegntype],
 [t7].[paragraf],
 [t7].[leverandoer_cvr],
 [t7].[periode_fra_dato],
 [t7].[periode_til_dato],
 [t7].[antal],
 [t7].[enhed],
 [t7].[takst],
 [t7].[beloeb],
 [t7].[betalingskommune],
 [t7].[konto],
 [t7].[status],
 [t7].[afregningstype],
 [t7].[henvisningsnr],
 [t7].[disposition_dato],
 [t7].[kilde],
 [t7].[leverance_id],
 [t7].[raekke_nr],
 [t7].[skaeringsdato],
 [t7].[erstattet_dato],
 [t7].[nr],
 [t7].[beloeb_kilde]
FROM (
 SELECT
  [t6].[afregning_id],
  [t6].[borger_id],
  [t6].[sag_id],
  [t6].[ydelse_id],
  [t6].[foranstaltning],
  [t6].[doegntype],
  [t6].[paragraf],
  [t6].[leverandoer_cvr],
  [t6].[periode_fra_dato],
  [t6].[periode_til_dato],
  [t6].[antal],
  [t6].[enhed],
  [t6].[takst],
  [t6].[beloeb],
  [t6].[betalingskommune],
  [t6].[konto],
  [t6].[status],
  [t6].[afregningstype],
  [t6].[henvisningsnr],
  [t6].[disposition_dato],
  [t6].[kilde],
  [t6].[leverance_id],
  [t6].[raekke_nr],
  [t6].[skaeringsdato],
  [t6].[erstattet_dato],
  ROW_NUMBER() OVER (
   PARTITION BY [t6].[kilde], [t6].[borger_id]
   ORDER BY CASE WHEN [t6].[periode_fra_dato] IS NULL THEN 1 ELSE 0 END, [t6].[periode_fra_dato] ASC, CASE WHEN [t6].[afregning_id] IS NULL THEN 1 ELSE 0 END, [t6].[afregning_id] ASC, CASE WHEN [t6].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t6].[raekke_nr] ASC
  ) - 1 AS [nr],
  SUM([t6].[beloeb]) OVER (
   PARTITION BY [t6].[kilde], [t6].[borger_id]
   ORDER BY CASE WHEN [t6].[beloeb] IS NULL THEN 1 ELSE 0 END, [t6].[beloeb] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [beloeb_kilde]
 FROM (
  SELECT
   [t4].[afregning_id],
   [t4].[borger_id],
   [t4].[sag_id],
   [t4].[ydelse_id],
   [t4].[foranstaltning],
   [t4].[doegntype],
   [t4].[paragraf],
   [t4].[leverandoer_cvr],
   [t4].[periode_fra_dato],
   [t4].[periode_til_dato],
   [t4].[antal],
   [t4].[enhed],
   [t4].[takst],
   [t4].[beloeb],
   [t4].[betalingskommune],
   [t4].[konto],
   [t4].[status],
   [t4].[afregningstype],
   [t4].[henvisningsnr],
   [t4].[disposition_dato],
   [t4].[kilde],
   [t4].[leverance_id],
   [t4].[raekke_nr],
   [t4].[skaeringsdato],
   [t4].[erstattet_dato]
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
    [t0].[erstattet_dato]
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
  ) AS [t4]
  WHERE
   NOT EXISTS(
    SELECT
     1
    FROM (
     SELECT DISTINCT
      [t1].[borger_id]
     FROM [borger] AS [t1]
     WHERE
      [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
      AND (
       (
        [t1].[erstattet_dato] IS NULL
       ) OR (
        [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
       )
      )
    ) AS [t5]
    WHERE
     [t4].[borger_id] = [t5].[borger_id]
   )
 ) AS [t6]
) AS [t7]
WHERE
 [t7].[nr] = 0
