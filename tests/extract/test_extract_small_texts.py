"""Small texts of kinds that were once read wrongly: where, when and what each tells is in ``small_texts.csv``."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from geo_nk.extract import Reader
from geo_nk.reports import Report

with Path(__file__).with_name("small_texts.csv").open(encoding="utf-8", newline="") as _table:
    ROWS = list(csv.DictReader(_table))


RIGHT = 0.5
"""Share of the small texts that a model must read rightly; which, differs from one training to the next."""


def _is_right(row: dict[str, str]) -> bool:
    events = Reader().read(Report("r", row["text"], published=dt.date.fromisoformat(row["published"]))).events
    if {event.place.answer.place.name for event in events if event.place} != set(row["places"].split()):
        return False
    days = (row["date_start"], row["date_end"])
    return all(
        event.category in row["categories"].split()
        and days == (("", "") if event.date is None else (str(event.date.date_start), str(event.date.date_end)))
        for event in events
    )


def test_most_small_texts_are_read_rightly() -> None:
    wrong = [row["text"] for row in ROWS if not _is_right(row)]
    assert len(wrong) <= (1 - RIGHT) * len(ROWS), wrong


def test_two_sentences_tell_of_two_places_on_days_of_their_own() -> None:
    text = (
        "Agents detained four residents of Hyesan on March 11 for using Chinese mobile phones, a source in Ryanggang "
        "province said on Wednesday. Earlier this month, two brokers in the nearby county of Pochon were sentenced."
    )
    events = Reader().read(Report("r", text, published=dt.date(2024, 3, 14))).events
    told = {event.place.surface: (str(event.date.date_start), str(event.date.date_end)) for event in events}
    assert told == {"Hyesan": ("2024-03-11", "2024-03-11"), "Pochon": ("2024-03-01", "2024-03-14")}


def test_what_is_told_where_no_place_is_named_is_an_event_without_one() -> None:
    text = "A guard walks along the fence near Musan. Photo: A. Roe/AFP\n\nTwo women were detained on March 1."
    events = Reader().read(Report("r", text, published=dt.date(2021, 3, 8))).events
    assert [(event.place, event.category, str(event.date.date_start)) for event in events] == [
        (None, "arrest_sentence", "2021-03-01")
    ]
