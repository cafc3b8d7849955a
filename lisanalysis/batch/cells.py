"""Runs a notebook's code cells in this process's own IPython, and gives what each of them showed as a kernel would have.

No sockets, no threads and no event loop stand between a cell and its outputs: a kernel's start and its messages are a good part of
what a short report costs. What only a program outside Python prints is seen by nobody.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

Output = dict[str, Any]


class Shown:
    """The outputs of all cells so far, by the cell's index; `changed` are the cells that have something new."""

    def __init__(self) -> None:
        self.outputs: dict[int, list[Output]] = {}
        self.changed: set[int] = set()
        self._displays: dict[str, list[tuple[int, Output]]] = {}
        self._here, self._clear_first = 0, False

    def begin(self, index: int) -> None:
        """What is shown from now on belongs to that cell."""
        self._here, self._clear_first = index, False
        self.outputs[index] = []
        self.changed.add(index)

    def add(self, output: Output, display: str = "") -> None:
        """One output more; text that follows text of the same stream is added to it. `display` is the name that a later one may replace."""
        if self._clear_first:
            self.clear()
        cell = self.outputs.setdefault(self._here, [])
        if output["output_type"] == "stream" and cell and cell[-1].get("name") == output["name"]:
            cell[-1]["text"] += output["text"]
            return
        cell.append(output)
        if display:
            self._displays.setdefault(display, []).append((self._here, output))

    def replace(self, display: str, data: dict, metadata: dict) -> None:
        """Every output of that name gets other content, in whatever cell it stands."""
        for index, output in self._displays.get(display, ()):
            output |= {"data": data, "metadata": metadata}
            self.changed.add(index)

    def clear(self, wait: bool = False) -> None:
        """Forget what the cell has shown: at once, or when it next shows something."""
        self._clear_first = wait
        if not wait:
            self.outputs[self._here] = []


class _Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    encoding = "utf-8"

    def __init__(self, name: str, shown: Shown) -> None:
        self.name, self._shown = name, shown

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text:
            self._shown.add({"output_type": "stream", "name": self.name, "text": text})
        return len(text)


class _Publisher(DisplayPublisher):
    def publish(self, data: dict, metadata: dict | None = None, source: object = None, *, transient: dict | None = None, update: bool = False, **_: Any) -> None:
        display = (transient or {}).get("display_id", "")
        if update:
            self.shell.shown.replace(display, data, metadata or {})
        else:
            self.shell.shown.add({"output_type": "display_data", "data": data, "metadata": metadata or {}}, display)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.shown.clear(wait)


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        """Nothing: the number stands in the output."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        told = {"output_type": "execute_result", "execution_count": self.prompt_count, "data": format_dict, "metadata": md_dict or {}}
        self.shell.shown.add(told)


class Shell(InteractiveShell):
    """An IPython without terminal, history or settings of its own, which keeps what is shown in `shown`."""

    def __init__(self, **given: Any) -> None:
        self.shown = Shown()
        super().__init__(display_pub_class=_Publisher, displayhook_class=_Hook, **given)
        self.separate_in = self.separate_out = self.separate_out2 = ""

    def init_history(self) -> None:
        from IPython.core.history import HistoryManager

        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    def init_io(self) -> None:
        """The streams are a cell's own while it runs."""

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no window; `%matplotlib inline` asks for one all the same."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.shown.add({"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": stb})


def new_shell() -> Shell:
    """The process's IPython, with figures shown inline as in a kernel; the modules that need one find it."""
    shell = Shell.instance()
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    return shell


def run_cells(cells: Iterable[tuple[int, str]]) -> Iterator[dict[str, Any]]:
    """After each cell (index, source): its `index`, its `count`, whether it `failed`, and the `outputs` of every cell that changed."""
    shell = Shell.instance()
    sys.stdout, sys.stderr = _Stream("stdout", shell.shown), _Stream("stderr", shell.shown)
    for index, source in cells:
        shell.shown.begin(index)
        count = shell.execution_count
        result = shell.run_cell(source, store_history=True)
        changed, shell.shown.changed = shell.shown.changed, set()
        yield {"index": index, "count": count, "failed": not result.success, "outputs": {str(i): shell.shown.outputs[i] for i in sorted(changed)}}
