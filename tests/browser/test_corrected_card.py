"""What a person corrected in the spreadsheet is what the card says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk import Report, extract_events, read_events, write_events

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"place_name": "Musan"}, ("Phone crackdown · Musan", "11 March 2024")),
        ({"place_id": "kp-north-hamgyong-musan"}, ("Phone crackdown · Musan", "11 March 2024")),
        ({"category": "defection"}, ("Defection · Hyesan", "11 March 2024")),
        ({"date_start": "2024-03-02", "date_end": "2024-03-02"}, ("Phone crackdown · Hyesan", "2 March 2024")),
    ],
)
def test_the_card_says_what_was_corrected(
    look: Callable[..., Any], tmp_path: Path, cells: dict[str, str], said: tuple[str, str]
) -> None:
    text = "Police searched homes in Hyesan on March 11 for Chinese mobile phones."
    events = extract_events(Report("r1", text, published=dt.date(2024, 3, 14)))
    events.loc[0, list(cells)] = list(cells.values())
    seen = look(read_events(write_events(events, tmp_path / "events.csv")))
    seen.click_mark(events["event_id"][0])
    title, day = said
    what, _, where = title.partition(" · ")
    assert what in seen.text("#card .eyebrow")
    assert where in seen.text("#card-title")
    assert seen.text("#card .when") == day
