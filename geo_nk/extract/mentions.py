"""Find who is named where: the toponyms of a report, as character spans with what the gazetteer says of each.

A toponym in running English is a run of capitalised words, perhaps with a word for its kind ("Pochon County",
"Hwajon-ri", "the Yalu River"). Each run is asked of the gazetteer, longest first. What a name alone does not settle is
settled by what stands around it: a wider place in apposition ("Musan, North Hamgyong Province"), or the provinces that
the report speaks of.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

from geo_nk.data import read_table
from geo_nk.extract.persons import is_given_before, is_surname, person_length
from geo_nk.extract.plain import Plain
from geo_nk.extract.unlisted import TELLING, is_plain_word, kind_of_unlisted, may_be_misspelt
from geo_nk.extract.words import bare, kind_written, next_run, word_behind, words_of
from geo_nk.names.folding import simplified
from geo_nk.names.letters import encodable
from geo_nk.reports.language import frequent_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo_nk.extract.extractors import NameSpan
    from geo_nk.extract.words import Word
    from geo_nk.gazetteer.place import Answer

__all__ = ["WIDER", "WIDE_KINDS", "Mention", "MentionFinder", "Names", "Role"]

#: What a place is doing where it is named. Only places of the event make points.
Role = Literal["event", "source", "authority", "origin_destination", "background", "not_event"]

REMEMBERED = 16_384
"""Surface forms whose answers are kept: reports repeat their names; memory stays bounded over any number of them."""

TELLING_LENGTH = 5
"""Letters from which a name that only sounds like a listed one is taken for a name at all."""

WIDER_BEHIND = 2
"""Mentions behind a name in which its wider place is looked for: "Namyang, Onsong, North Hamgyong Province"."""

TITLE = 2
"""Words of what is no name though a word of kind ends it: "Central Market"; "South Hamgyong Province" has three."""

NAME = 3
"""Words of a name behind "of": "the Party Secretary of North Hamgyong Province"."""

GAP = 6
"""Characters between a name and the wider place in apposition to it, at most."""

OPENING = 8
"""Characters before a name in which a sentence may open: blanks, quotation marks, brackets."""

LEADING = 24
"""Characters before a name in which the words stand that make it a river's."""

_FOLLOWING = re.compile(r"\s+([a-zA-Z]{1,40})")
_SECOND_RIVER = re.compile(r"\bthe (?:yalu|amnok|aprok|amrok) (?:and|or) \Z")
_ALONG = re.compile(r"\b(?:along|over|across|into|beyond|on|down|up|crossed|crosses|crossing|cross|waded|swam) the \Z")
_PARTS = frozenset(
    {"border", "bridge", "customs", "detention", "market", "police", "railway", "road", "side", "station"}
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_NUMBER = re.compile(r"[0-9]")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SCRIPTS = (  # and whether a word of it takes endings
    (re.compile(r"[\uac00-\ud7a3]"), True),
    (re.compile(r"[\u0400-\u04ff]"), True),
    (re.compile(r"[\u30a0-\u30ff]"), False),
    (re.compile(r"[\u3400-\u9fff]"), False),
    (re.compile(r"\w"), False),
)
WHOLE = 3
"""Characters of a Han name that is one also where no space parts it from others; a shorter one may be any word."""

WELL_KNOWN = frozenset(
    {"province", "prefecture", "city", "county", "district", "workers_district", "river", "mountain", "crossing"}
)
"""Kinds of place whose names of two Han characters are read without a space around them."""
LISTED = 8
"""Places of a list that are looked at for what holds them all."""

CAPITALS = frozenset({"kp-pyongyang", "kr-seoul"})
"""Places that stand for a government in any report of either."""

_HEADED = re.compile(r"(?: [A-Z][a-z]{1,20}){1,2} in ")  # Saphyong Farm in Kapsan County
_SHARED_TAIL = re.compile(r"(?:counties|cities|districts|towns|villages|provinces),? (?:of|in)")
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


class MentionFinder:
    """Finds toponyms with the names of a gazetteer.

    Parameters
    ----------
    names
        A gazetteer, or anything that answers like one.

    Examples
    --------
    >>> from geo_nk.gazetteer import load_gazetteer
    >>> finder = MentionFinder(load_gazetteer())
    >>> [m.surface for m in finder.find("r1", "A source in Ryanggang Province spoke of Hyesan.")]
    ['Ryanggang Province', 'Hyesan']
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._asked: dict[str, Answer] = {}
        whole = sorted({simplified(name) for name, _ in names.all_names() if _is_sought_whole(name)})
        self._whole = AhoCorasick(whole, matchkind=MatchKind.LeftmostLongest)

    def find(self, report_id: str, text: str, *, start: int = 0, end: int | None = None) -> list[Mention]:
        """Return the mentions in ``text[start:end]``, in order, none overlapping another.

        Parameters
        ----------
        report_id
            Goes into each mention.
        text
            The report's text; offsets count in it.
        start, end
            The part to look in, such as the body.

        Returns
        -------
        list of Mention
            With role ``background``; the reader gives each its own, see `geo_nk.extract.happenings.Scores`.
        """
        stop = len(text) if end is None else end
        plain = Plain.of(text[start:stop])
        if plain.starts is None:
            return self._in_context(text, self._listed(report_id, text, start, stop))
        found = self._in_context(plain.text, self._listed(report_id, plain.text, 0, len(plain.text)))
        return [_as_written(text, start, plain, mention) for mention in found]

    def _listed(self, report_id: str, text: str, start: int, stop: int) -> list[Mention]:
        whole = list(self._sought_whole(report_id, text, start, stop))
        latin = self._latin(report_id, text, start, stop)
        if not whole:
            return list(latin)
        taken = {at for mention in whole for at in range(mention.start, mention.end)}
        found = [*whole, *(mention for mention in latin if taken.isdisjoint(range(mention.start, mention.end)))]
        return sorted(found, key=lambda mention: mention.start)

    def place(self, report_id: str, text: str, spans: Iterable[NameSpan]) -> list[Mention]:
        """Return the mentions of names that another extractor found: none is dropped, whatever its spelling.

        Parameters
        ----------
        report_id
            Goes into each mention.
        text
            The report's text.
        spans
            The names, in order, none overlapping another.

        Returns
        -------
        list of Mention
            With the role that the extractor gives, else ``background``.
        """
        found = []
        for span in spans:
            answer = self._ask(span.text)
            kind = (
                _kind_of(answer) or span.kind or kind_written([bare(word.text).lower() for word in words_of(span.text)])
            )
            role = span.role or "background"
            found.append(Mention(report_id, span.start, span.end, span.text, answer, kind, role))
        return self._in_context(text, found, vouched=True)

    def _latin(self, report_id: str, text: str, start: int, stop: int) -> Iterator[Mention]:
        at = start
        while run := next_run(text, at, stop):
            mention, used = self._mention_of(report_id, text, run, stop)
            if mention is not None:
                yield from self._of_pair(mention)
            at = run[used - 1].end

    def _of_pair(self, mention: Mention) -> Iterator[Mention]:
        """Yield the two places of "the Hyesan-Changbai border", or the one that a name is."""
        first, hyphen, second = mention.surface.partition("-")
        if mention.answer.status == "ambiguous" and hyphen and self._is_listed(first) and self._is_listed(second):
            middle = mention.start + len(first)
            for surface, start in ((first, mention.start), (second, middle + 1)):
                answer = self._ask(surface)
                yield replace(
                    mention,
                    start=start,
                    end=start + len(surface),
                    surface=surface,
                    answer=answer,
                    kind=_kind_of(answer),
                )
        else:
            yield mention

    def _mention_of(self, report_id: str, text: str, run: list[Word], stop: int) -> tuple[Mention | None, int]:
        """Return the longest toponym at the head of a run, and how many of its words are dealt with."""
        if len(run) == 1 and is_plain_word(name := bare(run[0].text)) and self._ask(name).status == "unknown":
            return None, 1
        person = person_length(run, is_place=self._is_listed)
        # Kim Jong Suk is a person, Kim Jong Suk County is not; what begins with a person and is not listed is no place.
        unlisted: tuple[Mention | None, int] = (None, max(person, 1))
        plain = [bare(word.text) for word in run]
        lowered = [word.lower() for word in plain]
        inner = self._behind_of(plain)
        for count in range(len(run), person, -1):
            words = run[:count]
            surface, end = _surface(text, words[0], words[-1])
            if not _balanced(surface):
                continue
            kind = kind_written(lowered[:count])
            answer = self._ask(surface)
            if answer.within and lowered[0] in frequent_words():  # "From Ryanggang Province": nothing lies in From
                continue
            if answer.status == "unknown":
                if inner and not self._is_listed(" ".join(plain[: inner - 1])):  # Wiyon district of Hyesan
                    return None, inner
                parts = [*(word.text for word in words[:-1]), plain[count - 1]]
                kind = None if person else kind_of_unlisted(text, words[0].start, parts, kind)
                if kind is None or unlisted[0] is not None:
                    continue
            if _is_word_or_title(text, words, stop, kind=kind):
                continue
            mention = Mention(report_id, words[0].start, end, surface, answer, _kind_of(answer) or kind)
            if answer.status != "unknown" or kind in TELLING:
                return mention, count
            # "Onsong Gold Mine" is not listed; Onsong is, and says where the mine lies.
            unlisted = mention, count
        return unlisted if unlisted[0] or person else (self._misspelt(report_id, text, run[0]), 1)

    def _behind_of(self, plain: Sequence[str]) -> int:
        """Return how many words stand before the listed place that "of" leads to, 0 where none does.

        The Party Secretary of Musan County is no place; Musan County is.
        """
        for at in (n for n, word in enumerate(plain[:-1]) if word == "of" and n):
            behind = plain[at + 1 : at + 1 + NAME]
            if any(self._is_listed(" ".join(behind[: n + 1])) for n in range(len(behind))):
                return at + 1
        return 0

    def _misspelt(self, report_id: str, text: str, word: Word) -> Mention | None:
        """Return the city or county that a word must mean although it is misspelt: "in Sinujiu"."""
        name = bare(word.text)
        if not may_be_misspelt(text, word.start, name):
            return None
        answer = self._names.resolve(name)
        if answer.place is None or answer.place.kind not in {"city", "county"}:
            return None
        return Mention(report_id, word.start, word.start + len(name), name, answer, answer.place.kind)

    def _is_listed(self, name: str) -> bool:
        return self._ask(name).status == "found"

    def _ask(self, surface: str) -> Answer:
        """Ask the gazetteer once for each surface form; a report repeats its names."""
        if surface not in self._asked:
            if len(self._asked) >= REMEMBERED:
                self._asked.clear()
            self._asked[surface] = self._names.resolve(surface, fuzzy=False)
        return self._asked[surface]

    def _sought_whole(self, report_id: str, text: str, start: int, stop: int) -> Iterator[Mention]:
        """Yield the names in other scripts, and those with a number: no capitals show where they begin and end."""
        part = encodable(text[start:stop])
        for _, begin, end in self._whole.find_matches_as_indexes(part):
            if not _is_parted(part, begin, end) and not _HAN.fullmatch(part[begin:end]):
                continue
            answer = self._ask(part[begin:end])
            if answer.status == "unknown" or (
                answer.place
                and not _is_parted(part, begin, end)
                and end - begin < WHOLE
                and answer.place.kind not in WELL_KNOWN
            ):
                continue
            yield Mention(report_id, start + begin, start + end, part[begin:end], answer, _kind_of(answer))

    def _in_context(self, text: str, found: list[Mention], *, vouched: bool = False) -> list[Mention]:
        """Settle what a name alone does not, and drop what only chance supports."""
        provinces = list(dict.fromkeys(m.place_id for m in found if m.kind == "province" and m.place_id))
        settled: list[tuple[Mention, bool]] = []
        for index, mention in enumerate(found):
            wider = _holds_all(text, mention, found[index + 1 : index + 1 + LISTED]) or _apposed(
                text, mention, found[index + 1 : index + 1 + WIDER_BEHIND]
            )
            if wider is None and index:
                wider = _before_it(text, found[index - 1], mention)
            better = self._settle(text, mention, wider, provinces)
            known = vouched or better.answer.status == "unknown" or wider is not None
            settled.append((better, known or _stands_alone(text, better, better.answer)))
        # What is enough of a name in one place of a report is one at the head of a sentence, too.
        names = {mention.surface for mention, enough in settled if enough}
        return self._of_the_north(_one_sense([mention for mention, _ in settled if mention.surface in names]))

    def _of_the_north(self, mentions: list[Mention]) -> list[Mention]:
        """Take what both Koreas have, such as Kangwon, for the North's where a report names no other of the South's."""
        countries = Counter(m.answer.place.country for m in mentions if m.answer.place and m.place_id not in CAPITALS)
        if not countries["KP"] or countries["KR"]:
            return mentions
        return [
            mention
            if mention.answer.status != "ambiguous"
            or (answer := self._names.resolve(mention.surface, country="KP", fuzzy=False)).place is None
            or {each.place.country for each in mention.answer.candidates} != {"KP", "KR"}
            else replace(mention, answer=answer, kind=_kind_of(answer))
            for mention in mentions
        ]

    def _settle(self, text: str, mention: Mention, wider: Mention | None, provinces: Sequence[str]) -> Mention:
        answer = mention.answer
        kind = "river" if self._is_river(text, mention) else None
        if wider is not None and wider.place_id:
            again = self._better(answer, mention.surface, within=[wider.place_id], kind=kind)
            if again is answer and answer.place and _is_in(text, mention, wider):
                # What is said to lie in another place than this one is another.
                again = self._names.resolve(mention.surface, within=[wider.place_id], kind=kind, fuzzy=False)
            answer = again
        elif answer.status != "found" or kind:
            answer = self._better(answer, mention.surface, within=provinces or None, kind=kind)
        place_kind = answer.place.kind if answer.place else mention.kind
        unchanged = answer is mention.answer and place_kind == mention.kind
        return mention if unchanged else replace(mention, answer=answer, kind=place_kind)

    def _is_river(self, text: str, mention: Mention) -> bool:
        """Whether "the Tumen" is the river, where "in Tumen" and "the Tumen market" are of the city.

        So is the second of "the Yalu and Tumen rivers", and what one goes along or over.
        """
        if " " in mention.surface:
            return False
        before = text[max(0, mention.start - LEADING) : mention.start].lower()
        following = _FOLLOWING.match(text, mention.end)
        word = following[1].lower() if following else ""
        if word != "rivers" and not _SECOND_RIVER.search(before):
            ends = not word or word in _word_set("closed_words", "word")
            if not before.endswith("the ") or not (ends or (_ALONG.search(before) and word not in _PARTS)):
                return False
        return self._names.resolve(mention.surface, kind="river", fuzzy=False).status == "found"

    def _better(self, answer: Answer, surface: str, *, within: Sequence[str] | None, kind: str | None) -> Answer:
        # Edit distance is allowed only where a wider place stands beside the name.
        again = self._names.resolve(surface, within=within, kind=kind, fuzzy=within is not None)
        return again if again.status == "found" or answer.status != "found" else answer


def _is_sought_whole(name: str) -> bool:
    return len(name) > 1 and bool(_OTHER_SCRIPT.match(name) or _NUMBER.search(name))


def _is_parted(text: str, begin: int, end: int) -> bool:
    """Whether a name stands apart: no letter of its script is beside it that would be a part of the word.

    Korean and Russian add endings, so that only the letter before counts.
    """
    before, behind = text[begin - 1 : begin], text[end : end + 1]
    for script, inflected in _SCRIPTS:
        if script.fullmatch(text[begin]):
            return not (script.fullmatch(before) or (not inflected and script.fullmatch(behind)))
    return True


def _as_written(text: str, start: int, plain: Plain, mention: Mention) -> Mention:
    """Return a mention of a plain text as one of the text as it was, from `start` on."""
    first, last = (start + at for at in plain.span(mention.start, mention.end))
    return replace(mention, start=first, end=last, surface=text[first:last])


def _surface(text: str, first: Word, last: Word) -> tuple[str, int]:
    """Return a name as written, without a possessive, and where it ends."""
    end = last.start + len(bare(last.text))
    if "(" in text[first.start : end] and text[end : end + 1] == ")":
        end += 1
    return text[first.start : end], end


def _balanced(surface: str) -> bool:
    return surface.count("(") == surface.count(")") and not surface.endswith("-")


@cache
def _word_set(table: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in read_table(f"lexicon/{table}.csv"))


def _kind_of(answer: Answer) -> str | None:
    return answer.place.kind if answer.place else None


def _one_sense(mentions: list[Mention]) -> list[Mention]:
    """Give a name that is ambiguous in one sentence the one place that it means elsewhere in the report."""
    senses: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        if mention.place_id:
            senses.setdefault(mention.surface, {})[mention.place_id] = mention
    return [
        replace(mention, answer=same[0].answer, kind=same[0].kind)
        if mention.answer.status == "ambiguous" and len(same := list(senses.get(mention.surface, {}).values())) == 1
        else mention
        for mention in mentions
    ]


def _is_word_or_title(text: str, words: Sequence[Word], stop: int, *, kind: str | None) -> bool:
    """Whether what looks like a name is an English word, a bare surname, or the head of a medium's name."""
    first, count = bare(words[0].text), len(words)
    if first in _word_set("not_places", "word") and (count == 1 or (count == TITLE and kind)):  # Border, Central Market
        return True
    if count == 1 and (is_surname(first) or is_given_before(text, words[0].end)):
        return True
    return not kind and word_behind(text, words[-1].end, stop) in _word_set("name_tails", "word")


def _holds_all(text: str, mention: Mention, later: Sequence[Mention]) -> Mention | None:
    """Return what holds each of a list of places: "Unsan, Yomju and Sonchon counties of North Pyongan"."""
    end = mention.end
    for other in later:
        between = text[end : other.start].strip(" \n")
        if _SHARED_TAIL.fullmatch(between) and other.place_id:
            return other
        if between not in {",", "and", "or", ", and", ", or"}:
            return None
        end = other.end
    return None


def _apposed(text: str, mention: Mention, later: Sequence[Mention]) -> Mention | None:
    """Return the wider place in apposition: "Musan, North Hamgyong Province"; "Wiyon district of Hyesan"."""
    end = mention.end
    for other in later:
        between = text[end : other.start]
        headed = other is later[0] and _HEADED.fullmatch(between)
        if not headed and (between.strip(" \n") not in {",", "in", "of", "(", ", in", ""} or len(between) > GAP):
            return None
        if other.kind in WIDER and other.place_id:
            return other
        end = other.end
    return None


def _before_it(text: str, before: Mention, mention: Mention) -> Mention | None:
    """Return the wider place that stands before a name, as Korean and Chinese have it: 广东省龙川县."""
    between = text[before.end : mention.start]
    if between not in {"", " "} or not before.place_id or before.kind not in WIDER:
        return None
    return before if _OTHER_SCRIPT.match(mention.surface) and _OTHER_SCRIPT.match(before.surface) else None


def _is_in(text: str, mention: Mention, wider: Mention) -> bool:
    """Say whether a text says that a place lies in another, and does not only name both, as a list does."""
    if wider.end <= mention.start:
        return True
    between = text[mention.end : wider.start]
    return bool(_HEADED.fullmatch(between)) or between.strip(" \n") in {"in", "of", "(", ", in"}


def _stands_alone(text: str, mention: Mention, answer: Answer) -> bool:
    """Whether a name without a wider place beside it is enough of a name.

    A listed name is. A spelling that only sounds like a listed name needs a word of kind, or a place inside a sentence,
    where English writes only names with a capital.
    """
    if all(c.method in {"exact", "folded", "misspelling"} for c in answer.candidates[:1]):
        return True
    if " " in mention.surface or "-" in mention.surface:
        return True
    before = text[max(mention.start - OPENING, 0) : mention.start].rstrip(" \"'“‘(")[-1:]
    return len(mention.surface) >= TELLING_LENGTH and before not in {"", ".", "!", "?", "\n", ":"}
