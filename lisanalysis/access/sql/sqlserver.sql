-- Rækkerettigheder for lisanalysis på SQL Server 2016 og nyere.
-- IKKE AFPRØVET: skrevet efter Microsofts beskrivelse af SECURITY POLICY og kørt på ingen server. Lad en databaseadministrator
-- læse og afprøve det, og brug 'lis access check', før der lægges persondata i tabellerne.
--
-- Hvad reglerne ikke kan:
--   * db_owner og sysadmin kan slå SECURITY POLICY fra. Læsere må ikke have nogen af delene.
--   * Reglerne skelner på ORIGINAL_LOGIN(). Et fælles login for flere personer gør dem virkningsløse.
--   * Fejlmeddelelser kan røbe værdier i skjulte rækker (fx division med nul i en betingelse). Giv læsere SELECT og intet andet.
--   * Rækkerne i borger_graense er fra sidste kørsel af lis_adgang.opfrisk, som skal køres efter hver indlæsning.

CREATE ROLE lis_indlaeser;
CREATE ROLE lis_laeser;
CREATE ROLE lis_direktion;
GO
CREATE SCHEMA lis;
GO
CREATE SCHEMA lis_identitet;
GO
CREATE SCHEMA lis_adgang;
GO
CREATE TABLE lis_adgang.tildeling (
    login nvarchar(128) NOT NULL,
    rolle nvarchar(20) NOT NULL CHECK (rolle IN ('sagsbehandler', 'leder', 'controller')),
    slags nvarchar(20) NULL CHECK (slags IN ('sagsbehandler', 'organisation', 'distrikt')),
    vaerdi nvarchar(200) NULL,
    fra date NOT NULL DEFAULT '0001-01-01',
    til date NOT NULL DEFAULT '9999-12-31',
    grund nvarchar(400) NOT NULL DEFAULT '',
    CHECK ((rolle = 'controller' AND slags IS NULL AND vaerdi IS NULL) OR (rolle <> 'controller' AND slags IS NOT NULL AND vaerdi IS NOT NULL))
);
-- Hvilken borger hører til hvilken sagsbehandler, enhed og distrikt, enheder ovenover medregnet.
CREATE TABLE lis_adgang.borger_graense (borger_id nvarchar(40) NOT NULL, slags nvarchar(20) NOT NULL, vaerdi nvarchar(200) NOT NULL);
CREATE INDEX borger_graense_borger ON lis_adgang.borger_graense (borger_id, slags, vaerdi);
CREATE TABLE lis_adgang.anker (
    nr bigint NOT NULL,
    segl char(64) NOT NULL,
    log nvarchar(40) NOT NULL,
    login nvarchar(128) NOT NULL DEFAULT ORIGINAL_LOGIN(),
    tid datetime2 NOT NULL DEFAULT SYSUTCDATETIME()
);
CREATE TABLE lis_identitet.cpr (borger_id nvarchar(40) PRIMARY KEY, cpr nvarchar(10) NOT NULL);
CREATE TABLE lis_identitet.navn (borger_id nvarchar(40) NOT NULL, fornavn nvarchar(200), mellemnavn nvarchar(200), efternavn nvarchar(200));
GO
-- {tabeller}
GO
CREATE FUNCTION lis_adgang.ser_borger(@borger_id nvarchar(40)) RETURNS TABLE WITH SCHEMABINDING AS
RETURN SELECT 1 AS ja
WHERE IS_ROLEMEMBER('lis_indlaeser') = 1
   OR EXISTS (SELECT 1 FROM lis_adgang.tildeling AS t
              WHERE t.login = LOWER(ORIGINAL_LOGIN()) AND t.rolle = 'controller'
                AND CAST(SYSDATETIME() AS date) BETWEEN t.fra AND t.til)
   OR EXISTS (SELECT 1 FROM lis_adgang.borger_graense AS g
              JOIN lis_adgang.tildeling AS t ON t.slags = g.slags AND t.vaerdi = g.vaerdi
              WHERE g.borger_id = @borger_id AND t.login = LOWER(ORIGINAL_LOGIN())
                AND CAST(SYSDATETIME() AS date) BETWEEN t.fra AND t.til);
GO
CREATE FUNCTION lis_adgang.ser_alle(@kilde nvarchar(4000)) RETURNS TABLE WITH SCHEMABINDING AS
RETURN SELECT 1 AS ja
WHERE IS_ROLEMEMBER('lis_indlaeser') = 1
   OR EXISTS (SELECT 1 FROM lis_adgang.tildeling AS t
              WHERE t.login = LOWER(ORIGINAL_LOGIN()) AND t.rolle = 'controller'
                AND CAST(SYSDATETIME() AS date) BETWEEN t.fra AND t.til);
GO
-- Køres af lis_indlaeser efter hver indlæsning.
CREATE PROCEDURE lis_adgang.opfrisk AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @i_dag date = CAST(SYSDATETIME() AS date), @fra date = (SELECT DATEFROMPARTS(YEAR(MAX(d)), 1, 1) FROM (
        SELECT MAX(skaeringsdato) AS d FROM lis.sag UNION ALL SELECT MAX(skaeringsdato) FROM lis.bevilling
        UNION ALL SELECT MAX(skaeringsdato) FROM lis.ydelse) AS leverance);
    WITH over_ AS (
        SELECT organisation AS enhed, organisation AS ovenover FROM lis.organisation WHERE erstattet_dato IS NULL
        UNION ALL
        SELECT o.enhed, u.overordnet FROM over_ AS o
        JOIN lis.organisation AS u ON u.organisation = o.ovenover AND u.erstattet_dato IS NULL WHERE u.overordnet IS NOT NULL
    )
    SELECT DISTINCT enhed, ovenover INTO #over FROM over_;
    SELECT borger_id, sagsbehandler, CAST(NULL AS nvarchar(200)) AS organisation, distrikt INTO #sager FROM lis.sag
    WHERE erstattet_dato IS NULL AND borger_id IS NOT NULL AND (lukket_dato IS NULL OR lukket_dato >= @fra)
    UNION ALL
    SELECT borger_id, sagsbehandler, organisation, NULL FROM lis.bevilling
    WHERE erstattet_dato IS NULL AND borger_id IS NOT NULL AND (slut_dato IS NULL OR slut_dato >= @fra)
      AND (status IS NULL OR status <> 'annulleret')
    UNION ALL
    SELECT borger_id, sagsbehandler, NULL, NULL FROM lis.ydelse
    WHERE erstattet_dato IS NULL AND borger_id IS NOT NULL AND (slut_dato IS NULL OR slut_dato >= @fra);
    SELECT s.borger_id, v.ovenover AS enhed INTO #enheder FROM #sager AS s JOIN #over AS v ON v.enhed = s.organisation
    UNION
    SELECT s.borger_id, v.ovenover FROM #sager AS s
    JOIN lis.sagsbehandler AS f ON f.sagsbehandler = s.sagsbehandler AND f.erstattet_dato IS NULL
     AND @i_dag >= COALESCE(f.gyldig_fra_dato, '0001-01-01') AND @i_dag <= COALESCE(f.gyldig_til_dato, '9999-12-31')
    JOIN #over AS v ON v.enhed = f.organisation;
    BEGIN TRANSACTION;
    DELETE FROM lis_adgang.borger_graense;
    INSERT INTO lis_adgang.borger_graense (borger_id, slags, vaerdi)
    SELECT borger_id, 'sagsbehandler', sagsbehandler FROM #sager WHERE sagsbehandler IS NOT NULL
    UNION
    SELECT borger_id, 'organisation', enhed FROM #enheder
    UNION
    SELECT borger_id, 'distrikt', distrikt FROM #sager WHERE distrikt IS NOT NULL
    UNION
    SELECT e.borger_id, 'distrikt', o.distrikt FROM #enheder AS e
    JOIN lis.organisation AS o ON o.organisation = e.enhed AND o.erstattet_dato IS NULL WHERE o.distrikt IS NOT NULL;
    COMMIT;
END;
GO
-- {regler}
GO
GRANT INSERT ON lis_adgang.anker TO lis_laeser;
DENY UPDATE, DELETE ON lis_adgang.anker TO lis_laeser;
DENY SELECT, INSERT, UPDATE, DELETE ON SCHEMA::lis_identitet TO lis_laeser;
DENY SELECT, INSERT, UPDATE, DELETE ON SCHEMA::lis_identitet TO lis_direktion;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::lis TO lis_indlaeser;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::lis_identitet TO lis_indlaeser;
GRANT EXECUTE ON lis_adgang.opfrisk TO lis_indlaeser;
GO
