"""The marked form of labelled reports: what is read out of it, and what is refused."""

from __future__ import annotations

import datetime as dt
import importlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """=== m1
published: 2019-03-14
title: Phone users picked up
style: news

Agents <rounded up|e1> four residents of [Hyesan](ev e1) on <@March 11|e1>, a source in [Ryanggang](src) said.

In [Hyeryung=Hoeryong](bg) a broker had been <jailed|e2>.
---
e1 | arrest_sentence | 2019-03-11 | 2019-03-11 | day | Four phone users arrested
e2 | arrest_sentence |  |  | unknown | Broker jailed | Hoeryong
"""


@pytest.fixture
def marked(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(repository / "training"))
    return importlib.import_module("marked")


def _read(marked: Any, tmp_path: Path, text: str = REPORT) -> Any:
    path = tmp_path / "reports.txt"
    path.write_text(text, encoding="utf-8")
    (labelled,) = marked.read_marked(path)
    return labelled


def test_marks_are_taken_out_of_the_text(marked: Any, tmp_path: Path) -> None:
    text = _read(marked, tmp_path).report.text
    assert "Agents rounded up four residents of Hyesan on March 11, a source in Ryanggang said." in text
    assert not set("[]<>|") & set(text)


def test_the_kind_of_report_is_what_its_header_says(marked: Any, tmp_path: Path) -> None:
    assert _read(marked, tmp_path).style == "news"


def test_mentions_are_characters_of_the_text(marked: Any, tmp_path: Path) -> None:
    labelled = _read(marked, tmp_path)
    shown = [(labelled.report.text[m.start : m.end], m.canonical, m.role) for m in labelled.mentions]
    assert shown == [
        ("Hyesan", "Hyesan", "event"),
        ("Ryanggang", "Ryanggang", "source"),
        ("Hyeryung", "Hoeryong", "background"),
    ]


def test_an_event_has_its_triggers_dates_places_and_paragraphs(marked: Any, tmp_path: Path) -> None:
    labelled = _read(marked, tmp_path)
    first, second = labelled.events
    text = labelled.report.text
    assert [text[a:b] for a, b in first.triggers] == ["rounded up"]
    assert [text[a:b] for a, b in first.date_spans] == ["March 11"]
    assert (first.places, first.date_start, first.paragraphs) == (["Hyesan"], dt.date(2019, 3, 11), {0})
    assert (second.places, second.date_start, second.paragraphs) == (["Hoeryong"], None, {1})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("|e2>.", "|e3>.", r"report m1: <jailed\|e3> names event e3, which has no line behind '---'"),
        ("(src)", "(hero)", "role 'hero' of Ryanggang is none of ev, src"),
        ("arrest_sentence |  |", "arrest |  |", "e2: category 'arrest' is not in categories.csv"),
        ("| day |", "| hour |", "e1: precision 'hour' is none of day"),
        ("2019-03-11 | 2019-03-11", "11 March | 2019-03-11", "'11 March' is no date; write it as 2024-03-14"),
        ("\n---\n", "\n", "no line '---' behind the text"),
        (" | Broker jailed | Hoeryong", "", "an event line has 5 fields, not 6 or 7"),
    ],
)
def test_what_is_wrong_is_named_with_its_report(marked: Any, tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(marked.MarkError, match=message):
        _read(marked, tmp_path, REPORT.replace(old, new, 1))


def test_all_labelled_reports_keep_the_form(marked: Any, repository: Path) -> None:
    ids = [
        labelled.report.report_id
        for folder in ("reports", "blind")
        for path in sorted((repository / "training" / folder).glob("*.txt"))
        for labelled in marked.read_marked(path)
    ]
    assert len(ids) == len(set(ids))
    assert len(ids) > 1_300
