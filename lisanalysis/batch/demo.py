"""The made-up municipality's extracts: written once, and again only when other ones are asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lisanalysis.batch.manifest import as_bytes, read
from lisanalysis.settings import Settings


def made_up_extracts(settings: Settings, write: Callable[..., Any], **wanted: Any) -> None:
    """Let `write` (`synthetic.skriv`) fill the municipality's data folder, unless it did so with the same arguments.

    A stamp beside the folder says what was asked for and which files came. Only those files are ever removed: the folder
    might have been pointed at somebody's own extracts.
    """
    stamp = settings.data.parent / f"{settings.data.name}.stempel.json"
    former = read(stamp)
    made = [settings.data / navn for navn in former.get("filer", ())]
    asked = {**wanted, "kode": _code(write)}
    if made and former.get("bestilt") == asked and all(fil.is_file() for fil in made):
        return
    for fil in made:
        fil.unlink(missing_ok=True)
    filer = write(settings.data, **wanted).filer
    stamp.write_bytes(as_bytes({"bestilt": asked, "filer": sorted(filer)}))


def _code(write: Callable[..., Any]) -> str:
    """The hash of the code that writes: a newer package may make another municipality of the same arguments."""
    folder = Path(write.__code__.co_filename).parent
    content = {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.rglob("*.py")}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
