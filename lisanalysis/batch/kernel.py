"""Runs one notebook in a kernel of its own and keeps what came of it in memory.

Papermill is called without an output path, so neither a half-run notebook nor its traceback is ever written to disk.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from lisanalysis.batch.faults import Failed, cell_reason

if TYPE_CHECKING:
    from nbformat import NotebookNode

START = 300  # seconds that a kernel may take to answer: a busy machine is slow, not broken
_NOISY = ("papermill", "nbclient", "traitlets", "asyncio")


class Kernels:
    """The kernels of one batch, so that a batch that is stopped can end them all at once."""

    def __init__(self) -> None:
        self._lock, self._processes, self._stopped = Lock(), set(), False

    @property
    def stopped(self) -> bool:
        """Whether the batch has been stopped."""
        return self._stopped

    def stop(self) -> None:
        """Kill what runs, and at once what was about to start."""
        with self._lock:
            self._stopped = True
            for process in self._processes:
                process.kill()

    def add(self, process: subprocess.Popen) -> None:
        """Remember a kernel that has just started, and forget those that are done."""
        with self._lock:
            self._processes = {p for p in self._processes if p.poll() is None} | {process}
            if self._stopped:
                process.kill()

    def execute(
        self, notebook: Path, parameters: Mapping[str, Any], environment: Mapping[str, str], timeout: int
    ) -> NotebookNode:
        """The executed notebook, in memory only; `Failed` where a cell fails, the kernel dies or time runs out.

        `environment` is added to the kernel's own; `timeout` is seconds per cell.
        """
        how = {"kernel_name": "python3", "start_timeout": START, "shutdown_kernel": "immediate", "kernel_manager_class": _manager(self, environment)}
        return _execute(notebook, parameters, timeout, how)


def execute_forked(
    notebook: Path, parameters: Mapping[str, Any], environment: Mapping[str, str], timeout: int, heard: Callable[[], None]
) -> NotebookNode:
    """The same in a forked child of this process, by Papermill's engine `lisanalysis`; `heard` is called after each cell."""
    from lisanalysis.batch.engine import NAVN

    return _execute(notebook, parameters, timeout, {"engine_name": NAVN, "kernel_name": "python3", "environment": environment, "heard": heard})


def _execute(notebook: Path, parameters: Mapping[str, Any], timeout: int, how: Mapping[str, Any]) -> NotebookNode:
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    for name in _NOISY:  # they repeat a failing cell's source and output
        logging.getLogger(name).handlers = [logging.NullHandler()]
        logging.getLogger(name).propagate = False
    try:
        return execute_notebook(str(notebook.resolve()), None, dict(parameters), progress_bar=False, log_output=False, execution_timeout=timeout, **how)
    except PapermillExecutionError as error:
        cell = template_cell(notebook, error.cell_index)
        raise Failed(f"celle {cell}: {cell_reason(error.ename, error.evalue, error.traceback)}") from None
    except CellTimeoutError:
        raise Failed(f"en celle tog mere end {timeout} sekunder") from None
    except DeadKernelError:
        raise Failed("kernen døde undervejs (ofte for lidt hukommelse)") from None
    except Exception as error:
        raise Failed(f"notebooken kunne ikke køres ({type(error).__name__})") from None


def template_cell(notebook: Path, index: int) -> int:
    """The cell's number in the template, from 1: papermill counts from 0 and puts a cell in after the parameters."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    parameters = next(i for i, cell in enumerate(cells) if "parameters" in cell["metadata"].get("tags", ()))
    return index + 1 - (index > parameters)


def _manager(kernels: Kernels, environment: Mapping[str, str]) -> type:
    """A kernel manager whose kernels get `environment`, speak encrypted where they can, and print on nobody's terminal."""
    from jupyter_client import AsyncKernelManager
    from traitlets import default

    class Kernel(AsyncKernelManager):
        @default("transport_encryption")
        def _encrypted(self) -> str:
            return "auto"  # others on a shared terminal server could otherwise read the cells' output

        async def start_kernel(self, **kw: Any) -> None:
            silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            await super().start_kernel(env={**os.environ, **environment}, **silence, **kw)
            kernels.add(self.provisioner.process)

    return Kernel
