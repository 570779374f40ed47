"""Say in a line each what the owner of reports should know of them, however many they are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from geo_nk.cli.shared.console import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo_nk.reports.report import Notice, Topic

__all__ = ["Notices"]

_FEW: Final = 4  # that are named of a topic
_FOR_OTHERS: Final = ("open",)
_SAYS: Final[dict[Topic, str]] = {
    "passed_by": "passed by: {named}",
    "dated": (
        "dated by what is printed at the head or stands in the address (a header line or manifest.csv corrects it), "
        "{count}: {named}"
    ),
    "undated": (
        "no date of publication, {count}: only whole dates in them are understood. Write them into manifest.csv beside "
        "the reports, below a line file,published (or into the column published of a table): {named}"
    ),
    "open": "taken for published (a header line, manifest.csv or --source-kind says otherwise), {count}: {named}",
    "language": (
        "not in English, {count}: only English sentences are understood, so nothing follows from their "
        "having no event; a language model reads them (--llm), and geo-nk mentions lists the places that they name: "
        "{named}"
    ),
}


class Notices:
    """Counts notices as they come and keeps the first few of each topic.

    Examples
    --------
    >>> from geo_nk.reports.report import Notice
    >>> notices = Notices()
    >>> notices(Notice("passed_by", "a.docx", "2 footnotes"))
    >>> notices.lines()
    ['passed by: a.docx: 2 footnotes']
    """

    def __init__(self, *, any_language: bool = False) -> None:
        self._passed_over: frozenset[Topic] = frozenset({"language"}) if any_language else frozenset()
        self._counts: Counter[Topic] = Counter()
        self._named: dict[Topic, list[str]] = {}

    def __call__(self, notice: Notice) -> None:
        """Count a notice; of the language of reports only where not every language is read."""
        if notice.topic in self._passed_over:
            return
        self._counts[notice.topic] += 1
        named = self._named.setdefault(notice.topic, [])
        if len(named) < _FEW:
            where = notice.topic in {"passed_by", "dated", "open"}
            named.append(f"{notice.source}: {notice.text}" if where else notice.text)

    def add(self, topic: Topic, count: int, first: Iterable[Notice]) -> None:
        """Count notices that were counted elsewhere, of which the first few are known."""
        known = list(first)
        for notice in known:
            self(notice)
        self._counts[topic] += count - len(known)

    def lines(self, *topics: Topic, for_others: bool = False) -> list[str]:
        """Return a line for each topic of which there is something to say.

        For all topics where none is given; what was taken for published, only where something is made for others.
        """
        asked = topics or tuple(topic for topic in _SAYS if for_others or topic not in _FOR_OTHERS)
        return [self._line(topic) for topic in asked if self._counts[topic]]

    def say(self, *topics: Topic, for_others: bool = False) -> None:
        """Tell the person, as `lines` has it."""
        say(*self.lines(*topics, for_others=for_others))

    def _line(self, topic: Topic) -> str:
        count, named = self._counts[topic], self._named[topic]
        more = [f"{count - len(named):,} more"] if count > len(named) else []
        counted = f"{count:,} report" if count == 1 else f"{count:,} reports"
        return _SAYS[topic].format(count=counted, named="; ".join([*named, *more]))
