"""Calls of the core that are going on, so that none outlives the interpreter.

The core lets go of Python's lock while it works. A thread that came back for it after the interpreter has ended would be
ended by Python inside C++ frames, which aborts the process. So at exit long calls are stopped, short ones waited for, and
no call of another thread (a daemon; all others have been joined by then) begins or comes back.
"""

from __future__ import annotations

import atexit
import os
import threading
import time

from firstline._core import CancelToken

_LONGEST_WAIT_S = 10.0

# One entry a call and not a token, for several calls may share a token.
_going_on: dict[object, CancelToken | None] = {}
_closing_thread: int | None = None


class Call:
    """A block in which the core is called; `token` is what stops it."""

    __slots__ = ("_token",)

    def __init__(self, token: CancelToken | None = None) -> None:
        self._token = token

    def __enter__(self) -> None:
        # Entered first and judged then: whoever closes has either seen this entry or is seen here.
        _going_on[self] = self._token
        if _others_are_over():
            self.__exit__()

    def __exit__(self, *_: object) -> None:
        _going_on.pop(self, None)
        # What was stopped half way is nobody's result. A daemon ends with the process; an exception would only be noise.
        while _others_are_over():
            time.sleep(3600.0)


def _others_are_over() -> bool:
    return _closing_thread is not None and _closing_thread != threading.get_ident()


@atexit.register
def _stop_all() -> None:
    global _closing_thread
    _closing_thread = threading.get_ident()
    end = time.monotonic() + _LONGEST_WAIT_S
    while _going_on and time.monotonic() < end:
        for token in list(_going_on.values()):
            if token is not None:
                token.cancel()
        time.sleep(0.001)


def _forked() -> None:
    """In a child there are no other threads, whoever called what."""
    global _closing_thread
    _going_on.clear()
    _closing_thread = None


os.register_at_fork(after_in_child=_forked)
