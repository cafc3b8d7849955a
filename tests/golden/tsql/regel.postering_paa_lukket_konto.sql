WITH [t4] AS (
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
  CASE
   WHEN DATEPART(year, [t0].[posterings_dato]) > CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT)
   THEN (
    CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT) * 10000
   ) + 1231
   WHEN DATEPART(year, [t0].[posterings_dato]) < CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT)
   THEN (
    CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT) * 10000
   ) + 101
   ELSE (
    CAST(DATEPART(year, [t0].[posterings_dato]) AS BIGINT) * 10000
   ) + (
    DATEPART(month, [t0].[posterings_dato]) * 100
   ) + DATEPART(day, [t0].[posterings_dato])
  END AS [dag]
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
), [t12] AS (
 SELECT
  [t7].[posterings_dato],
  [t7].[regnskabsaar],
  [t7].[bilag],
  [t7].[linje],
  [t7].[konto],
  [t7].[funktion],
  [t7].[dranst],
  [t7].[gruppering],
  [t7].[kontonavn],
  [t7].[kontoalias],
  [t7].[afdeling],
  [t7].[aktivitet],
  [t7].[art],
  [t7].[beloeb],
  [t7].[tekst],
  [t7].[borger_id],
  [t7].[tekst_borger_id],
  [t7].[betalingsmodtager],
  [t7].[leverandoer],
  [t7].[maskinnr],
  [t7].[henvisningsnr],
  [t7].[filmaaned],
  [t7].[bilag_dato],
  [t7].[ydelsesperiode_fra_dato],
  [t7].[ydelsesperiode_til_dato],
  [t7].[artskonto],
  [t7].[omkostningssted],
  [t7].[psp_element],
  [t7].[kilde],
  [t7].[leverance_id],
  [t7].[raekke_nr],
  [t7].[skaeringsdato],
  [t7].[erstattet_dato],
  [t7].[dag],
  'Der er posteret på en funktion, som loven har nedlagt' AS [beskrivelse]
 FROM [t4] AS [t7]
 WHERE
  [t7].[dag] > CASE WHEN [t7].[funktion] = '5.38.37' THEN 20181231 ELSE 99990000 END
)
SELECT
 *
FROM (
 SELECT
  [t19].[posterings_dato],
  [t19].[regnskabsaar],
  [t19].[bilag],
  [t19].[linje],
  [t19].[konto],
  [t19].[funktion],
  [t19].[dranst],
  [t19].[gruppering],
  [t19].[kontonavn],
  [t19].[kontoalias],
  [t19].[afdeling],
  [t19].[aktivitet],
  [t19].[art],
  [t19].[beloeb],
  [t19].[tekst],
  [t19].[borger_id],
  [t19].[tekst_borger_id],
  [t19].[betalingsmodtager],
  [t19].[leverandoer],
  [t19].[maskinnr],
  [t19].[henvisningsnr],
  [t19].[filmaaned],
  [t19].[bilag_dato],
  [t19].[ydelsesperiode_fra_dato],
  [t19].[ydelsesperiode_til_dato],
  [t19].[artskonto],
  [t19].[omkostningssted],
  [t19].[psp_element],
  [t19].[kilde],
  [t19].[leverance_id],
  [t19].[raekke_nr],
  [t19].[skaeringsdato],
  [t19].[erstattet_dato],
  [t19].[dag],
  [t19].[beskrivelse]
 FROM (
  SELECT
   [t17].[posterings_dato],
   [t17].[regnskabsaar],
   [t17].[bilag],
   [t17].[linje],
   [t17].[konto],
   [t17].[funktion],
   [t17].[dranst],
   [t17].[gruppering],
   [t17].[kontonavn],
   [t17].[kontoalias],
   [t17].[afdeling],
   [t17].[aktivitet],
   [t17].[art],
   [t17].[beloeb],
   [t17].[tekst],
   [t17].[borger_id],
   [t17].[tekst_borger_id],
   [t17].[betalingsmodtager],
   [t17].[leverandoer],
   [t17].[maskinnr],
   [t17].[henvisningsnr],
   [t17].[filmaaned],
   [t17].[bilag_dato],
   [t17].[ydelsesperiode_fra_dato],
   [t17].[ydelsesperiode_til_dato],
   [t17].[artskonto],
   [t17].[omkostningssted],
   [t17].[psp_element],
   [t17].[kilde],
   [t17].[leverance_id],
   [t17].[raekke_nr],
   [t17].[skaeringsdato],
   [t17].[erstattet_dato],
   [t17].[dag],
   'Der er posteret på en konto, som ikke er åben den dag' AS [beskrivelse]
  FROM (
   SELECT
    [t10].[posterings_dato],
    [t10].[regnskabsaar],
    [t10].[bilag],
    [t10].[linje],
    [t10].[konto],
    [t10].[funktion],
    [t10].[dranst],
    [t10].[gruppering],
    [t10].[kontonavn],
    [t10].[kontoalias],
    [t10].[afdeling],
    [t10].[aktivitet],
    [t10].[art],
    [t10].[beloeb],
    [t10].[tekst],
    [t10].[borger_id],
    [t10].[tekst_borger_id],
    [t10].[betalingsmodtager],
    [t10].[leverandoer],
    [t10].[maskinnr],
    [t10].[henvisningsnr],
    [t10].[filmaaned],
    [t10].[bilag_dato],
    [t10].[ydelsesperiode_fra_dato],
    [t10].[ydelsesperiode_til_dato],
    [t10].[artskonto],
    [t10].[omkostningssted],
    [t10].[psp_element],
    [t10].[kilde],
    [t10].[leverance_id],
    [t10].[raekke_nr],
    [t10].[skaeringsdato],
    [t10].[erstattet_dato],
    [t10].[dag]
   FROM [t4] AS [t10]
   WHERE
    EXISTS(
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
       AND [t1].[konto] IS NOT NULL
     ) AS [t3]
     WHERE
      [t10].[konto] = [t3].[konto]
    )
    AND NOT EXISTS(
     SELECT
      1
     FROM (
      SELECT
       [t11].[kilde],
       [t11].[leverance_id],
       [t11].[raekke_nr],
       [t11].[konto],
       [t11].[dag],
       [t11].[fra],
       [t11].[til]
      FROM (
       SELECT
        [t8].[kilde],
        [t8].[leverance_id],
        [t8].[raekke_nr],
        [t8].[konto],
        [t8].[dag],
        [t9].[fra],
        [t9].[til]
       FROM (
        SELECT
         [t0].[kilde],
         [t0].[leverance_id],
         [t0].[raekke_nr],
         [t0].[konto],
         CASE
          WHEN DATEPART(year, [t0].[posterings_dato]) > CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT)
          THEN (
           CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT) * 10000
          ) + 1231
          WHEN DATEPART(year, [t0].[posterings_dato]) < CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT)
          THEN (
           CAST(COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS BIGINT) * 10000
          ) + 101
          ELSE (
           CAST(DATEPART(year, [t0].[posterings_dato]) AS BIGINT) * 10000
          ) + (
           DATEPART(month, [t0].[posterings_dato]) * 100
          ) + DATEPART(day, [t0].[posterings_dato])
         END AS [dag]
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
       ) AS [t8]
       INNER JOIN (
        SELECT DISTINCT
         [t1].[konto],
         COALESCE(
          (
           CAST(DATEPART(year, [t1].[gyldig_fra_dato]) AS BIGINT) * 10000
          ) + (
           DATEPART(month, [t1].[gyldig_fra_dato]) * 100
          ) + DATEPART(day, [t1].[gyldig_fra_dato]),
          0
         ) AS [fra],
         COALESCE(
          (
           CAST(DATEPART(year, [t1].[gyldig_til_dato]) AS BIGINT) * 10000
          ) + (
           DATEPART(month, [t1].[gyldig_til_dato]) * 100
          ) + DATEPART(day, [t1].[gyldig_til_dato]),
          99990000
         ) AS [til]
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
       ) AS [t9]
        ON [t8].[konto] = [t9].[konto]
      ) AS [t11]
      WHERE
       [t11].[fra] <= [t11].[dag] AND [t11].[dag] <= [t11].[til]
     ) AS [t16]
     WHERE
      [t10].[kilde] = [t16].[kilde] AND [t10].[leverance_id] = [t16].[leverance_id] AND [t10].[raekke_nr] = [t16].[raekke_nr]
    )
  ) AS [t17]
 ) AS [t19]
 WHERE
  NOT EXISTS(
   SELECT
    1
   FROM [t12] AS [t14]
   WHERE
    [t19].[kilde] = [t14].[kilde] AND [t19].[leverance_id] = [t14].[leverance_id] AND [t19].[raekke_nr] = [t14].[raekke_nr]
  )
) AS [t20]
UNION ALL
SELECT
 *
FROM [t12] AS [t13]
