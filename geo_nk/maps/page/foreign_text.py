"""Texts in folium layers, and what they may not hold.

folium runs what its templates gave through its template engine once more, so that ``{{ }}`` in any text is a program
for the machine that draws the map; it writes popups and tooltips into template literals, which are programs for the
browser; and Leaflet reads popups, tooltips and the names of layers as markup. None of that is meant by who passes a
text on from a report, so a layer with such a text is refused before folium sees it, by what was found.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

import folium

from geo_nk.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element

__all__ = ["ADDRESSES", "REMOTE", "SCRIPT_ADDRESS", "refuse_texts"]

#: The beginning of an address from which something would be loaded.
REMOTE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//|\s*(?:https?|ftp|file):", re.IGNORECASE)

_TEMPLATE = re.compile(r"\{[{%#]")
_LITERAL = re.compile(r"`|\$\{|\\")
_STYLE_LOADS = re.compile(r"url\s*\(|@import|expression\s*\(", re.IGNORECASE)
#: The beginning of an address that runs as script, whatever characters hide in it.
SCRIPT_ADDRESS: Final = re.compile(
    r"[\s\x00-\x1f]*(?:(?:j\s*a\s*v\s*a|v\s*b)[\s\x00-\x1f]*s\s*c\s*r\s*i\s*p\s*t\s*:|data:text)", re.IGNORECASE
)
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
# Elements that run, load or lead away without being asked; what they hold is no text for a map.
_FORBIDDEN: Final = frozenset(
    {
        "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input", "link", "math",
        "meta", "noscript", "object", "portal", "script", "style", "svg", "template", "textarea", "title", "video",
        "xmp",
    }
)  # fmt: skip
#: Attributes that hold an address.
ADDRESSES: Final = frozenset(
    {"src", "srcset", "href", "xlink:href", "data", "poster", "action", "formaction", "background"}
)
_DEEPEST: Final = 60


def refuse_texts(element: Element) -> None:
    """Refuse a folium element that holds a text which would run, load something or lead away.

    Parameters
    ----------
    element
        Not rendered yet.

    Raises
    ------
    geo_nk.errors.OutputError
        Naming the element, what was found, and what to write instead.
    """
    kind = f"folium.{type(element).__name__}"
    for name, value in vars(element).items():
        if name.startswith("_"):
            continue
        for text in _texts(value):
            _refuse(text, kind)
    for text in _literal_texts(element):
        found = _LITERAL.search(text)
        if found:
            _raise(kind, text, f"{found[0]!r}, which folium would run as script", "such as &#96; &#36; &#92;")


def _texts(value: Any, depth: int = 0) -> Iterator[str]:  # noqa: ANN401 - whatever an element holds
    """Yield every text in plain containers; keys, too."""
    if isinstance(value, str):
        yield value
    elif depth < _DEEPEST and isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key, depth + 1)
            yield from _texts(item, depth + 1)
    elif depth < _DEEPEST and isinstance(value, list | tuple | set):
        for item in value:
            yield from _texts(item, depth + 1)


def _literal_texts(element: Element) -> Iterator[str]:
    """Yield the texts that folium writes into a template literal."""
    if isinstance(element, folium.Tooltip):
        yield str(element.text)
    elif isinstance(element, folium.Popup):
        yield from (str(getattr(child, "data", "")) for child in element.html._children.values())  # noqa: SLF001


def _refuse(text: str, kind: str) -> None:
    found = _TEMPLATE.search(text)
    if found:
        _raise(kind, text, f"{found[0]!r}, which folium would run as a template", "such as &#123;")
    if _NO_CHARACTER.search(text):
        _raise(kind, text.encode("ascii", "backslashreplace").decode(), "what no page can hold", "or leave it out")
    if text == "__proto__":
        _raise(kind, text, "a name that JavaScript keeps for itself", "such as &#95;_proto__")
    if "<" in text:
        markup = _Markup(kind, text)
        markup.feed(text)
        markup.close()


def _raise(kind: str, text: str, found: str, advice: str) -> None:
    shown = text if len(text) <= 80 else text[:80] + "..."  # noqa: PLR2004 - a line
    raise OutputError(f"the text of a {kind} holds {found}: {shown!r}; write it as a character reference, {advice}")


class _Markup(HTMLParser):
    """Refuse elements and attributes that do more than show text."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__()
        self._kind = kind
        self._text = text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN or ":" in tag:
            self._refuse(f"<{tag}>, which does more than show text")
        for name, value in attrs:
            if name.startswith("on"):
                self._refuse(f"{name}=, which would run as script")
            if name == "style" and _STYLE_LOADS.search(value or ""):
                self._refuse("a style that would load something")
            if name == "ping" or (name in ADDRESSES and tag != "a" and REMOTE.match(value or "")):
                self._refuse(f"<{tag} {name}={value!r}>, which would load something")
            if name in ADDRESSES and SCRIPT_ADDRESS.match(value or ""):
                self._refuse(f"<{tag} {name}={value!r}>, which would run as script")

    def _refuse(self, found: str) -> None:
        _raise(self._kind, self._text, found, "such as &lt;, or pass it through html.escape")
