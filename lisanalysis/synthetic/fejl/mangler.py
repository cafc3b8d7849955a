"""Faults of what is missing between grant and settlement: no grant, a grant that does not count, nothing settled, a gap."""

from __future__ import annotations

from ..poster import Afregning, Ydelse
from .mark import Mark

_UGYLDIG = {"Forventet": "", "Annulleret": "R13"}


def _kort(m: Mark, y: Ydelse) -> list[Afregning]:
    """The ydelse's settlements, where it has one to four, all paid, and no other grant could be meant."""
    egne = m.udgifter_af(y)
    if not 1 <= len(egne) <= 4 or any(a.fast or not a.bogfoert for a in m.linjer[id(y)]):
        return []
    alene = y.bevilling and m.ene(y) and y.stykke.begynder and y.stykke.afslutter and y.start >= m.r.kommune.fra
    return egne if alene and m.laas(y.cpr) else []


def uden_bevilling(m: Mark, antal: int, status: str | None = None) -> int:
    """No grant at all, or one that is only expected or annulled; one line per settlement."""

    def goer(y: Ydelse) -> bool:
        egne = _kort(m, y)
        if not egne:
            return False
        valgt = m.vaelg(("", "", *_UGYLDIG)) if status is None else status
        if valgt:
            y.bevilling.status = valgt
        else:
            m.fjernede.add(id(y.bevilling))
            y.bevilling = None
        for a in egne:
            m.facit.noter(
                "uden_bevilling", "R01", "1", a, aarsag="uden_bevilling", beloeb=a.beloeb, ogsaa=_UGYLDIG.get(valgt, "")
            )
        if valgt == "Annulleret":
            m.facit.noter("R13", "R13", "regel", y.bevilling, borger=y.cpr, dag=y.start, konto=y.konto)
        return True

    return m.saa(m.r.registre.ydelser, antal, goer)


def annulleret(m: Mark, antal: int) -> int:
    """Annulled and settled all the same (R13)."""
    return uden_bevilling(m, antal, "Annulleret")


def uden_afregning(m: Mark, antal: int) -> int:
    """Settlements stop although the grant runs on, or never came, and the ydelse neither."""

    def goer(y: Ydelse) -> bool:
        egne, s = m.udgifter_af(y), y.stykke
        slut = m.r.kommune.maaneder()[-3][1]
        faste = any(a.fast for a in m.linjer[id(y)])
        if not 2 <= len(egne) <= 18 or faste or s.sidste > slut or not y.bevilling or not m.ene(y) or not m.laas(y.cpr):
            return False
        aldrig = s.begynder and m.rng.random() < 0.4
        fra = 0 if aldrig else int(m.rng.integers(1, len(egne)))
        vaek = egne[fra:]
        dage = {a.fra for a in vaek}
        m.fjernede |= {id(a) for a in m.linjer[id(y)] if a.fra in dage}
        if aldrig:
            m.fjernede.add(id(y))
        m.facit.noter(
            "uden_afregning_1", "R04", "1", y.bevilling, aarsag="uden_afregning", borger=y.cpr, dag=vaek[0].fra,
            beloeb=-sum(a.beloeb for a in vaek), konto="" if aldrig else y.konto,
        )  # fmt: skip
        return True

    return m.saa(m.r.registre.ydelser, antal, goer)


def hul(m: Mark, antal: int) -> int:
    """One month missing in a series (R24); the grant is then unsettled that month, too."""

    def goer(y: Ydelse) -> bool:
        egne = m.udgifter_af(y)
        if len(egne) < 4 or not y.bevilling or not m.ene(y):
            return False
        a = egne[int(m.rng.integers(1, len(egne) - 1))]
        if a.fast or a.fra > m.r.kommune.maaneder()[-4][0] or not m.laas(y.cpr):
            return False
        m.fjernede |= {id(b) for b in m.linjer[id(y)] if b.fra == a.fra}
        fakta = {"borger": y.cpr, "dag": a.fra, "konto": y.konto, "beloeb": -a.beloeb}
        m.facit.noter("R24", "R24", "regel", y, **fakta)
        m.facit.noter("R24", "R04", "1", y.bevilling, aarsag="uden_afregning", **fakta)
        return True

    return m.saa(m.r.registre.ydelser, antal, goer)
