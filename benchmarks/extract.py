"""How fast reports are read, on one core, beside what general tools take for a part of it; prints a table.

python benchmarks/extract.py             names, mentions and events, in megabytes of text and reports a second
python benchmarks/extract.py --starts    how long the first report and the demo take, from the start of the process
python benchmarks/extract.py --memory    the most memory of a run over 1,000, 10,000 and 100,000 reports (some minutes)
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick, MatchKind

from geo_nk.events import write_events
from geo_nk.extract import Reader, iter_events
from geo_nk.extract.run import read_batches
from geo_nk.gazetteer import load_gazetteer
from geo_nk.reports import Report, read_reports

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "geo_nk/data/examples/reports", ROOT / "training/labelled/reports")
TOWNS = ("Hyesan", "Musan", "Hoeryong", "Onsong", "Kanggye", "Chongjin", "Sinuiju", "Pochon", "Namyang", "Hamhung")
ROUNDS, TIMES = 8, 5
MEMORY_REPORTS = (1_000, 10_000, 100_000)
WORDS = 200  # of the report that is counted: as many as a short one from the border has
SLOW_SHARE = 20  # of the text, for peers that would take minutes


def varied(reports: Sequence[Report], rounds: int) -> Iterator[Report]:
    """Yield each report so many times, never the same: other towns, other numbers, its paragraphs in another order.

    A report that comes again as it was would be answered from memory. Sentences without a town or a number do come
    again, but only behind more others than are remembered.
    """
    chance = random.Random(1)  # noqa: S311 - the same on every run
    for number in range(rounds):
        for report in reports:
            paragraphs = _changed(report.text[report.body_start :], number).split("\n\n")
            chance.shuffle(paragraphs)
            yield replace(report, report_id=f"{report.report_id}-{number}", text="\n\n".join(paragraphs), body_start=0)


def _changed(text: str, step: int) -> str:
    """Return a text with each digit and each town moved on by a step."""
    text = re.sub(r"\d", lambda digit: str((int(digit[0]) + step) % 9 + 1), text)
    town = rf"\b(?:{'|'.join(TOWNS)})\b"
    return re.sub(town, lambda name: TOWNS[(TOWNS.index(name[0]) + step) % len(TOWNS)], text)


def best_s(work: Callable[[], object], times: int = TIMES) -> float:
    """Return the seconds of processor time that the quickest of some runs took: other programs run, too."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def show(what: str, size: int, seconds: float, note: str = "") -> None:
    """Print a row of the table."""
    print(f"{what:<58} {size / seconds / 1e6:>9.2f} MB/s  {note}")


def names_table(texts: Sequence[str]) -> None:
    """Print how fast every listed name is found in texts, by an automaton and by its peers."""
    size = sum(len(text.encode()) for text in texts)
    names = sorted({name for name, _ in load_gazetteer().all_names() if len(name) > 1})
    print(f"\nEvery one of {len(names):,} listed names in {size / 1e6:.2f} MB of reports")
    scan = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    show(
        "  ahocorasick-rs, an automaton: the bare scan",
        size,
        best_s(lambda: [scan.find_matches_as_indexes(text) for text in texts]),
        f"{sum(len(scan.find_matches_as_indexes(text)) for text in texts):,} found",
    )
    few = texts[: len(texts) // SLOW_SHARE]
    part = sum(len(text.encode()) for text in few)
    alternation = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    show("  re, an alternation", part, best_s(lambda: [alternation.findall(text) for text in few], 1))
    try:
        from flashtext import KeywordProcessor  # noqa: PLC0415 - a peer, not needed for the rest
    except ModuleNotFoundError:
        print("  flashtext is not installed")
        return
    peer: Any = KeywordProcessor(case_sensitive=True)
    peer.add_keywords_from_list(names)
    show("  flashtext, a trie", size, best_s(lambda: [peer.extract_keywords(text) for text in texts], 2))


def reading_table(reports: Sequence[Report]) -> None:
    """Print how fast mentions are found, and events made."""
    size = sum(len(report.text.encode()) for report in reports)
    equal = sum(len(report.text[report.body_start :].split()) for report in reports) / WORDS
    print(f"\n{len(reports):,} reports, {size / 1e6:.2f} MB, none like another, on one core")
    reader = Reader()

    def mentions() -> None:
        for report in reports:
            reader._finder.find(report.report_id, report.text)  # noqa: SLF001 - a part of the work by itself

    def rows() -> int:
        return sum(len(batch.rows) for batch in read_batches(reports))

    count = rows()
    show("  mentions, with the place that each means", size, best_s(mentions))
    seconds = best_s(rows)
    note = f"{count:,} events; {equal / seconds:,.0f} reports of {WORDS} words a second"
    show("  the whole way to rows of the event table", size, seconds, note)

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "events.geojson"
        show("  the same, written as GeoJSON", size, best_s(lambda: write_events(iter_events(reports), target), 3))


def made_up(count: int) -> Iterator[Report]:
    """Yield short reports, each with words of its own."""
    for n in range(count):
        town, other = TOWNS[n % len(TOWNS)], TOWNS[n // len(TOWNS) % len(TOWNS)]
        yield Report(
            f"r{n}",
            f"A source in {other} said on the {n % 28 + 1}th that {n} phones were seized in {town}. "
            f"In Kwang{n % 9973}-ri agents searched homes; {n % 97} traders were arrested on May {n % 28 + 1}, 2020.",
        )


def child(count: int) -> None:
    """Read so many reports into a file, and print the most memory that took, in megabytes, and its seconds."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        file = write_events(iter_events(made_up(count)), Path(folder) / "events.geojson")
        size = file.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"{peak / 1e6:.0f} {size / 1e6:.0f} {time.perf_counter() - start:.0f}")


def memory_table() -> None:
    """Print the most memory of runs of growing length, each in a process of its own."""
    print("\nReports read and written as GeoJSON, batch by batch")
    for count in MEMORY_REPORTS:
        command = [sys.executable, __file__, "--child", str(count)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - this very file
        peak, size, seconds = done.stdout.split()
        print(f"  {count:>9,} reports: {peak:>5} MB of memory at most, a file of {size:>4} MB, {seconds} s")


def starts_table() -> None:
    """Print how long processes take that begin with nothing loaded; the disk has been read before."""
    print("\nFrom the start of the process, on the clock and of processor time")
    first = "from geo_nk import Reader, Report; Reader().read(Report('r1', 'Two traders were arrested in Hyesan.'))"
    with tempfile.TemporaryDirectory() as folder:
        for what, arguments in (
            ("import geo_nk", ["-c", "import geo_nk"]),
            ("the first report", ["-c", first]),
            ("geo-nk demo", ["-m", "geo_nk", "demo", "-o", folder]),
        ):
            taken = []
            for _ in range(TIMES):
                start, before = time.perf_counter(), _children_s()
                subprocess.run([sys.executable, *arguments], capture_output=True, check=True)  # noqa: S603 - as above
                taken.append((time.perf_counter() - start, _children_s() - before))
            clock, processor = map(min, zip(*taken, strict=True))
            print(f"  {what:<20} {clock:.2f} s {processor:.2f} s")


def _children_s() -> float:
    """Return the seconds of processor time that processes took which this one began."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the tables that were asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--memory", action="store_true")
    options.add_argument("--starts", action="store_true")
    options.add_argument("--child", type=int, metavar="REPORTS", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        child(asked.child)
    elif asked.memory:
        memory_table()
    elif asked.starts:
        starts_table()
    else:
        reports = list(varied(list(read_reports(*FOLDERS)), ROUNDS))
        names_table([report.text for report in reports])
        reading_table(reports)


if __name__ == "__main__":
    main()
