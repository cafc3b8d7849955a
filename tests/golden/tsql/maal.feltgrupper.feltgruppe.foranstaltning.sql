SELECT
 [t1].[kilde],
 [t1].[ydelse_id],
 [t1].[borger_id],
 [t1].[sag_id],
 [t1].[foranstaltning],
 [t1].[katalogydelse],
 [t1].[paragraf],
 [t1].[maalgruppe],
 [t1].[anbringelsesform],
 [t1].[bevillings_dato],
 [t1].[registreret_dato],
 [t1].[start_dato],
 [t1].[slut_dato],
 [t1].[sagsbehandler],
 [t1].[konto],
 [t1].[betalingskommune],
 [t1].[doegn_i_aaret],
 CAST(CAST(CASE WHEN (
  [t1].[doegn_i_aaret] * 1000000
 ) < 0 THEN -1 ELSE 1 END * (
  (
   CAST(FLOOR(CAST((
    [t1].[doegn_i_aaret] * 1000000 * CASE WHEN (
     [t1].[doegn_i_aaret] * 1000000
    ) < 0 THEN -1 ELSE 1 END
   ) AS FLOAT) / (
    365
   )) AS BIGINT) * 1
  ) + CAST(FLOOR(
   CAST((
    (
     (
      (
       [t1].[doegn_i_aaret] * 1000000 * CASE WHEN (
        [t1].[doegn_i_aaret] * 1000000
       ) < 0 THEN -1 ELSE 1 END
      ) % 365
     ) * 2
    ) + 365
   ) AS FLOAT) / (
    730
   )
  ) AS BIGINT)
 ) AS NUMERIC(19, 6)) * CAST('0.000001' AS NUMERIC(7, 6)) AS NUMERIC(18, 6)) AS [helaarspersoner]
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
  CASE
   WHEN [t0].[start_dato] IS NULL
   THEN CAST(NULL AS BIGINT)
   WHEN (
    DATEDIFF(
     DAY,
     CAST(CASE WHEN [t0].[start_dato] >= DATEFROMPARTS(2025, 1, 1) THEN [t0].[start_dato] ELSE DATEFROMPARTS(2025, 1, 1) END AS DATETIME2),
     CAST(CASE
      WHEN COALESCE([t0].[slut_dato], DATEFROMPARTS(2025, 12, 31)) <= DATEFROMPARTS(2025, 12, 31)
      THEN COALESCE([t0].[slut_dato], DATEFROMPARTS(2025, 12, 31))
      ELSE DATEFROMPARTS(2025, 12, 31)
     END AS DATETIME2)
    ) + 1
   ) < 0
   THEN 0
   ELSE DATEDIFF(
    DAY,
    CAST(CASE WHEN [t0].[start_dato] >= DATEFROMPARTS(2025, 1, 1) THEN [t0].[start_dato] ELSE DATEFROMPARTS(2025, 1, 1) END AS DATETIME2),
    CAST(CASE
     WHEN COALESCE([t0].[slut_dato], DATEFROMPARTS(2025, 12, 31)) <= DATEFROMPARTS(2025, 12, 31)
     THEN COALESCE([t0].[slut_dato], DATEFROMPARTS(2025, 12, 31))
     ELSE DATEFROMPARTS(2025, 12, 31)
    END AS DATETIME2)
   ) + 1
  END AS [doegn_i_aaret]
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
