"""Lines of a page; every text is made up."""

from __future__ import annotations

import time

import pytest

from geo_nk.reports.formats.pdf_lines import Line, paragraphs_of


def _paragraphs(*lines: str) -> list[str]:
    return list(paragraphs_of([Line(line) for line in lines]))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("Police came to the mar-", "ket."), "Police came to the market."),  # a word of the lexicon
        (("The outbreak was kept quiet: an out-", "break."), "The outbreak was kept quiet: an outbreak."),
        (
            ("A ban on cross-border trade: no cross-", "border trade."),
            "A ban on cross-border trade: no cross-border trade.",
        ),
        (("It was an ill-", "fated walk."), "It was an ill-fated walk."),
        (("They came from North Ham\u00ad", "gyong."), "They came from North Hamgyong."),
        (("Police took the traders of Ham-", "Gyong."), "Police took the traders of Ham-Gyong."),
    ],
)
def test_a_word_is_put_together_where_that_is_sure(lines: tuple[str, ...], text: str) -> None:
    assert _paragraphs(*lines) == [text]


def test_headings_lists_and_short_last_lines_end_a_paragraph() -> None:
    prose = "Police searched the market in the made-up town of Sampleville on Monday and"
    lines = ("Raid in Hyesan", "By N. Nescio", prose, "took phones.", prose, "took wire.", "1. First.", "2. Second.")
    whole = [f"{prose} took phones.", f"{prose} took wire."]
    assert _paragraphs(*lines) == ["Raid in Hyesan", "By N. Nescio", *whole, "1. First.", "2. Second."]


def test_a_line_in_letters_of_another_size_is_one_of_its_own() -> None:
    heading = Line("Police search the market of Sampleville and take", size=16)
    lines = [heading, Line("Phones of three traders were taken on Monday, a source said.", size=11)]
    assert len(list(paragraphs_of(lines))) == 2


def test_a_wider_step_and_an_indent_begin_a_paragraph() -> None:
    full = "Police searched the market in the made-up town of Sampleville, they said."
    steps = [Line(full, y=700 - 14 * n - (10 if n > 1 else 0), size=11) for n in range(4)]
    assert list(paragraphs_of(steps)) == [f"{full} {full}"] * 2
    indents = [Line(full, x=20 if n == 2 else 0, y=700 - 14 * n, size=11) for n in range(4)]
    assert list(paragraphs_of(indents)) == [f"{full} {full}"] * 2


def test_columns_and_rows_of_a_table_are_not_run_together() -> None:
    assert _paragraphs("Hyesan 12 4.5", "Musan 13 4.2", "Onsong 1 4.2") == [
        "Hyesan 12 4.5",
        "Musan 13 4.2",
        "Onsong 1 4.2",
    ]


@pytest.mark.parametrize("line", ["a-", "word " * 20, "-", "A."])
def test_time_grows_with_length_only(line: str) -> None:
    started = time.process_time()
    assert list(paragraphs_of([Line(line)] * 50_000))
    assert time.process_time() - started < 10
