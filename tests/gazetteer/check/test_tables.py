"""Reading the edited tables: what is no table is refused."""

from pathlib import Path

import pytest

from geo_nk.errors import ReadError
from geo_nk.gazetteer.check.tables import COLUMNS, read_tables


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        (b"", "is empty or no CSV"),
        (b"\xff\xfe", "is not UTF-8 at byte 0"),
        (b'"', "is empty or no CSV at line 1"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    for table, columns in COLUMNS.items():
        (tmp_path / f"{table}.csv").write_text(",".join(columns), encoding="utf-8")
    (tmp_path / "names.csv").unlink()
    if content is not None:
        (tmp_path / "names.csv").write_bytes(content)
    with pytest.raises(ReadError, match=rf"names\.csv: {message}"):
        read_tables(tmp_path)
