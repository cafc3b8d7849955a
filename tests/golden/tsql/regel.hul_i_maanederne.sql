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
 [t4].[fra_m],
 [t4].[til_m],
 [t4].[naaet],
 [t4].[hul],
 [t4].[en],
 [t4].[huller],
 [t4].[i_alt],
 CAST(NULL AS NUMERIC(14, 2)) AS [beloeb_kilde]
FROM (
 SELECT
  [t3].[afregning_id],
  [t3].[borger_id],
  [t3].[sag_id],
  [t3].[ydelse_id],
  [t3].[foranstaltning],
  [t3].[doegntype],
  [t3].[paragraf],
  [t3].[leverandoer_cvr],
  [t3].[periode_fra_dato],
  [t3].[periode_til_dato],
  [t3].[antal],
  [t3].[enhed],
  [t3].[takst],
  [t3].[beloeb],
  [t3].[betalingskommune],
  [t3].[konto],
  [t3].[status],
  [t3].[afregningstype],
  [t3].[henvisningsnr],
  [t3].[disposition_dato],
  [t3].[kilde],
  [t3].[leverance_id],
  [t3].[raekke_nr],
  [t3].[skaeringsdato],
  [t3].[erstattet_dato],
  [t3].[fra_m],
  [t3].[til_m],
  [t3].[naaet],
  [t3].[hul],
  [t3].[en],
  SUM([t3].[hul]) OVER (
   PARTITION BY [t3].[kilde], [t3].[ydelse_id]
   ORDER BY CASE WHEN [t3].[hul] IS NULL THEN 1 ELSE 0 END, [t3].[hul] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [huller],
  SUM([t3].[en]) OVER (
   PARTITION BY [t3].[kilde], [t3].[ydelse_id]
   ORDER BY CASE WHEN [t3].[en] IS NULL THEN 1 ELSE 0 END, [t3].[en] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [i_alt]
 FROM (
  SELECT
   [t2].[afregning_id],
   [t2].[borger_id],
   [t2].[sag_id],
   [t2].[ydelse_id],
   [t2].[foranstaltning],
   [t2].[doegntype],
   [t2].[paragraf],
   [t2].[leverandoer_cvr],
   [t2].[periode_fra_dato],
   [t2].[periode_til_dato],
   [t2].[antal],
   [t2].[enhed],
   [t2].[takst],
   [t2].[beloeb],
   [t2].[betalingskommune],
   [t2].[konto],
   [t2].[status],
   [t2].[afregningstype],
   [t2].[henvisningsnr],
   [t2].[disposition_dato],
   [t2].[kilde],
   [t2].[leverance_id],
   [t2].[raekke_nr],
   [t2].[skaeringsdato],
   [t2].[erstattet_dato],
   [t2].[fra_m],
   [t2].[til_m],
   [t2].[naaet],
   CASE WHEN (
    [t2].[fra_m] - [t2].[naaet]
   ) > 1 THEN 1 ELSE 0 END AS [hul],
   1 AS [en]
  FROM (
   SELECT
    [t1].[afregning_id],
    [t1].[borger_id],
    [t1].[sag_id],
    [t1].[ydelse_id],
    [t1].[foranstaltning],
    [t1].[doegntype],
    [t1].[paragraf],
    [t1].[leverandoer_cvr],
    [t1].[periode_fra_dato],
    [t1].[periode_til_dato],
    [t1].[antal],
    [t1].[enhed],
    [t1].[takst],
    [t1].[beloeb],
    [t1].[betalingskommune],
    [t1].[konto],
    [t1].[status],
    [t1].[afregningstype],
    [t1].[henvisningsnr],
    [t1].[disposition_dato],
    [t1].[kilde],
    [t1].[leverance_id],
    [t1].[raekke_nr],
    [t1].[skaeringsdato],
    [t1].[erstattet_dato],
    [t1].[fra_m],
    [t1].[til_m],
    MAX([t1].[til_m]) OVER (
     PARTITION BY [t1].[kilde], [t1].[ydelse_id]
     ORDER BY CASE WHEN [t1].[fra_m] IS NULL THEN 1 ELSE 0 END, [t1].[fra_m] ASC, CASE WHEN [t1].[periode_fra_dato] IS NULL THEN 1 ELSE 0 END, [t1].[periode_fra_dato] ASC, CASE WHEN [t1].[afregning_id] IS NULL THEN 1 ELSE 0 END, [t1].[afregning_id] ASC
     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
    ) AS [naaet]
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
     ) + DATEPART(month, [t0].[periode_fra_dato]) AS [fra_m],
     (
      CAST(DATEPART(year, [t0].[periode_til_dato]) AS BIGINT) * 12
     ) + DATEPART(month, [t0].[periode_til_dato]) AS [til_m]
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
     AND [t0].[ydelse_id] IS NOT NULL
   ) AS [t1]
  ) AS [t2]
 ) AS [t3]
) AS [t4]
WHERE
 [t4].[hul] = 1 AND [t4].[huller] = 1 AND [t4].[i_alt] >= 4
