"""Write a Korean name in katakana, as Japanese newspapers do.

Each syllable is one or two kana. Plain stops are voiced between voiced sounds (무산 is ムサン, 강계 is カンゲ), and
a final consonant goes over to a following vowel (남양 is ナミャン).
"""

from __future__ import annotations

from geo_nk.names.romanisation import letters_of

__all__ = ["kana"]

# Kana of each initial before a, i, u, e, o; what it takes before ya, yu, yo and before wa, wi, we, wo.
_ROWS = {
    "": ("ア", "イ", "ウ", "エ", "オ", "", ""),
    "k": ("カ", "キ", "ク", "ケ", "コ", "キ", "ク"),
    "g": ("ガ", "ギ", "グ", "ゲ", "ゴ", "ギ", "グ"),
    "n": ("ナ", "ニ", "ヌ", "ネ", "ノ", "ニ", "ヌ"),
    "t": ("タ", "ティ", "トゥ", "テ", "ト", "ティ", "トゥ"),
    "d": ("ダ", "ディ", "ドゥ", "デ", "ド", "ディ", "ドゥ"),
    "r": ("ラ", "リ", "ル", "レ", "ロ", "リ", "ル"),
    "m": ("マ", "ミ", "ム", "メ", "モ", "ミ", "ム"),
    "p": ("パ", "ピ", "プ", "ペ", "ポ", "ピ", "プ"),
    "b": ("バ", "ビ", "ブ", "ベ", "ボ", "ビ", "ブ"),
    "s": ("サ", "シ", "ス", "セ", "ソ", "シ", "ス"),
    "ch": ("チャ", "チ", "チュ", "チェ", "チョ", "チ", "チュ"),
    "j": ("ジャ", "ジ", "ジュ", "ジェ", "ジョ", "ジ", "ジュ"),
    "h": ("ハ", "ヒ", "フ", "ヘ", "ホ", "ヒ", "フ"),
}
_ALWAYS = {"ㄴ": "n", "ㄹ": "r", "ㅁ": "m", "ㅅ": "s", "ㅆ": "s", "ㅎ": "h", "ㅇ": ""}
_STRONG = {"ㅋ": "k", "ㄲ": "k", "ㅌ": "t", "ㄸ": "t", "ㅍ": "p", "ㅃ": "p", "ㅊ": "ch", "ㅉ": "ch"}
_PLAIN = {"ㄱ": ("k", "g"), "ㄷ": ("t", "d"), "ㅂ": ("p", "b"), "ㅈ": ("ch", "j")}
_A, _I, _U, _E, _O = range(5)
_SIMPLE = {"ㅏ": _A, "ㅣ": _I, "ㅜ": _U, "ㅡ": _U, "ㅐ": _E, "ㅔ": _E, "ㅓ": _O, "ㅗ": _O}
_GLIDED = {"ㅑ": "ャ", "ㅠ": "ュ", "ㅕ": "ョ", "ㅛ": "ョ"}
_ROUNDED = {"ㅘ": "ァ", "ㅝ": "ォ", "ㅟ": "ィ", "ㅚ": "ェ", "ㅙ": "ェ", "ㅞ": "ェ"}
_OWN = {  # of a syllable that begins with its vowel
    "ㅑ": "ヤ", "ㅠ": "ユ", "ㅕ": "ヨ", "ㅛ": "ヨ", "ㅖ": "イェ", "ㅒ": "イェ",
    "ㅘ": "ワ", "ㅝ": "ウォ", "ㅟ": "ウィ", "ㅢ": "ウィ", "ㅚ": "ウェ", "ㅙ": "ウェ", "ㅞ": "ウェ",
}  # fmt: skip
_FINALS = {"ㄴ": "ン", "ㅇ": "ン", "ㅁ": "ム", "ㄹ": "ル", "ㄱ": "ク", "ㅋ": "ク", "ㄲ": "ク", "ㅂ": "プ", "ㅍ": "プ"}
_VOICED = frozenset("ㄴㅁㅇㄹ")
_MADE_OVER = frozenset("ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍ")
_GLIDING = frozenset("ㅑㅕㅛㅠ")


def kana(hangul: str, *, joined: bool = True) -> str:
    """Return a name in katakana.

    Parameters
    ----------
    hangul
        Composed Hangul syllables.
    joined
        Whether a final consonant goes over to a following vowel; else each syllable keeps its own: シンウィジュ.

    Returns
    -------
    str

    Examples
    --------
    >>> [kana(name) for name in ("혜산", "신의주", "김형직", "의주", "초산", "회령", "량강")]
    ['ヘサン', 'シニジュ', 'キムヒョンジク', 'ウィジュ', 'チョサン', 'フェリョン', 'リャンガン']
    """
    parts = [list(each) for each in letters_of(hangul)]
    voiced = [False] * len(parts)  # whether the sound before each is voiced
    for at in range(1, len(parts)):
        before, here = parts[at - 1], parts[at]
        voiced[at] = not before[2] or before[2] in _VOICED
        if joined and here[0] == "ㅇ" and before[2] in _MADE_OVER:  # the final consonant begins the next syllable
            here[0], before[2] = before[2], ""
            voiced[at] = True
            here[1] = {"ㅢ": "ㅣ"}.get(here[1], here[1])
        elif before[2] == "ㄴ" and here[0] == "ㄹ":
            before[2] = "ㄹ"
    return "".join(_written(*part, voiced=voice) for part, voice in zip(parts, voiced, strict=True))


def _written(initial: str, vowel: str, final: str, *, voiced: bool) -> str:
    sound = _ALWAYS.get(initial, _STRONG.get(initial))
    if sound is None:
        sound = _PLAIN[initial][voiced]
    row = _ROWS[sound]
    if not sound and vowel in _OWN:
        body = _OWN[vowel]
    elif vowel in _SIMPLE:
        body = row[_SIMPLE[vowel]]
    elif vowel in _GLIDED:
        small = _GLIDED[vowel]
        body = f"{row[5]}{small}"
    elif vowel in {"ㅖ", "ㅒ"}:
        body = row[_E]
    elif vowel == "ㅢ":
        body = row[_I]
    else:
        body = f"{row[6]}{_ROUNDED[vowel]}"
    return body + _FINALS.get(final, "ッ" if final else "")
