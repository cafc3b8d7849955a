"""Faults of what a settlement says against its grant, one function per cause. The books follow it, so loop 2 stays in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..afregning import enheder, kroner_af
from ..forloeb import DAG
from ..katalog import EFTER_NOEGLE
from ..kommune import NABOER
from ..poster import Afregning
from .mark import Mark, langt_fra

_FORVEKSLES = {
    "midlertidigt": "laengerevarende", "laengerevarende": "midlertidigt", "botilbudslignende": "midlertidigt",
    "beskyttet": "aktivitet", "aktivitet": "beskyttet", "hjemmestoette": "familiebehandling",
    "familiebehandling": "hjemmestoette", "kontaktperson": "hjemmestoette", "stofmisbrug": "bostoette",
}  # fmt: skip


def _type(a: Afregning):
    return a.ydelse.stykke.forloeb.type


def _bevilget(a: Afregning) -> bool:
    return a.ydelse.bevilling is not None


def dobbelt_afregning(m: Mark, antal: int, delvis: bool | None = None) -> int:
    """The same month settled again, whole (R16) or its last part (R17); the later id is the finding."""

    def goer(a: Afregning) -> bool:
        del_ = bool(m.rng.integers(2)) if delvis is None else delvis
        dage = (a.til - a.fra).days
        if del_ and dage < 4 or not m.tag(a):
            return False
        fra = a.til - int(m.rng.integers(1, dage - 1)) * DAG if del_ else a.fra
        antal_ = enheder(a.ydelse.frekvens, a.ydelse.stykke.forloeb.antal, fra, a.til) if del_ else a.enheder
        kopi = replace(a, fra=fra, enheder=antal_, beloeb=kroner_af(antal_, a.takst), efter=a, status="")
        m.r.registre.afregninger.append(kopi)
        m.facit.noter(
            "dobbelt_afregning", "R17" if del_ else "R16", "1", kopi, aarsag="dobbelt_afregning", modpart=(a,), beloeb=kopi.beloeb
        )
        return True

    return m.saa(m.udgifter, antal, goer)


def enhed_afvigelse(m: Mark, antal: int) -> int:
    """A month's price typed as one month where days are granted, or a week's where hours are."""
    byttes = {"Døgn": ("Måned", 30), "Time": ("Uge", 3), "Dag": ("Uge", 4)}

    def goer(a: Afregning) -> bool:
        if a.enhed not in byttes or not _bevilget(a) or not m.tag(a):
            return False
        foer = a.beloeb
        a.enhed, faktor = byttes[a.enhed]
        a.takst, a.enheder = a.takst * faktor, 10_000 if a.enhed == "Måned" else 40_000
        a.beloeb = kroner_af(a.enheder, a.takst)
        m.facit.noter("enhed_afvigelse", "R10", "1", a, aarsag="enhed_afvigelse", beloeb=a.beloeb - foer, ogsaa="R11")
        return True

    return m.saa(m.udgifter, antal, goer)


def takst_afvigelse(m: Mark, antal: int) -> int:
    """Last year's takst, or one some per cent off."""

    def goer(a: Afregning) -> bool:
        forloeb = a.ydelse.stykke.forloeb
        gammel = forloeb.betales_paa(date(a.fra.year - 1, 12, 31), m.slut.year)
        if gammel == a.takst or m.rng.random() < 0.5:
            gammel = round(a.takst * float(m.rng.uniform(1.02, 1.15)))
        ny = kroner_af(a.enheder, gammel)
        moms = forloeb.leverandoer and forloeb.leverandoer.momsfaktor != 10_000
        if abs(ny - a.beloeb) <= 100 or moms or not m.tag(a):
            return False
        foer, a.takst, a.beloeb = a.beloeb, gammel, ny
        m.facit.noter("takst_afvigelse", "R11", "1", a, aarsag="takst_afvigelse", beloeb=ny - foer)
        return True

    return m.saa(m.udgifter, antal, goer)


def antal_afvigelse(m: Mark, antal: int) -> int:
    """Too many or too few units for the days."""

    def goer(a: Afregning) -> bool:
        skridt = 10_000 if a.enhed in ("Døgn", "Dag") else max(2_500, a.enheder // 8 // 2_500 * 2_500)
        nye = a.enheder + skridt * int(m.vaelg((-1, 1, 2, 3)))
        if not _bevilget(a) or nye <= 0 or not m.tag(a):
            return False
        foer, for_mange = a.beloeb, a.enhed == "Døgn" and nye > a.enheder
        a.enheder, a.beloeb = nye, kroner_af(nye, a.takst)
        ogsaa = "R19" if for_mange else ""
        m.facit.noter("antal_afvigelse", "R10", "1", a, aarsag="antal_afvigelse", beloeb=a.beloeb - foer, ogsaa=ogsaa)
        return True

    return m.saa(m.udgifter, antal, goer)


def paragraf_afvigelse(m: Mark, antal: int) -> int:
    """Settled under a neighbouring paragraph, on that paragraph's account, at the granted takst."""

    def goer(a: Afregning) -> bool:
        andet = EFTER_NOEGLE.get(_FORVEKSLES.get(_type(a).noegle, ""))
        if not andet or not _bevilget(a) or a.ydelse.bevilling.takst != a.takst or not m.tag(a):
            return False
        a.paragraf, a.konto = andet.gaelder(a.fra), andet.konto(andet.grupper[0])
        m.facit.noter("paragraf_afvigelse", "R07", "1", a, aarsag="paragraf_afvigelse", beloeb=a.beloeb)
        return True

    return m.saa(m.udgifter, antal, goer)


def leverandoer_afvigelse(m: Mark, antal: int) -> int:
    """Paid to a provider of something else, at the granted takst."""
    alle = [lev for lev in m.r.kommune.alle_leverandoerer() if lev.type.noegle in ("bpa", "stofmisbrug", "opholdssted")]

    def goer(a: Afregning) -> bool:
        type, y = _type(a), a.ydelse
        samme = {type.noegle, type.leverandoerer_fra}
        if not a.cvr or a.faktura or not _bevilget(a) or y.bevilling.takst != a.takst or not m.tag(a):
            return False
        andre = [lev for lev in alle if lev.type.noegle not in samme]
        a.cvr = m.vaelg(andre).cvr
        m.facit.noter("leverandoer_afvigelse", "R09", "1", a, aarsag="leverandoer_afvigelse", beloeb=a.beloeb)
        return True

    return m.saa(m.udgifter, antal, goer)


def betalingskommune_afvigelse(m: Mark, antal: int) -> int:
    """The settlement says another payer than the grant."""

    def goer(a: Afregning) -> bool:
        if a.betalingskommune != m.r.kommune.kode or not _bevilget(a) or not m.tag(a):
            return False
        a.betalingskommune = m.vaelg(NABOER)
        m.facit.noter("betalingskommune_afvigelse", "R47", "1", a, aarsag="betalingskommune_afvigelse", beloeb=a.beloeb)
        return True

    return m.saa(m.udgifter, antal, goer)


def cpr_afvigelse(m: Mark, antal: int, gammelt: bool | None = None) -> int:
    """Settled on a mistyped number (R44), or on a number that the citizen has no longer (R43)."""

    def goer(a: Afregning) -> bool:
        person = a.ydelse.stykke.forloeb.sag.person
        foer = bool(m.rng.random() < 0.3) if gammelt is None else gammelt
        if not _bevilget(a) or foer and (person.tidligere_cpr or person.doed) or not m.tag(a):
            return False
        if foer:
            skiftet = max(person.foedt, a.fra.replace(year=a.fra.year - 1, day=1))
            person.tidligere_cpr = (m.r.folk.nyt_cpr(person.foedt, person.koen), skiftet)
        a.cpr = person.tidligere_cpr[0] if foer else m.tastefejl(person.cpr)
        m.facit.noter(
            "cpr_afvigelse_1", "R43" if foer else "R44", "1", a, aarsag="cpr_afvigelse", borger=person.cpr, beloeb=a.beloeb
        )
        return True

    return m.saa(m.udgifter, antal, goer)


def regnefejl(m: Mark, antal: int) -> int:
    """The amount is not units times takst."""

    def goer(a: Afregning) -> bool:
        forskel = int(m.rng.integers(100, 90_000)) * (1 if m.rng.random() < 0.5 else -1)
        if a.beloeb + forskel <= 100 or not m.tag(a):
            return False
        a.beloeb += forskel
        m.facit.noter("regnefejl", "R12", "1", a, aarsag="regnefejl", beloeb=forskel)
        return True

    return m.saa(m.udgifter, antal, goer)


def uforklaret(m: Mark, antal: int) -> int:
    """No rule covers it: settled on a wholly other citizen with no grant of the paragraph, though linked to the right grant by a ydelse kept sound."""
    folk = sorted({s.sag.person.cpr for s in m.r.registre.sager if not s.sag.person.doed})
    optaget = {(b.cpr, b.paragraf) for b in m.r.registre.bevillinger}

    def goer(a: Afregning) -> bool:
        anden = m.vaelg(folk)
        fri = (anden, a.paragraf) not in optaget and langt_fra(anden, a.cpr)
        if not _bevilget(a) or not fri or _type(a).doegn or not m.tag(a) or not m.tag_ydelse(a.ydelse):
            return False
        rette, a.cpr = a.cpr, anden
        m.facit.noter("uforklaret_1", "R30", "1", a, aarsag="uforklaret", borger=rette, beloeb=a.beloeb)
        return True

    return m.saa(m.udgifter, antal, goer)
