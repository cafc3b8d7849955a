"""One line per measure of the caseworker's citizens: the grant, the money set aside and spent, the next follow-up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.measures import disponering
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

UDEN = "uden"  # the caseworker of measures that name none
_NUL = Decimal("0.00")
_FAA = 300


@dataclass(frozen=True)
class Linje:
    """One measure in the year: kroner set aside for the whole year, set aside and spent up to the cut-off."""

    borger_id: str
    sagsnr: str
    indsats_id: str
    sagsbehandler: str
    paragraf: str
    tilbud: str
    startdato: date | None
    slutdato: date | None
    disponeret: Decimal
    disponeret_til_dato: Decimal
    forbrug: Decimal
    naeste_opfoelgning: date | None
    afvigelser: int | None = None  # the citizen's findings to correct; unknown where the 8-tals-kontrol has not run

    @property
    def over_under(self) -> Decimal:
        """Spent more (+) or less (−) than set aside for the months up to the cut-off."""
        return self.forbrug - self.disponeret_til_dato


def sagsbehandlere(data: Dataset, aar: int) -> list[str]:
    """The caseworkers who have a measure in the year, those without a name under `uden`."""
    return sorted({x.sagsbehandler for x in linjer(data, aar)})


def linjer(data: Dataset, aar: int, sagsbehandler: str = "") -> list[Linje]:
    """Every measure that ran, was paid for, or has money set aside in the year; one caseworker's, or all."""
    penge, ydelser, fundet = _penge(data, aar, sagsbehandler), _ydelser(data, sagsbehandler), []
    opfoelgning = _opfoelgning(data, {r["bevilling_id"] for r in ydelser if r["bevilling_id"]})
    for r in ydelser:
        noegle = (r["kilde"], r["ydelse_id"])
        loeb = r["start_dato"] and r["start_dato"] <= date(aar, 12, 31) and (r["slut_dato"] is None or r["slut_dato"] >= date(aar, 1, 1))
        hvem = r["sagsbehandler"] or UDEN
        if sagsbehandler and hvem != sagsbehandler or not (loeb or noegle in penge):
            continue
        hele, til_dato, brugt = penge.pop(noegle, (_NUL, _NUL, _NUL))
        fundet.append(Linje(
            r["borger_id"], r["sag_id"] or "", r["bevilling_id"] or "", hvem, r["paragraf"] or "", r["leverandoer"] or r["foranstaltning"] or "",
            r["start_dato"], r["slut_dato"], hele, til_dato, brugt, opfoelgning.get(r["bevilling_id"]),
        ))  # fmt: skip
    return sorted(fundet, key=lambda x: (x.borger_id, x.startdato or date.min, x.indsats_id, x.paragraf))


def med_fund(linjer: list[Linje], fund: pd.DataFrame | None) -> list[Linje]:
    """The measures with how many findings to correct their citizen has, the same on all the citizen's lines."""
    if fund is None:
        return linjer
    antal = Counter(fund["borger_id"].dropna())
    return [replace(x, afvigelser=antal[x.borger_id]) for x in linjer]


def _hos(data: Dataset, sagsbehandler: str) -> ibis.Table:
    """The measures of the one caseworker, or all: the engine need not give what is not asked for."""
    t = data.tabel("ydelse")
    if not sagsbehandler:
        return t
    return t.filter(t.sagsbehandler.isnull() | (t.sagsbehandler == "") if sagsbehandler == UDEN else t.sagsbehandler == sagsbehandler)


def _ydelser(data: Dataset, sagsbehandler: str) -> list[dict]:
    """The measures, the newest row of each first: money is counted once, on the measure's newest row."""
    t = _hos(data, sagsbehandler)
    kolonner = ["kilde", "ydelse_id", "borger_id", "sag_id", "bevilling_id", "sagsbehandler", "paragraf", "leverandoer", "foranstaltning",
                "start_dato", "slut_dato"]  # fmt: skip
    return t.order_by("kilde", "ydelse_id", t.start_dato.desc(), "raekke_nr").select(kolonner).to_pyarrow().to_pylist()


def _penge(data: Dataset, aar: int, sagsbehandler: str) -> dict[tuple[str, str], tuple[Decimal, Decimal, Decimal]]:
    """Set aside for the year, set aside up to the cut-off, and spent, by measure; of the caseworker's measures where one is named."""
    def egne(t: ibis.Table) -> ibis.Table:
        return t.semi_join(_hos(data, sagsbehandler), ["kilde", "ydelse_id"]) if sagsbehandler else t

    til = 12 if aar < data.per.year else data.per.month
    samlet: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [_NUL, _NUL, _NUL])
    if data.har("disponering"):
        t = disponering.disponeret(egne(data.tabel("disponering"))).filter(lambda r: r.aar == aar)
        for r in t.to_pyarrow().to_pylist():
            linje = samlet[(r["kilde"], r["ydelse_id"])]
            linje[0] += r["disponeret"]
            linje[1] += r["disponeret"] if r["maaned"] <= til else _NUL
    t = disponering.forbrug(egne(data.tabel("afregning")), data.kommune.kode).filter(lambda r: (r.aar == aar) & (r.maaned <= til))
    for r in t.to_pyarrow().to_pylist():
        samlet[(r["kilde"], r["ydelse_id"])][2] += r["forbrug"]
    return {k: (v[0], v[1], v[2]) for k, v in samlet.items()}


def _opfoelgning(data: Dataset, bevillinger: set[str]) -> dict[str, date]:
    """The date of the next follow-up by grant, of those grants at least."""
    if not data.har("bevilling"):
        return {}
    t = data.tabel("bevilling").filter(lambda r: r.opfoelgning_dato.notnull(), *_kun("bevilling_id", bevillinger))
    return {r["bevilling_id"]: r["opfoelgning_dato"] for r in t.select("bevilling_id", "opfoelgning_dato").to_pyarrow().to_pylist()}


def _kun(kolonne: str, ider: set[str]) -> list[Callable[[ibis.Table], ibis.BooleanValue]]:
    """The condition that the column is one of a few; of many the engine gives all, for a condition that long costs more than the rows."""
    return [lambda r: r[kolonne].isin(sorted(ider))] if len(ider) <= _FAA else []


def fylder_18(data: Dataset, borgere: set[str], til: date) -> dict[str, date]:
    """Those of the citizens whose 18th birthday lies after the cut-off and no later than `til`."""
    if not data.har("borger"):
        return {}
    t = data.tabel("borger").filter(lambda r: r.foedselsdato.notnull(), *_kun("borger_id", borgere)).select("borger_id", "foedselsdato").distinct()
    dage = {}
    for r in t.to_pyarrow().to_pylist():
        foedt = r["foedselsdato"]
        dag = date(foedt.year + 18, 3, 1) if (foedt.month, foedt.day) == (2, 29) else foedt.replace(year=foedt.year + 18)
        if r["borger_id"] in borgere and data.per < dag <= til:
            dage[r["borger_id"]] = dag
    return dage
