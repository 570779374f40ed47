"""Tags with thousands of attributes, which no page needs and which take a parser minutes."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["bounded"]

_MOST_ATTRIBUTES: Final = 1_000

# As browsers cut a tag: a ">" or "<" in a quoted value does not end it. What is in a script or a style is no tag, and
# what is never closed ends with the page, so that no page is looked through twice.
_TAG = re.compile(
    r"""
    <(?P<name> (?P<raw>(?:script|style)\b) | [a-z][^\s/>]*+)
    (?P<attributes> (?: [^>=]++ | =\s*+ (?: "[^"]*+" | '[^']*+' )?+ )*+) >?
    (?(raw) .*? (?= </(?:script|style) | \Z))
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_BETWEEN = re.compile(r"[\s/=]+")


def bounded(markup: str) -> str:
    """Make those tags bare that have more attributes than a parser can take: it compares each with each.

    Parameters
    ----------
    markup
        A page.

    Returns
    -------
    str

    Examples
    --------
    >>> attributes = " ".join(f"a{number}" for number in range(100_000))
    >>> bounded(f"<p class='a > b'>Police</p> <p {attributes}>came.</p>")
    "<p class='a > b'>Police</p> <p>came.</p>"
    """
    return _TAG.sub(_bare, markup)


def _bare(tag: re.Match[str]) -> str:
    attributes = tag["attributes"]
    if len(attributes) <= _MOST_ATTRIBUTES:  # too short for so many
        return tag[0]
    count = len(_BETWEEN.findall(_QUOTED.sub("=", attributes)))
    return tag[0] if count <= _MOST_ATTRIBUTES else f"<{tag['name'][:20]}>"
