"""Turn the bytes of a stranger's file into text, or say why that is not possible."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from pathlib import Path
from typing import Final

from geo_nk._files.likelihood import bits
from geo_nk.errors import ReadError, shown

__all__ = ["ENCODINGS", "as_text", "clean", "decode"]

#: Encodings without a mark of their own that reports on North Korea come in: Korean, Chinese, Western, Russian.
ENCODINGS: Final = ("cp949", "gb18030", "big5hkscs", "cp1252", "cp1251")

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),  # before UTF-16, whose mark it begins with
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ZIP: Final = b"PK\x03\x04"
# Archives that have a reader here, by a name that stands in them as it is.
_OFFICE: Final = (
    (b"xl/workbook.", "an Excel workbook", ".xlsx"),
    (b"word/document.", "a Word document", ".docx"),
)
_NOT_TEXT: Final = (
    (b"%PDF", "a PDF"),
    (_ZIP, "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "an SQLite or GeoPackage file"),
)
# Encodings that write foreign letters with nothing but ASCII, and what they begin such letters with.
_ESCAPES: Final = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$(?:[@B]|\([DOPQ])"), "iso2022_jp_2004"),
    (re.compile(rb"\x1b\$\)[AGE]"), "iso2022_cn"),  # Python has no such codec: it is refused
    (re.compile(rb"~\{(?:[!-w][!-~])+~\}"), "hz"),
)
_UTF7_RUN = re.compile(rb"\+([A-Za-z0-9+/]*)-?")
_FEWEST_UTF7 = 3  # letters of one character
_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_SAMPLE = 1 << 16
_NUL_SHARE = 100  # a text has at most one NUL in so many bytes
_SURE: Final = 7.0  # bits by which the likeliest encoding must be likelier than the next
_FEW_LETTERS: Final = 40  # more are not all UTF-8 by chance
_BY_CHANCE = re.compile("[\u0180-\u07ff]")
_RARELY: Final = {"cp1251": 8.0}  # bits that an encoding has against it, for it is rarely that of a report
_ANYTHING: Final = ("cp1252", "cp1251")  # encodings in which nearly any bytes are some text
_MOST_BITS: Final = 12.0  # a letter, of a text in one of those
_RIGHT_FOR_ONE_WRONG = 3


def decode(data: bytes, *, source: str) -> str:
    r"""Decode `data`: by its mark or escapes, else as UTF-8, else as by far the likeliest of `ENCODINGS`.

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
        If it is not text, or in no encoding that is known here, or in either of two that are as likely.

    Examples
    --------
    >>> decode("혜산시 단속".encode("cp949"), source="report.txt")
    '혜산시 단속'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, source=source)
    _refuse_binary(data, source=source)
    if data.isascii():
        return _decode_ascii(data, source=source)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error.start, source=source)
        return _decode_unmarked(data, error, source=source)
    return _likelier(text, data)


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


def as_text(value: object) -> str:
    """Return a value as clean text; a whole number that Python will not spell as what it is.

    Examples
    --------
    >>> as_text(3.5), as_text(10**5000)
    ('3.5', 'a whole number of more than 4,000 digits')
    """
    try:
        return clean(value if type(value) is str else str(value))
    except ValueError:
        return shown(value)


def _decode_marked(data: bytes, encoding: str, *, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{source}: begins like {encoding.upper()} but is damaged at byte {error.start}; save it as UTF-8"
        raise ReadError(message, path=Path(source)) from error


def _refuse_binary(data: bytes, *, source: str) -> None:
    for member, what, ending in _OFFICE if data.startswith(_ZIP) else ():
        if member in data:
            message = f"{source}: is {what}, not plain text; give it a name that ends in {ending}"
            raise ReadError(message, path=Path(source))
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


def _decode_unmarked(data: bytes, error: UnicodeDecodeError, *, source: str) -> str:
    likely = _likely(data)
    if not likely:
        message = (
            f"{source}: is in no encoding that could be told (not UTF-8 from byte {error.start}; "
            f"tried {', '.join(ENCODINGS)}); save it as UTF-8"
        )
        raise ReadError(message, path=Path(source)) from error
    (cost, name, text), *others = likely
    if others and others[0][0] - cost < _SURE:
        message = (
            f"{source}: has too few letters that are not English to tell whether it is in {name} or in "
            f"{others[0][1]}; save it as UTF-8"
        )
        raise ReadError(message, path=Path(source)) from error
    return text


def _likelier(text: str, data: bytes) -> str:
    """Return a text, or what its bytes are otherwise where they are UTF-8 by chance, as those of 元山 in GBK are."""
    if len(data) - len(text) > _FEW_LETTERS or _BY_CHANCE.search(text) is None:
        return text
    likely = _likely(data)
    return likely[0][2] if likely and bits(text)[0] - likely[0][0] >= _SURE else text


def _decode_ascii(data: bytes, *, source: str) -> str:
    """Decode what holds nothing but ASCII, in which foreign letters may be hidden all the same."""
    for begins, encoding in _ESCAPES:
        if begins.search(data):
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError) as error:
                name = encoding.upper().replace("_", "-")
                message = f"{source}: looks like {name} but cannot be decoded; save it as UTF-8"
                raise ReadError(message, path=Path(source)) from error
    return data.decode("utf-7" if _is_utf7(data) else "ascii")


def _is_utf7(data: bytes) -> bool:
    """Whether each plus sign begins letters in UTF-7, and not a telephone number or a sum."""
    runs = [run for run in _UTF7_RUN.findall(data) if run]
    if not any(len(run) >= _FEWEST_UTF7 for run in runs) or not all(map(_is_utf7_run, runs)):
        return False
    try:
        data.decode("utf-7")
    except UnicodeDecodeError:
        return False
    return True


def _is_utf7_run(run: bytes) -> bool:
    """Whether base64 gives whole characters, letters or signs that a text has, and no more than the rest of a byte."""
    if run.isdigit():
        return False
    try:
        units = base64.b64decode(run + b"=" * (-len(run) % 4))
        text = units[: len(units) // 2 * 2].decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return False
    whole = base64.b64encode(text.encode("utf-16-be")).rstrip(b"=") == run
    return whole and not text.isascii() and _makes_sense(text)


def _likely(data: bytes) -> list[tuple[float, str, str]]:
    """Return the texts that the bytes are in some of `ENCODINGS`, the likeliest first, with the bits that they take."""
    found: dict[str, tuple[float, str]] = {}
    for name in ENCODINGS:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if text in found or not _makes_sense(text):
            continue
        taken, letters = bits(text)
        if name not in _ANYTHING or taken <= _MOST_BITS * letters:
            found[text] = (taken + _RARELY.get(name, 0.0), name)
    return sorted((cost, name, text) for text, (cost, name) in found.items())


def _makes_sense(text: str) -> bool:
    """Whether no character is a control, private or unassigned one: signs of a wrong guess."""
    seen = set(text) - set("\t\n\r\f\v\x00\x1a")
    return not any(unicodedata.category(character) in {"Cc", "Co", "Cn"} for character in seen)
