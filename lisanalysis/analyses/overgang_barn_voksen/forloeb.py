"""The measures of young people on both sides of the 18th birthday, and the passages the municipality has seen itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from lisanalysis.errors import LisError
from lisanalysis.law import paragraf
from lisanalysis.measures.helaarspris import helaarspris
from lisanalysis.tables import Dataset

BOERN, VOKSNE, INGEN = "boern", "voksne", "ingen"
_FOER = timedelta(days=90)  # a child measure that ended up to so long before 18 is what the passage starts from


@dataclass(frozen=True)
class Ydelse:
    """One measure of one citizen, with what it costs in a year; a day that is None is no known end."""

    borger_id: str
    paragraf: str
    side: str
    foranstaltning: str
    katalogydelse: str
    sagsbehandler: str
    fra: date
    til: date | None
    pris: Decimal | None

    def paa(self, dag: date) -> bool:
        """Whether the measure ran on the day."""
        return self.fra <= dag and (self.til is None or dag <= self.til)


@dataclass(frozen=True)
class Overgang:
    """One young person's own passage: the last child measure, the first adult one (None: none followed), the days between."""

    fra: Ydelse
    til: Ydelse | None
    hul_dage: int | None


def ydelser(data: Dataset) -> dict[str, list[Ydelse]]:
    """Every measure by citizen, in order of its first day."""
    t = data.tabel("ydelse").filter(lambda r: r.start_dato.notnull() & r.paragraf.notnull())
    kolonner = ["borger_id", "paragraf", "foranstaltning", "katalogydelse", "sagsbehandler", "start_dato", "slut_dato", "antal", "takst", "frekvens"]
    fundet: dict[str, list[Ydelse]] = defaultdict(list)
    for r in t.order_by("borger_id", "start_dato", "ydelse_id", "raekke_nr").select(kolonner).to_pyarrow().to_pylist():
        if paa := side(r["paragraf"]):
            fundet[r["borger_id"]].append(Ydelse(
                r["borger_id"], r["paragraf"], paa, r["foranstaltning"] or "", r["katalogydelse"] or "", r["sagsbehandler"] or "",
                r["start_dato"], r["slut_dato"], helaarspris(r["antal"], r["takst"], r["frekvens"]),
            ))  # fmt: skip
    return fundet


def side(noegle: str) -> str | None:
    """Whether a paragraph is for children or adults, by the law's own list; what it does not list is on neither side."""
    try:
        omraade = paragraf(noegle).omraade
    except LisError:
        return BOERN if noegle.startswith("BL-") else None
    return omraade if omraade in (BOERN, VOKSNE) else (BOERN if noegle.startswith("BL-") else None)


def foedselsdage(data: Dataset) -> dict[str, date]:
    """Birth dates as CPR has them."""
    t = data.tabel("borger").filter(lambda r: r.foedselsdato.notnull()).select("borger_id", "foedselsdato").distinct()
    return {r["borger_id"]: r["foedselsdato"] for r in t.to_pyarrow().to_pylist()}


def fylder_18(foedt: date) -> date:
    """The 18th birthday; the 29th of February becomes the 1st of March."""
    try:
        return foedt.replace(year=foedt.year + 18)
    except ValueError:
        return date(foedt.year + 18, 3, 1)


def egne_overgange(alle: dict[str, list[Ydelse]], foedt: dict[str, date], per: date, aar: int, efter_dage: int) -> list[Overgang]:
    """The passages of those whose 18th birthday lies far enough back for the whole window after it to have been seen."""
    seneste, foerste = per - timedelta(days=efter_dage), date(per.year - aar, per.month, 1)
    fundet = []
    for borger in sorted(alle):
        dag = fylder_18(foedt[borger]) if borger in foedt else None
        if dag and foerste <= dag <= seneste and (barn := sidste_boerne(alle[borger], dag)):
            fundet.append(overgang(alle[borger], barn, dag, efter_dage))
    return fundet


def overgang(egne: list[Ydelse], barn: Ydelse, dag: date, efter_dage: int) -> Overgang:
    """What followed the child measure: the first adult measure that began up to so many days after the birthday."""
    voksne = [y for y in egne if y.side == VOKSNE and dag - _FOER <= y.fra <= dag + timedelta(days=efter_dage)]
    if not voksne:
        return Overgang(barn, None, None)
    til = voksne[0]
    hul = max((til.fra - barn.til).days - 1, 0) if barn.til else 0
    return Overgang(barn, til, hul)


def sidste_boerne(egne: list[Ydelse], dag: date) -> Ydelse | None:
    """The dearest of the child measures that ran at 18 or ended shortly before."""
    naere = [y for y in egne if y.side == BOERN and y.fra < dag and (y.til is None or y.til >= dag - _FOER)]
    return max(naere, key=lambda y: (y.pris or Decimal(0), y.fra), default=None)


def nuvaerende(egne: list[Ydelse], per: date) -> Ydelse | None:
    """The dearest child measure that runs on the day."""
    return max((y for y in egne if y.side == BOERN and y.paa(per)), key=lambda y: (y.pris or Decimal(0), y.fra), default=None)


@dataclass(frozen=True)
class Udsigt:
    """What usually follows: each paragraph's share of the passages, and its median price a year. `n` passages stand behind."""

    andele: dict[str, float]
    priser: dict[str, Decimal]
    n: int

    @property
    def hyppigst(self) -> str:
        """The most frequent outcome."""
        return max(sorted(self.andele), key=lambda p: self.andele[p])

    @property
    def pris(self) -> Decimal:
        """The expected price a year: each outcome's price by its share."""
        return sum((Decimal(str(round(a, 6))) * self.priser.get(p, Decimal(0)) for p, a in self.andele.items()), Decimal(0))


def udsigt(fundet: list[Overgang], fra_paragraf: str, mindst: int) -> Udsigt | None:
    """The outlook for one who has this paragraph: from like passages where there are enough, else from all, else none."""
    ens = [o for o in fundet if o.fra.paragraf == fra_paragraf]
    grundlag = ens if len(ens) >= mindst else fundet
    if len(grundlag) < mindst:
        return None
    antal: dict[str, int] = defaultdict(int)
    priser: dict[str, list[Decimal]] = defaultdict(list)
    for o in grundlag:
        antal[o.til.paragraf if o.til else INGEN] += 1
        if o.til and o.til.pris is not None:
            priser[o.til.paragraf].append(o.til.pris)
    return Udsigt({p: n / len(grundlag) for p, n in antal.items()}, {p: median(v) for p, v in priser.items()}, len(grundlag))
