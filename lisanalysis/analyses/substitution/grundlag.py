"""What the study stands on: which table the stays come from, whose they are, and which months are whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.analyses.substitution.erklaering import Parametre
from lisanalysis.domain import periode
from lisanalysis.domain.paragraf import ParagrafFejl, som_tekst
from lisanalysis.measures import ophold
from lisanalysis.measures.panel import maaned
from lisanalysis.tables import Dataset, MissingTable

if TYPE_CHECKING:
    import ibis

# The settlement system has both stays that were granted and those that needed no grant, with true starts; then grants; then payments.
_KILDER = ("ydelse", "bevilling", "afregning")
_LAES = {"ydelse": ophold.fra_ydelse, "bevilling": ophold.fra_bevilling, "afregning": ophold.fra_afregning}
_NAVN = {"ydelse": "foranstaltning", "bevilling": "indsats", "afregning": "foranstaltning"}
_FAELLES_LOV = ("SEL-107", "SEL-110", "SEL-85a")  # what the homelessness reform changed


class Mangler(Exception):
    """Neither stays nor postings for both sides; `navne` say what is missing."""

    def __init__(self, *navne: str) -> None:
        self.navne = navne
        super().__init__("; ".join(navne))


@dataclass(frozen=True)
class Par:
    """The two sides under the keys that frames, files and sentences use."""

    a: str
    b: str
    andre: tuple[str, ...] = ()

    @property
    def vist_a(self) -> str:
        """How a reader sees the first side: `§ 107`."""
        return vist(self.a)

    @property
    def vist_b(self) -> str:
        """How a reader sees the second side: `§ 110`."""
        return vist(self.b)


@dataclass(frozen=True)
class Grundlag:
    """Stays of all payers (`alle`) and of the municipality (`egne`), the table they come from, and the months.

    `fra` to `til` are the months described; the estimate ends in `skoen_til`, before which registration has caught up.
    `lag` is the days after which 95 % of starts are registered, None where no table says when a row was made.
    """

    par: Par
    tabel: str
    alle: ibis.Table
    egne: ibis.Table
    fra: str
    til: str
    skoen_til: str
    lag: int | None
    fremmede: int

    @property
    def maaneder(self) -> list[str]:
        """The months described."""
        return list(periode.maaneder(periode.foerste(self.fra), periode.sidste(self.til)))

    @property
    def kilde(self) -> str:
        """What a reader calls the rows that the stays come from."""
        return {"ydelse": "foranstaltninger", "bevilling": "bevillinger", "afregning": "afregninger"}[self.tabel]

    @property
    def reform(self) -> bool:
        """Whether the homelessness reform changed the price of either side."""
        return any(n.startswith(_FAELLES_LOV) for side in (self.par.a, self.par.b) for n in side.split("+"))


def vist(noegle: str) -> str:
    """`SEL-107` → `§ 107`, several joined with `/`; what is no paragraph stands as it is."""
    return "/".join(_vist(n) for n in noegle.split("+"))


def _vist(noegle: str) -> str:
    try:
        return som_tekst(noegle).removeprefix("SEL ")
    except ParagrafFejl:
        return noegle


def find(data: Dataset, p: Parametre) -> Grundlag | None:
    """The basis in stays; None where only postings know both sides. Raises Mangler where nothing does."""
    par = Par("+".join(p.a), "+".join(p.b), tuple(n for n in p.andre if n not in (*p.a, *p.b)) if p.efter == "paragraf" else ())
    valg = {par.a: p.a, par.b: p.b, **{n: [n] for n in par.andre}}
    for tabel in _KILDER:
        if not data.har(tabel):
            continue
        rows = _udvalg(data.tabel(tabel), tabel, p.efter, valg)
        alle = _LAES[tabel](rows) if rows is not None else None
        hentet = _hentet(alle) if alle is not None else None
        if hentet is not None and {par.a, par.b} <= set(hentet.gruppe.to_pandas()):
            return _grundlag(data, p, par, tabel, hentet)
    if p.efter == "konto" and data.har("postering"):
        return None
    if data.mangler(*_KILDER) == _KILDER:
        raise MissingTable(_KILDER)
    raise Mangler(f"ophold på både {par.vist_a} og {par.vist_b}")


def _udvalg(t: ibis.Table, tabel: str, efter: str, valg: dict[str, list[str]]) -> ibis.Table | None:
    kolonne = {"paragraf": "paragraf", "ydelse": _NAVN[tabel], "konto": "konto"}[efter]
    return ophold.grupper(t, kolonne, valg) if kolonne in t.columns else None


def _hentet(ophold: ibis.Table) -> ibis.Table:
    """The stays taken out of the lager once: some thousand rows that every check below reads again."""
    import ibis

    return ibis.memtable(ophold.to_pyarrow(), schema=ophold.schema())


def _grundlag(data: Dataset, p: Parametre, par: Par, tabel: str, alle: ibis.Table) -> Grundlag:
    egne = ophold.egne(alle, data.kommune.kode)
    valgte = alle.gruppe.isin([par.a, par.b])
    fremmede = int(alle.filter(valgte).count().execute()) - int(egne.filter(valgte).count().execute())
    til = p.til or periode.sidste_lukkede(data.per)
    fra = p.fra or _foerste_hele(data, egne)
    if fra > til or til > periode.sidste_lukkede(data.per):
        raise Mangler(f"en hel måned mellem {fra} og {til}")
    lag = _lag(egne)
    return Grundlag(par, tabel, alle, egne, fra, til, _uden_haengende(til, data.per, lag or 0), lag, fremmede)


def _foerste_hele(data: Dataset, egne: ibis.Table) -> str:
    """The first month from which the extract is whole: an extract holds what ran when it begins, so what had ended before is not in it.

    That is the first month settled as fully as half an ordinary one; without settlements, the first month in which a stay ends.
    """
    if data.har("afregning"):
        a = data.tabel("afregning")
        t = a.mutate(periode=maaned(a.periode_fra_dato)).group_by("periode").agg(antal=lambda r: r.count()).order_by("periode").execute()
        return str(t.loc[t["antal"] >= t["antal"].median() / 2, "periode"].iloc[0])
    foerste = egne.til_dato.min().execute()
    start = egne.fra_dato.min().execute()
    dag = start if foerste is None or foerste != foerste else foerste
    return periode.maaned(dag.date() if hasattr(dag, "date") else dag)


def _lag(egne: ibis.Table) -> int | None:
    """Days from start to registration that 95 % of the stays keep within; None where none says when it was registered."""
    t = egne.filter(egne.registreret_dato.notnull())
    dage = t.select(dage=t.registreret_dato.delta(t.fra_dato, unit="day")).execute()["dage"]
    return max(int(dage.quantile(0.95)), 0) if len(dage) else None


def _uden_haengende(til: str, per: date, lag: int) -> str:
    """The last month whose starts have had `lag` days to be registered."""
    while (per - periode.sidste(til)).days < lag:
        til = periode.forskyd(til, -1)
    return til
