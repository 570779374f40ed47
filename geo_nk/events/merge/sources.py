"""Who told of one happening: each report with its publisher, and which of them only hand on another's text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from geo_nk.events.merge.evidence import cites, is_copy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo_nk.events.merge.telling import Telling

__all__ = ["Source", "sources_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """A report that tells of a happening.

    Attributes
    ----------
    report, publisher, published : str
        Empty where that is not known.
    link : str
        ``copy`` of another's text, ``after`` another report that it cites, or empty: it stands for itself.
    origin : str
        The report that was copied or cited.
    """

    report: str
    publisher: str
    published: str
    link: Literal["", "copy", "after"] = ""
    origin: str = ""

    def __str__(self) -> str:
        named = ", ".join(filter(None, (self.publisher or "unnamed publisher", self.published)))
        link = {"": "", "copy": f", copy of {self.origin}", "after": f", after {self.origin}"}[self.link]
        return f"{named} [{self.report}{link}]"


def sources_of(tellings: Sequence[Telling], rows: Sequence[Mapping[str, Any]]) -> list[Source]:
    """Return the reports of one happening, the earlier before the later.

    Parameters
    ----------
    tellings, rows
        What is told, and the same rows of the event table.

    Returns
    -------
    list of Source
    """
    order = sorted(
        range(len(rows)),
        key=lambda i: (rows[i].get("published") or "9999", tellings[i].report),
    )
    links: dict[int, tuple[Literal["copy", "after"], str]] = {}
    for earlier, later in combinations(order, 2):
        one, other = tellings[earlier], tellings[later]
        if later not in links and is_copy(one, other):
            links[later] = ("copy", one.report)
        elif later not in links and cites(other, one):
            links[later] = ("after", one.report)
    return [
        Source(
            tellings[i].report,
            rows[i].get("publisher") or "",
            rows[i].get("published") or "",
            *links.get(i, ("", "")),
        )
        for i in order
    ]
