SELECT
 [t3].[bevilling_id],
 [t3].[borger_id],
 [t3].[sag_id],
 [t3].[forloeb],
 [t3].[indsats],
 [t3].[tilbud],
 [t3].[doegntype],
 [t3].[paragraf],
 [t3].[afgoerelsesparagraf],
 [t3].[maalgruppe],
 [t3].[status],
 [t3].[bevillings_dato],
 [t3].[start_dato],
 [t3].[slut_dato],
 [t3].[afregning_start_dato],
 [t3].[afregning_slut_dato],
 [t3].[antal],
 [t3].[enhed],
 [t3].[frekvens],
 [t3].[takst],
 [t3].[leverandoer_cvr],
 [t3].[leverandoer],
 [t3].[p_nummer],
 [t3].[organisation],
 [t3].[sagsbehandler],
 [t3].[betalingskommune],
 [t3].[handlekommune],
 [t3].[opholdskommune],
 [t3].[afslutning_aarsag],
 [t3].[opfoelgning_dato],
 [t3].[registreret_dato],
 [t3].[aendret_dato],
 [t3].[kilde],
 [t3].[leverance_id],
 [t3].[raekke_nr],
 [t3].[skaeringsdato],
 [t3].[erstattet_dato],
 [t8].[modpart_id]
FROM (
 SELECT
  [t0].[bevilling_id],
  [t0].[borger_id],
  [t0].[sag_id],
  [t0].[forloeb],
  COALESCE([t0].[indsats], '') AS [indsats],
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
  AND [t0].[status] IN ('bevilget', 'ivaerksat', 'afsluttet')
  AND [t0].[leverandoer_cvr] IS NOT NULL
  AND (
   (
    [t0].[slut_dato] >= [t0].[start_dato]
   ) OR (
    [t0].[slut_dato] IS NULL
   )
  )
) AS [t3]
INNER JOIN (
 SELECT
  [t6].[kilde],
  [t6].[bevilling_id],
  MIN([t6].[foer_id]) AS [modpart_id]
 FROM (
  SELECT
   [t5].[bevilling_id],
   [t5].[borger_id],
   [t5].[sag_id],
   [t5].[forloeb],
   [t5].[indsats],
   [t5].[tilbud],
   [t5].[doegntype],
   [t5].[paragraf],
   [t5].[afgoerelsesparagraf],
   [t5].[maalgruppe],
   [t5].[status],
   [t5].[bevillings_dato],
   [t5].[start_dato],
   [t5].[slut_dato],
   [t5].[afregning_start_dato],
   [t5].[afregning_slut_dato],
   [t5].[antal],
   [t5].[enhed],
   [t5].[frekvens],
   [t5].[takst],
   [t5].[leverandoer_cvr],
   [t5].[leverandoer],
   [t5].[p_nummer],
   [t5].[organisation],
   [t5].[sagsbehandler],
   [t5].[betalingskommune],
   [t5].[handlekommune],
   [t5].[opholdskommune],
   [t5].[afslutning_aarsag],
   [t5].[opfoelgning_dato],
   [t5].[registreret_dato],
   [t5].[aendret_dato],
   [t5].[kilde],
   [t5].[leverance_id],
   [t5].[raekke_nr],
   [t5].[skaeringsdato],
   [t5].[erstattet_dato],
   [t5].[foer_id],
   [t5].[foer_start],
   [t5].[foer_slut]
  FROM (
   SELECT
    [t3].[bevilling_id],
    [t3].[borger_id],
    [t3].[sag_id],
    [t3].[forloeb],
    [t3].[indsats],
    [t3].[tilbud],
    [t3].[doegntype],
    [t3].[paragraf],
    [t3].[afgoerelsesparagraf],
    [t3].[maalgruppe],
    [t3].[status],
    [t3].[bevillings_dato],
    [t3].[start_dato],
    [t3].[slut_dato],
    [t3].[afregning_start_dato],
    [t3].[afregning_slut_dato],
    [t3].[antal],
    [t3].[enhed],
    [t3].[frekvens],
    [t3].[takst],
    [t3].[leverandoer_cvr],
    [t3].[leverandoer],
    [t3].[p_nummer],
    [t3].[organisation],
    [t3].[sagsbehandler],
    [t3].[betalingskommune],
    [t3].[handlekommune],
    [t3].[opholdskommune],
    [t3].[afslutning_aarsag],
    [t3].[opfoelgning_dato],
    [t3].[registreret_dato],
    [t3].[aendret_dato],
    [t3].[kilde],
    [t3].[leverance_id],
    [t3].[raekke_nr],
    [t3].[skaeringsdato],
    [t3].[erstattet_dato],
    [t4].[foer_id],
    [t4].[foer_start],
    [t4].[foer_slut]
   FROM (
    SELECT
     [t0].[bevilling_id],
     [t0].[borger_id],
     [t0].[sag_id],
     [t0].[forloeb],
     COALESCE([t0].[indsats], '') AS [indsats],
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
     AND [t0].[status] IN ('bevilget', 'ivaerksat', 'afsluttet')
     AND [t0].[leverandoer_cvr] IS NOT NULL
     AND (
      (
       [t0].[slut_dato] >= [t0].[start_dato]
      ) OR (
       [t0].[slut_dato] IS NULL
      )
     )
   ) AS [t3]
   INNER JOIN (
    SELECT
     [t0].[kilde],
     [t0].[borger_id],
     [t0].[paragraf],
     [t0].[leverandoer_cvr],
     COALESCE([t0].[indsats], '') AS [indsats],
     [t0].[bevilling_id] AS [foer_id],
     [t0].[start_dato] AS [foer_start],
     [t0].[slut_dato] AS [foer_slut]
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
     AND [t0].[status] IN ('bevilget', 'ivaerksat', 'afsluttet')
     AND [t0].[leverandoer_cvr] IS NOT NULL
     AND (
      (
       [t0].[slut_dato] >= [t0].[start_dato]
      ) OR (
       [t0].[slut_dato] IS NULL
      )
     )
   ) AS [t4]
    ON [t3].[kilde] = [t4].[kilde]
    AND [t3].[borger_id] = [t4].[borger_id]
    AND [t3].[paragraf] = [t4].[paragraf]
    AND [t3].[leverandoer_cvr] = [t4].[leverandoer_cvr]
    AND [t3].[indsats] = [t4].[indsats]
  ) AS [t5]
  WHERE
   (
    (
     [t5].[foer_start] < [t5].[start_dato]
    )
    OR (
     (
      [t5].[foer_start] = [t5].[start_dato]
     ) AND (
      [t5].[foer_id] < [t5].[bevilling_id]
     )
    )
   )
   AND (
    (
     [t5].[foer_slut] >= [t5].[start_dato]
    ) OR (
     [t5].[foer_slut] IS NULL
    )
   )
 ) AS [t6]
 GROUP BY
  [t6].[kilde],
  [t6].[bevilling_id]
) AS [t8]
 ON [t3].[kilde] = [t8].[kilde] AND [t3].[bevilling_id] = [t8].[bevilling_id]
