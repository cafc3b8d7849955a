"""The fixed list of checks that every estimate is shown with: one row each, also where it cannot be computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses.substitution import estimat
from lisanalysis.analyses.substitution.erklaering import Parametre
from lisanalysis.analyses.substitution.estimat import Maaling, Plan
from lisanalysis.analyses.substitution.grundlag import Grundlag, vist
from lisanalysis.analyses.substitution.serier import Serier, serier
from lisanalysis.statistik.foelsomhed import e_vaerdi, placebodatoer
from lisanalysis.statistik.justering import holm
from lisanalysis.statistik.kontrast import personkontrast
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

KOLONNER = ("proeve", "maal", "vaerdi", "lav95", "hoej95", "p", "n", "bemaerkning")
HULLER, HORISONTER, OVERGANGE = (7, 14), (180, 365), (0, 6, 12)
UNG = 30  # years at the start: the two age groups of the negative control
Raekke = tuple[str, str, float | None, float | None, float | None, float | None, int | None, str]


def proev(data: Dataset, p: Parametre, g: Grundlag, s: Serier, plan: Plan, theta_s: Maaling, theta_d: Maaling) -> pd.DataFrame:
    """All checks of the two estimates; empty where there is no date to check."""
    import pandas as pd

    if plan.politik is None or theta_s.forhold is None:
        return pd.DataFrame(columns=list(KOLONNER))
    raekker: list[Raekke] = [
        _raekke("Hovedresultat", "theta_s", theta_s), _raekke("Hovedresultat", "theta_d", theta_d),
        _paavirkning("theta_s", theta_s), _paavirkning("theta_d", theta_d),
        *_forloebsregler(data, p, g, plan), *_trin(p, g, s, plan), _placebodato(g, s, plan, theta_s),
        *_andre_udfald(g, s, plan), *_aldersgrupper(data, g, s, plan), *_udvalg(data, p, g, plan, s),
        _kalenderdoegn(g, s, plan), _e(g, s, plan, theta_s),
    ]  # fmt: skip
    return pd.DataFrame(raekker, columns=list(KOLONNER))


def _raekke(proeve: str, maal: str, m: Maaling, bemaerkning: str = "") -> Raekke:
    f = m.forhold
    if f is None:
        return (proeve, maal, None, None, None, None, m.n, bemaerkning or f"Ikke beregnet: {m.status}")
    vaerdi = None if f.ubegraenset else f.estimat
    return (proeve, maal, vaerdi, f.lav, f.hoej, None, m.n, bemaerkning or ("Uden ende: kan ikke afgøres" if f.ubegraenset else ""))


def _ikke(proeve: str, maal: str, hvorfor: str) -> Raekke:
    return (proeve, maal, None, None, None, None, None, f"Ikke beregnet: {hvorfor}")


def _paavirkning(maal: str, m: Maaling) -> Raekke:
    tekst = "Det mest, som én borgers udeladelse flytter resultatet"
    return ("Udelad én borger ad gangen", maal, m.paavirkning, None, None, None, m.n, tekst)


def _forloebsregler(data: Dataset, p: Parametre, g: Grundlag, plan: Plan) -> Iterator[Raekke]:
    """Longer gaps within an episode, and other horizons."""
    for hul in HULLER:
        s = serier(g.egne, g, data.per, hul=hul, horisont=p.horisont)
        yield _raekke(f"Hul på {hul} dage er samme forløb", "theta_s", _maal(s, g, plan, "starter"))
        yield _raekke(f"Hul på {hul} dage er samme forløb", "theta_d", _maal(s, g, plan, "kohortedoegn"))
    for horisont in HORISONTER:
        s = serier(g.egne, g, data.per, hul=p.hul, horisont=horisont)
        yield _raekke(f"Horisont på {horisont} døgn", "theta_d", _maal(s, g, plan, "kohortedoegn"))


def _trin(p: Parametre, g: Grundlag, s: Serier, plan: Plan) -> Iterator[Raekke]:
    """Months after the decision held out, and without the reforms' steps."""
    for laengde in OVERGANGE:
        egen = estimat.plan(p, reform=g.reform, overgang=laengde)
        yield _raekke(f"{laengde} måneder efter beslutningen holdt ude", "theta_s", _maal(s, g, egen, "starter"))
    if plan.reformer:
        yield _raekke("Uden reformtrin", "theta_s", _maal(s, g, replace(plan, reformer=()), "starter"))
    else:
        yield _ikke("Uden reformtrin", "theta_s", "der er ingen reform i måleparret")


def _placebodato(g: Grundlag, s: Serier, plan: Plan, m: Maaling) -> Raekke:
    """How many other months would look as striking in b as the real one."""
    x = estimat.x_for(m.maaneder, m.maaneder, plan)
    if x is None or plan.udeladt:
        return _ikke("Placebodatoer", "start i b", "måneder er holdt ude")
    serie = s.pr_maaned(g.par.b, "starter")[[s.maaneder.index(v) for v in m.maaneder]]
    andel, antal = placebodatoer(serie, x, m.maaneder.index(plan.politik))
    tekst = f"Andelen af {antal + 1} mulige måneder, hvor springet i tilgangen er mindst lige så stort"
    return ("Placebodatoer", "start i b", None, None, None, andel, antal, tekst) if antal else _ikke("Placebodatoer", "start i b", "for få måneder")


def _andre_udfald(g: Grundlag, s: Serier, plan: Plan) -> Iterator[Raekke]:
    """What the decision should not have moved; the p-values are Holm's over these."""
    fundne = []
    for andet in g.par.andre:
        if s.pr_maaned(andet, "starter").sum() == 0:
            yield _ikke(f"Placeboudfald {vist(andet)}", "theta_s", "der er ingen påbegyndte ophold")
            continue
        m = estimat.maal(s, g.par.a, andet, "starter", plan, g.skoen_til)
        if m.kontrast is not None:
            fundne.append((andet, m, _p(m.kontrast.trin_b, m.kontrast.var_b, m.kontrast.df)))
    for (andet, m, _), p in zip(fundne, holm([f[2] for f in fundne]), strict=True):
        r = _raekke(f"Placeboudfald {vist(andet)}", "theta_s", m)
        yield (*r[:5], p, r[6], r[7] or "Burde ikke flytte sig; p er Holms")


def _aldersgrupper(data: Dataset, g: Grundlag, s: Serier, plan: Plan) -> Iterator[Raekke]:
    """The estimate on each of two age groups, for a decision that was meant for one of them."""
    foedt = _foedt(data)
    if not foedt:
        yield _ikke("Aldersgrupper", "theta_s", "fødselsdatoer mangler")
        return
    start = {b: min(m) for b, m in s.pr_borger.groupby("borger_id")["periode"]}
    ung = {b for b, m in start.items() if b in foedt and int(m[:4]) - foedt[b].year < UNG}
    for navn, med in (("under", ung), ("fyldt", {b for b in start if b in foedt} - ung)):
        del_ = replace(s, pr_borger=s.pr_borger[s.pr_borger["borger_id"].isin(med)], kohorter=s.kohorter[s.kohorter["borger_id"].isin(med)])
        yield _raekke(f"Borgere {navn} {UNG} år", "theta_s", _maal(del_, g, plan, "starter"))


def _udvalg(data: Dataset, p: Parametre, g: Grundlag, plan: Plan, s: Serier) -> Iterator[Raekke]:
    """With those whom others pay for, and without the cut for late registration."""
    if g.fremmede:
        alle = serier(g.alle, g, data.per, hul=p.hul, horisont=p.horisont)
        yield _raekke("Også borgere, andre kommuner betaler for", "theta_s", _maal(alle, g, plan, "starter"))
    else:
        yield _ikke("Også borgere, andre kommuner betaler for", "theta_s", "der er ingen")
    if g.lag is None:
        yield _ikke("Uden skæring for sen registrering", "theta_s", "registreringsdato mangler")
    else:
        yield _raekke("Uden skæring for sen registrering", "theta_s", estimat.maal(s, g.par.a, g.par.b, "starter", plan, g.til))


def _kalenderdoegn(g: Grundlag, s: Serier, plan: Plan) -> Raekke:
    """Days in the calendar with the variance from citizens; overstated while the stock of a runs off."""
    maaneder = [m for m in s.maaneder if m <= g.skoen_til and m not in plan.udeladt]
    alle = [m for m in s.maaneder if m <= g.skoen_til]
    x = estimat.x_for(alle, maaneder, plan)
    valgte = [s.maaneder.index(m) for m in maaneder]
    a, b = (t[:, valgte] for t in s.bidrag((g.par.a, g.par.b), "doegn"))
    try:
        f = personkontrast(a, b, x).forhold()
    except (ValueError, TypeError, ArithmeticError, _singulaer()):
        return _ikke("Kalenderdøgn", "døgn", "månederne kan ikke skille trinene")
    tekst = "Overvurderer med 0,02-0,03, mens beholdningen i det første afvikles"
    return ("Kalenderdøgn", "døgn", None if f.ubegraenset else f.estimat, f.lav, f.hoej, None, len(a), tekst)


def _e(g: Grundlag, s: Serier, plan: Plan, m: Maaling) -> Raekke:
    """The E-value of the ratio of starts in b after and before the decision."""
    serie = dict(zip(s.maaneder, s.pr_maaned(g.par.b, "starter"), strict=True))
    foer = [serie[v] for v in m.maaneder if v < plan.politik]
    efter = [serie[v] for v in m.maaneder if v >= plan.politik]
    if not foer or not efter or not sum(foer) or not sum(efter):
        return _ikke("E-værdi", "start i b", "der er ingen påbegyndte ophold på den ene side")
    rr = (sum(efter) / len(efter)) / (sum(foer) / len(foer))
    tekst = "Så stærk skulle en ukendt årsag mindst være (som risikoforhold) for alene at forklare ændringen i tilgangen"
    return ("E-værdi", "start i b", e_vaerdi(rr), None, None, None, int(sum(foer) + sum(efter)), tekst)


def _maal(s: Serier, g: Grundlag, plan: Plan, navn: str) -> Maaling:
    return estimat.maal(s, g.par.a, g.par.b, navn, plan, g.skoen_til)


def _p(trin: float, var: float, df: int) -> float:
    from scipy import stats

    return float(2 * stats.t.sf(abs(trin) / var**0.5, df)) if var > 0 else 1.0


def _singulaer() -> type[Exception]:
    import numpy as np

    return np.linalg.LinAlgError


def _foedt(data: Dataset) -> dict[str, date]:
    if not data.har("borger"):
        return {}
    b = data.tabel("borger")
    t = b.filter(b.foedselsdato.notnull()).select("borger_id", "foedselsdato").execute()
    return dict(zip(t["borger_id"], t["foedselsdato"], strict=True))
