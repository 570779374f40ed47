"""Read anybody's table as events."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from geo_nk.errors import EventSchemaError, ReadError, RefusalWarning, faults_message
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports.refusing import check_errors
from geo_nk.tables.headers import Guess, guess_columns
from geo_nk.tables.sources import Cells, cells_of
from geo_nk.tables.work import Reject, Work

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    import pandas as pd

    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.refusing import Errors

__all__ = ["Guess", "Reject", "guess_columns", "read_table"]


def read_table(
    source: str | os.PathLike[str] | pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    errors: Errors = "raise",
    gazetteer: Gazetteer | None = None,
    notify: Callable[[str], None] | None = None,
) -> gpd.GeoDataFrame:
    """Read any table of events: a spreadsheet, a file of another program, or a table in memory.

    What the columns mean is told by their names, in English, Korean or Chinese: `Town`, `When`, `What happened`,
    `Source`; the main ones also in German, French, Spanish, Russian and Japanese. Free text on what happened is
    classified by the reader of reports. Dates are read as people type them. A place that has a name and no point
    gets its point from the gazetteer. Exports of ACLED, UCDP GED and GDELT are known by their headers.

    Parameters
    ----------
    source
        A file: CSV (comma, semicolon, tab or vertical bar, in any encoding that reports come in), Excel, JSON lines,
        GeoJSON, GeoPackage, GeoParquet, FlatGeobuf, KML or KMZ; or a DataFrame or GeoDataFrame.
    columns
        The names of columns by what they mean, where the names do not tell: ``{"place": "Town", "date": "When"}``.
    day_first
        Whether ``3/4/2024`` is the 3rd of April. Where None, a column in which some date can be read in one way only
        is read so, and else such a date is refused.
    errors
        What becomes of rows that cannot be read: ``raise`` raises an error that names them all; ``warn`` warns of each
        with a `geo_nk.errors.RefusalWarning`; a list takes them as `Reject`.
    gazetteer
        Where places are looked up; the one that ships with geo_nk where None.
    notify
        Told what the columns were taken for, and what else whoever gave the table should know.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table, with the columns that mean nothing known behind it.

    Raises
    ------
    geo_nk.errors.ReadError
        If the file cannot be read, or no column tells where.
    geo_nk.errors.EventSchemaError
        If rows cannot be read and `errors` is ``raise``.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"Town": ["Hyesan"], "When": ["spring 2024"], "What happened": ["Copper was smuggled."]})
    >>> read_table(table).loc[0, ["place_id", "category", "date_precision"]].tolist()
    ['kp-ryanggang-hyesan', 'smuggling_individual', 'season']
    """
    check_errors(errors)
    cells = cells_of(source)
    guess = guess_columns(list(cells.columns), said=columns, source=cells.source)
    tell = notify if notify is not None else _silent
    for note in cells.notes:
        tell(f"{cells.source}: {note}")
    if cells.columns:
        if mapping := guess.told():
            tell(f"{cells.source}: {mapping}")
        if "category" not in guess.meant:
            told = f"read from {guess.meant['text']}" if "text" in guess.meant else "other, as no column tells it"
            tell(f"{cells.source}: what happened is {told}")
    _require_place(cells, guess)
    asked = gazetteer if gazetteer is not None else load_gazetteer()
    work = Work(cells, guess, day_first, asked, tell)
    events = work.events()
    _settle_errors(work.rejects, errors, cells)
    return events


def _silent(_: str) -> None:
    return


def _require_place(cells: Cells, guess: Guess) -> None:
    """Refuse a table that says nowhere where."""
    meant = guess.meant
    told = {"place_name", "name_as_written", "place_id", "unplaced_reason"} & set(meant)
    if not len(cells.numbers) or told or {"lon", "lat"} <= set(meant) or cells.geometry is not None:
        return
    names = ", ".join(cells.columns)[:500]
    raise ReadError(
        f"{cells.source}: has nothing that tells where: neither a place nor lon and lat; its columns are {names}. "
        "Say which it is, such as --columns place=NAME, and remove lines above the names of the columns"
    )


def _settle_errors(rejects: list[Reject], errors: Errors, cells: Cells) -> None:
    if isinstance(errors, list):
        errors.extend(rejects)
    elif errors == "warn":
        for reject in rejects:
            warnings.warn(f"{reject.source}: {reject.reason}", RefusalWarning, stacklevel=3)
    elif rejects:
        faults = [f"{cells.noun} {reject.line}, {reject.reason}" for reject in rejects]
        raise EventSchemaError(faults_message(f"{cells.source}: rows that cannot be read", faults), faults=faults)
