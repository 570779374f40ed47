"""Write every Korean name in the systems of romanisation, in kana, in Russian letters, and as the South spells it.

The edited table holds what sources say; what a rule can say is made here, once, and ships with the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from spell_kana import kana
from spell_russian import russian

from geo_nk.names.folding import fold
from geo_nk.names.romanisation import romanise, south

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo_nk.gazetteer.check.tables import Row, Tables
    from geo_nk.names.romanisation import System

__all__ = ["SOURCE", "romanised", "with_spellings"]

#: The source that these rows name.
SOURCE = "romanised"

# What a name ends in, the longest first: it stands behind a hyphen in Latin letters.
_UNITS = (
    "로동자구",
    "노동자구",
    "특별시",
    "직할시",
    "구역",
    "읍",
    "리",
    "동",
    "군",
    "시",
    "도",
    "구",
    "강",
    "천",
    "산",
    "역",
)
_LEAST_STEM = 2  # 만포 is no 만 port, and 신도 no 신 province
# A village without its unit word is many villages, and in bare letters more: Chosan is 조산 and the county of 초산.
_VILLAGES = frozenset({"ri", "neighbourhood", "workers_district"})
# Japanese and Russian papers name these; a village in their letters alone could be many.
_SPELLED_ABROAD = frozenset({"province", "city", "county", "district", "workers_district"})
_SHOWN = frozenset({"mr", "dprk", "rr"})
_SYSTEMS: tuple[tuple[System, str], ...] = (
    ("mr", "mr"),
    ("dprk", "dprk"),
    ("rr", "rr"),
    ("mr_plain", "press"),
    ("dprk_plain", "press"),
)


def with_spellings(tables: Tables) -> Tables:
    """Return the tables with a row for each spelling that a place lacks.

    The name that a place shows is written in every system, marks and all. Its other names get a row only where that
    is another spelling to a reader who sees no marks: the rest would make the table slow to read and help nobody.

    Parameters
    ----------
    tables
        The edited tables.
    """
    kinds = {row["place_id"]: row["kind"] for row in tables.places if row["country"] == "KP"}
    known: dict[str, set[str]] = defaultdict(set)
    for row in tables.names:
        known[row["place_id"]] |= {row["name"], fold(row["name"])}
    made: list[Row] = []
    for row in sorted(tables.names, key=lambda row: not row["preferred"]):
        if row["lang"] != "ko" or row["script"] != "Hang" or row["place_id"] not in kinds:
            continue
        if not row["preferred"] and kinds[row["place_id"]] in _VILLAGES:
            continue
        abroad = kinds[row["place_id"]] in _SPELLED_ABROAD and not row["valid_to"]
        for spelling in (*_spellings(row), *(_spellings_abroad(row) if abroad else ())):
            name, folded = spelling["name"], fold(spelling["name"])
            shown = row["preferred"] and spelling["system"] in _SHOWN
            if (name if shown else folded) not in known[row["place_id"]]:
                known[row["place_id"]] |= {name, folded}
                made.append(spelling)
    return replace(tables, names=[*tables.names, *made])


def _spellings(row: Row) -> Iterator[Row]:
    """Yield the southern spelling of a northern name, and the name in each system."""
    like = row | {"preferred": "", "source_id": SOURCE}
    if row["system"] == "hangul_n":
        yield like | {"name": south(row["name"]), "system": "hangul_s"}
    for system, label in _SYSTEMS:
        yield like | {"name": romanised(row["name"], system), "script": "Latn", "system": label}


def _spellings_abroad(row: Row) -> Iterator[Row]:
    """Yield the name in katakana and in Russian letters, as North and South say it."""
    like = row | {"preferred": "", "source_id": SOURCE, "system": "japanese", "lang": "ja", "script": "Jpan"}
    for said in dict.fromkeys((row["name"], south(row["name"]))):
        stem, unit = _parts(said)
        for name in dict.fromkeys((kana(stem), kana(stem, joined=False))):
            yield like | {"name": name}
        if unit == "도":
            yield like | {"name": kana(said)}
        name = russian(stem)
        like_russian = like | {"system": "russian", "lang": "ru", "script": "Cyrl"}
        for written in dict.fromkeys((name, name.replace("дж", "чж"), re.sub(r"^Ё", "Йо", name))):
            yield like_russian | {"name": written}


def romanised(hangul: str, system: System) -> str:
    """Write a name with its unit behind a hyphen: ``Hwajŏl-li``, ``Hwajŏn-ri``, ``Hwajeon-ri``.

    McCune-Reischauer lets the two parts change each other; the other systems write each as if it stood alone.
    """
    stem, unit = _parts(hangul)
    if not unit:
        return romanise(hangul, system)
    ending = romanise(f"가{unit}", system)[2:]
    if not system.startswith("mr"):
        return f"{romanise(stem, system)}-{ending}"
    whole = romanise(hangul, system)
    before = whole[: -len(ending)].removesuffix("'")  # n'g needs no mark where a hyphen parts them
    return f"{before}-{whole[-len(ending) :]}"


def _parts(hangul: str) -> tuple[str, str]:
    for unit in _UNITS:
        stem = hangul.removesuffix(unit)
        if stem != hangul and len(stem) >= _LEAST_STEM:
            return stem, unit
    return hangul, ""
