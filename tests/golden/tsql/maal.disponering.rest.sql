SELECT
 [t9].[kilde],
 [t9].[ydelse_id],
 [t9].[aar],
 [t9].[maaned],
 [t9].[disponeret],
 [t9].[forbrug],
 [t9].[disponeret] - [t9].[forbrug] AS [rest]
FROM (
 SELECT
  [t8].[kilde],
  [t8].[ydelse_id],
  [t8].[aar],
  [t8].[maaned],
  CAST(COALESCE(SUM([t8].[disponeret]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [disponeret],
  CAST(COALESCE(SUM([t8].[forbrug]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [forbrug]
 FROM (
  SELECT
   *
  FROM (
   SELECT
    [t4].[kilde],
    [t4].[ydelse_id],
    [t4].[aar],
    [t4].[maaned],
    [t4].[disponeret],
    CAST(CAST('0' AS NUMERIC) AS NUMERIC(38, 2)) AS [forbrug]
   FROM (
    SELECT
     [t2].[kilde],
     [t2].[ydelse_id],
     [t2].[aar],
     [t2].[maaned],
     CAST(COALESCE(SUM([t2].[beloeb_disponeret]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [disponeret]
    FROM (
     SELECT
      [t0].[ydelse_id],
      [t0].[aar],
      [t0].[maaned],
      [t0].[beloeb_disponeret],
      [t0].[beloeb_effektueret],
      [t0].[kilde],
      [t0].[leverance_id],
      [t0].[raekke_nr],
      [t0].[skaeringsdato],
      [t0].[erstattet_dato]
     FROM [disponering] AS [t0]
     WHERE
      [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
      AND (
       (
        [t0].[erstattet_dato] IS NULL
       ) OR (
        [t0].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
       )
      )
    ) AS [t2]
    GROUP BY
     [t2].[kilde],
     [t2].[ydelse_id],
     [t2].[aar],
     [t2].[maaned]
   ) AS [t4]
  ) AS [t5]
  UNION ALL
  SELECT
   *
  FROM (
   SELECT
    [t6].[kilde],
    [t6].[ydelse_id],
    [t6].[aar],
    [t6].[maaned],
    CAST(CAST('0' AS NUMERIC) AS NUMERIC(38, 2)) AS [disponeret],
    [t6].[forbrug]
   FROM (
    SELECT
     [t3].[kilde],
     [t3].[ydelse_id],
     [t3].[aar],
     [t3].[maaned],
     CAST(COALESCE(SUM([t3].[beloeb]), CAST('0' AS NUMERIC)) AS NUMERIC(38, 2)) AS [forbrug]
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
      DATEPART(year, [t1].[periode_fra_dato]) AS [aar],
      DATEPART(month, [t1].[periode_fra_dato]) AS [maaned]
     FROM [afregning] AS [t1]
     WHERE
      [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
      AND (
       (
        [t1].[erstattet_dato] IS NULL
       ) OR (
        [t1].[erstattet_dato] > DATEFROMPARTS(2025, 12, 31)
       )
      )
      AND [t1].[status] IN ('effektueret')
      AND (
       [t1].[afregningstype] IN ('udgift', 'regulering')
       OR (
        (
         [t1].[afregningstype] = 'mellemkommunal'
        ) AND (
         (
          [t1].[betalingskommune] IS NULL
         ) OR (
          [t1].[betalingskommune] = '0998'
         )
        )
       )
      )
    ) AS [t3]
    GROUP BY
     [t3].[kilde],
     [t3].[ydelse_id],
     [t3].[aar],
     [t3].[maaned]
   ) AS [t6]
  ) AS [t7]
 ) AS [t8]
 GROUP BY
  [t8].[kilde],
  [t8].[ydelse_id],
  [t8].[aar],
  [t8].[maaned]
) AS [t9]
