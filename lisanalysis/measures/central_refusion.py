"""The state's refund of very expensive cases (SEL § 176, from 2024 also BL § 198), counted month by month as the law does.

The basis is the net expense of one citizen, or of the children of one household together, in one month, held against a
twelfth of the year's limits (BEK 1485/2023 § 3). A yearly sum gives another result as soon as the expense varies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from lisanalysis.law import tal
from lisanalysis.law.figures import Opslag, kendte_tal

TRIN = ("25", "50", "75")
_OERE = Decimal("0.01")
_NUL = Decimal("0.00")


@dataclass(frozen=True)
class Refusion:
    """The refund of one month, step by step: what lies between two limits is refunded at the lower one's share."""

    refusion_25: Decimal
    refusion_50: Decimal
    refusion_75: Decimal

    @property
    def i_alt(self) -> Decimal:
        """The month's whole refund."""
        return self.refusion_25 + self.refusion_50 + self.refusion_75


INGEN = Refusion(_NUL, _NUL, _NUL)


def graenser(aar: int, *, boern: bool = False, opslag: Opslag = tal) -> tuple[Decimal | None, ...]:
    """The year's three limits in kroner; the last is None before 2021, when there was no step of 75 per cent.

    Until 2020 children had limits of their own (the former § 176 a). Raises LawError for a year without a known limit.
    """
    dag = date(aar, 1, 1)
    egne = boern and dag < _trin_75_fra()
    navn = "dyre_enkeltsager_boern_graense_" if egne else "dyre_enkeltsager_graense_"
    trin = TRIN if dag >= _trin_75_fra() else TRIN[:2]
    fundet = tuple(opslag(navn + t, dag).vaerdi for t in trin)
    return (*fundet, *(None,) * (3 - len(fundet)))


def maanedens_refusion(netto: Decimal, aar: int, *, boern: bool = False, opslag: Opslag = tal) -> Refusion:
    """The refund of a month's net expense, each step rounded half up to the øre."""
    oevre = graenser(aar, boern=boern, opslag=opslag)
    beloeb = []
    for i, trin in enumerate(TRIN):
        nedre, naeste = oevre[i], oevre[i + 1] if i < 2 else None
        if nedre is None:
            beloeb.append(_NUL)
            continue
        top = Fraction(netto) if naeste is None else min(Fraction(netto), Fraction(naeste) / 12)
        del_ = max(Fraction(0), top - Fraction(nedre) / 12)
        beloeb.append(_oere(del_ * Fraction(opslag(f"dyre_enkeltsager_andel_{trin}", date(aar, 1, 1)).vaerdi)))
    return Refusion(*beloeb)


def fordel(refusion: Refusion, netto: Mapping[str, Decimal]) -> dict[str, Refusion]:
    """A household's refund shared by its members' net expense; what rounding leaves stands on the last borger_id.

    A member whose net is nil or negative has no part in it.
    """
    med = sorted(b for b, n in netto.items() if n > 0)
    andele = {b: INGEN for b in netto}
    if not med:
        return andele
    i_alt = sum((Fraction(netto[b]) for b in med), Fraction(0))
    for trin in ("refusion_25", "refusion_50", "refusion_75"):
        rest = getattr(refusion, trin)
        for borger in med[:-1]:
            del_ = _oere(Fraction(getattr(refusion, trin)) * Fraction(netto[borger]) / i_alt)
            andele[borger] = _med(andele[borger], trin, del_)
            rest -= del_
        andele[med[-1]] = _med(andele[med[-1]], trin, rest)
    return andele


def spred_engangs(beloeb: Decimal) -> tuple[Decimal, ...]:
    """A one-off expense spread equally over the year's twelve months, the last taking what rounding leaves."""
    del_ = _oere(Fraction(beloeb) / 12)
    return (*(del_,) * 11, beloeb - 11 * del_)


def omfattet(foedt: date | None, aar: int, maaned: int, netto_foer_67: Decimal, *, opslag: Opslag = tal) -> bool:
    """Whether the citizen's age lets the month count (SEL § 176 stk. 1 and 3).

    Below 67 always. From the month of the 67th birthday only for one whose net expense in the month before it was above a
    twelfth of the lowest limit, and who turned 67 in 2021 or later. An unknown birth date counts as below 67.
    """
    if foedt is None:
        return True
    alder = int(opslag("dyre_enkeltsager_aldersgraense", date(max(aar, 2021), 1, 1)).vaerdi)
    if (aar, maaned) < (foedt.year + alder, foedt.month):
        return True
    if foedt.year + alder < _trin_75_fra().year:
        return False
    foer = (foedt.year + alder, foedt.month - 1) if foedt.month > 1 else (foedt.year + alder - 1, 12)
    return Fraction(netto_foer_67) > Fraction(graenser(foer[0], opslag=opslag)[0] or 0) / 12


def frist(aar: int, *, opslag: Opslag = tal) -> date:
    """The day by which the year's refund stands in the provisional settlement: 1 March of the next year."""
    return date(aar + 1, int(opslag("dyre_enkeltsager_restafregning_maaned", date(aar, 12, 31)).vaerdi), 1)


def naermer_sig(netto: Sequence[Decimal], aar: int, andel: Decimal, *, opslag: Opslag = tal) -> bool:
    """Whether any month lies between `andel` of the lowest limit and the limit itself: a case to keep an eye on."""
    graense = Fraction(graenser(aar, opslag=opslag)[0] or 0) / 12
    return any(graense * Fraction(andel) <= Fraction(n) <= graense for n in netto)


def _trin_75_fra() -> date:
    """The day from which the law has a third step, from the law's own list of figures."""
    return min(t.fra for t in kendte_tal() if t.navn == "dyre_enkeltsager_andel_75")


def _oere(beloeb: Fraction) -> Decimal:
    """Rounded half up to the øre, exactly."""
    hundrede = beloeb * 100
    return (Decimal(hundrede.numerator) / Decimal(hundrede.denominator)).quantize(Decimal(1), ROUND_HALF_UP) * _OERE


def _med(refusion: Refusion, trin: str, beloeb: Decimal) -> Refusion:
    return Refusion(**{**refusion.__dict__, trin: beloeb})
