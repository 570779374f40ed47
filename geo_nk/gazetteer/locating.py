"""Turn answers into a place, or a column of names into a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from geo_nk._files import clean
from geo_nk.errors import AmbiguousPlaceError, UnknownPlaceError
from geo_nk.gazetteer.footprint import Places, footprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from geo_nk.gazetteer.place import Answer, Place

__all__ = ["COLUMNS", "many", "one", "record"]

#: The keys of a located name, in order.
COLUMNS = (
    "query", "status", "name", "place_id", "kind", "province", "country", "lat", "lon", "uncertainty_m", "method",
    "score", "stand_in", "alternatives", "suggestions", "reason",
)  # fmt: skip


class Asked(Places, Protocol):
    """A gazetteer that can be asked."""

    def resolve(self, name: str, *, within: str | Sequence[str] | None = None) -> Answer:
        """Say which place a name means."""
        ...


def one(answer: Answer) -> Place:
    """Return the place of an answer, or raise what the answer says instead.

    Parameters
    ----------
    answer
        Of :meth:`~geo_nk.gazetteer.store.Gazetteer.resolve`.

    Returns
    -------
    Place

    Raises
    ------
    geo_nk.errors.UnknownPlaceError
        If the name is not known.
    geo_nk.errors.AmbiguousPlaceError
        If several places fit equally well.
    """
    if answer.place is not None:
        return answer.place
    shown = answer.query[:80]
    if answer.status == "ambiguous":
        raise AmbiguousPlaceError(f"{shown!r}: {answer.reason}", name=answer.query, candidates=answer.candidates)
    hint = f"did you mean {', '.join(answer.suggestions)}?" if answer.suggestions else "check the spelling"
    raise UnknownPlaceError(f"{shown!r}: {answer.reason}; {hint}", name=answer.query, suggestions=answer.suggestions)


def record(answer: Answer, places: Places) -> dict[str, Any]:
    """Return an answer as plain values, one row of a table.

    Parameters
    ----------
    answer
        Of :meth:`~geo_nk.gazetteer.store.Gazetteer.resolve`.
    places
        The gazetteer it is from.

    Returns
    -------
    dict
        With the keys of `COLUMNS`; what is not known is None. `lon`, `lat` and `uncertainty_m` are of the place's
        footprint: a village that is not located has that of its county, which `stand_in` then names; a province or a
        river has no point.
    """
    best = answer.best
    place = best.place if best else None
    ground = footprint(place, places) if place else None
    return {
        "query": clean(answer.query),
        "status": answer.status,
        "name": place.name if place else None,
        "place_id": place.place_id if place else None,
        "kind": place.kind if place else None,
        "province": place.province if place else None,
        "country": place.country if place else None,
        "lat": ground.lat if ground else None,
        "lon": ground.lon if ground else None,
        "uncertainty_m": ground.uncertainty_m if ground else None,
        "method": best.method if best else None,
        "score": best.score if best else None,
        "stand_in": ground.stand_in if ground else None,
        "alternatives": [each.place.place_id for each in answer.candidates if each is not best],
        "suggestions": list(answer.suggestions),
        "reason": answer.reason,
    }


def many(gazetteer: Asked, names: Sequence[str], within: str | Sequence[str | None] | None) -> gpd.GeoDataFrame:
    """Locate a column of names; see :meth:`~geo_nk.gazetteer.store.Gazetteer.locate_many`."""
    import geopandas as gpd  # noqa: PLC0415 - heavy, and most users of the gazetteer do without
    import pandas as pd  # noqa: PLC0415 - as above

    index = names.index if isinstance(names, pd.Series) else None
    asked = [name if isinstance(name, str) else "" for name in names]
    areas = _spread(within, len(asked))
    # A column of a spreadsheet repeats its names: each is asked once, and its row is then repeated.
    questions: dict[tuple[str, str | None], int] = {}
    rows = [questions.setdefault(pair, len(questions)) for pair in zip(asked, areas, strict=True)]
    answers = (gazetteer.resolve(name, within=area) for name, area in questions)
    table = pd.DataFrame([record(answer, gazetteer) for answer in answers], columns=list(COLUMNS))
    lon, lat = (table.pop(axis).astype(float) for axis in ("lon", "lat"))
    points = gpd.points_from_xy(lon, lat, crs="EPSG:4326")
    points[lon.isna().to_numpy()] = None
    table = table.take(rows)
    table.index = pd.RangeIndex(len(rows)) if index is None else index
    return gpd.GeoDataFrame(table, geometry=points.take(rows))


def _spread(within: str | Sequence[str | None] | None, count: int) -> list[str | None]:
    """Return one `within` for each name."""
    if within is None or isinstance(within, str):
        return [within] * count
    if len(within) != count:
        raise ValueError(f"within has {len(within)} entries for {count} names; give one for all or one for each")
    return [area if isinstance(area, str) else None for area in within]
