"""The answer sheet is read, and what is wrong with it is said with line and value."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.errors import ReadError
from geo_nk.evaluate.gold import read_gold

if TYPE_CHECKING:
    from pathlib import Path

MUSAN = {"surface": "Musan", "canonical": "Musan", "lat": 42.226, "lon": 129.208, "paragraph": 0, "start": 3}
RYANGGANG = {**MUSAN, "surface": "Yanggang", "canonical": "Ryanggang", "type": "province", "lat": 41.3, "lon": 128.1}
RAID = {"category": "market_crackdown", "places": ["Musan"]}


def sheet(tmp_path: Path, *lines: dict[str, Any] | str) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_places_of_an_event_get_the_points_of_their_mentions(tmp_path: Path) -> None:
    raid = {**RAID, "places": ["Musan", "Ryanggang", "Nowhere"]}
    (report,) = read_gold(sheet(tmp_path, {"report": "r", "mentions": [MUSAN, RYANGGANG], "events": [raid]}))
    assert report.events[0].spots == ((129.208, 42.226),)


def test_an_event_may_have_a_point_of_its_own(tmp_path: Path) -> None:
    (report,) = read_gold(sheet(tmp_path, {"report": "r", "events": [{**RAID, "lon": 129.2, "lat": 42.2}]}))
    assert report.events[0].spots == ((129.2, 42.2),)


def test_days_are_known_only_where_both_are_given(tmp_path: Path) -> None:
    events = [{**RAID, "date_end": "2020-02-03"}, {**RAID, "date_start": "2020-02-01", "date_end": "2020-02-03"}]
    (report,) = read_gold(sheet(tmp_path, {"report": "r", "events": events}, ""))
    assert [event.days for event in report.events] == [None, (dt.date(2020, 2, 1), dt.date(2020, 2, 3))]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is no JSON object"),
        ("[]", "line 1: has no 'report'"),
        ({"report": 3}, "line 1: has no 'report'"),
        ({"report": "r", "mentions": "Musan"}, "has mentions that are no list of objects"),
        ({"report": "r", "mentions": [{**MUSAN, "surface": ""}]}, "a mention with surface ''"),
        ({"report": "r", "mentions": [{**MUSAN, "start": -1}]}, "'Musan' with paragraph 0 and start -1"),
        ({"report": "r", "mentions": [{**MUSAN, "lat": 142}]}, "lon 129.208 and lat 142"),
        ({"report": "r", "events": [{**RAID, "category": "raid"}]}, "category 'raid'; use one of market_crackdown"),
        ({"report": "r", "events": [{**RAID, "places": "Musan"}]}, "places 'Musan'; give a list"),
        ({"report": "r", "events": [{**RAID, "date_start": "3 May"}]}, "date_start '3 May'; write it as YYYY-MM-DD"),
        (
            {"report": "r", "events": [{**RAID, "date_start": "2020-05-03", "date_end": "2020-05-01"}]},
            "ends on 2020-05-01, before it starts on 2020-05-03",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, line: dict[str, Any] | str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_gold(sheet(tmp_path, line))


def test_a_report_stands_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="line 2: report 'r' stands there twice"):
        read_gold(sheet(tmp_path, {"report": "r"}, {"report": "r"}))


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="holds no report"):
        read_gold(sheet(tmp_path, ""))
