"""Make one event of the rows of several reports that tell of it, and keep every row."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from geo_nk.data import read_table
from geo_nk.events.frame import tidy
from geo_nk.events.merge.differences import differences_of
from geo_nk.events.merge.groups import Weighed, groups_of
from geo_nk.events.merge.rows import Rows
from geo_nk.events.merge.sources import sources_of
from geo_nk.events.merge.telling import tellings_of
from geo_nk.events.merge.undo import LISTED, undo_merge
from geo_nk.events.schema import NO_EVENT, column
from geo_nk.events.validate import validate_events
from geo_nk.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

    from geo_nk.events.merge.telling import Telling
    from geo_nk.gazetteer import Gazetteer

__all__ = ["THRESHOLD", "count_alike", "merge_events"]

#: The probability from which rows are taken for one happening.
THRESHOLD: Final = 0.5

_PRECISION: Final = {code: number for number, code in enumerate(column("geo_precision").values)}

Row = dict[str, Any]


def merge_events(
    events: gpd.GeoDataFrame,
    *,
    texts: Mapping[str, str] | None = None,
    threshold: float = THRESHOLD,
    gazetteer: Gazetteer | None = None,
) -> gpd.GeoDataFrame:
    """Make one event of the rows of several reports that tell of the same happening.

    No row is lost: the one that stands for the others names them in ``also_reported_by`` and ``told_by``, with what
    they tell differently; each of the others gets ``status`` ``merged``, ``merged_into``, the score and its reasons.
    `undo_merge` takes all of it back. What an earlier call merged is taken back first, so that the same rows give the
    same result, whichever came first.

    Parameters
    ----------
    events
        An event table. It is not changed. Rejected rows, and rows merged by hand, stay as they are.
    texts
        The texts of reports by ``report_id``, so that a copied text is told by all of it; the quotes where None.
    threshold
        The least probability, between 0 and 1, that two rows are one happening; see ``merge_weights.csv``.
    gazetteer
        Knows which unit holds a place; the shipped one where None.

    Returns
    -------
    geopandas.GeoDataFrame
        The same rows in the same order.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If `events` is not an event table.
    ValueError
        If the threshold is not between 0 and 1.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> row = {"category": "phone_crackdown", "place_id": "kp-ryanggang-hyesan", "lon": 128.2, "lat": 41.4}
    >>> row |= {"date_start": "2021-08-06", "date_end": "2021-08-06", "quote": "Agents seized phones in three homes."}
    >>> events = events_frame([row | {"event_id": name, "report_id": name} for name in ("a", "b")])
    >>> merged = merge_events(events)
    >>> merged["status"].tolist(), merged["merged_into"].tolist(), merged["also_reported_by"].tolist()
    ([None, 'merged'], [None, 'a'], [('b',), ()])
    """
    if not 0.0 < threshold < 1.0:
        raise ValueError(f"threshold={threshold!r} is no probability between 0 and 1")
    table = undo_merge(events)
    weighed = _weighed(table, texts, gazetteer)
    groups = groups_of(weighed, threshold=threshold)
    changes: dict[int, Row] = {}
    rows = Rows(table)
    for group in groups:
        told = [rows[each.row] for each in group]
        best = min(range(len(group)), key=lambda i: _rank(told[i]))
        order = [best, *(i for i in range(len(group)) if i != best)]
        changes |= _merged([group[i] for i in order], [told[i] for i in order], weighed)
    return _changed(table, changes)


def count_alike(events: gpd.GeoDataFrame, *, gazetteer: Gazetteer | None = None) -> tuple[int, int]:
    """Return how many rows look like one happening told by several reports, and how many happenings those are.

    Parameters
    ----------
    events
        An event table.
    gazetteer
        As in `merge_events`.

    Returns
    -------
    tuple of int
        Rows, not counting what is merged already, and happenings.
    """
    table = validate_events(events)
    fresh = merge_events(table, gazetteer=gazetteer)
    added = fresh["merge_score"].notna() & table["merged_into"].isna()
    happenings = fresh.loc[added, "merged_into"].nunique()
    return int(added.sum()) + happenings, happenings


def _weighed(table: gpd.GeoDataFrame, texts: Mapping[str, str] | None, gazetteer: Gazetteer | None) -> Weighed:
    settled = (table["status"].isin(NO_EVENT) | (table["change"] == "withdrawn")).tolist()
    tellings = tellings_of(table, gazetteer or load_gazetteer(), texts=texts)
    return Weighed([each for each in tellings if not settled[each.row]])


def _merged(group: Sequence[Telling], rows: Sequence[Row], weighed: Weighed) -> dict[int, Row]:
    """Return what changes in the rows of a group, the first of which stands for the others."""
    head, *others = group
    listed = rows[0]["also_reported_by"]
    sources = sources_of(group, rows)
    changes: dict[int, Row] = {
        head.row: {
            "also_reported_by": (*listed, *(each.report for each in others if each.report not in listed)),
            "told_by": tuple(map(str, sources)),
            "source_count": sum(not source.link for source in sources),
            "told_differently": tuple(map(str, differences_of(rows))),
        }
    }
    for each, row in zip(others, rows[1:], strict=True):
        evidence = max((weighed(each, other) for other in group if other is not each), key=lambda found: found.total)
        direct = weighed(head, each)
        shown = direct if direct.codes else evidence
        changes[each.row] = {
            "status": "merged",
            "status_before": row["status"],
            "merged_into": head.event_id,
            "merge_score": round(shown.score, 3),
            "merge_reasons": (*([LISTED] if each.report in listed else []), *shown.reasons()),
        }
    return changes


def _changed(table: gpd.GeoDataFrame, changes: Mapping[int, Row]) -> gpd.GeoDataFrame:
    names = dict.fromkeys(name for change in changes.values() for name in change)
    for name in names:
        values = table[name].tolist()
        for at, change in changes.items():
            values[at] = change.get(name, values[at])
        table[name] = tidy(values, column(name).dtype).set_axis(table.index)
    return table


def _rank(row: Row) -> tuple[Any, ...]:
    """Return by what the row that stands for others is chosen: the smallest is the best."""
    return (
        row["status"] != "confirmed",
        _sources().get(row["source_kind"] or "unknown") != "open",
        _PRECISION.get(row["geo_precision"], len(_PRECISION)),
        row["date_start"] is None,
        -(row["confidence"] or 0.0),
        row["published"] or "9999",
        row["event_id"],
    )


@cache
def _sources() -> Mapping[str, str]:
    return MappingProxyType({row["source_kind"]: row["source"] for row in read_table("release_sources.csv")})
