"""What a text denies, merely hears of, or dates elsewhere makes no event, or none with that date."""

from __future__ import annotations

import datetime as dt

import pytest

from geo_nk.extract import Reader, Reading
from geo_nk.reports import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Report("r1", text, published=dt.date(2014, 9, 20)))


@pytest.mark.parametrize(
    "text",
    [
        "Traders in Musan and Onsong heard of the sweep, but no inspections have taken place in those towns.",
        "People in Musan expected raids, but none took place there.",
        "No raids took place in Musan.",
        "Brokers of her kind in Hoeryong face ten years in a labor camp.",
    ],
)
def test_what_is_denied_or_only_threatened_is_no_event(reader: Reader, text: str) -> None:
    assert not [event for event in read(reader, text).events if event.place is not None]


def test_a_place_where_people_left_from_is_no_source(reader: Reader) -> None:
    (event,) = read(reader, "Five residents of Yonsa County escaped to China in May, a trader said.").events
    assert event.place is not None
    assert (event.category, event.place.surface) == ("defection", "Yonsa County")


def test_buyers_elsewhere_are_a_destination(reader: Reader) -> None:
    mentions = read(reader, "Drugs sold to buyers in Changbai and Longjing were seized in Hyesan.").mentions
    assert [m.role for m in mentions] == ["origin_destination", "origin_destination", "event"]


@pytest.mark.parametrize("whom", ["this example", "us", "a reporter of this paper", "Daily NK"])
def test_the_day_a_source_spoke_is_not_the_day_it_happened(reader: Reader, whom: str) -> None:
    (event,) = read(reader, f"A guard was arrested in Sakju County, a source told {whom} on Wednesday.").events
    assert event.date is None


def test_a_date_stays_with_a_sentence_of_another_place(reader: Reader) -> None:
    text = "A guard was arrested in Sakju.\n\nOn September 3, two women were arrested in Musan."
    sakju, musan = read(reader, text).events
    assert sakju.date is None
    assert musan.date is not None


def test_a_date_of_what_went_before_is_not_lent(reader: Reader) -> None:
    (event,) = read(reader, "A guard was arrested in Sakju. In July he had smuggled herbs.").events
    assert event.date is None


def test_a_misspelt_city_is_found_where_something_is_in_it(reader: Reader) -> None:
    (mention,) = read(reader, "Boat owners in Sinujiu were arrested.").mentions
    assert mention.place_id == "kp-north-pyongan-sinuiju"
    assert mention.answer.best is not None
    assert mention.answer.best.method in {"fuzzy", "misspelling"}


def test_a_river_gives_way_to_the_county_of_its_paragraph(reader: Reader) -> None:
    text = "Along the Tumen River guard posts are being built. In Onsong each household brings a board."
    (event,) = read(reader, text).events
    assert event.place is not None
    assert event.place.surface == "Onsong"


def test_what_has_not_moved_since_stopped_at_its_place(reader: Reader) -> None:
    events = read(reader, "No car has come over at Samjiyon since August 15.").events
    assert [(event.category, event.place and event.place.surface) for event in events] == [
        ("smuggling_suspension", "Samjiyon")
    ]
