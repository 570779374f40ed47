"""News feeds, RSS and Atom: a report in each entry."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from geo_nk._files import clean, read_bytes
from geo_nk._files.strangers import one_line, strangers_file
from geo_nk.errors import ReadError
from geo_nk.reports.dates import published_day
from geo_nk.reports.formats.draft import REPORT_LIMIT, Draft, below_title, web_address
from geo_nk.reports.formats.page import page_draft
from geo_nk.reports.header import Facts
from geo_nk.reports.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["read"]

_MARKUP: Final = re.compile(r"<[a-zA-Z!/]|&\w+;")
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the entries of a feed."""
    import feedparser  # noqa: PLC0415 - few read feeds

    source = str(path)
    data = read_bytes(path, limit=REPORT_LIMIT)
    if _ENTITY.search(data):  # no feed needs any, and nested ones fill the memory of who expands them
        raise ReadError(f"{path}: defines entities of its own, as no feed needs to; get it again", path=path)
    with strangers_file(source, "a news feed", path=path):
        # As a stream: a string might be taken for a name or an address and opened. Headers keep it off guessing.
        found = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
        version, entries = str(found.get("version") or ""), list(found.entries)
    if not version or not entries:
        what = "has no entry" if version else "is no RSS or Atom feed"
        raise ReadError(f"{path}: {what}; save the article itself, or its words as text (.txt)", path=path)
    publisher = one_line(str(found.feed.get("title") or ""))
    for number, entry in enumerate(entries, start=1):
        where = f"{path}: entry {number}"
        try:
            yield _draft(entry, publisher, version=version, where=where, number=number)
        except ReadError as error:
            yield Refusal(where, str(error).removeprefix(f"{where}: "))


def _draft(entry: Any, publisher: str | None, *, version: str, where: str, number: int) -> Draft:  # noqa: ANN401
    with strangers_file(where, "an entry of a news feed"):
        facts = Facts(
            published=published_day(_day_of(entry, version=version)),
            publisher=publisher,
            url=web_address(entry.get("link")),
            title=one_line(entry.get("title")),
        )
        content = [part.get("value") or "" for part in entry.get("content", ())]
        words = max([*content, entry.get("summary") or ""], key=len)
        if not words.strip():
            raise ReadError(f"{where}: is empty; a report needs a text")
        if not _MARKUP.search(words):
            return Draft(below_title(facts.title, clean(words)), where, facts, number=number)
        draft = page_draft(f"<html><body><article>{words}</article></body></html>", where=where, in_page=False)
        return replace(draft, text=below_title(facts.title, draft.text), facts=facts, number=number)


def _day_of(entry: Any, *, version: str) -> str | None:  # noqa: ANN401 - feedparser publishes no types
    """Return when an entry was published; in RSS, what feedparser calls updated is the one date that there is."""
    stated = entry.get("published")
    if stated is None and version.startswith("rss") and "updated" in dict.keys(entry):
        stated = dict.get(entry, "updated")
    return None if stated is None else str(stated)
