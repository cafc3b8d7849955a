"""The access log: appended to, chained, sealed, on disk before anything is shown; where it cannot be written, nothing is.

One JSON line per event, one file per month, in one chain. Writers take turns by a lock that the operating system releases
when a process dies. A line half written by a crash is never cut away: the next writer ends it and says in a sealed line what
it was. See `revision` for reading and checking, `anker` for the place outside.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout

from lisanalysis.access.anker import Anker
from lisanalysis.access.bruger import maskine, nu, os_bruger
from lisanalysis.access.haendelse import FOERSTE, Handling, Linje, borgerfelt, forsegl, laes_linje, uden_numre
from lisanalysis.access.noegle import Noegle, hent_lognoegle
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings

_VENT = 30  # seconds for other writers
_AABN = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_TEKSTER = ("grund", "tekst", "rapport", "tabel", "filter", "maal", "resultat")


def noter(
    settings: Settings, handling: Handling, *, borgere: Iterable[str] | Literal["alle"] = (), antal: int | None = None,
    grund: str = "", tekst: str = "", rapport: str = "", tabel: str = "", filter: str = "", maal: str = "",
    resultat: str = "ok", db_login: str = "",
) -> int:  # fmt: skip
    """Write an event to the municipality's log and return its number, once it is safe on disk and at the anchor.

    `borgere` are CPR numbers, which become log ids, or `alle`. `grund` is a reason's code and `tekst` its free text; `maal` is
    a file written or deleted. Raises AccessError where it cannot be written: then what was to be done must not be done.
    """
    noegle = _lognoegle(settings)
    fundne = borgerfelt(borgere, noegle)
    felter = {
        "handling": handling, "grund": grund, "tekst": tekst, "rapport": rapport or os.environ.get("LIS_RAPPORT", ""),
        "tabel": tabel, "filter": filter, "maal": maal, "resultat": resultat, "bruger": os_bruger(), "db_login": db_login,
        "vaert": maskine(), "antal": antal if antal is not None else len(fundne) if isinstance(fundne, list) else None,
        "borgere": fundne,
    }  # fmt: skip
    felter |= {navn: uden_numre(felter[navn]) for navn in _TEKSTER}
    return Log(settings, noegle).skriv(felter)


class Log:
    """The log's files. `skriv` is the only way in."""

    def __init__(self, settings: Settings, noegle: Noegle) -> None:
        self.mappe, self._noegle, self._egen = settings.logmappe, noegle, not settings.kommune.log.mappe
        self._mode = 0o600 if self._egen else 0o660  # in a folder for several, the folder's group writes one log
        self.anker = Anker(settings, noegle, self._mode)

    def skriv(self, felter: dict[str, Any]) -> int:
        """Append the event, wait for the disk, tell the anchor; its number."""
        try:
            with self.laas():
                return self._tilfoej(felter)
        except OSError as fejl:
            raise AccessError(f"Loggen i {self.mappe} kan ikke skrives ({fejl.strerror or type(fejl).__name__}). Derfor vises intet.") from None

    @contextmanager
    def laas(self) -> Iterator[None]:
        """The log to oneself; others wait. Raises OSError where the folder cannot be used."""
        if self._egen:
            self.mappe.mkdir(parents=True, exist_ok=True, mode=0o700)
        elif not self.mappe.is_dir():  # a share that is down must not become a new log
            raise FileNotFoundError(errno.ENOENT, "mappen findes ikke")
        try:
            with FileLock(self.mappe / "log.laas", timeout=_VENT, mode=self._mode):
                yield
        except Timeout:
            raise AccessError(f"Loggen i {self.mappe} er optaget af en anden. Derfor vises intet; prøv igen.") from None

    def filer(self) -> list[Path]:
        """The months in order."""
        return sorted(self.mappe.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].jsonl"))

    def _tilfoej(self, felter: dict[str, Any]) -> int:
        tid, filer = nu(), self.filer()
        hoved, rest = self._hoved(filer)
        fil = max([self.mappe / f"{tid:%Y-%m}.jsonl", *filer[-1:]])  # a clock set back starts no older file
        if rest:
            hoved = self._afslut(filer[-1], hoved, rest, tid)
        nr = hoved.nr + 1
        linje, segl = forsegl({"nr": nr, "tid": tid.isoformat(), **felter, "forrige": hoved.segl}, self._noegle)
        _tilfoej_bytes(fil, linje, self._mode)
        self.anker.husk(nr, segl, tid)
        return nr

    def _hoved(self, filer: list[Path]) -> tuple[Linje, bytes]:
        """The last whole line of the chain, and what a crash left after it."""
        rest = b""
        for fil in reversed(filer):
            sidste, efter = _hale(fil)
            rest = rest or efter
            if sidste is None:
                continue
            linje = laes_linje(sidste, self._noegle)
            if linje is None:
                raise AccessError(f"Loggens sidste linje i {fil.name} er ikke skrevet med loggens nøgle. Derfor vises intet. "
                                  "Kør 'lis audit verify', og flyt loggen til et arkiv, når den er undersøgt.")  # fmt: skip
            return linje, rest
        return Linje(0, "", FOERSTE, {}), rest

    def _afslut(self, fil: Path, hoved: Linje, rest: bytes, tid: datetime) -> Linje:
        """End the half line that a crash left, and say so in a line of its own; the new head of the chain."""
        if hel := laes_linje(rest, self._noegle):  # only its newline was lost
            _tilfoej_bytes(fil, b"\n", self._mode)
            return hel
        aftryk = hashlib.sha256(rest).hexdigest()
        felter = {"nr": hoved.nr + 1, "tid": tid.isoformat(), "handling": "afbrudt", "sha256": aftryk, "forrige": hoved.segl}
        linje, segl = forsegl(felter, self._noegle)
        _tilfoej_bytes(fil, b"\n" + linje, self._mode)
        self.anker.husk(hoved.nr + 1, segl, tid)
        return Linje(hoved.nr + 1, hoved.segl, segl, felter)


def _lognoegle(settings: Settings) -> Noegle:
    """The log's key; made with the first line, never beside a log that another key has sealed."""
    har_log = any(settings.logmappe.glob("*.jsonl"))
    return hent_lognoegle(settings, opret=not har_log)


def _tilfoej_bytes(fil: Path, indhold: bytes, mode: int) -> None:
    """Append all of it and wait for the disk; on failure cut back to what stood, so that a full disk leaves no half line."""
    ny = not fil.exists()
    haandtag = os.open(fil, _AABN, mode)
    try:
        if ny and os.name == "posix":
            os.fchmod(haandtag, mode)  # whatever the umask says
        foer = os.fstat(haandtag).st_size
        try:
            rest = memoryview(indhold)
            while rest:
                rest = rest[os.write(haandtag, rest) :]
            os.fsync(haandtag)
        except OSError:
            os.ftruncate(haandtag, foer)
            raise
    finally:
        os.close(haandtag)
    if ny:
        _husk_navnet(fil.parent)


def _husk_navnet(mappe: Path) -> None:
    """Wait until the folder itself knows the new file, where the system can tell."""
    if os.name == "posix":
        haandtag = os.open(mappe, os.O_RDONLY)
        try:
            os.fsync(haandtag)
        finally:
            os.close(haandtag)


def _hale(fil: Path) -> tuple[bytes | None, bytes]:
    """The file's last line that has its newline, and the bytes after it; reads from the end only."""
    with fil.open("rb") as ind:
        slut = ind.seek(0, os.SEEK_END)
        laengde = 65_536
        while True:
            start = max(0, slut - laengde)
            ind.seek(start)
            stykker = ind.read(slut - start).rsplit(b"\n", 2)
            if len(stykker) == 3 or start == 0:
                return (stykker[-2] if len(stykker) > 1 else None), stykker[-1]
            laengde *= 4
