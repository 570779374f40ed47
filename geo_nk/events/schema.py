"""The event table, declared once.

Validation, the table in docs/events.md and the order of columns in every file come from `EVENT_COLUMNS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["CRS", "EVENT_COLUMNS", "SCHEMA_VERSION", "Column", "Dtype", "column", "names_of"]

#: The coordinate reference system of every event table: WGS 84 degrees, lon before lat.
CRS: Final = "EPSG:4326"

#: Counts up when a column changes its name or meaning.
SCHEMA_VERSION: Final = 1

Dtype = Literal["string", "float", "integer", "date", "list", "geometry"]

_UNIT_INTERVAL = (0.0, 1.0)
_OFFSETS = (0.0, 2.0**53)
_KILOMETRES = (0.0, 2_000.0)
_SAID_IN = ("quote", "context")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the event table.

    Attributes
    ----------
    name : str
    dtype : str
        ``string``, ``float``, ``integer``, ``date`` (`datetime64`; an ISO 8601 day in files), ``list`` (of short
        strings) or ``geometry``.
    meaning : str
        For people; stands in docs/events.md.
    required : bool
        Whether a row must have a value.
    values : tuple of str
        The allowed values, where the column is a closed vocabulary.
    bounds : tuple of float or None
        Smallest and largest allowed value of a number.
    """

    name: str
    dtype: Dtype
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None


EVENT_COLUMNS: tuple[Column, ...] = (
    Column(
        "event_id",
        "string",
        "stable: the same claim gives the same id on every run; one row for one place",
        required=True,
    ),
    Column("incident_id", "string", "shared by the rows of one happening that took place at several places"),
    Column("category", "string", "what happened, by its code in the table of categories", required=True),
    Column("title", "string", "one line: the words of the report that tell it, shortened, and the place"),
    Column("date_start", "date", "first day of the interval in which it happened; empty where the text does not say"),
    Column("date_end", "date", "last day of that interval, included"),
    Column(
        "date_precision",
        "string",
        "how closely the text dates it",
        values=("day", "part_of_month", "month", "season", "year", "unknown"),
    ),
    Column("date_as_written", "string", "the words of the report that say when"),
    Column("date_char_start", "integer", "their first character in the report's text, counted from 0", bounds=_OFFSETS),
    Column("date_char_end", "integer", "the character behind their last", bounds=_OFFSETS),
    Column("date_from", "string", "whether they stand in the quote or elsewhere in the report", values=_SAID_IN),
    Column("place_id", "string", "the place, by its id in the gazetteer"),
    Column("place_name", "string", "the place's name in the gazetteer"),
    Column("place_kind", "string", "city, county, district, ri, river, province ..."),
    Column("county", "string", "the county, city or district that it is, or lies in, by the gazetteer"),
    Column("province", "string", "the province that holds it; in a table made by hand, what tells namesakes apart"),
    Column("name_as_written", "string", "the name as it stands in the report"),
    Column("name_start", "integer", "its first character in the report's text, counted from 0", bounds=_OFFSETS),
    Column("name_end", "integer", "the character behind its last", bounds=_OFFSETS),
    Column("place_from", "string", "whether it stands in the quote or elsewhere in the report", values=_SAID_IN),
    Column(
        "uncertainty_m",
        "float",
        "radius in metres around the point within which it happened",
        bounds=(0.0, 2_000_000.0),
    ),
    Column(
        "geo_precision",
        "string",
        "how closely the text places it",
        values=("exact", "settlement", "county", "province", "linear", "region"),
    ),
    Column("stand_in", "string", "the county or city whose seat stands in for the place, which is not located itself"),
    Column(
        "km_start",
        "float",
        "where all that is known is a stretch of the border: its first kilometre, from the mouth of the Yalu",
        bounds=_KILOMETRES,
    ),
    Column("km_end", "float", "the last kilometre of that stretch", bounds=_KILOMETRES),
    Column(
        "match_method",
        "string",
        "how the name was resolved; given, where the position came with the event; reviewed, where a reviewer chose it",
        values=("exact", "folded", "romanised", "misspelling", "within", "fuzzy", "given", "reviewed"),
    ),
    Column("match_score", "float", "how sure that is, 0 to 1", bounds=_UNIT_INTERVAL),
    Column("actors", "list", "who acted, in the report's words"),
    Column("goods", "list", "what was moved, sold or seized"),
    Column("quantity", "list", "how much, with the unit"),
    Column("penalty", "list", "what was imposed or threatened"),
    Column("direction", "string", "over the border", values=("import", "export", "both", "unknown")),
    Column("report_id", "string", "the report: the file's stem, or the table's id"),
    Column("publisher", "string", "who published the report"),
    Column("published", "date", "when the report was published"),
    Column("url", "string", "where the report stands"),
    Column(
        "source_kind",
        "string",
        "what kind of source it is",
        values=("published", "official", "interview", "field_note", "imagery", "unknown"),
    ),
    Column("quote", "string", "the sentence that says so"),
    Column("quote_start", "integer", "its first character in the report's text, counted from 0", bounds=_OFFSETS),
    Column("quote_end", "integer", "the character behind its last", bounds=_OFFSETS),
    Column("report_sha256", "string", "SHA-256 of the text that was read"),
    Column(
        "reader",
        "string",
        "what read the report: the trained reader, an extractor or a language model, with its version",
    ),
    Column(
        "confidence",
        "float",
        "how sure the event was read rightly, 0 to 1; empty where that was never measured for its reader",
        bounds=_UNIT_INTERVAL,
    ),
    Column(
        "status",
        "string",
        "where it stands in review; to_review, where only one of two readers has it; withdrawn, where it is taken back",
        values=("candidate", "to_review", "confirmed", "rejected", "merged", "withdrawn"),
    ),
    Column("reviewed_by", "string", "who decided on it in review"),
    Column("reviewed_at", "string", "when, in UTC (ISO 8601)"),
    Column("review_note", "string", "what the reviewer noted"),
    Column("corrected", "list", "what the reviewer corrected: each column with the value that was read"),
    Column("merged_into", "string", "the event_id that this row was merged into"),
    Column("also_reported_by", "list", "report_ids of other reports of the same event"),
    Column("told_by", "list", "each report of the event with publisher and day, and of which other it is a copy"),
    Column(
        "source_count",
        "integer",
        "how many of them stand for themselves: a copied text counts once",
        bounds=(0, 2.0**31),
    ),
    Column("told_differently", "list", "what they tell differently, each value with its report"),
    Column(
        "merge_score", "float", "how sure it is that a merged row tells of that event, 0 to 1", bounds=_UNIT_INTERVAL
    ),
    Column("merge_reasons", "list", "what was weighed for that, as log-odds"),
    Column("status_before", "string", "the status of a merged row before it was merged"),
    Column(
        "change",
        "string",
        "what it is against an earlier date or another file, where two were compared",
        values=("new", "changed", "withdrawn"),
    ),
    Column("changed_fields", "list", "the columns that changed, with what they say and what they said"),
    Column("unplaced_reason", "string", "why there is no point, where there is none"),
    Column("geometry", "geometry", "point in EPSG:4326 (lon, lat), or empty with unplaced_reason"),
)
"""The columns of the event table, in the order of every file; docs/events.md shows them all."""

#: States of rows that are kept and are no events: neither drawn nor counted among them, nor released.
NO_EVENT: Final = ("rejected", "merged", "withdrawn")

#: States that somebody decided on: what is read again does not change them.
DECIDED: Final = ("confirmed", *NO_EVENT)

_BY_NAME = {c.name: c for c in EVENT_COLUMNS}


def column(name: str) -> Column:
    """Return the declaration of one column of the event table.

    Parameters
    ----------
    name
        Its name.

    Returns
    -------
    Column

    Raises
    ------
    KeyError
        If the event table has no such column.

    Examples
    --------
    >>> column("date_precision").values[:2]
    ('day', 'part_of_month')
    """
    return _BY_NAME[name]


def names_of(dtype: Dtype) -> frozenset[str]:
    """Return the names of the columns of one type.

    Examples
    --------
    >>> sorted(names_of("date"))
    ['date_end', 'date_start', 'published']
    """
    return frozenset(column.name for column in EVENT_COLUMNS if column.dtype == dtype)
