"""The build makes the same bytes from the same tables, and nothing from tables with a fault."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from geo_nk.gazetteer.check.census import check_gazetteer
from geo_nk.gazetteer.check.tables import COLUMNS, Tables, read_tables

ROOT = Path(__file__).parents[2]
EDITED = ROOT / "gazetteer"
sys.path.insert(0, str(EDITED))

import build_names  # noqa: E402
import build_tables  # noqa: E402

Rows = Sequence[list[str]]

SOURCE = ["s", "A source", "Somebody", "CC BY 4.0", "", "2026-02", ""]
PROVINCE = ["kp-p", "P", "province", "KP", "128.1", "41.4", "90000", "", "high", "s", "", "", ""]
COUNTY = ["kp-p-c", "C", "county", "KP", "", "", "", "", "none", "s", "", "", ""]
NAMES = [
    ["kp-p", "P", "en", "Latn", "press", "1", "", "", "s"],
    ["kp-p-c", "C", "en", "Latn", "press", "1", "", "", "s"],
]
PART_OF = ["kp-p-c", "part_of", "kp-p", "", "", "s"]


def tables(
    folder: Path,
    *,
    places: Rows = (PROVINCE, COUNTY),
    names: Rows = NAMES,
    relations: Rows = (PART_OF,),
) -> Tables:
    for table, rows in (("places", places), ("names", names), ("relations", relations), ("sources", (SOURCE,))):
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([COLUMNS[table], *rows])
    return read_tables(folder)


def changed(row: list[str], **cells: object) -> list[str]:
    columns = COLUMNS["places"] if len(row) == 13 else COLUMNS["names"]
    columns = columns if len(row) != 6 else COLUMNS["relations"]
    return [str(cells.get(column, cell)) for column, cell in zip(columns, row, strict=True)]


def test_province_and_county_are_derived(tmp_path: Path) -> None:
    built = build_tables.build(tables(tmp_path))
    county = list(csv.DictReader(built["places.csv"].splitlines()))[1]
    assert (county["province_id"], county["county_id"]) == ("kp-p", "kp-p-c")


def test_what_a_place_was_part_of_once_does_not_count(tmp_path: Path) -> None:
    once = ["kp-p-c", "part_of", "kp-p", "", "1954", "s"]
    built = build_tables.build(tables(tmp_path, relations=(once,)))
    assert list(csv.DictReader(built["places.csv"].splitlines()))[1]["province_id"] == ""


def test_the_order_of_the_edited_rows_does_not_matter(tmp_path: Path) -> None:
    one = build_tables.build(tables(tmp_path))
    other = build_tables.build(tables(tmp_path, places=(COUNTY, PROVINCE), names=NAMES[::-1]))
    assert one == other


def test_the_sources_count_their_rows(tmp_path: Path) -> None:
    built = build_tables.build(tables(tmp_path))
    assert [row["rows"] for row in csv.DictReader(built["sources.csv"].splitlines())] == ["5"]


@pytest.mark.parametrize(
    ("hangul", "mr", "dprk", "rr"),
    [
        ("화전리", "Hwajŏl-li", "Hwajŏn-ri", "Hwajeon-ri"),
        ("김형직군", "Kimhyŏngjik-kun", "Kimhyŏngjik-gun", "Gimhyeongjik-gun"),
        ("고읍로동자구", "Koŭm-nodongjagu", "Koŭp-rodongjagu", "Goeup-rodongjagu"),
        ("두만강", "Tuman-gang", "Tuman-gang", "Duman-gang"),
        ("만포", "Manp'o", "Manpho", "Manpo"),
        ("신도", "Sindo", "Sindo", "Sindo"),
    ],
)
def test_a_unit_stands_behind_a_hyphen(hangul: str, mr: str, dprk: str, rr: str) -> None:
    assert build_names.romanised(hangul, "mr") == mr
    assert build_names.romanised(hangul, "dprk") == dprk
    assert build_names.romanised(hangul, "rr") == rr


def spelled(folder: Path, *hangul: str, place: list[str] = COUNTY) -> dict[str, dict[str, str]]:
    rows = [
        [place[0], name, "ko", "Hang", "hangul_n", "" if at else "1", "1952", "", "s"] for at, name in enumerate(hangul)
    ]
    made = build_names.with_spellings(tables(folder, places=(PROVINCE, place), names=[*NAMES, *rows]))
    return {row["name"]: row for row in made.names if row["source_id"] == build_names.SOURCE}


def test_a_korean_name_is_written_in_every_system(tmp_path: Path) -> None:
    made = spelled(tmp_path, "룡천군")
    assert {name: row["system"] for name, row in made.items()} == {
        "용천군": "hangul_s",
        "Yongch'ŏn-gun": "mr",
        "Ryongchŏn-gun": "dprk",
        "Yongcheon-gun": "rr",
        "リョンチョン": "japanese",
        "ヨンチョン": "japanese",
        "Рёнчхон": "russian",
        "Ёнчхон": "russian",
        "Йончхон": "russian",
    }
    assert {(row["preferred"], row["valid_from"]) for row in made.values()} == {("", "1952")}


def test_a_second_name_adds_only_what_reads_otherwise_without_marks(tmp_path: Path) -> None:
    assert spelled(tmp_path, "룡천군", "룡천").keys() - spelled(tmp_path, "룡천군").keys() == {
        "용천",
        "Yongch'ŏn",
        "Ryongchŏn",
        "Yongcheon",
    }


def test_a_village_gets_no_name_without_its_unit(tmp_path: Path) -> None:
    village = changed(COUNTY, kind="ri")
    assert "Chosan" not in spelled(tmp_path, "조산리", "조산", place=village)


def test_a_foreign_place_is_not_romanised(tmp_path: Path) -> None:
    assert spelled(tmp_path, "투먼", place=changed(COUNTY, country="CN")) == {}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EDITED / "build.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_shipped_tables_are_what_the_edited_ones_say() -> None:
    result = run("--check")
    assert (result.returncode, result.stderr) == (0, "")


def test_check_notices_an_edit(tmp_path: Path) -> None:
    for table in COLUMNS:
        shutil.copy(EDITED / f"{table}.csv", tmp_path)
    text = (tmp_path / "places.csv").read_text(encoding="utf-8")
    (tmp_path / "places.csv").write_text(text.replace(",high,", ",medium,", 1), encoding="utf-8")
    result = run("--check", "--tables", tmp_path)
    assert result.returncode == 1
    assert "places.csv: is not what the tables say" in result.stderr


@pytest.mark.parametrize("cells", [{}, {"kind": "x"}, {"lat": "3.5"}, {"country": "kp"}])
def test_the_check_and_the_build_refuse_the_same(tmp_path: Path, cells: dict[str, object]) -> None:
    place = changed(PROVINCE, place_id="kp-ryanggang", kind="county", uncertainty_m=1000)
    within = changed(place, place_id="kp-ryanggang-c", **cells)
    names = [["kp-ryanggang", *NAMES[0][1:]], ["kp-ryanggang-c", *NAMES[0][1:]]]
    tables(
        tmp_path,
        places=(place, within),
        names=names,
        relations=(["kp-ryanggang-c", "part_of", "kp-ryanggang", "", "", "s"],),
    )
    built = run("--tables", tmp_path, "--data", tmp_path / "out")
    found = check_gazetteer(tmp_path).faults
    assert built.stderr.splitlines()[:-1] == list(found)
    assert bool(built.returncode) == bool(found) == bool(cells)


def test_a_folder_without_tables_is_told_in_one_line(tmp_path: Path) -> None:
    result = run("--tables", tmp_path, "--data", tmp_path / "out")
    assert result.returncode == 1
    assert "places.csv: cannot be read" in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_is_written_where_there_is_a_fault(tmp_path: Path) -> None:
    tables(tmp_path, places=(changed(PROVINCE, kind="x"), COUNTY))
    result = run("--tables", tmp_path, "--data", tmp_path / "out")
    assert result.returncode == 1
    assert "nothing was written" in result.stderr
    assert not (tmp_path / "out").exists()


def test_built_files_have_unix_line_ends(tmp_path: Path) -> None:
    tables(tmp_path)
    assert run("--tables", tmp_path, "--data", tmp_path / "out").returncode == 0
    assert b"\r" not in (tmp_path / "out" / "gazetteer" / "names.csv").read_bytes()
