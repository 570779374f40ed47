"""A story told on the map: steps that an author writes in a table, read and checked.

Each row is a step. ``title`` and ``text`` say something; ``event_id``, or ``lon`` and ``lat``, say where the map looks,
``zoom`` how close; ``from`` and ``to`` say which time it shows; ``url`` is an address to read on; ``strip`` set to
``open`` shows the strip along the border beside it; ``level`` says for whom it is: nobody but ``internal`` where that
is empty. All but ``title`` may be empty.
"""

from __future__ import annotations

import datetime as dt
import math
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_nk._days import interval_of
from geo_nk._files import as_text, read_csv, require_file
from geo_nk.errors import ReadError, faults_message
from geo_nk.events.release import LEVELS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geo_nk.events.release.withheld import Withheld

__all__ = ["COLUMNS", "StoryTable", "read_story"]

#: A story as it is given: a table, rows, or the path of a CSV file.
StoryTable = pd.DataFrame | Iterable[Mapping[str, object]] | str | os.PathLike[str]

#: What a step may say.
COLUMNS: Final = ("title", "text", "event_id", "lon", "lat", "zoom", "from", "to", "url", "strip", "level")

#: Least and greatest value of each number: degrees, and the zooms of a web map.
_LIMITS: Final = {"lon": (-180.0, 180.0), "lat": (-85.0, 85.0), "zoom": (3.0, 14.0)}

_LIMIT: Final = 16_000_000  # bytes of a file
_SHOWN: Final = 200  # characters of a wrong value

_OPEN: Final = "open"

_EPOCH = dt.date(1970, 1, 1)


def read_story(
    story: StoryTable,
    *,
    event_ids: Collection[str] | Mapping[str, str],
    level: str = "internal",
    withheld: Withheld | None = None,
) -> list[dict[str, Any]]:
    """Return the steps of a story as the page reads them.

    Parameters
    ----------
    story
        A table, a list of rows, or the path of a CSV file, with columns out of `COLUMNS`. Dates are as people type
        them: ``2007-02-01``, ``Feb 2007``, ``2007``.
    event_ids
        The events on the map, one of which a step may show; a mapping where they are called otherwise on it.
    level
        Of the map. A step that its column ``level`` does not give to so many is left out.
    withheld
        What may stand in no step that is shown.

    Returns
    -------
    list of dict
        ``title``, ``text``, ``event``, ``lon``, ``lat`` (degrees), ``zoom``, ``days`` (first and last, counted from
        1970-01-01) and ``url``, each empty or None where the step does not say; ``strip``, whether it is open.

    Raises
    ------
    geo_nk.errors.ReadError
        If a step cannot be told; every fault is named by row and column. The first row of a table is row 1; in a file
        it is row 2, below the names of the columns.

    Examples
    --------
    >>> read_story([{"title": "It begins", "lon": 129.75, "lat": 42.44, "from": "2007-02"}], event_ids=())
    [{'title': 'It begins', 'text': '', 'event': None, 'lon': 129.75, 'lat': 42.44, 'zoom': None, ...}]
    """
    rows, name = _rows(story)
    faults: list[str] = []
    unknown = sorted({str(column) for _, row in rows for column in row} - set(COLUMNS))
    if unknown:
        faults.append(f"column {', '.join(unknown)[:_SHOWN]}: not known; a story has {', '.join(COLUMNS)}")
    known = event_ids if isinstance(event_ids, Mapping) else {event_id: event_id for event_id in event_ids}
    told = [(f"row {number}", row) for number, row in rows if _is_for(row, f"row {number}", level, faults)]
    steps = [_step(row, where, known, faults) for where, row in told]
    if not rows:
        faults.append("no rows; write one for each step")
    if withheld is not None:
        for (where, _), step in zip(told, steps, strict=True):
            faults.extend(_leaks(step, where, level, withheld))
    if faults:
        raise ReadError(faults_message(name, faults), path=_path(story), faults=faults)
    return steps


def _path(story: object) -> Path | None:
    return Path(story) if isinstance(story, str | os.PathLike) else None


def _rows(story: Any) -> tuple[list[tuple[int, dict[str, object]]], str]:  # noqa: ANN401 - the three forms of a story
    """Return the rows by their number, and what to call the story in a message."""
    path = _path(story)
    if path is not None:
        require_file(path)
        read = read_csv(path, limit=_LIMIT).rows()
        # A spreadsheet likes to write empty columns beside those that were filled.
        return [(number, {key: cell for key, cell in row.items() if key or cell}) for number, row in read], str(path)
    rows = story.to_dict("records") if isinstance(story, pd.DataFrame) else story
    return [(number, {str(key): value for key, value in row.items()}) for number, row in enumerate(rows, 1)], "story"


def _is_for(row: Mapping[str, object], where: str, level: str, faults: list[str]) -> bool:
    """Whether a step is for so many: what its author does not give to others stays in the house."""
    own = _text(row, "level").lower() or LEVELS[0]
    if own not in LEVELS:
        faults.append(f"{where}, column level: {own[:_SHOWN]!r} is not known; write {', '.join(LEVELS)} or nothing")
        return False
    return LEVELS.index(own) >= LEVELS.index(level)


def _leaks(step: Mapping[str, Any], where: str, level: str, withheld: Withheld) -> Iterator[str]:
    for column in ("title", "text", "url"):
        if found := withheld.found_in(step[column]):
            yield f"{where}, column {column}: holds {found[:_SHOWN]!r}, which a {level} map withholds; reword it"
    if withheld.is_near(step["lon"], step["lat"]):
        yield f"{where}, columns lon and lat: are a point that a {level} map withholds; give one of the place around it"


def _step(row: Mapping[str, object], where: str, event_ids: Mapping[str, str], faults: list[str]) -> dict[str, Any]:
    event = _text(row, "event_id")
    numbers = {column: _number(row, column, where, faults) for column in _LIMITS}
    if not _text(row, "title"):
        faults.append(f"{where}, column title: empty; every step needs one")
    if event and event not in event_ids:
        faults.append(
            f"{where}, column event_id: {event[:_SHOWN]!r} is not on the map; take one of the events' event_id"
        )
    if (numbers["lon"] is None) != (numbers["lat"] is None):
        faults.append(f"{where}, columns lon and lat: only one of them; give both or neither")
    return {
        "title": _text(row, "title"),
        "text": _text(row, "text"),
        "event": event_ids.get(event) if event else None,
        **numbers,
        "days": _days(row, where, faults),
        "url": _address(row, where, faults),
        "strip": _is_open(row, where, faults),
    }


def _address(row: Mapping[str, object], where: str, faults: list[str]) -> str:
    url = _text(row, "url")
    if url and not url.startswith(("https://", "http://")):
        faults.append(f"{where}, column url: {url[:_SHOWN]!r} is no address; write https://...")
    return url


def _is_open(row: Mapping[str, object], where: str, faults: list[str]) -> bool:
    strip = _text(row, "strip").lower()
    if strip not in {"", _OPEN}:
        faults.append(f"{where}, column strip: {strip[:_SHOWN]!r} is not known; write {_OPEN} or nothing")
    return strip == _OPEN


def _text(row: Mapping[str, object], column: str) -> str:
    value = row.get(column)
    missing = value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
    return "" if missing else as_text(value).strip()


def _number(row: Mapping[str, object], column: str, where: str, faults: list[str]) -> float | None:
    text = _text(row, column)
    if not text:
        return None
    least, most = _LIMITS[column]
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if least <= number <= most:
        return number
    faults.append(f"{where}, column {column}: {text[:_SHOWN]!r} is no number from {least:g} to {most:g}")
    return None


def _days(row: Mapping[str, object], where: str, faults: list[str]) -> list[int] | None:
    """Return the first and the last day of a step; one that is not given is that of the other."""
    texts = {column: _text(row, column).removesuffix(" 00:00:00") for column in ("from", "to")}
    spans = {column: interval_of(text) for column, text in texts.items() if text}
    for column, span in spans.items():
        if span is None:
            faults.append(
                f"{where}, column {column}: {texts[column][:_SHOWN]!r} is no date; write 2007-02-01, 2007-02 or 2007"
            )
    known = [span for span in spans.values() if span is not None]
    if not known or len(known) < len(spans):
        return None
    days = [(known[0].start - _EPOCH).days, (known[-1].end - _EPOCH).days]
    if days[0] > days[1]:
        faults.append(f"{where}, columns from and to: {texts['from']!r} is after {texts['to']!r}")
    return days
