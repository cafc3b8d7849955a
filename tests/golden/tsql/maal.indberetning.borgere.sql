SELECT
 [t30].[gruppe],
 [t30].[periode],
 [t30].[betaler],
 [t30].[handler],
 [t30].[maalgruppe],
 [t30].[rettidig],
 COUNT_BIG(DISTINCT [t30].[borger_id]) AS [antal]
FROM (
 SELECT
  [t29].[borger_id],
  [t29].[gruppe],
  [t29].[periode],
  MAX([t29].[betaler]) AS [betaler],
  MAX([t29].[handler]) AS [handler],
  MAX([t29].[maalgruppe]) AS [maalgruppe],
  MAX([t29].[rettidig]) AS [rettidig]
 FROM (
  SELECT
   *
  FROM (
   SELECT
    *
   FROM (
    SELECT
     [t19].[borger_id],
     [t19].[gruppe],
     [t19].[periode],
     1 AS [betaler],
     0 AS [handler],
     0 AS [maalgruppe],
     0 AS [rettidig]
    FROM (
     SELECT DISTINCT
      [t15].[borger_id],
      [t15].[gruppe],
      [t15].[periode]
     FROM (
      SELECT
       [t12].[borger_id],
       [t12].[gruppe],
       [t5].[periode]
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
        IIF(
         DATEPART(year, COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])) >= 2900,
         CAST(NULL AS DATE),
         COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])
        ) AS [til_dato],
        [t0].[doegntype],
        [t0].[leverandoer],
        [t0].[registreret_dato],
        [t0].[betalingskommune]
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
        AND (
         (
          [t0].[betalingskommune] IS NULL
         ) OR (
          [t0].[betalingskommune] = '0998'
         )
        )
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
      ) AS [t12]
      INNER JOIN [memtable_0] AS [t5]
       ON [t12].[fra_dato] <= [t5].[sidste] AND (
        (
         [t12].[til_dato] IS NULL
        ) OR (
         [t12].[til_dato] >= [t5].[foerste]
        )
       )
     ) AS [t15]
    ) AS [t19]
   ) AS [t22]
   UNION ALL
   SELECT
    *
   FROM (
    SELECT
     [t20].[borger_id],
     [t20].[gruppe],
     [t20].[periode],
     0 AS [betaler],
     1 AS [handler],
     0 AS [maalgruppe],
     0 AS [rettidig]
    FROM (
     SELECT DISTINCT
      [t16].[borger_id],
      [t16].[gruppe],
      [t16].[periode]
     FROM (
      SELECT
       [t13].[borger_id],
       [t13].[gruppe],
       [t6].[periode]
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
        IIF(
         DATEPART(year, COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])) >= 2900,
         CAST(NULL AS DATE),
         COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])
        ) AS [til_dato],
        [t0].[doegntype],
        [t0].[leverandoer],
        [t0].[registreret_dato],
        [t0].[betalingskommune]
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
        AND (
         (
          [t0].[handlekommune] IS NULL
         ) OR (
          [t0].[handlekommune] = '0998'
         )
        )
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
      ) AS [t13]
      INNER JOIN [memtable_1] AS [t6]
       ON [t13].[fra_dato] <= [t6].[sidste] AND (
        (
         [t13].[til_dato] IS NULL
        ) OR (
         [t13].[til_dato] >= [t6].[foerste]
        )
       )
     ) AS [t16]
    ) AS [t20]
   ) AS [t23]
  ) AS [t26]
  UNION ALL
  SELECT
   *
  FROM (
   SELECT
    *
   FROM (
    SELECT
     [t21].[borger_id],
     [t21].[gruppe],
     [t21].[periode],
     0 AS [betaler],
     0 AS [handler],
     1 AS [maalgruppe],
     0 AS [rettidig]
    FROM (
     SELECT DISTINCT
      [t17].[borger_id],
      [t17].[gruppe],
      [t17].[periode]
     FROM (
      SELECT
       [t14].[borger_id],
       [t14].[gruppe],
       [t7].[periode]
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
        IIF(
         DATEPART(year, COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])) >= 2900,
         CAST(NULL AS DATE),
         COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])
        ) AS [til_dato],
        [t0].[doegntype],
        [t0].[leverandoer],
        [t0].[registreret_dato],
        [t0].[betalingskommune]
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
        AND [t0].[maalgruppe] IS NOT NULL
        AND (
         (
          [t0].[handlekommune] IS NULL
         ) OR (
          [t0].[handlekommune] = '0998'
         )
        )
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
      ) AS [t14]
      INNER JOIN [memtable_2] AS [t7]
       ON [t14].[fra_dato] <= [t7].[sidste] AND (
        (
         [t14].[til_dato] IS NULL
        ) OR (
         [t14].[til_dato] >= [t7].[foerste]
        )
       )
     ) AS [t17]
    ) AS [t21]
   ) AS [t24]
   UNION ALL
   SELECT
    *
   FROM (
    SELECT
     [t25].[borger_id],
     [t25].[gruppe],
     [t25].[periode],
     0 AS [betaler],
     0 AS [handler],
     0 AS [maalgruppe],
     1 AS [rettidig]
    FROM (
     SELECT DISTINCT
      [t18].[borger_id],
      [t18].[gruppe],
      [t18].[periode]
     FROM (
      SELECT
       [t14].[borger_id],
       [t14].[gruppe],
       [t14].[fra_dato],
       [t14].[til_dato],
       [t14].[doegntype],
       [t14].[leverandoer],
       [t14].[registreret_dato],
       [t14].[betalingskommune],
       [t8].[periode],
       [t8].[foerste],
       [t8].[sidste],
       [t8].[senest]
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
        IIF(
         DATEPART(year, COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])) >= 2900,
         CAST(NULL AS DATE),
         COALESCE([t0].[afregning_slut_dato], [t0].[slut_dato])
        ) AS [til_dato],
        [t0].[doegntype],
        [t0].[leverandoer],
        [t0].[registreret_dato],
        [t0].[betalingskommune]
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
        AND [t0].[maalgruppe] IS NOT NULL
        AND (
         (
          [t0].[handlekommune] IS NULL
         ) OR (
          [t0].[handlekommune] = '0998'
         )
        )
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
      ) AS [t14]
      INNER JOIN [memtable_3] AS [t8]
       ON [t14].[fra_dato] <= [t8].[sidste] AND (
        (
         [t14].[til_dato] IS NULL
        ) OR (
         [t14].[til_dato] >= [t8].[foerste]
        )
       )
     ) AS [t18]
     WHERE
      (
       [t18].[registreret_dato] IS NULL
      ) OR (
       [t18].[registreret_dato] <= [t18].[senest]
      )
    ) AS [t25]
   ) AS [t27]
  ) AS [t28]
 ) AS [t29]
 GROUP BY
  [t29].[borger_id],
  [t29].[gruppe],
  [t29].[periode]
) AS [t30]
GROUP BY
 [t30].[gruppe],
 [t30].[periode],
 [t30].[betaler],
 [t30].[handler],
 [t30].[maalgruppe],
 [t30].[rettidig]
