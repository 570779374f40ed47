"""The two answers that need no weighing: what a listed name means by itself, and that a word is no name at all.

What weighing says of each listed name with nothing beside it is worked out when the tables are built, and kept where it
is one place and no more; the fast path repeats it. Most spans of a text that are asked for are no name of a place; they
are told so in a tenth of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.gazetteer.place import Answer, Candidate
from geo_nk.gazetteer.resolution.abstention import NOTHING_LIKE_IT
from geo_nk.gazetteer.resolution.ranking import MATCHED, STANDS_IN
from geo_nk.names.folding import fold
from geo_nk.names.kinds import is_plain

if TYPE_CHECKING:
    from geo_nk.gazetteer.resolution.listing import Listing

__all__ = ["fast_answer", "told"]

_SHORTEST, _LONGEST = 2, 60


def fast_answer(listing: Listing, name: str, *, fuzzy: bool) -> Answer | None:
    """Answer a name of which nothing else is known, where that needs no weighing.

    Parameters
    ----------
    listing
        The gazetteer.
    name
        As it is written.
    fuzzy
        Whether to look further where nothing is listed or sounds so. Else plain words in a row are no name, whatever
        each of them may be.

    Returns
    -------
    Answer or None
        None where candidates must be weighed.
    """
    known = listing.alone.get(name)
    if known is not None:
        return told(listing, name, *known)
    if fuzzy or len(name) > _LONGEST:
        return None
    folded = fold(name)
    if len(folded) < _SHORTEST or not is_plain(name, folded):
        return None
    if listing.index.named(folded) or listing.index.may_sound(folded):
        return None
    return Answer(name, "unknown", reason=NOTHING_LIKE_IT)


def told(listing: Listing, name: str, place_id: str, score: str) -> Answer:
    """Return the answer that a name is listed for one place and means no other.

    Parameters
    ----------
    listing
        The gazetteer.
    name
        As it is listed.
    place_id
        Of the place.
    score
        Of the answer, as text.

    Returns
    -------
    Answer
    """
    place = listing.get(place_id)
    reason = MATCHED["exact"].format(name)
    if not (place.located or place.county_id in {None, place_id}):
        reason += STANDS_IN
    return Answer(name, "found", (Candidate(place, name, "exact", float(score), reason),), reason=reason)
