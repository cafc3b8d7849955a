"""The place outside the log that remembers how far it had come, so that a log cut short is seen.

The anchor is a file of short lines in a folder that another owns and where this user may only add. Where a place is given it
must be written, or nothing is shown; where none is given, `lis access status` says what cannot be seen without one.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from lisanalysis.access.noegle import Noegle
from lisanalysis.settings import Settings

_AABN = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)

_LINJE = re.compile(r"(\d+) ([0-9a-f]{64}) \S+\+00:00", re.ASCII)


class Anker:
    """One log's lines at the anchor: number, seal, time. `fil` is None where no place is given."""

    def __init__(self, settings: Settings, noegle: Noegle, mode: int = 0o600) -> None:
        self._mode = mode
        self.fil: Path | None = settings.anker / f"{settings.stem}-{noegle.id}.anker" if settings.anker else None

    def husk(self, nr: int, segl: str, tid: datetime) -> None:
        """Add a line and wait for the disk. Raises OSError, also where the folder is gone: it is not ours to make."""
        if self.fil is None:
            return
        ny = not self.fil.exists()
        haandtag = os.open(self.fil, _AABN, self._mode)
        try:
            if ny and os.name == "posix":
                os.fchmod(haandtag, self._mode)
            os.write(haandtag, f"\n{nr} {segl} {tid.isoformat()}\n".encode())  # the first newline ends what a crash left
            os.fsync(haandtag)
        finally:
            os.close(haandtag)

    def husket(self) -> dict[int, set[str]]:
        """The seals remembered for each line number; half a line, left by a crash, remembers nothing."""
        if self.fil is None or not self.fil.is_file():
            return {}
        fundet: dict[int, set[str]] = {}
        for linje in self.fil.read_text(encoding="utf-8", errors="replace").splitlines():
            if hel := _LINJE.fullmatch(linje):
                fundet.setdefault(int(hel[1]), set()).add(hel[2])
        return fundet
