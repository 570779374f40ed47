"""Places beside those where it happened: the other bank, the seat of an authority, what it is compared with."""

from __future__ import annotations

import pytest

from geo_nk.extract.pipeline import find_mentions
from geo_nk.extract.reader import Reader
from geo_nk.reports import Report


def _roles(text: str) -> dict[str, str]:
    return {mention.surface: mention.role for mention in find_mentions(Report("r", text))}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Two men were arrested in Musan, opposite Nanping.", {"Musan": "event", "Nanping": "background"}),
        ("Opposite Nanping two men were arrested.", {"Nanping": "event"}),
        (
            "Two men whose families live in Hoeryong were arrested in Yanji.",
            {"Hoeryong": "background", "Yanji": "event"},
        ),
        (
            "A man was shot in Hyesan, the first such case since a man was killed at Musan.",
            {"Hyesan": "event", "Musan": "background"},
        ),
        (
            "A man was shot in Hyesan, said a villager in Changbai.",
            {"Hyesan": "event", "Changbai": "source"},
        ),
        (
            "The security department in Hyesan has ordered guards at Pochon to shoot.",
            {"Hyesan": "background", "Pochon": "event"},
        ),
        ("A fence will be built in Onsong.", {"Onsong": "background"}),
        ("Controls in Musan were tightened as in Hyesan.", {"Musan": "event", "Hyesan": "not_event"}),
    ],
)
def test_a_place_stands_beside_another(text: str, roles: dict[str, str]) -> None:
    assert _roles(text) == roles


@pytest.mark.parametrize(
    "text",
    [
        "Anyone caught with a phone in Hyesan is sent to a labor camp.",
        "In Musan, smuggling carries a sentence of ten years.",
        "The law threatens the death penalty for those who sell drugs in Hamhung.",
        "Word has gone round that smugglers were arrested in Musan.",
        "Some say a woman was executed in Hyesan.",
    ],
)
def test_a_law_or_hearsay_is_no_event(reader: Reader, text: str) -> None:
    assert reader.read(Report("r", text)).events == ()


def test_a_clause_beside_a_law_may_tell_of_an_event(reader: Reader) -> None:
    text = "Anyone caught with a phone is sent to a camp, and two men were arrested in Musan."
    (event,) = reader.read(Report("r", text)).events
    assert event.place is not None
    assert event.place.surface == "Musan"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("While the market of Musan is closed, two men were arrested in Onsong.", ["Onsong"]),
        ("Police in Onsong arrested a man. A nurse from Hamhung was arrested as well.", ["Onsong"]),
    ],
)
def test_where_somebody_was_before_is_no_place_of_the_event(reader: Reader, text: str, places: list[str]) -> None:
    events = reader.read(Report("r", text)).events
    assert [event.place.surface for event in events if event.place] == places
