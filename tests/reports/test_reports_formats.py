from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest

from geo_nk.reports.dates import published_day
from geo_nk.reports.formats import FORMATS, UNREAD
from geo_nk.reports.formats.page_facts import page_rows
from geo_nk.reports.header import HEADER_KEYS


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.module)
def test_each_format_has_a_reader(form: object) -> None:
    assert callable(form.read)  # type: ignore[attr-defined]


def test_no_ending_is_read_twice() -> None:
    endings = Counter([*UNREAD, *(ending for form in FORMATS for ending in form.endings)])
    assert max(endings.values()) == 1
    assert all(ending.startswith(".") and ending.islower() for ending in endings)


def test_reading_texts_loads_no_library_of_pages() -> None:
    code = (
        "import sys, geo_nk.reports; print(sorted({'lxml', 'trafilatura', 'feedparser', 'mailbox'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_table_of_page_facts() -> None:
    rows = page_rows()
    assert {fact for fact, _, _ in rows} <= {*HEADER_KEYS, "article"}
    assert {where for _, where, _ in rows} == {
        *("json-ld", "meta", "link"),
        *("printed", "byline", "changed", "forwarded", "sender"),
    }
    assert max(Counter(rows).values()) == 1


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-06-05T23:30:00+09:00", "2021-06-05"),
        ("2021-06-05 14:32", "2021-06-05"),
        ("2021-06-05T14:32:10.123Z", "2021-06-05"),
        ("20210605", "2021-06-05"),
        ("20210605143210", "2021-06-05"),
        ("Sat, 05 Jun 2021 23:30:00 +0900", "2021-06-05"),
        ("Thu, 03 Sep 15 00:01:01 +0200", "2015-09-03"),
        ("Thursday, 03-Sep-15 00:01:01 GMT", "2015-09-03"),
        ("Saturday, 5 June 2021", "2021-06-05"),
        ("June 5, 2021", "2021-06-05"),
        ("2021년 6월 5일 (토)", "2021-06-05"),
        ("2021.06.05", "2021-06-05"),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01", None),
        ("2021-06", None),
        ("2021-06-05 to 2021-06-09", None),
        ("05/06/2021", None),
        ("12345678", None),
        ("", None),
        (None, None),
    ],
)
def test_days_that_programs_write(written: str | None, day: str | None) -> None:
    found = published_day(written)
    assert (found and found.isoformat()) == day
