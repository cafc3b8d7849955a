"""Writes what a person has entered as a delivery of its own, in the layout the loader reads, and only when the loader can read it.

The figures that stand in no system (framework activity, forecasts by hand) are entered here in place of a spreadsheet. A file is never
written over: for the same cut-off date the rows are put together with those entered before, and the former file is kept outside
the folder of extracts.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from lisanalysis.access.bruger import nu, os_bruger
from lisanalysis.errors import DataError, ParameterError
from lisanalysis.settings import Settings, System
from lisanalysis.sources.load import load
from lisanalysis.sources.mapping import FileMapping, read_mappings
from lisanalysis.tables.column import Column

SYSTEMER = ("rammeaktivitet", "prognose_manuel")
HVEM, DAGEN = ("registreret_af", "udarbejdet_af"), ("prognose_dato",)  # filled in by the writer, never by the person


@dataclass(frozen=True)
class Skema:
    """What is entered for a system: its headings in the file's order, each with the column it fills."""

    system: str
    navn: str
    mapping: FileMapping
    felter: dict[str, Column]

    @property
    def skrives(self) -> dict[str, Column]:
        """The fields that the person fills in."""
        return {navn: k for navn, k in self.felter.items() if k.navn not in (*HVEM, *DAGEN)}

    @property
    def samme(self) -> tuple[str, ...]:
        """The headings that say that a new row takes an earlier one's place: the whole of a month, or the one row."""
        navne = self.mapping.whole_for if self.mapping.whole_for is not None else self.mapping.tabel.noegle
        return tuple(h for h, k in self.felter.items() if k.navn in navne)


def skema(settings: Settings, system: str) -> Skema:
    """The form of a system, from the municipality's own mapping. Raises ParameterError where kommune.yaml does not name the system."""
    if system not in settings.kommune.systemer:
        raise ParameterError(
            f"{settings.kommune.navn} læser ikke '{system}' endnu. Skriv `{system}: {{hyppighed: maanedlig, frist: 10}}` under systemer i "
            f"parameters/{settings.stem}/kommune.yaml, så kan tallene indtastes og bliver læst."
        )
    mapping = next(m for m in read_mappings(settings) if m.system == system)
    fil = next(iter(mapping.files.values()))
    felter = {heading: fil.tabel[maal[0].to] for heading, maal in fil.columns.items()}
    return Skema(system, mapping.navn, fil, felter)


def gem(settings: Settings, skema: Skema, raekker: Sequence[Mapping[str, str]], per: date) -> Path:
    """Save the rows (heading → what was typed) as the system's delivery with cut-off `per`; the file.

    The account at the keyboard and the day stand in every row. Raises DataError with every cell that cannot be read, by row and
    heading; then nothing is saved.
    """
    tid, hvem = nu(), os_bruger()
    nye = [_fuld(skema, raekke, hvem, tid) for raekke in raekker if any(str(v).strip() for v in raekke.values())]
    if not nye:
        raise DataError("Der er ingen rækker at gemme.")
    maal = settings.data / f"{skema.system}_{per:%Y%m%d}.csv"
    foer = _tidligere(maal, skema)
    erstattet = {tuple(r[h] for h in skema.samme) for r in nye}
    alle = [r for r in foer if tuple(r[h] for h in skema.samme) not in erstattet] + nye
    indhold = _csv(skema, alle)
    _proev(settings, skema, maal.name, indhold, len(alle) - len(nye))
    if maal.exists():
        _laeg_til_side(settings, maal, tid)
    _skriv(maal, indhold)
    return maal


def _fuld(skema: Skema, raekke: Mapping[str, str], hvem: str, tid: datetime) -> dict[str, str]:
    """The row as the file has it: numbers without grouping, and who and when. A layout without a column for the day has it after the name."""
    dag, har_dag = f"{tid.astimezone():%d-%m-%Y}", any(k.navn in DAGEN for k in skema.felter.values())

    def celle(navn: str, kolonne: Column) -> str:
        if kolonne.navn in HVEM:
            return hvem if har_dag else f"{hvem}, {dag}"
        if kolonne.navn in DAGEN:
            return dag
        tekst = " ".join(str(raekke.get(navn, "")).split())
        return _tal(tekst) if kolonne.type in ("kr", "antal", "faktor") else tekst

    return {navn: celle(navn, kolonne) for navn, kolonne in skema.felter.items()}


def _tal(tekst: str) -> str:
    """`1.234,50` and `1 234,50` as `1234,50`; what is no such number is left for the loader to refuse."""
    helt, komma, rest = tekst.replace("\u00a0", " ").replace("\u2212", "-").partition(",")
    grupper = helt.replace(" ", ".").split(".")
    grupperet = len(grupper) > 1 and all(len(g) == 3 for g in grupper[1:]) and 1 <= len(grupper[0].lstrip("-")) <= 3
    return ("".join(grupper) if grupperet else helt) + komma + rest


def _tidligere(maal: Path, skema: Skema) -> list[dict[str, str]]:
    """The rows of the file that is there already. Raises DataError where it was not written by this form."""
    if not maal.exists():
        return []
    with maal.open(encoding=skema.mapping.format.encoding, newline="") as fil:
        laeser = csv.DictReader(fil, delimiter=skema.mapping.format.delimiter)
        if list(laeser.fieldnames or ()) != list(skema.felter):
            raise DataError(f"{maal.name} ligger der allerede og er ikke lavet her. Vælg en anden dag, eller ret filen selv.")
        return list(laeser)


def _csv(skema: Skema, raekker: Sequence[Mapping[str, str]]) -> bytes:
    ud = io.StringIO(newline="")
    skriver = csv.DictWriter(ud, list(skema.felter), delimiter=skema.mapping.format.delimiter, lineterminator="\r\n")
    skriver.writeheader()
    skriver.writerows(raekker)
    return ud.getvalue().encode(skema.mapping.format.encoding)


def _proev(settings: Settings, skema: Skema, navn: str, indhold: bytes, foer: int) -> None:
    """Let the loader itself read the file in a folder apart; its refusals are told by row and heading. `foer` rows were there before."""
    alene = settings.kommune.model_copy(update={"systemer": {skema.system: settings.kommune.systemer.get(skema.system) or System()}, "systemskifte": []})
    with tempfile.TemporaryDirectory(prefix="lis-indtast-", ignore_cleanup_errors=True) as mappe:
        ind = Path(mappe) / "udtraek"
        ind.mkdir(mode=0o700)
        (ind / navn).write_bytes(indhold)
        data = load(replace(settings, kommune=alene, data=ind, lager=Path(mappe) / "lager"))
        try:
            afvist = data.afviste().to_dict("records")
            sagt = [str(r["bemaerkning"]) for r in data.leverancer().to_dict("records") if r["status"] == "afvist"]
        finally:
            data.forbindelse.disconnect()
    if afvist or sagt:
        linjer = [f"Række {int(r['linje']) - 1 - foer}, {r['kolonne']}: {r['aarsag']}" for r in afvist] or sagt
        raise DataError("Intet er gemt:\n" + "\n".join(linjer))


def _laeg_til_side(settings: Settings, maal: Path, tid: datetime) -> None:
    """Keep the former file where it is not read: in the user's own folder, with the time in its name."""
    arkiv = settings.hjem / "indtastninger"
    arkiv.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copy2(maal, arkiv / f"{maal.stem}.erstattet-{tid:%Y%m%dT%H%M%S%f}{maal.suffix}")


def _skriv(maal: Path, indhold: bytes) -> None:
    """All of the file or nothing: written beside its place, under a name that no pattern reads, and then moved there."""
    maal.parent.mkdir(parents=True, exist_ok=True)
    ny = maal.with_name(f".{maal.name}.ny")
    ny.write_bytes(indhold)
    os.replace(ny, maal)
