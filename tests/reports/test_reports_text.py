from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.reports import Report, Sentence, sentences

PROSE = "Police searched the market in Musan on Monday and took the phones of three traders."


def _cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(Report("a", text))]


def _kinds(text: str, title: str | None = None) -> list[str]:
    return [s.kind for s in sentences(Report("a", text, title=title))]


@pytest.mark.parametrize(
    "parts",
    [
        ["He left on Jan. 31.", "She stayed until Mar. 1."],
        ["It was in Jan.", "The guards left."],
        ["Gen. Kim met Dr. Ri near Mt. Paektu.", "They left."],
        ["Camp No. 12 was closed.", "No. 25 was not."],
        ["Goods came from the U.S. and the U.K. at 3 a.m. on Monday.", "They were seized."],
        ["Goods came from the U.S.", "The police took them."],
        ["A report of the U.S. State Department names it.", "It is public."],
        ["The price rose to 1.14 yuan.", "It fell to 0.9 later."],
        ["J. R. Smith went with Kim Jong Un to Samjiyon.", "He came back."],
        ["“We have to eat and survive.”", "He went home."],
        ['"Why do they do it?" he asked.', '"Nobody knows."', "He left."],
        ["(He had been shot.)", "She lived."],
        ["The group (led by Kim etc.) was caught.", "It had five members."],
        ["Do not sell secrets . . . if you do, you will be punished.", "He said no more."],
        ["He waited . . .", "Then he left."],
        ["They fled…", "Nobody followed!", "Why?", "Nobody knows."],
        ["It was seized.[3]", "More came."],
        ["1. Traders were fined.", "2. Phones were seized."],
        ["Smugglers, brokers, etc. were held.", "They were fined."],
        ["Rice, oil, etc.", "The rest was burnt."],
        ["혜산시에서 단속이 있었다.", "주민들이 불안해했다."],
        ["“단속이 심하다.”", "소식통이 말했다."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert _cut(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["惠山市发生了搜查。", "居民很不安！", "“为什么？”", "没有人知道。"],
        ["혜산시에서 단속이 있었다.", "주민들이 불안해했다."],
    ],
)
def test_sentences_without_blanks_between(parts: list[str]) -> None:
    assert _cut("".join(parts)) == parts


def test_header_is_no_sentence() -> None:
    text = "title: A. B.\n\nPolice came."
    assert sentences(Report("a", text, body_start=14)) == (Sentence(14, 26, 0, "body"),)


def test_paragraphs_are_counted_in_the_body() -> None:
    found = sentences(Report("a", "One. Two.\n\n \nThree."))
    assert [s.paragraph for s in found] == [0, 0, 1]


def test_one_paragraph_a_line() -> None:
    found = sentences(Report("a", f"{PROSE} {PROSE}\n{PROSE}\n{PROSE}"))
    assert [s.paragraph for s in found] == [0, 0, 1, 2]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Police searched the market in Musan on Monday and took\n"
        "the phones of three traders, who were released later in\n"
        "the day. They had paid a fine.\n\nThe traders came back."
    )
    found = sentences(Report("a", text))
    assert [(s.paragraph, text[s.start : s.end][-5:]) for s in found] == [(0, " day."), (0, "fine."), (1, "back.")]


def test_short_lines_are_not_joined() -> None:
    assert _cut("Phones were taken in Hyesan near the old station\nA raid in Musan") == [
        "Phones were taken in Hyesan near the old station",
        "A raid in Musan",
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read in Korean", "boilerplate"),
        ("Please direct any comments to the editor at press@example.org.", "boilerplate"),
        ("FILE PHOTO: Guards at the bridge in Sinuiju.", "caption"),
        ("A sign at the border (Wikimedia Commons)", "caption"),
        ("(image: Shutterstock/Somebody)", "caption"),
        ("Guards patrol near Hyesan. Photo by A. Nonym/AFP", "caption"),
        ("Guards took a photo by the river near Hyesan.", "body"),
        ("border, china, hyesan, phones, smugglers", "boilerplate"),
        ("12", "boilerplate"),
        ("Markets brace for a bad winter", "title"),
        ("Kim fled, Ri stayed, Pak was shot, Choe is missing.", "body"),
        ("Hyesan, Musan, Hoeryong, Onsong", "title"),
        ("The photo: a symbol of what was lost, said those who had seen it at home in " + "Hyesan, " * 50, "body"),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert _kinds(f"{PROSE}\n\n{line}\n\n{PROSE} {PROSE}")[1] == kind


def test_all_behind_a_note_to_readers_is_boilerplate() -> None:
    assert _kinds(f"{PROSE}\n\nA Note to Readers\n\n{PROSE}\n\n{PROSE}") == ["body", *["boilerplate"] * 3]


def test_note_above_the_text_does_not_swallow_it() -> None:
    assert _kinds(f"Disclaimer: words follow.\n\n{PROSE}") == ["boilerplate", "body"]


def test_title_in_the_text() -> None:
    assert _kinds(f"Musan Market Searched!\n\n{PROSE}", title="Musan market searched!") == ["title", "body"]


def test_notes_without_full_stops_stay_body() -> None:
    assert _kinds("3 March raid on Hyesan market\nphones taken, 5 held\n4 March more held in Musan") == ["body"] * 3


@pytest.mark.parametrize("piece", ["A. ", "He left. ", "U.S. police ", '"', "x ", ". ", "\n"])
def test_time_grows_with_length_only(piece: str) -> None:
    started = time.process_time()
    sentences(Report("a", piece * 100_000))
    assert time.process_time() - started < 10  # quadratic work would take minutes


@given(st.text(st.sampled_from("aB1 \n.!?…“”\"')(。다혜\t\u3000\u2028[]-")), st.integers(0, 10))
def test_nothing_is_lost_or_moved(text: str, body_start: int) -> None:
    found = sentences(Report("a", text, body_start=body_start))
    assert all(a.end <= b.start and a.paragraph <= b.paragraph for a, b in pairwise(found))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in found)
    kept = "".join(text[s.start : s.end] for s in found)
    assert "".join(kept.split()) == "".join(text[body_start:].split())


@given(st.text())
def test_any_text_is_cut_without_loss(text: str) -> None:
    kept = "".join(_cut(text))
    assert "".join(kept.split()) == "".join(text.split())
