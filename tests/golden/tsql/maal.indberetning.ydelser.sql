SELECT
 [t6].[gruppe],
 [t6].[periode],
 COUNT_BIG(*) AS [antal]
FROM (
 SELECT
  [t5].[borger_id],
  [t5].[gruppe],
  [t5].[fra_dato],
  [t5].[til_dato],
  [t5].[doegntype],
  [t5].[leverandoer],
  [t5].[registreret_dato],
  [t5].[betalingskommune],
  [t5].[periode],
  [t5].[foerste],
  [t5].[sidste],
  [t5].[senest]
 FROM (
  SELECT
   [t4].[borger_id],
   [t4].[gruppe],
   [t4].[fra_dato],
   [t4].[til_dato],
   [t4].[doegntype],
   [t4].[leverandoer],
   [t4].[registreret_dato],
   [t4].[betalingskommune],
   [t2].[periode],
   [t2].[foerste],
   [t2].[sidste],
   [t2].[senest]
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
  ) AS [t4]
  INNER JOIN [memtable_0] AS [t2]
   ON [t4].[fra_dato] <= [t2].[sidste] AND (
    (
     [t4].[til_dato] IS NULL
    ) OR (
     [t4].[til_dato] >= [t2].[foerste]
    )
   )
 ) AS [t5]
 WHERE
  (
   [t5].[registreret_dato] IS NULL
  ) OR (
   [t5].[registreret_dato] <= [t5].[senest]
  )
) AS [t6]
GROUP BY
 [t6].[gruppe],
 [t6].[periode]
