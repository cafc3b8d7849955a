SELECT
 [t1].[kilde],
 [t1].[ydelse_id],
 [t1].[borger_id],
 [t1].[antal],
 [t1].[enhed],
 [t1].[frekvens],
 [t1].[takst],
 [t1].[antal_vederlag],
 CAST(CAST(CASE
  WHEN [t1].[frekvens] = 'daglig'
  THEN CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END * (
   (
    CAST(FLOOR(CAST((
     [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
    ) AS FLOAT) / (
     10000
    )) AS BIGINT) * 365
   ) + CAST(FLOOR(CAST((
    (
     (
      (
       [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
      ) % 10000
     ) * 730
    ) + 10000
   ) AS FLOAT) / (
    20000
   )) AS BIGINT)
  )
  WHEN [t1].[frekvens] = 'ugentlig'
  THEN CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END * (
   (
    CAST(FLOOR(CAST((
     [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
    ) AS FLOAT) / (
     70000
    )) AS BIGINT) * 365
   ) + CAST(FLOOR(
    CAST((
     (
      (
       (
        [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
       ) % 70000
      ) * 730
     ) + 70000
    ) AS FLOAT) / (
     140000
    )
   ) AS BIGINT)
  )
  WHEN [t1].[frekvens] = '14dag'
  THEN CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END * (
   (
    CAST(FLOOR(CAST((
     [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
    ) AS FLOAT) / (
     140000
    )) AS BIGINT) * 365
   ) + CAST(FLOOR(
    CAST((
     (
      (
       (
        [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
       ) % 140000
      ) * 730
     ) + 140000
    ) AS FLOAT) / (
     280000
    )
   ) AS BIGINT)
  )
  WHEN [t1].[frekvens] = 'maanedlig'
  THEN CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END * (
   (
    CAST(FLOOR(CAST((
     [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
    ) AS FLOAT) / (
     10000
    )) AS BIGINT) * 12
   ) + CAST(FLOOR(CAST((
    (
     (
      (
       [t1].[gang] * CASE WHEN [t1].[gang] < 0 THEN -1 ELSE 1 END
      ) % 10000
     ) * 24
    ) + 10000
   ) AS FLOAT) / (
    20000
   )) AS BIGINT)
  )
  ELSE CAST(NULL AS BIGINT)
 END AS NUMERIC(16, 2)) * CAST('0.01' AS NUMERIC(16, 2)) AS NUMERIC(14, 2)) AS [helaarspris]
FROM (
 SELECT
  [t0].[ydelse_id],
  [t0].[borger_id],
  [t0].[sag_id],
  [t0].[bevilling_id],
  [t0].[foranstaltning],
  [t0].[doegntype],
  [t0].[katalogydelse],
  [t0].[paragraf],
  [t0].[maalgruppe],
  [t0].[anbringelsesform],
  [t0].[leverandoer_cvr],
  [t0].[leverandoer],
  [t0].[p_nummer],
  [t0].[plejefamilie_id],
  [t0].[antal_vederlag],
  [t0].[antal],
  [t0].[enhed],
  [t0].[frekvens],
  [t0].[takst],
  [t0].[bevillings_dato],
  [t0].[start_dato],
  [t0].[slut_dato],
  [t0].[registreret_dato],
  [t0].[konto],
  [t0].[betalingskommune],
  [t0].[sagsbehandler],
  [t0].[kilde],
  [t0].[leverance_id],
  [t0].[raekke_nr],
  [t0].[skaeringsdato],
  [t0].[erstattet_dato],
  CAST([t0].[antal] * 10000 AS BIGINT) * CAST([t0].[takst] * 100 AS BIGINT) AS [gang]
 FROM [ydelse] AS [t0]
 WHERE
  [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
  AND (
   (
    [t0].[erstattet_dato] IS NULL
   ) OR (
    [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
   )
  )
) AS [t1]
