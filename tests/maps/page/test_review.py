"""Which maps offer review, and what they carry for it."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from pathlib import Path

import pytest

from geo_nk.events import read_events
from geo_nk.events.release import LEVELS
from geo_nk.maps import EventMap, event_map
from geo_nk.maps.page.review import review_block


@pytest.fixture
def events() -> Path:
    return Path(__file__).parents[1] / "three_events.geojson"


def offers(made: EventMap) -> bool:
    page = made.to_html()
    assert ('"review":true' in page) == ('id="geo-nk-places"' in page)
    return '"review":true' in page


@pytest.mark.parametrize("level", LEVELS)
def test_only_an_internal_map_offers_review(events: Path, level: str) -> None:
    assert offers(event_map(read_events(events), level=level)) == (level == "internal")


def test_a_map_with_chosen_columns_offers_none(events: Path) -> None:
    assert not offers(event_map(read_events(events), columns=["event_id", "name_as_written"]))


def test_the_page_has_the_places_of_the_gazetteer_in_each_language(events: Path) -> None:
    page = event_map(read_events(events)).to_html()
    block = re.search(r'id="geo-nk-places">([^<]*)<', page)
    assert block
    told = json.loads(zlib.decompress(b64decode(block[1])))
    (hyesan,) = [place for place in told["places"] if place[0] == "kp-ryanggang-hyesan"]
    assert hyesan[:6] == ["kp-ryanggang-hyesan", "city", "kp-ryanggang", "Hyesan", "혜산", "惠山"]


def test_the_policy_of_a_map_that_offers_review_is_that_of_one_that_does_not(events: Path) -> None:
    pages = [event_map(read_events(events), level=level).to_html() for level in ("internal", "public")]
    policies = [re.findall(r'Content-Security-Policy" content="([^"]*)"', page) for page in pages]
    assert policies[0] == policies[1]
    assert "connect-src" not in policies[0][0]
    assert "blob:" not in policies[0][0]


def test_the_same_events_give_the_same_block(events: Path) -> None:
    assert review_block(read_events(events)) == review_block(read_events(events))
