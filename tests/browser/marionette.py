"""As much of Firefox's own remote protocol, Marionette, as a smoke test needs.

Playwright drives a Firefox that it brings itself; here the one that is installed is opened, with nothing in between:
a message is ``length:json``, a command ``[0, id, name, parameters]``, an answer ``[1, id, error, result]``.
"""

from __future__ import annotations

import base64
import contextlib
import json
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

#: What a fresh profile must be told: ask nobody for anything, and let nothing out.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "toolkit.telemetry.enabled": False,
}
STARTS_WITHIN_S = 40.0


class Firefox:
    """A Firefox that runs without a window, with a profile of its own."""

    def __init__(self, path: str, profile: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        wishes = PREFERENCES | {"marionette.port": port}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wishes.items()]
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        options = [
            "--headless",
            "--marionette",
            "--remote-allow-system-access",
            "--no-remote",
            "--profile",
            str(profile),
        ]
        self._process = subprocess.Popen([path, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._socket = self._connected(port)
        self._sent = 0
        self._received = b""
        self._answer()  # it introduces itself
        self.ask("WebDriver:NewSession", strictFileInteractability=True)

    def _connected(self, port: int) -> socket.socket:
        until = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), timeout=60)
            time.sleep(0.1)
        self._process.kill()
        raise TimeoutError("Firefox did not open its port")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(Exception):
            self.ask("Marionette:Quit", flags=["eForceQuit"])
        self._socket.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._process.kill()

    def _answer(self) -> Any:
        while b":" not in self._received:
            self._received += self._more()
        length, _, rest = self._received.partition(b":")
        while len(rest) < int(length):
            rest += self._more()
        self._received = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def _more(self) -> bytes:
        received = self._socket.recv(1 << 16)
        if not received:
            raise ConnectionError("Firefox went away")
        return received

    def ask(self, command: str, **parameters: Any) -> Any:
        """Give a command and wait for what it results in."""
        self._sent += 1
        message = json.dumps([0, self._sent, command, parameters]).encode("utf-8")
        self._socket.sendall(str(len(message)).encode("ascii") + b":" + message)
        _, _, error, result = self._answer()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result

    def run(self, script: str, *arguments: Any, chrome: bool = False) -> Any:
        """Run a script in the page, or in the browser itself."""
        self.ask("Marionette:SetContext", value="chrome" if chrome else "content")
        result = self.ask("WebDriver:ExecuteScript", script=script, args=list(arguments), newSandbox=True)
        return result["value"]

    def open(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.ask("Marionette:SetContext", value="content")
        self.ask("WebDriver:Navigate", url=address)

    def screenshot(self) -> bytes:
        """Return what is seen, as PNG."""
        self.ask("Marionette:SetContext", value="content")
        return base64.b64decode(self.ask("WebDriver:TakeScreenshot", full=False)["value"])
