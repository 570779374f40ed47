"""Goods under resolutions of the Security Council."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from geo_nk.analyse import add_sanctions, sanctions_table
from geo_nk.data import read_table
from geo_nk.events import events_frame

ADOPTED = {
    "1718": "2006-10-14",
    "1874": "2009-06-12",
    "2094": "2013-03-07",
    "2270": "2016-03-02",
    "2321": "2016-11-30",
    "2371": "2017-08-05",
    "2375": "2017-09-11",
    "2397": "2017-12-22",
}


def _covered(good: str, day: str | None, direction: str | None) -> list[tuple[int, str]]:
    row = {"event_id": "a", "category": "other", "unplaced_reason": "x", "goods": [good], "direction": direction}
    table = sanctions_table(events_frame([row | ({"date_start": day, "date_end": day} if day else {})]))
    return list(zip(table["resolution"], table["paragraph"], strict=True))


def test_every_good_of_the_vocabulary_has_a_row() -> None:
    goods = {row["good"] for row in read_table("lexicon/events/goods.csv") if row["good"]}
    assert goods == {row["good"] for row in read_table("lexicon/events/goods_hs.csv")}


def test_every_chapter_is_one_of_the_harmonized_system() -> None:
    rows = [*read_table("lexicon/events/goods_hs.csv"), *read_table("lexicon/events/sanctions.csv")]
    chapters = {part for row in rows for part in re.split(r"[ -]", row["hs_chapters"]) if part}
    assert all(1 <= int(chapter) <= 97 and len(chapter) == 2 for chapter in chapters)


def test_every_row_has_its_source_and_date() -> None:
    for row in read_table("lexicon/events/sanctions.csv"):
        assert row["adopted"] == ADOPTED[row["resolution"]]
        assert row["source"] == f"https://undocs.org/S/RES/{row['resolution']}({row['adopted'][:4]})"
        assert bool(row["goods"]) != bool(row["hs_chapters"])
        assert bool(row["paragraph"]) == bool(row["paragraph_source"])
    assert all(bool(row["source"]) == bool(row["hs_chapters"]) for row in read_table("lexicon/events/goods_hs.csv"))


def test_goods_that_are_named_are_goods() -> None:
    known = {row["good"] for row in read_table("lexicon/events/goods_hs.csv")}
    named = {good for row in read_table("lexicon/events/sanctions.csv") for good in row["goods"].split(";") if good}
    assert named <= known


@pytest.mark.parametrize(
    ("good", "day", "direction", "expected"),
    [
        ("trucks", "2025-05-30", "import", [(2397, "7")]),
        ("trucks", "2016-05-30", "import", []),
        ("coal", "2017-02-01", "export", [(2270, ""), (2321, "")]),
        ("squid", "2018-02-01", "export", [(2371, "")]),
        ("squid", "2018-02-01", "import", []),
        ("pine nuts", "2018-02-01", "export", [(2397, "6")]),
        ("rice", "2020-01-01", "import", []),
        ("clothing", "2019-01-01", "export", [(2375, "")]),
    ],
)
def test_what_covers_a_good(good: str, day: str, direction: str, expected: list[tuple[int, str]]) -> None:
    assert _covered(good, day, direction) == expected


def test_what_is_not_said_is_a_doubt() -> None:
    assert _covered("squid", None, None) == [(2371, "")]
    row = {"event_id": "a", "category": "other", "unplaced_reason": "x", "goods": ["squid"]}
    told = add_sanctions(events_frame([row]))["sanctions"][0]
    assert told == ("2371: ban on export (direction not said; not sure to be after it)",)


def test_what_else_is_in_a_table_changes_nothing_about_an_event() -> None:
    told = {"category": "other", "unplaced_reason": "x", "goods": ["coal"]}
    days = (None, "2016-01-01"), ("2017-12-01", "2018-01-31"), ("2016-02-01", "2018-01-31"), ("2018-01-01", None)
    rows = [
        told | {"event_id": f"{n}-{way}", "date_start": start, "date_end": end, "direction": way}
        for n, (start, end) in enumerate((*days, (None, None)))
        for way in (None, "import", "export", "both")
    ]
    alone = [add_sanctions(events_frame([row]))["sanctions"][0] for row in rows]
    assert add_sanctions(events_frame(rows))["sanctions"].tolist() == alone


def test_a_table_gets_columns_that_can_be_filtered() -> None:
    rows = [
        {"event_id": "a", "category": "other", "unplaced_reason": "x", "goods": ["trucks", "rice"]},
        {"event_id": "b", "category": "other", "unplaced_reason": "x"},
    ]
    events = events_frame(rows).set_index(pd.Index(["x", "y"]))
    told = add_sanctions(events)
    assert told["hs_chapters"].tolist() == [("87", "10"), ()]
    assert told["sanctions"].str.len().tolist() == [1, 0]
    assert "sanctions" not in events.columns


def test_what_was_rejected_falls_under_nothing() -> None:
    row = {"event_id": "a", "category": "other", "unplaced_reason": "x", "goods": ["trucks"], "status": "rejected"}
    events = events_frame([row])
    assert add_sanctions(events)[["hs_chapters", "sanctions"]].iloc[0].tolist() == [("87",), ()]
    assert sanctions_table(events).empty


def test_a_table_without_goods_gets_empty_columns() -> None:
    events = events_frame([{"event_id": "a", "category": "other", "unplaced_reason": "x"}])
    assert add_sanctions(events)[["hs_chapters", "sanctions"]].iloc[0].tolist() == [(), ()]
