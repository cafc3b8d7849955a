"""What a report was made from: `koersel.json`, and whether it is still what would be made today.

`koersel.json` names every input, the template and the parameters with SHA-256, and the versions of code and data. A report
whose manifest would come out the same, and whose files are untouched, is not made again. `svar.json` beside it holds what
the index says of the report and the hash of each of its files.
"""

from __future__ import annotations

import hashlib
import json
import platform
from datetime import datetime, timezone
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from lisanalysis.batch.jobs import Job
from lisanalysis.settings import Settings
from lisanalysis.tables.dataset import Dataset

KOERSEL, SVAR, RAPPORT = "koersel.json", "svar.json", "rapport.html"
_KEYS = ("status", "mangler", "input", "skabelon", "parametre", "versioner", "start", "slut", "per")
_DECIDES = ("input", "skabelon", "parametre", "versioner", "per")
_DONE = ("ok", "uaendret", "ikke_koert")
_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = ("pandas", "ibis-framework", "duckdb", "pyarrow", "papermill", "nbconvert", "seaborn", "statsmodels")


def planned(job: Job, settings: Settings, data: Dataset, files: list[dict[str, str]]) -> dict[str, Any]:
    """The part of the manifest that is known before the run and decides whether there need be one; `files` are `inputs`."""
    return {
        "input": files,
        "skabelon": _template(job),
        "parametre": {"fil": _inside(job.fil, settings), "sha256": sha256(job.fil), "vaerdier": job.parametre},
        "versioner": {**versions(), "data": data.version},
        "per": data.per.isoformat(),
    }


def whole(status: str, mangler: list[str], plan: dict[str, Any]) -> dict[str, Any]:
    """The manifest of a report that is done, in the order that `koersel.json` has."""
    found = {"status": status, "mangler": list(mangler), **plan, "slut": now()}
    return {key: found[key] for key in _KEYS}


def unchanged(folder: Path, plan: dict[str, Any]) -> bool:
    """Whether the report in the folder was made from just this, is done, and stands as it was written."""
    former, svar = read(folder / KOERSEL), read(folder / SVAR)
    if former.get("status") not in _DONE or any(former.get(key) != plan[key] for key in _DECIDES):
        return False
    return bool(svar.get("filer")) and svar["filer"] == file_hashes(folder)


def inputs(settings: Settings, data: Dataset) -> list[dict[str, str]]:
    """Every file that the reports rest on: the deliveries, and the municipality's own settings, layouts and figures of law."""
    frame = data.leverancer().dropna(subset=["fil", "sha256"])  # a delivery that did not come has neither
    deliveries = {(str(fil), str(sha)) for fil, sha in zip(frame["fil"], frame["sha256"], strict=True)}
    own = [settings.mappe / navn for navn in ("kommune.yaml", "law.yaml", "accepterede.csv")]
    own += settings.mappe.glob("sources/*.yaml")
    files = deliveries | {(_inside(fil, settings), sha256(fil)) for fil in own if fil.is_file()}
    return [{"fil": fil, "sha256": sha} for fil, sha in sorted(files)]


@cache
def versions() -> dict[str, str]:
    """The versions of this package, its code as it stands, Python, and the libraries that touch a figure."""
    found = {"lisanalysis": _version("lisanalysis"), "kode": code_hash(), "python": platform.python_version()}
    return found | {name: _version(name) for name in _LIBRARIES}


def code_hash() -> str:
    """The hash of all files of the package, so that a changed line of code makes every report again."""
    digest = hashlib.sha256()
    for fil in sorted(f for f in _PACKAGE.rglob("*") if f.is_file() and f.suffix != ".pyc"):
        digest.update(fil.relative_to(_PACKAGE).as_posix().encode() + b"\0" + hashlib.sha256(fil.read_bytes()).digest())
    return digest.hexdigest()


def file_hashes(folder: Path) -> dict[str, str]:
    """The hash of each file of a report, but for the two that are written last."""
    files = sorted(f for f in folder.rglob("*") if f.is_file() and f.name not in (KOERSEL, SVAR))
    return {f.relative_to(folder).as_posix(): sha256(f) for f in files}


def sha256(fil: Path) -> str:
    """The file's SHA-256 in hex."""
    with fil.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read(fil: Path) -> dict[str, Any]:
    """The JSON object in the file; empty where there is none, or a stopped run left half of one."""
    try:
        content = json.loads(fil.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def as_bytes(content: dict[str, Any]) -> bytes:
    """The object as UTF-8 JSON that a person can read."""
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def _template(job: Job) -> dict[str, str]:
    """The notebook, or the shared package that it came in."""
    if job.skabelon:
        return {"fil": job.skabelon.file, "sha256": job.skabelon.package.sha256}
    return {"fil": f"notebooks/{job.notebook.name}", "sha256": sha256(job.notebook)}


def _inside(fil: Path, settings: Settings) -> str:
    return f"parameters/{settings.stem}/{fil.relative_to(settings.mappe).as_posix()}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "ukendt"
