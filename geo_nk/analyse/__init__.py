"""From events to findings: counts, rates, change, density, clusters, and what two versions differ in.

Each function takes an event table and returns a tidy table, or a series with the index of the events; the table itself
stays as it is. What is known vaguely is spread over its area or interval, or left out, and the answer says how many:
``answer.attrs`` has ``events``, ``spread`` and ``left_out``. pandas is heavy, so each name is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_nk.analyse.change import event_change
    from geo_nk.analyse.clusters import event_clusters
    from geo_nk.analyse.counts import count_events
    from geo_nk.analyse.density import border_density
    from geo_nk.analyse.diff import diff_events
    from geo_nk.analyse.hotspots import hot_spots
    from geo_nk.analyse.quantities import event_quantities
    from geo_nk.analyse.rates import report_rates
    from geo_nk.analyse.sanctions import add_sanctions, sanctions_table
    from geo_nk.analyse.together import seen_together

_HOME = {
    "add_sanctions": "sanctions",
    "border_density": "density",
    "count_events": "counts",
    "diff_events": "diff",
    "event_change": "change",
    "event_clusters": "clusters",
    "event_quantities": "quantities",
    "hot_spots": "hotspots",
    "report_rates": "rates",
    "sanctions_table": "sanctions",
    "seen_together": "together",
}

__all__ = [
    "add_sanctions",
    "border_density",
    "count_events",
    "diff_events",
    "event_change",
    "event_clusters",
    "event_quantities",
    "hot_spots",
    "report_rates",
    "sanctions_table",
    "seen_together",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
