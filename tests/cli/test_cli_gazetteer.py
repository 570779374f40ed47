"""``geo-nk gazetteer`` as a person runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geo_nk.cli.app import app
from geo_nk.errors import GeoNKError
from geo_nk.gazetteer.exchange.lpf_rules import lpf_faults

EDITED = Path(__file__).parents[2] / "gazetteer"
VILLAGE = "99000001\tTukkobi-ri\tTukkobi-ri\t\t41.30001\t128.1\tP\tPPL\tKP\t\t13" + "\t" * 8


def geo_nk(*arguments: str | Path) -> Result:
    """Run ``geo-nk`` in this process; an error that is raised on purpose is the result's exception."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def country_file(tmp_path: Path) -> Path:
    file = tmp_path / "KP.txt"
    file.write_text(VILLAGE + "\n", encoding="utf-8")
    return file


def test_show_tells_names_position_and_sources() -> None:
    done = geo_nk("gazetteer", "show", "Hyesan")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Hyesan   kp-ryanggang-hyesan\n")
    for told in (
        "city in Ryanggang, KP; seat of Ryanggang",
        "41.4029 N 128.1778 E",
        "hangul_n",
        "혜산시",
        "Changbai",
        "ODbL",
    ):
        assert told in done.stdout


def test_show_takes_an_id_and_prints_json() -> None:
    done = geo_nk("gazetteer", "show", "kp-ryanggang-hyesan", "--format", "json", "--at", "1953-01-01")
    shown = json.loads(done.stdout)
    assert (shown["status"], shown["place"]["name"]) == ("found", "Hyesan")
    assert "혜산군" in {name["name"] for name in shown["place"]["names"]}


def test_show_leaves_out_what_did_not_hold() -> None:
    shown = json.loads(geo_nk("gazetteer", "show", "Hyesan", "--format", "json", "--at", "2021-01-01").stdout)
    assert "혜산군" not in {name["name"] for name in shown["place"]["names"]}


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [("Sambong", "ambiguous", "kp-north-hamgyong-onsong-sambong"), ("Sinujoo", "unknown", "Sinuiju")],
)
def test_what_is_no_one_place_is_an_answer(name: str, status: str, told: str) -> None:
    done = geo_nk("gazetteer", "show", name)
    assert done.exit_code == 0, done.output
    assert status in done.stdout
    assert told in done.stdout
    shown = json.loads(geo_nk("gazetteer", "show", name, "--format", "json").stdout)
    assert (shown["status"], shown["place"]) == (status, None)
    assert told in json.dumps(shown["candidates"] + shown["suggestions"])


def test_a_name_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in geo_nk("gazetteer", "show", "\x1b[31mNowhere").stdout


def test_check_of_the_shipped_tables_counts() -> None:
    done = geo_nk("gazetteer", "check")
    assert done.exit_code == 0, done.output
    for told in ("places  ", "unlocated  ", "unsourced       0", "faults          0"):
        assert told in done.stdout


def test_check_of_a_folder_lists_faults_and_exits_with_1(tmp_path: Path) -> None:
    for file in EDITED.glob("*.csv"):
        shutil.copy(file, tmp_path)
    places = (tmp_path / "places.csv").read_text(encoding="utf-8")
    (tmp_path / "places.csv").write_text(places.replace(",KP,", ",kp,"), encoding="utf-8")
    done = geo_nk("gazetteer", "check", tmp_path)
    assert done.exit_code == 1
    assert "country 'kp' must be two capitals" in done.stderr
    assert " more\n" in done.stderr


def test_export_writes_what_keeps_the_format(tmp_path: Path) -> None:
    done = geo_nk(
        "gazetteer", "export", "-o", tmp_path / "p.jsonld", "--within", "Ryanggang", "--base", "https://example.org/"
    )
    assert done.exit_code == 0, done.output
    document = json.loads((tmp_path / "p.jsonld").read_text(encoding="utf-8"))
    assert lpf_faults(document) == []
    assert f"{len(document['features'])} places" in done.stderr
    assert "https://example.org/kp-ryanggang-hyesan" in {feature["@id"] for feature in document["features"]}


def test_an_index_widens_show_locate_and_export(country_file: Path, tmp_path: Path) -> None:
    index = tmp_path / "own.index"
    done = geo_nk("gazetteer", "import", country_file, "-o", index)
    assert done.exit_code == 0, done.output
    assert "1 places with 1 names, from 1 rows of GeoNames" in done.stderr
    assert "GeoNames: KP.txt" in geo_nk("gazetteer", "show", "Tukkobi-ri", "--index", index).stdout
    assert "41.3000 N 128.1000 E" in geo_nk("locate", "Tukkobi-ri", "--index", index).stdout
    assert "unknown" in geo_nk("locate", "Tukkobi-ri").stdout
    geo_nk("gazetteer", "export", "-o", tmp_path / "p.csv", "--index", index)
    assert "gn-99000001" in (tmp_path / "p.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["mentions", "extract", "map"])
def test_an_index_widens_what_reports_are_read_with(country_file: Path, tmp_path: Path, command: str) -> None:
    index, output = (
        tmp_path / "own.index",
        tmp_path / f"out.{ {'mentions': 'jsonl', 'extract': 'csv'}.get(command, 'html') }",
    )
    geo_nk("gazetteer", "import", country_file, "-o", index)
    report = tmp_path / "report.txt"
    report.write_text(
        "published: 2021-08-06\n\nPolice arrested two smugglers in Tukkobi-ri on August 3.\n", encoding="utf-8"
    )
    done = geo_nk(command, report, "-o", output, "--index", index)
    assert done.exit_code == 0, done.output
    if command == "map":  # whose page holds its events packed
        assert "1 event, 1 with a point" in done.stderr
    else:
        assert "gn-99000001" in output.read_text(encoding="utf-8")


def test_import_lists_bad_rows_and_exits_with_1(country_file: Path, tmp_path: Path) -> None:
    bad = VILLAGE.replace("41.30001", "north").replace("99000001", "2")
    country_file.write_text("\n".join([VILLAGE, *[bad] * 30]), encoding="utf-8")
    done = geo_nk("gazetteer", "import", country_file, "-o", tmp_path / "own.index")
    assert done.exit_code == 1
    assert "30 rows could not be read" in done.stderr
    assert "line 2: latitude 'north' must be a number of degrees from -90 to 90" in done.stderr
    assert "and 10 more" in done.stderr
    assert (tmp_path / "own.index").is_file()


REFUSALS = {
    "a file that is not there": (["import", "DIR/none.txt", "-o", "DIR/i"], "does not exist; give a file"),
    "a folder that is not there": (["import", "FILE", "-o", "DIR/none/i"], "does not exist; make it first"),
    "no index": (["show", "Hyesan", "--index", "FILE"], "is no index of places"),
    "no such kind": (["export", "-o", "DIR/p.csv", "--kind", "hamlet"], "is no kind of place"),
    "no such ending": (["export", "-o", "DIR/p.xls"], "says no form of places"),
    "no tables": (["check", "DIR"], "places.csv: cannot be read"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_done_is_said(case: str, country_file: Path, tmp_path: Path) -> None:
    arguments, message = REFUSALS[case]
    done = geo_nk("gazetteer", *(a.replace("DIR", str(tmp_path)).replace("FILE", str(country_file)) for a in arguments))
    assert isinstance(done.exception, GeoNKError)
    assert message in str(done.exception)
    assert [file.name for file in tmp_path.iterdir()] == ["KP.txt"]
