"""Plain sentences, made up: what each tells of, and where, or that it tells of nothing."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from geo_nk import extract_events
from geo_nk.reports import Report

with Path(__file__).with_name("probes.csv").open(encoding="utf-8", newline="") as table:
    PROBES = [(row["sentence"], row["category"], row["place"]) for row in csv.DictReader(table)]

PUBLISHED = dt.date(2024, 6, 10)


@pytest.mark.parametrize(("sentence", "category", "place"), PROBES)
def test_plain_verbs_are_read(sentence: str, category: str, place: str) -> None:
    events = extract_events(Report("r1", sentence, published=PUBLISHED))
    told = events[events["category"].ne("other") & events.geometry.notna()]
    assert told[["category", "place_name"]].to_numpy().tolist() == ([[category, place]] if category else [])
