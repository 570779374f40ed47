"""The reports that were read, as a table: what is counted over, so that silence is not taken for peace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from geo_nk.errors import EventSchemaError
from geo_nk.events.frame import days_in_form, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.reports import Report

__all__ = ["reports_frame"]

_COLUMNS = ("report_id", "publisher", "published")


def reports_frame(reports: pd.DataFrame | Iterable[Report]) -> pd.DataFrame:
    """Return reports as a table of id, publisher and day of publication.

    Parameters
    ----------
    reports
        What `geo_nk.read_reports` gives, or a table with ``report_id`` and ``published``, perhaps ``publisher``.

    Returns
    -------
    pandas.DataFrame
        A row for each report; ``published`` is `datetime64` or NaT.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If a table lacks a column, or a day is none.

    Examples
    --------
    >>> from geo_nk.reports import Report
    >>> reports_frame([Report("a", "Two fled.", published="2021-08-06")])["published"].dt.year.tolist()
    [2021]
    """
    if not isinstance(reports, pd.DataFrame):
        rows = [(each.report_id, each.publisher, each.published and each.published.isoformat()) for each in reports]
        reports = pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)
    missing = [name for name in ("report_id", "published") if name not in reports.columns]
    if missing:
        found = ", ".join(map(str, reports.columns))
        raise EventSchemaError(f"the table of reports has no column {' and '.join(missing)}; its columns are {found}")
    days = days_in_form(reports["published"])
    days = tidy(reports["published"].tolist(), "date") if days is None else days
    if days.dtype == object:
        raise EventSchemaError("published of the reports holds what is not a date; write YYYY-MM-DD")
    publisher = reports["publisher"].tolist() if "publisher" in reports.columns else [None] * len(reports)
    columns = {"report_id": reports["report_id"].tolist(), "publisher": tidy(publisher, "string"), "published": days}
    return pd.DataFrame(columns).drop_duplicates("report_id", ignore_index=True)
