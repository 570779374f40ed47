"""The commands as a person runs them: exit code, output, and what lies on disk afterwards."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from geo_nk import read_events

if TYPE_CHECKING:
    from pathlib import Path


def geo_nk(*arguments: str | Path, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run ``geo-nk`` in a process of its own."""
    command = [sys.executable, "-m", "geo_nk", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


def test_map_of_a_folder_is_one_command(inputs: Path, tmp_path: Path) -> None:
    done = geo_nk("map", inputs / "reports", "-o", tmp_path / "map.html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")


def test_tables_that_lie_in_a_folder_of_reports_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("Agents raided the market in Hoeryong on 3 March 2007.", encoding="utf-8")
    (folder / "more.csv").write_text("text\nNothing.\n", encoding="utf-8")
    (folder / "manifest.csv").write_text("file,published\none.txt,2007-03-09\n", encoding="utf-8")
    done = geo_nk("extract", folder, "-o", tmp_path / "events.csv")
    assert "tables are read only when they are named: more.csv\n" in done.stderr


def test_what_the_owner_of_reports_should_know_takes_a_line_each(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"Agents raided {number + 2} markets in Hoeryong.", encoding="utf-8")
    (folder / "dated.txt").write_text("By N. Nescio, 14 March 2024\n\nAgents raided Musan.", encoding="utf-8")
    (folder / "korean.txt").write_text("published: 2024-03-14\n\n혜산시에서 단속이 있었다.", encoding="utf-8")
    (folder / "~$report.docx").write_bytes(b"x")
    done = geo_nk("extract", folder, "-o", tmp_path / "events.csv")
    assert done.returncode == 0
    told = done.stderr.splitlines()
    assert f"passed by: {folder / '~$report.docx'}: is the lock file of an open document and no report" in told
    undated = next(line for line in told if line.startswith("no date of publication, 9 reports"))
    assert undated.endswith("0.txt,YYYY-MM-DD; 1.txt,YYYY-MM-DD; 2.txt,YYYY-MM-DD; 3.txt,YYYY-MM-DD; 5 more")
    assert next(line[:32] for line in told if "korean" in line) == "not in English, 1 report: only E"
    assert any(line.startswith("dated by what is printed") and "2024-03-14" in line for line in told)


def test_extract_writes_events_that_read_back(inputs: Path, tmp_path: Path) -> None:
    done = geo_nk("extract", inputs / "reports", "-o", tmp_path / "events.geojson")
    assert done.returncode == 0, done.stderr
    events = read_events(tmp_path / "events.geojson")
    assert len(events) > 0
    assert f"{len(events)} events, " in done.stderr


def test_an_event_file_becomes_a_map(inputs: Path, tmp_path: Path) -> None:
    done = geo_nk("map", inputs / "tables" / "events.csv", "-o", tmp_path / "map.html", "--title", "Two events")
    assert done.returncode == 0, done.stderr
    assert "Two events" in (tmp_path / "map.html").read_text(encoding="utf-8")


def test_demo_writes_map_and_geojson_and_says_where(tmp_path: Path) -> None:
    done = geo_nk("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for name in ("map.html", "events.geojson", "cited.html"):
        assert str(tmp_path / "geo_nk_demo" / name) in done.stderr
        assert (tmp_path / "geo_nk_demo" / name).stat().st_size > 0


def test_mentions_are_json_lines_with_offsets_into_the_file(inputs: Path) -> None:
    done = geo_nk("mentions", inputs / "reports")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (inputs / "reports").glob("*.txt")}
    assert lines
    assert all(texts[m["report_id"]][m["start"] : m["end"]] == m["surface"] for m in lines)


def test_locate_prints_a_line_for_each_name() -> None:
    done = geo_nk("locate", "Hyeryung", "Atlantis")
    hoeryong, atlantis = done.stdout.splitlines()
    assert done.returncode == 0
    assert "Hoeryong, North Hamgyong" in hoeryong
    assert "unknown" in atlantis


def test_locate_reads_names_and_where_they_lie_from_standard_input() -> None:
    done = geo_nk("locate", "--format", "jsonl", "-", stdin="Sambong\tOnsong\nSambong\n\nHyesan\n")
    onsong, either, nothing, hyesan = map(json.loads, done.stdout.splitlines())
    assert onsong["place_id"] == "kp-north-hamgyong-onsong-sambong"
    assert either["status"] == "ambiguous"
    assert len(either["alternatives"]) == 2
    assert nothing["status"] == "unknown"
    assert hyesan["name"] == "Hyesan"


def test_a_province_is_located_without_a_point() -> None:
    (line,) = geo_nk("locate", "--format", "jsonl", "North Hamgyong").stdout.splitlines()
    assert json.loads(line)["kind"] == "province"
    assert json.loads(line)["lat"] is None


def test_refused_inputs_are_listed_and_the_rest_is_done(inputs: Path, tmp_path: Path) -> None:
    done = geo_nk("extract", inputs / "reports", inputs / "bad", "-o", tmp_path / "events.csv")
    assert done.returncode == 1
    assert (tmp_path / "events.csv").exists()
    assert "empty.txt: is empty" in done.stderr
    assert "bad_date.txt: line 1: published: '2021-02-30' is not a date" in done.stderr


REFUSALS = {
    "a folder without reports": (["extract", "EMPTY", "-o", "OUT.geojson"], 1, "holds no report"),
    "a file that does not exist": (["extract", "EMPTY/none.txt", "-o", "OUT.geojson"], 1, "does not exist"),
    "an empty file": (["map", "DATA/bad/empty.txt", "-o", "OUT.html"], 1, "is empty"),
    "a binary file": (["mentions", "DATA/bad/binary.txt", "-o", "OUT.jsonl"], 1, "PNG image"),
    "a table with neither text nor category": (
        ["map", "DATA/tables/reports_missing_text.csv", "-o", "OUT.html"], 2, "neither a column 'text'",
    ),
    "an unknown ending": (["extract", "DATA/reports", "-o", "OUT.docx"], 2, "'.docx' is not known"),
    "a folder that is not there": (["map", "DATA/reports", "-o", "EMPTY/none/map.html"], 2, "does not exist; make it"),
    "a date that is none": (["locate", "Hyesan", "--at", "yesterday"], 2, "'yesterday' is no date"),
    "no input": (["map"], 2, "Missing argument"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_done_is_said_and_nothing_is_written(case: str, inputs: Path, tmp_path: Path) -> None:
    arguments, code, message = REFUSALS[case]
    (tmp_path / "empty").mkdir()
    places = {"EMPTY": tmp_path / "empty", "DATA": inputs, "OUT": tmp_path / "out"}
    for word, path in places.items():
        arguments = [argument.replace(word, str(path)) for argument in arguments]
    done = geo_nk(*arguments)
    assert done.returncode == code, done.stderr
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_an_output_that_cannot_be_written_leaves_the_old_one(inputs: Path, tmp_path: Path) -> None:
    (tmp_path / "map.html").mkdir()
    done = geo_nk("map", inputs / "reports", "-o", tmp_path / "map.html")
    assert done.returncode == 2
    assert "is a folder" in done.stderr


def test_control_characters_of_a_name_do_not_reach_the_terminal() -> None:
    done = geo_nk("locate", "\x1b[31mHyesan\x1b[0m")
    assert "\x1b" not in done.stdout


def test_version_and_help() -> None:
    assert geo_nk("--version").stdout.startswith("geo-nk 0.")
    shown = geo_nk("--help").stdout
    assert all(command in shown for command in ("demo", "map", "extract", "mentions", "locate"))


def test_a_province_in_a_report_has_no_point(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police searched homes in Hyesan, Ryanggang Province.", encoding="utf-8")
    hyesan, province = map(json.loads, geo_nk("mentions", tmp_path / "a.txt").stdout.splitlines())
    assert (hyesan["kind"], province["kind"]) == ("city", "province")
    assert hyesan["lat"] is not None
    assert province["lat"] is None


def test_an_event_that_two_inputs_hold_is_taken_once(inputs: Path, tmp_path: Path) -> None:
    table = inputs / "tables" / "events.csv"
    done = geo_nk("extract", table, table, "-o", tmp_path / "both.csv")
    assert done.returncode == 0, done.stderr
    assert "4 events stand in more than one input; each is taken once" in done.stderr
    assert len(read_events(tmp_path / "both.csv")) == 4


def test_a_threshold_is_named_where_it_left_nothing(inputs: Path, tmp_path: Path) -> None:
    done = geo_nk("extract", inputs / "reports", "--threshold", "1", "-o", tmp_path / "none.csv")
    assert "no event of confidence 1 or more found in 4" in done.stderr


def test_extract_in_several_processes_writes_the_same_bytes(inputs: Path, tmp_path: Path) -> None:
    table = tmp_path / "many.csv"
    rows = (f"r{n},Traders were arrested in {'Hyesan' if n % 2 else 'Musan'}.\n" for n in range(450))
    table.write_text("report_id,text\n" + "".join(rows), encoding="utf-8")
    for workers in ("1", "2"):
        done = geo_nk("extract", table, inputs / "bad", "--workers", workers, "-o", tmp_path / f"{workers}.geojson")
        assert done.returncode == 1
    assert (tmp_path / "1.geojson").read_bytes() == (tmp_path / "2.geojson").read_bytes()
    assert len((tmp_path / "1.geojson").read_text(encoding="utf-8").splitlines()) > 450


def test_an_event_a_line_is_written_read_and_drawn(inputs: Path, tmp_path: Path) -> None:
    assert geo_nk("extract", inputs / "reports", "-o", tmp_path / "events.jsonl").returncode == 0
    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line)["type"] == "Feature" for line in lines)
    done = geo_nk("map", tmp_path / "events.jsonl", "-o", tmp_path / "map.html")
    assert f"{len(lines)} event" in done.stderr


def test_extract_explains_how_it_read(inputs: Path) -> None:
    done = geo_nk("extract", inputs / "reports", "--explain")
    assert done.returncode == 0
    assert "left out: " in done.stdout
    assert re.search(r"^event 1 \(e[0-9a-f]{12}\): ", done.stdout, flags=re.MULTILINE)


def test_extract_asks_for_something_to_do(inputs: Path) -> None:
    done = geo_nk("extract", inputs / "reports")
    assert done.returncode == 2
    assert "-o events.geojson, or --explain" in re.sub(r"[\s│]+", " ", done.stderr)


def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path) -> None:
    table, out = tmp_path / "many.csv", tmp_path / "out"
    out.mkdir()
    text = "Traders were arrested in Hyesan. " * 40
    table.write_text("text\n" + "".join(f"{n} {text}\n" for n in range(20_000)), encoding="utf-8")
    command = [sys.executable, "-m", "geo_nk", "extract", str(table), "--workers", "2", "-o", str(out / "e.geojson")]
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not any(out.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to the workers, too
    _, shown = run.communicate(timeout=60)
    assert run.returncode not in {0, None}
    assert "Traceback" not in shown
    assert not list(out.iterdir())
