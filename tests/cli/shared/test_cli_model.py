"""The commands that read by a language model, as a person runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo_nk.cli.shared.model import ModelOptions, say_whom_it_tells
from geo_nk.extract.llm import LanguageModelReader

if TYPE_CHECKING:
    from pathlib import Path

OFFLINE = ("--llm-offline", "--llm-model", "m", "--llm-cache")


def geo_nk(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``geo-nk`` in a process of its own."""
    command = [sys.executable, "-m", "geo_nk", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "en.txt").write_text("published: 2020-05-09\n\nTwo were arrested in Hyesan on May 3.", encoding="utf-8")
    (folder / "ko.txt").write_text("published: 2020-05-09\n\n3일 혜산시에서 두 명이 체포됐다.", encoding="utf-8")
    return folder


def _answer(cache: Path) -> None:
    event = {"category": "arrest_sentence", "sentences": ["S1"], "places": ["P1"], "date": "D0"}
    for request in cache.glob("*.request.json"):
        reply = request.with_name(request.name.replace("request", "reply"))
        reply.write_text(json.dumps({"events": [event]}), encoding="utf-8")


def test_offline_requests_are_written_listed_and_replayed(reports: Path, tmp_path: Path) -> None:
    first = geo_nk("extract", reports, "-o", tmp_path / "e.csv", *OFFLINE, tmp_path / "cache")
    assert first.returncode == 1
    assert "2 requests were written and not asked" in first.stderr
    assert len(re.findall("not answered yet: ", first.stderr)) == 2
    _answer(tmp_path / "cache")
    second = geo_nk("extract", reports, "-o", tmp_path / "e.csv", *OFFLINE, tmp_path / "cache", "--language", "ko")
    assert second.returncode == 0, second.stderr
    assert "m: 0 requests answered, 2 replayed from the cache" in second.stderr
    assert "written, those of the replayed among them" in second.stderr
    assert "not in English" not in second.stderr
    assert (tmp_path / "e.csv").read_text(encoding="utf-8-sig").count("체포·처벌, 혜산") == 2


def test_a_map_of_what_a_model_read_is_sealed(reports: Path, tmp_path: Path) -> None:
    geo_nk("extract", reports, "-o", tmp_path / "e.csv", *OFFLINE, tmp_path / "cache")
    _answer(tmp_path / "cache")
    done = geo_nk("map", reports, "-o", tmp_path / "map.html", *OFFLINE, tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "connect-src 'none'" in page or "default-src 'none'" in page


def test_explain_and_demo_read_by_a_model_too(reports: Path, tmp_path: Path) -> None:
    shown = geo_nk("extract", reports / "en.txt", "--explain", *OFFLINE, tmp_path / "cache")
    assert "not answered yet" in shown.stderr
    _answer(tmp_path / "cache")
    shown = geo_nk("extract", reports / "en.txt", "--explain", *OFFLINE, tmp_path / "cache")
    assert "confidence not measured" in shown.stdout
    done = geo_nk("demo", "-o", tmp_path / "demo", *OFFLINE, tmp_path / "cache")
    assert done.returncode == 1
    assert "10 requests were written and not asked" in done.stderr


def test_without_a_model_reports_in_other_languages_are_named(reports: Path, tmp_path: Path) -> None:
    done = geo_nk("extract", reports, "-o", tmp_path / "e.csv")
    assert re.search(r"not in English, 1 report: .*\(--llm\).*: ko", done.stderr)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--llm", "http://192.0.2.1/v1", "--llm-model", "m"], "allow it with --llm-allow-host 192.0.2.1"),
        (["--llm", "http://localhost/v1"], "give the name of the model"),
        (["--llm-cache", "c"], "give --llm URL too"),
        (["--llm-offline", "--llm-model", "m"], "offline needs a cache"),
        (["--llm", "http://127.0.0.1:9/v1", "--llm-model", "m", "--workers", "2"], "use --llm-workers"),
        (["--llm", "http://127.0.0.1:9/v1", "--llm-model", "m", "--explain"], "asked about twice"),
        (["--llm", "http://127.0.0.1:9/v1", "--llm-model", "m", "--llm-conventions", "no.md"], "no.md: cannot be read"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_the_work(
    reports: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    done = geo_nk("extract", reports, "-o", tmp_path / "e.csv", *options)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.replace("│", " ").split())
    assert not (tmp_path / "e.csv").exists()


def test_it_is_said_how_many_reports_go_to_which_host(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reader = LanguageModelReader("https://llm.example.org/v1", "m", allow_host="llm.example.org")
    say_whom_it_tells(reader, [reports])
    assert capsys.readouterr().err.startswith("the text of 2 reports goes to llm.example.org, as far as")


def test_it_is_said_that_reports_go_unencrypted(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say_whom_it_tells(LanguageModelReader("http://192.0.2.1/v1", "m", allow_host="192.0.2.1"), [reports])
    assert "nothing else does, unencrypted: whoever is on the way can read it" in capsys.readouterr().err


def test_nothing_is_said_of_this_machine(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    say_whom_it_tells(LanguageModelReader("http://127.0.0.1/v1", "m"), [reports])
    assert capsys.readouterr().err == ""


def test_without_options_there_is_no_model() -> None:
    assert ModelOptions().reader() is None
