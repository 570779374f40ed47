"""The rows that a person gives for a gazetteer of their own: brought into the form of the tables, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.errors import ReadError
from geo_nk.gazetteer.place import on_earth
from geo_nk.gazetteer.tables import Name, PlaceRow, Relation, name_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo_nk.gazetteer.tables import Row

__all__ = ["own_tables"]


def own_tables(
    places: Iterable[Mapping[str, str]], names: Iterable[Mapping[str, str]], relations: Iterable[Mapping[str, str]]
) -> tuple[list[PlaceRow], list[Name], list[Relation]]:
    """Return the three tables of a gazetteer of one's own.

    Parameters
    ----------
    places, names, relations
        As for :meth:`geo_nk.gazetteer.store.Gazetteer.from_rows`.

    Returns
    -------
    places : list of PlaceRow
    names : list of Name
        Each place's own name, and the others.
    relations : list of Relation

    Raises
    ------
    geo_nk.errors.ReadError
        If a row lacks a column, gives no position on the earth, repeats a place or names one that is not given.

    Examples
    --------
    >>> own_tables([{"place_id": "x", "name": "Hwajon-ri", "kind": "ri", "country": "KP", "lon": "42,5"}], [], [])
    Traceback (most recent call last):
    ...
    geo_nk.errors.ReadError: places, row 1: lon '42,5', lat '' is no position; give decimal degrees, or neither
    """
    rows: dict[str, PlaceRow] = {}
    for number, cells in enumerate(places, start=1):
        row = _row(PlaceRow, cells, where=f"places, row {number}")
        _check_place(row, rows, where=f"places, row {number}")
        rows[row.place_id] = row
    shown = [name_row({"place_id": row.place_id, "name": row.name, "preferred": "1"}) for row in rows.values()]
    others = []
    for number, cells in enumerate(names, start=1):
        name = _row(Name, cells, where=f"names, row {number}")
        if name.place_id not in rows:
            raise ReadError(f"names, row {number}: place_id {name.place_id!r} is not among the places; give it there")
        others.append(name_row(name._asdict()))
    kept = [_row(Relation, cells, where=f"relations, row {n}") for n, cells in enumerate(relations, start=1)]
    return list(rows.values()), shown + others, kept


def _row(row_type: type[Row], cells: Mapping[str, str], *, where: str) -> Row:
    """Return the columns that a row type has, as text."""
    given = {field: str(cells[field]) for field in row_type._fields if cells.get(field) is not None}
    for field in row_type._fields:
        if field not in row_type._field_defaults and not given.get(field):
            raise ReadError(f"{where}: has no {field}; its columns are {', '.join(map(str, cells)) or 'none'}")
    return row_type(**given)


def _check_place(row: PlaceRow, others: Mapping[str, PlaceRow], *, where: str) -> None:
    """Raise where a place stands twice, or its position is none."""
    if row.place_id in others:
        raise ReadError(f"{where}: place_id {row.place_id!r} stands twice; give each place an id of its own")
    if (row.lon or row.lat) and not on_earth(_number(row.lon), _number(row.lat)):
        raise ReadError(f"{where}: lon {row.lon!r}, lat {row.lat!r} is no position; give decimal degrees, or neither")
    if row.uncertainty_m and not _number(row.uncertainty_m) >= 0:
        raise ReadError(f"{where}: uncertainty_m {row.uncertainty_m!r} is no radius; give metres, or nothing")


def _number(text: str) -> float:
    """Return a number; what is none is NaN, which is no position and no radius."""
    try:
        return float(text)
    except ValueError:
        return float("nan")
