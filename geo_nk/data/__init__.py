"""The tables and geometry that ship with the package, and nothing but a way to read them.

``gazetteer/`` and ``geometry/`` are built by ``gazetteer/build.py``; ``lexicon/``, ``categories.csv`` and ``examples/``
are edited by hand.
"""

from __future__ import annotations

import csv
import io
import json
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["file", "read_json", "read_table"]


def file(name: str) -> Traversable:
    """Return a shipped file by its path inside the data folder.

    Parameters
    ----------
    name
        Such as ``"gazetteer/places.csv"``.

    Returns
    -------
    importlib.resources.abc.Traversable
        The file, which may live inside an archive.

    Examples
    --------
    >>> file("categories.csv").is_file()
    True
    """
    return resources.files(__name__).joinpath(*name.split("/"))


def read_table(name: str) -> list[dict[str, str]]:
    """Read a shipped CSV table into one dict a row; an empty cell is an empty string.

    Parameters
    ----------
    name
        Such as ``"categories.csv"``.

    Returns
    -------
    list of dict

    Examples
    --------
    >>> read_table("categories.csv")[0]["group"]
    'crackdown'
    """
    return list(csv.DictReader(io.StringIO(file(name).read_text(encoding="utf-8"), newline="")))


def read_json(name: str) -> Any:  # noqa: ANN401 - what a JSON file holds is the caller's to know
    """Read a shipped JSON or GeoJSON file.

    Parameters
    ----------
    name
        Such as ``"geometry/border.geojson"``.

    Returns
    -------
    dict or list

    Examples
    --------
    >>> read_json("geometry/border.geojson")["features"][0]["geometry"]["type"]
    'LineString'
    """
    return json.loads(file(name).read_text(encoding="utf-8"))
