"""The levels of a release, as their tables have them: how coarse, which columns, which sources are open, how many."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geo_nk.data import file, read_table
from geo_nk.events.schema import EVENT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LEVELS",
    "Rule",
    "Source",
    "Step",
    "field_rules",
    "require_level",
    "require_outside",
    "rule_of",
    "rules_sha256",
    "shown_columns",
    "source_of",
    "steps",
]

#: From the fullest to the most careful.
LEVELS: Final = ("internal", "partner", "public")

_TABLES: Final = ("release_levels.csv", "release_fields.csv", "release_sources.csv", "release_steps.csv")


@dataclass(frozen=True, slots=True)
class Rule:
    """How coarse the events of one class of sources are shown at one level.

    Attributes
    ----------
    place : str
        One of `geo_nk.events.release.coarse_place.PLACE_STEPS`.
    date : str
        One of `geo_nk.events.release.coarse_date.DATE_STEPS`.
    delay_days : int
        Days that must have passed since the last day on which it may have happened.
    min_count : int
        Reports that must tell of the same kind of event, at the same place and time, for any of them to be shown so.
    """

    place: str
    date: str
    delay_days: int
    min_count: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """How coarse what is told by too few is shown, so that it is one of many.

    Attributes
    ----------
    place, date : str
        As in `Rule`; empty for as coarse as the level says.
    """

    place: str
    date: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the rows of one source were taken for, and why.

    Attributes
    ----------
    is_open : bool
        Whether it was taken for what anyone can read; otherwise for a person.
    name : str
        The publisher, or the host of the address; empty of one that is not open.
    why : str
        What the rows say, or do not say.
    """

    is_open: bool
    name: str
    why: str


def require_level(level: str) -> None:
    """Raise `ValueError` unless a level is known."""
    if level not in LEVELS:
        raise ValueError(f"level={level!r} is not known; it is one of {', '.join(LEVELS)}")


def require_outside(level: str) -> None:
    """Raise `ValueError` unless a level is one at which something is given to others."""
    require_level(level)
    if level == LEVELS[0]:
        raise ValueError(f"level={level!r} is everything, and no release; take {' or '.join(LEVELS[1:])}")


def rule_of(level: str, *, is_open: bool) -> Rule:
    """Return the rule of one class of sources.

    Examples
    --------
    >>> rule_of("public", is_open=False)
    Rule(place='county', date='quarter', delay_days=90, min_count=3)
    """
    return _rules()[level, "open" if is_open else "closed"]


def steps() -> tuple[Step, ...]:
    """Return how coarse what is told by too few is shown: each step coarser than the one before."""
    return tuple(Step(row["place"], row["date"]) for row in read_table("release_steps.csv"))


def source_of(row: Mapping[str, Any]) -> Source:
    """Say whether a row rests on what anyone can read, and says where; what it does not say is a person's.

    Examples
    --------
    >>> source_of({"source_kind": "published", "publisher": "Example Weekly", "url": None})
    Source(is_open=True, name='Example Weekly', why='source_kind is published, with publisher')
    """
    kind, publisher, url = row["source_kind"], row["publisher"], row["url"]
    if kind is None:
        return Source(False, "", "source_kind is empty")
    if _sources().get(kind, "closed") == "closed":
        return Source(False, "", f"source_kind is {kind}")
    if not (publisher or url):
        return Source(False, "", f"source_kind is {kind}, but neither publisher nor url says where")
    where = " and ".join(name for name in ("publisher", "url") if row[name])
    return Source(True, publisher or _host(url), f"source_kind is {kind}, with {where}")


@cache
def field_rules(level: str) -> Mapping[str, str]:
    """Return what a level says of each column: ``yes``, ``if_open``, ``no``, ``made_anew`` or ``renumbered``."""
    if level == "internal":
        return MappingProxyType({column.name: "yes" for column in EVENT_COLUMNS})
    return MappingProxyType({row["field"]: row[level] for row in read_table("release_fields.csv")})


@cache
def shown_columns(level: str, *, is_open: bool) -> frozenset[str]:
    """Return the columns that a row may have, with ``lon`` and ``lat`` in place of the point."""
    may = {"yes", "made_anew", *(["if_open"] if is_open else [])}
    names = {name for name, rule in field_rules(level).items() if rule in may}
    return frozenset({"lon", "lat"} | names - {"geometry"})


def rules_sha256() -> str:
    """Return the SHA-256 of the tables that say what a level is: with the same one, releases follow the same rules."""
    tables = ((name, file(name).read_bytes().replace(b"\r\n", b"\n")) for name in _TABLES)
    return hashlib.sha256(b"\0".join(name.encode() + b"\0" + content for name, content in tables)).hexdigest()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


@cache
def _rules() -> Mapping[tuple[str, str], Rule]:
    return MappingProxyType(
        {
            (row["level"], row["source"]): Rule(
                row["place"], row["date"], int(row["delay_days"]), int(row["min_count"])
            )
            for row in read_table("release_levels.csv")
        }
    )


@cache
def _sources() -> Mapping[str, str]:
    return MappingProxyType({row["source_kind"]: row["source"] for row in read_table("release_sources.csv")})
