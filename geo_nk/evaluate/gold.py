"""The answer sheet: reports that a person labelled, one JSON object a line.

``training/labelled/README.md`` says how to write one; `evaluate_events` takes a plain event table, too.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from geo_nk._files import decode, read_bytes, require_file
from geo_nk.errors import ReadError
from geo_nk.evaluate.areas import area_of
from geo_nk.events.categories import load_categories

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

__all__ = ["Days", "GoldEvent", "GoldMention", "GoldReport", "Point", "Spot", "days", "read_gold"]

Point: TypeAlias = tuple[float, float]
Spot: TypeAlias = Point | str
Days: TypeAlias = tuple[dt.date, dt.date]

_LIMIT = 64_000_000
_WIDE = frozenset({"country", "province"})
"""Types of places whose point says too little to be measured from."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A place name in a report.

    Attributes
    ----------
    surface : str
        As it is written.
    paragraph, start : int
        The paragraph of the body, and the character in it, both from 0.
    role : str
        What the place is doing there; empty where the sheet does not say.
    canonical : str
        The name by which events refer to the place.
    kind : str
        What kind of place it is; empty where the sheet does not say.
    point : tuple of float or None
        lon, lat in degrees.
    """

    surface: str
    paragraph: int
    start: int
    role: str
    canonical: str
    kind: str
    point: Point | None

    @property
    def wide(self) -> bool:
        """Whether it is a province or wider: then no point is asked of it."""
        return self.kind in _WIDE


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """Something that happened, at one place or at several.

    Attributes
    ----------
    category : str
    title : str
    spots : tuple of (tuple of float, or str)
        Where it may be found, once at each: lon, lat in degrees of its places that have a point; or the one area in
        which it is told of (see `geo_nk.evaluate.areas.area_of`), where its first place is a province or a river.
    days : tuple of datetime.date or None
        The first and the last day; None where the sheet does not give both.
    """

    category: str
    title: str
    spots: tuple[Spot, ...]
    days: Days | None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A labelled report.

    Attributes
    ----------
    report_id : str
    mentions : tuple of GoldMention
    events : tuple of GoldEvent
    """

    report_id: str
    mentions: tuple[GoldMention, ...]
    events: tuple[GoldEvent, ...]


def days(start: dt.date | None, end: dt.date | None) -> Days | None:
    """Return the first and the last day where both are known.

    Parameters
    ----------
    start, end
        The days.

    Returns
    -------
    tuple of datetime.date or None
    """
    return None if start is None or end is None else (start, end)


def read_gold(path: str | os.PathLike[str]) -> list[GoldReport]:
    r"""Read an answer sheet.

    Parameters
    ----------
    path
        A ``.jsonl`` file, one report a line. Only ``report`` is required; what else is understood stands in
        ``training/labelled/README.md``.

    Returns
    -------
    list of GoldReport

    Raises
    ------
    geo_nk.errors.ReadError
        Naming file, line, key and value.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "gold.jsonl"
    >>> place = '{"surface": "Hyesan", "canonical": "Hyesan", "lat": 41.4, "lon": 128.18, "paragraph": 0, "start": 3}'
    >>> event = '{"category": "defection", "places": ["Hyesan"], "date_start": "2021-08-03"}'
    >>> _ = file.write_text('{"report": "r1", "mentions": [' + place + '], "events": [' + event + ']}')
    >>> read_gold(file)[0].events[0].spots
    ((128.18, 41.4),)
    """
    source = Path(path)
    require_file(source)
    reports: dict[str, GoldReport] = {}
    for number, line in enumerate(decode(read_bytes(source, limit=_LIMIT), source=str(source)).splitlines(), 1):
        if line.strip():
            report = _Line(source, number).report(line)
            if report.report_id in reports:
                raise ReadError(f"{source}, line {number}: report {report.report_id!r} stands there twice", path=source)
            reports[report.report_id] = report
    if not reports:
        raise ReadError(f"{source}: holds no report; write one JSON object a line", path=source)
    return list(reports.values())


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a sheet, which knows where it stands."""

    path: Path
    number: int

    def report(self, line: str) -> GoldReport:
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self._fault("is no JSON object on one line") from error
        if not isinstance(told, dict) or not isinstance(told.get("report"), str):
            raise self._fault("has no 'report'; give the stem of the report's file, as text")
        mentions = tuple(map(self._mention, self._objects(told, "mentions")))
        named = {mention.canonical: mention for mention in mentions}
        return GoldReport(
            told["report"], mentions, tuple(self._event(event, named) for event in self._objects(told, "events"))
        )

    def _mention(self, told: Mapping[str, Any]) -> GoldMention:
        surface, paragraph, start = told.get("surface"), told.get("paragraph"), told.get("start")
        if not isinstance(surface, str) or not surface:
            raise self._fault(f"has a mention with surface {surface!r}; give the name as the report writes it")
        if not isinstance(paragraph, int) or not isinstance(start, int) or min(paragraph, start) < 0:
            raise self._fault(
                f"has the mention {surface!r} with paragraph {paragraph!r} and start {start!r}; give both as numbers "
                "counted from 0"
            )
        canonical = str(told.get("canonical") or surface)
        role, kind = (str(told.get(key) or "") for key in ("role", "type"))
        return GoldMention(surface, paragraph, start, role, canonical, kind, self._point(told))

    def _event(self, told: Mapping[str, Any], named: Mapping[str, GoldMention]) -> GoldEvent:
        category, places = told.get("category"), told.get("places", [])
        if category not in load_categories():
            raise self._fault(f"has an event of category {category!r}; use one of {', '.join(load_categories())}")
        if not isinstance(places, list):
            raise self._fault(f"has an event with places {places!r}; give a list of names, perhaps an empty one")
        spots = _spots(self._point(told), list(map(str, places)), named)
        start, end = self._day(told, "date_start"), self._day(told, "date_end")
        if start and end and end < start:
            raise self._fault(f"has an event that ends on {end}, before it starts on {start}")
        return GoldEvent(str(category), str(told.get("title") or ""), spots, days(start, end))

    def _objects(self, told: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        several = told.get(key, [])
        if not isinstance(several, list) or not all(isinstance(each, dict) for each in several):
            raise self._fault(f"has {key} that are no list of objects")
        return several

    def _point(self, told: Mapping[str, Any]) -> Point | None:
        lon, lat = told.get("lon"), told.get("lat")
        if lon is None and lat is None:
            return None
        if not (_is_degree(lon, 180) and _is_degree(lat, 90)):
            raise self._fault(f"has lon {lon!r} and lat {lat!r}; give both in degrees, or null for both")
        return float(lon), float(lat)  # type: ignore[arg-type]

    def _day(self, told: Mapping[str, Any], key: str) -> dt.date | None:
        day = told.get(key)
        try:
            return dt.date.fromisoformat(day) if day else None
        except (TypeError, ValueError):
            raise self._fault(f"has {key} {day!r}; write it as YYYY-MM-DD, or null") from None

    def _fault(self, what: str) -> ReadError:
        return ReadError(f"{self.path}, line {self.number}: {what}", path=self.path)


def _spots(own: Point | None, places: Sequence[str], named: Mapping[str, GoldMention]) -> tuple[Spot, ...]:
    """Return where an event may be found: in an area alone where that is what is told of first."""
    first = named.get(places[0]) if places else None
    if places and (area := area_of(places[0], first.kind if first else "")):
        return (area,)
    points = [own, *(named[place].point for place in places if place in named and not named[place].wide)]
    return tuple(dict.fromkeys(point for point in points if point))


def _is_degree(value: object, most: float) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) <= most
    )
