"""The group of commands, and the one place where an error becomes a message and an exit code."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from geo_nk._version import __version__
from geo_nk.cli import (
    add,
    compare,
    convert,
    demo,
    evaluate,
    extract,
    figure,
    gazetteer,
    locate,
    map_,
    mentions,
    merge,
    release,
    review,
)
from geo_nk.cli.findings import analyse, brief, diff
from geo_nk.cli.shared.console import complain, silence
from geo_nk.errors import GeoNKError

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["app", "run"]

_ADDRESS = re.compile(r"(?:--?[\w-]*=?)?postgres(?:ql)?:/", re.IGNORECASE)


class _Group(TyperGroup):
    """Refuses the address of a database wherever it is given: its password would stand in the list of processes."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - of click, which typer may hold
        """Look at every argument before any command does, which might repeat it in a message."""
        if any(map(_ADDRESS.match, args)):
            ctx.fail(
                "the address of a database is not given here, where its password is seen; write it into a file that "
                "ends in .postgis, and give that"
            )
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_Group,
    name="geo-nk",
    help="Maps that stand up to questions, from reports about the North Korean border. "
    "Works offline: no command opens a network connection, unless --llm, --scheduler or a .postgis file names one.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for name, command in (
    ("demo", demo.demo),
    ("map", map_.map_events),
    ("figure", figure.figure),
    ("extract", extract.extract),
    ("merge", merge.merge),
    ("review", review.review),
    ("release", release.release),
    ("convert", convert.convert),
    ("add", add.add),
    ("mentions", mentions.mentions),
    ("locate", locate.locate),
    ("evaluate", evaluate.evaluate),
    ("compare", compare.compare),
    ("analyse", analyse.analyse),
    ("brief", brief.brief),
    ("diff", diff.diff),
):
    app.command(name)(command)
app.add_typer(gazetteer.app, name="gazetteer")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"geo-nk {__version__}")
        raise typer.Exit


@app.callback()
def _group(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Hold the options of the group itself."""


def run() -> None:
    """Run the command line; an error that geo_nk raises on purpose is a message and exit code 2, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Korean Windows console writes cp949, which has no ŏ
            stream.reconfigure(encoding="utf-8", errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _leave)
    try:
        app()
    except GeoNKError as error:
        text = str(error)
        complain(*(text.split("\n") if getattr(error, "faults", ()) else (text,)))  # a line for each fault
        sys.exit(2)
    except SystemExit as leaving:
        if isinstance(leaving.__context__, BrokenPipeError):  # `geo-nk locate ... | head` has all that it wants
            silence()
            sys.exit(0)
        raise
    except OSError as error:
        with contextlib.suppress(OSError):
            complain(f"{error.filename or 'the output'}: {error.strerror or error}")
        silence()
        sys.exit(2)


def _leave(number: int, _frame: FrameType | None) -> None:
    """End as an exit does, so that nothing half-written stays behind."""
    sys.exit(128 + number)
