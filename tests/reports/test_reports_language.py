"""Whether a text is in English; every text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo_nk.data import read_table
from geo_nk.reports import Notice, read_reports
from geo_nk.reports.language import is_english

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = (
    "Die Polizei kam am Montag auf den Markt und nahm drei Händlern die Telefone weg, wie eine Quelle berichtete. "
    "Seitdem darf niemand mehr an den Fluss, und wer nachts auf der Straße ist, wird bis zum Morgen festgehalten. "
    "Die Händler wollen warten, bis die Wachen abgelöst werden."
)
NOTES = "3 March raid on Hyesan market, phones taken, 5 held; 4 March more held in Musan, two fined, one let go. " * 5


@pytest.mark.parametrize(
    "text",
    [
        "Police came to Hyesan (혜산) and Changbai (长白) and took six people.",
        NOTES,
        "Hyesan, Musan, Hoeryong",
        "",
        "12 34",
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "혜산시에서 단속이 있었다.",
        "朝鲜边境城市惠山的走私活动被当局打击。",
        "Власти усилили контроль на границе с Китаем в городе Хесан.",
        "국가보위성(Ministry of State Security)은 혜산에서 손전화(phone)를 단속했다.",
        GERMAN,
    ],
)
def test_another_language(text: str) -> None:
    assert not is_english(text)


def test_it_is_said_of_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("published: 2021-08-06\ntitle: A\n\n혜산시에서 단속이 있었다.")
    notices: list[Notice] = []
    list(read_reports(tmp_path, notify=notices.append))
    assert notices == [Notice("language", str(tmp_path / "a.txt"), "a")]


def test_the_words_are_folded_and_unique() -> None:
    words = [row["word"] for row in read_table("lexicon/language/english_words.csv")]
    assert words == [word.lower() for word in words]
    assert len(set(words)) == len(words)
