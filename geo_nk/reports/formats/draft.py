"""What a reader hands on: the words of one report and what its file says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from geo_nk._files import clean
from geo_nk.reports.header import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["REPORT_LIMIT", "Draft", "below_title", "joined", "unify", "web_address"]

#: The most bytes of one report, whatever it is wrapped in.
REPORT_LIMIT: Final = 20_000_000

_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Draft:
    r"""A report as its file gives it, before it has an id of its own.

    Attributes
    ----------
    text : str
        The words, with ``\n`` line ends.
    where : str
        The file, and the row, line or message where it holds several.
    facts : Facts
    body_start : int
        Where the body begins in `text`.
    report_id : str or None
        The id that the file gives it.
    number : int or None
        Which of several in its file it is.
    of_page : bool
        Whether it was cut out of a page, so that a line at its head may be from anywhere on it.
    dated_by : str
        By what its date of publication was concluded, where the file does not state it outright.
    passed_by : str
        What stands in the file and was not read, such as ``2 footnotes``.
    """

    text: str
    where: str
    facts: Facts = field(default_factory=Facts)
    body_start: int = 0
    report_id: str | None = None
    number: int | None = None
    of_page: bool = False
    dated_by: str = ""
    passed_by: str = ""


def unify(text: str) -> str:
    r"""Make the line ends those that Python's text files have, so that offsets agree with what others count.

    Examples
    --------
    >>> unify("Police\r\ncame.")
    'Police\ncame.'
    """
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def web_address(text: str | None) -> str | None:
    """Return an address of the web, or None where it is none, is too long, or holds somebody's password.

    Examples
    --------
    >>> web_address(" https://example.org/a "), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    address = clean(text or "").strip()
    known = address.lower().startswith(("https://", "http://")) and len(address) <= _LONGEST_ADDRESS
    host = address.partition("//")[2].partition("/")[0]
    plain = address.isprintable() and not any(c.isspace() or c in "<>\"'" for c in address)
    return address if known and plain and host and "@" not in host else None


def joined(paragraphs: Iterable[str]) -> str:
    r"""Join paragraphs with an empty line between each two; blank ones are left out.

    Examples
    --------
    >>> joined(["One.", " ", "Two. "])
    'One.\n\nTwo.'
    """
    return "\n\n".join(stripped for paragraph in paragraphs if (stripped := paragraph.strip()))


def below_title(title: str | None, text: str) -> str:
    r"""Return `text` below its title, as it stands on a page, unless it begins with it.

    Examples
    --------
    >>> below_title("Raid", "Police came.")
    'Raid\n\nPolice came.'
    """
    first = text.lstrip().partition("\n")[0]
    return text if not title or first.split() == title.split() else f"{title}\n\n{text}"
