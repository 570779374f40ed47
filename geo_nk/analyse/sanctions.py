"""Which goods of an event fall under which resolution of the UN Security Council, by way of the chapters of the HS.

``lexicon/events/goods_hs.csv`` says in which chapters of the Harmonized System a good stands, and
``lexicon/events/sanctions.csv`` which goods or chapters a paragraph is about, which way, and since when; each row with
its source. Whether a shipment broke a resolution is a question of law: the table says which paragraphs to read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geo_nk.analyse.table import counted, need_columns
from geo_nk.data import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

__all__ = ["add_sanctions", "sanctions_table"]

_NO_DIRECTION: Final = "direction not said"
_NO_DATE: Final = "not sure to be after it"
_KEPT: Final = ["good", "hs_chapters", "resolution", "paragraph", "adopted", "direction", "measure", "covers", "source"]


def sanctions_table(events: gpd.GeoDataFrame | None = None) -> pd.DataFrame:
    """Return which paragraphs of Security Council resolutions cover which goods; of events, which may cover theirs.

    Parameters
    ----------
    events
        An event table, which is not changed; all goods that are known where None.

    Returns
    -------
    pandas.DataFrame
        Tidy, a row for each good and paragraph: ``good``, ``hs_chapters`` (of the good), ``resolution``, ``paragraph``,
        ``adopted``, ``direction`` (``import`` into North Korea, ``export`` from it, ``both``), ``measure`` (``ban``,
        ``cap``, ``luxury``, ``conditional``), ``covers``, ``source``. Of events with ``event_id`` before and ``doubt``
        behind: what the event does not say that it hangs on. Paragraphs adopted after the event, or about the other
        direction, are not in it.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.

    Examples
    --------
    >>> table = sanctions_table()
    >>> table.loc[table["good"] == "nickel", ["resolution", "paragraph", "direction"]].to_numpy().tolist()
    [[2321, '28', 'export'], [2397, '7', 'import']]
    """
    if events is None:
        return _measures().copy()
    table, account = counted(events)
    need_columns(table, ["event_id", "goods"])
    long = table[["event_id", "goods"]].assign(_row=np.arange(len(table))).explode("goods")
    found = long.merge(_measures(), left_on="goods", right_on="good")
    goes, start, end = (_column(table, name).iloc[found["_row"]] for name in ("direction", "date_start", "date_end"))
    way = goes.where(goes.isin(["import", "export", "both"])).to_numpy(dtype=object)
    measured = found["direction"].to_numpy(dtype=object)
    open_way = pd.isna(way)
    fits = open_way | (way == "both") | (measured == "both") | (way == measured)
    adopted = found["adopted"].to_numpy()
    last, first = end.fillna(start).to_numpy(dtype="datetime64[s]"), start.fillna(end).to_numpy(dtype="datetime64[s]")
    undated = np.isnat(last)
    found["doubt"] = _doubts(open_way & (measured != "both"), undated | (first < adopted))
    kept = found[fits & (undated | (last >= adopted))]
    answer: pd.DataFrame = kept[["event_id", *_KEPT, "doubt"]].reset_index(drop=True)
    answer.attrs = account.attrs()
    return answer


def add_sanctions(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events with the HS chapters of their goods, and the paragraphs that may cover them.

    Parameters
    ----------
    events
        An event table. It is not changed.

    Returns
    -------
    geopandas.GeoDataFrame
        With the columns ``hs_chapters`` and ``sanctions``, each a tuple of texts such as ``"2397, paragraph 7: ban on
        import"``, with what the event does not say that it hangs on in brackets.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "smuggling_state", "goods": ["trucks"], "date_start": "2025-05-30"}
    >>> add_sanctions(events_frame([told | {"direction": "import"}]))[["hs_chapters", "sanctions"]].iloc[0].tolist()
    [('87',), ('2397, paragraph 7: ban on import',)]
    """
    need_columns(events, ["event_id", "goods"])
    told = sanctions_table(events)
    told = told.astype(dict.fromkeys(("resolution", "paragraph", "measure", "direction", "doubt"), str))
    text = told["resolution"] + ", paragraph " + told["paragraph"] + ": " + told["measure"].map(_WORDS).astype(str)
    text += told["direction"].map({"import": " on import", "export": " on export", "both": ""}).astype(str)
    text += (" (" + told["doubt"] + ")").where(told["doubt"] != "", "")
    chapters = {good: row for good, row in _chapters().items() if row}
    of_goods = events["goods"].map(lambda goods: tuple(dict.fromkeys(c for g in goods for c in chapters.get(g, ()))))
    by_event: Any = text.groupby(told["event_id"])
    held = by_event.agg(lambda texts: tuple(dict.fromkeys(texts)))
    listed = events["event_id"].map(held)
    nothing = pd.Series([()] * len(events), index=events.index, dtype=object)
    listed = listed.astype(object).where(listed.notna(), nothing)
    return events.assign(hs_chapters=of_goods.astype(object), sanctions=listed)


_WORDS: Final = {"ban": "ban", "cap": "cap", "luxury": "ban if luxury", "conditional": "ban on conditions"}


def _doubts(direction: Any, date: Any) -> list[str]:  # noqa: ANN401 - arrays
    """Return what is not said, in words."""
    texts = ["", _NO_DIRECTION, _NO_DATE, f"{_NO_DIRECTION}; {_NO_DATE}"]
    return [texts[code] for code in (direction.astype(int) + 2 * date.astype(int)).tolist()]


def _column(table: gpd.GeoDataFrame, name: str) -> pd.Series[Any]:
    if name in table.columns:
        held: pd.Series[Any] = table[name]
        return held
    return pd.Series([None if name == "direction" else pd.NaT] * len(table), index=table.index)


@cache
def _chapters() -> dict[str, tuple[str, ...]]:
    """Return the HS chapters of each good."""
    return {row["good"]: tuple(_spelt(row["hs_chapters"])) for row in read_table("lexicon/events/goods_hs.csv")}


@cache
def _measures() -> pd.DataFrame:
    """Return each good with each paragraph that covers it, by its name or by a chapter."""
    rows: list[dict[str, object]] = []
    for measure in read_table("lexicon/events/sanctions.csv"):
        named, covered = set(measure["goods"].split(";")), set(_spelt(measure["hs_chapters"]))
        for good, chapters in _chapters().items():
            if good in named or covered.intersection(chapters):
                told = {"good": good, "hs_chapters": " ".join(chapters), "resolution": int(measure["resolution"])}
                rows.append({name: measure[name] for name in _KEPT if name in measure} | told)
    table = pd.DataFrame(rows, columns=_KEPT)
    table["adopted"] = pd.to_datetime(table["adopted"]).astype("datetime64[s]")
    return table.sort_values(["good", "adopted", "paragraph"], kind="stable", ignore_index=True)


def _spelt(chapters: str) -> Iterator[str]:
    """Yield the chapters of a list such as ``44 72-83``."""
    for part in chapters.split():
        first, _, last = part.partition("-")
        yield from (f"{number:02d}" for number in range(int(first), int(last or first) + 1))
