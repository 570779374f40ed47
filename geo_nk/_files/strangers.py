"""What a stranger's file makes libraries say, as one error that its reader understands."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from geo_nk._files.decode import clean
from geo_nk.errors import GeoNKError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["one_line", "strangers_file"]

_LONGEST_LINE: Final = 400


@contextmanager
def strangers_file(
    where: str, what: str, *, path: Path | None = None, advice: str = "the report as text (.txt)"
) -> Iterator[None]:
    """Turn whatever a library says about a stranger's file into one error that a reader of reports understands.

    Parameters
    ----------
    where
        The file, and the place in it.
    what
        What the file should have been, such as ``"a Word document"``.
    path
        The file, for the error.
    advice
        What to save, and how.

    Raises
    ------
    geo_nk.errors.ReadError
        In place of any error but those of geo_nk.

    Examples
    --------
    >>> with strangers_file("a.docx", "a Word document"):
    ...     raise KeyError("word/document.xml")
    Traceback (most recent call last):
    geo_nk.errors.ReadError: a.docx: cannot be read as a Word document (KeyError: ...
    """
    try:
        yield
    except GeoNKError:
        raise
    except Exception as error:  # what damage makes a library raise is not declared anywhere
        reason = one_line(f"{type(error).__name__}: {error}", longest=120)
        message = f"{where}: cannot be read as {what} ({reason}); get it again, or save {advice}"
        raise ReadError(message, path=path) from error


def one_line(text: str | None, *, longest: int = _LONGEST_LINE) -> str | None:
    r"""Return a title or a name as one line without control characters, or None where nothing is left.

    Examples
    --------
    >>> one_line(" Six taken\n in raid "), one_line(" ")
    ('Six taken in raid', None)
    """
    printable = "".join(c if c.isprintable() else " " for c in clean(text or "")[: longest * 4])
    return " ".join(printable.split())[:longest].rstrip() or None
