"""An index file of one's own: what is none, or is damaged, is refused."""

import sqlite3
from pathlib import Path

import pytest

from geo_nk.errors import ReadError
from geo_nk.gazetteer import load_gazetteer
from geo_nk.gazetteer.own.index_file import writing_index
from geo_nk.gazetteer.tables import PlaceRow


def place(place_id: str, **cells: str) -> PlaceRow:
    return PlaceRow(place_id, "Tukkobi-ri", "ri", "KP", "128.1", "41.3", "2000")._replace(**cells)


@pytest.mark.parametrize(
    "cells", [{"lon": "x"}, {"lat": "91"}, {"uncertainty_m": "inf"}, {"kind": "hamlet"}, {"lon": ""}]
)
def test_an_index_with_a_place_off_the_earth_is_refused(tmp_path: Path, cells: dict[str, str]) -> None:
    with writing_index(tmp_path / "own.index") as writer:
        writer.add_place(place("x", **cells))
    with pytest.raises(ReadError, match=r"own\.index: place 'x' is damaged .*; import it again"):
        load_gazetteer(index=tmp_path / "own.index")


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE places (name)")
    other.close()
    with pytest.raises(ReadError, match=r"other\.sqlite: is no index of places; make one with geo-nk gazetteer import"):
        load_gazetteer(index=tmp_path / "other.sqlite")
    with pytest.raises(ReadError, match=r"none\.index: does not exist; give an index file"):
        load_gazetteer(index=tmp_path / "none.index")
