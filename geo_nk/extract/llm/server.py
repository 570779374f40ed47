"""Ask a server with the OpenAI chat-completions form, and no other host than the one that was named.

Only this machine's own addresses are asked unless another host is allowed by name. Nothing of the environment is used
but one variable for a key: no proxy, no password file, and no redirection is followed.
"""

from __future__ import annotations

import json
import math
import os
import re
import socket
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_nk.errors import LanguageModelError
from geo_nk.extract.llm.address import address_of, is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    import httpx

__all__ = ["KEY", "Server"]

#: The environment variable that holds the key of a server which asks for one.
KEY: Final = "GEO_NK_LLM_KEY"

MOST_BYTES = 2_000_000
"""Bytes of a reply at most."""

TRIES = 4
BACKOFF_S = 1.0
LONGEST_PAUSE_S = 60.0
"""A request is tried so often, with pauses that double, or as long as the server says."""

IN_A_ROW = 3
REST_S = 30.0
"""A server that failed so many requests one after the other is not asked for so long: it may be started meanwhile."""

SHORTEST_KEY = 8
"""Characters of a key that is looked for in replies; a shorter one is a word such as ``none``, and keeps no secret."""

CONNECT_S = 10.0
LONGEST_REPLY_S = 86_400.0
SHOWN = 200

_OK: Final = 200
_NOT_FOUND: Final = 404
_AGAIN: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_OWN_FAULT: Final = frozenset({400, 413, 422})
_NO_SCHEMA: Final = frozenset({400, 415, 422, 501})
_KEY = re.compile(r"[!#-\[\]-~]*\Z")  # nothing that JSON writes otherwise


class _RequestRefusedError(LanguageModelError):
    """What is wrong with one request, such as its length; it says nothing of the next."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    pause: float | None
    data: bytes

    @property
    def refuses_form(self) -> bool:
        """Whether the server does not take the form of answer that it was asked for, as far as it says so."""
        return self.status in _NO_SCHEMA or (self.status != _OK and b"response_format" in self.data)


class _Deadline:
    """Cuts a connection whose reply is late, though a byte of it may come now and then."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def watch(self, event: str, about: Mapping[str, Any]) -> None:
        """Take the connection when it is made: a trace of httpx."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._socket = about["return_value"].get_extra_info("socket")
            if self.passed:
                self._cut()

    def _cut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


class Server:
    """One server, asked by any number of threads.

    Parameters
    ----------
    base_url
        Such as ``http://localhost:11434/v1``.
    allow_host
        A host other than this machine that may be asked.
    timeout_s
        Seconds that one reply may take.

    Raises
    ------
    geo_nk.errors.LanguageModelError
        If the address or the time is none, or the address is another machine's and that host was not allowed.
    """

    def __init__(self, base_url: str, *, allow_host: str | None = None, timeout_s: float = 600.0) -> None:
        if not 0 < timeout_s <= LONGEST_REPLY_S:
            message = f"a reply cannot take {timeout_s:g} s; give more than 0 and at most {LONGEST_REPLY_S:g}"
            raise LanguageModelError(message)
        self._url = address_of(base_url)
        self.host = self._url.host
        self.is_local = is_loopback(self.host)
        if not self.is_local and (allow_host or "").lower() != self.host:
            raise LanguageModelError(
                f"{self.host} is not this machine: the text of your reports would go there; if they may, allow it with "
                f"--llm-allow-host {self.host} (in Python allow_host={self.host!r})"
            )
        self.is_encrypted = self._url.scheme == "https"
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._form = 0
        self._failed = 0
        self._rests_until = 0.0
        self._client: httpx.Client | None = None

    def ask(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the server's reply to a request.

        Parameters
        ----------
        body
            What is sent, as JSON. A server that refuses the schema of the answer is asked in an older form, or without.

        Returns
        -------
        dict
            The reply as the server wrote it, without the key, should it stand in it.

        Raises
        ------
        geo_nk.errors.LanguageModelError
            If there is no reply, or none that is JSON.
        """
        if self._failed >= IN_A_ROW and time.monotonic() < self._rests_until:
            raise LanguageModelError(f"not asked, for {self.host} failed {IN_A_ROW} times in a row; run it again later")
        try:
            reply = self._asked(body)
        except _RequestRefusedError:
            self._note(failed=False)
            raise
        except LanguageModelError:
            self._note(failed=True)
            raise
        self._note(failed=False)
        return reply

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _asked(self, body: Mapping[str, Any]) -> dict[str, Any]:
        key = self._key()
        forms = _forms(body)
        for number in range(min(self._form, len(forms) - 1), len(forms)):
            reply = self._tried(forms[number], key)
            if reply.status == _OK:
                self._form = number  # what a server takes once it takes again
            if not reply.refuses_form:
                break
        text = reply.data.decode("utf-8", "replace")
        held = _read(text, key)
        if reply.status != _OK:
            said = _message(held, _without(text, key)) + self._advice(reply.status)
            fault = _RequestRefusedError if reply.status in _OWN_FAULT else LanguageModelError
            raise fault(f"{self.host} answered {reply.status}: {said}")
        if held is None:
            said = _shown(_without(text, key))
            raise LanguageModelError(f"{self.host} answered with what is no JSON object: {said!r}")
        return held

    def _tried(self, body: Mapping[str, Any], key: str) -> _Reply:
        """Send a request, and again where that may help."""
        data = json.dumps(body).encode("ascii")
        reply: _Reply | str = ""
        for attempt in range(TRIES):
            reply = self._sent(data, key)
            if isinstance(reply, _Reply) and (reply.status not in _AGAIN or reply.refuses_form):
                return reply
            if attempt < TRIES - 1:
                told = reply.pause if isinstance(reply, _Reply) else None
                time.sleep(min(BACKOFF_S * 2**attempt if told is None else told, LONGEST_PAUSE_S))
        if isinstance(reply, _Reply):
            return reply
        raise LanguageModelError(f"{self.host}: {reply}, {TRIES} times; is the server running at {self._url}?")

    def _sent(self, data: bytes, key: str) -> _Reply | str:
        """Return the reply, or what went wrong with the connection. Nothing of the library's errors is passed on."""
        import httpx  # noqa: PLC0415 - an extra

        headers = {"Authorization": f"Bearer {key}"} if key else {}
        late = f"{self.host} gave no whole reply within {self._timeout_s:g} s; give it more with timeout_s"
        reply: _Reply | str
        with _Deadline(self._timeout_s) as deadline:
            try:
                reply = self._received(data, headers, deadline)
            except httpx.ConnectTimeout:
                reply = f"no connection within {CONNECT_S:g} s"
            except httpx.TimeoutException:
                raise LanguageModelError(late) from None
            except httpx.ConnectError:
                reply = "no connection"
            except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL):
                reply = "the connection was cut"
        if deadline.passed:
            raise LanguageModelError(late)
        return reply

    def _received(self, data: bytes, headers: Mapping[str, str], deadline: _Deadline) -> _Reply:
        held = bytearray()
        with self._connected().stream(
            "POST", self._url, content=data, headers=headers, extensions={"trace": deadline.watch}
        ) as response:
            for chunk in response.iter_raw():
                held += chunk
                if len(held) > MOST_BYTES:
                    raise LanguageModelError(f"{self.host} gave more than {MOST_BYTES // 1_000_000} MB; not read")
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise LanguageModelError(f"{self.host} gave a packed reply, which was not asked for; not read")
        return _Reply(response.status_code, _pause(response.headers.get("retry-after")), bytes(held))

    def _note(self, *, failed: bool) -> None:
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
            self._rests_until = time.monotonic() + REST_S

    def _advice(self, status: int) -> str:
        if status != _NOT_FOUND or "/v1/" in self._url.path:
            return ""
        return f"; most servers are asked at {self._url.copy_with(path='/v1')}"

    def _connected(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                self._client = _client(self._timeout_s)
                weakref.finalize(self, self._client.close)
            return self._client

    def _key(self) -> str:
        """Return the key of the environment; kept nowhere, so that no file, message or copy of this object has it."""
        key = os.environ.get(KEY, "").strip()
        if not _KEY.match(key):
            raise LanguageModelError(f"the environment variable {KEY} holds what is no key; it is not shown here")
        if key and not (self.is_local or self.is_encrypted):
            raise LanguageModelError(f"{KEY} is set and {self.host} is asked without encryption; use https")
        return key


def _forms(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return a request in the forms that servers take: with a schema, with one as llama-cpp-python has it, without."""
    asked = body.get("response_format")
    if asked is None:
        return [body]
    older = {"type": "json_object", "schema": asked["json_schema"]["schema"]}
    plain = {name: value for name, value in body.items() if name != "response_format"}
    return [body, {**body, "response_format": older}, plain]


def _client(timeout_s: float) -> httpx.Client:
    import httpx  # noqa: PLC0415 - an extra

    return httpx.Client(
        timeout=httpx.Timeout(timeout_s, connect=CONNECT_S, pool=None),
        headers={"Accept-Encoding": "identity", "Content-Type": "application/json", "User-Agent": "geo_nk"},
        follow_redirects=False,
        trust_env=False,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),  # one for each reply, to be cut if late
    )


def _pause(told: str | None) -> float | None:
    try:
        seconds = float(told) if told else math.nan
    except ValueError:  # a date
        return None
    return None if math.isnan(seconds) else max(seconds, 0.0)


def _read(text: str, key: str) -> dict[str, Any] | None:
    """Return a reply without the key, however it is written in it; None where it is no JSON object."""
    try:
        held = json.loads(_without(json.dumps(json.loads(text)), key))
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) else None


def _message(held: dict[str, Any] | None, text: str) -> str:
    """Return what a server says went wrong."""
    error = held.get("error", held) if held else text
    said = error.get("message", text) if isinstance(error, dict) else error
    return _shown(str(said)) or "nothing more"


def _shown(text: str) -> str:
    flat = "".join(char if char.isprintable() else " " for char in " ".join(text[: 4 * SHOWN].split()))
    return flat if len(flat) <= SHOWN else flat[:SHOWN] + "…"


def _without(text: str, key: str) -> str:
    return text.replace(key, "***") if len(key) >= SHORTEST_KEY else text
