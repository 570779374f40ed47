"""Details: goods, quantities, penalties, actors and the way over the border."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.extract.details import MOST, details_of


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Police took 3 kg.", ("3 kg",)),
        ("Police took about 3 kilograms.", ("about 3 kilograms",)),
        ("Police took more than 1,200.5 tons.", ("more than 1,200.5 tons",)),
        ("Over 100 large Chinese-made trucks came.", ("Over 100 large Chinese-made trucks",)),
        ("Police took 40 cartons and 2 sacks.", ("40 cartons", "2 sacks")),
        ("Police took a kilogram of ice.", ("a kilogram",)),
        ("Police took two hundred tons of ore.", ("two hundred tons",)),
        ("Police held four phone users.", ()),
        ("Police held one truck.", ("one truck",)),
        ("On May 3 police came.", ()),
    ],
)
def test_a_quantity_is_a_number_with_a_unit(text: str, quantity: tuple[str, ...]) -> None:
    assert details_of([text]).quantity == quantity


@pytest.mark.parametrize(
    ("text", "penalty"),
    [
        ("He got 15 years in a labor camp.", ("15 years", "labour camp")),
        ("He got five years in prison.", ("five years", "prison")),
        ("Two were executed.", ("execution",)),
        ("The goods were confiscated and he was fined.", ("confiscation", "fine")),
        ("He was sentenced to ten years.", ("ten years",)),
        ("The sentence was six months.", ("six months",)),
        ("He lived there for five years.", ()),
    ],
)
def test_a_penalty_is_folded_to_the_vocabulary(text: str, penalty: tuple[str, ...]) -> None:
    assert details_of([text]).penalty == penalty


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Cars were imported.", "import"),
        ("Gold went to China.", "export"),
        ("Cars were imported and gold exported.", "both"),
        ("Cars were seen.", "unknown"),
    ],
)
def test_the_way_over_the_border(text: str, direction: str) -> None:
    assert details_of([text]).direction == direction


def test_what_is_named_twice_is_listed_once() -> None:
    found = details_of(["Soldiers took rice.", "Rice was taken by soldiers."])
    assert (found.actors, found.goods) == (("soldiers",), ("rice",))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Unified Command 82 runs the operation.", ("Unified Command 82",)),
        ("The 25th brigade came with Group 109.", ("25th brigade", "Group 109")),
        ("The State Security Department came.", ("Ministry of State Security",)),
        ("The party met.", ()),
        ("They stood before the customs house.", ()),
    ],
)
def test_an_organisation_that_is_not_listed_acts_by_its_name(text: str, actors: tuple[str, ...]) -> None:
    assert details_of([text]).actors == actors


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("He took 40 cartons of pens.", ("pens",)),
        ("He took 40 cartons of cigarettes.", ("cigarettes",)),
        ("He took 3 kilos of the best.", ()),
        ("She told it by phone.", ()),
    ],
)
def test_what_a_measure_is_of_is_among_the_goods(text: str, goods: tuple[str, ...]) -> None:
    assert details_of([text]).goods == goods


def test_what_the_nearer_words_leave_open_the_further_say() -> None:
    found = details_of(["Police took copper."], ["Agents took rice.", "He was fined."])
    assert (found.actors, found.goods, found.penalty) == (("police",), ("copper",), ("fine",))


@pytest.mark.parametrize(("text", "goods"), [("He fled in a car.", ()), ("He fled with a stolen car.", ("cars",))])
def test_goods_of_an_event_that_is_not_about_goods_are_handled(text: str, goods: tuple[str, ...]) -> None:
    assert details_of([text], goods_anywhere=False).goods == goods


def test_a_list_stays_readable() -> None:
    text = "rice corn wheat flour sugar coal gold silver timber squid"
    assert len(details_of([text]).goods) == MOST


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(quantity in text for quantity in details_of([text]).quantity)


@pytest.mark.parametrize("piece", ["1,", "1 aa bb ", "ten years ", "1" * 50, "Aa Aa ", "two and ", "a kilogram of "])
def test_a_run_of_numbers_takes_linear_time(piece: str) -> None:
    begun = time.process_time()
    details_of([piece * (200_000 // len(piece))])
    assert time.process_time() - begun < 5
