"""What the columns of a stranger's table mean, guessed from their names and said out loud."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table
from geo_nk.errors import ReadError
from geo_nk.events.schema import EVENT_COLUMNS
from geo_nk.tables.exports import export_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["MEANINGS", "Guess", "guess_columns"]

_SEPARATOR = re.compile(r"[\s_\-./:·]+")
_OWN = tuple(column.name for column in EVENT_COLUMNS if column.name != "geometry")

#: What a column can mean: a column of the event table, a coordinate, or the words to be classified.
MEANINGS = (*_OWN, "lon", "lat", "text")

_SHORT = {"place": "place_name", "date": "date_start", "source": "publisher", "id": "event_id", "what": "text"}


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns of a table mean.

    Attributes
    ----------
    meant : dict of str to str
        The name of the column by what it means.
    export : str
        The program or data set whose export it is, such as ``ACLED``; empty where it is nobody's known.
    others : tuple of str
        Columns that mean nothing known; they are kept beside the event table.
    """

    meant: dict[str, str]
    export: str = ""
    others: tuple[str, ...] = field(default=())

    def told(self) -> str:
        """Return the mapping as a person reads it; nothing where every column is one of the event table.

        Examples
        --------
        >>> Guess({"place_name": "Town"}, others=("Ref",)).told()
        'place_name = Town; kept beside them: Ref'
        """
        pairs = [f"{meaning} = {name}" for meaning, name in self.meant.items() if meaning != name]
        own = [name for meaning, name in self.meant.items() if meaning == name]
        said = ", ".join(pairs + ([f"as named: {', '.join(own)}"] if own and pairs else []))
        export = f"an export of {self.export}: " if self.export else ""
        if self.others:
            said = f"{said}; kept beside them: {', '.join(self.others)}" if said else f"kept: {', '.join(self.others)}"
        return export + said


def guess_columns(names: Sequence[str], *, said: Mapping[str, str] | None = None, source: str = "the table") -> Guess:
    """Return what columns mean: as somebody said, else by the names of the event table, else by synonyms.

    Parameters
    ----------
    names
        The names in the header.
    said
        Names of columns by what they mean, such as ``{"place": "Town"}``.
    source
        The table, for errors.

    Returns
    -------
    Guess

    Raises
    ------
    geo_nk.errors.ReadError
        If a column that was said is not in the table, or means nothing known.

    Examples
    --------
    >>> guess_columns(["Town", "When", "What happened", "Source"]).meant
    {'place_name': 'Town', 'date_start': 'When', 'text': 'What happened', 'publisher': 'Source'}
    """
    meant = _as_said(names, said or {}, source)
    export, columns = export_of(names)
    for meaning, column in columns.items():
        if meaning in MEANINGS and meaning not in meant and column not in meant.values():
            meant[meaning] = column
    for sought in ({name: name for name in MEANINGS}, _synonyms()):
        for name in names:
            found = sought.get(_fold(name))
            if found is not None and found not in meant and name not in meant.values():
                meant[found] = name
    taken = set(meant.values())
    return Guess(meant, export, tuple(name for name in names if name and name not in taken))


def _as_said(names: Sequence[str], said: Mapping[str, str], source: str) -> dict[str, str]:
    meant: dict[str, str] = {}
    for short, name in said.items():
        meaning = _SHORT.get(short, short)
        if meaning not in MEANINGS:
            raise ReadError(f"{short!r} means nothing in a table of events; choose from {', '.join(_SHORT)}, "
                            f"{', '.join(MEANINGS)}")  # fmt: skip
        if name not in names:
            raise ReadError(f"{source}: has no column {name!r}; its columns are {', '.join(map(str, names))[:500]}")
        meant[meaning] = name
    return meant


@cache
def _synonyms() -> dict[str, str]:
    return {_fold(row["header"]): row["meaning"] for row in reversed(read_table("lexicon/tables/columns.csv"))}


def _fold(name: str) -> str:
    """Return a name as it is looked up: an accent that somebody left out tells nothing."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _SEPARATOR.sub("_", bare.strip().casefold()).strip("_?")
