"""Write places for other programs: Linked Places Format, GeoJSON or a CSV table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files import guard, write_atomic
from geo_nk.countries import country_of
from geo_nk.data import read_table
from geo_nk.errors import GazetteerError, OutputError
from geo_nk.gazetteer import locating
from geo_nk.gazetteer.exchange.lpf import BASE, to_lpf
from geo_nk.gazetteer.exchange.lpf_rules import lpf_faults
from geo_nk.gazetteer.sources import source
from geo_nk.gazetteer.tables import PlaceRow

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.store import Gazetteer

__all__ = ["ENDINGS", "FORMS", "export_places", "select_places"]

#: The forms in which places are written.
FORMS: Final = ("lpf", "geojson", "csv")

#: The form that the ending of a file's name means.
ENDINGS: Final = {".json": "lpf", ".jsonld": "lpf", ".geojson": "geojson", ".csv": "csv"}

_CSV_COLUMNS: Final = (*PlaceRow._fields, "names")
_TEXTS: Final = frozenset({"place_id", "name", "source_id", "names"})


def select_places(
    gazetteer: Gazetteer, *, within: str | None = None, kind: str | None = None, country: str | None = None
) -> list[Place]:
    """Return the places that fit, by their ids.

    Parameters
    ----------
    gazetteer
        Where they are listed.
    within
        The name or id of a place that holds them; it is one of them.
    kind
        Such as ``ri``.
    country
        Two letters or a name.

    Returns
    -------
    list of Place
        Ordered by place id.

    Raises
    ------
    geo_nk.errors.GazetteerError
        If `within`, `kind` or `country` is not known, or `within` may mean several places.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> [place.name for place in select_places(load_gazetteer(), within="Ryanggang", kind="city")]
    ['Hyesan', 'Samjiyon']
    """
    holder = _holder(gazetteer, within)
    if kind is not None and kind not in (kinds := [row["kind"] for row in read_table("lexicon/places/kind_types.csv")]):
        raise GazetteerError(f"{kind!r} is no kind of place; use one of {', '.join(kinds)}")
    code = country_of(country) if country is not None else None
    if country is not None and not code:
        raise GazetteerError(f"{country!r} is no country that is known here; give two capitals, such as KP")
    chosen = [
        place
        for place in gazetteer
        if (kind is None or place.kind == kind)
        and (code is None or place.country == code)
        and (holder is None or holder == place.place_id or holder in gazetteer.holders(place.place_id))
    ]
    return sorted(chosen, key=lambda place: place.place_id)


def _holder(gazetteer: Gazetteer, within: str | None) -> str | None:
    """Return the id of the place that a name or an id means."""
    if within is None or within in gazetteer:
        return within
    return locating.one(gazetteer.resolve(within)).place_id


def export_places(
    gazetteer: Gazetteer,
    path: str | os.PathLike[str],
    *,
    form: str | None = None,
    within: str | None = None,
    kind: str | None = None,
    country: str | None = None,
    base: str = BASE,
) -> int:
    """Write places to a file; the same places give the same bytes.

    Parameters
    ----------
    gazetteer
        Where they are listed.
    path
        The file. Its ending says the form where `form` does not: ``.json`` and ``.jsonld`` are Linked Places Format.
    form
        One of `FORMS`.
    within, kind, country
        Which places, see :func:`select_places`; all where nothing is said.
    base
        What their ids begin with in the Linked Places Format: the address under which you publish them.

    Returns
    -------
    int
        How many places were written.

    Raises
    ------
    geo_nk.errors.GazetteerError
        If `within`, `kind` or `country` is not known.
    geo_nk.errors.OutputError
        If the form is not known or the file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> export_places(load_gazetteer(), pathlib.Path(tempfile.mkdtemp()) / "cities.csv", kind="city", country="KP") > 10
    True
    """
    target = Path(path)
    chosen = form or ENDINGS.get(target.suffix.lower())
    if chosen not in FORMS:
        raise OutputError(
            f"{target}: the ending {target.suffix!r} says no form of places; use {', '.join(ENDINGS)} "
            f"or give the form: {', '.join(FORMS)}"
        )
    places = select_places(gazetteer, within=within, kind=kind, country=country)
    if chosen == "csv":
        text = _csv(gazetteer, places)
    elif chosen == "geojson":
        text = _collection({"type": "FeatureCollection"}, [_point(gazetteer, place) for place in places])
    else:
        text = _lpf(gazetteer, places, base)
    write_atomic(target, text)
    return len(places)


def _lpf(gazetteer: Gazetteer, places: Sequence[Place], base: str) -> str:
    """Return the text of a document in the Linked Places Format that keeps the format's rules."""
    document = to_lpf(gazetteer, places, base=base)
    if wrong := lpf_faults(document):
        raise OutputError(f"the places break a rule of the Linked Places Format: {wrong[0]} ({len(wrong)} faults)")
    features = document.pop("features")
    cited = {gazetteer.row(place.place_id).source_id for place in places}
    cited |= {name.source_id for place in places for name in gazetteer.names_of(place.place_id)}
    document["attribution"] = "; ".join(sorted(source(each).citation for each in cited))
    return _collection(document, features)


def _collection(head: dict[str, Any], features: Sequence[dict[str, Any]]) -> str:
    """Return a feature collection as text, one feature a line."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
    return f'{encode(head)[:-1]},"features":[\n' + ",\n".join(map(encode, features)) + "\n]}\n"


def _point(gazetteer: Gazetteer, place: Place) -> dict[str, Any]:
    """Return a place as a GeoJSON feature; one that is not located has no geometry."""
    row = gazetteer.row(place.place_id)
    return {
        "type": "Feature",
        "id": place.place_id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place.located else None,
        "properties": {
            "place_id": place.place_id,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "province": place.province,
            "uncertainty_m": place.uncertainty_m,
            "confidence": place.confidence,
            "source": source(row.source_id).citation,
            "geonames_id": row.geonames_id or None,
            "wikidata_id": row.wikidata_id or None,
            "names": [name.name for name in gazetteer.names_of(place.place_id)],
        },
    }


def _csv(gazetteer: Gazetteer, places: Sequence[Place]) -> str:
    """Return places as a table, with all their names in one cell."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for place in places:
        names = "; ".join(name.name for name in gazetteer.names_of(place.place_id))
        cells = zip(_CSV_COLUMNS, (*gazetteer.row(place.place_id), names), strict=True)
        writer.writerow([guard(cell) if column in _TEXTS else cell for column, cell in cells])
    return stream.getvalue()
