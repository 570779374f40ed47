"""Mailboxes: many mails in one file."""

from __future__ import annotations

import mailbox
from typing import TYPE_CHECKING

from geo_nk._files.strangers import strangers_file
from geo_nk.errors import ReadError
from geo_nk.reports.formats.mail import MAIL_LIMIT, mail_draft
from geo_nk.reports.report import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo_nk.reports.formats.draft import Draft

__all__ = ["read"]


def read(path: Path) -> Iterator[Draft | Refusal]:
    """Yield the reports of a mailbox, one message in memory at a time."""
    with strangers_file(str(path), "a mailbox", path=path):
        box = mailbox.mbox(path, create=False)
        keys = box.keys()
    try:
        if not keys:
            message = f"{path}: holds no message; a mailbox has a line that begins with 'From ' above each one"
            raise ReadError(message, path=path)
        for number, key in enumerate(keys, start=1):
            where = f"{path}: message {number}"
            try:
                yield mail_draft(_message(box, key, where=where), where=where, number=number)
            except ReadError as error:
                yield Refusal(where, str(error).removeprefix(f"{where}: "))
    finally:
        box.close()


def _message(box: mailbox.mbox, key: str, *, where: str) -> bytes:
    with strangers_file(where, "an e-mail"), box.get_file(key) as stream:
        data = bytes(stream.read(MAIL_LIMIT + 1))
    if len(data) > MAIL_LIMIT:
        raise ReadError(f"{where}: is larger than {MAIL_LIMIT // 1_000_000} MB; remove what is attached")
    return data
