"""Requests and replies as files: repeated without a server, answered elsewhere, resumed, and never asked twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk import LanguageModelReader, Report, extract_events, iter_events, load_categories
from geo_nk.errors import OutputError
from geo_nk.extract.llm.question import request_hash
from geo_nk.extract.run import AHEAD, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo_nk.reports import Refusal

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REPORT = Report("r1", "Two traders were arrested in Hyesan on May 3, 2020.")


def offline(folder: Path, *reports: Report, model: str = "m", **options: Any) -> tuple[Any, list[Refusal]]:
    refused: list[Refusal] = []
    reader = LanguageModelReader(None, model, cache=folder, offline=True, **options)
    return extract_events(reports or (REPORT,), extractor=reader, errors=refused), refused


def test_what_is_not_answered_is_written_and_listed_and_then_replayed(fake: Any, tmp_path: Path) -> None:
    events, refused = offline(tmp_path)
    (request,) = tmp_path.iterdir()
    assert len(events) == 0
    assert refused[0].reason == f"not answered yet: {request}"
    body = json.loads(request.read_text(encoding="utf-8"))
    name = request.name.partition(".")[0]
    assert name == request_hash(body)
    (tmp_path / f"{name}.reply.json").write_text(json.dumps({"events": [fake.event(date="D1")]}), encoding="utf-8")
    events, refused = offline(tmp_path)
    assert ([str(day)[:10] for day in events["date_start"]], refused, fake.asked) == (["2020-05-03"], [], [])


def test_a_wrong_answer_by_hand_is_asked_once_more_in_a_file_of_its_own(tmp_path: Path) -> None:
    offline(tmp_path)
    (request,) = tmp_path.iterdir()
    reply = request.with_name(request.name.replace("request", "reply"))
    reply.write_text("I do not know", encoding="utf-8")
    assert "not answered yet" in offline(tmp_path)[1][0].reason
    assert len([*tmp_path.glob("*.request.json")]) == 2


def test_a_run_with_a_server_is_repeated_without(fake: Any, tmp_path: Path) -> None:
    fake.tells(fake.event())
    with LanguageModelReader(fake.url, "m", cache=tmp_path) as reader:
        first = extract_events(REPORT, extractor=reader)
    second, _ = offline(tmp_path)
    assert first.equals(second)
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    "other",
    [{"model": "other"}, {"seed": 1}, {"conventions": "own"}, {"report": Report("r1", "Two were arrested in Musan.")}],
)
def test_model_seed_conventions_and_report_are_in_the_hash(tmp_path: Path, other: dict[str, Any]) -> None:
    own = tmp_path / "own.md"
    own.write_text("version: own-1\n" + "\n".join(f"| {code} | x |" for code in load_categories()), encoding="utf-8")
    options = {key: own if key == "conventions" else value for key, value in other.items() if key != "report"}
    offline(tmp_path / "cache")
    offline(tmp_path / "cache", other.get("report", REPORT), **options)
    assert len([*(tmp_path / "cache").iterdir()]) == 2


def test_name_of_the_report_and_address_of_the_server_are_not(tmp_path: Path) -> None:
    offline(tmp_path)
    offline(tmp_path, Report("r2", REPORT.text, publisher="Other", url="https://example.org"))
    assert len([*tmp_path.iterdir()]) == 1


def test_two_copies_of_a_report_are_asked_about_once(fake: Any, tmp_path: Path) -> None:
    fake.answering = lambda _body, handler: (time.sleep(0.1), fake.send(handler, fake.completion('{"events": []}')))
    with LanguageModelReader(fake.url, "m", cache=tmp_path, workers=4) as reader:
        extract_events([Report(f"r{n}", REPORT.text) for n in range(4)], extractor=reader)
    assert len(fake.asked) == 1


def test_a_budget_leaves_the_rest_to_another_run(fake: Any, tmp_path: Path) -> None:
    reports = [Report(f"r{n}", f"{n} men were arrested in Hyesan.") for n in range(2, 7)]
    fake.tells(fake.event())
    for more, refused in ((2, 3), (2, 1), (2, 0)):
        listed: list[Refusal] = []
        with LanguageModelReader(fake.url, "m", cache=tmp_path, most_reports=more) as reader:
            extract_events(reports, extractor=reader, errors=listed)
        assert len(listed) == refused
        assert all("the budget of 2 reports is spent" in refusal.reason for refusal in listed)
    assert len(fake.asked) == 5


def test_a_budget_without_a_cache_says_how_to_go_on(fake: Any) -> None:
    listed: list[Refusal] = []
    extract_events(REPORT, extractor=LanguageModelReader(fake.url, "m", most_reports=0), errors=listed)
    assert listed[0].reason.endswith("give a cache (--llm-cache DIR) to go on where this run ends")


def test_tokens_are_counted(fake: Any, tmp_path: Path) -> None:
    for asked, replayed in ((2, 0), (0, 2)):
        with LanguageModelReader(fake.url, "m", cache=tmp_path) as reader:
            extract_events([REPORT, Report("r2", "Snow.")], extractor=reader)
        usage = reader.usage
        assert (usage.asked, usage.replayed, usage.tokens_in, usage.tokens_out) == (asked, replayed, 200, 20)


@pytest.mark.parametrize("held", [b"\xff\xfe\xfa", b"", b"null", b"[1]"])
def test_a_reply_file_that_is_broken_is_listed(tmp_path: Path, held: bytes) -> None:
    offline(tmp_path)
    (request,) = tmp_path.iterdir()
    request.with_name(request.name.replace("request", "reply")).write_bytes(held)
    (refusal,) = offline(tmp_path)[1]
    assert "is not UTF-8" in refusal.reason or "not answered yet" in refusal.reason


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda file: file.mkdir(), "reply.json: is a folder"),
        (lambda file: file.symlink_to(file.parent / "nothing"), "reply.json: does not exist"),
        (lambda file: os.mkfifo(file), "reply.json: is no ordinary file but a pipe or a device"),  # noqa: PLW0108 - not every system has it
    ],
)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_what_is_no_file_is_no_reply_and_holds_up_nothing(
    fake: Any, tmp_path: Path, make: Callable[[Path], None], why: str
) -> None:
    offline(tmp_path)
    (request,) = tmp_path.iterdir()
    make(request.with_name(request.name.replace("request", "reply")))
    refused: list[Refusal] = []
    extract_events(REPORT, extractor=LanguageModelReader(fake.url, "m", cache=tmp_path), errors=refused)
    assert why in refused[0].reason
    assert fake.asked == []


def test_a_request_that_was_changed_is_named(tmp_path: Path) -> None:
    offline(tmp_path)
    (request,) = tmp_path.iterdir()
    request.write_text(request.read_text(encoding="utf-8").replace("Hyesan", "Musan"), encoding="utf-8")
    assert "request.json: is not what is asked any more; delete it with its reply" in offline(tmp_path)[1][0].reason


def test_a_cache_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="file: the folder cannot be made"):
        LanguageModelReader("http://127.0.0.1/v1", "m", cache=tmp_path / "file")


def test_rows_come_in_the_order_of_the_reports_with_any_number_of_workers(fake: Any) -> None:
    reports = [Report(f"r{n}", f"{n} men were arrested in Hyesan.") for n in range(2, 22)]
    fake.answering = lambda body, handler: (
        time.sleep(0.03 if "S1: 2" in body["messages"][1]["content"] else 0),
        fake.send(handler, fake.completion(json.dumps({"events": [fake.event()]}))),
    )
    tables = []
    for workers in (1, 8):
        with LanguageModelReader(fake.url, "m", workers=workers) as reader:
            tables.append(extract_events(reports, extractor=reader))
    assert tables[0].equals(tables[1])


def test_processes_and_threads_are_not_mixed(fake: Any) -> None:
    with pytest.raises(ValueError, match="this extractor waits in threads: give it workers of its own"):
        extract_events(REPORT, extractor=LanguageModelReader(fake.url, "m"), workers=2)


def made_up(count: int) -> Any:
    return (Report(f"r{n}", f"On May 3, 2020 {n + 2} traders were arrested in Hyesan. " * 5) for n in range(count))


@pytest.mark.slow
def test_a_thousand_reports_take_flat_memory_and_keep_the_server_busy(fake: Any) -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    def answer(_body: object, handler: Any) -> None:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.02)
        with lock:
            at_once -= 1
        fake.asked, fake.headers = [], []
        fake.send(handler, fake.completion(json.dumps({"events": [fake.event()]})))

    fake.answering = answer
    taken = 0

    def reports() -> Iterator[Report]:
        nonlocal taken
        for report in made_up(1000):
            taken += 1
            yield report

    rows, ahead = 0, 0
    with LanguageModelReader(fake.url, "m", workers=8) as reader:
        for events in iter_events(reports(), extractor=reader):
            rows += len(events)
            ahead = max(ahead, taken - rows)
    assert rows == 1000
    assert most >= 6  # of 8: a busy machine may not start all at once
    assert ahead <= 8 * AHEAD + TOGETHER


RUN = """
import sys
from geo_nk import LanguageModelReader, Report, extract_events
reports = [Report(f"r{n}", f"On May 3, 2020 {n + 2} traders were arrested in Hyesan.") for n in range(200)]
with LanguageModelReader(sys.argv[1], "m", cache=sys.argv[2], workers=8) as reader:
    print(len(extract_events(reports, extractor=reader)), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_a_run_that_was_killed_is_resumed_and_nothing_is_asked_twice(fake: Any, tmp_path: Path) -> None:
    fake.answering = lambda _body, handler: (
        time.sleep(0.02),
        fake.send(handler, fake.completion(json.dumps({"events": [fake.event()]}))),
    )
    command = [sys.executable, "-c", RUN, fake.url, str(tmp_path)]
    first = subprocess.Popen(command)
    until = time.monotonic() + 60
    while len([*tmp_path.glob("*.reply.json")]) < 50 and time.monotonic() < until:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait()
    answered = {file.name.partition(".")[0] for file in tmp_path.glob("*.reply.json")}
    assert 50 <= len(answered) < 200
    fake.asked = []
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert second.stdout.strip() == "200"
    again = {request_hash(asked) for asked in fake.asked}
    assert again.isdisjoint(answered)
    assert len(fake.asked) == 200 - len(answered)
