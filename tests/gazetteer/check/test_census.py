"""What is told of all tables together."""

from pathlib import Path

from geo_nk.gazetteer.check.census import check_gazetteer

EDITED = Path(__file__).parents[3] / "gazetteer"


def copied(folder: Path, table: str, old: str, new: str) -> Path:
    for file in EDITED.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text.replace(old, new, 1) if file.stem == table else text, encoding="utf-8")
    return folder


def test_the_edited_tables_are_sound() -> None:
    census = check_gazetteer(EDITED)
    assert census.sound
    assert census.unsourced == 0
    assert census.places > 900


def test_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    census = check_gazetteer(copied(tmp_path, "places", ",city,", ",hamlet,"))
    assert not census.sound
    assert any("kind 'hamlet' is not one of airport" in fault for fault in census.faults)


def test_a_row_without_a_source_is_counted(tmp_path: Path) -> None:
    census = check_gazetteer(copied(tmp_path, "relations", "compiled\n", "\n"))
    assert census.unsourced == 1


def test_a_contradiction_is_told_and_no_fault(tmp_path: Path) -> None:
    lines = (EDITED / "relations.csv").read_text(encoding="utf-8").splitlines()
    real = next(line for line in lines if line.startswith("kp-ryanggang-hyesan,opposite,"))
    census = check_gazetteer(
        copied(tmp_path, "relations", real, "kp-ryanggang-hyesan,opposite,kp-ryanggang-pochon,,,compiled")
    )
    assert census.sound
    assert any("on the same side of the border" in each for each in census.contradictions)


def test_the_edited_tables_do_not_contradict_themselves() -> None:
    assert check_gazetteer(EDITED).contradictions == ()


def test_a_place_too_far_from_its_county_is_told(tmp_path: Path) -> None:
    census = check_gazetteer(copied(tmp_path, "places", ",128.1105,42.4246,", ",128.1105,41.4246,"))
    assert census.contradictions == ("cn-jilin-erdaobaihe: lies 198 km from cn-jilin-antu, which holds it",)
