SELECT
 [t1].[kilde],
 [t1].[ydelse_id],
 [t1].[aar],
 [t1].[maaned],
 CAST(COALESCE(SUM([t1].[beloeb]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [forbrug]
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
  DATEPART(year, [t0].[periode_fra_dato]) AS [aar],
  DATEPART(month, [t0].[periode_fra_dato]) AS [maaned]
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
  AND [t0].[status] IN ('effektueret')
  AND (
   [t0].[afregningstype] IN ('udgift', 'regulering')
   OR (
    (
     [t0].[afregningstype] = 'mellemkommunal'
    ) AND (
     (
      [t0].[betalingskommune] IS NULL
     ) OR (
      [t0].[betalingskommune] = '0998'
     )
    )
   )
  )
) AS [t1]
GROUP BY
 [t1].[kilde],
 [t1].[ydelse_id],
 [t1].[aar],
 [t1].[maaned]
