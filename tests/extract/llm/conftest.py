"""A server with the chat-completions form, of the tests' own: it answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from geo_nk.extract.llm import server as asking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answering = Callable[[dict[str, Any], BaseHTTPRequestHandler], None]


class FakeServer:
    """Answers on a loopback address, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answering: Answering = lambda _body, handler: self.send(handler, self.completion('{"events": []}'))
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.asked.append(body)
                fake.headers.append({"path": self.path, **dict(self.headers)})
                fake.answering(body, self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def says(self, *contents: str) -> None:
        """Answer with these texts of a model, the last of them again and again."""
        left = list(contents)

        def answer(_body: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
            self.send(handler, self.completion(left.pop(0) if len(left) > 1 else left[0]))

        self.answering = answer

    def tells(self, *events: dict[str, Any]) -> None:
        """Answer with these events."""
        self.says(json.dumps({"events": events}))

    @staticmethod
    def send(handler: BaseHTTPRequestHandler, data: bytes, *, status: int = 200, **headers: str) -> None:
        """Send a reply."""
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    @staticmethod
    def completion(content: object) -> bytes:
        """Return what a server sends with what a model wrote."""
        usage = {"prompt_tokens": 100, "completion_tokens": 10}
        return json.dumps({"model": "fake", "choices": [{"message": {"content": content}}], "usage": usage}).encode()

    @staticmethod
    def event(**more: object) -> dict[str, Any]:
        """Return an event that fits a report whose first sentence tells of its first place."""
        return {"category": "arrest_sentence", "sentences": ["S1"], "places": ["P1"], "date": "D0", **more}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """Return a server; there is no pause between tries, and no key unless a test sets one."""
    monkeypatch.setattr(asking, "BACKOFF_S", 0.0)
    monkeypatch.delenv(asking.KEY, raising=False)
    server = FakeServer()
    yield server
    server.close()
