"""Write Korean names in Latin letters, and in the spelling of North and South.

The rules are those of McCune-Reischauer (1939), of the DPRK system (1992, as revised) and of the ROK's
Revised Romanization (2000), as far as names of places need them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple, get_args

from geo_nk.names.folding import is_hangul

__all__ = ["System", "letters_of", "north", "romanise", "south"]

System = Literal["mr", "mr_plain", "dprk", "dprk_plain", "rr"]

_FIRST, _VOWELS, _FINALS = 0xAC00, 21, 28
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL_LETTERS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
# The 28 finals by what is heard when a consonant follows, and by what moves on when a vowel follows.
_CODAS = ("", *"ㄱㄱㄱㄴㄴㄴㄷㄹㄱㅁㄹㄹㄹㅂㄹㅁㅂㅂㄷㄷㅇㄷㄷㄱㄷㅂㄷ")
_LIAISONS = ("", *"ㄱㄲㅅㄴㅈㄴㄷㄹㄱㅁㅂㅅㅌㅍㄹㅁㅂㅅㅅㅆㅇㅈㅊㅋㅌㅍ", "")
_SOFT_VOWELS = frozenset("ㅑㅒㅕㅖㅛㅠㅣ")  # before these, the South drops an initial ㄹ or ㄴ
_RYEOL_RYUL = {"렬": "열", "률": "율"}


class _Syllable(NamedTuple):
    """One syllable by its jamo numbers."""

    initial: int
    vowel: int
    final: int

    def __str__(self) -> str:
        return chr(_FIRST + (self.initial * _VOWELS + self.vowel) * _FINALS + self.final)


class _Rules(NamedTuple):
    """One system of romanisation."""

    vowels: tuple[str, ...]
    hard: dict[str, str]  # at the beginning, and after an obstruent
    voiced: dict[str, str]  # after a vowel or a sonorant
    after_l: dict[str, str]  # after ㄹ, where it differs from `voiced`
    liquid: str  # ㄹ after ㅁ or ㅇ
    southern: bool  # whether the name is read with the southern initial law
    n_g: str  # ㄴ + ㄱ


_CODA_LETTERS = {"": "", "ㄱ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅇ": "ng"}
_COMMON = {
    "ㄴ": "n",
    "ㄹ": "r",
    "ㅁ": "m",
    "ㅅ": "s",
    "ㅆ": "ss",
    "ㅇ": "",
    "ㅎ": "h",
    "ㄲ": "kk",
    "ㄸ": "tt",
    "ㅃ": "pp",
}
_MARKED = tuple(re.findall(r"\S+", "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i"))
_REVISED = tuple(
    letters.replace("ŏ", "eo").replace("ŭ", "eu").replace("weo", "wo").replace("eui", "ui") for letters in _MARKED
)
_SOUND = {"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"}
_MR = _COMMON | {
    "ㄱ": "k",
    "ㄷ": "t",
    "ㅂ": "p",
    "ㅈ": "ch",
    "ㅉ": "tch",
    "ㅊ": "ch'",
    "ㅋ": "k'",
    "ㅌ": "t'",
    "ㅍ": "p'",
}
_DPRK = _COMMON | {
    "ㄱ": "k",
    "ㄷ": "t",
    "ㅂ": "p",
    "ㅈ": "j",
    "ㅉ": "jj",
    "ㅊ": "ch",
    "ㅋ": "kh",
    "ㅌ": "th",
    "ㅍ": "ph",
}
_RR = _COMMON | _SOUND | {"ㅉ": "jj", "ㅊ": "ch", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p"}
_RULES: dict[str, _Rules] = {
    "mr": _Rules(_MARKED, _MR, _MR | _SOUND, {"ㄷ": "t", "ㅈ": "ch"}, "n", southern=True, n_g="n'g"),
    "dprk": _Rules(_MARKED, _DPRK, _DPRK | _SOUND, {"ㄷ": "t"}, "r", southern=False, n_g="ng"),
    "rr": _Rules(_REVISED, _RR, _RR, {}, "n", southern=True, n_g="ng"),
}
_NASAL = {"ㄱ": "ng", "ㄷ": "n", "ㅂ": "m"}


def letters_of(hangul: str) -> list[tuple[str, str, str]]:
    """Take a name apart into the letters of its syllables.

    Parameters
    ----------
    hangul
        A name; what is no composed Hangul syllable is passed over.

    Returns
    -------
    list of tuple
        Initial, vowel and final consonant of each syllable; of two finals the one that a following vowel takes over.

    Examples
    --------
    >>> letters_of("회령")
    [('ㅎ', 'ㅚ', ''), ('ㄹ', 'ㅕ', 'ㅇ')]
    """
    found = []
    for letter in filter(is_hangul, unicodedata.normalize("NFC", hangul)):
        rest, final = divmod(ord(letter) - _FIRST, _FINALS)
        initial, vowel = divmod(rest, _VOWELS)
        found.append((_INITIALS[initial], _VOWEL_LETTERS[vowel], _LIAISONS[final]))
    return found


def romanise(hangul: str, system: System = "dprk_plain") -> str:
    """Write a Korean name in Latin letters.

    Parameters
    ----------
    hangul
        A name in Hangul; other characters are kept as they are and end a word.
    system
        ``mr`` and ``mr_plain`` (McCune-Reischauer with its marks, and without), ``dprk`` and ``dprk_plain``
        (the northern system), ``rr`` (Revised Romanization). MR and RR read an initial ㄹ or ㄴ as the South does.

    Returns
    -------
    str
        Each word with a capital letter, without hyphens.

    Raises
    ------
    ValueError
        If `system` is not one of the five.

    Examples
    --------
    >>> [romanise("압록강", system) for system in ("mr", "dprk_plain", "rr")]
    ['Amnokkang', 'Amnokkang', 'Amnokgang']
    >>> romanise("룡천", "mr"), romanise("룡천", "dprk")
    ("Yongch'ŏn", 'Ryongchŏn')
    """
    if system not in get_args(System):
        raise ValueError(f"unknown system {system!r}; choose one of {', '.join(get_args(System))}")
    rules = _RULES[system.removesuffix("_plain")]
    text = unicodedata.normalize("NFC", hangul)
    out: list[str] = []
    word: list[str] = []
    for letter in [*text, ""]:
        if is_hangul(letter):
            word.append(letter)
            continue
        if word:
            out.append(_romanise_word("".join(word), rules))
            word.clear()
        out.append(letter)
    written = "".join(out)
    return _unmarked(written) if system.endswith("_plain") else written


def _unmarked(text: str) -> str:
    """Drop breves and apostrophes, as most English print does."""
    return text.translate(str.maketrans("ŏŭŎŬ", "ouOU", "'"))


def _romanise_word(word: str, rules: _Rules) -> str:
    """Romanise syllables that are spoken together."""
    syllables = [_apart(letter) for letter in (_initial_law(word) if rules.southern else word)]
    first = _INITIALS[syllables[0].initial]
    out = [_onset(rules.hard[first], syllables[0].vowel, rules)]
    for here, there in zip(syllables, [*syllables[1:], None], strict=True):
        out.append(rules.vowels[here.vowel])
        if there is None:
            out.append(_CODA_LETTERS[_CODAS[here.final]])
        else:
            out.append(_onset(_border(here.final, _INITIALS[there.initial], rules), there.vowel, rules))
    return "".join(out).capitalize()


def _onset(consonant: str, vowel: int, rules: _Rules) -> str:
    """Write ㅅ before ㅟ as McCune-Reischauer does."""
    if rules is _RULES["mr"] and consonant.endswith("s") and _VOWEL_LETTERS[vowel] == "ㅟ":
        return consonant + "h"
    return consonant


def _border(final: int, initial: str, rules: _Rules) -> str:
    """Write the consonants between two vowels: the final of one syllable and the initial of the next."""
    coda = _CODAS[final]
    if initial == "ㅇ" and coda not in {"", "ㅇ"}:
        coda, initial = "", _LIAISONS[final] or "ㅎ"
    if coda == "":
        return rules.voiced[initial]
    if coda in _NASAL:
        return _after_obstruent(coda, initial, rules)
    return _after_liquid(initial, rules) if coda == "ㄹ" else _after_nasal(coda, initial, rules)


def _after_liquid(initial: str, rules: _Rules) -> str:
    """Write ㄹ before a consonant."""
    if initial in {"ㄴ", "ㄹ"}:
        return "ll"
    return ("r" if initial == "ㅎ" else "l") + rules.after_l.get(initial, rules.voiced[initial])


def _after_nasal(coda: str, initial: str, rules: _Rules) -> str:
    """Write ㄴ, ㅁ or ㅇ before a consonant."""
    if initial == "ㄹ":
        return "ll" if coda == "ㄴ" else _CODA_LETTERS[coda] + rules.liquid
    if (coda, initial) == ("ㄴ", "ㄱ"):
        return rules.n_g
    return _CODA_LETTERS[coda] + rules.voiced[initial]


def _after_obstruent(coda: str, initial: str, rules: _Rules) -> str:
    """Write ㄱ, ㄷ or ㅂ before a consonant: before ㄴ, ㄹ and ㅁ they turn into nasals."""
    if initial in {"ㄴ", "ㄹ"}:
        return _NASAL[coda] + "n"
    if initial == "ㅁ":
        return _NASAL[coda] + "m"
    return _CODA_LETTERS[coda] + rules.hard[initial]


def _apart(letter: str) -> _Syllable:
    """Take a syllable apart."""
    rest, final = divmod(ord(letter) - _FIRST, _FINALS)
    initial, vowel = divmod(rest, _VOWELS)
    return _Syllable(initial, vowel, final)


def _initial_law(word: str) -> str:
    """Read the first syllable as the South does: ㄹ is ㄴ, and ㄹ or ㄴ before i and y is nothing."""
    first = _apart(word[0])
    initial = _INITIALS[first.initial]
    if initial not in {"ㄹ", "ㄴ"}:
        return word
    heard = "ㅇ" if _VOWEL_LETTERS[first.vowel] in _SOFT_VOWELS else "ㄴ"
    return str(first._replace(initial=_INITIALS.index(heard))) + word[1:]


def south(hangul: str) -> str:
    """Spell a northern name as South Korea spells it.

    Parameters
    ----------
    hangul
        A name in Hangul; anything else comes back as it is.

    Returns
    -------
    str

    Examples
    --------
    >>> south("량강도"), south("남양로동자구"), south("은률군"), south("리원군")
    ('양강도', '남양노동자구', '은율군', '이원군')
    """
    text = unicodedata.normalize("NFC", hangul)
    if not is_hangul(text):
        return text
    letters = list(_initial_law(text))
    for at in range(1, len(letters)):
        before = _CODAS[_apart(letters[at - 1]).final]
        if letters[at] in _RYEOL_RYUL and before in {"", "ㄴ"}:
            letters[at] = _RYEOL_RYUL[letters[at]]
    return "".join(letters).replace("로동자구", "노동자구")


def north(hangul: str) -> tuple[str, ...]:
    """List the northern spellings that a southern one may stand for.

    The South's law on initials loses a letter, so there can be several; the first is the name as it is written.

    Parameters
    ----------
    hangul
        A name in Hangul.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> north("양강도")
    ('양강도', '량강도', '냥강도')
    >>> north("나선")
    ('나선', '라선')
    """
    text = unicodedata.normalize("NFC", hangul).replace("노동자구", "로동자구")
    if not is_hangul(text):
        return (text,)
    first = _apart(text[0])
    initial, soft = _INITIALS[first.initial], _VOWEL_LETTERS[first.vowel] in _SOFT_VOWELS
    lost = {("ㅇ", True): "ㄹㄴ", ("ㄴ", False): "ㄹ"}.get((initial, soft), "")
    return (text, *(str(first._replace(initial=_INITIALS.index(letter))) + text[1:] for letter in lost))
