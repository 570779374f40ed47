"""Change the letters of a text without moving a character, so that offsets hold."""

from __future__ import annotations

import re

__all__ = ["encodable", "lower"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def lower(text: str) -> str:
    """Lower a text, and straighten its apostrophes, without moving a character.

    ``str.lower`` makes two characters of a few (such as ``İ``), which would shift every offset behind them.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        As long as `text`.

    Examples
    --------
    >>> lower("İn MUSAN it didn’t") == "İn musan it didn't"
    True
    """
    if text.isascii():
        return text.lower()
    text = encodable(text)
    lowered = text.lower().replace("’", "'")
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text).replace("’", "'")


def encodable(text: str) -> str:
    r"""Return a text with a replacement character for each surrogate, which no search takes; no character moves.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        As long as `text`.

    Examples
    --------
    >>> encodable("\ud800 Musan")
    '� Musan'
    """
    return _SURROGATE.sub("\ufffd", text)
