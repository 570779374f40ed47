"""The one form in which a release compares texts, in whatever letters and with whatever marks they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from geo_nk.data import read_table

__all__ = ["FEWEST_BYTES", "RUN", "in_utf8", "normal", "says", "stands_alone"]

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
_LONG: Final = 8  # bytes: a shorter text is one only where no letter stands before or behind it
_LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")


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


def in_utf8(text: str) -> bytes:
    """Return a text in UTF-8; half a character, of which there is nothing to compare, as a question mark."""
    return text.encode("utf-8", "replace")


def says(data: bytes, needle: bytes) -> bool:
    """Whether a text stands in another one, both in the form of `normal` and in UTF-8.

    Examples
    --------
    >>> says(b"a million won", b"mill"), says(b"a mill, won", b"mill")
    (False, True)
    """
    at = data.find(needle)
    while at >= 0 and not stands_alone(data, at, needle):
        at = data.find(needle, at + 1)
    return at >= 0


def stands_alone(data: bytes, start: int, needle: bytes) -> bool:
    """Whether what was found at a byte is long, or a word of its own.

    Examples
    --------
    >>> stands_alone(b"a million won", 2, b"mill"), stands_alone(b"millennial", 0, b"millenni")
    (False, True)
    """
    end = start + len(needle)
    if len(needle) >= _LONG:
        return True
    before = start > 0 and data[start] in _LETTERS and data[start - 1] in _LETTERS
    behind = end < len(data) and data[end - 1] in _LETTERS and data[end] in _LETTERS
    return not before and not behind
