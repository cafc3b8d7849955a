"""Faults that a rule sees in the ledger, the kontoplan and the lists beside the systems."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..bogfoering import LEDELSE
from ..forloeb import DAG
from ..kommune import maanedsslut
from ..poster import Postering
from .mark import Mark


def _noter(m: Mark, regel: str, p: Postering, beloeb: int, ogsaa: str = "") -> None:
    m.facit.noter(regel, regel, "regel", p, modpart=(p.afregning,) if p.afregning else (), beloeb=beloeb, ogsaa=ogsaa)


def r33(m: Mark, antal: int) -> int:
    """On an account string that was closed; its nine digits are right."""
    lukkede: dict[str, object] = {}

    def goer(p: Postering) -> bool:
        k = p.kontolinje
        if k.konto[5] != "1" or not m.tag(p.afregning):
            return False
        if k.streng not in lukkede:
            lukket = date(m.r.kommune.fra.year - 1, 12, 31)
            lukkede[k.streng] = m.r.regnskab.ny_linje(k, aktivitet=f"0909{len(lukkede):02d}"[-6:], gyldig_til=lukket)
        p.kontolinje = lukkede[k.streng]
        _noter(m, "R33", p, p.beloeb)
        return True

    return m.saa(m.sendte, antal, goer)


def r35(m: Mark, antal: int) -> int:
    """A citizen's number on a line of salaries or goods."""
    egne = [p for p in m.r.regnskab.posteringer if p.kontolinje.konto.endswith(LEDELSE) and not p.ydelsesmodtager]
    folk = sorted({s.cpr for s in m.r.registre.sager})

    def goer(p: Postering) -> bool:
        p.ydelsesmodtager = m.vaelg(folk)
        _noter(m, "R35", p, p.beloeb)
        return True

    return m.saa(egne, antal, goer)


def r36(m: Mark, antal: int) -> int:
    """Paid to a municipality or region on the art of private firms."""

    def goer(p: Postering) -> bool:
        ny = m.r.regnskab.linje(p.kontolinje.konto, "409")
        if p.kontolinje.art not in ("479", "489") or not ny or not m.tag(p.afregning):
            return False
        p.kontolinje = ny
        _noter(m, "R36", p, p.beloeb)
        return True

    return m.saa(m.sendte, antal, goer)


def r39(m: Mark, antal: int) -> int:
    """Reversed and posted again, and the reversal is some kroner short."""

    def goer(p: Postering) -> bool:
        kort = int(m.rng.integers(100, max(300, p.beloeb // 4)))
        dag = min(p.dato + DAG, maanedsslut(p.dato), m.slut)
        if p.beloeb <= kort or not m.tag(p.afregning):
            return False
        retur = replace(p, dato=dag, beloeb=kort - p.beloeb)
        m.r.regnskab.posteringer += [retur, replace(p, dato=dag)]
        _noter(m, "R39", retur, -kort, "beloeb_afvigelse")
        return True

    return m.saa(m.sendte, antal, goer)


def r40(m: Mark, antal: int) -> int:
    """Spending on an account where there is no ydelse and no frame (§ 97 ledsageordning)."""
    mal = next(k for k in m.r.regnskab.kontoplan if k.konto.endswith(LEDELSE))
    navn = {"navn": "Ledsageordning", "paragraf": "SEL § 97", "cpr_krav": "må"}
    linje = m.r.regnskab.ny_linje(mal, konto="538531001", art="409", aktivitet="091153", **navn)
    for _ in range(antal):
        m.facit.ny()
        maaned = m.vaelg(m.r.kommune.maaneder())[1]
        p = Postering(maaned, maaned.year, linje, int(m.rng.integers(200_000, 9_000_000)), "Ledsagerkorps, kvartal")
        m.r.regnskab.posteringer.append(p)
        _noter(m, "R40", p, p.beloeb)
    return antal


def r54(m: Mark, antal: int) -> int:
    """Accounts typed wrong in the kontoplan: digits swapped, or a note where the number belongs."""
    egne = [k for k in m.r.regnskab.kontoplan if k.konto.startswith("528211")]

    def goer(k) -> bool:
        ny = m.r.regnskab.ny_linje(k, konto=f"582211{k.konto[6:]}")
        m.facit.noter("R54", "R54", "regel", ny, konto=ny.konto, ogsaa="R31")
        return True

    return m.saa(egne, antal, goer)


def r25(m: Mark, antal: int) -> int:
    """Set aside after the end, nothing set aside while it runs, or less than is paid."""
    dele = m.r.systemer
    doede = {id(y) for s in dele for y in s.ydelser if y.slut and y.slut < y.start}

    def goer(par) -> bool:
        s, d = par
        if id(d.ydelse) in doede or d.effektueret <= 100 or d.disponeret != d.effektueret or not m.tag_ydelse(d.ydelse):
            return False
        post, beloeb = _skaev(m, s, d)
        m.facit.noter("R25", "R25", "regel", post, borger=d.ydelse.cpr, dag=date(post.aar, post.maaned, 1), konto=d.ydelse.konto, beloeb=beloeb)
        return True

    return m.saa([(s, d) for s in dele for d in s.disponeringer if d.effektueret], antal, goer)


def _skaev(m: Mark, s, d) -> tuple[object, int]:
    if m.rng.random() < 0.5 and d.ydelse.slut and d.ydelse.slut < m.slut.replace(month=11, day=1):
        efter = maanedsslut(d.ydelse.slut) + DAG
        ny = replace(d, aar=efter.year, maaned=efter.month, effektueret=0)
        s.disponeringer.insert(s.disponeringer.index(d) + 1, ny)
        return ny, ny.disponeret
    d.disponeret = 0 if m.rng.random() < 0.5 else d.disponeret // 2
    return d, d.disponeret - d.effektueret


def r50(m: Mark, antal: int) -> int:
    """A year of refund for an expensive case never claimed."""
    rows = m.r.lister.hjemtaget
    dyre = sorted({(r[0], r[1]) for r in rows if r[3] == "dyre_enkeltsager" and r[1] < m.slut.year})

    def goer(hvem) -> bool:
        mistet = sum(r[4] for r in rows if (r[0], r[1]) == hvem and r[3] == "dyre_enkeltsager")
        if mistet < 1_000_000:
            return False
        rows[:] = [r for r in rows if (r[0], r[1]) != hvem or r[3] != "dyre_enkeltsager"]
        m.facit.noter("R50", "R50", "regel", None, borger=hvem[0], dag=date(hvem[1], 12, 31), beloeb=mistet)
        return True

    return m.saa(dyre, antal, goer)


def r55(m: Mark, antal: int) -> int:
    """A local measure that FLIS has no common code for: its remark is missing."""
    bort: list[list] = []

    def goer(r) -> bool:
        bort.append(r)
        m.facit.noter("R55", "R55", "regel", r, konto=str(r[1]))
        return True

    plantet = m.saa(m.r.opmaerkninger, min(antal, len(m.r.opmaerkninger) // 3), goer)
    m.r.opmaerkninger[:] = [r for r in m.r.opmaerkninger if not any(r is b for b in bort)]
    return plantet
