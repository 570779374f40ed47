"""The rules of the tables: a fault names file, row and value; what is sound has none."""

from pathlib import Path

import pytest
from shapely.geometry import LineString, box

from geo_nk.gazetteer.check.faults import faults
from geo_nk.gazetteer.check.points import Ground
from geo_nk.gazetteer.check.tables import COLUMNS, Row, Tables, read_tables


def row(table: str, *cells: object) -> Row:
    return dict(zip(COLUMNS[table], map(str, cells), strict=True))


SOURCE = row("sources", "s", "A source", "Somebody", "CC BY 4.0", "", "2026-02", "")
PROVINCE = row("places", "kp-p", "P", "province", "KP", 128.1, 41.4, 90000, "", "high", "s", "", "", "")
COUNTY = row("places", "kp-p-c", "C", "county", "KP", "", "", "", "", "none", "s", "", "", "")
NAMES = (
    row("names", "kp-p", "P", "en", "Latn", "press", 1, "", "", "s"),
    row("names", "kp-p-c", "C", "en", "Latn", "press", 1, "", "", "s"),
)
PART_OF = row("relations", "kp-p-c", "part_of", "kp-p", "", "", "s")


def tables(
    *,
    places: tuple[Row, ...] = (PROVINCE, COUNTY),
    names: tuple[Row, ...] = NAMES,
    relations: tuple[Row, ...] = (PART_OF,),
) -> Tables:
    return Tables([*places], [*names], [*relations], [SOURCE])


def changed(like: Row, **cells: object) -> Row:
    return like | {column: str(cell) for column, cell in cells.items()}


def written(folder: Path, table: str, line: str) -> Path:
    for name, columns in COLUMNS.items():
        (folder / f"{name}.csv").write_text(
            ",".join(columns) + "\n" + (line if name == table else ""), encoding="utf-8"
        )
    return folder


def test_sound_tables_have_no_faults() -> None:
    assert faults(tables()) == []


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"lat": 91}, "places.csv:2: lat '91' must be a number from -90 to 90"),
        ({"lon": "east"}, "places.csv:2: lon 'east' must be a number from -180 to 180"),
        ({"lon": 0, "lat": 0}, "places.csv:2: the point 0, 0 is a mark for a missing one; leave it empty"),
        ({"lon": ""}, "places.csv:2: a point needs lon, lat, uncertainty_m and a confidence"),
        ({"kind": "hamlet"}, "places.csv:2: kind 'hamlet' is not one of airport"),
        ({"country": "kp"}, "places.csv:2: country 'kp' must be two capitals"),
        ({"source_id": "x"}, "places.csv:2: source_id 'x' is not in sources.csv"),
        ({"name": " P"}, "places.csv:2: name ' P' begins or ends with a space"),
        ({"confidence": "sure"}, "places.csv:2: confidence 'sure' is not one of"),
        ({"seat_of": "kp-q"}, "places.csv:2: seat_of 'kp-q' is not a place_id"),
        ({"wikidata_id": "12"}, "places.csv:2: wikidata_id '12' must be Q and digits"),
    ],
)
def test_a_fault_in_a_place_names_file_row_and_value(cells: dict[str, object], fault: str) -> None:
    found = faults(tables(places=(changed(PROVINCE, **cells), COUNTY)))
    assert any(line.startswith(fault) for line in found), found


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"place_id": "kp-x"}, "names.csv:3: place_id 'kp-x' is not in places.csv"),
        ({"name": "혜산", "preferred": ""}, "names.csv:3: name '혜산' is not written in Latn"),
        ({"system": "wade"}, "names.csv:3: system 'wade' is not one of"),
        ({"valid_from": "May 1977"}, "names.csv:3: valid_from 'May 1977' must be YYYY"),
        ({"valid_from": "1990", "valid_to": "1977"}, "names.csv:3: valid_from 1990 is after valid_to 1977"),
        ({"preferred": "yes"}, "names.csv:3: preferred 'yes' must be 1 or empty"),
    ],
)
def test_a_fault_in_a_name_names_file_row_and_value(cells: dict[str, object], fault: str) -> None:
    found = faults(tables(names=(NAMES[0], changed(NAMES[1], **cells))))
    assert any(line.startswith(fault) for line in found), found


def test_all_faults_are_reported_together() -> None:
    wrong = changed(PROVINCE, kind="x", country="y", lat="z")
    assert len(faults(tables(places=(wrong, COUNTY)))) == 3


def test_a_repeated_place_is_a_fault() -> None:
    found = faults(tables(places=(PROVINCE, COUNTY, COUNTY)))
    assert "places.csv:4: 'kp-p-c' stands already in line 3" in found


def test_a_row_with_too_many_cells_is_a_fault(tmp_path: Path) -> None:
    found = faults(read_tables(written(tmp_path, "relations", "a,part_of,b,,,s,a comma too many\n")))
    assert found == ["relations.csv:2: has more or fewer cells than the header; quote a cell with a comma"]


def test_an_empty_line_is_a_fault(tmp_path: Path) -> None:
    found = faults(read_tables(written(tmp_path, "relations", "\n")))
    assert found == ["relations.csv:2: is empty; take the line out"]


def test_a_place_that_is_part_of_itself_is_a_fault() -> None:
    found = faults(tables(relations=(PART_OF, row("relations", "kp-p", "part_of", "kp-p-c", "", "", "s"))))
    assert any("is part of itself by way of" in line for line in found)


def test_a_place_prefers_one_name_a_script() -> None:
    rows = [row("names", "kp-p", name, "ko", "Hang", "hangul_n", 1, "", "", "s") for name in ("평도", "편도")]
    found = faults(tables(names=(*NAMES, *rows)))
    assert found == ["names.csv:5: kp-p prefers '평도' as well as '편도'; prefer one a script"]


#: A province of one degree, and a border along its northern edge.
GROUND = Ground({"kp-p": box(128, 41, 129, 42)}, LineString([(129, 42), (128, 42)]))


def located(**cells: object) -> list[str]:
    county = changed(COUNTY, **{"uncertainty_m": 1000, "confidence": "high", **cells})
    river = changed(COUNTY, place_id="river-yalu", name="Yalu", kind="river")
    names = (*NAMES, row("names", "river-yalu", "Yalu", "en", "Latn", "press", 1, "", "", "s"))
    relations = (PART_OF, row("relations", "kp-p-c", "on_river", "river-yalu", "", "", "s"))
    read = tables(places=(PROVINCE, county, river), names=names, relations=relations)
    return faults(read, ground=GROUND)


def test_a_point_in_its_province_near_the_border_is_sound() -> None:
    assert located(lon=128.5, lat=41.9) == []
    assert located(lon=128.5, lat=42.1) == []  # 11 km outside: the polygon is no better


def test_a_point_outside_its_province_is_a_fault() -> None:
    (fault,) = located(lon=128.5, lat=42.5)
    assert fault.startswith("places.csv:3: kp-p-c lies 56 km outside kp-p, which holds it")
    assert located(lon=128.5, lat=42.5, uncertainty_m=45_000) == []


def test_a_place_on_the_border_that_lies_far_from_it_is_a_fault() -> None:
    (fault,) = located(lon=128.5, lat=41.1)
    assert fault.startswith("places.csv:3: kp-p-c lies 99 km from the border, yet it or its county lies on it; ")


def test_times_compare_as_far_as_both_go() -> None:
    name = changed(NAMES[1], valid_from="1977-09", valid_to="1977")
    assert faults(tables(names=(NAMES[0], name))) == []
