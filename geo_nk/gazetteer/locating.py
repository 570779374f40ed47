"""Turn answers into a place, or a column of names into a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from geo_nk.errors import AmbiguousPlaceError, UnknownPlaceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from geo_nk.gazetteer.place import Answer, Place

__all__ = ["COLUMNS", "many", "one", "record"]

#: Columns of a table of located names, in order; geometry follows.
COLUMNS = (
    "query", "name", "place_id", "kind", "country", "uncertainty_m",
    "method", "score", "status", "reason", "alternatives",
)  # fmt: skip


class Resolve(Protocol):
    """The resolve method of a gazetteer."""

    def __call__(self, name: str, *, within: str | Sequence[str] | None = None) -> Answer: ...


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


def record(answer: Answer) -> dict[str, Any]:
    """Return an answer as one row of a table, without its geometry.

    Parameters
    ----------
    answer
        Of :meth:`~geo_nk.gazetteer.store.Gazetteer.resolve`.

    Returns
    -------
    dict
        With the keys of `COLUMNS`; what is not known is None.
    """
    best = answer.best
    place = best.place if best else None
    return {
        "query": answer.query,
        "name": place.name if place else None,
        "place_id": place.place_id if place else None,
        "kind": place.kind if place else None,
        "country": place.country if place else None,
        "uncertainty_m": place.uncertainty_m if place else None,
        "method": best.method if best else "none",
        "score": best.score if best else 0.0,
        "status": answer.status,
        "reason": answer.reason,
        "alternatives": [each.place.place_id for each in answer.candidates if each is not best],
    }


def many(resolve: Resolve, names: Sequence[str], within: str | Sequence[str | None] | None) -> gpd.GeoDataFrame:
    """Locate a column of names; see :meth:`~geo_nk.gazetteer.store.Gazetteer.locate_many`."""
    import geopandas as gpd  # noqa: PLC0415 - heavy, and most users of the gazetteer do without
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    index = names.index if isinstance(names, pd.Series) else None
    asked = [name if isinstance(name, str) else "" for name in names]
    areas = _spread(within, len(asked))
    answers = [resolve(name, within=area) for name, area in zip(asked, areas, strict=True)]
    table = pd.DataFrame([record(answer) for answer in answers], columns=list(COLUMNS), index=index)
    places = [answer.place for answer in answers]
    lon = np.array([place.lon if place else None for place in places], dtype=float)
    lat = np.array([place.lat if place else None for place in places], dtype=float)
    points = gpd.points_from_xy(lon, lat, crs="EPSG:4326")
    points[np.isnan(lon)] = None
    return gpd.GeoDataFrame(table, geometry=points)


def _spread(within: str | Sequence[str | None] | None, count: int) -> list[str | None]:
    """Return one `within` for each name."""
    if within is None or isinstance(within, str):
        return [within] * count
    if len(within) != count:
        raise ValueError(f"within has {len(within)} entries for {count} names; give one for all or one for each")
    return [area if isinstance(area, str) else None for area in within]
