"""The title of an event, made of the report's own words: "Four phone users held for calls to China, Hyesan"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from geo_nk.events.categories import load_categories
from geo_nk.extract.analysis import place_key
from geo_nk.extract.clauses import is_participle, telling_clause, title_words, weight_of
from geo_nk.gazetteer.tongues import LANGUAGES, tongues
from geo_nk.reports.language import is_english

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo_nk.extract.analysis import Analysis
    from geo_nk.extract.clauses import Clause, Piece
    from geo_nk.extract.events import Event
    from geo_nk.extract.toponyms.mention import Mention

__all__ = ["LONGEST_TITLE", "title_of"]

LONGEST_TITLE = 70
"""Characters."""

_PLAIN = re.compile(r"\w[\w .,'’()$%‐‑-]*")

INSIDE = frozenset({"in", "at"})
"""Words before a place that say no more of it than that it is the place."""

CONTAINERS = frozenset({"province", "prefecture", "country"})
"""Kinds of place that a title need not name beside a place in them."""

TELLING = 0.3
"""The part of the clause's weight that a title keeps, at least: else it was cut before it told anything."""

FEWEST = 2
"""Words of a clause that makes a title, at least."""


def title_of(analysis: Analysis, event: Event, told: Iterable[Sequence[Clause]], *, language: str = "en") -> str:
    """Return a title for an event: the clause that tells it, shortened, and its place.

    Parameters
    ----------
    analysis
        The report.
    event
        What it tells.
    told
        The clauses of the sentences that tell it, the surest first.
    language
        Of the title: ``en``, ``ko`` or ``zh``.

    Returns
    -------
    str
        At most `LONGEST_TITLE` characters: words, numbers and commas, so that nothing in it is markup or a formula.
        The label of the category, and the place, where no clause says it clearly, or the title or the report is
        not in English.
    """
    number = LANGUAGES.index(language)
    category, place = load_categories()[event.category], event.place
    label = (category.label, category.label_ko, category.label_zh)[number]
    key = place_key(place) if place else None
    where = _plain(_name(place, number)) if place else ""
    is_quotable = not number and is_english(analysis.text_of(event.quoted))
    for clauses in told if is_quotable else ():
        best = telling_clause(_with_subjects(clauses))
        if best is not None and (title := _title(analysis, best, label, key, where)):
            return title
    return f"{label}, {where}" if where else label


def _name(mention: Mention, number: int) -> str:
    """Return what a place is called in one of the languages, or as it is written where it is not known."""
    place = mention.answer.place
    if place is None:
        return mention.surface
    return tongues(place.place_id, name=place.name)[number] if number else place.name


def _with_subjects(clauses: Sequence[Clause]) -> list[Clause]:
    """Return clauses with their subjects where words between two commas part the two.

    "The group, all from Hyesan, got away" is told by the first and the third of its clauses.
    """
    found = list(clauses)
    for at in range(len(found) - 1, 1, -1):
        subject, _, clause = found[at - 2 : at + 1]
        between = found[at - 1].joined and clause.joined and not (subject.says or clause.says)
        if between and _begins_with_verb(clause.pieces) and not _begins_with_verb(subject.pieces):
            found[at - 2] = replace(
                subject, pieces=(*subject.pieces, clause.pieces[0]._replace(gap=" "), *clause.pieces[1:])
            )
            del found[at]
    return found


def _begins_with_verb(pieces: Sequence[Piece]) -> bool:
    first = pieces[0]
    return first.text.islower() and (first.word in title_words("auxiliary") or is_participle(first.word))


def _title(analysis: Analysis, clause: Clause, label: str, key: str | None, where: str) -> str | None:
    """Return the title that a clause makes, or None where it makes none."""
    told = clause.weight
    if not told or any(piece.word in title_words("address") for piece in clause.pieces):
        return None
    placeless = _without_places(analysis, _without_dates(clause.pieces), key)
    pieces = _without_leading(placeless, "opener")
    bare = not pieces or pieces[0].word in title_words("pronoun") or _begins_with_verb(pieces)
    if bare:
        pieces = _without_leading(pieces, "pronoun", "auxiliary", "opener")
    pieces = _without_small_words(pieces)
    lead = f"{label}: " if bare else ""
    tail = f", {where}" if where else ""
    if len(lead) + len(_joined(pieces)) + len(tail) > LONGEST_TITLE:
        pieces = _without_places(analysis, pieces, key, others=True)
    room, least = LONGEST_TITLE - len(lead), TELLING * told
    whole = _trimmed(pieces, room, least)
    if any(p.mention >= 0 and key == place_key(analysis.mentions[p.mention]) for p in whole):
        pieces, tail = whole, ""
    else:
        pieces = _trimmed(pieces, room - len(tail), least)
    said = _plain(_joined(pieces))
    if len(pieces) < FEWEST or not said:
        return None
    return f"{lead}{said}{tail}" if bare else f"{said[0].upper()}{said[1:]}{tail}"


def _plain(text: str) -> str:
    """Return a text on one line, or nothing where marks stand in it: somebody's own extractor may name any span."""
    flat = " ".join(text.split())
    return flat if _PLAIN.fullmatch(flat) else ""


def _without_dates(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out temporal expressions, with the preposition before each."""
    kept: list[Piece] = []
    for piece in pieces:
        if not piece.dated:
            kept.append(piece)
        else:
            while kept and kept[-1].word in title_words("article"):
                kept.pop()
            if kept and kept[-1].word in title_words("preposition"):
                kept.pop()
            while kept and kept[-1].word in title_words("preposition") - title_words("particle"):
                kept.pop()  # "off" stays in "carried off in March"
    return kept


def _without_places(
    analysis: Analysis, pieces: Sequence[Piece], key: str | None, *, others: bool = False
) -> list[Piece]:
    """Leave out "in Hyesan", which stands at the title's end, and "in Ryanggang Province", which says no more.

    With `others`, where there is no room, any other place that something is in.
    """
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.mention < 0 or not kept or kept[-1].word not in INSIDE:
            kept.append(piece)
            continue
        mention = analysis.mentions[piece.mention]
        here = others or place_key(mention) == key or mention.kind in CONTAINERS
        if here and (len(kept) == 1 or _may_end(pieces[at + 1 : at + 2])):
            kept.pop()
        else:
            kept.append(piece)
    return kept


def _may_end(behind: Sequence[Piece]) -> bool:
    """Whether a phrase is at its end before these words: "in Hyesan by", not "in Hyesan market", "in Hyesan, Musan"."""
    ends = title_words("preposition", "subordinator", "auxiliary", "article")
    return not behind or (behind[0].word in ends and behind[0].gap == " ")


def _without_leading(pieces: Sequence[Piece], *uses: str) -> Sequence[Piece]:
    while pieces and pieces[0].word in title_words(*uses):
        pieces = pieces[1:]
    return pieces


def _without_small_words(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out articles, and auxiliaries before a participle, with the relative pronoun where they make a passive."""
    kept: list[Piece] = []
    comma = False
    for at, plain in enumerate(pieces):
        piece = plain._replace(gap=", ") if comma else plain
        comma = piece.gap == ", "
        behind = pieces[at + 1 :]
        after = behind[0].word if behind else ""
        if piece.word in title_words("article") and (piece.word == "the" or after not in title_words("counted")):
            continue
        if piece.word in title_words("auxiliary"):
            chain = list(takewhile(lambda word: word in title_words("auxiliary"), (each.word for each in pieces[at:])))
            verb = pieces[at + len(chain)].word if at + len(chain) < len(pieces) else ""
            if is_participle(verb) or verb.endswith("ing"):
                if kept and kept[-1].word in title_words("relative") and not title_words("passive").isdisjoint(chain):
                    kept.pop()  # "women who had been sold" are "women sold", not "women who sold"
                continue
        comma = False
        kept.append(piece)
    return kept


def _trimmed(pieces: Sequence[Piece], room: int, least: float) -> Sequence[Piece]:
    """Cut phrases off the end until the rest has room, or all of it where it would weigh less than `least`.

    The longest rest is taken, but rather one in which no clause of its own is cut in the middle.
    """
    ends = title_words("preposition", "conjunction", "subordinator")
    cuts = [n for n, piece in enumerate(pieces) if n and (piece.word in ends or piece.gap == ", ")]
    fitting = []
    for cut in (n for n in [*cuts, len(pieces)] if n <= room):  # more words than letters have no room
        rest = _without_end(pieces[:cut])
        if rest and len(_joined(rest)) <= room and weight_of(rest) >= least:
            whole = cut == len(pieces) or not any(p.word in title_words("subordinator") for p in rest[1:])
            fitting.append((whole, len(rest), rest))
    return max(fitting, key=lambda each: each[:2], default=(False, 0, ()))[-1]


def _without_end(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Leave out words at the end that need another behind them: "between Dandong" needs its "and"."""
    small = title_words("preposition", "conjunction", "subordinator", "article", "auxiliary", "opener")
    small -= title_words("particle")
    while pieces and pieces[-1].word in small:
        pieces = pieces[:-1]
    open_ = max((n for n, piece in enumerate(pieces) if piece.word == "between"), default=None)
    if open_ is not None and all(piece.word != "and" for piece in pieces[open_:]):
        return _without_end(pieces[:open_])
    return pieces


def _joined(pieces: Sequence[Piece]) -> str:
    """Return the words with what joins them; where some were left out, a blank does."""
    said = pieces[0].text if pieces else ""
    for before, piece in pairwise(pieces):
        gap = piece.gap if before.end + len(piece.gap) >= piece.start else piece.gap or " "
        said += gap + piece.text
    return " ".join(said.split())
