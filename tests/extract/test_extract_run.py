"""Many reports: bounded batches, the same result with any number of processes, and no report takes the others along."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.errors import GeoNKError, RefusalWarning
from geo_nk.events import write_events
from geo_nk.extract import Reader, extract_events, find_mentions, iter_events
from geo_nk.extract.reader import Reading
from geo_nk.extract.run import REPORTS_A_BATCH, read_batches
from geo_nk.reports import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo_nk.reports import Refusal

ROWS_OF_THE_EXAMPLES = """
import geo_nk
from geo_nk.data import file
print(geo_nk.extract_events(str(file("examples") / "reports")).drop(columns="geometry").to_csv())
"""

TOWNS = ("Hyesan", "Musan", "Hoeryong", "Onsong")


def _reports(count: int) -> Iterator[Report]:
    return (
        Report(f"r{n}", f"On May {n % 28 + 1}, 2020, traders were arrested in {TOWNS[n % 4]}.") for n in range(count)
    )


class Broken:
    """An extractor that fails in one report."""

    def names(self, report: Report) -> list[Any]:
        if report.report_id == "r1":
            raise ZeroDivisionError("one by none")
        return []


class Dying:
    """An extractor that takes its process with it."""

    def names(self, report: Report) -> list[Any]:
        os._exit(len(report.report_id))


def test_batches_hold_the_reports_in_order() -> None:
    batches = list(read_batches(_reports(2 * REPORTS_A_BATCH + 1)))
    assert [len(batch.report_ids) for batch in batches] == [REPORTS_A_BATCH, REPORTS_A_BATCH, 1]
    assert [i for b in batches for i in b.report_ids] == [f"r{n}" for n in range(2 * REPORTS_A_BATCH + 1)]


def test_no_more_reports_are_taken_than_are_needed() -> None:
    taken: list[str] = []

    def passing() -> Iterator[Report]:
        for report in _reports(10 * REPORTS_A_BATCH):
            taken.append(report.report_id)
            yield report

    next(iter(read_batches(passing())))
    assert len(taken) == REPORTS_A_BATCH


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (
        write_events(iter_events(_reports(3 * REPORTS_A_BATCH), workers=workers), tmp_path / f"{workers}.geojson")
        for workers in (1, 2)
    )
    assert one.read_bytes() == two.read_bytes()
    assert len(one.read_bytes()) > 100_000


def test_batches_together_are_the_table() -> None:
    whole = extract_events(_reports(REPORTS_A_BATCH + 3))
    parts = list(iter_events(_reports(REPORTS_A_BATCH + 3)))
    assert [i for part in parts for i in part["event_id"]] == list(whole["event_id"])


def test_several_reports_are_read_as_each_alone() -> None:
    reader, reports = Reader(), [*_reports(3), Report("none", ""), *_reports(2)]
    together = [list(reader.rows(reading)) for reading in reader.read_several(reports) if isinstance(reading, Reading)]
    assert together == [list(reader.rows(reader.read(report))) for report in reports]


def test_of_several_reports_one_that_fails_is_its_error() -> None:
    first, second, third = Reader(extractor=Broken()).read_several(_reports(3))
    assert isinstance(second, ZeroDivisionError)
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)


def test_reports_that_cannot_be_scored_together_are_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo_nk.extract.reader.score_reports", lambda *_: 1 / 0)
    assert all(isinstance(reading, Reading) for reading in Reader().read_several(_reports(2)))


def test_a_report_that_fails_is_listed_and_the_others_are_read() -> None:
    refusals: list[Refusal] = []
    extract_events(_reports(3), extractor=Broken(), errors=refusals)
    (refusal,) = refusals
    assert refusal.source == "r1"
    assert "fault in the program (ZeroDivisionError: one by none)" in refusal.reason


def test_a_failure_is_raised_unless_asked_otherwise() -> None:
    with pytest.raises(ZeroDivisionError):
        extract_events(_reports(3), extractor=Broken())


def test_a_failure_may_warn_and_the_rest_is_read() -> None:
    with pytest.warns(RefusalWarning, match=r"r1: could not be read .*ZeroDivisionError") as told:
        extract_events(_reports(3), extractor=Broken(), errors="warn")
    assert len(told) == 1


@pytest.mark.parametrize("errors", ["ignore", None, ()])
@pytest.mark.parametrize("call", [extract_events, iter_events, find_mentions])
def test_errors_is_one_of_three(call: Any, errors: Any) -> None:
    with pytest.raises(ValueError, match="give 'raise', 'warn', or a list that takes the refusals"):
        call([], errors=errors)


def test_a_report_that_fails_loses_its_mentions_only(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Reader.read

    def failing(self: Reader, report: Report) -> Any:
        if report.report_id == "r1":
            raise RuntimeError("no luck")
        return read(self, report)

    monkeypatch.setattr(Reader, "read", failing)
    refusals: list[Refusal] = []
    assert [m.report_id for m in find_mentions(_reports(3), errors=refusals)] == ["r0", "r2"]
    assert [refusal.source for refusal in refusals] == ["r1"]


@pytest.mark.parametrize("workers", [0, -1])
def test_workers_are_one_or_more(workers: int) -> None:
    with pytest.raises(ValueError, match=f"workers is {workers}; give 1 or more"):
        iter_events([], workers=workers)


def test_what_cannot_be_sent_to_processes_is_told() -> None:
    extractor: Any = Broken()
    extractor.lock = threading.Lock()
    with pytest.raises(GeoNKError, match=r"the extractor cannot be sent to worker processes .*; use workers=1"):
        list(read_batches(_reports(2 * REPORTS_A_BATCH), extractor=extractor, workers=2))


def test_a_worker_that_ends_is_told() -> None:
    # Here, as in a notebook, the class may be one that no other process can import; that ends the worker, too.
    extractor = Dying()
    with pytest.raises(
        GeoNKError, match=r"a worker process ended .* in a notebook .*; use fewer workers, or workers=1"
    ):
        list(read_batches(_reports(2 * REPORTS_A_BATCH), extractor=extractor, workers=2))


def test_one_batch_begins_no_process() -> None:
    extractor: Any = Broken()
    extractor.lock = threading.Lock()
    assert len(list(read_batches(_reports(3), extractor=extractor, workers=2))) == 1


def test_a_run_that_is_broken_off_leaves_no_file(tmp_path: Path) -> None:
    def endless() -> Iterator[Any]:
        yield from iter_events(_reports(5))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_events(endless(), tmp_path / "events.geojson")
    assert not list(tmp_path.iterdir())


def test_rows_are_the_same_whatever_the_seed_of_hashes() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", ROWS_OF_THE_EXAMPLES],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1] != b""
