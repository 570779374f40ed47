"""A language model as a reader: rows as ever, resting on the report, from a server on this machine or from files."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk import LanguageModelReader, Reader, Report, extract_events
from geo_nk.errors import LanguageModelError
from geo_nk.events import EVENT_COLUMNS, validate_events

if TYPE_CHECKING:
    from pathlib import Path

    from geo_nk.reports import Refusal

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TEXT = (
    "Two traders were arrested in Hyesan on May 3 with 40 kilograms of copper, a source in Ryanggang Province said. "
    "Each got two years in a labor camp.\n\nNothing of the kind was heard of in Musan."
)
REPORT = Report("r1", TEXT, published=dt.date(2020, 5, 9), publisher="Example", title="Copper")


def read(fake: Any, *reports: Report, **options: Any) -> Any:
    with LanguageModelReader(fake.url, "m", **options) as reader:
        return extract_events(reports or (REPORT,), extractor=reader)


def test_a_row_is_as_ever_and_says_what_read_it(fake: Any) -> None:
    fake.tells(fake.event(sentences=["S1", "S2"], date="D1", goods=["copper"], penalty=["two years in a labor camp"]))
    (row,) = validate_events(read(fake)).to_dict("records")
    assert [*row] == [column.name for column in EVENT_COLUMNS]
    assert row["place_id"] == "kp-ryanggang-hyesan"
    assert (str(row["date_start"])[:10], row["date_as_written"], row["date_from"]) == ("2020-05-03", "May 3", "quote")
    assert TEXT[int(row["quote_start"]) : int(row["quote_end"])] == row["quote"]
    assert TEXT[int(row["name_start"]) : int(row["name_end"])] == "Hyesan"
    assert (row["goods"], row["penalty"]) == (("copper",), ("two years in a labor camp",))
    assert (row["report_sha256"], row["status"]) == (REPORT.sha256, "candidate")
    assert row["reader"].startswith("m, conventions 1.")
    assert row["confidence"] != row["confidence"]  # NaN: nobody measured it


def test_the_trained_reader_and_extractors_of_ones_own_are_named_too() -> None:
    assert extract_events(REPORT)["reader"].str.fullmatch("trained [0-9a-f]{8}").all()


def test_the_question_numbers_sentences_places_and_times(fake: Any) -> None:
    read(fake)
    (asked,) = fake.asked
    lines = asked["messages"][1]["content"].split("\n")
    assert lines[:2] == ["Published: 2020-05-09, Saturday", "T: Copper"]
    assert lines[3] == "S2: Each got two years in a labor camp."
    assert lines[4] == ""
    assert 'P1 "Hyesan" = Hyesan, city, Ryanggang, North Korea (S1)' in lines
    assert 'D1 "May 3" = 2020-05-03 (S1)' in lines
    assert (asked["model"], asked["temperature"], asked["seed"]) == ("m", 0, 0)
    schema = asked["response_format"]["json_schema"]["schema"]["properties"]["events"]["items"]["properties"]
    assert schema["places"]["items"]["enum"] == ["P0", "P1", "P2", "P3"]


def test_nothing_but_the_report_is_sent(fake: Any, tmp_path: Path) -> None:
    folder = tmp_path / "secret-folder"
    folder.mkdir()
    (folder / "secret-name.txt").write_text("publisher: Secret Weekly\n\nA raid in Hyesan.", encoding="utf-8")
    with LanguageModelReader(fake.url, "m", cache=tmp_path / "secret-cache") as reader:
        extract_events(folder, extractor=reader)
    assert "ecret" not in json.dumps(fake.asked) + json.dumps(fake.headers)


def test_an_event_at_two_places_is_two_rows(fake: Any) -> None:
    fake.tells(fake.event(places=["P1", "P3"]))
    events = read(fake)
    assert events["place_name"].tolist() == ["Hyesan", "Musan"]
    assert events["incident_id"].nunique() == 1


def test_one_sentence_may_tell_of_two_times(fake: Any) -> None:
    report = Report("r2", "On May 3, 2020 two traders and on May 5, 2020 three guards were arrested in Hyesan.")
    fake.tells(fake.event(date="D1"), fake.event(date="D2"), fake.event(date="D2"), fake.event(date="D0"))
    events = validate_events(read(fake, report))
    assert [str(day)[:10] for day in events["date_start"]] == ["2020-05-03", "2020-05-05"]
    assert events["event_id"].is_unique
    assert events["incident_id"].is_unique


def test_two_events_that_share_a_sentence_beside_their_own_are_two(fake: Any) -> None:
    fake.tells(fake.event(sentences=["S1", "S2"]), fake.event(sentences=["S2", "S1"]))
    assert len(read(fake)) == 2


def test_a_place_that_is_not_told_is_no_place(fake: Any) -> None:
    fake.tells(fake.event(places=["P0"]))
    assert read(fake)["unplaced_reason"].tolist() == ["the report does not say where"]


def test_a_place_that_was_missed_is_quoted_and_looked_up(fake: Any) -> None:
    fake.tells(fake.event(places=[], places_quoted=["hoeryong"]))
    report = Report("r2", "The market of hoeryong was searched.")
    assert read(fake, report)["place_name"].tolist() == ["Hoeryong"]


def test_a_name_that_may_mean_two_places_has_a_number_for_each(fake: Any) -> None:
    report = Report("r2", "Guards shot at a boat near Sambong.")
    read(fake, report)
    lines = [line for line in fake.asked[0]["messages"][1]["content"].split("\n") if '"Sambong"' in line]
    assert len(lines) > 1
    fake.tells(fake.event(places=["P2"]))
    assert read(fake, report)["place_name"].notna().all()


def test_an_own_date_rests_on_words_of_the_report(fake: Any) -> None:
    fake.tells(
        fake.event(date="own", date_start="2020-05-01", date_end="2020-05-10", date_words="on May  3", places=["P1"])
    )
    (row,) = read(fake).to_dict("records")
    assert (str(row["date_start"])[:10], row["date_precision"], row["date_as_written"]) == (
        "2020-05-01",
        "part_of_month",
        "on May 3",
    )


def test_what_does_not_fit_is_asked_once_more_with_the_fault_named(fake: Any) -> None:
    wrong, right = fake.event(places=["P9"]), fake.event()
    fake.says(json.dumps({"events": [wrong]}), json.dumps({"events": [right]}))
    assert len(read(fake)) == 1
    assert len(fake.asked) == 2
    assert [m["role"] for m in fake.asked[1]["messages"]] == ["system", "user", "assistant", "user"]
    assert "\"places\" holds 'P9', which was not given; there is P0 to P3" in fake.asked[1]["messages"][3]["content"]


def test_what_does_not_fit_twice_is_listed_and_the_rest_is_kept(fake: Any) -> None:
    fake.tells(fake.event(actors=["the mayor"]), fake.event(category="magic"))
    refused: list[Refusal] = []
    with LanguageModelReader(fake.url, "m") as reader:
        events = extract_events(REPORT, extractor=reader, errors=refused)
    assert len(events) == 1
    assert events["actors"].tolist() == [()]
    assert ["event 1" in refused[0].reason, "event 2" in refused[1].reason] == [True, True]
    assert "'the mayor', which does not stand in the sentences" in refused[0].reason


def test_a_long_report_is_asked_in_parts_that_overlap(fake: Any) -> None:
    read(fake, Report("long", "On May 3 guards at Hyesan searched a house and found nothing in it. " * 150))
    first, second = ([n for n in a["messages"][1]["content"].split("\n") if n[0] == "S"] for a in fake.asked)
    assert first[-3:] == second[:3]
    assert second[-1].startswith("S150: ")


def test_what_two_parts_tell_of_the_same_comes_once(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo_nk.extract.llm.question.PART", 120)
    fake.answering = lambda body, handler: fake.send(
        handler,
        fake.completion(
            json.dumps({"events": [fake.event(sentences=["S2"])] if "\nS2:" in body["messages"][1]["content"] else []})
        ),
    )
    text = "Snow fell on Hyesan. Two men were caught at Hyesan. " + "It was cold and long. " * 8
    assert len(read(fake, Report("r", text))) == 1
    assert len(fake.asked) > 1


def test_korean_and_chinese_reports_are_read_and_titles_are_in_the_language_of_the_user(fake: Any) -> None:
    korean = Report("ko", "지난 3일 혜산시 장마당에서 상인 두 명이 체포됐다.", published=dt.date(2020, 5, 9))
    fake.tells(
        fake.event(
            date="own", date_start="2020-05-03", date_end="2020-05-03", date_words="지난 3일", actors=["상인 두 명"]
        )
    )
    with LanguageModelReader(fake.url, "m") as reader:
        (row,) = extract_events(korean, extractor=reader, language="ko").to_dict("records")
    assert (row["title"], row["quote"], row["actors"]) == ("체포·처벌, 혜산", korean.text, ("상인 두 명",))
    chinese = Report("zh", "五月三日，两名商人在惠山被捕。")
    fake.tells(fake.event())
    with LanguageModelReader(fake.url, "m") as reader:
        (row,) = extract_events(chinese, extractor=reader, language="zh").to_dict("records")
    assert (row["title"], row["place_id"]) == ("逮捕与判刑, 惠山", "kp-ryanggang-hyesan")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two traders were arrested in Hyesan on May 3, a source said.", "Two traders arrested, Hyesan"),
        ("혜산시 장마당에서 TV NK 2020 iPhone 7 대를 압수했다.", "Arrest or sentence, Hyesan"),
    ],
)
def test_an_english_title_is_of_the_words_of_an_english_report(fake: Any, text: str, title: str) -> None:
    fake.tells(fake.event())
    assert read(fake, Report("r", text))["title"].tolist() == [title]


def test_a_language_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="language 'fr' is not known; choose from en, ko, zh"):
        Reader(language="fr")


def test_explain_shows_the_words_of_the_model_and_what_was_refused(fake: Any) -> None:
    fake.tells(fake.event(what="Two <b>arrested</b>", said_by="a source in Ryanggang Province", goods=["gold"]))
    with LanguageModelReader(fake.url, "m") as reader:
        shown = Reader(extractor=reader).read(REPORT).explain()
    assert "quoted for event 1" in shown
    assert "confidence not measured" in shown
    assert "[1] in the words of m, conventions" in shown
    assert ": Two <b>arrested</b>, as a source in Ryanggang Province says" in shown
    assert "refused: of the model's answer, event 1: \"goods\" holds 'gold'" in shown


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"base_url": None}, "give the address of a server"),
        ({"base_url": None, "offline": True}, "offline needs a cache"),
        ({"model": ""}, "no name of a model"),
        ({"timeout_s": float("nan")}, "a reply cannot take nan s; give more than 0 and at most 86400"),
        ({"timeout_s": -1.0}, "a reply cannot take -1 s"),
        ({"base_url": "localhost:11434"}, "no address of a server"),
        ({"base_url": "http://me:secret@localhost/v1"}, "put a key into the variable GEO_NK_LLM_KEY"),
        ({"base_url": "http://localhost/v1?key=secret"}, "holds more than a host and a path"),
        ({"base_url": "http://192.168.1.2/v1"}, "192.168.1.2 is not this machine: the text of your reports would go"),
        ({"base_url": "https://api.example.org/v1", "allow_host": "example.org"}, "--llm-allow-host api.example.org"),
    ],
)
def test_a_way_of_asking_that_is_not_possible_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(LanguageModelError, match=message) as caught:
        LanguageModelReader(**{"base_url": "http://127.0.0.1/v1", "model": "m", **options})
    assert "secret" not in str(caught.value)


def test_another_host_is_asked_only_where_it_is_allowed_by_name() -> None:
    reader = LanguageModelReader("https://api.example.org/v1", "m", allow_host="api.example.org")
    assert reader.host == "api.example.org"


def test_without_httpx_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(LanguageModelError, match=r"pip install 'geo_nk\[llm\]'"):
        LanguageModelReader("http://127.0.0.1/v1", "m")
