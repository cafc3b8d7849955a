"""Faults that a rule sees in one row of the case or settlement system, and that move no money between systems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ..afregning import kroner_af
from ..befolkning import aarsdag
from ..forloeb import DAG
from ..katalog import EFTERFORSORG, FORSORG
from ..kommune import maanedsslut
from ..poster import Afregning, Bevilling, Sagspost, Ydelse
from .mark import Mark
from .perioder import forlaeng, naeste_maaned


def _noter(m: Mark, regel: str, post, y: Ydelse, **andet) -> None:
    m.facit.noter(regel, regel, "regel", post, borger=y.cpr, dag=y.start, konto=y.konto, **andet)


def _paa_ydelser(m: Mark, antal: int, regel: str, naar, goer, post=lambda y: y, ogsaa: str = "") -> int:
    """Change ydelser, or their grants, that fit and are not claimed."""

    def proev(y: Ydelse) -> bool:
        if not naar(y) or not m.tag_ydelse(y):
            return False
        goer(y)
        _noter(m, regel, post(y), y, ogsaa=ogsaa)
        return True

    return m.saa(m.r.registre.ydelser, antal, proev)


def _bevilling(y: Ydelse) -> Bevilling:
    return y.bevilling


def r05(m: Mark, antal: int) -> int:
    """A grant that must have an end has none; only those whose end lies ahead, so that no month changes."""
    aaben = lambda y: y.bevilling and y.stykke.forloeb.type.tidsbegraenset and y.slut and y.slut > m.slut  # noqa: E731
    return _paa_ydelser(m, antal, "R05", aaben, lambda y: setattr(y.bevilling, "slut", None), _bevilling)


def r06(m: Mark, antal: int) -> int:
    """The ydelse ends before it begins, or in the year 2105."""

    def goer(y: Ydelse) -> None:
        y.slut = y.start - int(m.rng.integers(1, 300)) * DAG if m.rng.random() < 0.6 else date(2105, 1, 31)

    return _paa_ydelser(m, antal, "R06", lambda y: y.slut is None, goer, ogsaa="R25")


def r08(m: Mark, antal: int) -> int:
    """No target group, or one that is on no list."""
    goer = lambda y: setattr(y.bevilling, "maalgruppe", m.vaelg(("", "Øvrige borgere")))  # noqa: E731
    return _paa_ydelser(m, antal, "R08", _bevilling, goer, _bevilling, "R55")


def r14(m: Mark, antal: int) -> int:
    """The same grant twice, under two ids."""
    nye: list[Bevilling] = []

    def goer(y: Ydelse) -> bool:
        if not y.bevilling or not m.laas(y.cpr):
            return False
        nye.append(replace(y.bevilling, oprettet=y.bevilling.oprettet + int(m.rng.integers(0, 9)) * DAG))
        m.facit.noter("R14", "R14", "regel", nye[-1], modpart=(y.bevilling,), borger=y.cpr, dag=y.start, konto=y.konto)
        return True

    plantet = m.saa(m.r.registre.ydelser, antal, goer)
    m.r.registre.bevillinger += nye
    return plantet


def r15(m: Mark, antal: int) -> int:
    """A child's measure granted and paid a month past the 18th birthday."""

    def goer(a: Afregning) -> bool:
        s, y = a.ydelse.stykke, a.ydelse
        fylder = aarsdag(s.forloeb.sag.person.foedt, 18)
        ultimo = maanedsslut(maanedsslut(a.fra) + DAG)
        barn = y.omraade == "boern" and not s.forloeb.type.doegn and y.bevilling
        if not barn or a.til != s.sidste or s.sidste + DAG != fylder or ultimo > m.slut or ultimo.year > a.fra.year or not m.ene(y) or not m.laas(y.cpr):
            return False
        y.slut = y.bevilling.slut = ultimo
        forlaeng(a, til=maanedsslut(a.fra))
        ny, _ = naeste_maaned(m, a)
        m.facit.noter("R15", "R15", "regel", ny, modpart=(a,), beloeb=ny.beloeb)
        return True

    return m.saa(m.udgifter, antal, goer)


def r19(m: Mark, antal: int) -> int:
    """Days at a boform registered as after-care days."""
    goer = lambda y: setattr(y, "indsats", EFTERFORSORG.indsats)  # noqa: E731
    return _paa_ydelser(m, antal, "R19", lambda y: y.indsats == FORSORG.indsats, goer)


def r20(m: Mark, antal: int) -> int:
    """An income with the sign of an expense, in both systems."""

    def goer(a: Afregning) -> bool:
        if a.type != "EB" or not a.bogfoert or a.fast or not m.tag(a):
            return False
        a.enheder, a.beloeb = -a.enheder, -a.beloeb
        m.facit.noter("R20", "R20", "regel", a, beloeb=2 * a.beloeb)
        return True

    return m.saa(m.r.registre.afregninger, antal, goer)


def r21(m: Mark, antal: int) -> int:
    """The same payment credited twice."""

    def goer(a: Afregning) -> bool:
        dag = maanedsslut(a.fra) + int(m.rng.integers(3, 25)) * DAG
        if a.faktura or dag > m.slut or not m.tag(a):
            return False
        kredit = replace(
            a, type="R", enheder=-a.enheder, beloeb=-a.beloeb, dispdato=dag, bogfoert=dag, retter=a, status="", efter=None
        )
        igen = replace(kredit)
        m.r.registre.afregninger += [kredit, igen]
        for ny in (kredit, igen):
            m.facit.noter("R21", "R21", "regel", ny, modpart=(a,), beloeb=ny.beloeb, ogsaa="R20 uforklaret")
        return True

    return m.saa(m.udgifter, antal, goer)


def r22(m: Mark, antal: int) -> int:
    """Paid short, and put right four to eight months later."""

    def goer(a: Afregning) -> bool:
        dag = maanedsslut(a.fra) + int(m.rng.integers(125, 250)) * DAG
        lav = a.takst - max(100, a.takst // 20)
        if a.faktura or dag > m.slut or not m.tag(a):
            return False
        rigtigt, fuld = a.beloeb, a.takst
        a.takst, a.beloeb = lav, kroner_af(a.enheder, lav)
        ny = replace(a, type="R", takst=fuld - lav, beloeb=rigtigt - a.beloeb, dispdato=dag, bogfoert=dag, retter=a, status="")
        m.r.registre.afregninger.append(ny)
        m.facit.noter("R22", "R22", "regel", ny, modpart=(a,), beloeb=ny.beloeb)
        return True

    return m.saa(m.udgifter, antal, goer)


def r23(m: Mark, antal: int) -> int:
    """Two months settled as one line."""
    efter = {(id(a.ydelse), a.fra): a for a in m.udgifter}

    def goer(a: Afregning) -> bool:
        b = efter.get((id(a.ydelse), a.til + DAG))
        begge = b and a.fra.month != 12 and b.takst == a.takst and a.ydelse.frekvens == "Daglig" and len(m.linjer[id(a.ydelse)]) > 2
        egne = {x.type for x in m.linjer[id(a.ydelse)]}
        if not begge or egne != {"U"} or id(b) in m.fjernede or id(a) in m.fjernede or not m.tag(a):
            return False
        m.tag(b)
        m.fjernede.add(id(b))
        a.til, a.enheder, a.dispdato, a.bogfoert = b.til, a.enheder + b.enheder, b.dispdato, b.bogfoert
        a.beloeb = kroner_af(a.enheder, a.takst)
        m.facit.noter("R23", "R23", "regel", a, beloeb=b.beloeb)
        return True

    return m.saa(m.udgifter, antal, goer)


def r26(m: Mark, antal: int) -> int:
    """One vederlag more in the settlement system than granted, or the foster parent's number as the citizen's."""

    def goer(y: Ydelse) -> None:
        if m.rng.random() < 0.6:
            y.vederlag += 1000
        else:
            y.cpr = y.plejefamilie

    def proev(y: Ydelse) -> bool:
        if not y.plejefamilie or not y.bevilling or not m.tag_ydelse(y):
            return False
        _noter(m, "R26", y, y)
        goer(y)
        return True

    return m.saa(m.r.registre.ydelser, antal, proev)


def r41(m: Mark, antal: int) -> int:
    """A number with nine digits, or with a month that does not exist, on a ydelse."""

    def proev(y: Ydelse) -> bool:
        if not m.tag_ydelse(y):
            return False
        _noter(m, "R41", y, y, ogsaa="R44")
        kan_kortes = not 1 <= int(y.cpr[1:3]) <= 12  # a nought before nine digits must not make a real number of them
        y.cpr = y.cpr[:9] if kan_kortes and m.rng.random() < 0.7 else f"{y.cpr[:2]}{int(m.rng.integers(13, 20))}{y.cpr[4:]}"
        return True

    return m.saa(m.r.registre.ydelser, antal, proev)


def r42(m: Mark, antal: int) -> int:
    """A whole case under a number made up on the spot: four noughts, unknown to CPR."""

    def proev(y: Ydelse) -> bool:
        if m.forloeb[y.cpr] != 1 or any(a.fast for a in m.linjer[id(y)]) or not m.ene(y) or not m.laas(y.cpr):
            return False
        nyt = f"{y.cpr[:6]}0000"
        gammelt = y.cpr
        for post in (y, y.bevilling, *m.linjer[id(y)], *(s for s in m.r.registre.sager if s.cpr == gammelt)):
            if post:
                post.cpr = nyt
        _noter(m, "R42", y, y, ogsaa="R44")
        return True

    return m.saa(m.r.registre.ydelser, antal, proev)


def r48(m: Mark, antal: int) -> int:
    """A municipality that is none: too short, 999, or one that was merged away in 2007."""

    def proev(s: Sagspost) -> bool:
        if not m.laas(s.cpr):
            return False
        s.handlekommune = m.vaelg(("57", "999", "0569", "0000"))
        m.facit.noter("R48", "R48", "regel", s, borger=s.cpr, dag=s.aabnet)
        return True

    return m.saa(m.r.registre.sager, antal, proev)


def r53(m: Mark, antal: int) -> int:
    """A caseworker on no list, or a measure that the catalogue dropped."""

    def goer(y: Ydelse) -> None:
        if m.rng.random() < 0.5:
            y.bevilling.sagsbehandler = f"SB{int(m.rng.integers(900, 999))}"
        else:
            y.bevilling.sagsbehandler = "tidl. medarbejder"

    return _paa_ydelser(m, antal, "R53", _bevilling, goer, _bevilling)


def r46(m: Mark, antal: int) -> int:
    """Moved to another municipality half a year ago, and we still pay, with no pledge."""

    def proev(y: Ydelse) -> bool:
        s = y.stykke
        person = s.forloeb.sag.person
        dag = m.slut - timedelta(days=int(m.rng.integers(100, 300)))
        egen = y.betalingskommune == m.r.kommune.kode and y.omraade == "voksne" and not s.forloeb.type.doegn
        if not egen or s.sidste <= m.slut or s.fra >= dag or m.forloeb[y.cpr] != 1 or person.doed or not m.laas(y.cpr):
            return False
        m.r.folk.flyt(person, dag, m.vaelg(("0573", "0561")))
        m.facit.noter("R46", "R46", "regel", y.bevilling or y, borger=y.cpr, dag=dag, konto=y.konto, ogsaa="R47")
        return True

    return m.saa(m.r.registre.ydelser, antal, proev)


def r49(m: Mark, antal: int) -> int:
    """Address protection: no fault, and nothing of it may be shown."""

    def proev(s: Sagspost) -> bool:
        if s.sag.person.beskyttet or s.sag.person.doed:
            return False
        s.sag.person.beskyttet = m.slut - int(m.rng.integers(30, 300)) * DAG
        m.facit.noter("R49", "R49", "regel", s.sag.person, borger=s.cpr, dag=s.sag.person.beskyttet)
        return True

    return m.saa(m.r.registre.sager, antal, proev)
