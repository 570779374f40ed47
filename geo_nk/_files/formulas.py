"""Keep a spreadsheet from running text as a formula."""

from __future__ import annotations

import re

__all__ = ["guard", "unguard"]

# Spreadsheets run a cell that begins so as a formula, also behind blanks and in the wide forms of East Asian input.
_FORMULA = r"\s*[=+\-@\t\r\n＝＋－＠]"
_TO_GUARD = re.compile(rf"'*{_FORMULA}")  # what has an apostrophe already gets another, so that it comes back with it
_GUARDED = re.compile(rf"'+{_FORMULA}")


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run.

    Parameters
    ----------
    cell
        Any text.

    Returns
    -------
    str

    Examples
    --------
    >>> guard("=1+1"), guard("Hyesan")
    ("'=1+1", 'Hyesan')
    """
    return f"'{cell}" if _TO_GUARD.match(cell) else cell


def unguard(cell: str) -> str:
    """Take away the apostrophe that `guard` put there.

    Parameters
    ----------
    cell
        A cell of a table.

    Returns
    -------
    str

    Examples
    --------
    >>> unguard(guard("=1+1")), unguard(guard("'=1+1")), unguard("'Hyesan'")
    ('=1+1', "'=1+1", "'Hyesan'")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
