"""The figures of each municipality in one year, and the difference split into volume and price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from lisanalysis.analyses.pulje import MINDST, Bidrag, opsplit, sikker
from lisanalysis.domain import kommune as kommuner
from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.measures import paragraftal
from lisanalysis.measures.befolkning import Folketal, folketal
from lisanalysis.tables import Dataset

_OERE = Decimal("0.01")


@dataclass(frozen=True)
class Tal:
    """One paragraph (or all those compared) of one municipality: citizens, helårspersoner and kroner in the year.

    `bidrag` is each citizen's days and kroner; None where another municipality has shared the sum alone.
    """

    borgere: int
    helaarspersoner: Decimal
    kr: Decimal
    bidrag: Bidrag | None = None

    @property
    def kan_vises(self) -> bool:
        """Whether enough citizens stand behind the figure, and no two of them make out most of it."""
        return self.borgere >= MINDST and (self.bidrag is None or sikker(self.bidrag))


@dataclass(frozen=True)
class Forskel:
    """Kroner per inhabitant here and there; `volumen` and `pris` add up to the difference."""

    egen: Decimal
    anden: Decimal
    volumen: Decimal
    pris: Decimal

    @property
    def i_alt(self) -> Decimal:
        """How much dearer we are per inhabitant."""
        return self.egen - self.anden


def indbyggere(data: Dataset, dag: date) -> dict[str, Folketal]:
    """Inhabitants by municipality; our own by its name where StatBank's place is none of the 98."""
    t = data.tabel("statbank")
    fundet = folketal(t, dag)
    if data.kommune.kode not in fundet:
        egen = t.filter(t.kommune.isnull(), t.sted == data.kommune.navn).mutate(kommune=_tekst(data.kommune.kode))
        fundet |= folketal(egen, dag)
    return fundet


def egne(data: Dataset, aar: int) -> dict[str, Tal]:
    """Our own figures of the year by paragraph, by the package's measures; empty without settlements."""
    if not data.har("afregning"):
        return {}
    fra, til = date(aar, 1, 1), date(aar, 12, 31)
    doegn = ((r["gruppe"], r["borger_id"], 0, Decimal(r["doegn"])) for r in paragraftal.doegn(data, fra, til).to_pyarrow().to_pylist())
    kr = ((r["gruppe"], r["borger_id"], 1, r["beloeb"]) for r in paragraftal.kroner(data, fra, til).to_pyarrow().to_pylist())
    return {p: _tal(bidrag, fra, til) for p, bidrag in sorted(opsplit((*doegn, *kr), 2).items())}


def _tal(bidrag: Bidrag, fra: date, til: date) -> Tal:
    dage, kr = (sum((t[i] for t in bidrag.values()), Decimal("0.00")) for i in (0, 1))
    return Tal(len(bidrag), paragraftal.helaarspersoner(int(dage), fra, til), kr, bidrag)


def delte(data: Dataset, aar: int) -> dict[str, dict[str, Tal]]:
    """What other municipalities share through FLIS for the year, by municipality and paragraph.

    The row of the whole year where there is one; else the twelve months, whose helårspersoner and kroner add up, and of whose
    citizens the most in a month is the least there can have been. Months that do not make a whole year are not used.
    """
    t = data.tabel("flis_noegletal")
    t = t.filter(t.aar == aar, t.kommune != data.kommune.kode, t.paragraf.notnull(), t.helaarspersoner.notnull(), t.udgift_kr.notnull())
    rows: dict[tuple[str, str], list[dict]] = defaultdict(list)
    maaneder: dict[str, set[int | None]] = defaultdict(set)
    for r in t.to_pyarrow().to_pylist():
        rows[r["kommune"], r["paragraf"]].append(r)
        maaneder[r["kommune"]].add(r["maaned"])
    fundet: dict[str, dict[str, Tal]] = defaultdict(dict)
    for (kommune, noegle), dens in sorted(rows.items()):
        hele = [r for r in dens if r["maaned"] is None]
        if hele or set(range(1, 13)) <= maaneder[kommune]:
            fundet[kommune][noegle] = _lagt_sammen(hele or dens)
    return dict(fundet)


def samlet(tal: Iterable[Tal]) -> Tal:
    """Several paragraphs together; citizens are the sum, for they can't be told apart across paragraphs."""
    tal = list(tal)
    return Tal(sum(t.borgere for t in tal), sum((t.helaarspersoner for t in tal), Decimal(0)), sum((t.kr for t in tal), Decimal("0.00")))


def pr_indbygger(kr: Decimal, antal: int) -> Decimal:
    """Kroner with øre per inhabitant."""
    return _oere(Fraction(kr) / antal)


def forskel(egen: Tal, antal: int, anden: Tal, deres: int) -> Forskel:
    """The difference per inhabitant: the volume's at the mean price, the price's at the mean volume; exact but for the last øre.

    Where one side has no helårspersoner it has no price, and all of the difference is volume.
    """
    e, a = pr_indbygger(egen.kr, antal), pr_indbygger(anden.kr, deres)
    if not egen.helaarspersoner or not anden.helaarspersoner:
        return Forskel(e, a, e - a, Decimal("0.00"))
    v1, v2 = Fraction(egen.helaarspersoner) / antal, Fraction(anden.helaarspersoner) / deres
    p1, p2 = Fraction(egen.kr) / Fraction(egen.helaarspersoner), Fraction(anden.kr) / Fraction(anden.helaarspersoner)
    volumen = _oere((v1 - v2) * (p1 + p2) / 2)
    return Forskel(e, a, volumen, e - a - volumen)


def gruppens(delte_: Mapping[str, Mapping[str, Tal]], noegle: str) -> Tal:
    """One paragraph over all the others together."""
    return samlet(tal[noegle] for tal in delte_.values() if noegle in tal)


def _lagt_sammen(rows: list[dict]) -> Tal:
    borgere = max(r["antal_borgere"] or 0 for r in rows)
    return Tal(borgere, sum((r["helaarspersoner"] for r in rows), Decimal(0)), sum((r["udgift_kr"] for r in rows), Decimal("0.00")))


def _oere(tal: Fraction) -> Decimal:
    return (Decimal(tal.numerator) / Decimal(tal.denominator)).quantize(_OERE, ROUND_HALF_UP)


def navn(kode: str) -> str:
    """The municipality's name, or its code where it is none of the 98."""
    try:
        return kommuner.navn(kode)
    except Ordfejl:
        return kode


def _tekst(vaerdi: str) -> object:
    import ibis

    return ibis.literal(vaerdi, "string")
