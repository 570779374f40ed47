"""Write a brief, whole or not at all, by the ending of its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo_nk._files import write_atomic
from geo_nk.brief.content import content_of
from geo_nk.brief.document import document_bytes
from geo_nk.brief.page import page_bytes
from geo_nk.brief.sheets import sheets_bytes
from geo_nk.errors import OutputError

if TYPE_CHECKING:
    import datetime as dt
    import os
    from collections.abc import Iterable

    import geopandas as gpd
    import pandas as pd

    from geo_nk.reports import Report

__all__ = ["ENDINGS", "write_brief"]

_MADE_BY: Final = {".html": page_bytes, ".docx": document_bytes, ".pdf": sheets_bytes}

#: Endings of the files that a brief can be written to.
ENDINGS: Final = tuple(_MADE_BY)


def write_brief(
    events: gpd.GeoDataFrame,
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    level: str = "internal",
    language: str = "en",
    change: dt.date | str | None = None,
    reports: pd.DataFrame | Iterable[Report] | None = None,
    font: str | os.PathLike[str] | None = None,
) -> Path:
    """Write two pages on events: a map, findings as numbers, figures, and the sources.

    Parameters
    ----------
    events
        An event table. It is not changed.
    path
        The file: ``.html`` (one sealed page that makes no request), ``.docx`` (extra ``office``) or ``.pdf``.
    title
        The heading; shown as text, whatever stands in it.
    level
        For whom: ``internal``, ``partner`` or ``public``; see `geo_nk.release_events`. What the level withholds is in
        no figure, number or source of the brief.
    language
        Of words and names: ``en``, ``ko`` or ``zh``.
    change
        A day, month or year before and after which events are compared (extra ``analyse``).
    reports
        The reports that were read, so that months without a report are not taken for quiet ones.
    font
        A font file, used before the ones that come with geo_nk.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If the table is not one of events.
    geo_nk.errors.OutputError
        If the ending is not known, the title says what is withheld, or a package is missing.
    ValueError
        If the level, the language or the day is not known.

    Examples
    --------
    >>> import tempfile
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4, "date_start": "2021-08-06"}
    >>> write_brief(events_frame([told]), Path(tempfile.mkdtemp()) / "brief.pdf").read_bytes()[:5]
    b'%PDF-'
    """
    ending = Path(path).suffix.lower()
    if ending not in _MADE_BY:
        raise OutputError(f"{path}: the ending {ending!r} is not known here; use {', '.join(ENDINGS)}")
    content = content_of(events, title=title, level=level, language=language, change=change, reports=reports, font=font)
    return write_atomic(path, _MADE_BY[ending](content))
