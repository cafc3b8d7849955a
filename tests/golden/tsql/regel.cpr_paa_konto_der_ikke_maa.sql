SELECT
 [t5].[posterings_dato],
 [t5].[regnskabsaar],
 [t5].[bilag],
 [t5].[linje],
 [t5].[konto],
 [t5].[funktion],
 [t5].[dranst],
 [t5].[gruppering],
 [t5].[kontonavn],
 [t5].[kontoalias],
 [t5].[afdeling],
 [t5].[aktivitet],
 [t5].[art],
 [t5].[beloeb],
 [t5].[tekst],
 [t5].[borger_id],
 [t5].[tekst_borger_id],
 [t5].[betalingsmodtager],
 [t5].[leverandoer],
 [t5].[maskinnr],
 [t5].[henvisningsnr],
 [t5].[filmaaned],
 [t5].[bilag_dato],
 [t5].[ydelsesperiode_fra_dato],
 [t5].[ydelsesperiode_til_dato],
 [t5].[artskonto],
 [t5].[omkostningssted],
 [t5].[psp_element],
 [t5].[kilde],
 [t5].[leverance_id],
 [t5].[raekke_nr],
 [t5].[skaeringsdato],
 [t5].[erstattet_dato]
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
  AND (
   (
    [t0].[borger_id] IS NOT NULL
   ) OR (
    [t0].[tekst_borger_id] IS NOT NULL
   )
  )
) AS [t5]
WHERE
 EXISTS(
  SELECT
   1
  FROM (
   SELECT
    [t6].[konto]
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
     AND [t1].[cpr_krav] IS NOT NULL
     AND [t1].[cpr_krav] = 'maa_ikke'
   ) AS [t6]
   WHERE
    NOT EXISTS(
     SELECT
      1
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
       AND [t1].[cpr_krav] IS NOT NULL
       AND [t1].[cpr_krav] <> 'maa_ikke'
     ) AS [t7]
     WHERE
      [t6].[konto] = [t7].[konto]
    )
  ) AS [t9]
  WHERE
   [t5].[konto] = [t9].[konto]
 )
