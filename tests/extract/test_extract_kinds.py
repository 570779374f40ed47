"""Kinds: what a sentence says happened."""

from __future__ import annotations

import pytest

from geo_nk.extract.kinds import kind_of, main_topics


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("Agents raided the market.", "market_crackdown"),
        ("Agents arrested a man for a phone.", "phone_crackdown"),
        ("Two dealers were arrested with opium.", "drug_crackdown"),
        ("He smuggled goods.", "smuggling_individual"),
        ("The state smuggling of cars grew.", "smuggling_state"),
        ("Trading companies smuggled cars.", "smuggling_state"),
        ("State smuggling was suspended.", "smuggling_suspension"),
        ("Guards shot a man at the border.", "border_control"),
        ("The town was under lockdown.", "border_control"),
        ("A man was sentenced.", "arrest_sentence"),
        ("Defectors were repatriated.", "defection"),
        ("A broker trafficked women.", "human_trafficking"),
    ],
)
def test_act_and_topic_make_the_category(sentence: str, category: str) -> None:
    kind = kind_of(sentence)
    assert kind is not None
    assert kind.category == category


@pytest.mark.parametrize(
    "sentence",
    [
        "It rained.",
        "Nobody was arrested.",
        "He was never arrested.",
        "He wasn’t arrested.",
        "If he were arrested, they wept.",
        "He might be arrested.",
        "They fear arrests.",
        "Agents will raid the market.",
        "Agents plan to raid the market.",
        "Cars are to be smuggled.",
        "They usually raid the market.",
        "A photograph shows the raid.",
        "Arrests were discussed.",
    ],
)
def test_what_is_denied_supposed_planned_usual_or_pictured_did_not_happen(sentence: str) -> None:
    assert kind_of(sentence) is None


def test_a_denial_does_not_reach_over_a_comma() -> None:
    assert kind_of("There was no rice, and traders were arrested.") is not None


def test_a_denial_does_not_reach_over_many_words() -> None:
    assert kind_of("Not far away on the cold and windy bank he was arrested.") is not None


def test_the_act_that_decided_is_pointed_at() -> None:
    sentence = "Two traders were arrested."
    kind = kind_of(sentence)
    assert kind is not None
    assert sentence[kind.act.start : kind.act.end] == "arrested"


def test_a_topic_of_the_report_weighs_less_than_one_of_the_sentence() -> None:
    own, borrowed = kind_of("He was arrested for a phone."), kind_of("He was arrested.", topics={"phone"})
    assert own is not None
    assert borrowed is not None
    assert borrowed.weight <= own.weight


def test_a_report_is_about_what_it_names_twice() -> None:
    assert main_topics(["A phone rang.", "Phones rang.", "Opium smells."]) == {"phone"}


def test_a_topic_that_does_not_spread_is_not_what_a_report_is_about() -> None:
    assert main_topics(["The border.", "The border.", "Goods.", "Goods."]) == frozenset()
