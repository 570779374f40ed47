"""Events as KML and KMZ: folders by category, the interval as time, and the sentence with its source in the balloon."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

import numpy as np

from geo_nk.errors import OutputError
from geo_nk.events.categories import load_categories
from geo_nk.events.formats.geojson import plain_values
from geo_nk.events.formats.spatial import EXACT, ROW
from geo_nk.events.formats.values import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

__all__ = ["to_kml", "to_kmz"]

_SIDE: Final = 32  # pixels of an icon
_EPOCH: Final = (2000, 1, 1, 0, 0, 0)  # the same events give the same bytes
_LARGEST: Final = 2_000_000_000
_AT_ONCE: Final = 1 << 14  # rows; bounds the memory that takes
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


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
    codes = events["category"].to_numpy()
    for code, category in load_categories().items():
        rows = np.flatnonzero(codes == code)
        if len(rows):
            yield f"<Folder><name>{_xml(category.label)}</name>\n"
            for start in range(0, len(rows), _AT_ONCE):
                yield _placemarks(events, rows[start : start + _AT_ONCE], code)
            yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def to_kmz(tables: Iterable[gpd.GeoDataFrame]) -> Iterator[bytes]:
    """Yield a KMZ file: the KML with its icons."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(_entry("doc.kml"), "w") as document:
            written = 0
            for part in to_kml(tables, icons=True):
                written += document.write(part.encode())
                if written > _LARGEST:
                    raise OutputError(
                        "holds more than 2 GB of KML, which no program reads from a KMZ file; write .gpkg"
                    )
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


def _placemarks(events: gpd.GeoDataFrame, rows: NDArray[np.intp], code: str) -> str:
    """Return the placemarks of some events of one category."""
    held = events.iloc[rows]
    columns: dict[str, list[Any]] = {str(name): plain_values(held[name]) for name in held.columns if name != "geometry"}
    columns[ROW] = rows.tolist()
    columns[EXACT] = _exact(columns)
    label = load_categories()[code].label
    titles = [title or label for title in columns["title"]]
    told = (columns[name] for name in ("quote", "publisher", "published", "url"))
    balloons = [_balloon(quote, ", ".join(filter(None, source))) for quote, *source in zip(*told, strict=True)]
    spans = map(_span, columns["date_start"], columns["date_end"])
    points = [None if shape is None else f"{shape.x:.7f},{shape.y:.7f}" for shape in held.geometry.to_numpy()]
    said = {name: values for name, values in columns.items() if any(value is not None for value in values)}
    data = map("".join, zip(*(_data(name, values) for name, values in said.items()), strict=True))
    return "".join(
        f"<Placemark><name>{_xml(title)}</name>{balloon}{span}<styleUrl>#{code}</styleUrl><ExtendedData>{all_data}"
        f"</ExtendedData>{f'<Point><coordinates>{point}</coordinates></Point>' if point else ''}</Placemark>\n"
        for title, balloon, span, all_data, point in zip(titles, balloons, spans, data, points, strict=True)
    )


def _data(name: str, values: list[Any]) -> list[str]:
    """Return a column as ``Data``, empty where a row says nothing; what stands in many rows is made once."""
    cells = [None if value is None or value == () else _cell(value) for value in values]
    head = f'<Data name="{_xml(name)}"><value>'
    made = {cell: "" if cell is None else f"{head}{_xml(cell)}</value></Data>" for cell in set(cells)}
    return [made[cell] for cell in cells]


def _exact(columns: Mapping[str, list[Any]]) -> list[str | None]:
    """Return, as JSON, the values of each row that XML cannot hold."""
    held: dict[int, dict[str, Any]] = {}
    for name, values in columns.items():
        for row, value in enumerate(values):
            if isinstance(value, str | list | tuple | dict) and value and _NOT_XML.search(_cell(value)):
                held.setdefault(row, {})[name] = value
    return [json.dumps(held[row]) if row in held else None for row in range(len(columns[ROW]))]


def _balloon(*told: str | None) -> str:
    """Return the balloon, which is HTML: so that its words are words, they are escaped once more."""
    said = "<br/>".join(escape(text) for text in told if text)
    return f"<description>{_xml(said)}</description>" if said else ""


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
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple | dict) else str(value)


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {'"': "&quot;", "\r": "&#13;"})


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
