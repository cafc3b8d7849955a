"""Deletes what the municipality no longer keeps: extracts past their days, and versions of the lager past their number.

Nothing is deleted unless `kommune.yaml` says so (`opbevaring`), but for lager versions that no pointer has named for two loads. The access
log is told first; where it cannot be written, nothing is deleted. An extract's age is counted from the date in its name, else from
when the file was last written. Files that no mapping knows are never touched.
"""

from __future__ import annotations

from datetime import date, timedelta
from fnmatch import fnmatch
from pathlib import Path

from lisanalysis import lager
from lisanalysis.access import noter
from lisanalysis.errors import DataError
from lisanalysis.settings import Settings
from lisanalysis.sources.deliveries import date_in_name, shown
from lisanalysis.sources.mapping import SystemMapping

_VERSIONS = 2  # the present one, and the former for those who still read it


def delete_expired(settings: Settings, mappings: tuple[SystemMapping, ...], today: date) -> tuple[tuple[str, str], ...]:
    """Delete the extracts past `opbevaring: leverancer` days; each name with what the delivery list is to say of it.

    Raises AccessError where the log cannot be written, and DataError where a file cannot be deleted.
    """
    days = settings.kommune.opbevaring.get("leverancer")
    if days is None or not settings.data.is_dir():
        return ()
    limit = today - timedelta(days=days)
    expired = [f for f in sorted(settings.data.iterdir()) if _is_extract(f, mappings) and _day(f) < limit]
    for fil in expired:
        noter(settings, "sletning", tekst=f"opbevaring: leverancer {days} dage", maal=shown(fil), antal=0)
        try:
            fil.unlink()
        except OSError as error:
            raise DataError(f"{shown(fil)}: opbevaringen er udløbet, men filen kan ikke slettes ({error.strerror}). Slet den i hånden.") from None
    said = f"Slettet {today:%d-%m-%Y}: ældre end de {days} dage, kommune.yaml bevarer leverancer."
    return tuple((shown(fil), said) for fil in expired)


def _is_extract(fil: Path, mappings: tuple[SystemMapping, ...]) -> bool:
    patterns = [m.pattern.lower() for system in mappings for m in system.files.values() if m.pattern]
    return fil.is_file() and not fil.is_symlink() and any(fnmatch(fil.name.lower(), p) for p in patterns)


def _day(fil: Path) -> date:
    return date_in_name(fil.name) or date.fromtimestamp(fil.stat().st_mtime)


def delete_versions(settings: Settings, new: lager.Version, former: lager.Version | None, *, emptied: bool) -> None:
    """Keep as many versions as `opbevaring: lagerversioner` says; where extracts were deleted, only the one without their rows."""
    asked = settings.kommune.opbevaring.get("lagerversioner")
    keep = 1 if emptied else asked or _VERSIONS
    order = [new.id, *([former.id] if former else []), *lager.versioner(settings)]
    deleted = lager.ryd_op(settings, set(list(dict.fromkeys(order))[:keep]))
    if deleted and (asked or emptied):
        noter(settings, "sletning", tekst=f"opbevaring: {keep} lagerversioner", maal=", ".join(f"lager-{v}" for v in deleted), antal=0)
