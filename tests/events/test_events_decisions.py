from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo_nk.errors import ReadError
from geo_nk.events.decisions import read_decisions

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "event_id,decision,category,place_id,place_name,date_start,date_end,note,reviewer,reviewed_at\n"
KIM = "Kim,2026-03-01T09:30:00Z\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.csv"


def test_a_decision_has_what_its_row_says(file: Path) -> None:
    file.write_text(f"{HEAD}e1,Correct,defection,,,2021,,seen twice,{KIM}")
    (made,) = read_decisions(file)
    assert (made.event_id, made.decision, made.category, made.date_start) == ("e1", "correct", "defection", "2021")
    assert (made.note, made.reviewer, made.reviewed_at, made.row) == ("seen twice", "Kim", "2026-03-01T09:30:00Z", 2)


def test_columns_for_people_are_passed_over_and_formulas_come_back_as_text(file: Path) -> None:
    file.write_text(f"{HEAD.strip()},title\ne1,reject,,,,,,'=not so,{KIM.strip()},Raid\n")
    assert read_decisions(file)[0].note == "=not so"


@pytest.mark.parametrize(
    ("said", "kept"),
    [("2026-03-01", "2026-03-01T00:00:00Z"), ("2026-03-01T09:30:00+09:00", "2026-03-01T00:30:00Z")],
)
def test_a_time_is_kept_in_utc(file: Path, said: str, kept: str) -> None:
    file.write_text(f"{HEAD}e1,confirm,,,,,,,Kim,{said}\n")
    assert read_decisions(file)[0].reviewed_at == kept


def test_who_decided_may_be_given_for_all_rows_that_do_not_say(file: Path) -> None:
    file.write_text(f"{HEAD}e1,confirm,,,,,,,,2026-03-01\ne2,confirm,,,,,,,Park,2026-03-01\n")
    assert [made.reviewer for made in read_decisions(file, reviewer="Kim")] == ["Kim", "Park"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (f",confirm,,,,,,,{KIM}", "row 2, event_id: is empty"),
        (f"e1,yes,,,,,,,{KIM}", "row 2, decision: 'yes' is not known; it is one of confirm, correct, reject, note"),
        (f"e1,reject,defection,,,,,,{KIM}", "row 2, category: 'defection' stands beside the decision 'reject'"),
        (f"e1,correct,,,,,,,{KIM}", "row 2, decision: 'correct' says nothing new; fill in one of category"),
        (f"e1,note,,,,,,,{KIM}", "row 2, note: is empty beside the decision 'note'"),
        ("e1,confirm,,,,,,,,2026-03-01\n", "row 2, reviewer: is empty; write who decided, or give --reviewer NAME"),
        ("e1,confirm,,,,,,,Kim,\n", "row 2, reviewed_at: is empty"),
        ("e1,confirm,,,,,,,Kim,yesterday\n", "row 2, reviewed_at: 'yesterday' is not a time; write it as 2026"),
        (f"e1,confirm,,,,,,{'x' * 2001},{KIM}", "row 2, note: has 2,001 characters; at most 2,000 are kept"),
        (f"e1,confirm,,,,,,,{KIM}e1,reject,,,,,,,{KIM}", "row 3, event_id: 'e1' stands in row 2, too; keep one"),
    ],
)
def test_what_cannot_be_used_is_named_by_row_column_and_value(file: Path, row: str, fault: str) -> None:
    file.write_text(HEAD + row)
    with pytest.raises(ReadError) as caught:
        read_decisions(file)
    assert fault in str(caught.value)
    assert str(file) in str(caught.value)


def test_another_table_is_refused(file: Path) -> None:
    file.write_text("event_id,category\ne1,other\n")
    with pytest.raises(
        ReadError, match="has no column 'decision', so these are no decisions; its columns are event_id"
    ):
        read_decisions(file)
