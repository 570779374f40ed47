"""Names that are taken for one another, and what tells them apart.

`tests/data/confusables.csv` has 55 pairs that share a spelling or nearly do, restated from the renamings and the lists
of GeoNames, OpenStreetMap and Wikipedia. `not` says that a name must not be taken for a place.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from geo_nk.gazetteer import Gazetteer

with (Path(__file__).parents[2] / "data" / "confusables.csv").open(encoding="utf-8", newline="") as stream:
    ROWS = list(csv.DictReader(stream))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['pair']} {row['name']} {row['within'] or row['country']}")
def test_confusable_names_are_told_apart(gazetteer: Gazetteer, row: dict[str, str]) -> None:
    answer = gazetteer.resolve(row["name"], within=row["within"] or None, country=row["country"] or None)
    chosen = answer.place.place_id if answer.place else None
    wanted = set(row["place_ids"].split())
    if row["status"] == "not":
        assert chosen not in wanted
        return
    assert answer.status == row["status"]
    assert wanted <= ({chosen} if chosen else {each.place.place_id for each in answer.candidates})


def test_every_pair_has_a_row() -> None:
    assert {int(row["pair"]) for row in ROWS} == set(range(1, 56))


def test_every_place_of_the_rows_is_listed(gazetteer: Gazetteer) -> None:
    assert [place_id for row in ROWS for place_id in row["place_ids"].split() if place_id not in gazetteer] == []
