"""Which ending is read by which module."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from geo_nk.reports.formats.draft import Draft
    from geo_nk.reports.report import Refusal

__all__ = ["FORMATS", "UNREAD", "Format", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Attributes
    ----------
    name : str
        What people call it.
    endings : tuple of str
    module : str
        The module of this package that reads it, by a function ``read``; loaded when such a file comes.
    in_folders : bool
        Whether such files are read where they lie in a folder. A table there may be anything, so it is named.
    typed : bool
        Whether its facts were typed by a person, as in a header, and not found by a program, as on a page.
    """

    name: str
    endings: tuple[str, ...]
    module: str
    in_folders: bool = True
    typed: bool = False

    @property
    def read(self) -> Callable[[Path], Iterator[Draft | Refusal]]:
        """The function that reads a file into drafts, and into refusals of those in it that cannot be read."""
        module = import_module(f"geo_nk.reports.formats.{self.module}")
        return cast("Callable[[Path], Iterator[Draft | Refusal]]", module.read)


#: Every kind of file that is read.
FORMATS: Final = (
    Format("text", (".txt",), "plain", typed=True),
    Format("saved web page", (".html", ".htm", ".xhtml"), "page"),
    Format("saved web page", (".mhtml", ".mht"), "mhtml"),
    Format("e-mail", (".eml",), "mail"),
    Format("mailbox", (".mbox",), "mbox"),
    Format("news feed", (".rss", ".atom", ".xml"), "feed"),
    Format("Word document", (".docx",), "word"),
    Format("PDF", (".pdf",), "pdf"),
    Format("table", (".csv",), "table", in_folders=False, typed=True),
    Format("JSON lines", (".jsonl", ".ndjson"), "jsonlines", in_folders=False, typed=True),
    Format("Excel table", (".xlsx",), "workbook", in_folders=False, typed=True),
    Format("Parquet table", (".parquet",), "parquet", in_folders=False, typed=True),
)

#: Documents that are no report for us, but may be one for whoever put them there: told, not passed over.
UNREAD: Final = frozenset({".doc", ".odt", ".rtf", ".msg", ".pages"})

_BY_ENDING: Final = {ending: form for form in FORMATS for ending in form.endings}


def format_of(path: Path) -> Format | None:
    """Return the format of a file by its ending, or None where it is not known.

    Examples
    --------
    >>> from pathlib import Path
    >>> format_of(Path("raid.HTM")).name
    'saved web page'
    """
    return _BY_ENDING.get(path.suffix.lower())
