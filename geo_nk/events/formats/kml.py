"""Events as KML and KMZ: folders by category, the interval as time, and the sentence with its source in the balloon."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from geo_nk.events.categories import load_categories
from geo_nk.events.formats.geojson import plain_values
from geo_nk.events.formats.spatial import EXACT, ROW, whole
from geo_nk.events.frame import iso_days
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd

__all__ = ["to_kml", "to_kmz"]

_LISTS: Final = frozenset(c.name for c in EVENT_COLUMNS if c.dtype == "list")
_SIDE: Final = 32  # pixels of an icon
_EPOCH: Final = (2000, 1, 1, 0, 0, 0)  # the same events give the same bytes
_NOT_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), 65533)


def to_kml(tables: Iterable[gpd.GeoDataFrame], *, icons: bool = False) -> Iterator[str]:
    """Yield the text of a KML file (OGC 2.2).

    Parameters
    ----------
    tables
        Each as from `geo_nk.events.validate_events`.
    icons
        Whether icons stand beside it, as in a KMZ file; else marks are coloured alone, for no file may name a server.

    Yields
    ------
    str
        Events without a point have a placemark without a geometry. Every column stands in ``ExtendedData``.
    """
    events = whole(tables)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield "<name>events</name>\n"
    for code, category in load_categories().items():
        yield _style(code, category.colour, icon=f"icons/{code}.png" if icons else None)
    names = [str(name) for name in events.columns if name != "geometry"]
    columns = {name: plain_values(events[name]) for name in names}
    days = [iso_days(events[name]) for name in ("date_start", "date_end")]
    geometry = events.geometry.to_numpy()
    points = [None if shape is None else f"{shape.x:.7f},{shape.y:.7f}" for shape in geometry]
    for code, category in load_categories().items():
        rows = [i for i, value in enumerate(columns["category"]) if value == code]
        if rows:
            yield f"<Folder><name>{_xml(category.label)}</name>\n"
            for i in rows:
                row = {name: values[i] for name, values in columns.items()} | {ROW: i}
                yield _placemark(row, points[i], days[0][i], days[1][i])
            yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def to_kmz(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a KMZ file: the KML with its icons."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("doc.kml"), "".join(to_kml(tables, icons=True)).encode())
        for code, category in load_categories().items():
            archive.writestr(_entry(f"icons/{code}.png"), _disc(category.colour))
    yield stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _style(code: str, colour: str, *, icon: str | None) -> str:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    marked = f"<Icon><href>{icon}</href></Icon>" if icon else ""
    tint = "" if icon else f"<color>ff{blue}{green}{red}</color>"
    return f'<Style id="{code}"><IconStyle>{tint}{marked}</IconStyle></Style>\n'


def _placemark(row: dict[str, Any], point: str | None, start: str | None, end: str | None) -> str:
    told = [value for value in (row.get("quote"), _source(row)) if value]
    exact = {name: value for name, value in row.items() if _cell(value).translate(_NOT_XML) != _cell(value)}
    if exact:  # what XML cannot hold
        row = row | {EXACT: json.dumps(exact)}
    parts = [
        f"<Placemark><name>{_xml(row.get('title') or row['category'])}</name>",
        f"<description>{_xml(_balloon(told))}</description>" if told else "",
        _span(start, end),
        f"<styleUrl>#{row['category']}</styleUrl>",
        "<ExtendedData>",
        *(f'<Data name="{_xml(name)}"><value>{_xml(_cell(value))}</value></Data>' for name, value in row.items()
          if value is not None and value != ()),
        "</ExtendedData>",
        f"<Point><coordinates>{point}</coordinates></Point>" if point else "",
        "</Placemark>\n",
    ]  # fmt: skip
    return "".join(parts)


def _balloon(told: list[str]) -> str:
    """Return the words of the balloon, which is HTML: so that they are words, they are escaped once more."""
    return "<br/>".join(escape(text) for text in told)


def _source(row: dict[str, Any]) -> str:
    return ", ".join(str(row[name]) for name in ("publisher", "published", "url") if row.get(name))


def _span(start: str | None, end: str | None) -> str:
    """Return the time: a whole month or year as such, for KML has partial dates."""
    if start is None and end is None:
        return ""
    begin = "" if start is None else f"<begin>{start}</begin>"
    close = "" if end is None else f"<end>{end}</end>"
    if start is not None and end is not None and start[:7] == end[:7] and start[8:] == "01" and end[8:] in _LAST:
        begin, close = f"<begin>{start[:7]}</begin>", f"<end>{end[:7]}</end>"
    if start is not None and end is not None and (start[4:], end[4:]) == ("-01-01", "-12-31"):
        begin, close = f"<begin>{start[:4]}</begin>", f"<end>{end[:4]}</end>"
    return f"<TimeSpan>{begin}{close}</TimeSpan>"


_LAST: Final = frozenset({"28", "29", "30", "31"})


def _cell(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else str(value)


def _xml(text: object) -> str:
    return escape(str(text).translate(_NOT_XML), {'"': "&quot;", "\r": "&#13;"})


def _disc(colour: str) -> bytes:
    """Return a PNG of a disc with a white rim."""
    ink = bytes(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    middle, radius = (_SIDE - 1) / 2, _SIDE / 2 - 2
    rows = bytearray()
    for y in range(_SIDE):
        rows.append(0)
        for x in range(_SIDE):
            away = ((x - middle) ** 2 + (y - middle) ** 2) ** 0.5
            rows += (ink if away <= radius - 2 else b"\xff\xff\xff") + (b"\xff" if away <= radius else b"\x00")
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
