"""Finds the Chromium, Chrome or Edge that stands on the machine, and lets it print a page to PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lisanalysis.errors import ParameterError

NAVN = "LIS_BROWSER"  # a browser that stands elsewhere is named in the environment
_NAVNE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge", "chrome")
_STEDER = {
    "win32": ("Microsoft/Edge/Application/msedge.exe", "Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"),
    "darwin": ("Google Chrome.app/Contents/MacOS/Google Chrome", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "Chromium.app/Contents/MacOS/Chromium"),
}
_MAPPER = {"win32": ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"), "darwin": ()}
_SEKUNDER = 120
INGEN = (
    "Der er ingen Chromium, Chrome eller Edge på maskinen, så der kan ikke laves PDF. Installér en af dem, eller skriv stien til den i "
    f"miljøvariablen {NAVN}. Uden --pdf laves rapporterne som HTML, der kan udskrives fra enhver browser."
)


def find_browser() -> Path | None:
    """The browser's program; None where there is none. Every Windows since 10 has Edge."""
    if named := os.environ.get(NAVN):
        return Path(named) if Path(named).is_file() else None
    paa_stien = next((fundet for navn in _NAVNE if (fundet := shutil.which(navn))), None)
    if paa_stien:
        return Path(paa_stien)
    mapper = [Path(os.environ[m]) for m in _MAPPER.get(sys.platform, ()) if m in os.environ] or [Path("/Applications")]
    return next((m / sted for m in mapper for sted in _STEDER.get(sys.platform, ()) if (m / sted).is_file()), None)


def print_to_pdf(side: bytes) -> bytes:
    """The page as PDF on the paper its stylesheet asks for, tagged for screen readers. Raises ParameterError where there is no browser
    or it does not print.

    The page stands in a folder of its own meanwhile, and the browser has a profile of its own that is gone afterwards.
    """
    program = find_browser()
    if program is None:
        raise ParameterError(INGEN)
    with tempfile.TemporaryDirectory(prefix="lis-pdf-", ignore_cleanup_errors=True) as mappe:
        ind, ud = Path(mappe) / "side.html", Path(mappe) / "side.pdf"
        ind.write_bytes(side)
        try:
            subprocess.run([str(program), *_ord(Path(mappe) / "profil"), f"--print-to-pdf={ud}", ind.as_uri()],
                           check=False, timeout=_SEKUNDER, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            pass
        if not ud.is_file():
            raise ParameterError(f"Browseren {program.name} lavede ingen PDF. Prøv igen, eller skriv stien til en anden i {NAVN}.")
        return ud.read_bytes()


def _ord(profil: Path) -> list[str]:
    """Headless, without network of its own, and without the sandbox only for root, whom Chromium gives none."""
    som_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-sync",
            f"--user-data-dir={profil}", "--no-pdf-header-footer", *(["--no-sandbox"] if som_root else [])]  # fmt: skip
