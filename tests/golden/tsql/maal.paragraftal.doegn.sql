SELECT
 [t13].[borger_id],
 [t13].[gruppe],
 [t13].[periode],
 SUM([t13].[dage]) AS [doegn],
 SUM([t13].[start]) AS [starter],
 SUM([t13].[slut]) AS [slutter]
FROM (
 SELECT
  [t12].[borger_id],
  [t12].[gruppe],
  [t12].[fra_dato],
  [t12].[til_dato],
  [t12].[antal_ophold],
  [t12].[fra],
  [t12].[til],
  [t12].[doegn],
  [t12].[periode],
  [t12].[foerste],
  [t12].[sidste],
  DATEDIFF(
   DAY,
   CAST(CASE WHEN [t12].[fra] >= [t12].[foerste] THEN [t12].[fra] ELSE [t12].[foerste] END AS DATETIME2),
   CAST(CASE WHEN [t12].[til] <= [t12].[sidste] THEN [t12].[til] ELSE [t12].[sidste] END AS DATETIME2)
  ) + 1 AS [dage],
  IIF((
   [t12].[fra_dato] >= [t12].[foerste]
  ) AND (
   [t12].[fra_dato] <= [t12].[sidste]
  ), 1, 0) AS [start],
  IIF((
   [t12].[til_dato] IS NOT NULL
  ) AND (
   [t12].[til_dato] >= [t12].[foerste]
  ) AND (
   [t12].[til_dato] <= [t12].[sidste]
  ), 1, 0) AS [slut]
 FROM (
  SELECT
   [t11].[borger_id],
   [t11].[gruppe],
   [t11].[fra_dato],
   [t11].[til_dato],
   [t11].[antal_ophold],
   [t11].[fra],
   [t11].[til],
   [t11].[doegn],
   [t2].[periode],
   [t2].[foerste],
   [t2].[sidste]
  FROM (
   SELECT
    [t9].[borger_id],
    [t9].[gruppe],
    [t9].[fra_dato],
    [t9].[til_dato],
    [t9].[antal_ophold],
    [t9].[fra],
    [t9].[til],
    DATEDIFF(DAY, CAST([t9].[fra] AS DATETIME2), CAST([t9].[til] AS DATETIME2)) + 1 AS [doegn]
   FROM (
    SELECT
     [t8].[borger_id],
     [t8].[gruppe],
     [t8].[fra_dato],
     [t8].[til_dato],
     [t8].[antal_ophold],
     CASE WHEN [t8].[fra_dato] >= DATEFROMPARTS(2024, 1, 1) THEN [t8].[fra_dato] ELSE DATEFROMPARTS(2024, 1, 1) END AS [fra],
     CASE
      WHEN COALESCE([t8].[til_dato], DATEFROMPARTS(2025, 12, 31)) <= DATEFROMPARTS(2025, 12, 31)
      THEN COALESCE([t8].[til_dato], DATEFROMPARTS(2025, 12, 31))
      ELSE DATEFROMPARTS(2025, 12, 31)
     END AS [til]
    FROM (
     SELECT
      [t7].[borger_id],
      [t7].[gruppe],
      [t7].[fra_dato],
      IIF([t7].[slut] = DATEFROMPARTS(9999, 12, 31), CAST(NULL AS DATE), [t7].[slut]) AS [til_dato],
      [t7].[antal_ophold]
     FROM (
      SELECT
       [t6].[borger_id],
       [t6].[gruppe],
       [t6].[nr],
       MIN([t6].[fra_dato]) AS [fra_dato],
       MAX([t6].[slut]) AS [slut],
       COUNT_BIG(*) AS [antal_ophold]
      FROM (
       SELECT
        [t5].[borger_id],
        [t5].[gruppe],
        [t5].[fra_dato],
        [t5].[slut],
        [t5].[slut_foer],
        [t5].[ny],
        SUM([t5].[ny]) OVER (
         PARTITION BY [t5].[borger_id], [t5].[gruppe]
         ORDER BY CASE WHEN [t5].[fra_dato] IS NULL THEN 1 ELSE 0 END, [t5].[fra_dato] ASC, CASE WHEN [t5].[slut] IS NULL THEN 1 ELSE 0 END, [t5].[slut] ASC
         ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS [nr]
       FROM (
        SELECT
         [t4].[borger_id],
         [t4].[gruppe],
         [t4].[fra_dato],
         [t4].[slut],
         [t4].[slut_foer],
         IIF((
          [t4].[slut_foer] IS NULL
         ) OR (
          DATEDIFF(DAY, CAST([t4].[slut_foer] AS DATETIME2), CAST([t4].[fra_dato] AS DATETIME2)) > 1
         ), 1, 0) AS [ny]
        FROM (
         SELECT
          [t3].[borger_id],
          [t3].[gruppe],
          [t3].[fra_dato],
          [t3].[slut],
          MAX([t3].[slut]) OVER (
           PARTITION BY [t3].[borger_id], [t3].[gruppe]
           ORDER BY CASE WHEN [t3].[fra_dato] IS NULL THEN 1 ELSE 0 END, [t3].[fra_dato] ASC, CASE WHEN [t3].[slut] IS NULL THEN 1 ELSE 0 END, [t3].[slut] ASC
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
          ) AS [slut_foer]
         FROM (
          SELECT
           [t1].[borger_id],
           [t1].[paragraf] AS [gruppe],
           [t1].[start_dato] AS [fra_dato],
           COALESCE(IIF(DATEPART(year, [t1].[slut_dato]) >= 2900, CAST(NULL AS DATE), [t1].[slut_dato]), DATEFROMPARTS(9999, 12, 31)) AS [slut]
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
           AND [t1].[paragraf] IS NOT NULL
           AND [t1].[start_dato] IS NOT NULL
           AND (
            (
             IIF(DATEPART(year, [t1].[slut_dato]) >= 2900, CAST(NULL AS DATE), [t1].[slut_dato]) IS NULL
            )
            OR (
             IIF(DATEPART(year, [t1].[slut_dato]) >= 2900, CAST(NULL AS DATE), [t1].[slut_dato]) >= [t1].[start_dato]
            )
           )
           AND (
            (
             [t1].[betalingskommune] IS NULL
            ) OR (
             [t1].[betalingskommune] = '0998'
            )
           )
         ) AS [t3]
        ) AS [t4]
       ) AS [t5]
      ) AS [t6]
      GROUP BY
       [t6].[borger_id],
       [t6].[gruppe],
       [t6].[nr]
     ) AS [t7]
     WHERE
      [t7].[fra_dato] <= DATEFROMPARTS(2025, 12, 31)
      AND COALESCE(IIF([t7].[slut] = DATEFROMPARTS(9999, 12, 31), CAST(NULL AS DATE), [t7].[slut]), DATEFROMPARTS(2025, 12, 31)) >= DATEFROMPARTS(2024, 1, 1)
    ) AS [t8]
   ) AS [t9]
  ) AS [t11]
  INNER JOIN [memtable_0] AS [t2]
   ON [t11].[fra] <= [t2].[sidste] AND [t11].[til] >= [t2].[foerste]
 ) AS [t12]
) AS [t13]
GROUP BY
 [t13].[borger_id],
 [t13].[gruppe],
 [t13].[periode]
