"""What belongs together and what does not: places, dates and topics across the sentences of a report."""

from __future__ import annotations

import datetime as dt

import pytest

from geo_nk.extract import Reader
from geo_nk.reports import Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _told(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    """Return category and place of each event."""
    events = reader.read(Report("r", text, published=dt.date(2021, 8, 6))).events
    return [(event.category, event.place.surface if event.place else None) for event in events]


def _dates(reader: Reader, text: str) -> list[str]:
    events = reader.read(Report("r", text, published=dt.date(2021, 8, 6))).events
    return [str(event.date.date_start) if event.date else "" for event in events]


def test_a_place_named_anew_for_another_thing_is_another_event(reader: Reader) -> None:
    text = "Guards were replaced in Hyesan.\n\nIn Hyesan a smuggler carried copper over the river."
    assert _told(reader, text) == [("border_control", "Hyesan"), ("smuggling_individual", "Hyesan")]


def test_an_arrest_and_what_it_was_made_for_are_one_event(reader: Reader) -> None:
    text = "Agents arrested a man in Hyesan. In Hyesan he had smuggled gold."
    assert _told(reader, text) == [("arrest_sentence", "Hyesan")]


def test_a_day_of_its_own_makes_an_event_of_a_sentence_without_a_place(reader: Reader) -> None:
    text = "A woman was arrested in Hyesan on July 5.\n\nOn July 20 a trader was arrested."
    assert _dates(reader, text) == ["2021-07-05", "2021-07-20"]


def test_what_they_went_on_to_suffer_is_no_event_of_its_own(reader: Reader) -> None:
    text = "Two women were arrested in Hyesan on July 5. They were sentenced on July 20."
    assert _dates(reader, text) == ["2021-07-05"]


def test_an_undated_lead_takes_the_date_of_its_like(reader: Reader) -> None:
    text = "Hyesan was put under lockdown.\n\nOn July 1 men smuggled sugar. The lockdown began on July 5."
    assert "2021-07-05" in _dates(reader, text)[:1]


def test_a_month_gives_way_to_the_day_told_beside_it(reader: Reader) -> None:
    assert _dates(reader, "Guards were replaced in Uiju last month. The new men came on July 24.") == ["2021-07-24"]


def test_of_two_dates_the_one_behind_the_act_is_meant(reader: Reader) -> None:
    text = "Men who had crossed on June 3 were sentenced in Hyesan on July 20."
    assert _dates(reader, text) == ["2021-07-20"]


def test_a_wide_claim_dates_all_places_of_a_list(reader: Reader) -> None:
    text = (
        "State smuggling was halted in North Hamgyong Province in early July.\n\n"
        "The order brought state smuggling to a halt in Hoeryong and Musan."
    )
    assert _dates(reader, text) == ["2021-07-01", "2021-07-01"]


def test_a_lead_without_a_place_is_what_is_told_of_a_place_later(reader: Reader) -> None:
    text = "Agents arrested a phone user.\n\nThe man was arrested over a phone in Onsong on July 3."
    assert [place for _, place in _told(reader, text)] == ["Onsong"]


def test_a_claim_without_a_place_makes_one_event_only(reader: Reader) -> None:
    text = "Fences were built in Hoeryong and Musan.\n\nOn July 20 drugs were seized."
    assert [category for category, _ in _told(reader, text)].count("drug_crackdown") == 1


@pytest.mark.parametrize("pointer", ["in the city", "there"])
def test_a_pointer_means_the_place_named_last(reader: Reader, pointer: str) -> None:
    text = f"Sinuiju is quiet. Police raided the market {pointer}."
    assert _told(reader, text) == [("market_crackdown", "Sinuiju")]


def test_the_city_is_where_things_happened_rather_than_where_people_go(reader: Reader) -> None:
    lead = "A soldier was shot on the border in Manpo as he left for Jian."
    text = f"{lead}\n\nOn July 20 nobody was allowed to leave the city."
    assert {place for _, place in _told(reader, text)} == {"Manpo"}


def test_a_far_country_is_no_place_to_go_by(reader: Reader) -> None:
    assert _told(reader, "She has a son in Kuala Lumpur. On July 20 she was arrested.") == [("arrest_sentence", None)]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("On May 13 a broker was arrested in Hyesan.", "arrest_sentence"),
        ("Lorries without number plates smuggle tyres into Hyesan.", "smuggling_individual"),
        ("Raids not seen for years were made on the market in Hyesan.", "market_crackdown"),
        ("A man was executed in Hyesan in breach of quarantine.", "arrest_sentence"),
        ("Smuggling has come to a complete stop in Hyesan.", "smuggling_suspension"),
        ("Customs officers in Hyesan seized eleven tons of crab.", "smuggling_individual"),
        ("Used cars were brought over the river by a trading firm in Hyesan.", "smuggling_state"),
        ("In Hyesan travel was stopped by a lockdown because of smuggling.", "border_control"),
    ],
)
def test_what_happened_is_told_by_rule(reader: Reader, text: str, category: str) -> None:
    assert _told(reader, text) == [(category, "Hyesan")]


@pytest.mark.parametrize(
    "text",
    [
        "The markets of Hyesan have been closed, as they are every summer.",
        "A raid was announced for Hyesan but was never carried out.",
        "The changeover of guards in Hyesan is to follow.",
        "The official declined to comment on a report that guards had opened fire at Hyesan.",
        "No guard duty is required in Hyesan, where fences have been completed.",
    ],
)
def test_what_did_not_happen_makes_no_event(reader: Reader, text: str) -> None:
    assert _told(reader, text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The three were handed over to the security department in Chongjin.", "Chongjin"),
        ("Women were kept in a detention centre at Tumen after an arrest.", "Tumen"),
        ("Agents opened parcels from Dandong and arrested a man.", "Dandong"),
        ("A woman from Linjiang was caught smuggling.", "Linjiang"),
    ],
)
def test_where_people_are_taken_or_goods_come_from_is_no_place_of_the_event(
    reader: Reader, text: str, place: str
) -> None:
    (mention,) = reader.read(Report("r", text)).mentions
    assert (mention.surface, mention.role) == (place, "origin_destination")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("An army firm moved coal from Nampo to Chinese vessels.", "Nampo"),
        ("Wigs were taken to Musan, where they were smuggled over the river.", "Musan"),
        ("A source said that six residents of Hyesan were sentenced.", "Hyesan"),
    ],
)
def test_where_the_thing_itself_happened_is_its_place(reader: Reader, text: str, place: str) -> None:
    roles = {mention.surface: mention.role for mention in reader.read(Report("r", text)).mentions}
    assert roles[place] == "event"


def test_a_sentence_without_a_topic_is_of_the_one_spoken_of_last(reader: Reader) -> None:
    text = (
        "Phones are hunted and markets are raided in Hyesan. Agents seized phones in Hyesan. "
        "Agents raided the market in Musan. Most goods were confiscated in Onsong."
    )
    assert _told(reader, text)[-1] == ("market_crackdown", "Onsong")


def test_a_part_that_many_towns_have_lies_in_the_county_told_last(reader: Reader) -> None:
    text = "People of Musan County saw guards on the border.\n\nA fence was built on the bank behind Sinhung-dong."
    assert ("border_control", "Musan County") in _told(reader, text)


def test_a_river_is_no_place_that_keeps_an_origin_from_being_one(reader: Reader) -> None:
    text = "Women were trafficked across the Yalu River from Kimjongsuk County."
    assert _told(reader, text) == [("human_trafficking", "Kimjongsuk County")]


def test_a_dated_claim_of_another_kind_in_a_later_paragraph_is_another_event(reader: Reader) -> None:
    text = (
        "Fences were built on the bank in Musan.\n\nOn July 20 a mother fled over the river and a guard was arrested."
    )
    assert _told(reader, text) == [("border_control", "Musan"), ("defection", "Musan")]
