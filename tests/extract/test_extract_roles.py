"""Roles: what a place is doing where it is named."""

from __future__ import annotations

import pytest

from geo_nk.extract.pipeline import find_mentions
from geo_nk.reports import Report


def _roles(text: str) -> dict[str, str]:
    return {mention.surface: mention.role for mention in find_mentions(Report("r", text))}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("A source in Musan saw arrests in Hyesan.", {"Musan": "source", "Hyesan": "event"}),
        ("A Musan-based trader was arrested.", {"Musan": "source"}),
        ("A trader in Musan said that homes were raided in Hyesan.", {"Musan": "source", "Hyesan": "event"}),
        ("SEOUL, May 3 -- Homes were raided in Hyesan.", {"SEOUL": "source", "Hyesan": "event"}),
        ("Pyongyang ordered that homes in Hyesan be raided.", {"Pyongyang": "authority", "Hyesan": "event"}),
        ("On orders from Pyongyang homes in Hyesan were raided.", {"Pyongyang": "authority", "Hyesan": "event"}),
        (
            "Rice bound for Chongjin was seized in Musan.",
            {"Chongjin": "origin_destination", "Musan": "event"},
        ),
        (
            "Rice on the way from Chongjin to Hamhung was seized in Musan.",
            {"Chongjin": "origin_destination", "Hamhung": "origin_destination", "Musan": "event"},
        ),
        ("Unlike Hyesan, homes in Musan were raided.", {"Hyesan": "not_event", "Musan": "event"}),
        ("No homes were raided in Musan.", {"Musan": "not_event"}),
        ("Homes weren’t raided in Musan.", {"Musan": "not_event"}),
        ("Homes in Hyesan were raided, but nobody was hurt in Musan.", {"Hyesan": "event", "Musan": "not_event"}),
        ("Hyesan is cold.", {"Hyesan": "background"}),
        ("Police detained a man in Pyongyang.", {"Pyongyang": "background"}),
        ("A man was detained in Pyongyang.", {"Pyongyang": "event"}),
        ("A guard post next to Musan was reinforced.", {"Musan": "event"}),
        (
            "Cloth was smuggled into Hyesan, a man who keeps a shop in Changbai told us.",
            {"Hyesan": "event", "Changbai": "source"},
        ),
        ("Police in Hyesan said that they arrested a man.", {"Hyesan": "event"}),
        ("Word of the arrests in Musan proved false.", {"Musan": "not_event"}),
        ("Nobody may leave Hyesan.", {"Hyesan": "event"}),
        ("Opium was made in Hamhung and sold.", {"Hamhung": "event"}),
    ],
)
def test_a_role_is_told_by_the_sentence(text: str, roles: dict[str, str]) -> None:
    assert _roles(text) == roles


def test_who_flees_flees_at_the_place_he_leaves() -> None:
    assert _roles("Two soldiers fled from Musan.") == {"Musan": "event"}


def test_who_flees_is_not_yet_where_he_flees_to() -> None:
    assert _roles("Two soldiers fled to Shenyang.") == {"Shenyang": "origin_destination"}


def test_a_list_shares_the_role_of_its_first_name() -> None:
    text = "Sources in Musan, Hyesan and Onsong spoke of raids."
    assert set(_roles(text).values()) == {"source"}


def test_the_wider_place_shares_the_role_of_the_narrower() -> None:
    text = "A source in Musan, a town in North Hamgyong Province, spoke of raids."
    assert _roles(text) == {"Musan": "source", "North Hamgyong Province": "source"}
