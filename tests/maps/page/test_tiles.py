from __future__ import annotations

import io
import sqlite3
from typing import TYPE_CHECKING

import pytest
import xyzservices
from PIL import Image

from geo_nk.errors import OutputError, ReadError
from geo_nk.maps.page import tile_files
from geo_nk.maps.page.tile_files import tiles_in_file
from geo_nk.maps.page.tiles import tiles_of

if TYPE_CHECKING:
    from pathlib import Path

BORDER = (124.0, 39.8, 131.0, 43.1)
HYESAN = (128.1, 41.3, 128.3, 41.5)


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (256, 256), "#88aa88").save(stream, "PNG")
    return stream.getvalue()


def mbtiles(path: Path, *, tile: bytes, zooms: range = range(5), **facts: str) -> Path:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute("CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", facts.items())
        for zoom in zooms:
            rows = [(zoom, x, y, tile) for x in range(2**zoom) for y in range(2**zoom)]
            database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    database.close()
    return path


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return mbtiles(tmp_path / "world.mbtiles", tile=picture(), attribution='<a href="https://x.example">A &amp; B</a>')


def test_a_provider_is_known_by_its_name_or_as_it_is() -> None:
    by_name = tiles_of("OpenStreetMap.Mapnik", around=BORDER)
    assert by_name == tiles_of(xyzservices.providers.OpenStreetMap.Mapnik, around=BORDER)
    assert by_name.page["template"] == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert by_name.page["attribution"] == "(C) OpenStreetMap contributors"


def test_one_host_stands_for_all_that_a_provider_has() -> None:
    assert tiles_of("OpenTopoMap", around=BORDER).hosts == ("https://a.tile.opentopomap.org",)


def test_an_unknown_name_is_refused_with_what_resembles_it() -> None:
    with pytest.raises(OutputError, match=r"'OpenStretMap.Mapnik' is not known; resembles OpenStreetMap\.Mapnik"):
        tiles_of("OpenStretMap.Mapnik", around=BORDER)


def test_a_provider_that_needs_a_key_is_refused_without_it() -> None:
    with pytest.raises(OutputError, match=r"Thunderforest\.Outdoors: needs a key of your own"):
        tiles_of("Thunderforest.Outdoors", around=BORDER)


def test_a_provider_with_its_key_is_taken() -> None:
    keyed = xyzservices.providers.Thunderforest.Outdoors(apikey="made-up")
    assert "apikey=made-up" in tiles_of(keyed, around=BORDER).page["template"]


def provider(url: str, **more: str) -> xyzservices.TileProvider:
    return xyzservices.TileProvider({"name": "Mine", "url": url, "attribution": "mine", **more})


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "is not encrypted"),
        ("ftp://tiles.example.org/{z}/{x}/{y}.png", "is not encrypted"),
        ("javascript:alert(1)//{z}/{x}/{y}", "names no host"),
        ("//tiles.example.org/{z}/{x}/{y}.png", "is not encrypted"),
        ("https://a b; script-src */{z}/{x}/{y}.png", "names no host"),
        ("https://'unsafe-inline'/{z}/{x}/{y}.png", "names no host"),
        ("https://someone@tiles.example.org/{z}/{x}/{y}.png", "names no host"),
        ("https://*.example.org/{z}/{x}/{y}.png", "names no host"),
        ("https://tiles.example.org/{z}/{x}/{y}/{day}.png", r"holds \{day\}"),
    ],
)
def test_an_address_that_a_policy_cannot_name_is_refused(url: str, why: str) -> None:
    with pytest.raises(OutputError, match=why):
        tiles_of(provider(url), around=BORDER)


def test_a_server_on_the_own_machine_needs_no_encryption() -> None:
    tiles = tiles_of(provider("http://localhost:8080/{z}/{x}/{y}.png"), around=BORDER)
    assert tiles.hosts == ("http://localhost:8080",)


def test_another_projection_is_refused() -> None:
    with pytest.raises(OutputError, match="only Web Mercator tiles fit the map"):
        tiles_of(provider("https://tiles.example.org/{z}/{x}/{y}.png", crs="EPSG:3413"), around=BORDER)


def test_a_file_of_tiles_asks_nobody(world: Path) -> None:
    tiles = tiles_of(world, around=BORDER)
    assert tiles.hosts == ()
    assert tiles.page["attribution"] == "A & B"
    assert (tiles.page["min_zoom"], tiles.page["max_zoom"]) == (0, 4)
    assert set(tiles.page["pictures"]) == {"0/0/0", "1/1/0", "2/3/1", "3/6/2", "3/6/3", "4/13/5", "4/13/6"}


def test_only_what_lies_around_the_events_is_taken(world: Path) -> None:
    assert len(tiles_in_file(world, around=HYESAN).pictures) == 5


def test_a_page_holds_no_more_than_it_can(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tile_files, "MOST_BYTES", 3 * len(picture()))
    assert {key[0] for key in tiles_in_file(world, around=HYESAN).pictures} == {"0", "1", "2"}


def test_tiles_that_are_all_too_large_are_refused(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tile_files, "MOST_BYTES", 10)
    with pytest.raises(OutputError, match="are too large for a page"):
        tiles_in_file(world, around=HYESAN)


def test_a_file_without_tiles_of_that_part_is_refused(tmp_path: Path) -> None:
    empty = mbtiles(tmp_path / "empty.mbtiles", tile=b"", zooms=range(0))
    with pytest.raises(OutputError, match=r"do not lie there: lon 128\.10 to 128\.30"):
        tiles_in_file(empty, around=HYESAN)


@pytest.mark.parametrize("facts", [{"format": "pbf"}, {}])
def test_vector_tiles_are_refused(tmp_path: Path, facts: dict[str, str]) -> None:
    vector = mbtiles(tmp_path / "vector.mbtiles", tile=b"\x1f\x8b\x08", **facts)
    with pytest.raises(OutputError, match="vector tiles, which the map cannot draw"):
        tiles_in_file(vector, around=HYESAN)


@pytest.mark.parametrize("ending", [".mbtiles", ".pmtiles"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"text{ending}"
    path.write_text("no tiles here " * 20)
    with pytest.raises(OutputError, match=r"is no (MB|PM)Tiles file"):
        tiles_in_file(path, around=HYESAN)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"nothing\.mbtiles"):
        tiles_in_file(tmp_path / "nothing.mbtiles", around=HYESAN)


def test_pmtiles_are_read(tmp_path: Path) -> None:
    writer = pytest.importorskip("pmtiles.writer")
    tile = pytest.importorskip("pmtiles.tile")
    path = tmp_path / "small.pmtiles"
    with writer.write(str(path)) as archive:
        for zoom, x, y in ((0, 0, 0), (1, 1, 0)):
            archive.write_tile(tile.zxy_to_tileid(zoom, x, y), picture())
        header = {"tile_type": tile.TileType.PNG, "tile_compression": tile.Compression.NONE}
        archive.finalize(header, {"attribution": "mine"})
    found = tiles_in_file(path, around=HYESAN)
    assert set(found.pictures) == {"0/0/0", "1/1/0"}
    assert found.attribution == "mine"
