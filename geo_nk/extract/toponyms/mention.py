"""A toponym in a report: where it stands, what it means, what it is doing there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo_nk.gazetteer.place import Answer

__all__ = ["WIDER", "WIDE_KINDS", "Mention", "NameSpan", "Names", "Role", "kind_of"]

#: What a place is doing where it is named. Only places of the event make points.
Role = Literal["event", "source", "authority", "origin_destination", "background", "not_event"]

WIDER = frozenset({"province", "prefecture", "city", "county", "region"})
"""Kinds of place that may stand in apposition to a smaller one."""

WIDE_KINDS = frozenset({"province", "prefecture", "region", "river", "country"})
"""Kinds of place too wide for a point to be where a thing happened."""


class Names(Protocol):
    """What finding mentions needs of a gazetteer: to be asked, and to say its names."""

    def resolve(
        self,
        name: str,
        *,
        within: str | Sequence[str] | None = None,
        kind: str | None = None,
        country: str | None = None,
        fuzzy: bool = True,
    ) -> Answer:
        """Say which place a name means."""
        ...

    def all_names(self) -> Iterator[tuple[str, str]]:
        """Yield every listed name with the id of its place."""
        ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym in a report.

    Attributes
    ----------
    report_id : str
    start, end : int
        Its characters in the report's text: ``report.text[start:end] == surface``.
    surface : str
        The name as written.
    answer : geo_nk.gazetteer.Answer
        What the gazetteer says: found, ambiguous or unknown, with candidates and reasons.
    kind : str or None
        The kind of the place, or the kind that the text writes where the place is not known.
    role : str
        See `Role`.
    """

    report_id: str
    start: int
    end: int
    surface: str
    answer: Answer
    kind: str | None = None
    role: Role = "background"

    @property
    def place_id(self) -> str | None:
        """The id of the place that is meant, where it is known."""
        return self.answer.place.place_id if self.answer.place else None


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A place name that an extractor found.

    Attributes
    ----------
    start, end : int
        Its characters in ``report.text``.
    text : str
        Those characters; compared with the report, so that a shifted or invented span is seen.
    role : str or None
        What the place is doing there, see `Role`; read from the words around it where None.
    kind : str or None
        The kind of place, such as ``county``, where the extractor knows it.
    """

    start: int
    end: int
    text: str
    role: Role | None = None
    kind: str | None = None


def kind_of(answer: Answer) -> str | None:
    """Return the kind of the place that an answer found."""
    return answer.place.kind if answer.place else None
