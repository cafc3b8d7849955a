"""The page on spreadsheets names every report there is and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROD = Path(__file__).parent.parent


def test_every_report_has_its_line() -> None:
    """One row per template."""
    side = (ROD / "docs" / "regneark-der-forsvinder.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\| `([a-z_]+)` \|", side)) == sorted(f.stem for f in (ROD / "notebooks").glob("*.ipynb"))
