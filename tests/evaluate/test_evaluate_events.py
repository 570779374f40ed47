"""Events are held against labelled ones as a person would do it with a pencil."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.errors import EventSchemaError, ReadError
from geo_nk.evaluate import GoldReport, Share, evaluate_events
from geo_nk.evaluate.gold import GoldEvent
from geo_nk.events import events_frame, write_events

if TYPE_CHECKING:
    from pathlib import Path

    from geopandas import GeoDataFrame

HYESAN, SAMSU, MUSAN, HOERYONG = (128.178, 41.403), (128.019, 41.298), (129.208, 42.226), (129.746, 42.441)
MAY = (dt.date(2020, 5, 1), dt.date(2020, 5, 10))


def wanted(category: str, *spots: tuple[float, float], days: tuple[dt.date, dt.date] | None = MAY) -> GoldEvent:
    return GoldEvent(category, "", spots, days)


def sheet(*events: GoldEvent) -> list[GoldReport]:
    return [GoldReport("r", (), events)]


def table(*rows: tuple[str, tuple[float, float] | None], report: str = "r", **more: Any) -> GeoDataFrame:
    days = {"date_start": "2020-05-03", "date_end": "2020-05-03"} | more
    return events_frame(
        {"event_id": f"e{number}", "category": category, "report_id": report, **days}
        | ({"lon": at[0], "lat": at[1]} if at else {"unplaced_reason": "not said"})
        for number, (category, at) in enumerate(rows)
    )


def test_a_small_case_agrees_with_the_pencil() -> None:
    """Five wanted, one of them unplaced; six rows, one unplaced, one other, one twice, one far."""
    gold = sheet(
        wanted("phone_crackdown", HYESAN, MUSAN),  # found at both
        wanted("border_control", HOERYONG),  # found as a defection, which is accepted
        wanted("drug_crackdown", MUSAN),  # missed
        wanted("smuggling_state", HYESAN),  # missed: 600 km is too far
        wanted("border_control"),  # has no place: not counted
    )
    rows = table(
        ("phone_crackdown", HYESAN),
        ("phone_crackdown", MUSAN),
        ("defection", HOERYONG),
        ("phone_crackdown", MUSAN),  # a second row for the same place: wrong
        ("smuggling_state", (124.4, 40.1)),  # wrong place
        ("drug_crackdown", None),  # no point: not counted
        ("other", MUSAN),  # not counted
    )
    scores = evaluate_events(gold, rows)
    assert (scores.precision, scores.recall) == (Share(3, 5), Share(2, 4))
    assert scores.f1 == pytest.approx(2 * 0.6 * 0.5 / 1.1)
    assert (scores.dates, scores.exact) == (Share(2, 2), Share(1, 2))
    assert scores.by_category["phone_crackdown"] == (Share(2, 3), Share(1, 1))
    assert scores.by_category["drug_crackdown"] == (Share(0, 0), Share(0, 1))
    assert [event.category for _, event in scores.missed] == ["drug_crackdown", "smuggling_state"]
    assert [row.number for row in scores.false] == [3, 4]


def test_the_same_category_goes_before_an_accepted_one() -> None:
    gold = sheet(wanted("border_control", HYESAN), wanted("defection", HYESAN))
    scores = evaluate_events(gold, table(("defection", HYESAN), ("border_control", HYESAN)))
    assert scores.exact == Share(2, 2)


def test_the_nearest_row_goes_first() -> None:
    gold = sheet(wanted("defection", HYESAN))
    scores = evaluate_events(gold, table(("defection", SAMSU), ("defection", HYESAN)))
    assert [row.number for row in scores.false] == [0]


def test_how_far_is_far_can_be_said() -> None:
    gold, rows = sheet(wanted("defection", HYESAN)), table(("defection", SAMSU))  # 17.7 km apart
    assert evaluate_events(gold, rows, within_km=18).recall == Share(1, 1)
    assert evaluate_events(gold, rows, within_km=17).recall == Share(0, 1)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        ("2020-05-10", "2020-05-10", 1),
        ("2020-05-11", "2020-05-11", 0),
        ("2020-04-20", "2020-05-12", 1),  # 13 days longer
        ("2020-04-10", "2020-05-12", 0),
        (None, "2020-05-03", 0),
    ],
)
def test_dates_overlap_and_are_at_most_a_fortnight_vaguer(start: str | None, end: str, fits: int) -> None:
    rows = table(("defection", HYESAN), date_start=start, date_end=end)
    assert evaluate_events(sheet(wanted("defection", HYESAN)), rows).dates == Share(fits, 1)


def test_an_event_without_days_asks_for_none() -> None:
    rows = table(("defection", HYESAN))
    assert evaluate_events(sheet(wanted("defection", HYESAN, days=None)), rows).dates == Share(0, 0)


def test_rows_of_reports_that_are_not_labelled_are_left_out_and_counted() -> None:
    rows = table(("defection", HYESAN), ("defection", HYESAN)).assign(report_id=["r", "another"])
    scores = evaluate_events(sheet(wanted("defection", HYESAN)), rows)
    assert (scores.precision, scores.left_out) == (Share(1, 1), 1)


def test_rows_of_no_labelled_report_at_all_are_refused() -> None:
    with pytest.raises(ReadError, match="report_id is 'another' in the events and 'r' in the labels; give both"):
        evaluate_events(sheet(), table(("defection", HYESAN), report="another"))


@pytest.mark.parametrize("ending", [".geojson", ".csv", ".jsonl"])
def test_an_event_table_may_be_the_gold(tmp_path: Path, ending: str) -> None:
    gold = table(("defection", HYESAN), ("defection", MUSAN), incident_id="i1")
    path = write_events(gold, tmp_path / f"gold{ending}")
    scores = evaluate_events(path, table(("defection", MUSAN), ("market_crackdown", MUSAN)))
    assert (scores.precision, scores.recall) == (Share(1, 2), Share(1, 1))


def test_a_table_holds_against_itself(example_events: GeoDataFrame) -> None:
    scores = evaluate_events(example_events, example_events)
    assert scores.f1 == 1
    assert scores.precision.of > 5


def test_what_is_no_event_table_is_refused() -> None:
    with pytest.raises(EventSchemaError, match="a dict is no event table"):
        evaluate_events(sheet(), {})  # type: ignore[arg-type]


@pytest.mark.parametrize("within_km", [0, -3, float("nan")])
def test_a_distance_is_above_zero(within_km: float) -> None:
    with pytest.raises(ValueError, match="give a distance above 0"):
        evaluate_events(sheet(), table(), within_km=within_km)
