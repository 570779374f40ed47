"""Where "near Hyesan", "opposite Namyang" and "the upper reaches of the Yalu" are.

A phrase is vaguer than the name in it, and often no point at all. What comes out is a point, a line or an area, with
how far outside of it the thing may have happened, and the reason in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo_nk.border import grounds
from geo_nk.border.near_words import heard
from geo_nk.gazetteer.footprint import footprint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo_nk.border.grounds import Ground
    from geo_nk.border.near_words import Heard, Relation
    from geo_nk.gazetteer import Gazetteer, Place

__all__ = ["PhraseFootprint", "phrase_footprint"]

_BOTH = 2
_OF_ONE: Mapping[Relation, Callable[[Heard, Place, Gazetteer], Ground | None]] = {
    "near": grounds.near,
    "within": grounds.within,
    "away": grounds.away,
    "toward": grounds.toward,
    "opposite": grounds.opposite,
    "reach": grounds.reach_of,
    "along": grounds.reach_of,
    "border": grounds.border_of,
    "downstream": grounds.along_stream,
    "upstream": grounds.along_stream,
}


@dataclass(frozen=True, slots=True)
class PhraseFootprint:
    """Where something that happened "near", "opposite" or "between" places can be drawn.

    It has the attributes of :class:`~geo_nk.gazetteer.footprint.Footprint`, so that either can stand for the other.

    Attributes
    ----------
    geometry : shapely geometry or None
        In degrees (lon, lat): a point, a stretch of the border, or an area; None where the phrase cannot be placed.
    uncertainty_m : float or None
        Metres around the geometry within which it happened.
    geo_precision : str
        ``settlement``, ``county``, ``province``, ``linear`` or ``region``.
    reason : str
        One clause for people: what was understood and where that lies, or why it lies nowhere.
    stretch_km : tuple of float or None
        The first and last kilometre of the border it is or lies along, from the mouth of the Yalu; None of a point.
    relation : str
        What the words say of the place: see the table of words.
    phrase : str
        The words that were understood, as the table has them.
    stand_in : str or None
        Name of the county or city whose seat stands in for a place that is not located.
    """

    geometry: BaseGeometry | None
    uncertainty_m: float | None
    geo_precision: str
    reason: str
    stretch_km: tuple[float, float] | None
    relation: Relation
    phrase: str
    stand_in: str | None = None

    @property
    def lon(self) -> float | None:
        """Longitude of the point in degrees; None of a line or an area: a pin would say too much."""
        return self.geometry.x if isinstance(self.geometry, shapely.Point) else None

    @property
    def lat(self) -> float | None:
        """Latitude of the point in degrees; None of a line or an area."""
        return self.geometry.y if isinstance(self.geometry, shapely.Point) else None


def phrase_footprint(before: str, places: Sequence[Place], after: str, gazetteer: Gazetteer) -> PhraseFootprint | None:
    """Return where something is that a text puts next to a place and not in it.

    Parameters
    ----------
    before
        The text that ends where the name begins, such as ``"a village near "``.
    places
        What is named: one place, or the two of "between X and Y".
    after
        The text that begins where the (last) name ends, such as ``"'s outskirts"``.
    gazetteer
        The gazetteer the places are from.

    Returns
    -------
    PhraseFootprint or None
        None where the words say no more than the name does: take the footprint of the place.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> gazetteer = load_gazetteer()
    >>> hyesan, musan = gazetteer.locate("Hyesan"), gazetteer.locate("Musan")
    >>> phrase_footprint("on the outskirts of ", [hyesan], "", gazetteer).uncertainty_m
    9000.0
    >>> phrase_footprint("between ", [hyesan, musan], "", gazetteer).reason
    'between Hyesan and Musan: the border from kilometre 679 to ...'
    >>> phrase_footprint("troops in ", [hyesan], "", gazetteer) is None
    True
    """
    for words in heard(before, after):
        ground = _ground(words, places, gazetteer)
        if ground is not None:
            stand_in = next(filter(None, (footprint(place, gazetteer).stand_in for place in places)), None)
            return PhraseFootprint(*ground, words.word.relation, words.word.phrase, stand_in)
    return None


def _ground(words: Heard, places: Sequence[Place], gazetteer: Gazetteer) -> Ground | None:
    """Return what the words mean of the places; None where they mean nothing of such places, or of so many."""
    if words.word.relation == "between":
        return grounds.between(places[0], places[1], gazetteer) if len(places) == _BOTH else None
    return _OF_ONE[words.word.relation](words, places[0], gazetteer) if len(places) == 1 else None
