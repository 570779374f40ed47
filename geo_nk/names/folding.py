"""Fold a name to the letters that matter, in any script."""

from __future__ import annotations

import functools
import unicodedata

from geo_nk.data import read_table

__all__ = ["fold", "has_hangul", "is_hangul", "simplified"]

# Reports write one name with any of these, or none of them: Ji'an, Ji’an, Jian; Hwajon-ri, Hwajon ri.
_APOSTROPHES = "'’‘ʼʻ`´′ʹʾʿ＇"
_JOINERS = "-‐‑‒–—―−﹣－_.·・･‧∙•,，、"
_SPACES = (
    " \t\n\r\v\f\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
)
_MORE_SPACES = "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_DROPPED = dict.fromkeys(map(ord, _APOSTROPHES + _JOINERS + _SPACES + _MORE_SPACES))
_DROPPED_OR_ALIKE = _DROPPED | {ord("э"): "е"}  # Russian writes Хэсан and Хесан
_MARKS = range(0x0300, 0x0370)  # breves, carons, macrons; the voicing marks of kana lie elsewhere and stay
_SYLLABLES = range(0xAC00, 0xD7A4)


def fold(name: str) -> str:
    """Fold case, width, diacritics, apostrophes, hyphens, dots and spaces away.

    Hangul is composed and kept. Han characters are kept too, in their simplified form, so that the
    traditional, simplified and Japanese writing of one name fold alike.

    Parameters
    ----------
    name
        A name in any script.

    Returns
    -------
    str
        Equal for two names that differ in nothing but the marks of their writing.

    Examples
    --------
    >>> fold("P'yŏngan-bukto")
    'pyonganbukto'
    >>> fold("圖們") == fold("图们")
    True
    """
    if name.isascii():
        return name.lower().translate(_DROPPED)
    plain = unicodedata.normalize("NFKC", name).casefold()
    apart = unicodedata.normalize("NFD", plain)
    bare = "".join(letter for letter in apart if ord(letter) not in _MARKS)
    return unicodedata.normalize("NFC", bare).translate(_DROPPED_OR_ALIKE).translate(_simplified())


def simplified(text: str) -> str:
    """Return `text` with its traditional and Japanese Han characters in their simplified form.

    Parameters
    ----------
    text
        Any text; what is no listed Han character stays.

    Returns
    -------
    str
        The text as it is written in mainland China.

    Examples
    --------
    >>> simplified("會寧")
    '会宁'
    """
    return text.translate(_simplified())


@functools.cache
def _simplified() -> dict[int, str]:
    """Return the simplified form of every listed traditional or Japanese character."""
    return {ord(row["variant"]): row["folded"] for row in read_table("lexicon/names/han_variants.csv")}


def is_hangul(text: str) -> bool:
    """Say whether `text` is one or more composed Hangul syllables and nothing else.

    Parameters
    ----------
    text
        Folded text.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_hangul("혜산"), is_hangul("Hyesan")
    (True, False)
    """
    return bool(text) and all(ord(letter) in _SYLLABLES for letter in text)


def has_hangul(text: str) -> bool:
    """Say whether any letter of `text` is a composed Hangul syllable.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    bool

    Examples
    --------
    >>> has_hangul("혜산 city")
    True
    """
    return any(ord(letter) in _SYLLABLES for letter in text)
