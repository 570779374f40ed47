"""Worker processes: an interrupt is for the process that started them."""

from __future__ import annotations

import os
import signal
import sys
import threading

import pytest

from geo_nk.extract.processes import _no_interrupt


@pytest.mark.skipif(sys.platform == "win32", reason="no process there sends another one an interrupt")
def test_an_interrupt_waits_until_a_process_is_started_whichever_thread_takes_it() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's job in the background ignores it
    over, started = threading.Event(), threading.Event()
    thread = threading.Thread(target=over.wait, daemon=True)  # as a library's: it holds no signal back
    thread.start()

    def start() -> None:
        with _no_interrupt():
            os.kill(os.getpid(), signal.SIGINT)
            over.wait(0.05)
            started.set()

    with pytest.raises(KeyboardInterrupt):
        start()
    signal.signal(signal.SIGINT, before)
    over.set()
    thread.join()
    assert started.is_set()
