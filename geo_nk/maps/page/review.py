"""What a page needs for review: the places of the gazetteer, out of which a reviewer corrects a place.

Only a complete map of level ``internal`` carries it. It says nothing of the events but which places each name may mean.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

import deflate

from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.page.pack import LEVEL
from geo_nk.names.folding import fold

if TYPE_CHECKING:
    import geopandas as gpd

    from geo_nk.gazetteer import Gazetteer

__all__ = ["review_block"]

_MOST_NAMES: Final = 2_000  # as written, that are looked up; a corpus names few places many times
_MOST_CANDIDATES: Final = 5


def review_block(events: gpd.GeoDataFrame) -> bytes:
    """Return the places of the gazetteer, and the candidates for the names in reports, deflated.

    Parameters
    ----------
    events
        The events that are drawn.

    Returns
    -------
    bytes
        A zlib stream of JSON: ``places``, each with its id, kind, province and its names in the languages of the page,
        then other spellings; ``candidates``, ids by the name as it is written.

    Examples
    --------
    >>> import zlib
    >>> from geo_nk.events import events_frame
    >>> block = review_block(events_frame([{"category": "other", "name_as_written": "Sambong"}]))
    >>> json.loads(zlib.decompress(block))["candidates"]["Sambong"]
    ['kp-north-hamgyong-musan-sambong', 'kp-north-hamgyong-onsong-sambong']
    """
    gazetteer = load_gazetteer()
    written = events["name_as_written"].dropna().unique().tolist()[:_MOST_NAMES]
    candidates = {name: found for name in written if (found := _candidates(gazetteer, name))}
    told = {"places": _places(), "candidates": candidates}
    return bytes(deflate.zlib_compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL))


def _candidates(gazetteer: Gazetteer, name: str) -> list[str]:
    """Return the places that a name may mean; a search for names that only look alike would take too long here."""
    answer = gazetteer.resolve(name, fuzzy=False)
    return [candidate.place.place_id for candidate in answer.candidates[:_MOST_CANDIDATES]]


@cache
def _places() -> list[list[str]]:
    gazetteer = load_gazetteer()
    names: dict[str, list[str]] = {}
    for name, place_id in gazetteer.all_names():
        names.setdefault(place_id, []).append(name)
    return [_place(gazetteer, place_id, names[place_id]) for place_id in sorted(names)]


def _place(gazetteer: Gazetteer, place_id: str, names: list[str]) -> list[str]:
    place = gazetteer.get(place_id)
    shown = tongues(place_id)
    # The page searches without regard to case and accents: one of several spellings that differ in these is enough.
    other = {fold(name): name for name in reversed(names)}
    for name in shown:
        other.pop(fold(name), None)
    province = "" if place.province_id in {None, place_id} else str(place.province_id)
    return [place_id, place.kind, province, *shown, *sorted(other.values())]
