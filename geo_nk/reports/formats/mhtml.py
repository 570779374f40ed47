"""Pages saved with their pictures in one file, as browsers do (MHTML)."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from typing import TYPE_CHECKING

from geo_nk._files import read_bytes
from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError
from geo_nk.reports.formats.draft import web_address
from geo_nk.reports.formats.mail import MAIL_LIMIT, part_markup
from geo_nk.reports.formats.page import markup_of, page_draft
from geo_nk.reports.header import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo_nk.reports.formats.draft import Draft

__all__ = ["read"]


def read(path: Path) -> Iterator[Draft]:
    """Yield the article of a page; the first HTML part is the page, the others are frames in it."""
    source = str(path)
    with strangers_file(source, "a saved web page", path=path):
        message = message_from_bytes(read_bytes(path, limit=MAIL_LIMIT))
        found = next(part_markup(message, "text/html", where=source), None)
        if found is None:
            raise ReadError(f"{path}: holds no page; save it again, or its words as text (.txt)", path=path)
        data, charset = found
        draft = page_draft(markup_of(data, source=source, declared=charset), where=source)
        saved_from = web_address(str(message.get("Snapshot-Content-Location", "")))
    yield replace(draft, facts=draft.facts.or_else(Facts(url=saved_from)))
