"""Papermill's engine `lisanalysis`: the notebook runs in a forked child of this process, which finds all its imports done.

The child starts from this process as it stands, and nothing of it comes back but the cells' outputs, as JSON. It is stopped when a
cell takes too long, and dies with this process whatever happens. Only where the platform forks safely: Linux.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING, Any, NoReturn

from papermill.engines import Engine, papermill_engines

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from papermill.engines import NotebookExecutionManager

NAVN = "lisanalysis"
_PR_SET_PDEATHSIG = 1
_SKIP, _MAY_FAIL = "skip-execution", "raises-exception"  # nbclient's own tags


class Forked(Engine):
    """Runs the cells in a forked child; raises what nbclient raises where a cell takes too long or the child dies."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, execution_timeout: int | None = None, environment: Mapping[str, str] | None = None,
        heard: Callable[[], None] | None = None, **_: Any,
    ) -> None:  # fmt: skip
        """`environment` is added to the child's own; `heard` is called after each cell."""
        reading, writing = Pipe(duplex=False)
        parent, child = os.getpid(), os.fork()
        if child == 0:
            _run(parent, nb_man.nb, dict(environment or {}), writing)
        writing.close()
        with suppress(OSError):
            os.setpgid(child, child)  # here and in the child: whoever comes first
        try:
            _follow(nb_man, reading, execution_timeout, heard or (lambda: None))
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what the notebook has started goes with it
            os.waitpid(child, 0)
            reading.close()


papermill_engines.register(NAVN, Forked)


def die_with(parent: int) -> None:
    """Let the system kill this process when its parent dies, if it is not dead already."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _to_run(notebook: NotebookNode) -> list[int]:
    """The indices of the cells that are code and hold any."""
    return [i for i, c in enumerate(notebook.cells) if c.cell_type == "code" and c.source.strip() and _SKIP not in c.metadata.get("tags", ())]


def _follow(nb_man: NotebookExecutionManager, reading: Connection, timeout: int | None, heard: Callable[[], None]) -> None:
    """Write down what the child says of each cell as it comes."""
    for index in _to_run(nb_man.nb):
        cell = nb_man.nb.cells[index]
        nb_man.cell_start(cell, index)
        said = _hear(reading, timeout, cell)
        cell.execution_count = said["count"]
        for changed, outputs in said["outputs"].items():
            nb_man.nb.cells[int(changed)].outputs = _as_nodes(outputs)
        failed = said["failed"] and _MAY_FAIL not in cell.metadata.get("tags", ())
        if failed:
            nb_man.cell_exception(cell, index)
        nb_man.cell_complete(cell, index)
        heard()
        if failed:
            return


def _hear(reading: Connection, timeout: int | None, cell: NotebookNode) -> dict[str, Any]:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    if not reading.poll(timeout):
        raise CellTimeoutError.error_from_timeout_and_cell("", timeout or 0, cell)
    try:
        return json.loads(reading.recv_bytes())
    except EOFError:
        raise DeadKernelError("") from None


def _as_nodes(outputs: list[dict[str, Any]]) -> list[NotebookNode]:
    from nbformat import from_dict

    return [from_dict(output) for output in outputs]


def _run(parent: int, notebook: NotebookNode, environment: dict[str, str], writing: Connection) -> NoReturn:
    """The child's whole life."""
    try:
        die_with(parent)
        os.setpgid(0, 0)
        os.environ.update(environment)
        import numpy as np
        from jupyter_client.jsonutil import json_default

        from lisanalysis.batch.cells import new_shell, run_cells

        np.random.seed()  # noqa: NPY002  a forked generator would draw the same numbers in every report
        new_shell()
        for said in run_cells((i, notebook.cells[i].source) for i in _to_run(notebook)):
            writing.send_bytes(json.dumps(said, default=json_default).encode())
            if said["failed"] and _MAY_FAIL not in notebook.cells[said["index"]].metadata.get("tags", ()):
                break
        while True:
            signal.pause()  # the parent ends it when it has read the last of it
    finally:
        os._exit(1)
