"""What a row of the event table tells, in the form in which two rows are compared."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import shapely

from geo_nk.calendar_names import MONTH_FORMS, WEEKDAY_FORMS
from geo_nk.data import read_table
from geo_nk.events.merge.rows import Rows
from geo_nk.names.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

    from geo_nk.gazetteer import Gazetteer

__all__ = ["Telling", "amount_of", "rarity", "runs_of_words", "tellings_of"]

_WORD: Final = re.compile(r"[^\W\d_]+|\d[\d,.]{0,20}")
_NUMBER: Final = re.compile(r"\d[\d,.]{0,20}")
_WIDE: Final = frozenset({"province", "linear", "region"})
_STEM: Final = 6  # letters that inflections of a word mostly share
_LONGEST_DAYS: Final = 366  # an interval that is longer dates nothing
_SHINGLE: Final = 4  # words that in a row are seldom the same by chance
_LONGEST_TEXT: Final = 20_000  # characters that are compared: copies begin alike
_NO_RADIUS_M: Final = 1_000.0
_WORDS: Final = (
    "lexicon/language/english_words.csv",
    "lexicon/language/closed_words.csv",
    "lexicon/places/kind_words.csv",
)
_SMOOTHED: Final = 50.0  # rows of which nothing is known that stand beside those of a small table


@dataclass(frozen=True, slots=True)
class Telling:
    """A row, as it is compared with others.

    Attributes
    ----------
    row : int
        Which row of the table, counted from 0.
    event_id : str
    report : str
        The report's id; a row without one is a report of its own.
    category : str
    place_id : str or None
    holders : frozenset of str
        The county and the province that hold the place.
    spot : tuple of float or None
        lon, lat in degrees.
    radius_m : float
    is_wide : bool
        Whether no more than a province, a river or a region is known.
    days : tuple of int or None
        First and last day, as ordinals; None where the interval is open or longer than a year.
    published : int or None
    publisher : str
        Folded.
    stems : frozenset of str
        Telling words of the quote, cut to their first letters.
    shingles : frozenset of tuple
        Runs of words of the text that was given, or else of the quote.
    amounts : Mapping of str to frozenset of float
        Numbers by what they count.
    goods : frozenset of str
        Their last words: Chinese mobile phones are phones.
    actors, penalty : frozenset of str
    direction : str
    listed : frozenset of str
        Reports that the row itself names as telling the same.
    folded : str
        The quote, folded.
    """

    row: int
    event_id: str
    report: str
    category: str
    place_id: str | None
    holders: frozenset[str]
    spot: tuple[float, float] | None
    radius_m: float
    is_wide: bool
    days: tuple[int, int] | None
    published: int | None
    publisher: str
    stems: frozenset[str]
    shingles: frozenset[tuple[str, ...]]
    amounts: Mapping[str, frozenset[float]]
    goods: frozenset[str]
    actors: frozenset[str]
    penalty: frozenset[str]
    direction: str
    listed: frozenset[str]
    folded: str


def tellings_of(
    events: gpd.GeoDataFrame, gazetteer: Gazetteer, *, texts: Mapping[str, str] | None = None
) -> list[Telling]:
    """Return what each row tells.

    Parameters
    ----------
    events
        A valid event table.
    gazetteer
        Knows which unit holds a place.
    texts
        Texts of reports by their id, where they are at hand.

    Returns
    -------
    list of Telling
        In the order of the rows.
    """
    known = texts or {}
    points = events.geometry.to_numpy()
    lonlat = zip(shapely.get_x(points).tolist(), shapely.get_y(points).tolist(), strict=True)
    spots = [None if math.isnan(lon) else (lon, lat) for lon, lat in lonlat]
    grounds = {place_id: _ground(place_id, gazetteer) for place_id in events["place_id"].unique()}
    rows = Rows(events)
    return [
        _telling(number, row, spots[number], grounds[row["place_id"]], known.get(row["report_id"]))
        for number, row in ((number, rows[number]) for number in range(len(rows)))
    ]


def runs_of_words(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of four words of a text (shingles), by which copies are told.

    Examples
    --------
    >>> sorted(runs_of_words("Two left Musan by night."))
    [('left', 'musan', 'by', 'night'), ('two', 'left', 'musan', 'by')]
    """
    words = [word.lower() for word in _WORD.findall(text[:_LONGEST_TEXT])]
    return frozenset(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def rarity(tellings: Sequence[Telling]) -> dict[str, float]:
    """Return how much each stem tells: the fewer rows have it, the more (inverse document frequency)."""
    counts = Counter(stem for telling in tellings for stem in telling.stems)
    whole = len(tellings) + _SMOOTHED
    return {stem: math.log(whole / (1.0 + count)) for stem, count in counts.items()}


def _telling(
    number: int, row: Mapping[str, Any], spot: tuple[float, float] | None, ground: _Ground, text: str | None
) -> Telling:
    quote = row["quote"] or ""
    return Telling(
        row=number,
        event_id=row["event_id"],
        report=row["report_id"] or row["event_id"],
        category=row["category"],
        place_id=row["place_id"],
        holders=ground.holders,
        spot=spot,
        radius_m=max(row["uncertainty_m"] or 0.0, _NO_RADIUS_M),
        is_wide=row["geo_precision"] in _WIDE,
        days=_days(row["date_start"], row["date_end"]),
        published=_ordinal(row["published"]),
        publisher=fold(row["publisher"] or ""),
        stems=frozenset(_stems(quote) - ground.stems - _stems(row["name_as_written"] or "")),
        shingles=runs_of_words(text or quote),
        amounts=_amounts(row["quantity"]),
        goods=frozenset(fold(good.split()[-1]) for good in row["goods"]),
        actors=frozenset(row["actors"]),
        penalty=frozenset(row["penalty"]),
        direction=row["direction"] or "unknown",
        listed=frozenset(row["also_reported_by"]),
        folded=fold(quote),
    )


class _Ground(NamedTuple):
    """The units that hold a place, and the stems of its names and theirs: they tell nothing of what happened there."""

    holders: frozenset[str]
    stems: frozenset[str]


def _ground(place_id: str | None, gazetteer: Gazetteer) -> _Ground:
    if place_id is None or place_id not in gazetteer:
        return _Ground(frozenset(), frozenset())
    place = gazetteer.get(place_id)
    holders = frozenset(filter(None, (place.county_id, place.province_id))) - {place_id}
    names = (name.name for each in (place_id, *holders) for name in gazetteer.names_of(each))
    return _Ground(holders, frozenset(stem for name in names for stem in _stems(name)))


def _days(start: str | None, end: str | None) -> tuple[int, int] | None:
    first, last = _ordinal(start), _ordinal(end)
    if first is None or last is None or last - first > _LONGEST_DAYS:
        return None
    return first, last


def _ordinal(day: str | None) -> int | None:
    return None if day is None else dt.date.fromisoformat(day).toordinal()


def _stems(text: str) -> set[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if word not in _frequent() and not word[0].isdigit()}


def _amounts(quantities: Iterable[str]) -> Mapping[str, frozenset[float]]:
    """Return the numbers in quantities by the last word behind them, the unit: "3 large trucks" are trucks."""
    found: dict[str, set[float]] = {}
    for text in quantities:
        amount = amount_of(text)
        if amount is not None:
            found.setdefault(amount[0], set()).add(amount[1])
    return {unit: frozenset(values) for unit, values in found.items()}


def amount_of(quantity: str) -> tuple[str, float] | None:
    """Return the unit and the number of a quantity; None where it has none.

    Examples
    --------
    >>> amount_of("about 1,200 large trucks"), amount_of("some")
    (('truck', 1200.0), None)
    """
    number = _NUMBER.search(quantity)
    behind = quantity[number.end() :].split() if number else []
    return (fold(behind[-1]).rstrip("s"), value_of(number.group())) if number and behind else None


def value_of(number: str) -> float:
    """Return a number as it is written in English: commas part thousands.

    Examples
    --------
    >>> value_of("1,200"), value_of("2.5."), value_of("1.2.3")
    (1200.0, 2.5, 1.0)
    """
    plain = number.replace(",", "").strip(".")
    whole, _, rest = plain.partition(".")
    return float(plain if rest.isdigit() else whole or 0)


@cache
def _frequent() -> frozenset[str]:
    """Return words that tell nothing of a happening: frequent ones, kinds of places, months and weekdays."""
    words = {row["word"].lower() for table in _WORDS for row in read_table(table)}
    return frozenset(words | MONTH_FORMS.keys() | WEEKDAY_FORMS.keys())
