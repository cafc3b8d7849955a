SELECT
 [t1].[leverance_id],
 [t1].[kilde],
 [t1].[fil],
 [t1].[sha256],
 [t1].[raekker],
 [t1].[indlaest],
 [t1].[afvist],
 [t1].[kontrolsum],
 [t1].[kontrolsum_tabel],
 [t1].[periode_fra],
 [t1].[periode_til],
 [t1].[skaeringsdato],
 [t1].[status],
 [t1].[bemaerkning],
 [t1].[tabeller],
 [t1].[raekke_nr],
 [t1].[slags],
 CASE
  WHEN [t1].[slags] = 1
  THEN 'Den samme fil er leveret to gange; den er læst én gang'
  WHEN [t1].[slags] = 2
  THEN 'Filen kunne ikke læses'
  ELSE 'Leverancens rækker går ikke op'
 END AS [beskrivelse],
 CASE WHEN [t1].[slags] = 1 THEN 'advarsel' ELSE 'fejl' END AS [alvor]
FROM (
 SELECT
  [t0].[leverance_id],
  [t0].[kilde],
  [t0].[fil],
  [t0].[sha256],
  [t0].[raekker],
  [t0].[indlaest],
  [t0].[afvist],
  [t0].[kontrolsum],
  [t0].[kontrolsum_tabel],
  [t0].[periode_fra],
  [t0].[periode_til],
  [t0].[skaeringsdato],
  [t0].[status],
  [t0].[bemaerkning],
  [t0].[tabeller],
  1 AS [raekke_nr],
  CASE
   WHEN [t0].[status] = 'gentaget'
   THEN 1
   WHEN (
    [t0].[status] = 'afvist'
   ) AND NOT (
    COALESCE([t0].[bemaerkning], '') LIKE '%kolonnen ''%'
   )
   THEN 2
   WHEN NOT (
    (
     [t0].[status] = 'gentaget'
    ) OR (
     [t0].[raekker] = (
      [t0].[indlaest] + [t0].[afvist]
     )
    )
   )
   THEN 3
   ELSE 0
  END AS [slags]
 FROM [leverance] AS [t0]
 WHERE
  (
   (
    [t0].[skaeringsdato] IS NULL
   ) OR (
    [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
   )
  ) AND [t0].[kilde] <> ''
) AS [t1]
WHERE
 [t1].[slags] > 0
