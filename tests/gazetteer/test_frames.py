"""The gazetteer as tables."""

from __future__ import annotations

import geo_nk


def test_every_place_is_in_the_table() -> None:
    table = geo_nk.gazetteer_frame()
    assert len(table) == len(geo_nk.load_gazetteer())
    assert table.index.is_unique
    assert table.crs == "EPSG:4326"
    assert table.loc["kp-ryanggang-hyesan", ["county", "province"]].tolist() == ["Hyesan", "Ryanggang"]


def test_provinces_have_outlines() -> None:
    table = geo_nk.provinces()
    korean = table[table["country"] == "KP"]
    assert len(korean) >= 10
    assert (
        korean.loc["kp-ryanggang"].geometry.buffer(0.1).contains(geo_nk.counties().loc["kp-ryanggang-hyesan"].geometry)
    )


def test_counties_stand_at_their_seats() -> None:
    table = geo_nk.counties()
    assert set(table["kind"]) <= {"county", "city", "district", "town"}
    assert table.loc["kp-north-hamgyong-musan"].geometry.geom_type == "Point"


def test_a_name_is_resolved_at_the_root() -> None:
    answer = geo_nk.resolve("Bocheon County", within="Ryanggang Province")
    assert answer.place is not None
    assert answer.place.name == "Pochon"
