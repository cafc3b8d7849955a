"""Warm kernels: ordinary kernels that find the imports done, share nothing, and end with their notebook."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import nbformat
import pytest

from lisanalysis.batch.faults import Failed
from lisanalysis.batch.kernel import Kernels
from lisanalysis.batch.warm import Warm, possible

pytestmark = pytest.mark.skipif(not possible(), reason="kernels are forked on Linux alone; elsewhere they start cold")


@pytest.fixture(scope="module")
def kernels():
    """Kernels of one warm parent."""
    warm = Warm()
    yield Kernels(warm)
    warm.close()


def notebook(tmp_path: Path, code: str) -> Path:
    """A template of two cells: parameters, and the code."""
    cells = [nbformat.v4.new_code_cell("x: int = 1", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell(code)]
    fil = tmp_path / f"{abs(hash(code))}.ipynb"
    kernelspec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernelspec}), fil)
    return fil


def said(kernels: Kernels, tmp_path: Path, code: str, timeout: int = 60, **environment: str) -> str:
    """What the code's last expression came to."""
    done = kernels.execute(notebook(tmp_path, code), {"x": 2}, environment, timeout)
    return done.cells[-1].outputs[-1]["data"]["text/plain"]


def test_the_imports_are_done_before_the_first_line(kernels, tmp_path):
    """pandas and the front door are there; the process is not the batch's."""
    answer = said(kernels, tmp_path, "import sys, os\n'pandas' in sys.modules, 'lisanalysis.workspace' in sys.modules, os.getpid()")

    assert answer.startswith("(True, True, ") and str(os.getpid()) not in answer


def test_each_kernel_has_its_own_environment_and_parameters(kernels, tmp_path):
    """What `lis run` tells one report never reaches another."""
    assert said(kernels, tmp_path, "import os\nx, os.environ.get('LIS_A'), os.environ.get('LIS_B')", LIS_A="1") == "(2, '1', None)"
    assert said(kernels, tmp_path, "import os\nx, os.environ.get('LIS_A'), os.environ.get('LIS_B') # again", LIS_B="2") == "(2, None, '2')"


def test_nothing_leaks_from_one_report_to_the_next(kernels, tmp_path):
    """A module changed, a name set and a figure style left behind are gone; random numbers differ."""
    said(kernels, tmp_path, "import pandas, matplotlib\npandas.spor = 1\nmatplotlib.rcParams['font.size'] = 99\nspor = 1\n1")
    after = said(kernels, tmp_path, "import pandas, matplotlib\nhasattr(pandas, 'spor'), matplotlib.rcParams['font.size'] == 99, 'spor' in globals()")

    assert after == "(False, False, False)"
    draw = "import numpy as np\nfloat(np.random.random())"
    assert said(kernels, tmp_path, draw) != said(kernels, tmp_path, draw + " ")


def test_a_kernel_that_dies_is_named_and_the_next_one_lives(kernels, tmp_path):
    """A crash is the report's own."""
    with pytest.raises(Failed, match="døde"):
        said(kernels, tmp_path, "import os\nos._exit(9)")

    assert said(kernels, tmp_path, "1 + 1") == "2"


def test_a_cell_that_hangs_is_stopped_and_its_process_is_gone(kernels, tmp_path):
    """The child ends with its stand-in."""
    mark = tmp_path / "pid"
    with pytest.raises(Failed, match="sekunder"):
        said(kernels, tmp_path, f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)", timeout=3)

    assert ended(int(mark.read_text()))


def test_stopping_the_batch_ends_the_kernels_at_once(tmp_path):
    """Ctrl-C leaves no kernel behind that still holds personal data."""
    warm = Warm()
    kernels, mark = Kernels(warm), tmp_path / "pid"
    code = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    running = threading.Thread(target=lambda: pytest.raises(Failed, said, kernels, tmp_path, code, 600))
    running.start()
    for _ in range(300):
        if mark.exists() and mark.read_text():
            break
        time.sleep(0.1)
    kernels.stop()
    running.join(30)
    warm.close()

    assert not running.is_alive() and ended(int(mark.read_text()))


def ended(pid: int) -> bool:
    """Whether the process is gone, within a few seconds."""
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return True
        time.sleep(0.1)
    return False
