"""The persons behind the series: who has both at once, who went from one to the other and where, and what became of those who left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses.substitution.grundlag import Grundlag
from lisanalysis.domain import periode
from lisanalysis.measures import episoder, panel, samtidig
from lisanalysis.measures.refusionsdoegn import reformdatoer
from lisanalysis.statistik.forloeb import Andel, binomial, forskydning, kumuleret
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

INDEN = (30, 90, 180)
HOVED = 90
_DOED = "90"


@dataclass(frozen=True)
class Forloeb:
    """`begge`: nights in both, a row per overlap. `overgange`: moves within 90 days with both providers. `efter`: what follows an end in a.

    `skift` is the change of efterforsorg's share of the nights from before `skiftedato` to after, None where b has no such nights.
    """

    begge: pd.DataFrame
    overgange: pd.DataFrame
    afsluttede: int
    efter: pd.DataFrame
    skift: Andel | None
    skiftedato: str
    mix: pd.DataFrame


def forloeb(data: Dataset, g: Grundlag, politik: str | None, hul: int) -> Forloeb:
    """All that is counted person by person over the months described."""
    fra, til = periode.foerste(g.fra), periode.sidste(g.til)
    e = episoder.episoder(g.egne, hul=hul)
    begge = samtidig.naetter_i_begge(e, g.par.a, g.par.b, fra, til).order_by("borger_id", "fra").execute()
    afsluttet = e.filter(e.gruppe == g.par.a, e.til_dato >= fra, e.til_dato <= til)
    slut = afsluttet.select("borger_id", slut_dato="til_dato").order_by("borger_id", "slut_dato").execute()
    skiftedato = _skiftedato(g, politik)
    mix = _mix(g, fra, til, hul)
    return Forloeb(
        begge, _overgange(g, e, fra, til), len(slut), _efter(data, g, e, slut, politik), _skift(mix, skiftedato), skiftedato,
        _mix_tabel(mix, skiftedato),
    )  # fmt: skip


def _overgange(g: Grundlag, e, fra: date, til: date) -> pd.DataFrame:
    """The moves with where from and where to, by the stays that end and begin on those days."""
    t = samtidig.overgange(e, g.par.a, g.par.b, fra, til, inden=HOVED).order_by("slut_dato", "borger_id").execute()
    sted = g.egne.select("borger_id", "gruppe", "fra_dato", "til_dato", "leverandoer").execute()
    fra_sted = _sted(sted[sted["gruppe"] == g.par.a], "til_dato", "slut_dato", "fra_sted")
    til_sted = _sted(sted[sted["gruppe"] == g.par.b], "fra_dato", "start_dato", "til_sted")
    t = t.merge(fra_sted, how="left", on=["borger_id", "slut_dato"]).merge(til_sted, how="left", on=["borger_id", "start_dato"])
    return t[["borger_id", "slut_dato", "fra_sted", "start_dato", "til_sted", "dage"]]


def _sted(sted: pd.DataFrame, dag: str, som: str, navn: str) -> pd.DataFrame:
    foerste = sted.sort_values("leverandoer").drop_duplicates(["borger_id", dag])
    return foerste[["borger_id", dag, "leverandoer"]].rename(columns={dag: som, "leverandoer": navn})


def _efter(data: Dataset, g: Grundlag, e, slut: pd.DataFrame, politik: str | None) -> pd.DataFrame:
    """The share of ended stays in a that b followed within 30, 90 and 180 days, before and after the decision; the rest competing."""
    import pandas as pd

    starter = e.select("borger_id", "gruppe", "fra_dato").execute()
    doede = _doede(data)
    forste = [_foerste(r.borger_id, r.slut_dato, starter, doede, g, data.per) for r in slut.itertuples()]
    slut = slut.assign(dage=[f[0] for f in forste], haendelse=[f[1] for f in forste])
    maaned = slut["slut_dato"].astype(str).str[:7]
    dele = {"hele perioden": slut} if politik is None else {"før": slut[maaned < politik], "efter": slut[maaned >= politik]}
    raekker = []
    for navn, t in dele.items():
        for inden in INDEN:
            a = kumuleret(list(t["dage"]), list(t["haendelse"]), inden)
            raekker.append((navn, inden, a.n if a else 0, a.vaerdi if a else None, a.lav if a else None, a.hoej if a else None))
    return pd.DataFrame(raekker, columns=["del_", "inden", "antal", "andel", "lav95", "hoej95"])


def _foerste(borger: str, dag, starter: pd.DataFrame, doede: dict, g: Grundlag, per: date) -> tuple[int, int]:
    """Days to the first that follows, and what it is: 1 b, 2 anything else or death, 0 nothing by `per`."""
    egne = starter[(starter["borger_id"] == borger) & (starter["fra_dato"] >= dag)]
    til_b = egne.loc[egne["gruppe"] == g.par.b, "fra_dato"].min()
    andet = egne.loc[(egne["gruppe"] != g.par.b) & ((egne["gruppe"] != g.par.a) | (egne["fra_dato"] > dag)), "fra_dato"].min()
    kandidater = [(d, nr) for d, nr in ((til_b, 1), (andet, 2), (doede.get(borger), 2)) if d is not None and d == d]
    slut = _dag(dag)
    if not kandidater:
        return max((per - slut).days, 0), 0
    foerst, slags = min(((_dag(d), nr) for d, nr in kandidater))
    return (max((foerst - slut).days, 0), slags) if foerst <= per else (max((per - slut).days, 0), 0)


def _doede(data: Dataset) -> dict:
    if not data.har("borger"):
        return {}
    b = data.tabel("borger")
    t = b.filter(b.cpr_status == _DOED, b.cpr_status_dato.notnull()).select("borger_id", "cpr_status_dato").execute()
    return dict(zip(t["borger_id"], t["cpr_status_dato"], strict=True))


def _skiftedato(g: Grundlag, politik: str | None) -> str:
    """What before and after means for the mix of nights: the decision, else the reform, else the middle of the months."""
    reformer = [periode.maaned(d) for d in reformdatoer()] if g.reform else []
    return next((m for m in (politik, *reformer) if m and g.fra < m <= g.til), g.maaneder[len(g.maaneder) // 2])


def _mix(g: Grundlag, fra: date, til: date, hul: int) -> pd.DataFrame:
    """Nights per citizen, kind and month of b, where the stays say which kind they are."""
    t = g.egne.filter(g.egne.gruppe == g.par.b, g.egne.doegntype.notnull())
    e = episoder.episoder(t.mutate(gruppe=t.doegntype), hul=hul)
    return panel.borgermaaneder(e, fra, til).order_by("borger_id", "gruppe", "periode").execute()


def _skift(mix: pd.DataFrame, dato: str) -> Andel | None:
    if mix.empty:
        return None
    efterforsorg = mix["doegn"].where(mix["gruppe"] == "efterforsorg", 0)
    t = mix.assign(del_=efterforsorg, efter=mix["periode"] >= dato).groupby(["borger_id", "efter"])[["del_", "doegn"]].sum().unstack(fill_value=0)
    if set(mix["periode"] >= dato) != {True, False}:
        return None
    foer, efter = ([t[k, e].to_numpy(float) for k in ("del_", "doegn")] for e in (False, True))
    return forskydning(*foer, *efter)


def _mix_tabel(mix: pd.DataFrame, dato: str) -> pd.DataFrame:
    """Per period: nights of each kind, efterforsorg's share of them, and the share of citizens who had any, with the exact interval."""
    import pandas as pd

    raekker = []
    for navn, t in (("før", mix[mix["periode"] < dato]), ("efter", mix[mix["periode"] >= dato])):
        doegn = {k: int(t.loc[t["gruppe"] == k, "doegn"].sum()) for k in ("forsorg", "efterforsorg")}
        alle = sum(doegn.values())
        b = binomial(t.loc[t["gruppe"] == "efterforsorg", "borger_id"].nunique(), t["borger_id"].nunique())
        raekker.append((navn, doegn["forsorg"], doegn["efterforsorg"], doegn["efterforsorg"] / alle if alle else None,
                        b.n if b else 0, b.vaerdi if b else None, b.lav if b else None, b.hoej if b else None))  # fmt: skip
    kolonner = ["del_", "forsorg", "efterforsorg", "andel_doegn", "borgere", "andel_borgere", "lav95", "hoej95"]
    return pd.DataFrame(raekker, columns=kolonner)


def _dag(v) -> date:
    return v.date() if hasattr(v, "date") else v
