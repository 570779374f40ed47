"""What is said of rows that tell of one happening: how many there are, were merged, or were taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo_nk.cli.shared.console import say

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["merged_words", "say_alike", "undone_words"]

#: Rows among which a command that does not merge looks for some that are alike: more would keep a person waiting.
_MOST: Final = 10_000


def merged_words(events: gpd.GeoDataFrame) -> str:
    """Say how many rows were merged into how many events."""
    rows = int(events["merge_score"].notna().sum())
    heads = events[events["source_count"].notna()]
    if not rows:
        return "no two rows of different reports tell of one happening; nothing was merged"
    copies = int((heads["told_by"].map(len) - heads["source_count"]).sum())
    copied = f" ({copies} of those reports only hand on another's text)" if copies else ""
    return (
        f"{rows + len(heads)} rows tell of {_counted(len(heads), 'happening')} that several reports have{copied}; "
        f"{rows} of them now have the status merged, none is lost"
    )


def undone_words(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> str:
    """Say how many rows stand by themselves again."""
    freed = int((before["merge_score"].notna() & after["merge_score"].isna()).sum())
    return f"{_counted(freed, 'row')} taken out of other events again"


def say_alike(events: gpd.GeoDataFrame, *, how: str) -> None:
    """Say how many rows look like one happening, and how to merge them."""
    from geo_nk.events.merge import count_alike

    if len(events) > _MOST:
        say(f"not looked for, among {len(events):,} rows: happenings that several reports tell of; {how} merges them")
        return
    rows, happenings = count_alike(events)
    if rows:
        told = f"{_counted(happenings, 'happening')} told by several reports"
        say(f"{rows} rows look like {told}; {how} makes each one event")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
