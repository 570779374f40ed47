"""A collection in a real PostgreSQL with PostGIS is what one in a GeoPackage is."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from geo_nk.errors import OutputError, ReadError
from geo_nk.events import events_frame
from geo_nk.events.collection import add_events, is_collection, read_collection
from geo_nk.events.collection.postgis import Database

if TYPE_CHECKING:
    from pathlib import Path

ROW = {"category": "border_control", "lon": 128.18, "lat": 41.4}


def test_what_fails_on_the_way_changes_nothing(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_events(database, events_frame([ROW | {"event_id": "old"}]))
    before, apply = read_collection(database), Database.apply

    def failing(self: Database, *given: Any) -> None:
        apply(self, *given)
        self._connection.execute("SELECT 1 / 0")

    monkeypatch.setattr(Database, "apply", failing)
    with pytest.raises(OutputError, match=r"collection\.postgis: cannot be written \(division by zero\); nothing was"):
        add_events(database, events_frame([ROW | {"event_id": "new"}]))
    pd.testing.assert_frame_equal(read_collection(database), before)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mysql://localhost/reports", "names no database; write the address .* such as postgresql://localhost/reports"),
        ("", "names no database"),
        ("postgresql:///none?host=/nowhere", "the database that it names does not answer"),
    ],
)
def test_a_file_that_names_no_database_says_what_to_write(text: str, said: str, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    file = tmp_path / "collection.postgis"
    file.write_text(text)
    assert is_collection(file)
    with pytest.raises(ReadError, match=f"collection.postgis: {said}"):
        read_collection(file)


@pytest.mark.parametrize("password", ["dove/1sky", "dove@sky", "5432/sky", "do%ve"])
def test_a_password_that_is_not_escaped_is_said_to_be_and_not_shown(password: str, tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    file = tmp_path / "collection.postgis"
    file.write_text(f"postgresql://kim:{password}@localhost/reports")
    with pytest.raises(ReadError, match=r"its address cannot be read; write .* in a password %25 for %") as caught:
        read_collection(file)
    assert not any(part in str(caught.value) for part in ("dove", "sky"))


def test_an_empty_database_is_no_collection(database: Path) -> None:
    with pytest.raises(ReadError, match=r"holds no collection; geo-nk add NEW\.\.\. --to collection\.postgis makes it"):
        read_collection(database)


def test_a_missing_package_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ReadError, match=re.escape("needs the package psycopg; pip install 'geo_nk[postgis]'")):
        read_collection(tmp_path / "collection.postgis")


@pytest.mark.parametrize(
    "address",
    ["postgresql://a:hunter2%zz@127.0.0.1/x", "postgresql://a:hunter2@[::1/x", "postgresql://a@h/x?p=hunter2"],
)
def test_a_password_is_in_no_message(tmp_path: Path, address: str) -> None:
    store = tmp_path / "reports.postgis"
    store.write_text(address, encoding="utf-8")
    with pytest.raises(ReadError, match="its address cannot be read; write postgresql://USER:PASSWORD@HOST") as raised:
        read_collection(store)
    assert "hunter2" not in str(raised.value)
    assert raised.value.__cause__ is None
