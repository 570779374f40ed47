"""What a person sees in the terminal: messages, refusals and progress, all on stderr; results alone go to stdout."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo_nk.reports.report import Refusal

__all__ = ["complain", "finish", "printable", "say", "with_progress"]

T = TypeVar("T")

PATIENCE_S = 1.0
"""Work shorter than this shows no progress."""


def printable(text: str) -> str:
    r"""Return a text without control characters: a file name or a report must not steer the terminal.

    Examples
    --------
    >>> printable("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)


def say(text: str) -> None:
    """Tell the person something."""
    typer.echo(printable(text), err=True)


def complain(text: str) -> None:
    """Tell the person what went wrong."""
    typer.echo(typer.style("error: ", fg="red", bold=True) + printable(text), err=True)


def finish(refusals: Sequence[Refusal]) -> None:
    """List what was refused and leave with exit code 1, or return where nothing was."""
    if not refusals:
        return
    complain(f"{len(refusals)} of the inputs could not be read")
    for refusal in refusals:
        say(f"  {refusal.source}: {refusal.reason}")
    raise typer.Exit(1)


def with_progress(items: Iterable[T], *, noun: str) -> Iterator[T]:
    """Pass items on, showing how many are done once it has taken longer than a person waits.

    Parameters
    ----------
    items
        What is worked on.
    noun
        What they are, in the plural.

    Yields
    ------
    object
        The items.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(noun, total=None)
    began, shown = time.monotonic(), False
    try:
        for item in items:
            yield item
            bar.advance(task)
            if not shown and time.monotonic() - began > PATIENCE_S:
                bar.start()
                shown = True
    finally:
        if shown:
            bar.stop()
