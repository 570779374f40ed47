"""What the codes of GeoNames and GNS mean here: kinds of feature, countries, provinces; and checks of their cells."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from geo_nk.data import read_table
from geo_nk.gazetteer.exchange.lines import BadCellError
from geo_nk.names.kinds import analyse

__all__ = ["country", "date", "degrees", "identifier", "kind", "name", "province", "script"]

_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?")
_CODE = re.compile(r"[A-Z]{1,5}[0-9]?[A-Z]?")
_COUNTRY = re.compile(r"[A-Z]{2,3}")
_LONGEST_NAME = 200
_LIKE_A_FORMULA = tuple("=+@＝＋＠")
_DATE = re.compile(r"([0-9]{4})(?:-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12][0-9]|3[01]))?)?(?:T.*)?")
_SCRIPTS = (
    ("Hang", re.compile(r"[\uac00-\ud7a3]")),
    ("Jpan", re.compile(r"[\u3040-\u30ff]")),
    ("Hani", re.compile(r"[\u3400-\u9fff]")),
    ("Cyrl", re.compile(r"[\u0400-\u04ff]")),
    ("Latn", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
)
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0530-\u0fff\u10a0-\u10ff\u1200-\u139f\u1780-\u18af]")


class Kind(NamedTuple):
    """What a feature code means here."""

    kinds: tuple[str, ...]
    uncertainty_m: str


@functools.cache
def _kinds() -> dict[tuple[str, str], Kind]:
    """Return the table of feature codes by code and country; an empty country is any."""
    return {
        (row["feature_code"], row["country"]): Kind(tuple(row["kinds"].split()), row["uncertainty_m"])
        for row in read_table("lexicon/places/feature_kinds.csv")
    }


def kind(code: str, country_code: str, called: str) -> tuple[str, str] | None:
    """Return the kind of place and its uncertainty in metres, or None where no kind of ours fits the feature code.

    The unit word of the name decides where a code means several kinds: `Samjang-ri` is a ri.

    Examples
    --------
    >>> kind("PPL", "KP", "Samjang-ri"), kind("PPL", "CN", "Nanping"), kind("CAVE", "KP", "Kulsan")
    (('ri', '2000'), ('town', '2000'), None)
    """
    if not _CODE.fullmatch(code):
        raise BadCellError("feature code", code, "is no feature code, such as PPL")
    known = _kinds().get((code, country_code)) or _kinds().get((code, ""))
    if known is None:
        return None
    said = [each for each in analyse(called).kinds if each in known.kinds] if len(known.kinds) > 1 else []
    return (said or known.kinds)[0], known.uncertainty_m


@functools.cache
def _countries() -> dict[str, str]:
    return {row["code"]: row["country"] for row in read_table("lexicon/places/country_codes.csv")}


def country(code: str, *, ours: bool) -> str:
    """Return the two letters of ISO 3166 for a country code; `ours` says that it is one of those already."""
    first = code.replace(";", ",").partition(",")[0].strip()  # a border river lies in two
    if not _COUNTRY.fullmatch(first):
        raise BadCellError("country code", code, "is no country code, such as KP")
    if ours:
        return first
    if first not in _countries():
        raise BadCellError("country code", code, "is not in the table of country codes")
    return _countries()[first]


@functools.cache
def _provinces() -> dict[tuple[str, str], str]:
    return {(row["country"], row["code"]): row["place_id"] for row in read_table("lexicon/places/admin_codes.csv")}


def province(country_code: str, code: str) -> str:
    """Return the place id of a first-order unit by its code, or an empty string.

    Examples
    --------
    >>> province("KP", "13"), province("KP", "KN13"), province("KP", "KP-10")
    ('kp-ryanggang', 'kp-ryanggang', 'kp-ryanggang')
    """
    table = _provinces()
    first = code.partition(",")[0].strip()
    return table.get((country_code, first)) or table.get((country_code, first.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), "")


def degrees(text: str, column: str, limit: int) -> str:
    """Return a coordinate as it stands, or raise where it is no number of degrees."""
    cell = text.strip()
    if not _NUMBER.fullmatch(cell) or abs(float(cell)) > limit:
        raise BadCellError(column, text, f"must be a number of degrees from -{limit} to {limit}")
    return cell


def identifier(text: str, column: str) -> str:
    """Return the number of a feature as text, or raise."""
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise BadCellError(column, text, "must be a whole number")
    return text


def name(text: str, column: str) -> str:
    """Return a name, or raise where it is none: empty, endless, or meant for a spreadsheet."""
    cell = text.strip()
    if not cell or len(cell) > _LONGEST_NAME:
        raise BadCellError(column, cell, "is empty" if not cell else f"is longer than {_LONGEST_NAME} characters")
    if not cell.isprintable():
        raise BadCellError(column, cell, "has a character that cannot be seen")
    if cell.startswith(_LIKE_A_FORMULA):
        raise BadCellError(column, cell, "begins like a formula, not like a name")
    return cell


def script(text: str) -> str:
    """Return the script of a name as the tables write it, or an empty string for one that reports never use.

    Examples
    --------
    >>> script("Hyesan"), script("혜산"), script("惠山"), script("هيسان")
    ('Latn', 'Hang', 'Hani', '')
    """
    if _FOREIGN.search(text):
        return ""
    return next((code for code, letters in _SCRIPTS if letters.search(text)), "")


def date(text: str) -> str:
    """Return a date as YYYY, YYYY-MM or YYYY-MM-DD; an empty string for what people wrote in other ways.

    Examples
    --------
    >>> date("1977"), date("19770503"), date("in the war")
    ('1977', '1977-05-03', '')
    """
    found = _DATE.fullmatch(text.strip())
    return "-".join(part for part in found.groups() if part) if found else ""
