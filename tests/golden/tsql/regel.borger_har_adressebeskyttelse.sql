SELECT
 [t4].[borger_id],
 [t4].[beskyttelsestype],
 [t4].[fra_dato],
 [t4].[til_dato],
 [t4].[kilde],
 [t4].[leverance_id],
 [t4].[raekke_nr],
 [t4].[skaeringsdato],
 [t4].[erstattet_dato]
FROM (
 SELECT
  [t0].[borger_id],
  [t0].[beskyttelsestype],
  [t0].[fra_dato],
  [t0].[til_dato],
  [t0].[kilde],
  [t0].[leverance_id],
  [t0].[raekke_nr],
  [t0].[skaeringsdato],
  [t0].[erstattet_dato]
 FROM [beskyttelse] AS [t0]
 WHERE
  [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
  AND (
   (
    [t0].[erstattet_dato] IS NULL
   ) OR (
    [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
   )
  )
  AND (
   (
    [t0].[fra_dato] IS NULL
   ) OR (
    [t0].[fra_dato] <= DATEFROMPARTS(2025, 12, 31)
   )
  )
  AND (
   (
    [t0].[til_dato] IS NULL
   ) OR (
    [t0].[til_dato] > DATEFROMPARTS(2025, 12, 31)
   )
  )
) AS [t4]
WHERE
 EXISTS(
  SELECT
   1
  FROM (
   SELECT DISTINCT
    [t1].[borger_id]
   FROM [sag] AS [t1]
   WHERE
    [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
    AND (
     (
      [t1].[erstattet_dato] IS NULL
     ) OR (
      [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
     )
    )
    AND (
     (
      [t1].[lukket_dato] IS NULL
     ) OR (
      [t1].[lukket_dato] >= DATEFROMPARTS(2025, 12, 31)
     )
    )
  ) AS [t5]
  WHERE
   [t4].[borger_id] = [t5].[borger_id]
 )
