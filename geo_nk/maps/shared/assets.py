"""The files of the page: its scripts, styles and markup, and the words and tables that figures for print read too."""

from __future__ import annotations

from functools import cache
from importlib import resources

__all__ = ["asset"]


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
