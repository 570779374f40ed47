"""What folium layers bring into a sealed page, and what they may not bring.

folium writes text into template literals and loads what it needs from public servers. Neither can pass: a layer that
would make a request, or whose text would run as script, is refused by name.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element, Link
from folium.template import Template

from geo_nk.errors import OutputError
from geo_nk.maps.page.foreign_text import ADDRESSES, REMOTE, SCRIPT_ADDRESS, refuse_texts
from geo_nk.maps.page.seal import data_uri, leaflet_file
from geo_nk.maps.shared.assets import asset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Figure

__all__ = ["Added", "check", "collect", "own_template"]

# Attributes in which folium layers keep the address of what they load.
_ADDRESSES = ("tiles", "url", "video_url", "embed_link")
_ADDRESS_OPTIONS = ("icon_url", "iconUrl", "shadow_url", "shadowUrl")
_ELEMENT_ID = re.compile(r"(?<=_)[0-9a-f]{32}(?![0-9a-f])")
# Elements that lead away, load, or change what addresses mean, without being asked. What a user's own script does is
# the user's business; a sealed page with one of these is none.
_LEADING_AWAY = frozenset(
    {"applet", "base", "embed", "form", "frame", "frameset", "iframe", "link", "object", "portal"}
)
_ATTRIBUTE = re.compile(r"[a-z_:@][\w:.@-]*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Added:
    """What the layers that were added bring to the page.

    Attributes
    ----------
    styles, scripts : tuple of str
    markup : str
    any : bool
        Whether any layer was added at all.
    """

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    markup: str = ""
    any: bool = False


def own_template() -> Template:
    """Return the template of an event map: only the variable by which folium's layers call the map.

    Returns
    -------
    folium.template.Template
    """
    template: Template = Template(
        "{% macro script(this, kwargs) %}var {{ this.get_name() }} = window.geoNK.map;{% endmacro %}"
    )
    return template


def check(figure: Figure, *, own: Element) -> None:
    """Refuse layers that would load something, or that hold a text which would run.

    Parameters
    ----------
    figure
        Not rendered yet: folium runs texts while it renders.
    own
        The event map.

    Raises
    ------
    geo_nk.errors.OutputError
        Naming the layer and what was found.
    """
    for element in _walk(figure, set()):
        if element is not own and element is not figure:
            _refuse_requests(element)
            refuse_texts(element)


def collect(figure: Figure, *, own: Element) -> Added:
    """Return what was added to a rendered figure beside the event map itself.

    Parameters
    ----------
    figure
        Rendered, so that every element has left its parts in it.
    own
        The event map.

    Returns
    -------
    Added
        With the random ids of its elements replaced by running numbers.

    Raises
    ------
    geo_nk.errors.OutputError
        If their markup would load something.
    """
    script = figure.script.render()
    header = "".join(c.render() for name, c in figure.header._children.items() if name != "meta_http")  # noqa: SLF001
    splitter = _Splitter()
    splitter.feed(header + figure.html.render())
    splitter.close()
    if not (own._children or splitter.styles or splitter.scripts or splitter.rest.strip()):  # noqa: SLF001
        return Added()
    texts = _renumbered([splitter.rest, *splitter.styles, *splitter.scripts, script])
    cut = 1 + len(splitter.styles)
    return Added(styles=tuple(texts[1:cut]), scripts=(_helpers(), *texts[cut:]), markup=texts[0], any=True)


def _walk(element: Element, seen: set[int]) -> Iterator[Element]:
    """Yield an element and every other that it holds, as a child or in an attribute."""
    if id(element) in seen:
        return
    seen.add(id(element))
    yield element
    for name, value in vars(element).items():
        if name == "_parent":
            continue
        held = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else (value,)
        for item in held:
            if isinstance(item, Element):
                yield from _walk(item, seen)


def _refuse_requests(element: Element) -> None:
    kind = f"folium.{type(element).__name__}"
    if isinstance(element, Link):
        raise OutputError(f"a layer would load {element.url!r}; a sealed map can hold only layers that load nothing")
    if isinstance(element, folium.Icon) and not isinstance(element, folium.CustomIcon):
        raise OutputError(f"{kind} would load the Awesome Markers script; use folium.CircleMarker, or folium.DivIcon")
    options = getattr(element, "options", None)
    places: list[Any] = [getattr(element, name, None) for name in _ADDRESSES]
    if isinstance(options, dict):
        places += [options.get(name) for name in _ADDRESS_OPTIONS]
    for address in places:
        if isinstance(address, str) and REMOTE.match(address):
            instead = "; for tiles, give event_map a basemap=" if isinstance(element, folium.TileLayer) else ""
            raise OutputError(
                f"{kind} would load {address!r}; a sealed map can hold only layers that load nothing{instead}"
            )


def _renumbered(texts: list[str]) -> list[str]:
    """Replace branca's random element ids by numbers in order of appearance."""
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return numbers.setdefault(match[0], f"{len(numbers):032d}")

    return [_ELEMENT_ID.sub(number, text) for text in texts]


def _helpers() -> str:
    """Return what folium's templates expect to find: ``$`` as far as they use it, and Leaflet's marker pictures."""
    pictures = {
        option: data_uri(leaflet_file(f"images/{name}.png"))
        for option, name in (
            ("iconUrl", "marker-icon"),
            ("iconRetinaUrl", "marker-icon-2x"),
            ("shadowUrl", "marker-shadow"),
        )
    }
    return asset("folium.js") + f"L.Icon.Default.mergeOptions({json.dumps(pictures)});\n"


class _Splitter(HTMLParser):
    """Take markup apart into styles, scripts and the rest; refuse what would load something or lead away.

    The rest is written anew out of what was understood, so that a browser reads in it what was read here.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self.rest = ""
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            _refuse_attribute(tag, name, value or "")
        if tag in _LEADING_AWAY or (tag == "meta" and "http-equiv" in dict(attrs)):
            raise OutputError(f"<{tag}> would load something or lead away; a sealed map can hold only what stays in it")
        if tag in {"style", "script"}:
            self._into = self.styles if tag == "style" else self.scripts
        else:
            kept = (f' {name}="{html.escape(value or "")}"' for name, value in attrs if _ATTRIBUTE.fullmatch(name))
            self.rest += f"<{tag}{''.join(kept)}>"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # "<p/>" opens an element in HTML

    def handle_endtag(self, tag: str) -> None:
        if self._into is None:
            self.rest += f"</{tag}>"
        self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is None:
            self.rest += data.replace("<", "&lt;")
        else:
            self._into.append(data)

    def handle_entityref(self, name: str) -> None:
        self.rest += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self.rest += f"&#{name};"


def _refuse_attribute(tag: str, name: str, value: str) -> None:
    """Refuse an attribute that would load something or run; the value is what its character references stand for."""
    if name not in ADDRESSES and name not in {"ping", "srcdoc"}:
        return
    if SCRIPT_ADDRESS.match(value):
        raise OutputError(f"<{tag} {name}={value!r}> would run as script; a sealed map runs no script in an address")
    if name in {"ping", "srcdoc"} or (REMOTE.match(value) and tag != "a"):
        raise OutputError(f"<{tag}> would load {value!r}; a sealed map can hold only what loads nothing")
