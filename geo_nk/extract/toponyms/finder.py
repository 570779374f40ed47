"""Find who is named where: the toponyms of a report, as character spans with what the gazetteer says of each.

A toponym in running English is a run of capitalised words, perhaps with a word for its kind ("Pochon County",
"Hwajon-ri", "the Yalu River"). Each run is asked of the gazetteer, longest first. Names in other scripts, and
those with a number, are looked for whole.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, MatchKind

from geo_nk.extract.toponyms.context import in_context
from geo_nk.extract.toponyms.mention import Mention, kind_of
from geo_nk.extract.toponyms.persons import is_given_before, is_surname, person_length
from geo_nk.extract.toponyms.plain import Plain
from geo_nk.extract.toponyms.unlisted import TELLING, is_plain_word, kind_of_unlisted, may_be_misspelt
from geo_nk.extract.toponyms.words import OTHER_SCRIPT, bare, kind_written, next_run, word_behind, word_set, words_of
from geo_nk.names.folding import simplified
from geo_nk.names.letters import encodable
from geo_nk.reports.language import frequent_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo_nk.extract.toponyms.mention import Names, NameSpan
    from geo_nk.extract.toponyms.words import Word
    from geo_nk.gazetteer.place import Answer

__all__ = ["MentionFinder"]

REMEMBERED = 16_384
"""Surface forms whose answers are kept: reports repeat their names; memory stays bounded over any number of them."""

TITLE = 2
"""Words of what is no name though a word of kind ends it: "Central Market"; "South Hamgyong Province" has three."""

NAME = 3
"""Words of a name behind "of": "the Party Secretary of North Hamgyong Province"."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_NUMBER = re.compile(r"[0-9]")
_SCRIPTS = (  # and whether a word of it takes endings
    (re.compile(r"[\uac00-\ud7a3]"), True),
    (re.compile(r"[\u0400-\u04ff]"), True),
    (re.compile(r"[\u30a0-\u30ff]"), False),
    (re.compile(r"[\u3400-\u9fff]"), False),
    (re.compile(r"\w"), False),
    (re.compile(r"(?s)."), True),  # what is no letter parts a name from the next
)
_UNIT = re.compile("[구군시면읍县区市旗]")
"""What may end the name of a unit elsewhere that begins as one of ours."""

_PART = re.compile(r"[동리](?=[^가-힣]|(?:에서?|의|은|는|이|가|을|를|과|와|로)(?![가-힣])|$)")
"""What ends the name of a quarter or a village, and is not a word of its own: 화룡동에서, not 혜산동쪽."""

WHOLE = 3
"""Characters of a Han name that is one also where no space parts it from others; a shorter one may be any word."""

WELL_KNOWN = frozenset(
    {"province", "prefecture", "city", "county", "district", "workers_district", "river", "mountain", "crossing"}
)
"""Kinds of place whose names of two Han characters are read without a space around them."""


Named: TypeAlias = tuple[str, int, str | None]
"""The first word of a name, how many it has, and the kind that they tell."""


class _Known(NamedTuple):
    """A run that as a whole is a name: its words, its length without a possessive, and what a mention of it tells."""

    words: Named
    length: int
    told: tuple[str, Answer, str | None]


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
        self._idle: dict[str, int] = {}  # runs that begin with no name, and how many characters of them
        self._known: dict[str, _Known] = {}  # runs that as a whole are a name
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
            With role ``background``; the reader gives each its own, see `geo_nk.extract.scores.Scores`.
        """
        stop = len(text) if end is None else end
        plain = Plain.of(text[start:stop])
        if plain.starts is None:
            return in_context(self._names, text, self._listed(report_id, text, start, stop))
        found = in_context(self._names, plain.text, self._listed(report_id, plain.text, 0, len(plain.text)))
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
                kind_of(answer) or span.kind or kind_written([bare(word.text).lower() for word in words_of(span.text)])
            )
            role = span.role or "background"
            found.append(Mention(report_id, span.start, span.end, span.text, answer, kind, role))
        return in_context(self._names, text, found, vouched=True)

    def _latin(self, report_id: str, text: str, start: int, stop: int) -> Iterator[Mention]:
        at = start
        while (found := next_run(text, at, stop)) is not None:
            written, begin = found[0], found.start()
            at = found.end()
            if passed := self._idle.get(written):
                at = begin + passed
                continue
            if (known := self._known.get(written)) and not _is_word_or_title(text, known.words, at, stop):
                yield from self._of_pair(Mention(report_id, begin, begin + known.length, *known.told))
                continue
            run = words_of(text, begin, at)
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
                    kind=kind_of(answer),
                )
        else:
            yield mention

    def _mention_of(self, report_id: str, text: str, run: list[Word], stop: int) -> tuple[Mention | None, int]:
        """Return the longest toponym at the head of a run, and how many of its words are dealt with."""
        person = 0 if self._is_hyphenated_place(text, run) else person_length(run, is_place=self._is_listed)
        mention, used = self._longest(report_id, text, run, stop, person)
        if mention is None and self._is_idle(text, run, person):
            self._pass_over(text[run[0].start : run[-1].end], run[used - 1].end - run[0].start)
        elif mention is None and used == 1:
            mention = self._misspelt(report_id, text, run[0])
        return mention, used

    def _longest(
        self, report_id: str, text: str, run: list[Word], stop: int, person: int
    ) -> tuple[Mention | None, int]:
        """Return the longest toponym at the head of a run that is more than a person, and how many words it has."""
        # Kim Jong Suk is a person, Kim Jong Suk County is not; what begins with a person and is not listed is no place.
        unlisted: tuple[Mention | None, int] = (None, max(person, 1))
        plain = [bare(word.text) for word in run]
        lowered = [word.lower() for word in plain]
        inner = self._behind_of(plain)
        for count in range(len(run), person, -1):
            words = run[:count]
            surface, end = _surface(text, words[0], words[-1])
            kind = kind_written(lowered[:count])
            answer = self._ask(surface)
            if not _balanced(surface) or (lowered[0] in frequent_words() and _is_by_chance(answer)):
                continue
            if answer.status == "unknown":
                if inner and not self._is_listed(" ".join(plain[: inner - 1])):  # Wiyon district of Hyesan
                    return None, inner
                parts = [*(word.text for word in words[:-1]), plain[count - 1]]
                kind = None if person else kind_of_unlisted(text, words[0].start, parts, kind)
                if answer.elsewhere and kind is None:  # Namyang-eup is no Namyang
                    return None, count
                if kind is None or unlisted[0] is not None:
                    continue
            named = (plain[0], count, kind)
            if _is_word_or_title(text, named, words[-1].end, stop):
                continue
            mention = Mention(report_id, words[0].start, end, surface, answer, kind_of(answer) or kind)
            if answer.status != "unknown" or kind in TELLING:
                if count == len(run):
                    self._remember(text[words[0].start : words[-1].end], named, mention)
                return mention, count
            # "Onsong Gold Mine" is not listed; Onsong is, and says where the mine lies.
            unlisted = mention, count
        return unlisted

    def _is_idle(self, text: str, run: list[Word], person: int) -> bool:
        """Whether a run begins with no name, whatever stands around it."""
        lowered = [bare(word.text).lower() for word in run]
        return (person > 0 or is_plain_word(bare(run[0].text))) and all(
            self._ask(_surface(text, run[0], run[count - 1])[0]).status == "unknown"
            and (person > 0 or kind_written(lowered[:count]) not in TELLING)
            for count in range(person + 1, len(run) + 1)
        )

    def _remember(self, written: str, words: Named, mention: Mention) -> None:
        """Keep what a run means as a whole: a report repeats its names, and only what stands behind one differs."""
        if mention.answer.status == "unknown" or "(" in mention.surface:
            return  # what stands around it says of an unlisted name that it is one
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        told = (mention.surface, mention.answer, mention.kind)
        self._known[written] = _Known(words, mention.end - mention.start, told)

    def _pass_over(self, written: str, length: int) -> None:
        """Remember that so much of a run is no name: most capitals open a sentence."""
        if len(self._idle) < REMEMBERED:
            self._idle[written] = length

    def _is_hyphenated_place(self, text: str, run: Sequence[Word]) -> bool:
        """Whether hyphens join a listed name of which the first part alone is a surname: An-tung, Ha-erh-pin."""
        if not is_surname(run[0].text):
            return False
        count = 1
        while count < len(run) and text[run[count - 1].end : run[count].start] == "-":
            count += 1
        return count > 1 and self._is_listed(text[run[0].start : run[count - 1].end])

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

    def _is_begun(self, text: str, begin: int, end: int) -> bool:
        """Whether a name only begins another: 백암면 is no Paegam, 龙川县 no Ryongchon, 화룡동 no Helong."""
        if _UNIT.match(text, end):
            return self._ask(text[begin : end + 1]).elsewhere is not None
        return bool(_PART.match(text, end)) and self._ask(text[begin : end + 1]).status == "unknown"

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
            if self._is_begun(part, begin, end):
                continue
            yield Mention(report_id, start + begin, start + end, part[begin:end], answer, kind_of(answer))


def _is_sought_whole(name: str) -> bool:
    return len(name) > 1 and bool(OTHER_SCRIPT.match(name) or _NUMBER.search(name))


def _is_parted(text: str, begin: int, end: int) -> bool:
    """Whether a name stands apart: no letter of its script is beside it that would be a part of the word.

    Korean and Russian add endings, so that only the letter before counts.
    """
    before, _ = _script_of(text[begin])
    behind, inflected = _script_of(text[end - 1])  # 25호관리소에서
    return not before.fullmatch(text[begin - 1 : begin]) and (inflected or not behind.fullmatch(text[end : end + 1]))


def _script_of(letter: str) -> tuple[re.Pattern[str], bool]:
    """Return what matches a letter of the same script, and whether a word of it takes endings."""
    return next(pair for pair in _SCRIPTS if pair[0].fullmatch(letter))


def _is_by_chance(answer: Answer) -> bool:
    """Whether a word such as "from" is no part of a name: nothing lies in "From", and "On Song" is not Onsong."""
    return bool(answer.within) or (answer.best is not None and answer.best.method != "exact")


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


def _is_word_or_title(text: str, words: Named, end: int, stop: int) -> bool:
    """Whether what looks like a name is an English word, a bare surname, or the head of a medium's name."""
    first, count, kind = words
    if first in word_set("names/not_places") and (count == 1 or (count == TITLE and kind)):  # Border, Central Market
        return True
    if count == 1 and (is_surname(first) or is_given_before(text, end)):
        return True
    return not kind and word_behind(text, end, stop) in word_set("names/name_tails")
