"""Web pages as browsers save them: the article without the page around it."""

from __future__ import annotations

import codecs
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files import clean, decode, read_bytes
from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError
from geo_nk.reports.formats.draft import REPORT_LIMIT, Draft, below_title, joined, unify, web_address
from geo_nk.reports.formats.page_facts import facts_of_page
from geo_nk.reports.formats.printed_day import printed_day
from geo_nk.reports.formats.tags import bounded
from geo_nk.reports.header import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["markup_of", "page_draft", "read"]

# What browsers read under these names, which is more than the names say.
_WIDER: Final = {
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "shift_jis": "cp932",
}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4096
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_WRONG_SHARE = 1_000  # a page has at most one damaged character in so many

_FRAME: Final = ("td", "tr", "tbody", "table")
_FEWEST_BREAKS = 3  # in a cell that holds an article and not a figure
_SAVED_FROM = re.compile(r"<!--[^>]{0,200}?(?:saved from url=\(\d{1,5}\)|\burl:)\s{0,9}(https?://[^\s<>]{1,2000})")
_PROSE = re.compile(r"\w[.!?…。！？]['\"”’»)\]」』]*(?:\s|\Z)")
_NO_ARTICLE: Final = (
    "holds no main text: it may be a list of articles, ask for a login, or need its scripts; "
    "save the page of the article itself, or its words as text (.txt)"
)


def read(path: Path) -> Iterator[Draft]:
    """Yield the article of a saved page."""
    source = str(path)
    markup = markup_of(read_bytes(path, limit=REPORT_LIMIT), source=source)
    yield page_draft(markup, where=source)


def markup_of(data: bytes, *, source: str, declared: str | None = None) -> str:
    """Decode a page: by its mark, else as UTF-8, else as it says of itself, else as what makes sense.

    Parameters
    ----------
    data
        The page.
    source
        The file, for the error.
    declared
        The encoding that is said of it elsewhere, as in the head of a mail.

    Returns
    -------
    str

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no text, or in no encoding that is known.

    Examples
    --------
    >>> page = '<meta charset="euc-kr"><p>혜산시 단속'.encode("cp949")
    >>> markup_of(page, source="page.html")
    '<meta charset="euc-kr"><p>혜산시 단속'
    """
    for start, wide in _WIDE:
        if data.startswith(start):
            return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    match = _DECLARED.search(data, 0, _HEAD)
    named = declared or (match[1].decode("ascii", "replace") if match else "")
    codec = _codec(named)
    if codec is not None and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _replacing(data, codec)
        if text is not None and text.count("\ufffd") * _WRONG_SHARE <= len(text):
            return text
    return decode(data, source=source)


def _replacing(data: bytes, codec: str) -> str | None:
    """Decode what can be decoded; None by a codec that cannot pass over an error, such as those of domain names."""
    try:
        return data.decode(codec, errors="replace")
    except UnicodeError:
        return None


def _codec(name: str) -> str | None:
    """Return a codec for text by a name that a stranger wrote; None where there is none."""
    wanted = _WIDER.get(name.lower(), name.lower())
    if wanted.startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        return None  # it would have had a mark; browsers disbelieve it, too
    try:
        found = codecs.lookup(wanted)
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", False) else None


def page_draft(markup: str, *, where: str, number: int | None = None, in_page: bool = True) -> Draft:
    """Return the article in a page.

    Parameters
    ----------
    markup
        The page, or a piece of one.
    where
        The file, and the place in it, for the error.
    number
        Which of several in its file it is.
    in_page
        Whether it is a whole page, and not a piece that holds nothing but the article.

    Returns
    -------
    Draft
        Its text begins with its title.

    Raises
    ------
    geo_nk.errors.ReadError
        If no article can be found in it.
    """
    with strangers_file(where, "a web page"):
        tree = _parse(markup, where=where)
        _unframe(tree)
        facts = facts_of_page(tree)
        text = unify(joined(map(_without_frame, _main_text(tree).splitlines())))
        facts = facts.or_else(Facts(published=printed_day(tree, text), url=_saved_from(markup)))
    if in_page and not _PROSE.search(text):
        raise ReadError(f"{where}: {_NO_ARTICLE}")
    return Draft(below_title(facts.title, text), where, facts, number=number, of_page=in_page)


def _parse(markup: str, *, where: str) -> Any:  # noqa: ANN401 - lxml publishes no types
    from lxml import etree, html  # noqa: PLC0415 - few need it

    # Parsed from bytes, since lxml refuses a string that says in which encoding it once was.
    parser = html.HTMLParser(
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        return html.document_fromstring(bounded(clean(markup)).encode("utf-8"), parser=parser)
    except etree.ParserError as error:  # nothing in it
        raise ReadError(f"{where}: {_NO_ARTICLE}") from error


def _saved_from(markup: str) -> str | None:
    """Return the address that a browser wrote at the head of a page when it saved it."""
    match = _SAVED_FROM.search(markup, 0, _HEAD)
    return web_address(match[1]) if match else None


def _unframe(tree: Any) -> None:  # noqa: ANN401 - as above
    """Make plain blocks of the tables in which old pages set their article: in a table, line breaks would be lost."""
    breaks = Counter(
        cell for mark in tree.iter("br", "p") if (cell := next(mark.iterancestors("td"), None)) is not None
    )
    done = set()
    for cell in (cell for cell, count in breaks.items() if count >= _FEWEST_BREAKS):
        for element in (cell, *cell.iterancestors(*_FRAME)):
            if element in done:
                break
            done.add(element)
            element.tag = "div"


def _main_text(tree: Any) -> str:  # noqa: ANN401 - as above
    """Return the main text, a line a paragraph; captions, comments, menus and links to other articles are left out."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes a sixth of a second, and few read pages

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it tells the terminal of each page it gives up
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    return str(getattr(found, "text", None) or "")


def _without_frame(line: str) -> str:
    """Return a line without the marks of a table that has one cell in a row, as old pages set their articles in."""
    inner = line.strip().strip("|").strip()
    return "" if not inner.strip("-| ") else line if "|" in inner else inner
