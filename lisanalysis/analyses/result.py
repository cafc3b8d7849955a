"""What an analysis answers with: an object with fields that notebooks, reports, other code and tests all read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from lisanalysis.analyses.konklusion import Konklusion

if TYPE_CHECKING:
    import pandas as pd

# How a value is written to a Danish reader; the file keeps the exact value.
Format = Literal["tekst", "kr", "mio", "antal", "decimal", "pct", "dato", "periode", "henvisning", "anker"]


@dataclass(frozen=True)
class Noegletal:
    """One key figure, as one row of `noegletal.csv`. `vaerdi` None is unknown, never zero.

    `sidst` is what the report said the time before, and when; `workspace` knows it, no analysis does.
    """

    noegle: str
    titel: str
    vaerdi: Decimal | int | float | None
    enhed: str
    format: Format = "antal"
    omraade: str = "alle"
    paragraf: str = "alle"
    konto: str = "alle"
    periode: str = "alle"
    lav95: float | None = None
    hoej95: float | None = None
    n: int | None = None
    status: str = "ok"
    forside: bool = True
    sidst: tuple[date, Decimal] | None = None


@dataclass(frozen=True)
class Kolonne:
    """How a column of a table is headed and written in the report.

    A `henvisning` leads to the first row with the same value in the `anker` column of the same name, in another table of the page.
    """

    navn: str
    titel: str
    format: Format = "tekst"


@dataclass(frozen=True)
class Tabel:
    """One table of the answer. `fil` names its CSV and Parquet; `vis` is how many rows the report shows (0: none).

    `enhed` names the column that tells citizens apart where the table is about citizens: disclosure control counts it.
    With `fordel` the rows are the citizens behind a table that is split by those columns (one of several levels is a tuple, from coarse to
    fine): the reader gets the counts, made safe. `borgerfri` says that the table holds nothing of citizens and may be shown to all.
    A `cpr_liste` is of use only with CPR numbers: where a role and a reason are given it is also written to the place for internal lists.
    `kun_i_filen` heads the columns that programs read from the file and the report does not show.
    """

    navn: str
    titel: str
    data: pd.DataFrame
    kolonner: tuple[Kolonne, ...]
    fil: bool = True
    vis: int = 20
    forklaring: str = ""
    enhed: str | None = None
    fordel: tuple[str | tuple[str, ...], ...] = ()
    borgerfri: bool = False
    cpr_liste: bool = False
    kun_i_filen: tuple[Kolonne, ...] = ()

    def __repr__(self) -> str:
        return f"<Tabel {self.navn}: {len(self.data)} rækker>"


@dataclass(frozen=True)
class Markering:
    """A day or month on a figure's time axis at which something was changed, drawn as a line with its words."""

    x: str
    tekst: str


@dataclass(frozen=True)
class Figur:
    """One chart, described but not drawn: `publish` draws it, so that all charts look alike.

    `titel` says the finding, not the subject. `slags`: linje (x, y, farve), soejle (x, y, farve), vandfald (x, y: a step
    per row, first and last are totals), trafiklys (x, y: navn and status), tragt (x: size, y, farve: group, and midte, lav, hoej:
    the limits at that size), ottetal (x, y: the three systems and the differences between). `alt` is what a screen reader says.
    `antal` names the column with the citizens behind each point; a figure without it that is not `borgerfri` is for internal readers.
    `markeringer` are lines across a linje figure over months (åååå-mm), in the order of time.
    """

    navn: str
    titel: str
    slags: Literal["linje", "soejle", "vandret_soejle", "vandfald", "trafiklys", "tragt", "ottetal"]
    data: pd.DataFrame
    x: str
    y: str
    alt: str
    farve: str | None = None
    x_titel: str = ""
    y_titel: str = ""
    y_format: Format = "antal"
    kilde: str = ""
    antal: str | None = None
    borgerfri: bool = False
    markeringer: tuple[Markering, ...] = ()

    def __repr__(self) -> str:
        return f"<Figur {self.navn}>"


@dataclass(frozen=True)
class Afsnit:
    """A heading, some sentences, and the names of the tables and figures that belong under it."""

    titel: str
    tekst: tuple[str, ...] = ()
    indhold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """The answer: one sentence, key figures, figures, tables, and what the numbers cannot carry.

    `status` is ok, or ikke_koert with what is missing in `mangler`. `goer` is what the reader should do next. `publikum` decides
    what `publish` shows: `intern` readers may see citizens under pseudonym, all others only what has been counted and made safe.
    """

    stem: str
    titel: str
    laeser: str
    spoergsmaal: str
    per: date
    svar: str
    noegletal: tuple[Noegletal, ...] = ()
    afsnit: tuple[Afsnit, ...] = ()
    tabeller: tuple[Tabel, ...] = ()
    figurer: tuple[Figur, ...] = ()
    goer: tuple[str, ...] = ()
    forbehold: tuple[str, ...] = ()
    datagrundlag: tuple[str, ...] = ()
    metode: tuple[str, ...] = ()
    valuta: str = "DKK"
    publikum: Literal["intern", "direktion", "politiker", "offentlig"] = "intern"
    status: Literal["ok", "ikke_koert"] = "ok"
    mangler: tuple[str, ...] = ()
    ikke_koert: dict[str, str] = field(default_factory=dict)
    konklusioner: tuple[Konklusion, ...] = ()

    def konklusion(self, navn: str) -> Konklusion:
        """The conclusion of that name."""
        return next(k for k in self.konklusioner if k.navn == navn)

    def find(self, navn: str) -> Tabel | Figur | Noegletal | Afsnit:
        """The table, figure, section or key figure of that name; a section that is titled as a key figure is the larger of the two."""
        for del_ in (*self.tabeller, *self.figurer, *self.afsnit, *self.noegletal):
            if navn in (getattr(del_, "navn", None), getattr(del_, "noegle", None), del_.titel):
                return del_
        raise KeyError(navn)

    def __repr__(self) -> str:
        return (
            f"<Result {self.stem} {self.status}: {len(self.noegletal)} nøgletal, "
            f"{len(self.tabeller)} tabeller, {len(self.figurer)} figurer>"
        )
