"""The way from reports to the event table, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from geo_nk.extract.inputs import Inputs, reports_of
from geo_nk.extract.reader import Reader, Reading
from geo_nk.extract.run import read_batches, refusal_of
from geo_nk.reports.refusing import check_errors, keep, refuse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import geopandas as gpd

    from geo_nk.extract.extractors import Extractor
    from geo_nk.extract.run import Batch, Row
    from geo_nk.extract.toponyms.mention import Mention
    from geo_nk.gazetteer import Gazetteer
    from geo_nk.reports.refusing import Errors
    from geo_nk.reports.report import Refusal

__all__ = ["Inputs", "Reader", "Reading", "extract_events", "find_mentions", "iter_events", "iter_mentions"]


def extract_events(
    inputs: Inputs,
    *,
    published: dt.date | str | None = None,
    gazetteer: Gazetteer | None = None,
    threshold: float = 0.0,
    errors: Errors = "raise",
    workers: int = 1,
    extractor: Extractor | None = None,
    language: str = "en",
) -> gpd.GeoDataFrame:
    """Read reports into candidate events.

    Parameters
    ----------
    inputs
        A report file, a folder, a table with a text column, a `Report`, or several of those; or the text of a report
        itself: several words that end as a sentence does, and name no file.
    published
        The day on which the reports were published that do not say.
    gazetteer
        Where names are looked up; the shipped one where none is given.
    threshold
        Leave out events of a smaller confidence, 0 to 1. At 0 all stay: a candidate of low confidence is there to be
        read and rejected, not to be lost.
    errors
        What becomes of inputs that cannot be read: ``raise`` raises the first; ``warn`` warns of each with a
        `geo_nk.errors.RefusalWarning` and reads on; a list takes them as `Refusal`, with the reason.
    workers
        Processes that read; the table is the same with any number. With more than one a script must do its work under
        ``if __name__ == "__main__":``, and the work is worth it from some thousand reports on.
    extractor
        Finds the names, or says what happened, in place of geo_nk; see `geo_nk.extract.extractors`. A
        `geo_nk.LanguageModelReader` asks a language model.
    language
        Of the titles of events: ``en``, ``ko`` or ``zh``.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table (see `EVENT_COLUMNS`), EPSG:4326, a row for each event and place, status ``candidate``.
        An event that cannot be placed has no geometry and says why in ``unplaced_reason``.

    Raises
    ------
    geo_nk.errors.ReadError
        If an input cannot be read and `errors` is ``raise``.
    geo_nk.errors.ExtractorError
        If the extractor gives what does not stand in a text, and `errors` is ``raise``.
    ValueError
        If `threshold` is not between 0 and 1, `workers` is less than 1, or `errors` is none of the three.

    See Also
    --------
    iter_events : The same in batches, for more reports than memory holds.

    Examples
    --------
    >>> import datetime as dt
    >>> from geo_nk.reports import Report
    >>> report = Report("r1", "Agents raided the market in Hoeryong on the 3rd.", published=dt.date(2007, 3, 9))
    >>> events = extract_events(report)
    >>> events[["category", "place_name"]].values.tolist(), events["date_start"].dt.day.tolist()
    ([['market_crackdown', 'Hoeryong']], [3])
    """
    from geo_nk.events.frame import events_frame  # noqa: PLC0415 - geopandas is heavy; workers and mentions do without

    check_threshold(threshold)
    check_errors(errors)
    if published is not None:
        inputs = reports_of(inputs, errors, published)
    found = _batches(
        inputs, gazetteer=gazetteer, errors=errors, workers=workers, extractor=extractor, language=language
    )
    return events_frame(row for batch in found for row in sure_rows(batch, threshold))


def iter_events(
    inputs: Inputs,
    *,
    gazetteer: Gazetteer | None = None,
    threshold: float = 0.0,
    errors: Errors = "raise",
    workers: int = 1,
    extractor: Extractor | None = None,
    language: str = "en",
) -> Iterator[gpd.GeoDataFrame]:
    """Read reports into candidate events, batch by batch: memory does not grow with the number of reports.

    Parameters
    ----------
    inputs, gazetteer, threshold, errors, workers, extractor, language
        As for `extract_events`.

    Yields
    ------
    geopandas.GeoDataFrame
        An event table of some reports, in their order; together they are what `extract_events` returns.

    Raises
    ------
    ValueError
        At once, if `threshold`, `workers` or `errors` is wrong; other errors as `extract_events`, when they happen.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from geo_nk.events import read_events, write_events
    >>> from geo_nk.reports import Report
    >>> reports = (Report(f"r{n}", "Traders were arrested in Hyesan.") for n in range(1000))
    >>> file = write_events(iter_events(reports), pathlib.Path(tempfile.mkdtemp()) / "events.geojson")
    >>> len(read_events(file))
    1000
    """
    from geo_nk.events.frame import events_frame  # noqa: PLC0415 - as above

    check_threshold(threshold)
    check_errors(errors)
    if workers < 1:
        raise ValueError(f"workers is {workers}; give 1 or more")
    found = _batches(
        inputs, gazetteer=gazetteer, errors=errors, workers=workers, extractor=extractor, language=language
    )
    return (events_frame(sure_rows(batch, threshold)) for batch in found)


def find_mentions(inputs: Inputs, *, gazetteer: Gazetteer | None = None, errors: Errors = "raise") -> list[Mention]:
    """Find the toponyms in the bodies of reports.

    Parameters
    ----------
    inputs, gazetteer, errors
        As for `extract_events`.

    Returns
    -------
    list of Mention
        In the order of the reports and of the text.

    Examples
    --------
    >>> from geo_nk.reports import Report
    >>> [(m.surface, m.role) for m in find_mentions(Report("r1", "A source in Musan saw arrests in Hyesan."))]
    [('Musan', 'source'), ('Hyesan', 'event')]
    """
    return list(iter_mentions(inputs, gazetteer=gazetteer, errors=errors))


def iter_mentions(inputs: Inputs, *, gazetteer: Gazetteer | None = None, errors: Errors = "raise") -> Iterator[Mention]:
    """Find the toponyms in the bodies of reports, one report after the other.

    Parameters
    ----------
    inputs, gazetteer, errors
        As for `extract_events`.

    Yields
    ------
    Mention
        In the order of the reports and of the text.

    Examples
    --------
    >>> from geo_nk.reports import Report
    >>> next(iter_mentions(Report("r1", "A source in Musan saw arrests in Hyesan."))).surface
    'Musan'
    """
    check_errors(errors)
    reader = Reader(gazetteer)
    for report in reports_of(inputs, errors):
        try:
            found = reader.read(report).mentions
        except Exception as error:  # noqa: BLE001 - one report must not take the others with it
            refuse(refusal_of(report, error), errors, error=error)
        else:
            yield from found


def check_threshold(threshold: float) -> None:
    """Raise if a threshold is no share."""
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold is {threshold}; give a confidence from 0 to 1")


def sure_rows(batch: Batch, threshold: float) -> list[Row]:
    """Return the rows of a batch that are at least so sure; those of which that was never measured stay."""
    return [row for row in batch.rows if row["confidence"] is None or cast("float", row["confidence"]) >= threshold]


def _batches(
    inputs: Inputs,
    *,
    gazetteer: Gazetteer | None,
    errors: Errors,
    workers: int,
    extractor: Extractor | None,
    language: str,
) -> Iterator[Batch]:
    """Yield the batches; what failed in them goes to a list behind what could not be opened."""
    failed: list[Refusal] = []
    reports = reports_of(inputs, errors)
    kept = failed if isinstance(errors, list) else errors
    strict = errors == "raise"
    batches = read_batches(
        reports, gazetteer=gazetteer, extractor=extractor, workers=workers, strict=strict, language=language
    )
    for batch in batches:
        for refusal in batch.refusals:
            keep(refusal, kept)
        yield batch
    if isinstance(errors, list):
        errors.extend(failed)
