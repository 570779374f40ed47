"""The gazetteer as a collection of places."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo_nk.errors import GazetteerError, UnknownPlaceError
from geo_nk.gazetteer import Gazetteer, load_gazetteer
from geo_nk.gazetteer.tables import PlaceRow, Relation, name_row, read_rows

if TYPE_CHECKING:
    from geo_nk.gazetteer import Place


@pytest.fixture
def small() -> Gazetteer:
    """Return a made-up gazetteer."""
    return Gazetteer.from_rows(
        places=[
            {"place_id": "p", "name": "Ryanggang", "kind": "province", "country": "KP"},
            {"place_id": "c", "name": "Hyesan", "kind": "city", "country": "KP", "province_id": "p", "county_id": "c"},
            {
                "place_id": "d",
                "name": "Masan-dong",
                "kind": "neighbourhood",
                "country": "KP",
                "lon": "128.2",
                "lat": "41.4",
                "uncertainty_m": "500",
                "province_id": "p",
                "county_id": "c",
                "confidence": "high",
            },
            {"place_id": "x", "name": "Changbai", "kind": "county", "country": "CN"},
        ],
        names=[{"place_id": "c", "name": "혜산시", "system": "hangul_n", "script": "Hang", "lang": "ko"}],
        relations=[{"place_id": "c", "relation": "opposite", "other_id": "x"}],
    )


def test_a_place_has_its_numbers_and_its_province(small: Gazetteer) -> None:
    place = small.get("d")
    assert (place.lon, place.lat, place.uncertainty_m, place.province) == (128.2, 41.4, 500.0, "Ryanggang")
    assert place.located


def test_a_place_without_a_point_has_none(small: Gazetteer) -> None:
    assert small.get("c").lon is None
    assert not small.get("c").located


def test_an_unknown_id_is_an_error_that_says_what_to_use(small: Gazetteer) -> None:
    with pytest.raises(UnknownPlaceError, match="no place has the id 'Hyesan'; to look for a name, use resolve"):
        small.get("Hyesan")


def test_length_iteration_and_membership_agree(small: Gazetteer) -> None:
    assert len(small) == len(list(small)) == 4
    assert "c" in small
    assert "Hyesan" not in small


def test_holders_go_from_the_smallest_up(small: Gazetteer) -> None:
    assert [place.place_id for place in small.part_of("d")] == ["c", "p"]


def test_children_are_those_directly_inside(small: Gazetteer) -> None:
    assert [place.place_id for place in small.children("p")] == ["c"]
    assert [place.place_id for place in small.children("c")] == ["d"]


def test_related_follows_one_relation(small: Gazetteer) -> None:
    assert [place.place_id for place in small.related("c", "opposite")] == ["x"]
    assert small.related("c", "seat_of") == ()


def test_borders_holds_for_what_lies_in_a_border_county(small: Gazetteer) -> None:
    assert small.units.borders("d")
    assert not small.units.borders("p")


def test_names_of_gives_every_name_and_all_names_every_pair(small: Gazetteer) -> None:
    assert {name.name for name in small.names_of("c")} == {"Hyesan", "혜산시"}
    assert ("혜산시", "c") in set(small.all_names())


def test_a_made_up_gazetteer_matches_by_sound_too(small: Gazetteer) -> None:
    place = small.locate("Haesan")
    assert place.place_id == "c"


def test_a_gazetteer_can_be_sent_to_another_process(small: Gazetteer) -> None:
    sent = pickle.loads(pickle.dumps(small))  # noqa: S301 - made here
    assert sent.resolve("Haesan") == small.resolve("Haesan")


def test_the_shipped_gazetteer_is_read_once() -> None:
    assert load_gazetteer() is load_gazetteer()


def test_every_shipped_name_and_relation_is_of_a_shipped_place(gazetteer: Gazetteer) -> None:
    assert {place_id for _, place_id in gazetteer.all_names()} <= {place.place_id for place in gazetteer}
    relations = read_rows("gazetteer/relations.csv", Relation)
    assert not [row for row in relations if row.place_id not in gazetteer or row.other_id not in gazetteer]


def test_every_shipped_name_is_folded_as_the_code_folds(gazetteer: Gazetteer) -> None:
    stale = [
        name
        for place in gazetteer
        for name in gazetteer.names_of(place.place_id)
        if name_row(name._replace(folded="", key="")._asdict())[-2:] != (name.folded, name.key)
    ]
    assert not stale, "run gazetteer/build.py"


def test_every_shipped_place_is_found_by_its_own_name_and_kind(gazetteer: Gazetteer) -> None:
    def wrong(place: Place) -> bool:
        answer = gazetteer.resolve(place.name, within=place.county_id or place.province_id, kind=place.kind)
        return place.place_id not in {candidate.place.place_id for candidate in answer.candidates}

    assert [place.place_id for place in gazetteer if wrong(place)] == []


def test_a_missing_table_is_an_error_that_names_it() -> None:
    with pytest.raises(GazetteerError, match=r"gazetteer/nothing.csv: the shipped table is missing"):
        read_rows("gazetteer/nothing.csv", PlaceRow)


def test_a_missing_column_is_an_error_that_names_it() -> None:
    with pytest.raises(GazetteerError, match=r"categories.csv: column 'place_id' is missing"):
        read_rows("categories.csv", PlaceRow)


def test_nothing_heavy_is_imported_for_an_exact_name() -> None:
    code = (
        "import sys; from geo_nk.gazetteer import load_gazetteer; load_gazetteer().locate('Hyesan');"
        "print(sorted({'pandas', 'geopandas', 'shapely', 'rapidfuzz', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_who_held_a_place_once_counts_only_when_asked(gazetteer: Gazetteer) -> None:
    assert "kp-north-hamgyong" not in gazetteer.holders("kp-rason")
    assert "kp-north-hamgyong" in gazetteer.holders("kp-rason", past=True)
