"""Missing and odd values, column by column: what an extract leaves empty, and what cannot be right."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.tables import Column, Dataset, Table

if TYPE_CHECKING:
    import ibis
    import pandas as pd

KOLONNER = (
    "tabel", "kolonne", "raekker", "tomme", "andel_tom", "uafklarede", "uden_for_aar", "ukendte_koder", "forskellige", "bemaerkning",
)
FOERSTE_AAR, SIDSTE_AAR = 1990, 2100
TOM = "er tom i alle rækker"
# People are born and move before the systems begin.
_FOERSTE_AAR = {"borger": 1890, "adressehistorik": 1890, "relation": 1890}


def profil(data: Dataset) -> pd.DataFrame:
    """One row per column of each delivered table; a check that does not apply to the column's type is empty."""
    import pandas as pd

    ud = [raekke for navn, tabel in data.leverede().items() for raekke in _tabel(data, navn, tabel)]
    return pd.DataFrame(ud, columns=list(KOLONNER)).astype(
        {k: "Int64" for k in ("raekker", "tomme", "uafklarede", "uden_for_aar", "ukendte_koder", "forskellige")}
    )


def _tabel(data: Dataset, navn: str, tabel: Table) -> list[dict]:
    """All the counts of a table in one query; a count over no rows is none, also where the engine says unknown."""
    t = data.tabel(navn)
    egne = [k for k in tabel.kolonner if k.foelsomhed != "identitet"]
    maal = {f"{k.navn}:{m}": udtryk.coalesce(0) for k in egne for m, udtryk in _maal(t, navn, k).items()}
    svar = t.agg(raekker=t.count(), **maal).execute().iloc[0]
    return [_raekke(navn, k, int(svar["raekker"]), {m: svar.get(f"{k.navn}:{m}") for m in KOLONNER}) for k in egne]


def _maal(t: ibis.Table, tabel: str, k: Column) -> dict[str, ibis.Value]:
    """What is counted of a column: always the empty, else what its type allows."""
    kol = t[k.navn]
    maal = {"tomme": t.count(where=kol.isnull())}
    if k.type == "paragraf":
        maal["uafklarede"] = t.count(where=kol.substr(0, 2) == "?-")
    if k.type == "dato":
        fra = date(_FOERSTE_AAR.get(tabel, FOERSTE_AAR), 1, 1)
        maal["uden_for_aar"] = t.count(where=(kol < fra) | (kol > date(SIDSTE_AAR, 12, 31)))
    if k.type == "kode":
        maal["forskellige"] = kol.nunique()
    if k.vaerdier:
        maal["ukendte_koder"] = t.count(where=kol.notin(list(k.vaerdier)))
    return maal


def _raekke(tabel: str, k: Column, raekker: int, maalt: dict) -> dict:
    tal = {m: None if v is None else int(v) for m, v in maalt.items()}
    andel = (Decimal(tal["tomme"]) / raekker).quantize(Decimal("0.000001")) if raekker else None
    return tal | {
        "tabel": tabel, "kolonne": k.navn, "raekker": raekker, "andel_tom": andel, "bemaerkning": _bemaerkning(k, raekker, tal)
    }


def _bemaerkning(k: Column, raekker: int, tal: dict) -> str:
    """What a person should think of the column; nothing where it is as it should be."""
    dele = []
    if k.paakraevet and tal["tomme"]:
        dele.append("skal være udfyldt")
    elif tal["tomme"] == raekker:
        dele.append(TOM)
    if tal["uafklarede"]:
        dele.append(f"paragraffer uden kendt lov: {dansk.tal(tal['uafklarede'])}")
    if tal["uden_for_aar"]:
        dele.append(f"umulige datoer: {dansk.tal(tal['uden_for_aar'])}")
    if tal["ukendte_koder"]:
        dele.append(f"ukendte koder: {dansk.tal(tal['ukendte_koder'])}")
    return "; ".join(dele)
