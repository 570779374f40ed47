"""The English names of months and weekdays, and numbers in words: the one table of them.

Not those of `calendar`, which are in the language of the machine.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DAY_ORDINALS",
    "MONTHS",
    "MONTH_FORMS",
    "NUMBERS",
    "ORDINALS",
    "WEEKDAYS",
    "WEEKDAY_FORMS",
    "month_pattern",
    "pattern_of",
]

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_RANKS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)

MONTH_FORMS: Final[Mapping[str, int]] = MappingProxyType(
    {form: number for number, name in enumerate(MONTHS, start=1) for form in (name, name[:3])} | {"sept": 9}
)
"""Each month as it is written, in small letters and without a full stop, and its number from 1."""

WEEKDAY_FORMS: Final[Mapping[str, int]] = MappingProxyType(
    {form: number for number, name in enumerate(WEEKDAYS) for form in (name, name[:3])}
)
"""Each weekday as it is written, in small letters, and its number; Monday is 0."""

NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {"a": 1, "an": 1} | {word: number for number, word in enumerate(_CARDINALS, start=1)}
)
"""The numbers that are written out, the article for one among them."""

ORDINALS: Final[Mapping[str, int]] = MappingProxyType({word: number for number, word in enumerate(_RANKS, start=1)})
"""The ordinals of the months of a year, written out."""

_TEENS = ("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
_TWENTIES = (*(f"twenty-{rank}" for rank in _RANKS[:9]), "thirtieth", "thirty-first")

DAY_ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {word: number for number, word in enumerate((*_RANKS, *_TEENS, *_TWENTIES), start=1)}
)
"""The ordinals of the days of a month, written out."""


def pattern_of(words: Mapping[str, int]) -> str:
    """Return a pattern for any of some words; the longest comes first, so that none hides another.

    Examples
    --------
    >>> pattern_of({"a": 1, "an": 1})
    'an|a'
    """
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def month_pattern() -> str:
    """Return a pattern for a month in a text: with a capital or in capitals; a short form may have a full stop.

    Examples
    --------
    >>> import re
    >>> [found[0] for found in re.finditer(month_pattern(), "In MAY, Sept. and June you may")]
    ['MAY', 'Sept.', 'June']
    """
    names = [name.capitalize() for name in MONTHS]
    short = [form.capitalize() for form in MONTH_FORMS if form not in MONTHS]
    return "|".join([*names, *map(str.upper, names), *(rf"{form}\.?" for form in sorted(short, key=len, reverse=True))])
