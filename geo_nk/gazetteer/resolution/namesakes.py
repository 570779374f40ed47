"""Places that share their Korean name with one on the other side of the line that divides Korea.

강원, 철원, 고성: where both sides have the name, they have every spelling of it. Only a spelling that one side alone
uses says which is meant: eo and eu are of the South's system, breves and apostrophes are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from geo_nk.names.folding import fold
from geo_nk.names.kinds import analyse
from geo_nk.names.romanisation import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo_nk.gazetteer.tables import Name, PlaceRow

__all__ = ["find_namesakes", "has_marks", "is_southern", "side_of_province", "side_of_spelling"]

_UNITS = frozenset({"province", "city", "county", "district", "town"})
_SOUTHERN = re.compile(r"eo|eu")
_VOICED = re.compile(r"[gdbj]", re.IGNORECASE)  # the South writes Gangwon, the North Kangwon
_MARKS = re.compile("[\u0306\u030c'’‘ʼ]")  # breve (or the caron some take for it) and apostrophe


def find_namesakes(names: Sequence[Name], rows: Mapping[str, PlaceRow]) -> Mapping[str, tuple[tuple[str, Name], ...]]:
    """Find the units on the other side that share a Hangul name with a unit.

    Parameters
    ----------
    names
        The names of a gazetteer.
    rows
        The places by their ids.

    Returns
    -------
    dict
        By place id, the ids of its namesakes, each with the Hangul name that both have.
    """
    southern = _by_sound(name for name in names if name.key and _is_unit(rows[name.place_id], "KR"))
    northern = _by_sound(
        name for name in names if name.script == "Hang" and name.key in southern and _is_unit(rows[name.place_id], "KP")
    )
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for key, here in northern.items():
        for north in here:
            revised = _revised(north)
            twins = [rows[south.place_id] for south in southern[key] if _revised(south) == revised]
            if twins:
                # 고성 by the line was one county with that of the North; 고성 far in the South is another
                nearest = max(twins, key=lambda place: (float(place.lat or 0), place.place_id)).place_id
                found[north.place_id][nearest] = north
                found[nearest][north.place_id] = north
    return {place_id: tuple(others.items()) for place_id, others in found.items()}


def _is_unit(place: PlaceRow, country: str) -> bool:
    return place.country == country and place.kind in _UNITS


def _by_sound(names: Iterable[Name]) -> dict[str, list[Name]]:
    """Group names by their keys."""
    by_sound: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_sound[name.key].append(name)
    return by_sound


def _revised(name: Name) -> str:
    """Return what is left without the unit word, as the South romanises it; so its places are listed."""
    parts = analyse(name.name)
    return parts.direction + fold(romanise(parts.stem, "rr"))


def side_of_spelling(name: str) -> str:
    """Say which side alone spells a name so.

    Parameters
    ----------
    name
        As it is written.

    Returns
    -------
    str
        ``KR``, ``KP``, or empty where both do.

    Examples
    --------
    >>> side_of_spelling("Cheorwon"), side_of_spelling("Ch'ŏrwŏn"), side_of_spelling("Cholwon")
    ('KR', 'KP', '')
    """
    if _SOUTHERN.search(name.lower()):
        return "KR"
    return "KP" if has_marks(name) else ""


def is_southern(name: str) -> bool:
    """Say whether a name is spelled as only the South spells: with eo or eu, or a voiced initial.

    Parameters
    ----------
    name
        As it is written.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_southern("Gangdong"), is_southern("Kangso"), is_southern("Geumcheon")
    (True, False, True)
    """
    return bool(_VOICED.match(name)) or side_of_spelling(name) == "KR"


def side_of_province(name: str) -> str:
    """Say which side's province a text means by a name that both have, as each side romanises its own.

    Parameters
    ----------
    name
        As it is written.

    Returns
    -------
    str
        ``KR``, ``KP``, or empty where the name is in another script.

    Examples
    --------
    >>> [side_of_province(name) for name in ("Gangwon-do", "Kangwon Province", "강원도")]
    ['KR', 'KP', '']
    """
    if not name.isascii() and not has_marks(name):
        return ""
    return "KR" if is_southern(name) else "KP"


def has_marks(name: str) -> bool:
    """Say whether a name is written with a breve or an apostrophe."""
    return _MARKS.search(unicodedata.normalize("NFD", name)) is not None
