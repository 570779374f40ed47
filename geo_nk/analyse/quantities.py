"""Quantities as numbers in one unit: "1.2 tons" is 1,200 kg, "four excavators" are 4."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from geo_nk.analyse.table import counted, need_columns
from geo_nk.data import read_table

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["event_quantities"]

_WORD: Final = re.compile(r"[0-9][0-9.,]{0,30}|[A-Za-z]{1,30}")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,8}(?:\.[0-9]{1,9})?")
_PLAIN: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_MULTIPLIERS: Final = (100.0, 1000.0)


class Quantity(NamedTuple):
    """A number of a unit; the number is missing where the words are none, as in "dozens of boxes"."""

    amount: float
    unit: str | None
    kind: str | None
    about: bool


def event_quantities(events: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the quantities of events as numbers.

    Parameters
    ----------
    events
        An event table. It is not changed.

    Returns
    -------
    pandas.DataFrame
        Tidy, a row for each quantity: ``event_id``, ``date_start``, ``as_written``, ``amount`` (missing where the words
        are no number), ``unit`` (kg and litre for masses and volumes), ``kind`` (``mass``, ``volume``, ``holder``,
        ``count``), ``about`` (whether it is only about so many, or more), and ``good``: what it is of, where the event
        has one good alone, or the unit is the good.

    Raises
    ------
    geo_nk.errors.EventSchemaError
        If it is no event table.

    Examples
    --------
    >>> from geo_nk.events import events_frame
    >>> told = {"event_id": "a", "category": "other", "goods": ["copper"], "quantity": ["about 1.2 tons"]}
    >>> event_quantities(events_frame([told]))[["amount", "unit", "about", "good"]].to_numpy().tolist()
    [[1200.0, 'kg', True, 'copper']]
    """
    table, account = counted(events)
    need_columns(table, ["event_id", "quantity"])
    goods = table["goods"] if "goods" in table.columns else pd.Series([()] * len(table), index=table.index)
    dates = table["date_start"] if "date_start" in table.columns else pd.NaT
    held = pd.DataFrame(
        {"event_id": table["event_id"], "date_start": dates, "as_written": table["quantity"], "goods": goods}
    )
    long = held.explode("as_written", ignore_index=True).dropna(subset="as_written", ignore_index=True)
    codes, texts = pd.factorize(long["as_written"])
    read = pd.DataFrame([_read(str(text)) for text in texts], columns=list(Quantity._fields))
    long = long.join(read.iloc[codes].reset_index(drop=True))
    long["good"] = [_of_which(goods, unit) for goods, unit in zip(long["goods"], long["unit"], strict=True)]
    account.leave_out("no quantity", len(table) - long["event_id"].nunique())
    long.attrs = account.attrs() | {"not_a_number": int(long["amount"].isna().sum())}
    return long.drop(columns="goods")


def _of_which(goods: Any, unit: object) -> str | None:  # noqa: ANN401 - a tuple, or whatever stands there
    if not isinstance(goods, tuple) or not goods:
        return None
    counted_so = [good for good in goods if unit is not None and good in {unit, f"{unit}s"}]
    return counted_so[0] if counted_so else goods[0] if len(goods) == 1 else None


def _read(text: str) -> Quantity:
    """Return the number and the unit in a text; the unit is the last word that is one.

    Examples
    --------
    >>> _read("more than two hundred kilos"), _read("12 cargo trucks").amount, _read("dozens of boxes").amount
    (Quantity(amount=200.0, unit='kg', kind='mass', about=True), 12.0, nan)
    """
    words = _WORD.findall(text.lower())
    unit = next((_units()[word] for word in reversed(words) if word in _units()), None)
    at = next((i for i, word in enumerate(words) if _number(word) is not None or word in {"a", "an"}), None)
    if at is None:
        return Quantity(np.nan, unit[0] if unit else None, unit[1] if unit else None, about=False)
    amount = _amount(words[at:])
    scaled = amount * unit[2] if unit else amount
    return Quantity(float(np.round(scaled, 9)), unit[0] if unit else None, unit[1] if unit else None, about=at > 0)


def _amount(words: list[str]) -> float:
    """Return the number that words begin with: "two hundred and ten" is 210, "half a" is a half."""
    total, current = 0.0, None
    for word in words:
        value = _number(word)
        if value is None:
            if word in {"a", "an", "and"}:
                current = 1.0 if current is None and word != "and" else current
                continue
            break
        if value in _MULTIPLIERS and current is not None and not word[0].isdigit():
            current *= value
            if value == _MULTIPLIERS[-1]:
                total, current = total + current, 0.0
        elif current is None or word[0].isalpha():
            current = value if current is None else current * value if word == "dozen" else current + value
        else:
            break
    return total + (current or 0.0)


def _number(word: str) -> float | None:
    if word[0].isdigit():
        digits = word.rstrip(".,")
        if _THOUSANDS.fullmatch(digits):
            return float(digits.replace(",", ""))
        return float(digits) if _PLAIN.fullmatch(digits) else None
    return _words().get(word)


@cache
def _words() -> dict[str, float]:
    return {row["word"]: float(row["value"]) for row in read_table("lexicon/language/number_words.csv") if row["value"]}


@cache
def _units() -> dict[str, tuple[str, str, float]]:
    return {
        row["unit"]: (row["measure"], row["kind"], float(row["factor"]))
        for row in read_table("lexicon/events/units.csv")
    }
