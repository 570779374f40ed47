"""How long a release of many events takes, and how much of that is the search for secrets.

python benchmarks/release.py            10,000 events, half of them told by interviews
python benchmarks/release.py 1000       another number
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from made_up_events import made_up_events

from geo_nk.events.release.plan import Plan
from geo_nk.events.release.scan import Scan
from geo_nk.publish import write_release

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.date(2026, 6, 1)


def timed(call: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """Return a function that notes how long each call takes."""

    def noting(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever it is given
        start = time.perf_counter()
        answer = call(*arguments, **options)
        spent.append(time.perf_counter() - start)
        return answer

    return noting


def main(count: int) -> None:
    """Write a release, and print how long it took."""
    told = np.random.default_rng(1).random(count) < 0.5  # noqa: PLR2004 - a half
    kinds = np.where(told, "published", "interview").astype(object)
    ids = [f"notes-{number // 2}" for number in range(count)]
    events = made_up_events(count, scattered=True).assign(source_kind=kinds, report_id=ids)
    spent: list[float] = []
    for home, name in ((Plan, "needles"), (Scan, "__init__"), (Scan, "hits")):
        setattr(home, name, timed(getattr(home, name), spent))
    start = time.perf_counter()
    write_release(events, Path(tempfile.mkdtemp()) / "public", level="public", date=DAY)
    print(f"{count:,} events: {time.perf_counter() - start:.1f} s, {sum(spent):.1f} s of them the search")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
