"""A bar that appears where the work takes over a second, and moves by how long the same work took the time before."""

from __future__ import annotations

import threading
import time
from types import TracebackType

SHOWN_AFTER = 1.0  # seconds
_TICK = 0.25


class Progress:
    """Used as `with progress:` around the work; `widget` is the bar. The kernel is busy meanwhile, so a thread of its own moves it."""

    def __init__(self) -> None:
        import ipywidgets as w

        self.widget = w.FloatProgress(min=0, max=1, description="Regner …", bar_style="info", layout=w.Layout(visibility="hidden", width="34em"))
        self.expected = 5.0
        self._done = threading.Event()

    def __enter__(self) -> Progress:
        self._done.clear()
        self._start = time.monotonic()
        self._thread = threading.Thread(target=self._move, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        self._thread.join()
        self.expected = max(time.monotonic() - self._start, SHOWN_AFTER)
        self.widget.layout.visibility = "hidden"

    def _move(self) -> None:
        """Nine tenths of the way at the expected time, and slower and slower after it: the bar never says done before it is."""
        if self._done.wait(SHOWN_AFTER):
            return
        self.widget.layout.visibility = "visible"
        while not self._done.wait(_TICK):
            self.widget.value = 1 - 0.1 ** ((time.monotonic() - self._start) / self.expected)
