"""What a person sees in the terminal: messages, refusals and progress, all on stderr; results alone go to stdout."""

from __future__ import annotations

import contextlib
import json
import re
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geo_nk.reports.report import Refusal

__all__ = ["complain", "finish", "json_text", "printable", "say", "silence", "with_progress"]

T = TypeVar("T")

_PART = re.compile(r"(?P<file>.*): (?P<part>entry|line|message|row) \d+", re.DOTALL | re.ASCII)

MOST_ALIKE = 8
"""Inputs that are listed one by one where the same is wrong with them."""

PATIENCE_S = 1.0
"""Work shorter than this shows no progress."""


def printable(text: str) -> str:
    r"""Return a text as one line without control characters: a name or a report must not steer the terminal.

    Examples
    --------
    >>> printable("a\x1b[31mb\nerror: c")
    'a\ufffd[31mb\ufffderror: c'
    """
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def json_text(record: Mapping[str, object], *, indent: int | None = None) -> str:
    r"""Return a JSON object, on one line without `indent`.

    What no eye sees, such as a turn of the writing direction, is escaped: it comes from reports, and may go to a
    terminal.

    Examples
    --------
    >>> json_text({"surface": "혜산\u202e"})
    '{"surface": "혜산\\u202e"}'
    """
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else json.dumps(char)[1:-1] for char in text)


def say(*lines: str) -> None:
    """Tell the person something; every line is one line, whatever names stand in it."""
    for line in lines:
        typer.echo(printable(line), err=True)


def complain(*lines: str) -> None:
    """Tell the person what went wrong, in a line and perhaps in more below it."""
    typer.echo(typer.style("error: ", fg="red", bold=True) + printable(lines[0]), err=True)
    say(*lines[1:])


def silence() -> None:
    """Give up on the standard streams: what they still hold could not be written, and would be tried again at exit."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def finish(refusals: Sequence[Refusal]) -> None:
    """List what was refused and leave with exit code 1, or return where nothing was."""
    if not refusals:
        return
    parts = sum(refusal.in_part for refusal in refusals)
    counts = (
        (len(refusals) - parts, "{} of the inputs could not be read"),
        (parts, "{} of the things told of inputs do not fit them"),
    )
    complain("; ".join(words.format(count) for count, words in counts if count))
    say(*_listed(refusals))
    raise typer.Exit(1)


def _listed(refusals: Iterable[Refusal]) -> list[str]:
    """Return a line for each refusal; what is wrong in the same way with many inputs, or parts of one, takes one."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    listed = list(refusals)
    counts = Counter(refusal.reason for refusal in listed if not _PART.fullmatch(refusal.source))
    for refusal in listed:
        if counts[refusal.reason] > MOST_ALIKE:
            alike.setdefault(("", "", refusal.reason), []).append(refusal.source)
            continue
        found = _PART.fullmatch(refusal.source)
        file, part = (found["file"], found["part"]) if found else (refusal.source, "")
        alike.setdefault((file, part, refusal.reason), []).append(refusal.source)
    return [
        f"  {sources[0]}: {reason}"
        if len(sources) == 1
        else f"  {file}: {reason} ({len(sources):,} such, the first is {sources[0].removeprefix(file)[2:]})"
        if file
        else f"  {reason} ({len(sources):,} such: {', '.join(sources[:MOST_ALIKE])} ...)"
        for (file, _, reason), sources in alike.items()
    ]


def with_progress(items: Iterable[T], *, noun: str, size: Callable[[T], int] = lambda _: 1) -> Iterator[T]:
    """Pass items on, showing how many are done once it has taken longer than a person waits.

    Parameters
    ----------
    items
        What is worked on.
    noun
        What is counted, in the plural.
    size
        How many of them an item is.

    Yields
    ------
    object
        The items.
    """
    if sys.stderr is None or not sys.stderr.isatty():  # None where the shell closed it
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    # How many there are is not known before all are read: the bar only shows that work goes on.
    count = TextColumn("{task.completed:,.0f} {task.description}")
    columns = (BarColumn(bar_width=24), count, TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(noun, total=None)
    began, shown = time.monotonic(), False
    try:
        for item in items:
            yield item
            bar.advance(task, size(item))
            if not shown and time.monotonic() - began > PATIENCE_S:
                bar.start()
                shown = True
    finally:
        if shown:
            bar.stop()
