from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.errors import ReadError
from geo_nk.reports.header import Facts, read_header

if TYPE_CHECKING:
    import datetime as dt


@pytest.mark.parametrize(
    ("text", "facts", "body"),
    [
        ("Police came.", Facts(), "Police came."),
        ("Warning: police came.\n\nMore.", Facts(), "Warning: police came.\n\nMore."),
        ("url: x\ntitle: T\n\nBody.", Facts(url="x", title="T"), "Body."),
        ("title: T\nauthor: A\n\nBody.", Facts(title="T"), "Body."),
        ("author: A\ntitle: T\n\nBody.", Facts(title="T"), "Body."),
        ("title: T\nBody without a gap.", Facts(title="T"), "Body without a gap."),
        ("title: T\nNote: they came.\nBody.", Facts(title="T"), "Note: they came.\nBody."),
        ("title:\n\n\n  Body.", Facts(), "  Body."),
        ("title: T", Facts(title="T"), ""),
        ("http://example.org\n\nBody.", Facts(), "http://example.org\n\nBody."),
        ("Source-Kind: Interview\n\nBody.", Facts(source_kind="interview"), "Body."),
    ],
)
def test_header(text: str, facts: Facts, body: str) -> None:
    found, start = read_header(text, source="a.txt")
    assert (found, text[start:]) == (facts, body)


@pytest.mark.parametrize(
    "value",
    ["20210832", "2021-02-30", "August 2021", "06/08/2021", "2021-08-06T", "2021-08-06 to 09", "２０２１-08-06"],
)
def test_date_must_be_a_whole_day(value: str) -> None:
    with pytest.raises(ReadError, match=rf"^a\.txt: line 2: published: '{value}' is not a date; write YYYY-MM-DD"):
        read_header(f"title: T\npublished: {value}\n\nBody.", source="a.txt")


def test_misspelt_key() -> None:
    with pytest.raises(ReadError, match="line 1: 'publishd' is no header key; write 'published'"):
        read_header("publishd: 2021-01-01\ntitle: T\n\nBody.", source="a.txt")


def test_key_twice() -> None:
    with pytest.raises(ReadError, match="line 2: 'title' stands twice"):
        read_header("title: T\nTitle: U\n\nBody.", source="a.txt")


@given(st.dates(), st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1))
def test_any_date_and_body(day: dt.date, body: str) -> None:
    text = f"published: {day.isoformat()}\n\n{body}"
    facts, start = read_header(text, source="a.txt")
    assert (facts.published, text[start:]) == (day, body)
