"""Which resolutions of the UN Security Council may cover the goods of events, by way of the chapters of the HS.

``lexicon/events/goods_hs.csv`` says in which chapters of the Harmonized System a good stands, and
``lexicon/events/sanctions.csv`` which goods or chapters a resolution is about, which way, and since when; each row with
its source. Whether a shipment broke a resolution is a question of law: the tables say what to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["DOUBTS", "Case", "Coverage", "Measure", "coverage", "measures"]

#: What an event may leave open, by the code of `Case.doubt`.
DOUBTS: Final = (
    "",
    "direction not said",
    "not sure to be after it",
    "direction not said; not sure to be after it",
)

_WAYS: Final = ("import", "export", "both")


class Measure(NamedTuple):
    """What a resolution says of a good.

    Attributes
    ----------
    good, hs_chapters : str
        The good, and its chapters of the HS.
    resolution : int
        Of the Security Council.
    paragraph : str
        Empty where it was not confirmed by a source.
    adopted : str
        The day, as an ISO date.
    direction : str
        ``import`` into North Korea, ``export`` from it, ``both``.
    measure : str
        ``ban``, ``cap``, ``luxury`` or ``conditional``.
    covers, source : str
        What it is about, and where to read it.
    """

    good: str
    hs_chapters: str
    resolution: int
    paragraph: str
    adopted: str
    direction: str
    measure: str
    covers: str
    source: str


class Case(NamedTuple):
    """A measure that may cover a good of an event, and which of `DOUBTS` there is."""

    measure: Measure
    doubt: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What may cover the goods of each event.

    Attributes
    ----------
    codes : numpy.ndarray
        For each event which of `cases` and `chapters` it has.
    cases : list of tuple of Case
        By the goods, in the order of the event, and by the day of adoption.
    chapters : list of tuple of str
        Chapters of the HS.
    """

    codes: NDArray[np.int64]
    cases: list[tuple[Case, ...]]
    chapters: list[tuple[str, ...]]


def coverage(events: gpd.GeoDataFrame) -> Coverage:
    """Return which measures may cover the goods of each event, and the chapters of its goods.

    Parameters
    ----------
    events
        An event table. Measures adopted after an event, or about the other direction, do not cover it.

    Returns
    -------
    Coverage

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "smuggling_state", "goods": ["trucks"], "date_start": "2025-05-30"}
    >>> found = coverage(events_frame([told | {"direction": "import"}]))
    >>> [(case.measure.resolution, DOUBTS[case.doubt]) for case in found.cases[found.codes[0]]], found.chapters
    ([(2397, '')], [('87',)])
    """
    lists, goods = pd.factorize(_goods(events))
    ways = pd.Index(_WAYS, dtype=object).get_indexer(pd.Index(_column(events, "direction"), dtype=object))
    start, end = (_column(events, name) for name in ("date_start", "date_end"))
    adoptions = _adoptions()
    last, first = (_adopted_by(adoptions, one.fillna(other)) for one, other in ((end, start), (start, end)))
    known = (lists, len(goods)), (ways, len(_WAYS)), (first, len(adoptions) + 1), (last, len(adoptions) + 1)
    # Each may be -1, where nothing is said.
    keys = np.ravel_multi_index([codes + 1 for codes, _ in known], [count + 1 for _, count in known])
    distinct, at, codes = np.unique(keys, return_index=True, return_inverse=True)
    told: list[tuple[Any, ...]] = [() if lists[i] < 0 else goods[lists[i]] for i in at]
    cases = [tuple(_cases(told[k], int(ways[i]), int(first[i]), int(last[i]))) for k, i in enumerate(at)]
    chapters = [tuple(dict.fromkeys(c for good in one for c in _chapters().get(good, ()))) for one in told]
    return Coverage(codes.reshape(len(events)), cases[: len(distinct)], chapters)


def measures() -> list[Measure]:
    """Return each good with each measure that covers it, by its name or by a chapter.

    Returns
    -------
    list of Measure
        By good, then by the day of adoption.

    Examples
    --------
    >>> [(m.resolution, m.paragraph, m.direction) for m in measures() if m.good == "nickel"]
    [(2321, '', 'export'), (2397, '7', 'import')]
    """
    return [measure for good in sorted(_measures()) for measure in _measures()[good]]


def _cases(goods: tuple[str, ...], way: int, first: int, last: int) -> Iterator[Case]:
    """Yield what may cover goods that went a way, by the number of adoptions before the event's first and last day."""
    adopted = {day: k for k, day in enumerate(_adoptions().astype(str).tolist())}
    undated = last < 0
    for measure in (m for good in goods for m in _measures().get(good, ())):
        either = "both" in (measure.direction, _WAYS[way])
        since = adopted[measure.adopted]
        if (way < 0 or either or measure.direction == _WAYS[way]) and (undated or since < last):
            unsaid = way < 0 and measure.direction != "both"
            yield Case(measure, int(unsaid) + 2 * int(undated or since >= first))


def _adopted_by(adoptions: NDArray[np.datetime64], days: pd.Series[Any]) -> NDArray[np.int64]:
    """Return how many of the adoptions were on each day or before it; -1 where there is no day."""
    dates = days.to_numpy(dtype="datetime64[s]")
    return np.where(np.isnat(dates), -1, np.searchsorted(adoptions, dates, side="right"))


def _goods(events: gpd.GeoDataFrame) -> NDArray[np.object_]:
    told = _column(events, "goods").map(lambda one: (one,) if isinstance(one, str) else tuple(one), na_action="ignore")
    return told.to_numpy(dtype=object)


def _column(events: gpd.GeoDataFrame, name: str) -> pd.Series[Any]:
    if name in events.columns:
        held: pd.Series[Any] = events[name]
        return held
    nothing: Any = pd.NaT if name.startswith("date") else None
    return pd.Series([nothing] * len(events), index=events.index)


@cache
def _adoptions() -> NDArray[np.datetime64]:
    """Return the days on which resolutions were adopted, in order."""
    days = {row["adopted"] for row in read_table("lexicon/events/sanctions.csv")}
    return np.array(sorted(days), dtype="datetime64[D]")


@cache
def _chapters() -> dict[str, tuple[str, ...]]:
    """Return the chapters of each good."""
    return {row["good"]: tuple(_spelt(row["hs_chapters"])) for row in read_table("lexicon/events/goods_hs.csv")}


@cache
def _measures() -> dict[str, tuple[Measure, ...]]:
    """Return the measures of each good, by the day of adoption."""
    rows = [
        (row, set(row["goods"].split(";")), set(_spelt(row["hs_chapters"])))
        for row in sorted(
            read_table("lexicon/events/sanctions.csv"), key=lambda row: (row["adopted"], row["paragraph"])
        )
    ]
    found = {
        good: tuple(
            Measure(
                good=good,
                hs_chapters=" ".join(chapters),
                resolution=int(row["resolution"]),
                **{name: row[name] for name in ("paragraph", "adopted", "direction", "measure", "covers", "source")},
            )
            for row, named, covered in rows
            if good in named or covered.intersection(chapters)
        )
        for good, chapters in _chapters().items()
    }
    return {good: held for good, held in found.items() if held}


def _spelt(chapters: str) -> Iterator[str]:
    """Yield the chapters of a list such as ``44 72-83``."""
    for part in chapters.split():
        first, _, last = part.partition("-")
        yield from (f"{number:02d}" for number in range(int(first), int(last or first) + 1))
