"""Two readings of the same reports, side by side."""

from __future__ import annotations

import pytest

from geo_nk import events_frame
from geo_nk.cli.compare import compare
from geo_nk.cli.shared.options import Form
from geo_nk.errors import ReadError
from geo_nk.evaluate import compare_readers
from geo_nk.events import write_events

TOLD = {"report_id": "r1", "category": "defection", "place_name": "Hyesan", "date_start": "2020-05-03"}


def table(*rows: dict[str, str]):  # noqa: ANN201 - a GeoDataFrame
    return events_frame(
        {"event_id": f"e{number}", "unplaced_reason": "x", **TOLD, **row} for number, row in enumerate(rows)
    )


def test_rows_of_one_place_and_an_accepted_category_are_the_same() -> None:
    found = compare_readers(table({}, {"place_name": "Musan"}), table({"category": "border_control"}))
    assert len(found.both) == len(found.other_category) == 1
    assert [row.place for row in found.first] == ["Musan"]
    assert found.second == ()


def test_the_very_category_goes_before_one_that_is_accepted() -> None:
    found = compare_readers(table({}), table({"category": "border_control"}, {"date_start": "2020-05-04"}))
    assert [pair[1].category for pair in found.both] == ["defection"]
    assert len(found.other_date) == 1


def test_reports_of_one_table_alone_are_named() -> None:
    assert compare_readers(table({}, {"report_id": "r2"}), table({})).apart == ("r2",)


def test_tables_of_other_reports_are_refused() -> None:
    with pytest.raises(ReadError, match="no report in common"):
        compare_readers(table({}), table({"report_id": "r2"}))


@pytest.mark.parametrize("form", [*Form])
def test_the_command_lists_what_differs(tmp_path, capsys: pytest.CaptureFixture[str], form: Form) -> None:  # noqa: ANN001
    write_events(table({}, {"place_name": "Musan"}), tmp_path / "a.csv")
    write_events(table({"date_start": "2020-05-04"}), tmp_path / "b.csv")
    compare(tmp_path / "a.csv", tmp_path / "b.csv", form=form)
    shown = capsys.readouterr().out
    assert "Musan" in shown
    if form is Form.text:
        assert shown.splitlines()[:3] == ["in both: 1", "  of another category: 0", "  of another date: 1"]
