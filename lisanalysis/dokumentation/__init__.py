"""Writes the pages of the guide that the code knows best: a page per notebook, and the catalogues of measures and of the law's figures.

What only a run can tell (the files out with their columns, the reservations) is recorded once from a municipality's data in
`docs/notebooks/uddata.yaml`, names and headings alone; the pages are written from that and from the declarations.
"""

from __future__ import annotations

from pathlib import Path

from lisanalysis import catalogue, sources
from lisanalysis.dokumentation import love, maal, notebooks, trin

OPTAGET = Path("notebooks") / "uddata.yaml"


def sider(docs: Path, rod: Path) -> dict[str, str]:
    """Every generated page by its path under `docs`; `rod` is the folder with `notebooks/`."""
    return {
        "katalog-regler.md": catalogue.side(),
        "katalog-tabeller.md": sources.describe(),
        "katalog-maal.md": maal.side(),
        "katalog-lov.md": love.side(),
        "otte-trin.md": trin.side(),
        **notebooks.sider(rod / "notebooks", docs / OPTAGET),
    }


def skriv(docs: Path, rod: Path) -> list[str]:
    """Write the pages that are not as they should be; their names."""
    nye = {navn: tekst for navn, tekst in sider(docs, rod).items() if _laest(docs / navn) != tekst}
    for navn, tekst in nye.items():
        (docs / navn).parent.mkdir(parents=True, exist_ok=True)
        (docs / navn).write_text(tekst, encoding="utf-8", newline="\n")
    return sorted(nye)


def _laest(fil: Path) -> str:
    return fil.read_text(encoding="utf-8") if fil.is_file() else ""
