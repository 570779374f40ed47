"""How ``geo-nk figure`` and ``geo-nk brief`` begin and end: what is read for print, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_nk.cli.shared.console import finish, say
from geo_nk.cli.shared.load import Reading, events_of, reports_read
from geo_nk.cli.shared.options import Level, split_columns
from geo_nk.cli.shared.released import lines_at_level
from geo_nk.cli.shared.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.reports.report import Refusal, Report

__all__ = ["ForPrint", "prepare_type", "read_for_print"]


@dataclass(frozen=True, slots=True)
class ForPrint:
    """Events that are to be printed, and what is known of their reading.

    Attributes
    ----------
    events : geopandas.GeoDataFrame
    level : Level
        For whom they are printed.
    inputs : sequence of pathlib.Path
        What they were read from.
    reading : Reading
        How.
    tally : Tally
    refusals : list of geo_nk.reports.report.Refusal
    """

    events: gpd.GeoDataFrame
    level: Level
    inputs: Sequence[Path]
    reading: Reading
    tally: Tally
    refusals: list[Refusal]

    def reports(self, named: Sequence[Path] | None) -> list[Report] | None:
        """Return the reports that are named, else those among the inputs; None where there are none."""
        return reports_read(named, self.inputs, self.refusals, self.reading)

    def finish(self, output: Path) -> None:
        """Say what was printed, then what was refused."""
        internal = self.level is Level.internal
        counts, *more = self.tally.summary() if internal else lines_at_level(self.events, self.level.value)
        say(f"{output}: {counts}", *more)
        finish(self.refusals)


def prepare_type(language: str, font: Path | None) -> None:
    """Find the type that a print needs, or say what is missing before the work begins; and open no window."""
    from geo_nk.maps.print.fonts import families

    families(language, font=font)
    import matplotlib as mpl

    mpl.use("agg")  # no window, whatever the machine


def read_for_print(
    inputs: Sequence[Path],
    output: Path,
    level: Level,
    *,
    threshold: float,
    index: Path | None,
    workers: int,
    source_kind: str | None,
    columns: str | None,
    day_first: bool | None,
) -> ForPrint:
    """Return the events of the inputs; rows that cannot be read go beside the output."""
    refusals: list[Refusal] = []
    tally = Tally()
    reading = Reading(split_columns(columns)[0], day_first, output.with_suffix(".rejects.csv"))
    events = events_of(
        inputs,
        refusals,
        tally,
        threshold=threshold,
        index=index,
        workers=workers,
        source_kind=source_kind,
        for_others=level is not Level.internal,
        reading=reading,
    )
    return ForPrint(events, level, inputs, reading, tally, refusals)
