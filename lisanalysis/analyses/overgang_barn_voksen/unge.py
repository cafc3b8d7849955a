"""The cohort: one line per young person, and what the passages mean for the budget month by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lisanalysis.analyses.overgang_barn_voksen.erklaering import Parametre
from lisanalysis.analyses.overgang_barn_voksen.forloeb import (
    VOKSNE,
    Overgang,
    Udsigt,
    Ydelse,
    egne_overgange,
    foedselsdage,
    fylder_18,
    nuvaerende,
    overgang,
    side,
    sidste_boerne,
    udsigt,
    ydelser,
)
from lisanalysis.domain import periode
from lisanalysis.tables import Dataset

MAANEDER = 24
_NUL = Decimal("0.00")


@dataclass(frozen=True)
class Ung:
    """One young person with a child measure now, or one who has just turned 18."""

    borger_id: str
    fylder_18: date
    ydelse: Ydelse
    udsigt: Udsigt | None
    forberedt: bool
    hul_dage: int | None
    over: bool

    @property
    def forventet(self) -> str | None:
        """The adult paragraph that most often follows; None where too few passages are known."""
        return self.udsigt.hyppigst if self.udsigt else None

    @property
    def forventet_pris(self) -> Decimal | None:
        """The expected price a year, over all outcomes."""
        return self.udsigt.pris.quantize(Decimal("0.01"), ROUND_HALF_UP) if self.udsigt else None


def kohorte(data: Dataset, parametre: Parametre) -> tuple[list[Ung], list[Overgang]]:
    """The young people in order of their birthday, and the passages their outlook rests on."""
    alle, foedt = ydelser(data), foedselsdage(data)
    egne = egne_overgange(alle, foedt, data.per, parametre.aar_tilbage, parametre.efter_dage)
    bevilget = _voksenbevillinger(data)
    fundet = []
    for borger in sorted(set(alle) & set(foedt)):
        dag = fylder_18(foedt[borger])
        alder = _alder(foedt[borger], data.per)
        if not parametre.fra_alder <= alder <= parametre.til_alder:
            continue
        barn = nuvaerende(alle[borger], data.per) or (sidste_boerne(alle[borger], dag) if alder >= 18 else None)
        if barn:
            egen = overgang(alle[borger], barn, dag, parametre.efter_dage) if dag <= data.per else None
            over = bool(egen and egen.til)
            forberedt = over or borger in bevilget
            fundet.append(Ung(borger, dag, barn, udsigt(egne, barn.paragraf, parametre.mindst), forberedt, egen.hul_dage if egen else None, over))
    return sorted(fundet, key=lambda u: (u.fylder_18, u.borger_id)), egne


def budgeteffekt(unge: list[Ung], per: date) -> dict[str, Decimal]:
    """Month by month over the coming 24: the expected adult price less the child price, from the month after the birthday.

    Those who have passed already, and those whose price or outlook is unknown, change nothing.
    """
    foerste = periode.naeste(f"{per:%Y-%m}")
    effekt = {periode.forskyd(foerste, i): _NUL for i in range(MAANEDER)}
    for ung in unge:
        if ung.over or ung.forventet_pris is None or ung.ydelse.pris is None:
            continue
        fra = periode.naeste(f"{ung.fylder_18:%Y-%m}")
        for maaned in effekt:
            if maaned >= fra:
                effekt[maaned] += (ung.forventet_pris - ung.ydelse.pris) / 12
    return {m: b.quantize(Decimal("0.01"), ROUND_HALF_UP) for m, b in effekt.items()}


def pr_maaned(unge: list[Ung], per: date) -> dict[str, dict[str, int]]:
    """How many turn 18 in each of the coming 24 months, prepared and not."""
    antal: dict[str, dict[str, int]] = defaultdict(lambda: {"forberedt": 0, "ikke forberedt": 0})
    for ung in unge:
        if ung.fylder_18 > per:
            antal[f"{ung.fylder_18:%Y-%m}"]["forberedt" if ung.forberedt else "ikke forberedt"] += 1
    return antal


def _voksenbevillinger(data: Dataset) -> set[str]:
    """The citizens who have a grant by an adult paragraph: somebody has prepared."""
    if not data.har("bevilling"):
        return set()
    t = data.tabel("bevilling").filter(lambda r: r.paragraf.notnull() & (r.status != "annulleret"))
    raekker = t.select("borger_id", "paragraf").distinct().to_pyarrow().to_pylist()
    return {r["borger_id"] for r in raekker if side(r["paragraf"]) == VOKSNE}


def _alder(foedt: date, dag: date) -> int:
    return dag.year - foedt.year - ((dag.month, dag.day) < (foedt.month, foedt.day))

