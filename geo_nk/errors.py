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
    "AnalysisError",
    "EventSchemaError",
    "ExtractorError",
    "GazetteerError",
    "GeoNKError",
    "LanguageModelError",
    "MissingExtraError",
    "OutputError",
    "ReadError",
    "RefusalWarning",
    "ReleaseError",
    "UnknownPlaceError",
    "WrongTypeError",
    "faults_message",
    "require_text",
    "shown",
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


class AnalysisError(GeoNKError, ValueError):
    """What is asked of events has no answer, or is no question: a day that is none, or nothing to compare."""


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


class WrongTypeError(GeoNKError, TypeError):
    """A value of another type was given than is asked for: None, NaN or bytes where a text should be."""


class MissingExtraError(GeoNKError, ImportError):
    """A library is missing that an extra of geo_nk brings; the message says which."""


class OutputError(GeoNKError, OSError):
    """An output could not be written; what stood there before is as it was."""


class ReleaseError(OutputError):
    """A release would give something away, so nothing of it was written.

    Attributes
    ----------
    faults : tuple of str
        What it would give away: where it stands and where it comes from, never the secret itself.
    """

    def __init__(self, message: str, *, faults: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


def shown(value: object, *, longest: int = 60) -> str:
    r"""Return a value as a message shows it, cut short; of a whole number that Python will not spell, its size.

    Examples
    --------
    >>> shown("Hyesan"), shown(10**5000)
    ("'Hyesan'", 'a whole number of more than 4,000 digits')
    """
    try:
        return repr(str(value)[:longest])
    except ValueError:
        return "a whole number of more than 4,000 digits"


def require_text(value: object, *, what: str, advice: str) -> str:
    """Return a text, or raise what was given instead.

    Parameters
    ----------
    value
        What was given.
    what
        What it should be, such as ``"the name of a place"``.
    advice
        What to do.

    Raises
    ------
    WrongTypeError
        If it is none.

    Examples
    --------
    >>> require_text(None, what="the name of a place", advice="give a string")
    Traceback (most recent call last):
    geo_nk.errors.WrongTypeError: a NoneType is not the name of a place (None); give a string
    """
    if isinstance(value, str):
        return value
    raise WrongTypeError(f"a {type(value).__name__} is not {what} ({shown(value)[1:-1]}); {advice}")


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
