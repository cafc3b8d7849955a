"""One run of the question: the forecast of the year, the one of a month ago beside it, and the test on the past."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.budgetopfoelgning.erklaering import Parametre
from lisanalysis.analyses.budgetopfoelgning.niveauer import Niveauer, niveauer, vaegt
from lisanalysis.analyses.prognose import METODER, Antagelser, Efterproeve, Forudsigelse, Grundlag, efterproeve, forudsig, grundlag
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

MINDST_HISTORIK = 12  # months with money before a forecast is made
BEVAEGELSER = ("nye borgere i måneden", "borgere, hvis sager sluttede", "de øvrige borgere", "ventet tilgang og sen registrering", "udgifter uden borger", "trenden")


@dataclass(frozen=True)
class Regnskab:
    """Everything that the answer is written from."""

    grundlag: Grundlag
    antagelser: Antagelser
    nu: Forudsigelse
    foer: Forudsigelse | None
    proeve: Efterproeve
    niveauer: Niveauer

    @property
    def rod(self) -> pd.Series:
        """The municipality's own line: budget, forbrug, disponeret, forventet and the interval."""
        return self.niveauer.frame.iloc[0]

    def metode(self, navn: str) -> float | None:
        """The year's total by one of the plain methods; None where it cannot be made."""
        i_alt = self.nu.metoder[navn].sum(min_count=len(self.nu.metoder))
        return None if i_alt != i_alt else float(i_alt)


def historik(g: Grundlag, aar: int, maaned: int) -> int:
    """Whole months with money up to the month the forecast is made after."""
    return (aar - g.data_fra.year) * 12 + maaned - g.data_fra.month + 1


def tidspunkt(data: Dataset, p: Parametre) -> tuple[int, int]:
    """The year, and the last whole month that is known: the cut-off's, or the earlier one that is asked for."""
    import pandas as pd

    per = pd.Timestamp(data.per)
    aar = p.aar or per.year
    hele = 12 if aar < per.year else (per.month if per.is_month_end else per.month - 1) if aar == per.year else 0
    return aar, min(p.efter_maaned or 12, hele)


def regnskab(data: Dataset, p: Parametre, g: Grundlag, aar: int, maaned: int) -> Regnskab:
    """The forecast and what is held against it."""
    a = Antagelser(traek=p.traek, pl=p.pl)
    nu = forudsig(g, aar, maaned, a)
    foer = forudsig(g, aar, maaned - 1, a) if maaned > 1 and historik(g, aar, maaned - 1) >= MINDST_HISTORIK else None
    proeve = efterproeve(g, aar, a)
    return Regnskab(g, a, nu, foer, proeve, niveauer(data, nu, proeve, g.disponeret, p.dranst))


def flyttet(r: Regnskab) -> dict[str, Decimal] | None:
    """What moved the forecast since last month: every leaf's change, told by what happened to its citizen; the sum is the whole change."""
    from lisanalysis.analyses.budgetopfoelgning.niveauer import oere

    if r.foer is None:
        return None
    nu, foer = _pr_blad(r.nu), _pr_blad(r.foer)
    aabne_nu, aabne_foer = set(r.nu.stand.linjer["borger_id"]), set(r.foer.stand.linjer["borger_id"])
    ud = dict.fromkeys(BEVAEGELSER, 0.0)
    for borger, forskel in (nu.sub(foer, fill_value=0.0)).items():
        ud[_slags(borger, borger in aabne_nu, borger in aabne_foer)] += float(forskel)
    trend = [(1 - vaegt(f, r.proeve)) * float((f.metoder["trend"] - f.metoder["sager"]).sum()) for f in (r.nu, r.foer)]
    ud["trenden"] = trend[0] - trend[1]
    return {k: oere(v) for k, v in ud.items()}


def _pr_blad(f: Forudsigelse) -> pd.Series:
    """The year's total by citizen."""
    return (f.blade["forbrug"].astype(float) + f.blade["rest"]).groupby(f.blade["borger_id"]).sum()


def _slags(borger: str, nu: bool, foer: bool) -> str:
    if borger == "nye borgere":
        return BEVAEGELSER[3]
    if borger in ("uden borger", "rammeaktivitet"):
        return BEVAEGELSER[4]
    if nu and not foer:
        return BEVAEGELSER[0]
    return BEVAEGELSER[1] if foer and not nu else BEVAEGELSER[2]


__all__ = ["METODER", "Regnskab", "flyttet", "grundlag", "historik", "regnskab", "tidspunkt"]
