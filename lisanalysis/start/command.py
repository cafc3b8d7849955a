"""What `lis new` does, from the folder of files to the parameter folder and the data landscape; the answer is the exit code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lisanalysis import schedule
from lisanalysis.domain import cpr, kommune
from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.errors import ParameterError
from lisanalysis.settings import read_settings, root
from lisanalysis.start import landskab, mangler, skriv, vis
from lisanalysis.start.afvigelser import Kobling, afvigelser
from lisanalysis.start.aftaler import foreslaa
from lisanalysis.start.filer import genkend, smag
from lisanalysis.start.samtale import Samtale, om_aftaler, om_filer

_STEM = re.compile(r"[a-zæøå0-9][a-zæøå0-9_-]*")


def new_municipality(
    stem: str, data: Path, *, navn: str = "", kode: str = "", systemer: Sequence[str] = (), ja: bool = False, kun_nye: bool = False,
    i_dag: date, laes: Callable[[str], str] = input,
) -> int:  # fmt: skip
    """Guide a new municipality from its files to parameters; 0 when the folder is written.

    Raises ParameterError before anything is read where the folder is there already, and DataError for a folder without files.
    """
    from rich.console import Console

    console = Console(width=150 if ja else None)
    samtale = Samtale(console, ja, laes)
    stem = Path(stem).name.lower()
    mappe = root() / "parameters" / stem
    _kan_skrives(stem, mappe, kun_nye)
    grupper, fejl = smag(data)
    vis.overskrift(console, 2, f"{sum(len(g.navne) for g in grupper)} filer i {data}")
    for tekst in fejl:
        vis.linje(console, f"  læses ikke: {tekst}")
    koblinger, udeladt = om_filer(samtale, genkend(grupper, systemer))
    if not koblinger:
        raise ParameterError("Ingen af filerne blev taget med, så der er intet at skrive. Kør uden --ja, og peg selv på layouts.")
    om = _om(samtale, stem, data, navn, kode, koblinger)
    vis.overskrift(console, 1, "hvem der leverer hvad, og hvornår")
    aftaler = om_aftaler(samtale, foreslaa(koblinger))
    alle = mangler.spoergsmaal(root() / "notebooks", mangler.tabeller_af(k.layout for k in koblinger))
    indhold = skriv.filer(om, aftaler, _kilder(koblinger), alle, i_dag)
    skrevet = skriv.gem(mappe, indhold, kun_nye=kun_nye)
    _slut(console, stem, skrevet, udeladt, alle)
    vis.linje(console, f"Jeres datalandskab: {landskab.tegn(mappe, koblinger, alle, i_dag)}")
    _plan(samtale, mappe)
    return 0


def _plan(samtale: Samtale, mappe: Path) -> None:
    """Offer the fixed plan; nobody's machine is touched without a yes."""
    if samtale.ja or samtale.vaelg("Skal rapporterne køre af sig selv hver hverdag kl. 06:30?", {"j": "ja", "n": "nej"}, "n") == "n":
        vis.linje(samtale.console, f"Fast plan: lis schedule parameters/{mappe.name} viser den, og --opret sætter den op.")
        return
    try:
        vis.linje(samtale.console, schedule.opret(schedule.Plan(read_settings(mappe), "hverdag", "06:30")))
    except schedule.ScheduleError as error:
        vis.linje(samtale.console, str(error))


def _kan_skrives(stem: str, mappe: Path, kun_nye: bool) -> None:
    if not _STEM.fullmatch(stem):
        raise ParameterError("Kommunens mappe skal hedde noget med små bogstaver, tal, bindestreg eller understreg, fx varde.")
    if mappe.exists() and not kun_nye:
        skriv.gem(mappe, {})


def _om(samtale: Samtale, stem: str, data: Path, navn: str, kode: str, koblinger: Sequence[Kobling]) -> skriv.Om:
    """The municipality's name and code: what was given, else what its folder's name says, else what the person says."""
    fundet = next((k for k, n in kommune.NAVNE.items() if n.lower() == stem), "")
    navn = navn or samtale.spoerg("Kommunens navn", kommune.NAVNE.get(kode or fundet, stem.capitalize()))
    kode = kode or samtale.spoerg("Kommunekoden med fire cifre", fundet)
    try:
        kode = kommune.kode4(kode)
    except Ordfejl as error:
        raise ParameterError(f"{error} Sig den med --kode, fx --kode 0573.") from None
    return skriv.Om(stem, navn, kode, data.resolve().as_posix(), _cpr_serie(koblinger))


def _cpr_serie(koblinger: Sequence[Kobling]) -> str:
    """`fiktiv` where nearly every citizen is made up (day + 60); else `rigtig`."""
    kolonner = [k.profiler()[h] for k in koblinger for h, plads in k.koblet.items() for p in k.layout.pladser
                if plads == p.heading and p.column and p.column.type == "borger"]  # fmt: skip
    return "fiktiv" if kolonner and all(p.tom or p.andel(_opdigtet) > 0.9 for p in kolonner) else "rigtig"


def _opdigtet(vaerdi: str) -> bool:
    try:
        return cpr.laes(vaerdi).type == cpr.ERSTATNING
    except Ordfejl:
        return False


def _kilder(koblinger: Sequence[Kobling]) -> dict[str, dict[str, Any]]:
    """What differs, by system."""
    ud: dict[str, dict[str, Any]] = {}
    for k in koblinger:
        ud.setdefault(k.layout.system.system, {}).update(afvigelser(k).filer)
    return ud


def _slut(console: Any, stem: str, skrevet: list[str], udeladt: Sequence, alle: Sequence[mangler.Spoergsmaal]) -> None:
    """What was written, what was left out, what can be asked now, and the steps that are left."""
    vis.linje(console, f"\nSkrevet i parameters/{stem}: {', '.join(skrevet) or 'intet nyt'}")
    for fund in udeladt:
        vis.linje(console, f"  ikke med: {', '.join(fund.gruppe.navne)}")
    vis.overskrift(console, 3, "hvad der kan svares på nu, og hvad der mangler for resten")
    vis.spoergsmaal(console, alle)
    vis.linje(console, "\nHerfra:")
    vis.videre(console, stem)
    vis.linje(console, f"\nNæste: lis check parameters/{stem}, og derefter lis run parameters/{stem}")
