"""Whether somebody says that a report is published: what is not said to be, may be a person's.

A line ``source:`` names a trader as often as a newspaper, and a date or an address alone says only when and where. So
what counts is a publisher who is called one, together with an address that anyone can reach.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BY_HEADER", "BY_PAGE", "is_public_address", "says_published"]

#: Why a report was taken for published.
BY_HEADER: Final = "a publisher and a public address are given"
BY_PAGE: Final = "its page says that it is an article, with publisher, day and public address"

_PUBLISHER: Final = frozenset({"publisher", "outlet", "publication"})
# Names of hosts that only the machines of one house know (RFC 6761, RFC 6762, RFC 8375, and what routers make up).
_PRIVATE: Final = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "test", "invalid")


def says_published(cells: Mapping[str, str]) -> bool:
    """Whether named values say who published a report and where anyone can read it.

    Parameters
    ----------
    cells
        As somebody wrote them: the lines of a header, or a row of a table.

    Returns
    -------
    bool

    Examples
    --------
    >>> says_published({"publisher": "Example Weekly", "url": "https://example.org/raid"})
    True
    >>> says_published({"source": "a trader, by phone", "url": "https://example.org/raid"})
    False
    """
    named = {name.strip().lower().replace(" ", "_"): value.strip() for name, value in cells.items()}
    publisher = any(named.get(name) for name in _PUBLISHER)
    return publisher and any(is_public_address(named.get(name, "")) for name in ("url", "link"))


def is_public_address(url: str | None) -> bool:
    """Whether an address is one of the web that is not bound to somebody's own machines.

    Parameters
    ----------
    url
        An address.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_public_address("https://example.org/raid"), is_public_address("http://192.168.1.7/chat")
    (True, False)
    """
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or parts.username is not None:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(tuple(f".{name}" for name in _PRIVATE))
