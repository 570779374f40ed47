"""Provinces, rivers and regions are compared by their names: no point stands for one."""

from __future__ import annotations

from functools import cache
from typing import Final

from geo_nk.gazetteer import load_gazetteer
from geo_nk.names.folding import fold
from geo_nk.names.kinds import split_kind

__all__ = ["area_of"]

_KINDS: Final = frozenset({"province", "prefecture", "region", "river"})
_WORDS: Final = ("province", "river")  # told of a place whose kind is not


@cache
def area_of(name: str, kind: str) -> str:
    """Return what stands for a province, river, region or prefecture, whichever of its names is written.

    Parameters
    ----------
    name
        In any spelling that the gazetteer knows; another is compared as it is written.
    kind
        The kind of the place; may be empty where the name says it.

    Returns
    -------
    str
        The place id, or the folded name where the gazetteer does not know it; empty for what has a point.

    Examples
    --------
    >>> area_of("Yanggang", "province") == area_of("Ryanggang Province", "") == "kp-ryanggang"
    True
    >>> area_of("Amnok River", "river"), area_of("Hyesan", "city")
    ('river-yalu', '')
    """
    if kind not in _KINDS and not name.lower().endswith(_WORDS):
        return ""
    stem = _stem(name)
    if stem in _listed():
        return _listed()[stem]
    meant = load_gazetteer().resolve(name).place
    return meant.place_id if meant is not None and meant.kind in _KINDS else stem


def _stem(name: str) -> str:
    return fold(split_kind(name)[0])


@cache
def _listed() -> dict[str, str]:
    """Return the place ids of provinces, rivers and regions by all their names, folded and without the word of kind."""
    gazetteer = load_gazetteer()
    wide = sorted((place.kind, place.place_id) for place in gazetteer if place.kind in _KINDS)
    listed: dict[str, str] = {}
    for _, place_id in wide:  # in order of kind: a province before a region in it that has its name
        for name in gazetteer.names_of(place_id):
            listed.setdefault(_stem(name.name), place_id)
    return listed
