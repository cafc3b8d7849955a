"""Where a municipality's loaded data lie: one file per version, and a pointer to the one that holds.

A load writes new files and then moves the pointer, in one step; readers open the file that the pointer names and keep it
as long as they need, so a report, JupyterLab and a load never wait for one another.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from lisanalysis.errors import DataError
from lisanalysis.settings import Settings

_PEGEPIND = "aktuel.json"
ARBEJDE = "arbejde-"  # how the folder of a load under way begins


@dataclass(frozen=True)
class Version:
    """One loaded version: its id (a hash of all that went into it), the key it was made with, and its cut-off date."""

    id: str
    noegle_id: str
    per: str

    @property
    def lager(self) -> str:
        """The file name of the tables."""
        return f"lager-{self.id}.duckdb"

    @property
    def identitet(self) -> str:
        """The file name of the guarded identities."""
        return f"identitet-{self.id}.duckdb"

    @property
    def spark(self) -> str:
        """The folder name of the tables as Spark reads them."""
        return f"lager-{self.id}.spark"


def aktuel(settings: Settings) -> Version | None:
    """The version that the pointer names; None where nothing has been loaded, or its files are gone."""
    try:
        version = Version(**json.loads((settings.lager / _PEGEPIND).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    begge = (settings.lager / version.lager, settings.lager / version.identitet)
    return version if all(fil.is_file() for fil in begge) else None


def peg_paa(settings: Settings, version: Version) -> None:
    """Let the pointer name this version, whole or not at all."""
    ny = settings.lager / f"{_PEGEPIND}.{os.getpid()}"
    with ny.open("w", encoding="utf-8") as ud:
        json.dump(asdict(version), ud)
        ud.flush()
        os.fsync(ud.fileno())
    os.replace(ny, settings.lager / _PEGEPIND)


def versioner(settings: Settings) -> list[str]:
    """The ids of the versions that lie here, the newest first."""
    filer = sorted(settings.lager.glob("lager-*.duckdb"), key=lambda fil: (fil.stat().st_mtime_ns, fil.name), reverse=True)
    return [fil.stem.removeprefix("lager-") for fil in filer]


def ryd_op(settings: Settings, behold: set[str]) -> list[str]:
    """Remove all versions but these ids; the ids removed. A file that someone still reads is left for next time."""
    slettet = []
    for fil in (*settings.lager.glob("lager-*.*"), *settings.lager.glob("identitet-*.duckdb*")):
        art, _, rest = fil.name.partition("-")
        if (version := rest.partition(".")[0]) not in behold:
            try:
                shutil.rmtree(fil) if fil.is_dir() else fil.unlink()
            except OSError:
                continue  # Windows holds on to an open file
            if art == "lager" and rest.endswith(".duckdb"):
                slettet.append(version)
    return slettet


def ryd_efterladt(settings: Settings) -> None:
    """Remove what a load left behind when it was killed. The caller holds the load's lock."""
    for mappe in settings.lager.glob(f"{ARBEJDE}*"):
        shutil.rmtree(mappe, ignore_errors=True)
    for fil in settings.lager.glob(f"{_PEGEPIND}.*"):
        fil.unlink(missing_ok=True)


def nyeste(settings: Settings) -> date:
    """The cut-off date of the newest delivery. Raises DataError where nothing has been loaded."""
    version = aktuel(settings)
    if version is None:
        raise DataError(f"{settings.kommune.navn} er ikke indlæst endnu. Kør: lis check parameters/{settings.stem}")
    return date.fromisoformat(version.per)


def lagerfil(settings: Settings) -> Path | None:
    """The present lager file."""
    version = aktuel(settings)
    return settings.lager / version.lager if version else None


def identitetsfil(settings: Settings) -> Path | None:
    """The present guarded file, which `access` alone opens."""
    version = aktuel(settings)
    return settings.lager / version.identitet if version else None
