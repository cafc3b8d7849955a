"""Every expression that measures and rules make, by name, over a Dataset: what the engine tests go through one by one."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import ibis
import pytest
from tegnet import byg
from test_rules import bygget

from lisanalysis import measures
from lisanalysis.measures import disponering, enhedspris, episoder, indberetning, ophold, panel, paragraftal, samtidig, udgift
from lisanalysis.quality import kontroller
from lisanalysis.quality.rules import moduler
from lisanalysis.reconcile import afstem
from lisanalysis.reconcile.arbejde import Arbejde
from lisanalysis.tables import Dataset

FRA, TIL = date(2024, 1, 1), date(2025, 12, 31)
VINDUER = [("2024", date(2024, 1, 1), date(2024, 12, 31), date(2025, 3, 1)), ("2025", date(2025, 1, 1), date(2025, 12, 31), date(2026, 3, 1))]
FELTGRUPPE = "feltgrupper.feltgruppe"  # not one table but eight, on a municipality that is drawn with all of them
VALG = {"botilbud": ["SEL-107", "SEL-108"], "stoette": ["SEL-85"]}


_MAAL: dict[str, dict[str, ibis.Table]] = {}


def maal(data: Dataset) -> dict[str, ibis.Table]:
    """The tables of every measure over a whole municipality, made once."""
    if data.version not in _MAAL:
        _MAAL[data.version] = _maal(data)
    return _MAAL[data.version]


def _maal(data: Dataset) -> dict[str, ibis.Table]:
    bev, afr = (ophold.grupper(data.tabel(n), "paragraf", VALG) for n in ("bevilling", "afregning"))
    e = episoder.episoder(ophold.fra_bevilling(bev))
    bm = panel.borgermaaneder(e, FRA, TIL)
    kode, post, disp = data.kommune.kode, data.tabel("postering"), data.tabel("disponering")
    return {
        "ophold.grupper": bev,
        "ophold.fra_bevilling": ophold.fra_bevilling(bev),
        "ophold.fra_ydelse": ophold.fra_ydelse(ophold.grupper(data.tabel("ydelse"), "paragraf", VALG)),
        "ophold.fra_afregning": ophold.fra_afregning(afr),
        "ophold.egne": ophold.egne(ophold.fra_bevilling(bev), kode),
        "episoder.episoder": e,
        "episoder.beskaaret": episoder.beskaaret(e, FRA, TIL),
        "panel.borgermaaneder": bm,
        "panel.panel": panel.panel(bm),
        "panel.kohorte": panel.kohorte(e, FRA, TIL, horisont=90),
        "panel.helaarspersoner": panel.helaarspersoner(bm),
        "samtidig.naetter_i_begge": samtidig.naetter_i_begge(e, "botilbud", "stoette", FRA, TIL),
        "samtidig.overgange": samtidig.overgange(e, "botilbud", "stoette", FRA, TIL, inden=30),
        "enhedspris.afregnet": enhedspris.afregnet(afr, kode),
        "paragraftal.doegn": paragraftal.doegn(data, FRA, TIL),
        "paragraftal.kroner": paragraftal.kroner(data, FRA, TIL),
        "indberetning.vinduer": indberetning.vinduer(VINDUER),
        "indberetning.i_vinduet": indberetning.i_vinduet(ophold.fra_bevilling(bev), indberetning.vinduer(VINDUER)),
        "indberetning.borgere": indberetning.borgere(bev, kode, VINDUER),
        "indberetning.ydelser": indberetning.ydelser(bev, kode, VINDUER),
        "disponering.forbrug": disponering.forbrug(data.tabel("afregning"), "0998"),
        "disponering.disponeret": disponering.disponeret(disp),
        "disponering.rest": disponering.rest(disp, data.tabel("afregning"), "0998"),
        "udgift.bogfoert": udgift.bogfoert(post, dranst=("1",)),
        "udgift.udgift": udgift.udgift(post),
    }


def maalenes_navne() -> set[str]:
    """The public functions of measures that give a table."""
    fundet = set()
    for fil in Path(measures.__file__).parent.glob("[a-z]*.py"):
        modul = import_module(f"lisanalysis.measures.{fil.stem}")
        fundet |= {f"{fil.stem}.{n}" for n, f in _egne(modul) if inspect.signature(f).return_annotation == "ibis.Table"}
    return fundet - {FELTGRUPPE}


def _egne(modul: ModuleType) -> Iterator[tuple[str, Callable]]:
    return ((n, f) for n, f in inspect.getmembers(modul, inspect.isfunction) if f.__module__ == modul.__name__ and not n.startswith("_"))


def afstemningen(data: Dataset) -> Iterator[tuple[str, ibis.Table, ibis.Table]]:
    """Each step of the reconciliation: its name, its expression, and the table that came of it. Steps of one name are numbered."""
    trin: list[tuple[str, ibis.Table, ibis.Table]] = []
    gem, sete = Arbejde.gem, Counter()

    def husk(arb: Arbejde, navn: str, udtryk: ibis.Table, **valg: bool) -> ibis.Table:
        sete[navn] += 1
        tabel = gem(arb, navn, udtryk, **valg | {"bevar": True})
        trin.append((f"{navn}.{sete[navn]}", udtryk, tabel))
        return tabel

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Arbejde, "gem", husk)
        afstem(data)
    yield from trin


@cache
def regel(modul: ModuleType) -> tuple[Dataset, ibis.Table, list[ibis.Table]]:
    """A rule's drawn example, its findings as one expression, and the rows that break it in each judged table."""
    data, brud, fundne = byg(**bygget(modul.RULE.eksempel)[1]), modul.brud, []

    def husk(*givet: object) -> ibis.Table:
        fundne.append(brud(*givet))
        return fundne[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(modul, "brud", husk)
        return data, kontroller(data, regler=[modul]).fund, fundne


def regler() -> dict[str, ModuleType]:
    """The rules by name."""
    return {m.RULE.navn: m for m in moduler()}
