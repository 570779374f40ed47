"""A text as its names are looked for: what only its print or its coding adds is taken out, and every offset kept.

Soft hyphens and a hyphen at the end of a line part no name ("Hoe-" and "ryong" is Hoeryong); fullwidth letters are
letters; Hangul and accents that are coded in parts are composed; Han characters are read in their simplified form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_nk.names.folding import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Plain"]

_SUSPECT = re.compile(
    "[\u00ad\u0300-\u036f\u1100-\u11ff\u200b-\u200d\u2060\u3099\u309a\u3400-\u9fff\ufeff\uff21-\uff5a]"
)
_PARTED = re.compile(r"-[ \t]*\n")
_ODD = re.compile(
    "[\u00ad\u200b-\u200d\u2060\ufeff]+"  # invisible
    r"|(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[a-z])"  # a word parted at the end of a line
    "|[\u1100-\u11ff]+"  # Hangul in parts
    "|[^\\W\\d_][\u0300-\u036f]+"  # a letter and its accents
    "|[\u3041-\u30ff][\u3099\u309a]"  # kana and its mark of voice
    "|[\uff21-\uff3a\uff41-\uff5a]"  # fullwidth letters
    "|[\u3400-\u9fff]+"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without what hides its names.

    Attributes
    ----------
    text : str
    starts : sequence of int or None
        For each of its characters, and its end, where that is in the text as it was; None where both are the same.
    """

    text: str
    starts: Sequence[int] | None = None

    @classmethod
    def of(cls, text: str) -> Plain:
        r"""Return a text in its plain form.

        Parameters
        ----------
        text
            Any text.

        Returns
        -------
        Plain

        Examples
        --------
        >>> plain = Plain.of("Hoe\u00adryong and 會寧")
        >>> plain.text, plain.span(0, 8)
        ('Hoeryong and 会宁', (0, 9))
        """
        if not (_PARTED.search(text) or _SUSPECT.search(text)):
            return cls(text)  # most texts, and seen at once
        pieces: list[str] = []
        starts: list[int] = []
        at = 0
        for odd in _ODD.finditer(text):
            written = _plain_form(odd[0])
            if written == odd[0]:
                continue
            begin, end = odd.span()
            pieces += [text[at:begin], written]
            starts.extend(range(at, begin))
            starts.extend(min(begin + n, end - 1) for n in range(len(written)))
            at = end
        if not at:
            return cls(text)
        starts.extend(range(at, len(text) + 1))
        return cls("".join([*pieces, text[at:]]), starts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the plain text is in the text as it was.

        Parameters
        ----------
        start, end
            Characters of `text`; the part is not empty.

        Returns
        -------
        tuple of int
        """
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end] if end == len(self.text) else self._end(end)

    def _end(self, end: int) -> int:
        """Return the end of what ends before a character: what was taken out behind it belongs to neither."""
        starts = self.starts or ()
        last, following = starts[end - 1], starts[end]
        return min(last + 1, following) if self.text[end - 1].isascii() else following


def _plain_form(odd: str) -> str:
    """Return what is read where something odd stands."""
    if odd[0] in "-\u00ad\u200b\u200c\u200d\u2060\ufeff":
        return ""
    return simplified(unicodedata.normalize("NFKC", odd))
