"""This municipality together with those whose aggregates it has been given, or several Datasets together: one pooled study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.substitution.aggregat import KOLONNER, aggregat
from lisanalysis.analyses.substitution.erklaering import Parametre, med_kommunens
from lisanalysis.analyses.substitution.estimat import maaned_for
from lisanalysis.analyses.substitution.grundlag import Grundlag, Mangler, find
from lisanalysis.analyses.substitution.pulje import pulje
from lisanalysis.analyses.substitution.serier import Serier, serier
from lisanalysis.errors import DataError
from lisanalysis.tables import Dataset, Samling

if TYPE_CHECKING:
    import pandas as pd

TABEL = "aggregat"
EGEN, BESLUTTET, SAMMENLIGNING, UDE = "egen", "beslutning", "sammenligning", "holdt ude"


@dataclass(frozen=True)
class Faelles:
    """The pooled `theta_s` and `theta_d`, and one row per municipality: months, starts, decision, part played, and why it was held out."""

    konklusioner: dict[str, Konklusion]
    kommuner: pd.DataFrame
    ukendte: tuple[str, ...] = ()

    def antal(self, *roller: str) -> int:
        """How many municipalities play one of the parts."""
        return int(self.kommuner["rolle"].isin(roller).sum())


def faelles(data: Dataset, p: Parametre, g: Grundlag, s: Serier, politik: str | None) -> Faelles | None:
    """The municipality's own counts with the other municipalities' aggregates; None where none has been delivered.

    Rows of the municipality itself among the others' are left out for its own counts of today.
    """
    import pandas as pd

    if not data.har(TABEL):
        return None
    par, kode = (g.par.a, g.par.b), data.kommune.kode
    t = data.tabel(TABEL)
    andre = t.filter(t.kommune != kode).select(*KOLONNER).distinct().order_by(*KOLONNER[:3]).execute()
    beslutninger = {b[:4]: maaned_for(date.fromisoformat(b[5:])) for b in p.andre_beslutninger}
    ukendte = tuple(sorted(set(beslutninger) - set(andre["kommune"]) - {kode}))
    beslutninger.pop(kode, None)
    if politik is not None:
        beslutninger[kode] = politik
    alle = pd.concat([aggregat(g, s, kode, p.befolkning), andre], ignore_index=True)
    return _samlet(alle, beslutninger, par, kode, ukendte)


def pulje_samlet(samling: Samling, p: Parametre, befolkning: Mapping[str, int]) -> dict[str, Konklusion]:
    """theta_s and theta_d over municipalities opened together: the same question to each, `befolkning` its inhabitants of 18-66 by code.

    A municipality's decision is that of its own kommune.yaml, or the one in `andre_beslutninger`; `beslutning` would be everybody's.
    Raises DataError where that is given, where inhabitants are missing, or as `pulje_af`.
    """
    if p.beslutning:
        raise DataError("Flere kommuner samlet: 'beslutning' kan ikke gælde dem alle. Skriv hver kommunes i dens kommune.yaml eller i 'andre_beslutninger'.")
    if uden := [d.kommune.navn for d in samling if not befolkning.get(d.kommune.kode)]:
        raise DataError(f"Flere kommuner samlet: befolkning mangler for {', '.join(uden)}. Angiv den efter kommunekode.")
    datoer = {b[:4]: b[5:] for b in p.andre_beslutninger}
    egne = {k: {"beslutning": [datoer[k]] if k in datoer else [], "befolkning": befolkning[k]} for k in (d.kommune.kode for d in samling)}
    return pulje_af((d, p.model_copy(update=egne[d.kommune.kode])) for d in samling)


def pulje_af(dele: Iterable[tuple[Dataset, Parametre]]) -> dict[str, Konklusion]:
    """theta_s and theta_d over several municipalities' Datasets, each with its own parameters: its decision and its inhabitants.

    Raises DataError where one has no stays on both sides, where two are the same municipality, or where they ask about different pairs.
    """
    rammer, beslutninger, par = [], {}, set()
    for data, p in dele:
        kode, p = data.kommune.kode, med_kommunens(p, data.kommune)
        if kode in beslutninger:
            raise DataError(f"{data.kommune.navn}: kommunekoden {kode} er der to gange. Ret 'kode' i kommune.yaml.")
        try:
            g = find(data, p)
        except Mangler as fejl:
            raise DataError(f"{data.kommune.navn}: der mangler {fejl}.") from None
        if g is None:
            raise DataError(f"{data.kommune.navn}: der er kun posteringer; fællesundersøgelsen kræver ophold.")
        par.add((g.par.a, g.par.b))
        s = serier(g.egne, g, data.per, hul=p.hul, horisont=p.horisont)
        rammer.append(aggregat(g, s, kode, p.befolkning))
        beslutninger[kode] = maaned_for(date.fromisoformat(p.beslutning[0])) if p.beslutning else ""
    if len(par) != 1:
        raise DataError("Kommunerne skal have de samme 'a' og 'b', og der skal være mindst én kommune.")
    a, b = par.pop()
    return pulje(rammer, {k: m for k, m in beslutninger.items() if m}, a=a, b=b)


def _samlet(alle: pd.DataFrame, beslutninger: dict[str, str], par: tuple[str, str], egen: str, ukendte: tuple[str, ...]) -> Faelles:
    import pandas as pd

    alle = alle[alle["paragraf"].isin(par) | ~alle["kommune"].isin(alle.loc[alle["paragraf"].isin(par), "kommune"])]
    raekker, med = [], []
    for kode, t in alle.groupby("kommune"):
        hvorfor = _holdt_ude(t, par)
        if not hvorfor:
            med.append(t)
        rolle = UDE if hvorfor else BESLUTTET if kode in beslutninger else SAMMENLIGNING
        starter = [int(t.loc[t["paragraf"] == n, "starter"].sum()) for n in par]
        raekker.append((kode, t["periode"].min(), t["periode"].max(), *starter, beslutninger.get(kode, ""), rolle, hvorfor or EGEN * (kode == egen)))
    kolonner = ["kommune", "fra", "til", "starter_a", "starter_b", "beslutning", "rolle", "bemaerkning"]
    samlet = pulje(med or [alle.head(0)], beslutninger, a=par[0], b=par[1])
    return Faelles(samlet, pd.DataFrame(raekker, columns=kolonner), ukendte)


def _holdt_ude(t: pd.DataFrame, par: tuple[str, str]) -> str:
    """Why a municipality's rows cannot be used; empty where they can."""
    if set(par) - set(t["paragraf"]):
        return "har ikke tal for begge sider"
    if t["befolkning"].isna().any() or (t["befolkning"].astype(float) <= 0).any():
        return "befolkning er ikke oplyst"
    if t.duplicated(["periode", "paragraf"]).any():
        return "to filer siger ikke det samme om en måned"
    if (t["starter"].astype(float) < 0).any():
        return "et antal er negativt"
    return ""
