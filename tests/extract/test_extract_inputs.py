"""What a caller may give to be read."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from geo_nk import Reader, Report, extract_events
from geo_nk.errors import RefusalWarning
from geo_nk.extract.inputs import is_text

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Agents raided the market in Hoeryong on the 3rd."


def test_a_text_is_read_as_a_report() -> None:
    events = extract_events(TEXT, published="2007-03-09")
    assert events.loc[0, ["report_id", "place_name"]].tolist() == ["text", "Hoeryong"]
    assert str(events["date_start"][0])[:10] == "2007-03-03"


def test_several_texts_have_ids_of_their_own() -> None:
    assert extract_events([TEXT, f"{TEXT} They left."])["report_id"].unique().tolist() == ["text", "text-2"]


@pytest.mark.parametrize("name", ["reports", "my old reports", "a b c d.txt", "notes of the 3rd.docx", ""])
def test_a_name_is_no_text(name: str) -> None:
    assert not is_text(name)


def test_a_file_that_is_called_as_a_sentence_is_read(tmp_path: Path) -> None:
    file = tmp_path / "agents raided the market."
    file.write_text(TEXT)
    assert not is_text(str(file))


def test_a_broken_file_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 50)
    with pytest.warns(RefusalWarning, match=r"b\.txt"):
        assert len(extract_events(tmp_path, errors="warn"))


def test_a_reader_can_be_sent_elsewhere() -> None:
    reader = pickle.loads(pickle.dumps(Reader()))  # noqa: S301 - our own
    assert reader.read(Report("a", TEXT)).events[0].place.surface == "Hoeryong"
