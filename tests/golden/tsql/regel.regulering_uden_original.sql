WITH [t3] AS (
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
  (
   CAST(DATEPART(year, [t0].[periode_fra_dato]) AS BIGINT) * 12
  ) + DATEPART(month, [t0].[periode_fra_dato]) AS [maaned]
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
  AND [t0].[afregningstype] IN ('udgift')
)
SELECT
 *
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
  [t10].[maaned],
  'Reguleringen har ingen betaling at rette' AS [beskrivelse]
 FROM (
  SELECT
   [t4].[afregning_id],
   [t4].[borger_id],
   [t4].[sag_id],
   [t4].[ydelse_id],
   [t4].[foranstaltning],
   [t4].[doegntype],
   [t4].[paragraf],
   [t4].[leverandoer_cvr],
   [t4].[periode_fra_dato],
   [t4].[periode_til_dato],
   [t4].[antal],
   [t4].[enhed],
   [t4].[takst],
   [t4].[beloeb],
   [t4].[betalingskommune],
   [t4].[konto],
   [t4].[status],
   [t4].[afregningstype],
   [t4].[henvisningsnr],
   [t4].[disposition_dato],
   [t4].[kilde],
   [t4].[leverance_id],
   [t4].[raekke_nr],
   [t4].[skaeringsdato],
   [t4].[erstattet_dato],
   [t4].[maaned]
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
    [t0].[erstattet_dato],
    (
     CAST(DATEPART(year, [t0].[periode_fra_dato]) AS BIGINT) * 12
    ) + DATEPART(month, [t0].[periode_fra_dato]) AS [maaned]
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
    AND [t0].[afregningstype] IN ('regulering')
  ) AS [t4]
  WHERE
   NOT EXISTS(
    SELECT
     1
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
      [t0].[erstattet_dato],
      (
       CAST(DATEPART(year, [t0].[periode_fra_dato]) AS BIGINT) * 12
      ) + DATEPART(month, [t0].[periode_fra_dato]) AS [maaned]
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
      AND [t0].[afregningstype] IN ('udgift')
      AND [t0].[henvisningsnr] IS NOT NULL
    ) AS [t5]
    WHERE
     [t4].[kilde] = [t5].[kilde] AND [t4].[henvisningsnr] = [t5].[henvisningsnr]
   )
   AND NOT EXISTS(
    SELECT
     1
    FROM [t3] AS [t7]
    WHERE
     [t4].[kilde] = [t7].[kilde] AND [t4].[ydelse_id] = [t7].[ydelse_id] AND [t4].[maaned] = [t7].[maaned]
   )
 ) AS [t10]
) AS [t11]
UNION ALL
SELECT
 *
FROM (
 SELECT
  [t15].[afregning_id],
  [t15].[borger_id],
  [t15].[sag_id],
  [t15].[ydelse_id],
  [t15].[foranstaltning],
  [t15].[doegntype],
  [t15].[paragraf],
  [t15].[leverandoer_cvr],
  [t15].[periode_fra_dato],
  [t15].[periode_til_dato],
  [t15].[antal],
  [t15].[enhed],
  [t15].[takst],
  [t15].[beloeb],
  [t15].[betalingskommune],
  [t15].[konto],
  [t15].[status],
  [t15].[afregningstype],
  [t15].[henvisningsnr],
  [t15].[disposition_dato],
  [t15].[kilde],
  [t15].[leverance_id],
  [t15].[raekke_nr],
  [t15].[skaeringsdato],
  [t15].[erstattet_dato],
  [t15].[maaned],
  'Reguleringerne tager mere tilbage, end der er betalt' AS [beskrivelse]
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
   [t14].[maaned]
  FROM (
   SELECT
    [t13].[afregning_id],
    [t13].[borger_id],
    [t13].[sag_id],
    [t13].[ydelse_id],
    [t13].[foranstaltning],
    [t13].[doegntype],
    [t13].[paragraf],
    [t13].[leverandoer_cvr],
    [t13].[periode_fra_dato],
    [t13].[periode_til_dato],
    [t13].[antal],
    [t13].[enhed],
    [t13].[takst],
    [t13].[beloeb],
    [t13].[betalingskommune],
    [t13].[konto],
    [t13].[status],
    [t13].[afregningstype],
    [t13].[henvisningsnr],
    [t13].[disposition_dato],
    [t13].[kilde],
    [t13].[leverance_id],
    [t13].[raekke_nr],
    [t13].[skaeringsdato],
    [t13].[erstattet_dato],
    [t13].[maaned],
    [t13].[betalt],
    [t13].[saldo]
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
     [t12].[maaned],
     [t12].[betalt],
     [t12].[betalt] + SUM([t12].[beloeb]) OVER (
      PARTITION BY [t12].[kilde], [t12].[ydelse_id], [t12].[maaned]
      ORDER BY CASE WHEN [t12].[afregning_id] IS NULL THEN 1 ELSE 0 END, [t12].[afregning_id] ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
     ) AS [saldo]
    FROM (
     SELECT
      [t4].[afregning_id],
      [t4].[borger_id],
      [t4].[sag_id],
      [t4].[ydelse_id],
      [t4].[foranstaltning],
      [t4].[doegntype],
      [t4].[paragraf],
      [t4].[leverandoer_cvr],
      [t4].[periode_fra_dato],
      [t4].[periode_til_dato],
      [t4].[antal],
      [t4].[enhed],
      [t4].[takst],
      [t4].[beloeb],
      [t4].[betalingskommune],
      [t4].[konto],
      [t4].[status],
      [t4].[afregningstype],
      [t4].[henvisningsnr],
      [t4].[disposition_dato],
      [t4].[kilde],
      [t4].[leverance_id],
      [t4].[raekke_nr],
      [t4].[skaeringsdato],
      [t4].[erstattet_dato],
      [t4].[maaned],
      [t9].[betalt]
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
       [t0].[erstattet_dato],
       (
        CAST(DATEPART(year, [t0].[periode_fra_dato]) AS BIGINT) * 12
       ) + DATEPART(month, [t0].[periode_fra_dato]) AS [maaned]
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
       AND [t0].[afregningstype] IN ('regulering')
     ) AS [t4]
     INNER JOIN (
      SELECT
       [t6].[kilde],
       [t6].[ydelse_id],
       [t6].[maaned],
       SUM([t6].[beloeb]) AS [betalt]
      FROM [t3] AS [t6]
      GROUP BY
       [t6].[kilde],
       [t6].[ydelse_id],
       [t6].[maaned]
     ) AS [t9]
      ON [t4].[kilde] = [t9].[kilde] AND [t4].[ydelse_id] = [t9].[ydelse_id] AND [t4].[maaned] = [t9].[maaned]
    ) AS [t12]
   ) AS [t13]
   WHERE
    [t13].[saldo] < CAST('-0.5' AS NUMERIC) AND [t13].[beloeb] < 0
  ) AS [t14]
 ) AS [t15]
) AS [t16]
