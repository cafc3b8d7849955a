SELECT
 [t1].[kilde],
 [t1].[ydelse_id],
 [t1].[aar],
 [t1].[maaned],
 CAST(COALESCE(SUM([t1].[beloeb_disponeret]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [disponeret]
FROM (
 SELECT
  [t0].[ydelse_id],
  [t0].[aar],
  [t0].[maaned],
  [t0].[beloeb_disponeret],
  [t0].[beloeb_effektueret],
  [t0].[kilde],
  [t0].[leverance_id],
  [t0].[raekke_nr],
  [t0].[skaeringsdato],
  [t0].[erstattet_dato]
 FROM [disponering] AS [t0]
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
GROUP BY
 [t1].[kilde],
 [t1].[ydelse_id],
 [t1].[aar],
 [t1].[maaned]
