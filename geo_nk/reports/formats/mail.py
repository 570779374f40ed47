"""E-mails: newsletters and alerts with articles in them. Who sent one to whom is nobody's business."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import TYPE_CHECKING, Final

from geo_nk._files import decode, read_bytes
from geo_nk._files.strangers import one_line, strangers_file
from geo_nk.errors import ReadError
from geo_nk.reports.dates import published_day
from geo_nk.reports.formats.draft import REPORT_LIMIT, Draft, below_title, unify
from geo_nk.reports.formats.page import markup_of, page_draft
from geo_nk.reports.header import Facts
from geo_nk.reports.printed import forwarded_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

__all__ = ["MAIL_LIMIT", "mail_draft", "part_markup", "read"]

#: The most bytes of one mail, with what is attached.
MAIL_LIMIT: Final = 60_000_000

_IN_NAME: Final = r"""[^\s<>()\[\],;:"'@]"""
# It begins where a word does, so that no word is looked through twice; with quotation marks, blanks may be in it.
_ADDRESS = re.compile(
    rf"""
    <? (?:mailto:)?
    (?: (?<!{_IN_NAME}) {_IN_NAME}++ (?: '{_IN_NAME}++ ){{0,3}} | (?<!\w)"[^"\n@]{{1,64}}" )
    @ (?: [\w-]{{1,63}} (?:\.[\w-]{{1,63}}){{0,6}} | \[[\w.:]{{3,50}}\] )
    >?
    """,
    re.VERBOSE,
)
_HIDDEN: Final = "[address]"
_MOST_PARTS = 500
_LONGEST_HEADER = 2_000
# What was sent on was published on another day than the mail was sent: when it was sent first.
_SENT_ON = re.compile(r"\s*(?:fwd?|wg|tr|전달|転送|转发|轉寄)\s*[:：]", re.IGNORECASE)
_FORWARDED = re.compile(r"^[>\s]*(?:-{2,}\s?forwarded message|begin forwarded message)", re.IGNORECASE | re.MULTILINE)


def read(path: Path) -> Iterator[Draft]:
    """Yield the report in a mail."""
    source = str(path)
    yield mail_draft(read_bytes(path, limit=MAIL_LIMIT), where=source)


def mail_draft(data: bytes, *, where: str, number: int | None = None) -> Draft:
    r"""Return the report in a mail: its plain text, or else the article in its HTML.

    Addresses of e-mail are taken out of the text. The publisher is the name of the mailing list. A mail is of unknown
    kind, for it may be from a source, and a list may be private. One that was sent on is dated by the head of the mail
    in it.

    Parameters
    ----------
    data
        The mail as it was sent.
    where
        The file, and the message in it, for errors.
    number
        Which message of a mailbox it is.

    Returns
    -------
    Draft
        Its text begins with the subject.

    Raises
    ------
    geo_nk.errors.ReadError
        If it is no mail, or holds no text.

    Examples
    --------
    >>> mail = b"Subject: Raid\nFrom: a@example.org\nDate: Fri, 6 Aug 2021 09:00:00 +0900\n\nPolice came."
    >>> draft = mail_draft(mail, where="raid.eml")
    >>> draft.text, draft.facts.published.isoformat(), draft.facts.source_kind
    ('Raid\n\nPolice came.', '2021-08-06', 'unknown')
    """
    with strangers_file(where, "an e-mail"):
        message = message_from_bytes(data)
        facts = _facts(message)
        found = _plain_text(message, where=where)
        if found is None:
            draft = _from_html(message, where=where)
            facts, found = facts.or_else(Facts(url=draft.facts.url)), draft.text
        text = _ADDRESS.sub(_HIDDEN, unify(found)).strip()
        first_sent = None
        if _SENT_ON.match(facts.title or "") or _FORWARDED.search(text):
            first_sent = forwarded_on(text)
            facts = replace(facts, published=first_sent)
    if not text:
        raise ReadError(f"{where}: holds no text; save what is attached to it, or its words as text (.txt)")
    rule = "the head of the mail that was sent on" if first_sent else ""
    return Draft(below_title(facts.title, text), where, facts, number=number, dated_by=rule)


def _facts(message: Message) -> Facts:
    subject = one_line(_header(message, "Subject"))
    list_name = _header(message, "List-Id")
    publisher = one_line(list_name.partition("<")[0].strip(" \"'"))
    return Facts(
        published=published_day(re.sub(r"\s*\([^()]*\)\s*\Z", "", _header(message, "Date"))),
        publisher=None if publisher is None or "@" in publisher else publisher,
        title=None if subject is None else _ADDRESS.sub(_HIDDEN, subject),
        source_kind="unknown",
    )


def _header(message: Message, name: str) -> str:
    # As it was sent: what is not ASCII, and should have been encoded, is UTF-8 with most programs.
    sent = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    raw = sent[:_LONGEST_HEADER].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):  # it names an encoding that there is not
        return raw


def _plain_text(message: Message, *, where: str) -> str | None:
    """Return the text of the first plain part that is not attached; None where it has none with words in it."""
    for data, charset in part_markup(message, "text/plain", where=where):
        text = _decoded(data, charset, where=where)
        if text.strip():
            return text
    return None


def _from_html(message: Message, *, where: str) -> Draft:
    """Return the article in the first part with HTML in it; an empty one where there is none."""
    for data, charset in part_markup(message, "text/html", where=where):
        if data.strip():
            return page_draft(markup_of(data, source=where, declared=charset), where=where, in_page=False)
    return Draft("", where)


def part_markup(message: Message, kind: str, *, where: str) -> Iterator[tuple[bytes, str | None]]:
    """Yield the content of each part of a kind that is not attached, and the encoding it is said to be in.

    Parameters
    ----------
    message
        A parsed mail, or a page saved as one.
    kind
        Such as ``"text/html"``.
    where
        The file, for errors.

    Yields
    ------
    tuple of bytes and str or None
    """
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            return
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                if len(data) > REPORT_LIMIT:
                    raise ReadError(f"{where}: its text is larger than {REPORT_LIMIT // 1_000_000} MB; split it")
                yield data, part.get_content_charset()


def _decoded(data: bytes, charset: str | None, *, where: str) -> str:
    for name in ("utf-8", charset):
        try:
            return data.decode(name or "utf-8")
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return decode(data, source=where)
