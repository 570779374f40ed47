"""What is told of a province or along a river is met by its name; the figures are counted by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.evaluate import Share, evaluate_events, read_gold
from geo_nk.evaluate.areas import area_of
from geo_nk.events import events_frame, write_events

if TYPE_CHECKING:
    from pathlib import Path

HYESAN, SAMSU, MUSAN = (128.178, 41.403), (128.019, 41.298), (129.208, 42.226)
PLACES = {"Hyesan": ("city", HYESAN), "Musan": ("county", MUSAN), "Yanggang": ("province", (128.1, 41.3))}
PLACES |= {"Amnok River": ("river", None), "Yanbian": ("prefecture", (129.5, 42.9))}


def happened(category: str, *places: str) -> dict[str, Any]:
    lon, lat = PLACES[places[0]][1] or (None, None)
    days = {"date_start": "2020-05-01", "date_end": "2020-05-10"}
    return {"category": category, "places": places, "lon": lon, "lat": lat, **days}


def row(category: str, name: str, kind: str, at: tuple[float, float] | None = None, day: str = "2020-05-03") -> Any:
    told = {"report_id": "r", "category": category, "place_name": name, "place_kind": kind}
    told |= {"date_start": day, "date_end": day}
    return told | ({"lon": at[0], "lat": at[1]} if at else {"unplaced_reason": "an area"})


def scores_of(folder: Path, happenings: list[dict[str, Any]], rows: list[Any]) -> Any:
    mentions = [
        {"surface": name, "canonical": name, "type": kind, "paragraph": 0, "start": 0, "lon": lon, "lat": lat}
        for name, (kind, at) in PLACES.items()
        for lon, lat in [at or (None, None)]
    ]
    line = {"report": "r", "mentions": mentions, "events": happenings}
    (folder / "gold.jsonl").write_text(json.dumps(line), encoding="utf-8")
    numbered = ({"event_id": f"e{number}", **each} for number, each in enumerate(rows))
    events = write_events(events_frame(numbered), folder / "events.geojson")
    return evaluate_events(folder / "gold.jsonl", events)


def test_a_mixed_sheet_has_the_figures_of_the_pencil(tmp_path: Path) -> None:
    happenings = [
        happened("defection", "Hyesan", "Musan"),  # found at both
        happened("border_control", "Yanggang", "Hyesan"),  # a province first: by name alone
        happened("smuggling_individual", "Amnok River"),  # found by a neighbour, dated wrong
        happened("drug_crackdown", "Yanbian"),  # missed: a point is not its name
        happened("other", "Hyesan"),  # not counted
    ]
    rows = [
        row("defection", "Hyesan", "city", HYESAN),
        row("defection", "Samsu", "county", SAMSU),  # near enough, yet Hyesan is met already: wrong
        row("defection", "Musan", "county", MUSAN),
        row("border_control", "Ryanggang", "province"),
        row("border_control", "Ryanggang", "province"),  # a second for a place that is met: wrong
        row("arrest_sentence", "Yalu River", "river", day="2021-01-01"),
        row("drug_crackdown", "Yanji", "city", (129.5, 42.9)),  # where the prefecture's point is: wrong
        row("other", "Ryanggang", "province"),  # not counted
        row("defection", "Border", "camp"),  # neither point nor area: not counted
    ]
    scores = scores_of(tmp_path, happenings, rows)
    assert (scores.precision, scores.recall) == (Share(4, 7), Share(3, 4))
    assert (scores.dates, scores.exact) == (Share(2, 3), Share(2, 3))
    assert [event.category for _, event in scores.missed] == ["drug_crackdown"]
    assert [each.place for each in scores.false] == ["Samsu", "Ryanggang", "Yanji"]


def test_the_same_category_goes_before_a_neighbour_in_an_area(tmp_path: Path) -> None:
    happenings = [happened("defection", "Yanggang"), happened("border_control", "Yanggang")]
    rows = [row("border_control", "Ryanggang", "province"), row("defection", "Ryanggang", "province")]
    assert scores_of(tmp_path, happenings, rows).exact == Share(2, 2)


def test_a_point_in_a_province_is_not_the_province(tmp_path: Path) -> None:
    rows = [row("defection", "Hyesan", "city", HYESAN)]
    assert scores_of(tmp_path, [happened("defection", "Yanggang", "Hyesan")], rows).recall == Share(0, 1)


def test_an_area_is_the_only_spot_where_it_is_told_of_first(tmp_path: Path) -> None:
    scores_of(tmp_path, [happened("defection", "Yanggang", "Hyesan")], [])
    assert read_gold(tmp_path / "gold.jsonl")[0].events[0].spots == ("kp-ryanggang",)


def test_a_row_of_an_area_without_a_point_holds_against_itself() -> None:
    events = events_frame([{"event_id": "a", **row("defection", "Ryanggang", "province")}])
    assert evaluate_events(events, events).f1 == 1


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("Ryanggang", "Yanggang", "Ryangkang Province", "량강도"), "province"),
        (("North Hamgyong", "North Hamkyung Province", "Hamgyongbuk-do"), "province"),
        (("Yalu", "Amnok River", "압록강"), "river"),
        (("Inner Mongolia", "Neimenggu"), "region"),
        (("Nowhere Province", "NOWHERE"), "province"),
    ],
)
def test_an_area_is_one_in_every_spelling(names: tuple[str, ...], kind: str) -> None:
    assert len({area_of(name, kind) for name in names}) == 1


@pytest.mark.parametrize(("name", "kind"), [("Hyesan", "city"), ("Hyesan", ""), ("", "city"), ("", "")])
def test_what_has_a_point_is_no_area(name: str, kind: str) -> None:
    assert area_of(name, kind) == ""
