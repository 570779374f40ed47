"""How dense events are along the border: a kernel on the line, for in the plane it would reach across its bends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from geo_nk.analyse.ground import along_of
from geo_nk.analyse.shares import of_intervals
from geo_nk.analyse.table import counted
from geo_nk.border import border_length_km, point_at
from geo_nk.errors import AnalysisError

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from geo_nk.analyse.table import Account
    from geo_nk.events.along import Along

__all__ = ["border_density"]

_CELL_KM: Final = 0.1
_REACH: Final = 5.0  # bandwidths; less than a millionth of the kernel lies beyond


def border_density(events: gpd.GeoDataFrame, *, bandwidth_km: float = 10.0, step_km: float = 1.0) -> pd.DataFrame:
    """Return how many events there are to the kilometre of border.

    An event is spread evenly over the stretch within which it may have happened, and then by a normal kernel over the
    kilometres beside it. What the kernel would carry beyond a mouth stays on the border.

    Parameters
    ----------
    events
        An event table. It is not changed.
    bandwidth_km
        Standard deviation of the kernel, in kilometres along the border.
    step_km
        Between the kilometres of the answer.

    Returns
    -------
    pandas.DataFrame
        Tidy: ``border_km`` from the mouth of the Yalu, ``density`` (events to the kilometre; its sum times the step is
        the number of events), and ``lon``, ``lat`` of the kilometre.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.
    geo_nk.errors.AnalysisError
        If the bandwidth or the step is too small or too large.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "other", "lon": 128.178, "lat": 41.403}
    >>> density = border_density(events_frame([told]), bandwidth_km=5)
    >>> round(float(density["density"].sum()), 3), float(density.loc[density["density"].idxmax(), "border_km"])
    (1.0, 679.0)
    """
    length = border_length_km()
    for name, value in (("bandwidth_km", bandwidth_km), ("step_km", step_km)):
        if not _CELL_KM <= value <= length:
            raise AnalysisError(f"{name}={value!r} is not from {_CELL_KM} to {length:.0f} kilometres")
    table, account = counted(events)
    along = along_of(table)
    rows = np.flatnonzero(~np.isnan(along.km))
    _tell(along, rows, account)
    edges = np.append(np.arange(0.0, length - _CELL_KM / 2, _CELL_KM), length)
    # A point is as wide as a cell, so that its share of two neighbours says where between their middles it lies.
    wider = np.maximum(_CELL_KM - (along.last - along.first)[rows], 0.0) / 2
    first, last = np.maximum(along.first[rows] - wider, 0.0), np.minimum(along.last[rows] + wider, length)
    _, cell, weight = of_intervals(first, last, edges)
    counts = np.bincount(cell, weights=weight, minlength=len(edges) - 1).astype("float64")
    smooth = _smoothed(counts, bandwidth_km / _CELL_KM)
    middles = (edges[:-1] + edges[1:]) / 2
    km = np.arange(0.0, length, step_km)
    density = np.interp(km, middles, smooth / np.diff(edges))
    points = point_at(km)
    answer = pd.DataFrame({"border_km": km, "density": density, "lon": points.x, "lat": points.y})
    answer.attrs = account.attrs() | {"bandwidth_km": bandwidth_km}
    return answer


def _tell(along: Along, rows: NDArray[np.intp], account: Account) -> None:
    held = ~np.isnan(along.km)
    account.leave_out("far from the border", int(along.far.sum()))
    account.leave_out("only an area is known", int(along.area.sum()))
    account.leave_out("no place", int((~held & ~along.far & ~along.area).sum()))
    account.share_out("border_km", int((along.last[rows] > along.first[rows]).sum()))


def _smoothed(counts: NDArray[np.float64], bandwidth: float) -> NDArray[np.float64]:
    """Return counts in cells after a normal kernel; what a cell has goes to cells that are there, and to no others."""
    reach = int(np.ceil(_REACH * bandwidth))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / bandwidth) ** 2)
    kernel /= kernel.sum()
    held = _convolved(np.ones(len(counts)), kernel)
    return _convolved(counts / held, kernel)


def _convolved(values: NDArray[np.float64], kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a convolution as long as the values, by way of frequencies: the kernel may be as long as the border."""
    size = len(values) + len(kernel) - 1
    product = np.fft.irfft(np.fft.rfft(values, size) * np.fft.rfft(kernel, size), size)
    start = (len(kernel) - 1) // 2
    return np.asarray(np.maximum(product[start : start + len(values)], 0.0))
