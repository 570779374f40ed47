"""A release gives away none of what it withholds: in no format, not with the one before it, not once withdrawn."""

from __future__ import annotations

import base64
import datetime as dt
import html
import io
import json
import re
import sqlite3
import zipfile
import zlib
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import geo_nk
from geo_nk.errors import OutputError, ReadError, ReleaseError
from geo_nk.events import events_frame
from geo_nk.events.schema import EVENT_COLUMNS, column
from geo_nk.maps import EventMap
from geo_nk.publish import FORMATS, write_release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd

    from geo_nk.events.release.plan import Plan

DAY = dt.date(2022, 1, 1)
FREE = tuple(c for c in EVENT_COLUMNS if c.dtype in {"string", "list"} and not c.values and c.name != "category")  # noqa: PD011 - of the schema
KINDS = (*column("source_kind").values, None)  # noqa: PD011 - as above
KEPT = {"place_id", "county", "province", "status_before"}  # places of the gazetteer, which no secret fits into
HIDDEN = ("event_id", "report_id", "report_sha256", "merged_into", "also_reported_by", "told_by", "review_note")
SECRETS = 601


class Planted:
    """Rows and reports, in each of which stand words that are found nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.numbers = count()
        self.closed: set[str] = set()
        self.opened: set[str] = set()
        self.shown: set[str] = set()
        rows = [self.row(kind, place=place) for kind in KINDS for place in (0, 1)]
        rows += [self.row(kind, place=1, publisher=None, url=None) for kind in ("published", "official")]
        rows += [
            self.row("interview", place=1, **more) for more in ({"date_end": "2021-12-30"}, {"status": "rejected"})
        ]
        self.story = [{"title": self.secret(self.closed), "text": self.secret(self.closed)} for _ in range(20)]
        self.story.append({"title": "It begins", "text": "In the north.", "level": "public"})
        while len(self.closed | self.opened) + 3 <= SECRETS:
            name, source, person = (self.secret(self.closed) for _ in range(3))
            (folder / f"{name}.txt").write_text(
                f"published: 2011-02-03\nsource: {source} in Hyesan, by phone\n\n"
                f"Police arrested {person.title()} for smuggling copper in Hyesan on February 2, 2011.\n"
            )
        self.story += [{"title": self.secret(self.closed)} for _ in range(SECRETS - len(self.closed | self.opened))]
        reports = geo_nk.extract_events(folder)
        self.events = pd.concat([events_frame(rows), reports], ignore_index=True)

    def secret(self, known: set[str]) -> str:
        made = f"zzq{next(self.numbers):04d}w"
        known.add(made)
        return made

    def row(self, kind: str | None, *, place: int, **changes: Any) -> dict[str, Any]:
        is_open = kind in {"published", "official"} and not changes
        row: dict[str, Any] = {}
        for each in FREE:
            if each.name not in KEPT:
                kept = self.shown if is_open and each.name not in HIDDEN else self.opened if is_open else self.closed
                made = self.secret(kept)
                row[each.name] = [f"{made} says so"] if each.dtype == "list" else made
        row |= {"my_note": self.secret(self.closed), "nested": {"who": [self.secret(self.closed)]}}
        row |= {"category": "defection", "source_kind": kind, "date_start": "2011-02-14", "date_end": "2011-02-14"}
        row |= {"place_id": "kp-ryanggang-hyesan"} | ({"lon": 128.18123, "lat": 41.40377} if place else {})
        return row | changes


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted(tmp_path_factory.mktemp("reports"))


def blobs(data: bytes) -> Iterator[bytes]:
    """Yield what a file holds, read as its readers read it, without the code that is tested."""
    yield data
    yield html.unescape(data.decode("utf-8", "replace")).encode()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
            yield "\n".join(archive.namelist()).encode()
    elif data.startswith(b"SQLite"):
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            yield "\n".join(database.iterdump()).encode()
    elif data.startswith(b"PAR1"):
        yield pd.read_parquet(io.BytesIO(data)).to_csv().encode()
    for text in re.findall(rb"<script type=\"application/octet-stream[^>]*>([^<]*)</script>", data):
        raw = base64.b64decode(text)
        while raw:
            stream = zlib.decompressobj()
            yield stream.decompress(raw)
            raw = stream.unused_data


def secrets_in(folder: Path) -> set[str]:
    return {
        found.decode().lower()
        for file in folder.iterdir()
        for blob in (*blobs(file.read_bytes()), file.name.encode())
        for found in re.findall(rb"(?i)zzq\d{4}w", blob)
    }


@pytest.mark.parametrize("level", ["public", "partner"])
def test_601_planted_secrets_are_in_no_file_of_any_format(planted: Planted, tmp_path: Path, level: str) -> None:
    target = tmp_path / "out"
    options: dict[str, Any] = {"formats": FORMATS, "date": DAY, "story": planted.story, "min_count": 1}
    made = write_release(planted.events, target, level=level, **options)
    found = secrets_in(target)
    assert len(planted.closed | planted.opened) == SECRETS
    assert {file.suffix for file in target.iterdir()} >= {f".{form.rpartition('.')[2]}" for form in FORMATS}
    assert found & planted.closed == set()
    assert level == "partner" or found & planted.opened == set()
    assert found & planted.shown  # what reports say is there, so that it was looked for rightly
    assert made.held_back["too recent"] >= 1


INTERVIEW: dict[str, Any] = {
    "category": "defection",
    "source_kind": "interview",
    "date_start": "2021-02-14",
    "date_end": "2021-02-14",
    "place_id": "kp-ryanggang-hyesan",
    "lon": 128.18123,
    "lat": 41.40377,
    "quote": "We left at night from the ferry behind the mill.",
}
ARTICLE = INTERVIEW | {"source_kind": "published", "publisher": "Example Weekly", "quote": "Three fled from Hyesan."}


def interviews(*names: str, **changes: Any) -> list[dict[str, Any]]:
    return [INTERVIEW | {"event_id": name, "report_id": f"notes-{name}"} | changes for name in names]


def table(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    return events_frame([ARTICLE | {"event_id": "article", "report_id": "a1"}, *rows])


def released(events: gpd.GeoDataFrame, folder: Path, **options: Any) -> Plan:
    """Write a release, without a map where a test asks for nothing else: it takes longer than all the rest."""
    return write_release(events, folder, **({"level": "public", "date": DAY, "formats": ["geojson"]} | options))


def shown(folder: Path) -> gpd.GeoDataFrame:
    return geo_nk.read_events(folder / "events.geojson")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_same_table_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    rows = table(*interviews("a", "b", "c"))
    for name in ("one", "two"):
        released(rows, tmp_path / name, formats=FORMATS)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_day_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1640995200")
    made = released(table(), tmp_path / "out", date=None)
    assert made.date == DAY
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    with pytest.raises(OutputError, match="SOURCE_DATE_EPOCH: 'today' is no number of seconds"):
        released(table(), tmp_path / "no", date=None)


def test_the_clock_is_in_no_file(tmp_path: Path) -> None:
    released(table(), tmp_path / "out", date=None)
    assert json.loads((tmp_path / "out" / "release.json").read_text())["date"] is None


@pytest.mark.parametrize(
    "withheld",
    [
        interviews("fresh", date_start="2021-12-01", date_end="2021-12-01"),
        interviews("alone", place_id="kp-north-hamgyong-musan", lon=129.2, lat=42.2),
        interviews("joins"),
        interviews("no", status="rejected"),
    ],
)
def test_one_more_row_that_is_withheld_changes_no_byte(tmp_path: Path, withheld: list[dict[str, Any]]) -> None:
    rows = interviews("a", "b", "c")
    formats = ["html", "geojson", "xlsx"]
    released(table(*rows), tmp_path / "one", formats=formats)
    more = released(table(*rows, *withheld), tmp_path / "two", formats=formats, earlier=tmp_path / "one")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert sum(more.held_back.values()) == 1


def test_those_who_come_together_are_shown_and_those_who_were_there_stay(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    released(table(*interviews("a", "b", "c")), first)
    released(table(*interviews("a", "b", "c", "d", "e", "f")), second, earlier=first)
    assert len(shown(second)) == 7
    assert set(shown(first)["event_id"]) <= set(shown(second)["event_id"])


def test_what_was_shown_coarser_stays_so_when_others_come(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    spring = interviews("d", date_start="2021-05-01", date_end="2021-05-01")
    later = dt.date(2022, 6, 1)
    released(table(*interviews("a", "b"), *spring), first, date=later)
    assert (shown(first)["date_end"].dt.month == 12).sum() == 3
    more = interviews("a", "b", "e", "f", "g")
    released(table(*more, *spring), second, date=later, earlier=first)
    assert (shown(second)["date_end"].dt.month == 12).sum() == 3
    assert (shown(second)["date_end"].dt.month == 3).sum() == 3


def test_reports_that_are_read_anew_with_other_ids_change_no_byte(tmp_path: Path) -> None:
    rows = [ARTICLE | {"event_id": "article", "report_id": "a1"}, *interviews("a", "b", "c")]
    released(events_frame(rows), tmp_path / "one")
    anew = [row | {"event_id": f"{row['event_id']}-anew"} for row in rows]
    released(events_frame(anew), tmp_path / "two", earlier=tmp_path / "one")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    fewer = released(events_frame(anew), tmp_path / "three", earlier=tmp_path / "one", withdraw=["a-anew"])
    assert dict(fewer.held_back) == {"withdrawn": 1}


DIFFERENCES = [
    (interviews("a", "b"), r"r\w{12} \(event_id 'c'\): was released and is not in the table any more"),
    ([*interviews("a", "b"), *interviews("c", status="rejected")], r"is held back now \(rejected or merged\)"),
    (
        [*interviews("a", "b"), ARTICLE | {"event_id": "c"}],
        "rested on a person and is published now, which shows where and when",
    ),
    (
        [*interviews("a", "b"), *interviews("c", direction="export", lon=128.45)],
        r"differs in direction, uncertainty_m now, which shows that it was corrected",
    ),
    (
        [*interviews("a", "b"), *interviews("c", place_id="kp-north-hamgyong-musan", lon=129.2, lat=42.2)],
        r"is held back now \(told by too few\)",
    ),
]


@pytest.mark.parametrize(("rows", "said"), DIFFERENCES)
def test_what_a_difference_gives_away_is_refused(tmp_path: Path, rows: list[dict[str, Any]], said: str) -> None:
    released(table(*interviews("a", "b", "c")), tmp_path / "one")
    with pytest.raises(ReleaseError, match=said):
        released(table(*rows), tmp_path / "two", earlier=tmp_path / "one")
    assert not (tmp_path / "two").exists()


def test_what_was_exact_and_is_coarse_now_is_refused(tmp_path: Path) -> None:
    released(table(), tmp_path / "one")
    for name in ("article", "another"):  # of the same id, and of another that tells of the same
        rows = events_frame([*interviews(name, "b", "c")])
        said = "is taken for a person's now" if name == "article" else "may be the same told coarser"
        with pytest.raises(ReleaseError, match=said):
            released(rows, tmp_path / "two", earlier=tmp_path / "one")


def test_a_withdrawn_event_is_in_no_file_and_leaves_a_tombstone(tmp_path: Path) -> None:
    rows = table(*interviews("a", "b", "c"))
    first, second, third = (tmp_path / name for name in ("one", "two", "three"))
    options: dict[str, Any] = {"formats": FORMATS}
    made = released(rows, first, **options)
    assert made.release.ids is not None
    old = made.release.ids["article"]
    released(rows, second, date=dt.date(2022, 2, 1), earlier=first, withdraw=["article"], **options)
    released(rows, third, date=dt.date(2022, 3, 1), earlier=second, **options)
    for folder in (second, third):
        assert (folder / "withdrawn.csv").read_bytes() == f"event_id,withdrawn\r\n{old},2022-02-01\r\n".encode()
        record = json.loads((folder / "release.json").read_text())
        assert record["withdrawn"] == [{"event_id": old, "withdrawn": "2022-02-01"}]
        assert len(shown(folder)) == 3
        for file in folder.iterdir():
            blob = b"".join(blobs(file.read_bytes()))
            assert b"Three fled" not in blob
            assert (old.encode() in blob) == (file.name in {"withdrawn.csv", "release.json"})


def leaky_map(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the map say something that it may not."""
    right = EventMap.to_html
    said = f" {text}</title>"
    monkeypatch.setattr(
        EventMap, "to_html", lambda made: right(made).replace("</title>", said if made.story else "</title>")
    )


def test_a_step_that_is_not_told_is_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"title": "Kept", "text": "a word of hers", "url": "https://desk.example/kim-3"}
    steps = [{"title": "It begins", "level": "public"}, kept | {"lon": 128.55555, "lat": 41.66666}]
    leaky_map(monkeypatch, "see https://desk.example/kim-3 at 128.55555,41.66666: a word of hers")
    with pytest.raises(ReleaseError) as caught:
        released(table(), tmp_path / "out", formats=["html"], story=steps)
    named = {fault.rpartition(": ")[2] for fault in caught.value.faults}
    columns = {f"column{name} of a step of the story" for name in (" url", " text", "s lon and lat")}
    assert named == columns


def test_a_title_may_say_what_everybody_says(tmp_path: Path) -> None:
    rows = table(*interviews("a", "b", "c", goods=["rice"], actors=["Kim Okja"]))
    released(rows, tmp_path / "one", formats=["html"], title="Rice at the border")
    with pytest.raises(OutputError, match="title: holds 'kim okja'"):
        released(rows, tmp_path / "two", formats=["html"], title="Rice of Kim Okja")


def test_an_event_of_status_withdrawn_leaves_a_tombstone_and_is_never_shown(tmp_path: Path) -> None:
    rows = table(*interviews("a", "b", "c"))
    made = released(rows, tmp_path / "one")
    assert made.release.ids is not None
    taken = rows.assign(status=["withdrawn", None, None, None])
    assert dict(released(taken, tmp_path / "new").held_back) == {"withdrawn": 1}
    again = released(taken, tmp_path / "two", earlier=tmp_path / "one")
    assert dict(again.tombstones) == {made.release.ids["article"]: DAY.isoformat()}
    with pytest.raises(ValueError, match="the day of a withdrawal is said to all: say it, with date"):
        released(taken, tmp_path / "three", earlier=tmp_path / "one", date=None)


def test_what_is_gone_since_is_not_shown() -> None:
    old, new = table(), events_frame(interviews("a"))
    shown = geo_nk.release_events(geo_nk.compare_events(old, new), level="public", today=DAY)
    assert len(shown) == 1
    assert shown["quote"].isna().all()


def test_a_withdrawal_may_name_the_id_of_the_release(tmp_path: Path) -> None:
    rows = table(*interviews("a", "b", "c"))
    made = released(rows, tmp_path / "one")
    assert made.release.ids is not None
    withdraw = [made.release.ids["b"]]
    again = released(rows, tmp_path / "two", earlier=tmp_path / "one", withdraw=withdraw)
    assert dict(again.held_back) == {"withdrawn": 1}


def test_what_was_withdrawn_does_not_come_back_closer(tmp_path: Path) -> None:
    rows = interviews("a", "b", "c")
    released(events_frame(rows), tmp_path / "one")
    with pytest.raises(ReleaseError, match="left, and event_id 'article' came, which may be the same told closer"):
        released(table(*rows), tmp_path / "two", earlier=tmp_path / "one", withdraw=["a"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"withdraw": ["a"], "earlier": None}, "say in which release, with earlier"),
        ({"withdraw": ["a"], "date": None}, "the day of a withdrawal is said to all: say it, with date"),
        ({"withdraw": ["x"]}, "'x' is in .*one no event; take an event_id of it"),
        ({"formats": ["doc"]}, "formats: 'doc' is not known; choose from html, geojson"),
        ({"level": "internal"}, "level='internal' is everything, and no release"),
    ],
)
def test_an_option_that_does_not_fit_is_named(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    rows = table(*interviews("a", "b", "c"))
    released(rows, tmp_path / "one")
    with pytest.raises(ValueError, match=said):
        released(rows, tmp_path / "two", **({"earlier": tmp_path / "one"} | options))


def test_an_earlier_release_must_be_whole_and_of_the_same_level(tmp_path: Path) -> None:
    first = tmp_path / "one"
    released(table(), first)

    def refused(said: str, level: str = "public", folder: Path = first) -> None:
        with pytest.raises(ReadError, match=said):
            released(table(), tmp_path / "two", level=level, earlier=folder)

    refused("is of level public; give one of level partner", level="partner")
    refused("release.json: does not exist; give the folder of a release", folder=tmp_path)
    (first / "events.geojson").write_text((first / "events.geojson").read_text().replace("Hyesan", "Musan"))
    refused("events.geojson: was changed since it was released")
    (first / "release.json").write_text((first / "release.json").read_text() + " ")
    refused("is not the release of .*one.private.json")
    (tmp_path / "one.private.json").unlink()
    refused("one.private.json: does not exist; it was written beside the release; put it back")


def test_what_exists_is_not_replaced(tmp_path: Path) -> None:
    released(table(), tmp_path / "out")
    with pytest.raises(OutputError, match="exists, and is not replaced; give a new name"):
        released(table(), tmp_path / "out")
    (tmp_path / "out.private.json").rename(tmp_path / "new.private.json")
    with pytest.raises(OutputError, match="exists, and belongs to a release of that name"):
        released(table(), tmp_path / "new")


def test_the_private_record_counts_what_the_public_one_does_not(tmp_path: Path) -> None:
    source = geo_nk.write_events(table(*interviews("a")), tmp_path / "mine.geojson")
    released(geo_nk.read_events(source), tmp_path / "out", inputs=[source])
    private = json.loads((tmp_path / "out.private.json").read_text())
    assert (private["events_in"], private["released"], private["withheld"]) == (2, 1, {"told by too few": 1})
    assert private["inputs"][0]["sha256"]
    assert (tmp_path / "out.private.json").stat().st_mode & 0o077 == 0
    record = json.loads((tmp_path / "out" / "release.json").read_text())
    assert {file["name"] for file in record["files"]} == {"events.geojson"}
    assert "mine" not in json.dumps(record)
