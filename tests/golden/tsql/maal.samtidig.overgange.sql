WITH [t5] AS (
 SELECT
  [t4].[borger_id],
  [t4].[gruppe],
  [t4].[nr],
  MIN([t4].[fra_dato]) AS [fra_dato],
  MAX([t4].[slut]) AS [slut],
  COUNT_BIG(*) AS [antal_ophold]
 FROM (
  SELECT
   [t3].[borger_id],
   [t3].[gruppe],
   [t3].[fra_dato],
   [t3].[slut],
   [t3].[slut_foer],
   [t3].[ny],
   SUM([t3].[ny]) OVER (
    PARTITION BY [t3].[borger_id], [t3].[gruppe]
    ORDER BY CASE WHEN [t3].[fra_dato] IS NULL THEN 1 ELSE 0 END, [t3].[fra_dato] ASC, CASE WHEN [t3].[slut] IS NULL THEN 1 ELSE 0 END, [t3].[slut] ASC
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
   ) AS [nr]
  FROM (
   SELECT
    [t2].[borger_id],
    [t2].[gruppe],
    [t2].[fra_dato],
    [t2].[slut],
    [t2].[slut_foer],
    IIF((
     [t2].[slut_foer] IS NULL
    ) OR (
     DATEDIFF(DAY, CAST([t2].[slut_foer] AS DATETIME2), CAST([t2].[fra_dato] AS DATETIME2)) > 2
    ), 1, 0) AS [ny]
   FROM (
    SELECT
     [t1].[borger_id],
     [t1].[gruppe],
     [t1].[fra_dato],
     [t1].[slut],
     MAX([t1].[slut]) OVER (
      PARTITION BY [t1].[borger_id], [t1].[gruppe]
      ORDER BY CASE WHEN [t1].[fra_dato] IS NULL THEN 1 ELSE 0 END, [t1].[fra_dato] ASC, CASE WHEN [t1].[slut] IS NULL THEN 1 ELSE 0 END, [t1].[slut] ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
     ) AS [slut_foer]
    FROM (
     SELECT
      [t0].[borger_id],
      CASE
       WHEN [t0].[paragraf] IN ('SEL-107', 'SEL-108')
       OR (
        SUBSTRING([t0].[paragraf], IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 8) = 'SEL-107-'
       )
       OR (
        SUBSTRING([t0].[paragraf], IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 8) = 'SEL-108-'
       )
       THEN 'botilbud'
       WHEN [t0].[paragraf] IN ('SEL-85') OR (
        SUBSTRING([t0].[paragraf], IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 7) = 'SEL-85-'
       )
       THEN 'stoette'
       ELSE CAST(NULL AS VARCHAR(max))
      END AS [gruppe],
      COALESCE([t0].[afregning_start_dato], [t0].[start_dato]) AS [fra_dato],
      COALESCE(
       IIF(
        DATEPART(year, COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])) >= 2900,
        CAST(NULL AS DATE),
        COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])
       ),
       DATEFROMPARTS(9999, 12, 31)
      ) AS [slut]
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
      AND CASE
       WHEN [t0].[paragraf] IN ('SEL-107', 'SEL-108')
       OR (
        SUBSTRING([t0].[paragraf], IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 8) = 'SEL-107-'
       )
       OR (
        SUBSTRING([t0].[paragraf], IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 8) = 'SEL-108-'
       )
       THEN 'botilbud'
       WHEN [t0].[paragraf] IN ('SEL-85') OR (
        SUBSTRING([t0].[paragraf], IIF((
         0 + 1
        ) >= 1, 0 + 1, 0 + 1 + LEN([t0].[paragraf])), 7) = 'SEL-85-'
       )
       THEN 'stoette'
       ELSE CAST(NULL AS VARCHAR(max))
      END IS NOT NULL
      AND NOT (
       [t0].[status] IN ('kladde', 'forventet', 'annulleret')
      )
      AND COALESCE([t0].[afregning_start_dato], [t0].[start_dato]) IS NOT NULL
      AND (
       (
        IIF(
         DATEPART(year, COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])) >= 2900,
         CAST(NULL AS DATE),
         COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])
        ) IS NULL
       )
       OR (
        IIF(
         DATEPART(year, COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])) >= 2900,
         CAST(NULL AS DATE),
         COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])
        ) >= COALESCE([t0].[afregning_start_dato], [t0].[start_dato])
       )
      )
    ) AS [t1]
   ) AS [t2]
  ) AS [t3]
 ) AS [t4]
 GROUP BY
  [t4].[borger_id],
  [t4].[gruppe],
  [t4].[nr]
)
SELECT
 [t14].[borger_id],
 [t14].[slut_dato],
 MIN([t14].[start_dato]) AS [start_dato],
 MIN([t14].[dage]) AS [dage]
FROM (
 SELECT
  [t13].[borger_id],
  [t13].[slut_dato],
  [t13].[start_dato],
  [t13].[dage]
 FROM (
  SELECT
   [t12].[borger_id],
   [t12].[slut_dato],
   [t12].[start_dato],
   DATEDIFF(DAY, CAST([t12].[slut_dato] AS DATETIME2), CAST([t12].[start_dato] AS DATETIME2)) AS [dage]
  FROM (
   SELECT
    [t11].[borger_id],
    [t11].[slut_dato],
    [t8].[start_dato]
   FROM (
    SELECT
     [t9].[borger_id],
     [t9].[til_dato] AS [slut_dato]
    FROM (
     SELECT
      [t6].[borger_id],
      [t6].[gruppe],
      [t6].[fra_dato],
      IIF([t6].[slut] = DATEFROMPARTS(9999, 12, 31), CAST(NULL AS DATE), [t6].[slut]) AS [til_dato],
      [t6].[antal_ophold]
     FROM [t5] AS [t6]
    ) AS [t9]
    WHERE
     [t9].[gruppe] = 'botilbud' AND [t9].[til_dato] >= DATEFROMPARTS(2024, 1, 1) AND [t9].[til_dato] <= DATEFROMPARTS(2025, 12, 31)
   ) AS [t11]
   INNER JOIN (
    SELECT
     [t6].[borger_id],
     [t6].[fra_dato] AS [start_dato]
    FROM [t5] AS [t6]
    WHERE
     [t6].[gruppe] = 'stoette'
   ) AS [t8]
    ON [t11].[borger_id] = [t8].[borger_id]
  ) AS [t12]
 ) AS [t13]
 WHERE
  [t13].[dage] >= 0 AND [t13].[dage] <= 30
) AS [t14]
GROUP BY
 [t14].[borger_id],
 [t14].[slut_dato]
