"""The map of an event table: a folium map whose page is sealed."""

from __future__ import annotations

import html
import logging
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Figure

from geo_nk._files import clean, write_atomic
from geo_nk.events.release import Release, only_columns, release
from geo_nk.events.schema import EVENT_COLUMNS, NO_EVENT
from geo_nk.maps.page import foreign
from geo_nk.maps.page.glance import MOST_ROWS, glance
from geo_nk.maps.page.own_frame import as_events, is_event_table
from geo_nk.maps.page.payload import pack_events
from geo_nk.maps.page.review import review_block
from geo_nk.maps.page.scripts import page_script
from geo_nk.maps.page.seal import Parts, leaflet_css, leaflet_file, sealed_parts
from geo_nk.maps.page.story import StoryTable, read_story
from geo_nk.maps.page.tiles import tiles_of
from geo_nk.maps.page.typeface import typeface
from geo_nk.maps.shared.assets import asset
from geo_nk.maps.shared.basemap import basemap as own_basemap
from geo_nk.maps.shared.strip import strip
from geo_nk.maps.shared.style import legend
from geo_nk.maps.shared.words import page_words

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterator
    from pathlib import Path

    import geopandas as gpd
    from xyzservices import TileProvider

    from geo_nk.maps.page.counted import Counts

__all__ = ["EventMap", "event_map"]

_LOG = logging.getLogger(__name__)
_LOOSENED = (
    "layers of others were added; for them the page allows style attributes in markup and runs their scripts. "
    "It still loads nothing."
)
_TITLE = "Events along the border of North Korea"

#: Style sheets in `assets`, in the order in which they apply.
STYLES = (
    "page.css",
    "panel/panel.css",
    "panel/list.css",
    "card/card.css",
    "review/review.css",
    "timeline/timeline.css",
    "strip/strip.css",
    "pictures/pictures.css",
    "marks/marks.css",
    "basemap/tiles.css",
    "print.css",
)


class SealedFigure(Figure):
    """The page around an `EventMap`; whoever renders or saves it gets the sealed page."""

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - as branca declares it
        """Return the sealed page.

        Parameters
        ----------
        **kwargs
            Handed on to the elements.

        Returns
        -------
        str
        """
        return "".join(self.page(**kwargs))

    def page(self, **kwargs: Any) -> Iterator[str]:  # noqa: ANN401 - as above
        """Return the sealed page bit by bit, all of it checked.

        Parameters
        ----------
        **kwargs
            Handed on to the elements.

        Returns
        -------
        iterator of str
        """
        maps = [child for child in self._children.values() if isinstance(child, EventMap)]
        foreign.check(self, own=maps[0])
        for child in self._children.values():
            child.render(**kwargs)
        return sealed_parts(maps[0].page_parts(foreign.collect(self, own=maps[0])))


class EventMap(folium.Map):
    """A folium map of events whose page makes no request at all.

    It is a `folium.Map`: any layer that carries its data in itself can be added to it. One that would load something
    raises `geo_nk.errors.OutputError` when the page is made.

    Attributes
    ----------
    title : str
        The heading of the page.
    counts : dict of str to int
        ``placed``, ``unplaced``, and the rows that are not drawn by status: ``rejected``, ``merged``,
        ``withdrawn``.
    release : dict
        The map's level, and a count of what was withheld at it; see `geo_nk.events.release.Release`. ``made_up`` may
        be set to True, so that the page says that nothing of it happened.
    story : list of dict
        The steps that the page tells.
    sources : mapping of geo_nk.events.release.Source to int
        What the rows of each source were taken for, and why: for whoever makes the map, and not in its page.
    tiles : geo_nk.maps.page.tiles.Tiles or None
        What was asked for as a basemap, with the hosts that the page contacts for it.
    counted : geo_nk.maps.page.counted.Counts or None
        Counts of more events than are drawn, for its pictures and its timeline; may be set.
    """

    # Scripts and styles come with the page; see seal.py.
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's own name, looked up on the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - as above

    def __init__(
        self,
        events: gpd.GeoDataFrame | Release,
        *,
        title: str | None = None,
        height: int = 720,
        columns: Collection[str] | None = None,
        level: str = "internal",
        basemap: TileProvider | str | os.PathLike[str] | None = None,
        story: StoryTable | None = None,
    ) -> None:
        super().__init__(tiles=None)
        SealedFigure().add_child(self)
        # What may not be seen is taken out first, so that nothing below can put it into the page.
        released = events if isinstance(events, Release) else release(events, level=level)
        level = released.level
        # Not the events themselves: there may be a million.
        self.release = _record(released, chosen=columns is not None)
        table = released.events
        status = table["status"].tolist()
        left_out = table["status"].isin(NO_EVENT)
        drawn = table[~left_out] if left_out.any() else table
        drawn = drawn if columns is None else only_columns(drawn, columns=columns)
        self.title = clean(title) if title else _TITLE
        self.frame_height = height
        self.sources = released.sources
        released.withheld.refuse(title, level=level)
        self.story = [] if story is None else self._steps(story, set(drawn["event_id"]), released)
        self.tiles = None if basemap is None else tiles_of(basemap, around=_around(drawn))
        # Who may see all may also decide; a map with chosen columns is made for others.
        self._review = review_block(drawn) if level == "internal" and columns is None else None
        size, seen = len(drawn), drawn.head(MOST_ROWS)
        del released, table  # so that what is packed can be freed
        self._packed = pack_events(drawn, use_up=True)
        self.counted: Counts | None = None
        placed = self._packed.placed
        self.counts = {"placed": placed, "unplaced": size - placed, **{s: status.count(s) for s in NO_EVENT}}
        self._glance = glance(seen, title=self.title, counts=self.counts)
        self._template = foreign.own_template()

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come back from a copy or a pickle with the map's own template, and not with that of folium."""
        super().__setstate__(state)
        self._template = foreign.own_template()

    def _steps(self, story: StoryTable, drawn: Collection[str], released: Release) -> list[dict[str, Any]]:
        """Return the steps of a story that may be told at this level, with the ids that their events have here."""
        ids = {event_id: event_id for event_id in drawn}
        if released.ids is not None:
            ids = {old: new for old, new in released.ids.items() if new in drawn}
        return read_story(story, event_ids=ids, level=released.level, withheld=released.withheld)

    def page_parts(self, added: foreign.Added) -> Parts:
        """Return what the page is made of.

        Parameters
        ----------
        added
            What folium layers bring, as `foreign.collect` returns it.

        Returns
        -------
        Parts
        """
        if added.any:
            _LOG.warning("the map %r: %s", self.title, _LOOSENED)
        data = {
            "title": "" if self.title == _TITLE else self.title,  # the page says its own in any language
            "counts": self.counts,
            "categories": legend(),
            "words": page_words(),
            "events": self._packed.head,
            "basemap": own_basemap(),
            "type": typeface(),
            "strip": strip(),
            "story": self.story,
            "release": self.release | ({"loosened": True} if added.any else {}),
            "review": self._review is not None,
            "tiles": None if self.tiles is None else self.tiles.page,
            "counted": None if self.counted is None else self.counted.head,
        }
        return Parts(
            title=self.title,
            styles=(leaflet_css(), *(asset(name) for name in STYLES), *added.styles),
            body=asset("page.html") + added.markup,
            data={"geo-nk-data": data},
            blocks={"geo-nk-events": self._packed.pieces[: self._packed.head["first"]]},
            late_blocks={
                "geo-nk-texts": self._packed.pieces[self._packed.head["first"] :],
                **({} if self._review is None else {"geo-nk-places": [self._review]}),
                **({} if self.counted is None else {"geo-nk-counts": self.counted.pieces}),
            },
            scripts=(
                leaflet_file("leaflet.js").read_text(encoding="utf-8"),
                page_script(),
                *added.scripts,
            ),
            loose_styles=added.any,
            hosts=() if self.tiles is None else self.tiles.hosts,
        )

    def to_html(self) -> str:
        """Return the page: one file that needs nothing else.

        Returns
        -------
        str
            The same for the same events, to the byte.

        Raises
        ------
        geo_nk.errors.OutputError
            If an added layer would load something, or holds text that would run as script.
        """
        page: str = self.get_root().render()
        return page

    def save(self, outfile: str | os.PathLike[str], **_: Any) -> Path:  # type: ignore[override]  # noqa: ANN401 - as branca declares it
        """Write the page, whole or not at all.

        Parameters
        ----------
        outfile
            The file; its folder must exist.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        geo_nk.errors.OutputError
            As `to_html`, and if the file cannot be written.
        """
        root = self.get_root()
        return write_atomic(outfile, root.page() if isinstance(root, SealedFigure) else root.render())

    def _repr_html_(self, **_: Any) -> str:  # noqa: ANN401 - as branca declares it
        """Show the page in a notebook, in a frame that can reach neither the notebook nor the network."""
        return (
            f'<iframe srcdoc="{html.escape(self.to_html())}" title="{html.escape(self.title)}" '
            'sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" '
            f'style="width:100%;height:{int(self.frame_height)}px;border:0"></iframe>'
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:  # noqa: ANN401 - as IPython calls it
        """Show the page, and its first events to who sees no frames."""
        return {"text/html": self._repr_html_(), "text/plain": self._glance}

    def _mime_(self) -> tuple[str, str]:
        """Show the page in marimo."""
        return "text/html", self._repr_html_()

    def __repr__(self) -> str:
        """Say in one line what is on the map."""
        return f"<EventMap {self.title!r}: {self.counts['placed']} events placed, {self.counts['unplaced']} not placed>"


def event_map(
    events: gpd.GeoDataFrame,
    *,
    title: str | None = None,
    category: str | None = None,
    date: str | None = None,
    height: int = 720,
    columns: Collection[str] | None = None,
    level: str = "internal",
    basemap: TileProvider | str | os.PathLike[str] | None = None,
    story: StoryTable | None = None,
) -> EventMap:
    """Draw events on a map that is one file and, unless you ask for a tile server, makes no request.

    Parameters
    ----------
    events
        An event table; see `geo_nk.events.schema.EVENT_COLUMNS`. Or any GeoDataFrame of one's own, as for
        `geopandas.GeoDataFrame.explore`. It is not changed.
    title
        The heading; shown as text, whatever stands in it. Of a table of one's own, the name of the column with the line
        on each card, where it has such a column.
    category, date
        Of a table of one's own, the names of the columns that say what happened, and when.
    height
        Pixels, where the map is shown in a notebook.
    columns
        Names of the columns that may stand in the file, beside what is needed to draw an event; all where None.
    level
        ``internal`` (everything), ``partner`` or ``public``: how coarse, and without what; see
        `geo_nk.release_events`. What is withheld is not in the file; the page says its level, and counts it.
    basemap
        Nothing for the map's own. A provider of `xyzservices` or its name for a tile server: the page then contacts
        its host, and says so. Or a ``.pmtiles`` or ``.mbtiles`` file, whose pictures are put into the page.
    story
        Steps that the map tells one after the other: a table, rows or a CSV file with the columns of
        `geo_nk.maps.page.story.COLUMNS`. At another level than ``internal`` a step is told only where its column
        ``level`` gives it to so many; one that says what is withheld is refused.

    Returns
    -------
    EventMap
        A `folium.Map`; ``.save(path)`` writes the page.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is not one of events; every fault is named.
    geo_nk.errors.OutputError
        If the basemap is not known, needs a key, or cannot be drawn; or if the title says what is withheld.
    geo_nk.errors.ReadError
        If a step of the story cannot be told; every fault is named by row and column.
    ValueError
        If a column or the level is not known.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> events = events_frame([{"event_id": "a", "category": "phone_crackdown", "lon": 128.18, "lat": 41.4}])
    >>> event_map(events, title="Hyesan")
    <EventMap 'Hyesan': 1 events placed, 0 not placed>
    """
    if not is_event_table(events) or category is not None or date is not None:
        line = title if title is not None and title in getattr(events, "columns", ()) else None
        events = as_events(events, category=category, date=date, title=line)
        title = title if line is None else None
    return EventMap(events, title=title, height=height, columns=columns, level=level, basemap=basemap, story=story)


def _around(events: gpd.GeoDataFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the border, and of the events where they lie beyond it."""
    home = own_basemap()["home"]
    placed = events.geometry.dropna()
    if placed.empty:
        return tuple(home)
    west, south, east, north = placed.total_bounds.tolist()
    return min(west, home[0]), min(south, home[1]), max(east, home[2]), max(north, home[3])


def _record(released: Release, *, chosen: bool) -> dict[str, Any]:
    """Return what the page says of its level."""
    known = {column.name for column in EVENT_COLUMNS}
    return {
        "level": released.level,
        "chosen": chosen,
        "held_back": dict(released.held_back),
        "coarser": dict(released.coarser),
        # The names of somebody's own columns may say too much; those of the event table are known to all.
        "without": [name for name in released.without if name in known],
        "others": sum(name not in known for name in released.without),
    }
