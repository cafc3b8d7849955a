SELECT
 [t4].[borger_id],
 [t4].[koen],
 [t4].[foedselsdato],
 [t4].[alder],
 [t4].[fylder_18_dato],
 [t4].[cpr_status],
 [t7].[kommune]
FROM (
 SELECT
  [t0].[borger_id],
  [t0].[gaeldende_borger_id],
  [t0].[cpr_type],
  [t0].[cpr_mod11_ok],
  [t0].[foedselsdato],
  [t0].[koen],
  [t0].[cpr_status],
  [t0].[cpr_status_dato],
  [t0].[kilde],
  [t0].[leverance_id],
  [t0].[raekke_nr],
  [t0].[skaeringsdato],
  [t0].[erstattet_dato],
  (
   2025 - DATEPART(year, [t0].[foedselsdato])
  ) - CASE
   WHEN (
    DATEPART(month, [t0].[foedselsdato]) > 3
   )
   OR (
    (
     DATEPART(month, [t0].[foedselsdato]) = 3
    ) AND (
     DATEPART(day, [t0].[foedselsdato]) > 31
    )
   )
   THEN 1
   ELSE 0
  END AS [alder],
  CASE
   WHEN [t0].[foedselsdato] IS NULL
   THEN CAST(NULL AS DATE)
   ELSE DATEFROMPARTS(
    DATEPART(year, [t0].[foedselsdato]) + 18,
    CASE
     WHEN (
      DATEPART(month, [t0].[foedselsdato]) = 2
     ) AND (
      DATEPART(day, [t0].[foedselsdato]) = 29
     )
     THEN 3
     ELSE DATEPART(month, [t0].[foedselsdato])
    END,
    CASE
     WHEN (
      DATEPART(month, [t0].[foedselsdato]) = 2
     ) AND (
      DATEPART(day, [t0].[foedselsdato]) = 29
     )
     THEN 1
     ELSE DATEPART(day, [t0].[foedselsdato])
    END
   )
  END AS [fylder_18_dato]
 FROM [borger] AS [t0]
 WHERE
  [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
  AND (
   (
    [t0].[erstattet_dato] IS NULL
   ) OR (
    [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
   )
  )
) AS [t4]
LEFT OUTER JOIN (
 SELECT
  [t5].[borger_id],
  [t5].[kommune]
 FROM (
  SELECT
   [t2].[borger_id],
   [t2].[fra_dato],
   [t2].[til_dato],
   [t2].[kommune],
   [t2].[adresse_id],
   [t2].[tilflyt_kommune_dato],
   [t2].[fraflyt_kommune],
   [t2].[usikker],
   [t2].[kilde],
   [t2].[leverance_id],
   [t2].[raekke_nr],
   [t2].[skaeringsdato],
   [t2].[erstattet_dato],
   ROW_NUMBER() OVER (
    PARTITION BY [t2].[borger_id]
    ORDER BY [t2].[fra_dato] DESC, CASE WHEN [t2].[leverance_id] IS NULL THEN 1 ELSE 0 END, [t2].[leverance_id] ASC, CASE WHEN [t2].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t2].[raekke_nr] ASC, CASE WHEN [t2].[kommune] IS NULL THEN 1 ELSE 0 END, [t2].[kommune] ASC
   ) - 1 AS [nr]
  FROM (
   SELECT
    [t1].[borger_id],
    [t1].[fra_dato],
    [t1].[til_dato],
    [t1].[kommune],
    [t1].[adresse_id],
    [t1].[tilflyt_kommune_dato],
    [t1].[fraflyt_kommune],
    [t1].[usikker],
    [t1].[kilde],
    [t1].[leverance_id],
    [t1].[raekke_nr],
    [t1].[skaeringsdato],
    [t1].[erstattet_dato]
   FROM [adressehistorik] AS [t1]
   WHERE
    [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
    AND (
     (
      [t1].[erstattet_dato] IS NULL
     ) OR (
      [t1].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
     )
    )
    AND [t1].[fra_dato] <= DATEFROMPARTS(2025, 3, 31)
    AND (
     (
      [t1].[til_dato] IS NULL
     ) OR (
      [t1].[til_dato] > DATEFROMPARTS(2025, 3, 31)
     )
    )
    AND [t1].[borger_id] IS NOT NULL
    AND [t1].[kommune] IS NOT NULL
  ) AS [t2]
 ) AS [t5]
 WHERE
  [t5].[nr] = 0
) AS [t7]
 ON [t4].[borger_id] = [t7].[borger_id]
