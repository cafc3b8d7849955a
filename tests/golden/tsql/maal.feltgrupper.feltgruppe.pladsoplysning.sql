SELECT
 [t44].[kilde],
 [t44].[ydelse_id],
 [t44].[borger_id],
 [t44].[anbringelsesform],
 [t44].[leverandoer_cvr],
 [t44].[leverandoer],
 [t44].[p_nummer],
 [t44].[plejefamilie_id],
 [t44].[antal_vederlag],
 COALESCE([t44].[tilbud_kommune_p_nummer], [t44].[tilbud_kommune_leverandoer_cvr]) AS [tilbud_kommune],
 COALESCE([t44].[antal_pladser_p_nummer], [t44].[antal_pladser_leverandoer_cvr]) AS [antal_pladser],
 COALESCE([t44].[belaegningspct_p_nummer], [t44].[belaegningspct_leverandoer_cvr]) AS [belaegningspct]
FROM (
 SELECT
  [t43].[kilde],
  [t43].[ydelse_id],
  [t43].[borger_id],
  [t43].[anbringelsesform],
  [t43].[leverandoer_cvr],
  [t43].[leverandoer],
  [t43].[p_nummer],
  [t43].[plejefamilie_id],
  [t43].[antal_vederlag],
  [t43].[tilbud_kommune_p_nummer],
  [t43].[tilbud_kommune_leverandoer_cvr],
  [t43].[antal_pladser_p_nummer],
  [t43].[antal_pladser_leverandoer_cvr],
  [t43].[belaegningspct_p_nummer],
  [t43].[belaegningspct_leverandoer_cvr]
 FROM (
  SELECT
   [t42].[kilde],
   [t42].[ydelse_id],
   [t42].[borger_id],
   [t42].[anbringelsesform],
   [t42].[leverandoer_cvr],
   [t42].[leverandoer],
   [t42].[p_nummer],
   [t42].[plejefamilie_id],
   [t42].[antal_vederlag],
   [t42].[tilbud_kommune_p_nummer],
   [t42].[tilbud_kommune_leverandoer_cvr],
   [t42].[antal_pladser_p_nummer],
   [t42].[antal_pladser_leverandoer_cvr],
   [t42].[belaegningspct_p_nummer],
   [t22].[leverandoer_cvr] AS [leverandoer_cvr_right],
   [t22].[belaegningspct_leverandoer_cvr]
  FROM (
   SELECT
    [t40].[kilde],
    [t40].[ydelse_id],
    [t40].[borger_id],
    [t40].[anbringelsesform],
    [t40].[leverandoer_cvr],
    [t40].[leverandoer],
    [t40].[p_nummer],
    [t40].[plejefamilie_id],
    [t40].[antal_vederlag],
    [t40].[tilbud_kommune_p_nummer],
    [t40].[tilbud_kommune_leverandoer_cvr],
    [t40].[antal_pladser_p_nummer],
    [t40].[antal_pladser_leverandoer_cvr],
    [t40].[belaegningspct_p_nummer]
   FROM (
    SELECT
     [t39].[kilde],
     [t39].[ydelse_id],
     [t39].[borger_id],
     [t39].[anbringelsesform],
     [t39].[leverandoer_cvr],
     [t39].[leverandoer],
     [t39].[p_nummer],
     [t39].[plejefamilie_id],
     [t39].[antal_vederlag],
     [t39].[tilbud_kommune_p_nummer],
     [t39].[tilbud_kommune_leverandoer_cvr],
     [t39].[antal_pladser_p_nummer],
     [t39].[antal_pladser_leverandoer_cvr],
     [t23].[p_nummer] AS [p_nummer_right],
     [t23].[belaegningspct_p_nummer]
    FROM (
     SELECT
      [t37].[kilde],
      [t37].[ydelse_id],
      [t37].[borger_id],
      [t37].[anbringelsesform],
      [t37].[leverandoer_cvr],
      [t37].[leverandoer],
      [t37].[p_nummer],
      [t37].[plejefamilie_id],
      [t37].[antal_vederlag],
      [t37].[tilbud_kommune_p_nummer],
      [t37].[tilbud_kommune_leverandoer_cvr],
      [t37].[antal_pladser_p_nummer],
      [t37].[antal_pladser_leverandoer_cvr]
     FROM (
      SELECT
       [t36].[kilde],
       [t36].[ydelse_id],
       [t36].[borger_id],
       [t36].[anbringelsesform],
       [t36].[leverandoer_cvr],
       [t36].[leverandoer],
       [t36].[p_nummer],
       [t36].[plejefamilie_id],
       [t36].[antal_vederlag],
       [t36].[tilbud_kommune_p_nummer],
       [t36].[tilbud_kommune_leverandoer_cvr],
       [t36].[antal_pladser_p_nummer],
       [t24].[leverandoer_cvr] AS [leverandoer_cvr_right],
       [t24].[antal_pladser_leverandoer_cvr]
      FROM (
       SELECT
        [t34].[kilde],
        [t34].[ydelse_id],
        [t34].[borger_id],
        [t34].[anbringelsesform],
        [t34].[leverandoer_cvr],
        [t34].[leverandoer],
        [t34].[p_nummer],
        [t34].[plejefamilie_id],
        [t34].[antal_vederlag],
        [t34].[tilbud_kommune_p_nummer],
        [t34].[tilbud_kommune_leverandoer_cvr],
        [t34].[antal_pladser_p_nummer]
       FROM (
        SELECT
         [t33].[kilde],
         [t33].[ydelse_id],
         [t33].[borger_id],
         [t33].[anbringelsesform],
         [t33].[leverandoer_cvr],
         [t33].[leverandoer],
         [t33].[p_nummer],
         [t33].[plejefamilie_id],
         [t33].[antal_vederlag],
         [t33].[tilbud_kommune_p_nummer],
         [t33].[tilbud_kommune_leverandoer_cvr],
         [t25].[p_nummer] AS [p_nummer_right],
         [t25].[antal_pladser_p_nummer]
        FROM (
         SELECT
          [t31].[kilde],
          [t31].[ydelse_id],
          [t31].[borger_id],
          [t31].[anbringelsesform],
          [t31].[leverandoer_cvr],
          [t31].[leverandoer],
          [t31].[p_nummer],
          [t31].[plejefamilie_id],
          [t31].[antal_vederlag],
          [t31].[tilbud_kommune_p_nummer],
          [t31].[tilbud_kommune_leverandoer_cvr]
         FROM (
          SELECT
           [t30].[kilde],
           [t30].[ydelse_id],
           [t30].[borger_id],
           [t30].[anbringelsesform],
           [t30].[leverandoer_cvr],
           [t30].[leverandoer],
           [t30].[p_nummer],
           [t30].[plejefamilie_id],
           [t30].[antal_vederlag],
           [t30].[tilbud_kommune_p_nummer],
           [t26].[leverandoer_cvr] AS [leverandoer_cvr_right],
           [t26].[tilbud_kommune_leverandoer_cvr]
          FROM (
           SELECT
            [t28].[kilde],
            [t28].[ydelse_id],
            [t28].[borger_id],
            [t28].[anbringelsesform],
            [t28].[leverandoer_cvr],
            [t28].[leverandoer],
            [t28].[p_nummer],
            [t28].[plejefamilie_id],
            [t28].[antal_vederlag],
            [t28].[tilbud_kommune_p_nummer]
           FROM (
            SELECT
             [t9].[kilde],
             [t9].[ydelse_id],
             [t9].[borger_id],
             [t9].[anbringelsesform],
             [t9].[leverandoer_cvr],
             [t9].[leverandoer],
             [t9].[p_nummer],
             [t9].[plejefamilie_id],
             [t9].[antal_vederlag],
             [t27].[p_nummer] AS [p_nummer_right],
             [t27].[tilbud_kommune_p_nummer]
            FROM (
             SELECT
              [t1].[kilde],
              [t1].[ydelse_id],
              [t1].[borger_id],
              [t1].[anbringelsesform],
              [t1].[leverandoer_cvr],
              [t1].[leverandoer],
              [t1].[p_nummer],
              [t1].[plejefamilie_id],
              [t1].[antal_vederlag]
             FROM [ydelse] AS [t1]
             WHERE
              [t1].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
              AND (
               (
                [t1].[erstattet_dato] IS NULL
               ) OR (
                [t1].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
               )
              )
            ) AS [t9]
            LEFT OUTER JOIN (
             SELECT
              [t15].[p_nummer],
              [t15].[kommune] AS [tilbud_kommune_p_nummer]
             FROM (
              SELECT
               [t7].[tilbud_id],
               [t7].[tilbud],
               [t7].[leverandoer_cvr],
               [t7].[p_nummer],
               [t7].[kommune],
               [t7].[paragraf],
               [t7].[ydelse],
               [t7].[takst],
               [t7].[enhed],
               [t7].[gyldig_fra_dato],
               [t7].[gyldig_til_dato],
               [t7].[belaegningspct],
               [t7].[antal_pladser],
               [t7].[momsfaktor],
               [t7].[kilde],
               [t7].[leverance_id],
               [t7].[raekke_nr],
               [t7].[skaeringsdato],
               [t7].[erstattet_dato],
               ROW_NUMBER() OVER (
                PARTITION BY [t7].[p_nummer]
                ORDER BY [t7].[gyldig_fra_dato] DESC, CASE WHEN [t7].[leverance_id] IS NULL THEN 1 ELSE 0 END, [t7].[leverance_id] ASC, CASE WHEN [t7].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t7].[raekke_nr] ASC, CASE WHEN [t7].[kommune] IS NULL THEN 1 ELSE 0 END, [t7].[kommune] ASC
               ) - 1 AS [nr]
              FROM (
               SELECT
                [t0].[tilbud_id],
                [t0].[tilbud],
                [t0].[leverandoer_cvr],
                [t0].[p_nummer],
                [t0].[kommune],
                [t0].[paragraf],
                [t0].[ydelse],
                [t0].[takst],
                [t0].[enhed],
                [t0].[gyldig_fra_dato],
                [t0].[gyldig_til_dato],
                [t0].[belaegningspct],
                [t0].[antal_pladser],
                [t0].[momsfaktor],
                [t0].[kilde],
                [t0].[leverance_id],
                [t0].[raekke_nr],
                [t0].[skaeringsdato],
                [t0].[erstattet_dato]
               FROM [tilbud_takst] AS [t0]
               WHERE
                [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
                AND (
                 (
                  [t0].[erstattet_dato] IS NULL
                 ) OR (
                  [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
                 )
                )
                AND [t0].[gyldig_fra_dato] <= DATEFROMPARTS(2025, 3, 31)
                AND [t0].[p_nummer] IS NOT NULL
                AND [t0].[kommune] IS NOT NULL
              ) AS [t7]
             ) AS [t15]
             WHERE
              [t15].[nr] = 0
            ) AS [t27]
             ON [t9].[p_nummer] = [t27].[p_nummer]
           ) AS [t28]
          ) AS [t30]
          LEFT OUTER JOIN (
           SELECT
            [t14].[leverandoer_cvr],
            [t14].[kommune] AS [tilbud_kommune_leverandoer_cvr]
           FROM (
            SELECT
             [t6].[tilbud_id],
             [t6].[tilbud],
             [t6].[leverandoer_cvr],
             [t6].[p_nummer],
             [t6].[kommune],
             [t6].[paragraf],
             [t6].[ydelse],
             [t6].[takst],
             [t6].[enhed],
             [t6].[gyldig_fra_dato],
             [t6].[gyldig_til_dato],
             [t6].[belaegningspct],
             [t6].[antal_pladser],
             [t6].[momsfaktor],
             [t6].[kilde],
             [t6].[leverance_id],
             [t6].[raekke_nr],
             [t6].[skaeringsdato],
             [t6].[erstattet_dato],
             ROW_NUMBER() OVER (
              PARTITION BY [t6].[leverandoer_cvr]
              ORDER BY [t6].[gyldig_fra_dato] DESC, CASE WHEN [t6].[leverance_id] IS NULL THEN 1 ELSE 0 END, [t6].[leverance_id] ASC, CASE WHEN [t6].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t6].[raekke_nr] ASC, CASE WHEN [t6].[kommune] IS NULL THEN 1 ELSE 0 END, [t6].[kommune] ASC
             ) - 1 AS [nr]
            FROM (
             SELECT
              [t0].[tilbud_id],
              [t0].[tilbud],
              [t0].[leverandoer_cvr],
              [t0].[p_nummer],
              [t0].[kommune],
              [t0].[paragraf],
              [t0].[ydelse],
              [t0].[takst],
              [t0].[enhed],
              [t0].[gyldig_fra_dato],
              [t0].[gyldig_til_dato],
              [t0].[belaegningspct],
              [t0].[antal_pladser],
              [t0].[momsfaktor],
              [t0].[kilde],
              [t0].[leverance_id],
              [t0].[raekke_nr],
              [t0].[skaeringsdato],
              [t0].[erstattet_dato]
             FROM [tilbud_takst] AS [t0]
             WHERE
              [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
              AND (
               (
                [t0].[erstattet_dato] IS NULL
               ) OR (
                [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
               )
              )
              AND [t0].[gyldig_fra_dato] <= DATEFROMPARTS(2025, 3, 31)
              AND [t0].[leverandoer_cvr] IS NOT NULL
              AND [t0].[kommune] IS NOT NULL
            ) AS [t6]
           ) AS [t14]
           WHERE
            [t14].[nr] = 0
          ) AS [t26]
           ON [t30].[leverandoer_cvr] = [t26].[leverandoer_cvr]
         ) AS [t31]
        ) AS [t33]
        LEFT OUTER JOIN (
         SELECT
          [t13].[p_nummer],
          [t13].[antal_pladser] AS [antal_pladser_p_nummer]
         FROM (
          SELECT
           [t5].[tilbud_id],
           [t5].[tilbud],
           [t5].[leverandoer_cvr],
           [t5].[p_nummer],
           [t5].[kommune],
           [t5].[paragraf],
           [t5].[ydelse],
           [t5].[takst],
           [t5].[enhed],
           [t5].[gyldig_fra_dato],
           [t5].[gyldig_til_dato],
           [t5].[belaegningspct],
           [t5].[antal_pladser],
           [t5].[momsfaktor],
           [t5].[kilde],
           [t5].[leverance_id],
           [t5].[raekke_nr],
           [t5].[skaeringsdato],
           [t5].[erstattet_dato],
           ROW_NUMBER() OVER (
            PARTITION BY [t5].[p_nummer]
            ORDER BY [t5].[gyldig_fra_dato] DESC, CASE WHEN [t5].[leverance_id] IS NULL THEN 1 ELSE 0 END, [t5].[leverance_id] ASC, CASE WHEN [t5].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t5].[raekke_nr] ASC, CASE WHEN [t5].[antal_pladser] IS NULL THEN 1 ELSE 0 END, [t5].[antal_pladser] ASC
           ) - 1 AS [nr]
          FROM (
           SELECT
            [t0].[tilbud_id],
            [t0].[tilbud],
            [t0].[leverandoer_cvr],
            [t0].[p_nummer],
            [t0].[kommune],
            [t0].[paragraf],
            [t0].[ydelse],
            [t0].[takst],
            [t0].[enhed],
            [t0].[gyldig_fra_dato],
            [t0].[gyldig_til_dato],
            [t0].[belaegningspct],
            [t0].[antal_pladser],
            [t0].[momsfaktor],
            [t0].[kilde],
            [t0].[leverance_id],
            [t0].[raekke_nr],
            [t0].[skaeringsdato],
            [t0].[erstattet_dato]
           FROM [tilbud_takst] AS [t0]
           WHERE
            [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
            AND (
             (
              [t0].[erstattet_dato] IS NULL
             ) OR (
              [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
             )
            )
            AND [t0].[gyldig_fra_dato] <= DATEFROMPARTS(2025, 3, 31)
            AND [t0].[p_nummer] IS NOT NULL
            AND [t0].[antal_pladser] IS NOT NULL
          ) AS [t5]
         ) AS [t13]
         WHERE
          [t13].[nr] = 0
        ) AS [t25]
         ON [t33].[p_nummer] = [t25].[p_nummer]
       ) AS [t34]
      ) AS [t36]
      LEFT OUTER JOIN (
       SELECT
        [t12].[leverandoer_cvr],
        [t12].[antal_pladser] AS [antal_pladser_leverandoer_cvr]
       FROM (
        SELECT
         [t4].[tilbud_id],
         [t4].[tilbud],
         [t4].[leverandoer_cvr],
         [t4].[p_nummer],
         [t4].[kommune],
         [t4].[paragraf],
         [t4].[ydelse],
         [t4].[takst],
         [t4].[enhed],
         [t4].[gyldig_fra_dato],
         [t4].[gyldig_til_dato],
         [t4].[belaegningspct],
         [t4].[antal_pladser],
         [t4].[momsfaktor],
         [t4].[kilde],
         [t4].[leverance_id],
         [t4].[raekke_nr],
         [t4].[skaeringsdato],
         [t4].[erstattet_dato],
         ROW_NUMBER() OVER (
          PARTITION BY [t4].[leverandoer_cvr]
          ORDER BY [t4].[gyldig_fra_dato] DESC, CASE WHEN [t4].[leverance_id] IS NULL THEN 1 ELSE 0 END, [t4].[leverance_id] ASC, CASE WHEN [t4].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t4].[raekke_nr] ASC, CASE WHEN [t4].[antal_pladser] IS NULL THEN 1 ELSE 0 END, [t4].[antal_pladser] ASC
         ) - 1 AS [nr]
        FROM (
         SELECT
          [t0].[tilbud_id],
          [t0].[tilbud],
          [t0].[leverandoer_cvr],
          [t0].[p_nummer],
          [t0].[kommune],
          [t0].[paragraf],
          [t0].[ydelse],
          [t0].[takst],
          [t0].[enhed],
          [t0].[gyldig_fra_dato],
          [t0].[gyldig_til_dato],
          [t0].[belaegningspct],
          [t0].[antal_pladser],
          [t0].[momsfaktor],
          [t0].[kilde],
          [t0].[leverance_id],
          [t0].[raekke_nr],
          [t0].[skaeringsdato],
          [t0].[erstattet_dato]
         FROM [tilbud_takst] AS [t0]
         WHERE
          [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
          AND (
           (
            [t0].[erstattet_dato] IS NULL
           ) OR (
            [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
           )
          )
          AND [t0].[gyldig_fra_dato] <= DATEFROMPARTS(2025, 3, 31)
          AND [t0].[leverandoer_cvr] IS NOT NULL
          AND [t0].[antal_pladser] IS NOT NULL
        ) AS [t4]
       ) AS [t12]
       WHERE
        [t12].[nr] = 0
      ) AS [t24]
       ON [t36].[leverandoer_cvr] = [t24].[leverandoer_cvr]
     ) AS [t37]
    ) AS [t39]
    LEFT OUTER JOIN (
     SELECT
      [t11].[p_nummer],
      [t11].[belaegningspct] AS [belaegningspct_p_nummer]
     FROM (
      SELECT
       [t3].[tilbud_id],
       [t3].[tilbud],
       [t3].[leverandoer_cvr],
       [t3].[p_nummer],
       [t3].[kommune],
       [t3].[paragraf],
       [t3].[ydelse],
       [t3].[takst],
       [t3].[enhed],
       [t3].[gyldig_fra_dato],
       [t3].[gyldig_til_dato],
       [t3].[belaegningspct],
       [t3].[antal_pladser],
       [t3].[momsfaktor],
       [t3].[kilde],
       [t3].[leverance_id],
       [t3].[raekke_nr],
       [t3].[skaeringsdato],
       [t3].[erstattet_dato],
       ROW_NUMBER() OVER (
        PARTITION BY [t3].[p_nummer]
        ORDER BY [t3].[gyldig_fra_dato] DESC, CASE WHEN [t3].[leverance_id] IS NULL THEN 1 ELSE 0 END, [t3].[leverance_id] ASC, CASE WHEN [t3].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t3].[raekke_nr] ASC, CASE WHEN [t3].[belaegningspct] IS NULL THEN 1 ELSE 0 END, [t3].[belaegningspct] ASC
       ) - 1 AS [nr]
      FROM (
       SELECT
        [t0].[tilbud_id],
        [t0].[tilbud],
        [t0].[leverandoer_cvr],
        [t0].[p_nummer],
        [t0].[kommune],
        [t0].[paragraf],
        [t0].[ydelse],
        [t0].[takst],
        [t0].[enhed],
        [t0].[gyldig_fra_dato],
        [t0].[gyldig_til_dato],
        [t0].[belaegningspct],
        [t0].[antal_pladser],
        [t0].[momsfaktor],
        [t0].[kilde],
        [t0].[leverance_id],
        [t0].[raekke_nr],
        [t0].[skaeringsdato],
        [t0].[erstattet_dato]
       FROM [tilbud_takst] AS [t0]
       WHERE
        [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
        AND (
         (
          [t0].[erstattet_dato] IS NULL
         ) OR (
          [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
         )
        )
        AND [t0].[gyldig_fra_dato] <= DATEFROMPARTS(2025, 3, 31)
        AND [t0].[p_nummer] IS NOT NULL
        AND [t0].[belaegningspct] IS NOT NULL
      ) AS [t3]
     ) AS [t11]
     WHERE
      [t11].[nr] = 0
    ) AS [t23]
     ON [t39].[p_nummer] = [t23].[p_nummer]
   ) AS [t40]
  ) AS [t42]
  LEFT OUTER JOIN (
   SELECT
    [t10].[leverandoer_cvr],
    [t10].[belaegningspct] AS [belaegningspct_leverandoer_cvr]
   FROM (
    SELECT
     [t2].[tilbud_id],
     [t2].[tilbud],
     [t2].[leverandoer_cvr],
     [t2].[p_nummer],
     [t2].[kommune],
     [t2].[paragraf],
     [t2].[ydelse],
     [t2].[takst],
     [t2].[enhed],
     [t2].[gyldig_fra_dato],
     [t2].[gyldig_til_dato],
     [t2].[belaegningspct],
     [t2].[antal_pladser],
     [t2].[momsfaktor],
     [t2].[kilde],
     [t2].[leverance_id],
     [t2].[raekke_nr],
     [t2].[skaeringsdato],
     [t2].[erstattet_dato],
     ROW_NUMBER() OVER (
      PARTITION BY [t2].[leverandoer_cvr]
      ORDER BY [t2].[gyldig_fra_dato] DESC, CASE WHEN [t2].[leverance_id] IS NULL THEN 1 ELSE 0 END, [t2].[leverance_id] ASC, CASE WHEN [t2].[raekke_nr] IS NULL THEN 1 ELSE 0 END, [t2].[raekke_nr] ASC, CASE WHEN [t2].[belaegningspct] IS NULL THEN 1 ELSE 0 END, [t2].[belaegningspct] ASC
     ) - 1 AS [nr]
    FROM (
     SELECT
      [t0].[tilbud_id],
      [t0].[tilbud],
      [t0].[leverandoer_cvr],
      [t0].[p_nummer],
      [t0].[kommune],
      [t0].[paragraf],
      [t0].[ydelse],
      [t0].[takst],
      [t0].[enhed],
      [t0].[gyldig_fra_dato],
      [t0].[gyldig_til_dato],
      [t0].[belaegningspct],
      [t0].[antal_pladser],
      [t0].[momsfaktor],
      [t0].[kilde],
      [t0].[leverance_id],
      [t0].[raekke_nr],
      [t0].[skaeringsdato],
      [t0].[erstattet_dato]
     FROM [tilbud_takst] AS [t0]
     WHERE
      [t0].[skaeringsdato] <= DATEFROMPARTS(2025, 3, 31)
      AND (
       (
        [t0].[erstattet_dato] IS NULL
       ) OR (
        [t0].[erstattet_dato] > DATEFROMPARTS(2025, 3, 31)
       )
      )
      AND [t0].[gyldig_fra_dato] <= DATEFROMPARTS(2025, 3, 31)
      AND [t0].[leverandoer_cvr] IS NOT NULL
      AND [t0].[belaegningspct] IS NOT NULL
    ) AS [t2]
   ) AS [t10]
   WHERE
    [t10].[nr] = 0
  ) AS [t22]
   ON [t42].[leverandoer_cvr] = [t22].[leverandoer_cvr]
 ) AS [t43]
) AS [t44]
