"""Sets lisanalysis up and starts it: `python run.py demo`, `python run.py test`, `python run.py <any lis command>`.

Standard library only. It makes `.venv`, installs the pinned packages, and leaves a stamp so that the next start is
instant; on Windows nothing needs to be activated.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "lisanalysis.stamp"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
ALL_TESTS = ["-n", "auto", "--dist", "loadscope"]  # side by side, a file's tests together
TOO_OLD = "lisanalysis kræver Python 3.11 eller nyere; dette er {}. / Python 3.11 or newer is needed."
NO_VENV = (
    "Kunne ikke lave .venv. På Debian og Ubuntu: apt install python3-venv. / Could not make .venv: is 'venv' installed?"
)
NO_INSTALL = "Pakkerne kunne ikke installeres; se ovenfor. / The packages could not be installed; see above."


def extras():
    """What is installed beside the package itself; `LISANALYSIS_EXTRAS` adds to it (continuous integration tests in a browser too)."""
    return ",".join(["test"] + [e for e in os.environ.get("LISANALYSIS_EXTRAS", "").split(",") if e])


def wanted_stamp():
    """What the environment was installed from; another text means that it must be installed again."""
    parts = [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")] + [extras().encode()]
    parts.append("{} {}".format(sys.version, ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def set_up():
    """Makes or renews the environment unless its stamp says that it is as wanted."""
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted_stamp():
        return
    print("Gør klar (et minuts tid første gang) / setting up ...", file=sys.stderr, flush=True)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        sys.exit(NO_VENV)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*pip, "-c", "constraints.txt", "-e", ".[" + extras() + "]"], cwd=str(ROOT)) != 0:
        sys.exit(NO_INSTALL)
    STAMP.write_text(wanted_stamp(), encoding="utf-8")


def main(words):
    """Sets up, hands the words on to pytest or `lis`, and returns the exit code."""
    if sys.version_info < (3, 11):
        sys.exit(TOO_OLD.format(sys.version.split()[0]))
    set_up()
    environment = dict(os.environ, PYTHONUTF8="1")
    environment.setdefault("LIS_ROD", str(ROOT))
    if words[:1] == ["test"]:
        return subprocess.call([str(PYTHON), "-m", "pytest", *(words[1:] or ALL_TESTS)], cwd=str(ROOT), env=environment)
    return subprocess.call([str(PYTHON), "-m", "lisanalysis", *words], env=environment)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
