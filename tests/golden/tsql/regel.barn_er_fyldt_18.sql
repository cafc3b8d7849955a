SELECT
 [t6].[bevilling_id],
 [t6].[borger_id],
 [t6].[sag_id],
 [t6].[forloeb],
 [t6].[indsats],
 [t6].[tilbud],
 [t6].[doegntype],
 [t6].[paragraf],
 [t6].[afgoerelsesparagraf],
 [t6].[maalgruppe],
 [t6].[status],
 [t6].[bevillings_dato],
 [t6].[start_dato],
 [t6].[slut_dato],
 [t6].[afregning_start_dato],
 [t6].[afregning_slut_dato],
 [t6].[antal],
 [t6].[enhed],
 [t6].[frekvens],
 [t6].[takst],
 [t6].[leverandoer_cvr],
 [t6].[leverandoer],
 [t6].[p_nummer],
 [t6].[organisation],
 [t6].[sagsbehandler],
 [t6].[betalingskommune],
 [t6].[handlekommune],
 [t6].[opholdskommune],
 [t6].[afslutning_aarsag],
 [t6].[opfoelgning_dato],
 [t6].[registreret_dato],
 [t6].[aendret_dato],
 [t6].[kilde],
 [t6].[leverance_id],
 [t6].[raekke_nr],
 [t6].[skaeringsdato],
 [t6].[erstattet_dato],
 [t6].[foedselsdato]
FROM (
 SELECT
  [t4].[bevilling_id],
  [t4].[borger_id],
  [t4].[sag_id],
  [t4].[forloeb],
  [t4].[indsats],
  [t4].[tilbud],
  [t4].[doegntype],
  [t4].[paragraf],
  [t4].[afgoerelsesparagraf],
  [t4].[maalgruppe],
  [t4].[status],
  [t4].[bevillings_dato],
  [t4].[start_dato],
  [t4].[slut_dato],
  [t4].[afregning_start_dato],
  [t4].[afregning_slut_dato],
  [t4].[antal],
  [t4].[enhed],
  [t4].[frekvens],
  [t4].[takst],
  [t4].[leverandoer_cvr],
  [t4].[leverandoer],
  [t4].[p_nummer],
  [t4].[organisation],
  [t4].[sagsbehandler],
  [t4].[betalingskommune],
  [t4].[handlekommune],
  [t4].[opholdskommune],
  [t4].[afslutning_aarsag],
  [t4].[opfoelgning_dato],
  [t4].[registreret_dato],
  [t4].[aendret_dato],
  [t4].[kilde],
  [t4].[leverance_id],
  [t4].[raekke_nr],
  [t4].[skaeringsdato],
  [t4].[erstattet_dato],
  [t5].[foedselsdato]
 FROM (
  SELECT
   [t0].[bevilling_id],
   [t0].[borger_id],
   [t0].[sag_id],
   [t0].[forloeb],
   [t0].[indsats],
   [t0].[tilbud],
   [t0].[doegntype],
   [t0].[paragraf],
   [t0].[afgoerelsesparagraf],
   [t0].[maalgruppe],
   [t0].[status],
   [t0].[bevillings_dato],
   [t0].[start_dato],
   [t0].[slut_dato],
   [t0].[afregning_start_dato],
   [t0].[afregning_slut_dato],
   [t0].[antal],
   [t0].[enhed],
   [t0].[frekvens],
   [t0].[takst],
   [t0].[leverandoer_cvr],
   [t0].[leverandoer],
   [t0].[p_nummer],
   [t0].[organisation],
   [t0].[sagsbehandler],
   [t0].[betalingskommune],
   [t0].[handlekommune],
   [t0].[opholdskommune],
   [t0].[afslutning_aarsag],
   [t0].[opfoelgning_dato],
   [t0].[registreret_dato],
   [t0].[aendret_dato],
   [t0].[kilde],
   [t0].[leverance_id],
   [t0].[raekke_nr],
   [t0].[skaeringsdato],
   [t0].[erstattet_dato]
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
   AND [t0].[paragraf] IN (
    'SEL-11-2',
    'SEL-11-3',
    'SEL-11-4',
    'SEL-11-6',
    'SEL-11-7',
    'SEL-32',
    'SEL-36',
    'SEL-32a',
    'SEL-41',
    'SEL-42',
    'SEL-43',
    'SEL-44',
    'SEL-45',
    'SEL-50',
    'SEL-50b',
    'SEL-52-3.1',
    'SEL-52-3.2',
    'SEL-52-3.3',
    'SEL-52-3.4',
    'SEL-52-3.5',
    'SEL-52-3.6',
    'SEL-52-3.7',
    'SEL-52-3.8',
    'SEL-52-3.9',
    'SEL-52a',
    'SEL-54',
    'SEL-58',
    'SEL-66',
    'SEL-71',
    'SEL-76',
    'SEL-76-3.1',
    'SEL-76-3.3',
    'SEL-76a',
    'SEL-140',
    'SEL-176a',
    'BL-20',
    'BL-29',
    'BL-30',
    'BL-32-1.1',
    'BL-32-1.2',
    'BL-32-1.3',
    'BL-32-1.4',
    'BL-32-1.5',
    'BL-32-1.6',
    'BL-32-1.7',
    'BL-32-1.8',
    'BL-43',
    'BL-46',
    'BL-47',
    'BL-75',
    'BL-81',
    'BL-82',
    'BL-84',
    'BL-85',
    'BL-86',
    'BL-87',
    'BL-88',
    'BL-89',
    'BL-90',
    'BL-91',
    'BL-103',
    'BL-104',
    'BL-108',
    'BL-113',
    'BL-114',
    'BL-114-1.1',
    'BL-114-1.3',
    'BL-115',
    'BL-116',
    'BL-120',
    'BL-195-2',
    'BL-198'
   )
   AND [t0].[start_dato] <= DATEFROMPARTS(2025, 12, 31)
   AND [t0].[status] IN ('bevilget', 'ivaerksat', 'afsluttet')
 ) AS [t4]
 INNER JOIN (
  SELECT DISTINCT
   [t1].[borger_id],
   [t1].[foedselsdato]
  FROM [borger] AS [t1]
  WHERE
   [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
   AND (
    (
     [t1].[erstattet_dato] IS NULL
    ) OR (
     [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
    )
   )
   AND [t1].[foedselsdato] IS NOT NULL
 ) AS [t5]
  ON [t4].[borger_id] = [t5].[borger_id]
) AS [t6]
WHERE
 (
  (
   (
    CAST(DATEPART(year, CASE WHEN [t6].[slut_dato] <= DATEFROMPARTS(2025, 12, 31) THEN [t6].[slut_dato] ELSE DATEFROMPARTS(2025, 12, 31) END) AS BIGINT) * 10000
   ) + (
    DATEPART(month, CASE WHEN [t6].[slut_dato] <= DATEFROMPARTS(2025, 12, 31) THEN [t6].[slut_dato] ELSE DATEFROMPARTS(2025, 12, 31) END) * 100
   ) + DATEPART(day, CASE WHEN [t6].[slut_dato] <= DATEFROMPARTS(2025, 12, 31) THEN [t6].[slut_dato] ELSE DATEFROMPARTS(2025, 12, 31) END)
  ) - (
   (
    CAST(DATEPART(year, [t6].[foedselsdato]) AS BIGINT) * 10000
   ) + (
    DATEPART(month, [t6].[foedselsdato]) * 100
   ) + DATEPART(day, [t6].[foedselsdato])
  )
 ) >= CASE
  WHEN [t6].[paragraf] IN ('SEL-76', 'SEL-76-3.1', 'SEL-76-3.3', 'SEL-76a', 'BL-113', 'BL-114', 'BL-114-1.1', 'BL-114-1.3', 'BL-115', 'BL-116', 'BL-120')
  THEN 230000
  ELSE 180000
 END
