"""What happened, as a person wrote it in a cell, by the categories of the event table."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from geo_nk.data import read_table
from geo_nk.events.categories import load_categories
from geo_nk.extract.reader import Reader
from geo_nk.extract.scores import score_report
from geo_nk.reports.report import Report

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo_nk.gazetteer import Gazetteer

__all__ = ["Classifier", "code_of"]

_LONGEST: Final = 20_000
_SOMEWHERE: Final = "Hyesan"  # the reader weighs what happened at a place, and a cell often names none
_LEAST_TOLD = 0.05  # how surely a few words tell of something: of "lunch" they do not


def code_of(text: str) -> str | None:
    """Return the category that a cell names by its code, or by its label in English, Korean or Chinese.

    Examples
    --------
    >>> code_of("Phone crackdown"), code_of("탈북"), code_of("lunch")
    ('phone_crackdown', 'defection', None)
    """
    return _codes().get(_fold(text))


class Classifier:
    """Tells categories, each text once; the reader of reports is made when a text needs it.

    Parameters
    ----------
    gazetteer
        With which the reader finds places.

    Examples
    --------
    >>> classify = Classifier()
    >>> classify("Two women were sold to brokers in China"), classify("lunch")
    ('human_trafficking', 'other')
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer
        self._reader: Reader | None = None
        self._usual: npt.NDArray[np.float32] | None = None
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Return the category of a text; ``other`` where the reader has nothing to say."""
        if text not in self._known:
            self._known[text] = code_of(text) or _by_words(text) or self._read(text[:_LONGEST])
        return self._known[text]

    def _read(self, text: str) -> str:
        if self._reader is None:
            self._reader = Reader(self._gazetteer)
            self._usual = self._kinds(f"Somebody was arrested in {_SOMEWHERE}.")
        kinds = self._kinds(f"{text.rstrip(' .')} in {_SOMEWHERE}.")
        if kinds is None or self._usual is None:
            return "other"
        # Of a few words the reader knows little but what reports tell of most, which says nothing of this cell.
        told = kinds / np.sqrt(self._usual)
        return self._reader.weights.categories[int(told.argmax())]

    def _kinds(self, words: str) -> npt.NDArray[np.float32] | None:
        """Return how likely each category is of what the words tell."""
        assert self._reader is not None  # noqa: S101 - made before it is asked
        scores = score_report(self._reader.analyse(Report("cell", words)), self._reader.weights)
        told = len(scores.pairs) > 0 and float(scores.sentences.max()) >= _LEAST_TOLD
        return scores.kinds[int(scores.told.argmax())] if told else None


def _by_words(text: str) -> str | None:
    """Return the category of the first listed word in a Korean or Chinese text, which the reader cannot read."""
    if text.isascii():
        return None
    folded = _fold(text)
    return next(
        (row["category"] for row in read_table("lexicon/tables/category_words.csv") if row["word"] in folded), None
    )


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, category in load_categories().items():
        for name in (code, code.replace("_", " "), category.label, category.label_ko, category.label_zh):
            codes.setdefault(_fold(name), code)
    return codes


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
