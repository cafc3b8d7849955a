"""Files made to fill memory or time: each is answered within a bound, measured in a process of its own."""

import sys

import pytest
from hostile_prep import bombs, endless_line, load_apart
from lager_prep import Kommunen

MEGABYTES = 800


@pytest.mark.skipif(sys.platform == "win32", reason="peak memory is asked of POSIX; the sparse file needs its file system")
def test_memory_and_time_stay_bounded(tmp_path):
    """A line of 2 GB costs one row set apart; bombs are refused; all of it within 800 MB and two minutes."""
    kommune = Kommunen(tmp_path, "prisme: {}")
    kommune.kilde("prisme", "files: {posteringer: {pattern: 'prisme_posteringer*'}}")
    endless_line(kommune)
    bombs(kommune)
    found = load_apart(kommune)

    assert found["peak"] < MEGABYTES
    assert {fil.removeprefix("prisme_posteringer_"): told for fil, *told in found["rows"]} == {
        "linje.csv": ["advarsel", 3, 2, 1], "bombe.xlsx": ["afvist", 0, 0, 0], "loegn.xlsx": ["afvist", 0, 0, 0],
        "bombe.csv.gz": ["afvist", 0, 0, 0], "bred.xlsx": ["advarsel", 1500, 0, 1500],
    }
