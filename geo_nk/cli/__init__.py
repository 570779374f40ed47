"""The command line: parse, call the library, print. One file for each command."""

from __future__ import annotations

import gc

__all__ = ["main"]


def main() -> None:
    """Run ``geo-nk``."""
    # What is loaded stays: looking through it for what could be freed takes a tenth of a short command's time.
    gc.set_threshold(100_000, 20, 20)
    # Imported here, so that importing the package's other parts never waits for the command line's.
    from geo_nk.cli.app import run

    run()
