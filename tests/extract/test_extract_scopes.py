"""Sentences that take no place from those around them, and happenings that are told in more than one sentence."""

from __future__ import annotations

import pytest

from geo_nk.extract.reader import Reader
from geo_nk.reports import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _places(reader: Reader, text: str) -> list[str | None]:
    return [event.place.surface if event.place else None for event in reader.read(Report("r", text)).events]


@pytest.mark.parametrize(
    "text",
    [
        "Two men were arrested in Musan. They are being questioned by the security department in Chongjin.",
        "A broker was arrested in Musan. He is in custody in Chongjin.",
        "The lockdown of Musan began in May. All the markets in Musan were closed.",
        "A dealer was arrested in Musan with medicine from a wholesaler in Yanji.",
    ],
)
def test_what_follows_from_a_happening_is_no_other(reader: Reader, text: str) -> None:
    assert _places(reader, text) == ["Musan"]


def test_who_is_held_where_nothing_was_told_before_makes_an_event(reader: Reader) -> None:
    assert _places(reader, "Two women are in custody in Musan since they were arrested.") == ["Musan"]


def test_what_holds_for_the_whole_border_takes_no_place(reader: Reader) -> None:
    text = "Goods were seized at the market in Musan.\n\nAlong the whole border guards shot at people."
    assert _places(reader, text) == ["Musan", None]


def test_an_unknown_place_is_not_the_one_told_before(reader: Reader) -> None:
    text = "A woman was arrested in Tumen on May 3. On May 9 five men were arrested near Sainshand."
    assert "Tumen" not in _places(reader, text)[1:]


def test_a_sentence_without_a_place_goes_on_at_the_last_one(reader: Reader) -> None:
    text = "A dealer was arrested in Hoeryong. A market in Musan was raided. On May 3, two women were arrested."
    assert _places(reader, text)[-1] == "Musan"


def test_parts_of_one_town_are_one_place(reader: Reader) -> None:
    assert _places(reader, "Traders were arrested in Hyehwa-dong and Wiyon-dong, Hyesan.") == ["Hyehwa-dong"]


def test_a_part_of_a_town_says_where_in_the_town(reader: Reader) -> None:
    text = "Traders were arrested in Hyesan. On May 3, two traders were arrested in Hyehwa-dong, Hyesan."
    assert _places(reader, text) == ["Hyehwa-dong"]


def test_what_the_world_forbids_is_not_forbidden_where_the_report_was(reader: Reader) -> None:
    text = "Goods were seized at Quanhe on May 3. The United Nations banned the trade in seafood in 2017."
    assert _places(reader, text) == ["Quanhe"]


def test_who_somebody_is_says_not_where_he_was(reader: Reader) -> None:
    text = "Agents raided the market. One of the women, a dealer from Musan, was arrested."
    assert "Musan" not in _places(reader, text)
