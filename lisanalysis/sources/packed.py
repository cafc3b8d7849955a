"""Opens a delivered text file, packed or not, so that neither a cut file nor a bomb does harm."""

from __future__ import annotations

import gzip
import zlib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Protocol

from lisanalysis.errors import DataError

# A year of postings packs to a tenth; a file that holds two hundred times its size is made to fill a machine.
_RATIO, _ALWAYS_ALLOWED = 200, 200 << 20


class Source(Protocol):
    """What the text readers ask of a file."""

    def read(self, size: int) -> bytes: ...
    def readline(self, size: int) -> bytes: ...


def open_bytes(path: Path) -> AbstractContextManager[Source]:
    """The file's bytes, unpacked when its name ends in .gz. Reading raises DataError for a packed file that is cut or a bomb."""
    return _Unpacked(path) if path.suffix.lower() == ".gz" else path.open("rb")


class _Unpacked:
    def __init__(self, path: Path) -> None:
        self._path, self._given = path, 0
        self._most = max(_ALWAYS_ALLOWED, _RATIO * path.stat().st_size)
        self._file: IO[bytes] = gzip.open(path, "rb")

    def read(self, size: int) -> bytes:
        return self._bounded(self._file.read, size)

    def readline(self, size: int) -> bytes:
        return self._bounded(self._file.readline, size)

    def _bounded(self, read: object, size: int) -> bytes:
        try:
            data = read(size)
        except (EOFError, OSError, zlib.error):
            raise DataError(f"{self._path.name}: den pakkede fil er afkortet eller ødelagt. Bed om den igen.") from None
        self._given += len(data)
        if self._given > self._most:
            raise DataError(f"{self._path.name}: den pakkede fil fylder over {_RATIO} gange mere udpakket. Bed om den uden pakning.")
        return data

    def __enter__(self) -> _Unpacked:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
