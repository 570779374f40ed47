"""Rows of the event table: every word that placed or dated an event can be found again in the report."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from geo_nk.extract.pipeline import extract_events
from geo_nk.reports import Report


def _rows(text: str) -> list[dict[str, Any]]:
    return extract_events(Report("r", text)).to_dict("records")


def test_the_name_is_cut_from_the_text() -> None:
    text = "It rained. Traders were arrested in Hoeryong City."
    (row,) = _rows(text)
    assert text[row["name_start"] : row["name_end"]] == row["name_as_written"] == "Hoeryong City"


def test_the_words_of_the_date_are_cut_from_the_text() -> None:
    text = "It rained. On May 3, 2020, traders were arrested in Hoeryong."
    (row,) = _rows(text)
    assert text[row["date_char_start"] : row["date_char_end"]] == row["date_as_written"] == "May 3, 2020"
    assert row["date_start"] == pd.Timestamp("2020-05-03")


def test_place_and_date_of_the_quote_are_from_the_quote() -> None:
    (row,) = _rows("On May 3, 2020, traders were arrested in Hoeryong.")
    assert (row["place_from"], row["date_from"]) == ("quote", "quote")


def test_a_place_of_another_sentence_is_from_the_context() -> None:
    (row,) = _rows("The market of Hoeryong was calm until May 3, 2020. Agents raided it and arrested six traders.")
    assert row["quote"] == "Agents raided it and arrested six traders."
    assert row["place_from"] == "context"


def test_where_the_report_says_neither_both_are_empty() -> None:
    (row,) = _rows(
        "It was cold in Musan in winter.\n\nPrices rose.\n\nAgents arrested six traders for smuggling drugs."
    )[-1:]
    assert pd.isna(row["date_as_written"])
    assert pd.isna(row["date_char_start"])
    assert pd.isna(row["date_from"])


def test_a_place_named_again_is_shown_where_it_is_quoted() -> None:
    text = "Traders smuggled rice in Musan. Later, traders who smuggled drugs were arrested in Musan County."
    for row in _rows(text):
        assert row["quote_start"] <= row["name_start"] < row["quote_end"]


@pytest.mark.parametrize(
    ("where", "km"),
    [
        ("along the Yalu River", (0.0, 785.0)),
        ("along the upper reaches of the Yalu River", (437.0, 785.0)),
        ("in the border areas of Ryanggang Province", (477.0, 903.0)),
    ],
)
def test_a_stretch_of_the_border_is_told_in_kilometres(where: str, km: tuple[float, float]) -> None:
    (row,) = _rows(f"Ten smugglers were arrested {where}.")
    assert (row["km_start"], row["km_end"]) == km


@pytest.mark.parametrize("where", ["in Hyesan", "in Ryanggang Province"])
def test_what_is_no_stretch_of_the_border_has_no_kilometres(where: str) -> None:
    (row,) = _rows(f"Ten smugglers were arrested {where}.")
    assert math.isnan(row["km_start"])


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Two women were arrested in Hyesan for calls to China.", "unknown"),
        ("Traders were arrested in Hyesan for smuggling copper to China.", "export"),
    ],
)
def test_only_what_moves_has_a_direction(text: str, direction: str) -> None:
    assert _rows(text)[0]["direction"] == direction


def test_particulars_of_another_event_are_not_those_of_this_one() -> None:
    rows = _rows(
        "Police seized 3 kilograms of drugs in Hyesan.\n\n"
        "A trader was sentenced to 15 years in a labor camp in Musan for smuggling copper."
    )
    assert [(row["place_name"], row["goods"], row["penalty"]) for row in rows] == [
        ("Hyesan", ("drugs",), ()),
        ("Musan", ("copper",), ("15 years", "labour camp")),
    ]


def test_who_told_it_is_no_actor() -> None:
    (row,) = _rows("Four women were arrested in Hyesan, a trader told the paper by phone.")
    assert (row["actors"], row["goods"]) == ((), ())


def test_rows_of_one_category_at_one_place_are_told_apart_by_their_titles() -> None:
    reports = [
        Report(f"r{n}", f"{who} were arrested in Hyesan.")
        for n, who in enumerate(["Four traders", "Two soldiers", "Ten phone users"])
    ]
    assert extract_events(reports)["title"].is_unique
