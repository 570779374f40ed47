"""Goods under resolutions of the UN Security Council, as a table and as columns of the events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk.analyse.table import counted, need_columns, texts_of
from geo_nk.events.sanctions import DOUBTS, Case, Measure, coverage, measures
from geo_nk.events.schema import NO_EVENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

__all__ = ["add_sanctions", "sanctions_table"]

_WORDS: Final = {"ban": "ban", "cap": "cap", "luxury": "ban if luxury", "conditional": "ban on conditions"}


def sanctions_table(events: gpd.GeoDataFrame | None = None) -> pd.DataFrame:
    """Return which resolutions of the Security Council cover which goods; of events, which may cover theirs.

    Parameters
    ----------
    events
        An event table, which is not changed; all goods that are known where None.

    Returns
    -------
    pandas.DataFrame
        Tidy, a row for each good and measure: ``good``, ``hs_chapters`` (of the good), ``resolution``, ``paragraph``
        (empty where no source confirmed it), ``adopted``, ``direction`` (``import`` into North Korea, ``export`` from
        it, ``both``), ``measure`` (``ban``, ``cap``, ``luxury``, ``conditional``), ``covers``, ``source``. Of events
        with ``event_id`` before and ``doubt`` behind: what the event does not say that it hangs on. Measures adopted
        after the event, or about the other direction, are not in it.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.

    Examples
    --------
    >>> table = sanctions_table()
    >>> table.loc[table["good"] == "nickel", ["resolution", "paragraph", "direction"]].to_numpy().tolist()
    [[2321, '', 'export'], [2397, '7', 'import']]
    """
    if events is None:
        return _frame(measures())
    table, account = counted(events)
    need_columns(table, ["event_id", "goods"])
    found = coverage(table)
    flat = [case for cases in found.cases for case in cases]
    number = np.array([len(cases) for cases in found.cases], dtype="int64")[found.codes]
    first = np.cumsum([0, *(len(cases) for cases in found.cases)])[found.codes]
    rows = np.repeat(np.arange(len(table)), number)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(number) - number, number)
    answer: pd.DataFrame = _frame([case.measure for case in flat]).iloc[first[rows] + within].reset_index(drop=True)
    answer.insert(0, "event_id", table["event_id"].to_numpy()[rows])
    doubts = np.array([DOUBTS[case.doubt] for case in flat], dtype=object)
    answer["doubt"] = doubts[first[rows] + within]
    answer.attrs = account.attrs()
    return answer


def add_sanctions(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events with the HS chapters of their goods, and the resolutions that may cover them.

    Parameters
    ----------
    events
        An event table. It is not changed.

    Returns
    -------
    geopandas.GeoDataFrame
        With the columns ``hs_chapters`` and ``sanctions``, each a tuple of texts such as ``"2397, paragraph 7: ban on
        import"``, with what the event does not say that it hangs on in brackets. Rejected and merged rows have no
        ``sanctions``.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "smuggling_state", "goods": ["trucks"], "date_start": "2025-05-30"}
    >>> add_sanctions(events_frame([told | {"direction": "import"}]))[["hs_chapters", "sanctions"]].iloc[0].tolist()
    [('87',), ('2397, paragraph 7: ban on import',)]
    """
    counted(events, ["event_id", "goods"])
    found = coverage(events)
    said = [*(tuple(dict.fromkeys(map(_words, cases))) for cases in found.cases), ()]
    gone = texts_of(events, "status").isin(NO_EVENT).to_numpy()
    codes = np.where(gone, len(said) - 1, found.codes)
    return events.assign(hs_chapters=_spread(found.chapters, found.codes), sanctions=_spread(said, codes))


def _frame(rows: Sequence[Measure]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(Measure._fields))
    return table.assign(adopted=pd.to_datetime(table["adopted"]).astype("datetime64[s]"))


def _spread(values: Sequence[Any], codes: Any) -> Any:  # noqa: ANN401 - arrays of objects
    """Return the value of each row."""
    return np.fromiter(values, dtype=object, count=len(values))[codes]


def _words(case: Case) -> str:
    told = case.measure
    where = f"{told.resolution}, paragraph {told.paragraph}" if told.paragraph else str(told.resolution)
    way = "" if told.direction == "both" else f" on {told.direction}"
    doubt = f" ({DOUBTS[case.doubt]})" if case.doubt else ""
    return f"{where}: {_WORDS[told.measure]}{way}{doubt}"
