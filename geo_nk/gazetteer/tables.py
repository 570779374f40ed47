"""The rows of the gazetteer's tables, and reading them fast."""

from __future__ import annotations

import csv
import io
import operator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from geo_nk.data import file
from geo_nk.errors import GazetteerError
from geo_nk.names.folding import fold
from geo_nk.names.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Alone", "Elsewhere", "Name", "PlaceRow", "Relation", "name_row", "read_pairs", "read_rows"]


class PlaceRow(NamedTuple):
    """One row of ``places.csv``, as text."""

    place_id: str
    name: str
    kind: str
    country: str
    lon: str = ""
    lat: str = ""
    uncertainty_m: str = ""
    seat_of: str = ""
    confidence: str = "none"
    source_id: str = ""
    geonames_id: str = ""
    wikidata_id: str = ""
    province_id: str = ""
    county_id: str = ""


class Name(NamedTuple):
    """One row of ``names.csv``: a name that a place has in some spelling."""

    place_id: str
    name: str
    lang: str = ""
    script: str = ""
    system: str = ""
    preferred: str = ""
    valid_from: str = ""
    valid_to: str = ""
    source_id: str = ""
    folded: str = ""
    key: str = ""


class Relation(NamedTuple):
    """One row of ``relations.csv``."""

    place_id: str
    relation: str
    other_id: str
    valid_from: str = ""
    valid_to: str = ""
    source_id: str = ""


class Alone(NamedTuple):
    """One row of ``alone.csv``: a name that means one place with nothing beside it, and how sure that is."""

    name: str
    place_id: str
    score: str


class Elsewhere(NamedTuple):
    """One row of ``elsewhere.csv``: a folded spelling that a place of another country has."""

    folded: str
    country: str
    kind: str


Row = TypeVar("Row", PlaceRow, Name, Relation, Alone, Elsewhere)


def read_rows(table: str, row_type: type[Row]) -> list[Row]:
    """Read a shipped table into named tuples.

    Parameters
    ----------
    table
        Such as ``"gazetteer/names.csv"``.
    row_type
        The tuple whose fields are the columns, in any order.

    Returns
    -------
    list

    Raises
    ------
    geo_nk.errors.GazetteerError
        If the table is absent or a column is.
    """
    reader = _reader(table)
    header = next(reader, [])
    if missing := [field for field in row_type._fields if field not in header]:
        raise GazetteerError(f"{table}: column {missing[0]!r} is missing; run gazetteer/build.py")
    order = operator.itemgetter(*(header.index(field) for field in row_type._fields))
    return list(map(row_type._make, map(order, reader)))


def read_pairs(table: str) -> dict[str, tuple[str, str]]:
    """Read a shipped table of three columns, and give the other two by the first.

    Parameters
    ----------
    table
        Such as ``"gazetteer/alone.csv"``.

    Returns
    -------
    dict

    Raises
    ------
    geo_nk.errors.GazetteerError
        If the table is absent.
    """
    reader = _reader(table)
    next(reader, [])
    return {first: (second, third) for first, second, third in reader}


def _reader(table: str) -> Iterator[list[str]]:
    source = file(table)
    if not source.is_file():
        raise GazetteerError(f"{table}: the shipped table is missing; install geo_nk again or run gazetteer/build.py")
    return csv.reader(io.StringIO(source.read_text(encoding="utf-8"), newline=""))


def name_row(row: Mapping[str, str]) -> Name:
    """Make a name from a mapping, and work out how it folds and its key where the mapping does not say.

    Parameters
    ----------
    row
        Columns of ``names.csv``; `place_id` and `name` are needed.

    Returns
    -------
    Name

    Examples
    --------
    >>> name_row({"place_id": "kp-ryanggang-hyesan", "name": "Hyesan-si"}).folded
    'hyesansi'
    """
    made = Name(**_known(row, Name._fields))
    return made._replace(folded=made.folded or fold(made.name), key=made.key or key(made.name))


def _known(row: Mapping[str, str], fields: Iterable[str]) -> dict[str, str]:
    """Keep the columns that a row type has."""
    return {field: row[field] for field in fields if field in row}
