"""Faults between settlement and ledger, one function per cause: the posting is wrong, the settlement is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..forloeb import DAG
from ..kommune import maanedsslut
from ..poster import Postering
from .mark import Mark, langt_fra


def _noter(m: Mark, slags: str, regel: str, p: Postering, beloeb: int, **andet) -> None:
    """The faulty row is the posting, the finding carries the settlement's id."""
    m.facit.noter(
        slags, regel, "2", p, aarsag=slags.removesuffix("_2"), kilde=p.afregning, modpart=(p,), beloeb=beloeb, **andet
    )


def dobbeltbogfoert(m: Mark, antal: int) -> int:
    """Posted once more some days later, half of them without the reference, where the amount says whose it is."""

    def goer(p: Postering) -> bool:
        a = p.afregning
        if not m.tag(a):
            return False
        dag = min(p.dato + int(m.rng.integers(0, 5)) * DAG, maanedsslut(p.dato), m.slut)
        entydig = all(b is a or b.beloeb != a.beloeb for b in m.linjer[id(a.ydelse)])
        kopi = replace(p, dato=dag, henvisningsnr="" if entydig else p.henvisningsnr)
        m.r.regnskab.posteringer.append(kopi)
        _noter(m, "dobbeltbogfoert", "R28", kopi, -p.beloeb)
        return True

    return m.saa(m.sendte, antal, goer)


def fortegnsfejl(m: Mark, antal: int) -> int:
    """Posted with the opposite sign."""

    def goer(p: Postering) -> bool:
        if not m.tag(p.afregning):
            return False
        _noter(m, "fortegnsfejl", "R20", p, 2 * p.beloeb)
        p.beloeb = -p.beloeb
        return True

    return m.saa(m.sendte, antal, goer)


def decimalfejl(m: Mark, antal: int, pladser: tuple[int, ...] = (-3, -2, -1, 1, 2, 2, 3)) -> int:
    """The decimal sign one to three places off, or as many as `pladser` says, each as likely."""

    def goer(p: Postering) -> bool:
        tiere = int(m.vaelg(pladser))
        nyt = p.beloeb * 10**tiere if tiere > 0 else round(p.beloeb / 10**-tiere)
        if abs(nyt) < 100 or not m.tag(p.afregning):
            return False
        _noter(m, "decimalfejl", "R38", p, p.beloeb - nyt)
        p.beloeb = nyt
        return True

    return m.saa(m.sendte, antal, goer)


def beloeb_afvigelse(m: Mark, antal: int) -> int:
    """Another amount under the right reference: digits swapped, or some kroner off."""

    def goer(p: Postering) -> bool:
        forskel = int(m.rng.integers(60, max(200, p.beloeb // 3))) * (1 if m.rng.random() < 0.5 else -1)
        if p.beloeb + forskel < 100 or not m.tag(p.afregning):
            return False
        _noter(m, "beloeb_afvigelse", "R29", p, -forskel)
        p.beloeb += forskel
        return True

    return m.saa(m.sendte, antal, goer)


def periode_forskudt(m: Mark, antal: int) -> int:
    """Posted two to five months late, or December on the new regnskabsår, or January on the old."""

    def goer(p: Postering) -> bool:
        a = p.afregning
        flyt = _flyttet(m, p)
        if not flyt or flyt[0] > m.slut or not m.tag(a):
            return False
        p.dato, p.regnskabsaar = flyt
        _noter(m, "periode_forskudt", "R37", p, p.beloeb)
        return True

    return m.saa(m.sendte, antal, goer)


def _flyttet(m: Mark, p: Postering) -> tuple[date, int] | None:
    """Another day and regnskabsår; the supplementsperiode would excuse February on the old year, so that is never chosen."""
    fra = p.afregning.fra
    if fra.month == 12 and m.rng.random() < 0.7:
        return date(fra.year + 1, 1, p.dato.day), fra.year + 1
    if fra.month == 1 and p.dato.year == fra.year and p.dato.month == 1 and m.rng.random() < 0.7:
        return p.dato, fra.year - 1
    maaned = fra.month - 1 + int(m.rng.integers(2, 6))
    dag = date(fra.year + maaned // 12, maaned % 12 + 1, min(p.dato.day, 28))
    return dag, dag.year


def fejlkonteret(m: Mark, antal: int) -> int:
    """On another funktion or gruppering; a fifth of them in the settlement system already, so that the posting equals it."""
    plan = m.r.regnskab.kontoplan

    def goer(p: Postering) -> bool:
        a, k = p.afregning, p.kontolinje
        hos_begge = m.rng.random() < 0.2
        samme_art = [n for n in plan if n.art == k.art and n.cpr_krav == "skal" and n.konto[5] == "1"]
        andre = [n for n in samme_art if (n.konto[:5] != k.konto[:5] if hos_begge else n.konto != k.konto)]
        if not andre or not m.tag(a):
            return False
        p.kontolinje = m.vaelg(andre)
        _noter(m, "fejlkonteret", "R31", p, 0 if hos_begge else p.beloeb, konto=a.konto)
        if hos_begge:
            a.konto = p.kontolinje.konto
        return True

    return m.saa([p for p in m.sendte if p.afregning.paragraf != "SEL-85"], antal, goer)


def forkert_dranst(m: Mark, antal: int) -> int:
    """On anlæg (3) or statsrefusion (2), the rest of the account right."""
    nye: dict[tuple[str, str], object] = {}

    def goer(p: Postering) -> bool:
        k = p.kontolinje
        konto = k.konto[:5] + str(m.vaelg((2, 3))) + k.konto[6:]
        if k.konto[5] != "1" or not m.tag(p.afregning):
            return False
        if (konto, k.art) not in nye:
            nye[konto, k.art] = m.r.regnskab.ny_linje(k, konto=konto)
        p.kontolinje = nye[konto, k.art]
        _noter(m, "forkert_dranst", "R32", p, p.beloeb, ogsaa="R31")
        return True

    return m.saa(m.sendte, antal, goer)


def cpr_afvigelse(m: Mark, antal: int) -> int:
    """On a mistyped number, or for a placed child on the foster parent's."""

    def goer(p: Postering) -> bool:
        a = p.afregning
        if not m.tag(a):
            return False
        p.ydelsesmodtager = a.ydelse.plejefamilie or m.tastefejl(a.cpr)
        _noter(m, "cpr_afvigelse_2", "R44", p, p.beloeb, borger=a.cpr)
        return True

    return m.saa(m.sendte, antal, goer)


def uden_cpr(m: Mark, antal: int) -> int:
    """No citizen on an account that requires one; half of them have lost the reference as well."""

    def goer(p: Postering) -> bool:
        if not m.tag(p.afregning):
            return False
        _noter(m, "uden_cpr", "R34", p, p.beloeb)
        p.ydelsesmodtager = ""
        return True

    return m.saa(m.sendte, antal, goer)


def ikke_bogfoert(m: Mark, antal: int) -> int:
    """Settled, and never posted."""
    vaek: set[int] = set()

    def goer(p: Postering) -> bool:
        if not m.tag(p.afregning):
            return False
        vaek.add(id(p))
        m.facit.noter("ikke_bogfoert", "R27", "2", p.afregning, aarsag="ikke_bogfoert", beloeb=p.beloeb)
        return True

    plantet = m.saa(m.sendte, antal, goer)
    m.r.regnskab.posteringer = [p for p in m.r.regnskab.posteringer if id(p) not in vaek]
    return plantet


def uden_afregning(m: Mark, antal: int) -> int:
    """The case system sent it, and no settlement has its reference; or the settlement is only approved."""
    kun_godkendt = [p for p in m.r.regnskab.posteringer if p.afregning and p.afregning.type == "EB" and p.henvisningsnr and not p.fast]

    def opfundet(p: Postering) -> bool:
        if not m.tag(p.afregning):
            return False
        dag = date(p.dato.year, p.dato.month, int(m.rng.integers(1, 20)))
        ref = f"{dag:%Y%m%d}{p.henvisningsnr[8:]}"
        ny = replace(p, dato=dag, beloeb=int(m.rng.integers(40_000, 9_000_000)), henvisningsnr=ref, afregning=None, regnskabsaar=dag.year)
        m.r.regnskab.posteringer.append(ny)
        m.facit.noter("uden_afregning_2", "R28", "2", ny, aarsag="uden_afregning", beloeb=-ny.beloeb)
        return True

    def godkendt(p: Postering) -> bool:
        if not m.tag(p.afregning):
            return False
        p.afregning.status = "G"
        m.facit.noter("uden_afregning_2", "R28", "2", p, aarsag="uden_afregning", modpart=(p.afregning,), beloeb=-p.beloeb)
        return True

    foerst = m.saa(kun_godkendt, antal // 4, godkendt)
    return foerst + m.saa(m.sendte, antal - foerst, opfundet)


def uforklaret(m: Mark, antal: int) -> int:
    """Kinds that no cause covers: on a wholly other citizen, or part of it on another account."""
    folk = sorted({s.sag.person.cpr for s in m.r.registre.sager})

    def goer(p: Postering) -> bool:
        anden = m.vaelg(folk)
        if not langt_fra(anden, p.afregning.cpr) or anden == p.afregning.ydelse.plejefamilie or not m.tag(p.afregning):
            return False
        if m.rng.random() < 0.5:
            _noter(m, "uforklaret_2", "R30", p, p.beloeb, borger=p.afregning.cpr)
            p.ydelsesmodtager = anden
        else:
            _delt_paa_konti(m, p)
        return True

    return m.saa(m.sendte, antal, goer)


def _delt_paa_konti(m: Mark, p: Postering) -> None:
    """The sum is right, and a third of it stands on another account."""
    k = p.kontolinje
    plan = [n for n in m.r.regnskab.kontoplan if n.art == k.art and n.cpr_krav == "skal" and n.konto[5] == "1"]
    andre = [n for n in plan if n.konto != k.konto]
    del_ = replace(p, beloeb=p.beloeb // 3, kontolinje=m.vaelg(andre or [k]))
    p.beloeb -= del_.beloeb
    m.r.regnskab.posteringer.append(del_)
    _noter(m, "uforklaret_2", "R30", del_, del_.beloeb)
