"""Tell a name from the word for what it names: `Pochon County`, `Samjang-ri`, `두만강`, `Mt. Paektu`.

The words live in ``data/lexicon/places/kind_words.csv``. A word is cut off only where two syllables or more remain,
so that Sindo, Manpo and Hyesan stay whole; English and Chinese words that stand apart are always cut.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from geo_nk.data import read_table
from geo_nk.names.folding import fold

__all__ = ["Parts", "analyse", "is_plain", "split_kind", "spoken", "syllables"]

_SEPARATORS = re.compile(r"[\s\-‐‑–—.·_,]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_OTHER_VOWELS = r"[аеиоуыэюя]|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_VOWEL_RUNS = re.compile(rf"[aeiou]+|{_OTHER_VOWELS}")
_VOWELS = re.compile(rf"wa|[ae]e|[ae]i|e[ou]|o[eiou]|ui|[aeiou]|{_OTHER_VOWELS}")
_ALWAYS_CUT = frozenset({"en", "ru", "zh-Latn"})
_KEPT_SYLLABLES = 2
_TAIL = 2
_LONGEST = 4  # words in the longest entry, such as "Korean Autonomous Prefecture"


class _Word(NamedTuple):
    """One row of the table of kind words."""

    kinds: tuple[str, ...]
    direction: str
    cut_always: bool


class _Words(NamedTuple):
    """The table of kind words by folded word.

    `ends` and `heads` hold all that the last token of a suffix and the first of a prefix can be, `sizes` the lengths
    of what may be joined, the longest first: most words of a text are seen at once to hold none.
    """

    suffixes: dict[str, _Word]
    prefixes: dict[str, _Word]
    joined: dict[str, _Word]
    ends: frozenset[str]
    heads: frozenset[str]
    last_letters: frozenset[str]
    tails: frozenset[str]
    sizes: tuple[int, ...]


class Parts(NamedTuple):
    """A name taken apart.

    Attributes
    ----------
    stem : str
        The name without kind word and direction, as it was written.
    kinds : tuple of str
        Kinds of place that the word fits, the one it means first; empty where no word was found.
    direction : str
        ``north``, ``south``, ``east``, ``west`` or empty.
    word : str
        The kind word, as it was written.
    """

    stem: str
    kinds: tuple[str, ...] = ()
    direction: str = ""
    word: str = ""

    @property
    def kind(self) -> str | None:
        """What the kind word means, or None."""
        return self.kinds[0] if self.kinds else None

    @property
    def name(self) -> str:
        """The stem with its direction, such as ``North Hamgyong``."""
        return f"{self.direction.capitalize()} {self.stem}" if self.direction else self.stem


@functools.cache
def _words() -> _Words:
    """Read the table of kind words."""
    tables: dict[str, dict[str, _Word]] = {"suffix": {}, "prefix": {}, "joined": {}}
    for row in read_table("lexicon/places/kind_words.csv"):
        word = _Word(tuple(row["kinds"].split()), row["direction"], row["lang"] in _ALWAYS_CUT)
        tables[row["position"]].setdefault(fold(row["word"]), word)
    # What may be joined may also stand apart.
    suffixes = tables["joined"] | tables["suffix"]
    return _Words(
        suffixes,
        tables["prefix"],
        tables["joined"],
        ends=frozenset(word[at:] for word in suffixes for at in range(len(word))),
        heads=frozenset(word[:at] for word in tables["prefix"] for at in range(1, len(word) + 1)),
        last_letters=frozenset(word[-1] for word in tables["joined"]),
        tails=frozenset(word[-_TAIL:] for word in tables["joined"]),
        sizes=tuple(sorted({len(word) for word in tables["joined"]}, reverse=True)),
    )


def syllables(folded: str) -> int:
    """Count the syllables of a folded name, near enough to tell one from more.

    Parameters
    ----------
    folded
        What :func:`~geo_nk.names.folding.fold` returned.

    Returns
    -------
    int

    Examples
    --------
    >>> syllables("hyesan"), syllables("song"), syllables("신의주")
    (2, 1, 3)
    """
    return len(_VOWEL_RUNS.findall(folded))


def is_plain(name: str, folded: str) -> bool:
    """Say whether a name surely holds no word of kind, at a glance; most words of a text do not.

    Parameters
    ----------
    name
        A name in any script.
    folded
        The same, folded.

    Returns
    -------
    bool
        False where only :func:`analyse` can tell.

    Examples
    --------
    >>> [is_plain(name, name.lower()) for name in ("Washington", "Pochon County", "Pochongun")]
    [True, False, False]
    """
    words = _words()
    if not name.isascii() or (
        folded[-_TAIL:] in words.tails
        and any(folded[-size:] in words.joined and spoken(folded[:-size]) >= _KEPT_SYLLABLES for size in words.sizes)
    ):
        return False
    if name.isalpha():
        return not _CAMEL.search(name)
    tokens = name.lower().split(" ")
    if not "".join(tokens).isalpha():
        return False
    return not (tokens[-1] in words.ends or tokens[0] in words.heads or _CAMEL.search(name))


def spoken(folded: str) -> int:
    """Count the syllables of a folded name as Korean has them: two vowels may stand beside each other.

    Parameters
    ----------
    folded
        What :func:`~geo_nk.names.folding.fold` returned.

    Returns
    -------
    int

    Examples
    --------
    >>> [spoken(name) for name in ("suan", "taean", "kwail", "hyesan", "song")]
    [2, 2, 2, 2, 1]
    """
    return len(_VOWELS.findall(folded))


def split_kind(name: str) -> tuple[str, str | None]:
    """Split a name into its stem and the kind of place that its unit word means.

    Parameters
    ----------
    name
        A name in any script.

    Returns
    -------
    stem : str
        The name without the unit word; a direction stays, as ``North`` before it.
    kind : str or None
        None where there is no such word.

    Examples
    --------
    >>> split_kind("Pochon County"), split_kind("Hwajonri"), split_kind("Sindo")
    (('Pochon', 'county'), ('Hwajon', 'ri'), ('Sindo', None))
    >>> split_kind("Hamkyungbuk-do"), split_kind("두만강")
    (('North Hamkyung', 'province'), ('두만', 'river'))
    """
    parts = analyse(name)
    return parts.name, parts.kind


def analyse(name: str) -> Parts:
    """Take a name apart into stem, kind word and direction.

    Parameters
    ----------
    name
        A name in any script.

    Returns
    -------
    Parts

    Examples
    --------
    >>> analyse("Northern Hamgyong Province")
    Parts(stem='Hamgyong', kinds=('province',), direction='north', word='Province')
    """
    words = _words()
    if name.isalpha() and name[1:].islower():
        return _joined(name, fold(name), words) or Parts(name)
    tokens = [token for token in _SEPARATORS.split(_CAMEL.sub(" ", name)) if token]
    folded = [fold(token) for token in tokens]
    if len(tokens) > 1 and (folded[-1] in words.ends or folded[0] in words.heads):
        parts = _apart(tokens, folded, words)
        if parts is not None:
            return parts
    return _joined(name, "".join(folded), words) or Parts(name.strip())


def _apart(tokens: list[str], folded: list[str], words: _Words) -> Parts | None:
    """Look for words that stand apart, behind the name and before it."""
    kinds: tuple[str, ...] = ()
    direction = written = ""
    start, stop = 0, len(tokens)
    cut = _longest(folded, words.suffixes, behind=True)
    if cut:
        word = words.suffixes["".join(folded[-cut:])]
        kinds, direction, written = word.kinds, word.direction, " ".join(tokens[-cut:])
        if word.cut_always or spoken("".join(folded[:-cut])) >= _KEPT_SYLLABLES:
            stop -= cut
        # "Hamgyongbuk-do" and "Hwanghae-namdo": the direction is joined to the name or to the unit
        if (longer := _joined(" ".join(tokens), "".join(folded), words)) and longer.direction and not direction:
            return longer
    cut = _longest(folded[:stop], words.prefixes, behind=False)
    if cut:
        word = words.prefixes["".join(folded[:cut])]
        if word.kinds or spoken("".join(folded[cut:stop])) >= _KEPT_SYLLABLES:
            kinds, direction = kinds or word.kinds, direction or word.direction
            written = written or (" ".join(tokens[:cut]) if word.kinds else "")
            start = cut
    if not (kinds or direction):
        return None
    return Parts(" ".join(tokens[start:stop]), kinds, direction, written)


def _longest(folded: list[str], table: dict[str, _Word], *, behind: bool) -> int:
    """Return how many tokens at one end make the longest entry of `table`, leaving at least one."""
    for count in range(min(_LONGEST, len(folded) - 1), 0, -1):
        if "".join(folded[-count:] if behind else folded[:count]) in table:
            return count
    return 0


def _joined(name: str, folded: str, words: _Words) -> Parts | None:
    """Look for a unit word that is written together with the name."""
    if folded[-1:] not in words.last_letters:
        return None
    for size in words.sizes:
        suffix = folded[-size:]
        # 특별시 may leave too little where 시 does not
        if size < len(folded) and suffix in words.joined and spoken(folded[:-size]) >= _KEPT_SYLLABLES:
            return _cut_behind(name, suffix, words.joined[suffix])
    return None


def _cut_behind(name: str, suffix: str, word: _Word) -> Parts:
    """Cut from `name` the ending that folds to `suffix`."""
    at = len(name)
    while at and fold(name[at:]) != suffix:
        at -= 1
    stem = name[:at].rstrip(" -‐‑–'’‘ʼ.·_")
    return Parts(stem, word.kinds, word.direction, name[at:])
