"""Every province and second-order unit, written in every system, with the unit words of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from geo_nk.names.kinds import analyse
from geo_nk.names.romanisation import System, romanise, south

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.gazetteer import Answer, Gazetteer, Place

UNITS = {"province": "Province", "city": "City", "county": "County", "district": "District"}
HANGUL_UNIT = re.compile(r"(?<=..)(?<!로동자)(?:북도|남도|도|(?:특별|직할)?시|군|구역|지구|구)$")


def spellings(hangul: str, kind: str) -> Iterator[str]:
    """Yield what a writer may make of a Hangul name."""
    stem, unit = HANGUL_UNIT.sub("", hangul), "".join(HANGUL_UNIT.findall(hangul))
    yield from (hangul, south(hangul))
    for system in get_args(System):
        written, word = romanise(stem, system), romanise(unit, system).lower()
        if direction := analyse(hangul).direction:
            for before in (direction.capitalize(), f"{direction.capitalize()}ern", f"{direction[0].upper()}."):
                yield from (f"{before} {written}", f"{before} {written} Province")
        else:
            yield from (f"{written} {UNITS[kind]}", f"{written} {UNITS[kind].lower()}", f"{written.upper()}-{word}")
            if not re.search("[강구]$", stem):  # Taedonggang is the river first
                yield from (written, written.upper())
        if unit:
            yield from (f"{written}-{word}", f"{written} {word}", f"{written}{word}", romanise(hangul, system))
    if kind in {"city", "county"}:
        apart = [romanise(letter, "dprk_plain") for letter in stem]
        yield from (f"{' '.join(apart)} {UNITS[kind]}", "-".join(apart).capitalize())


def leads_to(answer: Answer, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether an answer is a place, one that has its name in the South, or an ambiguity that holds it."""
    found = {each.place.place_id for each in answer.candidates[: 1 if answer.status == "found" else None]}
    namesakes = {other for other, _ in gazetteer.namesakes.get(place.place_id, ())}
    return bool(found & ({place.place_id} | namesakes))


def test_generated_spellings_lead_to_their_place(gazetteer: Gazetteer) -> None:
    wrong, asked = [], 0
    for place in gazetteer:
        if place.country != "KP" or place.kind not in UNITS:
            continue
        for name in gazetteer.names_of(place.place_id):
            if name.system == "hangul_n" and not name.valid_to and HANGUL_UNIT.search(name.name):
                for written in dict.fromkeys(spellings(name.name, place.kind)):
                    asked += 1
                    if not leads_to(gazetteer.resolve(written), place, gazetteer):
                        wrong.append((place.place_id, written))
    assert asked > 5000
    assert len(wrong) / asked <= 0.01, wrong[:40]
