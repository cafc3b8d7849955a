"""What a shared template's kernel is told of the machine it runs on: enough to start and to find the data, and nothing else.

A password in the environment is nothing to a template. What it does not need is blanked; that hides it, it is no wall.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from lisanalysis.settings import Settings

_NEEDED = frozenset(
    "PATH PATHEXT HOME USER USERNAME LOGNAME USERPROFILE HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PROGRAMDATA SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC TMPDIR TEMP TMP "
    "LANG LANGUAGE TZ SHELL LD_LIBRARY_PATH DYLD_LIBRARY_PATH VIRTUAL_ENV NUMBER_OF_PROCESSORS OS MPLBACKEND MPLCONFIGDIR".split()
)
_FAMILIES = ("LIS_", "PYTHON", "JUPYTER_", "IPYTHON", "LC_", "XDG_", "OMP_", "OPENBLAS_", "MKL_", "PROCESSOR_", "COV_")
_SECRET = re.compile(r"TOKEN|PASSWORD|PASSWD|SECRET", re.IGNORECASE)


def blanked(settings: Settings) -> dict[str, str]:
    """The variables of this process that the kernel is not to have, each as nothing."""
    kept = _NEEDED | set(_named(settings))
    return {name: "" for name in os.environ if name.upper() not in kept and not (name.upper().startswith(_FAMILIES) and not _SECRET.search(name))}


def _named(settings: Settings) -> Iterable[str]:
    """The variables that kommune.yaml's folders are written with; not those that name databases."""
    k = settings.kommune
    for text in (k.data, k.lager, k.log.mappe, k.log.anker):
        yield from (name.upper() for name in re.findall(r"\$\{(\w+)\}", text))
