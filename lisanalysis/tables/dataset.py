"""A municipality's loaded tables as they stood on a day: what every analysis gets, and all it gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lisanalysis.errors import LisError
from lisanalysis.law.figures import Opslag, tal
from lisanalysis.settings import Kommune
from lisanalysis.tables.column import HERKOMST, Table

if TYPE_CHECKING:
    import ibis
    import pandas as pd

_KONTOCIFRE = 9

# What takes a table down to the rows that a role may see.
Udsnit = Callable[[Table, "ibis.Table"], "ibis.Table"]


# A table of an earlier report, as it was saved on each day: `data.tidligere("ottetalskontrol/afvigelser")`.
Tidligere = Callable[[str], "dict[date, pd.DataFrame]"]


# What follows a figure to its rows: `data.trace(...)`.
Sporing = Callable[..., Any]


class MissingTable(LisError):
    """A table that the question needs was not delivered; a report says "ikke kørt" and names it."""

    def __init__(self, navne: Iterable[str]) -> None:
        self.navne = tuple(navne)
        super().__init__("Ikke kørt: der mangler " + ", ".join(self.navne) + ".")


@dataclass(frozen=True)
class Dataset:
    """Typed tables on one backend, cut at `per`, with the deliveries they came from.

    `forbindelse` is an Ibis backend opened read-only. Tables come out as Ibis expressions, deliveries and rejected rows
    as pandas frames. The text form prints names and counts, never rows. `udsnit` takes every table down to the rows that the
    user's role may see, `adgang` says so in words, and `version` differs with it; `antal` counts what was delivered to all.
    `lov` answers for figures of law, the municipality's own among them: `data.lov(navn, dag)`.
    `tidligere` gives what earlier runs saved, `accepterede` the findings that the municipality has accepted for a while. `sporing`
    is what `trace` asks; `lis.load` gives the one that knows the 8-tals-kontrol. `kolonner` are the only ones that may be read, by table,
    where not all may.
    """

    forbindelse: ibis.BaseBackend = field(repr=False)
    kommune: Kommune
    stem: str
    per: date
    version: str
    antal: Mapping[str, int]
    tabeller: Mapping[str, Table] = field(repr=False)
    udsnit: Udsnit | None = field(default=None, repr=False, compare=False)
    adgang: str = ""
    lov: Opslag = field(default=tal, repr=False, compare=False)
    tidligere: Tidligere = field(default=lambda _: {}, repr=False, compare=False)
    accepterede: tuple[Any, ...] = field(default=(), repr=False, compare=False)
    sporing: Sporing | None = field(default=None, repr=False, compare=False)
    kolonner: Mapping[str, tuple[str, ...]] | None = field(default=None, repr=False, compare=False)
    _aabnet: dict[str, ibis.Table] = field(default_factory=dict, init=False, repr=False, compare=False)  # asking an engine for a table's columns is a query

    def har(self, navn: str) -> bool:
        """Whether the table was delivered with at least one row; one that the load makes itself is there, even if it is empty."""
        afledt = navn in self.antal and navn in self.tabeller and self.tabeller[navn].afledt
        return afledt or self.antal.get(navn, 0) > 0

    def leverede(self) -> dict[str, Table]:
        """The tables that a delivery brought rows for; what the load made from them (`afledt`) is nobody's to correct."""
        return {navn: tabel for navn, tabel in self.tabeller.items() if self.har(navn) and not tabel.afledt}

    def mangler(self, *navne: str) -> tuple[str, ...]:
        """Those of the named tables that were not delivered."""
        return tuple(n for n in navne if not self.har(n))

    def tabel(self, navn: str) -> ibis.Table:
        """The table as an Ibis expression: rows of deliveries up to `per`, each in the version that held then."""
        if navn not in self.tabeller:
            raise LisError(f"Der er ingen tabel, der hedder '{navn}'. Der er: {', '.join(self.tabeller)}.")
        if not self.har(navn):
            raise MissingTable([navn])
        if navn not in self._aabnet:
            self._aabnet[navn] = self.forbindelse.table(navn)
        raw = self._aabnet[navn]
        standing = raw.filter(raw.skaeringsdato <= self.per, raw.erstattet_dato.isnull() | (raw.erstattet_dato > self.per))
        rows = self.udsnit(self.tabeller[navn], standing) if self.udsnit else standing
        return rows if self.kolonner is None else rows.select(*self.kolonner[navn])

    def kun(self, kolonner: Mapping[str, Iterable[str]]) -> Dataset:
        """The same data with these columns of these tables alone, and each row's lineage; any other table counts as not delivered."""
        tilladt = {t: tuple(k.navn for k in self.tabeller[t].lager_kolonner if k in HERKOMST or k.navn in set(ks))
                   for t, ks in kolonner.items() if t in self.tabeller}  # fmt: skip
        antal = {t: n for t, n in self.antal.items() if t in tilladt}
        laast = {"antal": antal, "kolonner": tilladt, "tabeller": dict(self.tabeller)}
        return replace(self, sporing=None, **{navn: MappingProxyType(v) for navn, v in laast.items()})

    def trace(self, hvad: str = "", **begyndelse: str | int) -> Any:
        """Rækkerne bag et tal på begge sider, med system, fil og linje, og summerne fra konto over paragraf til borger.

        Begyndelsen er en afvigelse, en celle, en borgers år på en konto eller en række i kilden:

            data.trace(afvigelse_id="2:fejlkonteret:bv:afregning:A00004014")
            data.trace(konto="538521001", periode="2025-03")        # også paragraf="SEL-107"
            data.trace(borger_id="b_…", konto="538521001", aar=2025)
            data.trace(kilde_id="A00004014")                        # Afr_id, Indsats ID, Foranst_nr, Bilag/Linje, fil#linje …

        Uden navn gættes begyndelsen af formen: `data.trace("A00004014")`. Svaret har tabellerne `fund`, `niveauer` og `raekker`. Det viser kun
        de rækker, din rolle må se, og aldrig et CPR-nummer.

        Fejl: `ParameterError` når der ingen rækker er dér, eller begyndelsen mangler.
        """
        if self.sporing is None:
            raise LisError("Hent data med lis.load, før et tal følges til sine rækker.")
        return self.sporing(self, **({_slags(hvad): hvad} if hvad else {}), **begyndelse)

    def leverancer(self) -> pd.DataFrame:
        """The deliveries up to `per`, one row per file: counts, control sum, periods and status."""
        t = self.forbindelse.table("leverance")
        return t.filter(t.skaeringsdato.isnull() | (t.skaeringsdato <= self.per)).order_by("kilde", "fil").execute()

    def afviste(self) -> pd.DataFrame:
        """The rows that could not be read: file, physical line, column and reason, never the value."""
        t = self.forbindelse.table("afvist")
        return t.select("leverance_id", "fil", "linje", "kolonne", "aarsag").order_by("fil", "linje").execute()

    def systemskifter(self) -> pd.DataFrame:
        """Where two systems of a kind have delivered the same rows: how many in which table, and whether they are counted once."""
        return self.forbindelse.table("systemskifte").order_by("fra", "til", "tabel").execute()

    def __repr__(self) -> str:
        tal = ", ".join(f"{navn} {antal:,}".replace(",", ".") for navn, antal in self.antal.items() if antal)
        return f"<{self.kommune.navn} pr. {self.per.isoformat()}{self.adgang and f', {self.adgang}'}: {tal}>"


def _slags(hvad: str) -> str:
    """What a text is the beginning of, by its form."""
    if hvad.startswith("b_"):
        return "borger_id"
    if ":" in hvad:
        return "afvigelse_id"
    return "konto" if hvad.isdigit() and len(hvad) == _KONTOCIFRE else "kilde_id"
