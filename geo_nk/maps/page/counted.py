"""Counts of more events than a page can hold: its pictures and its timeline show them, and its rows are a sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk.maps.page.areas import cell_outline, edge_m
from geo_nk.maps.page.pack import Packer
from geo_nk.maps.page.places import place_table
from geo_nk.maps.shared.basemap import pack_line

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Counts", "pack_counts"]

#: So that a month is a number above 0: those since the year 0.
_MONTHS_BEFORE_1970: Final = 1970 * 12


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts, ready for the page.

    Attributes
    ----------
    head : dict
        What stands where in the block; JSON can hold it.
    pieces : list of bytes
        The block, deflated.
    """

    head: dict[str, Any]
    pieces: list[bytes]


def pack_counts(tables: Mapping[str, pd.DataFrame], *, query: str) -> Counts:
    """Return counts as the page reads them.

    Parameters
    ----------
    tables
        By the kind of area (``county``, ``stretch``, ``hexagon``): a column of that name with the area, missing where
        events are in none; ``month``, its first day, missing where they are dated to none; ``category``; and
        ``events``, how many. A hexagon is a cell of the H3 grid, all of one resolution.
    query
        What returns the rows of an area, with ``{kind}`` and ``{area}`` in it; the page shows it.

    Returns
    -------
    Counts

    Examples
    --------
    >>> row = {"month": [np.datetime64("2021-08-01", "s")], "category": ["other"], "events": [7]}
    >>> counts = pack_counts({"stretch": pd.DataFrame({"stretch": ["km 0000-0050"], **row})}, query="")
    >>> counts.head["categories"], counts.head["kinds"]["stretch"]["events"]["count"]
    (['other'], 1)
    """
    categories = sorted({str(code) for table in tables.values() for code in table["category"].unique()})
    with Packer() as packer:
        kinds = {kind: _kind(packer, table, kind, categories) for kind, table in tables.items()}
        head = {"categories": categories, "kinds": kinds, "query": query}
        pieces = packer.pieces()
    return Counts(head | {"length": packer.size, "pieces": [len(piece) for piece in pieces]}, pieces)


def _kind(packer: Packer, table: pd.DataFrame, kind: str, categories: list[str]) -> dict[str, Any]:
    """Add the counts of one kind of area; the area behind the last is none, and so is month 0."""
    codes, areas = pd.factorize(table[kind], sort=True)
    ids = [str(area) for area in areas]
    order = np.lexsort((table["month"].to_numpy(), codes))  # what repeats stands together
    months = table["month"].to_numpy().astype("datetime64[M]")
    numbers = np.where(np.isnat(months), 0, months.astype("int64") + _MONTHS_BEFORE_1970)
    columns = {
        "area": np.where(codes < 0, len(ids), codes),
        "month": numbers,
        "category": pd.Categorical(table["category"].astype(str), categories).codes.astype("int64"),
        "events": table["events"].to_numpy(dtype="int64"),
    }
    packed = {name: packer.whole(values[order], base=0) for name, values in columns.items()}
    packed["ids"] = packer.plain(ids)
    if kind == "county":
        packed["places"] = packer.plain(place_table(ids))
    return packed | (_grid(packer, ids) if kind == "hexagon" else {})


def _grid(packer: Packer, cells: list[str]) -> dict[str, Any]:
    import h3  # noqa: PLC0415 - only a map needs it

    edge = edge_m(h3.get_resolution(cells[0])) if cells else 0
    return {"edge": edge, "outlines": packer.plain([pack_line(cell_outline(cell)) for cell in cells])}
