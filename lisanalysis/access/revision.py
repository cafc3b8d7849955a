"""Reads the log: whether it is whole, and what it says of one citizen.

What no check can see is said with the verdict: without an anchor outside, lines cut from the end leave no trace, and who has
stolen the log's key can write any log that no anchor contradicts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lisanalysis.access.adgang import hent_adgang
from lisanalysis.access.anker import Anker
from lisanalysis.access.haendelse import ALLE, FOERSTE, Linje, laes_linje, log_id
from lisanalysis.access.log import Log, noter
from lisanalysis.access.noegle import Noegle, hent_lognoegle
from lisanalysis.domain import cpr as cprnummer
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings

Status = Literal["hel", "brudt", "kortere_end_anker", "tom"]


@dataclass(frozen=True)
class Tilstand:
    """The verdict on a log. `linje` is the physical line in `fil` where it breaks; `uden_anker` counts what no anchor holds."""

    status: Status
    antal: int
    besked: str
    fil: str = ""
    linje: int = 0
    har_anker: bool = False
    uden_anker: int = 0
    afbrudte: int = 0

    @property
    def hel(self) -> bool:
        """Whether nothing speaks against the log."""
        return self.status in ("hel", "tom")


class Brud(Exception):
    """The chain breaks here."""

    def __init__(self, fil: str, linje: int, hvorfor: str, antal: int) -> None:
        self.fil, self.linje, self.hvorfor, self.antal = fil, linje, hvorfor, antal
        super().__init__(hvorfor)


def efterproev(settings: Settings) -> Tilstand:
    """Read the whole log, seal by seal, and hold it against the anchor."""
    if not any(settings.logmappe.glob("*.jsonl")):
        return _tom(settings)
    noegle = hent_lognoegle(settings)
    log = Log(settings, noegle)
    with log.laas():
        segl: dict[int, str] = {}
        afbrudte = 0
        try:
            for linje in kaede(log.filer(), noegle):
                segl[linje.nr] = linje.segl
                afbrudte += linje.felter["handling"] == "afbrudt"
        except Brud as brud:
            besked = f"Loggen er brudt ved linje {brud.linje} i {brud.fil}: {brud.hvorfor}."
            return Tilstand("brudt", brud.antal, besked, brud.fil, brud.linje, log.anker.fil is not None)
        return _mod_anker(log.anker, segl, afbrudte)


def for_borger(settings: Settings, tekst: str) -> tuple[list[Linje], int]:
    """The lines that name the citizen with this CPR number, and the count of those that took in everybody.

    Needs the right `log`; the search is itself written in the log before anything is shown. The log must be whole.
    """
    hent_adgang(settings).kraev("log")
    try:
        nummer = cprnummer.laes(tekst, fiktiv=True).nummer
    except cprnummer.CprFejl:
        raise AccessError("Det, der blev skrevet, er ikke et CPR-nummer. Skriv ti cifre.") from None
    if not (tilstand := efterproev(settings)).hel:
        raise AccessError(f"{tilstand.besked} Den skal undersøges, før der svares ud fra den.")
    noter(settings, "logopslag", borgere=[nummer], grund="indsigt")
    noegle = hent_lognoegle(settings)
    soegt, log = log_id(nummer, noegle), Log(settings, noegle)
    with log.laas():
        linjer = list(kaede(log.filer(), noegle))
    naevnt = [x for x in linjer if soegt in (x.felter.get("borgere") or ()) and x.felter["borgere"] != ALLE]
    return naevnt, sum(x.felter.get("borgere") == ALLE for x in linjer)


def kaede(filer: list[Path], noegle: Noegle) -> Iterator[Linje]:
    """The log's lines in order. Raises Brud at the first that is not what the chain says."""
    nr, forrige, halv, sted = 0, FOERSTE, None, ("", 0)
    for fil, fysisk, raa, sluttet in _raa_linjer(filer):
        sted = (fil.name, fysisk)
        linje = laes_linje(raa, noegle) if sluttet else None
        if linje is None:
            if halv is not None or not sluttet:
                raise Brud(*sted, "linjen er ufærdig eller ændret", nr)
            halv = (raa, sted)
            continue
        if halv and (linje.felter.get("handling"), linje.felter.get("sha256")) != ("afbrudt", hashlib.sha256(halv[0]).hexdigest()):
            raise Brud(*halv[1], "linjen er ændret, eller dens segl er et andet", nr)
        if linje.felter["handling"] == "afbrudt" and not halv:
            raise Brud(*sted, "den afbrudte linje, der nævnes, er væk", nr)
        if (linje.nr, linje.forrige) != (nr + 1, forrige):
            raise Brud(*sted, f"der mangler linjer, eller rækkefølgen er en anden (nr. {linje.nr} følger efter nr. {nr})", nr)
        nr, forrige, halv = linje.nr, linje.segl, None
        yield linje
    if halv:
        raise Brud(*halv[1], "linjen er ændret, eller dens segl er et andet", nr)


def _raa_linjer(filer: list[Path]) -> Iterator[tuple[Path, int, bytes, bool]]:
    """Every physical line: file, number, bytes, and whether it has its newline."""
    for fil in filer:
        with fil.open("rb") as ind:
            for nr, raa in enumerate(ind, start=1):
                yield fil, nr, raa.removesuffix(b"\n"), raa.endswith(b"\n")


def _mod_anker(anker: Anker, segl: dict[int, str], afbrudte: int) -> Tilstand:
    husket, antal = anker.husket(), len(segl)
    if anker.fil is None:
        return Tilstand("hel", antal, f"Loggen er hel: {antal} linjer. Intet anker: afkortning kan ikke ses.", afbrudte=afbrudte)
    uden = sum(nr not in husket for nr in segl)
    if husket and max(husket) > antal:
        besked = f"Loggen er kortere end ankeret: den har {antal} linjer, ankeret husker {max(husket)}."
        return Tilstand("kortere_end_anker", antal, besked, har_anker=True, uden_anker=uden)
    uens = sorted(nr for nr, kendte in husket.items() if kendte != {segl.get(nr)})
    if uens:
        besked = f"Loggen er brudt ved hændelse nr. {uens[0]}: ankeret husker en anden linje."
        return Tilstand("brudt", antal, besked, linje=uens[0], har_anker=True, uden_anker=uden)
    mangler = f" {uden} af dem står ikke i ankeret." if uden else " Ankeret husker dem alle."
    return Tilstand("hel", antal, f"Loggen er hel: {antal} linjer.{mangler}", har_anker=True, uden_anker=uden, afbrudte=afbrudte)


def _tom(settings: Settings) -> Tilstand:
    """No log at all: nothing yet, unless an anchor remembers one."""
    husket = sorted(settings.anker.glob(f"{settings.stem}-*.anker")) if settings.anker else []
    if husket:
        return Tilstand("kortere_end_anker", 0, "Der er ingen log, men ankeret husker en.", har_anker=True)
    return Tilstand("tom", 0, "Der er ingen log endnu.", har_anker=settings.anker is not None)
