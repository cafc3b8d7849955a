"""The log: whole under parallel writers, a full disk and a kill; and broken where anybody touched it."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from lager_prep import ANNA, BENT, Kommunen

from lisanalysis.access import log, noter
from lisanalysis.access.noegle import Noegle, hent_lognoegle, lognoeglefil
from lisanalysis.access.revision import efterproev
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings, read_settings

WRITER = """
import sys
from pathlib import Path
from lisanalysis.access import noter
from lisanalysis.settings import read_settings
settings = read_settings(Path(sys.argv[1]))
for i in range(int(sys.argv[2])):
    nr = noter(settings, "afsloering", borgere=["6101900008"], grund="tilsyn", tekst="x" * int(sys.argv[4]))
    with open(sys.argv[3], "a") as shown:
        shown.write(f"{nr}\\n")
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Kommunen(tmp_path).settings


@pytest.fixture
def forankret(tmp_path: Path) -> Settings:
    """With an anchor in a folder of its own."""
    (tmp_path / "f" / "anker").mkdir(parents=True)
    return Kommunen(tmp_path / "f", ekstra="log: {anker: ../../anker}\n").settings


def writer(settings: Settings, antal: int, shown: Path, **valg) -> subprocess.Popen:
    """A process that writes events and, after each, the number it was given."""
    words = [sys.executable, "-c", WRITER, str(settings.mappe), str(antal), str(shown), str(valg.pop("laengde", 20))]
    return subprocess.Popen(words, stderr=subprocess.PIPE, text=True, encoding="utf-8", **valg)


def month(settings: Settings) -> Path:
    (fil,) = settings.logmappe.glob("*.jsonl")
    return fil


def test_a_line_says_who_what_why_and_never_the_number(settings):
    """The fields the right of access asks for; the citizen under the log's own pseudonym; nothing like a CPR number."""
    noter(settings, "afsloering", borgere=[ANNA, BENT, ANNA], grund="tilsyn", tekst=f"brev om {ANNA[:6]}-{ANNA[6:]}", maal=f"liste {BENT}.csv")
    text = month(settings).read_text(encoding="ascii")
    line = json.loads(text)
    log_key = Noegle(bytes.fromhex(lognoeglefil(settings).read_text()))

    assert (line["nr"], line["handling"], line["grund"], line["antal"]) == (1, "afsloering", "tilsyn", 2)
    assert line["borgere"] == sorted(log_key.pseudonym(n, formaal="log") for n in (ANNA, BENT))
    assert line["tekst"] == "brev om ••••••-••••"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00", line["tid"])
    assert all(n not in text and n[:6] not in text for n in (ANNA, BENT))
    if sys.platform != "win32":
        import pwd

        assert line["bruger"] == pwd.getpwuid(os.getuid()).pw_name


def test_the_user_is_the_account_and_not_the_environment(settings, monkeypatch):
    """`$USER` and `$LOGNAME` can be set by anybody."""
    for navn in ("USER", "LOGNAME", "LNAME", "USERNAME"):
        monkeypatch.setenv(navn, "en-anden")
    noter(settings, "indlaesning", borgere="alle")

    assert json.loads(month(settings).read_text())["bruger"] != "en-anden"


def test_four_processes_write_one_unbroken_chain(settings, tmp_path):
    """100 events by four writers at once: numbered 1 to 100, none lost, none twice, and the chain is whole."""
    going = [writer(settings, 25, tmp_path / f"vist{i}") for i in range(4)]
    assert [p.wait(120) for p in going] == [0] * 4, [p.stderr.read() for p in going]
    told = sorted(int(n) for i in range(4) for n in (tmp_path / f"vist{i}").read_text().split())

    assert told == list(range(1, 101))
    assert [json.loads(line)["nr"] for line in month(settings).read_text().splitlines()] == told
    assert (efterproev(settings).status, efterproev(settings).antal) == ("hel", 100)


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed without notice on Windows in the same way")
def test_a_writer_killed_at_any_moment_shows_nothing_that_is_not_in_the_log(settings, tmp_path):
    """Twelve kills: every number that was told stands in the log, and the chain is whole after the next event."""
    shown, dice = tmp_path / "vist", random.Random(7)
    for _ in range(12):
        before = _size(shown)
        going = writer(settings, 10_000, shown, laengde=2000)
        for _ in range(600):
            if _size(shown) > before:
                break
            time.sleep(0.02)
        time.sleep(dice.random() / 20)
        going.send_signal(signal.SIGKILL)
        going.communicate()
    noter(settings, "indlaesning", borgere="alle")
    numbers = [json.loads(line)["nr"] for line in month(settings).read_text().splitlines() if line.startswith("{") and line.endswith("}")]
    told = [int(n) for n in shown.read_text().split()]

    assert len(told) > 12
    assert set(told) <= set(numbers)
    assert efterproev(settings).status == "hel"


def _size(fil: Path) -> int:
    return fil.stat().st_size if fil.exists() else 0


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on a file's size that stands in for a full disk is POSIX")
def test_a_full_disk_shows_nothing_and_leaves_no_half_line(settings, tmp_path):
    """The file may grow to 4000 bytes: events are told until then, the next is refused, and the log is whole."""

    def small() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    going = writer(settings, 50, tmp_path / "vist", laengde=300, preexec_fn=small)
    said = going.communicate(timeout=60)[1]
    told = [int(n) for n in (tmp_path / "vist").read_text().split()]

    assert going.returncode == 1
    assert "AccessError: Loggen" in said and "Derfor vises intet" in said
    assert 0 < len(told) < 50
    assert (efterproev(settings).status, efterproev(settings).antal) == ("hel", len(told))
    assert month(settings).read_bytes().endswith(b'"}\n')
    noter(settings, "indlaesning", borgere="alle")
    assert efterproev(settings).antal == len(told) + 1


def test_a_log_that_cannot_be_written_raises(settings, forankret, tmp_path):
    """A file where the folder should be; an anchor that is gone; a folder that kommune.yaml names and that is not there."""
    settings.logmappe.parent.mkdir(parents=True, exist_ok=True)
    settings.logmappe.write_text("")
    with pytest.raises(AccessError, match="Derfor vises intet"):
        noter(settings, "indlaesning", borgere="alle")
    settings.logmappe.unlink()
    (tmp_path / "f" / "anker").rmdir()
    with pytest.raises(AccessError, match="Derfor vises intet"):
        noter(forankret, "indlaesning", borgere="alle")
    navngivet = Kommunen(tmp_path / "to", ekstra="log: {mappe: ../../findes-ikke}\n").settings
    with pytest.raises(AccessError, match="Derfor vises intet"):
        noter(navngivet, "indlaesning", borgere="alle")
    assert not (tmp_path / "to" / "findes-ikke").exists()


def test_a_failing_disk_sync_is_a_failure(settings, monkeypatch):
    """What the disk has not confirmed has not been logged: the event is refused and leaves nothing."""
    noter(settings, "indlaesning", borgere="alle")
    before = month(settings).read_bytes()

    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(log.os, "fsync", broken)
        with pytest.raises(AccessError, match="kan ikke skrives"):
            noter(settings, "indlaesning", borgere="alle")
    assert month(settings).read_bytes() == before


def test_half_a_line_is_marked_and_never_cut_away(settings):
    """What a crash left stays, the next writer says what it was, and the chain is whole again; then it may not be touched."""
    for _ in range(3):
        noter(settings, "indlaesning", borgere="alle")
    fil = month(settings)
    whole = fil.read_bytes()
    fil.write_bytes(whole[:-40])
    assert efterproev(settings).status == "brudt"
    noter(settings, "indlaesning", borgere="alle")
    tilstand = efterproev(settings)

    assert fil.read_bytes().startswith(whole[:-40] + b"\n")
    assert (tilstand.status, tilstand.afbrudte, tilstand.antal) == ("hel", 1, 4)
    fil.write_bytes(fil.read_bytes().replace(whole[-80:-40], whole[-80:-40].swapcase()))
    assert efterproev(settings).status == "brudt"


def test_a_line_that_lost_only_its_newline_is_a_line(settings):
    """The kill came between the seal and the newline."""
    noter(settings, "indlaesning", borgere="alle")
    month(settings).write_bytes(month(settings).read_bytes()[:-1])
    noter(settings, "indlaesning", borgere="alle")

    assert (efterproev(settings).status, efterproev(settings).antal, efterproev(settings).afbrudte) == ("hel", 2, 0)


def test_every_single_byte_flip_is_found(settings):
    """Each byte of a log of four lines, changed by one bit and to a random other byte: never whole."""
    for i in range(4):
        noter(settings, "afsloering", borgere=[ANNA], grund="tilsyn", tekst=f"nummer {i}")
    fil, dice = month(settings), random.Random(3)
    whole = fil.read_bytes()
    unseen = []
    for place, byte in enumerate(whole):
        for other in (byte ^ 1, (byte + dice.randrange(1, 256)) % 256):
            fil.write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])
            if efterproev(settings).status == "hel":
                unseen.append(place)
    fil.write_bytes(whole)

    assert unseen == []
    assert efterproev(settings).status == "hel"


@pytest.mark.parametrize(
    ("harm", "linje"),
    [
        (lambda lines: lines[1:], 1),
        (lambda lines: [*lines[:2], *lines[3:]], 3),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2),
        (lambda lines: [*lines, lines[0]], 7),
        (lambda lines: [*lines[:3], b"", *lines[3:]], 4),
        (lambda lines: [*lines[:3], b'{"nr":4}', *lines[3:]], 4),
        (lambda lines: [*lines[:2], lines[2].replace(b'"nummer 2"', b'"nummer 9"'), *lines[3:]], 3),
    ],
)
def test_cut_swapped_doubled_and_edited_lines_are_named(settings, harm, linje):
    """The verdict names the physical line where the chain breaks."""
    for i in range(6):
        noter(settings, "afsloering", borgere=[ANNA], grund="tilsyn", tekst=f"nummer {i}")
    fil = month(settings)
    fil.write_bytes(b"".join(line + b"\n" for line in harm(fil.read_bytes().splitlines())))
    tilstand = efterproev(settings)

    assert (tilstand.status, tilstand.fil, tilstand.linje) == ("brudt", fil.name, linje)


def test_a_line_from_another_course_of_the_log_is_found(settings):
    """A line with the right key and the right number, from before the log was cut and went on: the next one follows another."""
    for i in range(3):
        noter(settings, "afsloering", borgere=[ANNA], tekst=f"nummer {i}")
    fil = month(settings)
    former = fil.read_bytes().splitlines(keepends=True)
    fil.write_bytes(b"".join(former[:2]))
    for _ in range(2):
        noter(settings, "indlaesning", borgere="alle")
    lines = fil.read_bytes().splitlines(keepends=True)
    fil.write_bytes(b"".join([*lines[:2], former[2], lines[3]]))

    assert (efterproev(settings).status, efterproev(settings).linje) == ("brudt", 4)


def test_lines_resealed_without_the_key_are_found(settings):
    """Whoever rewrites the chain needs the log's key: another key's seals are refused, also by the next writer."""
    noter(settings, "indlaesning", borgere="alle")
    text = month(settings).read_bytes().strip()
    krop = text[:-75]
    month(settings).write_bytes(krop + b',"segl":"' + Noegle(bytes(32)).segl(krop).encode() + b'"}\n')

    assert efterproev(settings).status == "brudt"
    with pytest.raises(AccessError, match="ikke skrevet med loggens nøgle"):
        noter(settings, "indlaesning", borgere="alle")


def test_a_log_cut_short_is_seen_by_the_anchor_and_only_by_it(forankret, settings):
    """Without an anchor the verdict says that it cannot see this; with one, it says how much is gone."""
    for _ in range(5):
        noter(forankret, "indlaesning", borgere="alle")
    assert efterproev(forankret).besked.endswith("Ankeret husker dem alle.")
    fil = month(forankret)
    lines = fil.read_bytes().splitlines(keepends=True)
    fil.write_bytes(b"".join(lines[:3]))
    tilstand = efterproev(forankret)

    assert (tilstand.status, tilstand.antal) == ("kortere_end_anker", 3)
    uden = Settings(forankret.stem, forankret.mappe, forankret.kommune.model_copy(update={"log": settings.kommune.log}), forankret.data, forankret.lager)
    assert (efterproev(uden).status, "Intet anker" in efterproev(uden).besked) == ("hel", True)
    noter(forankret, "indlaesning", borgere="alle")  # the thief goes on writing
    noter(forankret, "indlaesning", borgere="alle")
    assert efterproev(forankret).status == "brudt"
    fil.unlink()
    assert efterproev(forankret).status == "kortere_end_anker"


def test_a_log_rewritten_with_a_stolen_key_is_seen_by_the_anchor(forankret):
    """The chain of the forged log is right, but the anchor remembers other seals."""
    for i in range(3):
        noter(forankret, "afsloering", borgere=[ANNA], tekst=f"nummer {i}")
    month(forankret).unlink()
    anker = next(forankret.anker.iterdir())
    kept = anker.read_bytes()
    for _ in range(3):
        noter(forankret, "indlaesning", borgere="alle")
    anker.write_bytes(kept)
    tilstand = efterproev(forankret)

    assert (tilstand.status, tilstand.linje) == ("brudt", 1)


def test_a_crash_at_the_anchor_is_no_alarm(forankret):
    """Half an anchor line remembers nothing; the lines around it are compared as before."""
    noter(forankret, "indlaesning", borgere="alle")
    anker = next(forankret.anker.iterdir())
    anker.write_bytes(anker.read_bytes() + b"\n2 abc")
    noter(forankret, "indlaesning", borgere="alle")

    assert (efterproev(forankret).status, efterproev(forankret).uden_anker) == ("hel", 0)


def test_the_chain_goes_on_from_month_to_month_and_a_clock_set_back_is_no_harm(settings, monkeypatch):
    """Two months, then a clock a year behind: three lines in two files, one chain; a month removed breaks it."""
    from datetime import datetime, timezone

    for dag in (datetime(2026, 1, 31, 23, 59, tzinfo=timezone.utc), datetime(2026, 2, 1, tzinfo=timezone.utc), datetime(2025, 1, 1, tzinfo=timezone.utc)):
        monkeypatch.setattr(log, "nu", lambda dag=dag: dag)
        noter(settings, "indlaesning", borgere="alle")
    filer = sorted(f.name for f in settings.logmappe.glob("*.jsonl"))

    assert filer == ["2026-01.jsonl", "2026-02.jsonl"]
    assert (efterproev(settings).status, efterproev(settings).antal) == ("hel", 3)
    (settings.logmappe / filer[0]).unlink()
    assert efterproev(settings).status == "brudt"


def test_a_lost_log_key_is_not_replaced_in_silence(settings):
    """Beside a log that exists no new key is made: the log would have two."""
    noter(settings, "indlaesning", borgere="alle")
    lognoeglefil(settings).unlink()
    with pytest.raises(AccessError, match="Loggens nøgle"):
        noter(settings, "indlaesning", borgere="alle")
    with pytest.raises(AccessError):
        hent_lognoegle(settings)


def test_the_log_belongs_to_its_owner(settings):
    """Its files are readable by the owner alone."""
    noter(settings, "indlaesning", borgere="alle")
    if sys.platform == "win32":
        pytest.skip("Windows has no mode bits; the folder's own rights hold")
    assert month(settings).stat().st_mode & 0o077 == 0
    assert settings.logmappe.stat().st_mode & 0o077 == 0


def test_settings_name_the_log_and_anchor(forankret, tmp_path):
    """Paths in kommune.yaml start at its folder, and `${NAVN}` is filled in."""
    assert forankret.anker == (tmp_path / "f" / "anker").resolve()
    assert read_settings(forankret.mappe).logmappe == forankret.hjem / "log"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="two accounts on one machine: needs root to become another")
def test_two_accounts_write_one_shared_log(monkeypatch):
    """A folder that the group may write, one log key: each account's line stands under its own name, in one chain."""
    import grp
    import shutil

    sted = Path(tempfile.mkdtemp())
    try:
        for mappe in (sted, sted / "log", sted / "anker"):
            mappe.mkdir(exist_ok=True)
            shutil.chown(mappe, group=grp.getgrgid(65534).gr_name)
            os.chmod(mappe, 0o2770)
        settings = Kommunen(sted / "rod", ekstra="log: {mappe: ../../../log, anker: ../../../anker}\n").settings
        hent_lognoegle(settings, opret=True)
        monkeypatch.setenv("LIS_LOGNOEGLE", lognoeglefil(settings).read_text())
        for account in (None, 65534, None):
            assert _written_as(account, settings) == 0
        users = [json.loads(line)["bruger"] for line in month(settings).read_text().splitlines()]

        assert users == ["root", "nobody", "root"]
        assert efterproev(settings).besked.endswith("Ankeret husker dem alle.")
    finally:
        shutil.rmtree(sted)


def _written_as(account: int | None, settings: Settings) -> int:
    """Write one event in a child of this process that has become the account; its exit code."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        if account:
            os.setgroups([])
            os.setgid(account)
            os.setuid(account)
        noter(settings, "indlaesning", borgere="alle")
        os._exit(0)
    finally:
        os._exit(1)
