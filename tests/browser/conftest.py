"""A real browser and a real JupyterLab; where the browser or its driver is absent, the tests say so and are skipped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROD = Path(__file__).parent.parent.parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@dataclass(frozen=True)
class House:
    """An installation of its own with the made-up municipality: `rod` has parameters and notebooks, `env` is what its processes see."""

    rod: Path
    env: dict[str, str] = field(repr=False)

    def lis(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`lis` run here."""
        return subprocess.run([sys.executable, "-m", "lisanalysis", *words], env=self.env, cwd=self.rod, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright mangler; pip install -e .[browser]")
    from lisanalysis.publish.browser import find_browser

    program = find_browser()
    if program is None:
        pytest.skip("der er ingen Chromium, Chrome eller Edge på maskinen")
    with sync.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(program), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def house(browser: Any, demo_hjem: Path, demo: Any, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The templates and the demo's parameters in a folder of their own, so that what is saved harms nobody's checkout."""
    rod = tmp_path_factory.mktemp("rod")
    shutil.copytree(ROD / "notebooks", rod / "notebooks")
    shutil.copytree(ROD / "parameters" / "demo", rod / "parameters" / "demo")
    env = {k: v for k, v in os.environ.items() if k not in ("LIS_DATA", "LIS_RAPPORT", "LIS_NOEGLE")}
    own = {"LIS_HJEM": str(demo_hjem), "LIS_ROD": str(rod), "LIS_REPORTS": str(rod / "reports"), "PYTHONWARNINGS": "ignore"}
    own |= {navn: str(rod / navn.lower()) for navn in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    return House(rod, env | own)


@pytest.fixture(scope="session")
def lab_address(house: House) -> Iterator[str]:
    """JupyterLab as `lis lab` starts it, on a free port; its address with the token."""
    from lisanalysis import lab
    from lisanalysis.settings import read_settings

    with pytest.MonkeyPatch.context() as patch:
        for navn in ("LIS_HJEM", "LIS_ROD"):
            patch.setenv(navn, house.env[navn])
        settings = read_settings(house.rod / "parameters" / "demo")
        folder = lab.prepare(settings)
    port = _free_port()
    words = lab.command(folder, "--no-browser", f"--ServerApp.port={port}", "--IdentityProvider.token=t", "--ServerApp.allow_root=True")
    env = house.env | {"JUPYTER_CONFIG_PATH": lab.environment(settings, folder)["JUPYTER_CONFIG_PATH"]}
    server = subprocess.Popen(words, env=env, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/status?token=t", server)
        yield f"http://127.0.0.1:{port}{{}}?token=t"
    finally:
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            assert server.poll() is None, "JupyterLab stopped"
            time.sleep(0.25)
    raise AssertionError("JupyterLab did not answer")
