"""What a language model is told of events: two files that a person can read and change.

``conventions.md`` says what an event is and how it is labelled, to people and models alike; ``task.md`` says what is
given and what is to be answered, with a made-up example.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo_nk._files import decode, read_bytes
from geo_nk.data import file
from geo_nk.errors import ReadError
from geo_nk.events.categories import load_categories

if TYPE_CHECKING:
    import os

__all__ = ["Conventions", "load_conventions"]

_VERSION = re.compile(r"^version:[ \t]*(\S{1,20})[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^\| *(\w+) *\|", re.MULTILINE)
_HEAD = frozenset({"code"})
_DIGITS = 8
LONGEST = 40_000
"""Characters of conventions; more leave a model no room for the report."""
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Conventions:
    """The text that comes before every report.

    Attributes
    ----------
    text : str
        The task with the conventions in it.
    version : str
        The version that the file states, and the beginning of a checksum of the text: who changes a word has another.
    """

    text: str
    version: str


def load_conventions(path: str | os.PathLike[str] | None = None) -> Conventions:
    """Return the conventions that ship with geo_nk, or those of a file of one's own.

    Parameters
    ----------
    path
        A text file in the form of ``geo_nk/data/llm/conventions.md``: a line ``version: NAME``, and a table with a row
        for each category.

    Returns
    -------
    Conventions

    Raises
    ------
    geo_nk.errors.ReadError
        If the file cannot be read, names no version, or its table lacks a category or has one that is not known.

    Examples
    --------
    >>> load_conventions().version.split(".")[0]
    '1'
    """
    if path is None:
        return _shipped()
    text = decode(read_bytes(path, limit=MOST_BYTES), source=str(path))
    return _conventions("\n".join(text.splitlines()), str(path))


@cache
def _shipped() -> Conventions:
    return _conventions(file("llm/conventions.md").read_text(encoding="utf-8"), "conventions.md")


def _conventions(text: str, name: str) -> Conventions:
    version = _VERSION.search(text)
    if version is None:
        raise ReadError(
            f"{name}: names no version; give it a line such as version: mine-1, without a blank in the name"
        )
    if len(text) > LONGEST:
        raise ReadError(f"{name}: has {len(text):,} characters; {LONGEST:,} leave room for the report")
    told = {code for code in _CODE.findall(text) if code not in _HEAD}
    known = set(load_categories())
    for codes, what in ((known - told, "has no row for"), (told - known, "has a row for what is no category,")):
        if codes:
            raise ReadError(f"{name}: the table of categories {what} {', '.join(sorted(codes))}; see categories.csv")
    task = file("llm/task.md").read_text(encoding="utf-8")
    whole = task.replace("{conventions}", text.replace(version[0], "").strip())
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return Conventions(whole, f"{version[1]}.{digest}")
