"""Pictures of the ground under the events, where somebody asks for them: from a tile server, or out of a file.

The map's own basemap asks nobody. A tile server learns who looks, when, and where on the map; so each host is named
on the page and allowed in its policy, and no other is.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from geo_nk.errors import OutputError
from geo_nk.maps.page.tile_files import ENDINGS, tiles_in_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xyzservices import TileProvider

    from geo_nk.maps.page.tile_files import Box

__all__ = ["Tiles", "tiles_of"]

_MERCATOR: Final = frozenset({None, "EPSG:3857", "EPSG:900913"})
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII)
_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1"})
_LARGEST_ZOOM: Final = 22


@dataclass(frozen=True, slots=True)
class Tiles:
    """Pictures to lay under the events.

    Attributes
    ----------
    name : str
        Of the provider or the file.
    hosts : tuple of str
        Addresses (scheme and host) that the page contacts; none for a file.
    page : mapping
        What the page needs: ``template`` or ``pictures``, ``attribution``, ``min_zoom``, ``max_zoom``, ``size``
        (pixels), ``offset`` (levels), ``hosts``.
    """

    name: str
    hosts: tuple[str, ...]
    page: Mapping[str, Any]


def tiles_of(basemap: TileProvider | str | os.PathLike[str], *, around: Box) -> Tiles:
    """Return the pictures that somebody asks for.

    Parameters
    ----------
    basemap
        A provider of `xyzservices`, its name, or a ``.pmtiles`` or ``.mbtiles`` file of raster tiles.
    around
        West, south, east, north in degrees: what is taken from a file.

    Returns
    -------
    Tiles

    Raises
    ------
    geo_nk.errors.OutputError
        If no provider has the name, it needs a key, or it cannot be drawn here; or if a file holds no such tiles.

    Examples
    --------
    >>> tiles_of("OpenStreetMap.Mapnik", around=(124, 40, 131, 43)).hosts
    ('https://tile.openstreetmap.org',)
    """
    if isinstance(basemap, os.PathLike) or (isinstance(basemap, str) and basemap.lower().endswith(ENDINGS)):
        found = tiles_in_file(basemap, around=around)
        return Tiles(found.name, (), found.for_page() | {"hosts": []})
    provider = _provider(basemap)
    if provider.get("crs") not in _MERCATOR:
        raise OutputError(
            f"basemap {provider.name}: is drawn in {provider['crs']}; only Web Mercator tiles fit the map"
        )
    template = _template(provider)
    host = _host(template, provider.name)
    page = {
        "template": template,
        "attribution": str(provider.get("attribution", "")),
        "min_zoom": int(provider.get("min_zoom", 0)),
        "max_zoom": int(provider.get("max_zoom", _LARGEST_ZOOM)),
        "size": int(provider.get("tileSize", 256)),
        "offset": int(provider.get("zoomOffset", 0)),
        "hosts": [host],
    }
    return Tiles(str(provider.name), (host,), page)


def _provider(basemap: TileProvider | str) -> TileProvider:
    import xyzservices  # noqa: PLC0415 - most maps ask nobody for tiles

    if isinstance(basemap, xyzservices.TileProvider):
        return basemap
    try:
        return xyzservices.providers.query_name(str(basemap))
    except ValueError as error:
        names = difflib.get_close_matches(str(basemap), list(xyzservices.providers.flatten()), n=3, cutoff=0.4)
        like = f"; resembles {', '.join(names)}" if names else ""
        raise OutputError(
            f"basemap {str(basemap)[:80]!r} is not known{like}; name one of xyzservices.providers, such as "
            f"OpenStreetMap.Mapnik, or a file that ends in {' or '.join(ENDINGS)}"
        ) from error


def _template(provider: TileProvider) -> str:
    if provider.requires_token():
        raise OutputError(
            f"basemap {provider.name}: needs a key of your own; give xyzservices.providers.{provider.name}(...) with "
            "it. It stands in the page for all to read"
        )
    try:
        return str(provider.build_url())
    except KeyError as error:
        unknown = str(error.args[0])
        raise OutputError(f"basemap {provider.name}: its address holds {{{unknown}}}, which nobody fills in") from error


def _host(template: str, name: str) -> str:
    """Return scheme and host of an address; refuse what a policy cannot name, and what others can read on the way."""
    parts = urlsplit(template)
    host = parts.hostname or ""
    if not _HOST.fullmatch(host) or parts.username is not None:
        raise OutputError(f"basemap {name}: {template[:80]!r} names no host")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _OWN_MACHINE):
        raise OutputError(
            f"basemap {name}: {template[:80]!r} is not encrypted, so that anyone on the way sees where a reader looks; "
            "give an address that begins with https://"
        )
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}"
