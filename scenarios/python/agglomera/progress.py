"""How far long work is: a line that is written over, or whatever you call instead."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Callable, Optional, Union

Progress = Union[bool, Callable[[int, int], object]]
"""False: nothing. True: one line on stderr. Else called with (done, of), on the thread that called."""


class ProgressLine:
    """``running members: 57 of 200, about 3 s left``, on a terminal and in a notebook."""

    def __init__(self) -> None:
        self._what = ""
        self._start = 0.0
        self._width = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        if what != self._what:
            self.end()
            self._what, self._start = what, time.monotonic()
        spent = time.monotonic() - self._start
        left = f", about {spent / done * (of - done):.0f} s left" if 0 < done < of and spent > 1 else ""
        line = f"{what}: {done} of {of}{left}"
        print("\r" + line.ljust(self._width), end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def end(self) -> None:
        if self._width:
            print(file=sys.stderr, flush=True)
        self._width = 0


class Listener:
    """Who hears of the progress of one call."""

    def __init__(self, progress: Progress) -> None:
        self._line: Optional[ProgressLine] = None
        self.hear: Optional[Callable[[str, int, int], object]] = None
        if progress is True:
            self._line = ProgressLine()
            self.hear = self._line
        elif callable(progress):
            told = progress
            self.hear = lambda what, done, of: told(done, of)
        elif progress is not False:
            raise TypeError(f"progress is True, False or a function of (done, of), not {progress!r}")

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, kind: Optional[type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        if self._line:
            self._line.end()
