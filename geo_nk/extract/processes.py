"""Worker processes, which an interrupt does not reach: it is for the process that started them.

They are started afresh (``spawn``) everywhere, as on Windows and macOS: a fork copies the locks of the threads that
libraries have begun.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["done_in_processes"]

Part = TypeVar("Part")
Done = TypeVar("Done")


def done_in_processes(
    parts: Iterable[Part], begin: Callable[[], Callable[[Part], Done]], *, workers: int, ahead: int
) -> Iterator[Done]:
    """Yield what processes make of the parts of some work, in their order.

    Parameters
    ----------
    parts
        The work; taken as it is needed.
    begin
        Called once in each process; returns what does a part there. It is sent to the processes, and so are the parts.
    workers
        How many processes.
    ahead
        Parts that wait for each process.

    Yields
    ------
    object
        What became of each part.

    Raises
    ------
    concurrent.futures.process.BrokenProcessPool
        If a process ends before its work is done.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(begin,))
    waiting: deque[Future[Done]] = deque()
    try:
        for part in parts:
            with _no_interrupt():  # a process is started when its first work is given, and would die with a traceback
                waiting.append(pool.submit(_do, part))
            if len(waiting) > workers * ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:  # on an interrupt, too
        pool.shutdown(cancel_futures=True)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold back Ctrl-C for a moment; a process that is started meanwhile never sees one.

    The mask is for the process that is started, which inherits it. In this one, a library's thread may still take the
    signal, of which Python then tells the main thread: it waits there until the moment is over.
    """
    with _interrupt_waits(), _interrupt_masked():
        yield


@contextmanager
def _interrupt_waits() -> Iterator[None]:
    ours = threading.current_thread() is threading.main_thread()  # which alone is interrupted
    if not ours or signal.getsignal(signal.SIGINT) is None:  # None: a program that Python is a part of handles it
        yield
        return
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        signal.raise_signal(signal.SIGINT)


@contextmanager
def _interrupt_masked() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Callable[[Any], Any] | None = None
"""What does a part in a worker process: made once in each, as what it needs may take a while to load."""


def _begin(begin: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # noqa: PLW0603 - the one thing that a worker process keeps between parts
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    _work = begin()
    gc.freeze()  # what it needs stays as long as the process: nothing is gained by looking through it again


def _do(part: Any) -> Any:  # noqa: ANN401 - what a part is, is the caller's to know
    if _work is None:
        raise RuntimeError("the worker process was not begun")
    return _work(part)
