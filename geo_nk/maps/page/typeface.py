"""The typeface of the page: Noto Sans, cut to what the page can write (``gazetteer/build_type.py``)."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from typing import Final

from geo_nk.data import file

__all__ = ["font_faces", "typeface"]

_FIRST_WIDE: Final = "\u2e80"  # from here on characters are Chinese, Japanese and Korean ones
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


def font_faces(text: str) -> str:
    """Return the fonts that a text needs as a style sheet, for a page without a script.

    Parameters
    ----------
    text
        What is set in them; without Korean and Chinese in it, the font that has these stays out: it is the largest.

    Returns
    -------
    str
        Rules for the families ``geo-nk sans`` and, where it is needed, ``geo-nk wide``.

    Examples
    --------
    >>> font_faces("Hyesan").count("@font-face"), font_faces("혜산").count("@font-face")
    (2, 3)
    """
    wide = any(character >= _FIRST_WIDE for character in text)
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; ascent-override: 95%; descent-override: 25%; '
        f"line-gap-override: 0%; src: url(data:font/woff;base64,{font}) }}"
        for family, weight, font in typeface()
        if wide or family != "geo-nk wide"
    )
