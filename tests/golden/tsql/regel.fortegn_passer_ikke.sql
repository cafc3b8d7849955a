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
 AND [t0].[status] = 'effektueret'
 AND [t0].[afregningstype] IN ('indtaegt', 'egenbetaling', 'udgift')
 AND (
  (
   [t0].[afregningstype] IN ('indtaegt', 'egenbetaling') AND (
    [t0].[beloeb] > 0
   )
  )
  OR (
   (
    [t0].[afregningstype] = 'udgift'
   ) AND (
    [t0].[beloeb] < 0
   )
  )
 )
