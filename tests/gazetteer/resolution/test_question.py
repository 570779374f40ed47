"""What a person gives with a name: brought into one form, or refused with what to do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.gazetteer.resolution.question import question

if TYPE_CHECKING:
    from geo_nk.gazetteer import Gazetteer


@pytest.mark.parametrize("at", [dt.date(1999, 8, 31), dt.datetime(1999, 8, 31, 12), "1999-08-31"])  # noqa: DTZ001 - no zone is meant
def test_a_date_of_any_type_is_one_day(at: dt.date | str) -> None:
    assert question("Hyesan", at=at).at == "1999-08-31"


def test_what_is_empty_says_nothing() -> None:
    assert question("Hyesan", within=["", "Ryanggang"], near="", kind="", country="", at="") == question(
        "Hyesan", within="Ryanggang"
    )


@pytest.mark.parametrize(
    ("context", "match"),
    [
        ({"near": (41.4, 128.18)}, r"near is \(41\.4, 128\.18\); give .* lon and lat in degrees, in this order"),
        ({"near": (128.18,)}, r"near is \(128\.18,\)"),
        ({"near": (float("nan"), 41.4)}, "near is"),
        ({"country": "Atlantis"}, "country is 'Atlantis', which is not known here; give two letters, such as KP"),
        ({"at": "yesterday"}, "at is 'yesterday'; give a date"),
        ({"at": "1999-8"}, "at is '1999-8'"),
    ],
)
def test_a_context_that_is_none_is_refused(gazetteer: Gazetteer, context: dict[str, Any], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        gazetteer.resolve("Sambong", **context)


def test_a_point_may_be_a_list(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Sambong", near=[129.9, 42.8]) == gazetteer.resolve("Sambong", near=(129.9, 42.8))


@pytest.mark.parametrize("country", ["CN", "cn", "China"])
def test_a_country_may_be_written_in_any_way(gazetteer: Gazetteer, country: str) -> None:
    assert gazetteer.locate("Tumen", country=country).place_id == "cn-jilin-tumen"
