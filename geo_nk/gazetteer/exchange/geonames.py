"""Rows of a GeoNames country file and of its table of alternate names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.gazetteer.exchange import terms
from geo_nk.gazetteer.exchange.lines import BadCellError
from geo_nk.gazetteer.tables import Name, PlaceRow

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COLUMNS", "alternate_name", "place", "place_id"]

#: Columns of a country file, which has no header.
COLUMNS: Final = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation",
    "dem", "timezone", "modification date",
)  # fmt: skip
_ALTERNATE_COLUMNS: Final = (8, 10)  # before and after "from" and "to" were added
_LANGUAGE, _NAME, _FROM, _TO = 2, 3, 8, 9
_PINYIN: Final = "piny"
_LANGUAGE_LETTERS: Final = (2, 3)  # what is longer, such as "link" and "post", is no language
_NO_LANGUAGE: Final = frozenset({"iata", "icao", "faac", "abbr", "phon", "unlc", "tcid", "link", "post"})
_AIRPORT_CODE: Final = 3


def place_id(geonames_id: str) -> str:
    """Return the id of a place of GeoNames in an index."""
    return f"gn-{geonames_id}"


def place(cells: list[str], source_id: str) -> tuple[PlaceRow, list[Name]] | str:
    """Turn a row into a place with its names, or return the feature code that no kind of ours fits.

    Parameters
    ----------
    cells
        The row.
    source_id
        What the place is said to be from.

    Returns
    -------
    tuple or str

    Raises
    ------
    BadCellError
        If a cell cannot be what its column holds.
    """
    if len(cells) != len(COLUMNS):
        raise BadCellError("row", "\t".join(cells), f"has {len(cells)} columns; a country file has {len(COLUMNS)}")
    row = dict(zip(COLUMNS, cells, strict=True))
    geonames_id = terms.identifier(row["geonameid"], "geonameid")
    shown = terms.name(row["asciiname"] or row["name"], "asciiname")
    lat = terms.degrees(row["latitude"], "latitude", 90)
    lon = terms.degrees(row["longitude"], "longitude", 180)
    if float(lat) == float(lon) == 0:
        raise BadCellError("latitude", lat, "and longitude 0 are a mark for a missing point")
    country = terms.country(row["country code"], ours=True)
    kind = terms.kind(row["feature code"], country, terms.name(row["name"], "name"))
    if kind is None:
        return row["feature code"]
    own = place_id(geonames_id)
    made = PlaceRow(
        own, shown, kind[0], country, lon, lat, kind[1],
        confidence="medium", source_id=source_id, geonames_id=geonames_id,
        province_id=terms.province(country, row["admin1 code"]),
    )  # fmt: skip
    return made, list(_names(own, row, source_id))


def _names(own: str, row: dict[str, str], source_id: str) -> Iterator[Name]:
    """Yield the names of a row, each once; those in scripts that reports never use are passed over."""
    main = (row["asciiname"].strip() or row["name"].strip(), row["name"].strip())
    for text in dict.fromkeys((*main, *(each.strip() for each in row["alternatenames"].split(",")))):
        script = terms.script(text)
        if text in main or (script and _is_name(text)):
            yield Name(own, text, script=script, preferred="1" if text == main[0] else "", source_id=source_id)


def _is_name(text: str) -> bool:
    """Say whether an alternate name is one, and no airport's code, address or formula."""
    if (len(text) == _AIRPORT_CODE and text.isascii() and text.isupper()) or "/" in text:
        return False
    try:
        terms.name(text, "alternatenames")
    except BadCellError:
        return False
    return True


def alternate_name(cells: list[str], source_id: str) -> Name | str | None:
    """Turn a row of alternate names into a name, a Wikidata id, or None where it is neither.

    Parameters
    ----------
    cells
        The row.
    source_id
        What the name is said to be from.

    Returns
    -------
    Name or str or None

    Raises
    ------
    BadCellError
        If the row is not one of alternate names.
    """
    if len(cells) not in _ALTERNATE_COLUMNS:
        raise BadCellError("row", "\t".join(cells), f"has {len(cells)} columns; a table of alternate names has 10")
    language, text = cells[_LANGUAGE], cells[_NAME].strip()
    if language == "wkdt":
        return text if text[:1] == "Q" and text[1:].isdecimal() and text.isascii() else None
    pinyin = language == _PINYIN
    plain = language.partition("-")[0]
    if not pinyin and (language in _NO_LANGUAGE or (plain and len(plain) not in _LANGUAGE_LETTERS)):
        return None
    script = terms.script(text)
    if not script:
        return None
    begun, ended = (terms.date(cells[_FROM]), terms.date(cells[_TO])) if len(cells) > _TO else ("", "")
    return Name(
        place_id(cells[1]), terms.name(text, "alternate name"), lang="zh" if pinyin else plain, script=script,
        system="pinyin" if pinyin else "", valid_from=begun, valid_to=ended, source_id=source_id,
    )  # fmt: skip
