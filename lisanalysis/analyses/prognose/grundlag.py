"""What the forecast rests on, taken out of the Dataset once: every movement of money led to its case, and every case with its parts.

Money comes from the ledger where there is one, else from effected settlements, by the same measures as every other report.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose.orden import i_orden
from lisanalysis.analyses.prognose.sager import dele, fylder_18
from lisanalysis.measures import disponering
from lisanalysis.measures.udgift import udgift
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

UDEN_PARAGRAF, UDEN_SAGSBEHANDLER, UDEN_BORGER = "uden paragraf", "uden sagsbehandler", "uden borger"
BLAD = ["konto", "paragraf", "sagsbehandler", "borger_id"]
# A movement is called a one-off when it is at least so large, and so many times the largest other month of the citizen on the account.
ENGANGS_KR, ENGANGS_GANGE = 500_000, 6


@dataclass(frozen=True)
class Grundlag:
    """The frames; money in `bevaegelser` is exact, in `betalt` it is for prices alone.

    bevaegelser: aar, maaned, dato (when it was known), the leaf's four columns, sag (−1: none), beloeb, kr (float), engangs, and henvist: whether
    it leads to a settlement (an invoice paid straight in the ledger does not).
    dele: one row per part of a case (see `sager.dele`). betalt: ydelse, konto, periode_fra, periode_til, dato, kr, doegn, pris, daekker.
    ramme: the frame activity by konto, paragraf and month (nr). takster: leverandoer_cvr, slags, fra and takst.
    """

    per: date
    bevaegelser: pd.DataFrame
    dele: pd.DataFrame
    betalt: pd.DataFrame
    fylder_18: pd.Series
    disponeret: pd.DataFrame
    ramme: pd.DataFrame
    takster: pd.DataFrame
    data_fra: date
    fra_oekonomi: bool

    @property
    def aar(self) -> list[int]:
        """The years with money, oldest first."""
        return sorted(int(a) for a in self.bevaegelser["aar"].unique())

    def __repr__(self) -> str:
        return f"<Grundlag: {len(self.bevaegelser)} bevægelser, {len(self.dele)} dele>"


def grundlag(data: Dataset, dranst: list[str]) -> Grundlag:
    """All that is known on `data.per`, of the accounts with these dranst (none: all)."""
    del_ = dele(data)
    afregnet = _afregnet(data, dranst)
    bogfoert = _bogfoert(data, dranst) if data.har("postering") else None
    if bogfoert is not None:
        afregnet = _betalingsdag(afregnet, bogfoert)
    bevaegelser = _bevaegelser(afregnet if bogfoert is None else _foer_til_ydelse(bogfoert, afregnet), del_)
    return Grundlag(
        data.per, bevaegelser, del_, _betalt(afregnet), fylder_18(data),
        _disponeret(data, del_), _ramme(data, dranst), _takster(data), min(bevaegelser["dato"].min(), afregnet["periode_fra"].min()) if len(afregnet) else data.per, bogfoert is not None,
    )  # fmt: skip


def _afregnet(data: Dataset, dranst: list[str]) -> pd.DataFrame:
    import pandas as pd

    t = data.tabel("afregning").filter(lambda r: r.status.isin(list(disponering.BETALT)))
    kolonner = ["kilde", "ydelse_id", "borger_id", "paragraf", "konto", "periode_fra_dato", "periode_til_dato", "disposition_dato",
                "afregningstype", "henvisningsnr", "beloeb"]  # fmt: skip
    f = i_orden(t.select(kolonner)).rename(columns={"periode_fra_dato": "periode_fra", "periode_til_dato": "periode_til"})
    f["konto"] = f["konto"].fillna("uden konto")
    if dranst:
        f = f[[k[5:6] in dranst or not k.isdigit() for k in f["konto"]]].reset_index(drop=True)
    for k in ("periode_fra", "periode_til", "disposition_dato"):
        f[k] = pd.to_datetime(f[k])
    f["ydelse"] = f["kilde"] + "/" + f["ydelse_id"].fillna("")
    f["dato"] = f["disposition_dato"].fillna(f["periode_til"])
    f["aar"], f["maaned"] = f["periode_fra"].dt.year, f["periode_fra"].dt.month
    f["kr"] = f["beloeb"].astype(float)
    f["doegn"] = ((f["periode_til"] - f["periode_fra"]).dt.days + 1).where(f["afregningstype"] == "udgift", 0)
    return f


def _bogfoert(data: Dataset, dranst: list[str]) -> pd.DataFrame:
    """Spending as the measure has it, by citizen, reference and day."""
    import pandas as pd

    rows = udgift(data.tabel("postering"), noegler=("konto", "borger_id", "henvisningsnr", "posterings_dato"), dranst=dranst)
    f = i_orden(rows).rename(columns={"posterings_dato": "dato"})
    f["dato"] = pd.to_datetime(f["dato"])
    f["konto"] = f["konto"].fillna("uden konto")
    return f


def _betalingsdag(afregnet: pd.DataFrame, bogfoert: pd.DataFrame) -> pd.DataFrame:
    """The day a settlement stood in the ledger; where the two share few references, the settlement's own day is kept."""
    import pandas as pd

    dage = bogfoert.dropna(subset=["henvisningsnr"]).groupby("henvisningsnr")["dato"].min()
    fundet = afregnet["henvisningsnr"].map(dage)
    if not len(afregnet) or fundet.notna().mean() < 0.5:
        return afregnet
    return afregnet.assign(dato=pd.to_datetime(fundet)).dropna(subset=["dato"])


def _foer_til_ydelse(bogfoert: pd.DataFrame, afregnet: pd.DataFrame) -> pd.DataFrame:
    """The ledger's movements with the measure that their reference leads to."""
    kendte = afregnet.dropna(subset=["henvisningsnr"]).drop_duplicates("henvisningsnr").set_index("henvisningsnr")
    nr = bogfoert["henvisningsnr"]
    return bogfoert.assign(ydelse=nr.map(kendte["ydelse"]), paragraf=nr.map(kendte["paragraf"]))


def _bevaegelser(rows: pd.DataFrame, del_: pd.DataFrame) -> pd.DataFrame:
    """The movements on their leaves: by the measure, else by the citizen's measure on the account, else `uden`."""
    nyeste = del_.sort_values("fra", kind="stable").drop_duplicates("ydelse", keep="last").set_index("ydelse")
    paa_konto = del_.sort_values("fra", kind="stable").drop_duplicates(["borger_id", "konto"], keep="last").set_index(["borger_id", "konto"])
    f = rows[["aar", "maaned", "dato", "konto", "borger_id", "ydelse", "paragraf", "beloeb"]].copy()
    par = list(zip(f["borger_id"], f["konto"], strict=True))
    for kolonne in ("sagsbehandler", "paragraf", "sag"):
        efter_borger = paa_konto[kolonne].reindex(par).to_numpy()
        fundet = f["ydelse"].map(nyeste[kolonne])
        if kolonne == "paragraf":
            fundet = fundet.fillna(f["paragraf"])
        f[kolonne] = fundet.where(fundet.notna(), efter_borger)
    f["sag"] = f["sag"].fillna(-1).astype(int)
    f["aar"], f["maaned"] = f["aar"].astype(int), f["maaned"].astype(int)
    f["kr"] = f["beloeb"].astype(float)
    f = f.assign(
        henvist=f["ydelse"].notna(), paragraf=f["paragraf"].fillna(UDEN_PARAGRAF), sagsbehandler=f["sagsbehandler"].fillna(UDEN_SAGSBEHANDLER), borger_id=f["borger_id"].fillna(UDEN_BORGER)
    )  # fmt: skip
    return f.assign(engangs=engangs(f)).drop(columns="ydelse")


def engangs(f: pd.DataFrame) -> pd.Series:
    """Whether a movement is a one-off: in a month that is large, and many times any other month of its citizen and account.

    Without a citizen the account's other such money is what it is held against, month by month and movement by movement.
    """
    par = ["borger_id", "konto"]
    i_maaneden = f.groupby([*par, "aar", "maaned"])["kr"].transform("sum").abs()
    store = i_maaneden > ENGANGS_KR
    enkelt = f["borger_id"].eq(UDEN_BORGER) & (f["kr"].abs() > ENGANGS_KR)
    if not (store | enkelt).any():
        return store
    maaneder = f.merge(f.loc[store, par].drop_duplicates(), on=par).groupby([*par, "aar", "maaned"])["kr"].sum().abs()
    andre = _naeststoerste(maaneder, f[par])
    maaned = store & (i_maaneden > ENGANGS_GANGE * andre)
    for_sig = maaned & (f["kr"].abs() > andre)  # the month's ordinary payment stays ordinary, where the two can be told apart
    kan_skilles = for_sig.groupby([f[k] for k in (*par, "aar", "maaned")]).transform("any")
    alene = f.loc[f["borger_id"] == UDEN_BORGER].set_index(par)["kr"].abs()
    return maaned & (for_sig | ~kan_skilles) | enkelt & (f["kr"].abs() > ENGANGS_GANGE * _naeststoerste(alene, f[par]))


def _naeststoerste(kr: pd.Series, rows: pd.DataFrame) -> np.ndarray:
    """For each row the second largest of the amounts that stand under its citizen and account (the first two levels); nil where there are not two."""
    naest = kr.sort_values(ascending=False).groupby(level=[0, 1]).nth(1)
    naest.index = naest.index.droplevel(list(range(2, naest.index.nlevels)))
    return naest.reindex(list(zip(*(rows[k] for k in rows.columns), strict=True))).fillna(0.0).to_numpy()


def _betalt(afregnet: pd.DataFrame) -> pd.DataFrame:
    """The settlements with the days they pay for; `pris` is false for regulations and one-offs, which say nothing of the price.

    A regulation may be the first payment of a period registered late: `daekker` is true for every line that pays for its days.
    """
    pris = (afregnet["afregningstype"] != "regulering") & ~engangs(afregnet)
    daekker = afregnet["afregningstype"].isin(["udgift", "regulering"]) & (afregnet["kr"] > 0)
    kolonner = ["ydelse", "konto", "periode_fra", "periode_til", "dato", "kr", "doegn", "pris", "daekker"]
    return afregnet.assign(pris=pris, daekker=daekker)[kolonner].reset_index(drop=True)


def _disponeret(data: Dataset, del_: pd.DataFrame) -> pd.DataFrame:
    """Set aside per year and leaf, exact; empty where no list of it has been delivered."""
    import pandas as pd

    if not data.har("disponering"):
        return pd.DataFrame(columns=["aar", *BLAD, "disponeret"])
    t = disponering.disponeret(data.tabel("disponering"))
    t = i_orden(t.group_by(["kilde", "ydelse_id", "aar"]).agg(disponeret=t.disponeret.sum()))
    nyeste = del_.sort_values("fra", kind="stable").drop_duplicates("ydelse", keep="last").set_index("ydelse")
    noegle = t["kilde"] + "/" + t["ydelse_id"]
    uden = {"konto": "uden konto", "paragraf": UDEN_PARAGRAF, "sagsbehandler": UDEN_SAGSBEHANDLER, "borger_id": UDEN_BORGER}
    for k in BLAD:
        t[k] = noegle.map(nyeste[k]).fillna(uden[k])
    return t[["aar", *BLAD, "disponeret"]]


def _ramme(data: Dataset, dranst: list[str]) -> pd.DataFrame:
    """What is paid as a frame and not per citizen, by account, paragraph and month (aar·12 + maaned − 1)."""
    import pandas as pd

    if not data.har("rammeaktivitet"):
        return pd.DataFrame(columns=["konto", "paragraf", "nr", "kr"])
    t = data.tabel("rammeaktivitet").filter(lambda r: r.beloeb.notnull())
    t = t.filter(lambda r: r.dranst.isin(dranst)) if dranst else t
    f = i_orden(t.group_by(["konto", "paragraf", "periode"]).agg(kr=t.beloeb.sum()))
    nr = [int(p[:4]) * 12 + int(p[5:7]) - 1 for p in f["periode"]]
    return f.assign(konto=f["konto"].fillna("uden konto"), paragraf=f["paragraf"].fillna(UDEN_PARAGRAF), nr=nr, kr=f["kr"].astype(float)).drop(columns="periode")


def _takster(data: Dataset) -> pd.DataFrame:
    """Each provider's takster with the day they hold from, told apart by tilbud, paragraph and service."""
    import pandas as pd

    if not data.har("tilbud_takst"):
        return pd.DataFrame({"leverandoer_cvr": [], "slags": [], "fra": pd.Series(dtype="datetime64[ns]"), "takst": []})
    f = i_orden(data.tabel("tilbud_takst").select("leverandoer_cvr", "tilbud_id", "paragraf", "ydelse", "gyldig_fra_dato", "takst"))
    slags = f["tilbud_id"].fillna("") + "|" + f["paragraf"].fillna("") + "|" + f["ydelse"].fillna("")
    return pd.DataFrame({"leverandoer_cvr": f["leverandoer_cvr"], "slags": slags, "fra": pd.to_datetime(f["gyldig_fra_dato"]), "takst": f["takst"].astype(float)})
