"""Cut the typeface of the page down to the characters that the page can write of itself.

They are those of its words, of the names of all places in its three languages, and the Latin letters that reports are
full of. A quote in other characters is left to the fonts of the reader's machine. Only the Latin letters have a bold
cut: a browser thickens the others well enough, and they are nine tenths of the size.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from fontTools import subset
from fontTools.ttLib import TTFont

from geo_nk.data import read_table
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.shared.basemap import basemap
from geo_nk.maps.shared.strip import strip
from geo_nk.maps.shared.style import legend
from geo_nk.maps.shared.words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["build", "characters"]

_LATIN: Final = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180)])) + "–—‘’“”…·→−×"
_FIRST_WIDE: Final = "\u2e80"  # from here on characters are Chinese, Japanese and Korean ones
_KOREAN, _SIMPLIFIED = 1, 2  # numbers of fonts in the collection; in the Korean one quotes are as narrow as letters


def build(folder: Path) -> dict[str, bytes]:
    """Return the fonts by name of their file, out of the folder that holds NotoSansCJK-Regular.ttc and -Bold.ttc."""
    wide = "".join(sorted(character for character in characters() if character >= _FIRST_WIDE))
    return {
        "latin.woff": _cut(folder / "NotoSansCJK-Regular.ttc", _KOREAN, _LATIN),
        "latin-bold.woff": _cut(folder / "NotoSansCJK-Bold.ttc", _KOREAN, _LATIN),
        "wide.woff": _cut(folder / "NotoSansCJK-Regular.ttc", _SIMPLIFIED, wide),
    }


def characters() -> frozenset[str]:
    """Return the characters that the page can write of itself."""
    shown = [{**basemap(), "relief": None}, strip(), legend(), page_words()]
    names = [tongues(row["place_id"], name=row["name"]) for row in read_table("gazetteer/places.csv")]
    return frozenset(character for text in _texts([shown, names]) for character in text)


def _texts(content: Any) -> Iterator[str]:  # noqa: ANN401 - tables, lists and texts, nested to any depth
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        yield from _texts(list(content.values()))
    elif isinstance(content, list | tuple):
        for part in content:
            yield from _texts(part)


def _narrow(font: TTFont, text: str) -> Iterator[str]:
    """Yield the characters that are narrower than a Chinese one: wide dots and arrows tear a Latin text apart."""
    glyphs, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    for character in text:
        if ord(character) in glyphs and widths[glyphs[ord(character)]][0] < em:
            yield character


def _cut(collection: Path, number: int, text: str) -> bytes:
    font = TTFont(collection, fontNumber=number, lazy=True, recalcTimestamp=False)
    options = subset.Options(
        hinting=False, desubroutinize=True, layout_features=["kern"], name_IDs=[0, 1, 2, 13, 14], notdef_outline=True
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text if number == _SIMPLIFIED else "".join(_narrow(font, text)))
    subsetter.subset(font)
    font.flavor = "woff"
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()
