SELECT
 [t1].[kontoalias],
 [t1].[kontostreng],
 [t1].[konto],
 [t1].[funktion],
 [t1].[dranst],
 [t1].[gruppering],
 [t1].[afdeling],
 [t1].[aktivitet],
 [t1].[art],
 [t1].[navn],
 [t1].[paragraf],
 [t1].[cpr_krav],
 [t1].[gyldig_fra_dato],
 [t1].[gyldig_til_dato],
 [t1].[kilde],
 [t1].[leverance_id],
 [t1].[raekke_nr],
 [t1].[skaeringsdato],
 [t1].[erstattet_dato],
 [t1].[i_planen],
 [t1].[slags],
 CASE
  WHEN [t1].[slags] = 1
  THEN 'Kontoens cifre er byttet om'
  WHEN [t1].[slags] = 2
  THEN 'Kontofeltet indeholder ikke en konto'
  ELSE 'Kontoen findes ikke i kontoplanen'
 END AS [beskrivelse]
FROM (
 SELECT
  [t0].[kontoalias],
  [t0].[kontostreng],
  [t0].[konto],
  [t0].[funktion],
  [t0].[dranst],
  [t0].[gruppering],
  [t0].[afdeling],
  [t0].[aktivitet],
  [t0].[art],
  [t0].[navn],
  [t0].[paragraf],
  [t0].[cpr_krav],
  [t0].[gyldig_fra_dato],
  [t0].[gyldig_til_dato],
  [t0].[kilde],
  [t0].[leverance_id],
  [t0].[raekke_nr],
  [t0].[skaeringsdato],
  [t0].[erstattet_dato],
  1 AS [i_planen],
  CASE
   WHEN SUBSTRING([t0].[konto], IIF((
    0 + 1
   ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[konto])), 5) IN (
    '50326',
    '57572',
    '58220',
    '58221',
    '58222',
    '58223',
    '58224',
    '58225',
    '58337',
    '58339',
    '58340',
    '58341',
    '58342',
    '58344',
    '58345',
    '58350',
    '58351',
    '58352',
    '58353',
    '58358',
    '58359'
   )
   THEN 1
   WHEN NOT (
    (
     LEN('A' + [t0].[konto] + 'Z') - 2
    ) IN (8, 9)
   )
   THEN 2
   WHEN (
    1 = 0
   ) AND (
    (
     LEN('A' + [t0].[konto] + 'Z') - 2
    ) = 9
   )
   THEN 3
   ELSE 0
  END AS [slags]
 FROM [konto] AS [t0]
 WHERE
  [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
  AND (
   (
    [t0].[erstattet_dato] IS NULL
   ) OR (
    [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
   )
  )
  AND [t0].[konto] IS NOT NULL
) AS [t1]
WHERE
 [t1].[slags] > 0
;

SELECT
 [t11].[ydelse_id],
 [t11].[borger_id],
 [t11].[sag_id],
 [t11].[bevilling_id],
 [t11].[foranstaltning],
 [t11].[doegntype],
 [t11].[katalogydelse],
 [t11].[paragraf],
 [t11].[maalgruppe],
 [t11].[anbringelsesform],
 [t11].[leverandoer_cvr],
 [t11].[leverandoer],
 [t11].[p_nummer],
 [t11].[plejefamilie_id],
 [t11].[antal_vederlag],
 [t11].[antal],
 [t11].[enhed],
 [t11].[frekvens],
 [t11].[takst],
 [t11].[bevillings_dato],
 [t11].[start_dato],
 [t11].[slut_dato],
 [t11].[registreret_dato],
 [t11].[konto],
 [t11].[betalingskommune],
 [t11].[sagsbehandler],
 [t11].[kilde],
 [t11].[leverance_id],
 [t11].[raekke_nr],
 [t11].[skaeringsdato],
 [t11].[erstattet_dato],
 [t11].[i_planen],
 [t11].[slags],
 CASE
  WHEN [t11].[slags] = 1
  THEN 'Kontoens cifre er byttet om'
  WHEN [t11].[slags] = 2
  THEN 'Kontofeltet indeholder ikke en konto'
  ELSE 'Kontoen findes ikke i kontoplanen'
 END AS [beskrivelse]
FROM (
 SELECT
  [t10].[ydelse_id],
  [t10].[borger_id],
  [t10].[sag_id],
  [t10].[bevilling_id],
  [t10].[foranstaltning],
  [t10].[doegntype],
  [t10].[katalogydelse],
  [t10].[paragraf],
  [t10].[maalgruppe],
  [t10].[anbringelsesform],
  [t10].[leverandoer_cvr],
  [t10].[leverandoer],
  [t10].[p_nummer],
  [t10].[plejefamilie_id],
  [t10].[antal_vederlag],
  [t10].[antal],
  [t10].[enhed],
  [t10].[frekvens],
  [t10].[takst],
  [t10].[bevillings_dato],
  [t10].[start_dato],
  [t10].[slut_dato],
  [t10].[registreret_dato],
  [t10].[konto],
  [t10].[betalingskommune],
  [t10].[sagsbehandler],
  [t10].[kilde],
  [t10].[leverance_id],
  [t10].[raekke_nr],
  [t10].[skaeringsdato],
  [t10].[erstattet_dato],
  [t10].[i_planen],
  CASE
   WHEN SUBSTRING([t10].[konto], IIF((
    0 + 1
   ) >= 1, 0 + 1, 0 + 1 + LEN([t10].[konto])), 5) IN (
    '50326',
    '57572',
    '58220',
    '58221',
    '58222',
    '58223',
    '58224',
    '58225',
    '58337',
    '58339',
    '58340',
    '58341',
    '58342',
    '58344',
    '58345',
    '58350',
    '58351',
    '58352',
    '58353',
    '58358',
    '58359'
   )
   THEN 1
   WHEN NOT (
    (
     LEN('A' + [t10].[konto] + 'Z') - 2
    ) IN (8, 9)
   )
   THEN 2
   WHEN (
    [t10].[i_planen] = 0
   ) AND (
    (
     LEN('A' + [t10].[konto] + 'Z') - 2
    ) = 9
   )
   THEN 3
   ELSE 0
  END AS [slags]
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
   [t9].[i_planen]
  FROM (
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
    [t8].[fundet],
    COALESCE([t8].[fundet], 0) AS [i_planen]
   FROM (
    SELECT
     [t7].[ydelse_id],
     [t7].[borger_id],
     [t7].[sag_id],
     [t7].[bevilling_id],
     [t7].[foranstaltning],
     [t7].[doegntype],
     [t7].[katalogydelse],
     [t7].[paragraf],
     [t7].[maalgruppe],
     [t7].[anbringelsesform],
     [t7].[leverandoer_cvr],
     [t7].[leverandoer],
     [t7].[p_nummer],
     [t7].[plejefamilie_id],
     [t7].[antal_vederlag],
     [t7].[antal],
     [t7].[enhed],
     [t7].[frekvens],
     [t7].[takst],
     [t7].[bevillings_dato],
     [t7].[start_dato],
     [t7].[slut_dato],
     [t7].[registreret_dato],
     [t7].[konto],
     [t7].[betalingskommune],
     [t7].[sagsbehandler],
     [t7].[kilde],
     [t7].[leverance_id],
     [t7].[raekke_nr],
     [t7].[skaeringsdato],
     [t7].[erstattet_dato],
     [t7].[fundet]
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
      [t4].[erstattet_dato],
      [t6].[konto] AS [konto_right],
      [t6].[fundet]
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
       AND [t0].[konto] IS NOT NULL
     ) AS [t4]
     LEFT OUTER JOIN (
      SELECT
       [t3].[konto],
       1 AS [fundet]
      FROM (
       SELECT DISTINCT
        [t1].[konto]
       FROM [konto] AS [t1]
       WHERE
        [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
        AND (
         (
          [t1].[erstattet_dato] IS NULL
         ) OR (
          [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
         )
        )
        AND [t1].[konto] IS NOT NULL
      ) AS [t3]
     ) AS [t6]
      ON [t4].[konto] = [t6].[konto]
    ) AS [t7]
   ) AS [t8]
  ) AS [t9]
 ) AS [t10]
) AS [t11]
WHERE
 [t11].[slags] > 0
