"""Stopping a command by Ctrl-C or a signal: what was found so far is kept and written."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stoppable() -> Iterator[Event]:
    """
    Give an event that is set by the first signal to stop.

    The second signal ends the process as it would have without this.
    """
    told = Event()
    before = {one: signal.getsignal(one) for one in SIGNALS}

    def restore() -> None:
        for one, handler in before.items():
            signal.signal(one, handler)

    def stop(_number: int, _frame: FrameType | None) -> None:
        told.set()
        restore()

    for one in SIGNALS:
        signal.signal(one, stop)
    try:
        yield told
    finally:
        restore()
