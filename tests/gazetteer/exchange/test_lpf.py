"""Places in the Linked Places Format keep its rules, and the rules notice what breaks them."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.data import read_table
from geo_nk.gazetteer import Gazetteer
from geo_nk.gazetteer.exchange.lpf import to_lpf
from geo_nk.gazetteer.exchange.lpf_rules import lpf_faults

# The smallest record that the format's description allows, with one of everything that it names.
RECORD: dict[str, Any] = {
    "@context": "https://example.org/context.jsonld",
    "type": "FeatureCollection",
    "features": [
        {
            "@id": "https://example.org/places/1",
            "type": "Feature",
            "properties": {"title": "Nowhere", "ccodes": ["KP"], "fclasses": ["P"]},
            "names": [{"toponym": "Nowhere", "lang": "en", "citations": [{"label": "A book"}]}],
            "types": [{"identifier": "aat:300008372", "label": "villages"}],
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": [128.1, 41.3], "certainty": "certain"}],
            },
            "links": [{"type": "closeMatch", "identifier": "gn:1"}],
            "relations": [
                {
                    "relationType": "gvp:broaderPartitive",
                    "relationTo": "https://example.org/places/2",
                    "when": {"timespans": [{"start": {"in": "1954"}, "end": {"in": "1977-05"}}]},
                }
            ],
        }
    ],
}


def test_a_record_that_keeps_the_rules_has_no_fault() -> None:
    assert lpf_faults(RECORD) == []


BROKEN = {
    "no id": (("@id",), None, "@id None is not an IRI"),
    "an id that is a plain word": (("@id",), "nowhere", "'nowhere' is not an IRI"),
    "no title": (("properties", "title"), "", "title is missing"),
    "no feature class": (("properties", "fclasses"), [], "fclasses [] must be one or more"),
    "a feature class that is none": (("properties", "fclasses"), ["X"], "must be one or more of A, H, L, P, R, S, T"),
    "a country by its name": (("properties", "ccodes"), ["Korea"], "must be codes of two capitals"),
    "no names": (("names",), [], "names must be a list of one or more"),
    "a name without letters": (("names", 0, "toponym"), " ", "toponym is missing"),
    "no cited name": (("names", 0, "citations"), [], "one at least must have a citation"),
    "a type without a label": (("types", 0, "label"), "", "types: label is missing"),
    "lat before lon": (
        ("geometry", "geometries", 0, "coordinates"), [41.3, 128.1], "[41.3, 128.1] must be lon, lat in degrees",
    ),
    "a point in text": (("geometry", "geometries", 0, "coordinates"), ["128", "41"], "must be lon, lat"),
    "a certainty of our own": (("geometry", "geometries", 0, "certainty"), "high", "certainty 'high' is not one of"),
    "a link of no kind": (("links", 0, "type"), "sameAs", "type 'sameAs' is not one of closeMatch"),
    "a timespan without a start": (
        ("relations", 0, "when", "timespans", 0, "start"), {}, "a timespan must have a start",
    ),
    "a date in words": (
        ("relations", 0, "when", "timespans", 0, "end", "in"), "after the war", "'after the war' is no date",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_breaks_a_rule_is_told(case: str) -> None:
    path, value, fault = BROKEN[case]
    document = copy.deepcopy(RECORD)
    part = document["features"][0]
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    found = lpf_faults(document)
    assert fault in found[0]
    assert len(found) == (2 if case == "no names" else 1)  # where no name is, none is cited


def test_an_id_that_stands_twice_is_told() -> None:
    document = copy.deepcopy(RECORD)
    document["features"] *= 2
    assert lpf_faults(document) == ["feature 2: @id 'https://example.org/places/1' stands twice"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["@context", "@id", "type", "features", "properties", "names", "geometry", "when", "timespans", "citations",
         "certainty", "links", "fclasses", "coordinates", "geometries"]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_any_json_is_judged(feature: object) -> None:
    found = lpf_faults({"@context": "x", "type": "FeatureCollection", "features": [feature]})
    assert all(fault.startswith("feature 1: ") for fault in found)


def test_every_shipped_place_keeps_the_rules(gazetteer: Gazetteer) -> None:
    document = json.loads(json.dumps(to_lpf(gazetteer, gazetteer)))
    assert len(document["features"]) == len(gazetteer)
    assert lpf_faults(document) == []


def test_every_kind_has_its_type() -> None:
    kinds = {row["kind"] for row in read_table("lexicon/places/kind_types.csv")}
    assert kinds == {row["kind"] for row in read_table("lexicon/places/kind_extents.csv")}


def own(**cells: str) -> Gazetteer:
    """Return a county in a province that it once was not in."""
    county = {"place_id": "c", "name": "C", "kind": "county", "country": "KP", "province_id": "p", **cells}
    province = {"place_id": "p", "name": "P", "kind": "province", "country": "KP"}
    names = [
        {"place_id": "c", "name": "혜산", "lang": "ko", "script": "Hang", "valid_to": "1954", "source_id": "osm"},
        {"place_id": "c", "name": "Hyesan", "lang": "ko", "script": "Latn", "valid_from": "1954"},
    ]
    relations = [{"place_id": "c", "relation": "part_of", "other_id": "p", "valid_from": "1954-10"}]
    return Gazetteer.from_rows([county, province], names, relations)


def feature(gazetteer: Gazetteer) -> dict[str, Any]:
    made: dict[str, Any] = to_lpf(gazetteer, [gazetteer.get("c")], base="https://example.org/")["features"][0]
    return made


def test_ids_begin_with_the_base() -> None:
    made = feature(own())
    assert made["@id"] == "https://example.org/c"
    assert made["relations"][0]["relationTo"] == "https://example.org/p"


def test_a_place_that_is_not_located_has_a_geometry_without_parts() -> None:
    assert feature(own())["geometry"] == {"type": "GeometryCollection", "geometries": []}


def test_a_point_is_lon_lat_with_its_certainty() -> None:
    made = feature(own(lon="128.1", lat="41.3", uncertainty_m="900", confidence="low"))
    part = made["geometry"]["geometries"][0]
    assert (part["coordinates"], part["certainty"]) == ([128.1, 41.3], "uncertain")


def test_what_is_known_elsewhere_is_a_close_match() -> None:
    made = feature(own(geonames_id="7", wikidata_id="Q8"))
    assert made["links"] == [
        {"type": "closeMatch", "identifier": "gn:7"},
        {"type": "closeMatch", "identifier": "wd:Q8"},
    ]


def test_a_name_that_ended_began_before_and_one_that_began_has_not_ended_before() -> None:
    times = {name["toponym"]: name["when"]["timespans"][0] for name in feature(own())["names"] if "when" in name}
    assert times == {
        "혜산": {"start": {"latest": "1954"}, "end": {"in": "1954"}},
        "Hyesan": {"start": {"in": "1954"}, "end": {"earliest": "1954"}},
    }


def test_names_carry_language_script_and_source() -> None:
    names = {name["toponym"]: name for name in feature(own())["names"]}
    assert (names["혜산"]["lang"], names["Hyesan"]["lang"]) == ("ko", "ko-Latn")
    assert "OpenStreetMap" in names["혜산"]["citations"][0]["label"]
