"""Threads that wait for a model, and hold up no one: an interrupt ends the program though a reply has not come.

The threads of `concurrent.futures` are joined when the program ends, so that Ctrl-C would take as long as the slowest
reply.
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

__all__ = ["Pool", "Waiting"]

T = TypeVar("T")


class Waiting(Generic[T]):
    """Work that was handed to a thread."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._done = threading.Event()
        self._result: T | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """Do the work."""
        try:
            self._result = self._work()
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            self._error = error
        self._done.set()

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self._done.is_set()

    def result(self) -> T:
        """Return what came of it, or raise what went wrong."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value] # set where there is no error


class Pool:
    """So many threads.

    Parameters
    ----------
    threads
        How many.

    Examples
    --------
    >>> with Pool(2) as pool:
    ...     [waiting.result() for waiting in [pool.submit(lambda: 1), pool.submit(lambda: 2)]]
    [1, 2]
    """

    def __init__(self, threads: int) -> None:
        self._queue: queue.SimpleQueue[Waiting[object] | None] = queue.SimpleQueue()
        self._threads = threads
        for _ in range(threads):
            threading.Thread(target=self._serve, daemon=True).start()

    def submit(self, work: Callable[[], T]) -> Waiting[T]:
        """Hand over work; it is begun in the order in which it comes."""
        waiting = Waiting(work)
        self._queue.put(waiting)  # type: ignore[arg-type] # nobody looks at the result here
        return waiting

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while not self._queue.empty():  # what was not begun is dropped
            self._queue.get()
        for _thread in range(self._threads):
            self._queue.put(None)

    def _serve(self) -> None:
        while (waiting := self._queue.get()) is not None:
            waiting.run()
