"""How many events there are by place, time and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from geo_nk.analyse.ground import CELL_KM, GROUNDS, ground_shares
from geo_nk.analyse.periods import PERIODS, period_frame, period_numbers, period_shares
from geo_nk.analyse.reports import reports_frame
from geo_nk.analyse.shares import Shares, crossed, of_values
from geo_nk.analyse.table import LISTS, counted, need_columns
from geo_nk.border import border_length_km
from geo_nk.errors import AnalysisError, EventSchemaError
from geo_nk.events.categories import load_categories
from geo_nk.gazetteer.cells import county_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.analyse.table import Account
    from geo_nk.reports import Report

__all__ = ["Imprecise", "count_events", "shares_by"]

#: What is done with an event whose place or date is known vaguely.
Imprecise = Literal["spread", "leave_out"]

_CERTAIN: Final = 1 - 1e-9  # shares of a whole event add up to 1, but for rounding
_STRETCHES: Final = ("Yalu", "Paektu", "Tumen")
_DENSE: Final = 20_000_000  # cells that may be counted in one array


def count_events(
    events: gpd.GeoDataFrame,
    by: str | Sequence[str] = "category",
    *,
    imprecise: Imprecise = "spread",
    zero_filled: bool = False,
    reports: pd.DataFrame | Iterable[Report] | None = None,
) -> pd.DataFrame:
    """Count events by place, time, kind or any column.

    Parameters
    ----------
    events
        An event table. It is not changed. Rows that are rejected or merged are not counted.
    by
        One or more of ``day``, ``week``, ``month``, ``quarter``, ``year``; ``place``, ``county``, ``province``,
        ``stretch`` (Yalu, Paektu, Tumen), ``border_km`` (stretches of 10 km); ``group`` (of categories); or a column.
        With a column of lists, such as ``goods``, an event counts once with each of its values.
    imprecise
        ``spread`` shares an event out among the periods of its interval by days, and among the counties of its province
        by area, or of its stretch of border by kilometre; ``leave_out`` counts only what lies in one of them for sure.
    zero_filled
        Whether what has no events has a row, too: all periods from the first to the last, all categories, and all
        counties, provinces or parts of the border.
    reports
        The reports that were read, with or without events (`geo_nk.read_reports`, or a table with a column
        ``published``): a period in which none was published has no data, not no events.

    Returns
    -------
    pandas.DataFrame
        Tidy: the columns of `by` (a county with its province; a period by its first day), then

        - events: how many there are, parts of them included; missing where there is no data
        - certain: how many of these lie there for sure
        - reports: how many reports were published in the period, where they are given

        ``attrs`` has ``events`` (how many were counted), ``spread`` and ``left_out`` (how many, by why).

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is none of events, or has no such column.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"category": "defection", "county": "Hyesan", "province": "Ryanggang", "unplaced_reason": "x"}
    >>> days = {"a": ("2021-08-06", "2021-08-06"), "b": ("2021-07-17", "2021-08-15")}
    >>> rows = [told | {"event_id": i, "date_start": a, "date_end": b} for i, (a, b) in days.items()]
    >>> counts = count_events(events_frame(rows), by=["county", "month"])
    >>> counts[["events", "certain"]].to_numpy().tolist(), counts.attrs["spread"]
    ([[0.5, 0.0], [1.5, 1.0]], {'month': 1})
    """
    names = [by] if isinstance(by, str) else list(dict.fromkeys(by))
    if not names:
        raise EventSchemaError("by is empty; say what to count by, such as by='county'")
    table, account = counted(events)
    shares = shares_by(table, names, account, imprecise)
    answer = _summed(shares, zero_filled=zero_filled)
    if reports is not None:
        answer = _with_reports(answer, names, reports_frame(reports))
    answer.attrs = account.attrs()
    return answer


def shares_by(events: gpd.GeoDataFrame, names: list[str], account: Account, imprecise: Imprecise) -> Shares:
    """Return the shares of the events in everything that is counted by; note what is spread, and what left out."""
    columns = [name for name in names if name not in {*PERIODS, *GROUNDS, "group"}]
    need_columns(events, [*columns, *(["category"] if "group" in names else [])])
    if imprecise not in {"spread", "leave_out"}:
        raise AnalysisError(f"imprecise={imprecise!r} is not known; it is spread or leave_out")
    each = [_shares(events, name) for name in names]
    gone = np.zeros(len(events), dtype=bool)
    for name, shares in zip(names, each, strict=True):
        missing = ~shares.held & ~gone
        account.leave_out(f"no {name}", int(missing.sum()))
        gone |= missing
        if imprecise == "leave_out":
            account.leave_out(f"{name} not sure", int((shares.vague & ~gone).sum()))
            gone |= shares.vague
    each = [shares.without(gone) for shares in each]
    for name, shares in zip(names, each, strict=True):
        account.share_out(name, int(shares.vague.sum()))
    whole = each[0]
    for shares in each[1:]:
        whole = crossed(whole, shares)
    return whole


def _shares(events: gpd.GeoDataFrame, name: str) -> Shares:
    if name in PERIODS:
        return period_shares(events, name)
    if name in GROUNDS:
        return ground_shares(events, name)
    if name in LISTS:
        return _of_lists(events[name], name)
    values = events["category"] if name == "group" else events[name]
    if name == "group":
        values = values.map({code: each.group for code, each in load_categories().items()})
    codes, found = pd.factorize(values)
    return of_values(np.asarray(codes, dtype="int64"), pd.DataFrame({name: found}))


def _of_lists(values: pd.Series[Any], name: str) -> Shares:
    """Return whole shares of events in each value of their lists."""
    long = values.reset_index(drop=True).explode()
    codes, found = pd.factorize(long)
    held = codes >= 0
    row, code = np.unique(np.stack([long.index.to_numpy()[held], codes[held]]), axis=1)
    return Shares(pd.DataFrame({name: found}), row, code, np.ones(len(row)), np.zeros(len(values), dtype=bool))


def _summed(shares: Shares, *, zero_filled: bool) -> pd.DataFrame:
    """Return the sums of shares by their values, in order."""
    certain = shares.weight > _CERTAIN
    if len(shares.keys) <= _DENSE:
        totals = np.bincount(shares.code, weights=shares.weight, minlength=len(shares.keys))
        sure = np.bincount(shares.code[certain], minlength=len(shares.keys))
        kept = np.arange(len(shares.keys))
    else:
        kept, codes = np.unique(shares.code, return_inverse=True)
        totals = np.bincount(codes, weights=shares.weight)
        sure = np.bincount(codes[certain], minlength=len(kept))
    answer = shares.keys.iloc[kept].assign(events=totals.round(12), certain=sure)
    names = list(shares.keys.columns)
    if zero_filled:
        return _filled(answer, names)
    return _ordered(answer[answer["events"] > 0], names)


def _filled(answer: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the counts with a row for all that there is, and 0 where nothing happened."""
    blocks = _blocks(answer, names)
    grid = blocks[0]
    for block in blocks[1:]:
        grid = grid.merge(block, how="cross")
    filled = grid.merge(answer, how="left", on=names)
    return _ordered(
        filled.assign(events=filled["events"].fillna(0.0), certain=filled["certain"].fillna(0).astype(int)), names
    )


def _blocks(answer: pd.DataFrame, names: list[str]) -> list[pd.DataFrame]:
    """Return all values of each column that is counted by; of a county with its province, of both together."""
    left = list(names)
    blocks = []
    while left:
        name = left[0]
        together = [each for each in _PLACES if each in left] if name in _PLACES else [name]
        left = [each for each in left if each not in together]
        seen = answer[together].drop_duplicates()
        known = _known(together, seen)
        blocks.append(seen if known is None else pd.concat([known, seen], ignore_index=True).drop_duplicates())
    return blocks


_PLACES: Final[tuple[str, ...]] = ("place_name", "county", "province")


def _known(names: list[str], seen: pd.DataFrame) -> pd.DataFrame | None:
    """Return the values that there are, seen or not; None where only those that are seen are known."""
    name = names[0]
    if name in PERIODS:
        return _periods(seen, name) if len(seen) else None
    listed: dict[str, Callable[[], dict[str, Any]]] = {
        "county": lambda: {each: county_cells()[each].to_numpy() for each in ("county", "province")},
        "province": lambda: {name: county_cells()["province"].unique()},
        "category": lambda: {name: list(load_categories())},
        "group": lambda: {name: list(dict.fromkeys(each.group for each in load_categories().values()))},
        "border_km": lambda: {name: np.arange(0.0, border_length_km(), CELL_KM)},
        "stretch": lambda: {name: list(_STRETCHES)},
    }
    return pd.DataFrame(listed[name]()) if name in listed else None


def _periods(seen: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return all periods from the first to the last."""
    days = seen[name].to_numpy().astype("datetime64[D]").astype("int64")
    first, last = period_numbers(np.array([days.min(), days.max()]), name)
    return period_frame(np.arange(first, last + 1), name)


def _ordered(answer: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return the rows in order: of the border from the Yalu to the Tumen, of all else as it is sorted."""
    order = {name: i for i, name in enumerate(_STRETCHES)}
    return answer.sort_values(
        names, key=lambda values: values.map(order) if values.name == "stretch" else values, kind="stable"
    ).reset_index(drop=True)


def _with_reports(answer: pd.DataFrame, names: list[str], reports: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with how many reports there were; no event is told of where there was none."""
    keys = [name for name in names if name in PERIODS or name == "publisher"]
    if not keys:
        raise EventSchemaError(
            "reports are counted by day, week, month, quarter, year or publisher; add one of them to by"
        )
    held = reports
    for name in keys:
        if name in PERIODS:
            held = held[held["published"].notna()]
            days: NDArray[np.int64] = held["published"].to_numpy().astype("datetime64[D]").astype("int64")
            held = held.assign(**{name: period_frame(period_numbers(days, name), name)[name].to_numpy()})
    read = held.groupby(keys).size().rename("reports").reset_index()
    joined = answer.merge(read, how="left", on=keys)
    joined["reports"] = joined["reports"].fillna(0).astype(int)
    silent = (joined["reports"] == 0) & (joined["events"] == 0)
    joined["events"] = joined["events"].mask(silent)
    return joined
