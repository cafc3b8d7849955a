"""Takes a Dataset down to the rows of the citizens that a person may see.

A citizen is a caseworker's or a unit's when a case, grant or service says so and had not ended before the first of January of
the year of the newest delivery. An older cut-off date shows the same citizens as they stood then, so that nobody gets at former
citizens by looking back. All the citizen's rows follow: whoever handles a case needs the whole of it. A row without a citizen is
nobody's, and a table that is about persons but leads to no citizen is shown to nobody but those who see everything.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING

from lisanalysis.access.adgang import Adgang
from lisanalysis.tables import Dataset, Table

if TYPE_CHECKING:
    import ibis

# Where it stands who handles a citizen, and the columns that say from when to when.
SAGSTABELLER = {"sag": "lukket_dato", "bevilling": "slut_dato", "ydelse": "slut_dato"}
# How a row without a citizen of its own leads to one.
_VEJ = {"ydelse_id": "ydelse", "bevilling_id": "bevilling", "sag_id": "sag"}


def personlig(tabel: Table) -> bool:
    """Whether the table is about persons."""
    return any(k.foelsomhed == "personlig" for k in tabel.kolonner)


def vej(tabel: Table) -> tuple[str, str] | None:
    """The column and the table by which rows without a citizen of their own lead to one."""
    return next(((noegle, via) for noegle, via in _VEJ.items() if noegle in tabel), None)


def par(tabel: Table) -> tuple[str, str] | None:
    """The two columns of a table whose rows are pairs of citizens."""
    return ("borger_a", "borger_b") if "borger_a" in tabel else None


def begraens(data: Dataset, adgang: Adgang, nyeste: date) -> Dataset:
    """The same data with the person's rows only; unchanged for one who sees everything. Raises AccessError for no rows."""
    adgang.kraev_raekker()
    if adgang.alle:
        return data
    egne = borgere(data, adgang, nyeste)
    return replace(data, udsnit=lambda tabel, t: _udsnit(data, egne, tabel, t), adgang=str(adgang),
                   version=f"{data.version}-{adgang.maerke}")  # fmt: skip


def borgere(data: Dataset, adgang: Adgang, nyeste: date) -> ibis.Table:
    """The citizens (`borger_id`, distinct) within the person's limits, as the newest delivery (cut off at `nyeste`) has them."""
    import ibis

    data = replace(data, udsnit=None, per=nyeste)
    enheder = _enheder(data, adgang)
    folk = adgang.sagsbehandlere | _ansatte(data, enheder)
    fundne = [_sagens(data, navn, slut, folk, enheder, adgang.distrikter) for navn, slut in SAGSTABELLER.items() if data.har(navn)]
    tomme = ibis.memtable({"borger_id": [None]}, schema={"borger_id": "string"}).filter(ibis.literal(False))
    return reduce(lambda a, b: a.union(b), fundne).distinct() if fundne else tomme


def _sagens(data: Dataset, navn: str, slut: str, folk: frozenset[str], enheder: frozenset[str], distrikter: frozenset[str]) -> ibis.Table:
    """The citizens whose rows in one table are active and bear one of the limits."""
    import ibis

    t = data.tabel(navn)
    baerer = [(kolonne, vaerdier) for kolonne, vaerdier in
              (("sagsbehandler", folk), ("organisation", enheder), ("distrikt", distrikter)) if kolonne in t.columns]  # fmt: skip
    graense = reduce(lambda a, b: a | b, [t[k].isin(sorted(v)) if v else ibis.literal(False) for k, v in baerer])
    aktiv = t[slut].isnull() | (t[slut] >= date(data.per.year, 1, 1))
    if "status" in t.columns:
        aktiv &= t.status.isnull() | (t.status != "annulleret")
    return t.filter(graense, aktiv, t.borger_id.notnull()).select("borger_id")


def _enheder(data: Dataset, adgang: Adgang) -> frozenset[str]:
    """The person's units, those of their districts, and every unit below."""
    fundne = set(adgang.organisationer)
    if not data.har("organisation") or not (fundne or adgang.distrikter):
        return frozenset(fundne)
    linjer = data.tabel("organisation").select("organisation", "overordnet", "distrikt").to_pyarrow().to_pylist()
    fundne |= {r["organisation"] for r in linjer if r["distrikt"] in adgang.distrikter}
    while under := {r["organisation"] for r in linjer if r["overordnet"] in fundne} - fundne:
        fundne |= under
    return frozenset(fundne)


def _ansatte(data: Dataset, enheder: frozenset[str]) -> frozenset[str]:
    """The caseworkers who belong to the units at the cut-off date."""
    if not enheder or not data.har("sagsbehandler"):
        return frozenset()
    t = data.tabel("sagsbehandler")
    nu = (t.gyldig_fra_dato.isnull() | (t.gyldig_fra_dato <= data.per), t.gyldig_til_dato.isnull() | (t.gyldig_til_dato >= data.per))
    linjer = t.filter(t.organisation.isin(sorted(enheder)), *nu).select("sagsbehandler").distinct().to_pyarrow().to_pylist()
    return frozenset(r["sagsbehandler"] for r in linjer)


def _udsnit(data: Dataset, egne: ibis.Table, tabel: Table, t: ibis.Table) -> ibis.Table:
    """The rows of one table that belong to the citizens."""
    import ibis

    if not personlig(tabel):
        return t
    if "borger_id" in tabel:
        return t.semi_join(egne, "borger_id")
    if begge := par(tabel):  # a pair is shown to one who has both
        a, b = begge
        return t.semi_join(egne, [(a, "borger_id")]).semi_join(egne, [(b, "borger_id")])
    if (led := vej(tabel)) and data.har(led[1]):
        noegle, via = led
        return t.semi_join(data.tabel(via).semi_join(egne, "borger_id").select("kilde", noegle).distinct(), ["kilde", noegle])
    return t.filter(ibis.literal(False))
