"""`run.py` sets up once, hands on the words and the exit code, and says plainly what is wrong."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from types import ModuleType

import pytest

REPO = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with run.py and what the environment is made from."""
    for navn in ("run.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(REPO / navn, tmp_path / navn)
    return tmp_path


def module(checkout: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_py", checkout / "run.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def ready(checkout: Path) -> None:
    """The environment as run.py leaves it: a venv that sees our packages, and the stamp."""
    venv.create(checkout / ".venv", with_pip=False)
    run_py = module(checkout)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([run_py.PYTHON, "-c", where], capture_output=True, text=True, check=True).stdout.strip()
    seen = {str(REPO), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(packages, "ours.pth").write_text("\n".join(sorted(seen)), encoding="utf-8")
    run_py.STAMP.write_text(run_py.wanted_stamp(), encoding="utf-8")


def start(checkout: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LIS_")}
    command = [sys.executable, str(checkout / "run.py"), *words]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_second_start_installs_nothing_and_hands_on_from_any_folder(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With the stamp in place the words go straight to `lis`, wherever one stands, and its exit code comes back."""
    ready(checkout)
    elsewhere = tmp_path_factory.mktemp("et andet sted")
    helped = start(checkout, "--help", cwd=elsewhere)
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "synth" in helped.stdout
    refused = start(checkout, "run", "parameters/findesikke", cwd=elsewhere)
    assert refused.returncode == 2
    assert "parameters/findesikke/kommune.yaml findes ikke" in refused.stderr


def test_test_means_pytest_in_the_checkout(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`python run.py test` runs the checkout's tests, and a failing one is its exit code."""
    ready(checkout)
    (checkout / "tests").mkdir()
    (checkout / "tests" / "test_one.py").write_text("def test_one(): assert 1 == 2\n", encoding="utf-8")
    done = start(checkout, "test", "-q", cwd=tmp_path_factory.mktemp("andet"))
    assert done.returncode == 1
    assert "1 failed" in done.stdout


@pytest.mark.parametrize("navn", ["pyproject.toml", "constraints.txt"])
def test_the_stamp_follows_what_the_environment_is_made_from(checkout: Path, navn: str) -> None:
    """One more line in either file asks for a new installation."""
    run_py = module(checkout)
    before = run_py.wanted_stamp()
    assert run_py.wanted_stamp() == before
    with (checkout / navn).open("a", encoding="utf-8") as fil:
        fil.write("\n# more\n")
    assert run_py.wanted_stamp() != before


def test_a_failed_installation_says_so_and_leaves_no_stamp(checkout: Path) -> None:
    """What cannot be installed ends at once, so that the next start tries again."""
    (checkout / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    done = start(checkout, "--help", cwd=checkout)
    assert done.returncode == 1
    assert "Pakkerne kunne ikke installeres" in done.stderr
    assert not (checkout / ".venv" / "lisanalysis.stamp").exists()


def test_an_old_python_is_refused_in_both_languages(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.10 is told what is needed before anything is made."""
    run_py = module(checkout)
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"kræver Python 3\.11 .* newer is needed"):
        run_py.main(["--help"])
    assert not (checkout / ".venv").exists()
