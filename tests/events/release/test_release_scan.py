"""A writer that leaks is caught, whatever way the secret takes into the file."""

from __future__ import annotations

import base64
import codecs
import gzip
import html
import io
import json
import sqlite3
import struct
import unicodedata
import zipfile
import zlib
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo_nk.errors import OutputError, ReleaseError
from geo_nk.events import events_frame
from geo_nk.events.release.folder import Writer, write_plan
from geo_nk.events.release.needles import Needles, Origin
from geo_nk.events.release.plan import Plan, planned
from geo_nk.events.release.scan import Scan
from geo_nk.gazetteer import Gazetteer, load_gazetteer
from geo_nk.maps import event_map
from geo_nk.publish.folder import _writers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "Kim Chŏl of the mill"
SECRETS = (NAME, "김철수", "평양 무역회사", "https://desk.example/notes?q=ü&r=7", "notes-2021-kim")

TOLD: dict[str, Any] = {
    "event_id": "interview-kim-03",
    "category": "defection",
    "source_kind": "interview",
    "date_start": "2011-02-14",
    "date_end": "2011-02-14",
    "place_id": "kp-ryanggang-hyesan",
    "name_as_written": "the ferry behind the mill",
    "actors": [NAME],
    "quote": "We left at night from the ferry behind the mill, and nobody saw us.",
    "confidence": 0.7313731,
    "lon": 128.18123,
    "lat": 41.40377,
}
ARTICLE = TOLD | {
    "event_id": "a",
    "source_kind": "published",
    "publisher": "Weekly",
    "quote": "Two left.",
    "actors": [],
}


def archive(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("doc.kml", data)
    return stream.getvalue()


def archive_name(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(data.decode().replace("/", "_"), b"x")
    return stream.getvalue()


def database(data: bytes) -> bytes:
    """Return a database in which the secret is torn over several pages."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("PRAGMA page_size = 512")
        made.execute("CREATE TABLE events (note TEXT)")
        made.execute("INSERT INTO events VALUES (?)", ("x" * 440 + " " + data.decode() + " " + "y" * 900,))
        made.commit()
        return bytes(made.serialize())


def parquet(data: bytes) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"note": ["a", data.decode()] * 50}), stream, compression="zstd")
    return stream.getvalue()


def parquet_metadata(data: bytes) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"note": ["a"]}).replace_schema_metadata({"author": data}), stream)
    return stream.getvalue()


def column(data: bytes) -> bytes:
    """Return texts as the page has them: deflated, in base64, in an element."""
    packed = base64.b64encode(zlib.compress(b"\0Hyesan\0" + data + b"\xfeMusan\0" + bytes(range(256))))
    return b'<script type="application/octet-stream">' + packed + b"</script>"


def units(data: bytes) -> Iterator[int]:
    wide = data.decode().encode("utf-16-be")
    return (first * 256 + second for first, second in zip(wide[::2], wide[1::2], strict=True))


def aligned(shift: int) -> Callable[[bytes], bytes]:
    return lambda data: b'"' + base64.b64encode(b"a" * shift + data + b"bc") + b'"'


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda data: data,
    "in capitals": lambda data: data.decode().upper().encode(),
    "composed": lambda data: unicodedata.normalize("NFC", data.decode()).encode(),
    "decomposed": lambda data: unicodedata.normalize("NFD", data.decode()).encode(),
    "over two lines": lambda data: data.replace(b" ", b"\n   "),
    "HTML": lambda data: html.escape(data.decode()).encode(),
    "HTML numbers": lambda data: "".join(f"&#x{ord(each):x};" for each in data.decode()).encode(),
    "HTML twice": lambda data: html.escape(html.escape(data.decode())).encode(),
    "JSON": lambda data: json.dumps(data.decode()).encode(),
    "JSON all escaped": lambda data: b"".join(b"\\u%04X" % unit for unit in units(data)),
    "an address": lambda data: quote(data).encode(),
    "an address in full": lambda data: "".join(f"%{byte:02x}" for byte in data).encode(),
    "a form": lambda data: quote_plus(data).encode(),
    "UTF-16": lambda data: b"\0\1" + codecs.BOM_UTF16_LE + data.decode().encode("utf-16-le"),
    "UTF-16, big end first": lambda data: b"\0\1" + data.decode().encode("utf-16-be"),
    "base64": aligned(0),
    "base64, one on": aligned(1),
    "base64, two on": aligned(2),
    "base64 in lines": lambda data: base64.encodebytes(b"a" * 70 + data),
    "base64 of an address": lambda data: b"data:x;base64=" + base64.urlsafe_b64encode(b">>>???" + data),
    "base64 twice": lambda data: base64.b64encode(base64.b64encode(data)),
    "deflate": lambda data: b"\0\1\2" + zlib.compress(b"{}" + data),
    "deflate alone": lambda data: zlib.compress(data)[2:-4],
    "gzip": lambda data: b"\0\1\2" + gzip.compress(data),
    "archive": archive,
    "name in an archive": archive_name,
    "database": database,
    "Parquet": parquet,
    "metadata of Parquet": parquet_metadata,
    "a column of the page": column,
    "JSON in a column of the page": lambda data: column(json.dumps(data.decode()).encode()),
    "base64 in a column of the page": lambda data: column(base64.b64encode(data)),
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned(events_frame([TOLD, ARTICLE]), level="public", gazetteer=load_gazetteer(), min_count=1)


def scan(*secrets: str, shown: tuple[str, ...] = ()) -> Scan:
    needles = Needles()
    for number, secret in enumerate(secrets, start=1):
        needles.add(secret, Origin(number, "actors"))
    return Scan(needles, shown=shown)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("way", ENCODINGS)
def test_a_secret_is_found_in_each_encoding(way: str, secret: str) -> None:
    data = b"head " + ENCODINGS[way](secret.encode()) if way == "as it is" else ENCODINGS[way](secret.encode())
    hits = scan(secret, "never said").hits("file", data)
    assert {hit.origin.row for hit in hits} == {1}


#: A page takes a second to be looked through, so it leaks in the ways that are its own.
LEAKY = [("csv", way) for way in ENCODINGS] + [("html", way) for way in ENCODINGS if "page" in way or "JSON" in way]


@pytest.mark.parametrize(("form", "way"), LEAKY)
def test_a_writer_that_leaks_is_refused_and_nothing_is_left(plan: Plan, tmp_path: Path, way: str, form: str) -> None:
    right = _writers([form])
    [(name, writer)] = right.items()
    leaky = {name: Writer(lambda release: writer.write(release) + b"\n" + ENCODINGS[way](NAME.encode()))}
    if way in {"archive", "name in an archive", "database", "Parquet", "metadata of Parquet", "deflate alone"}:
        leaky = {name: Writer(lambda _: ENCODINGS[way](NAME.encode()))}  # such a file is one from its first byte
    with pytest.raises(ReleaseError, match=rf"{name}: at byte \d+.*: column actors of row 1") as caught:
        write_plan(plan, tmp_path / "out", writers=leaky, blanks=right)
    assert "Kim" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


OWN = TOLD | {
    "phone": 8501912345678.0,
    "account": -19123456789,
    "met": pd.Timestamp("2020-05-17"),
    "phone_of_kim": None,
}
LEAKS: list[tuple[str, bytes]] = [
    ("quote", b"and then the ferry behind the mill, and nobody else"),
    ("quote", b"WE LEFT AT NIGHT from the river"),
    ("quote", b"and at night from the ferry we"),
    ("quote", b"from the ferry behind the sea"),
    ("phone", b"call 8501912345678"),
    ("account", b"no. 19123456789"),
    ("met", b"on 2020-05-17"),
    ("the name of a column", b"column Phone_of_Kim"),
    ("lat", b"lon\n128.18123\nand then much else\nlat\n41.40377\n"),
    ("event_id", b"see Interview-Kim-03."),
    ("name_as_written", b"at the ferry behind the mill"),
    ("date_start", b"<when>2011-02-14</when>"),
    ("confidence", b"0.7313731"),
    ("geometry", b"<coordinates>128.181230,41.403770</coordinates>"),
    ("geometry", b"lat=41.40377, lon=128.18123"),
    ("geometry", b"[128.1812,41.4037]"),
    ("geometry", b"[128.1812,41.4038]"),
    ("geometry", b"\0" + struct.pack("<2d", 128.1812, 41.4038)),
    ("geometry", b"\0\0" + struct.pack("<2f", 128.18123, 41.40377)),
    ("geometry", b"\0" + struct.pack("<2d", 128.18123, 41.40377)),
    ("geometry", b"\0" + struct.pack(">2d", 128.18123, 41.40377)),
]


@pytest.mark.parametrize(("what", "leak"), LEAKS)
def test_a_leak_of_each_kind_is_named_by_where_it_comes_from(
    tmp_path: Path, gazetteer: Gazetteer, what: str, leak: bytes
) -> None:
    plan = planned(events_frame([OWN]), level="public", gazetteer=gazetteer, min_count=1)
    with pytest.raises(ReleaseError, match=rf"notes\.bin: at byte \d+.*: (column {what} of row 1|{what})"):
        write_plan(plan, tmp_path / "out", writers={"notes.bin": Writer(lambda _: leak)}, blanks={})


def test_numbers_that_the_page_packs_are_looked_through(gazetteer: Gazetteer, tmp_path: Path) -> None:
    alone = planned(events_frame([TOLD]), level="public", gazetteer=gazetteer, min_count=1)
    [(name, right)] = _writers(["html"]).items()
    exact = events_frame([TOLD])[["event_id", "category", "geometry", "date_end"]]
    page = event_map(exact, columns=["date_end"]).to_html().encode()
    with pytest.raises(ReleaseError, match="behind packed numbers: column geometry of row 1"):
        write_plan(alone, tmp_path / "out", writers={name: Writer(lambda _: page, right.reveal)}, blanks={name: right})


@pytest.mark.parametrize(
    ("shown", "said", "text"),
    [
        ("raid in Hyesan", "Hyesan", "raid in Hyesan"),  # a report names the town, too
        ("", "abc", "abc"),  # too short
        ("", "2021", "from 2021 on"),  # a number as there are many
        ("", "kim", "kimchaek"),  # a part of another word
        ("", "rice", "the price"),
    ],
)
def test_what_is_rightly_there_is_no_leak(shown: str, said: str, text: str) -> None:
    assert scan(said, shown=(shown,)).hits("file", text.encode()) == []


def test_two_cells_of_a_table_are_not_one_text() -> None:
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE events (place_name, place_kind)")
        database.execute("INSERT INTO events VALUES ('Kimhyongjik', 'county')")
        data = database.serialize()
    assert scan("Kimhyongjik County", shown=()).hits("file", data) == []
    assert scan("Kimhyongjik", shown=()).hits("file", data)


@pytest.mark.parametrize(
    ("shown", "said", "text"),
    [
        (("much alcohol",), "Chol", "told by Chol"),  # a part of a word that is shown is not the word
        (("told by Kim", "Chol saw it"), "Kim Chol", "told by Kim Chol"),  # two texts are not one
    ],
)
def test_what_is_shown_otherwise_stays_a_secret(shown: tuple[str, ...], said: str, text: str) -> None:
    assert scan(said, shown=shown).hits("file", text.encode())


def test_a_spot_beside_a_shown_one_is_a_secret_and_the_shown_one_is_none() -> None:
    needles = Needles()
    needles.points[128.17802, 41.40295] = Origin(1, "geometry")
    shown = Scan(needles, shown=[], shown_points=[(128.1778, 41.4029)])
    assert shown.hits("file", b"[128.1778,41.4029]") == []
    assert shown.hits("file", b"[128.17802,41.40295]")


def test_what_such_a_file_always_holds_is_no_leak_but_for_the_name_of_an_input(tmp_path: Path) -> None:
    needles = Needles()
    needles.add("Worksheet", Origin(1, "goods"))
    needles.add_path(tmp_path / "zz-notes-of-kim.csv")
    data = b"worksheet made of zz-notes-of-kim"
    hits = Scan(needles, shown=[]).hits("file", data, blank=lambda: data)
    assert [str(hit) for hit in hits] == ["file: at byte 18: the name of an input"]


WAYS = ("HTML", "JSON all escaped", "an address in full", "base64", "deflate")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=8, max_size=20)


@given(secret=WORDS, ways=st.lists(st.sampled_from(WAYS), max_size=3))
def test_any_secret_is_found_behind_any_ways(secret: str, ways: list[str]) -> None:
    assume(all(ways.count(way) < 3 for way in WAYS))
    data = secret.encode()
    for number, way in enumerate(ways):
        assume("deflate" not in ways[:number] or way in {"base64", "deflate"})  # what is no text is not escaped
        data = ENCODINGS[way](data)
    assert scan(secret).hits("file", data)


def test_a_table_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(OutputError, match="holds a table that cannot be read, and so not be looked through"):
        scan("never said").hits("events.parquet", b"PAR1" + bytes(9))
