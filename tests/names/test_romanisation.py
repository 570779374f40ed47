"""Korean names in Latin letters, and in the spelling of North and South."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.names.romanisation import north, romanise, south

with (Path(__file__).parent / "romanised.csv").open(encoding="utf-8") as _stream:
    ROMANISED = list(csv.DictReader(_stream))

HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6)


@pytest.mark.parametrize("row", ROMANISED, ids=lambda row: row["north"])
@pytest.mark.parametrize("system", ["mr", "dprk", "rr"])
def test_romanise_follows_each_system(row: dict[str, str], system: str) -> None:
    assert romanise(row["north"], system) == row[system]


@pytest.mark.parametrize(
    "row", [row for row in ROMANISED if row["north"] != row["south"]], ids=lambda row: row["north"]
)
def test_north_and_south_spell_the_same_name(row: dict[str, str]) -> None:
    assert south(row["north"]) == row["south"]
    assert row["north"] in north(row["south"])


@given(HANGUL)
def test_any_hangul_is_romanised_to_latin_letters(name: str) -> None:
    for system in ("mr_plain", "dprk_plain", "rr"):
        assert romanise(name, system).isascii()


def test_romanise_keeps_what_is_not_hangul() -> None:
    assert romanise("5호물동", "dprk_plain") == "5Homultong"


def test_romanise_refuses_an_unknown_system() -> None:
    with pytest.raises(ValueError, match="unknown system 'yale'; choose one of mr, mr_plain"):
        romanise("혜산", "yale")
