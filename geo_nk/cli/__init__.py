"""The command line: parse, call the library, print. One file for each command."""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run ``geo-nk``."""
    # Imported here, so that importing the package's other parts never waits for the command line's.
    from geo_nk.cli.app import run

    run()
