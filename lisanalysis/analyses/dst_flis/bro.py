"""The bridge from the citizens we pay for to those that were reported: each difference under the cause that carries it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from lisanalysis.errors import LawError
from lisanalysis.law import efterfoelger, paragraf
from lisanalysis.measures import indberetning
from lisanalysis.measures.indberetning import Vindue
from lisanalysis.quality.rules.bevilling_kan_ikke_indberettes import INDBERETTES
from lisanalysis.tables import Dataset

HANDLER, BETALER = "anden_handlekommune", "anden_betaler"
UKENDT, OPHOERT, FRA_OPHOERT, UDENFOR = "ukendt_paragraf", "ophoert_paragraf", "fra_ophoert_paragraf", "ikke_i_statistikken"
MAALGRUPPE, SENT, UFORKLARET = "mangler_maalgruppe", "sent_registreret", "uforklaret"
AARSAGER = {
    HANDLER: "En anden kommune er handlekommune og indberetter",
    BETALER: "Vi er handlekommune, men en anden kommune betaler",
    UDENFOR: "Paragraffen indgår ikke i statistikken",
    UKENDT: "Loven bag paragraffen er ukendt",
    OPHOERT: "Paragraffen er ophørt",
    FRA_OPHOERT: "Registreret på den paragraf, der gjaldt før",
    MAALGRUPPE: "Målgruppen mangler",
    SENT: "Registreret efter indberetningen",
    UFORKLARET: "Uforklaret",
}


@dataclass
class Bro:
    """One paragraph in one period. `egne` plus the causes is `forventet`; what is then left to `leveret` is unexplained."""

    periode: str
    paragraf: str
    leveret: int | None
    egne: int = 0
    aarsager: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def forventet(self) -> int:
        """The citizens that a correct report holds."""
        return self.egne + sum(self.aarsager.values())

    @property
    def uforklaret(self) -> int:
        """Delivered less expected; a paragraph that was not delivered at all was delivered with nobody."""
        return (self.leveret or 0) - self.forventet


def broer(data: Dataset, valgte: Sequence[Vindue], leveret: dict[tuple[str, str], int], *, efter_betaler: bool = False) -> list[Bro]:
    """A bridge for every paragraph and period that either side has; `leveret` is by periode and paragraf.

    By the municipality that decides, as Statistics Denmark counts; `efter_betaler` counts those we pay for, of every paragraph.
    """
    slut = {navn: til for navn, _, til, _ in valgte}
    med = {p for _, p in leveret} | set(INDBERETTES)
    fundet = {k: Bro(*k, antal) for k, antal in leveret.items() if k[0] in slut}

    def bro(periode: str, noegle: str) -> Bro:
        return fundet.setdefault((periode, noegle), Bro(periode, noegle, None))

    for r in _borgere(data, valgte):
        if efter_betaler:
            r = {**r, **dict.fromkeys(indberetning.TRIN, r["betaler"])}
        # Whom neither we pay for nor can report stands on neither side; it would only open an empty line.
        if r["betaler"] or r["rettidig"]:
            _tael(bro, r, *stand(r["gruppe"], slut[r["periode"]], [r["gruppe"]] if efter_betaler else med))
    return [fundet[k] for k in sorted(fundet)]


def stand(noegle: str, dag: date, med: Iterable[str]) -> tuple[str, str | None]:
    """Whether a paragraph can be reported on the day: "" or the cause that it cannot, and what it continues as where the law says."""
    if noegle.startswith("?-"):
        return UKENDT, None
    try:
        if (paragraf(noegle, dag).gyldig_til or date.max) < dag:
            return OPHOERT, efterfoelger(noegle, dag)
    except LawError:
        return (OPHOERT, None) if _ophoert(noegle, dag) else ("" if noegle in med else UDENFOR, None)
    return "" if noegle in med else UDENFOR, None


def _ophoert(noegle: str, dag: date) -> bool:
    """The law names several that follow, or none: ended all the same."""
    try:
        return (paragraf(noegle).gyldig_til or date.max) < dag
    except LawError:
        return False


def _tael(bro: Callable[[str, str], Bro], r: dict, hvorfor: str, ny: str | None) -> None:
    """Enter the citizens of one combination of steps under the cause that keeps them out, or brings them in."""
    b, antal = bro(r["periode"], r["gruppe"]), r["antal"]
    b.egne += antal * r["betaler"]
    if hvorfor:
        if r["betaler"]:
            b.aarsager[hvorfor] -= antal
        if ny and r["rettidig"]:
            bro(r["periode"], ny).aarsager[FRA_OPHOERT] += antal
    elif not r["betaler"]:
        b.aarsager[BETALER] += antal
    elif not r["rettidig"]:
        b.aarsager[SENT if r["maalgruppe"] else MAALGRUPPE if r["handler"] else HANDLER] -= antal


def _borgere(data: Dataset, valgte: Sequence[Vindue]) -> list[dict]:
    if not valgte:
        return []
    t = data.tabel("bevilling")
    t = t.filter(t.paragraf.notnull()).mutate(gruppe=t.paragraf)
    antal = indberetning.borgere(t, data.kommune.kode, valgte)
    return antal.order_by(antal.columns).to_pyarrow().to_pylist()
