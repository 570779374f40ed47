"""The address of a server, as the library that asks it understands it, and whether it is this machine's own."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Final

from geo_nk.errors import LanguageModelError

if TYPE_CHECKING:
    import httpx

__all__ = ["address_of", "is_loopback"]

MOST_PORT: Final = 65_535
SHOWN = 60

_ASKED: Final = "chat/completions"
_BEYOND: Final = "@?#"
"""Signs beside or behind which a name, a password or a key stands."""


def address_of(base_url: str) -> httpx.URL:
    """Return where a server with the chat-completions form is asked.

    Parameters
    ----------
    base_url
        Such as ``http://localhost:11434/v1``.

    Returns
    -------
    httpx.URL
        Read once, by what will ask it: another reading of it might see another host.

    Raises
    ------
    geo_nk.errors.LanguageModelError
        If it is no address, or holds a name, a key or a password, none of which the message shows.
    """
    _require_httpx()
    import httpx  # noqa: PLC0415 - an extra

    try:
        url = httpx.URL(base_url)
        good = url.scheme in {"http", "https"} and url.host and (url.port is None or 0 < url.port <= MOST_PORT)
    except httpx.InvalidURL:
        good = False
    if not good or not base_url.isascii() or not base_url.isprintable() or " " in base_url:
        raise LanguageModelError(
            f"{_shown(base_url)} is no address of a server; give one such as http://localhost:11434/v1"
        )
    if any(sign in base_url for sign in _BEYOND):
        message = (
            "the address of the server holds more than a host and a path; put a key into the variable GEO_NK_LLM_KEY"
        )
        raise LanguageModelError(message)
    return url.copy_with(path=f"{url.path.rstrip('/')}/{_ASKED}")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself.

    Parameters
    ----------
    host
        A name or an address.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("192.168.1.2"), is_loopback("example.org")
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        pass
    if host.lower().rstrip(".") != "localhost":
        return False
    try:  # what a table of hosts makes of the name counts
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ipaddress.ip_address(str(address[0])).is_loopback for *_, address in found)


def _require_httpx() -> None:
    try:
        import httpx  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        message = "asking a language model needs httpx; install it with: pip install 'geo_nk[llm]'"
        raise LanguageModelError(message) from error


def _shown(base_url: str) -> str:
    """Return what was given for an address, unless a key or a password may stand in it."""
    if any(sign in base_url for sign in _BEYOND):
        return "what was given (it is not shown, as it may hold a key)"
    return repr(base_url[:SHOWN])
