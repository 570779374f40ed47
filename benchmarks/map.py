"""Measure how fast maps of many made-up events are built, how large they are, and how they open; beside other tools.

    python benchmarks/map.py [EVENTS] [--write docs/speed.md]

The other tools are not needed to use geo_nk: ``python -m pip install --group bench`` installs them. Each map is built
in a process of its own, out of the same table of 12 columns, some times over; the best time counts, because the machine
may be shared; on a busy one, compare the seconds of CPU, of all threads together. A time is from the table in memory to
the file on disk, the validation of the table included.

``folium.MarkerCluster`` would take minutes; it is asked for fewer events, and its time and size are multiplied, which
is marked. Pages of the other tools load their scripts from public servers, so that only ours can be opened here.

``--write`` puts the tables into a file, between the lines that mark where.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from made_up_events import made_up_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

EVENTS = 100_000
SIZES = (1_000, 1_000_000)
TIMES = 3
ENOUGH = 10.0  # seconds after which no tool is asked again
SLOWEST = 5_000  # events that the slowest tool is asked for, where there are more
BEGINS, ENDS = "<!-- measured -->", "<!-- end -->"
TOLD = ["category", "date_start", "place_name", "title", "quote", "url", "publisher"]


def ours(events: gpd.GeoDataFrame, path: Path) -> None:
    """Draw with geo_nk."""
    from geo_nk.maps import event_map  # noqa: PLC0415 - each tool is imported in its own process

    event_map(events).save(path)


def lonboard(events: gpd.GeoDataFrame, path: Path) -> None:
    """Draw with lonboard."""
    from lonboard import Map, ScatterplotLayer  # noqa: PLC0415

    Map(ScatterplotLayer.from_geopandas(events)).to_html(path)


def explore(events: gpd.GeoDataFrame, path: Path) -> None:
    """Draw with geopandas."""
    events.explore(column="category").save(path)


def marker_cluster(events: gpd.GeoDataFrame, path: Path) -> None:
    """Draw with folium, each event as a marker in a cluster, with the same texts in its popup."""
    import folium  # noqa: PLC0415
    from folium.plugins import MarkerCluster  # noqa: PLC0415

    made = folium.Map([41, 127], zoom_start=7)
    cluster = MarkerCluster().add_to(made)
    told = events[TOLD].itertuples(index=False)
    for lon, lat, row in zip(events.geometry.x, events.geometry.y, told, strict=True):
        folium.Marker([lat, lon], popup="<br>".join(map(str, row))).add_to(cluster)
    made.save(path)


def fast_marker_cluster(events: gpd.GeoDataFrame, path: Path) -> None:
    """Draw with folium's faster cluster, which has no popups unless one writes their script."""
    import folium  # noqa: PLC0415
    from folium.plugins import FastMarkerCluster  # noqa: PLC0415

    made = folium.Map([41, 127], zoom_start=7)
    told = events[TOLD].to_numpy().tolist()
    rows = [[lat, lon, *row] for lon, lat, row in zip(events.geometry.x, events.geometry.y, told, strict=True)]
    FastMarkerCluster(rows).add_to(made)
    made.save(path)


TOOLS = {
    "geo_nk": ours,
    "lonboard": lonboard,
    "FastMarkerCluster": fast_marker_cluster,
    "MarkerCluster": marker_cluster,
    "explore": explore,
}
SCALED = {"MarkerCluster"}


def build(tool: str, source: Path, out: Path) -> None:
    """Build one map in this process and print what it took, as JSON."""
    events = pickle.loads(source.read_bytes())  # noqa: S301 - written by this script a moment ago
    TOOLS[tool](events.iloc[:20], out)  # imports and tables are loaded once, not for each map
    times, work = [], []
    _forget_peak()
    while len(times) < TIMES and sum(times) < ENOUGH:
        start, used = time.perf_counter(), time.process_time()
        TOOLS[tool](events, out)
        times.append(time.perf_counter() - start)
        work.append(time.process_time() - used)
    print(json.dumps({"seconds": min(times), "cpu": min(work), "bytes": out.stat().st_size, "peak": _peak()}))


def _forget_peak() -> None:
    """Let the peak of memory begin anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    """Return the most memory that this process had, with the table itself, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def measured(tool: str, events: gpd.GeoDataFrame, folder: Path) -> dict[str, Any]:
    """Build one map in a process of its own; return what it took."""
    factor = 1
    if tool in SCALED and len(events) > SLOWEST:
        factor = len(events) // SLOWEST
        events = events.iloc[:SLOWEST]
    source, out = folder / "events.pickle", folder / f"{tool}_{len(events)}.html"
    source.write_bytes(pickle.dumps(events))
    done = subprocess.run(  # noqa: S603 - this very script
        [sys.executable, __file__, "--build", tool, source, out], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {"tool": tool, "failed": done.stderr.strip().splitlines()[-1]}
    took = json.loads(done.stdout.splitlines()[-1])
    return {"tool": tool, "path": out, "scaled": factor, **{name: took[name] * factor for name in took}}


def opened(path: Path) -> dict[str, Any]:
    """Open a page in the browser that is installed; return milliseconds."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only ours is opened

    browsers = ("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=next(filter(None, map(shutil.which, browsers))), args=["--no-sandbox", "--disable-gpu"]
        )
        tries = [_looked_at(browser, path) for _ in range(TIMES)]
        browser.close()
    return {name: min(seen[name] for seen in tries) for name in tries[0]}


#: Says when the frame behind the one with the events began, and the one behind that with all the page.
WATCH = """
    window.seen = {};
    const watch = (now) => {
        if (window.geoNK?.drawn) seen.drawn ??= performance.now();
        if (window.geoNK?.ready) seen.ready ??= performance.now();
        if (!seen.ready) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
"""

#: Moves the map and waits until the frame is drawn that shows it; the median of some times.
MOVE = """async (moves) => {
    const took = [];
    for (const [what, ...how] of moves) {
        await new Promise((done) => setTimeout(done, 100));
        const start = performance.now();
        geoNK.map[what](...how, { animate: false });
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        took.push(performance.now() - start);
    }
    return took.sort((a, b) => a - b)[took.length >> 1];
}"""


def _looked_at(browser: Any, path: Path) -> dict[str, float]:  # noqa: ANN401 - playwright's
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="commit", timeout=120_000)
    page.wait_for_function("() => seen.ready", timeout=120_000)
    zoom = page.evaluate("() => geoNK.map.getZoom()")
    seen: dict[str, float] = page.evaluate("() => seen")
    seen["zoom"] = page.evaluate(MOVE, [["setZoom", zoom + step] for step in (0.75, 1.5, 2.25, 1, 3, 2, 0.5)])
    seen["pan"] = page.evaluate(MOVE, [["panBy", [step, 0]] for step in (200, -200, 150, -150, 100)])
    page.close()
    return seen


def beside(count: int, folder: Path) -> Iterator[str]:
    """Yield the table of our map beside those of other tools."""
    yield f"| {count:,} events | built | of CPU | file | memory | times ours |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    events = made_up_events(count)
    first = None
    for tool in TOOLS:
        took = measured(tool, events, folder)
        if "failed" in took:
            yield f"| {tool} | {took['failed']} |"
            continue
        first = first or took
        mark = f" (of {count // took['scaled']:,}, scaled)" if took["scaled"] > 1 else ""
        yield f"| {tool}{mark} | {_row(took)} | {took['seconds'] / first['seconds']:.1f} |"


def by_size(count: int, folder: Path) -> Iterator[str]:
    """Yield the table of our maps of several sizes."""
    yield "| events | built | of CPU | file | memory | events drawn | page ready | zoom step | pan |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    tables = [(size, False) for size in sorted({count, *SIZES})]
    for size, scattered in [*tables, (count, True)]:
        took = measured("geo_nk", made_up_events(size, scattered=scattered), folder)
        seen = opened(took["path"])
        name = f"{size:,}" + (", each at a point of its own" if scattered else "")
        drawn = f"{seen['drawn'] / 1000:.2f} s | {seen['ready'] / 1000:.2f} s"
        yield f"| {name} | {_row(took)} | {drawn} | {seen['zoom']:.0f} ms | {seen['pan']:.0f} ms |"


def _row(took: dict[str, Any]) -> str:
    size, peak = took["bytes"] / 1e6, took["peak"] / 1e6
    return f"{took['seconds']:.2f} s | {took['cpu']:.2f} s | {size:.2f} MB | {peak:,.0f} MB"


def main(count: int, file: Path | None) -> None:
    """Print the tables, and put them into a file where one is named."""
    lines = []
    with tempfile.TemporaryDirectory() as name:
        for line in chain(beside(count, Path(name)), [""], by_size(count, Path(name))):
            print(line, flush=True)
            lines.append(line)
    if file:
        before, _, rest = file.read_text(encoding="utf-8").partition(f"{BEGINS}\n")
        _, _, behind = rest.partition(f"{ENDS}\n")
        written = "\n".join([BEGINS, f"<!-- {dt.date.today():%Y-%m-%d} -->", *lines, ENDS, ""])  # noqa: DTZ011 - a civil date
        file.write_text(before + written + behind, encoding="utf-8")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure maps of many events.")
    parser.add_argument("events", type=int, nargs="?", default=EVENTS)
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the tables into this file, such as docs/speed.md"
    )
    parser.add_argument("--build", nargs=3, metavar=("TOOL", "SOURCE", "OUT"), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    asked = arguments()
    if asked.build:
        build(asked.build[0], Path(asked.build[1]), Path(asked.build[2]))
    else:
        main(asked.events, asked.write)
