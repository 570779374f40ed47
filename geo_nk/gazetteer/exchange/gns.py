"""Rows of a country file of GNS, the names server of the United States, in its older form and in its newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from geo_nk.gazetteer.exchange import terms
from geo_nk.gazetteer.exchange.lines import BadCellError
from geo_nk.gazetteer.tables import Name, PlaceRow

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Layout", "NamedPlace", "layout", "place"]

# What we need, with the names that the forms of the file have had for it.
_FIELDS: Final = {
    "feature": ("ufi",),
    "name": ("full_name", "full_name_ro", "full_nm"),
    "lat": ("lat_dd", "lat", "dd_lat"),
    "lon": ("long_dd", "long", "dd_long"),
    "code": ("desig_cd", "dsg"),
    "country": ("cc_ft", "cc1"),
    "type": ("nt",),
}
_OPTIONAL: Final = {
    "province": ("adm1",),
    "language": ("lang_cd", "lc"),
    "feature_ended": ("term_dt_f", "f_term_dt"),
    "name_ended": ("term_dt_n",),
}
# Name types, the one to show first; a name in another script comes after all of these.
_TYPES: Final = ("N", "C", "P", "D", "V", "VA", "NS", "DS", "VS")
_LANGUAGES: Final = {"kor": "ko", "zho": "zh", "chi": "zh", "rus": "ru", "jpn": "ja", "eng": "en"}


class Layout(NamedTuple):
    """Where a file has what we need."""

    at: dict[str, int]
    columns: tuple[str, ...]

    def called(self, field: str) -> str:
        """Return the file's own name for a field."""
        return self.columns[self.at[field]]


class NamedPlace(NamedTuple):
    """A row: one name of a place; of the names of a place, that of the lowest rank is the one to show."""

    row: PlaceRow
    name: Name
    rank: int


def layout(header: Sequence[str]) -> Layout | str | None:
    """Read a header.

    Parameters
    ----------
    header
        The cells of the first line.

    Returns
    -------
    Layout or str or None
        None where it is not the header of such a file; what is missing where it is one.
    """
    columns = tuple(cell.strip() for cell in header)
    lowered = [column.lower() for column in columns]
    if "ufi" not in lowered:
        return None
    at: dict[str, int] = {}
    for field, names in (_FIELDS | _OPTIONAL).items():
        found = next((name for name in names if name in lowered), None)
        if found is not None:
            at[field] = lowered.index(found)
        elif field in _FIELDS:
            return " or ".join(names)
    return Layout(at, columns)


def place(cells: list[str], form: Layout, source_id: str) -> NamedPlace | str:
    """Turn a row into a place with one of its names, or return the feature code that no kind of ours fits.

    Parameters
    ----------
    cells
        The row.
    form
        What :func:`layout` returned.
    source_id
        What the place is said to be from.

    Returns
    -------
    NamedPlace or str

    Raises
    ------
    BadCellError
        If a cell cannot be what its column holds.
    """
    if len(cells) != len(form.columns):
        raise BadCellError("row", "\t".join(cells), f"has {len(cells)} columns; the header names {len(form.columns)}")
    cell = {field: cells[at].strip() for field, at in form.at.items()}
    own = f"gns-{terms.identifier(cell['feature'], form.called('feature'))}"
    text = terms.name(cell["name"], form.called("name"))
    lat = terms.degrees(cell["lat"], form.called("lat"), 90)
    lon = terms.degrees(cell["lon"], form.called("lon"), 180)
    if float(lat) == float(lon) == 0:
        raise BadCellError(form.called("lat"), lat, "and longitude 0 are a mark for a missing point")
    country = terms.country(cell["country"], ours=False)
    kind = terms.kind(cell["code"], country, text)
    if kind is None or cell.get("feature_ended"):
        return cell["code"]
    script = terms.script(text)
    row = PlaceRow(
        own, text, kind[0], country, lon, lat, kind[1],
        confidence="medium", source_id=source_id, province_id=terms.province(country, cell.get("province", "")),
    )  # fmt: skip
    name = Name(
        own, text, lang=_LANGUAGES.get(cell.get("language", ""), ""), script=script,
        valid_to=terms.date(cell.get("name_ended", "")), source_id=source_id,
    )  # fmt: skip
    return NamedPlace(row, name, _rank(cell["type"], script))


def _rank(name_type: str, script: str) -> int:
    """Return how far behind a name stands."""
    rank = _TYPES.index(name_type) if name_type in _TYPES else len(_TYPES)
    return rank if script == "Latn" else rank + len(_TYPES) + 1
