"""One HTML page that asks nobody for anything.

The page carries every script and style in itself. Its first element is a content security policy that forbids every
request and names each script by its hash, so that a browser runs those and nothing else, whatever stands in the data.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import xstatic.pkg.leaflet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "Parts",
    "data_uri",
    "json_for_page",
    "leaflet_css",
    "leaflet_file",
    "plain",
    "sealed_page",
    "sealed_parts",
    "visible",
]

# Characters that end a script element or a line of script, or begin a comment, and must not stand raw in the data.
_ESCAPED = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
# What would turn the direction of the text around it, or show as nothing at all.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_ENDS_SCRIPT = re.compile(r"<(?=/script|!--|script)", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S*\s*$")
_ENCODED_TOGETHER: Final = 3  # bytes that base64 turns into four letters
_CSS_URL = re.compile(r"url\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sealed page is made of.

    Attributes
    ----------
    title : str
        Plain text.
    styles : tuple of str
        Style sheets, in order.
    body : str
        Our own markup. Never holds text from the data.
    data : dict of str to object
        By element id; each reaches the page as JSON in an element that is not run.
    scripts : tuple of str
        In order.
    blocks : dict of str to sequence of bytes
        By element id; the pieces of each reach the page, end to end, as base64 in an element that is not run.
    late_blocks : dict of str to sequence of bytes
        As `blocks`, but behind the scripts, which run before a browser has read these.
    loose_styles : bool
        Whether markup may carry style attributes; only folium's own layers need it.
    hosts : tuple of str
        Addresses (scheme and host) from which pictures may be loaded; none, unless somebody asked for a tile server.
    own_fonts : bool
        Whether the style sheets hold fonts; a page with a script hands theirs over by that.
    """

    title: str
    styles: tuple[str, ...]
    body: str
    data: dict[str, Any]
    scripts: tuple[str, ...]
    loose_styles: bool = False
    blocks: dict[str, Sequence[bytes]] = field(default_factory=dict)
    late_blocks: dict[str, Sequence[bytes]] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    own_fonts: bool = False


def json_for_page(value: object) -> str:
    r"""Return `value` as JSON that can stand in a script element.

    Parameters
    ----------
    value
        What JSON can hold; NaN and infinities are refused.

    Returns
    -------
    str

    Examples
    --------
    >>> json_for_page({"quote": "</script>"})
    '{"quote":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character, escape in _ESCAPED.items():  # five searches are far faster than one `translate`
        text = text.replace(character, escape)
    return text


def plain(text: str) -> str:
    r"""Return text for a page's title: unseen characters made visible, markup escaped.

    Examples
    --------
    >>> plain("a <b>\u202ebackwards")
    'a &lt;b&gt;[U+202E]backwards'
    """
    return html.escape(visible(text))


def visible(text: str) -> str:
    r"""Return text with its unseen characters made visible.

    Examples
    --------
    >>> visible("a\u202ebackwards")
    'a[U+202E]backwards'
    """
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def leaflet_file(name: str) -> Path:
    """Return the path of a file of Leaflet, from the package that ships it.

    Parameters
    ----------
    name
        Such as ``leaflet.js`` or ``images/layers.png``.

    Returns
    -------
    pathlib.Path
    """
    return Path(xstatic.pkg.leaflet.BASE_DIR) / name


def data_uri(path: Path) -> str:
    """Return a PNG as a ``data:`` address.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
    """
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


@cache
def leaflet_css() -> str:
    """Return Leaflet's style sheet with its pictures inside.

    Returns
    -------
    str
    """

    def inline(match: re.Match[str]) -> str:
        picture = leaflet_file(match[1].strip("\"' "))
        # The other address in the sheet, #default#VML, is for a browser of 2006.
        return f"url({data_uri(picture)})" if picture.is_file() else "none"

    return _CSS_URL.sub(inline, leaflet_file("leaflet.css").read_text(encoding="utf-8"))


def _script(text: str) -> str:
    r"""Return a script that cannot end its own element: ``\x3c/script`` is the same text to JavaScript, not to HTML."""
    return _ENDS_SCRIPT.sub(lambda _: "\\x3c", _SOURCE_MAP.sub("", text))


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _policy(
    *,
    scripts: tuple[str, ...],
    styles: tuple[str, ...],
    loose_styles: bool,
    hosts: tuple[str, ...] = (),
    own_fonts: bool = False,
) -> str:
    style = "'unsafe-inline'" if loose_styles else " ".join(_hash(s) for s in styles)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(_hash(s) for s in scripts)}",
            f"style-src {style}",
            " ".join(["img-src data:", *hosts]),
            *(["font-src data:"] if own_fonts else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def sealed_page(parts: Parts) -> str:
    """Return the page.

    Parameters
    ----------
    parts
        What it is made of.

    Returns
    -------
    str
        The same for the same parts.

    Examples
    --------
    >>> page = sealed_page(Parts(title="<Hyesan>", styles=(), body="<p>Map</p>", data={}, scripts=("let a = 1",)))
    >>> "<title>&lt;Hyesan&gt;</title>" in page, "default-src 'none'" in page
    (True, True)
    """
    return "".join(sealed_parts(parts))


def sealed_parts(parts: Parts) -> Iterator[str]:
    """Return the page bit by bit, so that a large one never stands in memory as a whole.

    Parameters
    ----------
    parts
        What it is made of.

    Returns
    -------
    iterator of str
        Joined, what `sealed_page` returns.
    """
    scripts = tuple(_script(s) for s in parts.scripts)
    policy = _policy(
        scripts=scripts,
        styles=parts.styles,
        loose_styles=parts.loose_styles,
        hosts=parts.hosts,
        own_fonts=parts.own_fonts,
    )
    data = [f'<script type="application/json" id="{i}">{json_for_page(v)}</script>' for i, v in parts.data.items()]
    head = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta charset="utf-8">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{plain(parts.title)}</title>",
        *(f"<style>{style}</style>" for style in parts.styles),
        "</head>",
        "<body>",
        parts.body,
        *data,
        "",
    ]
    run = [*(f"<script>{script}</script>" for script in scripts), ""]
    return chain(
        ["\n".join(head)],
        _blocks(parts.blocks),
        ["\n".join(run)],
        _blocks(parts.late_blocks),
        ["</body>\n</html>\n"],
    )


def _blocks(blocks: Mapping[str, Iterable[bytes]]) -> Iterator[str]:
    for name, pieces in blocks.items():
        yield f'<script type="application/octet-stream" id="{name}">'
        rest = b""
        for piece in pieces:
            joined = rest + piece
            whole = len(joined) // _ENCODED_TOGETHER * _ENCODED_TOGETHER
            yield base64.b64encode(joined[:whole]).decode("ascii")
            rest = joined[whole:]
        yield base64.b64encode(rest).decode("ascii")
        yield "</script>\n"
