"""Tries a template on a made-up municipality, in a small installation of its own that is gone afterwards: what it gives is its totals.

The same road as any report: extracts are written and loaded, the notebook runs in a kernel with only its declared tables, and the
report passes the gate. Nothing of the person's own municipalities, keys or folders is touched.
"""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from lisanalysis.batch.jobs import job_for
from lisanalysis.batch.run import Batch
from lisanalysis.errors import LisError, TemplateError
from lisanalysis.settings import read_settings, root
from lisanalysis.templates.installed import prepared
from lisanalysis.templates.package import Package, Trial

Write = Callable[..., Any]
Totals = dict[str, "str | None"]
_STEM, _SLUT, _TIMEOUT = "proeve", date(2025, 12, 31), 600
_ALWAYS = ("tilbud", "organisation")
_OWN = ("LIS_HJEM", "LIS_ROD", "LIS_DATA", "LIS_REPORTS", "LIS_NOEGLE", "LIS_LOGNOEGLE", "LIS_RAPPORT")
_NEAR = Decimal("1e-6")


def try_out(package: Package, write: Write) -> Totals:
    """The totals of the template's report on the made-up municipality that it names; `write` is `synthetic.skriv`.

    Raises TemplateError where the report fails, is not run, or has no figures.
    """
    trial, law = package.trial, _demo_law()
    with tempfile.TemporaryDirectory(prefix="lis-proeve-") as place, _installation(Path(place)) as rod:
        folder = rod / "parameters" / _STEM
        _municipality(folder, trial.systemer, law)
        _write_extracts(write, rod / "udtraek", trial)
        return _totals(_report(package, folder))


def _write_extracts(write: Write, folder: Path, trial: Trial) -> None:
    try:
        write(folder, indbyggere=trial.indbyggere, seed=trial.seed, aar=trial.aar, slut=_SLUT, systemer=tuple(trial.systemer))
    except ValueError as error:
        raise TemplateError(f"Den opdigtede kommune kan ikke laves: {error}") from None


def differences(expected: Totals, found: Totals) -> list[str]:
    """The names of the totals that are not what they should be; text and counts just so, computed numbers to the sixth digit."""
    return [name for name in sorted({*expected, *found}) if not _same(expected.get(name, "mangler"), found.get(name, "mangler"))]


@contextmanager
def _installation(place: Path) -> Iterator[Path]:
    """An installation and a user's home in the folder; the process's own are put back afterwards."""
    former = {name: os.environ.pop(name, None) for name in _OWN}
    rod = place / "rod"
    (rod / "notebooks").mkdir(parents=True)
    os.environ |= {"LIS_HJEM": str(place / "hjem"), "LIS_ROD": str(rod)}
    try:
        yield rod
    finally:
        for name in _OWN:
            os.environ.pop(name, None)
        os.environ.update({name: value for name, value in former.items() if value is not None})


def _demo_law() -> str:
    """The invented figures of law that the demo's municipality has, for a template that asks for one; nothing where there is no demo."""
    fil = root() / "parameters" / "demo" / "law.yaml"
    return fil.read_text(encoding="utf-8") if fil.is_file() else ""


def _municipality(folder: Path, systems: list[str], law: str) -> None:
    folder.mkdir(parents=True)
    if law:
        (folder / "law.yaml").write_text(law, encoding="utf-8")
    lines = [f"  {system}: {{}}" for system in dict.fromkeys((*systems, *_ALWAYS))]
    text = ["navn: Prøveby", 'kode: "0998"', "data: ../../udtraek", "cpr_serie: fiktiv", "systemer:", *lines]
    (folder / "kommune.yaml").write_text("\n".join(text) + "\n", encoding="utf-8")


def _report(package: Package, folder: Path) -> Path:
    """The folder of the finished report."""
    from lisanalysis import sources
    from lisanalysis.publish.gate import gate_for

    settings = read_settings(folder)
    values = folder / f"{package.manifest.navn}.yaml"
    values.write_text(json.dumps(package.trial.parametre), encoding="utf-8")  # JSON is YAML too
    try:
        data = sources.load(settings)
        job = job_for(settings, values, prepared(settings, package), package.manifest.navn, "", package.trial.parametre)
        batch = Batch(settings, data, settings.rod / "reports", gate_for(settings, settings.rod / "reports"), timeout=_TIMEOUT)
        (outcome,) = batch.run([job])
    except LisError as error:
        raise TemplateError(f"Skabelonen kan ikke prøves på opdigtede data: {error}") from None
    data.forbindelse.disconnect()
    if outcome.status != "ok":
        why = outcome.grund or f"den mangler {', '.join(outcome.mangler)}"
        raise TemplateError(f"Skabelonen kørte ikke igennem på opdigtede data: {why}")
    return batch.shelf / job.navn


def _totals(report: Path) -> Totals:
    """The key figures by name and dimensions, and of each table its rows and the sum of each column of numbers."""
    with (report / "noegletal.csv").open(encoding="utf-8-sig", newline="") as content:
        rows = list(csv.DictReader(content, delimiter=";"))
    found: Totals = {"/".join(("noegletal", *(r[k] for k in ("noegle", "omraade", "paragraf", "konto", "periode")))): r["vaerdi"] or None for r in rows}
    for table in sorted(f for f in report.glob("*.parquet") if f.stem != "noegletal"):
        found |= _table_totals(table)
    if not found:
        raise TemplateError("Skabelonen gav hverken nøgletal eller tabeller på opdigtede data, så der er intet at prøve den imod.")
    return found


def _table_totals(fil: Path) -> Totals:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(fil)
    found: Totals = {f"tabel/{fil.stem}/raekker": str(table.num_rows)}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_integer(column.type) or pa.types.is_floating(column.type) or pa.types.is_decimal(column.type):
            total = pc.sum(column).as_py()
            found[f"tabel/{fil.stem}/sum/{name}"] = None if total is None else str(total).replace(".", ",")
    return found


def _same(expected: str | None, found: str | None) -> bool:
    if expected == found:
        return True
    try:
        a, b = (Decimal(text.replace(",", ".")) for text in (expected or "", found or ""))
    except InvalidOperation:
        return False
    return abs(a - b) <= _NEAR * max(1, abs(a))
