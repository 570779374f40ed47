"""Found place names as far as they are compared, from memory or from the file that ``geo-nk mentions`` writes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_nk._files import decode, read_bytes, require_file
from geo_nk.errors import ReadError
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.footprint import footprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo_nk.evaluate.gold import Point
    from geo_nk.extract.toponyms.mention import Mention

__all__ = ["Told", "told_by"]

_LIMIT = 1_000_000_000
_KEYS = ("report_id", "start", "end")


@dataclass(frozen=True, slots=True)
class Told:
    """A place name that was found.

    Attributes
    ----------
    report_id, surface, role, kind : str
    start, end : int
        Its characters in the report's text.
    point : tuple of float or None
        lon, lat in degrees.
    """

    report_id: str
    surface: str
    role: str
    kind: str
    start: int
    end: int
    point: Point | None


def told_by(pred: str | os.PathLike[str] | Iterable[Mention | Mapping[str, Any]]) -> Iterator[Told]:
    """Yield found place names.

    Parameters
    ----------
    pred
        A ``.jsonl`` file of ``geo-nk mentions``, its lines as mappings, or `Mention` objects.

    Yields
    ------
    Told

    Raises
    ------
    geo_nk.errors.ReadError
        Naming file, line, key and value.

    Examples
    --------
    >>> line = {"report_id": "r1", "start": 3, "end": 9, "surface": "Hyesan", "lon": 128.18, "lat": 41.4}
    >>> next(told_by([line])).point
    (128.18, 41.4)
    """
    if isinstance(pred, str | os.PathLike):
        yield from _from_file(Path(pred))
        return
    for number, each in enumerate(pred, 1):
        yield _of_line(each, f"mention {number}") if isinstance(each, Mapping) else _of_mention(each)


def _from_file(path: Path) -> Iterator[Told]:
    require_file(path)
    for number, line in enumerate(decode(read_bytes(path, limit=_LIMIT), source=str(path)).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            told = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadError(f"{where}: is no JSON object on one line", path=path) from error
        if not isinstance(told, dict):
            raise ReadError(f"{where}: is no JSON object but {type(told).__name__}", path=path)
        yield _of_line(told, where)


def _of_line(told: Mapping[str, Any], where: str) -> Told:
    report_id, start, end = (told.get(key) for key in _KEYS)
    if not isinstance(report_id, str) or not isinstance(start, int) or not isinstance(end, int):
        values = ", ".join(f"{key} {told.get(key)!r}" for key in _KEYS)
        raise ReadError(f"{where}: has {values}; give what geo-nk mentions writes")
    lon, lat = told.get("lon"), told.get("lat")
    point = (float(lon), float(lat)) if isinstance(lon, int | float) and isinstance(lat, int | float) else None
    surface, role, kind = (str(told.get(key) or "") for key in ("surface", "role", "kind"))
    return Told(report_id, surface, role, kind, start, end, point)


def _of_mention(mention: Mention) -> Told:
    place = mention.answer.place
    ground = footprint(place, load_gazetteer()) if place else None
    point = (ground.lon, ground.lat) if ground and ground.lon is not None and ground.lat is not None else None
    return Told(mention.report_id, mention.surface, mention.role, mention.kind or "", mention.start, mention.end, point)
