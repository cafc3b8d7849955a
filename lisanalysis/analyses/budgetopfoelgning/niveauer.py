"""Every level as the exact sum of the one below: municipality, area, account, paragraph, caseworker, citizen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.prognose import Efterproeve, Forudsigelse
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

NIVEAUER = ("kommune", "omraade", "konto", "paragraf", "sagsbehandler", "borger")
IKKE_FORDELT = "ikke fordelt"
KRONER = ("budget", "forbrug", "disponeret", "forventet")
KOLONNER = ("niveau", "noegle", "overliggende", *KRONER, "lav95", "hoej95")
_STI = ["konto", "paragraf", "sagsbehandler", "borger_id"]
_NUL, _OERE = Decimal("0.00"), Decimal("0.01")
_BOERN = "528"  # hovedfunktion 5.28: tilbud til børn og unge med særlige behov


@dataclass(frozen=True)
class Niveauer:
    """`frame` has one row per node in the columns of KOLONNER; `blade` its leaves, with the trend's part on `ikke fordelt`."""

    frame: pd.DataFrame
    blade: pd.DataFrame

    def raekke(self, noegle: str) -> pd.Series:
        """The node of that path."""
        return self.frame[self.frame["noegle"] == noegle].iloc[0]


def niveauer(data: Dataset, f: Forudsigelse, e: Efterproeve, disponeret: pd.DataFrame, dranst: list[str]) -> Niveauer:
    """The tree of the forecast. A budget that no key distributes stands on a child called `ikke fordelt`, and so does the trend's part."""
    import numpy as np
    import pandas as pd

    blade = f.blade[[*_STI, "forbrug"]].copy()
    blade["forventet"] = [b + oere(r) for b, r in zip(blade["forbrug"], f.blade["rest"], strict=True)]
    ekstra = [_trend(f, e), _budget(data, f.aar, dranst), disponeret[disponeret["aar"] == f.aar].drop(columns="aar") if len(disponeret) else None]
    alle = pd.concat([blade.assign(nr=range(len(blade))), *(x for x in ekstra if x is not None and len(x))], ignore_index=True)
    for k in KRONER:
        alle[k] = [_NUL if x is None or x != x else x for x in alle[k]] if k in alle else _NUL
    nr = alle["nr"].fillna(-1).astype(int).to_numpy()
    samlet = alle.groupby(_STI, sort=True)[list(KRONER)].sum().reset_index()
    traek = np.zeros((len(samlet), f.i_aar.shape[1]))
    plads = {s: i for i, s in enumerate(samlet[_STI].itertuples(index=False, name=None))}
    for i, s in zip(nr, alle[_STI].itertuples(index=False, name=None), strict=True):
        if i >= 0:
            traek[plads[s]] += f.i_aar[i]
    return Niveauer(_frame(data, samlet, traek, e), samlet)


def oere(beloeb: float) -> Decimal:
    """A modelled amount in kroner and øre."""
    return Decimal(repr(round(float(beloeb), 2))).quantize(_OERE)


def omraade(konto: str) -> str:
    """Whose account it is, by the authorised plan's hovedfunktion."""
    return "boern" if konto.startswith(_BOERN) else "voksne"


def vaegt(f: Forudsigelse, e: Efterproeve) -> float:
    """The case model's weight; when the year is over there is no trend to ask."""
    return e.vaegt if f.maaned < 12 else 1.0


def _trend(f: Forudsigelse, e: Efterproeve) -> pd.DataFrame:
    """What the trend adds to or takes from the cases, by account: it belongs to no citizen."""
    import pandas as pd

    forskel = (1 - vaegt(f, e)) * (f.metoder["trend"] - f.metoder["sager"])
    rows = [(k, *(IKKE_FORDELT,) * 3, _NUL, oere(x)) for k, x in forskel.items() if abs(x) >= 0.005]
    return pd.DataFrame(rows, columns=[*_STI, "forbrug", "forventet"])


def _budget(data: Dataset, aar: int, dranst: list[str]) -> pd.DataFrame | None:
    """The budget of each account; where budget sheets distribute it by paragraph, what they leave stands on `ikke fordelt`."""
    import pandas as pd

    if not data.har("budget"):
        return None
    t = data.tabel("budget").filter(lambda r: r.regnskabsaar == aar)
    if dranst:
        t = t.filter(lambda r: r.dranst.isin(dranst))
    konti = t.group_by("konto").agg(budget=t.korrigeret.sum()).execute()
    rows = [(k, *(IKKE_FORDELT,) * 3, Decimal(b)) for k, b in zip(konti["konto"].fillna("uden konto"), konti["budget"], strict=True) if b == b and b is not None]
    fordelt = _fordelt(data, aar, {r[0] for r in rows})
    rows += [(k, p, IKKE_FORDELT, IKKE_FORDELT, b) for k, p, b in fordelt]
    rows += [(k, *(IKKE_FORDELT,) * 3, -b) for k, _, b in fordelt]
    return pd.DataFrame(rows, columns=[*_STI, "budget"])


def _fordelt(data: Dataset, aar: int, konti: set[str]) -> list[tuple[str, str, Decimal]]:
    """What the budget sheets give each paragraph of an account that has a budget."""
    if not data.har("budgetark"):
        return []
    t = data.tabel("budgetark").filter(lambda r: (r.regnskabsaar == aar) & r.paragraf.notnull() & r.konto.isin(sorted(konti)))
    f = t.group_by(["konto", "paragraf"]).agg(beloeb=t.beloeb.sum()).order_by("konto", "paragraf").to_pyarrow().to_pylist()
    return [(r["konto"], r["paragraf"], r["beloeb"]) for r in f if r["beloeb"] is not None]


def _frame(data: Dataset, blade: pd.DataFrame, traek: np.ndarray, e: Efterproeve) -> pd.DataFrame:
    """All nodes from the top down."""
    import pandas as pd

    rod = data.kommune.kode
    dele = [[rod, omraade(k), *(str(x).replace("/", "-") for x in (k, *rest))] for k, *rest in blade[_STI].itertuples(index=False, name=None)]
    rammer = []
    for dybde, niveau in enumerate(NIVEAUER):
        stier = pd.Series(["/".join(d[: dybde + 1]) for d in dele])
        koder, noegler = pd.factorize(stier, sort=True)
        sum_ = blade[list(KRONER)].groupby(noegler[koder], sort=True).sum()
        lav, hoej = _interval(traek, koder, len(noegler), (e.hele if dybde < 2 else e.konto).faktor)
        x = sum_.assign(niveau=niveau, noegle=sum_.index, overliggende=[n.rpartition("/")[0] for n in sum_.index], afvig_lav=lav, afvig_hoej=hoej)
        rammer.append(x.reset_index(drop=True))
    f = pd.concat(rammer, ignore_index=True)
    f["lav95"] = [a - oere(b) for a, b in zip(f["forventet"], f["afvig_lav"], strict=True)]
    f["hoej95"] = [a + oere(b) for a, b in zip(f["forventet"], f["afvig_hoej"], strict=True)]
    for tabel, kolonne in (("budget", "budget"), ("disponering", "disponeret")):
        if not data.har(tabel):
            f[kolonne] = None  # not delivered is unknown, never nil
    return f[list(KOLONNER)]


def _interval(traek: np.ndarray, koder: np.ndarray, antal: int, faktor: float) -> tuple[np.ndarray, np.ndarray]:
    """How far below and above its mean each node's draws reach (2.5 and 97.5 per cent), stretched."""
    import numpy as np

    sum_ = np.zeros((antal, traek.shape[1]))
    np.add.at(sum_, koder, traek)
    lav, hoej = np.quantile(sum_, [0.025, 0.975], axis=1)
    midt = sum_.mean(axis=1)
    ned = np.maximum(midt - lav, 0) * faktor
    ned = np.where(sum_.min(axis=1) >= 0, np.minimum(ned, midt), ned)  # what is left of a year costs no less than nothing
    return ned, np.maximum(hoej - midt, 0) * faktor
