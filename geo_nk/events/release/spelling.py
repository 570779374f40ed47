"""The one form in which a release compares texts, in whatever letters and with whatever marks they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from geo_nk.data import read_table

__all__ = ["FEWEST_BYTES", "RUN", "normal"]

#: Bytes of a text; a shorter one stands in any file by chance. A syllable of Hangul says as much as three letters.
FEWEST_BYTES: Final = 4

#: Words that are taken over from a sentence and not said by chance.
RUN: Final = 5

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
#: Marks on letters, and what is written and not seen: hyphens that are not shown, joiners, directions, tags.
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)
_REMEMBERED: Final = 1 << 16


def normal(text: str) -> str:
    r"""Return a text in the one form in which texts are compared: in small letters, with single blanks between words.

    Letters that look like Latin ones are those, as they are in full width; marks on letters and characters that are
    not seen are left out; Hangul is composed.

    Examples
    --------
    >>> normal("Zu\u0308rich \n HYESAN") == normal("zurich hye\u00adsan")
    True
    """
    if not text.isascii():
        text = _FOREIGN.sub(lambda match: _plain(match[0]), text)
    return " ".join(text.lower().split())


@lru_cache(_REMEMBERED)
def _plain(text: str) -> str:
    """Return characters that are not ASCII in the one form; what stands around them does not change it."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", seen).translate(_look_alikes())


@cache
def _look_alikes() -> dict[int, str]:
    return {ord(row["letter"]): row["latin"] for row in read_table("lexicon/language/look_alikes.csv")}
