"""Write a Korean name in Russian letters, by the rules of Kontsevich: 신의주 is Синыйджу, 회령 is Хверён."""

from __future__ import annotations

from geo_nk.names.romanisation import letters_of

__all__ = ["russian"]

_PLAIN = {"ㄱ": ("к", "г"), "ㄷ": ("т", "д"), "ㅂ": ("п", "б"), "ㅈ": ("ч", "дж")}
_OTHERS = {
    "ㄴ": "н", "ㄹ": "р", "ㅁ": "м", "ㅅ": "с", "ㅇ": "", "ㅊ": "чх", "ㅋ": "кх", "ㅌ": "тх", "ㅍ": "пх", "ㅎ": "х",
    "ㄲ": "кк", "ㄸ": "тт", "ㅃ": "пп", "ㅆ": "сс", "ㅉ": "чч",
}  # fmt: skip
_VOWELS = {
    "ㅏ": "а", "ㅐ": "э", "ㅑ": "я", "ㅒ": "я", "ㅓ": "о", "ㅔ": "е", "ㅕ": "ё", "ㅖ": "е", "ㅗ": "о", "ㅘ": "ва",
    "ㅙ": "вэ", "ㅚ": "ве", "ㅛ": "ё", "ㅜ": "у", "ㅝ": "во", "ㅞ": "ве", "ㅟ": "ви", "ㅠ": "ю", "ㅡ": "ы", "ㅢ": "ый",
    "ㅣ": "и",
}  # fmt: skip
_FINALS = {"ㄴ": "н", "ㅇ": "н", "ㅁ": "м", "ㄹ": "ль", "ㄱ": "к", "ㅋ": "к", "ㄲ": "к", "ㅂ": "п", "ㅍ": "п"}
_VOICED = frozenset("ㄴㅁㅇㄹ")


def russian(hangul: str) -> str:
    """Return a name in Russian letters.

    Parameters
    ----------
    hangul
        Composed Hangul syllables.

    Returns
    -------
    str

    Examples
    --------
    >>> [russian(name) for name in ("무산", "신의주", "회령", "라진")]
    ['Мусан', 'Синыйджу', 'Хверён', 'Раджин']
    """
    written, before = "", ""
    for at, (letter, vowel, final) in enumerate(letters_of(hangul)):
        initial = letter
        carried = initial == "ㅇ" and before not in {"", "ㅇ"}
        if carried:
            written = written[: -len(_FINALS.get(before, "т"))] + _initial(before, voiced=True)
        else:
            if before == "ㄹ" and initial == "ㄹ":
                written, initial = written.removesuffix("ль") + "лл", "ㅇ"
            elif before == "ㄴ" and initial == "ㄹ":
                written, initial = written.removesuffix("н") + "лл", "ㅇ"
            written += _initial(initial, voiced=at > 0 and (not before or before in _VOICED))
        written += _VOWELS[vowel] + (_FINALS.get(final, "т") if final else "")
        before = final
    return written.capitalize()


def _initial(letter: str, *, voiced: bool) -> str:
    return _PLAIN[letter][voiced] if letter in _PLAIN else _OTHERS[letter]
