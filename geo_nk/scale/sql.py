"""Count events with SedonaDB: a spatial join in SQL, over all parts at once."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geo_nk.errors import ReadError
from geo_nk.events.schema import NO_EVENT
from geo_nk.maps.shared.marks import VAGUE
from geo_nk.scale.areas import AREAS, areas_of, surest_m
from geo_nk.scale.engine import require

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geo_nk.scale.areas import Area

__all__ = ["conditions_of", "counts_by_sql", "engine_over"]

_MONTH: Final = (
    "CASE WHEN date_trunc('month', date_start) = date_trunc('month', {end}) THEN date_trunc('month', date_start) END"
)


def counts_by_sql(parts: Sequence[Path], columns: Sequence[str], by: Sequence[str]) -> pd.DataFrame:
    """Return the counts of all parts.

    Parameters
    ----------
    parts
        GeoParquet files.
    columns
        Those of `geo_nk.scale.partial.COLUMNS` that they have.
    by
        As for `geo_nk.scale.count_events`.

    Returns
    -------
    pandas.DataFrame
        The columns `by`, and ``events``; several rows may be to be added up.

    Raises
    ------
    geo_nk.errors.ReadError
        If a part cannot be read.
    """
    with engine_over(parts) as engine:
        area = next((each for each in by if each in AREAS), None)
        tables = [engine.sql(_all(columns, by, area)).to_pandas()]
        if area is not None:
            engine.create_data_frame(areas_of(area)).to_view("areas")
            inside = engine.sql(_inside(columns, by, area)).to_pandas()
            rest = inside.assign(**{area: None, "events": -inside["events"]})
            tables += [inside, rest]
    return _added(tables, by)


@contextmanager
def engine_over(parts: Sequence[Path]) -> Iterator[Any]:
    """Start SedonaDB with the view ``events`` of all parts.

    Parameters
    ----------
    parts
        GeoParquet files.

    Yields
    ------
    sedonadb.context.SedonaContext

    Raises
    ------
    geo_nk.errors.ReadError
        If it cannot read them.
    """
    sedona = require("sedonadb", what="asking SedonaDB")
    require("geoarrow.pyarrow", what="asking SedonaDB")
    engine = sedona.connect()
    # SedonaDB 0.5 now and then passes row groups over by the bounds of another column than the geometry, and panics.
    engine.sql("SET datafusion.execution.parquet.pruning = false").execute()
    try:
        engine.read_parquet([str(part) for part in parts]).to_view("events")
        yield engine
    except sedona._lib.SedonaError as error:  # noqa: SLF001 - it has no other home
        message = f"{parts[0].parent}: SedonaDB cannot read its parts ({error})"[:300]
        raise ReadError(message, path=parts[0].parent) from error


def conditions_of(columns: Sequence[str], *, kind: Area | None, month: str | None, category: str | None) -> str:
    """Return the condition under which events are counted: in an area of a kind, in a month, of a category.

    Examples
    --------
    >>> conditions_of(["category"], kind=None, month=None, category="other")
    "WHERE category = 'other'"
    """
    conditions = _drawn(columns) if kind is None else _sure(columns, kind)
    if month is not None:
        if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", month):
            raise ValueError(f"month is {month!r}; give one such as 2021-08")
        conditions.append(f"{_month(columns)} = DATE '{month}-01'")
    if category is not None:
        conditions.append(f"category = '{category.replace(chr(39), 2 * chr(39))}'")
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _all(columns: Sequence[str], by: Sequence[str], area: str | None) -> str:
    """Count all events, in no area yet."""
    return _query("events", columns, [each for each in by if each != area], _drawn(columns))


def _inside(columns: Sequence[str], by: Sequence[str], area: Area) -> str:
    """Count those that lie in an area and are surer than that."""
    joined = "events JOIN areas ON ST_Within(events.geometry, areas.geometry)"
    return _query(joined, columns, by, _sure(columns, area), area=area)


def _query(
    tables: str, columns: Sequence[str], by: Sequence[str], conditions: Iterable[str], *, area: str | None = None
) -> str:
    keys = {area: "areas.area", "month": _month(columns), "category": "category"}
    selected = [f"{keys[each]} AS {each}" for each in by]
    where = " AND ".join(conditions)
    query = f"SELECT {', '.join([*selected, 'count(*) AS events'])} FROM {tables}"  # noqa: S608 - names of ours
    grouped = f" GROUP BY {', '.join(str(n) for n in range(1, len(by) + 1))}" if by else ""
    return query + (f" WHERE {where}" if where else "") + grouped


def _month(columns: Sequence[str]) -> str:
    if "date_start" not in columns:
        return "CAST(NULL AS DATE)"
    return _MONTH.format(end="date_end" if "date_end" in columns else "date_start")


def _sure(columns: Sequence[str], kind: Area) -> list[str]:
    most = surest_m(kind)
    conditions = _drawn(columns)
    if "geo_precision" in columns:
        conditions.append(_none_of("geo_precision", VAGUE))
    if most is not None and "uncertainty_m" in columns:
        conditions.append(f"(uncertainty_m IS NULL OR uncertainty_m <= {most})")
    return conditions


def _drawn(columns: Sequence[str]) -> list[str]:
    return [_none_of("status", NO_EVENT)] if "status" in columns else []


def _none_of(column: str, values: Iterable[str]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"({column} IS NULL OR {column} NOT IN ({listed}))"


def _added(tables: Sequence[pd.DataFrame], by: Sequence[str]) -> pd.DataFrame:
    """Take what lies in areas out of what was counted in none."""
    held = pd.concat([_in_form(table, by) for table in tables], ignore_index=True)
    summed = pd.DataFrame(held.groupby(list(by), dropna=False, as_index=False)["events"].sum())
    return summed[summed["events"] > 0]


def _in_form(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return counts with all columns, each of the type that the other engines give it."""
    columns: dict[str, Any] = {}
    for name in by:
        values = table[name] if name in table else pd.Series([None] * len(table), dtype=object)
        texts = values.astype(object).where(values.notna(), None)
        columns[name] = pd.to_datetime(texts).astype("datetime64[s]") if name == "month" else texts
    return pd.DataFrame(columns | {"events": table["events"].astype("int64")})
