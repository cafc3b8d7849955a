"""Records from a run what the declarations cannot tell: each report's files with their columns, its reservations and its method."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from lisanalysis.analyses.result import Result
from lisanalysis.batch.jobs import find_jobs
from lisanalysis.settings import read_settings
from lisanalysis.workspace import analyse, load

HOVED = "# Optaget med lis docs --optag af en kørsel på den opdigtede kommune: navne og forklaringer, ingen rækker.\n"


def optag(kommune: str, fil: Path) -> list[str]:
    """Run every analysis that the municipality has a parameter file for, and write what its answers hold; their stems.

    An analysis with several parameter files is recorded by all of them together.
    """
    data, fundet = load(kommune), {}
    for job in find_jobs(read_settings(kommune)):
        _laeg_til(fundet.setdefault(job.stem, {}), analyse(job.stem, data, **job.parametre).result)
    fil.parent.mkdir(parents=True, exist_ok=True)
    fil.write_text(HOVED + yaml.safe_dump(fundet, allow_unicode=True, sort_keys=False, width=140), encoding="utf-8", newline="\n")
    return sorted(fundet)


def _laeg_til(her: dict[str, Any], svar: Result) -> None:
    filer = her.setdefault("filer", {})
    for tabel in svar.tabeller:
        if tabel.fil:
            titler = {k.navn: k.titel for k in (*tabel.kolonner, *tabel.kun_i_filen)}
            filer.setdefault(tabel.navn, {"titel": tabel.titel.rstrip("."), "kolonner": {k: titler.get(k, k) for k in map(str, tabel.data.columns)}})
    her["filer"] = {k: filer[k] for k in sorted(filer)}
    for navn in ("forbehold", "metode"):
        her[navn] = list(dict.fromkeys([*her.get(navn, []), *getattr(svar, navn)]))
