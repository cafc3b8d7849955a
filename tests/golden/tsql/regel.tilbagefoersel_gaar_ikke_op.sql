SELECT
 [t7].[posterings_dato],
 [t7].[regnskabsaar],
 [t7].[bilag],
 [t7].[linje],
 [t7].[konto],
 [t7].[funktion],
 [t7].[dranst],
 [t7].[gruppering],
 [t7].[kontonavn],
 [t7].[kontoalias],
 [t7].[afdeling],
 [t7].[aktivitet],
 [t7].[art],
 [t7].[beloeb],
 [t7].[tekst],
 [t7].[borger_id],
 [t7].[tekst_borger_id],
 [t7].[betalingsmodtager],
 [t7].[leverandoer],
 [t7].[maskinnr],
 [t7].[henvisningsnr],
 [t7].[filmaaned],
 [t7].[bilag_dato],
 [t7].[ydelsesperiode_fra_dato],
 [t7].[ydelsesperiode_til_dato],
 [t7].[artskonto],
 [t7].[omkostningssted],
 [t7].[psp_element],
 [t7].[kilde],
 [t7].[leverance_id],
 [t7].[raekke_nr],
 [t7].[skaeringsdato],
 [t7].[erstattet_dato],
 [t7].[minus],
 [t7].[plus],
 [t7].[stoerrelse],
 [t7].[minus_ens],
 [t7].[plus_ens],
 [t7].[plus_ref],
 [t7].[paa_konto],
 [t7].[i_alt],
 CASE
  WHEN [t7].[i_alt] = 0
  THEN 'Tilbageførslen står på en anden konto end det, den tilbagefører'
  ELSE 'Tilbageførslen går ikke op med det, den tilbagefører'
 END AS [beskrivelse]
FROM (
 SELECT
  [t6].[posterings_dato],
  [t6].[regnskabsaar],
  [t6].[bilag],
  [t6].[linje],
  [t6].[konto],
  [t6].[funktion],
  [t6].[dranst],
  [t6].[gruppering],
  [t6].[kontonavn],
  [t6].[kontoalias],
  [t6].[afdeling],
  [t6].[aktivitet],
  [t6].[art],
  [t6].[beloeb],
  [t6].[tekst],
  [t6].[borger_id],
  [t6].[tekst_borger_id],
  [t6].[betalingsmodtager],
  [t6].[leverandoer],
  [t6].[maskinnr],
  [t6].[henvisningsnr],
  [t6].[filmaaned],
  [t6].[bilag_dato],
  [t6].[ydelsesperiode_fra_dato],
  [t6].[ydelsesperiode_til_dato],
  [t6].[artskonto],
  [t6].[omkostningssted],
  [t6].[psp_element],
  [t6].[kilde],
  [t6].[leverance_id],
  [t6].[raekke_nr],
  [t6].[skaeringsdato],
  [t6].[erstattet_dato],
  [t6].[minus],
  [t6].[plus],
  [t6].[stoerrelse],
  SUM([t6].[minus]) OVER (
   PARTITION BY [t6].[kilde], [t6].[henvisningsnr], [t6].[konto], [t6].[borger_id], [t6].[stoerrelse]
   ORDER BY CASE WHEN [t6].[minus] IS NULL THEN 1 ELSE 0 END, [t6].[minus] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [minus_ens],
  SUM([t6].[plus]) OVER (
   PARTITION BY [t6].[kilde], [t6].[henvisningsnr], [t6].[konto], [t6].[borger_id], [t6].[stoerrelse]
   ORDER BY CASE WHEN [t6].[plus] IS NULL THEN 1 ELSE 0 END, [t6].[plus] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [plus_ens],
  SUM([t6].[plus]) OVER (
   PARTITION BY [t6].[kilde], [t6].[henvisningsnr]
   ORDER BY CASE WHEN [t6].[plus] IS NULL THEN 1 ELSE 0 END, [t6].[plus] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [plus_ref],
  SUM([t6].[beloeb]) OVER (
   PARTITION BY [t6].[kilde], [t6].[henvisningsnr], [t6].[konto], [t6].[borger_id]
   ORDER BY CASE WHEN [t6].[beloeb] IS NULL THEN 1 ELSE 0 END, [t6].[beloeb] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [paa_konto],
  SUM([t6].[beloeb]) OVER (
   PARTITION BY [t6].[kilde], [t6].[henvisningsnr]
   ORDER BY CASE WHEN [t6].[beloeb] IS NULL THEN 1 ELSE 0 END, [t6].[beloeb] ASC
   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  ) AS [i_alt]
 FROM (
  SELECT
   [t5].[posterings_dato],
   [t5].[regnskabsaar],
   [t5].[bilag],
   [t5].[linje],
   [t5].[konto],
   [t5].[funktion],
   [t5].[dranst],
   [t5].[gruppering],
   [t5].[kontonavn],
   [t5].[kontoalias],
   [t5].[afdeling],
   [t5].[aktivitet],
   [t5].[art],
   [t5].[beloeb],
   [t5].[tekst],
   [t5].[borger_id],
   [t5].[tekst_borger_id],
   [t5].[betalingsmodtager],
   [t5].[leverandoer],
   [t5].[maskinnr],
   [t5].[henvisningsnr],
   [t5].[filmaaned],
   [t5].[bilag_dato],
   [t5].[ydelsesperiode_fra_dato],
   [t5].[ydelsesperiode_til_dato],
   [t5].[artskonto],
   [t5].[omkostningssted],
   [t5].[psp_element],
   [t5].[kilde],
   [t5].[leverance_id],
   [t5].[raekke_nr],
   [t5].[skaeringsdato],
   [t5].[erstattet_dato],
   CASE WHEN [t5].[beloeb] < 0 THEN 1 ELSE 0 END AS [minus],
   CASE WHEN [t5].[beloeb] > 0 THEN 1 ELSE 0 END AS [plus],
   ABS([t5].[beloeb]) AS [stoerrelse]
  FROM (
   SELECT
    [t3].[posterings_dato],
    [t3].[regnskabsaar],
    [t3].[bilag],
    [t3].[linje],
    [t3].[konto],
    [t3].[funktion],
    [t3].[dranst],
    [t3].[gruppering],
    [t3].[kontonavn],
    [t3].[kontoalias],
    [t3].[afdeling],
    [t3].[aktivitet],
    [t3].[art],
    [t3].[beloeb],
    [t3].[tekst],
    [t3].[borger_id],
    [t3].[tekst_borger_id],
    [t3].[betalingsmodtager],
    [t3].[leverandoer],
    [t3].[maskinnr],
    [t3].[henvisningsnr],
    [t3].[filmaaned],
    [t3].[bilag_dato],
    [t3].[ydelsesperiode_fra_dato],
    [t3].[ydelsesperiode_til_dato],
    [t3].[artskonto],
    [t3].[omkostningssted],
    [t3].[psp_element],
    [t3].[kilde],
    [t3].[leverance_id],
    [t3].[raekke_nr],
    [t3].[skaeringsdato],
    [t3].[erstattet_dato]
   FROM (
    SELECT
     [t0].[posterings_dato],
     [t0].[regnskabsaar],
     [t0].[bilag],
     [t0].[linje],
     [t0].[konto],
     [t0].[funktion],
     [t0].[dranst],
     [t0].[gruppering],
     [t0].[kontonavn],
     [t0].[kontoalias],
     [t0].[afdeling],
     [t0].[aktivitet],
     [t0].[art],
     [t0].[beloeb],
     [t0].[tekst],
     [t0].[borger_id],
     [t0].[tekst_borger_id],
     [t0].[betalingsmodtager],
     [t0].[leverandoer],
     [t0].[maskinnr],
     [t0].[henvisningsnr],
     [t0].[filmaaned],
     [t0].[bilag_dato],
     [t0].[ydelsesperiode_fra_dato],
     [t0].[ydelsesperiode_til_dato],
     [t0].[artskonto],
     [t0].[omkostningssted],
     [t0].[psp_element],
     [t0].[kilde],
     [t0].[leverance_id],
     [t0].[raekke_nr],
     [t0].[skaeringsdato],
     [t0].[erstattet_dato]
    FROM [postering] AS [t0]
    WHERE
     [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
     AND (
      (
       [t0].[erstattet_dato] IS NULL
      ) OR (
       [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
      )
     )
     AND [t0].[henvisningsnr] IS NOT NULL
   ) AS [t3]
   WHERE
    EXISTS(
     SELECT
      1
     FROM (
      SELECT
       [t0].[posterings_dato],
       [t0].[regnskabsaar],
       [t0].[bilag],
       [t0].[linje],
       [t0].[konto],
       [t0].[funktion],
       [t0].[dranst],
       [t0].[gruppering],
       [t0].[kontonavn],
       [t0].[kontoalias],
       [t0].[afdeling],
       [t0].[aktivitet],
       [t0].[art],
       [t0].[beloeb],
       [t0].[tekst],
       [t0].[borger_id],
       [t0].[tekst_borger_id],
       [t0].[betalingsmodtager],
       [t0].[leverandoer],
       [t0].[maskinnr],
       [t0].[henvisningsnr],
       [t0].[filmaaned],
       [t0].[bilag_dato],
       [t0].[ydelsesperiode_fra_dato],
       [t0].[ydelsesperiode_til_dato],
       [t0].[artskonto],
       [t0].[omkostningssted],
       [t0].[psp_element],
       [t0].[kilde],
       [t0].[leverance_id],
       [t0].[raekke_nr],
       [t0].[skaeringsdato],
       [t0].[erstattet_dato]
      FROM [postering] AS [t0]
      WHERE
       [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
       AND (
        (
         [t0].[erstattet_dato] IS NULL
        ) OR (
         [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
        )
       )
       AND [t0].[henvisningsnr] IS NOT NULL
       AND [t0].[beloeb] < 0
     ) AS [t4]
     WHERE
      [t3].[kilde] = [t4].[kilde] AND [t3].[henvisningsnr] = [t4].[henvisningsnr]
    )
  ) AS [t5]
 ) AS [t6]
) AS [t7]
WHERE
 [t7].[beloeb] < 0 AND [t7].[plus_ref] > 0 AND [t7].[minus_ens] > [t7].[plus_ens] AND [t7].[paa_konto] <> 0
