"""Faults of days between grant and settlement: past the death, past the end, before the start, two beds in one night.

The books follow the settlement, so loop 2 stays in order.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..afregning import enheder, kroner_af
from ..forloeb import DAG, Forloeb
from ..katalog import FORSORG
from ..kommune import maanedsslut
from ..poster import Afregning, Ydelse
from ..registre import ny_ydelse
from ..stykke import Stykke
from .mark import Mark


def efter_doed(m: Mark, antal: int) -> int:
    """The citizen dies on the last day granted; the month is settled to its end all the same."""
    plejer = {f.plejeforaelder.cpr for f in m.plan.forloeb if f.plejeforaelder}

    def goer(a: Afregning) -> bool:
        s, y = a.ydelse.stykke, a.ydelse
        person = s.forloeb.sag.person
        ultimo = maanedsslut(a.fra)
        optaget = person.doed or person.udrejst or person.boern or person.cpr in plejer or person.tidligere_cpr
        if y.omraade != "voksne" or optaget or m.forloeb[y.cpr] != 1 or a.til != s.sidste or not s.afslutter:
            return False
        if (ultimo - a.til).days < 1 or a.ydelse.bevilling is None or any(b.fra > a.til for b in person.bopael) or not m.laas(y.cpr):
            return False
        person.doed = a.til
        foer = a.beloeb
        forlaeng(a, til=ultimo)
        y.slut = ultimo
        m.facit.noter("efter_doed", "R45", "1", a, aarsag="efter_doed", beloeb=a.beloeb - foer, ogsaa="R02")
        return True

    return m.saa(m.udgifter, antal, goer)


def overlappende_doegn(m: Mark, antal: int) -> int:
    """A night or more at a boform in a month that is settled at a botilbud, too."""

    def goer(a: Afregning) -> bool:
        s = a.ydelse.stykke
        if a.paragraf not in ("SEL-107", "SEL-108") or (a.til - a.fra).days < 12 or m.forloeb[a.cpr] != 1 or not m.tag(a):
            return False
        fra = a.fra + int(m.rng.integers(2, 6)) * DAG
        til = fra + int(m.rng.integers(0, 5)) * DAG
        lev = m.vaelg(m.r.kommune.hos(FORSORG))
        forloeb = Forloeb(FORSORG, s.forloeb.sag, fra, til, 1000, "001", "Hjemløshed", lev)
        stykke = Stykke(forloeb, "SEL-110", fra, til, til, lev.takst_paa(fra), fra, fra)
        y = ny_ydelse(stykke, None, m.r.kommune)
        ny = _afregning(y, a, fra, til)
        m.r.registre.ydelser.append(y)
        m.r.registre.afregninger.append(ny)
        m.facit.noter(
            "overlappende_doegn", "R18", "1", ny, aarsag="overlappende_doegn", modpart=(a,), beloeb=ny.beloeb
        )
        return True

    return m.saa(m.udgifter, antal, goer)


def _afregning(y: Ydelse, som: Afregning, fra: date, til: date) -> Afregning:
    """A settlement of a ydelse, paid when another is."""
    lev = y.stykke.forloeb.leverandoer
    antal = enheder(y.frekvens, y.stykke.forloeb.antal, fra, til)
    takst = lev.betales_paa(fra)
    art = {"privat": "409", "kommune": "479", "region": "489"}[lev.form]
    return replace(
        som, ydelse=y, paragraf=y.paragraf, cvr=y.cvr, fra=fra, til=til, enheder=antal, enhed=y.enhed, takst=takst,
        beloeb=kroner_af(antal, takst), konto=y.konto, art=art, faktura=lev.faktura,
    )  # fmt: skip


def efter_slut(m: Mark, antal: int) -> int:
    """Settled on after the grant's last day, to the end of the month or for the next month as well."""

    def goer(a: Afregning) -> bool:
        s, y, ultimo = a.ydelse.stykke, a.ydelse, maanedsslut(a.fra)
        if a.ydelse.bevilling is None or a.til != s.sidste or not s.afslutter or not m.ene(y) or s.forloeb.sag.person.doed:
            return False
        hele = a.til == ultimo
        if s.forloeb.type.doegn and m.forloeb[y.cpr] != 1 or hele and (ultimo.month == 12 or maanedsslut(ultimo + DAG) > m.slut) or not m.laas(y.cpr):
            return False
        y.slut = maanedsslut(ultimo + DAG) if hele else ultimo
        a, foer = naeste_maaned(m, a) if hele else (a, a.beloeb)
        if not hele:
            forlaeng(a, til=ultimo)
        m.facit.noter("efter_slut", "R02", "1", a, aarsag="efter_slut", beloeb=a.beloeb - foer)
        return True

    return m.saa(m.udgifter, antal, goer)


def foer_start(m: Mark, antal: int) -> int:
    """Settled from some days before the grant begins."""

    def goer(a: Afregning) -> bool:
        s, y = a.ydelse.stykke, a.ydelse
        if a.ydelse.bevilling is None or a.fra != s.fra or not s.begynder or a.fra.day < 3 or not m.ene(y):
            return False
        if s.forloeb.type.doegn and m.forloeb[y.cpr] != 1 or not m.laas(y.cpr):
            return False
        foer = a.beloeb
        forlaeng(a, fra=a.fra - int(m.rng.integers(1, a.fra.day)) * DAG)
        if m.rng.random() < 0.5:
            y.start = a.fra
        m.facit.noter("foer_start", "R03", "1", a, aarsag="foer_start", beloeb=a.beloeb - foer)
        return True

    return m.saa(m.udgifter, antal, goer)


def forlaeng(a: Afregning, fra: date | None = None, til: date | None = None) -> None:
    """Give the settlement more days at what it is granted."""
    a.fra, a.til = fra or a.fra, til or a.til
    a.enheder = enheder(a.ydelse.frekvens, a.ydelse.stykke.forloeb.antal, a.fra, a.til)
    a.beloeb = kroner_af(a.enheder, a.takst)
    if a.bogfoert and a.dispdato < a.til and a.til.month == a.fra.month and a.til != maanedsslut(a.fra):
        a.dispdato = a.bogfoert = a.til


def naeste_maaned(m: Mark, a: Afregning) -> tuple[Afregning, int]:
    """A settlement of the month after, added to the rows; nothing of it is due."""
    fra = maanedsslut(a.fra) + DAG
    til = maanedsslut(fra)
    takst = a.ydelse.stykke.forloeb.betales_paa(fra, m.slut.year)
    antal = enheder(a.ydelse.frekvens, a.ydelse.stykke.forloeb.antal, fra, til)
    dag = fra + int(m.rng.integers(19, 27)) * DAG
    ny = replace(a, fra=fra, til=til, enheder=antal, takst=takst, beloeb=kroner_af(antal, takst), dispdato=dag, bogfoert=dag)
    m.r.registre.afregninger.append(ny)
    return ny, 0
