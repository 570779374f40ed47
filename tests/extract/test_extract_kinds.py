"""Kinds: what a sentence says happened."""

from __future__ import annotations

import pytest

from geo_nk.extract.kinds import kind_of, kinds_of, main_topics, meant_acts, says_again


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


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("Inspectors went from house to house and looked for phones.", "phone_crackdown"),
        ("Women were forbidden to sell at the market.", "market_crackdown"),
        ("Officials fixed the price of rice.", "market_crackdown"),
        ("A new guard post was built on the bank.", "border_control"),
        ("A detector was set up to find phone users.", "phone_crackdown"),
        ("Two women drowned in the river.", "defection"),
        ("They carried copper over the river by night.", "smuggling_individual"),
        ("State firms brought flour over the river by night.", "smuggling_state"),
        ("Police found 2 kilograms of opium.", "drug_crackdown"),
        ("Two girls were sold to farmers.", "human_trafficking"),
        ("Three officials were removed from office.", "arrest_sentence"),
        ("The family was sent to a farm.", "arrest_sentence"),
        ("Police ransacked the flat.", "other"),
    ],
)
def test_acts_that_need_their_topic(sentence: str, category: str) -> None:
    kind = kind_of(sentence)
    assert kind is not None
    assert kind.category == category


@pytest.mark.parametrize(
    "sentence",
    [
        "She carried rice.",
        "A coin was found.",
        "It was done behind closed doors.",
        "Reports of arrests turned out to be wrong.",
        "A watchtower is planned.",
        "The trade has grown since the border was shut.",
        "Whoever is caught must pay.",
    ],
)
def test_words_that_look_like_an_act_tell_of_none(sentence: str) -> None:
    assert kind_of(sentence) is None


def test_two_clauses_may_tell_of_two_things() -> None:
    sentence = "A guard post was built on the river, and agents raided the market."
    first, second = kinds_of(sentence)
    assert (first.category, second.category) == ("border_control", "market_crackdown")
    assert sentence[second.start : second.end] == ", and agents raided the market."


def test_an_arrest_and_its_cause_are_one_thing() -> None:
    assert len(kinds_of("Agents raided the market, and three traders were arrested.")) == 1


def test_what_happened_again_is_of_the_kind_told_last() -> None:
    last = kind_of("Hyesan was put under lockdown.")
    assert last is not None
    again = says_again("A similar order was issued for Sakju.", last)
    assert again is not None
    assert again.category == last.category
    assert again.weight < last.weight
    assert says_again("It rained in Sakju.", last) is None


def test_a_common_word_is_an_act_only_beside_its_topic() -> None:
    assert not meant_acts("A coin was found.")
    assert meant_acts("Opium was found.")


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("A whole company at Onsong was exchanged after a defection.", "border_control"),
        ("A man who had carried copper over the river was shot by a guard.", "border_control"),
        ("Trading companies brought cars over the river, although the border was sealed.", "smuggling_state"),
        ("The town was sealed because two men had smuggled sugar.", "border_control"),
        ("Forty agents were sent to the border to stop escapes.", "border_control"),
    ],
)
def test_what_says_when_or_why_gives_way(sentence: str, category: str) -> None:
    kinds = kinds_of(sentence)
    assert [kind.category for kind in kinds] == [category]


@pytest.mark.parametrize(
    "sentence",
    [
        "Not one boat has gone over since August 15.",
        "No cars have been brought over the river since January.",
        "Nothing gets over the river any more.",
    ],
)
def test_what_is_moved_no_more_is_a_stop(sentence: str) -> None:
    kind = kind_of(sentence)
    assert kind is not None
    assert kind.category == "smuggling_suspension"


@pytest.mark.parametrize(
    "sentence",
    [
        "He told it by phone that a man had been arrested.",
        "They let the convoy go after a telephone call and arrested nobody but the driver.",
    ],
)
def test_a_call_told_in_passing_is_no_phone_case(sentence: str) -> None:
    assert all(kind.category != "phone_crackdown" for kind in kinds_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "category"),
    [
        ("The police picked the man and his son up.", "arrest_sentence"),
        ("Inspectors turned the stalls of the market upside down.", "market_crackdown"),
        ("Families near the bank were ordered out of their homes beside the river.", "border_control"),
        ("The Storm Corps left on Monday.", "border_control"),
        ("An army firm brought seafood from China.", "smuggling_state"),
        ("They met a Chinese boat and exchanged 30 kilograms of crab for pills.", "smuggling_individual"),
        ("Two families went over on September 1.", "defection"),
        ("Officers took nine people without permits off the train.", "border_control"),
        ("Customs officers seized a load of squid.", "smuggling_individual"),
        ("Three warehouses were sealed.", "arrest_sentence"),
        ("No travel permits have been issued since February.", "border_control"),
        ("Buses to the crossing have not run since May.", "border_control"),
        ("Two drivers lost their permits for a year.", "arrest_sentence"),
        ("Police stopped them at the bridge and pushed them back across.", "defection"),
        ("Not a night has passed without rain.", "none"),
        ("They were sent home after a lecture.", "none"),
        ("Men came to the river in order to stop the smuggling.", "none"),
        ("An angler was hit in the shoulder by soldiers.", "border_control"),
        ("A crackdown on foreign currency is under way in the border cities.", "market_crackdown"),
        ("The mushrooms were gathered by women and sold to a dealer in the market.", "none"),
    ],
)
def test_families_of_verbs(sentence: str, category: str) -> None:
    kind = kind_of(sentence)
    assert (kind.category if kind else "none") == category


def test_since_dates_by_the_act_beside_it_only() -> None:
    assert kind_of("Since the lockdown trade is slow.") is None
    kind = kind_of("Since the lockdown nobody may leave the city.")
    assert kind is not None
    assert kind.act.phrase == "nobody may leave"


def test_every_house_is_no_habit() -> None:
    assert kind_of("Every house in the market was searched.") is not None
    assert kind_of("Every night the market is searched.") is None


def test_what_happened_there_is_told_before() -> None:
    assert kinds_of("It happened at a checkpoint.") == ()
