"""Found place names are held against labelled ones: overlap, point, role."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk import Report, find_mentions
from geo_nk.errors import ReadError
from geo_nk.evaluate import GoldReport, Share, evaluate_mentions
from geo_nk.evaluate.gold import GoldMention

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "title: T\n\nTwo men from Hyesan\n\nwere seen in Musan County, North Hamgyong Province."
REPORT = Report("r", TEXT, body_start=10)


def named(
    surface: str, paragraph: int, start: int, *, role: str = "event", at: tuple[float, float] | None = None
) -> GoldMention:
    kind = "province" if "Province" in surface else "city"
    return GoldMention(surface, paragraph, start, role, surface, kind, point=at)


GOLD = [
    GoldReport(
        "r",
        (
            named("Hyesan", 0, 13, role="origin_destination", at=(128.178, 41.403)),
            named("Musan", 1, 13, at=(129.208, 42.226)),
            named("North Hamgyong Province", 1, 27, at=(129.4, 41.9)),
        ),
        (),
    )
]


def line(surface: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(surface)
    return {"report_id": "r", "start": start, "end": start + len(surface), "surface": surface, **more}


def test_a_small_case_agrees_with_the_pencil() -> None:
    found = [
        line("Hyesan", role="event", lon=128.2, lat=41.4),
        line("Musan County", role="event", lon=129.208, lat=41.9),  # 36 km off
        line("Two men"),  # false
        line("seen", kind="country"),  # not counted
    ]
    scores = evaluate_mentions(GOLD, found, reports=[REPORT])
    assert (scores.precision, scores.recall) == (Share(2, 3), Share(2, 3))
    assert scores.near == Share(1, 2)
    assert scores.roles == Share(1, 2)
    assert scores.by_role == {"event": (Share(1, 2), Share(1, 1)), "origin_destination": (Share(1, 1), Share(0, 1))}
    assert [told.surface for told in scores.false] == ["Two men"]


def test_a_name_in_the_header_does_not_count() -> None:
    header = {"report_id": "r", "start": 7, "end": 8, "surface": "T"}
    assert evaluate_mentions(GOLD, [header], reports=[REPORT]).precision == Share(0, 0)


def test_what_the_library_finds_and_what_its_file_says_score_alike(repository: Path, tmp_path: Path) -> None:
    from geo_nk.cli.mentions import mentions  # noqa: PLC0415

    labelled = repository / "training" / "labelled"
    mentions([labelled / "reports"], tmp_path / "found.jsonl")
    by_file = evaluate_mentions(labelled / "gold.jsonl", tmp_path / "found.jsonl")
    by_hand = evaluate_mentions(labelled / "gold.jsonl", find_mentions(labelled / "reports"))
    assert by_hand == by_file
    assert by_hand.recall.of > 300


def test_a_label_that_does_not_stand_in_the_text_is_refused() -> None:
    gold = [GoldReport("r", (named("Hyesan", 0, 12),), ())]
    with pytest.raises(ReadError, match="'Hyesan' does not stand in paragraph 0 at character 12"):
        evaluate_mentions(gold, [], reports=[REPORT])


def test_a_report_without_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Nothing.", encoding="utf-8")
    with pytest.raises(ReadError, match="no text of report 'r'"):
        evaluate_mentions(GOLD, [], reports=tmp_path)


def test_texts_must_be_given_where_no_file_says_where_they_are() -> None:
    with pytest.raises(ReadError, match="give reports=FOLDER"):
        evaluate_mentions(GOLD, [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("nonsense", "line 1: is no JSON object"),
        ("[1]", "line 1: is no JSON object but list"),
        (json.dumps({"surface": "Hyesan", "start": "3"}), "report_id None, start '3', end None"),
    ],
)
def test_a_file_that_is_none_of_mentions_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        evaluate_mentions(GOLD, path, reports=[REPORT])
