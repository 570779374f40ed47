"""Small texts of kinds that were once read wrongly: where, when and what each tells is in ``small_texts.csv``."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from geo_nk.extract import Reader
from geo_nk.reports import Report

with Path(__file__).with_name("small_texts.csv").open(encoding="utf-8", newline="") as _table:
    ROWS = list(csv.DictReader(_table))


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:40] for row in ROWS])
def test_a_small_text_is_read_rightly(row: dict[str, str]) -> None:
    events = Reader().read(Report("r", row["text"], published=dt.date.fromisoformat(row["published"]))).events
    assert {event.place.answer.place.name for event in events} == set(row["places"].split())
    for event in events:
        assert event.category in row["categories"].split()
        assert (str(event.date.date_start), str(event.date.date_end)) == (row["date_start"], row["date_end"])


def test_two_sentences_tell_of_two_places_on_days_of_their_own() -> None:
    text = (
        "Agents detained four residents of Hyesan on March 11 for using Chinese mobile phones, a source in Ryanggang "
        "province said on Wednesday. Earlier this month, two brokers in the nearby county of Pochon were sentenced."
    )
    events = Reader().read(Report("r", text, published=dt.date(2024, 3, 14))).events
    told = {event.place.surface: (str(event.date.date_start), str(event.date.date_end)) for event in events}
    assert told == {"Hyesan": ("2024-03-11", "2024-03-11"), "Pochon": ("2024-03-01", "2024-03-14")}
