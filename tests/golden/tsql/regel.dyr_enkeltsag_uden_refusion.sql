WITH [t1] AS (
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
  COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato])) AS [aar],
  CASE
   WHEN DATEPART(year, [t0].[posterings_dato]) > COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato]))
   THEN 12
   WHEN DATEPART(year, [t0].[posterings_dato]) < COALESCE([t0].[regnskabsaar], DATEPART(year, [t0].[posterings_dato]))
   THEN 1
   ELSE DATEPART(month, [t0].[posterings_dato])
  END AS [maaned]
 FROM [postering] AS [t0]
 WHERE
  [t0].[skaeringsdato] <= DATEFROMPARTS(2022, 12, 31)
  AND (
   (
    [t0].[erstattet_dato] IS NULL
   ) OR (
    [t0].[erstattet_dato] > DATEFROMPARTS(2022, 12, 31)
   )
  )
)
SELECT
 [t9].[posterings_dato],
 [t9].[regnskabsaar],
 [t9].[bilag],
 [t9].[linje],
 [t9].[konto],
 [t9].[funktion],
 [t9].[dranst],
 [t9].[gruppering],
 [t9].[kontonavn],
 [t9].[kontoalias],
 [t9].[afdeling],
 [t9].[aktivitet],
 [t9].[art],
 [t9].[beloeb],
 [t9].[tekst],
 [t9].[borger_id],
 [t9].[tekst_borger_id],
 [t9].[betalingsmodtager],
 [t9].[leverandoer],
 [t9].[maskinnr],
 [t9].[henvisningsnr],
 [t9].[filmaaned],
 [t9].[bilag_dato],
 [t9].[ydelsesperiode_fra_dato],
 [t9].[ydelsesperiode_til_dato],
 [t9].[artskonto],
 [t9].[omkostningssted],
 [t9].[psp_element],
 [t9].[kilde],
 [t9].[leverance_id],
 [t9].[raekke_nr],
 [t9].[skaeringsdato],
 [t9].[erstattet_dato],
 [t9].[aar],
 [t9].[maaned],
 [t9].[periode],
 [t9].[graense],
 [t9].[netto],
 [t9].[nr],
 [t9].[netto] AS [beloeb_kilde],
 [t9].[graense] AS [beloeb_modpart],
 CAST([t9].[aar] AS VARCHAR(max)) AS [saerkende]
FROM (
 SELECT
  [t8].[posterings_dato],
  [t8].[regnskabsaar],
  [t8].[bilag],
  [t8].[linje],
  [t8].[konto],
  [t8].[funktion],
  [t8].[dranst],
  [t8].[gruppering],
  [t8].[kontonavn],
  [t8].[kontoalias],
  [t8].[afdeling],
  [t8].[aktivitet],
  [t8].[art],
  [t8].[beloeb],
  [t8].[tekst],
  [t8].[borger_id],
  [t8].[tekst_borger_id],
  [t8].[betalingsmodtager],
  [t8].[leverandoer],
  [t8].[maskinnr],
  [t8].[henvisningsnr],
  [t8].[filmaaned],
  [t8].[bilag_dato],
  [t8].[ydelsesperiode_fra_dato],
  [t8].[ydelsesperiode_til_dato],
  [t8].[artskonto],
  [t8].[omkostningssted],
  [t8].[psp_element],
  [t8].[kilde],
  [t8].[leverance_id],
  [t8].[raekke_nr],
  [t8].[skaeringsdato],
  [t8].[erstattet_dato],
  [t8].[aar],
  [t8].[maaned],
  [t8].[periode],
  [t8].[graense],
  [t8].[netto],
  [t8].[nr]
 FROM (
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
   [t6].[aar],
   [t6].[maaned],
   [t6].[periode],
   [t6].[graense],
   [t6].[netto],
   [t6].[nr]
  FROM (
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
    [t5].[erstattet_dato],
    [t5].[aar],
    [t5].[maaned],
    [t5].[periode],
    [t5].[graense],
    SUM([t5].[beloeb]) OVER (
     PARTITION BY [t5].[borger_id], [t5].[aar]
     ORDER BY CASE WHEN [t5].[beloeb] IS NULL THEN 1 ELSE 0 END, [t5].[beloeb] ASC
     ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS [netto],
    ROW_NUMBER() OVER (
     PARTITION BY [t5].[borger_id], [t5].[aar]
     ORDER BY CASE WHEN [t5].[posterings_dato] IS NULL THEN 1 ELSE 0 END, [t5].[posterings_dato] ASC, CASE WHEN [t5].[bilag] IS NULL THEN 1 ELSE 0 END, [t5].[bilag] ASC, CASE WHEN [t5].[linje] IS NULL THEN 1 ELSE 0 END, [t5].[linje] ASC, CASE WHEN [t5].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t5].[raekke_nr] ASC
    ) - 1 AS [nr]
   FROM (
    SELECT
     [t2].[posterings_dato],
     [t2].[regnskabsaar],
     [t2].[bilag],
     [t2].[linje],
     [t2].[konto],
     [t2].[funktion],
     [t2].[dranst],
     [t2].[gruppering],
     [t2].[kontonavn],
     [t2].[kontoalias],
     [t2].[afdeling],
     [t2].[aktivitet],
     [t2].[art],
     [t2].[beloeb],
     [t2].[tekst],
     [t2].[borger_id],
     [t2].[tekst_borger_id],
     [t2].[betalingsmodtager],
     [t2].[leverandoer],
     [t2].[maskinnr],
     [t2].[henvisningsnr],
     [t2].[filmaaned],
     [t2].[bilag_dato],
     [t2].[ydelsesperiode_fra_dato],
     [t2].[ydelsesperiode_til_dato],
     [t2].[artskonto],
     [t2].[omkostningssted],
     [t2].[psp_element],
     [t2].[kilde],
     [t2].[leverance_id],
     [t2].[raekke_nr],
     [t2].[skaeringsdato],
     [t2].[erstattet_dato],
     [t2].[aar],
     [t2].[maaned],
     IIF(
      IIF(
       SUBSTRING(
        CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)),
        IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)))),
        4
       ) IS NULL
       OR '-' IS NULL,
       NULL,
       SUBSTRING(
        CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)),
        IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)))),
        4
       ) + '-'
      ) IS NULL
      OR SUBSTRING(
       CAST((
        [t2].[aar] * 100
       ) + [t2].[maaned] AS VARCHAR(max)),
       IIF((
        4 + 1
       ) >= 1, 4 + 1, 4 + 1 + LEN(CAST((
        [t2].[aar] * 100
       ) + [t2].[maaned] AS VARCHAR(max)))),
       2
      ) IS NULL,
      NULL,
      IIF(
       SUBSTRING(
        CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)),
        IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)))),
        4
       ) IS NULL
       OR '-' IS NULL,
       NULL,
       SUBSTRING(
        CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)),
        IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
         [t2].[aar] * 100
        ) + [t2].[maaned] AS VARCHAR(max)))),
        4
       ) + '-'
      ) + SUBSTRING(
       CAST((
        [t2].[aar] * 100
       ) + [t2].[maaned] AS VARCHAR(max)),
       IIF((
        4 + 1
       ) >= 1, 4 + 1, 4 + 1 + LEN(CAST((
        [t2].[aar] * 100
       ) + [t2].[maaned] AS VARCHAR(max)))),
       2
      )
     ) AS [periode],
     CASE
      WHEN [t2].[aar] = 2020
      THEN CAST('1.09E+6' AS NUMERIC)
      WHEN [t2].[aar] = 2021
      THEN CAST('8.5E+5' AS NUMERIC)
      WHEN [t2].[aar] = 2022
      THEN CAST('8.6E+5' AS NUMERIC)
      ELSE CAST(NULL AS NUMERIC(14, 2))
     END AS [graense]
    FROM [t1] AS [t2]
    WHERE
     [t2].[borger_id] IS NOT NULL AND [t2].[dranst] = '1' AND [t2].[funktion] <> '5.22.07'
   ) AS [t5]
  ) AS [t6]
  WHERE
   [t6].[nr] = 0 AND [t6].[netto] > [t6].[graense]
 ) AS [t8]
 WHERE
  NOT EXISTS(
   SELECT
    1
   FROM (
    SELECT DISTINCT
     [t2].[borger_id],
     [t2].[aar]
    FROM [t1] AS [t2]
    WHERE
     [t2].[borger_id] IS NOT NULL AND [t2].[funktion] = '5.22.07' AND [t2].[beloeb] < 0
   ) AS [t4]
   WHERE
    [t8].[borger_id] = [t4].[borger_id] AND [t8].[aar] = [t4].[aar]
  )
) AS [t9]
