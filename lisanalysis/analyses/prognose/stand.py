"""What was known on a day: the cases that ran, what each costs a day, what had been delivered but not posted, and who started lately.

Nothing registered after the day is used, so that the same code makes today's forecast and those of the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.grundlag import BLAD, Grundlag

if TYPE_CHECKING:
    import pandas as pd

PRISDAGE = 92  # the days before a case's last payment that its price is read from
STARTER_MDR = 24  # months back that starts are taken from


@dataclass(frozen=True)
class Stand:
    """The state on `dag` for the year `aar`.

    forbrug: exact, by leaf, of the year up to the day. linjer: one row per open case and account: the leaf's columns, sag, type, alder
    (days run), loft (days left at most; inf), rate and bevilget (kroner a day, paid and granted). ikke_bogfoert: kroner by leaf. starter: one row per recent
    start and account: type, sag, forsinkelse (months), maaned (months before the day, 0 is the last), rate, konto, paragraf, ved_18.
    serier: kroner by konto and month up to the day without one-offs. oevrige: the same of what no case answers for. forbi_18: those who
    turned 18 lately and went on to nothing. ramme: the frame activity after the day. ny_takst: by provider, the next year's takst over the present
    one, where it has been delivered. sager: every case known, `ved_18` where it ended because a child grew up.
    """

    dag: pd.Timestamp
    aar: int
    forbrug: pd.DataFrame
    linjer: pd.DataFrame
    kommende: pd.DataFrame
    ikke_bogfoert: pd.DataFrame
    starter: pd.DataFrame
    sager: pd.DataFrame
    serier: pd.DataFrame
    oevrige: pd.DataFrame
    registreret: bool
    forbi_18: int
    ramme: pd.DataFrame
    ny_takst: pd.Series
    data_fra: pd.Timestamp


def stand(g: Grundlag, aar: int, dag: pd.Timestamp) -> Stand:
    """What was known on the day; ends that lie after it count as known only where the day is the newest there is."""
    import pandas as pd

    nyeste = dag >= pd.Timestamp(g.per)
    kendt = g.dele[(g.dele["registreret"].fillna(g.dele["fra"]) <= dag)]
    if not nyeste:
        kendt = kendt.assign(til=kendt["til"].where(kendt["til"] <= dag), sag_til=kendt["sag_til"].where(kendt["sag_til"] <= dag))
    begyndt = kendt[kendt["fra"] <= dag]
    priser = _priser(g.betalt[(g.betalt["dato"] <= dag) & g.betalt["pris"]])
    bev = g.bevaegelser[g.bevaegelser["dato"] <= dag]
    i_aar = bev[bev["aar"] == aar]
    linjer = _linjer(begyndt[begyndt["til"].isna() | (begyndt["til"] > dag)], priser, g, dag)
    return Stand(
        dag, aar,
        i_aar.groupby(BLAD)["beloeb"].sum().reset_index(),
        linjer,
        _kommende(kendt, priser, g, dag),
        _ikke_bogfoert(begyndt, priser, g.betalt[g.betalt["dato"] <= dag], i_aar, aar, dag),
        _starter(begyndt, priser, g, dag),
        _sager(begyndt, g),
        _serier(bev[~bev["engangs"]], dag),
        _serier(bev[~bev["engangs"] & (bev["sag"] < 0)], dag),
        bool(g.dele["registreret"].notna().mean() > 0.5),
        _forbi_18(begyndt, g, dag),
        g.ramme[g.ramme["nr"] > dag.year * 12 + dag.month - 1],
        _ny_takst(g, aar, dag),
        _som_dag(g.data_fra),
    )  # fmt: skip


def _priser(betalt: pd.DataFrame) -> pd.DataFrame:
    """Kroner a day by measure and account, net of the income that belongs to it, over the last days paid; prices move on 1 January, so
    an older year's are left out where the year has its own."""
    import pandas as pd

    sidste = betalt.groupby("ydelse")["periode_fra"].transform("max")
    f = betalt[(betalt["periode_fra"] > sidste - pd.Timedelta(days=PRISDAGE)) & (betalt["periode_fra"].dt.year == sidste.dt.year)]
    doegn = f[f["doegn"] > 0].drop_duplicates(["ydelse", "periode_fra", "periode_til"]).groupby("ydelse")["doegn"].sum()
    kr = f.groupby(["ydelse", "konto"])["kr"].sum().reset_index()
    kr["rate"] = kr["kr"] / kr["ydelse"].map(doegn)
    return kr.dropna(subset=["rate"])[["ydelse", "konto", "rate"]]


def _med_priser(dele: pd.DataFrame, priser: pd.DataFrame) -> pd.DataFrame:
    """The parts with one row per account they are paid on; one that has not been paid yet has its granted price.

    `bevilget` is the granted price on the measure's own account, and nothing on the others.
    """
    f = dele.merge(priser.rename(columns={"konto": "betalt_konto"}), on="ydelse", how="left")
    f["bevilget"] = f["dagspris"].where(f["betalt_konto"].isna() | (f["betalt_konto"] == f["konto"]), 0.0)
    f["konto"] = f["betalt_konto"].fillna(f["konto"])
    f["rate"] = f["rate"].fillna(f["dagspris"])
    return f.drop(columns="betalt_konto")


def _sager(begyndt: pd.DataFrame, g: Grundlag) -> pd.DataFrame:
    """One row per case. An end at 18 is the birthday's, not the case's own, and says nothing of how long the younger stay."""
    f = begyndt.drop_duplicates("sag", keep="last")
    ved_18 = f["barn"] & (f["sag_til"] - _atten(f, g)).dt.days.between(-31, 3)
    return f[["sag", "type", "sag_fra", "sag_til"]].assign(ved_18=ved_18)


def _linjer(aabne: pd.DataFrame, priser: pd.DataFrame, g: Grundlag, dag: pd.Timestamp) -> pd.DataFrame:
    import numpy as np

    f = _med_priser(aabne, priser)
    f["alder"] = (dag - f["sag_fra"]).dt.days + 1.0
    kendt_slut = (f["sag_til"] - dag).dt.days.to_numpy(float)
    atten = (_atten(f, g) - dag).dt.days.to_numpy(float) - 1
    til_18 = np.where(f["barn"] & (atten >= 0), atten, np.inf)
    f["kendt_slut"] = ~np.isnan(kendt_slut)
    f["loft"] = np.minimum(np.where(np.isnan(kendt_slut), np.inf, kendt_slut), til_18)
    f["fylder_18"] = til_18
    return f.reset_index(drop=True)


def _kommende(kendt: pd.DataFrame, priser: pd.DataFrame, g: Grundlag, dag: pd.Timestamp) -> pd.DataFrame:
    """Cases granted and registered that begin after the day; `om_dage` is days until then."""
    f = _med_priser(kendt[kendt["sag_fra"] > dag], priser)
    return f.assign(om_dage=(f["sag_fra"] - dag).dt.days - 1.0).reset_index(drop=True)


def _ikke_bogfoert(dele: pd.DataFrame, priser: pd.DataFrame, betalt: pd.DataFrame, i_aar: pd.DataFrame, aar: int, dag: pd.Timestamp) -> pd.DataFrame:
    """What the days of the year that nobody has paid for yet will cost, by leaf; an invoice without a settlement pays for its case's days."""
    import pandas as pd

    start = pd.Timestamp(aar, 1, 1)
    levende = dele[dele["til"].isna() | (dele["til"] >= start)].copy()
    levende["dage"] = (levende["til"].fillna(dag).clip(upper=dag) - levende["fra"].clip(lower=start)).dt.days + 1
    betalte = _betalte_dage(betalt[betalt["daekker"]], start, dag)
    alle = levende.groupby("ydelse")["dage"].sum()
    mangler = (alle - betalte.reindex(alle.index).fillna(0)).clip(lower=0)
    rows = _med_priser(levende.sort_values("fra", kind="stable").drop_duplicates("ydelse", keep="last"), priser)
    rows["kr"] = rows["rate"] * rows["ydelse"].map(mangler)
    faktureret = i_aar[~i_aar["henvist"] & ~i_aar["engangs"]].groupby("sag")["kr"].sum()
    skyldigt = rows.groupby("sag")["kr"].sum()
    rows["kr"] *= rows["sag"].map((1 - faktureret / skyldigt).clip(0, 1)).fillna(1.0)
    return rows.groupby(BLAD)["kr"].sum().reset_index()


def _betalte_dage(f: pd.DataFrame, fra: pd.Timestamp, til: pd.Timestamp) -> pd.Series:
    """Days between two days, both included, that some settlement of the measure pays for; a day that two lines pay for counts once."""
    import pandas as pd

    f = f[(f["periode_til"] >= fra) & (f["periode_fra"] <= til)].sort_values(["ydelse", "periode_fra", "periode_til"])
    foerste, sidste = f["periode_fra"].clip(lower=fra), f["periode_til"].clip(upper=til)
    foer = sidste.groupby(f["ydelse"]).cummax().groupby(f["ydelse"]).shift()
    foerste = foerste.where(foer.isna() | (foerste > foer), foer + pd.Timedelta(days=1))
    return ((sidste - foerste).dt.days + 1).clip(lower=0).groupby(f["ydelse"]).sum()


def _starter(begyndt: pd.DataFrame, priser: pd.DataFrame, g: Grundlag, dag: pd.Timestamp) -> pd.DataFrame:
    """The recent starts with month and delay; a start shortly after the own 18th birthday by one who had a child's measure is marked."""
    fra = max(dag - _maaneder(STARTER_MDR), _som_dag(g.data_fra))
    boern = begyndt[begyndt["barn"]].groupby("borger_id")["sag_fra"].min()
    nye = begyndt[(begyndt["sag_fra"] > fra) & (begyndt["fra"] == begyndt["sag_fra"])]
    f = _med_priser(nye, priser)
    f["maaned"] = (dag.year - f["sag_fra"].dt.year) * 12 + dag.month - f["sag_fra"].dt.month
    reg = f["sag_registreret"].fillna(f["sag_fra"])
    f["forsinkelse"] = ((reg.dt.year - f["sag_fra"].dt.year) * 12 + reg.dt.month - f["sag_fra"].dt.month).clip(lower=0)
    atten = _atten(f, g)
    efter = (f["sag_fra"] - atten).dt.days
    f["ved_18"] = efter.between(-31, 365) & (_dage_for(f, boern) < atten - _maaneder(1))
    return f.reset_index(drop=True)


def _forbi_18(begyndt: pd.DataFrame, g: Grundlag, dag: pd.Timestamp) -> int:
    """Citizens whose child's measure ended at their 18th birthday lately, and who have no adult one."""
    fra = max(dag - _maaneder(STARTER_MDR), _som_dag(g.data_fra))
    atten = _atten(begyndt, g)
    ved = begyndt["barn"] & atten.between(fra, dag) & (begyndt["sag_til"] - atten).dt.days.between(-31, 31)
    voksne = set(begyndt.loc[~begyndt["barn"] & (begyndt["fra"] >= atten - _maaneder(1)), "borger_id"])
    return len(set(begyndt.loc[ved, "borger_id"]) - voksne)


def _ny_takst(g: Grundlag, aar: int, dag: pd.Timestamp) -> pd.Series:
    """Next 1 January's takst over the day's, the median of a provider's services; only for takster that hold from after the day."""
    import pandas as pd

    t = g.takster.sort_values("fra", kind="stable")
    nu = t[t["fra"] <= dag].drop_duplicates("slags", keep="last").set_index("slags")
    ny = t[(t["fra"] > dag) & (t["fra"] <= pd.Timestamp(aar + 1, 1, 1))].drop_duplicates("slags", keep="last").set_index("slags")
    forhold = (ny["takst"] / nu["takst"].reindex(ny.index)).dropna()
    return forhold.groupby(ny["leverandoer_cvr"].reindex(forhold.index)).median()


def _serier(bev: pd.DataFrame, dag: pd.Timestamp) -> pd.DataFrame:
    """Kroner by month (rows, all months from the first to the day's) and konto (columns); month number is aar·12 + maaned − 1."""
    import pandas as pd

    nr = bev["aar"] * 12 + bev["maaned"] - 1
    t = bev.assign(nr=nr).pivot_table(index="nr", columns="konto", values="kr", aggfunc="sum", fill_value=0.0)
    slut = dag.year * 12 + dag.month - 1
    return t.reindex(range(int(nr.min()), slut + 1), fill_value=0.0) if len(nr) else pd.DataFrame()


def _atten(f: pd.DataFrame, g: Grundlag) -> pd.Series:
    """Each row's citizen's 18th birthday; unknown without CPR."""
    return _dage_for(f, g.fylder_18)


def _dage_for(f: pd.DataFrame, dage: pd.Series) -> pd.Series:
    """Each row's citizen's day in a list of days by citizen, which may be empty."""
    import pandas as pd

    return pd.Series(dage.reindex(f["borger_id"]).to_numpy(), index=f.index, dtype="datetime64[ns]")


def _maaneder(antal: int) -> pd.DateOffset:
    import pandas as pd

    return pd.DateOffset(months=antal)


def _som_dag(dag: object) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(dag)

