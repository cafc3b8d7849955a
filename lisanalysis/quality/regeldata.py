"""The data as a rule sees them: only the sources that bring the columns the rule needs, and the deliveries as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.errors import LisError
from lisanalysis.law import Tal
from lisanalysis.settings import Kommune
from lisanalysis.tables import Column, Dataset, Table

if TYPE_CHECKING:
    import ibis

# What the load says of its files, as tables: a rule may judge a delivery or a row that was set apart.
FILTABELLER: dict[str, Table] = {
    "leverance": Table(
        "leverance",
        "De filer, der er leveret.",
        tuple(Column(n, t, f, foelsomhed="aaben") for n, t, f in (
            ("fil", "tekst", "Filens navn."), ("raekker", "heltal", "Rækker i filen."), ("indlaest", "heltal", "Rækker indlæst."),
            ("afvist", "heltal", "Rækker sat til side."), ("status", "kode", "Hvordan det gik."), ("bemaerkning", "tekst", "Hvorfor."),
        )),
        noegle=("fil",),
    ),
    "afvist": Table(
        "afvist",
        "De rækker, der ikke kunne læses.",
        tuple(Column(n, t, f, foelsomhed="aaben") for n, t, f in (
            ("fil", "tekst", "Filens navn."), ("linje", "heltal", "Linjen i filen."), ("kolonne", "tekst", "Den kolonne, der ikke kunne læses."),
            ("aarsag", "tekst", "Hvorfor den ikke kunne læses."),
        )),
        noegle=("fil", "linje"),
    ),
}  # fmt: skip


class KanIkkeKoeres(LisError):
    """The rule cannot answer on these data; the message says what is missing, and the rule counts as "ikke kørt"."""


@dataclass(frozen=True)
class FraKilde:
    """What a rule that ran could not answer about one source's rows: its findings there are neither found nor gone."""

    grund: str
    tabel: str
    kilde: str


@dataclass(frozen=True)
class Regeldata:
    """A Dataset for one rule: `kilder` names, per table, the sources that fill the columns the rule needs (absent: all)."""

    data: Dataset = field(repr=False)
    kilder: Mapping[str, tuple[str, ...]]

    @property
    def per(self) -> date:
        """The cut-off date."""
        return self.data.per

    def lov(self, navn: str, dag: date) -> Tal:
        """The figure of law in force on the day, the municipality's own among them. Raises LawError."""
        return self.data.lov(navn, dag)

    @property
    def kommune(self) -> Kommune:
        """The municipality."""
        return self.data.kommune

    def har(self, navn: str) -> bool:
        """Whether the table was delivered."""
        return navn in FILTABELLER or self.data.har(navn)

    def tabel(self, navn: str) -> ibis.Table:
        """The table's rows from the sources that the rule can use. Raises MissingTable."""
        t = _filer(self.data, navn) if navn in FILTABELLER else self.data.tabel(navn)
        return t.filter(t.kilde.isin(list(self.kilder[navn]))) if navn in self.kilder else t


def tabel(data: Dataset, navn: str) -> Table:
    """The declaration of a canonical table or of one about files."""
    return FILTABELLER.get(navn) or data.tabeller[navn]


def _filer(data: Dataset, navn: str) -> ibis.Table:
    """The deliveries up to the cut-off, or the rows set apart in them, with the lineage that every table has."""
    filer = data.forbindelse.table("leverance")
    filer = filer.filter(filer.skaeringsdato.isnull() | (filer.skaeringsdato <= data.per), filer.kilde != "")
    if navn == "leverance":
        return filer.mutate(raekke_nr=1)
    afvist = data.forbindelse.table("afvist")
    return afvist.inner_join(filer.select("leverance_id", "kilde").distinct(), "leverance_id").mutate(raekke_nr=afvist.linje)
