"""The package as a file: a zip of a few members with fixed names, unpacked in memory alone, and in one way only.

What is read must be, byte for byte, what writing the same members gives. That leaves no room for a second entry of a name, a link,
a path, a comment, a second archive behind the first, or a small file that unpacks to a large one: members are stored as they are.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lisanalysis.errors import TemplateError

SUFFIX = ".lisskabelon"
MOST_BYTES, MOST_MEMBERS = 5_000_000, 50
MANIFEST, NOTEBOOK, README, TRIAL = "manifest.json", "notebook.ipynb", "README.md", "proeve.json"
MEMBERS = (MANIFEST, NOTEBOOK, README, TRIAL)
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same members give the same bytes on any day


def pack(members: Mapping[str, bytes]) -> bytes:
    """The members as a package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, members[name])
    raw = out.getvalue()
    if len(raw) > MOST_BYTES:
        raise TemplateError(f"Pakken fylder {len(raw) / 1e6:.1f} MB; der må højst være {MOST_BYTES // 1_000_000} MB.".replace(".", ",", 1))
    return raw


def read_bytes(path: Path) -> bytes:
    """The file's bytes, no more than a package may have. Raises TemplateError for what is no ordinary file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise TemplateError(f"{shown(path.name)} er ikke en almindelig fil.")
        with path.open("rb") as content:
            raw = content.read(MOST_BYTES + 1)
    except OSError as error:
        raise TemplateError(f"{shown(path.name)} kan ikke læses ({error.strerror}).") from None
    if len(raw) > MOST_BYTES:
        raise TemplateError(f"Pakken fylder mere end {MOST_BYTES // 1_000_000} MB.")
    return raw


def unpack(raw: bytes) -> dict[str, bytes]:
    """The members by name; TemplateError says which rule of the archive was broken. Nothing is written anywhere."""
    if len(raw) > MOST_BYTES:
        raise TemplateError(f"Pakken fylder mere end {MOST_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if fault := _fault(entries):
                raise TemplateError(f"Pakken er afvist: {fault}.")
            members = {entry.filename: archive.read(entry) for entry in entries}
    except TemplateError:
        raise
    except Exception as error:  # zipfile has many ways to say that a file is damaged
        raise TemplateError(f"Pakken kan ikke læses som en skabelonpakke ({type(error).__name__}).") from None
    if pack(members) != raw:
        raise TemplateError("Pakken er afvist: den er ikke skrevet af 'lis template pack' eller er ændret siden.")
    return members


def _fault(entries: list[zipfile.ZipInfo]) -> str:
    """The first rule that the table of contents breaks; empty where it breaks none."""
    if len(entries) > MOST_MEMBERS:
        return f"der er {len(entries)} filer i den; der må højst være {MOST_MEMBERS}"
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        return "to filer i den hedder det samme"
    for entry in entries:
        if fault := _entry_fault(entry):
            return fault
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return "indholdet fylder mere, end en pakke må"
    missing = [name for name in MEMBERS if name not in names]
    return f"der mangler {', '.join(missing)}" if missing else ""


def _entry_fault(entry: zipfile.ZipInfo) -> str:
    name, mode = entry.orig_filename, entry.external_attr >> 16
    if "/" in name or "\\" in name or ":" in name or name.startswith("."):
        return "en fil i den har en sti eller et skjult navn"
    if name not in MEMBERS:
        return f"en fil i den hører ikke til; der må være {', '.join(MEMBERS)}"
    if stat.S_ISLNK(mode) or mode and not stat.S_ISREG(mode):
        return f"{name} er en henvisning og ikke en fil"
    if entry.flag_bits & 0x1:
        return f"{name} er krypteret"
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
        return f"{name} er pakket sammen; filerne skal ligge, som de er"
    return ""


def shown(text: str) -> str:
    """A name from outside as it may be printed: nothing in it that a terminal would obey."""
    return "".join(char if char.isprintable() else "�" for char in text)[:120]
