"""What to say of a map, figure or release for others: what is in it, and which sources were taken for open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from geo_nk.events.release import Source

__all__ = ["lines_at_level", "release_lines"]

_MOST: Final = 8
_ADVICE: Final = "what is published needs source_kind published or official, and a publisher or an url"


def release_lines(
    level: str, *, shown: int, placed: int, held_back: Mapping[str, int], sources: Mapping[Source, int]
) -> list[str]:
    r"""Return the counts behind the release on the first line, and on others who was taken for open, and why.

    Parameters
    ----------
    level
        For whom it is.
    shown, placed
        Events that are in it, and those of them that have a point.
    held_back
        Events that are not, by why.
    sources
        As in `geo_nk.events.release.Release`.

    Returns
    -------
    list of str

    Examples
    --------
    >>> from geo_nk.events.release import Source
    >>> sources = {Source(True, "Example Weekly", "source_kind is published, with url"): 2}
    >>> print(*release_lines("public", shown=2, placed=1, held_back={}, sources=sources), sep="\n")
    public: 2 events, 1 with a point
      taken for open, Example Weekly: 2, as source_kind is published, with url
    """
    noun = "event" if shown == 1 else "events"
    held = "".join(f"; {count} held back as {reason}" for reason, count in held_back.items() if count)
    ordered = sorted(sources.items(), key=lambda item: (-item[1], item[0].name, item[0].why))
    opened = [f"  taken for open, {source.name}: {n}, as {source.why}" for source, n in ordered if source.is_open]
    closed = [f"  taken for a person's: {n}, as {source.why}" for source, n in ordered if not source.is_open]
    more = [f"  and {len(opened) - _MOST} more sources taken for open"] if len(opened) > _MOST else []
    advice = [f"  ({_ADVICE})"] if closed else []
    return [f"{level}: {shown} {noun}, {placed} with a point{held}", *opened[:_MOST], *more, *closed, *advice]


def lines_at_level(events: gpd.GeoDataFrame, level: str) -> list[str]:
    """Return the same of a map, figure or brief of some events: the counts of what was read say nothing of it."""
    from geo_nk.events.release import release

    done = release(events, level=level)
    placed = int(done.events.geometry.notna().sum())
    return release_lines(level, shown=len(done.events), placed=placed, held_back=done.held_back, sources=done.sources)
