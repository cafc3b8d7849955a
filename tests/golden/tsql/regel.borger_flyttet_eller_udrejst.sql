WITH [t13] AS (
 SELECT
  [t8].[borger_id],
  MAX([t8].[fra_dato]) AS [fra],
  MAX([t8].[kommune]) AS [til_kommune]
 FROM (
  SELECT
   [t3].[borger_id],
   [t3].[fra_dato],
   [t3].[til_dato],
   [t3].[kommune],
   [t3].[adresse_id],
   [t3].[tilflyt_kommune_dato],
   [t3].[fraflyt_kommune],
   [t3].[usikker],
   [t3].[kilde],
   [t3].[leverance_id],
   [t3].[raekke_nr],
   [t3].[skaeringsdato],
   [t3].[erstattet_dato]
  FROM [adressehistorik] AS [t3]
  WHERE
   [t3].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
   AND (
    (
     [t3].[erstattet_dato] IS NULL
    ) OR (
     [t3].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
    )
   )
   AND [t3].[til_dato] IS NULL
   AND [t3].[kommune] <> '0999'
   AND [t3].[fra_dato] <= DATEFROMPARTS(2025, 12, 31)
 ) AS [t8]
 GROUP BY
  [t8].[borger_id]
), [t18] AS (
 SELECT
  [t15].[ydelse_id],
  [t15].[borger_id],
  [t15].[sag_id],
  [t15].[bevilling_id],
  [t15].[foranstaltning],
  [t15].[doegntype],
  [t15].[katalogydelse],
  [t15].[paragraf],
  [t15].[maalgruppe],
  [t15].[anbringelsesform],
  [t15].[leverandoer_cvr],
  [t15].[leverandoer],
  [t15].[p_nummer],
  [t15].[plejefamilie_id],
  [t15].[antal_vederlag],
  [t15].[antal],
  [t15].[enhed],
  [t15].[frekvens],
  [t15].[takst],
  [t15].[bevillings_dato],
  [t15].[start_dato],
  [t15].[slut_dato],
  [t15].[registreret_dato],
  [t15].[konto],
  [t15].[betalingskommune],
  [t15].[sagsbehandler],
  [t15].[kilde],
  [t15].[leverance_id],
  [t15].[raekke_nr],
  [t15].[skaeringsdato],
  [t15].[erstattet_dato],
  [t15].[sidste],
  [t15].[fra],
  'Borgeren er udrejst eller forsvundet, men ydelsen løber videre' AS [beskrivelse]
 FROM (
  SELECT
   [t9].[ydelse_id],
   [t9].[borger_id],
   [t9].[sag_id],
   [t9].[bevilling_id],
   [t9].[foranstaltning],
   [t9].[doegntype],
   [t9].[katalogydelse],
   [t9].[paragraf],
   [t9].[maalgruppe],
   [t9].[anbringelsesform],
   [t9].[leverandoer_cvr],
   [t9].[leverandoer],
   [t9].[p_nummer],
   [t9].[plejefamilie_id],
   [t9].[antal_vederlag],
   [t9].[antal],
   [t9].[enhed],
   [t9].[frekvens],
   [t9].[takst],
   [t9].[bevillings_dato],
   [t9].[start_dato],
   [t9].[slut_dato],
   [t9].[registreret_dato],
   [t9].[konto],
   [t9].[betalingskommune],
   [t9].[sagsbehandler],
   [t9].[kilde],
   [t9].[leverance_id],
   [t9].[raekke_nr],
   [t9].[skaeringsdato],
   [t9].[erstattet_dato],
   [t9].[sidste],
   [t11].[fra]
  FROM (
   SELECT
    [t0].[ydelse_id],
    [t0].[borger_id],
    [t0].[sag_id],
    [t0].[bevilling_id],
    [t0].[foranstaltning],
    [t0].[doegntype],
    [t0].[katalogydelse],
    [t0].[paragraf],
    [t0].[maalgruppe],
    [t0].[anbringelsesform],
    [t0].[leverandoer_cvr],
    [t0].[leverandoer],
    [t0].[p_nummer],
    [t0].[plejefamilie_id],
    [t0].[antal_vederlag],
    [t0].[antal],
    [t0].[enhed],
    [t0].[frekvens],
    [t0].[takst],
    [t0].[bevillings_dato],
    [t0].[start_dato],
    [t0].[slut_dato],
    [t0].[registreret_dato],
    [t0].[konto],
    [t0].[betalingskommune],
    [t0].[sagsbehandler],
    [t0].[kilde],
    [t0].[leverance_id],
    [t0].[raekke_nr],
    [t0].[skaeringsdato],
    [t0].[erstattet_dato],
    COALESCE([t0].[slut_dato], DATEFROMPARTS(2025, 12, 31)) AS [sidste]
   FROM [ydelse] AS [t0]
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
      [t0].[betalingskommune] = '0999'
     ) OR (
      [t0].[betalingskommune] IS NULL
     )
    )
    AND [t0].[start_dato] <= DATEFROMPARTS(2025, 12, 31)
  ) AS [t9]
  INNER JOIN (
   SELECT DISTINCT
    [t1].[borger_id],
    [t1].[cpr_status_dato] AS [fra]
   FROM [borger] AS [t1]
   WHERE
    [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
    AND (
     (
      [t1].[erstattet_dato] IS NULL
     ) OR (
      [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
     )
    )
    AND [t1].[cpr_status] IN ('70', '80')
  ) AS [t11]
   ON [t9].[borger_id] = [t11].[borger_id]
 ) AS [t15]
 WHERE
  [t15].[start_dato] < [t15].[fra] AND [t15].[sidste] > [t15].[fra]
)
SELECT
 *
FROM [t18] AS [t19]
UNION ALL
SELECT
 *
FROM (
 SELECT
  [t30].[ydelse_id],
  [t30].[borger_id],
  [t30].[sag_id],
  [t30].[bevilling_id],
  [t30].[foranstaltning],
  [t30].[doegntype],
  [t30].[katalogydelse],
  [t30].[paragraf],
  [t30].[maalgruppe],
  [t30].[anbringelsesform],
  [t30].[leverandoer_cvr],
  [t30].[leverandoer],
  [t30].[p_nummer],
  [t30].[plejefamilie_id],
  [t30].[antal_vederlag],
  [t30].[antal],
  [t30].[enhed],
  [t30].[frekvens],
  [t30].[takst],
  [t30].[bevillings_dato],
  [t30].[start_dato],
  [t30].[slut_dato],
  [t30].[registreret_dato],
  [t30].[konto],
  [t30].[betalingskommune],
  [t30].[sagsbehandler],
  [t30].[kilde],
  [t30].[leverance_id],
  [t30].[raekke_nr],
  [t30].[skaeringsdato],
  [t30].[erstattet_dato],
  [t30].[sidste],
  [t30].[fra],
  [t30].[beskrivelse]
 FROM (
  SELECT
   [t28].[ydelse_id],
   [t28].[borger_id],
   [t28].[sag_id],
   [t28].[bevilling_id],
   [t28].[foranstaltning],
   [t28].[doegntype],
   [t28].[katalogydelse],
   [t28].[paragraf],
   [t28].[maalgruppe],
   [t28].[anbringelsesform],
   [t28].[leverandoer_cvr],
   [t28].[leverandoer],
   [t28].[p_nummer],
   [t28].[plejefamilie_id],
   [t28].[antal_vederlag],
   [t28].[antal],
   [t28].[enhed],
   [t28].[frekvens],
   [t28].[takst],
   [t28].[bevillings_dato],
   [t28].[start_dato],
   [t28].[slut_dato],
   [t28].[registreret_dato],
   [t28].[konto],
   [t28].[betalingskommune],
   [t28].[sagsbehandler],
   [t28].[kilde],
   [t28].[leverance_id],
   [t28].[raekke_nr],
   [t28].[skaeringsdato],
   [t28].[erstattet_dato],
   [t28].[sidste],
   [t28].[fra],
   'Borgeren er flyttet til en anden kommune, men ydelsen løber videre' AS [beskrivelse]
  FROM (
   SELECT
    [t27].[ydelse_id],
    [t27].[borger_id],
    [t27].[sag_id],
    [t27].[bevilling_id],
    [t27].[foranstaltning],
    [t27].[doegntype],
    [t27].[katalogydelse],
    [t27].[paragraf],
    [t27].[maalgruppe],
    [t27].[anbringelsesform],
    [t27].[leverandoer_cvr],
    [t27].[leverandoer],
    [t27].[p_nummer],
    [t27].[plejefamilie_id],
    [t27].[antal_vederlag],
    [t27].[antal],
    [t27].[enhed],
    [t27].[frekvens],
    [t27].[takst],
    [t27].[bevillings_dato],
    [t27].[start_dato],
    [t27].[slut_dato],
    [t27].[registreret_dato],
    [t27].[konto],
    [t27].[betalingskommune],
    [t27].[sagsbehandler],
    [t27].[kilde],
    [t27].[leverance_id],
    [t27].[raekke_nr],
    [t27].[skaeringsdato],
    [t27].[erstattet_dato],
    [t27].[sidste],
    [t27].[fra]
   FROM (
    SELECT
     [t24].[ydelse_id],
     [t24].[borger_id],
     [t24].[sag_id],
     [t24].[bevilling_id],
     [t24].[foranstaltning],
     [t24].[doegntype],
     [t24].[katalogydelse],
     [t24].[paragraf],
     [t24].[maalgruppe],
     [t24].[anbringelsesform],
     [t24].[leverandoer_cvr],
     [t24].[leverandoer],
     [t24].[p_nummer],
     [t24].[plejefamilie_id],
     [t24].[antal_vederlag],
     [t24].[antal],
     [t24].[enhed],
     [t24].[frekvens],
     [t24].[takst],
     [t24].[bevillings_dato],
     [t24].[start_dato],
     [t24].[slut_dato],
     [t24].[registreret_dato],
     [t24].[konto],
     [t24].[betalingskommune],
     [t24].[sagsbehandler],
     [t24].[kilde],
     [t24].[leverance_id],
     [t24].[raekke_nr],
     [t24].[skaeringsdato],
     [t24].[erstattet_dato],
     [t24].[sidste],
     [t24].[fra],
     [t24].[til_kommune]
    FROM (
     SELECT
      [t20].[ydelse_id],
      [t20].[borger_id],
      [t20].[sag_id],
      [t20].[bevilling_id],
      [t20].[foranstaltning],
      [t20].[doegntype],
      [t20].[katalogydelse],
      [t20].[paragraf],
      [t20].[maalgruppe],
      [t20].[anbringelsesform],
      [t20].[leverandoer_cvr],
      [t20].[leverandoer],
      [t20].[p_nummer],
      [t20].[plejefamilie_id],
      [t20].[antal_vederlag],
      [t20].[antal],
      [t20].[enhed],
      [t20].[frekvens],
      [t20].[takst],
      [t20].[bevillings_dato],
      [t20].[start_dato],
      [t20].[slut_dato],
      [t20].[registreret_dato],
      [t20].[konto],
      [t20].[betalingskommune],
      [t20].[sagsbehandler],
      [t20].[kilde],
      [t20].[leverance_id],
      [t20].[raekke_nr],
      [t20].[skaeringsdato],
      [t20].[erstattet_dato],
      [t20].[sidste],
      [t20].[fra],
      [t20].[til_kommune]
     FROM (
      SELECT
       [t9].[ydelse_id],
       [t9].[borger_id],
       [t9].[sag_id],
       [t9].[bevilling_id],
       [t9].[foranstaltning],
       [t9].[doegntype],
       [t9].[katalogydelse],
       [t9].[paragraf],
       [t9].[maalgruppe],
       [t9].[anbringelsesform],
       [t9].[leverandoer_cvr],
       [t9].[leverandoer],
       [t9].[p_nummer],
       [t9].[plejefamilie_id],
       [t9].[antal_vederlag],
       [t9].[antal],
       [t9].[enhed],
       [t9].[frekvens],
       [t9].[takst],
       [t9].[bevillings_dato],
       [t9].[start_dato],
       [t9].[slut_dato],
       [t9].[registreret_dato],
       [t9].[konto],
       [t9].[betalingskommune],
       [t9].[sagsbehandler],
       [t9].[kilde],
       [t9].[leverance_id],
       [t9].[raekke_nr],
       [t9].[skaeringsdato],
       [t9].[erstattet_dato],
       [t9].[sidste],
       [t16].[fra],
       [t16].[til_kommune]
      FROM (
       SELECT
        [t0].[ydelse_id],
        [t0].[borger_id],
        [t0].[sag_id],
        [t0].[bevilling_id],
        [t0].[foranstaltning],
        [t0].[doegntype],
        [t0].[katalogydelse],
        [t0].[paragraf],
        [t0].[maalgruppe],
        [t0].[anbringelsesform],
        [t0].[leverandoer_cvr],
        [t0].[leverandoer],
        [t0].[p_nummer],
        [t0].[plejefamilie_id],
        [t0].[antal_vederlag],
        [t0].[antal],
        [t0].[enhed],
        [t0].[frekvens],
        [t0].[takst],
        [t0].[bevillings_dato],
        [t0].[start_dato],
        [t0].[slut_dato],
        [t0].[registreret_dato],
        [t0].[konto],
        [t0].[betalingskommune],
        [t0].[sagsbehandler],
        [t0].[kilde],
        [t0].[leverance_id],
        [t0].[raekke_nr],
        [t0].[skaeringsdato],
        [t0].[erstattet_dato],
        COALESCE([t0].[slut_dato], DATEFROMPARTS(2025, 12, 31)) AS [sidste]
       FROM [ydelse] AS [t0]
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
          [t0].[betalingskommune] = '0999'
         ) OR (
          [t0].[betalingskommune] IS NULL
         )
        )
        AND [t0].[start_dato] <= DATEFROMPARTS(2025, 12, 31)
      ) AS [t9]
      INNER JOIN [t13] AS [t16]
       ON [t9].[borger_id] = [t16].[borger_id]
     ) AS [t20]
     WHERE
      [t20].[start_dato] < [t20].[fra] AND [t20].[sidste] > [t20].[fra]
    ) AS [t24]
    WHERE
     NOT EXISTS(
      SELECT
       1
      FROM (
       SELECT
        [t21].[borger_id],
        [t21].[leverandoer_cvr],
        [t21].[start_dato],
        [t21].[sidste],
        [t21].[plejefamilie],
        [t21].[leverandoer_cvr_right],
        [t21].[sted],
        [t21].[fra],
        [t21].[til_kommune]
       FROM (
        SELECT
         [t10].[borger_id],
         [t10].[leverandoer_cvr],
         [t10].[start_dato],
         [t10].[sidste],
         [t10].[plejefamilie],
         [t12].[leverandoer_cvr] AS [leverandoer_cvr_right],
         [t12].[sted],
         [t17].[fra],
         [t17].[til_kommune]
        FROM (
         SELECT
          [t0].[borger_id],
          [t0].[leverandoer_cvr],
          [t0].[start_dato],
          COALESCE([t0].[slut_dato], DATEFROMPARTS(2025, 12, 31)) AS [sidste],
          CASE WHEN [t0].[plejefamilie_id] IS NOT NULL THEN 1 ELSE 0 END AS [plejefamilie]
         FROM [ydelse] AS [t0]
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
            [t0].[betalingskommune] = '0999'
           ) OR (
            [t0].[betalingskommune] IS NULL
           )
          )
          AND [t0].[start_dato] <= DATEFROMPARTS(2025, 12, 31)
        ) AS [t10]
        LEFT OUTER JOIN (
         SELECT DISTINCT
          [t2].[leverandoer_cvr],
          [t2].[kommune] AS [sted]
         FROM [tilbud_takst] AS [t2]
         WHERE
          [t2].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
          AND (
           (
            [t2].[erstattet_dato] IS NULL
           ) OR (
            [t2].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
           )
          )
        ) AS [t12]
         ON [t10].[leverandoer_cvr] = [t12].[leverandoer_cvr]
        INNER JOIN [t13] AS [t17]
         ON [t10].[borger_id] = [t17].[borger_id]
       ) AS [t21]
       WHERE
        (
         (
          [t21].[sted] = [t21].[til_kommune]
         ) OR (
          [t21].[plejefamilie] = 1
         )
        )
        AND [t21].[start_dato] <= [t21].[fra]
        AND [t21].[sidste] >= [t21].[fra]
      ) AS [t26]
      WHERE
       [t24].[borger_id] = [t26].[borger_id]
     )
   ) AS [t27]
  ) AS [t28]
 ) AS [t30]
 WHERE
  NOT EXISTS(
   SELECT
    1
   FROM [t18] AS [t22]
   WHERE
    [t30].[kilde] = [t22].[kilde] AND [t30].[leverance_id] = [t22].[leverance_id] AND [t30].[raekke_nr] = [t22].[raekke_nr]
  )
) AS [t31]
