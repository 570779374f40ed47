"""Places in the Linked Places Format, in which gazetteers are exchanged.

The format is GeoJSON with linked data in it: https://github.com/LinkedPasts/linked-places-format
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from geo_nk.data import read_table
from geo_nk.gazetteer.sources import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.gazetteer.place import Place
    from geo_nk.gazetteer.store import Gazetteer
    from geo_nk.gazetteer.tables import Name, Relation

__all__ = ["BASE", "CONTEXT", "to_lpf"]

#: What an id of a place begins with where nobody has published the places under an address of their own.
BASE: Final = "urn:geo-nk:place:"

CONTEXT: Final = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"

_CERTAINTY: Final = {"high": "certain", "medium": "less-certain", "low": "uncertain"}
_PART_OF: Final = "gvp:broaderPartitive"
_RELATED: Final = "gvp:tgn3000_related_to"


class _Type(NamedTuple):
    """What a kind of place is called in the feature classes of GeoNames and in the thesaurus of the Getty."""

    feature_class: str
    aat: str
    label: str


@functools.cache
def _types() -> dict[str, _Type]:
    return {
        row["kind"]: _Type(row["feature_class"], row["aat"], row["label"])
        for row in read_table("lexicon/places/kind_types.csv")
    }


def to_lpf(gazetteer: Gazetteer, places: Iterable[Place], *, base: str = BASE) -> dict[str, Any]:
    """Return places as a document in the Linked Places Format.

    Parameters
    ----------
    gazetteer
        Where they are listed.
    places
        The places.
    base
        What their ids begin with: the address under which they are published.

    Returns
    -------
    dict
        A FeatureCollection, ready for :func:`json.dumps`. Positions are lon, lat; a place that is not located has a
        geometry without parts.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> gazetteer = load_gazetteer()
    >>> hyesan = to_lpf(gazetteer, [gazetteer.get("kp-ryanggang-hyesan")])["features"][0]
    >>> hyesan["properties"]["title"], hyesan["properties"]["fclasses"], hyesan["types"][0]["identifier"]
    ('Hyesan', ['P'], 'aat:300008389')
    """
    features = [_feature(gazetteer, place, base) for place in places]
    return {"@context": CONTEXT, "type": "FeatureCollection", "features": features}


def _feature(gazetteer: Gazetteer, place: Place, base: str) -> dict[str, Any]:
    """Return one place."""
    row, kind = gazetteer.row(place.place_id), _types()[place.kind]
    ids = (("gn", row.geonames_id), ("wd", row.wikidata_id))
    relations = [_relation(gazetteer, relation, base) for relation in gazetteer.units.of_place(place.place_id)]
    feature: dict[str, Any] = {
        "@id": f"{base}{place.place_id}",
        "type": "Feature",
        "properties": {
            "title": place.name,
            "ccodes": [place.country],
            "fclasses": [kind.feature_class],
            "uncertainty_m": place.uncertainty_m,
        },
        "names": [_name(name, base) for name in _named(gazetteer, place)],
        "types": [
            {
                "identifier": f"aat:{kind.aat}",
                "label": kind.label,
                "sourceLabels": [{"label": place.kind.replace("_", " "), "lang": "en"}],
            }
        ],
        "geometry": {"type": "GeometryCollection", "geometries": _geometries(place, row.source_id, base)},
        "links": [{"type": "closeMatch", "identifier": f"{prefix}:{known}"} for prefix, known in ids if known],
        "relations": [relation for relation in relations if relation is not None],
    }
    return {key: value for key, value in feature.items() if value or key == "names"}


def _named(gazetteer: Gazetteer, place: Place) -> list[Name]:
    """Return the names of a place, the one it is shown by first."""
    return sorted(gazetteer.names_of(place.place_id), key=lambda name: (name.name != place.name, not name.preferred))


def _geometries(place: Place, source_id: str, base: str) -> list[dict[str, Any]]:
    """Return the point of a place, or nothing."""
    if place.lon is None or place.lat is None:
        return []
    return [
        {
            "type": "Point",
            "coordinates": [place.lon, place.lat],
            "certainty": _CERTAINTY.get(place.confidence, "uncertain"),
            "citations": [_citation(source_id, base)],
        }
    ]


def _name(name: Name, base: str) -> dict[str, Any]:
    """Return one name."""
    # Of a Korean name in Latin letters, the letters are part of the language's tag.
    tag = f"{name.lang}-{name.script}" if name.lang == "ko" and name.script == "Latn" else name.lang
    told = {"toponym": name.name, "lang": tag, "citations": [_citation(name.source_id, base)], "when": _when(name)}
    return {key: value for key, value in told.items() if value}


def _relation(gazetteer: Gazetteer, relation: Relation, base: str) -> dict[str, Any] | None:
    """Return what a place is to another; None where the other is not listed."""
    if relation.other_id not in gazetteer:
        return None
    told = {
        "relationType": _PART_OF if relation.relation == "part_of" else _RELATED,
        "relationTo": f"{base}{relation.other_id}",
        "label": f"{relation.relation.replace('_', ' ')} {gazetteer.get(relation.other_id).name}",
        "when": _when(relation),
        "citations": [_citation(relation.source_id, base)],
    }
    return {key: value for key, value in told.items() if value}


def _citation(source_id: str, base: str) -> dict[str, str]:
    """Return a source."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in source_id)
    return {"label": source(source_id).citation or "unknown", "@id": f"{base}source:{plain}"}


def _when(row: Name | Relation) -> dict[str, Any] | None:
    """Return the time in which a row held; None where it holds without limit.

    A timespan must have a start, and without an end it lasts no longer than its start. So what has only an end began
    at the latest then, and what has only a start ended at the earliest then.
    """
    if not (row.valid_from or row.valid_to):
        return None
    start = {"in": row.valid_from} if row.valid_from else {"latest": row.valid_to}
    end = {"in": row.valid_to} if row.valid_to else {"earliest": row.valid_from}
    return {"timespans": [{"start": start, "end": end}]}
