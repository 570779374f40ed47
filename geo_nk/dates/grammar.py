"""The forms that date expressions take: patterns, each with the function that says what a match means.

Patterns are bounded, with no repetition inside a repetition, so a scan is linear.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo_nk.calendar_names import DAY_ORDINALS, NUMBERS, ORDINALS, WEEKDAYS, month_pattern, pattern_of
from geo_nk.dates import reading
from geo_nk.dates.anaphora import Step, read_step

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo_nk.dates.reading import Context, Reading

__all__ = ["FORMS", "GAP", "OF_LUNAR_CALENDAR", "Form", "forms_at"]

# One space stands for what may lie between two words; see `_compile`.
GAP = r"(?:[ \t\xa0]{1,2}|\r?\n)"

_MONTH = rf"(?P<month>{month_pattern()})(?![A-Za-z])"
_WEEKDAY = "|".join(day.capitalize() for day in WEEKDAYS)
_NUMBER = pattern_of(NUMBERS)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d|[.,:]\d|%)"
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d|-\d|%|s)"
_OF_YEAR = (
    rf"(?:,? (?:of )?(?P<year>{_YEAR})|,? (?:of |in )?(?P<year_word>(?i:last|this|next)) year(?!\w|')"
    r"|,? (?:of |in )?(?P<told_year>that|the same|the following|the previous) year(?!\w)"
    r"|,? (?:of |in )?(?P<lost>every|each) year(?!\w))?"
)
_WHICH = r"(?P<which>(?i:last|this past|this|next|past|coming))"
_OF_MONTH = rf"(?:(?:{_WHICH} )?{_MONTH}{_OF_YEAR}|(?P<rel_month>(?i:last|this|next|the)) month(?!\w))"
_TO = r"(?:-|–|—| - | – | to | through | until | till )"
_PART_WORD = (
    r"(?i:early|mid(?:dle)?|late|end|beginning|start|(?:first|second|latter) half|latter part"
    r"|(?:first|second|middle|last) (?:ten|10) days|(?:first|opening|last|final|closing) days"
    r"|(?:first|second|third|fourth|last|final) week)"
)
_PARTS_OF = (
    rf"(?P<part>{_PART_WORD})(?:-?,? ?(?:and|to|or|through)(?: |-)(?:the )?(?P<last_part>{_PART_WORD}))?"
    r"(?P<joint>-| of | in | )"
)
_UNIT = r"(?P<unit>(?i:day|week|month|year))s?(?!\w)"
_COUNT = rf"(?P<count>(?i:{_NUMBER})|[1-9]\d?)"
_STEP_DAY = r"(?i:day|night|morning|evening|afternoon|dawn)"
_STEP_UNIT = r"(?P<unit>(?i:day|night|morning|evening|afternoon|dawn|week|month|year))(?!\w)"
_STEP_WEEKDAY = rf"(?P<unit>{_WEEKDAY})(?!\w)"
_STEP_COUNT = rf"(?P<count>(?i:a few|several|some|a couple of|{_NUMBER})|[1-9]\d?)"
_HAPPENING = (
    "(?:accident|arrests?|attack|crossing|discovery|escape|execution|find|flight|incident|inspection|killing|lockdown"
    "|raids?|robbery|search|seizure|shooting|theft|trial)"
)
OF_LUNAR_CALENDAR = "(?:of|in|by|on|under|according to) the lunar calendar"
_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))(?!\w)"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date: its name, the characters it may begin with, its pattern and what a match says."""

    name: str
    begins: str
    pattern: str
    read: Callable[[re.Match[str], Context], Reading | Step]

    def compile(self) -> re.Pattern[str]:
        """Compile the pattern; a space in it stands for a gap between words, also at a line's end."""
        return _compile(self.pattern)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w.])" + pattern.replace(" ", GAP), re.ASCII)


_LAST_DAY = rf"(?:the )?(?P<last_day>{_DAY}){_ORDINAL}?"
# "May 5 and 6 people" counts people: a day joined by "and" is an ordinal or stands before a pause.
_BEHIND_DAY = rf"{_ORDINAL}?(?:(?:{_TO}|(?: and | or |, )(?=\d\d?(?:{_ORDINAL}|[.,;:](?!\d)|\Z))){_LAST_DAY})?"
_DAYS_OF = rf"(?P<day>{_DAY}){_ORDINAL}?(?:(?:{_TO}| and | or |, ){_LAST_DAY})?"

# With which characters, in small letters, the above begin.
_YEARS, _MONTHS, _WHICHES = "12", "jfmasond", "ltnpc"
_PARTS, _NUMBERS = "emlbsftoc", "aotfsen" + string.digits

#: In the order of trial at one place: what says more comes first.
FORMS: tuple[Form, ...] = (
    Form(
        "iso",
        _YEARS,
        r"(?P<year>(?:19|20)\d\d)([-/.])(?P<month_number>1[0-2]|0?[1-9])\2"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/]\d)",
        reading.read_iso,
    ),
    Form("day_month", string.digits, rf"{_DAYS_OF}(?: of)? (?:{_WHICH} )?{_MONTH}{_OF_YEAR}", reading.read_day),
    Form(
        "day_rel",
        string.digits,
        rf"{_DAYS_OF} of (?P<rel_month>(?i:last|this|next|the)) month(?!\w)",
        reading.read_day,
    ),
    Form(
        "day_that",
        string.digits,
        rf"{_DAYS_OF} of (?P<rel_month>(?i:that|the same)) month(?!\w)",
        reading.read_day,
    ),
    Form(
        "month_day",
        _MONTHS + _WHICHES,
        rf"(?:{_WHICH} )?{_MONTH} (?:the )?(?P<day>{_DAY}){_BEHIND_DAY}(?!\w){_OF_YEAR}",
        reading.read_day,
    ),
    Form(
        "decade",
        "emlt" + _YEARS,
        r"(?:(?P<part>(?i:early|mid|late))(?:-?(?: to |-to-| and )(?P<last_part>mid|late))?(?:-| ))?(?:the )?"
        r"(?P<decade>(?:19|20)\d0)s(?!\w)",
        reading.read_decade,
    ),
    Form("part", _PARTS, rf"{_PARTS_OF}(?:the )?{_OF_MONTH}", reading.read_part),
    Form(
        "year_part",
        _PARTS,
        rf"{_PARTS_OF}(?:(?P<year>{_YEAR})|(?P<year_word>(?i:last|this|next)) year|(?P<the_year>the) year)(?![\w'’])",
        reading.read_year_part,
    ),
    Form("season", "safw" + _WHICHES, rf"(?:{_WHICH} )?{_SEASON}{_OF_YEAR}", reading.read_season),
    Form(
        "weekday",
        "mtwfs" + _WHICHES,
        rf"(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})(?!\w)"
        r"(?: (?:of )?(?P<week>last|this|next) week(?!\w))?",
        reading.read_weekday,
    ),
    Form(
        "lunar_month",
        string.digits + "tfsen",
        rf"(?:(?:(?P<day>{_DAY}){_ORDINAL}|(?P<day_rank>(?i:{pattern_of(DAY_ORDINALS)})))(?: day)? of )?(?:the )?"
        rf"(?P<rank>(?i:{pattern_of(ORDINALS)})|(?:1[0-2]|[1-9]){_ORDINAL}) "
        rf"(?:lunar month|month,? {OF_LUNAR_CALENDAR})(?!\w)(?: of (?P<year>{_YEAR}))?",
        reading.read_lunar_month,
    ),
    Form("month", _MONTHS + _WHICHES, rf"(?:{_WHICH} )?{_MONTH}{_OF_YEAR}", reading.read_month),
    Form("past", "pl", rf"(?:(?i:past|last) {_COUNT}|(?i:past)) {_UNIT}", reading.read_past),
    Form("the_last", "l", r"(?i:last) (?P<unit>(?i:week|month|year))(?!\w| of )", reading.read_past),
    Form(
        "rel_month",
        "el" + _WHICHES,
        r"(?:(?P<cut>(?i:earlier|later)) )?(?P<rel_month>(?i:last|this|next)) month(?!\w)",
        reading.read_rel_month,
    ),
    Form(
        "in_the_month",
        "el",
        r"(?P<cut>(?i:earlier|later)) in the (?P<rel_month>(?i:month))(?!\w)",
        reading.read_rel_month,
    ),
    Form("in_the_year", "el", r"(?P<cut>(?i:earlier|later)) in the (?P<year_word>(?i:year))(?!\w)", reading.read_year),
    Form("weekend", _WHICHES, rf"(?:{_WHICH}|(?i:the)) weekend(?!\w)", reading.read_weekend),
    Form(
        "week",
        "el" + _WHICHES,
        r"(?:(?P<cut>(?i:earlier|later)) )?(?P<which>(?i:last|this|next)) week(?!\w)",
        reading.read_week,
    ),
    Form(
        "year_word",
        "el" + _WHICHES,
        r"(?:(?P<cut>(?i:earlier|later)) )?(?P<year_word>(?i:last|this|next)) year(?!\w| of )",
        reading.read_year,
    ),
    Form(
        "near_day",
        "elty",
        r"(?:(?i:earlier|later) )?(?P<word>(?i:the day before yesterday|yesterday|today|tomorrow|tonight|last night"
        r"|this (?:morning|afternoon|evening)))(?![\w'’])",
        reading.read_near_day,
    ),
    Form("same", "t", rf"(?i:the|that)(?: (?i:very))?(?: (?i:same)) {_STEP_UNIT}", read_step),
    Form("same_time", "t", r"(?i:the same) (?P<unit>(?i:time))(?!\w)", read_step),
    Form("that", "t", rf"(?i:that)(?: (?i:first|very))? {_STEP_UNIT}", read_step),
    Form(
        "following", "tfnp", rf"(?:(?i:the) )?(?P<way>(?i:following|next|previous|preceding)) {_STEP_UNIT}", read_step
    ),
    Form("following_weekday", "fp", rf"(?P<way>(?i:following|previous|preceding)) {_STEP_WEEKDAY}", read_step),
    Form("day_after", "t", rf"(?i:the) (?P<unit>{_STEP_DAY}) (?P<way>(?i:after|before))(?! yesterday)", read_step),
    Form(
        "later",
        _NUMBERS,
        rf"{_STEP_COUNT} (?P<unit>(?i:day|night|week|month|year))s? "
        rf"(?:(?i:later|afterwards?|after that|thereafter|on(?=[,.])|after (?:the|his|her|its|their) {_HAPPENING})"
        r"|(?P<back>(?i:earlier|before that|previously)))(?!\w)",
        read_step,
    ),
    Form("ago", _NUMBERS, rf"{_STEP_COUNT} {_UNIT} ago(?!\w)", reading.read_ago),
    Form("lately", "dwm", r"(?P<unit>(?i:day|week|month))s ago(?!\w)", reading.read_ago),
    Form("years", _YEARS, rf"(?P<year>(?:19|20)\d\d)(?:-|–| to )(?P<last_year>{_YEAR})", reading.read_year),
    Form("year", _YEARS, rf"(?P<year>{_YEAR})(?![\w'’])", reading.read_year),
    Form("length", _NUMBERS, rf"{_COUNT} {_UNIT}", reading.read_past),
    Form("bare_day", string.digits, rf"(?P<day>{_DAY})(?={_ORDINAL}){_BEHIND_DAY}(?!\w)", reading.read_bare_day),
)


@cache
def forms_at(character: str) -> tuple[tuple[Form, re.Pattern[str]], ...]:
    """Return the forms that may begin with a character, each with its compiled pattern, in the order of trial.

    Examples
    --------
    >>> [form.name for form, _ in forms_at("Y")]
    ['near_day']
    """
    return tuple((form, form.compile()) for form in FORMS if character.lower() in form.begins)
