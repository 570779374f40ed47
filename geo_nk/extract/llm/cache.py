"""What was asked and answered, as files: a run can be repeated without a server, audited, or answered elsewhere."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_nk._files import read_bytes, require_file, write_atomic
from geo_nk.errors import LanguageModelError, OutputError, ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Cache"]

MOST_BYTES = 4_000_000


class Cache:
    """A folder with ``HASH.request.json`` and ``HASH.reply.json`` for each request.

    A reply may be written by hand or by another program: the answer itself (``{"events": [...]}``), or all that a
    server with the chat-completions form gives.

    Parameters
    ----------
    folder
        Made if it is not there.

    Raises
    ------
    geo_nk.errors.OutputError
        If it cannot be made.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise OutputError(f"{self.folder}: the folder cannot be made ({why}); choose another") from error

    def request_file(self, name: str) -> Path:
        """Return the file of a request."""
        return self.folder / f"{name}.request.json"

    def reply_file(self, name: str) -> Path:
        """Return the file of its reply."""
        return self.folder / f"{name}.reply.json"

    def write_request(self, name: str, body: Mapping[str, Any]) -> None:
        """Write what is asked, unless it is there.

        Raises
        ------
        geo_nk.errors.LanguageModelError
            If there is another text in its file: whoever answers it would answer what is not asked.
        """
        file, text = self.request_file(name), _json(body)
        held = self._read(file)
        if held is None:
            write_atomic(file, text)
        elif _object(held) != _object(text):
            raise LanguageModelError(f"{file}: is not what is asked any more; delete it with its reply")

    def write_reply(self, name: str, reply: Mapping[str, Any]) -> None:
        """Write what was answered."""
        write_atomic(self.reply_file(name), _json(reply))

    def reply(self, name: str) -> dict[str, Any] | None:
        """Return what was answered in the form of a server, None where nothing was."""
        text = self._read(self.reply_file(name))
        if text is None:
            return None
        held = _object(text)
        return held if held and "choices" in held else {"choices": [{"message": {"content": text}}]}

    def _read(self, file: Path) -> str | None:
        """Return the text of a file, None where there is none."""
        try:
            if not os.path.lexists(file):
                return None
            require_file(file)
            return read_bytes(file, limit=MOST_BYTES).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise LanguageModelError(f"{file}: is not UTF-8; save it so, or delete it to ask again") from error
        except ReadError as error:
            raise LanguageModelError(str(error)) from error


def _json(record: Mapping[str, Any]) -> str:
    """Return JSON that a person can read, in which every character can be written."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _object(text: str) -> dict[str, Any] | None:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) else None
