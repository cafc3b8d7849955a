"""Warm kernels: ordinary kernels that find the imports done, share nothing, and end with their notebook."""

from __future__ import annotations

import ast
import os
import threading
import time
from pathlib import Path

import nbformat
import pytest

from lisanalysis.batch.faults import Failed
from lisanalysis.batch.kernel import Kernels, execute_forked
from lisanalysis.batch.rehearsal import ACTS
from lisanalysis.batch.warm import Stopped, Unreachable, Warm, ask, possible

pytestmark = pytest.mark.skipif(not possible(), reason="reports are forked on Linux alone; elsewhere their kernels start cold")


@pytest.fixture(scope="module")
def warm():
    """A warm parent."""
    warm = Warm()
    yield warm
    warm.close()


def notebook(tmp_path: Path, *code: str) -> Path:
    """A template of two cells or more: parameters, and the code."""
    cells = [nbformat.v4.new_code_cell("x: int = 1", metadata={"tags": ["parameters"]}), *map(nbformat.v4.new_code_cell, code)]
    fil = tmp_path / f"{abs(hash(code))}.ipynb"
    kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), fil)
    return fil


def said(warm: Warm, tmp_path: Path, code: str, timeout: int = 60, **environment: str) -> str:
    """What the code's last expression came to."""
    done = ask(warm.where, timeout + 60, execute_forked, notebook(tmp_path, code), {"x": 2}, environment, timeout)
    return done.cells[-1].outputs[-1]["data"]["text/plain"]


def test_the_imports_are_done_before_the_first_line(warm, tmp_path):
    """pandas and the front door are there; the process is not the batch's."""
    answer = said(warm, tmp_path, "import sys, os\n'pandas' in sys.modules, 'lisanalysis.workspace' in sys.modules, os.getpid()")

    assert answer.startswith("(True, True, ") and str(os.getpid()) not in answer


def test_each_kernel_has_its_own_environment_and_parameters(warm, tmp_path):
    """What `lis run` tells one report never reaches another."""
    assert said(warm, tmp_path, "import os\nx, os.environ.get('LIS_A'), os.environ.get('LIS_B')", LIS_A="1") == "(2, '1', None)"
    assert said(warm, tmp_path, "import os\nx, os.environ.get('LIS_A'), os.environ.get('LIS_B') # again", LIS_B="2") == "(2, None, '2')"


LEAVES = """
import os, sys, random, builtins, warnings, threading, locale, pandas, matplotlib, lisanalysis.workspace
pandas.spor = builtins.spor = lisanalysis.workspace.spor = spor = 1
matplotlib.rcParams['font.size'] = 99
pandas.set_option('display.max_rows', 99)
warnings.filterwarnings('error', message='spor')
sys.path.insert(0, '/spor')
os.environ['SPOR'] = '1'
os.chdir('/')
os.umask(0)
aaben = open('/dev/zero')
threading.Thread(target=threading.Event().wait, daemon=True).start()
random.seed(1)
1
"""
FINDS = """
import os, sys, random, builtins, warnings, threading, pandas, matplotlib, lisanalysis.workspace
[n for n, left in {
    'navn': 'spor' in globals(), 'pandas': hasattr(pandas, 'spor'), 'builtins': hasattr(builtins, 'spor'), 'vores': hasattr(lisanalysis.workspace, 'spor'),
    'stil': matplotlib.rcParams['font.size'] == 99, 'valg': pandas.get_option('display.max_rows') == 99, 'sti': '/spor' in sys.path,
    'advarsler': any(f[1] and f[1].pattern == 'spor' for f in warnings.filters), 'miljoe': 'SPOR' in os.environ, 'mappe': os.getcwd() == '/', 'maske': os.umask(18) == 0,
    'fil': any(os.path.realpath(f'/proc/self/fd/{f}') == '/dev/zero' for f in os.listdir('/proc/self/fd')), 'traad': threading.active_count() > 1,
    'In': len(In) > 4,
}.items() if left]
"""


@pytest.mark.parametrize("act", ACTS, ids=[act.__name__ for act in ACTS])
def test_the_rehearsal_can_be_done(act):
    """A rehearsal that fails stops no report, so it would be missed by nobody but here."""
    act()


def test_nothing_leaks_from_one_report_to_the_next(warm, tmp_path):
    """What one leaves behind in names, modules, settings, files, threads and the process is gone in the next; random numbers differ."""
    said(warm, tmp_path, LEAVES)
    assert said(warm, tmp_path, FINDS) == "[]"

    draw = "import random\nimport numpy as np\n(float(np.random.random()), random.random())"
    first, second = (ast.literal_eval(said(warm, tmp_path, draw + after)) for after in ("", " "))
    assert first[0] != second[0] and first[1] != second[1]


def test_what_a_report_finds_is_imported_already(warm, tmp_path):
    """The parent has what the analyses need: what a report would still import is next to nothing, whatever libraries come to need."""
    code = "import sys\nfoer = set(sys.modules)\nfrom lisanalysis.analyses import sagsbehandleroversigt, ottetalskontrol\n" \
           "import pandas, seaborn, statsmodels.api, ibis, great_tables, xlsxwriter, lisanalysis as lis\nlis.load, lis.save, lis.panel\n" \
           "[m for m in set(sys.modules) - foer if not m.startswith('lisanalysis.analyses')]"  # fmt: skip
    assert said(warm, tmp_path, code) == "[]"


def test_a_kernel_that_dies_is_named_and_the_next_one_lives(warm, tmp_path):
    """A crash is the report's own."""
    with pytest.raises(Failed, match="døde"):
        said(warm, tmp_path, "import os\nos._exit(9)")

    assert said(warm, tmp_path, "1 + 1") == "2"


def test_a_cell_that_hangs_is_stopped_and_its_process_is_gone(warm, tmp_path):
    """The child ends with its stand-in."""
    mark = tmp_path / "pid"
    with pytest.raises(Failed, match="sekunder"):
        said(warm, tmp_path, f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)", timeout=3)

    assert ended(int(mark.read_text()))


def test_a_report_that_hangs_outside_its_cells_is_stopped_and_named_too(warm, tmp_path):
    """Whoever asked waits no longer than said since the last cell; the processes are gone, and the parent makes the next report."""
    mark = tmp_path / "pid"
    fil = notebook(tmp_path, f"import os, time\nopen({str(mark)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}')\ntime.sleep(600)")
    with pytest.raises(Failed, match="gik i stå: intet skete i 3 sekunder"):
        ask(warm.where, 3, execute_forked, fil, {"x": 2}, {}, 600)

    assert all(map(ended, (written(mark, 0), written(mark, 1))))
    assert said(warm, tmp_path, "1 + 1") == "2"


def test_stopping_the_batch_ends_the_reports_at_once(tmp_path):
    """Ctrl-C leaves no process behind that still holds personal data, and what was under way was stopped: it did not fail."""
    warm, mark = Warm(), tmp_path / "pid"
    code = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    running = threading.Thread(target=lambda: pytest.raises(Stopped, said, warm, tmp_path, code, 600))
    running.start()
    child = written(mark)
    warm.close()
    running.join(30)

    assert not running.is_alive() and ended(child)
    with pytest.raises(Stopped):
        said(warm, tmp_path, "1")


def test_a_parent_that_is_killed_takes_its_reports_with_it_and_is_known_from_one_that_was_stopped(tmp_path):
    """Out of memory, say: the report under way failed, and the next is told to do without."""
    warm, mark = Warm(), tmp_path / "pid"
    code = f"import os, time\nopen({str(mark)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}')\ntime.sleep(600)"
    running = threading.Thread(target=lambda: pytest.raises(Failed, said, warm, tmp_path, code, 600))
    running.start()
    both = [written(mark, 0), written(mark, 1)]
    warm._parent.kill()
    running.join(30)

    assert not running.is_alive() and all(map(ended, both))
    with pytest.raises(Unreachable):
        said(warm, tmp_path, "1")
    warm.close()


def test_what_a_cell_shows_is_what_a_kernel_would_have_shown(warm, tmp_path):
    """Text, warnings, results, displays changed later and cleared ones, figures, awaited values, a failing cell that may: the same outputs."""
    cells = [
        "import sys\nprint('a')\nprint('b', end='')\nx + 1",
        "print('fejl', file=sys.stderr)\n'stille';",
        "from IPython.display import HTML, clear_output, display\nvist = display(HTML('<b>en</b>'), display_id='d', metadata={'lisanalysis': 'x'})\nNone",
        "vist.update(HTML('<b>to</b>'))\nprint('væk')\nclear_output()\nprint('her')",
        "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n'figur'",
        "import asyncio\nawait asyncio.sleep(0, 'ventet')",
        "%%capture fanget\nprint('fanget')",
        "fanget.stdout",
        "!echo hej",
    ]
    fil = notebook(tmp_path, *cells)
    forked = ask(warm.where, 120, execute_forked, fil, {"x": 2}, {}, 60)
    kernel = Kernels().execute(fil, {"x": 2}, {}, 60)

    assert [shown(c) for c in forked.cells] == [shown(c) for c in kernel.cells]


def shown(cell: nbformat.NotebookNode) -> list[dict]:
    """The cell's outputs, of a picture only that there is one: text drawn by two processes may differ in a byte."""
    found = []
    for o in cell.get("outputs", ()):
        data = {k: v if k.startswith("text") else "…" for k, v in o.get("data", {}).items()}
        found.append({**o, "data": data} if data else dict(o))
    return found


def written(mark: Path, nr: int = 0) -> int:
    """The number that the file comes to hold."""
    for _ in range(300):
        if mark.exists() and (words := mark.read_text().split()):
            return int(words[nr])
        time.sleep(0.1)
    raise AssertionError("nothing came")


def ended(pid: int) -> bool:
    """Whether the process is gone, within a few seconds."""
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return True
        time.sleep(0.1)
    return False
