SELECT
 [t0].[kilde],
 [t0].[sag_id],
 [t0].[borger_id],
 [t0].[sagstype],
 [t0].[omraade],
 [t0].[distrikt],
 [t0].[aabnet_dato],
 [t0].[lukket_dato],
 CAST(CASE WHEN (
  [t0].[lukket_dato] IS NULL
 ) OR (
  [t0].[lukket_dato] > DATEFROMPARTS(2025, 3, 31)
 ) THEN 1 ELSE 0 END AS BIT) AS [aaben],
 [t0].[sagsbehandler],
 [t0].[betalingskommune],
 [t0].[handlekommune]
FROM [sag] AS [t0]
WHERE
 [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
 AND (
  (
   [t0].[erstattet_dato] IS NULL
  ) OR (
   [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
  )
 )
