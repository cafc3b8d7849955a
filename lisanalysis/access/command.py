"""What `lis key`, `lis access` and `lis audit` do, and what the person sees; the answer is the exit code."""

from __future__ import annotations

import getpass
import sys

from lisanalysis.access.afproevning import afproev
from lisanalysis.access.haendelse import Linje
from lisanalysis.access.log import noter
from lisanalysis.access.noegle import lognoeglefil, ny_noegle, noeglefil
from lisanalysis.access.raekkeret import Motor, ddl, tildelinger
from lisanalysis.access.revision import efterproev, for_borger
from lisanalysis.access.status import mangler, status
from lisanalysis.errors import AccessError
from lisanalysis.settings import read_settings


def key_new(kommune: str, *, erstat: bool = False) -> int:
    """Make the municipality's key, show its fingerprint and say what a person must do now."""
    settings = read_settings(kommune)
    noegle, gammel = ny_noegle(settings, erstat=erstat)
    noter(settings, "noegle", resultat=f"ny {noegle.id}", filter=gammel.name if gammel else "")
    print(f"Ny nøgle for {settings.kommune.navn}: {noegle.id}")
    print(f"Den ligger i {noeglefil(settings)}. Læg en kopi af den og af {lognoeglefil(settings).name} i kommunens nøglearkiv NU:")
    print("uden nøglen kan ingen pseudonymer føres tilbage, og den kan ikke laves igen.")
    if gammel:
        print(f"Den gamle er gemt som {gammel.name}. Alle pseudonymer er skiftet: lageret indlæses forfra, og gamle rapporter")
        print("og accepterede afvigelser bærer stadig de gamle. Slet den gamle nøgle, når ingen af dem skal føres tilbage.")
    return 0


def access_status(kommune: str) -> int:
    """Name each ring that is missing, then who one is and what one may."""
    print("\n".join(status(read_settings(kommune))))
    return 0


def access_check(kommune: str) -> int:
    """Try to get past the boundary; 1 where one could."""
    settings = read_settings(kommune)
    fundet = afproev(settings)
    print("\n".join([*mangler(settings), *(f"{'ok ' if f.holder else 'HUL'} {f.tekst}" for f in fundet)]))
    huller = sum(not f.holder for f in fundet)
    print(f"{len(fundet)} forsøg, {huller} {'hul' if huller == 1 else 'huller'}.")
    return int(huller > 0)


def access_ddl(kommune: str, motor: Motor, *, kun_tildelinger: bool = False) -> int:
    """Print the SQL that a database administrator runs."""
    roller = read_settings(kommune).kommune.roller
    if roller is None and kun_tildelinger:
        raise AccessError("kommune.yaml har ingen 'roller', så der er ingen at tildele noget.")
    if not kun_tildelinger:
        print(ddl(motor))
    if roller is not None:
        print(tildelinger(roller, motor))
    return 0


def audit_verify(kommune: str) -> int:
    """Say whether the log is whole; 1 where it is not."""
    tilstand = efterproev(read_settings(kommune))
    print(tilstand.besked)
    if tilstand.afbrudte:
        print(f"{tilstand.afbrudte} halve linjer efter nedbrud er mærket af den næste, der skrev.")
    return int(not tilstand.hel)


def audit_for_citizen(kommune: str) -> int:
    """Every line that names a citizen; the CPR number is asked for, unseen, and never stands on the command line."""
    settings = read_settings(kommune)
    nummer = getpass.getpass("CPR-nummer (vises ikke): ") if sys.stdin.isatty() else sys.stdin.readline()
    linjer, alle = for_borger(settings, nummer)
    for linje in linjer:
        print(_som_tekst(linje))
    print(f"{len(linjer)} hændelser nævner borgeren. {alle} andre omfattede alle borgere i kommunens data, også denne, hvis borgeren var der.")
    print("Tidspunkter er i UTC. Har borgeren haft et andet CPR-nummer, så søg også på det.")
    return 0


def _som_tekst(linje: Linje) -> str:
    felter = linje.felter
    dele = (felter["tid"][:19], felter["bruger"], felter["handling"], felter["resultat"], felter["rapport"], felter["grund"], felter["tekst"], felter["maal"])
    return " · ".join(d for d in dele if d)
