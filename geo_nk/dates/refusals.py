"""What only looks like a date: each form of the grammar with what its surroundings must say for it to be one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo_nk.calendar_names import MONTHS
from geo_nk.dates.use import cues, is_length, is_perfect, is_statement, word_before, words_ahead

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["is_refused"]

_BEFORE_BARE_DAY = re.compile(r"([A-Za-z]+)\s(?:of\s|about\s|around\s)?the\s\Z")
_BEHIND_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\sand\s\Z")
_PAST = re.compile(r"(?<!\w)(?:was|were|had|did)(?!\w)")
# Months that are words of another kind as well: a verb, a modal verb.
_AMBIGUOUS = frozenset({"march", "may"})


def is_refused(form: str, match: re.Match[str], before: str, after: str) -> bool:
    """Whether what matches a form of the grammar is no date here.

    Parameters
    ----------
    form
        The name of the form.
    match
        What matched.
    before, after
        What stands before and after it in its sentence.

    Returns
    -------
    bool
    """
    return form in _ACCEPT and not _ACCEPT[form](match, before, after)


def _accept_day(match: re.Match[str], before: str, after: str) -> bool:
    groups = match.groupdict()
    # "In October 30 people" counts people.
    counted = match.start("day") > match.start("month") and not groups["year"] and not groups["last_day"]
    return not (counted and word_before(before) == "in" and words_ahead(after))


def _accept_part(match: re.Match[str], _before: str, _after: str) -> bool:
    # "It will start in March" names no part of March.
    return match["part"].lower() in ("early", "mid", "late") or match["joint"].strip() in ("of", "-")


def _accept_near_day(match: re.Match[str], before: str, after: str) -> bool:
    if match[0].lower() != "today":
        return True
    # "Today soldiers drive trucks" and "North Korea today" mean these times, not this day.
    behind = re.search(r"([A-Z])\w*\s\Z", before[-30:])
    return match[0] == "today" and (behind is None or is_statement(before, after))


def _accept_weekday(_: re.Match[str], before: str, _after: str) -> bool:
    return word_before(before) not in ("every", "each")


def _accept_past(match: re.Match[str], _before: str, _after: str) -> bool:
    return bool(match["count"]) or not match[0].endswith("s")


def _is_plain_month(written: str) -> bool:
    """Whether a month is written out, and its name is no other word."""
    name = written.lower()
    return name in MONTHS and name not in _AMBIGUOUS


def _accept_month(match: re.Match[str], before: str, _after: str) -> bool:
    groups = match.groupdict()
    if groups["which"] or groups["year"] or groups["year_word"] or _is_plain_month(match["month"]):
        return True
    return word_before(before) in cues("before_month")


def _accept_year(_: re.Match[str], before: str, after: str) -> bool:
    ahead = words_ahead(after)
    alone = not ahead or ahead in cues("follows_day") or after[1:2].isupper()
    return alone and (word_before(before) in cues("before_year") or _BEHIND_YEAR.search(before[-12:]) is not None)


def _accept_bare_day(_: re.Match[str], before: str, after: str) -> bool:
    ahead = words_ahead(after)
    if (ahead and ahead not in cues("follows_day")) or after[:1] in "-–":
        return False
    behind = _BEFORE_BARE_DAY.search(before[-40:])
    return behind is not None and behind[1].lower() in cues("before_day")


def _accept_season(match: re.Match[str], before: str, after: str) -> bool:
    groups = match.groupdict()
    if groups["which"] or groups["year"] or groups["year_word"]:
        return True
    behind = before.removesuffix("the ") if before.endswith((" the ", "The ")) else before
    if word_before(behind) not in cues("before_season"):
        return False
    # "In winter the river is frozen" means every winter.
    return behind != before or word_before(behind) in ("since", "until") or _PAST.search(before + after) is not None


def _accept_the_last(_: re.Match[str], before: str, _after: str) -> bool:
    # "Last year" is a year of the calendar, "the last year" the one that ends now.
    return word_before(before) == "the"


def _accept_same_time(_: re.Match[str], before: str, _after: str) -> bool:
    # "At the same time" goes on with something else.
    return word_before(before) in ("around", "about")


def _accept_length(_: re.Match[str], before: str, after: str) -> bool:
    # "They have been shut for 20 days" says since when; "jailed for 20 days" and "it lasted for 20 days" do not.
    return is_length(before) and is_perfect(before + after)


def _accept_following(match: re.Match[str], before: str, _after: str) -> bool:
    # "Next week" is reckoned from the day of publication, "the next week" and "next morning" from what was told.
    if match[0][:3].lower() == "the":
        return True
    return word_before(before) == "the" or (match["way"].lower() == "next" and match["unit"].lower() in _PARTS_OF_DAY)


def _accept_day_after(_: re.Match[str], before: str, after: str) -> bool:
    # "The day before the feast" says before what; "the day before, he fled" and "the day before he had fled" do not.
    if not before.strip() and words_ahead(after) in cues("clause_subject"):
        return True
    return not after.strip() or after.lstrip()[0] in ",.;)"


def _accept_that(match: re.Match[str], _before: str, after: str) -> bool:
    # "That day labourers ..." is no date.
    return match["unit"].lower() != "day" or words_ahead(after) not in {"labor", "labour", "laborers", "labourers"}


_PARTS_OF_DAY = frozenset({"day", "night", "morning", "evening", "afternoon", "dawn"})

_ACCEPT: dict[str, Callable[[re.Match[str], str, str], bool]] = {
    "month_day": _accept_day,
    "day_month": _accept_day,
    "bare_day": _accept_bare_day,
    "part": _accept_part,
    "year_part": _accept_part,
    "month": _accept_month,
    "season": _accept_season,
    "weekday": _accept_weekday,
    "near_day": _accept_near_day,
    "past": _accept_past,
    "the_last": _accept_the_last,
    "same_time": _accept_same_time,
    "length": _accept_length,
    "following": _accept_following,
    "day_after": _accept_day_after,
    "that": _accept_that,
    "year": _accept_year,
}
