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
 [t19].[b_kilde],
 [t19].[beloeb_modpart],
 [t19].[foerste],
 [t19].[foerste] AS [modpart_id]
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
  [t6].[erstattet_dato],
  [t18].[b_kilde],
  [t18].[beloeb_modpart],
  [t18].[foerste]
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
   AND [t0].[status] IN ('kladde', 'forventet', 'annulleret')
 ) AS [t6]
 INNER JOIN (
  SELECT
   [t16].[b_kilde],
   [t16].[bevilling_id],
   SUM([t16].[beloeb]) AS [beloeb_modpart],
   MIN([t16].[afregning_id]) AS [foerste]
  FROM (
   SELECT
    [t14].[borger_id],
    [t14].[paragraf],
    [t14].[afregning_id],
    [t14].[beloeb],
    [t14].[a_kilde],
    [t14].[fra],
    [t14].[til],
    [t14].[bevilling_id],
    [t14].[start_dato],
    [t14].[slut_dato],
    [t14].[b_kilde]
   FROM (
    SELECT
     [t10].[borger_id],
     [t10].[paragraf],
     [t10].[afregning_id],
     [t10].[beloeb],
     [t10].[a_kilde],
     [t10].[fra],
     [t10].[til],
     [t10].[bevilling_id],
     [t10].[start_dato],
     [t10].[slut_dato],
     [t10].[b_kilde]
    FROM (
     SELECT
      [t9].[borger_id],
      [t9].[paragraf],
      [t9].[afregning_id],
      [t9].[beloeb],
      [t9].[a_kilde],
      [t9].[fra],
      [t9].[til],
      [t7].[bevilling_id],
      [t7].[start_dato],
      [t7].[slut_dato],
      [t7].[b_kilde]
     FROM (
      SELECT
       [t1].[borger_id],
       [t1].[paragraf],
       [t1].[afregning_id],
       [t1].[beloeb],
       [t1].[kilde] AS [a_kilde],
       [t1].[periode_fra_dato] AS [fra],
       [t1].[periode_til_dato] AS [til]
      FROM [afregning] AS [t1]
      WHERE
       [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
       AND (
        (
         [t1].[erstattet_dato] IS NULL
        ) OR (
         [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
        )
       )
       AND [t1].[status] = 'effektueret'
       AND [t1].[afregningstype] IN ('udgift')
     ) AS [t9]
     INNER JOIN (
      SELECT
       [t0].[borger_id],
       [t0].[paragraf],
       [t0].[bevilling_id],
       [t0].[start_dato],
       [t0].[slut_dato],
       [t0].[kilde] AS [b_kilde]
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
       AND [t0].[status] IN ('kladde', 'forventet', 'annulleret')
     ) AS [t7]
      ON [t9].[borger_id] = [t7].[borger_id] AND [t9].[paragraf] = [t7].[paragraf]
    ) AS [t10]
    WHERE
     [t10].[fra] <= COALESCE([t10].[slut_dato], [t10].[fra]) AND [t10].[til] >= [t10].[start_dato]
   ) AS [t14]
   WHERE
    NOT EXISTS(
     SELECT
      1
     FROM (
      SELECT
       [t11].[borger_id],
       [t11].[paragraf],
       [t11].[afregning_id],
       [t11].[beloeb],
       [t11].[a_kilde],
       [t11].[fra],
       [t11].[til],
       [t11].[start_dato],
       [t11].[slut_dato]
      FROM (
       SELECT
        [t9].[borger_id],
        [t9].[paragraf],
        [t9].[afregning_id],
        [t9].[beloeb],
        [t9].[a_kilde],
        [t9].[fra],
        [t9].[til],
        [t8].[start_dato],
        [t8].[slut_dato]
       FROM (
        SELECT
         [t1].[borger_id],
         [t1].[paragraf],
         [t1].[afregning_id],
         [t1].[beloeb],
         [t1].[kilde] AS [a_kilde],
         [t1].[periode_fra_dato] AS [fra],
         [t1].[periode_til_dato] AS [til]
        FROM [afregning] AS [t1]
        WHERE
         [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
         AND (
          (
           [t1].[erstattet_dato] IS NULL
          ) OR (
           [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
          )
         )
         AND [t1].[status] = 'effektueret'
         AND [t1].[afregningstype] IN ('udgift')
       ) AS [t9]
       INNER JOIN (
        SELECT
         [t0].[borger_id],
         [t0].[paragraf],
         [t0].[start_dato],
         [t0].[slut_dato]
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
       ) AS [t8]
        ON [t9].[borger_id] = [t8].[borger_id] AND [t9].[paragraf] = [t8].[paragraf]
      ) AS [t11]
      WHERE
       [t11].[fra] <= COALESCE([t11].[slut_dato], [t11].[fra]) AND [t11].[til] >= [t11].[start_dato]
     ) AS [t15]
     WHERE
      [t14].[a_kilde] = [t15].[a_kilde] AND [t14].[afregning_id] = [t15].[afregning_id]
    )
  ) AS [t16]
  GROUP BY
   [t16].[b_kilde],
   [t16].[bevilling_id]
 ) AS [t18]
  ON [t6].[kilde] = [t18].[b_kilde] AND [t6].[bevilling_id] = [t18].[bevilling_id]
) AS [t19]
