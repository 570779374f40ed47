"""How likely a text is that bytes become in an encoding: what tells a few Korean letters from a few Chinese ones.

The same bytes are nearly always some text in each of the encodings of East Asia and of the West. What tells which one
was meant is how frequent its letters are, in running text and in names of places here, and whether Western letters
stand in words. The measure is information: the bits that the letters would take if they were written down well, so
that the encoding with the fewest is the likeliest, and the difference says by how much.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from math import log2
from typing import Final

from geo_nk.data import read_table

__all__ = ["bits"]

_FOREIGN = re.compile("[^\x00-\x7f]+")
# Letters of languages, pinyin among them; what lies between them in Unicode is used by few.
_LATIN = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u01a0\u01a1\u01af\u01b0\u01cd-\u01dc\u0218-\u021b]")
_SAMPLE: Final = 20_000  # characters that are not ASCII, by which a long text is judged
_NAME_BITS: Final = 12.0  # what it takes to say which of the known names it is
_INVENTORY: Final = {"Hang": 11_172, "Han": 20_902}
_RARE_SHARE: Final = 0.03  # of the letters are none that is known to be frequent
_NAMES_SHARE: Final = 0.4  # of the letters are as in names, the rest as in running text
_ZIPF: Final = 20  # the first letters of a list are not that much more frequent than the next
_PUNCTUATION: Final = 5.0
_TYPOGRAPHIC: Final = frozenset("‘’“”–—…•·、。，：；！？（）《》「」『』【】〈〉　€™" + chr(0xA0))
_BEFORE_WORDS, _BEHIND_WORDS = frozenset("«©£¥¿¡§"), frozenset("»®")
_SYMBOL, _SYMBOL_IN_WORD = 8.0, 17.0
_ACCENTED, _ACCENTED_AGAIN, _ACCENTED_CAPITAL = 6.0, 11.0, 8.0
_CYRILLIC, _CYRILLIC_CAPITAL, _CYRILLIC_ALONE = 4.7, 7.0, 14.0
_RUSSIAN: Final = frozenset("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЁё")
_OTHER: Final = 20.0
_MIXED: Final = 5.0  # for a turn from Hangul to Han characters inside a word


def bits(text: str) -> tuple[float, int]:
    """Return how many bits the characters of a text take that are not ASCII, and how many of those were looked at.

    Parameters
    ----------
    text
        Bytes, as one encoding would have them.

    Returns
    -------
    tuple of float and int

    Examples
    --------
    >>> meant, other = "惠山", "惠山".encode("gbk").decode("cp1252")
    >>> bits(meant) < bits(other)
    True
    """
    total, seen = 0.0, 0
    for run in _FOREIGN.finditer(text):
        before, behind = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
        total += _of_run(run[0], before=before, behind=behind)
        seen += len(run[0])
        if seen > _SAMPLE:
            break
    return total, seen


def _of_run(run: str, *, before: str, behind: str) -> float:
    scripts = [_script(character) for character in run]
    if set(scripts) <= {"Hang", "Han"} and run in _names():
        return _NAME_BITS
    total = 0.0
    for index, (character, script) in enumerate(zip(run, scripts, strict=True)):
        last = run[index - 1] if index else before
        following = run[index + 1] if index + 1 < len(run) else behind
        mixed = index and {script, scripts[index - 1]} == {"Hang", "Han"}
        total += _of_character(character, script, last, following) + (_MIXED if mixed else 0.0)
    return total


def _of_character(character: str, script: str, last: str, following: str) -> float:
    if script in _INVENTORY:
        return _frequent(script).get(character, log2(_INVENTORY[script] / _RARE_SHARE))
    if script == "Cyrl":
        return _of_cyrillic(character, last, following)
    if script == "Latn":
        return _of_accented(character, last, following)
    if character in _TYPOGRAPHIC:
        return _PUNCTUATION
    return _of_symbol(character, last, following) if character < "\u0100" else _OTHER


def _of_cyrillic(character: str, last: str, following: str) -> float:
    if "Cyrl" not in {_script(last), _script(following)}:
        return _CYRILLIC_ALONE
    if character not in _RUSSIAN:
        return _OTHER
    if character.isupper():
        return _SYMBOL_IN_WORD if last.islower() else _CYRILLIC_CAPITAL
    return _CYRILLIC


def _of_accented(character: str, last: str, following: str) -> float:
    if any(neighbour > "\x7f" and neighbour.isalpha() for neighbour in (last, following)):
        return _ACCENTED_AGAIN
    if character.isupper():
        return _SYMBOL_IN_WORD if last.islower() else _ACCENTED_CAPITAL
    return _ACCENTED if last.isalpha() or following.isalpha() else _SYMBOL


def _of_symbol(character: str, last: str, following: str) -> float:
    """Return the bits of a degree or a half: it stands beside numbers and blanks, never at a word."""
    fits = not last.isalpha() if character in _BEFORE_WORDS else not following.isalpha()
    alone = character in _BEHIND_WORDS or not last.isalpha()
    return _SYMBOL if fits and alone and max(last, following) < "\x80" else _SYMBOL_IN_WORD


def _script(character: str) -> str:
    if "가" <= character <= "힣":
        return "Hang"
    if "一" <= character <= "鿿":
        return "Han"
    if "\u0400" <= character <= "\u04ff":
        return "Cyrl"
    return "Latn" if _LATIN.fullmatch(character) else ""


@cache
def _frequent(script: str) -> dict[str, float]:
    """Return the bits of the letters of a script that are known to be frequent."""
    lists = [
        row["characters"] for row in read_table("lexicon/language/characters.csv") if row["script"].startswith(script)
    ]
    running: Counter[str] = Counter()
    for characters in lists:
        for rank, character in enumerate(characters):
            running[character] += 1 / (rank + _ZIPF)  # type: ignore[assignment]
    named = Counter(character for name in _names(near=True) for character in name if _script(character) == script)
    of_text, of_names = running.total(), named.total()
    shares = {
        character: (1 - _NAMES_SHARE) * running[character] / of_text + _NAMES_SHARE * named[character] / of_names
        for character in running | named
    }
    return {character: -log2(share * (1 - _RARE_SHARE)) for character, share in shares.items()}


@cache
def _names(*, near: bool = False) -> frozenset[str]:
    """Return the names of places in Hangul or Han characters; if `near`, only those of Korea and of towns."""
    rows = [row for row in read_table("gazetteer/names.csv") if row["script"] in {"Hang", "Hani"}]
    if near:  # of the letters of all cities of China, too many would be frequent
        places = read_table("gazetteer/places.csv")
        listed = {row["place_id"] for row in places if row["country"] in {"KP", "KR"} or row["kind"] != "city"}
        rows = [row for row in rows if row["place_id"] in listed]
    return frozenset(row["name"] for row in rows)
