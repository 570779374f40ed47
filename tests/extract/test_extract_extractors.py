"""Extractors of one's own: what they find is checked, and the rest is done as ever."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.errors import ExtractorError
from geo_nk.extract import ClaimSpan, NameSpan, Reader, extract_events
from geo_nk.reports import Refusal, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "It rained in Musan. Two men were zorked in Hyesan on May 3, 2020."
REPORT = Report("r1", TEXT)


class Capitals:
    """A toy: each word with a capital behind "in" is a place."""

    def names(self, report: Report) -> Iterator[NameSpan]:
        for match in re.finditer(r"(?<=in )[A-Z]\w+", report.text):
            yield NameSpan(match.start(), match.end(), match.group())


class Zorked:
    """A toy: who is zorked is arrested."""

    def claims(self, report: Report) -> Iterator[ClaimSpan]:
        for match in re.finditer("zorked", report.text):
            yield ClaimSpan(match.start(), match.end(), match.group(), "arrest_sentence", 0.9)


class Both(Capitals, Zorked):
    """Names and claims."""


class Gives:
    """An extractor that gives what it is told to give."""

    def __init__(self, *, names: list[Any] | None = None, claims: list[Any] | None = None) -> None:
        if names is not None:
            self.names = lambda _: names
        if claims is not None:
            self.claims = lambda _: claims


def test_claims_of_ones_own_make_events_with_the_rest_of_the_way() -> None:
    (row,) = extract_events(REPORT, extractor=Zorked()).to_dict("records")
    assert (row["category"], row["place_id"]) == ("arrest_sentence", "kp-ryanggang-hyesan")
    assert (str(row["date_start"].date()), row["quote"]) == ("2020-05-03", TEXT[20:])


def test_names_of_ones_own_are_looked_up_and_given_roles() -> None:
    reading = Reader(extractor=Capitals()).read(
        Report("r", "A source in Musan told of arrests in hyesan and in Zabulon.")
    )
    assert [(m.surface, m.role, m.answer.status) for m in reading.mentions] == [
        ("Musan", "source", "found"),
        ("Zabulon", "event", "unknown"),
    ]


def test_names_and_claims_may_both_be_given() -> None:
    assert extract_events(REPORT, extractor=Both())["place_name"].tolist() == ["Hyesan"]


def test_a_role_that_is_given_wins() -> None:
    span = NameSpan(43, 49, "Hyesan", role="authority")
    (mention,) = Reader(extractor=Gives(names=[span])).read(REPORT).mentions  # type: ignore[arg-type]
    assert mention.role == "authority"


def test_a_name_in_the_header_is_passed_over() -> None:
    report = Report("r", "title: Raids in Musan\n\nIt rained in Hyesan.", body_start=23)
    assert [m.surface for m in Reader(extractor=Capitals()).read(report).mentions] == ["Hyesan"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ([NameSpan(42, 48, "Hyesan")], r"extractor Gives, report r1: characters 42 to 48 are ' Hyesa', not 'Hyesan'"),
        ([NameSpan(60, 90, "Hyesan")], "characters 60 to 90 do not lie in the text, which has 65"),
        ([NameSpan(-6, 3, "It ")], "characters -6 to 3 do not lie in the text"),
        ([NameSpan(5, 5, "")], "characters 5 to 5 do not lie in the text"),
        ([NameSpan(43, 49, "Hyesan"), NameSpan(40, 49, "in Hyesan")], "'Hyesan' at 43 overlaps 'in Hyesan'"),
        ([NameSpan(43, 49, "Hyesan", role="hero")], "the role 'hero' is not known; use event, source"),  # type: ignore[arg-type]
        ([(43, 49, "Hyesan")], r"gave a tuple; give NameSpan\(start, end, text"),
    ],
)
def test_a_wrong_name_is_told_with_the_extractor(names: list[Any], message: str) -> None:
    with pytest.raises(ExtractorError, match=message):
        Reader(extractor=Gives(names=names)).read(REPORT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (ClaimSpan(33, 39, "zorked", "arrest"), "the category 'arrest' is not known; use market_crackdown"),
        (ClaimSpan(33, 39, "zorked", "other", 1.5), "the weight 1.5 is not between 0 and 1"),
        (ClaimSpan(33, 39, "zorked", "other", "high"), "the weight 'high' is not between 0 and 1"),  # type: ignore[arg-type]
        (ClaimSpan(33, 39, "zorked", ["other"]), r"the category \['other'\] is not known"),  # type: ignore[arg-type]
        (ClaimSpan(33.0, 39, "zorked", "other"), "start 33.0, .*: give two whole numbers and a string"),  # type: ignore[arg-type]
        (ClaimSpan(32, 39, "zorked", "other"), "characters 32 to 39 are ' zorked', not 'zorked'"),
    ],
)
def test_a_wrong_claim_is_told_with_the_extractor(claim: ClaimSpan, message: str) -> None:
    with pytest.raises(ExtractorError, match=message):
        Reader(extractor=Gives(claims=[claim])).read(REPORT)  # type: ignore[arg-type]


def test_an_extractor_may_have_a_name() -> None:
    class Model(Capitals):
        name = "toy-model-1"

        def names(self, report: Report) -> Iterator[NameSpan]:
            yield NameSpan(0, 5, report.report_id)

    with pytest.raises(ExtractorError, match="the extractor toy-model-1, report r1"):
        Reader(extractor=Model()).read(REPORT)


def test_an_extractor_is_asked_once_a_report() -> None:
    asked = []

    class Model(Capitals):
        def names(self, report: Report) -> Iterator[NameSpan]:
            asked.append(report.report_id)
            yield from super().names(report)

    Reader(extractor=Model()).read(REPORT)
    assert asked == ["r1"]


def test_a_thousand_claims_take_linear_time() -> None:
    sentences = "Traders were nabbed in Hyesan. " * 2_000
    report = Report("r1", sentences)
    claims = [ClaimSpan(m.start(), m.end(), m.group(), "arrest_sentence") for m in re.finditer("nabbed", sentences)]
    begun = time.process_time()
    assert len(Reader(extractor=Gives(claims=claims)).read(report).events) == 1  # type: ignore[arg-type]
    assert time.process_time() - begun < 10


def test_what_extracts_nothing_is_no_extractor() -> None:
    with pytest.raises(ExtractorError, match=r"the extractor str has no method names\(report\), claims\(report\) or"):
        Reader(extractor="spacy")  # type: ignore[arg-type]


def test_a_report_that_an_extractor_reads_wrongly_is_refused() -> None:
    refusals: list[Refusal] = []
    extract_events(REPORT, extractor=Gives(names=[NameSpan(0, 99, "x")]), errors=refusals)  # type: ignore[arg-type]
    assert [refusal.source for refusal in refusals] == ["r1"]
    assert refusals[0].reason.startswith("the extractor Gives, report r1: characters 0 to 99")
