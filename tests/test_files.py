from __future__ import annotations

import csv
import fcntl
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import geo_nk._files.columns as large
from geo_nk._files import clean, decode, first_object, read_bytes, read_csv, require_file, write_atomic
from geo_nk._files.columns import csv_names, read_csv_columns
from geo_nk.data import read_table
from geo_nk.errors import OutputError, ReadError

KOREAN = "양강도 혜산시에서 보위원들이 중국 손전화 단속을 벌였다고 소식통이 전했다."
CHINESE = "朝鲜边境城市惠山的走私活动在今年三月被当局严厉打击。"
TAIWANESE = "朝鮮邊境城市惠山的走私活動在今年三月被當局嚴厲打擊。"
RUSSIAN = "Власти КНДР усилили контроль на границе с Китаем в городе Хесан."
ENGLISH = "North Korea’s police searched homes in Hyesan on March 3 — “again,” one said at a café."


def test_write_replaces_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "note.txt"
    target.write_text("old and longer")
    assert write_atomic(target, "new") == target
    assert target.read_bytes() == b"new"


def test_write_keeps_line_ends(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a", "a\r\nb\n").read_bytes() == b"a\r\nb\n"


def test_write_leaves_no_other_file(tmp_path: Path) -> None:
    write_atomic(tmp_path / "note.txt", b"\x00")
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_failed_write_keeps_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "note.txt"
    target.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match=r"note\.txt: cannot be written \(No space left on device\)"):
        write_atomic(target, "new")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("note.txt", "old")]


def test_write_needs_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing was changed"):
        write_atomic(tmp_path / "missing" / "note.txt", "x")


def test_write_refuses_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write_atomic(tmp_path, "x")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"),
        (KOREAN, "utf-8-sig"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-32"),
        (KOREAN, "cp949"),
        (KOREAN, "euc-kr"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (RUSSIAN, "cp1251"),
        (ENGLISH, "cp1252"),
        ("The city of Hyesan (혜산) in Ryanggang Province was searched by police for phones.", "cp949"),
        ("Police came to Musan’s market.", "cp1252"),
        *[
            (f"Police in {name} took six.", encoding)
            for name, encoding in (
                *(("惠山", "gbk"), ("长白", "gbk"), ("图们", "gbk"), ("龙井", "gbk"), ("王小明", "gbk")),
                *(("惠山", "big5"), ("新義州", "big5"), ("圖們", "big5"), ("劉洋", "big5"), ("惠山", "hz")),
                *(("무산", "cp949"), ("김철수", "cp949"), ("茂山", "cp949"), ("Хесан", "cp1251")),
                *(("혜산", "iso2022_kr"), ("혜산", "utf-7"), ("惠山", "iso2022_jp")),
            )
        ],
        ("Kim called +82-2-1234-5678, +8613812345678 and C++; 1 + 1 = 2, a+b+c.", "ascii"),
        ("El Niño, Müller, £5, 50° and «mot»; Ångström’s", "cp1252"),
        ("", "utf-8"),
    ],
)
def test_decode_tells_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), source="a.txt") == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04\x14\x00", "is a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        (b"{\\rtf1\\ansi Hyesan}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        ("Hyesan market".encode("utf-16-le"), "NUL bytes"),
    ],
)
def test_decode_says_what_is_no_text(data: bytes, what: str) -> None:
    with pytest.raises(ReadError, match=rf"^a\.txt: .*{what}.*save it as text"):
        decode(data, source="a.txt")


def test_decode_says_how_to_name_what_another_reader_reads() -> None:
    with pytest.raises(ReadError, match=r"^a\.txt: is a Word document, .* give it a name that ends in \.docx"):
        decode(b"PK\x03\x04.word/document.xml.", source="a.txt")


def test_decode_says_which_encodings_were_tried() -> None:
    noise = bytes(range(128, 256)) * 8
    with pytest.raises(ReadError, match=r"not UTF-8 from byte 0; tried cp949, .*cp1251\); save it as UTF-8"):
        decode(noise, source="a.txt")


def test_decode_refuses_what_may_be_in_two_encodings() -> None:
    with pytest.raises(
        ReadError, match=r"^a\.txt: has too few letters .* in (cp949|gb18030) or in \w+; save it as UTF-8"
    ):
        decode("Police in 쩡 took six.".encode("cp949"), source="a.txt")


def test_decode_refuses_escapes_that_it_does_not_know() -> None:
    with pytest.raises(ReadError, match=r"looks like ISO2022-CN but cannot be decoded; save it as UTF-8"):
        decode(b"Police in \x1b$)A\x0e;]I=\x0f took six.", source="a.txt")


@pytest.mark.parametrize(
    ("system", "encoding"),
    [("hangul_n", "cp949"), ("hanja", "gb18030"), ("zh-Hans", "gb18030"), ("zh-Hant", "big5"), ("hanja", "big5")],
)
def test_one_name_of_a_place_is_decoded_or_refused(system: str, encoding: str) -> None:
    names = [row["name"] for row in read_table("gazetteer/names.csv") if row["system"] == system]
    right = 0
    for name in names:
        data = f"Police in {name} took six.".encode(encoding, "ignore")
        try:
            found = decode(data, source="a.txt")
        except ReadError:
            continue
        assert found == data.decode(encoding)
        right += 1
    assert right >= 0.9 * len(names)


@pytest.mark.parametrize("text", ["Kim Chŏl-su", "Hyesan (Хесан)", "α and β", "Ǎ in pinyin", "50 µg of ДДТ", "Ḥ"])
def test_a_few_letters_in_utf8_stay_what_they_are(text: str) -> None:
    assert decode(text.encode(), source="a.txt") == text


def test_decode_says_where_marked_text_is_damaged() -> None:
    with pytest.raises(ReadError, match=r"begins like UTF-16 but is damaged at byte \d+"):
        decode(b"\xff\xfea\x00\x00\xd8b\x00", source="a.txt")


def test_decode_does_not_make_nonsense_of_damaged_utf8() -> None:
    with pytest.raises(ReadError, match=r"is UTF-8 but damaged at byte \d+"):
        decode(ENGLISH.encode() + KOREAN.encode()[:-2], source="a.txt")


@given(st.lists(st.sampled_from(KOREAN.removesuffix(".").split()), min_size=3))
def test_korean_is_told_from_a_few_words(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(text.encode("cp949"), source="a.txt") == text


def test_clean_keeps_length() -> None:
    text = "a\x00b\ud800c"
    assert clean(text) == "a\ufffdb\ufffdc"


def test_read_bytes_has_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 1_000_001)
    assert len(read_bytes(path, limit=1_000_001)) == 1_000_001
    with pytest.raises(ReadError, match=r"long\.txt: is larger than 1 MB"):
        read_bytes(path, limit=1_000_000)


def test_read_bytes_names_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"missing: cannot be read \(No such file") as caught:
        read_bytes(tmp_path / "missing", limit=1)
    assert caught.value.path == tmp_path / "missing"


def _csv(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_delimiters(tmp_path: Path, delimiter: str) -> None:
    table = read_csv(_csv(tmp_path, f"a{delimiter}b\n1{delimiter}2\n"), limit=100)
    assert list(table.rows()) == [(2, {"a": "1", "b": "2"})]


def test_csv_counts_rows_as_a_spreadsheet_does(tmp_path: Path) -> None:
    table = read_csv(_csv(tmp_path, 'a,b\n"1\n1",2\n\n,\n3\n'), limit=100)
    assert list(table.rows()) == [(2, {"a": "1\n1", "b": "2"}), (5, {"a": "3", "b": ""})]


def test_csv_in_korean_encoding(tmp_path: Path) -> None:
    table = read_csv(_csv(tmp_path, f"text,note\n{KOREAN},비고\n".encode("cp949")), limit=1000)
    assert next(table.rows())[1]["text"] == KOREAN


def test_csv_reads_long_cells(tmp_path: Path) -> None:
    table = read_csv(_csv(tmp_path, "text\n" + "x" * 200_000), limit=1_000_000)
    assert len(next(table.rows())[1]["text"]) == 200_000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "has no header"),
        ("a,a\n", "names the column 'a' twice"),
        ("a,b\n1,2,3\n", "row 2 has 3 cells but the header names 2 columns; .* holds '3'"),
        ('a,b\n"1,2\n', "is not CSV"),
    ],
)
def test_csv_faults(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(ReadError, match=rf"table\.csv: .*{message}"):
        list(read_csv(_csv(tmp_path, content), limit=100).rows())


def test_csv_has_no_endless_header(tmp_path: Path) -> None:
    path = _csv(tmp_path, ",".join(f"c{i}" for i in range(2001)))
    with pytest.raises(ReadError, match=r"table\.csv: its first row has 2,001 cells, and no table has more than 2,000"):
        read_csv(path)


def columns(path: Path) -> tuple[list[int], dict[str, list[str | None]]]:
    table = read_csv_columns(path)
    return table.numbers.tolist(), {name: cells.tolist() for name, cells in table.columns.items()}


CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=4) | st.sampled_from(
    ["'=1", " x", "　", '"', "a,b", "a\nb", "혜산", "\x85"]
)


def test_a_large_csv_table_with_line_ends_of_an_old_mac_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "_LARGE", 1)
    (tmp_path / "a.csv").write_bytes(b"Town,Note\rHyesan,x\r")
    assert columns(tmp_path / "a.csv") == ([2], {"Town": ["Hyesan"], "Note": ["x"]})


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5), st.sampled_from(["", "\ufeff", "sep=,\n"]))
def test_a_large_csv_table_is_read_as_a_small_one(rows: list[tuple[str, ...]], before: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([("a", "", "'=b"), *rows])
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "a.csv"
        path.write_text(before + stream.getvalue(), encoding="utf-8", newline="")
        small = columns(path)
        patch.setattr(large, "_LARGE", 0)
        assert columns(path) == small
        assert csv_names(path) == ["a", "=b"]


def outcome(path: Path) -> object:
    try:
        return columns(path)
    except ReadError as error:
        return str(error)


@given(st.text('",;a\n\r ', max_size=12), st.sampled_from(["", "\ufeff"]), st.sampled_from([4, 7, 1 << 21]))
@example('"a"b,2', "", 4).via("a quotation mark that Arrow passes over")
def test_a_large_csv_table_is_refused_as_a_small_one(rows: str, before: str, block: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "a.csv"
        path.write_text(f"{before}a,b\n{rows}", encoding="utf-8", newline="")
        small = outcome(path)
        patch.setattr(large, "_LARGE", 0)
        patch.setattr(large, "_BLOCK", block)
        assert outcome(path) == small


@pytest.mark.parametrize("content", ["a,b\n1\n", "a,b\n1,2\n\n3,4\n", "a,b\n1,2,\n", "a\n1\n\n2"])
def test_a_large_csv_table_that_is_not_regular_is_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (tmp_path / "a.csv").write_text(content)
    small = columns(tmp_path / "a.csv")
    monkeypatch.setattr(large, "_LARGE", 0)
    assert columns(tmp_path / "a.csv") == small


def test_a_large_csv_table_in_another_encoding_is_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "_LARGE", 0)
    (tmp_path / "a.csv").write_bytes("장소\n혜산시\n".encode("cp949"))
    assert columns(tmp_path / "a.csv") == ([2], {"장소": ["혜산시"]})


@pytest.mark.parametrize(("content", "message"), [("a\n1,2\n", "row 2 has 2 cells"), ('a\n"1\n', "line 2 is not CSV")])
def test_faults_of_a_large_csv_table_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str
) -> None:
    monkeypatch.setattr(large, "_LARGE", 0)
    (tmp_path / "a.csv").write_text(content)
    with pytest.raises(ReadError, match=message):
        columns(tmp_path / "a.csv")


def test_write_goes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "note.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("far/note.txt")
    assert write_atomic(tmp_path / "link.txt", "new") == tmp_path / "link.txt"
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "far" / "note.txt").read_text() == "new"


def test_write_keeps_who_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, seen = tmp_path / "note.txt", []
    target.write_text("old")
    target.chmod(0o600)

    def look(_descriptor: int) -> None:
        seen.extend(path.stat().st_mode & 0o777 for path in tmp_path.glob(".note*.part"))

    monkeypatch.setattr("os.fsync", look)
    write_atomic(target, "new")
    assert [*seen, target.stat().st_mode & 0o777] == [0o600, 0o600]


def test_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "note.txt", "new")
    assert list(tmp_path.iterdir()) == []


def test_write_removes_what_a_killed_one_left_and_not_what_another_is_writing(tmp_path: Path) -> None:
    stale, held, new, other = (f".note.txt.{part}.part" for part in ("0123456789ab", "0123456789ac", "0" * 12, "mine"))
    for name in (stale, held, other):
        (tmp_path / name).write_text("half")
    (tmp_path / new).touch()
    with (tmp_path / held).open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        write_atomic(tmp_path / "note.txt", "new")
        assert {path.name for path in tmp_path.iterdir()} == {held, new, other, "note.txt"}


KILLED = """
import os, signal, sys
from geo_nk._files import write_atomic
def parts():
    yield "half"
    os.kill(os.getpid(), signal.SIGKILL)
write_atomic(sys.argv[1], parts())
"""


def test_a_write_that_is_killed_leaves_the_old_file_and_the_next_one_clears_up(tmp_path: Path) -> None:
    file = write_atomic(tmp_path / "note.txt", "old")
    subprocess.run([sys.executable, "-c", KILLED, str(file)], check=False)
    assert file.read_text() == "old"
    (stray,) = tmp_path.glob(".*.part")
    os.utime(stray, (0, 0))
    write_atomic(file, "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]


def test_write_refuses_names_that_no_file_can_have(tmp_path: Path) -> None:
    for name in ("a\x00.txt", "a" * 300):
        with pytest.raises(OutputError, match=r"cannot be written .*; nothing was changed"):
            write_atomic(tmp_path / name, "x")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="is no ordinary file but a pipe"):
        write_atomic(tmp_path / "pipe", "x")


def test_require_file_says_what_else_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    require_file(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe")
    for name, message in {
        "": "is a folder; give a file in it",
        "none": "does not exist; check the name",
        "a.txt/b": "does not exist; check the name",
        "pipe": "is no ordinary file but a pipe or a device",
        "a" * 300: "cannot be read .*; check the name",
        "a\x00": r"cannot be read \(embedded null byte\)",
    }.items():
        with pytest.raises(ReadError, match=message):
            require_file(tmp_path / name)


@pytest.mark.parametrize("before", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\x1e"])
def test_first_object_is_on_the_first_line_that_is_not_blank(tmp_path: Path, before: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(before + b'{"report": "r1"}\n{"report": "r2"}\n')
    assert first_object(tmp_path / "a.jsonl") == {"report": "r1"}


@pytest.mark.parametrize("line", [b"", b"\n", b"[1]", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_no_first_object_is_an_empty_one(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(line)
    assert first_object(tmp_path / "a.jsonl") == {}
