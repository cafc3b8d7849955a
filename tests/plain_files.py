"""The extracts of a municipality read with csv alone, whichever systems sent them: what the plain recount of both loops adds up.

Nothing of the package is used: a day is a date, a krone a Decimal.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

OPEN, DAY, ZERO = date.max, timedelta(days=1), Decimal("0.00")
COUNTS = {"Bevilget", "Iværksat", "Afsluttet"}


@dataclass(eq=False)
class Grant:
    id: str
    cpr: str
    par: str
    lev: str
    fra: date
    til: date
    antal: Decimal | None
    enhed: str
    tit: str
    takst: Decimal | None


@dataclass(eq=False)
class Settlement:
    id: str
    cpr: str
    ydelse: str
    par: str
    lev: str
    fra: date
    til: date
    antal: Decimal
    enhed: str
    takst: Decimal
    kr: Decimal
    konto: str
    type: str
    ref: str


def half_up(x: Decimal, step: str = "0.01") -> Decimal:
    return x.quantize(Decimal(step), ROUND_HALF_UP)


def number(text: str) -> Decimal:
    text = text.replace(".", "").replace(",", ".")
    return -Decimal(text[:-1]) if text.endswith("-") else Decimal(text or "0")


def day(text: str, missing: date = OPEN) -> date:
    if not text or text == "99991231":
        return missing
    return date(int(text[6:]), int(text[3:5]), int(text[:2])) if "-" in text else date(int(text[:4]), int(text[4:6]), int(text[6:]))


def key(text: str) -> str:
    return text.replace(" § ", "-").replace(" stk. ", "-").replace(" nr. ", ".")


def month(d: date) -> int:
    return d.year * 12 + d.month - 1


def days_of(m: int) -> list[date]:
    first = date(m // 12, m % 12 + 1, 1)
    return [first + n * DAY for n in range(monthrange(first.year, first.month)[1])]


def shown(m: int) -> str:
    return f"{m // 12}-{m % 12 + 1:02d}"


class Files:
    """The extracts of a folder, whichever systems sent them."""

    def __init__(self, folder: Path, slut: date) -> None:
        self.folder, self.slut = folder, slut
        self.settlements = [s for s, status in [*self._bv(), *self._as2007()] if status == "E"]
        self.ydelser = {y["Foranst_nr"]: (y["Indsats_id"], y["Konto"]) for y in self.rows("bv_ydelser", "cp1252")}
        self.ydelser |= {y["YdelsesID"]: (y["IndsatsID"], y["Konto"]) for y in self.rows("as2007_ydelser", "iso-8859-1")}
        self.prices = defaultdict(list)
        for r in self.rows("tilbud"):
            takst = number(r["Takst"])
            both = {takst, half_up(takst * number(r["Momsfaktor"] or "1"))}
            self.prices[r["CVR"], key(r["Paragraf"])].append((day(r["Gyldig fra"]), day(r["Gyldig til"]), both))
        self.names = self._names()
        self.grants = [*self._nexus(), *self._dubu(), *self._sensum()]
        self.dead, self.former = self._cpr()
        self.postings = [*self._prisme(), *self._opus()]

    def rows(self, name: str, encoding: str = "utf-8") -> list[dict[str, str]]:
        for file in self.folder.glob(f"{name}_2*.csv"):
            rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode(encoding)), delimiter=";"))
            return [{**r, "#": f"{file.name}#{nr}"} for nr, r in enumerate(rows, 2)]
        return []

    def _bv(self):
        for r in self.rows("bv_afregninger", "cp1252"):
            yield Settlement(r["Afr_id"], r["Cprnr"], r["Foranst_nr"], r["Paragraf"], r["Firmanr_CVR"], day(r["Afr_fra"]), day(r["Afr_til"]),
                             number(r["Antal_enheder"]), r["Enhed"], number(r["Takst"]), number(r["Beloeb"]), r["Konto"], r["Afr_type"], r["Bilagsref"]), r["Afr_status"]  # fmt: skip

    def _as2007(self):
        for r in self.rows("as2007_betalinger", "iso-8859-1"):
            yield Settlement(r["BetalingsID"], r["CPR"], r["YdelsesID"], r["Lovgrundlag"], r["LeverandoerCVR"], day(r["PeriodeFra"]), day(r["PeriodeTil"]),
                             number(r["Antal"]), r["PrisEnhed"], number(r["Pris"]), number(r["Beloeb"]), r["Konto"], r["Type"], r["Henvisning"]), r["Status"]  # fmt: skip

    def _names(self) -> dict[str, str]:
        """The CVR that a provider's name stands for, where it stands for one only."""
        known = defaultdict(set)
        pairs = [(r["Tilbud"], r["CVR"]) for r in self.rows("tilbud")]
        pairs += [(r["Firma"], r["Firmanr_CVR"]) for r in self.rows("bv_ydelser", "cp1252")]
        pairs += [(r["Leverandoer"], r["LeverandoerCVR"]) for r in self.rows("as2007_ydelser", "iso-8859-1")]
        for name, cvr in pairs:
            known[name] |= {cvr} - {""}
        return {name: min(cvrs) for name, cvrs in known.items() if len(cvrs) == 1}

    def _nexus(self):
        for r in self.rows("nexus_indsatser", "utf-8-sig"):
            if r["Status"] in COUNTS:
                fra, til = r["Afregning start"] or r["Startdato"], r["Afregning slut"] or r["Slutdato"]
                yield Grant(r["Indsats ID"], r["Borger CPR"].replace("-", ""), key(r["Paragraf"]), r["Leverandør CVR"] or self.names.get(r["Leverandør"], ""),
                            day(fra, date.min), day(til), number(r["Antal"]), r["Enhed"], r["Frekvens"], number(r["Takst"]) if r["Takst"] else None)  # fmt: skip

    def _dubu(self):
        for r in self.rows("dubu_p30"):
            if r["Status"] in COUNTS:
                yield Grant(r["#"], r["CPR-nr."].replace("-", ""), key(r["Foranstaltningsparagraf"]), self.names.get(r["Leverandør"] or r["Tilbud"], ""),
                            day(r["Startdato"], date.min), day(r["Slutdato"]), number(r["Antal"]), r["Enheds angivelse"], r["Beregningsfrekvens"],
                            number(r["Ydelsesbeløb"]) if r["Ydelsesbeløb"] else None)  # fmt: skip

    def _sensum(self):
        for r in self.rows("sensum_indsatser"):
            if r["IndsatsStatus"] in COUNTS:
                yield Grant(r["#"], r["CPR"].replace("-", ""), key(r["IndsatsParagraf"]), self.names.get(r["LeverandørNavn"] or r["Tilbud"], ""),
                            day(r["IndsatsStartDato"], date.min), day(r["IndsatsSlutDato"]), None, "", "", None)  # fmt: skip

    def _cpr(self):
        dead, former = {}, set()
        for file in self.folder.glob("cpr_*"):
            for line in file.read_bytes().decode("iso-8859-1").split("\r\n"):
                if line.startswith("001") and line[23:25] == "90":
                    dead[line[3:13]] = date.fromisoformat(line[61:71])
                if line.startswith("022"):
                    former |= {(line[3:13], line[13:23]), (line[13:23], line[3:13])}
        return dead, former

    def _prisme(self):
        """(id, number, konto, month of the regnskabsår, kroner)."""
        for r in self.rows("prisme_posteringer", "cp1252"):
            d, year = day(r["Dato"]), int(r["Regnskabsår"])
            m = month(d) if d.year == year else year * 12 + (11 if d.year > year else 0)
            yield f"{r['Bilag']}/{r['Linje']}/{year}", r["Ydelsesmodtager"], r["Konto"], m, number(r["Beløb"])

    def _opus(self):
        names = ("Artskonto", "Omkostningssted", "PSP-element")
        table = [[r[n] for n in names] + [r["Konto"], day(r["Gyldig fra"]), day(r["Gyldig til"])] for r in self.rows("opus_kontering")]
        found: dict[tuple, str] = {}
        for r in self.rows("opus_posteringer"):
            d, dims = day(r["Bogføringsdato"]), tuple(r[n] for n in names)
            if (*dims, d) not in found:
                fits = [t for t in table if all(a in ("", b) for a, b in zip(t, dims, strict=False)) and t[4] <= d <= t[5]]
                most = max((sum(map(bool, t[:3])) for t in fits), default=0)
                konti = {t[3] for t in fits if sum(map(bool, t[:3])) == most}
                found[*dims, d] = min(konti) if len(konti) == 1 else ""
            yield f"{r['Bilagsnummer']}/{r['Linje']}/{d.year}", r["Ydelsesmodtagernr."], found[*dims, d], month(d), number(r["Beløb"])
