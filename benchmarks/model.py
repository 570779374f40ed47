"""What geo_nk adds to the time that a language model takes: reports a second, beside what the server alone could give.

python benchmarks/model.py        a server in a process of its own that answers after a pause; prints a table

The server writes the same answer for every report, so that nothing but the way there and back is measured.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import tempfile
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from geo_nk import LanguageModelReader, iter_events, read_reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from geo_nk import Report

FOLDER = Path(__file__).parents[1] / "training/labelled/reports"
REPORTS = 1_000
RUNS = ((1.0, 16), (0.2, 16))
ANSWER = {"events": [{"category": "other", "sentences": ["S1"], "places": ["P0"], "date": "D0"}]}


def serve(pause: float, address: Connection) -> None:
    """Answer every request after a pause, until the process is ended."""
    reply = json.dumps({"choices": [{"message": {"content": json.dumps(ANSWER)}}]}).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Answer."""
            self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(pause)
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address.send(server.server_address[1])
    server.serve_forever()


def reports(count: int) -> Iterator[Report]:
    """Yield reports, no two alike."""
    held = list(read_reports(FOLDER))
    for number in range(count):
        report = held[number % len(held)]
        yield replace(report, report_id=f"r{number}", text=f"{report.text}\n\nNumber {number}.")


def run(pause: float, workers: int) -> tuple[float, float, float]:
    """Return the seconds of a run, and of the most memory the part at a quarter of it and at its end."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(pause, theirs), daemon=True)
    server.start()
    url = f"http://127.0.0.1:{ours.recv()}/v1"
    peaks, rows = [0.0, 0.0], 0
    with tempfile.TemporaryDirectory() as cache, LanguageModelReader(url, "m", cache=cache, workers=workers) as reader:
        begun = time.perf_counter()
        for events in iter_events(reports(REPORTS), extractor=reader):
            rows += len(events)
            peaks[rows > REPORTS / 4] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        took = time.perf_counter() - begun
    server.terminate()
    return took, *peaks


def main() -> None:
    """Print the table."""
    print(f"{REPORTS} reports, each with a request and a reply in the cache")
    print("server answers in   workers   reports a second   server alone   memory at a quarter, at the end")
    for pause, workers in RUNS:
        took, quarter, end = run(pause, workers)
        speed = f"{pause:12.1f} s {workers:12} {REPORTS / took:16.1f} {workers / pause:14.1f}"
        print(f"{speed} {quarter:18.0f} MB {end:8.0f} MB")


if __name__ == "__main__":
    main()
