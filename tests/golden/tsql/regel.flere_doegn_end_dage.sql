WITH [t4] AS (
 SELECT
  [t0].[afregning_id],
  [t0].[borger_id],
  [t0].[sag_id],
  [t0].[ydelse_id],
  [t0].[foranstaltning],
  [t0].[doegntype],
  [t0].[paragraf],
  [t0].[leverandoer_cvr],
  [t0].[periode_fra_dato],
  [t0].[periode_til_dato],
  [t0].[antal],
  [t0].[enhed],
  [t0].[takst],
  [t0].[beloeb],
  [t0].[betalingskommune],
  [t0].[konto],
  [t0].[status],
  [t0].[afregningstype],
  [t0].[henvisningsnr],
  [t0].[disposition_dato],
  [t0].[kilde],
  [t0].[leverance_id],
  [t0].[raekke_nr],
  [t0].[skaeringsdato],
  [t0].[erstattet_dato],
  'Der er afregnet flere døgn, end perioden har dage' AS [beskrivelse]
 FROM [afregning] AS [t0]
 WHERE
  [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
  AND (
   (
    [t0].[erstattet_dato] IS NULL
   ) OR (
    [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
   )
  )
  AND [t0].[status] = 'effektueret'
  AND [t0].[enhed] IN ('doegn', 'dag')
  AND ABS([t0].[antal]) > (
   DATEDIFF(DAY, CAST([t0].[periode_fra_dato] AS DATETIME2), CAST([t0].[periode_til_dato] AS DATETIME2)) + 1
  )
)
SELECT
 *
FROM [t4] AS [t6]
UNION ALL
SELECT
 *
FROM (
 SELECT
  [t14].[afregning_id],
  [t14].[borger_id],
  [t14].[sag_id],
  [t14].[ydelse_id],
  [t14].[foranstaltning],
  [t14].[doegntype],
  [t14].[paragraf],
  [t14].[leverandoer_cvr],
  [t14].[periode_fra_dato],
  [t14].[periode_til_dato],
  [t14].[antal],
  [t14].[enhed],
  [t14].[takst],
  [t14].[beloeb],
  [t14].[betalingskommune],
  [t14].[konto],
  [t14].[status],
  [t14].[afregningstype],
  [t14].[henvisningsnr],
  [t14].[disposition_dato],
  [t14].[kilde],
  [t14].[leverance_id],
  [t14].[raekke_nr],
  [t14].[skaeringsdato],
  [t14].[erstattet_dato],
  [t14].[beskrivelse]
 FROM (
  SELECT
   [t12].[afregning_id],
   [t12].[borger_id],
   [t12].[sag_id],
   [t12].[ydelse_id],
   [t12].[foranstaltning],
   [t12].[doegntype],
   [t12].[paragraf],
   [t12].[leverandoer_cvr],
   [t12].[periode_fra_dato],
   [t12].[periode_til_dato],
   [t12].[antal],
   [t12].[enhed],
   [t12].[takst],
   [t12].[beloeb],
   [t12].[betalingskommune],
   [t12].[konto],
   [t12].[status],
   [t12].[afregningstype],
   [t12].[henvisningsnr],
   [t12].[disposition_dato],
   [t12].[kilde],
   [t12].[leverance_id],
   [t12].[raekke_nr],
   [t12].[skaeringsdato],
   [t12].[erstattet_dato],
   'Afregningens døgntype er en anden end ydelsens' AS [beskrivelse]
  FROM (
   SELECT
    [t11].[afregning_id],
    [t11].[borger_id],
    [t11].[sag_id],
    [t11].[ydelse_id],
    [t11].[foranstaltning],
    [t11].[doegntype],
    [t11].[paragraf],
    [t11].[leverandoer_cvr],
    [t11].[periode_fra_dato],
    [t11].[periode_til_dato],
    [t11].[antal],
    [t11].[enhed],
    [t11].[takst],
    [t11].[beloeb],
    [t11].[betalingskommune],
    [t11].[konto],
    [t11].[status],
    [t11].[afregningstype],
    [t11].[henvisningsnr],
    [t11].[disposition_dato],
    [t11].[kilde],
    [t11].[leverance_id],
    [t11].[raekke_nr],
    [t11].[skaeringsdato],
    [t11].[erstattet_dato]
   FROM (
    SELECT
     [t10].[afregning_id],
     [t10].[borger_id],
     [t10].[sag_id],
     [t10].[ydelse_id],
     [t10].[foranstaltning],
     [t10].[doegntype],
     [t10].[paragraf],
     [t10].[leverandoer_cvr],
     [t10].[periode_fra_dato],
     [t10].[periode_til_dato],
     [t10].[antal],
     [t10].[enhed],
     [t10].[takst],
     [t10].[beloeb],
     [t10].[betalingskommune],
     [t10].[konto],
     [t10].[status],
     [t10].[afregningstype],
     [t10].[henvisningsnr],
     [t10].[disposition_dato],
     [t10].[kilde],
     [t10].[leverance_id],
     [t10].[raekke_nr],
     [t10].[skaeringsdato],
     [t10].[erstattet_dato],
     [t10].[mindst],
     [t10].[hoejst]
    FROM (
     SELECT
      [t5].[afregning_id],
      [t5].[borger_id],
      [t5].[sag_id],
      [t5].[ydelse_id],
      [t5].[foranstaltning],
      [t5].[doegntype],
      [t5].[paragraf],
      [t5].[leverandoer_cvr],
      [t5].[periode_fra_dato],
      [t5].[periode_til_dato],
      [t5].[antal],
      [t5].[enhed],
      [t5].[takst],
      [t5].[beloeb],
      [t5].[betalingskommune],
      [t5].[konto],
      [t5].[status],
      [t5].[afregningstype],
      [t5].[henvisningsnr],
      [t5].[disposition_dato],
      [t5].[kilde],
      [t5].[leverance_id],
      [t5].[raekke_nr],
      [t5].[skaeringsdato],
      [t5].[erstattet_dato],
      [t9].[mindst],
      [t9].[hoejst]
     FROM (
      SELECT
       [t0].[afregning_id],
       [t0].[borger_id],
       [t0].[sag_id],
       [t0].[ydelse_id],
       [t0].[foranstaltning],
       [t0].[doegntype],
       [t0].[paragraf],
       [t0].[leverandoer_cvr],
       [t0].[periode_fra_dato],
       [t0].[periode_til_dato],
       [t0].[antal],
       [t0].[enhed],
       [t0].[takst],
       [t0].[beloeb],
       [t0].[betalingskommune],
       [t0].[konto],
       [t0].[status],
       [t0].[afregningstype],
       [t0].[henvisningsnr],
       [t0].[disposition_dato],
       [t0].[kilde],
       [t0].[leverance_id],
       [t0].[raekke_nr],
       [t0].[skaeringsdato],
       [t0].[erstattet_dato]
      FROM [afregning] AS [t0]
      WHERE
       [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
       AND (
        (
         [t0].[erstattet_dato] IS NULL
        ) OR (
         [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
        )
       )
       AND [t0].[status] = 'effektueret'
     ) AS [t5]
     INNER JOIN (
      SELECT
       [t3].[kilde],
       [t3].[ydelse_id],
       MIN([t3].[doegntype]) AS [mindst],
       MAX([t3].[doegntype]) AS [hoejst]
      FROM (
       SELECT
        [t1].[ydelse_id],
        [t1].[borger_id],
        [t1].[sag_id],
        [t1].[bevilling_id],
        [t1].[foranstaltning],
        [t1].[doegntype],
        [t1].[katalogydelse],
        [t1].[paragraf],
        [t1].[maalgruppe],
        [t1].[anbringelsesform],
        [t1].[leverandoer_cvr],
        [t1].[leverandoer],
        [t1].[p_nummer],
        [t1].[plejefamilie_id],
        [t1].[antal_vederlag],
        [t1].[antal],
        [t1].[enhed],
        [t1].[frekvens],
        [t1].[takst],
        [t1].[bevillings_dato],
        [t1].[start_dato],
        [t1].[slut_dato],
        [t1].[registreret_dato],
        [t1].[konto],
        [t1].[betalingskommune],
        [t1].[sagsbehandler],
        [t1].[kilde],
        [t1].[leverance_id],
        [t1].[raekke_nr],
        [t1].[skaeringsdato],
        [t1].[erstattet_dato]
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
        AND [t1].[doegntype] IS NOT NULL
      ) AS [t3]
      GROUP BY
       [t3].[kilde],
       [t3].[ydelse_id]
     ) AS [t9]
      ON [t5].[kilde] = [t9].[kilde] AND [t5].[ydelse_id] = [t9].[ydelse_id]
    ) AS [t10]
    WHERE
     [t10].[mindst] = [t10].[hoejst] AND [t10].[doegntype] <> [t10].[mindst]
   ) AS [t11]
  ) AS [t12]
 ) AS [t14]
 WHERE
  NOT EXISTS(
   SELECT
    1
   FROM [t4] AS [t7]
   WHERE
    [t14].[kilde] = [t7].[kilde] AND [t14].[afregning_id] = [t7].[afregning_id]
  )
) AS [t15]
