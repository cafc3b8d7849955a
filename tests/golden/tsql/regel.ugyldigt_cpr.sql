SELECT
 [t5].[leverance_id],
 [t5].[fil],
 [t5].[linje],
 [t5].[kolonne],
 [t5].[aarsag],
 [t5].[kilde],
 [t5].[linje] AS [raekke_nr]
FROM (
 SELECT
  [t2].[leverance_id],
  [t2].[fil],
  [t2].[linje],
  [t2].[kolonne],
  [t2].[aarsag],
  [t4].[kilde]
 FROM [afvist] AS [t2]
 INNER JOIN (
  SELECT DISTINCT
   [t1].[leverance_id],
   [t1].[kilde]
  FROM [leverance] AS [t1]
  WHERE
   (
    (
     [t1].[skaeringsdato] IS NULL
    ) OR (
     [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 12, 31)
    )
   ) AND [t1].[kilde] <> ''
 ) AS [t4]
  ON [t2].[leverance_id] = [t4].[leverance_id]
) AS [t5]
WHERE
 [t5].[aarsag] IN (
  'CPR-nummeret er tomt.',
  'CPR-nummeret står på eksponentform (som 1,0E+09), så cifre er gået tabt.',
  'CPR-nummeret har ikke ti tegn på formen ddmmåå-nnnn.',
  'CPR-nummerets seks første cifre er ikke en dato.'
 )
