"""The two answers that need no weighing, for they are the most: a unit by its own name, and what is no name at all.

They are the answers that :func:`geo_nk.gazetteer.resolution.answer.answer` gives, in a tenth of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_nk.gazetteer.place import Answer, Candidate
from geo_nk.gazetteer.resolution.answer import MATCHED, NOTHING_LIKE_IT, SURE, likelihood
from geo_nk.gazetteer.resolution.candidates import EXACT
from geo_nk.gazetteer.resolution.features import is_unit
from geo_nk.names.folding import fold
from geo_nk.names.kinds import is_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.gazetteer.resolution.candidates import Listing
    from geo_nk.gazetteer.tables import Name

__all__ = ["at_a_glance"]

_SHORTEST, _LONGEST = 2, 60


def at_a_glance(listing: Listing, name: str, *, fuzzy: bool) -> Answer | None:
    """Answer a name of which nothing else is known, where a glance is enough.

    Parameters
    ----------
    listing
        The gazetteer.
    name
        As it is written.
    fuzzy
        Whether names that differ by a letter are to be looked for.

    Returns
    -------
    Answer or None
        None where one must look closer.
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
        if row.place_id != place_id or row.valid_to:
            return None
        exact = exact or (row.name == name and row.system != "misspelling")
    place = listing.get(place_id)
    if not exact or not is_unit(place) or (place.kind == "county" and place.country not in {"KP", "KR"}):
        return None
    weight = EXACT + likelihood(listing, place, kind_said=False)
    reason = MATCHED["exact"].format(name)
    return Answer(name, "found", (Candidate(place, name, "exact", min(round(weight, 3), SURE), reason),), reason=reason)
