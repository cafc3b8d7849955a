"""Where the work happens: the municipality's settings, the folder of reports and the day, as the surroundings say.

What `lis run` was given reaches the kernel by environment: `LIS_ROD` (the folder with parameters and notebooks), `LIS_DATA`,
`LIS_REPORTS`, and `LIS_RAPPORT`, the report's name; `LIS_TABELLER`, the only tables and columns that a shared template may read;
`LIS_INTERN`, `LIS_GRUND` and `LIS_SLETTES` where internal lists are to be written, `LIS_SKRAMLET` for a scrambled lager.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from lisanalysis.errors import ParameterError
from lisanalysis.settings import Settings, read_settings


def current_settings(kommune: str | Path) -> Settings:
    """The settings of the municipality, with the folder of extracts that `lis run` was given."""
    return read_settings(kommune, data=Path(os.environ["LIS_DATA"]) if os.environ.get("LIS_DATA") else None)


def reports_root(settings: Settings) -> Path:
    """The folder that all reports stand under."""
    return Path(os.environ.get("LIS_REPORTS") or settings.rod / "reports").resolve()


def read_per(per: date | str | None) -> date | None:
    """The cut-off date as a date; None or empty text means the latest delivery's."""
    if not per or isinstance(per, date):
        return per or None
    try:
        return date.fromisoformat(per)
    except (TypeError, ValueError):
        raise ParameterError("'per' skal være en dato, der findes, skrevet åååå-mm-dd.") from None
