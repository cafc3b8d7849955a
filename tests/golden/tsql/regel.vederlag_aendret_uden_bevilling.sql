SELECT
 [t2].[ydelse_id],
 [t2].[borger_id],
 [t2].[sag_id],
 [t2].[bevilling_id],
 [t2].[foranstaltning],
 [t2].[doegntype],
 [t2].[katalogydelse],
 [t2].[paragraf],
 [t2].[maalgruppe],
 [t2].[anbringelsesform],
 [t2].[leverandoer_cvr],
 [t2].[leverandoer],
 [t2].[p_nummer],
 [t2].[plejefamilie_id],
 [t2].[antal_vederlag],
 [t2].[antal],
 [t2].[enhed],
 [t2].[frekvens],
 [t2].[takst],
 [t2].[bevillings_dato],
 [t2].[start_dato],
 [t2].[slut_dato],
 [t2].[registreret_dato],
 [t2].[konto],
 [t2].[betalingskommune],
 [t2].[sagsbehandler],
 [t2].[kilde],
 [t2].[leverance_id],
 [t2].[raekke_nr],
 [t2].[skaeringsdato],
 [t2].[erstattet_dato],
 [t2].[foer_antal],
 [t2].[foer_bevilget],
 CASE
  WHEN [t2].[borger_id] = [t2].[plejefamilie_id]
  THEN 1
  WHEN (
   [t2].[antal_vederlag] <> [t2].[foer_antal]
  ) AND (
   [t2].[bevillings_dato] = [t2].[foer_bevilget]
  )
  THEN 2
  ELSE 0
 END AS [fejl],
 CASE
  WHEN CASE
   WHEN [t2].[borger_id] = [t2].[plejefamilie_id]
   THEN 1
   WHEN (
    [t2].[antal_vederlag] <> [t2].[foer_antal]
   ) AND (
    [t2].[bevillings_dato] = [t2].[foer_bevilget]
   )
   THEN 2
   ELSE 0
  END = 1
  THEN 'Plejeforælderen står som borger'
  ELSE 'Antallet af vederlag er ændret uden ny bevilling'
 END AS [beskrivelse]
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
  [t1].[erstattet_dato],
  LAG([t1].[antal_vederlag]) OVER (
   PARTITION BY [t1].[kilde], [t1].[ydelse_id]
   ORDER BY CASE WHEN [t1].[start_dato] IS NULL THEN 1 ELSE 0 END, [t1].[start_dato] ASC, CASE WHEN [t1].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t1].[raekke_nr] ASC
  ) AS [foer_antal],
  LAG([t1].[bevillings_dato]) OVER (
   PARTITION BY [t1].[kilde], [t1].[ydelse_id]
   ORDER BY CASE WHEN [t1].[start_dato] IS NULL THEN 1 ELSE 0 END, [t1].[start_dato] ASC, CASE WHEN [t1].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t1].[raekke_nr] ASC
  ) AS [foer_bevilget]
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
   [t0].[erstattet_dato]
  FROM [ydelse] AS [t0]
  WHERE
   [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
   AND (
    (
     [t0].[erstattet_dato] IS NULL
    ) OR (
     [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
    )
   )
 ) AS [t1]
) AS [t2]
WHERE
 CASE
  WHEN [t2].[borger_id] = [t2].[plejefamilie_id]
  THEN 1
  WHEN (
   [t2].[antal_vederlag] <> [t2].[foer_antal]
  ) AND (
   [t2].[bevillings_dato] = [t2].[foer_bevilget]
  )
  THEN 2
  ELSE 0
 END > 0
