SELECT
 [t0].[kilde],
 [t0].[afregning_id],
 [t0].[borger_id],
 [t0].[sag_id],
 [t0].[ydelse_id],
 [t0].[foranstaltning],
 [t0].[paragraf],
 [t0].[konto],
 [t0].[leverandoer_cvr],
 [t0].[periode_fra_dato],
 [t0].[periode_til_dato],
 [t0].[disposition_dato],
 [t0].[antal],
 [t0].[enhed],
 [t0].[takst],
 [t0].[beloeb],
 [t0].[afregningstype],
 [t0].[status],
 [t0].[betalingskommune],
 [t0].[henvisningsnr],
 DATEPART(year, [t0].[periode_fra_dato]) AS [aar],
 DATEPART(month, [t0].[periode_fra_dato]) AS [maaned],
 DATEDIFF(DAY, CAST([t0].[periode_fra_dato] AS DATETIME2), CAST([t0].[periode_til_dato] AS DATETIME2)) + 1 AS [doegn]
FROM [afregning] AS [t0]
WHERE
 [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
 AND (
  (
   [t0].[erstattet_dato] IS NULL
  ) OR (
   [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
  )
 )
