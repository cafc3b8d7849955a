"""A warm parent: one process that has imported everything and done once what every report does, and a forked child of it per report.

Nine tenths of a report's time are imports. The child finds them done, shares nothing with the next one and ends with its report; it
forks once more for the notebook itself (`engine`), so that page, gate and shelf are not made by a process that has run a template's code.
Only where the platform forks safely: Linux.

Whoever asks, a thread or another process of the same machine, does so by the parent's socket in a folder that only this user can open.
A parent that was stopped has no such folder any more.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from lisanalysis.batch.faults import Failed, reason

if TYPE_CHECKING:
    from lisanalysis.settings import Settings

_PID, _HEARD, _DONE, _FAILED = range(4)


class Stopped(Exception):
    """The batch has been stopped: nothing more is to be made, and nothing said of what was under way."""


class Unreachable(Exception):
    """There is no parent to ask; the report can be made without one."""


def possible() -> bool:
    """Whether this platform can fork a process that has loaded numerical libraries."""
    return sys.platform.startswith("linux")


class Warm:
    """The parent process of a batch's reports. `settings` and `reports` say whose gate it makes ready, `stems` which analyses."""

    def __init__(self, stems: Sequence[str] = (), settings: Settings | None = None, reports: Path | None = None) -> None:
        import subprocess
        import tempfile

        self._folder = Path(tempfile.mkdtemp(prefix="lis-"))
        self.where = str(self._folder / "s")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self.where)
            listening.listen(64)  # before the parent has imported anything, so that the first reports can wait in line
            words = [sys.executable, "-m", __name__, str(listening.fileno()), str(self._folder)]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            # a session of its own: Ctrl-C is the batch's to hear
            self._parent = subprocess.Popen(words, stdin=subprocess.PIPE, pass_fds=[listening.fileno()], start_new_session=True, **quiet)
        assert self._parent.stdin is not None
        pickle.dump((list(stems), settings, reports), self._parent.stdin)
        self._parent.stdin.flush()

    def close(self) -> None:
        """End the parent, and with it all that still runs; whoever has asked it hears that it was stopped."""
        shutil.rmtree(self._folder, ignore_errors=True)  # first: what then breaks off was stopped, and did not fail
        self._parent.kill()
        self._parent.wait()
        if self._parent.stdin:
            self._parent.stdin.close()


def ask(where: str, limit: float, function: Callable[..., Any], *args: Any) -> Any:
    """What `function(*args, heard=…)` gives in a forked child of the parent at `where`; `heard` is to be called at least every `limit` seconds.

    All must be picklable. Raises Failed where the child dies, is silent for longer or says so itself; Stopped and Unreachable as they say.
    """
    try:
        line = Client(where, "AF_UNIX")
    except OSError:
        raise (Unreachable if os.path.exists(where) else Stopped)() from None
    child = 0
    with line:
        try:
            line.send((function, args))
            _, child = line.recv()
            return _answer(line, limit, child)
        except (EOFError, OSError):
            if not os.path.exists(where):
                raise Stopped from None
            if not child:  # the parent died before it took this one up
                raise Unreachable from None
            raise Failed("processen døde undervejs (ofte for lidt hukommelse)") from None


def _answer(line: Connection, limit: float, child: int) -> Any:
    while line.poll(limit):
        kind, said = line.recv()
        if kind == _FAILED:
            raise Failed(said)
        if kind == _DONE:
            return said
    os.kill(child, signal.SIGKILL)
    raise Failed(f"rapporten gik i stå: intet skete i {limit:.0f} sekunder")


def _parent(fileno: int, folder: str) -> None:
    """Get ready, then fork for each that asks; end when standard input closes, as it does when the batch dies."""
    import gc
    import selectors

    listening = socket.socket(fileno=fileno)
    stems, settings, reports = pickle.load(sys.stdin.buffer)  # noqa: S301  from the process that started this one
    from lisanalysis.batch.rehearsal import rehearse

    rehearse(stems, settings, reports)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are nobody's to wait for
    gc.collect()
    gc.freeze()  # the children's collector leaves alone what is here, and the pages it stands on stay shared
    gc.set_threshold(50_000, 20, 20)  # a report is short, and builds many small things that live as long as it does
    watch = selectors.DefaultSelector()
    watch.register(listening, selectors.EVENT_READ)
    watch.register(sys.stdin, selectors.EVENT_READ)
    here = os.getpid()
    while True:
        for key, _ in watch.select():
            if key.fileobj is sys.stdin:
                shutil.rmtree(folder, ignore_errors=True)
                return
            asking, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _child(here, Connection(asking.detach()))
            asking.close()


def _child(parent: int, line: Connection) -> NoReturn:
    """Do the one thing asked, and end."""
    from lisanalysis.batch.engine import die_with

    try:
        die_with(parent)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        function, args = line.recv()
        line.send((_PID, os.getpid()))
        try:
            said = (_DONE, function(*args, heard=lambda: line.send((_HEARD, None))))
        except Exception as error:
            said = (_FAILED, reason(error))
        line.send(said)
    finally:
        os._exit(0)


if __name__ == "__main__":
    # by its own name: what is pickled by this module must not be looked for in __main__
    from lisanalysis.batch.warm import _parent as parent

    parent(int(sys.argv[1]), sys.argv[2])
