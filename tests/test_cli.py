"""The command line: what it says, what it ends with, and how fast it starts."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from lille_kommune import LOAD, SAVE, Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis import cli


def lis(*words: str) -> int:
    """Run the command in this process; the exit code."""
    before, sys.argv = sys.argv, ["lis", *words]
    try:
        cli.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        sys.argv = before
    return 0


def python(code: str) -> str:
    """Run code in a fresh interpreter; what it printed."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_help_is_instant() -> None:
    """No heavy library is loaded for `lis --help`."""
    code = (
        "import sys; sys.argv = ['lis', '--help']\nfrom lisanalysis.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'pandas', 'ibis', 'duckdb', 'seaborn', 'papermill', 'nbconvert', 'pydantic'} & set(sys.modules)))"
    )
    said = python(code)
    assert said.strip().endswith("[]")
    assert all(command in said for command in ("demo", "synth", "run", "check"))


def test_the_front_door_is_free_to_import() -> None:
    """`import lisanalysis` loads nothing of ours but itself, and yet has all its names."""
    code = "import sys, lisanalysis; print([m for m in sys.modules if m.startswith('lisanalysis.')]); lisanalysis.load"
    assert python(code).strip() == "[]"


def test_unknown_municipality_ends_with_2_and_one_danish_line(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal is a sentence on stderr, not a traceback."""
    assert lis("run", "parameters/findesikke") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip() == "parameters/findesikke/kommune.yaml findes ikke. Der er: lille."


def test_refused_parameters_end_with_2_before_any_data_is_read(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """A code that lost its zero is told with file, field and remedy, and no lager is made."""
    sted.yaml("optaelling.yaml", "konti: [573]\n")
    for command in ("run", "check"):
        assert lis(command, "parameters/lille") == 2
        assert "optaelling.yaml" in capsys.readouterr().err
    assert not list(sted.hjem.rglob("*.duckdb"))


def test_no_extracts_end_with_3(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder of extracts is data refused."""
    assert lis("run", "parameters/lille", "--data", str(sted.rod / "analyser")) == 3
    assert "ingen filer" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("--per", "31-12-2025"), ("--per", "2025-02-30"), ("--only", "optaeling")])
def test_a_wrong_word_on_the_command_line_ends_with_2(sted: Sted, words: tuple[str, str]) -> None:
    """A date that is not one and a report that is not there are refused as parameters are."""
    assert lis("run", "parameters/lille", *words) == 2


def test_a_fault_of_ours_is_told_without_values(sted: Sted, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error ends with 1 and names its type and our line, never its message or a traceback."""
    from lisanalysis.batch import command

    def broken(kommune: str, **_: object) -> None:
        {}["610190-0009"]

    monkeypatch.setattr(command, "check_municipality", broken)
    assert lis("check", "parameters/lille") == 1
    said = capsys.readouterr().err
    assert said.startswith("Intern fejl: KeyError i lisanalysis/cli/reports.py, linje ")
    assert "0009" not in said


def test_run_names_the_index_and_the_failures(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """A failed report ends the command with 1; the others stand, the index covers all, and `--only a b` takes both."""
    sted.yaml("optaelling.syd.yaml", "")
    sted.analyse("fejler", LOAD, "1 / 0", SAVE)
    assert lis("run", "parameters/lille", "--only", "optaelling.syd", "fejler") == 1
    said = capsys.readouterr()
    assert "FEJLET fejler: celle 4: ZeroDivisionError, linje 1" in said.err
    shelf = sted.rod / "reports" / "lille" / "2025-12-31"
    assert said.out.strip().endswith(str(shelf / "index.html"))
    assert {f.name for f in shelf.iterdir()} == {"index.html", "ordliste.html", "optaelling.syd", "fejler"}
    assert "ZeroDivisionError" in (shelf / "index.html").read_text(encoding="utf-8")


def test_an_unchanged_run_never_loads_papermill(sted: Sted) -> None:
    """The second `lis run` looks, finds all as it was, and never loads what runs notebooks."""
    assert lis("run", "parameters/lille", "--reports", str(sted.rod / "andre")) == 0
    code = (
        "import sys, lisanalysis.analyses as a\n"
        f"a.__path__.append({str(sted.rod / 'analyser')!r})\n"
        f"sys.argv = ['lis', 'run', 'parameters/lille', '--reports', {str(sted.rod / 'andre')!r}]\n"
        "from lisanalysis.cli import main\n"
        "try: main()\nexcept SystemExit as ended: print(ended.code)\n"
        "print('papermill' in sys.modules, 'nbclient' in sys.modules)"
    )
    said = python(code)
    assert "uændret" in said
    assert said.split()[-3:] == ["0", "False", "False"]
    made = sted.rod / "andre" / "lille" / "2025-12-31" / "optaelling" / "koersel.json"
    assert json.loads(made.read_text(encoding="utf-8"))["status"] == "uaendret"


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process on Windows")
def test_ctrl_c_ends_the_run_and_its_kernels(sted: Sted) -> None:
    """One sentence, exit code 130, within seconds, and no kernel is left behind."""
    sted.analyse("venter", f"open({str(sted.rod / 'i gang')!r}, 'w').write(str(__import__('os').getpid()))", "import time; time.sleep(60)")
    code = (
        f"import sys, lisanalysis.analyses as a\na.__path__.append({str(sted.rod / 'analyser')!r})\n"
        "sys.argv = ['lis', 'run', 'parameters/lille', '--only', 'venter']\nfrom lisanalysis.cli import main; main()"
    )
    going = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, encoding="utf-8")
    for _ in range(300):
        if (sted.rod / "i gang").exists() and (kernel := (sted.rod / "i gang").read_text()):
            break
        time.sleep(0.1)
    going.send_signal(signal.SIGINT)
    assert going.communicate(timeout=20)[1].startswith("Afbrudt.")
    assert going.returncode == 130
    with pytest.raises(ProcessLookupError):
        os.kill(int(kernel), 0)


def test_another_folder_of_extracts_reaches_the_kernels(sted: Sted) -> None:
    """`--data` has a lager of its own, and the report is made from it, not from the municipality's own extracts."""
    andre = sted.rod / "andre_udtraek"
    (sted.hjem / "udtraek").rename(andre)
    assert lis("run", "parameters/lille", "--data", str(andre)) == 0
    made = sted.rod / "reports" / "lille" / "2025-12-31" / "optaelling" / "koersel.json"
    assert json.loads(made.read_text(encoding="utf-8"))["status"] == "ok"


def test_check_shows_the_deliveries_and_makes_no_report(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """All files are listed with their status; a file that is refused ends with 3."""
    assert lis("check", "parameters/lille") == 0
    said = capsys.readouterr().out
    assert "prisme" in said and re.search(r"\d af \d rapporter har alt, hvad de kan bruge", said)
    assert not (sted.rod / "reports").exists()
    fil = next((sted.hjem / "udtraek").glob("prisme_budget*"))
    fil.write_text("helt;andre;overskrifter\n1;2;3\n", encoding="utf-8")
    assert lis("check", "parameters/lille") == 3


def test_synth_writes_extracts_and_the_truth_beside_them(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """The same seed gives the same bytes; the truth is not among the extracts."""
    for navn in ("a", "b"):
        assert lis("synth", str(sted.rod / navn / "udtraek"), "--indbyggere", "200", "--seed", "7", "--aar", "2") == 0
    first, second = ({f.name: f.read_bytes() for f in (sted.rod / n / "udtraek").iterdir()} for n in "ab")
    assert first == second
    assert (sted.rod / "a" / "sandhed-udtraek").is_dir()
    assert "13 filer" in capsys.readouterr().out


def test_demo_extracts_are_written_once_and_only_ours_are_removed(sted: Sted) -> None:
    """Same arguments: not written again. Others: our files are replaced, and a file that somebody put there stays."""
    from lisanalysis.batch.demo import made_up_extracts
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import skriv

    settings = read_settings("lille", data=sted.hjem / "demo" / "udtraek")
    made_up_extracts(settings, skriv, indbyggere=150, seed=1)
    first = {f: f.stat().st_mtime_ns for f in settings.data.iterdir()}
    made_up_extracts(settings, skriv, indbyggere=150, seed=1)
    assert {f: f.stat().st_mtime_ns for f in settings.data.iterdir()} == first
    (settings.data / "min_egen.csv").write_text("a", encoding="utf-8")
    made_up_extracts(settings, skriv, indbyggere=150, seed=2)
    assert (settings.data / "min_egen.csv").exists()
    assert {f for f in first if f.stat().st_mtime_ns == first[f]} == set()
