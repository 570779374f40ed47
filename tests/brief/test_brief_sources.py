"""The sources of a brief, and the reports that it counts over."""

from __future__ import annotations

import pandas as pd
import pytest

from geo_nk.brief.content import content_of
from geo_nk.brief.sources import counted_over, sources_of
from geo_nk.events import events_frame
from geo_nk.reports import Report

REPORTS = [
    Report("kim", "She left.", source_kind="interview"),
    Report("a", "Two left.", source_kind="published", url="u"),
]
TABLE = pd.DataFrame({"report_id": ["kim", "a"], "source_kind": ["interview", "published"], "publisher": [None, "W"]})


def test_others_do_not_learn_in_which_month_somebody_spoke() -> None:
    assert counted_over(REPORTS, "public") == REPORTS[1:]
    assert counted_over(REPORTS[:1], "partner") is None
    assert counted_over(REPORTS, "internal") == REPORTS
    shown = counted_over(TABLE, "public")
    assert isinstance(shown, pd.DataFrame)
    assert shown["report_id"].tolist() == ["a"]


@pytest.mark.parametrize("level", ["partner", "public"])
def test_others_do_not_learn_how_many_events_are_held_back(level: str) -> None:
    told = {"event_id": "a", "category": "defection", "lon": 128.18, "lat": 41.4}  # undated
    look = {"title": None, "language": "en", "change": None, "reports": None, "font": None}
    assert content_of(events_frame([told]), level=level, **look).notes == ()


def test_years_of_three_digits_have_four() -> None:
    row = {"event_id": "a", "category": "other", "publisher": "Annals", "published": "0918-07-25"}
    assert [source.name for source in sources_of(events_frame([row]))] == ["Annals, 0918-07-25"]
