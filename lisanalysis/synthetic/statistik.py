"""What has been delivered to FLIS and to Statistics Denmark, and the population by municipality: counts of the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from .katalog import ALLE
from .kommune import NABOER, Kommune
from .poster import Afregning

NAVNE = {"0573": "Varde", "0561": "Esbjerg", "0510": "Haderslev"}
# Statistics Denmark, FOLK1A, 2020K1; the made-up municipality has its own size.
INDBYGGERE = {"0573": 49_961, "0561": 115_483, "0510": 55_670}
DST_VOKSNE = {"SEL-85", "SEL-95", "SEL-96", "SEL-97", "SEL-98", "SEL-102", "SEL-103", "SEL-104", "SEL-107", "SEL-108"}


def opmaerkninger() -> list[list]:
    """Each local name of a measure with the common code it stands for."""
    typer = {t.indsats: t for t in ALLE}
    return [
        ["Børn og Voksne", t.noegle, indsats, f"FL{nr:03d}", f"{indsats} (fælles)", "01-01-2018", ""]
        for nr, (indsats, t) in enumerate(sorted(typer.items()), 1)
    ]


def noegletal(kommune: Kommune, afregninger: list[Afregning]) -> list[list]:
    """Per year, month and paragraph: citizens paid for, helårspersoner and expense, of those that we pay for."""
    return [
        [kommune.kode, aar, maaned, paragraf, len({a.cpr for a in egne}), _helaarspersoner(egne, aar), sum(a.beloeb for a in egne)]
        for (aar, maaned, paragraf), egne in _grupper(
            (a for a in afregninger if a.betalingskommune == kommune.kode), lambda a: a.fra.month
        )
    ]


def indberettet(kommune: Kommune, afregninger: list[Afregning]) -> list[list]:
    """Per quarter and paragraph, by handlekommune: citizens and measures of those paragraphs that the statistic covers."""
    med = (a for a in afregninger if a.paragraf in DST_VOKSNE)
    return [
        [kommune.kode, aar, kvartal, paragraf, len({a.cpr for a in egne}), len({id(a.ydelse) for a in egne})]
        for (aar, kvartal, paragraf), egne in _grupper(med, lambda a: (a.fra.month + 2) // 3)
    ]


def folketal(kommune: Kommune) -> list[tuple]:
    """FOLK1A's shape: municipality and quarter, from the span's first to its last."""
    kvartaler = [(a, k) for a in kommune.aar for k in range(1, 5) if date(a, 3 * k - 2, 1) <= kommune.slut]
    steder = [(kommune.navn, kommune.indbyggere), *((NAVNE[k], INDBYGGERE[k]) for k in NABOER)]
    return [
        (navn, "I alt", f"{aar}K{k}", round(antal * (1 + 0.002 * (aar - kommune.slut.year + k / 4))))
        for navn, antal in steder
        for aar, k in kvartaler
    ]


def _grupper(afregninger, del_af_aar: Callable[[Afregning], int]) -> list[tuple[tuple[int, int, str], list[Afregning]]]:
    ud: dict[tuple[int, int, str], list[Afregning]] = defaultdict(list)
    for a in afregninger:
        if a.type in ("U", "R") and a.bogfoert:
            ud[a.fra.year, del_af_aar(a), a.paragraf].append(a)
    return sorted(ud.items())


def _helaarspersoner(egne: list[Afregning], aar: int) -> float:
    """Days of the month over the days of the year; a corrected line counts its days once."""
    dage = sum((a.til - a.fra).days + 1 for a in egne if not a.retter)
    return round(dage / (date(aar + 1, 1, 1) - date(aar, 1, 1)).days, 3)
