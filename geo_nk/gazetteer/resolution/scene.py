"""A question with everything in it worked out that does not depend on the candidate."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from geo_nk.errors import UnknownPlaceError
from geo_nk.gazetteer.resolution.features import Area, areas_of, kinds_asked
from geo_nk.gazetteer.resolution.question import Question
from geo_nk.names.kinds import Parts, analyse

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo_nk.gazetteer.place import Answer, Place
    from geo_nk.gazetteer.resolution.listing import Listing

__all__ = ["Scene", "Spot", "scene_of"]


class Spot(NamedTuple):
    """A point that the text speaks of, and what it calls it."""

    lon: float
    lat: float
    text: str


class Scene(NamedTuple):
    """A question with everything in it worked out that does not depend on the candidate."""

    question: Question
    parts: Parts
    kinds: tuple[str, ...]
    areas: list[Area]
    near: Spot | None = None

    @property
    def bare(self) -> bool:
        """Whether nothing says where the place lies or what it is."""
        return not (self.kinds or self.placed)

    @property
    def placed(self) -> bool:
        """Whether something says where the place lies."""
        return bool(any(area.known for area in self.areas) or self.near or self.question.country)


def scene_of(listing: Listing, question: Question, answer: Callable[[Question], Answer]) -> Scene:
    """Work out what a question says.

    Parameters
    ----------
    listing
        The gazetteer.
    question
        The name and its context.
    answer
        Answers the questions that the places of the context are.

    Returns
    -------
    Scene
    """
    parts = analyse(question.name)
    kinds = kinds_asked(question.kind) or parts.kinds
    if not (question.within or question.near):
        return Scene(question, parts, kinds, [])
    known = functools.partial(_known, listing)

    def resolve(text: str) -> Answer:
        return answer(Question(text, at=question.at, fuzzy=question.fuzzy))

    areas = areas_of(question.within, resolve, known)
    return Scene(question, parts, kinds, areas, _spot(question.near, resolve, known))


def _known(listing: Listing, place_id: str) -> Place | None:
    try:
        return listing.get(place_id)
    except UnknownPlaceError:
        return None


def _spot(
    near: str | tuple[float, float] | None, resolve: Callable[[str], Answer], known: Callable[[str], Place | None]
) -> Spot | None:
    """Find the point of a `near`; one that is not known says nothing."""
    if not isinstance(near, str):
        return None if near is None else Spot(*near, "there")
    place = known(near) or resolve(near).place
    if place is None or place.lon is None or place.lat is None:
        return None
    return Spot(place.lon, place.lat, place.name)
