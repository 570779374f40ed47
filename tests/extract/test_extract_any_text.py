"""Whatever a report holds: it is read, what is said of it stands in it, and time grows only with its length."""

from __future__ import annotations

import datetime as dt
import importlib.util
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_nk.extract import Reader
from geo_nk.reports import Report


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HARNESS = _load(Path(__file__).parents[1] / "fuzz" / "fuzz_extract.py")

LENGTH, SHORTER = 200_000, 50_000
SLOWEST_S = 15.0
"""Seconds that so long a text may take on a slow machine that does other things; on a quiet one it is about one."""

READER = Reader()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(HARNESS.PIECES) | st.just(" ") | st.text(max_size=6), max_size=60).map("".join))
def test_what_is_said_of_a_text_stands_in_it(text: str) -> None:
    HARNESS.check(text, table=False)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(HARNESS.PIECES).map(lambda piece: f"{piece} "), max_size=40).map("".join),
    st.integers(0, 20),
)
def test_the_table_of_any_text_is_valid(text: str, body_start: int) -> None:
    HARNESS.check(text, body_start=body_start)


def _seconds(piece: str, length: int) -> float:
    report = Report("r", piece * (length // len(piece)) + "Hyesan", published=dt.date(2021, 8, 6))
    start = time.process_time()
    list(READER.rows(READER.read(report)))
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    [
        "Traders were not arrested in Hyesan and ",
        "Traders were arrested in Hyesan. ",
        "Arrests in Hyesan on May 3, 2020.\n\n",
        "arrested in Hyesan by ",
        "nobody in ",
        "from Hyesan to ",
        "near ",
        "May 3 ",
        "on the 3rd ",
        "three years later ",
        "Gwangmyeong-ri ",
        "Hyesan (",
        "Hyesan-",
        "혜산 ",
        "Kim ",
        "A.",
        "a",
        "9,",
        "“",
        "\n",
        "; ",
        "\u0301",
        "İ",
        "\ud800",
        "title: a\n",
        "Photo: x\n\n",
    ],
)
def test_a_long_text_takes_time_by_its_length(piece: str) -> None:
    short, long = _seconds(piece, SHORTER), _seconds(piece, LENGTH)
    assert long < SLOWEST_S
    assert long < 3 * (LENGTH / SHORTER) * max(short, 0.1)


def test_a_report_of_a_thousand_places_and_days_is_read_in_linear_time() -> None:
    told = (f"On March {n % 28 + 1} police arrested traders in Zabul{n}-ri, Musan County." for n in range(2000))
    begun = time.process_time()
    Reader().read(Report("r", "\n\n".join(told), published=dt.date(2021, 5, 5)))
    assert time.process_time() - begun < 15
