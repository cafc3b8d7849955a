WITH [t5] AS (
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
  [t0].[erstattet_dato],
  'Paragraffen var ophørt, da rækken begyndte' AS [beskrivelse]
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
  AND (
   (
    [t0].[paragraf] IN (
     'SEL-11-2',
     'SEL-11-3',
     'SEL-11-4',
     'SEL-11-6',
     'SEL-11-7',
     'SEL-32',
     'SEL-36',
     'SEL-32a',
     'SEL-41',
     'SEL-42',
     'SEL-43',
     'SEL-44',
     'SEL-45',
     'SEL-50',
     'SEL-50b',
     'SEL-52-3.1',
     'SEL-52-3.2',
     'SEL-52-3.3',
     'SEL-52-3.4',
     'SEL-52-3.5',
     'SEL-52-3.6',
     'SEL-52-3.7',
     'SEL-52-3.8',
     'SEL-52-3.9',
     'SEL-52a',
     'SEL-54',
     'SEL-58',
     'SEL-66',
     'SEL-71',
     'SEL-76',
     'SEL-76-3.1',
     'SEL-76-3.3',
     'SEL-76a',
     'SEL-140'
    )
    AND (
     [t0].[start_dato] > DATEFROMPARTS(2023, 12, 31)
    )
   )
   OR (
    [t0].[paragraf] IN ('SEL-176a') AND (
     [t0].[start_dato] > DATEFROMPARTS(2020, 12, 31)
    )
   )
  )
)
SELECT
 *
FROM [t5] AS [t9]
UNION ALL
SELECT
 *
FROM (
 SELECT
  [t19].[bevilling_id],
  [t19].[borger_id],
  [t19].[sag_id],
  [t19].[forloeb],
  [t19].[indsats],
  [t19].[tilbud],
  [t19].[doegntype],
  [t19].[paragraf],
  [t19].[afgoerelsesparagraf],
  [t19].[maalgruppe],
  [t19].[status],
  [t19].[bevillings_dato],
  [t19].[start_dato],
  [t19].[slut_dato],
  [t19].[afregning_start_dato],
  [t19].[afregning_slut_dato],
  [t19].[antal],
  [t19].[enhed],
  [t19].[frekvens],
  [t19].[takst],
  [t19].[leverandoer_cvr],
  [t19].[leverandoer],
  [t19].[p_nummer],
  [t19].[organisation],
  [t19].[sagsbehandler],
  [t19].[betalingskommune],
  [t19].[handlekommune],
  [t19].[opholdskommune],
  [t19].[afslutning_aarsag],
  [t19].[opfoelgning_dato],
  [t19].[registreret_dato],
  [t19].[aendret_dato],
  [t19].[kilde],
  [t19].[leverance_id],
  [t19].[raekke_nr],
  [t19].[skaeringsdato],
  [t19].[erstattet_dato],
  [t19].[beskrivelse]
 FROM (
  SELECT
   [t17].[bevilling_id],
   [t17].[borger_id],
   [t17].[sag_id],
   [t17].[forloeb],
   [t17].[indsats],
   [t17].[tilbud],
   [t17].[doegntype],
   [t17].[paragraf],
   [t17].[afgoerelsesparagraf],
   [t17].[maalgruppe],
   [t17].[status],
   [t17].[bevillings_dato],
   [t17].[start_dato],
   [t17].[slut_dato],
   [t17].[afregning_start_dato],
   [t17].[afregning_slut_dato],
   [t17].[antal],
   [t17].[enhed],
   [t17].[frekvens],
   [t17].[takst],
   [t17].[leverandoer_cvr],
   [t17].[leverandoer],
   [t17].[p_nummer],
   [t17].[organisation],
   [t17].[sagsbehandler],
   [t17].[betalingskommune],
   [t17].[handlekommune],
   [t17].[opholdskommune],
   [t17].[afslutning_aarsag],
   [t17].[opfoelgning_dato],
   [t17].[registreret_dato],
   [t17].[aendret_dato],
   [t17].[kilde],
   [t17].[leverance_id],
   [t17].[raekke_nr],
   [t17].[skaeringsdato],
   [t17].[erstattet_dato],
   'Sagsbehandleren er ukendt eller fratrådt' AS [beskrivelse]
  FROM (
   SELECT
    [t16].[bevilling_id],
    [t16].[borger_id],
    [t16].[sag_id],
    [t16].[forloeb],
    [t16].[indsats],
    [t16].[tilbud],
    [t16].[doegntype],
    [t16].[paragraf],
    [t16].[afgoerelsesparagraf],
    [t16].[maalgruppe],
    [t16].[status],
    [t16].[bevillings_dato],
    [t16].[start_dato],
    [t16].[slut_dato],
    [t16].[afregning_start_dato],
    [t16].[afregning_slut_dato],
    [t16].[antal],
    [t16].[enhed],
    [t16].[frekvens],
    [t16].[takst],
    [t16].[leverandoer_cvr],
    [t16].[leverandoer],
    [t16].[p_nummer],
    [t16].[organisation],
    [t16].[sagsbehandler],
    [t16].[betalingskommune],
    [t16].[handlekommune],
    [t16].[opholdskommune],
    [t16].[afslutning_aarsag],
    [t16].[opfoelgning_dato],
    [t16].[registreret_dato],
    [t16].[aendret_dato],
    [t16].[kilde],
    [t16].[leverance_id],
    [t16].[raekke_nr],
    [t16].[skaeringsdato],
    [t16].[erstattet_dato]
   FROM (
    SELECT
     [t14].[bevilling_id],
     [t14].[borger_id],
     [t14].[sag_id],
     [t14].[forloeb],
     [t14].[indsats],
     [t14].[tilbud],
     [t14].[doegntype],
     [t14].[paragraf],
     [t14].[afgoerelsesparagraf],
     [t14].[maalgruppe],
     [t14].[status],
     [t14].[bevillings_dato],
     [t14].[start_dato],
     [t14].[slut_dato],
     [t14].[afregning_start_dato],
     [t14].[afregning_slut_dato],
     [t14].[antal],
     [t14].[enhed],
     [t14].[frekvens],
     [t14].[takst],
     [t14].[leverandoer_cvr],
     [t14].[leverandoer],
     [t14].[p_nummer],
     [t14].[organisation],
     [t14].[sagsbehandler],
     [t14].[betalingskommune],
     [t14].[handlekommune],
     [t14].[opholdskommune],
     [t14].[afslutning_aarsag],
     [t14].[opfoelgning_dato],
     [t14].[registreret_dato],
     [t14].[aendret_dato],
     [t14].[kilde],
     [t14].[leverance_id],
     [t14].[raekke_nr],
     [t14].[skaeringsdato],
     [t14].[erstattet_dato]
    FROM (
     SELECT
      [t6].[bevilling_id],
      [t6].[borger_id],
      [t6].[sag_id],
      [t6].[forloeb],
      [t6].[indsats],
      [t6].[tilbud],
      [t6].[doegntype],
      [t6].[paragraf],
      [t6].[afgoerelsesparagraf],
      [t6].[maalgruppe],
      [t6].[status],
      [t6].[bevillings_dato],
      [t6].[start_dato],
      [t6].[slut_dato],
      [t6].[afregning_start_dato],
      [t6].[afregning_slut_dato],
      [t6].[antal],
      [t6].[enhed],
      [t6].[frekvens],
      [t6].[takst],
      [t6].[leverandoer_cvr],
      [t6].[leverandoer],
      [t6].[p_nummer],
      [t6].[organisation],
      [t6].[sagsbehandler],
      [t6].[betalingskommune],
      [t6].[handlekommune],
      [t6].[opholdskommune],
      [t6].[afslutning_aarsag],
      [t6].[opfoelgning_dato],
      [t6].[registreret_dato],
      [t6].[aendret_dato],
      [t6].[kilde],
      [t6].[leverance_id],
      [t6].[raekke_nr],
      [t6].[skaeringsdato],
      [t6].[erstattet_dato]
     FROM (
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
     ) AS [t6]
     WHERE
      EXISTS(
       SELECT
        1
       FROM (
        SELECT DISTINCT
         [t11].[kilde]
        FROM (
         SELECT
          [t6].[kilde]
         FROM (
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
         ) AS [t6]
         WHERE
          EXISTS(
           SELECT
            1
           FROM (
            SELECT
             [t1].[sagsbehandler],
             [t1].[navn],
             [t1].[organisation],
             [t1].[gyldig_fra_dato],
             [t1].[gyldig_til_dato],
             [t1].[kilde],
             [t1].[leverance_id],
             [t1].[raekke_nr],
             [t1].[skaeringsdato],
             [t1].[erstattet_dato]
            FROM [sagsbehandler] AS [t1]
            WHERE
             [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
             AND (
              (
               [t1].[erstattet_dato] IS NULL
              ) OR (
               [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
              )
             )
           ) AS [t7]
           WHERE
            [t6].[sagsbehandler] = [t7].[sagsbehandler]
          )
        ) AS [t11]
       ) AS [t13]
       WHERE
        [t6].[kilde] = [t13].[kilde]
      )
    ) AS [t14]
    WHERE
     [t14].[sagsbehandler] IS NOT NULL AND (
      (
       [t14].[slut_dato] IS NULL
      ) OR (
       [t14].[slut_dato] >= DATEFROMPARTS(2025, 12, 31)
      )
     )
   ) AS [t16]
   WHERE
    NOT EXISTS(
     SELECT
      1
     FROM (
      SELECT DISTINCT
       [t1].[sagsbehandler]
      FROM [sagsbehandler] AS [t1]
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
         [t1].[gyldig_til_dato] IS NULL
        ) OR (
         [t1].[gyldig_til_dato] >= DATEFROMPARTS(2025, 12, 31)
        )
       )
     ) AS [t8]
     WHERE
      [t16].[sagsbehandler] = [t8].[sagsbehandler]
    )
  ) AS [t17]
 ) AS [t19]
 WHERE
  NOT EXISTS(
   SELECT
    1
   FROM [t5] AS [t10]
   WHERE
    [t19].[kilde] = [t10].[kilde] AND [t19].[leverance_id] = [t10].[leverance_id] AND [t19].[raekke_nr] = [t10].[raekke_nr]
  )
) AS [t20]
