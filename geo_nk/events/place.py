"""Give events without a position the one that the gazetteer knows for their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.border import phrase_footprint
from geo_nk.border.near_words import heard
from geo_nk.events.changed import changed
from geo_nk.events.complete import NO_POSITION
from geo_nk.events.corrections import corrected, why_unplaced
from geo_nk.events.frame import is_missing
from geo_nk.events.placed import place_columns
from geo_nk.events.validate import validate_events
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.footprint import footprint

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.gazetteer import Gazetteer

__all__ = ["looked_up", "place_events"]

_MOST_BESIDE: Final = 6  # words: "rural areas on the outskirts of"


def place_events(events: gpd.GeoDataFrame, *, gazetteer: Gazetteer | None = None) -> gpd.GeoDataFrame:
    """Look up the place of each event that has a name but no point.

    The name is ``place_name``, else ``name_as_written``; a column ``province`` says what it lies in. A name that
    means several places, or none that is known, leaves the event without a point and the reason in
    ``unplaced_reason``. A place that a reviewer took away is not looked up again. Of events that have a point, or a
    ``place_id`` that is known, the columns on place follow what a person changed; see `geo_nk.events.corrections`.

    Parameters
    ----------
    events
        An event table.
    gazetteer
        Where to look; the one that ships with geo_nk where None.

    Returns
    -------
    geopandas.GeoDataFrame
        A copy with the columns on place and match filled in.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If `events` is not an event table, or a row of it contradicts itself.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> rows = [{"event_id": "e1", "category": "defection", "place_name": "Hyesan", "unplaced_reason": "by name"}]
    >>> placed = place_events(events_frame(rows))
    >>> placed["place_id"][0], placed.geometry[0] is None
    ('kp-ryanggang-hyesan', False)
    """
    asked = gazetteer if gazetteer is not None else load_gazetteer()
    return looked_up(corrected(validate_events(events), gazetteer=asked), gazetteer=asked)


def looked_up(events: gpd.GeoDataFrame, *, gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    """Return valid and settled events with the place of each that has a name and no point; see `place_events`."""
    names = events["place_name"].where(events["place_name"].notna(), events["name_as_written"])
    within = events["province"]
    open_ones = events["place_id"].isna() | (events["unplaced_reason"] == NO_POSITION)
    wanted = (events.geometry.isna() & names.notna() & open_ones).to_numpy()
    answers: dict[tuple[str, str | None], dict[str, object]] = {}
    changes: dict[int, dict[str, object]] = {}
    for i in wanted.nonzero()[0]:
        if is_missing(events["place_name"].iloc[i]) and _is_taken_away(events["corrected"].iloc[i]):
            continue
        area = None if is_missing(within.iloc[i]) else str(within.iloc[i])
        question = (names.iloc[i], area)
        if question not in answers:
            answers[question] = _values(*question, gazetteer)
        changes[int(i)] = answers[question]
    return changed(events, changes)


def _is_taken_away(corrections: object) -> bool:
    """Whether a reviewer took the place away: the words of the report are left, and mean it no more."""
    return any(str(each).startswith("place_") for each in corrections or ())  # type: ignore[attr-defined] # a tuple


def _values(name: str, within: str | None, gazetteer: Gazetteer) -> dict[str, object]:
    """Return what the gazetteer says of a name for the columns of an event."""
    answer = gazetteer.resolve(name, within=within)
    if answer.best is not None:
        return place_columns(answer.best, footprint(answer.best.place, gazetteer))
    return _beside(name, within, gazetteer) or {"unplaced_reason": why_unplaced(answer)}


def _beside(name: str, within: str | None, gazetteer: Gazetteer) -> dict[str, object] | None:
    """Return the same of a name with words that say it is not the place itself, such as "near Onsong"."""
    words = name.split()
    for k in range(1, min(len(words), _MOST_BESIDE + 1)):
        lead, tail = " ".join(words[:k]), " ".join(words[-k:])
        for before, inner, after in ((f"{lead} ", words[k:], ""), ("", words[:-k], f" {tail}")):
            if next(heard(before, after), None) is None:
                continue
            best = gazetteer.resolve(" ".join(inner), within=within).best
            said = best and phrase_footprint(before, [best.place], after, gazetteer)
            if best and said:
                return place_columns(best, said)
    return None
