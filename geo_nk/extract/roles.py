"""Say what each place is doing where it is named.

What a text names is not what happened there: a source speaks from somewhere, a capital gives orders, goods come from
one town and go to another, and "in Uiju there was nothing of the kind". The cues are rows of
``lexicon/role_cues.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from geo_nk.extract import role_words
from geo_nk.extract.acts import REFUTED, STOPPED, clause_breaks, told_acts
from geo_nk.extract.kinds import meant_acts
from geo_nk.extract.lands import is_capital, is_home, is_near_border
from geo_nk.extract.mentions import WIDER
from geo_nk.extract.phrases import Hit, Phrases, phrases_of
from geo_nk.extract.role_words import BYSTANDER, Cue, cue_endings, cues_beside, is_handed_to
from geo_nk.extract.stage import WIDE_KINDS
from geo_nk.letters import lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo_nk.extract.mentions import Mention, Role
    from geo_nk.reports.text import Sentence

__all__ = ["assign_roles"]

DATELINE = 24
"""Characters between the place of a dateline and its dash, at most."""

APPOSITION_WORDS = 7
"""Words between a place and the wider one in apposition to it, at most."""

ORIGIN = (" from", " native of", " hometown of", " out of")
"""What tells where somebody comes from from where he goes."""

BEFORE = 80
"""Characters before a name in which its cue and the words between may stand: a bound for texts that are no prose."""

SAID_BEFORE = 200
"""Characters before a name in which "said that" makes what follows a thing said."""

SPEAKER_WORDS = 8
"""Words by which a speaker is named before his place, at most: "a man who buys herbs in"."""

WHERE, AHEAD = ", where ", " will "
MOVING = frozenset({"carry", "smuggle", "state_smuggle", "resume", "suspend"})
"""Acts that tell only that goods are moved, or no longer."""

MOVED = frozenset({"goods", "vehicle"})
"""Topics of what is moved and does not come of itself."""

_FIRST = re.compile(r"[ -][^\W\d_]+")
_PAUSE = re.compile('[,;:“”"]')
_SPEAKS = frozenset(
    {"told", "said", "says", "tells", "reported", "reports", "confirmed", "explained", "added", "recalled", "wrote"}
)
_SOMEBODY = {"a", "an", "another", "one", "two", "some", "the"}
_AT_HOME = {"in", "of", "from", "at", "near"}

_DASHES = ("--", "—", "–")
_LIST_JOINTS = {",", "and", ", and", "or", "nor", "&", "/", "in", "of", "-", "in the province of"}
_LOCATIVES = ("in", "at", "near", "around", "inside", "outside", "within", "throughout", "across", "off")


def assign_roles(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with their roles.

    Parameters
    ----------
    text
        The report's text.
    sentences
        Its sentences, in order.
    mentions
        Its mentions, in order. Those outside the sentences keep the role they have.

    Returns
    -------
    list of Mention
        As many, in the same order.

    Examples
    --------
    >>> from geo_nk.extract.mentions import MentionFinder
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> from geo_nk.reports import Report
    >>> from geo_nk.reports.text import sentences
    >>> report = Report("r1", "Sources in Musan told of arrests in Hyesan.")
    >>> found = MentionFinder(load_gazetteer()).find("r1", report.text)
    >>> [m.role for m in assign_roles(report.text, sentences(report), found)]
    ['source', 'event']
    """
    roles: dict[int, Role] = {}
    starts = [mention.start for mention in mentions]
    for sentence in sentences:
        inside = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if inside:
            words = text[sentence.start : sentence.end]
            roles |= _Context.of(words, sentence.start).roles(inside, placed="event" in roles.values())
    return [_with_role(mention, roles.get(mention.start, mention.role)) for mention in mentions]


def _with_role(mention: Mention, role: Role) -> Mention:
    return mention if role == mention.role else replace(mention, role=role)


@dataclass(frozen=True, slots=True)
class _Context:
    """A sentence with what decides roles in it: its acts, and whether somebody says something.

    Offsets of mentions count in the report, all others in the sentence, which is in lower case; `offset` lies between
    them. `told` is where the acts start that are told as facts, `denials` where words of negation do, `refuted` where
    those do that take back an act before them, `pointing_back` where the last "there" does (-1 for none, or where
    nothing is denied), `clauses` where each clause ends, `moving` whether its acts tell only of goods that are moved.
    """

    text: str
    offset: int
    acts: tuple[Hit, ...]
    told: frozenset[int]
    saying: bool
    denials: tuple[int, ...]
    refuted: tuple[int, ...]
    pointing_back: int
    clauses: tuple[int, ...]
    moving: bool

    @classmethod
    def of(cls, text: str, offset: int) -> _Context:
        lowered = lower(text)
        cues = phrases_of("modality", "cue", "modality").find(lowered)
        acts = meant_acts(lowered)
        told = told_acts(text)
        denials = _denials(cues, acts, told)
        anaphors = _anaphors().find(lowered) if denials else ()
        return cls(
            text=lowered,
            offset=offset,
            acts=acts,
            told=frozenset(act.start for act in told),
            saying=bool(_sayings().find(lowered)),
            denials=denials,
            refuted=tuple(cue.start for cue in cues if cue.value == REFUTED),
            pointing_back=max((hit.start for hit in anaphors), default=-1),
            clauses=_clause_ends(lowered),
            moving=all(act.value in MOVING for act in acts),
        )

    def roles(self, mentions: Sequence[Mention], *, placed: bool) -> dict[int, Role]:
        """Return the role of each mention, by where it starts; `placed` is whether the report has told where."""
        roles: list[str] = []
        for index, mention in enumerate(mentions):
            goes_on = index > 0 and self._goes_on(mentions[index - 1], mention)
            roles.append(roles[-1] if goes_on else self._role(mention))
        self._promote_origin(roles, mentions, placed=placed)
        self._demote_capitals(roles, mentions)
        self._set_aside(roles, mentions)
        return {mention.start: cast("Role", role) for mention, role in zip(mentions, roles, strict=True)}

    def _role(self, mention: Mention) -> str:
        before = self._before(mention)
        if self._is_where(mention):
            return "event"
        cued = self._cued(before, mention)
        if cued in {"source", "authority", "not_event"}:
            return cued
        behind = self._behind(mention)
        if self._is_dateline(mention) or self._speaks(mention) or role_words.is_said_there(before, behind):
            return "source"
        if cued is None and is_capital(mention) and not before.endswith(tuple(f" {w}" for w in _LOCATIVES)):
            return "authority"
        if self._is_denied(mention):
            return "not_event"
        return self._role_by_act(mention, cued, orders=role_words.gives_orders(before, behind))

    def _role_by_act(self, mention: Mention, cued: str | None, *, orders: bool) -> str:
        """Return the role of a name that no words set aside for good, by the act that it goes with."""
        if cued in {None, "event"} and self._is_supposed(mention):
            return "background"
        if cued is None and orders:
            return BYSTANDER
        return cued or ("event" if self.acts else "background")

    def _set_aside(self, roles: list[str], mentions: Sequence[Mention]) -> None:
        """Leave the act to the other places of the sentence, if it has any, and else to those beside them."""
        lone = bool(self.acts) and not _is_placed(roles, mentions)
        for index, mention in enumerate(mentions):
            if roles[index] == BYSTANDER:
                likely = lone and is_near_border(mention) and not is_capital(mention)
                roles[index] = "event" if likely else "background"

    def _is_supposed(self, mention: Mention) -> bool:
        """Whether a name goes with an act that is not told as a fact: "the first since a man was killed at Musan"."""
        at = mention.start - self.offset
        if role_words.is_conceded(self.text[:at]):
            return True
        last = bisect_right(self.acts, at, key=lambda act: act.end) - 1
        if last >= 0 and not _PAUSE.search(self.text, self.acts[last].end, at):
            return self.acts[last].start not in self.told
        clause = bisect_right(self.clauses, at)
        start = self.clauses[clause - 1] if clause else 0
        first, behind = (
            bisect_left(self.acts, edge, key=lambda act: act.start) for edge in (start, self.clauses[clause])
        )
        inside = self.acts[first:behind]
        return bool(inside) and self.told.isdisjoint(act.start for act in inside)

    def _before(self, mention: Mention) -> str:
        """Return what stands before a name, in lower case, without words that may come between it and a cue."""
        at = mention.start - self.offset
        before = " " + self.text[max(at - BEFORE, 0) : at].rstrip(" \"'“‘(")
        fillers = role_words.name_fillers()
        while before.endswith(fillers):
            filler = next(f for f in fillers if before.endswith(f))
            before = before[: -len(filler)].rstrip()
        return before

    def _cued(self, before: str, mention: Mention) -> str | None:
        """Return the role that the words beside a name give it."""
        after = self._behind(mention)
        last = before.rpartition(" ")[2]
        if is_handed_to(before):
            return "origin_destination"
        if before.endswith(cue_endings().get(last, ())):  # most are no cue: one question for all of them
            for cue in cues_beside("before")[last]:
                if before.endswith(f" {cue.words}") and self._may_speak(cue, mention):
                    return cue.role
        first = _FIRST.match(after)
        for cue in cues_beside("after").get(first[0].strip(), ()) if first else ():
            words = cue.words if cue.words.startswith("-") else f" {cue.words}"
            if after.startswith(words) and not after[len(words) :][:1].isalpha():
                return cue.role
        return None

    def _may_speak(self, cue: Cue, mention: Mention) -> bool:
        """Whether a cue holds that needs somebody to say something, or people who speak and do not merely leave."""
        if cue.needs_saying == "people" and (
            any(act.value == "defect" for act in self.acts) or self._is_reported(mention)
        ):
            return False
        return self.saying or cue.needs_saying == "no"

    def _is_dateline(self, mention: Mention) -> bool:
        """Whether a name opens a report as its dateline: "SEOUL, July 15 --"; "Yanji, China --"."""
        return mention.start == self.offset and any(f" {dash}" in self._behind(mention) for dash in _DASHES)

    def _speaks(self, mention: Mention) -> bool:
        """Whether somebody there is speaking: "..., a merchant in Linjiang said by telephone"."""
        verb = _FIRST.match(self._behind(mention))
        if verb is None or verb[0].strip() not in _SPEAKS:
            return False
        at = mention.start - self.offset
        words = _PAUSE.split(self.text[max(at - BEFORE, 0) : at])[-1].split()
        return 1 < len(words) <= SPEAKER_WORDS and words[0] in _SOMEBODY and words[-1] in _AT_HOME

    def _behind(self, mention: Mention) -> str:
        end = mention.end - self.offset
        return self.text[end : end + DATELINE]

    def _goes_on(self, previous: Mention, mention: Mention) -> bool:
        """Whether a name goes on from the one before: in a list, or as the wider place behind it."""
        between = self.text[previous.end - self.offset : mention.start - self.offset].strip()
        between = between.removesuffix(" the")
        if between in _LIST_JOINTS:
            return True
        # "Hyesan, a town in Ryanggang Province"
        words = between.split()
        if not between.startswith(",") or len(words) > APPOSITION_WORDS or mention.kind not in WIDER:
            return False
        if not _may_hold(mention, previous):
            return False
        return words[-1] in {"in", "of"} and not set(_DASHES) & set(words)

    def _is_denied(self, mention: Mention) -> bool:
        """Whether the clause says that it did not happen there, or a later one that it did not happen "there".

        "In Uiju there was no such order"; "traders in Musan were uneasy, but no raids took place there".
        """
        clause = bisect_right(self.clauses, mention.start - self.offset)
        start = self.clauses[clause - 1] if clause else 0
        if any(start <= at < self.clauses[clause] for at in self.refuted):
            return True
        first = bisect_left(self.denials, start)
        if first == len(self.denials):
            return False
        if self.denials[first] < self.clauses[clause]:
            return self._act_from(start) >= self.denials[first]
        return self.pointing_back > self.denials[first]

    def _act_from(self, start: int) -> int:
        """Return where the first act from `start` on begins, or the end of the sentence."""
        index = bisect_left(self.acts, start, key=lambda act: act.start)
        return self.acts[index].start if index < len(self.acts) else len(self.text)

    def _promote_origin(self, roles: list[str], mentions: Sequence[Mention], *, placed: bool) -> None:
        """Make a lone origin the place of the event where the sentence has an act and no other place for it.

        "They fled from Hyesan" is an event at Hyesan; "a broker from Hoeryong was arrested in Hamhung" is none at
        Hoeryong, nor is "on its way from Chongjin to Musan" one at either, nor "a team from Pyongyang".
        """
        origins = [
            index
            for index, role in enumerate(roles)
            if role == "origin_destination" and self._comes_from(self._before(mentions[index]))
        ]
        if not self.acts or not origins or "not_event" in roles or is_capital(mentions[origins[0]]):
            return
        leaving = any(act.value == "defect" for act in self.acts)
        placed = placed or BYSTANDER in roles or _is_placed(roles, mentions)
        if leaving or (not placed and len(origins) == 1 and is_home(mentions[origins[0]])):
            roles[origins[0]] = "event"

    def _is_where(self, mention: Mention) -> bool:
        """Whether an act follows that happened there: "taken to Musan, where they were pulled over the river"."""
        end = mention.end - self.offset
        if not self.text.startswith(WHERE, end) or self._act_from(end) == len(self.text):
            return False
        if AHEAD in self.text[end : end + BEFORE]:
            return False
        return not self.denials or self.denials[0] > end

    def _comes_from(self, before: str) -> bool:
        """Whether somebody comes from a place, or goods do in a sentence that only tells how they are moved.

        "Parcels from Dandong were opened" is no event at Dandong; "coal went from Nampo to Chinese ships" is one there.
        """
        cue = next((cue for cue in ORIGIN if before.endswith(cue)), None)
        if cue is None:
            return False
        if self.moving:
            return True
        if role_words.is_of_somebody(before):
            return False
        what = before.removesuffix(cue)
        hits = phrases_of("topics", "phrase", "topic").find(what)
        return not any(hit.value in MOVED and hit.end == len(what) for hit in hits)

    def _is_reported(self, mention: Mention) -> bool:
        """Whether a name stands in what somebody says: "said on the 17th that six residents of Hyesan"."""
        at = mention.start - self.offset
        said = self.text[max(at - SAID_BEFORE, 0) : at]
        return any(" that " in said[hit.end :] for hit in _sayings().find(said))

    def _demote_capitals(self, roles: list[str], mentions: Sequence[Mention]) -> None:
        """Make a capital a bystander, "a firm of the Escort Bureau in Pyongyang", unless the act stands beside it.

        "Detained in Pyongyang" is an event there.
        """
        for index, mention in enumerate(mentions):
            if roles[index] == "event" and (is_capital(mention) or not is_near_border(mention)):
                start = mention.start - self.offset
                last = bisect_right(self.acts, start, key=lambda act: act.end) - 1
                if last < 0 or self.text[self.acts[last].end : start].strip() not in _LOCATIVES:
                    roles[index] = "background"


def _is_placed(roles: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Whether one of these places is where it happened, and no river or province."""
    return any(role == "event" and m.kind not in WIDE_KINDS for role, m in zip(roles, mentions, strict=True))


def _denials(cues: Sequence[Hit], acts: Sequence[Hit], told: Sequence[Hit]) -> tuple[int, ...]:
    """Return where the words of negation start that deny an act: not "no boat came since", which tells of a stop."""
    starts = [cue.start for cue in cues if cue.value == "negated" and not _within(cue, acts)]
    telling = {bisect_left(starts, act.start) - 1 for act in told if act.value == STOPPED}
    return tuple(start for index, start in enumerate(starts) if index not in telling)


def _within(cue: Hit, acts: Sequence[Hit]) -> bool:
    """Whether a cue is part of an act, as in "nobody may leave": then it denies nothing."""
    index = bisect_right(acts, cue.start, key=lambda act: act.start) - 1
    return index >= 0 and cue.start < acts[index].end


def _may_hold(wider: Mention, mention: Mention) -> bool:
    """Whether a place may be the one in which another lies: "Unlike Hyesan, homes in Musan ..." are two places."""
    place = mention.answer.place
    return place is None or wider.place_id in {None, place.province_id, place.county_id}


@cache
def _anaphors() -> Phrases:
    """Return the words that point back to the places named before: "there", "in those towns"."""
    return phrases_of("denial_anaphors", "phrase", "phrase")


def _clause_ends(lowered: str) -> tuple[int, ...]:
    """Return where each clause of a sentence in lower case ends, the last with the sentence."""
    breaks = (start for _, start, _ in clause_breaks().find_matches_as_indexes(lowered))
    return (*breaks, len(lowered) + 1)


@cache
def _sayings() -> Phrases:
    """Return the verbs of saying, which the table of date cues lists."""
    return phrases_of("date_cues", "cue", "role", "say_verb")
