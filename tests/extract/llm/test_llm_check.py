"""The trained reader as a check of a model, and confidence that was measured and not claimed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk import LanguageModelReader, Report, extract_events
from geo_nk.errors import ReadError
from geo_nk.evaluate import measure
from geo_nk.extract.agreement import Measured, read_measured

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REPORT = Report(
    "r1",
    "On May 3 agents arrested two traders in Hyesan for smuggling copper.\n\n"
    "In Hoeryong police raided the market on May 4 and seized goods from street vendors.",
    published=dt.date(2020, 5, 9),
)


def checked(fake: Any, report: Report = REPORT, **options: Any) -> list[dict[str, Any]]:
    with LanguageModelReader(fake.url, "m", check=True, **options) as reader:
        return extract_events(report, extractor=reader).to_dict("records")


def test_what_both_readers_have_is_a_candidate_and_the_rest_is_to_review(fake: Any) -> None:
    fake.tells(fake.event(category="smuggling_individual"), fake.event(category="human_trafficking", places=["P0"]))
    rows = checked(fake)
    assert [(row["place_name"], row["status"], row["reader"].split(",")[0].split(" ")[0]) for row in rows] == [
        ("Hyesan", "candidate", "m"),
        (None, "to_review", "m"),
        ("Hoeryong", "to_review", "trained"),
    ]


def test_a_report_that_the_trained_reader_does_not_understand_is_not_checked(fake: Any) -> None:
    fake.tells(fake.event())
    (row,) = checked(fake, Report("ko", "지난 3일 혜산시 장마당에서 상인 두 명이 체포됐다."))
    assert row["status"] == "candidate"


def test_confidence_is_the_share_that_was_right_on_labelled_reports(fake: Any, tmp_path: Path) -> None:
    fake.tells(fake.event(category="smuggling_individual", confidence=1.0))
    with LanguageModelReader(fake.url, "m", check=True) as reader:
        events = extract_events(REPORT, extractor=reader)
        gold = events[events["place_name"] == "Hyesan"]
    measured = measure(gold, events)
    assert [*measured.rows.values()] == [(1, 1), (0, 1)]
    assert read_measured(measured.write(tmp_path / "m.json")) == measured
    rows = checked(fake, confidence=tmp_path / "m.json")
    assert [row["confidence"] for row in rows] == [0.667, 0.333]


def test_a_measure_without_the_check_says_nothing_of_rows_with_it(fake: Any, tmp_path: Path) -> None:
    fake.tells(fake.event(category="smuggling_individual"))
    with LanguageModelReader(fake.url, "m") as reader:
        events = extract_events(REPORT, extractor=reader)
    file = measure(events, events).write(tmp_path / "m.json")
    with pytest.raises(ReadError, match=r"seed 0, and not of m, conventions .*, seed 0, checked; measure again"):
        checked(fake, confidence=file)


def test_a_measure_of_another_model_is_refused(tmp_path: Path) -> None:
    file = Measured(1, {("other, conventions 1.0", "candidate"): (1, 1)}).write(tmp_path / "m.json")
    with pytest.raises(ReadError, match=r"m.json: was measured of other, conventions 1.0, and not of m, conventions"):
        LanguageModelReader("http://127.0.0.1/v1", "m", confidence=file)


@pytest.mark.parametrize(
    "held",
    [
        "",
        "[]",
        "{}",
        '{"reports": 1, "rows": [{}]}',
        '{"reports": 1, "rows": [{"reader": "m", "status": "x", "right": 2, "made": 1}]}',
    ],
)
def test_a_file_that_measures_nothing_is_refused(tmp_path: Path, held: str) -> None:
    (tmp_path / "m.json").write_text(held, encoding="utf-8")
    with pytest.raises(
        ReadError, match=r"m\.json: does not say how often rows are right; make it with geo-nk evaluate"
    ):
        read_measured(tmp_path / "m.json")
