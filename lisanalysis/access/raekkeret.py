"""The real boundary, as SQL: row-level security for every declared table, for PostgreSQL (tested) and SQL Server (written only).

The rules follow from the declarations in `tables`, as the view layer's do (`udsnit`): a table about persons is limited to the
citizens whom the login's rows in `lis_adgang.tildeling` give it; one that leads to no citizen is for those who see everything;
one without persons is open to every reader. What a DBA runs is printed by `lis access ddl`.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Literal

from lisanalysis.access.udsnit import par, personlig, vej
from lisanalysis.roller import Roller
from lisanalysis.tables import TABELLER, Column, Table

Motor = Literal["postgresql", "sqlserver"]
_TSQL_TYPER = {"VARCHAR": "nvarchar(4000)", "BOOLEAN": "bit", "TIMESTAMP": "datetime2", "INTEGER": "int"}


def ddl(motor: Motor) -> str:
    """All that a database administrator runs once, in an empty database."""
    tekst = files("lisanalysis.access").joinpath("sql", f"{motor}.sql").read_text(encoding="utf-8")
    tabeller = "\n".join(_tabel(t, motor) for t in TABELLER.values())
    return tekst.replace("-- {tabeller}", tabeller).replace("-- {regler}", _REGLER[motor]())


def tildelinger(roller: Roller, motor: Motor = "postgresql") -> str:
    """The rows of `lis_adgang.tildeling`, and the group that each login is put in, as `kommune.yaml` says now."""
    linjer = [*_egne(roller), *_vikarernes(roller)]
    vaerdier = ",\n    ".join("(" + ", ".join(_tekst(v) for v in linje) + ")" for linje in linjer)
    laesere = dict.fromkeys(linje[0] for linje in linjer)
    grupper = [_medlem(login, "lis_laeser", motor) for login in laesere]
    grupper += [_medlem(login.casefold(), "lis_direktion", motor) for login in roller.direktion]
    indsaet = f"INSERT INTO lis_adgang.tildeling (login, rolle, slags, vaerdi, fra, til, grund) VALUES\n    {vaerdier};\n" if linjer else ""
    return f"BEGIN{_TRANSAKTION[motor]};\nDELETE FROM lis_adgang.tildeling;\n{indsaet}COMMIT;\n" + "\n".join(grupper) + "\n"


def _egne(roller: Roller) -> list[tuple[str | None, ...]]:
    tid = ("0001-01-01", "9999-12-31", "")
    return [(login, rolle, slags, vaerdi, *tid) for login, rolle, slags, vaerdi in _graenser(roller)]


def _vikarernes(roller: Roller) -> list[tuple[str | None, ...]]:
    return [
        (v.bruger.casefold(), rolle, slags, vaerdi, v.fra.isoformat(), v.til.isoformat(), v.grund)
        for v in roller.vikar for login, rolle, slags, vaerdi in _graenser(roller) if login == v.for_.casefold()
    ]  # fmt: skip


def _graenser(roller: Roller) -> list[tuple[str, str, str | None, str | None]]:
    """Login, role, kind of limit and limit; a role without its limit gives no row."""
    fundne = [(s.bruger, "sagsbehandler", "sagsbehandler", v) for s in roller.sagsbehandler for v in s.sagsbehandler]
    fundne += [(x.bruger, "leder", slags, v) for x in roller.leder for slags in ("organisation", "distrikt") for v in getattr(x, slags)]
    rene = [(login.casefold(), rolle, slags, v.strip()) for login, rolle, slags, v in fundne if v.strip()]
    return [*rene, *((login.casefold(), "controller", None, None) for login in roller.controller)]


def _tabel(tabel: Table, motor: Motor) -> str:
    kolonner = ", ".join(f"{k.navn} {_type(k, motor)}" for k in tabel.lager_kolonner)
    return f"CREATE TABLE lis.{tabel.navn} ({kolonner});"


def _type(kolonne: Column, motor: Motor) -> str:
    return kolonne.sql_type if motor == "postgresql" else _TSQL_TYPER.get(kolonne.sql_type, kolonne.sql_type.lower())


def _postgresql() -> str:
    return "\n".join(linje for tabel in TABELLER.values() for linje in _pg_regel(tabel))


def _pg_regel(tabel: Table) -> list[str]:
    navn = f"lis.{tabel.navn}"
    faelles = [f"GRANT SELECT, INSERT, UPDATE, DELETE ON {navn} TO lis_indlaeser;"]
    if not personlig(tabel):
        return [*faelles, f"GRANT SELECT ON {navn} TO lis_laeser, lis_direktion;"]
    return [
        *faelles,
        f"GRANT SELECT ON {navn} TO lis_laeser;",
        f"ALTER TABLE {navn} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {navn} FORCE ROW LEVEL SECURITY;",
        f"CREATE POLICY ejer ON {navn} TO lis_ejer USING (true);",
        f"CREATE POLICY indlaeser ON {navn} TO lis_indlaeser USING (true) WITH CHECK (true);",
        f"CREATE POLICY laeser ON {navn} FOR SELECT TO lis_laeser USING ({_pg_betingelse(tabel)});",
    ]


def _pg_betingelse(tabel: Table) -> str:
    alle, egne = "(SELECT lis_adgang.ser_alle())", "borger_id IN (SELECT lis_adgang.mine_borgere())"
    if "borger_id" in tabel:
        return f"{alle} OR {egne}"
    if begge := par(tabel):
        return f"{alle} OR ({' AND '.join(egne.replace('borger_id', k, 1) for k in begge)})"
    if led := vej(tabel):  # the table it leads by has its own policy, so only the login's own rows are found there
        noegle, via = led
        return f"{alle} OR (kilde, {noegle}) IN (SELECT v.kilde, v.{noegle} FROM lis.{via} AS v WHERE v.erstattet_dato IS NULL)"
    return alle


def _sqlserver() -> str:
    personer = [t for t in TABELLER.values() if personlig(t)]
    funktioner = [f for t in personer if "borger_id" not in t and (f := _tsql_funktion(t))]
    led = [f"    ADD FILTER PREDICATE {_tsql_praedikat(t)} ON lis.{t.navn},\n    ADD BLOCK PREDICATE {_tsql_praedikat(t)} ON lis.{t.navn} AFTER INSERT"
           for t in personer]  # fmt: skip
    grants = [f"GRANT SELECT ON lis.{t.navn} TO lis_laeser{'' if personlig(t) else ', lis_direktion'};" for t in TABELLER.values()]
    politik = "CREATE SECURITY POLICY lis_adgang.raekker\n" + ",\n".join(led) + "\n    WITH (STATE = ON, SCHEMABINDING = ON);"
    return "".join(f"{f}\nGO\n" for f in funktioner) + politik + "\nGO\n" + "\n".join(grants)


def _tsql_funktion(tabel: Table) -> str:
    """A predicate for rows that are pairs of citizens, or lead to a citizen by another table; empty where they lead to none."""
    if par(tabel):
        return (
            f"CREATE FUNCTION lis_adgang.ser_{tabel.navn}(@a nvarchar(4000), @b nvarchar(4000)) RETURNS TABLE WITH SCHEMABINDING AS\n"
            "RETURN SELECT a.ja FROM lis_adgang.ser_borger(@a) AS a CROSS JOIN lis_adgang.ser_borger(@b) AS b;"
        )
    if not (led := vej(tabel)):
        return ""
    noegle, via = led
    return (
        f"CREATE FUNCTION lis_adgang.ser_{tabel.navn}(@kilde nvarchar(4000), @noegle nvarchar(4000)) RETURNS TABLE WITH SCHEMABINDING AS\n"
        f"RETURN SELECT 1 AS ja FROM lis.{via} AS v CROSS APPLY lis_adgang.ser_borger(v.borger_id) AS b\n"
        f"WHERE v.kilde = @kilde AND v.{noegle} = @noegle AND v.erstattet_dato IS NULL\n"
        "UNION ALL\nSELECT ja FROM lis_adgang.ser_alle(@kilde);"
    )


def _tsql_praedikat(tabel: Table) -> str:
    if "borger_id" in tabel:
        return "lis_adgang.ser_borger(borger_id)"
    if begge := par(tabel):
        return f"lis_adgang.ser_{tabel.navn}({', '.join(begge)})"
    led = vej(tabel)
    return f"lis_adgang.ser_{tabel.navn}(kilde, {led[0]})" if led else "lis_adgang.ser_alle(kilde)"


def _medlem(login: str, gruppe: str, motor: Motor) -> str:
    if motor == "postgresql":
        return f'GRANT {gruppe} TO "{login.replace(chr(34), chr(34) * 2)}";'
    return f"ALTER ROLE {gruppe} ADD MEMBER [{login.replace(']', ']]')}];"


def _tekst(vaerdi: str | None) -> str:
    return "NULL" if vaerdi is None else "'" + vaerdi.replace("'", "''") + "'"


_TRANSAKTION = {"postgresql": "", "sqlserver": " TRANSACTION"}
_REGLER = {"postgresql": _postgresql, "sqlserver": _sqlserver}
