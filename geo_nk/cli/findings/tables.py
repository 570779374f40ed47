"""Show a table in the terminal, or write it to a file."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final

import typer

from geo_nk._files import guard, write_atomic
from geo_nk.cli.shared.console import json_text, printable, say

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["ENDINGS", "account", "put"]

#: Endings of the files that a table can be written to.
ENDINGS: Final = (".csv", ".jsonl")

_ROWS: Final = 60
_WIDEST: Final = 44  # characters of a cell that are shown


def put(table: pd.DataFrame, output: Path | None) -> None:
    """Write a table to a file, by its ending, or show its first rows."""
    if output is None:
        _show(table)
        return
    text = _csv(table) if output.suffix.lower() == ".csv" else _jsonl(table)
    say(f"{write_atomic(output, text)}: {len(table)} rows")


def account(table: pd.DataFrame) -> list[str]:
    """Return what was counted, what is spread and what is left out, in words.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame()
    >>> table.attrs = {"events": 3, "spread": {"county": 1}, "left_out": {"no county": 2}}
    >>> account(table)
    ['3 events; known vaguely and shared out: county 1; left out: no county 2']
    """
    held = table.attrs
    if "events" not in held:
        return []
    parts = [f"{held['events']:,} event{'' if held['events'] == 1 else 's'}"]
    for key, told in (("spread", "known vaguely and shared out"), ("left_out", "left out")):
        if held.get(key):
            parts.append(f"{told}: {', '.join(f'{name} {n:,}' for name, n in held[key].items())}")
    return ["; ".join(parts)]


def _show(table: pd.DataFrame) -> None:
    """Show the first rows; every row is one line, whatever stands in it."""
    shown = table.head(_ROWS)
    columns = [[str(name), *(_cut(_cell(value)) for value in shown[name].tolist())] for name in shown.columns]
    wide = [max(map(len, column)) for column in columns]
    numbers = [_is_number(table[name]) for name in shown.columns]
    for row in zip(*columns, strict=True):
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, wide, numbers, strict=True)
        )
        typer.echo("  ".join(cells).rstrip())
    if len(table) > _ROWS:
        say(f"and {len(table) - _ROWS:,} more rows; write all of them with --output counts.csv")


def _is_number(values: pd.Series[Any]) -> bool:
    from pandas.api.types import is_numeric_dtype

    return bool(is_numeric_dtype(values))


def _cell(value: Any) -> str:  # noqa: ANN401 - what a cell holds
    """Return a value as a person reads it."""
    import pandas as pd

    if isinstance(value, tuple | list):
        return "; ".join(map(str, value))
    if pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _cut(text: str) -> str:
    line = printable(text)
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _csv(table: pd.DataFrame) -> str:
    """Return a table for a spreadsheet, where no text becomes a formula."""
    stream = io.StringIO(newline="")
    plain = table.copy()
    for name in plain.columns:
        if not _is_number(plain[name]):
            plain[name] = [guard(_cell(value)) for value in plain[name].tolist()]
    plain.to_csv(stream, index=False, lineterminator="\n")
    return chr(0xFEFF) + stream.getvalue()


def _jsonl(table: pd.DataFrame) -> str:
    rows = json.loads(table.to_json(orient="records", date_format="iso", date_unit="s", force_ascii=False))
    return "".join(f"{json_text(row)}\n" for row in rows)
