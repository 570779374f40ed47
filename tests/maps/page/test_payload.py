from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_nk.events import events_frame, read_events
from geo_nk.events.frame import iso_days
from geo_nk.maps.page.pack import PIECE, Packer
from geo_nk.maps.page.payload import SHOWN, pack_events
from geo_nk.maps.page.places import place_table
from geo_nk.maps.shared.basemap import SCALE, pack_line

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from geo_nk.maps.page.payload import Packed

    Unpack = Callable[[Any], Any]

#: A table is made for each example, and a busy machine is slow.
unhurried = settings(deadline=None, max_examples=40)

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@pytest.fixture
def events() -> gpd.GeoDataFrame:
    return read_events(Path(__file__).parents[1] / "three_events.geojson")


def many(**columns: list[Any]) -> gpd.GeoDataFrame:
    rows = zip(*columns.values(), strict=True)
    return events_frame(
        {"event_id": str(i), "category": "other", **dict(zip(columns, row, strict=True))} for i, row in enumerate(rows)
    )


def test_an_event_without_a_point_has_no_position(events: gpd.GeoDataFrame, unpack: Unpack) -> None:
    packed = pack_events(events)
    assert unpack(packed).lon == [128.1778, 128.1778, None]
    assert packed.placed == 2


def test_lists_stay_lists(events: gpd.GeoDataFrame, unpack: Unpack) -> None:
    assert unpack(pack_events(events)).get("goods") == [("phones",), (), ()]


@pytest.mark.parametrize("name", ["penalty", "direction", "match_score"])
def test_a_column_without_values_is_left_out(events: gpd.GeoDataFrame, name: str) -> None:
    assert name not in pack_events(events).head["columns"]


def test_goods_bring_what_resolutions_say_of_them(unpack: Unpack) -> None:
    told = {"category": "smuggling_state", "date_start": "2024-05-01", "unplaced_reason": "x"}
    events = events_frame([{"event_id": "a", "goods": ["squid"], **told}, {"event_id": "b", **told}])
    columns = unpack(pack_events(events))
    assert columns.get("sanctions") == [("2371||ban|export|1",), ()]
    assert columns.get("hs_chapters") == [("03",), ()]


def test_texts_that_repeat_stand_once(unpack: Unpack) -> None:
    unpacked = unpack(pack_events(many(publisher=["Made-up Gazette", None] * 500)))
    assert unpacked.raw.count(b"Made-up Gazette") == 1
    assert unpacked.get("publisher") == ["Made-up Gazette", None] * 500


@unhurried
@given(st.lists(st.none() | TEXT, min_size=1, max_size=8))
def test_every_text_comes_back(unpack: Unpack, texts: list[str | None]) -> None:
    events = many(quote=texts)
    assert unpack(pack_events(events)).get("quote") == events["quote"].tolist()


@unhurried
@given(st.lists(st.lists(TEXT, max_size=3), min_size=1, max_size=5))
def test_every_list_comes_back(unpack: Unpack, lists: list[list[str]]) -> None:
    events = many(actors=lists)
    unpacked = unpack(pack_events(events))
    assert [value or () for value in unpacked.get("actors")] == events["actors"].tolist()


@unhurried
@given(st.lists(st.none() | st.dates(), min_size=1, max_size=8))
def test_every_day_comes_back(unpack: Unpack, days: list[Any]) -> None:
    events = many(date_start=days)
    assert unpack(pack_events(events)).get("date_start") == iso_days(events["date_start"])


@unhurried
@given(st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=8))
def test_numbers_come_back_to_three_decimals(unpack: Unpack, numbers: list[float | None]) -> None:
    # Half a thousandth, since numpy and Python round a tie each in a way of their own.
    for number, unpacked in zip(numbers, unpack(pack_events(many(confidence=numbers))).get("confidence"), strict=True):
        assert unpacked == (None if number is None else pytest.approx(number, abs=0.000_500_1))
        assert unpacked is None or round(unpacked, 3) == unpacked


@unhurried
@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=8))
def test_positions_come_back_to_five_decimals(unpack: Unpack, points: list[tuple[float, float]]) -> None:
    lon, lat = (list(axis) for axis in zip(*points, strict=True))
    unpacked = unpack(pack_events(many(lon=lon, lat=lat)))
    assert unpacked.lon == pytest.approx(lon, abs=6e-6)
    assert unpacked.lat == pytest.approx(lat, abs=6e-6)


def test_more_values_than_codes_for_them_come_back(unpack: Unpack) -> None:
    metres = np.arange(70_000) / 8
    base = many(uncertainty_m=[1.0])
    events = base.loc[[0] * len(metres)].reset_index(drop=True).assign(uncertainty_m=metres)
    assert unpack(pack_events(events)).get("uncertainty_m") == metres.tolist()


def test_a_vague_event_without_a_point_stands_in_the_middle_of_its_province(unpack: Unpack) -> None:
    events = many(place_id=["kp-ryanggang", "kp-ryanggang"], geo_precision=["province", "county"])
    lon = unpack(pack_events(events)).lon
    assert 127 < lon[0] < 129
    assert lon[1] is None


def test_no_events_can_be_packed(events: gpd.GeoDataFrame, unpack: Unpack) -> None:
    assert unpack(pack_events(events.iloc[:0])).lon == []


def test_the_same_events_give_the_same_pieces(events: gpd.GeoDataFrame) -> None:
    assert pack_events(events) == pack_events(events)


def test_a_table_is_left_whole_unless_it_may_be_used_up(events: gpd.GeoDataFrame) -> None:
    before = events.copy()
    packed = pack_events(events)
    assert list(events.columns) == list(before.columns)
    assert pack_events(events, use_up=True) == packed
    assert "title" not in events.columns


def test_what_is_longer_than_a_piece_is_deflated_in_pieces() -> None:
    with Packer() as packer:
        packer.texts(["x" * PIECE, "y" * PIECE, "z"])
        pieces = [zlib.decompress(piece) for piece in packer.pieces()]
    assert [len(piece) for piece in pieces] == [PIECE, PIECE, packer.size - 2 * PIECE]
    assert b"".join(pieces).rstrip(b"\0").endswith(b"y\0z")


def test_what_draws_the_map_stands_apart_from_the_texts() -> None:
    packed = pack_events(many(place_name=["Musan"], quote=["A raid."]))
    first, rest = ([zlib.decompress(piece) for piece in pieces] for pieces in _halves(packed))
    assert b"Musan" in b"".join(first)
    assert b"A raid." not in b"".join(first)
    assert b"A raid." in b"".join(rest)


def _halves(packed: Packed) -> tuple[list[bytes], list[bytes]]:
    at = packed.head["first"]
    return packed.pieces[:at], packed.pieces[at:]


def test_bytes_that_are_the_same_stand_once() -> None:
    with Packer() as packer:
        numbers = np.arange(300)
        assert packer.whole(numbers) == packer.whole(numbers.copy())
        assert packer.size == 600


@given(st.lists(st.integers(-(2**31), 2**31 - 1)))
def test_whole_numbers_take_no_more_bytes_than_they_need(numbers: list[int]) -> None:
    with Packer() as packer:
        spec = packer.whole(np.array(numbers, dtype="int64"))
    span = max(numbers, default=0) - min(numbers, default=0)
    assert spec["width"] == (1 if span < 2**8 else 2 if span < 2**16 else 4)


def test_places_bring_their_other_names_and_what_holds_them(unpack: Unpack) -> None:
    places = unpack(pack_events(many(place_id=["kp-ryanggang-hyesan"], lon=[128.18], lat=[41.4]))).places
    assert places["kp-ryanggang-hyesan"]["names"] == ["Hyesan", "혜산", "惠山"]
    assert places["kp-ryanggang-hyesan"]["province"] in places


def test_a_place_that_nobody_knows_is_passed_over() -> None:
    assert place_table(["of-no-place", None]) == {}


def test_what_could_name_a_source_is_not_shown() -> None:
    assert not {"report_sha256", "quote_start", "quote_end"} & set(SHOWN)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1))
def test_a_packed_line_comes_back_to_its_end(line: list[tuple[float, float]]) -> None:
    packed = pack_line(line)
    assert (sum(packed[::2]), sum(packed[1::2])) == (round(line[-1][0] * SCALE), round(line[-1][1] * SCALE))
