"""The date that a page prints above its article, for pages that state none to machines."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from geo_nk.reports.printed import day_alone

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["printed_day"]

_LONGEST = 60
_NEAR: Final = 8  # a date further up is that of the visit, which many pages print beside their name
_PROSE = re.compile(r"\w[.!?…。！？]['\"”’»)\]」』]*(?:\s|\Z)")
_SAME = 40  # characters by which the article's beginning is known again


def printed_day(tree: Any, article: str) -> dt.date | None:  # noqa: ANN401 - an lxml element; lxml publishes no types
    """Return the day that stands alone in one of the few short texts right above the prose of the article.

    Parameters
    ----------
    tree
        The page, as lxml parsed it.
    article
        Its main text.

    Returns
    -------
    datetime.date or None
        None where there is no such text, or where two of them differ.

    Examples
    --------
    >>> from lxml.html import fromstring
    >>> page = "<div><h1>Raid</h1><b>[2007-06-05 14:32]</b><p>Police came to a made-up town.</p></div>"
    >>> printed_day(fromstring(page), "Police came to a made-up town.").isoformat()
    '2007-06-05'
    """
    # What is taken for the article may begin with its date, title and author, or with the name of the page.
    prose = next((line for line in article.splitlines() if len(line) > _SAME and _PROSE.search(line)), article)
    beginning = " ".join(prose.split())[:_SAME]
    above: deque[str] = deque(maxlen=_NEAR)
    for text in tree.itertext():
        words = " ".join(text[:1_000].split())
        if beginning and words.startswith(beginning):
            days = {day for line in above if len(line) <= _LONGEST and (day := day_alone(line)) is not None}
            return days.pop() if len(days) == 1 else None
        if words:
            above.append(words)
    return None
