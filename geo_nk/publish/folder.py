"""Write a release: the one way by which events leave for others as files."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from geo_nk.errors import OutputError
from geo_nk.events.files import EXPORTS
from geo_nk.events.files import FORMATS as EVENT_FORMATS
from geo_nk.events.release.earlier import read_earlier
from geo_nk.events.release.folder import Writer, require_free, write_plan
from geo_nk.events.release.levels import require_outside
from geo_nk.events.release.plan import Plan, planned
from geo_nk.events.release.record import EVENTS
from geo_nk.gazetteer import load_gazetteer
from geo_nk.maps import EventMap
from geo_nk.publish.page import packed_numbers
from geo_nk.publish.story import kept_steps, told_steps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import geopandas as gpd

    from geo_nk.events.release import Release
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.maps.page.story import StoryTable

__all__ = ["DEFAULT_FORMATS", "FORMATS", "write_release"]

#: What a release may hold, by the ending: the map, and every format of events.
FORMATS: Final = ("html", *(ending.removeprefix(".") for ending in (*EVENT_FORMATS, *EXPORTS)))

#: What it holds where nothing else is said.
DEFAULT_FORMATS: Final = ("html", "geojson", "csv")

_MAP: Final = "map.html"
_STEM: Final = EVENTS.partition(".")[0]
_EPOCH: Final = "SOURCE_DATE_EPOCH"


def write_release(
    events: gpd.GeoDataFrame,
    folder: str | os.PathLike[str],
    *,
    level: str,
    formats: Collection[str] = DEFAULT_FORMATS,
    date: dt.date | None = None,
    min_count: int | None = None,
    earlier: str | os.PathLike[str] | None = None,
    withdraw: Collection[str] = (),
    title: str | None = None,
    story: StoryTable | None = None,
    inputs: Sequence[Path] = (),
    gazetteer: Gazetteer | None = None,
) -> Plan:
    """Write a folder of files for others, which was looked through for all that may not be in it.

    Parameters
    ----------
    events
        An event table. It is not changed.
    folder
        The folder to make. It must not exist; a private record is written beside it.
    level
        ``partner`` or ``public``.
    formats
        Out of `geo_nk.publish.FORMATS`; GeoJSON is always written.
    date
        The day of the release, from which delays are counted back. Where None, the day of ``SOURCE_DATE_EPOCH``, or
        else the machine's, which is then written nowhere. The same table and day give the same bytes.
    min_count
        Reports that must tell of the same kind of event, at the same place and time, where they are not open; as many
        as the level's table says where None.
    earlier
        The folder of the release before this one, at the same level: what the two tell together is looked at, and what
        was withdrawn stays so.
    withdraw
        Events to be withdrawn, by the ``event_id`` of the table or of the earlier release.
    title, story
        Of the map, as in `geo_nk.event_map`.
    inputs
        The files that the table was read from: what they are called may stand in no file.
    gazetteer
        Says which county holds a place; the one that ships with geo_nk where None.

    Returns
    -------
    geo_nk.events.release.plan.Plan
        What is shown, and what is not.

    Raises
    ------
    geo_nk.errors.ReleaseError
        If a file would hold what it may not, or the release tells more with the earlier one than each does alone; then
        nothing is written.
    geo_nk.errors.OutputError
        If the folder exists or cannot be written.
    geo_nk.errors.ReadError
        If the earlier release or the story cannot be read.
    geo_nk.errors.EventSchemaError
        If `events` is not an event table.
    ValueError
        If an option does not fit.

    Examples
    --------
    >>> import tempfile
    >>> from geo_nk import events_frame
    >>> told = {"event_id": "kim-3", "category": "defection", "source_kind": "interview", "place_name": "Hyesan",
    ...         "quote": "We left at night from the ferry behind the mill.", "unplaced_reason": "not said"}
    >>> folder = Path(tempfile.mkdtemp()) / "public"
    >>> made = write_release(events_frame([told]), folder, level="public")
    >>> sorted(file.name for file in folder.iterdir()), dict(made.held_back)
    (['events.csv', 'events.geojson', 'map.html', 'release.json'], {'undated': 1})
    """
    target = Path(folder)
    require_outside(level)
    require_free(target)
    asked = _asked(formats)
    # A story is read more than once.
    told = story if isinstance(story, str | os.PathLike | pd.DataFrame | None) else list(story)
    plan = planned(
        events,
        level=level,
        gazetteer=gazetteer or load_gazetteer(),
        date=date or _stated_day(),
        min_count=min_count,
        earlier=None if earlier is None else read_earlier(Path(earlier), level=level),
        withdraw=withdraw,
    )
    write_plan(
        plan,
        target,
        writers=_writers(asked, title=title, story=told),
        blanks=_writers(asked),
        inputs=[*inputs, *([Path(told)] if isinstance(told, str | os.PathLike) else [])],
        secrets=kept_steps(told, plan),
        said=[title or "", *told_steps(told, plan)],
    )
    return plan


def _asked(formats: Collection[str]) -> list[str]:
    asked = list(dict.fromkeys((*formats, "geojson")))
    unknown = [name for name in asked if name not in FORMATS]
    if unknown:
        raise ValueError(f"formats: {', '.join(map(repr, unknown))} is not known; choose from {', '.join(FORMATS)}")
    return asked


def _writers(formats: Iterable[str], *, title: str | None = None, story: StoryTable | None = None) -> dict[str, Writer]:
    """Return the writer of each format, by the name of its file."""

    def drawn(release: Release) -> bytes:
        copy = replace(release, events=release.events.copy())  # a map uses its table up
        return EventMap(copy, title=title, story=story).to_html().encode()

    page = Writer(drawn, packed_numbers)
    return dict((_MAP, page) if form == "html" else (f"{_STEM}.{form}", _table_writer(form)) for form in formats)


def _table_writer(form: str) -> Writer:
    write = {**EVENT_FORMATS, **EXPORTS}[f".{form}"].write

    def written(release: Release) -> bytes:
        parts = write([release.events])
        return b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)

    return Writer(written)


def _stated_day() -> dt.date | None:
    """Return the day that builds which can be repeated state in the environment."""
    text = os.environ.get(_EPOCH)
    if not text:
        return None
    try:
        return dt.datetime.fromtimestamp(int(text), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise OutputError(f"{_EPOCH}: {text[:40]!r} is no number of seconds; unset it, or give a date") from error
