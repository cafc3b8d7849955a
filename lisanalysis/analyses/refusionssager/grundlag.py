"""The basis: each citizen's gross expense and deductions per month, as settled and finally paid by the municipality itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lisanalysis.domain import periode
from lisanalysis.measures import refusionsdoegn
from lisanalysis.measures.central_refusion import spred_engangs
from lisanalysis.tables import Dataset

UDGIFTER = ("udgift", "regulering")
_NUL = Decimal("0.00")
# Help under the two acts; what carries no law ("?-107") is counted and left out, since the acts have a basis each.
LOVE, ABL = ("SEL", "BL"), "ABL"
# Until 2023 a young person's help under SEL §§ 76 and 76 a counts with the childhood home's (§ 176 stk. 2), other help does not.
UNGE, UNGE_TIL = "SEL-76", 2023
_FAA = 300  # so few citizens the engine is asked for by name; of more it gives all
Maaned = tuple[str, str, int, int]  # borger_id, law (UNGE is a part of SEL), year, month


@dataclass
class Post:
    """A month's gross expense and what is deducted from it; both positive, `netto` is what the refund is counted on."""

    brutto: Decimal = _NUL
    fradrag: Decimal = _NUL

    @property
    def netto(self) -> Decimal:
        """Gross less deductions."""
        return self.brutto - self.fradrag


@dataclass(frozen=True)
class Grundlag:
    """The months by citizen and law, and what was left out: kroner without a known law, kroner on homes under ABL, and citizens to look at by hand."""

    maaneder: dict[Maaned, Post]
    uden_lov_kr: Decimal
    abl_kr: Decimal
    ses_efter: frozenset[str]


def grundlag(data: Dataset, aar: tuple[int, ...], objektiv: list[str], kun: set[str] | None = None) -> Grundlag:
    """The basis of the years, from effected settlements that the municipality pays itself; `uden_lov_kr` and `abl_kr` are the first year's alone.

    `kun` takes only those citizens along: whole households, or the refund is not theirs.
    """
    rows = [r for r in _sum(data, aar, objektiv, kun) if kun is None or r["borger_id"] in kun]
    maaneder: dict[Maaned, Post] = defaultdict(Post)
    uden = {"": _NUL, ABL: _NUL}
    for r in rows:
        if r["lov"] in uden:
            uden[r["lov"]] += r["beloeb"] if r["aar"] == aar[0] else _NUL
            continue
        for maaned, beloeb in _maaneder(r):
            post = maaneder[(r["borger_id"], r["lov"], r["aar"], maaned)]
            if r["afregningstype"] in UDGIFTER:
                post.brutto += beloeb
            else:
                post.fradrag -= beloeb
    return Grundlag(dict(maaneder), uden[""], uden[ABL], _traek_par110_fra(data, rows, maaneder))


def _maaneder(r: dict) -> list[tuple[int, Decimal]]:
    """A row's amount by month: a one-off counts with a twelfth in each month of the year."""
    if r["engangs"]:
        return list(enumerate(spred_engangs(r["beloeb"]), 1))
    return [(r["maaned"], r["beloeb"])]


def _sum(data: Dataset, aar: tuple[int, ...], objektiv: list[str], kun: set[str] | None) -> list[dict]:
    import ibis

    t = data.tabel("afregning")
    if kun is not None and len(kun) <= _FAA:
        t = t.filter(t.borger_id.isin(sorted(kun)))
    egen = t.betalingskommune.isnull() | (t.betalingskommune == data.kommune.kode)
    t = t.filter(t.status == "effektueret", egen, t.periode_fra_dato.year().isin(list(aar)))
    for konto in objektiv:
        t = t.filter(t.konto.isnull() | ~t.konto.startswith(konto))
    t = _med_frekvens(data, t)
    unge = t.paragraf.startswith(UNGE) & (t.periode_fra_dato.year() <= UNGE_TIL)
    lov = ibis.cases((unge, UNGE), *((t.paragraf.startswith(f"{navn}-"), navn) for navn in (*LOVE, ABL)), else_="")
    t = t.mutate(
        lov=lov, aar=t.periode_fra_dato.year(), maaned=t.periode_fra_dato.month(),
        par110=ibis.ifelse(ibis.coalesce(t.paragraf, "") == "SEL-110", 1, 0), engangs=ibis.ifelse(ibis.coalesce(t.frekvens, "") == "engang", 1, 0),
    )  # fmt: skip
    noegler = ["borger_id", "lov", "aar", "maaned", "afregningstype", "par110", "engangs"]
    summer = t.group_by(noegler).agg(beloeb=t.beloeb.sum().cast("decimal(38,2)"))
    return summer.order_by(noegler).to_pyarrow().to_pylist()


def _med_frekvens(data: Dataset, t):  # noqa: ANN001, ANN202  an Ibis table in and out
    """The settlements with their measure's frequency, where the measure has been delivered."""
    import ibis

    if not data.har("ydelse"):
        return t.mutate(frekvens=ibis.null("string"))
    y = data.tabel("ydelse").filter(lambda r: r.frekvens == "engang").select("kilde", "ydelse_id", "frekvens").distinct()
    return t.left_join(y, [t.kilde == y.kilde, t.ydelse_id == y.ydelse_id]).select(t, y.frekvens)


def _traek_par110_fra(data: Dataset, rows: list[dict], maaneder: dict[Maaned, Post]) -> frozenset[str]:
    """The state's refund of §110 nights is income of the municipality and lessens the basis; who must be looked at by hand."""
    udgift = {(r["borger_id"], r["aar"], r["maaned"]): r["beloeb"] for r in rows if r["par110"] and r["afregningstype"] == "udgift"}
    if not udgift:
        return frozenset()
    ophold = _ophold(data)
    ses_efter = set()
    for (borger, aar, maaned), beloeb in udgift.items():
        fra, til = date(aar, maaned, 1), periode.sidste(f"{aar:04d}-{maaned:02d}")
        doegn, refunderet, tvivl = refusionsdoegn.refunderede(ophold[borger], fra, til, opslag=data.lov)
        if tvivl:
            ses_efter.add(borger)
        if doegn:
            andel = refusionsdoegn.andel(fra, opslag=data.lov) * refunderet / doegn
            maaneder[(borger, "SEL", aar, maaned)].fradrag += (beloeb * andel).quantize(Decimal("0.01"))
    return frozenset(ses_efter)


def _ophold(data: Dataset) -> dict[str, list[tuple[date, date]]]:
    t = data.tabel("afregning")
    t = t.filter(t.paragraf == "SEL-110", t.status == "effektueret", t.afregningstype == "udgift")
    fundet: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for r in t.select("borger_id", "periode_fra_dato", "periode_til_dato").distinct().to_pyarrow().to_pylist():
        fundet[r["borger_id"]].append((r["periode_fra_dato"], r["periode_til_dato"]))
    return fundet
