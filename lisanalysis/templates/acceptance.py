"""Which packages a municipality has accepted: `parameters/<kommune>/skabeloner/`, the bytes and a sealed line for each.

A line is sealed with the municipality's key, so that neither a package nor a line can be changed by one who does not hold it. The
last line of a name is the version that runs; the earlier ones stay, so that a version cannot come again with other bytes.
"""

from __future__ import annotations

import hmac
import os
import uuid
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lisanalysis.access import Noegle, hent_noegle
from lisanalysis.errors import AccessError, TemplateError
from lisanalysis.settings import Settings
from lisanalysis.templates import jsonbytes
from lisanalysis.templates.archive import SUFFIX, read_bytes
from lisanalysis.templates.manifest import Hash, Line

LEDGER = "accepteret.json"


class Acceptance(BaseModel):
    """One line: what was accepted, who made it, who accepted it and when, which cells they read, and what the trial gave."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    navn: str
    version: str
    sha256: Hash
    forfatter: Line
    accepteret_af: Line
    bruger: str
    tid: str
    celler: list[int]
    proeve: str
    segl: str = ""

    @property
    def id(self) -> str:
        """Name and version, as the file is called."""
        return f"{self.navn}-{self.version}"


def folder(settings: Settings) -> Path:
    """Where the municipality's accepted packages lie."""
    return settings.mappe / "skabeloner"


def package_file(settings: Settings, accepted: Acceptance) -> Path:
    """The accepted package."""
    return folder(settings) / f"{accepted.id}{SUFFIX}"


def accepted(settings: Settings) -> tuple[Acceptance, ...]:
    """All lines, the oldest first. TemplateError where the file, or one line's seal, is not as it was written."""
    ledger = folder(settings) / LEDGER
    if not ledger.is_file():
        return ()
    where = f"parameters/{settings.stem}/skabeloner/{LEDGER}"
    lines = jsonbytes.loose(read_bytes(ledger), where)
    try:
        if not isinstance(lines, list):
            raise TypeError
        found = tuple(Acceptance.model_validate(line) for line in lines)
    except (ValueError, TypeError):
        raise TemplateError(f"{where} kan ikke læses. Hent filen fra versionsstyringen.") from None
    key = _key(settings) if found else None
    for line in found:
        if not hmac.compare_digest(line.segl, _seal(settings, line, key)):
            raise TemplateError(
                f"{where}: linjen om {line.id} er ikke skrevet med kommunens nøgle, eller den er ændret. Skabelonen køres ikke. "
                "Hent filen fra versionsstyringen; er kommunens nøgle skiftet, så slet linjen og acceptér skabelonen på ny."
            )
    return found


def active(settings: Settings) -> dict[str, Acceptance]:
    """The version of each template that runs."""
    return {line.navn: line for line in accepted(settings)}


def pin(settings: Settings, line: Acceptance, raw: bytes) -> Path:
    """Keep the bytes and write the sealed line, the line last; the package's file."""
    key = hent_noegle(settings)
    sealed = line.model_copy(update={"segl": _seal(settings, line, key)})
    lines = [*accepted(settings), sealed]
    target = package_file(settings, line)
    _write(target, raw)
    _write(folder(settings) / LEDGER, jsonbytes.write([entry.model_dump() for entry in lines]))
    return target


def _key(settings: Settings) -> Noegle:
    """The municipality's key: here a missing one must not lead anybody to make a new."""
    try:
        return hent_noegle(settings)
    except AccessError:
        raise TemplateError(f"{settings.kommune.navn} har accepteret skabeloner, men kommunens nøgle er ikke på denne maskine. Hent den fra nøglearkivet; "
                            "en ny nøgle kan hverken læse pseudonymerne eller linjerne om skabelonerne.") from None  # fmt: skip


def _seal(settings: Settings, line: Acceptance, key: Noegle) -> str:
    content = {"kommune": settings.stem, **line.model_dump(exclude={"segl"})}
    return key.segl(b"skabelon|" + jsonbytes.write(content))


def _write(target: Path, raw: bytes) -> None:
    """All of the file or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{uuid.uuid4().hex}.ny")
    try:
        with new.open("xb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        os.replace(new, target)
    finally:
        new.unlink(missing_ok=True)
