"""The fixed plan: a cron line that a real shell runs, a task that Windows' schema has, and a crontab that keeps its other lines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import datetime
from pathlib import Path

import pytest

from lisanalysis import schedule
from lisanalysis.errors import ParameterError
from lisanalysis.schedule import Plan, ScheduleError
from lisanalysis.settings import Settings, read_settings

KOMMUNE = 'navn: Varde\nkode: "0573"\ndata: ${LIS_TESTDATA}/udtraek\nsystemer: {bv: {}}\n'
NS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
unix = pytest.mark.skipif(sys.platform == "win32", reason="cron is not Windows'")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A municipality whose folders have a space, a percent sign and an apostrophe in their names."""
    mappe = tmp_path / "100% lis's" / "parameters" / "varde"
    mappe.mkdir(parents=True)
    (mappe / "kommune.yaml").write_text(KOMMUNE, encoding="utf-8")
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem 1"))
    monkeypatch.setenv("LIS_TESTDATA", str(tmp_path))
    return read_settings(mappe)


@unix
def test_the_cron_line_is_run_by_a_real_shell(settings: Settings) -> None:
    """What cron hands to sh (% unescaped) starts the command in the right folder, with its home, and writes the log."""
    settings.hjem.mkdir(parents=True)
    skal = settings.mappe.parent / "vis"
    skal.write_text('#!/bin/sh\npwd\necho "$LIS_HJEM"\nfor o in "$@"; do echo "<$o>"; done\n', encoding="utf-8")
    skal.chmod(0o755)
    linje = schedule.cron_linje(Plan(settings, "hverdag", "06:30", python=str(skal)))
    tid, kommando = linje.split(" ", 5)[:5], linje.split(" ", 5)[5]
    assert tid == ["30", "6", "*", "*", "1-5"]
    subprocess.run(["/bin/sh", "-c", kommando.replace("\\%", "%")], check=True, env={"PATH": os.environ["PATH"]})
    log = (settings.hjem / "koersel.log").read_text(encoding="utf-8").splitlines()
    assert log == [str(settings.rod), str(settings.hjem.parent), "<-m>", "<lisanalysis>", "<run>", f"<{settings.mappe}>"]
    assert "\n" not in linje and not [i for i, tegn in enumerate(kommando) if tegn == "%" and kommando[i - 1] != "\\"]


@unix
@pytest.mark.parametrize("hver", schedule.HVER)
def test_the_line_is_taken_by_crons_own_parser(settings: Settings, tmp_path: Path, hver: str) -> None:
    """Debian's `crontab -n` reads the file and puts nothing in; an hour that is none is refused by the same parser."""
    crontab = shutil.which("crontab")
    god, daarlig = tmp_path / "god", tmp_path / "daarlig"
    linje = schedule.cron_linje(Plan(settings, hver, "06:30"))
    god.write_text(linje + "\n", encoding="utf-8")
    daarlig.write_text(linje.replace("30 6 ", "30 24 ", 1) + "\n", encoding="utf-8")
    svar = [crontab and subprocess.run([crontab, "-n", str(fil)], capture_output=True, text=True) for fil in (god, daarlig)]
    if not crontab or "invalid option" in svar[0].stderr:
        pytest.skip("der er ingen crontab med -n på maskinen")
    assert (svar[0].returncode, svar[1].returncode == 0) == (0, False) and "bad hour" in svar[1].stderr


def test_the_windows_task_has_the_schemas_parts_in_its_order(settings: Settings) -> None:
    """Parsed again: the day, the hour, late start, one at a time; the arguments hold quotes and ampersands as text."""
    rod = ET.fromstring(schedule.opgave_xml(Plan(settings, "hverdag", "07:05", python=r"C:\Program Files\py.exe")).encode("utf-16"))
    assert [b.tag.removeprefix(NS) for b in rod] == ["RegistrationInfo", "Triggers", "Settings", "Actions"]
    assert rod.find(f".//{NS}StartBoundary").text.endswith("T07:05:00")
    assert [d.tag.removeprefix(NS) for d in rod.find(f".//{NS}DaysOfWeek")] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert rod.find(f".//{NS}StartWhenAvailable").text == "true" and rod.find(f".//{NS}MultipleInstancesPolicy").text == "IgnoreNew"
    argumenter = rod.find(f".//{NS}Arguments").text
    assert r'"C:\Program Files\py.exe" -m lisanalysis run' in argumenter and argumenter.endswith('koersel.log" 2>&1"')
    assert rod.find(f".//{NS}WorkingDirectory").text == str(settings.rod)


# The order that Microsoft's published schema gives a calendar trigger's parts (triggerBaseType, then calendarTriggerType), and the parts that each kind needs.
SEQUENCE = ["Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay",
            "ScheduleByDay", "ScheduleByWeek", "ScheduleByMonth", "ScheduleByMonthDayOfWeek"]  # fmt: skip
NEEDED = {"ScheduleByDay": {"DaysInterval"}, "ScheduleByWeek": {"WeeksInterval", "DaysOfWeek"}, "ScheduleByMonth": {"DaysOfMonth", "Months"}}
TASK = {"RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"}


@pytest.mark.parametrize("hver", schedule.HVER)
def test_the_windows_task_keeps_the_published_schema(settings: Settings, hver: str) -> None:
    """As the file is written (UTF-16 with its mark, as its first line says): the parts are the schema's, in its sequence, and each value of its type."""
    raw = schedule.opgave_xml(Plan(settings, hver, "06:30")).encode("utf-16")
    assert raw[:2] in (b"\xff\xfe", b"\xfe\xff") and 'encoding="UTF-16"' in raw.decode("utf-16").splitlines()[0]
    rod = ET.fromstring(raw)
    assert rod.tag == f"{NS}Task" and rod.get("version") in {"1.1", "1.2", "1.3", "1.4"} and {b.tag.removeprefix(NS) for b in rod} <= TASK
    trigger = [b.tag.removeprefix(NS) for b in rod.find(f".//{NS}CalendarTrigger")]
    assert trigger == sorted(trigger, key=SEQUENCE.index) and len([t for t in trigger if t.startswith("ScheduleBy")]) == 1
    assert {b.tag.removeprefix(NS) for b in rod.find(f".//{NS}{trigger[-1]}")} == NEEDED[trigger[-1]]
    assert datetime.fromisoformat(rod.find(f".//{NS}StartBoundary").text) and rod.find(f".//{NS}Enabled").text in ("true", "false")
    assert re.fullmatch(r"PT\d+H", rod.find(f".//{NS}ExecutionTimeLimit").text)
    assert [b.tag.removeprefix(NS) for b in rod.find(f".//{NS}Exec")] == ["Command", "Arguments", "WorkingDirectory"]


def test_what_is_shown_names_the_variables_and_puts_nothing_in(settings: Settings) -> None:
    """The plan is printed for both systems, with the variables that the planned run must be given."""
    vist = schedule.vis(Plan(settings, "dag", "06:30"))
    assert "LIS_TESTDATA" in vist and "crontab -e" in vist and "schtasks /Create" in vist and "Intet er sat op endnu" in vist
    assert not settings.hjem.exists()


@unix
def test_put_in_twice_it_stands_once_and_other_lines_stay(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a crontab command that keeps a file as the real one does: an own line stays, ours is replaced."""
    if shutil.which("crontab") is None:
        (tmp_path / "bin").mkdir()
        stand_in = tmp_path / "bin" / "crontab"
        stand_in.write_text(f'#!/bin/sh\nt="{tmp_path}/tab"\n[ "$1" = -l ] && exec cat "$t"\n[ "$1" = - ] && exec cat > "$t"\nexit 2\n', encoding="utf-8")
        stand_in.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    else:
        pytest.skip("a real crontab is a person's own, and is left alone")
    (tmp_path / "tab").write_text("0 1 * * * min egen\n", encoding="utf-8")
    schedule.opret(Plan(settings, "dag", "06:30"))
    schedule.opret(Plan(settings, "uge", "05:00"))
    linjer = (tmp_path / "tab").read_text(encoding="utf-8").splitlines()
    assert linjer[0] == "0 1 * * * min egen" and len(linjer) == 2
    assert linjer[1].startswith("0 5 * * 1 ") and linjer[1].endswith("# lisanalysis: varde")


@unix
def test_no_crontab_is_a_danish_sentence(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the command is not there, the person is told to do it by hand."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ScheduleError, match="crontab findes ikke på denne maskine"):
        schedule.opret(Plan(settings, "dag", "06:30"))


@pytest.mark.parametrize(("hver", "kl"), [("dag", "6:30"), ("dag", "24:00"), ("dag", "06:30\n* * * * * andet"), ("time", "06:30")])
def test_a_wrong_time_is_refused(settings: Settings, hver: str, kl: str) -> None:
    """Nothing but a time of day and a known rhythm reaches the crontab."""
    with pytest.raises(ParameterError, match="--kl|--hver"):
        Plan(settings, hver, kl)
