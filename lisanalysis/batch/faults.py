"""How a fault is told without telling a row: by its type and a place in our own code.

A traceback and the message of a foreign error may hold values (a KeyError quotes its key). Only our own errors are known to
hold none, so only their messages are passed on.
"""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from lisanalysis.errors import LisError

_PACKAGE = Path(__file__).resolve().parent.parent
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r"^File (.+?):(\d+)(?:, in |$)", re.MULTILINE)
_CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")
_DIGITS = re.compile(r"\d{6}-?\d{4}")


class Failed(Exception):
    """A report could not be made; the text is the short Danish reason, without any value."""


def reason(error: Exception) -> str:
    """Why a report failed, in a sentence that may be shown and written."""
    if isinstance(error, (Failed, LisError)):
        return str(error)
    if isinstance(error, PermissionError):
        return "en fil i rapportens mappe kan ikke skrives; er den åben i et andet program?"
    return f"intern fejl: {place(error)}"


def place(error: BaseException) -> str:
    """The error's type and the last line of our own code on its way: `KeyError i lisanalysis/x.py, linje 12`."""
    frames = [(Path(f.filename), f.lineno) for f in traceback.extract_tb(error.__traceback__)]
    return _at(type(error).__name__, frames)


def cell_reason(ename: str, evalue: str, lines: list[str]) -> str:
    """The same for an error inside a kernel, known only by IPython's printed traceback; ours are told by their message."""
    text = _ANSI.sub("", "\n".join(lines))
    frames = [(Path(fil).expanduser(), int(linje)) for fil, linje in _FRAME.findall(text)]
    if frames and _PACKAGE in frames[-1][0].parents and ename in _our_errors(LisError):
        return _DIGITS.sub("••••••-••••", evalue)
    if any(_PACKAGE in fil.parents for fil, _ in frames):
        return _at(ename, frames)
    linjer = _CELL_LINE.findall(text)
    return f"{ename}, linje {linjer[-1]}" if linjer else ename


def _at(name: str, frames: list[tuple[Path, int | None]]) -> str:
    ours = [(fil, linje) for fil, linje in frames if _PACKAGE in fil.parents]
    if not ours:
        return name
    fil, linje = ours[-1]
    return f"{name} i lisanalysis/{fil.relative_to(_PACKAGE).as_posix()}, linje {linje}"


def _our_errors(cls: type[LisError]) -> set[str]:
    return {cls.__name__}.union(*(_our_errors(sub) for sub in cls.__subclasses__()))
