"""What the formats share: several tables as one, and values as the text of a cell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk._files import as_text
from geo_nk.errors import OutputError
from geo_nk.events.columns import is_missing
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

__all__ = ["cell_text", "items_of", "others_as_text", "whole"]

_KNOWN: Final = frozenset(column.name for column in EVENT_COLUMNS)
_ITEM = re.compile(r"((?:[^;\\]|\\[;\\]?)*)(?:;|\Z)")


def whole(tables: Iterable[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Return several tables as one, for files that cannot be written bit by bit."""
    held = list(tables)
    return held[0] if len(held) == 1 else pd.concat(held, ignore_index=True)


def others_as_text(events: gpd.GeoDataFrame) -> dict[str, pd.Series[Any]]:
    """Return the columns of somebody's own that hold anything as texts, for a file has one type for each."""
    names = [name for name in events.columns if name not in _KNOWN and events[name].dtype == object]
    return {name: events[name].map(lambda value: cell_text(value) or None).astype(object) for name in names}


def cell_text(value: object, *, listed: bool = False) -> str:
    """Return a value as a cell of a table has it, not yet safe from being run: the items of a list with semicolons."""
    if listed:
        return "; ".join(re.sub(r"([\\;])", r"\\\1", item) for item in value)  # type: ignore[attr-defined] # a list
    if isinstance(value, list | tuple | dict | np.ndarray):
        return _json(value)
    if is_missing(value):
        return ""
    return as_text(value.item() if isinstance(value, np.generic) else value)


def _json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError) as error:
        raise OutputError(
            f"a {type(value).__name__} in the table holds itself or is nested too deeply; make it flat"
        ) from error


def items_of(text: str) -> tuple[str, ...]:
    r"""Return the items of a list in a cell.

    Examples
    --------
    >>> items_of("rice; a\\;b")
    ('rice', 'a;b')
    """
    items = (re.sub(r"\\([;\\])", r"\1", item).strip() for item in _ITEM.findall(text))
    return tuple(item for item in items if item)
