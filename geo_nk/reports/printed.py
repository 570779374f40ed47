"""The date of publication that is printed on a report, or stands in its address, where nothing states it outright.

What says itself that it is one is taken: a line at the head with nothing but a date, a word such as Published, or a
byline; and an address with a whole day in it. Anything else, such as a date at the end of a title or an address with
no more than a month, is offered to the reader of the notice and never taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from geo_nk.reports.dates import published_day
from geo_nk.reports.formats.page_facts import page_rows
from geo_nk.reports.paragraphs import find_paragraphs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

__all__ = ["Printed", "day_alone", "forwarded_on", "printed_on"]

_HEAD: Final = 2_000  # characters in which the head of a report ends
_LINES: Final = 8  # paragraphs of it that are looked at
_LONGEST: Final = 120
_MOST_WORDS: Final = 24
_TIME = re.compile(
    r"(?:\bat\s+)?\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?\s*\(?(?:kst|gmt|utc|est|edt)?\)?", re.IGNORECASE
)
_CLOCK = re.compile(r"\s*(?:\bat|오전|오후|上午|下午)?\s*\d{1,2}:\d{2}")
_MARKS = re.compile(r"[\[\](){}<>|·•/]+(?!\d)|[\[({<|·•]+|\s+")
_AROUND: Final = " -–—,:|·•()[]"
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,2000}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})([/-])(\d{1,2})(?:\2(\d{1,2}))?(?![\d])", re.ASCII)
_HEAD_LINE = re.compile(r"[>*\s]*(?P<key>[^\n:：*]{1,20})\*?\s?[:：]\*?\s?(?P<value>.{1,200})")
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Printed:
    """What a report lets one conclude of its date of publication.

    Attributes
    ----------
    day : datetime.date or None
        The day that is taken; None where there is at most something to offer.
    offered : str or None
        What a person may take, such as ``2024-09-14`` or ``2024-09-DD``.
    by : str
        What says so: the line, or "its address".
    """

    day: dt.date | None = None
    offered: str | None = None
    by: str = ""


def printed_on(text: str, start: int = 0, *, url: str | None = None, sure: bool = True) -> Printed:
    r"""Return when a report was published by what is printed at its head, else by its address.

    Parameters
    ----------
    text
        The report.
    start
        Where its body begins.
    url
        Its address, where it is known.
    sure
        Whether the lines at its head are its own; what may be from elsewhere is only offered.

    Returns
    -------
    Printed

    Examples
    --------
    >>> printed_on("Raid in Hyesan\nBy N. Nescio, 14 March 2024\n\nPolice came.").day.isoformat()
    '2024-03-14'
    >>> printed_on("Police came.", url="https://example.org/2024/09/raid").offered
    '2024-09-DD'
    """
    offered: list[Printed] = []
    taken: dict[dt.date, str] = {}
    address = url
    for line in _head(text, start):
        if (day := day_alone(line)) is not None:
            taken.setdefault(day, line)
        elif (day := _day_at_an_end(line)) is not None:
            offered.append(Printed(None, day.isoformat(), f'"{line}"'))
        elif address is None and (found := _ADDRESS.search(line)):
            address = found[0]
    if len(taken) == 1 and sure:
        return next(Printed(day, None, f'"{line}"') for day, line in taken.items())
    offered += [Printed(None, day.isoformat(), f'"{line}"') for day, line in taken.items()]
    by_address = _in_address(address or "")
    if by_address.day is not None and not (taken and sure):
        return by_address
    return next(iter(offered), by_address)


def day_alone(line: str) -> dt.date | None:
    """Return the day of a line that says nothing else but who wrote it, the time and a word such as Published.

    Parameters
    ----------
    line
        A short line.

    Returns
    -------
    datetime.date or None

    Examples
    --------
    >>> day_alone("Published on June 5, 2021 | Updated June 6, 2021").isoformat(), day_alone("The raid of June 5, 2021")
    ('2021-06-05', None)
    """
    stated = _before_change(line)
    for written in (stated, _MARKS.sub(" ", _TIME.sub(" ", stated))):
        bare = written.strip(" -–—,:")
        for word in _words("printed"):
            if _begins(bare.casefold(), word):
                bare = bare[len(word) :].strip(" .:,-–—")
        day = published_day(bare.rstrip(".")) or _behind_byline(bare)
        if day is not None:
            return day
    return None


def forwarded_on(text: str) -> dt.date | None:
    r"""Return when a mail was first sent, by the head of it that whoever sent it on left above its words.

    Parameters
    ----------
    text
        The words of the mail that sent it on.

    Returns
    -------
    datetime.date or None
        By the last head, where it was sent on again and again; None where there is none.

    Examples
    --------
    >>> forwarded_on("FYI\n\nFrom: Example Weekly\nDate: Thu, Mar 14, 2024 at 9:00 AM\n\nPolice came.").isoformat()
    '2024-03-14'
    """
    day: dt.date | None = None
    for block in _blocks(text):
        if any(key in _words("sender") for key, _ in block):
            dates = (_day_and_time(value) for key, value in block if key in _words("forwarded"))
            day = next(dates, None)
    return day


def _blocks(text: str) -> Iterator[list[tuple[str, str]]]:
    """Yield the runs of lines that begin with a key and a colon."""
    block: list[tuple[str, str]] = []
    for line in [*text.splitlines(), ""]:
        match = _HEAD_LINE.fullmatch(line)
        if match is not None:
            block.append((match["key"].strip().casefold(), match["value"]))
        elif block:
            yield block
            block = []


def _day_and_time(written: str) -> dt.date | None:
    """Return the day of what programs write of a mail that is sent on, such as ``14 March 2024 at 09:00:00 GMT+9``."""
    time = _CLOCK.search(written)
    return published_day(written) or published_day(written[: time.start()].rstrip(_AROUND) if time else "")


def _head(text: str, start: int) -> Iterator[str]:
    """Yield the short lines above the prose."""
    spans = find_paragraphs(text[: start + _HEAD], start)
    for span in spans[:_LINES]:
        line = " ".join(text[span.start : span.end].split())
        if len(line) > _LONGEST or (len(line) > _LONGEST // 2 and line.endswith(".")):
            return
        yield line


def _before_change(line: str) -> str:
    """Return a line up to where it says when the report was changed."""
    found = _changes().search(line)
    return line[: found.start()].strip(_AROUND) if found else line


@cache
def _changes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _words('changed')))})\b", re.IGNORECASE)


def _behind_byline(line: str) -> dt.date | None:
    """Return the day at the one end of a line at whose other end somebody is named as its author."""
    for left, right in _splits(line):
        for by, written in ((left, right), (right, left)):
            day = published_day(written) if _names_author(by) else None
            if day is not None:
                return day
    return None


def _names_author(words: str) -> bool:
    """Whether words are a byline: "By N. Nescio in Seoul", and not "By 14 March" or "By custom they left"."""
    if any(character.isdigit() for character in words):
        return False
    bylines, folded = _words("byline"), words.casefold()
    behind = next((words[len(word) :].strip(" :") for word in bylines if _begins(folded, word)), "")
    return behind[:1].isupper() or (not folded.isascii() and folded.endswith(bylines))


def _day_at_an_end(line: str) -> dt.date | None:
    """Return the day with which a line ends or begins."""
    bare = _TIME.sub(" ", line).strip(_AROUND)
    days = (day for left, right in _splits(bare) if (day := published_day(right) or published_day(left)) is not None)
    return next(days, None)


def _splits(line: str) -> Iterator[tuple[str, str]]:
    """Yield the two parts of a line at each of its blanks."""
    words = line.split()
    for count in range(1, len(words) if len(words) <= _MOST_WORDS else 0):
        yield " ".join(words[:count]).strip(_AROUND), " ".join(words[count:]).strip(_AROUND)


def _in_address(url: str) -> Printed:
    """Return the day in the path of an address, as most news sites have it; of a month, offer it."""
    found = _IN_ADDRESS.search(url)
    if found is None:
        return Printed()
    year, _, month, day = found.groups()
    if day is not None:
        return Printed(published_day(f"{year}-{month}-{day}"), None, "its address")
    if not 1 <= int(month) <= _DECEMBER:
        return Printed()
    return Printed(None, f"{year}-{int(month):02}-DD", "its address")


def _begins(folded: str, word: str) -> bool:
    return folded.startswith(word) and not folded[len(word) : len(word) + 1].isalpha()


@cache
def _words(where: str) -> tuple[str, ...]:
    """Return the words of one use in the table of what states a fact, the longest first."""
    return tuple(sorted((key for _, of, key in page_rows() if of == where), key=len, reverse=True))
