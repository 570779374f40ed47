"""What a report tells: a claim is a sentence that tells of an act, an event is what several claims tell of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo_nk.extract.calibrate import calibrated
from geo_nk.extract.stage import WIDE_KINDS

if TYPE_CHECKING:
    import datetime as dt

    from geo_nk.dates import DateMention
    from geo_nk.extract.kinds import Kind
    from geo_nk.extract.mentions import Mention
    from geo_nk.reports.text import Sentence

__all__ = ["COARSE", "Claim", "Event", "interval", "is_wide", "within"]

NAMED, INHERITED, UNPLACED = 1.0, 0.7, 0.5
"""How much a claim's confidence keeps when its place stands in its sentence, before it, or nowhere."""

UNLISTED, TOLD_ONCE = 0.5, 0.9
"""How much it keeps when the gazetteer does not know its place, and when only one sentence tells of it."""

COARSE = frozenset({"month", "season", "year"})
"""Precisions of dates that give way to a nearer one inside them, where the same event has one."""

NEAR = frozenset({"day", "part_of_month"})
"""Precisions of dates by which two happenings at one place are told apart."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that tells of an act, at one of its places.

    Attributes
    ----------
    sentence : geo_nk.reports.text.Sentence
    kind : geo_nk.extract.kinds.Kind
    place : Mention or None
        Where it happened, where the report says.
    inherited : bool
        Whether the place stands elsewhere than in the sentence.
    date : geo_nk.dates.DateMention or None
        The date that the sentence itself names.
    lent : geo_nk.dates.DateMention or None
        The date told beside it, which it goes by where nothing better is known.
    same_people : bool
        Whether it speaks of "them", of whom was told before.
    """

    sentence: Sentence
    kind: Kind
    place: Mention | None
    inherited: bool
    date: DateMention | None
    lent: DateMention | None = None
    same_people: bool = False

    @property
    def dated(self) -> bool:
        """Whether the sentence itself names a date by which it can be told from what else happened there."""
        if self.date is None:
            return False
        return self.date.precision in NEAR or (self.date.precision == "month" and not self.same_people)

    @property
    def firmness(self) -> tuple[bool, bool, float, int]:
        """Orders claims: by whether they name their place, and no wide one, how firmly they say what happened, when."""
        return not self.inherited, not is_wide(self.place), self.kind.weight, -self.sentence.start


class Event:
    """One thing that happened at one place, with the claims it rests on.

    Parameters
    ----------
    claim
        The claim that tells of it first; more are added with `add`.
    """

    def __init__(self, claim: Claim) -> None:
        self.place = claim.place
        self.claims: list[Claim] = []
        self.categories: set[str] = set()
        self._lead = claim
        self._dates: dict[str, DateMention] = {}
        self.add(claim)

    def add(self, claim: Claim) -> None:
        """Rest the event on one more claim; the firmest says what it was."""
        self.claims.append(claim)
        self.categories.add(claim.kind.category)
        self._lead = max(self._lead, claim, key=lambda each: each.firmness)
        if claim.date:
            self._dates.setdefault(claim.kind.category, claim.date)

    @property
    def lead(self) -> Claim:
        """The firmest claim, whose sentence is quoted."""
        return self._lead

    @property
    def category(self) -> str:
        """What happened, a code of ``categories.csv``."""
        return self._lead.kind.category

    @property
    def told_date(self) -> DateMention | None:
        """The date that the quoted sentence names, else another of the same category, else any other."""
        return self.own_date or next(iter(self._dates.values()), None)

    @property
    def own_date(self) -> DateMention | None:
        """The date that the quoted sentence names, else another of the same category."""
        return self._lead.date or self._dates.get(self.category)

    @property
    def date(self) -> DateMention | None:
        """The date that was told, else one lent; where it only says the month, the day that another claim gives."""
        date = self.own_date or self._lead.lent or self.told_date
        date = date or next((claim.lent for claim in self.claims if claim.lent), None)
        if date is None or date.precision not in COARSE:
            return date
        told = (each for claim in self.claims for each in (claim.date, claim.lent) if each)
        return next((each for each in told if each.precision not in COARSE and within(each, date)), date)

    @property
    def confidence(self) -> float:
        """How likely it is that the event was read rightly, 0 to 1."""
        return calibrated(self.score)

    @property
    def score(self) -> float:
        """Orders events by how sure they are, 0 to 1; `geo_nk.extract.calibrate` says what that means."""
        where = UNPLACED if self.place is None else INHERITED if self._lead.inherited else NAMED
        score = self.place.answer.candidates[0].score if self.place and self.place.answer.candidates else UNLISTED
        repeated = 1.0 if len(self.claims) > 1 else TOLD_ONCE
        return round(self._lead.kind.weight * where * score * repeated, 3)


def is_wide(place: Mention | None) -> bool:
    """Whether a place is none, a river or a province: too wide to be where a thing happened."""
    return place is None or place.kind in WIDE_KINDS


def interval(date: DateMention | None) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a date, None where they are not known."""
    return (None, None) if date is None else (date.date_start, date.date_end)


def within(date: DateMention, wider: DateMention) -> bool:
    """Whether a date lies in another."""
    (start, end), (first, last) = interval(date), interval(wider)
    return bool(start and end and first and last and first <= start and end <= last)
