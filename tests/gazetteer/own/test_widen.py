"""Further places beside the listed ones: which are listed already."""

from geo_nk.gazetteer import Gazetteer
from geo_nk.gazetteer.tables import Name, PlaceRow, name_row


def place(place_id: str, **cells: str) -> PlaceRow:
    return PlaceRow(place_id, "Tukkobi-ri", "ri", "KP", "128.1", "41.3", "2000")._replace(**cells)


def beside(gazetteer: Gazetteer, metres: float, **cells: str) -> Gazetteer:
    """Return the gazetteer with a further place that is named as Hyesan is, some way north of it."""
    hyesan = gazetteer.get("kp-ryanggang-hyesan")
    assert hyesan.lat is not None
    row = place("x", name="Hyesan", lon=str(hyesan.lon), lat=f"{hyesan.lat + metres / 111_000:.5f}", **cells)
    return gazetteer.with_places([row], [name_row({"place_id": "x", "name": "Hyesan"})])


def test_a_place_of_one_name_close_by_is_the_shipped_one(gazetteer: Gazetteer) -> None:
    assert len(beside(gazetteer, 2_000, kind="village")) == len(gazetteer)


def test_a_place_of_one_name_further_off_is_another(gazetteer: Gazetteer) -> None:
    assert len(beside(gazetteer, 4_000, kind="village")) == len(gazetteer) + 1


def test_a_river_of_one_name_close_by_is_another(gazetteer: Gazetteer) -> None:
    assert len(beside(gazetteer, 100, kind="river")) == len(gazetteer) + 1


def test_a_county_of_one_name_is_the_shipped_city_wherever_its_middle_is(gazetteer: Gazetteer) -> None:
    assert len(beside(gazetteer, 20_000, kind="county")) == len(gazetteer)


def one(place_id: str, **cells: str) -> tuple[list[PlaceRow], list[Name]]:
    row = place(place_id, **cells)
    return [row], [name_row({"place_id": place_id, "name": row.name})]


ROWS = [
    {"place_id": "c", "name": "C", "kind": "county", "country": "KP", "lon": "128.1", "lat": "41.3", "county_id": "c"},
    {"place_id": "v", "name": "Tukkobi-ri", "kind": "ri", "country": "KP", "county_id": "c"},
]


def test_a_shipped_place_without_a_point_takes_that_of_its_namesake() -> None:
    wider = Gazetteer.from_rows(ROWS).with_places(*one("x", lat="41.4"))
    assert (wider.get("v").lat, wider.get("v").confidence, len(wider)) == (41.4, "low", 2)


def test_a_namesake_in_another_county_says_nothing_of_it() -> None:
    wider = Gazetteer.from_rows(ROWS).with_places(*one("x", lat="42"))
    assert (wider.get("v").located, len(wider)) == (False, 3)


def test_two_namesakes_say_nothing_of_it() -> None:
    both = [a + b for a, b in zip(one("x", lat="41.4"), one("y", lat="41.2"), strict=True)]
    wider = Gazetteer.from_rows(ROWS).with_places(*both)
    assert (wider.get("v").located, len(wider)) == (False, 4)
