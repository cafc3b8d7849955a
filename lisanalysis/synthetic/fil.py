"""A file of an extract: its columns, its rows, and how to write it as CSV, gzipped CSV, Excel or Parquet."""

import csv
import gzip
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FORMER = ("csv", "csv.gz", "xlsx", "parquet")


@dataclass(frozen=True, slots=True, repr=False)
class Fil:
    """One delivered file. `poster` are the rows' sources in order and `raekke` makes a row of one; `noegle` is the id's column."""

    navn: str
    system: str
    kolonner: tuple[str, ...]
    poster: Sequence
    raekke: Callable = tuple
    noegle: str = ""
    kodning: str = "utf-8"
    skilletegn: str = ";"

    def id_af(self, post: object) -> str:
        """The row's id as the file shows it, or nothing where it has none."""
        return str(self.raekke(post)[self.kolonner.index(self.noegle)]) if self.noegle else ""

    def skriv(self, mappe: Path, maerke: str, form: str = "csv") -> tuple[str, int]:
        """Write it and return its name and number of data rows."""
        sti = mappe / f"{self.navn}_{maerke}.{form}"
        raekker = map(self.raekke, self.poster)
        if form in ("csv", "csv.gz"):
            _csv(sti, self, raekker)
        elif form == "xlsx":
            _xlsx(sti, self.kolonner, raekker)
        else:
            _parquet(sti, self.kolonner, raekker)
        return sti.name, len(self.poster)


@dataclass(frozen=True, slots=True, repr=False)
class Tekstfil:
    """A file that is no table: its lines, and whose row each line is (None for frames)."""

    navn: str
    system: str
    linjer: Sequence[str]
    poster: Sequence
    endelse: str = "txt"
    kodning: str = "iso-8859-1"

    def skriv(self, mappe: Path, maerke: str, form: str = "") -> tuple[str, int]:
        """Write it, whatever the form of the others; returns its name and number of lines."""
        sti = mappe / f"{self.navn}_{maerke}.{self.endelse}"
        sti.write_bytes("".join(f"{linje}\r\n" for linje in self.linjer).encode(self.kodning))
        return sti.name, len(self.linjer)


def skriv_csv(sti: Path, kolonner: Sequence[str], raekker: Iterable[Sequence[object]]) -> None:
    """A UTF-8 file with `;` and CRLF, as the truth is written."""
    with sti.open("w", encoding="utf-8", newline="") as ud:
        skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
        skriver.writerow(kolonner)
        skriver.writerows(raekker)


def _csv(sti: Path, fil: Fil, raekker: Iterable[Sequence[object]]) -> None:
    tekst = io.StringIO(newline="")
    skriver = csv.writer(tekst, delimiter=fil.skilletegn, lineterminator="\r\n")
    skriver.writerow(fil.kolonner)
    skriver.writerows(raekker)
    indhold = tekst.getvalue().encode(fil.kodning)
    sti.write_bytes(gzip.compress(indhold, mtime=0) if sti.suffix == ".gz" else indhold)


def _xlsx(sti: Path, kolonner: Sequence[str], raekker: Iterable[Sequence[object]]) -> None:
    """Every cell is text, written as in the CSV: that is how a system's own Excel export keeps a CPR number whole."""
    from openpyxl import Workbook

    bog = Workbook(write_only=True)
    ark = bog.create_sheet("Udtræk")
    for raekke in (kolonner, *raekker):
        ark.append([str(v) if v != "" else None for v in raekke])
    bog.save(sti)


def _parquet(sti: Path, kolonner: Sequence[str], raekker: Iterable[Sequence[object]]) -> None:
    """Every column is text, as in the CSV; empty is null."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    lodret = list(zip(*raekker, strict=True)) or [()] * len(kolonner)
    soejler = [pa.array([str(v) if v != "" else None for v in s], pa.string()) for s in lodret]
    pq.write_table(pa.table(soejler, names=list(kolonner)), sti)
