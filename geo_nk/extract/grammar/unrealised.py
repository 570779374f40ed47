"""Acts that a sentence names and does not tell: ordered, feared, denied, possible, usual.

"Officials ordered the bureau to arrest anyone", "no one was arrested", "they fear being arrested" and "we would be
arrested" hold the words of an arrest, and nobody was arrested. What such words govern can be left out of a sentence;
what then is left tells of a happening or it does not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["act_pattern", "realised"]

_FILLED = r"(?: (?:\w+ly|soon|then|also|even|ever|yet|only|be|been|being|have|has|had|get|was|were|is|are)){0,4}"
"""Words between what governs an act and the act: adverbs and auxiliaries."""

_WORD = r" [^\s,;:.()“”\"]+"
_ENDS = re.compile(
    r" (?:[,;:.()—–“”\"]|and|but|while|after|because|although|though|since|when|as|was|were|is|are)(?= |\Z)"
)
"""Where what an act governs ends: at a mark, or where another clause begins."""


def realised(tokens: Sequence[str]) -> tuple[str, ...] | None:
    """Return the tokens of a sentence without acts that are named and not told; None where it has no such act.

    Parameters
    ----------
    tokens
        In small letters, marks among them.

    Returns
    -------
    tuple of str or None

    Examples
    --------
    >>> realised("no one was arrested in <other> , a source said .".split())
    (',', 'a', 'source', 'said', '.')
    >>> realised("four were arrested in <other> .".split()) is None
    True
    """
    if not any(token.startswith(_stems()) for token in tokens):
        return None
    text = " ".join(("", *tokens))
    kept, at = [], 0
    for found in _unrealised().finditer(text):
        if found.start() < at:
            continue
        end = _ENDS.search(text, found.end())
        kept.append(text[at : found.start()])
        at = end.start() if end else len(text)
    return tuple("".join((*kept, text[at:])).split()) if at else None


def act_pattern() -> str:
    """Return a regular expression of a blank and the words of an act.

    Examples
    --------
    >>> bool(re.fullmatch(act_pattern(), " taken away"))
    True
    """
    return _any_of("act")


@cache
def _unrealised() -> re.Pattern[str]:
    """Return the pattern of acts that are governed by a word after which they are not told."""
    modal, nobody, bidding, dread, claim = map(_any_of, ("modal", "nobody", "bidding", "dread", "claim"))
    governed = (
        rf"{modal}{_FILLED}",
        rf"(?:{nobody}|(?:\A|[,;:.(“”\"]| that) no{_WORD})(?:{_WORD}){{0,3}} (?:was|were|been|being)",
        rf"(?<! in){bidding}(?:{_WORD}){{0,6}} to(?: be| have(?:{_WORD}){{1,3}})?",
        rf"{dread}(?: (?:of|about|for|the|their|his|her|immediate)){{0,3}}(?: (?:being|getting))?",
        rf"{claim}(?:{_WORD}){{0,10}}",
    )
    act = act_pattern()
    return re.compile(rf"(?:(?:{'|'.join(governed)}){act}|{act}{nobody})(?= |\Z)")


@cache
def _stems() -> tuple[str, ...]:
    """Return how the acts begin: most sentences hold none, and need no search."""
    return tuple({word.removesuffix("*").split()[0] for word in _words("act")})


def _any_of(use: str) -> str:
    words = _words(use)
    written = "|".join(re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)
    return f" (?:{written})"


def _words(use: str) -> list[str]:
    return [row["word"] for row in read_table("lexicon/events/unrealised.csv") if row["use"] == use]
