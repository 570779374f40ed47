"""What a place was called, and what it was, at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo_nk.names.folding import fold
from geo_nk.names.kinds import analyse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.tables import Name, Relation

__all__ = ["covers", "note_of_kind", "note_of_name"]


class _Named(NamedTuple):
    """What a place was called from when, to when."""

    name: str
    begun: str
    ended: str


def covers(row: Name | Relation, at: str) -> bool:
    """Say whether a row holds at a date.

    Parameters
    ----------
    row
        With `valid_from` and `valid_to`: YYYY, YYYY-MM or YYYY-MM-DD, or empty for no bound.
    at
        ISO date, whole or in part. Dates compare as far as both go, so that in the month of a change both names hold.

    Returns
    -------
    bool

    Examples
    --------
    >>> from geo_nk.gazetteer.tables import Name
    >>> sinpa = Name("x", "Sinpa", valid_from="1952-12", valid_to="1981")
    >>> [covers(sinpa, at) for at in ("1950", "1981-05-01", "1990-01-01")]
    [False, True, False]
    """
    begun, ended = row.valid_from, row.valid_to
    return not ((begun and at[: len(begun)] < begun) or (ended and at[: len(ended)] > ended))


def note_of_name(place: Place, matched: Name, names: Sequence[Name], at: str | None) -> str:
    """Say in one clause which name a place had, where the one that matched was not its name at the date.

    Parameters
    ----------
    place
        The place.
    matched
        The listed name that matched.
    names
        All its names.
    at
        ISO date, or None for today.

    Returns
    -------
    str
        Empty where the name was right.
    """
    is_dated = bool(matched.valid_from or matched.valid_to)
    if is_dated and at and covers(matched, at):
        return ""
    if not at and not matched.valid_to:
        return ""
    right = _name_at(place, names, at) if at else _Named(place.name, "", "")
    if fold(analyse(right.name).name) == fold(analyse(matched.name).name):
        return ""
    if not is_dated:
        return f"was called {right.name} {_span(right.begun, right.ended)}" if right.ended else ""
    if at and matched.valid_from and at[: len(matched.valid_from)] < matched.valid_from:
        return f"was called {matched.name} only {_span(matched.valid_from, matched.valid_to)}, then {right.name}"
    since = f"since then {right.name}" if not right.ended else f"then {right.name}"
    return f"was called {matched.name} {_span(matched.valid_from, matched.valid_to)}, {since}"


def note_of_kind(kinds: Sequence[str], place: Place, names: Sequence[Name], at: str | None) -> str:
    """Say in one clause until when a place was what the text says it is: Samjiyon was a county until December 2019.

    Parameters
    ----------
    kinds
        Kinds of place that the text says, the one it means first.
    place
        The place.
    names
        All its names.
    at
        ISO date, or None for today.

    Returns
    -------
    str
        Empty where the place is what the text says, or no name tells when it was.
    """
    if not kinds or place.kind == kinds[0]:
        return ""
    for name in names:
        if name.valid_to and name.script == "Hang" and kinds[:1] == analyse(name.name).kinds[:1]:
            word, has = kinds[0].replace("_", " "), place.kind.replace("_", " ")
            if at is not None and covers(name, at):
                return f"was a {word} at that date"
            return f"was a {word} until {name.valid_to}, since then a {has}"
    return ""


def _name_at(place: Place, names: Sequence[Name], at: str) -> _Named:
    """Return the name that a place had at a date: one that is listed for that time, or its own."""
    dated = [name for name in names if (name.valid_from or name.valid_to) and covers(name, at)]
    # Latin letters before others, and plain ones before marked ones
    dated.sort(key=lambda name: (name.script != "Latn", not name.name.isascii(), name.system == "japanese"))
    for name in dated:
        if name.script in {"Latn", "Hang"} and fold(analyse(name.name).name) not in _undated(names):
            return _Named(name.name, name.valid_from, name.valid_to)
    return _Named(place.name, "", "")


def _undated(names: Sequence[Name]) -> set[str]:
    """Return the stems that a place has at all times: 혜산군 until 1954 is Hyesan still."""
    return {fold(analyse(name.name).name) for name in names if not name.valid_from and not name.valid_to}


def _span(begun: str, ended: str) -> str:
    """Write a time as people do."""
    if begun and ended:
        return f"from {begun} to {ended}"
    return f"until {ended}" if ended else f"from {begun} on"
