"""Killed, out of disk, or two at once: the former lager stands whole, the next load finishes, and nothing is left lying."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from lager_prep import ANNA, Kommunen, raekker

from lisanalysis.errors import DataError
from lisanalysis.sources import open_lager

HEADING = "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"
CHILD = "import sys\nfrom lisanalysis.settings import read_settings\nfrom lisanalysis.sources import load\nload(read_settings(sys.argv[1]))\nprint('loaded')\n"
LIMITED = (
    "import resource, sys\nfrom lisanalysis.errors import LisError\nfrom lisanalysis.settings import read_settings\nfrom lisanalysis.sources import load\n"
    "settings = read_settings(sys.argv[1])\nresource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))\n"
    "try:\n    load(settings)\nexcept LisError as error:\n    print(type(error).__name__, error)\n"
)
ROWS = 20_000


def postings(month: int, rows: int = ROWS) -> str:
    """A month of postings, enough for a load to be caught in the middle of it."""
    return HEADING + "".join(f"28-{month:02d}-2025;2025;B{month}-{i};1;;;;538521001;;409;{i},25;D;tekst {i};{ANNA};;;\n" for i in range(rows))


@pytest.fixture
def kommune(tmp_path) -> Kommunen:
    """One month loaded, and a second one waiting in the folder."""
    made = Kommunen(tmp_path, "prisme: {}")
    made.fil("prisme_posteringer_20250131.csv", postings(1), "cp1252")
    made.indlaes()
    made.fil("prisme_posteringer_20250228.csv", postings(2), "cp1252")
    return made


def start(kommune: Kommunen, code: str = CHILD) -> subprocess.Popen:
    """A load in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", code, str(kommune.mappe)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def left_behind(kommune: Kommunen) -> list[str]:
    """What lies in the lager's folder besides two versions, the pointer, the fingerprints and the lock."""
    ours = ("lager-", "identitet-", "aktuel.json", "fingeraftryk.json", "indlaesning.laas")
    return [f.name for f in kommune.settings.lager.iterdir() if not f.name.startswith(ours) or f.name.startswith("aktuel.json.") or f.name.endswith(".wal")]


def test_killed_at_any_moment_the_former_lager_stands(kommune):
    """After each kill the lager holds the first month, or both where the load had ended; then the next load ends with both."""
    rng, seen = random.Random(5), set()
    for _ in range(6):
        child, began = start(kommune), time.monotonic()
        while child.poll() is None and not list(kommune.settings.lager.glob("arbejde-*")) and time.monotonic() - began < 60:
            time.sleep(0.005)
        time.sleep(rng.uniform(0, 1.5))
        child.kill()
        child.communicate()
        seen.add(open_lager(kommune.settings).antal["postering"])
    assert seen <= {ROWS, 2 * ROWS}

    data = kommune.indlaes()
    assert data.antal["postering"] == 2 * ROWS
    assert left_behind(kommune) == []


@pytest.mark.skipif(os.name != "posix", reason="limits on file size are POSIX")
def test_a_full_disk_is_said_and_leaves_the_former_lager(kommune):
    """The error is ours and in Danish; the former lager is open to readers, no scratch is left, and the next load finishes."""
    child = start(kommune, LIMITED)
    told, _ = child.communicate(timeout=120)

    assert told.startswith("DataError Der er ikke plads på disken")
    assert open_lager(kommune.settings).antal["postering"] == ROWS
    assert left_behind(kommune) == []
    assert kommune.indlaes().antal["postering"] == 2 * ROWS


def test_two_loads_at_once_take_turns(kommune):
    """Both end well, and the rows are there once."""
    both = [start(kommune), start(kommune)]
    told = [child.communicate(timeout=240)[0].strip() for child in both]

    assert told == ["loaded", "loaded"]
    data = open_lager(kommune.settings)
    assert data.antal["postering"] == 2 * ROWS
    assert len(set(raekker(data, "postering", "bilag"))) == 2 * ROWS


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the leftovers are made by a POSIX kill")
def test_leftovers_go_with_the_next_load_even_where_nothing_is_new(kommune):
    """Scratch folders and half pointers are removed under the lock."""
    kommune.indlaes()
    (kommune.settings.lager / "arbejde-gammel").mkdir()
    (kommune.settings.lager / "arbejde-gammel" / "lager.duckdb").write_bytes(b"x")
    (kommune.settings.lager / "aktuel.json.99").write_text("{", encoding="utf-8")
    kommune.indlaes()

    assert left_behind(kommune) == []


def test_a_damaged_pointer_means_a_new_load(kommune):
    """A pointer that names nothing readable is as none: everything is loaded anew."""
    (kommune.settings.lager / "aktuel.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="ikke indlæst"):
        open_lager(kommune.settings)

    assert kommune.indlaes().antal["postering"] == 2 * ROWS
