"""Ballerup's published account plan, found through LIS_REALDATA."""

import csv
import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def ballerup():
    """A function from a file name to the rows of that file in Ballerup's account plan."""
    mappe = os.environ.get("LIS_REALDATA")
    if not mappe:
        pytest.skip("LIS_REALDATA is unset: the published account plan of Ballerup is not at hand")

    def raekker(fil: str) -> list[dict[str, str]]:
        with (Path(mappe) / "ballerup_kontoplan" / fil).open(encoding="utf-8-sig", newline="") as f:
            return list(csv.DictReader(f))

    return raekker
