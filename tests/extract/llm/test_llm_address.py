"""The address of a server: which machine it is, and no key in it that is shown."""

from __future__ import annotations

import pytest

from geo_nk.errors import LanguageModelError
from geo_nk.extract.llm.address import address_of, is_loopback

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions"),
        ("HTTP://LOCALHOST/v1/", "http://localhost/v1/chat/completions"),
        ("http://[::1]:8080", "http://[::1]:8080/chat/completions"),
    ],
)
def test_a_server_is_asked_below_its_address(given: str, asked: str) -> None:
    assert str(address_of(given)) == asked


@pytest.mark.parametrize(
    "given",
    [
        "",
        "localhost:11434",
        "ftp://localhost/v1",
        "http:///v1",
        "http://[::1]example.org/v1",
        "http://localhost:0/v1",
        "http://localhost:70000/v1",
        "http://127.0.0.1\\@example.org/v1",
        "http://①.0.0.1/v1",
        "http://localhost/v 1",
        "http://me:secret@localhost:70000/v1",
        "http://me:secret@localhost/v1",
        "localhost/v1?key=secret",
        "http://localhost/v1#secret",
    ],
)
def test_what_is_no_address_is_refused_and_no_key_in_it_is_shown(given: str) -> None:
    with pytest.raises(
        LanguageModelError, match=r"no address of a server; give one|put a key into the variable"
    ) as found:
        address_of(given)
    assert "secret" not in str(found.value)


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True)]
    + [(host, False) for host in ("10.0.0.1", "localhost.example.org", "127.0.0.1.nip.io", "::", "")],
)
def test_what_is_this_machine(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_a_name_of_this_machine_that_leads_elsewhere_is_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("192.0.2.1", 0))])
    assert not is_loopback("localhost")
