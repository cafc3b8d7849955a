"""A real PostgreSQL for the tests of the engines, and the made-up municipality on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from motor_prep import skifteret
from postgres import Server, start

from lisanalysis import sources
from lisanalysis.settings import read_settings
from lisanalysis.tables import Dataset

ROD = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server, for all tests here."""
    with start() as server:
        yield server


@pytest.fixture(scope="session")
def demo_pg(demo: Dataset, demo_hjem: Path, server: Server) -> Dataset:
    """The municipality of `demo` as its parameters give it with PostgreSQL for an engine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(demo_hjem))
        patch.setenv("LIS_TEST_MOTOR", server.url("postgres"))
        return sources.open_lager(skifteret(read_settings(ROD / "parameters" / "demo"), "postgresql", "LIS_TEST_MOTOR"))
