"""The members of a zip, within bounds: a small file that unpacks to a large one is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

_STOERSTE_UDPAKKET = 200_000_000
_FLEST = 2_000


def medlemmer(indhold: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file; comments are given as members of their own. Raises ValueError past the bounds."""
    with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
        alle = pakke.infolist()
        if len(alle) > _FLEST or sum(m.file_size for m in alle) > _STOERSTE_UDPAKKET or len({m.filename for m in alle}) < len(alle):
            raise ValueError
        kommentarer = [pakke.comment, *(m.comment for m in alle), *(m.extra for m in alle)]
        if any(kommentarer):
            yield "kommentarer.txt", b"\n".join(kommentarer)
        for medlem in alle:
            if not medlem.is_dir():
                yield medlem.filename, pakke.read(medlem)
