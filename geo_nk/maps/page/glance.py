"""A map in plain text: what a terminal, a screen reader or a notebook without frames shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.events.categories import load_categories
from geo_nk.events.frame import iso_days
from geo_nk.maps.page.seal import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import geopandas as gpd

__all__ = ["MOST_ROWS", "glance"]

#: Events that are listed.
MOST_ROWS: Final = 10

_WIDEST: Final = (23, 24, 24, 40)
_NOTHING: Final = "-"


def glance(events: gpd.GeoDataFrame, *, title: str, counts: Mapping[str, int]) -> str:
    """Return the head of a map and its first events as a table of plain text.

    Parameters
    ----------
    events
        The events that are drawn, or the first `MOST_ROWS` of them.
    title
        Of the map.
    counts
        ``placed``, ``unplaced`` and other numbers by their name.

    Returns
    -------
    str
        Lines; nothing in them steers a terminal.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> row = {"event_id": "a", "category": "defection", "place_name": "Hyesan", "lon": 128.18, "lat": 41.4}
    >>> print(glance(events_frame([row]), title="Map", counts={"placed": 1, "unplaced": 0}))
    Map
    1 placed
    when  what       where   title
    -     Defection  Hyesan  -
    """
    head = events.head(MOST_ROWS)
    labels = load_categories()
    columns = {
        "when": [_when(*days) for days in zip(iso_days(head["date_start"]), iso_days(head["date_end"]), strict=True)],
        "what": [labels[code].label for code in head["category"]],
        "where": head["place_name"].tolist(),
        "title": head["title"].tolist(),
    }
    cells = [[name, *map(_cell, values)] for name, values in columns.items()]
    widths = [min(max(map(len, column)), most) for column, most in zip(cells, _WIDEST, strict=True)]
    rows = [_line(row, widths) for row in zip(*cells, strict=True)]
    more = counts["placed"] + counts["unplaced"] - len(head)
    told = ", ".join(f"{n:,} {name}" for name, n in counts.items() if n) or "no events"
    return "\n".join([_cell(title), told, *(rows if len(head) else []), *([f"and {more:,} more"] if more else [])])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_fit(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _when(start: str | None, end: str | None) -> str:
    if start == end:
        return start or _NOTHING
    return f"{start or '...'}/{end or '...'}"


def _cell(value: object) -> str:
    return " ".join(visible(str(value)).split()) if value else _NOTHING


def _fit(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
