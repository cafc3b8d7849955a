"""The two pictures: from last year to this by the largest contributions, and month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Figur, Format
from lisanalysis.analyses.udgiftsstigning.tal import NUL, Tal

# The level that tells most is tried first: whom the money went to, else the account, else the citizen.
_TRIN = ("leverandoer", "konto", "borger", "kontonavn")
NAVNE = {"leverandoer": "modtager", "konto": "konto", "kontonavn": "kontonavn", "art": "art", "borger": "borger"}


def vandfald(tal: Tal, top: int, valuta: str) -> Figur:
    """Last year, the largest changes of one level, the rest in one step, this year. The steps add up."""
    import pandas as pd

    niveau = trin(tal)
    frame = tal.niveauer[niveau]
    kendte = frame[frame["noegle"].notna()]
    vist = kendte[[b != 0 for b in kendte["beloeb"]]].head(top)
    resten = tal.delta - sum(vist["beloeb"], NUL)
    p = tal.perioder
    hvem = [tal.navne.get(noegle, noegle) for noegle in vist["noegle"]]
    punkter = [(str(p.foer), tal.foer), *zip(hvem, vist["beloeb"], strict=True)]
    punkter += [("Øvrige", resten)] * bool(resten) + [(str(p.aar), tal.i_aar)]
    return Figur(
        navn="vandfald",
        titel=_vandfald_titel(tal, niveau, hvem, list(vist["beloeb"]), valuta),
        slags="vandfald",
        data=pd.DataFrame(punkter, columns=["trin", "beloeb"]),
        x="trin", y="beloeb", y_format=_format(vist["beloeb"]),
        alt=f"Vandfald fra {dansk.beloeb(tal.foer, valuta)} i {p.foer} til {dansk.beloeb(tal.i_aar, valuta)} i {p.aar} med de "
        f"{len(vist)} største ændringer pr. {NAVNE[niveau]}.",
        kilde=f"Posteringer, {p}, {p.foer} og {p.aar}.",
    )


def pr_maaned(tal: Tal, valuta: str) -> Figur:
    """Spending month by month, a line per year."""
    import pandas as pd

    p, sum_ = tal.perioder, Counter()
    for aar, maaned, beloeb in zip(tal.maaneder["aar"], tal.maaneder["maaned"], tal.maaneder["beloeb"], strict=True):
        sum_[aar, maaned] += beloeb
    maaneder = range(1, p.til_og_med + 1)
    raekker = [(dansk.MAANEDER_KORT[m - 1], str(aar), sum_[aar, m]) for aar in (p.foer, p.aar) for m in maaneder]
    hoejere = sum(sum_[p.aar, m] > sum_[p.foer, m] for m in maaneder)
    return Figur(
        navn="pr_maaned",
        titel=f"Udgiften var højere end året før i {hoejere} af {p.til_og_med} {'måned' if p.til_og_med == 1 else 'måneder'}",
        slags="linje",
        data=pd.DataFrame(raekker, columns=["maaned", "aar", "beloeb"]),
        x="maaned", y="beloeb", farve="aar", y_format=_format(sum_.values()),
        alt=f"Udgift pr. måned i {p.foer} og {p.aar}; {p.aar} ligger højest i {hoejere} af {p.til_og_med} måneder.",
        kilde=f"Posteringer, {p}, {p.foer} og {p.aar}.",
    )


def trin(tal: Tal) -> str:
    """The level of the waterfall: the first that has at least two known keys, else the account."""
    return next((n for n in _TRIN if n in tal.niveauer and tal.niveauer[n]["noegle"].notna().sum() > 1), "konto")


def _format(beloeb: Iterable[Decimal]) -> Format:
    """Millions only where the steps are large enough to be told apart with one decimal."""
    return "mio" if max((abs(b) for b in beloeb), default=Decimal(0)) >= 1_000_000 else "kr"


def _vandfald_titel(tal: Tal, niveau: str, noegler: list[str], beloeb: list[Decimal], valuta: str) -> str:
    if not tal.delta:
        return "Udgiften er den samme i de to år"
    retning = "steg" if tal.delta > 0 else "faldt"
    forrest = next((n for n, b in zip(noegler, beloeb, strict=True) if b * tal.delta > 0), None)
    mest = f", mest hos {forrest}" if niveau == "leverandoer" else f", mest på {forrest}"
    return f"Udgiften {retning} {dansk.beloeb(abs(tal.delta), valuta)}{mest if forrest and niveau != 'borger' else ''}"
