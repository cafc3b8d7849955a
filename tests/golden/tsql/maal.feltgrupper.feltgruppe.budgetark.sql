SELECT
 [t0].[regnskabsaar],
 [t0].[konto],
 [t0].[omraade],
 [t0].[paragraf],
 [t0].[antal_pladser],
 [t0].[helaarspersoner],
 [t0].[enhedspris_kr],
 [t0].[beloeb],
 [t0].[forudsaetning],
 CAST(CAST(CASE WHEN (
  CAST([t0].[helaarspersoner] * 10000 AS BIGINT) * CAST([t0].[enhedspris_kr] * 100 AS BIGINT)
 ) < 0 THEN -1 ELSE 1 END * (
  (
   CAST(FLOOR(
    CAST((
     CAST([t0].[helaarspersoner] * 10000 AS BIGINT) * CAST([t0].[enhedspris_kr] * 100 AS BIGINT) * CASE WHEN (
      CAST([t0].[helaarspersoner] * 10000 AS BIGINT) * CAST([t0].[enhedspris_kr] * 100 AS BIGINT)
     ) < 0 THEN -1 ELSE 1 END
    ) AS FLOAT) / (
     10000
    )
   ) AS BIGINT) * 1
  ) + CAST(FLOOR(
   CAST((
    (
     (
      (
       CAST([t0].[helaarspersoner] * 10000 AS BIGINT) * CAST([t0].[enhedspris_kr] * 100 AS BIGINT) * CASE WHEN (
        CAST([t0].[helaarspersoner] * 10000 AS BIGINT) * CAST([t0].[enhedspris_kr] * 100 AS BIGINT)
       ) < 0 THEN -1 ELSE 1 END
      ) % 10000
     ) * 2
    ) + 10000
   ) AS FLOAT) / (
    20000
   )
  ) AS BIGINT)
 ) AS NUMERIC(16, 2)) * CAST('0.01' AS NUMERIC(16, 2)) AS NUMERIC(14, 2)) AS [beregnet_kr]
FROM [budgetark] AS [t0]
WHERE
 [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
 AND (
  (
   [t0].[erstattet_dato] IS NULL
  ) OR (
   [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
  )
 )
