"""Replies that are broken in every way: each ends in a plain line in the list of what was refused, and no row."""

from __future__ import annotations

import gzip
import json
import time
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk import LanguageModelReader, Report, extract_events
from geo_nk.errors import LanguageModelError
from geo_nk.extract.llm import server as asking

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

    from geo_nk.reports import Refusal

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

REPORT = Report("r1", "Two traders were arrested in Hyesan on May 3, 2020. Musan was quiet.")


def refused_of(fake: Any, report: Report = REPORT, **options: Any) -> tuple[Any, list[Refusal]]:
    refused: list[Refusal] = []
    with LanguageModelReader(fake.url, "m", **options) as reader:
        events = extract_events(report, extractor=reader, errors=refused)
    return events, refused


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the reply is empty"),
        ("<think>I wonder", "the reply is no JSON object"),
        ("<think>{}</think>", "the reply is empty"),
        ("I cannot help with that.", "the reply is no JSON object"),
        ('{"events": [', "the reply is no JSON object"),
        ("[]", 'the reply has no list "events"'),
        ("[{}]", 'the reply has no list "events"'),
        ('{"events": {}}', 'the reply has no list "events"'),
        ('{"events": [], "events": []}', "a key stands twice"),
        ('{"events": [NaN]}', "NaN is no value"),
        ('{"events": ' + "[" * 100_000, "nested too deeply"),
        ('{"events": [' + "9" * 5_000 + "]}", "the reply is no JSON object"),
        (None, "the reply is empty"),
        (7, "the reply is empty"),
    ],
)
def test_what_a_model_writes_that_is_no_answer_is_listed(fake: Any, content: object, reason: str) -> None:
    fake.says(content)
    events, refused = refused_of(fake)
    assert len(events) == 0
    assert len(fake.asked) == 2
    assert reason in refused[0].reason
    assert "the rest was read" not in refused[0].reason


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"category": "arrest"}, "the category 'arrest' is none; choose from market_crackdown"),
        ({"category": None}, "the category null is none"),
        ({"sentences": []}, '"sentences" is empty'),
        ({"sentences": ["S3"]}, "'S3', which was not given; there is S1 to S2"),
        ({"sentences": ["S0"]}, "'S0', which was not given"),
        ({"sentences": ["P1"]}, "'P1', which was not given"),
        ({"sentences": "S1"}, "\"sentences\" is 'S1'; give a list"),
        ({"sentences": [True]}, '"sentences" holds true'),
        ({"sentences": [1.5]}, '"sentences" holds 1.5'),
        ({"sentences": ["S" + "1" * 99]}, "which was not given"),
        ({"places": ["P77"]}, "'P77', which was not given; there is P0 to P2"),
        ({"places": []}, '"places" is empty'),
        ({"places": ["P1"] * 1000}, '"places" is ["P1", "P1"'),
        ({"places": [], "places_quoted": ["Atlantis"]}, "'Atlantis', which does not stand in the sentences"),
        ({"places_quoted": [{"name": "Hyesan"}]}, "quote a few words of the report"),
        ({"date": "D9"}, "'D9', which was not given; there is D0 to D1"),
        ({"date": "May 3"}, "'May 3', which was not given"),
        ({"date": "own", "date_start": "2020-02-30", "date_end": "2020-03-01"}, "\"date_start\" is '2020-02-30'"),
        ({"date": "own", "date_start": "0001-01-01", "date_end": "2020-03-01"}, "\"date_start\" is '0001-01-01'"),
        (
            {"date": "own", "date_start": "2020-05-04", "date_end": "2020-05-03", "date_words": "May 3"},
            "date_start 2020-05-04 is later than date_end",
        ),
        (
            {"date": "own", "date_start": "2020-05-03", "date_end": "2020-05-03", "date_words": "June 9"},
            "'June 9', which does not stand in the sentences",
        ),
    ],
)
def test_an_event_of_wrong_numbers_or_invented_quotes_is_no_row(fake: Any, wrong: dict[str, Any], reason: str) -> None:
    fake.tells(fake.event(**wrong))
    events, refused = refused_of(fake)
    assert len(events) == 0
    assert reason in refused[0].reason
    assert len(refused[0].reason) < 400


def test_an_event_that_is_no_object_is_named(fake: Any) -> None:
    fake.says('{"events": [3]}')
    assert "event 1: 3 is no object; the rest was read" in refused_of(fake)[1][0].reason


def test_a_detail_of_too_many_pieces_is_not_cut_unseen(fake: Any) -> None:
    fake.tells(fake.event(goods=["Hyesan"] * 13))
    events, refused = refused_of(fake)
    assert events["goods"].tolist() == [()]
    assert "give a list of pieces of the text, 12 at most" in refused[0].reason


def test_of_a_thousand_faults_the_first_are_told(fake: Any) -> None:
    fake.tells(*[fake.event(sentences=[f"S{n}" for n in range(100, 140)])] * 60)
    _, refused = refused_of(fake)
    assert len(refused) == 21
    assert "there are 2380 faults more" in refused[-1].reason
    assert len(fake.asked[1]["messages"][3]["content"]) < 5_000


def _status(number: int, said: object) -> Callable[..., None]:
    def answer(fake: Any, handler: BaseHTTPRequestHandler) -> None:
        fake.send(handler, json.dumps(said).encode(), status=number)

    return answer


def _pausing(seconds: str) -> Callable[..., None]:
    return lambda fake, handler: fake.send(handler, b"{}", status=429, Retry_After=seconds)


def _cut(_fake: Any, handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices"')
    handler.close_connection = True


def _endless(_fake: Any, handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b" " * 65_536)
    except OSError:
        handler.close_connection = True


def _silent(_fake: Any, _handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2)


def _packed(fake: Any, handler: BaseHTTPRequestHandler) -> None:
    fake.send(handler, gzip.compress(b"0" * 1_000_000), Content_Encoding="gzip")


def _elsewhere(fake: Any, handler: BaseHTTPRequestHandler) -> None:
    fake.send(handler, b"", status=307, Location="http://192.0.2.1/v1/chat/completions")


def _raw(data: bytes) -> Callable[..., None]:
    return lambda fake, handler: fake.send(handler, data)


def _dripping(head: bytes, drop: bytes) -> Callable[..., None]:
    def answer(_fake: Any, handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        handler.wfile.write(head)
        try:
            for _ in range(100):
                handler.wfile.write(drop)
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    return answer


_slow = _dripping(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b" ")
_slow_head = _dripping(b"HTTP/1.1 200 OK\r\nX-Y: ", b"z")
_never_begun = _dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "reason", "asked"),
    [
        (_status(404, {"error": {"message": "model 'm' not found, try pulling it"}}), "404: model 'm' not found", 1),
        (_status(401, {"error": "no key"}), "answered 401: no key", 1),
        (_status(429, {"error": {"message": "slow down"}}), "answered 429: slow down", asking.TRIES),
        (_status(500, "oops\x1b[31m"), r'answered 500: "oops\u001b[31m"', asking.TRIES),
        (_pausing("nan"), "answered 429: {}", asking.TRIES),
        (_status(503, {}), "answered 503: {}", asking.TRIES),
        (_elsewhere, "answered 307: nothing more", 1),
        (_cut, "the connection was cut, 4 times", asking.TRIES),
        (_endless, "gave more than 2 MB; not read", 1),
        (_slow, "gave no whole reply within 0.5 s", 1),
        (_slow_head, "gave no whole reply within 0.5 s", 1),
        (_never_begun, "gave no whole reply within 0.5 s", 1),
        (_silent, "gave no whole reply within 0.5 s", 1),
        (_packed, "gave a packed reply", 1),
        (_raw(b"<html>Welcome</html>"), "no JSON object: '<html>Welcome</html>'", 1),
        (_raw(b"\xff\xfe"), "no JSON object", 1),
        (_raw(b"[]"), "no JSON object: '[]'", 1),
    ],
)
def test_a_server_that_fails_is_listed_with_what_it_said(
    fake: Any, answer: Callable[..., None], reason: str, asked: int
) -> None:
    fake.answering = lambda _body, handler: answer(fake, handler)
    events, refused = refused_of(fake, timeout_s=0.5 if "0.5 s" in reason else 60)
    assert len(events) == 0
    assert reason in refused[0].reason
    assert len(fake.asked) == asked


@pytest.mark.parametrize("held", [b"{}", b'{"choices": []}', b'{"choices": [{"message": null}]}', b'{"choices": [1]}'])
def test_a_reply_without_a_message_is_empty(fake: Any, held: bytes) -> None:
    fake.answering = lambda _body, handler: fake.send(handler, held)
    assert "the reply is empty" in refused_of(fake)[1][0].reason


def test_a_failure_that_passes_is_tried_again(fake: Any) -> None:
    failures = [429, 500]

    def answer(_body: object, handler: BaseHTTPRequestHandler) -> None:
        if failures:
            fake.send(handler, b"{}", status=failures.pop(), Retry_After="0")
        else:
            fake.send(handler, fake.completion(json.dumps({"events": [fake.event()]})))

    fake.answering = answer
    events, refused = refused_of(fake)
    assert (len(events), refused, len(fake.asked)) == (1, [], 3)


def test_a_server_without_schemas_is_asked_without(fake: Any) -> None:
    def answer(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
        if "response_format" in body:
            fake.send(handler, b'{"error": "response_format is not supported"}', status=400)
        else:
            fake.send(handler, fake.completion("```json\n" + json.dumps({"events": [fake.event()]}) + "\n```\nBye"))

    fake.answering = answer
    with LanguageModelReader(fake.url, "m") as reader:
        assert len(extract_events([REPORT, replace(REPORT, report_id="r2")], extractor=reader)) == 2
    assert ["response_format" in asked for asked in fake.asked] == [True, True, False, False]


def test_a_server_with_the_older_form_of_schemas_is_asked_so(fake: Any) -> None:
    def answer(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
        if body["response_format"]["type"] == "json_schema":
            fake.send(handler, b'{"error": {"message": "response_format: type: literal_error"}}', status=500)
        else:
            fake.send(handler, fake.completion(json.dumps({"events": [fake.event()]})))

    fake.answering = answer
    assert len(refused_of(fake)[0]) == 1
    assert len(fake.asked) == 2
    assert fake.asked[1]["response_format"]["schema"] == fake.asked[0]["response_format"]["json_schema"]["schema"]


def test_content_in_parts_is_joined(fake: Any) -> None:
    text = json.dumps({"events": [fake.event()]})
    fake.says([{"type": "text", "text": text[:9]}, {"type": "image"}, {"type": "text", "text": text[9:]}])
    assert len(refused_of(fake)[0]) == 1


def test_where_no_server_is_the_rest_is_not_tried(fake: Any) -> None:
    fake.close()
    refused: list[Refusal] = []
    reports = [Report(f"r{n}", f"{n} men were arrested in Hyesan.") for n in range(2, 9)]
    extract_events(reports, extractor=LanguageModelReader(fake.url, "m"), errors=refused)
    reasons = [refusal.reason for refusal in refused]
    assert all("no connection, 4 times; is the server running at http://127.0.0.1" in each for each in reasons[:3])
    assert all("not asked, for 127.0.0.1 failed 3 times in a row" in each for each in reasons[3:])


def test_a_server_that_was_down_is_asked_again_after_a_rest(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.answering = lambda _body, handler: fake.send(handler, b"{}", status=500)
    reports = [Report(f"r{n}", f"{n} men were arrested in Hyesan.") for n in range(2, 9)]
    with LanguageModelReader(fake.url, "m") as reader:
        extract_events(reports, extractor=reader, errors=[])
        tried = len(fake.asked)
        monkeypatch.setattr(asking, "REST_S", 0.0)
        fake.tells(fake.event())
        extract_events(reports[0], extractor=reader, errors=[])
        assert len(fake.asked) == tried
        reader._server._rests_until = 0.0
        assert len(extract_events(reports, extractor=reader)) == len(reports)


def test_reports_that_are_too_long_do_not_stop_the_others(fake: Any) -> None:
    def answer(body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
        if "S1: 9" in body["messages"][1]["content"]:
            fake.send(handler, fake.completion(json.dumps({"events": [fake.event()]})))
        else:
            fake.send(handler, b'{"error": "exceeds the context"}', status=400)

    fake.answering = answer
    refused: list[Refusal] = []
    reports = [Report(f"r{n}", f"{n} men were arrested in Hyesan.") for n in range(2, 10)]
    assert len(extract_events(reports, extractor=LanguageModelReader(fake.url, "m"), errors=refused)) == 1
    assert {refusal.reason for refusal in refused} == {"127.0.0.1 answered 400: exceeds the context"}


def test_an_address_without_a_version_is_named_where_nothing_is_found(fake: Any) -> None:
    fake.answering = lambda _body, handler: fake.send(handler, b"404 page not found", status=404)
    fake.url = fake.url.removesuffix("/v1")
    assert refused_of(fake)[1][0].reason.endswith(f"404 page not found; most servers are asked at {fake.url}/v1")


def test_a_word_in_place_of_a_key_is_no_secret(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(asking.KEY, "1")
    fake.tells(fake.event())
    assert len(refused_of(fake)[0]) == 1
    assert fake.headers[0]["Authorization"] == "Bearer 1"


@pytest.mark.parametrize("said", ["your key is {key}", '"{key}"', "\\u0073k-secret-1234567890"])
def test_no_key_is_ever_shown_or_written(fake: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, said: str) -> None:
    key = "sk-secret-1234567890"
    monkeypatch.setenv(asking.KEY, key)
    told = said.replace("{key}", key)

    def answer(_body: object, handler: BaseHTTPRequestHandler) -> None:
        status = 401 if len(fake.asked) > 1 else 200
        data = fake.completion(told) if said.startswith("your") else b'{"error": "' + told.encode() + b'"}'
        fake.send(handler, data, status=status)

    fake.answering = answer
    reader = LanguageModelReader(fake.url, "m", cache=tmp_path)
    with pytest.raises(LanguageModelError) as caught:
        extract_events([REPORT, Report("r2", "Snow.")], extractor=reader)
    assert fake.headers[0]["Authorization"] == f"Bearer {key}"
    written = "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    shown = "".join(traceback.format_exception(caught.value)) + repr(reader) + repr(vars(reader))
    assert "secret" not in written + shown
    assert written


@pytest.mark.parametrize("key", ["sk-secret\nX: y", "sk secret", "sk-sécret", 'sk-"secret'])
def test_what_is_no_key_is_not_sent_and_not_shown(fake: Any, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv(asking.KEY, key)
    _, refused = refused_of(fake)
    assert refused[0].reason == f"the environment variable {asking.KEY} holds what is no key; it is not shown here"
    assert fake.asked == []


def test_a_key_goes_to_another_host_by_https_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(asking.KEY, "sk-secret")
    reader = LanguageModelReader("http://llm.example.org/v1", "m", allow_host="llm.example.org")
    with pytest.raises(LanguageModelError, match="asked without encryption; use https"):
        extract_events(REPORT, extractor=reader)


def test_no_proxy_of_the_environment_is_asked(fake: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:3128")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:3128")
    fake.tells(fake.event())
    assert len(refused_of(fake)[0]) == 1
