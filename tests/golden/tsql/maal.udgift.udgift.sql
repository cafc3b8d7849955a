SELECT
 [t2].[konto],
 [t2].[aar],
 [t2].[maaned],
 [t2].[periode],
 CAST(COALESCE(SUM([t2].[beloeb]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [beloeb],
 COUNT_BIG(*) AS [antal]
FROM (
 SELECT
  [t1].[posterings_dato],
  [t1].[regnskabsaar],
  [t1].[bilag],
  [t1].[linje],
  [t1].[konto],
  [t1].[funktion],
  [t1].[dranst],
  [t1].[gruppering],
  [t1].[kontonavn],
  [t1].[kontoalias],
  [t1].[afdeling],
  [t1].[aktivitet],
  [t1].[art],
  [t1].[beloeb],
  [t1].[tekst],
  [t1].[borger_id],
  [t1].[tekst_borger_id],
  [t1].[betalingsmodtager],
  [t1].[leverandoer],
  [t1].[maskinnr],
  [t1].[henvisningsnr],
  [t1].[filmaaned],
  [t1].[bilag_dato],
  [t1].[ydelsesperiode_fra_dato],
  [t1].[ydelsesperiode_til_dato],
  [t1].[artskonto],
  [t1].[omkostningssted],
  [t1].[psp_element],
  [t1].[kilde],
  [t1].[leverance_id],
  [t1].[raekke_nr],
  [t1].[skaeringsdato],
  [t1].[erstattet_dato],
  [t1].[aar],
  [t1].[maaned],
  IIF(
   IIF(
    SUBSTRING(
     CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)),
     IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)))),
     4
    ) IS NULL
    OR '-' IS NULL,
    NULL,
    SUBSTRING(
     CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)),
     IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)))),
     4
    ) + '-'
   ) IS NULL
   OR SUBSTRING(
    CAST((
     [t1].[aar] * 100
    ) + [t1].[maaned] AS VARCHAR(max)),
    IIF((
     4 + 1
    ) >= 1, 4 + 1, 4 + 1 + LEN(CAST((
     [t1].[aar] * 100
    ) + [t1].[maaned] AS VARCHAR(max)))),
    2
   ) IS NULL,
   NULL,
   IIF(
    SUBSTRING(
     CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)),
     IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)))),
     4
    ) IS NULL
    OR '-' IS NULL,
    NULL,
    SUBSTRING(
     CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)),
     IIF((
      0 + 1
     ) >= 1, 0 + 1, 0 + 1 + LEN(CAST((
      [t1].[aar] * 100
     ) + [t1].[maaned] AS VARCHAR(max)))),
     4
    ) + '-'
   ) + SUBSTRING(
    CAST((
     [t1].[aar] * 100
    ) + [t1].[maaned] AS VARCHAR(max)),
    IIF((
     4 + 1
    ) >= 1, 4 + 1, 4 + 1 + LEN(CAST((
     [t1].[aar] * 100
    ) + [t1].[maaned] AS VARCHAR(max)))),
    2
   )
  ) AS [periode]
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
   [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
   AND (
    (
     [t0].[erstattet_dato] IS NULL
    ) OR (
     [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
    )
   )
 ) AS [t1]
) AS [t2]
GROUP BY
 [t2].[konto],
 [t2].[aar],
 [t2].[maaned],
 [t2].[periode]
