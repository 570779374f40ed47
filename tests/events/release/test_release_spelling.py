"""A secret is known again in whatever letters it is written."""

from __future__ import annotations

import unicodedata

import pytest

from geo_nk.events.release.needles import Needles, Origin
from geo_nk.events.release.scan import Scan
from geo_nk.events.release.spelling import normal
from geo_nk.events.release.withheld import Withheld

NAME = "Kim Chŏl-su"
SPELLINGS = {
    "soft hyphen": "Kim Chŏl\u00ad-su",
    "zero width": "K\u200bim Chŏl-\u2060su",
    "full width": "Ｋｉｍ Ｃｈŏｌ-ｓｕ",
    "no-break space": "Kim\u00a0Chŏl-su",
    "Cyrillic letters": "Кіm Сhŏl-su",
    "decomposed": unicodedata.normalize("NFD", NAME),
    "no breve": "Kim Chol-su",
    "right to left": "\u202eKim Chŏl-su\u202c",
}


@pytest.mark.parametrize("written", SPELLINGS.values(), ids=SPELLINGS)
def test_a_name_is_found_in_each_spelling_both_ways(written: str) -> None:
    for row, leak in ((NAME, written), (written, NAME)):
        needles, withheld = Needles(), Withheld()
        needles.add(row, Origin(1, "actors"))
        withheld.add([("actors", [row])])
        assert Scan(needles, shown=[]).hits("file", f"by {leak}.".encode())
        assert withheld.found_in(f"By {leak} himself")


def test_what_is_written_otherwise_is_found_as_it_stands_among_bytes() -> None:
    needles = Needles()
    needles.add("Пак из Хэсана", Origin(1, "actors"))
    assert Scan(needles, shown=[]).hits("file", b"\0\1" + "пак из хэсана".encode())


def test_a_word_is_not_said_by_another_that_begins_so() -> None:
    needles = Needles()
    for text in ("mill", "Kim Ok", "the ferry at night"):
        needles.add(text, Origin(None, "a step"))
    assert set(needles.without(normal("A million of Kim Okja; the ferry at nights")).texts) == {"mill", "kim ok"}
