"""Counties, provinces and stretches of the border: which of them an event lies in, and for what part.

Where only a province is known, an event is shared out among its counties by their area; where only a stretch of the
border is known, among what borders on it, by kilometre. The river itself counts for the North Korean bank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from geo_nk.analyse.shares import Shares, of_intervals, of_values
from geo_nk.analyse.table import VAGUE, numbers_of, points_of, texts_of
from geo_nk.border import border_length_km
from geo_nk.events.along import along_border
from geo_nk.gazetteer.cells import county_cells
from geo_nk.gazetteer.shapes import reaches

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.events.along import Along

__all__ = ["GROUNDS", "along_of", "ground_shares"]

#: What can be counted by of where events lie.
GROUNDS: Final = ("place", "county", "province", "stretch", "border_km")

CELL_KM: Final = 10.0
"""Length of a cell of ``border_km``."""

_POINT_KM: Final = 1e-6  # an event that is known to a point is known to a millimetre, and falls into one cell
_WHOLE: Final = (("Yalu", "river-yalu"), ("Paektu", "mountain-paektu"), ("Tumen", "river-tumen"))


def ground_shares(events: gpd.GeoDataFrame, unit: str) -> Shares:
    """Share events out among places, counties, provinces or parts of the border.

    Parameters
    ----------
    events
        An event table; rows of which that is not known have no share.
    unit
        One of `GROUNDS`.

    Returns
    -------
    Shares

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "other", "geo_precision": "linear", "km_start": 900, "km_end": 906}
    >>> shares = ground_shares(events_frame([told]), "county")
    >>> shares.keys["county"].tolist(), shares.weight.tolist()
    (['Taehongdan', 'Musan'], [0.5, 0.5])
    """
    if unit in {"stretch", "border_km"}:
        return _on_the_line(events, unit)
    names = {"place": ["place_name", "county", "province"], "county": ["county", "province"], "province": ["province"]}
    columns = names[unit]
    held = pd.DataFrame({name: texts_of(events, name) for name in columns})
    vague = _vague(events)
    if unit != "place":
        _fill_by_point(held, events, ~vague)
    known = held[columns[0]].notna().to_numpy() & (~vague if unit != "province" else True)
    codes, keys = _factorized(held, known)
    whole = of_values(codes, keys)
    if unit == "place" or not vague.any():
        return whole
    parts = _parts(events, np.flatnonzero(vague & ~known), unit)
    return _joined(whole, parts, columns)


def _fill_by_point(held: pd.DataFrame, events: gpd.GeoDataFrame, spots: NDArray[np.bool_]) -> None:
    """Fill in the county or province of what has a point and no name of it, by the outlines that the map draws."""
    open_ones = spots & held.iloc[:, 0].isna().to_numpy()
    if not open_ones.any():
        return
    lon, lat = points_of(events)
    rows = np.flatnonzero(open_ones & np.isfinite(lon) & np.isfinite(lat))
    cells = county_cells()
    at, cell = cells.sindex.query(shapely.points(lon[rows], lat[rows]), predicate="intersects")
    said, found = held["province"].to_numpy(dtype=object)[rows[at]], cells["province"].to_numpy(dtype=object)[cell]
    fits = pd.isna(said) | (said == found)
    for name in held.columns:
        held.loc[rows[at[fits]], name] = cells[name].to_numpy(dtype=object)[cell[fits]]


def along_of(events: gpd.GeoDataFrame) -> Along:
    """Return where along the border events lie."""
    lon, lat = points_of(events)
    vague = _vague(events)
    radius = np.where(vague, 0.0, np.nan_to_num(numbers_of(events, "uncertainty_m")))
    first, last = numbers_of(events, "km_start"), numbers_of(events, "km_end")
    return along_border(lon, lat, radius_m=radius, vague=vague, km_first=first, km_last=last)


def _vague(events: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    return np.asarray(texts_of(events, "geo_precision").isin(VAGUE), dtype=bool)


def _on_the_line(events: gpd.GeoDataFrame, unit: str) -> Shares:
    along = along_of(events)
    length = border_length_km()
    if unit == "stretch":
        starts = {each.place_id: each.km_from for each in reaches() if each.reach == "whole"}
        edges = np.array([*(starts[place_id] for _, place_id in _WHOLE), length])
        keys = pd.DataFrame({unit: [name for name, _ in _WHOLE]})
    else:
        edges = np.append(np.arange(0.0, length, CELL_KM), length)
        keys = pd.DataFrame({unit: edges[:-1]})
    rows = np.flatnonzero(~np.isnan(along.first))
    first = np.minimum(along.first[rows], length - _POINT_KM)
    at, cell, weight = of_intervals(first, np.maximum(along.last[rows], first + _POINT_KM), edges)
    return _shares(len(events), keys, rows[at], cell, weight)


def _shares(
    size: int, keys: pd.DataFrame, row: NDArray[np.int64], code: NDArray[np.int64], weight: NDArray[np.float64]
) -> Shares:
    """Return shares in the order of their rows; an event is vague where it has several."""
    order = np.argsort(row, kind="stable")
    return Shares(keys, row[order], code[order], weight[order], np.bincount(row, minlength=size) > 1)


def _factorized(held: pd.DataFrame, known: NDArray[np.bool_]) -> tuple[NDArray[np.int64], pd.DataFrame]:
    """Return a code for each row of texts, -1 where it is not known, and the texts by their code."""
    numbered = [pd.factorize(held[name], use_na_sentinel=False) for name in held.columns]
    mixed = np.zeros(len(held), dtype="int64")
    for codes, values in numbered:
        mixed = mixed * max(len(values), 1) + codes
    mixed[~known] = -1
    found, first, codes = np.unique(mixed, return_index=True, return_inverse=True)
    skipped = int(len(found) > 0 and found[0] < 0)
    keys = held.iloc[first[skipped:]].reset_index(drop=True).astype(object)
    return codes.ravel() - skipped, keys.where(keys.notna(), None)


def _parts(events: gpd.GeoDataFrame, rows: NDArray[np.intp], unit: str) -> list[tuple[Any, Any]]:
    """Return for each way of being vague the rows that share it, with the parts of which units they have."""
    first, last = numbers_of(events, "km_start")[rows], numbers_of(events, "km_end")[rows]
    province = texts_of(events, "province").to_numpy(dtype=object)[rows]
    found: list[tuple[Any, Any]] = []
    stretch = ~np.isnan(first) & ~np.isnan(last)
    ends, codes = np.unique(np.column_stack([first, last])[stretch], axis=0, return_inverse=True)
    for i, (a, b) in enumerate(ends.tolist()):
        found.append((rows[stretch][codes.ravel() == i], _beside(a, b, unit)))
    if unit == "county":
        province[stretch] = None
        codes, names = pd.factorize(province)
        found += [(rows[codes == i], _within(name)) for i, name in enumerate(names)]
    return [(held, parts) for held, parts in found if parts]


def _joined(whole: Shares, parts: list[tuple[Any, Any]], columns: list[str]) -> Shares:
    """Return whole shares and parts together, the keys of both in one table."""
    names = list(whole.keys.itertuples(index=False, name=None))
    at = {name: i for i, name in enumerate(names)}
    rows, codes, weights = [whole.row], [whole.code], [whole.weight]
    for held, shared in parts:
        units_at = [at.setdefault(unit[: len(columns)], len(at)) for unit, _ in shared]
        rows.append(np.repeat(held, len(shared)))
        codes.append(np.tile(units_at, len(held)))
        weights.append(np.tile([weight for _, weight in shared], len(held)))
    keys = pd.DataFrame(list(at), columns=columns, dtype=object)
    return _shares(len(whole.vague), keys, np.concatenate(rows), np.concatenate(codes), np.concatenate(weights))


Part = tuple[tuple[Any, ...], float]


def _beside(first: float, last: float, unit: str) -> list[Part]:
    """Return the units on the North Korean bank of a stretch, each by how many of its kilometres border on it."""
    last = max(last, first + _POINT_KM)
    cells = county_cells()
    beside = [each for each in reaches() if each.reach == "border" and each.place_id in cells.index]
    shared = cells.loc[[each.place_id for each in beside]]
    kilometres = [max(0.0, min(last, each.km_to) - max(first, each.km_from)) for each in beside]
    return _weighed(shared, kilometres, unit)


def _within(province: str) -> list[Part]:
    """Return the units of a province, each by its area."""
    cells = county_cells()
    held = cells[cells["province"] == province]
    return _weighed(held, held["area_km2"].tolist(), "county")


def _weighed(cells: gpd.GeoDataFrame, sizes: list[float], unit: str) -> list[Part]:
    names = ["county", "province"] if unit == "county" else ["province"]
    totals = (
        pd.Series(sizes, index=cells.index, dtype="float64").groupby([cells[each] for each in names], sort=False).sum()
    )
    whole = totals.sum()
    keys = [key if isinstance(key, tuple) else (key,) for key in totals.index]
    return [(key, size / whole) for key, size in zip(keys, totals, strict=True) if size > 0]
