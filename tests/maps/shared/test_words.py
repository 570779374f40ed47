from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from geo_nk.events import load_categories
from geo_nk.maps.shared.assets import shared_table
from geo_nk.maps.shared.words import LANGUAGES, page_words

WORDS = page_words()
ASSETS = Path(str(resources.files("geo_nk.maps"))) / "assets"
HOLE = re.compile(r"\{(\w+)\}")
#: Templates of dates: each language names the parts that it needs.
OWN_PARTS = ("date.", "tick.")


def scripts() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in ASSETS.rglob("*") if file.suffix in {".js", ".html"})


@pytest.mark.parametrize("key", WORDS)
def test_every_text_is_there_in_every_language(key: str) -> None:
    assert all(WORDS[key])
    assert len(WORDS[key]) == len(LANGUAGES)


@pytest.mark.parametrize("key", [key for key in WORDS if not key.startswith(OWN_PARTS)])
def test_every_language_fills_in_the_same(key: str) -> None:
    assert len({frozenset(HOLE.findall(text)) for text in WORDS[key]}) == 1


def test_the_page_speaks_the_languages_of_the_gazetteer() -> None:
    assert tuple(shared_table("words/languages.json")) == LANGUAGES


def test_no_key_stands_twice() -> None:
    lines = (ASSETS / "words/words.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) == len(WORDS)


def test_every_text_that_a_script_asks_for_is_there() -> None:
    asked = set(re.findall(r'\bsay\(\s*"([\w.]+)"', scripts())) | set(re.findall(r'data-say\w*="([\w.]+)"', scripts()))
    assert asked <= WORDS.keys()


@pytest.mark.parametrize("language", ["ko", "zh"])
def test_every_category_has_a_label_in_every_language(language: str) -> None:
    labels = [getattr(category, f"label_{language}") for category in load_categories().values()]
    assert all(labels)
    assert len(set(labels)) == len(labels)
