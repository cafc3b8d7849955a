"""The made-up municipality, loaded once for all tests that need one, in folders of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings as proever

from lisanalysis.tables import Dataset

ROD = Path(__file__).parent.parent

# The same examples every time: a suite that decides what lands rolls no dice. `HYPOTHESIS_PROFILE=default` searches anew.
proever.register_profile("ens", derandomize=True)
proever.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ens"))


@pytest.fixture(scope="session")
def demo_hjem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LIS_HJEM of its own with the extracts of a small demo municipality (1,500 inhabitants, three years)."""
    from lisanalysis.synthetic import skriv

    hjem = tmp_path_factory.mktemp("hjem")
    skriv(hjem / "demo" / "udtraek", indbyggere=1500)
    return hjem


@pytest.fixture(scope="session")
def demo(demo_hjem: Path) -> Dataset:
    """The made-up municipality as `lis.load("demo")` gives it, loaded from `demo_hjem`."""
    from lisanalysis import sources
    from lisanalysis.settings import read_settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(demo_hjem))
        settings = read_settings(ROD / "parameters" / "demo")
        return sources.load(settings)
