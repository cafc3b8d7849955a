"""Moves over the municipality's border of citizens that it pays for, with the measure before and after and the kroner they bring or take.

A move is where the home municipality changes from one address to the next, or the citizen leaves or enters Denmark.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis.analyses.familie_flytning.erklaering import Parametre
from lisanalysis.domain import periode
from lisanalysis.domain.kommune import KommuneFejl, navn
from lisanalysis.measures.enhedspris import UDGIFTER
from lisanalysis.measures.ophold import AFREGNET
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

TIL, FRA = "tilflytter", "fraflytter"
UDLAND, BESKYTTET, UKENDT = "udlandet", "beskyttet", "ikke oplyst"
NUL = Decimal("0.00")


@dataclass(frozen=True)
class Betaling:
    """One settled period."""

    fra: date
    til: date
    paragraf: str | None
    indsats: str | None
    beloeb: Decimal


@dataclass(frozen=True)
class Flytning:
    """A move: the other municipality, the measure last before and first after, and kroner on both sides within the days followed."""

    borger_id: str
    dato: date
    retning: str
    kommune: str
    adresse: str | None
    foer: str
    efter: str
    dage_til_indsats: int | None
    kr_foer: Decimal
    kr_efter: Decimal

    @property
    def kr(self) -> Decimal:
        """What the move brings (kroner after it) or takes along (kroner before it)."""
        return self.kr_efter if self.retning == TIL else self.kr_foer


@dataclass(frozen=True)
class Fulgt:
    """How far the payments reach: from the first one in the extracts to the cut-off, and the days that a move is followed either way."""

    fra: date
    til: date
    dage: int

    def foer(self, x: Flytning) -> bool:
        """Whether the extracts hold all the days before the move."""
        return x.dato - timedelta(days=self.dage) >= self.fra

    def efter(self, x: Flytning) -> bool:
        """Whether all the days after the move have passed."""
        return x.dato + timedelta(days=self.dage - 1) <= self.til


def flytninger(data: Dataset, parametre: Parametre) -> list[Flytning]:
    """The moves in the window of citizens that something was paid for within the days followed, by date."""
    betalt, skjulte = betalinger(data), _beskyttede(data)
    fra = periode.foerste(periode.forskyd(periode.maaned(data.per), 1 - parametre.maaneder))
    ud = []
    for borger, dato, retning, kommune, adresse in [*_over_graensen(data), *_over_landegraensen(data)]:
        if fra <= dato <= data.per and borger in betalt:
            f = _flytning(borger, dato, retning, BESKYTTET if borger in skjulte else _kommunenavn(kommune), adresse, betalt[borger], parametre.foelg_dage)
            ud += [f] if f.kr_foer or f.kr_efter else []
    return sorted(ud, key=lambda f: (f.dato, f.borger_id, f.retning))


def betalinger(data: Dataset) -> dict[str, list[Betaling]]:
    """What was settled per citizen, by period, with credits in it."""
    a = data.tabel("afregning")
    a = a.filter(a.status.isin(list(AFREGNET)), a.afregningstype.isin(list(UDGIFTER)))
    a = a.select("borger_id", "periode_fra_dato", "periode_til_dato", "paragraf", "foranstaltning", "beloeb")
    ud: dict[str, list[Betaling]] = {}
    for r in a.order_by("borger_id", "periode_fra_dato", "foranstaltning").to_pyarrow().to_pylist():
        ud.setdefault(r["borger_id"], []).append(
            Betaling(r["periode_fra_dato"], r["periode_til_dato"], r["paragraf"], r["foranstaltning"], r["beloeb"])
        )
    return ud


def _over_graensen(data: Dataset) -> list[tuple[str, date, str, str | None, str | None]]:
    """Moves between municipalities, from the address history."""
    import ibis

    t = data.tabel("adressehistorik")
    orden = ibis.window(group_by=t.borger_id, order_by=[t.fra_dato, t.kommune])
    t = t.mutate(foer=ibis.coalesce(t.kommune.lag().over(orden), t.fraflyt_kommune))
    kode = data.kommune.kode
    t = t.filter(t.foer.notnull(), t.foer != t.kommune, (t.foer == kode) | (t.kommune == kode))
    rows: ibis.Table = t.select("borger_id", "fra_dato", "kommune", "foer", "adresse_id")
    return [
        (r["borger_id"], r["fra_dato"], TIL if r["kommune"] == kode else FRA, r["foer"] if r["kommune"] == kode else r["kommune"], r["adresse_id"])
        for r in rows.to_pyarrow().to_pylist()
    ]


def _over_landegraensen(data: Dataset) -> list[tuple[str, date, str, str | None, str | None]]:
    """Moves abroad and home; only those whose address history does not tell the same move."""
    if not data.har("udrejse"):
        return []
    kendt = {(b, d) for b, d, *_ in _over_graensen(data)}
    ud = []
    for r in data.tabel("udrejse").select("borger_id", "udrejse_dato", "indrejse_dato").to_pyarrow().to_pylist():
        ud += [(r["borger_id"], d, retning, UDLAND, None) for d, retning in ((r["udrejse_dato"], FRA), (r["indrejse_dato"], TIL)) if d]
    return [u for u in ud if u[:2] not in kendt]


def _beskyttede(data: Dataset) -> set[str]:
    """Citizens whose municipality may not be shown on the day."""
    if not data.har("beskyttelse"):
        return set()
    t = data.tabel("beskyttelse")
    t = t.filter(t.fra_dato.isnull() | (t.fra_dato <= data.per), t.til_dato.isnull() | (t.til_dato > data.per))
    return set(t.select("borger_id").distinct().to_pyarrow()["borger_id"].to_pylist())


def _flytning(borger: str, dato: date, retning: str, kommune: str, adresse: str | None, betalt: list[Betaling], dage: int) -> Flytning:
    fra, til = dato - timedelta(days=dage), dato + timedelta(days=dage)  # as many days on either side, the day of the move the first after it
    foer = [b for b in betalt if fra <= b.fra < dato]
    efter = [b for b in betalt if b.til >= dato and b.fra < til]
    foerste = min(efter, key=lambda b: b.fra, default=None)
    kr_efter = sum((b.beloeb for b in efter if b.fra >= dato), NUL)
    return Flytning(
        borger, dato, retning, kommune, adresse, _indsats(max(foer, key=lambda b: (b.fra, b.til), default=None)), _indsats(foerste),
        max(0, (foerste.fra - dato).days) if foerste else None, sum((b.beloeb for b in foer), NUL), kr_efter,
    )  # fmt: skip


def _indsats(b: Betaling | None) -> str:
    return "ingen" if b is None else b.indsats or b.paragraf or UKENDT


def _kommunenavn(kode: str | None) -> str:
    """The name with its code; a code that is no municipality stands as it is."""
    if kode is None or kode == UDLAND:
        return kode or UKENDT
    try:
        return f"{navn(kode)} ({kode})"
    except KommuneFejl:
        return kode
