"""Writes the lists that are of use only with CPR numbers, to the place for them: outside `reports/`, for a reason, and for a time.

`access` checks the right, writes the log and gives the numbers; without that nothing is written. A register with the user
says when each folder is to be deleted, and keeps the hash of every list, so that the gate knows a copy again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lisanalysis.errors import LisError, ParameterError
from lisanalysis.settings import Settings, read_settings, user_data_folder

if TYPE_CHECKING:
    import pandas as pd

    from lisanalysis.access import Grund
    from lisanalysis.analyses.result import Result, Tabel
    from lisanalysis.tables import Dataset

DAGE = 30  # how long a list is kept where kommune.yaml has no `opbevaring: {interne: …}`
_REGISTER = "interne.json"


@dataclass(frozen=True)
class Internt:
    """Where lists go, why, and when they are to be gone."""

    mappe: Path
    grund: str
    slettes: date


def standardmappe(settings: Settings) -> Path:
    """The place where no other is named: with the user, outside the checkout."""
    return settings.hjem / "intern"


def slettedato(settings: Settings, i_dag: date) -> date:
    """The day by which a list of today is deleted."""
    return i_dag + timedelta(days=settings.kommune.opbevaring.get("interne", DAGE))


def kraev_uden_for(mappe: Path, reports: Path) -> None:
    """Raise ParameterError where the place for internal lists lies in, or around, the reports."""
    if mappe.resolve().is_relative_to(reports.resolve()) or reports.resolve().is_relative_to(mappe.resolve()):
        raise ParameterError("--intern skal være en mappe for sig selv: den må hverken ligge i eller rumme mappen med rapporter.")


def skriv_interne(result: Result, data: Dataset, settings: Settings, sted: Internt, rapport: str) -> list[Path]:
    """Write each `cpr_liste` of the result as csv, xlsx and html with the column `cpr`; the paths.

    Raises AccessError where the role, the reason or the log does not allow it: then no file is written.
    """
    from lisanalysis.access import laes_grund

    lister = [t for t in result.tabeller if t.cpr_liste and t.enhed and t.data[t.enhed].notna().any()]
    if not lister:
        return []
    grund = laes_grund(sted.grund)
    mappe = sted.mappe / data.stem / data.per.isoformat() / rapport
    filer: dict[str, bytes] = {}
    for liste in lister:
        filer |= _filer(liste, _med_cpr(liste, _numre(settings, data, liste, grund, mappe)), data, sted)
    _indskriv(settings, mappe, sted.slettes, filer)
    for navn, indhold in filer.items():
        _skriv(mappe / navn, indhold, sted.mappe)
    return [mappe / navn for navn in filer]


def spaerrede(settings: Settings) -> frozenset[str]:
    """The hashes of all internal lists ever written here, those deleted too."""
    return frozenset(_laes(settings.hjem / _REGISTER)["aftryk"])


def slet_forfaldne(i_dag: date) -> list[str]:
    """Delete the lists whose day has come, of every municipality of this user; what was done, in Danish."""
    return [besked for fil in sorted(user_data_folder().glob(f"*/{_REGISTER}")) for besked in _slet(fil, i_dag)]


def _numre(settings: Settings, data: Dataset, liste: Tabel, grund: Grund, mappe: Path) -> dict[str, str]:
    """The CPR numbers of the list by pseudonym, once the log has it: the one seam to `access`."""
    from lisanalysis.access import numre_til_eksport

    ids = liste.data[liste.enhed].dropna().unique().tolist()
    return dict(numre_til_eksport(settings, data, ids, grund=grund, maal=mappe / f"{liste.navn}.csv"))


def _med_cpr(liste: Tabel, numre: dict[str, str]) -> pd.DataFrame:
    """The list with `cpr` first; empty where the row has no citizen."""
    ramme = liste.data.copy()
    cpr = [numre.get(i, "") if isinstance(i, str) else "" for i in ramme[liste.enhed]]
    ramme.insert(0, "cpr", [f"{c[:6]}-{c[6:]}" if c else None for c in cpr])
    return ramme


def _filer(liste: Tabel, ramme: pd.DataFrame, data: Dataset, sted: Internt) -> dict[str, bytes]:
    from dataclasses import replace

    from lisanalysis.analyses.result import Kolonne
    from lisanalysis.publish import frame, tables
    from lisanalysis.publish.files import csv_bytes, raekker
    from lisanalysis.publish.sheet import xlsx_bytes

    maerke = f"Intern liste med CPR-numre. Må ikke sendes videre. Slettes senest {sted.slettes.isoformat()}."
    kolonner = (Kolonne("cpr", "CPR-nummer"), *liste.kolonner)
    titler = {k.navn: k.titel for k in kolonner}
    vist = tables.html(replace(liste, data=ramme, kolonner=kolonner, vis=len(ramme)), data.kommune.valuta)
    side = frame.side(liste.titel, vist, kommune=data.kommune.navn, per=data.per, maerke=maerke)
    return {
        f"{liste.navn}.csv": csv_bytes(list(ramme.columns), raekker(ramme)),
        f"{liste.navn}.xlsx": xlsx_bytes(liste.titel, [titler.get(k, k) for k in ramme.columns], raekker(ramme), maerke),
        f"{liste.navn}.html": side.encode(),
    }


def _skriv(fil: Path, indhold: bytes, rod: Path) -> None:
    """The file whole, for its owner alone, in folders that are the owner's alone from `rod` down."""
    mangler = [m for m in (fil.parent, *fil.parent.parents) if not m.exists()]
    for mappe in reversed(mangler):
        mappe.mkdir(mode=0o700 if mappe == rod or mappe.is_relative_to(rod) else 0o777, exist_ok=True)
    ny = fil.with_name(f".{fil.name}.ny")
    ny.unlink(missing_ok=True)
    with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb") as ud:
        ud.write(indhold)
        ud.flush()
        os.fsync(ud.fileno())
    os.replace(ny, fil)


def _indskriv(settings: Settings, mappe: Path, slettes: date, filer: dict[str, bytes]) -> None:
    """Enter the folder before a file is written to it, so that no list is ever without its day."""
    with _register(settings.hjem / _REGISTER) as register:
        nye = {sha256(indhold).hexdigest() for indhold in filer.values()}
        register["aftryk"] = sorted(set(register["aftryk"]) | nye)
        kendte = register["mapper"].get(str(mappe), {}).get("filer", [])
        register["mapper"][str(mappe)] = {"slettes": slettes.isoformat(), "filer": sorted({*kendte, *filer})}


def _slet(fil: Path, i_dag: date) -> list[str]:
    """Delete what is due by one municipality's register; a file that is held open is left for next time, and named."""
    if not any(m["slettes"] <= i_dag.isoformat() for m in _laes(fil)["mapper"].values()):
        return []
    beskeder = []
    with _register(fil) as register:
        for sti, opslag in list(register["mapper"].items()):
            if opslag["slettes"] > i_dag.isoformat():
                continue
            tilbage = [navn for navn in opslag["filer"] if not _vaek(Path(sti) / navn)]
            hvad = f"{len(opslag['filer']) - len(tilbage)} interne lister i {Path(sti).parent.name}/{Path(sti).name}"
            beskeder.append(f"Slettet, fordi fristen var {opslag['slettes']}: {hvad}." + _holdes(tilbage))
            _noter(fil.parent.name, Path(sti), len(opslag["filer"]) - len(tilbage))
            if tilbage:
                opslag["filer"] = tilbage
            else:
                del register["mapper"][sti]
                _ryd(Path(sti))
    return beskeder


def _holdes(tilbage: list[str]) -> str:
    return f" {len(tilbage)} kunne ikke slettes; luk {', '.join(tilbage)} og kør lis igen." if tilbage else ""


def _vaek(fil: Path) -> bool:
    try:
        fil.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _ryd(mappe: Path) -> None:
    """Remove the report's folder and the two above it where they are empty."""
    for m in (mappe, mappe.parent, mappe.parent.parent):
        with suppress(OSError):
            m.rmdir()


def _noter(stem: str, mappe: Path, antal: int) -> None:
    """Tell the log; a list is deleted on its day all the same where the log cannot be written."""
    from lisanalysis.access import noter

    with suppress(LisError, OSError):
        noter(read_settings(stem), "sletning", maal=f"{mappe.parent.name}/{mappe.name}", antal=antal, rapport=mappe.name)


@contextmanager
def _register(fil: Path) -> Iterator[dict[str, Any]]:
    """The register to change, one writer at a time; written whole when the block ends well."""
    from filelock import FileLock

    fil.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(f"{fil}.laas"):
        indhold = _laes(fil)
        yield indhold
        ny = fil.with_suffix(".ny")
        with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as ud:
            json.dump(indhold, ud, ensure_ascii=False)
            ud.flush()
            os.fsync(ud.fileno())
        os.replace(ny, fil)


def _laes(fil: Path) -> dict[str, Any]:
    """The register; an unreadable one stops, for without it lists would stay for ever."""
    if not fil.is_file():
        return {"mapper": {}, "aftryk": []}
    try:
        return json.loads(fil.read_text(encoding="utf-8"))
    except ValueError:
        raise LisError(f"Registeret over interne lister ({fil.name}) kan ikke læses. Hent det fra sikkerhedskopien, eller slet listerne i hånden.") from None
