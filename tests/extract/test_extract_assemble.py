"""Events: one for a thing that happened, at its most specific place, with its sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from geo_nk.extract.pipeline import Reader, extract_events
from geo_nk.reports import Report

PUBLISHED = dt.date(2021, 8, 6)


def _rows(text: str, *columns: str) -> list[tuple[Any, ...]]:
    events = extract_events(Report("r", text, published=PUBLISHED))
    return list(events[list(columns)].itertuples(index=False, name=None))


def _places(text: str) -> list[str | None]:
    return [place for (place,) in _rows(text, "place_name")]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Traders were arrested in Hyesan.", ["Hyesan"]),
        ("Traders were arrested in Hyesan and Musan.", ["Hyesan", "Musan"]),
        ("Traders were arrested in Hyesan. Police in Hyesan also arrested a cook.", ["Hyesan"]),
        ("Traders were arrested in Hyesan, Ryanggang Province.", ["Hyesan"]),
        ("Hyesan is cold. Traders were arrested.", ["Hyesan"]),
        ("A source in Musan said that traders were arrested in Hyesan.", ["Hyesan"]),
        ("Pyongyang ordered raids. Traders were arrested in Hyesan.", ["Hyesan"]),
        ("Nobody was arrested in Hyesan.", []),
        ("It rained in Hyesan.", []),
    ],
)
def test_an_event_lies_where_it_happened(text: str, places: list[str]) -> None:
    assert _places(text) == places


def test_a_province_is_absorbed_by_a_place_in_it() -> None:
    assert _places("Drugs were seized in Ryanggang Province. Drugs were seized in Hyesan.") == ["Hyesan"]


def test_a_province_is_not_absorbed_by_a_place_outside() -> None:
    assert _places("Drugs were seized in Jagang Province.\n\nDrugs were seized in Hyesan.") == ["Chagang", "Hyesan"]


def test_unlike_things_at_one_place_are_two_events() -> None:
    text = "Traders were arrested in Hyesan. A broker in Hyesan trafficked women. Hyesan was under lockdown."
    assert len(_places(text)) > 1


def test_one_category_on_two_days_is_two_events() -> None:
    text = "On July 3 police raided the market in Hyesan. On July 9 police raided the market in Hyesan."
    assert _rows(text, "date_start") == [("2021-07-03",), ("2021-07-09",)]


def test_a_date_goes_to_the_place_beside_it() -> None:
    text = "In Hamhung on April 10 and in Hyesan on April 20 men were executed."
    assert _rows(text, "place_name", "date_start") == [("Hamhung", "2021-04-10"), ("Hyesan", "2021-04-20")]


def test_a_date_is_taken_from_the_sentence_beside() -> None:
    assert _rows("It was July 3. Traders were arrested in Hyesan.", "date_start") == [("2021-07-03",)]


def test_long_ago_is_told_as_background() -> None:
    assert _places("Hyesan is cold.\n\nIn 2009 traders were arrested.") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Drugs were seized in Ryanggang Province.", "known only to the province"),
        ("Drugs were seized on the Yalu River.", "known only to lie along the Yalu River"),
        ("Drugs were seized in Sambong.", "fit equally well: Sambong .*Musan.*Sambong .*Onsong"),
        ("Drugs were seized in Zabulon County.", "no listed name"),
        ("Drugs were seized at home.", "does not say where"),
    ],
)
def test_an_event_without_a_point_says_why(text: str, reason: str) -> None:
    events = extract_events(Report("r", text))
    assert list(events.geometry) == [None]
    assert events["unplaced_reason"].str.contains(reason).all()


def test_a_repeated_event_is_surer() -> None:
    ((once,),) = _rows("Traders were arrested in Hyesan.", "confidence")
    ((twice,),) = _rows("Traders were arrested in Hyesan. Cooks were arrested in Hyesan.", "confidence")
    assert twice > once


def test_a_named_place_is_surer_than_an_inherited_one() -> None:
    ((named,),) = _rows("Traders were arrested in Hyesan.", "confidence")
    ((inherited,),) = _rows("Hyesan is cold. Traders were arrested.", "confidence")
    assert named > inherited


def test_the_sentence_that_names_the_place_is_quoted() -> None:
    text = "Hyesan is cold. Cooks were arrested. Traders were arrested in Hyesan."
    assert _rows(text, "quote") == [("Traders were arrested in Hyesan.",)]


def test_claims_rest_on_sentences_of_the_body() -> None:
    report = Report("r", "Traders were arrested in Hyesan.\n\nA cook was arrested in Musan.")
    reading = Reader().read(report)
    assert all(claim.sentence in reading.sentences for event in reading.events for claim in event.claims)


def test_two_clauses_happen_each_at_its_place() -> None:
    text = "A guard post was built on the river at Musan, and agents raided the market in Hoeryong."
    assert _rows(text, "category", "place_name") == [("border_control", "Musan"), ("market_crackdown", "Hoeryong")]


def test_what_happened_again_elsewhere_is_an_event_there() -> None:
    text = "Hyesan was put under lockdown. A similar order was issued in Sakju."
    assert _rows(text, "category", "place_name") == [("border_control", "Hyesan"), ("border_control", "Sakju")]


def test_how_a_thing_told_before_went_on_is_no_event_of_its_own() -> None:
    text = "Two traders were arrested in Hyesan on July 20.\n\nIn August they were questioned for days."
    assert _rows(text, "date_start") == [("2021-07-20",)]


def test_an_event_of_a_month_takes_the_day_that_another_sentence_gives() -> None:
    text = "Two traders were arrested in Hyesan in July. The arrest in Hyesan took place on July 20."
    assert _rows(text, "date_start", "date_end") == [("2021-07-20", "2021-07-20")]
