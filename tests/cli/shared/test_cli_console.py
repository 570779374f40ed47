"""What the terminal shows."""

from __future__ import annotations

import pytest
import typer

from geo_nk.cli.shared.console import finish, with_progress
from geo_nk.reports import Refusal


def test_finish_returns_where_nothing_was_refused() -> None:
    finish([])


def test_finish_lists_refusals_and_leaves_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as left:
        finish([Refusal("a.txt", "is empty")])
    assert left.value.exit_code == 1
    assert "a.txt: is empty" in capsys.readouterr().err


def test_what_does_not_fit_a_report_that_was_read_is_no_input_that_was_not(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        finish([Refusal("a.txt", "is empty"), *(Refusal("b.txt", f"fault {n}", in_part=True) for n in range(2))])
    first = capsys.readouterr().err.splitlines()[0]
    assert first == "error: 1 of the inputs could not be read; 2 of the things told of inputs do not fit them"


def test_finish_takes_one_line_for_what_many_parts_of_a_file_lack(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        finish([Refusal(f"a: b.rss: entry {number}", "is empty") for number in range(3, 50_003)] + [Refusal("c", "x")])
    assert capsys.readouterr().err.splitlines() == [
        "error: 50001 of the inputs could not be read",
        "  a: b.rss: is empty (50,000 such, the first is entry 3)",
        "  c: x",
    ]


def test_progress_passes_every_item_on_and_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(with_progress(range(3), noun="reports")) == [0, 1, 2]
    assert capsys.readouterr().err == ""


def test_progress_shows_once_work_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr("geo_nk.cli.shared.console.time.monotonic", lambda: float(next(clock)))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    started: list[bool] = []
    monkeypatch.setattr("rich.progress.Progress.start", lambda _: started.append(True))
    assert list(with_progress(range(4), noun="reports")) == [0, 1, 2, 3]
    assert started


def test_what_is_wrong_in_the_same_way_with_many_inputs_takes_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        finish([*(Refusal(f"{number}.txt", "not asked") for number in range(500)), Refusal("c.txt", "is empty")])
    assert capsys.readouterr().err.splitlines()[1:] == [
        "  not asked (500 such: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt, 5.txt, 6.txt, 7.txt ...)",
        "  c.txt: is empty",
    ]
