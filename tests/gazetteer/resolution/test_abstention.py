"""What is no place, and what alone is too little to be one."""

from __future__ import annotations

import functools
import re
import sysconfig
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from geo_nk.gazetteer import Gazetteer

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
LISTED = Path(__file__).parents[2] / "data" / "common_words.txt"
SUBJECT = {"KP", "KR", "CN", "RU"}  # London and Tokyo are places in any text
LARGEST = 1_000_000


@functools.cache
def corpus() -> list[str]:
    """Return the words of the licences and descriptions of what is installed, and of Python's own help."""
    help_topics = pytest.importorskip("pydoc_data.topics").topics.values()
    installed = sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info/**/*"))
    files = [
        file
        for file in installed
        if file.is_file() and file.name.startswith(("LICENSE", "METADATA", "COPYING", "NOTICE"))
    ]
    texts = [
        *help_topics,
        *(file.read_text("utf-8", errors="ignore") for file in files if file.stat().st_size < LARGEST),
    ]
    return WORD.findall("\n".join(texts))


def test_unrelated_english_names_less_than_one_place_in_ten_thousand_words(gazetteer: Gazetteer) -> None:
    words = corpus()
    asked = [word for word in words if word[0].isupper()]
    asked += [f"{one} {other}" for one, other in pairwise(words) if one[0].isupper() and other[0].isupper()]
    found = {name: gazetteer.resolve(name, fuzzy=False).place for name in dict.fromkeys(asked)}
    places = [name for name in asked if (place := found[name]) and place.country in SUBJECT]
    assert len(words) > 50_000
    assert len(places) / len(words) < 1 / 10_000, sorted(set(places))


@pytest.mark.parametrize("form", [str, str.capitalize, str.upper])
def test_common_words_and_personal_names_are_no_places(gazetteer: Gazetteer, form: type[str]) -> None:
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    assert [word for word in sorted(words) if gazetteer.resolve(form(word), fuzzy=False).status != "unknown"] == []


@pytest.mark.parametrize("name", ["Dongfeng", "Central", "Tango", "OSI", "Kim Jong Suk", "The Go", "In Guido"])
def test_a_bare_name_can_be_too_little(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resolve(name, fuzzy=False).status == "unknown"


def test_what_a_bare_name_could_be_is_said(gazetteer: Gazetteer) -> None:
    assert "could be Dongfeng" in gazetteer.resolve("Dongfeng").reason
    assert "a person's name" in gazetteer.resolve("Kim Jong Suk").reason


@pytest.mark.parametrize(
    ("name", "context", "place_id"),
    [
        ("Central district", {}, "kp-pyongyang-chung"),
        ("Kim Jong Suk", {"within": "Ryanggang"}, "kp-ryanggang-kimjongsuk"),
        ("Kim Jong Suk County", {}, "kp-ryanggang-kimjongsuk"),
        ("Shin Uiju", {}, "kp-north-pyongan-sinuiju"),
    ],
)
def test_a_word_beside_it_is_enough(gazetteer: Gazetteer, name: str, context: dict[str, str], place_id: str) -> None:
    place = gazetteer.resolve(name, **context).place
    assert place is not None
    assert place.place_id == place_id


def test_a_town_far_from_the_border_needs_its_province(gazetteer: Gazetteer) -> None:
    place = gazetteer.resolve("Dongfeng", within="Jilin").place
    assert place is not None
    assert place.country == "CN"
