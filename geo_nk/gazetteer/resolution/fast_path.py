"""The two answers that need no weighing, for they are the most: a unit by its own name, and what is no name at all.

Most spans of a text that are asked for are no name of a place; they are told so in a tenth of the time. A unit gets
the answer that weighing gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.gazetteer.feature_classes import is_unit
from geo_nk.gazetteer.place import Answer, Candidate
from geo_nk.gazetteer.resolution.abstention import NOTHING_LIKE_IT
from geo_nk.gazetteer.resolution.candidates import EXACT, is_in_pinyin
from geo_nk.gazetteer.resolution.ranking import MATCHED, SURE, likelihood
from geo_nk.names.folding import fold
from geo_nk.names.kinds import is_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.gazetteer.resolution.listing import Listing
    from geo_nk.gazetteer.tables import Name

__all__ = ["fast_answer"]

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
    folded = fold(name)
    if not (len(folded) >= _SHORTEST and len(name) <= _LONGEST and is_plain(name, folded)):
        return None
    rows = listing.index.named(folded)
    if rows:
        return _unit(listing, name, rows)
    if fuzzy or listing.index.may_sound(folded):
        return None
    return Answer(name, "unknown", reason=NOTHING_LIKE_IT)


def _unit(listing: Listing, name: str, rows: Sequence[Name]) -> Answer | None:
    """Answer with the county or city that alone has a name, if it has it today and in no other half of Korea."""
    place_id = rows[0].place_id
    if " " in name or place_id in listing.namesakes:
        return None
    exact = False
    for row in rows:
        if row.place_id != place_id or row.valid_to or is_in_pinyin(listing, row):
            return None
        exact = exact or (row.name == name and row.system != "misspelling")
    place = listing.get(place_id)
    if not exact or not is_unit(place) or (place.kind == "county" and place.country not in {"KP", "KR"}):
        return None
    weight = EXACT + likelihood(listing, place, kind_said=False)
    reason = MATCHED["exact"].format(name)
    return Answer(name, "found", (Candidate(place, name, "exact", min(round(weight, 3), SURE), reason),), reason=reason)
