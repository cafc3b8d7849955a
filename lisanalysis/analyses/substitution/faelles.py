"""This municipality together with others, by their own rows or by the aggregates they have shared: one pooled study."""

from __future__ import annotations

from collections.abc import Sequence
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
from lisanalysis.tables import Dataset, MissingTable

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


def faelles(data: Dataset, p: Parametre, g: Grundlag, s: Serier, politik: str | None, andre: Sequence[Dataset] = ()) -> Faelles | None:
    """The municipality's own counts with the others': of those opened with it (`andre`) from their own rows, of the rest by the
    aggregates they have shared. None where there are no others.

    An aggregate of a municipality whose own rows are here is left out for them. A decision of the others is that of their own kommune.yaml,
    unless `andre_beslutninger` says otherwise.
    """
    import pandas as pd

    if not andre and not data.har(TABEL):
        return None
    kode = data.kommune.kode
    rammer, beslutninger, utalte = _af_raekker(andre, p)
    delte = _af_filer(data, (kode, *(d.kommune.kode for d in andre)))
    beslutninger |= {b[:4]: maaned_for(date.fromisoformat(b[5:])) for b in p.andre_beslutninger}
    ukendte = tuple(sorted(set(beslutninger) - set(delte["kommune"]) - {kode, *(d.kommune.kode for d in andre)}))
    beslutninger.pop(kode, None)
    if politik is not None:
        beslutninger[kode] = politik
    alle = pd.concat([aggregat(g, s, kode, p.befolkning), *rammer, delte], ignore_index=True)
    return _samlet(alle, beslutninger, (g.par.a, g.par.b), kode, ukendte, utalte)


def _af_filer(data: Dataset, uden: Sequence[str]) -> pd.DataFrame:
    """The rows that other municipalities have shared, but for those in `uden`."""
    import pandas as pd

    if not data.har(TABEL):
        return pd.DataFrame(columns=list(KOLONNER))
    t = data.tabel(TABEL)
    return t.filter(t.kommune.notin(uden)).select(*KOLONNER).distinct().order_by(*KOLONNER[:3]).execute()


def _af_raekker(andre: Sequence[Dataset], p: Parametre) -> tuple[list[pd.DataFrame], dict[str, str], dict[str, str]]:
    """The others' aggregates counted from their rows, the month of each one's decision, and why one could not be counted, by code."""
    befolkning = {b[:4]: int(b[5:]) for b in p.andre_befolkning}
    rammer, beslutninger, utalte = [], {}, {}
    for d in andre:
        kode = d.kommune.kode
        deres = med_kommunens(p.model_copy(update={"beslutning": [], "beslutning_kilde": "", "registreringsskift": []}), d.kommune)
        try:
            g = find(d, deres)
        except (Mangler, MissingTable) as fejl:
            utalte[kode] = "der mangler " + ", ".join(fejl.navne)
            continue
        if g is None:
            utalte[kode] = "der er kun posteringer, og undersøgelsen kræver ophold"
            continue
        rammer.append(aggregat(g, serier(g.egne, g, d.per, hul=p.hul, horisont=p.horisont), kode, befolkning.get(kode, 0)))
        if deres.beslutning:
            beslutninger[kode] = maaned_for(date.fromisoformat(deres.beslutning[0]))
    return rammer, beslutninger, utalte


def _samlet(
    alle: pd.DataFrame, beslutninger: dict[str, str], par: tuple[str, str], egen: str, ukendte: tuple[str, ...], utalte: dict[str, str]
) -> Faelles:  # fmt: skip
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
    raekker += [(kode, None, None, None, None, beslutninger.get(kode, ""), UDE, hvorfor) for kode, hvorfor in utalte.items()]
    kolonner = ["kommune", "fra", "til", "starter_a", "starter_b", "beslutning", "rolle", "bemaerkning"]
    samlet = pulje(med or [alle.head(0)], beslutninger, a=par[0], b=par[1])
    return Faelles(samlet, pd.DataFrame(raekker, columns=kolonner).astype({"starter_a": "Int64", "starter_b": "Int64"}), ukendte)


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
