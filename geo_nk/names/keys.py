"""Bring the spellings of one Korean name to one key.

McCune-Reischauer, the DPRK system, Revised Romanization and the habits of the press write ㅓ as ŏ, o, eo or u
and ㄱ as k or g. The key keeps what they share: it fetches candidates and decides nothing, since 청성 and 종성
also share one.
"""

from __future__ import annotations

import functools
import re

from geo_nk.names.folding import fold, has_hangul
from geo_nk.names.kinds import Parts, analyse, syllables
from geo_nk.names.romanisation import romanise

__all__ = ["key", "misread_vowels", "opening", "skeleton", "skeletons", "sound"]

_KEPT_SYLLABLES = 2

# Each spelling on the left is read as the class on the right; the longest fits first.
# Vowels: a; e for all that press and systems mix with ㅔ; i; o for ㅓ ㅗ ㅜ ㅡ; with their glides.
_VOWELS = {
    "a": "a", "aa": "a", "ya": "ya", "wa": "wa",
    "ae": "e", "ai": "e", "e": "e", "ei": "e", "ey": "e", "ye": "e", "yae": "e", "wae": "e",
    "oe": "e", "oi": "e", "oey": "e", "we": "e", "wi": "e", "ui": "e", "eui": "e", "wee": "e", "wei": "e",
    "i": "i", "ee": "i",
    "o": "o", "eo": "o", "u": "o", "eu": "o", "oo": "o", "woo": "o", "ou": "o",
    "yo": "yo", "yeo": "yo", "yu": "yo", "you": "yo", "yuo": "yo", "yoo": "yo", "yeu": "yo",
    "wo": "wo", "weo": "wo", "wu": "wo",
}  # fmt: skip
_CONSONANTS = {
    "g": "k", "k": "k", "kh": "k", "kk": "k", "gg": "k", "ck": "k", "q": "k",
    "d": "t", "t": "t", "th": "t", "tt": "t", "dd": "t",
    "b": "p", "p": "p", "ph": "p", "pp": "p", "bb": "p", "f": "p",
    "j": "c", "ch": "c", "tch": "c", "jj": "c", "c": "c", "z": "c",
    "s": "s", "sh": "s", "ss": "s", "sz": "s", "cs": "c", "hj": "h",  # Hungarian: Hjeszan
    "r": "r", "l": "r", "rr": "r", "ll": "r", "rl": "r", "lr": "r",
    "n": "n", "nn": "n", "m": "m", "mm": "m", "ng": "N", "h": "h", "hh": "h",
}  # fmt: skip
_SPELLINGS = _VOWELS | _CONSONANTS
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)))
# A name is heard run by run: vowels with their glides, and the consonants between two vowels.
_RUN = re.compile(r"[aeiouwy]+|[^aeiouwy]+")
_VOWEL_LETTERS = frozenset("aeiouwy")
_LIQUIDS = frozenset("rl")
# A glide that stands before ae, e: Hoeyrong; before another vowel it begins a syllable: Hoeyang
_IDLE_Y = re.compile(r"(?<=[aeiou])y(?![aeiou])")
_BORDERS = (
    (re.compile(r"[pm][rn]"), "mn"),  # 압록: Amnok, Amrok, Aprok
    (re.compile(r"[kN]+[rn]"), "Nn"),  # 락랑: Nangnang, Rakrang
    (re.compile(r"k+m"), "Nm"),  # 백마: Paengma, Paekma
    (re.compile(r"nr|rn"), "r"),  # 은률: Unryul, Ullyul
    # ng before a vowel is ㅇ or ㄴ + ㄱ, and writers drop one of two g: Yanggang, Yangang
    (re.compile(r"Nk*$|nk|Nk+"), "Nk"),
)
_FINAL_BORDERS = (*_BORDERS[:-1], (re.compile(r"nk|Nk+"), "Nk"))
_TWICE = re.compile(r"(.)\1+")
_REMEMBERED_RUNS = 8192  # there are some hundred; a hostile text has more
# Before -ri, a stem may be written as it sounds: 라죽리 Rajung-ri, 가산리 Kasal-li, 삽리 Sam-ni
_SPOKEN_BEFORE_RI = {"N": "k", "r": "n", "m": "p"}
# Which spelled vowel may stand for which: RR tells ㅓ ㅗ ㅜ ㅡ apart, the press does not.
_MAY_STAND_FOR = {
    "eo": frozenset({"eo", "o", "u", "eu"}),
    "o": frozenset({"o", "ou"}),
    "u": frozenset({"u", "oo", "woo", "ou"}),
    "eu": frozenset({"eu", "u", "oo"}),
}


@functools.lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Return the key that all systematic spellings of a Korean name share.

    Parameters
    ----------
    name
        A name in Latin letters or Hangul, with or without its unit word.

    Returns
    -------
    str
        Empty where a name is no ground to match by sound: in other scripts, and of one syllable.

    Examples
    --------
    >>> len({key(name) for name in ("Hoeryŏng-si", "Hoiryeong", "Hyeryung", "Hweryong", "회령시")})
    1
    >>> key("Uiju") == key("Sinuiju"), key("Han")
    (False, '')
    """
    return skeleton(analyse(name))


def skeleton(parts: Parts) -> str:
    """Return the key of a name that was taken apart.

    Parameters
    ----------
    parts
        What :func:`~geo_nk.names.kinds.analyse` returned.

    Returns
    -------
    str

    Examples
    --------
    >>> skeleton(analyse("N. Hamkyung")) == skeleton(analyse("Hamgyŏng-bukto"))
    True
    """
    stem = parts.stem
    if has_hangul(stem):
        stem = romanise(stem, "dprk_plain")
    folded = fold(stem)
    if not (folded.isascii() and folded.isalpha()) or syllables(folded) < _KEPT_SYLLABLES:
        return ""
    return f"{parts.direction}:{sound(folded)}" if parts.direction else sound(folded)


def skeletons(parts: Parts) -> tuple[str, ...]:
    """Return the keys to look up: the name's own, and that of the name it may be the sound of before -ri.

    Parameters
    ----------
    parts
        What :func:`~geo_nk.names.kinds.analyse` returned.

    Returns
    -------
    tuple of str
        Empty where the name has no key.

    Examples
    --------
    >>> skeletons(analyse("Rajung-ri")) == (key("Rajung"), key("Rajuk"))
    True
    """
    own = skeleton(parts)
    if not own:
        return ()
    if parts.kind == "ri" and own[-1] in _SPOKEN_BEFORE_RI:
        return own, own[:-1] + _SPOKEN_BEFORE_RI[own[-1]]
    return (own,)


def opening(folded: str) -> str:
    """Return the beginning that the key of every name has that begins with these letters and holds no unit word.

    Parameters
    ----------
    folded
        The first letters of a folded name.

    Returns
    -------
    str

    Examples
    --------
    >>> opening("hyesa"), key("Hyesan").startswith(opening("hyesa"))
    ('hes', True)
    """
    runs = _RUN.findall(_without_initial(folded))[:-1]  # the last may go on
    return "".join([_heard_run(run, behind_vowel=at > 0, before_vowel=True) for at, run in enumerate(runs)])


def sound(folded: str) -> str:
    """Return the sounds of a folded stem in Latin letters, which are its key where it has no direction.

    Parameters
    ----------
    folded
        Letters a to z, one or more.

    Returns
    -------
    str

    Examples
    --------
    >>> sound("hyesan") == key("Hyesan")
    True
    """
    runs = _RUN.findall(_without_initial(folded))
    last = len(runs) - 1
    return _TWICE.sub(
        r"\1", "".join([_heard_run(run, behind_vowel=at > 0, before_vowel=at < last) for at, run in enumerate(runs)])
    )


def _without_initial(folded: str) -> str:
    """Read the beginning as the South does: 량 is 양, 리 is 이, 녕 is 영, and 라 is 나."""
    first, second = folded[0], folded[1:2]
    if (first in _LIQUIDS and second in {"y", "i"}) or (first == "n" and second == "y"):
        folded, first = folded[1:], second
    return "n" + folded[1:] if first in _LIQUIDS else folded


@functools.lru_cache(maxsize=_REMEMBERED_RUNS)
def _heard_run(run: str, *, behind_vowel: bool, before_vowel: bool) -> str:
    """Return the sound classes of letters that are all vowels, or all consonants."""
    if run[0] in _VOWEL_LETTERS:
        return _SPELLING.sub(_class_of, _IDLE_Y.sub("", run))
    if behind_vowel and run[0] == "h" and (len(run) > 1 or not before_vowel):
        run = run[1:]  # Sahmbong, Yeonsah
    classes = _SPELLING.sub(_class_of, run)
    for border, heard in _BORDERS if before_vowel else _FINAL_BORDERS:
        classes = border.sub(heard, classes)
    return classes


def _class_of(spelling: re.Match[str]) -> str:
    """Return the sound class of one spelled sound."""
    return _SPELLINGS[spelling[0]]


def misread_vowels(written: str, revised: str) -> int:
    """Count the vowels that no system writes in this way.

    The key takes ㅓ ㅗ ㅜ ㅡ for one. Writers take u for ㅓ (Chungjin), hardly ever o for ㅜ (Mosan).

    Parameters
    ----------
    written
        The folded name in question.
    revised
        The same name in Revised Romanization, folded.

    Returns
    -------
    int
        0 also where the two cannot be laid side by side.

    Examples
    --------
    >>> misread_vowels("chungjin", "cheongjin"), misread_vowels("mosan", "musan")
    (0, 1)
    """
    mine = [spelling for spelling in _SPELLING.findall(written) if _SPELLINGS[spelling] == "o"]
    theirs = [spelling for spelling in _SPELLING.findall(revised) if _SPELLINGS[spelling] == "o"]
    if len(mine) != len(theirs):
        return 0
    return sum(here not in _MAY_STAND_FOR.get(there, {here}) for here, there in zip(mine, theirs, strict=True))
