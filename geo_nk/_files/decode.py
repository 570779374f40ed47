"""Turn the bytes of a stranger's file into text, or say why that is not possible."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from geo_nk.errors import ReadError

__all__ = ["ENCODINGS", "clean", "decode"]

#: Encodings without a mark of their own that reports on North Korea come in: Korean, Chinese, Western, Russian.
ENCODINGS: Final = ("cp949", "gb18030", "big5", "cp1252", "cp1251")

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),  # before UTF-16, whose mark it begins with
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_TEXT: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or another ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite or GeoPackage file"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 1 << 16
_NUL_SHARE = 100  # a text has at most one NUL in so many bytes
_MOST_CHAOS = 0.1
_RIGHT_FOR_ONE_WRONG = 3


def decode(data: bytes, *, source: str) -> str:
    r"""Decode `data`: by its mark, else as UTF-8, else as the one of `ENCODINGS` that makes sense of it.

    Parameters
    ----------
    data
        What stands in the file.
    source
        The file's name, for the error.

    Returns
    -------
    str
        The text, without a byte order mark. Line ends are as in the file.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is not text, or in no encoding that is known here.

    Examples
    --------
    >>> decode("혜산시 단속".encode("cp949"), source="report.txt")
    '혜산시 단속'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, source=source)
    _refuse_binary(data, source=source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error.start, source=source)
        text = _guess(data)
        if text is None:
            message = (
                f"{source}: is in no encoding that could be told (not UTF-8 from byte {error.start}; "
                f"tried {', '.join(ENCODINGS)}); save it as UTF-8"
            )
            raise ReadError(message, path=Path(source)) from error
        return text


def clean(text: str) -> str:
    r"""Replace NUL and lone surrogates, which no file format carries, by U+FFFD, one for one.

    Offsets into the text stay what they were.

    Parameters
    ----------
    text
        Any string.

    Returns
    -------
    str

    Examples
    --------
    >>> clean("Hye\x00san")
    'Hye\ufffdsan'
    """
    return _UNSAFE.sub("\ufffd", text)


def _decode_marked(data: bytes, encoding: str, *, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{source}: begins like {encoding.upper()} but is damaged at byte {error.start}; save it as UTF-8"
        raise ReadError(message, path=Path(source)) from error


def _refuse_binary(data: bytes, *, source: str) -> None:
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise ReadError(f"{source}: is {what}, not plain text; save it as text (UTF-8)", path=Path(source))
    sample = data[:_SAMPLE]
    if sample.count(0) * _NUL_SHARE > len(sample):
        message = f"{source}: holds NUL bytes, like a binary file or UTF-16 without its mark; save it as text (UTF-8)"
        raise ReadError(message, path=Path(source))


def _refuse_damaged(data: bytes, at: int, *, source: str) -> None:
    """Refuse UTF-8 with a few wrong bytes: any other encoding would make nonsense of all its letters."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) - wrong > _RIGHT_FOR_ONE_WRONG * wrong:
        message = f"{source}: is UTF-8 but damaged at byte {at} (of {wrong} places); get it again, or save it as UTF-8"
        raise ReadError(message, path=Path(source))


def _guess(data: bytes) -> str | None:
    """Choose among `ENCODINGS` by how orderly the text comes out; None if none makes sense."""
    # Single high bytes among ASCII are a quote or an accent of a Western text; the letters of Korean and
    # Chinese come in pairs. The frequencies that charset-normalizer counts cannot tell so few letters apart.
    lone = all(len(run) == 1 for run in _HIGH_RUN.findall(data))
    order = sorted(ENCODINGS, key=lambda name: name != "cp1252") if lone else list(ENCODINGS)
    chaos = {match.encoding: match.chaos for match in from_bytes(data, cp_isolation=list(ENCODINGS))}
    likely = sorted((name for name in order if chaos.get(name, 1.0) <= _MOST_CHAOS), key=chaos.__getitem__)
    for name in likely:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _makes_sense(text):
            return text
    return None


def _makes_sense(text: str) -> bool:
    """Whether no character is a control, private or unassigned one: signs of a wrong guess."""
    seen = set(text) - set("\t\n\r\f\v\x00\x1a")
    return not any(unicodedata.category(character) in {"Cc", "Co", "Cn"} for character in seen)
