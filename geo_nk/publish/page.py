"""The numbers that a map's page has packed, as text: marks and days, which no general way unpacks."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["packed_numbers"]

_BLOCK = r'id="{}">([^<]*)</script>'
_WIDTHS: Final = {1: "<u1", 2: "<u2", 4: "<u4"}


def packed_numbers(page: bytes) -> str:
    """Return where the events of a page are marked, and their days.

    Parameters
    ----------
    page
        As `geo_nk.maps.EventMap` makes it.

    Returns
    -------
    str
        A mark or a day on each line.

    Examples
    --------
    >>> from geo_nk import event_map, events_frame
    >>> row = {"event_id": "a", "category": "other", "lon": 128.18, "lat": 41.4, "date_end": "2021-08-06"}
    >>> packed_numbers(event_map(events_frame([row])).to_html().encode()).split()
    ['128.18000,41.40000', '2021-08-06']
    """
    text = page.decode("utf-8")
    head = json.loads(_block(text, "geo-nk-data"))["events"]
    raw = b"".join(_inflated(base64.b64decode(_block(text, name))) for name in ("geo-nk-events", "geo-nk-texts"))
    spec = head["positions"]
    lon, lat = (np.cumsum(_whole(raw, spec[axis])) / spec["scale"] for axis in ("lon", "lat"))
    marks = [f"{x:.5f},{y:.5f}" for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]
    specs = [column["days"] for column in head["columns"].values() if column["kind"] == "days"]
    days = sorted({day for spec in specs for day in _whole(raw, spec).tolist() if day != spec["base"]})
    return "\n".join([*marks, *(str(np.datetime64(day, "D")) for day in days)])


def _block(text: str, name: str) -> str:
    found = re.search(_BLOCK.format(name), text)
    return "" if found is None else found[1]


def _inflated(data: bytes) -> bytes:
    """Return what streams inflate to that stand one behind the other."""
    parts = []
    while data:
        stream = zlib.decompressobj()
        parts.append(stream.decompress(data))
        data = stream.unused_data
    return b"".join(parts)


def _whole(raw: bytes, spec: dict[str, Any]) -> NDArray[np.int64]:
    read = np.frombuffer(raw, dtype=_WIDTHS[spec["width"]], count=spec["count"], offset=spec["at"])
    numbers: NDArray[np.int64] = read.astype("int64") + spec["base"]
    return numbers
