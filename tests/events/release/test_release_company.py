"""What too few reports tell is shown coarser until it is one of several, or not at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.data import read_table
from geo_nk.events import events_frame
from geo_nk.events.release import release
from geo_nk.events.release.coarse_date import DATE_STEPS
from geo_nk.events.release.coarse_place import PLACE_STEPS

TODAY = dt.date(2023, 1, 1)
HYESAN = {"place_id": "kp-ryanggang-hyesan", "lon": 128.18, "lat": 41.41}
SAMJIYON = {"place_id": "kp-ryanggang-samjiyon", "lon": 128.32, "lat": 41.81}


def told(number: int, day: str = "2021-02-14", *, kind: str = "interview", **changes: Any) -> dict[str, Any]:
    row = {"event_id": f"e{number}", "report_id": f"n{number}", "category": "defection", "source_kind": kind}
    return row | HYESAN | {"date_start": day, "date_end": day, "date_precision": "day"} | changes


def shown(*rows: dict[str, Any], least: int = 3) -> list[tuple[str, str, str]]:
    """Return the place and the first and last month of what is shown."""
    events = release(events_frame(rows), level="public", today=TODAY, min_count=least).events
    months = (events[name].dt.strftime("%m").tolist() for name in ("date_start", "date_end"))
    return sorted(zip(events["place_name"], *months, strict=True))


def test_enough_are_shown_as_the_level_has_it() -> None:
    assert shown(told(1), told(2), told(3)) == [("Hyesan", "01", "03")] * 3


def test_too_few_of_a_quarter_are_shown_by_the_year() -> None:
    assert shown(told(1), told(2, "2021-05-01"), told(3, "2021-11-01")) == [("Hyesan", "01", "12")] * 3


def test_too_few_of_a_county_are_shown_by_the_province() -> None:
    rows = [told(1), told(2, "2021-05-01"), told(3, **SAMJIYON)]
    assert shown(*rows) == [("Ryanggang", "01", "12")] * 3


def test_too_few_for_a_province_are_not_shown() -> None:
    done = release(events_frame([told(1), told(2)]), level="public", today=TODAY, min_count=3)
    assert (len(done.events), dict(done.held_back)) == (0, {"told by too few": 2})


def test_who_is_coarser_keeps_nobody_company_who_is_not() -> None:
    rows = [told(1), told(2), told(3), told(4, "2021-05-01"), told(5, **SAMJIYON)]
    assert shown(*rows) == [("Hyesan", "01", "03")] * 3


@pytest.mark.parametrize("other", [{"category": "other"}, {"report_id": "n1"}])
def test_another_kind_of_event_and_the_same_report_are_no_company(other: dict[str, str]) -> None:
    assert shown(told(1), told(2), told(3, **other)) == []


@pytest.mark.parametrize(("sources", "count"), [(("Han", "Han", "Ko"), 0), (("Han", "Ri", "Ko"), 3), ((None,) * 3, 3)])
def test_in_a_table_without_reports_sources_are_counted(sources: tuple[str | None, ...], count: int) -> None:
    rows = [told(i, report_id=None, publisher=source) for i, source in enumerate(sources)]
    assert len(shown(*rows)) == count


def test_what_a_published_report_tells_is_not_counted_and_not_coarsened() -> None:
    article = told(9, kind="published", publisher="Example Weekly")
    assert shown(article, told(1), told(2)) == [("Hyesan", "02", "02")]


def test_what_would_be_shown_by_a_year_waits_until_the_year_is_old_enough() -> None:
    rows = [told(1, "2022-02-14"), told(2, "2022-05-01"), told(3, "2022-08-01")]
    assert shown(*rows) == []


def test_a_province_is_told_without_a_point() -> None:
    rows = [told(1), told(2, "2021-05-01"), told(3, **SAMJIYON)]
    events = release(events_frame(rows), level="public", today=TODAY, min_count=3).events
    assert events.geometry.isna().all()
    assert set(events["geo_precision"]) == {"province"}


def test_each_step_is_one_that_the_program_knows() -> None:
    steps = read_table("release_steps.csv")
    assert all(row["place"] in {"", *PLACE_STEPS} and row["date"] in {"", *DATE_STEPS} and row["why"] for row in steps)
    assert not steps[0]["place"]


PLACES = (HYESAN, SAMJIYON, {"place_id": "kp-north-hamgyong-musan", "lon": 129.2, "lat": 42.2}, {"place_id": None})


@given(
    rows=st.lists(
        st.tuples(st.integers(0, 3), st.dates(dt.date(2020, 1, 1), dt.date(2022, 12, 31)), st.integers(0, 9))
    ),
    least=st.integers(1, 4),
)
def test_nobody_is_shown_alone(rows: list[tuple[int, dt.date, int]], least: int) -> None:
    table = [
        told(i, day.isoformat(), report_id=f"n{report}", **PLACES[place]) for i, (place, day, report) in enumerate(rows)
    ]
    done = release(events_frame(table), level="public", today=dt.date(2023, 6, 1), min_count=least)
    assert done.ids is not None
    report_of = {row["event_id"]: row["report_id"] for row in table}
    known = {new: report_of[old] for old, new in done.ids.items()}
    seen = done.events.assign(report=done.events["event_id"].map(known), point=done.events.geometry.to_wkt())
    cells = seen.groupby(["place_id", "point", "date_start", "date_end"], dropna=False)["report"].nunique()
    assert (cells >= least).all()
    assert len(done.events) + sum(done.held_back.values()) == len(rows)
