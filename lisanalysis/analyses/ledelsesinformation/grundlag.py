"""Volume and price: the last twelve whole months and the twelve before them, by paragraph, and the months by area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lisanalysis.analyses.pulje import opsplit, pulje
from lisanalysis.domain import periode
from lisanalysis.errors import LisError
from lisanalysis.law import paragraf
from lisanalysis.measures import paragraftal
from lisanalysis.tables import Dataset

OMRAADER = {"boern": "Børn og unge", "voksne": "Voksne"}
_NUL = Decimal(0)


@dataclass(frozen=True)
class Tal:
    """Twelve months of one paragraph, or of several pooled: days, the citizens with a day, and kroner (None: not settled here)."""

    doegn: int
    borgere: int
    kr: Decimal | None
    fra: date
    til: date

    @property
    def helaarspersoner(self) -> Decimal:
        """By the one definition of the package."""
        return paragraftal.helaarspersoner(self.doegn, self.fra, self.til)

    @property
    def pris(self) -> Decimal | None:
        """Kroner of a helårsperson."""
        return None if self.kr is None else paragraftal.pris(self.kr, self.doegn)


@dataclass(frozen=True)
class Maaned:
    """One month of one area."""

    periode: str
    omraade: str
    brugere: int
    doegn: int
    kr: Decimal


@dataclass(frozen=True)
class Grundlag:
    """`nu` and `foer` by what is shown (a paragraph or `øvrige`), the totals, and the months by area; `bestaar` says what the pool holds."""

    nu: dict[str, Tal]
    foer: dict[str, Tal]
    alle_nu: Tal
    alle_foer: Tal
    maaneder: list[Maaned]
    bestaar: dict[str, tuple[str, ...]]
    kilde: str
    har_kr: bool

    @property
    def slut(self) -> str:
        """The last whole month."""
        return periode.maaned(self.alle_nu.til)


def grundlag(data: Dataset, antal_maaneder: int) -> Grundlag:
    """Everything counted from the months up to the last whole one. Raises MissingTable where there is no stay table."""
    slut = sidste_hele_maaned(data.per)
    fra = periode.foerste(periode.forskyd(slut, 1 - antal_maaneder))
    til = periode.sidste(slut)
    har_kr = data.har("afregning")
    doegn = paragraftal.doegn(data, fra, til).to_pyarrow().to_pylist()
    kr = paragraftal.kroner(data, fra, til).to_pyarrow().to_pylist() if har_kr else []
    delt, delt_foer = periode.forskyd(slut, -12), periode.forskyd(slut, -24)
    rows = [(r["gruppe"], r["borger_id"], _vindue(r["periode"], delt, delt_foer), Decimal(r["doegn"])) for r in doegn]
    rows += [(r["gruppe"], r["borger_id"], v if (v := _vindue(r["periode"], delt, delt_foer)) is None else v + 2, r["beloeb"]) for r in kr]
    bidrag = opsplit([r for r in rows if r[2] is not None], 4)
    bestaar = pulje(bidrag)
    vinduer = [(periode.foerste(periode.naeste(delt)), til), (periode.foerste(periode.naeste(delt_foer)), periode.sidste(delt))]
    nu, foer = ({n: _tal([bidrag[x] for x in dele], i, v, har_kr) for n, dele in bestaar.items()} for i, v in enumerate(vinduer))
    alle = [_tal(list(bidrag.values()), i, v, har_kr) for i, v in enumerate(vinduer)]
    return Grundlag(nu, foer, alle[0], alle[1], _maaneder(doegn, kr), bestaar, paragraftal.kilde(data), har_kr)


def sidste_hele_maaned(per: date) -> str:
    """The last month that has ended on the day."""
    return periode.forskyd(periode.maaned(per + timedelta(days=1)), -1)


def omraade(noegle: str) -> str:
    """The area of a paragraph as a reader says it; what the law's list does not know is told by its act."""
    try:
        fundet = paragraf(noegle).omraade
    except LisError:
        fundet = "boern" if noegle.startswith("BL-") else ""
    return OMRAADER.get(fundet, "Ukendt eller begge")


def _vindue(maaned: str, delt: str, delt_foer: str) -> int | None:
    """0 in the last twelve months, 1 in the twelve before, None earlier."""
    return 0 if maaned > delt else 1 if maaned > delt_foer else None


def _tal(dele: list[dict[str, tuple[Decimal, ...]]], nr: int, vindue: tuple[date, date], har_kr: bool) -> Tal:
    """Days and kroner stand as doegn nu, doegn før, kr nu, kr før in each citizen's part."""
    doegn = sum((t[nr] for d in dele for t in d.values()), _NUL)
    kr = sum((t[nr + 2] for d in dele for t in d.values()), Decimal("0.00"))
    return Tal(int(doegn), len({b for d in dele for b, t in d.items() if t[nr]}), kr if har_kr else None, *vindue)


def _maaneder(doegn: list[dict], kr: list[dict]) -> list[Maaned]:
    brugere: dict[tuple[str, str], set[str]] = defaultdict(set)
    dage: dict[tuple[str, str], int] = defaultdict(int)
    beloeb: dict[tuple[str, str], Decimal] = defaultdict(lambda: Decimal("0.00"))
    for r in doegn:
        noegle = r["periode"], omraade(r["gruppe"])
        brugere[noegle].add(r["borger_id"])
        dage[noegle] += r["doegn"]
    for r in kr:
        beloeb[r["periode"], omraade(r["gruppe"])] += r["beloeb"]
    return [Maaned(*k, len(brugere[k]), dage[k], beloeb[k]) for k in sorted(brugere)]
