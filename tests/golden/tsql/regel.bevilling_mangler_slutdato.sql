SELECT
 [t0].[bevilling_id],
 [t0].[borger_id],
 [t0].[sag_id],
 [t0].[forloeb],
 [t0].[indsats],
 [t0].[tilbud],
 [t0].[doegntype],
 [t0].[paragraf],
 [t0].[afgoerelsesparagraf],
 [t0].[maalgruppe],
 [t0].[status],
 [t0].[bevillings_dato],
 [t0].[start_dato],
 [t0].[slut_dato],
 [t0].[afregning_start_dato],
 [t0].[afregning_slut_dato],
 [t0].[antal],
 [t0].[enhed],
 [t0].[frekvens],
 [t0].[takst],
 [t0].[leverandoer_cvr],
 [t0].[leverandoer],
 [t0].[p_nummer],
 [t0].[organisation],
 [t0].[sagsbehandler],
 [t0].[betalingskommune],
 [t0].[handlekommune],
 [t0].[opholdskommune],
 [t0].[afslutning_aarsag],
 [t0].[opfoelgning_dato],
 [t0].[registreret_dato],
 [t0].[aendret_dato],
 [t0].[kilde],
 [t0].[leverance_id],
 [t0].[raekke_nr],
 [t0].[skaeringsdato],
 [t0].[erstattet_dato]
FROM [bevilling] AS [t0]
WHERE
 [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
 AND (
  (
   [t0].[erstattet_dato] IS NULL
  ) OR (
   [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
  )
 )
 AND [t0].[slut_dato] IS NULL
 AND (
  [t0].[paragraf] IN ('SEL-107', 'SEL-52-3.5', 'BL-32-1.7')
  OR (
   (
    24312 - (
     (
      CAST(DATEPART(year, [t0].[opfoelgning_dato]) AS BIGINT) * 12
     ) + DATEPART(month, [t0].[opfoelgning_dato])
    )
   ) > 12
  )
 )
 AND [t0].[status] IN ('bevilget', 'ivaerksat', 'afsluttet')
