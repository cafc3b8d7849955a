-- Rækkerettigheder for lisanalysis på PostgreSQL 15 og nyere. Afprøvet på en kørende server (tests/access/test_raekkeret.py).
-- Køres én gang af en databaseadministrator, i en tom database. Derefter køres 'lis access ddl --tildelinger', hver gang
-- rollerne i kommune.yaml ændres.
--
-- Hvad reglerne ikke kan:
--   * En superbruger og en rolle med BYPASSRLS går uden om dem. Læsere må ikke have nogen af delene.
--   * Reglerne skelner på loginet (session_user). Et fælles login for flere personer gør dem virkningsløse.
--   * Opslag af CPR-numre sker ikke her: en linje, som et opslag skriver i databasen, forsvinder, når transaktionen rulles
--     tilbage, efter at svaret er læst. Tabellerne i lis_identitet kan derfor ikke læses af nogen læser.

CREATE ROLE lis_ejer NOLOGIN NOBYPASSRLS;       -- ejer alt; ingen kan logge ind som den
CREATE ROLE lis_indlaeser NOLOGIN NOBYPASSRLS;  -- fylder tabellerne
CREATE ROLE lis_laeser NOLOGIN NOBYPASSRLS;     -- sagsbehandler, leder, controller: rækker efter tildeling
CREATE ROLE lis_direktion NOLOGIN NOBYPASSRLS;  -- kun tabeller uden personer

CREATE SCHEMA lis AUTHORIZATION lis_ejer;
CREATE SCHEMA lis_identitet AUTHORIZATION lis_ejer;
CREATE SCHEMA lis_adgang AUTHORIZATION lis_ejer;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA lis TO lis_laeser, lis_direktion, lis_indlaeser;
GRANT USAGE ON SCHEMA lis_adgang TO lis_laeser;
GRANT USAGE ON SCHEMA lis_identitet TO lis_indlaeser;

SET ROLE lis_ejer;

-- Hvem der har hvilken rolle, med hvilken grænse, hvornår. En vikar er en række med datoer.
CREATE TABLE lis_adgang.tildeling (
    login text NOT NULL,
    rolle text NOT NULL CHECK (rolle IN ('sagsbehandler', 'leder', 'controller')),
    slags text CHECK (slags IN ('sagsbehandler', 'organisation', 'distrikt')),
    vaerdi text,
    fra date NOT NULL DEFAULT '-infinity',
    til date NOT NULL DEFAULT 'infinity',
    grund text NOT NULL DEFAULT '',
    CHECK ((slags IS NULL) = (rolle = 'controller') AND (slags IS NULL) = (vaerdi IS NULL))
);

-- Loggens anker: læsere kan lægge til, og intet andet.
CREATE TABLE lis_adgang.anker (
    nr bigint NOT NULL,
    segl text NOT NULL,
    log text NOT NULL,
    login text NOT NULL DEFAULT session_user,
    tid timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT INSERT (nr, segl, log) ON lis_adgang.anker TO lis_laeser;

CREATE TABLE lis_identitet.cpr (borger_id text PRIMARY KEY, cpr text NOT NULL);
CREATE TABLE lis_identitet.navn (borger_id text NOT NULL, fornavn text, mellemnavn text, efternavn text);
GRANT SELECT, INSERT, UPDATE, DELETE ON lis_identitet.cpr, lis_identitet.navn TO lis_indlaeser;

-- {tabeller}

-- Funktionerne kører som lis_ejer, for hvem reglerne lukker op, og spørger om det login, der er logget ind.
CREATE FUNCTION lis_adgang.mine(hvilken text) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT vaerdi FROM lis_adgang.tildeling
    WHERE login = lower(session_user::text) AND slags = hvilken AND current_date BETWEEN fra AND til
$$;

CREATE FUNCTION lis_adgang.ser_alle() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM lis_adgang.tildeling
                   WHERE login = lower(session_user::text) AND rolle = 'controller' AND current_date BETWEEN fra AND til)
$$;

CREATE FUNCTION lis_adgang.mine_enheder() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE enhed(id) AS (
        SELECT lis_adgang.mine('organisation')
        UNION
        SELECT organisation FROM lis.organisation
        WHERE erstattet_dato IS NULL AND distrikt IN (SELECT lis_adgang.mine('distrikt'))
        UNION
        SELECT o.organisation FROM lis.organisation AS o JOIN enhed ON o.overordnet = enhed.id WHERE o.erstattet_dato IS NULL
    )
    SELECT id FROM enhed
$$;

CREATE FUNCTION lis_adgang.mine_folk() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT lis_adgang.mine('sagsbehandler')
    UNION
    SELECT sagsbehandler FROM lis.sagsbehandler
    WHERE erstattet_dato IS NULL AND organisation IN (SELECT lis_adgang.mine_enheder())
      AND current_date >= coalesce(gyldig_fra_dato, '-infinity') AND current_date <= coalesce(gyldig_til_dato, 'infinity')
$$;

-- 1. januar i det år, den nyeste leverance er fra.
CREATE FUNCTION lis_adgang.nytaar() RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT date_trunc('year', greatest((SELECT max(skaeringsdato) FROM lis.sag), (SELECT max(skaeringsdato) FROM lis.bevilling),
                                       (SELECT max(skaeringsdato) FROM lis.ydelse)))::date
$$;

-- En borger er min, når en sag, en bevilling eller en ydelse siger det og ikke var slut før det nytår.
CREATE FUNCTION lis_adgang.mine_borgere() RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT borger_id FROM lis.sag
    WHERE erstattet_dato IS NULL AND (lukket_dato IS NULL OR lukket_dato >= (SELECT lis_adgang.nytaar()))
      AND (sagsbehandler IN (SELECT lis_adgang.mine_folk()) OR distrikt IN (SELECT lis_adgang.mine('distrikt')))
    UNION
    SELECT borger_id FROM lis.bevilling
    WHERE erstattet_dato IS NULL AND (slut_dato IS NULL OR slut_dato >= (SELECT lis_adgang.nytaar()))
      AND (status IS NULL OR status <> 'annulleret')
      AND (sagsbehandler IN (SELECT lis_adgang.mine_folk()) OR organisation IN (SELECT lis_adgang.mine_enheder()))
    UNION
    SELECT borger_id FROM lis.ydelse
    WHERE erstattet_dato IS NULL AND (slut_dato IS NULL OR slut_dato >= (SELECT lis_adgang.nytaar()))
      AND sagsbehandler IN (SELECT lis_adgang.mine_folk())
$$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA lis_adgang FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lis_adgang.ser_alle(), lis_adgang.mine_borgere() TO lis_laeser;

-- {regler}

RESET ROLE;
