"""Raster tiles out of a PMTiles or MBTiles file, put into the page: the part around the events, as deep as fits."""

from __future__ import annotations

import base64
import contextlib
import html
import math
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from geo_nk._files import require_file
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["ENDINGS", "MOST_BYTES", "Box", "TileFile", "tiles_in_file"]

#: What the name of a file of tiles ends in.
ENDINGS: Final = (".pmtiles", ".mbtiles")

#: Bytes of pictures that a page holds at most.
MOST_BYTES: Final = 12_000_000

#: West, south, east, north in degrees.
Box = tuple[float, float, float, float]

_MOST_TILES: Final = 4_000
_MOST_LATITUDE: Final = 85.05
_PICTURES: Final = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"RIFF": "webp"}


@dataclass(frozen=True, slots=True)
class TileFile:
    """Pictures taken from a file.

    Attributes
    ----------
    name : str
        Of the file.
    attribution : str
        As the file has it.
    pictures : dict
        ``data:`` addresses by ``zoom/x/y``.
    """

    name: str
    attribution: str
    pictures: dict[str, str]

    def for_page(self) -> dict[str, Any]:
        """Return what the page needs to draw them.

        Returns
        -------
        dict
        """
        zooms = [int(key.split("/")[0]) for key in self.pictures]
        return {
            "pictures": self.pictures,
            "attribution": self.attribution,
            "min_zoom": min(zooms),
            "max_zoom": max(zooms),
            "size": 256,
            "offset": 0,
        }


class _Archive(Protocol):
    attribution: str
    zooms: range

    def picture(self, zoom: int, x: int, y: int) -> bytes | None: ...


def tiles_in_file(file: str | os.PathLike[str], *, around: Box) -> TileFile:
    """Return the tiles of a file that lie around something, from its coarsest zoom as deep as a page can hold.

    Parameters
    ----------
    file
        A ``.pmtiles`` (needs ``geo_nk[tiles]``) or ``.mbtiles`` file.
    around
        West, south, east, north in degrees.

    Returns
    -------
    TileFile

    Raises
    ------
    geo_nk.errors.ReadError
        If there is no such file.
    geo_nk.errors.OutputError
        If it is no such file, holds vector tiles, or no tile of that part.
    """
    path = Path(file)
    require_file(path)
    with _opened(path) as archive:
        pictures: dict[str, str] = {}
        total = 0
        for zoom in archive.zooms:
            level = dict(_level(archive, zoom, around))
            total += sum(map(len, level.values()))
            if total > MOST_BYTES:
                break
            pictures |= {key: _address(data, path) for key, data in level.items()}
        attribution = archive.attribution
    if not pictures:
        why = "are too large for a page" if total else "do not lie there"
        raise OutputError(f"{path}: its tiles {why}: {_words(around)}; cut out the part of the border, at fewer zooms")
    return TileFile(path.name, attribution, pictures)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[_Archive]:
    if path.suffix.lower() == ".mbtiles":
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            try:
                yield _Mbtiles(database, path)
            except sqlite3.Error as error:
                raise OutputError(f"{path}: is no MBTiles file ({error})") from error
        return
    try:
        from pmtiles.reader import MmapSource, Reader  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise OutputError(f"{path}: reading PMTiles needs one more package: pip install 'geo_nk[tiles]'") from error
    with path.open("rb") as stream:
        source: Any = MmapSource(stream)  # type: ignore[no-untyped-call]
        yield _Pmtiles(Reader(source), path)  # type: ignore[no-untyped-call]


class _Mbtiles:
    """Tiles in a database; rows count from the south."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        facts = dict(database.execute("SELECT name, value FROM metadata"))
        if facts.get("format") == "pbf":
            raise _vector(path)
        self.attribution = _plain(str(facts.get("attribution", "")))
        first, last = database.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
        self.zooms = range(first or 0, (last or 0) + 1)

    def picture(self, zoom: int, x: int, y: int) -> bytes | None:
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        row = self._database.execute(query, (zoom, x, 2**zoom - 1 - y)).fetchone()
        return None if row is None else bytes(row[0])


class _Pmtiles:
    """Tiles in one file with an index of its own."""

    def __init__(self, reader: Any, path: Path) -> None:  # noqa: ANN401 - pmtiles has no types
        from pmtiles.tile import TileType  # noqa: PLC0415 - an extra

        try:
            header, facts = reader.header(), reader.metadata()
        except Exception as error:
            raise OutputError(f"{path}: is no PMTiles file of version 3 ({error})") from error
        if header["tile_type"] not in {TileType.PNG, TileType.JPEG, TileType.WEBP}:
            raise _vector(path)
        self._reader = reader
        self.attribution = _plain(str(facts.get("attribution", "")))
        self.zooms = range(header["min_zoom"], header["max_zoom"] + 1)

    def picture(self, zoom: int, x: int, y: int) -> bytes | None:
        found: bytes | None = self._reader.get(zoom, x, y)
        return found


def _vector(path: Path) -> OutputError:
    return OutputError(
        f"{path}: holds no pictures but vector tiles, which the map cannot draw; convert it to raster tiles"
    )


def _level(archive: _Archive, zoom: int, around: Box) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles of one zoom around something."""
    west, north = _tile(around[0], around[3], zoom)
    east, south = _tile(around[2], around[1], zoom)
    if (east - west + 1) * (south - north + 1) > _MOST_TILES:
        yield f"{zoom}/", bytes(MOST_BYTES + 1)  # more than fits, whatever is in them
        return
    for x in range(west, east + 1):
        for y in range(north, south + 1):
            data = archive.picture(zoom, x, y)
            if data:
                yield f"{zoom}/{x}/{y}", data


def _tile(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Return column and row of the tile that holds a point."""
    count = 2**zoom
    bounded = math.radians(max(-_MOST_LATITUDE, min(_MOST_LATITUDE, lat)))
    x = int((lon + 180) / 360 * count)
    y = int((1 - math.asinh(math.tan(bounded)) / math.pi) / 2 * count)
    return min(max(x, 0), count - 1), min(max(y, 0), count - 1)


def _address(data: bytes, path: Path) -> str:
    kind = next((name for mark, name in _PICTURES.items() if data.startswith(mark)), None)
    if kind is None:
        raise _vector(path)
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _plain(markup: str) -> str:
    """Return an attribution without its markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()


def _words(around: Box) -> str:
    west, south, east, north = (f"{degrees:.2f}" for degrees in around)
    return f"lon {west} to {east}, lat {south} to {north}"
