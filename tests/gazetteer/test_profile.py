"""What is told of one place."""

from geo_nk.gazetteer import Gazetteer
from geo_nk.gazetteer.profile import profile


def test_a_profile_tells_both_ends_of_a_relation(gazetteer: Gazetteer) -> None:
    told = {(each["relation"], each["place_id"]) for each in profile(gazetteer, "kp-ryanggang")["relations"]}
    assert ("seat", "kp-ryanggang-hyesan") in told


def test_a_profile_at_a_date_leaves_out_what_did_not_hold() -> None:
    names = [
        {"place_id": "x", "name": "Old", "valid_to": "1977"},
        {"place_id": "x", "name": "New", "valid_from": "1977-05"},
    ]
    mine = Gazetteer.from_rows([{"place_id": "x", "name": "X", "kind": "ri", "country": "KP"}], names)
    assert {name["name"] for name in profile(mine, "x", at="1960-01-01")["names"]} == {"X", "Old"}
    assert {name["name"] for name in profile(mine, "x", at="2021-01-01")["names"]} == {"X", "New"}
    assert {name["name"] for name in profile(mine, "x", at="1977-05-03")["names"]} == {"X", "Old", "New"}
