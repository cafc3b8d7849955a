"""Finds the delivered files, tells each by its content, and checks their headings before a row is read."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from lisanalysis.domain.dato import kalenderdato
from lisanalysis.domain.stavning import mente_du_i_parentes
from lisanalysis.errors import DataError
from lisanalysis.settings import Settings
from lisanalysis.sources.mapping import SHARED, FileMapping, SystemMapping

_Candidate = tuple[Path, Path, tuple[SystemMapping, ...]]  # a file, the folder that it must lie in, and what may read it
_NAME_DATE = re.compile(r"(?<!\d)(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")


@dataclass(frozen=True)
class Delivery:
    """One file: what system it is from, the mappings that read it, and the hash that is its identity.

    `fejl` is why it is refused without being opened.
    """

    fil: Path
    navn: str
    sha256: str
    system: SystemMapping
    mappings: tuple[FileMapping, ...]
    fejl: str = ""

    @property
    def leverance_id(self) -> str:
        """A short form of the file's hash."""
        return self.sha256[:16]

    @property
    def navnedato(self) -> date | None:
        """The date in the file's name, which is its cut-off."""
        return date_in_name(self.navn)

    @property
    def navneord(self) -> str:
        """The word of the name that the pattern leaves open: `statbank_FOLK1A-2.csv` read by `statbank_*` gives FOLK1A."""
        prefix = self.mappings[0].pattern.partition("*")[0]
        return re.split(r"[^0-9A-Za-zÆØÅæøå]", self.navn[len(prefix) :])[0]


def date_in_name(name: str) -> date | None:
    """The date in a file's name (`20250131`, `2025-01-31`)."""
    found = _NAME_DATE.search(name)
    return kalenderdato(*map(int, found.groups())) if found else None


def find_deliveries(settings: Settings, mappings: tuple[SystemMapping, ...]) -> tuple[list[Delivery], list[Path]]:
    """The files that a mapping's pattern fits, by name, and the files that none fits."""
    if not settings.data.is_dir():
        if any(m.connection for system in mappings for m in system.files.values()):
            return [], []
        raise DataError(f"Mappen med udtræk findes ikke: {settings.data}. Ret 'data' i {settings.stem}/kommune.yaml.")
    hashes = _Hashes(settings)
    found, unknown = [], []
    for fil, folder, readers in (*_extracts(settings, mappings), *_shared(settings, mappings)):
        if delivery := _deliver(fil, folder, readers, hashes):
            found.append(delivery)
        elif not fil.is_dir():
            unknown.append(fil)
    hashes.save()
    return found, unknown


def _extracts(settings: Settings, mappings: tuple[SystemMapping, ...]) -> Iterator[_Candidate]:
    """What lies in the municipality's own folder, but for the files that it says are others'."""
    others = [other.lower() for other in settings.kommune.andre_filer]
    for fil in _visible(settings.data):
        if not any(fnmatch(fil.name.lower(), other) for other in others):
            yield fil, settings.data, mappings


def _shared(settings: Settings, mappings: tuple[SystemMapping, ...]) -> Iterator[_Candidate]:
    """What other municipalities share, in the folder or in a folder for each; nothing else is read from there."""
    folder = settings.aggregater
    if folder is None or folder == settings.data:
        return
    if not folder.is_dir():
        raise DataError(f"Mappen med andre kommuners aggregater findes ikke: {folder}. Ret 'aggregater' i {settings.stem}/kommune.yaml.")
    readers = tuple(m for m in mappings if m.system == SHARED)
    for fil in _visible(folder):
        for inner in _visible(fil) if fil.is_dir() and not fil.is_symlink() else [fil]:
            yield inner, folder, readers


def _visible(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if not f.name.startswith((".", "~")))


def _deliver(fil: Path, folder: Path, mappings: tuple[SystemMapping, ...], hashes: _Hashes) -> Delivery | None:
    for system in mappings:
        fitting = tuple(m for m in system.files.values() if fnmatch(fil.name.lower(), m.pattern.lower()))
        if fitting:
            navn, fejl = shown(fil, folder), _not_to_be_opened(fil, folder)
            try:
                sha256 = hashes.of(fil) if not fejl else ""
            except OSError as error:
                fejl = f"Filen kan ikke læses ({error.strerror}). Giv brugeren adgang til den, og prøv igen."
            if fejl:
                sha256 = hashlib.sha256(f"{navn}|{fejl}".encode()).hexdigest()
            return Delivery(fil, navn, sha256, system, fitting, fejl and f"{navn}: {fejl}")
    return None


def _not_to_be_opened(fil: Path, folder: Path) -> str:
    """Why a name in the folder is not read at all; nothing where it is an ordinary file."""
    try:
        whole = fil.resolve(strict=True)
    except (OSError, RuntimeError):
        return "Genvejen fører ingen steder hen. Læg selve filen i mappen."
    if folder.resolve() not in whole.parents:
        return "Filen er en genvej ud af mappen med udtræk. Læg selve filen i mappen."
    if fil.is_dir():
        return "Det er en mappe og ikke en fil. Læg filerne direkte i mappen med udtræk."
    return "" if fil.is_file() else "Det er ikke en almindelig fil. Læg selve filen i mappen."


def shown(fil: Path, folder: Path | None = None) -> str:
    """The file's name, below `folder`, as it may be written in a list: bytes that are no text and control characters are replaced."""
    name = fil.relative_to(folder).as_posix() if folder else fil.name
    name = name.encode("utf-8", "replace").decode()
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def check_heading(heading: list[str], mappings: tuple[FileMapping, ...], navn: str) -> None:
    """Refuse a file whose headings are not the mappings', naming each fault and the nearest spelling."""
    faults = [f"kolonnen '{h}' står to gange" for h, count in sorted(Counter(heading).items()) if count > 1]
    known = [h for m in mappings for h in m.headings]
    wanted = [h for h in dict.fromkeys(known) if not any(h in (*m.optional, *m.ignored) for m in mappings)]
    known += [h for m in mappings for h in m.ignored]
    missing = [h for h in wanted if h not in heading]
    if not set(known) & set(heading):  # the first line may be a row, and a row's values are never repeated
        named = "; ".join(f"kolonnen '{h}' mangler" for h in missing)
        raise DataError(f"{navn}: første linje har ingen af de ventede overskrifter: {named}. Filen er ikke læst; bed om den med overskrift.")
    unknown = [h for h in heading if h not in known]
    faults += [f"kolonnen '{h}' mangler{_instead(mente_du_i_parentes(h, unknown))}" for h in missing]
    if all(m.unknown_columns == "error" for m in mappings):
        faults += [f"kolonnen '{h}' er ukendt{mente_du_i_parentes(h, missing)}" for h in unknown]
    if faults:
        raise DataError(f"{navn}: " + "; ".join(faults) + ". Filen er ikke læst; ret udtrækket eller kommunens sources-fil.")


def _instead(suggestion: str) -> str:
    return suggestion.replace("mente du", "hedder den nu")


class _Hashes:
    """The files' SHA-256, remembered by size and time so that an unchanged folder is not read again."""

    def __init__(self, settings: Settings) -> None:
        self._store = settings.lager / "fingeraftryk.json"
        try:
            self._known = json.loads(self._store.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._known = {}
        self._seen: dict[str, str] = {}

    def of(self, fil: Path) -> str:
        """The SHA-256 of the file's bytes."""
        stat = fil.stat()
        key = f"{fil.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
        self._seen[key] = self._known.get(key) or _sha256(fil)
        return self._seen[key]

    def save(self) -> None:
        """Remember the files seen this time, and those alone."""
        if self._seen != self._known:
            self._store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._store.write_text(json.dumps(self._seen), encoding="utf-8")


def _sha256(fil: Path) -> str:
    with fil.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
