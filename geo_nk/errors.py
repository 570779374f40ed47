"""What can go wrong, as one tree: catch :class:`GeoNKError` for all of it.

Each error is also the built-in it resembles, so code that knows nothing of geo_nk can still catch it.
A message names the thing, shows the value and says what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "AmbiguousPlaceError",
    "EventSchemaError",
    "ExtractorError",
    "GazetteerError",
    "GeoNKError",
    "LanguageModelError",
    "OutputError",
    "ReadError",
    "RefusalWarning",
    "UnknownPlaceError",
    "faults_message",
]

_MOST_SHOWN: Final = 20


class GeoNKError(Exception):
    """Root of every error that geo_nk raises on purpose."""


class GazetteerError(GeoNKError, LookupError):
    """A place could not be told."""


class UnknownPlaceError(GazetteerError):
    """No place has this name.

    Attributes
    ----------
    name : str
        The name that was asked.
    suggestions : tuple of str
        Names of places that resemble it, best first; may be empty.
    """

    def __init__(self, message: str, *, name: str = "", suggestions: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.suggestions = tuple(suggestions)


class AmbiguousPlaceError(GazetteerError):
    """Several places fit the name equally well.

    Attributes
    ----------
    name : str
        The name that was asked.
    candidates : tuple
        The places that fit, as `geo_nk.gazetteer.Candidate`, best first.
    """

    def __init__(self, message: str, *, name: str = "", candidates: Sequence[object] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = tuple(candidates)


class EventSchemaError(GeoNKError, ValueError):
    """A table is not an event table.

    Attributes
    ----------
    faults : tuple of str
        Every fault that was found, each naming row, column and value.
    """

    def __init__(self, message: str, *, faults: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class ExtractorError(GeoNKError, ValueError):
    """An extractor of one's own gave what cannot be: a span outside the text, or another text than stands there."""


class LanguageModelError(GeoNKError, ConnectionError):
    """A language model could not be asked, or gave no answer that can be used."""


class ReadError(GeoNKError, ValueError):
    """An input is not what it should be, or cannot be read.

    Attributes
    ----------
    path : pathlib.Path or None
        The input, where it is a file or a folder.
    faults : tuple of str
        Where it was looked through to its end: every fault that was found.
    """

    def __init__(self, message: str, *, path: Path | None = None, faults: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.path = path
        self.faults = tuple(faults)


class RefusalWarning(UserWarning):
    """An input that was refused where ``errors="warn"`` was asked for; the rest was read."""


class OutputError(GeoNKError, OSError):
    """An output could not be written; what stood there before is as it was."""


def faults_message(what: str, faults: Sequence[str]) -> str:
    r"""Return what to say of something that has faults: the first 20 of them, each on a line of its own.

    Examples
    --------
    >>> faults_message("a.csv", ["row 2: empty", "row 3: no\ndate"])
    'a.csv:\n  row 2: empty\n  row 3: no date'
    """
    what, *shown = (" ".join(part.splitlines()) for part in (what, *faults[:_MOST_SHOWN]))
    if len(faults) > len(shown):
        shown.append(f"and {len(faults) - len(shown)} more")
    joint = "\n  " if len(faults) > 1 else " "
    return f"{what}:{joint}{joint.join(shown)}"
