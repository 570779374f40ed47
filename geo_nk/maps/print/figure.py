"""The printed map of an event table, on axes of matplotlib."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo_nk.border import border_length_km, border_line, stretch_between
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.tongues import tongues
from geo_nk.maps.print.drawn import drawn
from geo_nk.maps.print.figure_base import ACCENT, Ground, draw_ground
from geo_nk.maps.print.figure_foot import HEAD_MM, period, told_left_out, write_foot, write_head
from geo_nk.maps.print.fonts import families
from geo_nk.maps.print.labels import Label, free_places
from geo_nk.maps.print.pen import INK, PAPER, Pen, fit_below, new_axes
from geo_nk.maps.print.sites import ring_offsets, sites_of, spots_of
from geo_nk.maps.shared.basemap import basemap
from geo_nk.maps.shared.style import legend

if TYPE_CHECKING:
    import os

    import geopandas as gpd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from geo_nk.maps.print.drawn import Drawn
    from geo_nk.maps.print.pen import Box
    from geo_nk.maps.print.sites import Site

__all__ = ["event_figure"]

_EDGE_MM: Final = 0.5  # above the frame of a map without a heading
_MARK: Final = 3.3  # radius of a symbol in points
_PAD: Final = (0.28, 0.30)  # degrees around what is to be seen
_M_PER_DEGREE: Final = 111_200.0
_EDGE: Final = 60  # corners of a disc


def event_figure(
    events: gpd.GeoDataFrame,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    language: str = "en",
    width_mm: float = 180,
    bounds: Box | None = None,
    level: str = "internal",
    font: str | os.PathLike[str] | None = None,
) -> Axes:
    """Draw events on a map for print.

    The map shows what the page of `geo_nk.event_map` shows: a symbol for each event, its disc or its shaded province,
    the border with its kilometres. Events too near to each other become a number; those that have no place are counted
    below. It is laid out for the size that the axes have when it is called.

    Parameters
    ----------
    events
        An event table; see `geo_nk.EVENT_COLUMNS`. It is not changed.
    ax
        Axes to draw on, which should have room below them; those of a new figure where None.
    title
        The heading; shown as text, whatever stands in it. Nothing is written for an empty one.
    language
        Of names and words: ``en``, ``ko`` or ``zh``.
    width_mm
        Of a new figure, in millimetres: 180 for a page, 88 for a column.
    bounds
        West, south, east and north in degrees; the border and all events where None.
    level
        ``internal``, ``partner`` or ``public``: how coarse, and without what; see `geo_nk.release_events`.
    font
        A font file, used before the ones that come with geo_nk.

    Returns
    -------
    matplotlib.axes.Axes
        In longitude and latitude (degrees), so that more can be drawn on it. `geo_nk.save_figure` writes it.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is not one of events.
    geo_nk.errors.OutputError
        If matplotlib or a font is missing; the message says what to install.
    ValueError
        If the bounds, the language, the level or the width cannot be drawn.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> events = events_frame([{"event_id": "a", "category": "phone_crackdown", "lon": 128.18, "lat": 41.4}])
    >>> [int(edge) for edge in event_figure(events, width_mm=88, title="Hyesan").get_xlim()]
    [123, 130]
    """
    family = families(language, font=font)  # says what is missing before the work begins
    shown = drawn(events, level=level, title=title)
    frame = _bounds(shown) if bounds is None else _checked(bounds)
    pen = Pen(
        ax if ax is not None else _axes(frame, width_mm, head_mm=_EDGE_MM if title == "" else HEAD_MM), language, family
    )
    ground = _framed(pen, frame)
    places = np.column_stack([shown.lon, shown.lat])
    rows = np.flatnonzero(shown.placed & ground.holds(places))
    sites = _sites(shown, rows, ground)
    _draw_inside(pen, shown, rows, sites=sites, ground=ground)
    _draw_scale(pen, frame)
    told = [pen.say("figure.events", n=len(rows)), period(shown, rows)]
    write_head(pen, pen.say("page.title") if title is None else title, told)
    outside = int(shown.placed.sum()) - len(rows)
    depth = write_foot(pen, shown, rows, notes=_notes(pen, shown, sites, outside), below=6)
    if ax is None:
        fit_below(pen.ax, depth)
    return pen.ax


def _bounds(shown: Drawn) -> Box:
    """Return the border and the events, with room around them, as far as there is a map."""
    west, south, east, north = border_line().bounds
    placed = shown.placed
    if placed.any():
        lon, lat = shown.lon[placed], shown.lat[placed]
        west, east = min(west, lon.min()), max(east, lon.max())
        south, north = min(south, lat.min()), max(north, lat.max())
    least_lon, least_lat, most_lon, most_lat = basemap()["bounds"]
    across, up = _PAD
    return (
        max(west - across, least_lon),
        max(south - up, least_lat),
        min(east + across, most_lon),
        min(north + up, most_lat),
    )


def _checked(bounds: Box) -> Box:
    west, south, east, north = (float(edge) for edge in bounds)
    if not (-180 <= west < east <= 180 and -90 < south < north < 90):  # noqa: PLR2004 - degrees
        raise ValueError(
            f"bounds={bounds!r} are not west, south, east and north in degrees, such as (124, 39.5, 131, 43.5)"
        )
    return west, south, east, north


def _aspect(frame: Box) -> float:
    """Return how much longer a degree of latitude is than one of longitude, in the middle of the map."""
    return 1 / math.cos(math.radians((frame[1] + frame[3]) / 2))


def _axes(frame: Box, width_mm: float, *, head_mm: float) -> Axes:
    west, south, east, north = frame
    tall = width_mm * (north - south) * _aspect(frame) / (east - west)
    return new_axes(width_mm=width_mm, height_mm=head_mm + tall, inset_mm=(0, 0, 0, head_mm))


def _framed(pen: Pen, frame: Box) -> Ground:
    ax = pen.ax
    ax.set_xlim(frame[0], frame[2])
    ax.set_ylim(frame[1], frame[3])
    ax.set_aspect(_aspect(frame), adjustable="box", anchor="NW")
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set(edgecolor="#9aa3a7", linewidth=0.5, zorder=20)
    return Ground(frame, pen)


def _sites(shown: Drawn, rows: NDArray[np.int64], ground: Ground) -> list[Site]:
    """Lay out the events; the rows of the sites are those of the table."""
    lon, lat = shown.lon[rows], shown.lat[rows]
    at = ground.points(np.column_stack([lon, lat]))
    sites = sites_of(at[:, 0], at[:, 1], spots=spots_of(lon, lat), mark=_MARK)
    for site in sites:
        site.rows = [rows[each] for each in site.rows]
    return sites


def _draw_inside(pen: Pen, shown: Drawn, rows: NDArray[np.int64], *, sites: list[Site], ground: Ground) -> None:
    """Draw the events, their names and the ground: what comes first takes the room for its names."""
    taken: list[Box] = [(0, 0, 74, 20)]  # the scale bar
    taken += [(site.x - site.r, site.y - site.r, site.x + site.r, site.y + site.r) for site in sites]
    _draw_extents(pen, shown, sites)
    _draw_sites(pen, shown, sites)
    _write_places(pen, shown, sites, taken)
    vague = rows[shown.vague[rows] & np.isnan(shown.km_first[rows])]
    draw_ground(pen, ground, shaded=set(shown.place_id[vague].tolist()), taken=taken)


def _draw_extents(pen: Pen, shown: Drawn, sites: list[Site]) -> None:
    """Draw how far from their marks events may lie: a disc for each distance, a band along the border."""
    from matplotlib.collections import LineCollection, PolyCollection  # noqa: PLC0415 - an extra

    discs = {
        (float(shown.lon[i]), float(shown.lat[i]), round(float(shown.radius_m[i]), -2))
        for site in sites
        if len(site.rows) == 1
        for i in site.rows[0]
        if shown.radius_m[i] > 0
    }
    rings = [_disc(*disc) for disc in sorted(discs)]
    if rings:
        # Many laid over each other would look like a surer place, so the tint is laid over their union.
        union = shapely.union_all(shapely.polygons(rings))
        tint = [np.asarray(part.exterior.coords) for part in shapely.get_parts(union)]
        pen.ax.add_collection(
            PolyCollection(tint, facecolors=ACCENT, edgecolors="none", alpha=0.12, zorder=10), autolim=False
        )
        pen.ax.add_collection(
            PolyCollection(rings, facecolors="none", edgecolors=ACCENT, linewidths=0.4, alpha=0.5, zorder=10),
            autolim=False,
        )
    ends = {
        pair for pair in zip(shown.km_first.tolist(), shown.km_last.tolist(), strict=True) if not math.isnan(pair[0])
    }
    length = border_length_km()
    bands = [np.asarray(stretch_between(max(a, 0), min(b, length)).coords) for a, b in sorted(ends) if a < b]
    pen.ax.add_collection(
        LineCollection(bands, colors=ACCENT, linewidths=6, alpha=0.16, capstyle="butt", zorder=9.5), autolim=False
    )


def _disc(lon: float, lat: float, metres: float) -> NDArray[np.float64]:
    angle = np.linspace(0, 2 * np.pi, _EDGE, endpoint=False)
    up = metres / _M_PER_DEGREE
    return np.column_stack([lon + up / math.cos(math.radians(lat)) * np.cos(angle), lat + up * np.sin(angle)])


def _draw_sites(pen: Pen, shown: Drawn, sites: list[Site]) -> None:
    """Draw a symbol for each event, or a number with the shares of the categories around it."""
    entries = legend()
    marks: dict[tuple[int, bool], list[NDArray[np.float64]]] = {}
    for site in sites:
        if site.stacked:
            continue
        for i, offset in zip(site.members, ring_offsets(site.size, _MARK), strict=True):
            at = np.array([site.x, site.y]) + offset
            marks.setdefault((int(shown.category[i]), bool(shown.vague[i])), []).append(at)
    for (category, hollow), at in sorted(marks.items()):
        pen.stamp(entries[category], np.array(at), r=_MARK, hollow=hollow)
    _draw_stacks(pen, shown, [site for site in sites if site.stacked])


def _draw_stacks(pen: Pen, shown: Drawn, stacks: list[Site]) -> None:
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    at = np.array([(site.x, site.y) for site in stacks])
    whole = [Path.circle(radius=site.r) for site in stacks]
    pen.draw(whole, at, zorder=13, facecolors=PAPER, edgecolors=PAPER, linewidths=1.2)
    wedges: dict[int, tuple[list[Any], list[tuple[float, float]]]] = {}
    for site in stacks:
        turn = 90.0
        codes, counts = np.unique(shown.category[site.members], return_counts=True)
        for code, n in zip(codes.tolist(), counts.tolist(), strict=True):
            sweep = 360.0 * n / site.size
            paths, places = wedges.setdefault(code, ([], []))
            paths.append(_arc(site.r, turn - sweep, turn))
            places.append((site.x, site.y))
            turn -= sweep
    for code, (paths, places) in sorted(wedges.items()):
        pen.draw(
            paths, np.array(places), zorder=13.5, facecolors=legend()[code]["colour"], edgecolors=PAPER, linewidths=0.3
        )
    for site in stacks:
        text = f"{site.size:,}"
        size = min(6.4, 1.5 * site.r / max(pen.width(text, 1.0, 600), 0.8))
        pen.write(site.x, site.y, text, size=size, weight=600, ha="center", va="center_baseline", zorder=14)


def _arc(r: float, start: float, end: float) -> Any:  # noqa: ANN401 - matplotlib has no types for it
    """Return a piece of the ring of a stack, between two angles in degrees."""
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    angle = np.radians(np.linspace(start, end, max(3, int((end - start) / 6))))
    turn = np.column_stack([np.cos(angle), np.sin(angle)])
    edge = np.concatenate([r * turn, 0.74 * r * turn[::-1]])
    return Path(np.concatenate([edge, edge[:1]]), closed=True)


def _write_places(pen: Pen, shown: Drawn, sites: list[Site], taken: list[Box]) -> None:
    """Write the names of the places of the events, those with most events first."""
    labels = []
    written: set[str] = set()
    for site in sites:
        own = shown.place_id[site.rows[0][0]]
        town = _town(shown.place_id[site.members]) if len(site.rows) > 1 else own
        # Of two numbers of one town the larger has its name, the other that of the place with most of its events.
        names = [tongues(each)[pen.tongue] for each in (town, own) if isinstance(each, str)]
        name = next((each for each in names if each and each not in written), "")
        if name:
            written.add(name)
            labels.append(Label(name, site.x, site.y, pen.width(name, 7, 600), 6.6, site.r + 1.6))
    for placed in free_places(labels, taken=taken, size=pen.size):
        if placed is not None:
            label = placed.label
            middle = placed.bottom + label.height / 2
            pen.write(
                placed.left,
                middle,
                label.text,
                size=7,
                weight=600,
                color=INK,
                va="center_baseline",
                halo=PAPER,
                zorder=15,
            )
            taken.append((placed.left, placed.bottom, placed.left + label.width, placed.bottom + label.height))


def _town(place_ids: NDArray[Any]) -> str | None:
    """Return the county or city of most of the events in a number: no one bridge speaks for all of a town."""
    gazetteer = load_gazetteer()
    known = Counter(each for each in place_ids.tolist() if isinstance(each, str) and each in gazetteer)
    towns: Counter[str] = Counter()
    for place_id, n in known.items():
        towns[gazetteer.get(place_id).county_id or place_id] += n
    return max(towns, key=lambda town: (towns[town], town), default=None)


def _draw_scale(pen: Pen, frame: Box) -> None:
    """Draw a scale bar, right for the middle of the map."""
    from matplotlib.path import Path  # noqa: PLC0415 - an extra

    km = (frame[3] - frame[1]) * _M_PER_DEGREE / 1000
    per_km = pen.size[1] / km
    length = max((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if n * per_km < 0.17 * pen.size[0]), default=1)
    bar = np.array([(6, 9), (6, 6), (6 + length * per_km, 6), (6 + length * per_km, 9)])
    pen.draw([Path(bar)], np.zeros((1, 2)), zorder=16, facecolors="none", edgecolors=INK, linewidths=0.7)
    pen.write(9, 8.4, pen.say("figure.km", n=length), size=6.2, zorder=16, halo=PAPER)


def _notes(pen: Pen, shown: Drawn, sites: list[Site], outside: int) -> list[str]:
    rows = np.concatenate([site.members for site in sites]) if sites else np.empty(0, dtype="int64")
    told = told_left_out(pen, shown, outside=outside)
    if (shown.radius_m[rows] > 0).any():
        told.append(pen.say("figure.disc"))
    if shown.vague[rows].any():
        told.append(pen.say("figure.hollow"))
    if any(site.stacked for site in sites):
        told.append(pen.say("figure.stack"))
    return [*told, pen.say("figure.border"), pen.say("figure.crossing"), str(basemap()["attribution"])]
