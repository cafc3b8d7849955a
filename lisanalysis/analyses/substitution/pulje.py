"""The study over several municipalities: what each one's `aggregat` holds, and the dates of their decisions, in one estimate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.konklusion import Konklusion
from lisanalysis.analyses.substitution.afslag import Afslag
from lisanalysis.analyses.substitution.aggregat import KOLONNER
from lisanalysis.analyses.substitution.estimat import HOEJST_MDE
from lisanalysis.errors import DataError
from lisanalysis.statistik.fieller import PAAVISELIG

if TYPE_CHECKING:
    import pandas as pd

    from lisanalysis.statistik.pulje import Pulje

MINDST_KOMMUNER = 15
MINDST_BESLUTTET = 8  # municipalities with a decision: with fewer, clustered errors find effects where none is (benchmarks/substitution.py)
_ENHED = {"theta_s": "påbegyndt ophold", "theta_d": "kohortedøgn"}
_MAAL = {"theta_s": "starter", "theta_d": "kohortedoegn"}


def pulje(
    aggregater: Iterable[pd.DataFrame], beslutninger: Mapping[str, str], *, a: str = "SEL-107", b: str = "SEL-110"
) -> dict[str, Konklusion]:
    """theta_s and theta_d over all municipalities, by two-stage least squares with municipality and month held fixed.

    `aggregater` are the frames of `aggregat.csv`, one or more municipalities in each. `beslutninger` gives, by municipality, the first
    month (åååå-mm) after its decision; one without a decision is a comparison. Raises DataError where columns or inhabitants are missing.
    """
    import pandas as pd

    rammer = list(aggregater)
    for ramme in rammer:
        if mangler := [k for k in KOLONNER if k not in ramme]:
            raise DataError(f"aggregat: der mangler {', '.join(mangler)}. Brug filen aggregat.csv fra en rapport om substitution.")
    alle = pd.concat(rammer, ignore_index=True)
    if alle["befolkning"].isna().any() or (alle["befolkning"].astype(float) <= 0).any():
        raise DataError("aggregat: befolkning mangler. Sæt 'befolkning' i kommunens parameterfil, og kør rapporten igen.")
    return {navn: _en(alle, beslutninger, (a, b), navn, maal) for navn, maal in _MAAL.items()}


def _en(alle: pd.DataFrame, beslutninger: Mapping[str, str], par: tuple[str, str], navn: str, maal: str) -> Konklusion:
    from lisanalysis.statistik.pulje import STAERK, fe_2sls

    ramme = _ramme(alle, beslutninger, par, maal)
    kommuner = ramme["enhed"].nunique()
    n = int(alle.loc[alle["paragraf"].isin(par), "starter"].sum())
    if (afslag := _forhaand(ramme, kommuner)) is not None:
        return _afslaaet(navn, n, afslag)
    p = fe_2sls(ramme)
    if p.f < STAERK:
        return _afslaaet(navn, n, Afslag.WEAK_CONTRAST)
    mde = PAAVISELIG * p.se
    svag = (str(Afslag.LOW_POWER),) if mde > HOEJST_MDE else ()
    return Konklusion(navn, p.estimat, (p.lav, p.hoej), n, _tekst(p, kommuner, navn, bool(svag)), svag, mde, "pr. enhed")


def _forhaand(ramme: pd.DataFrame, kommuner: int) -> Afslag | None:
    """The refusal that needs no estimate. Municipalities whose decision lies outside their months are comparisons."""
    skifter = int((ramme.groupby("enhed")["instrument"].nunique() > 1).sum()) if len(ramme) else 0
    if not skifter:
        return Afslag.NO_REGIME_DATE
    if kommuner < MINDST_KOMMUNER:
        return Afslag.TOO_FEW_MUNICIPALITIES
    if skifter < MINDST_BESLUTTET:
        return Afslag.TOO_FEW_DECISIONS
    if ramme.groupby("periode")["instrument"].nunique().max() < 2:
        return Afslag.NO_COMPARISON
    return None


def _tekst(p: Pulje, kommuner: int, navn: str, svag: bool) -> str:
    """What the pooled estimate carries: a finding, nothing sure, or too little."""
    interval = f"95 %-interval {_d(p.lav)} til {_d(p.hoej)}"
    hvis = "Det forudsætter, at beslutningerne ikke selv fulgte behovet."
    if svag:
        return f"Over {kommuner} kommuner kan det ikke afgøres, fordi {Afslag.LOW_POWER.tekst}: {_d(p.estimat)} ({interval})."
    if p.lav <= 0 <= p.hoej:
        return (f"Over {kommuner} kommuner viser data ingen sikker virkning: hvert {_ENHED[navn]} mindre af det første er foreneligt med alt fra "
                f"{_d(p.lav)} til {_d(p.hoej)} flere af det andet. {hvis}")  # fmt: skip
    mere = "flere" if p.lav > 0 else "færre"
    return (f"Over {kommuner} kommuner svarer hvert {_ENHED[navn]} mindre af det første til {_d(abs(p.estimat))} {mere} af det andet "
            f"({interval}). {hvis}")  # fmt: skip


def _ramme(alle: pd.DataFrame, beslutninger: Mapping[str, str], par: tuple[str, str], maal: str) -> pd.DataFrame:
    """Per municipality and month both sides per 10,000 inhabitants, and whether the decision has come."""
    t = alle[alle["paragraf"].isin(par)].astype({maal: float, "befolkning": float})
    bred = t.groupby(["kommune", "periode", "paragraf"])[maal].sum(min_count=1).unstack("paragraf")
    folk = t.groupby(["kommune", "periode"])["befolkning"].first()
    r = bred.reindex(columns=list(par)).div(folk, axis=0).mul(10_000).set_axis(["a", "b"], axis=1).assign(vaegt=folk).reset_index()
    efter = [m >= beslutninger.get(k, "9999-12") for k, m in zip(r["kommune"], r["periode"], strict=True)]
    return r.rename(columns={"kommune": "enhed"}).assign(instrument=efter).dropna()


def _afslaaet(navn: str, n: int, afslag: Afslag) -> Konklusion:
    return Konklusion(navn, None, None, n, f"Kan ikke afgøres, fordi {afslag.tekst}.", (str(afslag),))


def _d(v: float) -> str:
    return dansk.tal(Decimal(v), 2)
