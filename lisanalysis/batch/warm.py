"""Warm kernels: one process that has imported everything, and a forked child of it for each notebook.

Nine tenths of a report's time are imports. The child is an ordinary Jupyter kernel that finds them done; it shares nothing
with the next one and ends with its notebook. Between Jupyter and the child stands a small process (`_stand_in`) that Jupyter
starts, watches and kills as if it were the kernel. Only where the platform forks safely: Linux.

    python -m lisanalysis.batch.warm parent FILENO …    waits to fork; ends when its standard input closes
    python -m lisanalysis.batch.warm kernel SOCKET …    what Jupyter starts; the rest is the kernel's own arguments
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from contextlib import suppress

TYPE_CHECKING = False  # the stand-in starts once per report, and typing is not free
if TYPE_CHECKING:
    from collections.abc import Sequence

# What a template needs before its first line; imported once, in the parent, which starts no thread of its own.
PRELOAD = (
    "ipykernel.kernelapp", "ipykernel.zmqshell", "matplotlib_inline.backend_inline", "pandas", "pyarrow.parquet", "duckdb", "ibis",
    "ibis.backends.duckdb", "matplotlib.figure", "matplotlib.backends.backend_svg", "seaborn", "great_tables", "babel.numbers", "babel.dates",
    "pydantic", "scipy.stats", "statsmodels.api", "lisanalysis.workspace", "lisanalysis.sources", "lisanalysis.access", "lisanalysis.measures",
    "lisanalysis.publish.notebook", "lisanalysis.publish.files", "lisanalysis.publish.figures", "lisanalysis.publish.tables", "lisanalysis.publish.gate",
)  # fmt: skip
INTERRUPT = b"I"


def possible() -> bool:
    """Whether this platform can fork a process that has loaded numerical libraries."""
    return sys.platform.startswith("linux")


class Warm:
    """The parent process of a batch's kernels; `command` is what Jupyter starts instead of a cold kernel."""

    def __init__(self, stems: Sequence[str] = ()) -> None:
        import subprocess
        import tempfile

        self._folder = tempfile.TemporaryDirectory(prefix="lis-")
        self._socket = os.path.join(self._folder.name, "s")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self._socket)
            listening.listen(64)  # before the parent has imported anything, so that the first kernels can wait in line
            words = [sys.executable, "-m", __name__, "parent", str(listening.fileno()), *stems]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            self._parent = subprocess.Popen(words, stdin=subprocess.PIPE, pass_fds=[listening.fileno()], **quiet)

    @property
    def command(self) -> list[str]:
        """The kernel's command line, with Jupyter's own place for the connection file. -I -S: the stand-in needs the library alone."""
        return [sys.executable, "-I", "-S", os.path.abspath(__file__), "kernel", self._socket, "-f", "{connection_file}"]

    def close(self) -> None:
        """End the parent; children that still run end with their own stand-in."""
        if self._parent.stdin:
            self._parent.stdin.close()
        self._parent.kill()
        self._parent.wait()
        self._folder.cleanup()


def _parent(fileno: int, stems: Sequence[str]) -> None:
    """Import everything, then fork for each stand-in that asks."""
    import selectors

    listening = socket.socket(fileno=fileno)
    _import_all((*PRELOAD, *(f"lisanalysis.analyses.{stem}" for stem in stems)))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are nobody's to wait for
    watch = selectors.DefaultSelector()
    watch.register(listening, selectors.EVENT_READ)
    watch.register(sys.stdin, selectors.EVENT_READ)
    while True:
        for key, _ in watch.select():
            if key.fileobj is sys.stdin:
                return
            asking, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _kernel(asking)
            asking.close()


def _import_all(names: Sequence[str]) -> None:
    from importlib import import_module

    import matplotlib

    matplotlib.use("Agg")
    for name in names:
        with suppress(ImportError):  # an optional library that is not installed is simply not warm
            import_module(name)


def _kernel(asking: socket.socket) -> None:
    """The child: become the kernel that the stand-in was started as, and end when it does."""
    import threading

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with asking.makefile("rb") as stream:
        told = json.loads(stream.readline())
    os.environ.clear()
    os.environ.update(told["env"])
    os.chdir(told["cwd"])
    os.setsid()
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    np.random.seed()  # noqa: NPY002  a forked generator would draw the same numbers in every report
    threading.Thread(target=_end_with, args=(asking,), daemon=True).start()
    app = IPKernelApp.instance()
    app.initialize(told["argv"])
    app.start()
    os._exit(0)


def _end_with(asking: socket.socket) -> None:
    """Interrupt the kernel when told to, and end it when its stand-in is gone."""
    while said := asking.recv(1):
        if said == INTERRUPT:
            os.kill(os.getpid(), signal.SIGINT)
    os._exit(1)


def _stand_in(path: str, argv: Sequence[str]) -> None:
    """Ask for a child, pass interrupts on, and live exactly as long as it does."""
    asking = socket.socket(socket.AF_UNIX)
    asking.connect(path)
    told = {"argv": list(argv), "env": dict(os.environ), "cwd": os.getcwd()}
    asking.sendall(json.dumps(told).encode() + b"\n")
    signal.signal(signal.SIGINT, lambda *_: asking.sendall(INTERRUPT))
    while asking.recv(1):
        pass


if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    _parent(int(where), rest) if what == "parent" else _stand_in(where, rest)
