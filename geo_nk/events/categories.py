"""The categories of events: a table that people read and edit, held as objects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo_nk import data

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Category", "accepted_categories", "load_categories"]


@dataclass(frozen=True, slots=True)
class Category:
    """What can happen, how it is drawn, and what other data sets call it.

    Attributes
    ----------
    category : str
        The code that stands in an event table.
    group : str
        ``crackdown``, ``smuggling``, ``border``, ``justice``, ``movement`` or ``other``.
    label, label_ko, label_zh : str
        For people, in English, Korean and Chinese.
    colour : str
        ``#rrggbb``.
    symbol : str
        The shape on maps, so that colour is never the only difference.
    acled_event_type, acled_sub_event_type : str
        The nearest types of ACLED; empty where it has none.
    ucdp : str
        The type of violence of UCDP; empty where it has none.
    meaning : str
        What belongs to it.
    """

    category: str
    group: str
    label: str
    label_ko: str
    label_zh: str
    colour: str
    symbol: str
    acled_event_type: str
    acled_sub_event_type: str
    ucdp: str
    meaning: str


@cache
def load_categories() -> Mapping[str, Category]:
    """Return the categories by their code, in the order of the table.

    Returns
    -------
    mapping of str to Category
        Read-only.

    Examples
    --------
    >>> load_categories()["smuggling_state"].label
    'State smuggling'
    """
    rows = data.read_table("categories.csv")
    return MappingProxyType({row["category"]: Category(**row) for row in rows})


@cache
def accepted_categories(category: str) -> frozenset[str]:
    """Return the categories that an analyst would accept for one, itself among them.

    Parameters
    ----------
    category
        A code.

    Returns
    -------
    frozenset of str
        By ``accepted_categories.csv``, read in both directions.

    Examples
    --------
    >>> sorted(accepted_categories("human_trafficking"))
    ['arrest_sentence', 'defection', 'human_trafficking']
    """
    rows = data.read_table("accepted_categories.csv")
    pairs = [(row["one"], row["other"]) for row in rows] + [(row["other"], row["one"]) for row in rows]
    return frozenset({category, *(other for one, other in pairs if one == category)})
