"""The style of a layer inside a GeoPackage, where QGIS looks for it: colours by category, and the interval as time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Final
from xml.sax.saxutils import quoteattr

from geo_nk.events.categories import load_categories

__all__ = ["WRITTEN_ON", "styled"]

WRITTEN_ON: Final = "2000-01-01T00:00:00.000Z"  # the same events give the same bytes, whenever they are written


def styled(package: bytes, *, layer: str) -> bytes:
    """Return a GeoPackage with the style of its layer."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(package)
        database.execute(
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
            "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), "
            "styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
            f"update_time DATETIME DEFAULT '{WRITTEN_ON}')"
        )
        database.execute(
            "INSERT INTO layer_styles VALUES (1, '', '', ?, 'geom', 'events', ?, '', 1, 'by category', '', NULL, ?)",
            (layer, _qml(), WRITTEN_ON),
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES (?, 'attributes', ?, ?)",
            ("layer_styles", "layer_styles", WRITTEN_ON),
        )
        database.commit()
        return bytes(database.serialize())


def _qml() -> str:
    """Return the style as QGIS writes it: a colour for each category, and the interval of days as the time of a row."""
    rows, symbols = [], []
    for number, (code, category) in enumerate(load_categories().items()):
        rows.append(
            f'<category symbol="{number}" value={quoteattr(code)} label={quoteattr(category.label)} render="true"/>'
        )
        symbols.append(
            f'<symbol type="marker" name="{number}" alpha="0.8"><layer class="SimpleMarker" enabled="1">'
            '<Option type="Map">'
            f'<Option type="QString" name="color" value="{_rgb(category.colour)}"/>'
            '<Option type="QString" name="name" value="circle"/><Option type="QString" name="size" value="3"/>'
            "</Option></layer></symbol>"
        )
    return (
        '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">'
        '<qgis styleCategories="Symbology|Temporal" version="3.28"><temporal enabled="1" mode="2" '
        'startField="date_start" endField="date_end" limitMode="1" durationUnit="days" accumulate="0" '
        'fixedDuration="0"/><renderer-v2 type="categorizedSymbol" attr="category" enableorderby="0">'
        f"<categories>{''.join(rows)}</categories><symbols>{''.join(symbols)}</symbols></renderer-v2></qgis>"
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"
