"""Read what `geo_nk.maps.page.payload` packed, as ``assets/data/unpack.js`` does, but without its code."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo_nk.maps.page.payload import Packed


class Unpacked:
    """A packed event table: ``columns`` by name, each a list of values, and ``places``."""

    def __init__(self, head: dict[str, Any], block: bytes) -> None:
        self.raw = b""
        for length in head["pieces"]:
            self.raw += zlib.decompress(block[:length])
            block = block[length:]
        assert len(self.raw) == head["length"]
        self.head = head
        spec = head["positions"]
        codes = self._whole(spec["codes"])
        self.lon, self.lat = ([*np.cumsum(self._whole(spec[axis])).tolist(), None] for axis in ("lon", "lat"))
        self.lon, self.lat = ([axis[k] and axis[k] / spec["scale"] for k in codes] for axis in (self.lon, self.lat))
        self.columns = {name: self._column(column) for name, column in head["columns"].items()}
        start = head["places"]["at"]
        self.places: dict[str, Any] = json.loads(self.raw[start : start + head["places"]["length"]])

    def get(self, name: str) -> list[Any]:
        return self.columns.get(name, [None] * self.head["size"])

    def _whole(self, spec: dict[str, int]) -> list[int]:
        dtype = {1: "u1", 2: "<u2", 4: "<u4"}[spec["width"]]
        read = np.frombuffer(self.raw, dtype=dtype, count=spec["count"], offset=spec["at"])
        return (read.astype("int64") + spec["base"]).tolist()

    def _texts(self, spec: dict[str, int], *, is_list: bool) -> list[Any]:
        rows = self.raw[spec["at"] : spec["at"] + spec["length"]].split(b"\0")[:-1]
        assert len(rows) == spec["count"]
        if is_list:
            return [tuple(item.decode() for item in row.split(b"\xfe")) if row else () for row in rows]
        return [row.decode() or None for row in rows]

    def _column(self, spec: dict[str, Any]) -> list[Any]:
        if spec["kind"] == "days":
            base = spec["days"]["base"]
            days = self._whole(spec["days"])
            return [None if day == base else str(np.datetime64(day, "D")) for day in days]
        if spec["kind"] == "numbers":
            at = spec["values"]
            values = np.frombuffer(self.raw, dtype="<f8", count=at["count"], offset=at["at"]).tolist()
            values = [values[k] for k in self._whole(spec["codes"])] if "codes" in spec else values
            return [None if value != value else value for value in values]  # noqa: PLR0124 - NaN
        texts = self._texts(spec["texts"], is_list=spec.get("list", False))
        return [texts[k] for k in self._whole(spec["codes"])] if "codes" in spec else texts


@pytest.fixture(scope="session")
def unpack() -> Callable[[Packed], Unpacked]:
    """Return what reads packed events back."""
    return lambda packed: Unpacked(json.loads(json.dumps(packed.head)), b"".join(packed.pieces))


@pytest.fixture(scope="session")
def unpack_page() -> Callable[[str], Unpacked]:
    """Return what reads the events back out of a page."""

    def read(page: str) -> Unpacked:
        parts = {
            name: re.search(rf'id="{name}">([^<]*)</script>', page)[1]  # type: ignore[index]
            for name in ("geo-nk-data", "geo-nk-events", "geo-nk-texts")
        }
        block = b"".join(base64.b64decode(parts[name]) for name in ("geo-nk-events", "geo-nk-texts"))
        return Unpacked(json.loads(parts["geo-nk-data"])["events"], block)

    return read
