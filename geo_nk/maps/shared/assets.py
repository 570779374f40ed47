"""The files of the page: its scripts, styles and markup, and the words and tables that figures for print read too."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["asset", "shared_table"]


@cache
def asset(name: str) -> str:
    """Return one of the files in ``assets/``.

    Parameters
    ----------
    name
        With its room, such as ``panel/list.css``.

    Returns
    -------
    str
    """
    return resources.files("geo_nk.maps").joinpath("assets", name).read_text(encoding="utf-8")


@cache
def shared_table(name: str) -> dict[str, Any]:
    """Return one of the tables of JSON that the scripts import too, so that page and print follow the same rules.

    Parameters
    ----------
    name
        With its room, such as ``parts/symbols.json``.

    Returns
    -------
    dict
        Shared: not to be changed.

    Examples
    --------
    >>> shared_table("parts/symbols.json")["shapes"]["circle"]
    {'radius': 0.95}
    """
    held: dict[str, Any] = json.loads(asset(name))
    return held
