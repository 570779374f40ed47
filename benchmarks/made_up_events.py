"""Made-up events in any number, for the benchmarks."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_nk.events.categories import load_categories
from geo_nk.gazetteer import load_gazetteer

SUMMARY = 200  # characters
WORDS_EACH = 48  # more than SUMMARY characters hold
VOCABULARY = 6000
AT_ONCE = 20_000  # texts
PUBLISHERS = 40
FIRST_DAY, LAST_DAY = "2004-01-01", "2025-12-31"
PRECISIONS = ("exact", "settlement", "county")
_SYLLABLES = [c + v + e for c in "bcdfghklmnprstvw" for v in "aeiou" for e in ("", "n", "r", "s", "t")]


def made_up_events(count: int, *, scattered: bool = False) -> gpd.GeoDataFrame:
    """Return made-up events with 12 columns that say something, one of them a distinct summary of 200 characters.

    Parameters
    ----------
    count
        How many.
    scattered
        Whether each event has a point of its own; else it has the point of its place, as extracted events do.
    """
    rng = np.random.default_rng(20260101)
    gazetteer = load_gazetteer()
    places = [p for p in gazetteer if p.located and p.province_id and p.country == "KP"]
    names = {p.place_id: p.name for p in gazetteer}
    # Few places make the news often.
    at = np.minimum(rng.zipf(1.3, count) - 1, len(places) - 1)
    lon, lat = (np.array([getattr(p, axis) for p in places])[at] for axis in ("lon", "lat"))
    if scattered:
        lon, lat = (axis + rng.normal(0, 0.05, count) for axis in (lon, lat))
    number = np.arange(count).astype(str).astype(object)
    codes = np.array([c for c in load_categories() if c != "other"], dtype=object)
    first, last = (np.datetime64(day).astype(int) for day in (FIRST_DAY, LAST_DAY))
    days = rng.integers(first, last, count).astype("datetime64[D]").astype(str).astype(object)
    texts = _texts(rng, count)
    at_code = rng.integers(0, len(codes), count)
    columns = {
        "event_id": "event-" + number,
        "date_start": days,
        "date_end": days,
        "category": codes[at_code],
        "place_id": np.array([p.place_id for p in places], dtype=object)[at],
        "place_name": np.array([p.name for p in places], dtype=object)[at],
        "county": np.array([names.get(p.county_id) for p in places], dtype=object)[at],
        "province": np.array([names.get(p.province_id) for p in places], dtype=object)[at],
        "title": codes[at_code] + " at " + np.array([p.name for p in places], dtype=object)[at] + ", " + days,
        "quote": texts,
        "url": "https://example.org/made-up/" + number,
        "publisher": np.array([f"Made-up Gazette {k}" for k in range(PUBLISHERS)], dtype=object)[
            rng.integers(0, PUBLISHERS, count)
        ],
        "confidence": rng.uniform(0.3, 1, count).round(3),
        "geo_precision": np.array(PRECISIONS, dtype=object)[rng.integers(0, len(PRECISIONS), count)],
    }
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=gpd.points_from_xy(lon, lat), crs="EPSG:4326")


def _texts(rng: np.random.Generator, count: int) -> list[str]:
    """Return texts of made-up words that are as frequent, and so compress as well, as those of a language."""
    lengths = rng.integers(1, 4, VOCABULARY)
    words = np.array(["".join(rng.choice(_SYLLABLES, n)) for n in lengths], dtype=object)
    share = 1 / np.arange(1, VOCABULARY + 1)
    texts: list[str] = []
    while len(texts) < count:
        rows = min(AT_ONCE, count - len(texts))
        picked = rng.choice(words, size=(rows, WORDS_EACH), p=share / share.sum())
        texts += [" ".join(row)[:SUMMARY] for row in picked.tolist()]
    return texts
