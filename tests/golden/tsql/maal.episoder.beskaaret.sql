SELECT
 [t7].[borger_id],
 [t7].[gruppe],
 [t7].[fra_dato],
 [t7].[til_dato],
 [t7].[antal_ophold],
 [t7].[fra],
 [t7].[til],
 DATEDIFF(DAY, CAST([t7].[fra] AS DATETIME2), CAST([t7].[til] AS DATETIME2)) + 1 AS [doegn]
FROM (
 SELECT
  [t6].[borger_id],
  [t6].[gruppe],
  [t6].[fra_dato],
  [t6].[til_dato],
  [t6].[antal_ophold],
  CASE WHEN [t6].[fra_dato] >= DATEFROMPARTS(2024, 1, 1) THEN [t6].[fra_dato] ELSE DATEFROMPARTS(2024, 1, 1) END AS [fra],
  CASE
   WHEN COALESCE([t6].[til_dato], DATEFROMPARTS(2025, 12, 31)) <= DATEFROMPARTS(2025, 12, 31)
   THEN COALESCE([t6].[til_dato], DATEFROMPARTS(2025, 12, 31))
   ELSE DATEFROMPARTS(2025, 12, 31)
  END AS [til]
 FROM (
  SELECT
   [t5].[borger_id],
   [t5].[gruppe],
   [t5].[fra_dato],
   IIF([t5].[slut] = DATEFROMPARTS(9999, 12, 31), CAST(NULL AS DATE), [t5].[slut]) AS [til_dato],
   [t5].[antal_ophold]
  FROM (
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
  ) AS [t5]
  WHERE
   [t5].[fra_dato] <= DATEFROMPARTS(2025, 12, 31)
   AND COALESCE(IIF([t5].[slut] = DATEFROMPARTS(9999, 12, 31), CAST(NULL AS DATE), [t5].[slut]), DATEFROMPARTS(2025, 12, 31)) >= DATEFROMPARTS(2024, 1, 1)
 ) AS [t6]
) AS [t7]
