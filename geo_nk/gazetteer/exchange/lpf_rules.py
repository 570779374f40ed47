"""The rules of the Linked Places Format, as its description states them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from geo_nk.gazetteer.place import on_earth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["lpf_faults"]

_FEATURE_CLASSES: Final = frozenset("AHPLRST")
_CERTAINTIES: Final = frozenset({"certain", "less-certain", "uncertain"})
_LINKS: Final = frozenset({"exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso"})
_GEOMETRIES: Final = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"})
_DATE: Final = re.compile(r"-?\d{4,}(-\d{2}(-\d{2})?)?[~?%]?")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")
_PLANE, _SPACE = 2, 3


def lpf_faults(document: object) -> list[str]:
    """Say what in a document is not as the Linked Places Format has it.

    Parameters
    ----------
    document
        What :func:`json.loads` made of a file.

    Returns
    -------
    list of str
        Every fault with the place where it stands; empty where there is none.

    Examples
    --------
    >>> lpf_faults({"type": "FeatureCollection", "features": []})
    ['@context: is missing']
    """
    if not isinstance(document, dict):
        return ["the document is not a JSON object"]
    found = []
    if not document.get("@context"):
        found.append("@context: is missing")
    if document.get("type") != "FeatureCollection":
        found.append("type: must be FeatureCollection")
    features = document.get("features")
    if not isinstance(features, list):
        return [*found, "features: must be a list"]
    seen: set[str] = set()
    for number, feature in enumerate(features, 1):
        found += [f"feature {number}: {fault}" for fault in _feature_faults(feature, seen)]
    return found


def _feature_faults(feature: Any, seen: set[str]) -> Iterator[str]:  # noqa: ANN401 - whatever the file holds
    if not isinstance(feature, dict):
        yield "is not a JSON object"
        return
    own = feature.get("@id")
    if not isinstance(own, str) or not _is_iri(own):
        yield f"@id {own!r} is not an IRI"
    elif own in seen:
        yield f"@id {own!r} stands twice"
    else:
        seen.add(own)
    if feature.get("type") != "Feature":
        yield "type must be Feature"
    yield from _property_faults(feature.get("properties"))
    yield from _geometry_faults(feature.get("geometry"))
    for member, check in _PARTS.items():
        yield from _part_faults(feature, member, check)
    if isinstance(names := feature.get("names"), list) and not any(
        isinstance(n, dict) and n.get("citations") for n in names
    ):
        yield "names: one at least must have a citation"
    yield from _when_faults(feature.get("when"))


def _property_faults(properties: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    if not isinstance(properties, dict):
        yield "properties must be a JSON object"
        return
    if not _is_text(properties.get("title")):
        yield "properties.title is missing"
    classes = properties.get("fclasses")
    if not isinstance(classes, list) or not classes or not all(each in _FEATURE_CLASSES for each in map(str, classes)):
        yield f"properties.fclasses {classes!r} must be one or more of {', '.join(sorted(_FEATURE_CLASSES))}"
    codes = properties.get("ccodes", [])
    if not isinstance(codes, list) or not all(isinstance(code, str) and _COUNTRY.fullmatch(code) for code in codes):
        yield f"properties.ccodes {codes!r} must be codes of two capitals"


def _geometry_faults(geometry: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    if geometry is None:
        return
    if not isinstance(geometry, dict):
        yield "geometry must be a JSON object or null"
        return
    parts = geometry.get("geometries") if geometry.get("type") == "GeometryCollection" else [geometry]
    if not isinstance(parts, list):
        yield "geometry.geometries must be a list"
        return
    for part in parts:
        if not isinstance(part, dict) or not _is_one_of(part.get("type"), _GEOMETRIES):
            yield "geometry: a part is no GeoJSON geometry"
            continue
        if part["type"] == "Point" and not _is_position(part.get("coordinates")):
            yield f"geometry: {part.get('coordinates')!r} must be lon, lat in degrees"
        yield from _certainty_faults(part, "geometry")
        yield from _when_faults(part.get("when"))
        yield from _citation_faults(part, "geometry")


def _part_faults(
    feature: dict[str, Any], member: str, check: Callable[[dict[str, Any]], Iterator[str]]
) -> Iterator[str]:
    parts = feature.get(member)
    if parts is None and member != "names":
        return
    if not isinstance(parts, list) or (member == "names" and not parts):
        yield f"{member} must be a list" + (" of one or more" if member == "names" else "")
        return
    for part in parts:
        if not isinstance(part, dict):
            yield f"{member}: {part!r} is not a JSON object"
            continue
        yield from (f"{member}: {fault}" for fault in check(part))
        yield from (f"{member}: {fault}" for fault in _when_faults(part.get("when")))
        yield from _citation_faults(part, member)


def _name_faults(name: dict[str, Any]) -> Iterator[str]:
    if not _is_text(name.get("toponym")):
        yield "toponym is missing"


def _type_faults(kind: dict[str, Any]) -> Iterator[str]:
    if not _is_iri(kind.get("identifier")):
        yield f"identifier {kind.get('identifier')!r} is not an IRI"
    if not _is_text(kind.get("label")):
        yield "label is missing"


def _link_faults(link: dict[str, Any]) -> Iterator[str]:
    if not _is_one_of(link.get("type"), _LINKS):
        yield f"type {link.get('type')!r} is not one of {', '.join(sorted(_LINKS))}"
    if not _is_iri(link.get("identifier")):
        yield f"identifier {link.get('identifier')!r} is not an IRI"


def _relation_faults(relation: dict[str, Any]) -> Iterator[str]:
    for member in ("relationType", "relationTo"):
        if not _is_iri(relation.get(member)):
            yield f"{member} {relation.get(member)!r} is not an IRI"
    yield from _certainty_faults(relation, "relation")


_PARTS: Final[dict[str, Callable[[dict[str, Any]], Iterator[str]]]] = {
    "names": _name_faults,
    "types": _type_faults,
    "links": _link_faults,
    "relations": _relation_faults,
}


def _when_faults(when: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    if when is None:
        return
    if not isinstance(when, dict) or not (when.get("timespans") or when.get("periods")):
        yield "when must have timespans or periods"
        return
    spans = when.get("timespans", [])
    for span in spans if isinstance(spans, list) else [None]:
        if not isinstance(span, dict) or not span.get("start"):
            yield "when: a timespan must have a start"
            continue
        for end in ("start", "end"):
            bounds = span.get(end, {})
            if not isinstance(bounds, dict) or not set(bounds) <= {"in", "earliest", "latest"}:
                yield f"when: {end} must have in, earliest or latest"
                continue
            yield from (f"when: {date!r} is no date" for date in bounds.values() if not _is_date(date))


def _citation_faults(part: dict[str, Any], member: str) -> Iterator[str]:
    citations = part.get("citations", [])
    if not isinstance(citations, list):
        yield f"{member}: citations must be a list"
        return
    for citation in citations:
        if not isinstance(citation, dict) or not (_is_text(citation.get("label")) or _is_iri(citation.get("@id"))):
            yield f"{member}: a citation must have a label"


def _certainty_faults(part: dict[str, Any], member: str) -> Iterator[str]:
    if not _is_one_of(certainty := part.get("certainty", "certain"), _CERTAINTIES):
        yield f"{member}: certainty {certainty!r} is not one of {', '.join(sorted(_CERTAINTIES))}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_one_of(value: object, allowed: frozenset[str]) -> bool:
    return isinstance(value, str) and value in allowed


def _is_iri(value: object) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def _is_date(value: object) -> bool:
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def _is_position(value: object) -> bool:
    if not isinstance(value, list) or len(value) not in {_PLANE, _SPACE}:
        return False
    if not all(type(part) in {int, float} and math.isfinite(part) for part in value):
        return False
    lon, lat = value[:_PLANE]
    return on_earth(lon, lat)
