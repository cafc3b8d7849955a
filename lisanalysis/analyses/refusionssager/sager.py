"""From the basis to the cases: the refund of each household and month, shared by citizen, and what each quarter lacks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lisanalysis.analyses.refusionssager.grundlag import Grundlag, Post
from lisanalysis.analyses.refusionssager.husstand import Familier
from lisanalysis.measures import central_refusion
from lisanalysis.measures.central_refusion import INGEN, Refusion
from lisanalysis.tables import Dataset

ORDNING = "dyre_enkeltsager"
_NUL = Decimal("0.00")
_LANGT_UNDER = 60  # years below which no age limit of the law is asked for


@dataclass(frozen=True)
class Sag:
    """One citizen's month in a case: the basis, the refund by step, and in the quarter's last month the quarter's sum and what is missing."""

    husstand_id: str
    borger_id: str
    lov: str
    aar: int
    maaned: int
    post: Post
    refusion: Refusion
    barn: bool
    kvartalets: Decimal | None = None
    hjemtaget: Decimal | None = None
    frist: date | None = None

    @property
    def mangler(self) -> Decimal | None:
        """What may still be taken home for the quarter; unknown in the quarter's other months."""
        return None if self.kvartalets is None or self.hjemtaget is None else self.kvartalets - self.hjemtaget


def sager(data: Dataset, grundlag: Grundlag, familier: Familier, aar: int, til_maaned: int) -> list[Sag]:
    """Every month of every citizen in a household that is refunded in the year, and each quarter that refund was taken home for."""
    alle = _maaneder(data, grundlag, familier, aar, til_maaned)
    med = {s.husstand_id for s in alle if s.refusion.i_alt}
    return _med_kvartaler([s for s in alle if s.husstand_id in med], hjemtaget(data, aar), data, aar, til_maaned)


def hjemtaget(data: Dataset, aar: int) -> dict[tuple[str, int], Decimal] | None:
    """What was taken home by citizen and quarter, as a positive amount; None where no list of it has been delivered.

    A list that writes income as negative has a negative total, and is turned as a whole: a correction stays a correction.
    """
    if not data.har("hjemtaget_refusion"):
        return None
    t = data.tabel("hjemtaget_refusion").filter(lambda r: (r.ordning == ORDNING) & (r.aar == aar))
    sum_ = t.group_by(["borger_id", "kvartal"]).agg(beloeb=t.beloeb.sum().cast("decimal(38,2)")).to_pyarrow().to_pylist()
    fortegn = -1 if sum((r["beloeb"] for r in sum_), _NUL) < 0 else 1
    return {(r["borger_id"] or "", r["kvartal"]): fortegn * r["beloeb"] for r in sum_}


def naer_graensen(data: Dataset, grundlag: Grundlag, familier: Familier, aar: int, til_maaned: int, andel: Decimal) -> list[tuple[str, Decimal]]:
    """Households without a refund whose dearest month lies close under the limit, dearest first."""
    netto: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(lambda: _NUL))
    refunderet = set()
    for s in _maaneder(data, grundlag, familier, aar, til_maaned):
        netto[s.husstand_id][s.maaned] += s.post.netto
        if s.refusion.i_alt:
            refunderet.add(s.husstand_id)
    nederst = Decimal(central_refusion.graenser(aar, opslag=data.lov)[0] or 0) * andel / 12 if netto else _NUL
    naer = [
        (h, max(m.values())) for h, m in netto.items()
        if h not in refunderet and max(m.values()) >= nederst - 1 and central_refusion.naermer_sig(list(m.values()), aar, andel, opslag=data.lov)
    ]  # fmt: skip
    return sorted(naer, key=lambda x: (-x[1], x[0]))


def _maaneder(data: Dataset, grundlag: Grundlag, familier: Familier, aar: int, til_maaned: int) -> list[Sag]:
    samlet: dict[tuple[str, str, int], dict[str, tuple[Post, bool]]] = defaultdict(dict)
    for (borger, lov, i_aar, maaned), post in grundlag.maaneder.items():
        if i_aar == aar and maaned <= til_maaned and _omfattet(data, grundlag, familier, borger, lov, aar, maaned):
            husstand, barn = familier.husstand(borger, lov, aar, maaned)
            egne = samlet[(husstand, lov.partition("-")[0], maaned)]
            foer = egne.get(borger, (Post(), barn))[0]
            egne[borger] = (Post(foer.brutto + post.brutto, foer.fradrag + post.fradrag), barn)
    fundet: list[Sag] = []
    laveste: dict[bool, Decimal] = {}
    for (husstand, lov, maaned), medlemmer in sorted(samlet.items()):
        netto = {b: post.netto for b, (post, _) in medlemmer.items()}
        boern = any(barn for _, barn in medlemmer.values())
        if boern not in laveste:
            laveste[boern] = central_refusion.graenser(aar, boern=boern, opslag=data.lov)[0] or _NUL
        i_alt = sum(netto.values(), _NUL)
        over = i_alt * 12 > laveste[boern]  # most months are below, and the law need not be asked of each
        refusion = central_refusion.maanedens_refusion(i_alt, aar, boern=boern, opslag=data.lov) if over else INGEN
        andele = central_refusion.fordel(refusion, netto) if refusion.i_alt else dict.fromkeys(netto, INGEN)
        fundet += [Sag(husstand, b, lov, aar, maaned, medlemmer[b][0], andele[b], medlemmer[b][1]) for b in sorted(medlemmer)]
    return fundet


def _omfattet(data: Dataset, grundlag: Grundlag, familier: Familier, borger: str, lov: str, aar: int, maaned: int) -> bool:
    """The age rule is SEL's: BL has none of its own."""
    if lov != "SEL":
        return True
    foedt = familier.foedt.get(borger)
    if foedt is None or aar - foedt.year < _LANGT_UNDER:
        return True
    netto = grundlag.maaneder.get((borger, lov, *foer_67(foedt)), Post()).netto if foedt else _NUL
    return central_refusion.omfattet(foedt, aar, maaned, netto, opslag=data.lov)


def foer_67(foedt: date) -> tuple[int, int]:
    """Year and month of the last month before the 67th birthday's."""
    return (foedt.year + 67, foedt.month - 1) if foedt.month > 1 else (foedt.year + 66, 12)


def ukendte_foer_67(grundlag: Grundlag, familier: Familier, aar: int) -> set[str]:
    """Citizens past 67 with expenses in the year whose last month before lies before the deliveries begin: they are left out."""
    foerste = min(((a, m) for _, _, a, m in grundlag.maaneder), default=(aar, 1))
    i_aar = {b for b, lov, a, _ in grundlag.maaneder if a == aar and lov == "SEL" and b in familier.foedt}
    return {b for b in i_aar if (2020, 12) <= foer_67(familier.foedt[b]) < foerste}


def _med_kvartaler(fundet: list[Sag], taget: dict[tuple[str, int], Decimal] | None, data: Dataset, aar: int, til_maaned: int) -> list[Sag]:
    """The quarter's refund, what was taken home and the deadline, in the quarter's last month (the last known one in the running quarter).

    A citizen with nothing in that month has an empty one; so has a quarter that was taken home for with no case.
    """
    beregnet: dict[tuple[str, int], Decimal] = defaultdict(lambda: _NUL)
    sidste: dict[tuple[str, int], Sag] = {}
    for s in fundet:
        noegle = (s.borger_id, (s.maaned + 2) // 3)
        beregnet[noegle] += s.refusion.i_alt
        sidste[noegle] = s if noegle not in sidste or sidste[noegle].maaned <= s.maaned else sidste[noegle]
    uden_sag = {n: Sag(n[0], n[0], "", aar, 0, Post(), INGEN, barn=False) for n, kr in (taget or {}).items() if kr and n not in sidste}
    frist = central_refusion.frist(aar, opslag=data.lov)
    ud = {id(s): s for s in fundet}
    for (borger, kvartal), s in (sidste | uden_sag).items():
        slut = min(3 * kvartal, til_maaned)
        hjem = None if taget is None else taget.get((borger, kvartal), _NUL)
        egen = s if s.maaned == slut else Sag(s.husstand_id, borger, s.lov, aar, slut, Post(), INGEN, s.barn)
        ud[id(s) if s is egen else (borger, kvartal)] = replace(egen, kvartalets=beregnet[(borger, kvartal)], hjemtaget=hjem, frist=frist)
    return sorted(ud.values(), key=lambda s: (s.husstand_id, s.lov, s.maaned, s.borger_id))
