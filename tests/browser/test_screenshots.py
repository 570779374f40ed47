"""The page as it looks, held against small pictures of how it looked when somebody found it good.

The pictures in ``references`` are an eighth of the size, so that the letters of another font make no difference, and a
panel that is gone or a map that is blank does. To take them anew, look at what changed, and then:

    GEO_NK_TAKE_REFERENCES=1 pytest tests/browser/test_screenshots.py
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Look = Callable[..., Any]

REFERENCES = Path(__file__).parent / "references"
SMALLER = 8
MOST_OFF = 5.0  # of 255, on average over a picture
MOST_FAR_OFF = 0.04  # of its pixels by more than FAR_OFF
FAR_OFF = 40

SHOW_CARD = "geoNK.select('phones')"
SHOW_STRIP = "geoNK.store.set({strip: true})"

VIEWS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 390, "height": 844},
    "card": {"then": SHOW_CARD},
    "strip": {"then": SHOW_STRIP},
}


def taken(look: Look, events: gpd.GeoDataFrame, *, then: str | None = None, **options: Any) -> Image.Image:
    """Return the page as it looks, small."""
    seen = look(events, title="Made-up events", reduced_motion="reduce", **options)
    if then:
        seen.page.evaluate(then)
    seen.page.mouse.move(1, 1)
    seen.page.wait_for_timeout(400)
    picture = Image.open(io.BytesIO(seen.page.screenshot(animations="disabled"))).convert("RGB")
    size = (picture.width // SMALLER, picture.height // SMALLER)
    return picture.filter(ImageFilter.GaussianBlur(SMALLER / 2)).resize(size, Image.Resampling.BOX)


def differences(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Return by how much two pictures differ on average, and the share of pixels that are far off."""
    if one.size != other.size:
        return 255.0, 1.0
    off = np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).max(axis=2)
    return float(off.mean()), float((off > FAR_OFF).mean())


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_looks_as_it_did(look: Look, events: gpd.GeoDataFrame, view: str, tmp_path: Path) -> None:
    picture = taken(look, events, **VIEWS[view])
    file = REFERENCES / f"{view}.png"
    if os.environ.get("GEO_NK_TAKE_REFERENCES"):
        picture.quantize(64).save(file, optimize=True)
        pytest.skip(f"{file.name} was taken anew")
    mean, far = differences(picture, Image.open(file).convert("RGB"))
    picture.save(tmp_path / file.name)
    assert mean < MOST_OFF, f"differs by {mean:.1f} on average; compare {tmp_path / file.name}"
    assert far < MOST_FAR_OFF, f"{far:.1%} of it looks otherwise; compare {tmp_path / file.name}"


@pytest.mark.parametrize(
    ("one", "other"), [("light", "dark"), ("light", "card"), ("light", "strip"), ("light", "phone")]
)
def test_the_comparison_sees_a_difference(one: str, other: str) -> None:
    pictures = [Image.open(REFERENCES / f"{name}.png").convert("RGB") for name in (one, other)]
    mean, far = differences(*pictures)
    assert mean >= MOST_OFF or far >= MOST_FAR_OFF
