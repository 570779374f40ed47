from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from geo_nk.data import file, read_table
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.page.typeface import typeface
from geo_nk.maps.shared.basemap import basemap
from geo_nk.maps.shared.style import legend
from geo_nk.maps.shared.words import page_words

FIRST_WIDE = "\u2e80"


@pytest.fixture(scope="module")
def wide() -> set[str]:
    """Return the Korean and Chinese characters that the page carries."""
    return set(map(chr, TTFont(io.BytesIO(file("type/wide.woff").read_bytes())).getBestCmap()))


def _missing(texts: list[str], wide: set[str]) -> set[str]:
    return {character for text in texts for character in text if character >= FIRST_WIDE} - wide


def test_every_word_of_the_page_can_be_written(wide: set[str]) -> None:
    words = [text for texts in page_words().values() for text in texts]
    labels = [each[f"label_{language}"] for each in legend() for language in ("ko", "zh")]
    assert _missing([*words, *labels], wide) == set(), "run python gazetteer/build.py --type (gazetteer/README.md)"


def test_every_name_of_a_place_can_be_written(wide: set[str]) -> None:
    names = [name for row in read_table("gazetteer/places.csv") for name in tongues(row["place_id"], name=row["name"])]
    rivers = [name for names, *_ in basemap()["rivers"] for name in names]
    assert _missing([*names, *rivers], wide) == set(), "run python gazetteer/build.py --type (gazetteer/README.md)"


def test_the_fonts_are_small() -> None:
    assert sum(len(text) for _, _, text in typeface()) < 320_000
