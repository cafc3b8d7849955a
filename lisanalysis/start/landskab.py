"""Puts the municipality's own data landscape on the shelf, through the gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from lisanalysis.publish.gate import gate_for
from lisanalysis.publish.landskab import Filslags, Svarer, datalandskab
from lisanalysis.settings import read_settings
from lisanalysis.start.afvigelser import Kobling
from lisanalysis.start.filer import moenster
from lisanalysis.start.mangler import Spoergsmaal
from lisanalysis.workspace import reports_root


def tegn(mappe: Path, koblinger: Sequence[Kobling], alle: Iterable[Spoergsmaal], per: date) -> Path:
    """Write `reports/<kommune>/datalandskab/index.html`, and say where; it names systems, files and tables, and no row."""
    settings = read_settings(mappe)
    navne = {navn: system.navn or navn for navn, system in settings.kommune.systemer.items()}
    filer = [
        Filslags(moenster([t.fil.name for t in k.gruppe.taster], k.layout.mappings[0].pattern), navne.get(k.layout.system.system, k.layout.system.navn), k.layout.tabeller)
        for k in sorted(koblinger, key=lambda k: list(navne).index(k.layout.system.system))
    ]
    fyldte = {t for k in koblinger for t in k.layout.tabeller}
    analyser = [Svarer(s.analyse.titel, _tegnes(s, fyldte), s.mangler) for s in alle]
    side = reports_root(settings) / settings.stem / "datalandskab" / "index.html"
    indhold = datalandskab(filer, analyser, kommune=settings.kommune.navn, per=per)
    gate_for(settings, reports_root(settings)).slip_ud(side, indhold.encode())
    return side


def _tegnes(s: Spoergsmaal, fyldte: set[str]) -> tuple[str, ...]:
    """The tables that the drawing leads to the analysis: those it needs, and what is there of those that can stand for one another."""
    return tuple(dict.fromkeys((*s.analyse.tabeller, *(t for t in s.analyse.en_af if t in fyldte), *s.mangler)))
