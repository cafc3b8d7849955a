"""Tries to get past the boundary: what the role must not reach is asked for, and each answer is told.

In a database the probes are questions that must be refused, or must come back empty; none of them changes a row, for each
writes `WHERE false`, which PostgreSQL refuses on rights alone. With files, the probes are the files' own rights, and whether
someone with a limited role can open what the role hides.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lisanalysis import lager
from lisanalysis.access.adgang import Adgang, hent_adgang
from lisanalysis.access.noegle import lognoeglefil, noeglefil
from lisanalysis.access.udsnit import personlig
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings
from lisanalysis.tables import TABELLER

Koer = Callable[[str], list[tuple[Any, ...]]]
_FORBUDT = {
    "læse CPR-numrene": "SELECT 1 FROM lis_identitet.cpr LIMIT 1",
    "læse borgernes navne": "SELECT 1 FROM lis_identitet.navn LIMIT 1",
    "læse, hvem der har hvilken rolle": "SELECT 1 FROM lis_adgang.tildeling LIMIT 1",
    "give sig selv en rolle": "UPDATE lis_adgang.tildeling SET login = login WHERE false",
    "skrive i sagerne": "UPDATE lis.sag SET sagstype = sagstype WHERE false",
    "slette posteringer": "DELETE FROM lis.postering WHERE false",
    "læse loggens anker": "SELECT 1 FROM lis_adgang.anker LIMIT 1",
    "ændre loggens anker": "UPDATE lis_adgang.anker SET segl = segl WHERE false",
    "slette i loggens anker": "DELETE FROM lis_adgang.anker WHERE false",
    "blive til tabellernes ejer": "SET ROLE lis_ejer",
    "blive til indlæseren": "SET ROLE lis_indlaeser",
}


@dataclass(frozen=True)
class Fund:
    """One probe: whether the boundary held, and the sentence that says so."""

    holder: bool
    tekst: str


def _fund(holder: bool, godt: str, skidt: str) -> Fund:
    return Fund(holder, godt if holder else skidt)


def afproev(settings: Settings) -> list[Fund]:
    """All probes that can be made where the data lie."""
    ret = hent_adgang(settings)
    if settings.database:
        from lisanalysis.access.database import forbind

        with forbind(settings) as koer:
            return [*afproev_database(koer, ret), *_filrettigheder(settings)]
    return [*_uden_om_rollen(settings, ret), *_filrettigheder(settings)]


def afproev_database(koer: Koer, ret: Adgang) -> list[Fund]:
    """Probes of a PostgreSQL database; `koer` runs one statement by itself and raises where it is refused."""
    return [*_loginet(koer, ret), *_reglerne(koer), *_raekkerne(koer, ret), *_forbudte(koer)]


def _loginet(koer: Koer, ret: Adgang) -> Iterator[Fund]:
    login, superbruger, uden_om = koer("SELECT rolname, rolsuper::int, rolbypassrls::int FROM pg_roles WHERE rolname = session_user")[0]
    ejede = koer("SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                 "WHERE n.nspname IN ('lis', 'lis_identitet', 'lis_adgang') AND pg_has_role(session_user, c.relowner, 'MEMBER')")[0][0]  # fmt: skip
    eget = login.casefold() == ret.bruger
    yield _fund(not int(superbruger), f"Loginet {login} er ikke superbruger.", f"Loginet {login} er superbruger og går uden om alle regler.")
    yield _fund(not int(uden_om), f"Loginet {login} har ikke BYPASSRLS.", f"Loginet {login} har BYPASSRLS og går uden om reglerne.")
    yield _fund(not int(ejede), f"Loginet {login} ejer ingen tabeller.", f"Loginet {login} ejer tabeller og kan slå reglerne fra.")
    yield _fund(eget, f"Loginet {login} er personens eget.", f"Loginet {login} er ikke {ret.bruger}: et fælles login gør reglerne virkningsløse.")


def _reglerne(koer: Koer) -> Iterator[Fund]:
    navne = [t.navn for t in TABELLER.values() if personlig(t)]
    i_kraft = {r[0] for r in koer("SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                                  "WHERE n.nspname = 'lis' AND c.relrowsecurity AND c.relforcerowsecurity")}  # fmt: skip
    mangler = [n for n in navne if n not in i_kraft]
    yield _fund(not mangler, f"Rækkeregler er i kraft på alle {len(navne)} tabeller om personer.", f"Rækkeregler mangler på: {', '.join(mangler)}.")


def _raekkerne(koer: Koer, ret: Adgang) -> Iterator[Fund]:
    """What is visible is within the login's own citizens, asked table by table."""
    personer = [t for t in TABELLER.values() if personlig(t)]
    if not _svarer(koer, "SELECT lis_adgang.ser_alle()"):  # no reader at all: then no table may answer
        aabne = [t.navn for t in personer if _svarer(koer, f"SELECT 1 FROM lis.{t.navn} LIMIT 1")]
        yield _fund(not aabne, "Loginet kan ikke læse tabeller om personer.", f"Loginet kan læse {', '.join(aabne)} uden en rolle.")
        return
    ser_alle = bool(int(koer("SELECT lis_adgang.ser_alle()::int")[0][0]))
    yield _fund(ser_alle == ret.alle, "Databasen og kommune.yaml er enige om, hvorvidt loginet ser alle borgere.",
                "Databasen og kommune.yaml er uenige: lad databaseadministratoren køre svaret på 'lis access ddl --tildelinger'.")  # fmt: skip
    if not ser_alle:
        fremmede = "SELECT count(*) FROM lis.{} WHERE borger_id IS NULL OR borger_id NOT IN (SELECT lis_adgang.mine_borgere())"
        antal = sum(int(koer(fremmede.format(t.navn))[0][0]) for t in personer if "borger_id" in t)
        yield _fund(not antal, "Ingen række om andres borgere kan ses.", f"Loginet ser {antal} rækker om andres borgere.")


def _forbudte(koer: Koer) -> Iterator[Fund]:
    for hvad, sql in _FORBUDT.items():
        kan = _svarer(koer, sql)
        if kan and sql.startswith("SET ROLE"):
            koer("RESET ROLE")
        yield _fund(not kan, f"Loginet kan ikke {hvad}.", f"Loginet kan {hvad}.")


def _svarer(koer: Koer, sql: str) -> bool:
    """Whether the database does as it is asked; the refusal's own words may hold values and are dropped."""
    try:
        koer(sql)
    except Exception:
        return False
    return True


def _uden_om_rollen(settings: Settings, ret: Adgang) -> Iterator[Fund]:
    fil = lager.identitetsfil(settings)
    if ret.alle or fil is None:
        return
    try:
        with fil.open("rb") as ind:
            kan = bool(ind.read(1))
    except OSError:
        kan = False
    yield _fund(not kan, f"Brugeren {ret.bruger} kan ikke åbne filen med CPR-numre.",
                f"Brugeren {ret.bruger} kan åbne filen med CPR-numre uden om sin rolle ({' og '.join(ret.roller) or 'ingen'}).")  # fmt: skip


def _filrettigheder(settings: Settings) -> Iterator[Fund]:
    """The rights on each file and folder that holds persons or a key."""
    steder = {
        "nøglen": noeglefil(settings), "loggens nøgle": lognoeglefil(settings), "lageret": lager.lagerfil(settings),
        "filen med CPR-numre": lager.identitetsfil(settings), "udtrækkene": settings.data, "loggen": settings.logmappe,
    }  # fmt: skip
    for navn, sted in steder.items():
        if sted is not None and sted.exists() and (aabent := andre_kan(sted)) is not None:
            yield _fund(not aabent, f"Kun ejeren kan læse {navn}.", f"Andre på maskinen kan læse {navn}: ret rettighederne på {sted}.")


def andre_kan(sted: Path) -> bool | None:
    """Whether others on the machine can read the file or folder; None where the system does not say so in mode bits.

    A file is also guarded by any folder above it that lets nobody else in.
    """
    if os.name != "posix":
        return None
    try:
        egen = stat.S_IMODE(sted.stat().st_mode) & 0o044
        return bool(egen) and all(f.stat().st_mode & 0o011 for f in sted.parents)
    except OSError:
        raise AccessError(f"Rettighederne på {sted} kan ikke læses.") from None
