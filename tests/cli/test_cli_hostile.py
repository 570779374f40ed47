"""Inputs, names and streams that are not as they should be: a message, an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest
import typer
from typer.testing import CliRunner

from geo_nk.cli import app, extract, gazetteer, locate, map_, mentions
from geo_nk.cli.shared import console
from geo_nk.cli.shared.load import events_of
from geo_nk.errors import EventSchemaError, OutputError, ReadError
from geo_nk.events.validate import raise_faults
from geo_nk.reports import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

FULL = Path("/dev/full")


def geo_nk(*arguments: str | Path, **streams: Any) -> subprocess.CompletedProcess[str]:
    """Run ``geo-nk`` in a process of its own."""
    command = [sys.executable, "-m", "geo_nk", *map(str, arguments)]
    return subprocess.run(command, text=True, encoding="utf-8", check=False, **streams)


def _run(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def fail() -> None:
        raise error

    monkeypatch.setattr(app, "app", fail)
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit) as left:
            app.run()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp949"])
def test_a_table_of_events_is_one_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "e.csv").write_text("category,place_name,비고\ndefection,Hyesan,없음\n", encoding=encoding)
    assert len(events_of([tmp_path / "e.csv"], [])) == 1


def test_a_table_of_events_may_have_long_headings(tmp_path: Path) -> None:
    headings = [f"{i}" + "x" * 1000 for i in range(80)]
    (tmp_path / "e.csv").write_text(f"{','.join(headings)},category,place_name\n{',' * 80}defection,Hyesan\n")
    assert len(events_of([tmp_path / "e.csv"], [])) == 1


def test_a_name_makes_no_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain("a\nerror: forged\t.txt: is empty", "  one\u2028two")
    assert capsys.readouterr().err.splitlines() == ["error: a\ufffderror: forged\ufffd.txt: is empty", "  one\ufffdtwo"]


def test_each_fault_of_a_table_is_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(EventSchemaError) as caught:
        raise_faults(["row 1\nerror: forged", "row 2"], what="a\nerror: b.csv: not an event table")
    assert _run(monkeypatch, caught.value) == 2
    shown = capsys.readouterr().err.splitlines()
    assert shown == ["error: a error: b.csv: not an event table:", "  row 1 error: forged", "  row 2"]


def test_a_name_does_not_break_the_row_of_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    locate.locate(["Hye\nsan"])
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.parametrize("char", ["\x9b", "\u202e", "\u200b", "\x7f", "\u2028"])
def test_json_texts_escape_what_no_eye_sees(char: str) -> None:
    record = {"surface": f"혜산{char}"}
    line = console.json_text(record)
    assert line.isprintable()
    assert "혜산" in line
    assert json.loads(line) == record


def test_json_of_a_place_escapes_too(capsys: pytest.CaptureFixture[str]) -> None:
    gazetteer.show("Hye\u202esan", form=gazetteer.ShowForm.json)
    shown = capsys.readouterr().out
    assert "\u202e" not in shown
    assert json.loads(shown)["query"] == "Hye\u202esan"
    assert len(shown.splitlines()) > 5


@pytest.mark.parametrize("command", [extract.extract, map_.map_events])
def test_no_command_overwrites_what_it_reads(command: Callable[..., None], tmp_path: Path) -> None:
    source = tmp_path / f"r.{'csv' if command is extract.extract else 'html'}"
    source.write_text("text\nPolice came.\n")
    with pytest.raises(OutputError, match="is read as an input and would be overwritten"):
        command([source], source)
    assert source.read_text() == "text\nPolice came.\n"


def test_mentions_do_not_overwrite_what_they_read(tmp_path: Path) -> None:
    (tmp_path / "kp.jsonl").write_text("an index")
    with pytest.raises(OutputError, match="is read as an input"):
        mentions.mentions([tmp_path], tmp_path / "kp.jsonl", index=tmp_path / "kp.jsonl")


def test_an_unknown_holder_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    locate.locate(["Hyesan", "Musan"], within="nowhere at all")
    shown = capsys.readouterr()
    assert shown.err.count("within 'nowhere at all': is not known and was not used") == 1
    assert len(shown.out.splitlines()) == 2


@pytest.mark.parametrize("within", ["Ryanggang", "China", "kp-ryanggang-hyesan", "KP"])
def test_a_known_holder_is_not_doubted(within: str, capsys: pytest.CaptureFixture[str]) -> None:
    locate.locate(["Hyesan"], within=within)
    assert capsys.readouterr().err == ""


def test_locate_says_that_standard_input_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ReadError, match="standard input is closed"):
        locate.locate(["-"])


def test_progress_needs_no_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    assert list(console.with_progress([1, 2], noun="reports")) == [1, 2]


def test_an_error_of_the_system_is_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app, "silence", lambda: None)
    assert _run(monkeypatch, PermissionError(13, "Permission denied", "secret/a.csv")) == 2
    assert capsys.readouterr().err == "error: secret/a.csv: Permission denied\n"


def test_silence_gives_up_on_a_full_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def close(self) -> None:
            super().close()
            raise OSError(28, "No space left on device")

    full = Full()
    monkeypatch.setattr("sys.stdout", full)
    monkeypatch.setattr("sys.stderr", None)
    console.silence()
    assert full.closed


@pytest.mark.skipif(not FULL.exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_told() -> None:
    with FULL.open("w") as full:
        done = geo_nk("locate", "Hyesan", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == "error: the output: No space left on device\n"


def test_a_reader_that_has_enough_is_no_failure() -> None:
    command = [sys.executable, "-m", "geo_nk", "locate", "--format", "jsonl", *["Hyesan"] * 3000]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8") as run:
        stdout: IO[str] | None = run.stdout
        assert stdout is not None
        assert json.loads(stdout.readline())["name"] == "Hyesan"
        stdout.close()
        assert run.wait(timeout=60) == 0


def test_an_empty_argument_is_not_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police came.")
    done = geo_nk("map", "", "-o", "map.html", cwd=tmp_path, capture_output=True)
    assert done.returncode == 2
    assert "an input is empty" in " ".join(done.stderr.replace("│", " ").split())
    assert not (tmp_path / "map.html").exists()


def test_the_signal_to_end_is_an_exit() -> None:
    with pytest.raises(SystemExit) as left:
        app._leave(signal.SIGTERM, None)
    assert left.value.code == 143


def test_finish_lists_what_was_refused_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(typer.Exit):
        console.finish([Refusal("a\nerror: b.txt", "is empty")])
    assert len(capsys.readouterr().err.splitlines()) == 2


_ADDRESS = "postgresql://kim:dove@localhost/reports"


@pytest.mark.parametrize(
    "words",
    [
        ["map", _ADDRESS],
        ["add", "articles", "--to", _ADDRESS],
        ["merge", _ADDRESS, "-o", "merged.geojson"],
        ["merge", "events.geojson", f"--reports={_ADDRESS}"],
        ["diff", _ADDRESS, "after.geojson"],
        ["diff", "before.geojson", _ADDRESS.replace("postgresql", "Postgres")],
        ["gazetteer", "import", f"-o{_ADDRESS}"],
    ],
)
def test_the_address_of_a_database_is_refused_without_its_password(words: list[str]) -> None:
    done = CliRunner().invoke(app.app, words)
    assert done.exit_code == 2
    assert "file that ends in .postgis" in " ".join(done.output.replace("│", "").split())
    assert "dove" not in done.output
