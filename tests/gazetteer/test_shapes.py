"""Outlines, and the named parts of the border."""

from __future__ import annotations

from itertools import pairwise

import pytest
import shapely

from geo_nk.data import read_table
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.shapes import Reach, border_kilometres, border_line, moved, reach, reaches, shape_of, stretch


@pytest.mark.parametrize(
    "row", read_table("lexicon/places/border_reaches.csv"), ids=lambda row: f"{row['place_id']} {row['reach']}"
)
def test_each_named_part_lies_on_the_border_and_belongs_to_a_place(row: dict[str, str]) -> None:
    part = reach(row["place_id"], row["reach"])
    assert part is not None
    assert 0 <= part.km_from < part.km_to <= border_kilometres()[-1]
    assert row["place_id"] in load_gazetteer()


def _parts(name: str, prefix: str) -> list[Reach]:
    return sorted(
        (each for each in reaches() if each.reach == name and each.place_id.startswith(prefix)), key=lambda p: p.km_from
    )


@pytest.mark.parametrize("river", ["river-yalu", "river-tumen"])
def test_the_reaches_of_a_river_make_up_the_river(river: str) -> None:
    parts = sorted(reach(river, name) or Reach("", "", 0, 0) for name in ("lower", "middle", "upper"))
    whole = reach(river, "whole")
    assert whole is not None
    ends = sorted({part.km_from for part in parts} | {part.km_to for part in parts})
    assert (ends[0], ends[-1], len(ends)) == (whole.km_from, whole.km_to, 4)


def test_the_counties_make_up_the_border() -> None:
    counties = [part for part in _parts("border", "kp-") if part.place_id.count("-") > 1 or part.place_id == "kp-rason"]
    counties = [part for part in counties if load_gazetteer().get(part.place_id).kind in {"county", "city"}]
    assert all(one.km_to == other.km_from for one, other in pairwise(counties))
    assert (counties[0].km_from, counties[-1].km_to) == (0, border_kilometres()[-1])


@pytest.mark.parametrize(
    "place_id", ["kp-north-pyongan", "kp-chagang", "kp-ryanggang", "kp-north-hamgyong", "kp-rason"]
)
def test_the_border_of_a_province_runs_along_its_outline(place_id: str) -> None:
    part, outline = reach(place_id, "border"), shape_of(place_id)
    assert part is not None
    assert outline is not None
    along = stretch(part.km_from, part.km_to)
    close = along.intersection(outline.buffer(0.08))
    assert close.length / along.length > 0.9


def test_an_unknown_part_is_none() -> None:
    assert reach("river-yalu", "border") is None
    assert shape_of("kp-ryanggang-hyesan") is None


def test_the_whole_stretch_is_the_line() -> None:
    assert shapely.equals_exact(stretch(0, border_kilometres()[-1]), border_line(), tolerance=1e-9)


def test_a_move_to_the_north_keeps_the_meridian() -> None:
    lon, lat = moved(128.0, 41.0, 0, 111_060)
    assert (lon, lat) == (pytest.approx(128.0), pytest.approx(42.0, abs=0.001))
