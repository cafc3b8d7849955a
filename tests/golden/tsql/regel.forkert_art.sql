WITH [t2] AS (
 SELECT
  [t0].[posterings_dato],
  [t0].[regnskabsaar],
  [t0].[bilag],
  [t0].[linje],
  [t0].[konto],
  [t0].[funktion],
  [t0].[dranst],
  [t0].[gruppering],
  [t0].[kontonavn],
  [t0].[kontoalias],
  [t0].[afdeling],
  [t0].[aktivitet],
  [t0].[art],
  [t0].[beloeb],
  [t0].[tekst],
  [t0].[borger_id],
  [t0].[tekst_borger_id],
  [t0].[betalingsmodtager],
  [t0].[leverandoer],
  [t0].[maskinnr],
  [t0].[henvisningsnr],
  [t0].[filmaaned],
  [t0].[bilag_dato],
  [t0].[ydelsesperiode_fra_dato],
  [t0].[ydelsesperiode_til_dato],
  [t0].[artskonto],
  [t0].[omkostningssted],
  [t0].[psp_element],
  [t0].[kilde],
  [t0].[leverance_id],
  [t0].[raekke_nr],
  [t0].[skaeringsdato],
  [t0].[erstattet_dato],
  'Posteringen står på en intern art' AS [beskrivelse]
 FROM [postering] AS [t0]
 WHERE
  [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
  AND (
   (
    [t0].[erstattet_dato] IS NULL
   ) OR (
    [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
   )
  )
  AND SUBSTRING([t0].[art], IIF((
   0 + 1
  ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[art])), 1) = '9'
), [t10] AS (
 SELECT
  [t6].[posterings_dato],
  [t6].[regnskabsaar],
  [t6].[bilag],
  [t6].[linje],
  [t6].[konto],
  [t6].[funktion],
  [t6].[dranst],
  [t6].[gruppering],
  [t6].[kontonavn],
  [t6].[kontoalias],
  [t6].[afdeling],
  [t6].[aktivitet],
  [t6].[art],
  [t6].[beloeb],
  [t6].[tekst],
  [t6].[borger_id],
  [t6].[tekst_borger_id],
  [t6].[betalingsmodtager],
  [t6].[leverandoer],
  [t6].[maskinnr],
  [t6].[henvisningsnr],
  [t6].[filmaaned],
  [t6].[bilag_dato],
  [t6].[ydelsesperiode_fra_dato],
  [t6].[ydelsesperiode_til_dato],
  [t6].[artskonto],
  [t6].[omkostningssted],
  [t6].[psp_element],
  [t6].[kilde],
  [t6].[leverance_id],
  [t6].[raekke_nr],
  [t6].[skaeringsdato],
  [t6].[erstattet_dato],
  [t9].[mk_kr]
 FROM (
  SELECT
   [t0].[posterings_dato],
   [t0].[regnskabsaar],
   [t0].[bilag],
   [t0].[linje],
   [t0].[konto],
   [t0].[funktion],
   [t0].[dranst],
   [t0].[gruppering],
   [t0].[kontonavn],
   [t0].[kontoalias],
   [t0].[afdeling],
   [t0].[aktivitet],
   [t0].[art],
   [t0].[beloeb],
   [t0].[tekst],
   [t0].[borger_id],
   [t0].[tekst_borger_id],
   [t0].[betalingsmodtager],
   [t0].[leverandoer],
   [t0].[maskinnr],
   [t0].[henvisningsnr],
   [t0].[filmaaned],
   [t0].[bilag_dato],
   [t0].[ydelsesperiode_fra_dato],
   [t0].[ydelsesperiode_til_dato],
   [t0].[artskonto],
   [t0].[omkostningssted],
   [t0].[psp_element],
   [t0].[kilde],
   [t0].[leverance_id],
   [t0].[raekke_nr],
   [t0].[skaeringsdato],
   [t0].[erstattet_dato]
  FROM [postering] AS [t0]
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
 INNER JOIN (
  SELECT
   [t4].[henvisningsnr],
   SUM([t4].[beloeb]) AS [mk_kr]
  FROM (
   SELECT
    [t1].[afregning_id],
    [t1].[borger_id],
    [t1].[sag_id],
    [t1].[ydelse_id],
    [t1].[foranstaltning],
    [t1].[doegntype],
    [t1].[paragraf],
    [t1].[leverandoer_cvr],
    [t1].[periode_fra_dato],
    [t1].[periode_til_dato],
    [t1].[antal],
    [t1].[enhed],
    [t1].[takst],
    [t1].[beloeb],
    [t1].[betalingskommune],
    [t1].[konto],
    [t1].[status],
    [t1].[afregningstype],
    [t1].[henvisningsnr],
    [t1].[disposition_dato],
    [t1].[kilde],
    [t1].[leverance_id],
    [t1].[raekke_nr],
    [t1].[skaeringsdato],
    [t1].[erstattet_dato]
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
    AND [t1].[afregningstype] IN ('mellemkommunal')
    AND [t1].[henvisningsnr] IS NOT NULL
  ) AS [t4]
  GROUP BY
   [t4].[henvisningsnr]
 ) AS [t9]
  ON [t6].[henvisningsnr] = [t9].[henvisningsnr]
)
SELECT
 *
FROM (
 SELECT
  [t16].[posterings_dato],
  [t16].[regnskabsaar],
  [t16].[bilag],
  [t16].[linje],
  [t16].[konto],
  [t16].[funktion],
  [t16].[dranst],
  [t16].[gruppering],
  [t16].[kontonavn],
  [t16].[kontoalias],
  [t16].[afdeling],
  [t16].[aktivitet],
  [t16].[art],
  [t16].[beloeb],
  [t16].[tekst],
  [t16].[borger_id],
  [t16].[tekst_borger_id],
  [t16].[betalingsmodtager],
  [t16].[leverandoer],
  [t16].[maskinnr],
  [t16].[henvisningsnr],
  [t16].[filmaaned],
  [t16].[bilag_dato],
  [t16].[ydelsesperiode_fra_dato],
  [t16].[ydelsesperiode_til_dato],
  [t16].[artskonto],
  [t16].[omkostningssted],
  [t16].[psp_element],
  [t16].[kilde],
  [t16].[leverance_id],
  [t16].[raekke_nr],
  [t16].[skaeringsdato],
  [t16].[erstattet_dato],
  [t16].[beskrivelse]
 FROM (
  SELECT
   [t14].[posterings_dato],
   [t14].[regnskabsaar],
   [t14].[bilag],
   [t14].[linje],
   [t14].[konto],
   [t14].[funktion],
   [t14].[dranst],
   [t14].[gruppering],
   [t14].[kontonavn],
   [t14].[kontoalias],
   [t14].[afdeling],
   [t14].[aktivitet],
   [t14].[art],
   [t14].[beloeb],
   [t14].[tekst],
   [t14].[borger_id],
   [t14].[tekst_borger_id],
   [t14].[betalingsmodtager],
   [t14].[leverandoer],
   [t14].[maskinnr],
   [t14].[henvisningsnr],
   [t14].[filmaaned],
   [t14].[bilag_dato],
   [t14].[ydelsesperiode_fra_dato],
   [t14].[ydelsesperiode_til_dato],
   [t14].[artskonto],
   [t14].[omkostningssted],
   [t14].[psp_element],
   [t14].[kilde],
   [t14].[leverance_id],
   [t14].[raekke_nr],
   [t14].[skaeringsdato],
   [t14].[erstattet_dato],
   [t14].[beskrivelse]
  FROM (
   SELECT
    *
   FROM (
    SELECT
     [t11].[posterings_dato],
     [t11].[regnskabsaar],
     [t11].[bilag],
     [t11].[linje],
     [t11].[konto],
     [t11].[funktion],
     [t11].[dranst],
     [t11].[gruppering],
     [t11].[kontonavn],
     [t11].[kontoalias],
     [t11].[afdeling],
     [t11].[aktivitet],
     [t11].[art],
     [t11].[beloeb],
     [t11].[tekst],
     [t11].[borger_id],
     [t11].[tekst_borger_id],
     [t11].[betalingsmodtager],
     [t11].[leverandoer],
     [t11].[maskinnr],
     [t11].[henvisningsnr],
     [t11].[filmaaned],
     [t11].[bilag_dato],
     [t11].[ydelsesperiode_fra_dato],
     [t11].[ydelsesperiode_til_dato],
     [t11].[artskonto],
     [t11].[omkostningssted],
     [t11].[psp_element],
     [t11].[kilde],
     [t11].[leverance_id],
     [t11].[raekke_nr],
     [t11].[skaeringsdato],
     [t11].[erstattet_dato],
     [t11].[mk_kr],
     'Betaling fra en anden kommune står ikke på art 7.7' AS [beskrivelse]
    FROM [t10] AS [t11]
    WHERE
     [t11].[mk_kr] < 0 AND [t11].[beloeb] < 0 AND SUBSTRING([t11].[art], IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN([t11].[art])), 2) <> '77'
   ) AS [t12]
   UNION ALL
   SELECT
    *
   FROM (
    SELECT
     [t11].[posterings_dato],
     [t11].[regnskabsaar],
     [t11].[bilag],
     [t11].[linje],
     [t11].[konto],
     [t11].[funktion],
     [t11].[dranst],
     [t11].[gruppering],
     [t11].[kontonavn],
     [t11].[kontoalias],
     [t11].[afdeling],
     [t11].[aktivitet],
     [t11].[art],
     [t11].[beloeb],
     [t11].[tekst],
     [t11].[borger_id],
     [t11].[tekst_borger_id],
     [t11].[betalingsmodtager],
     [t11].[leverandoer],
     [t11].[maskinnr],
     [t11].[henvisningsnr],
     [t11].[filmaaned],
     [t11].[bilag_dato],
     [t11].[ydelsesperiode_fra_dato],
     [t11].[ydelsesperiode_til_dato],
     [t11].[artskonto],
     [t11].[omkostningssted],
     [t11].[psp_element],
     [t11].[kilde],
     [t11].[leverance_id],
     [t11].[raekke_nr],
     [t11].[skaeringsdato],
     [t11].[erstattet_dato],
     [t11].[mk_kr],
     'Betaling til en anden kommune står ikke på art 4.7' AS [beskrivelse]
    FROM [t10] AS [t11]
    WHERE
     [t11].[mk_kr] > 0 AND [t11].[beloeb] > 0 AND SUBSTRING([t11].[art], IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN([t11].[art])), 2) <> '47'
   ) AS [t13]
  ) AS [t14]
 ) AS [t16]
 WHERE
  NOT EXISTS(
   SELECT
    1
   FROM [t2] AS [t7]
   WHERE
    [t16].[kilde] = [t7].[kilde] AND [t16].[leverance_id] = [t7].[leverance_id] AND [t16].[raekke_nr] = [t7].[raekke_nr]
  )
) AS [t17]
UNION ALL
SELECT
 *
FROM [t2] AS [t5]
