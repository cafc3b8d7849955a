SELECT
 [t8].[ydelse_id],
 [t8].[aar],
 [t8].[maaned],
 [t8].[beloeb_disponeret],
 [t8].[beloeb_effektueret],
 [t8].[kilde],
 [t8].[leverance_id],
 [t8].[raekke_nr],
 [t8].[skaeringsdato],
 [t8].[erstattet_dato],
 [t8].[slut],
 [t8].[aabne],
 [t8].[borger_id],
 [t8].[sag_id],
 [t8].[paragraf],
 [t8].[konto],
 [t8].[fejl],
 CASE WHEN [t8].[fejl] = 1 THEN 'Der er disponeret efter ydelsens slutdato' ELSE 'Der er disponeret mindre, end der er effektueret' END AS [beskrivelse],
 [t8].[beloeb_effektueret] AS [beloeb_modpart],
 DATEFROMPARTS(CAST([t8].[aar] AS BIGINT), CAST([t8].[maaned] AS BIGINT), 1) AS [dato]
FROM (
 SELECT
  [t7].[ydelse_id],
  [t7].[aar],
  [t7].[maaned],
  [t7].[beloeb_disponeret],
  [t7].[beloeb_effektueret],
  [t7].[kilde],
  [t7].[leverance_id],
  [t7].[raekke_nr],
  [t7].[skaeringsdato],
  [t7].[erstattet_dato],
  [t7].[slut],
  [t7].[aabne],
  [t7].[borger_id],
  [t7].[sag_id],
  [t7].[paragraf],
  [t7].[konto],
  CASE
   WHEN (
    [t7].[aabne] = 0
   )
   AND (
    (
     (
      CAST([t7].[aar] AS BIGINT) * 12
     ) + [t7].[maaned]
    ) > (
     (
      CAST(DATEPART(year, [t7].[slut]) AS BIGINT) * 12
     ) + DATEPART(month, [t7].[slut])
    )
   )
   AND (
    [t7].[beloeb_disponeret] <> 0
   )
   THEN 1
   WHEN [t7].[beloeb_disponeret] < [t7].[beloeb_effektueret]
   THEN 2
   ELSE 0
  END AS [fejl]
 FROM (
  SELECT
   [t4].[ydelse_id],
   [t4].[aar],
   [t4].[maaned],
   [t4].[beloeb_disponeret],
   [t4].[beloeb_effektueret],
   [t4].[kilde],
   [t4].[leverance_id],
   [t4].[raekke_nr],
   [t4].[skaeringsdato],
   [t4].[erstattet_dato],
   [t6].[slut],
   [t6].[aabne],
   [t6].[borger_id],
   [t6].[sag_id],
   [t6].[paragraf],
   [t6].[konto]
  FROM (
   SELECT
    [t0].[ydelse_id],
    [t0].[aar],
    [t0].[maaned],
    [t0].[beloeb_disponeret],
    [t0].[beloeb_effektueret],
    [t0].[kilde],
    [t0].[leverance_id],
    [t0].[raekke_nr],
    [t0].[skaeringsdato],
    [t0].[erstattet_dato]
   FROM [disponering] AS [t0]
   WHERE
    [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
    AND (
     (
      [t0].[erstattet_dato] IS NULL
     ) OR (
      [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
     )
    )
  ) AS [t4]
  INNER JOIN (
   SELECT
    [t3].[kilde],
    [t3].[ydelse_id],
    MAX([t3].[slut_dato]) AS [slut],
    SUM(IIF([t3].[slut_dato] IS NULL, 1, 0)) AS [aabne],
    MAX([t3].[borger_id]) AS [borger_id],
    MAX([t3].[sag_id]) AS [sag_id],
    MAX([t3].[paragraf]) AS [paragraf],
    MAX([t3].[konto]) AS [konto]
   FROM (
    SELECT
     [t1].[ydelse_id],
     [t1].[borger_id],
     [t1].[sag_id],
     [t1].[bevilling_id],
     [t1].[foranstaltning],
     [t1].[doegntype],
     [t1].[katalogydelse],
     [t1].[paragraf],
     [t1].[maalgruppe],
     [t1].[anbringelsesform],
     [t1].[leverandoer_cvr],
     [t1].[leverandoer],
     [t1].[p_nummer],
     [t1].[plejefamilie_id],
     [t1].[antal_vederlag],
     [t1].[antal],
     [t1].[enhed],
     [t1].[frekvens],
     [t1].[takst],
     [t1].[bevillings_dato],
     [t1].[start_dato],
     [t1].[slut_dato],
     [t1].[registreret_dato],
     [t1].[konto],
     [t1].[betalingskommune],
     [t1].[sagsbehandler],
     [t1].[kilde],
     [t1].[leverance_id],
     [t1].[raekke_nr],
     [t1].[skaeringsdato],
     [t1].[erstattet_dato]
    FROM [ydelse] AS [t1]
    WHERE
     [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
     AND (
      (
       [t1].[erstattet_dato] IS NULL
      ) OR (
       [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
      )
     )
   ) AS [t3]
   GROUP BY
    [t3].[kilde],
    [t3].[ydelse_id]
  ) AS [t6]
   ON [t4].[kilde] = [t6].[kilde] AND [t4].[ydelse_id] = [t6].[ydelse_id]
 ) AS [t7]
) AS [t8]
WHERE
 [t8].[fejl] > 0
;

WITH [t3] AS (
 SELECT
  [t1].[ydelse_id],
  [t1].[aar],
  [t1].[maaned],
  [t1].[beloeb_disponeret],
  [t1].[beloeb_effektueret],
  [t1].[kilde],
  [t1].[leverance_id],
  [t1].[raekke_nr],
  [t1].[skaeringsdato],
  [t1].[erstattet_dato]
 FROM [disponering] AS [t1]
 WHERE
  [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
  AND (
   (
    [t1].[erstattet_dato] IS NULL
   ) OR (
    [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
   )
  )
  AND [t1].[aar] = 2025
  AND [t1].[maaned] = 12
)
SELECT
 [t8].[ydelse_id],
 [t8].[borger_id],
 [t8].[sag_id],
 [t8].[bevilling_id],
 [t8].[foranstaltning],
 [t8].[doegntype],
 [t8].[katalogydelse],
 [t8].[paragraf],
 [t8].[maalgruppe],
 [t8].[anbringelsesform],
 [t8].[leverandoer_cvr],
 [t8].[leverandoer],
 [t8].[p_nummer],
 [t8].[plejefamilie_id],
 [t8].[antal_vederlag],
 [t8].[antal],
 [t8].[enhed],
 [t8].[frekvens],
 [t8].[takst],
 [t8].[bevillings_dato],
 [t8].[start_dato],
 [t8].[slut_dato],
 [t8].[registreret_dato],
 [t8].[konto],
 [t8].[betalingskommune],
 [t8].[sagsbehandler],
 [t8].[kilde],
 [t8].[leverance_id],
 [t8].[raekke_nr],
 [t8].[skaeringsdato],
 [t8].[erstattet_dato],
 'Ydelsen løber, men der er intet disponeret i måneden' AS [beskrivelse]
FROM (
 SELECT
  [t4].[ydelse_id],
  [t4].[borger_id],
  [t4].[sag_id],
  [t4].[bevilling_id],
  [t4].[foranstaltning],
  [t4].[doegntype],
  [t4].[katalogydelse],
  [t4].[paragraf],
  [t4].[maalgruppe],
  [t4].[anbringelsesform],
  [t4].[leverandoer_cvr],
  [t4].[leverandoer],
  [t4].[p_nummer],
  [t4].[plejefamilie_id],
  [t4].[antal_vederlag],
  [t4].[antal],
  [t4].[enhed],
  [t4].[frekvens],
  [t4].[takst],
  [t4].[bevillings_dato],
  [t4].[start_dato],
  [t4].[slut_dato],
  [t4].[registreret_dato],
  [t4].[konto],
  [t4].[betalingskommune],
  [t4].[sagsbehandler],
  [t4].[kilde],
  [t4].[leverance_id],
  [t4].[raekke_nr],
  [t4].[skaeringsdato],
  [t4].[erstattet_dato]
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
   [t0].[erstattet_dato]
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
   AND [t0].[start_dato] <= DATEFROMPARTS(2025, 12, 31)
   AND (
    (
     [t0].[slut_dato] IS NULL
    ) OR (
     [t0].[slut_dato] >= DATEFROMPARTS(2025, 12, 31)
    )
   )
 ) AS [t4]
 WHERE
  EXISTS(
   SELECT
    1
   FROM [t3] AS [t6]
   WHERE
    [t4].[kilde] = [t6].[kilde]
  )
  AND NOT EXISTS(
   SELECT
    1
   FROM [t3] AS [t7]
   WHERE
    [t4].[kilde] = [t7].[kilde] AND [t4].[ydelse_id] = [t7].[ydelse_id]
  )
) AS [t8]
