"""The typeface of the page: Noto Sans, cut to what the page can write (``gazetteer/build_type.py``)."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from typing import Final

from geo_nk.data import file

__all__ = ["typeface"]

_CUTS: Final = (
    ("geo-nk sans", "400", "latin.woff"),
    ("geo-nk sans", "700", "latin-bold.woff"),
    ("geo-nk wide", "400", "wide.woff"),
)


@cache
def typeface() -> list[tuple[str, str, str]]:
    """Return the fonts that the page carries.

    Returns
    -------
    list of tuple
        Family, weight, and the font (WOFF) in base64.

    Examples
    --------
    >>> [(family, weight) for family, weight, _ in typeface()]
    [('geo-nk sans', '400'), ('geo-nk sans', '700'), ('geo-nk wide', '400')]
    """
    return [
        (family, weight, b64encode(file(f"type/{name}").read_bytes()).decode("ascii")) for family, weight, name in _CUTS
    ]
