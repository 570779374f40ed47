"""Date expressions: what they mean, what they are for, and what is no date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo_nk.data import read_table
from geo_nk.dates import DateMention, find_dates
from geo_nk.dates.mention import FIRST_YEAR, LAST_YEAR

#: A Friday.
PUBLISHED = dt.date(2021, 8, 6)


def _row(mention: DateMention) -> tuple[str, str, str, str]:
    return str(mention.date_start), str(mention.date_end), mention.precision, mention.use


def _only(text: str, published: dt.date = PUBLISHED) -> tuple[str, str, str, str]:
    (mention,) = find_dates(text, published=published)
    return _row(mention)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        # days
        ("They fled on March 28.", "2021-03-28", "2021-03-28", "day"),
        ("They fled on Oct. 22 I saw.", "2020-10-22", "2020-10-22", "day"),
        ("They fled on 28 March 2007.", "2007-03-28", "2007-03-28", "day"),
        ("They fled on the 5th of May.", "2021-05-05", "2021-05-05", "day"),
        ("They fled on Sept. 4, 2019.", "2019-09-04", "2019-09-04", "day"),
        ("They fled on 2021-08-05.", "2021-08-05", "2021-08-05", "day"),
        ("They fled on the\n3rd, at night.", "2021-08-03", "2021-08-03", "day"),
        ("On the 15th, guards fled.", "2021-07-15", "2021-07-15", "day"),
        ("They fled on around the 23rd.", "2021-07-23", "2021-07-23", "day"),
        ("They fled on the 20th of last December.", "2020-12-20", "2020-12-20", "day"),
        ("On the 15th of last month they fled.", "2021-07-15", "2021-07-15", "day"),
        ("They fled on Feb. 29.", "2020-02-29", "2020-02-29", "day"),
        ("They fled on Sunday, Aug. 1.", "2021-08-01", "2021-08-01", "day"),
        ("They fled last Friday.", "2021-07-30", "2021-07-30", "day"),
        ("They fled on Saturday.", "2021-07-31", "2021-07-31", "day"),
        ("They fled on Monday last week.", "2021-07-26", "2021-07-26", "day"),
        ("They fled yesterday.", "2021-08-05", "2021-08-05", "day"),
        ("They fled earlier today.", "2021-08-06", "2021-08-06", "day"),
        ("They fled three days ago.", "2021-08-03", "2021-08-03", "day"),
        # several days
        ("May 5th and 6th were days off.", "2021-05-05", "2021-05-06", "day"),
        ("From Oct. 1 to Oct. 10 they hunted.", "2020-10-01", "2020-10-10", "day"),
        ("It ran Dec. 28-Jan. 5.", "2020-12-28", "2021-01-05", "day"),
        ("From the 1st to the 5th they hunted.", "2021-08-01", "2021-08-05", "day"),
        ("It ran from 3 to 7 March 2010.", "2010-03-03", "2010-03-07", "day"),
        # parts of a month, weeks
        ("In early December they fled.", "2020-12-01", "2020-12-10", "part_of_month"),
        ("In mid-July they fled.", "2021-07-11", "2021-07-20", "part_of_month"),
        ("In early and mid-July they fled.", "2021-07-01", "2021-07-20", "part_of_month"),
        ("From early to mid-April they fled.", "2021-04-01", "2021-04-20", "part_of_month"),
        ("At the beginning of this month they fled.", "2021-08-01", "2021-08-10", "part_of_month"),
        ("They fled early last month.", "2021-07-01", "2021-07-10", "part_of_month"),
        ("At the end of last month they fled.", "2021-07-21", "2021-07-31", "part_of_month"),
        ("At the end of February they fled.", "2021-02-21", "2021-02-28", "part_of_month"),
        ("Early in July last year they fled.", "2020-07-01", "2020-07-10", "part_of_month"),
        ("In the first half of July they fled.", "2021-07-01", "2021-07-15", "part_of_month"),
        ("In the last week of July they fled.", "2021-07-25", "2021-07-31", "part_of_month"),
        ("From the middle of October to the end of November.", "2020-10-11", "2020-11-30", "part_of_month"),
        ("They fled last week.", "2021-07-26", "2021-08-01", "part_of_month"),
        ("They fled two weeks ago.", "2021-07-19", "2021-07-25", "part_of_month"),
        # months
        ("In March 2007 they fled.", "2007-03-01", "2007-03-31", "month"),
        ("In March they fled.", "2021-03-01", "2021-03-31", "month"),
        ("They fled last month.", "2021-07-01", "2021-07-31", "month"),
        ("They fled earlier this month.", "2021-08-01", "2021-08-06", "month"),
        ("Last February they fled.", "2021-02-01", "2021-02-28", "month"),
        ("Last October they fled.", "2020-10-01", "2020-10-31", "month"),
        ("They fled a month ago.", "2021-07-01", "2021-07-31", "month"),
        ("In September and October 2010 they fled.", "2010-09-01", "2010-10-31", "month"),
        ("Between last October and December they fled.", "2020-10-01", "2020-12-31", "month"),
        # longer
        ("In winter 2004 they fled.", "2004-12-01", "2005-02-28", "season"),
        ("Last winter they fled.", "2020-12-01", "2021-02-28", "season"),
        ("In spring 2021 they fled.", "2021-03-01", "2021-05-31", "season"),
        ("They fled last year.", "2020-01-01", "2020-12-31", "year"),
        ("They fled earlier this year.", "2021-01-01", "2021-08-06", "year"),
        ("In 2004, they fled.", "2004-01-01", "2004-12-31", "year"),
        ("It came in the mid-1990s.", "1994-01-01", "1996-12-31", "unknown"),
        # open and running
        ("They have fled since early July.", "2021-07-01", "2021-08-06", "part_of_month"),
        ("Since last year they have fled.", "2020-01-01", "2021-08-06", "year"),
        ("Trade has grown since the border was opened in May 2021.", "2021-05-01", "2021-08-06", "month"),
        ("They fled until June.", "None", "2021-06-30", "month"),
    ],
)
def test_expression_means_interval(text: str, start: str, end: str, precision: str) -> None:
    assert _only(text) == (start, end, precision, "event")


@pytest.mark.parametrize(
    ("text", "published", "start", "use"),
    [
        ("A trader told Radio Example on Thursday that guards fled.", "2021-08-06", "2021-08-05", "statement"),
        ("Several sources in Hoeryong said so on the 8th.", "2008-01-10", "2008-01-08", "statement"),
        ("The paper quoted a trader as saying on April 1.", "2008-04-04", "2008-04-01", "statement"),
        ("City hall said in a statement on Thursday.", "2021-08-06", "2021-08-05", "statement"),
        (
            "In a phone conversation with Radio Example on Friday, a source spoke.",
            "2021-08-07",
            "2021-08-06",
            "statement",
        ),
        (
            "Such was the word from a source in Chagang Province earlier today.",
            "2021-03-22",
            "2021-03-22",
            "statement",
        ),
        ("Radio Example reported in February of this year that guards fled.", "2021-08-06", "2021-02-01", "statement"),
        ("On Friday a source in Hoeryong told Daily NK that guards fled.", "2021-08-07", "2021-08-06", "statement"),
        ("A source said that guards fled on Thursday.", "2021-08-06", "2021-08-05", "event"),
        ("Residents were told on Thursday to leave.", "2021-08-06", "2021-08-05", "event"),
        ("“They came yesterday,” the source said.", "2021-08-06", "2021-08-05", "event"),
        ("SEOUL, July 15 -- A guard died.", "2021-07-15", "2021-07-15", "publication"),
        ("Published: Aug. 6, 2021.", "2021-08-06", "2021-08-06", "publication"),
        ("July 5, 2021\n\nA guard died.", "2021-07-15", "2021-07-05", "publication"),
        ("The order stands for 40 days from next week.", "2021-08-06", "2021-08-09", "planned"),
        ("Rations would be issued from April.", "2007-03-30", "2007-04-01", "planned"),
        ("They plan to hold a rally on Saturday.", "2021-08-06", "2021-08-07", "planned"),
        ("All will be registered by the end of next month.", "2021-08-06", "None", "planned"),
        ("They met ahead of Victory Day.", "2021-08-06", "2021-07-27", "reference"),
        ("They got rice to mark Kim Jong-il’s birthday.", "2021-03-01", "2021-02-16", "reference"),
        ("They fled prior to June 1.", "2021-08-06", "2021-06-01", "reference"),
        ("They fled on Liberation Day.", "2021-08-20", "2021-08-15", "event"),
        ("It was decided at the Eighth Party Congress.", "2023-08-06", "2021-01-05", "reference"),
        ("They met before Lunar New Year.", "2024-02-01", "2024-02-10", "reference"),
        ("They got rice for Army Day.", "2015-05-01", "2015-04-25", "reference"),
        ("They got rice for Army Day.", "2023-03-01", "2023-02-08", "reference"),
    ],
)
def test_date_is_told_apart_by_what_it_is_for(text: str, published: str, start: str, use: str) -> None:
    mention = _only(text, dt.date.fromisoformat(published))
    assert (mention[0], mention[3]) == (start, use)


@pytest.mark.parametrize(
    "text",
    [
        "A woman in her 40s, a man of 53 and a girl aged 19 in her early twenties.",
        "They were held for two weeks and will be for two more years.",
        "He got 15 years in prison, then ten years, then two months of labor for 30 days.",
        "Room 78, Resolution 2397, Unit 8, Camp 12, the 15th regiment and the 3rd floor.",
        "They may march on the second bridge, Mr. May said.",
        "It rose to 2,000 won, or 13,775 pills, at 7:30 p.m. and 1.5 km.",
        "It happened recently, in recent months, some time ago.",
        "The May 1 Stadium and the April 25 Hotel stand there.",
        "Today soldiers drive trucks; such is North Korea today.",
        "In winter the river is frozen, and prices fall in spring.",
        "They met on 2021-02-30, on 2021-13-45 and on Feb. 30.",
        "Every Sunday they sell, on Sundays too.",
        "That week, the next day, a week later, the same month.",
        "Guards said 2004 people were held.",
    ],
)
def test_what_only_looks_like_a_date_is_left(text: str) -> None:
    assert find_dates(text, published=PUBLISHED) == ()


def test_counted_people_are_not_a_day() -> None:
    assert _only("In October 30 people were held.")[:3] == ("2020-10-01", "2020-10-31", "month")


def test_end_of_the_month_is_of_the_month_just_named() -> None:
    found = find_dates("It stopped in early May, and was to start at the end of the month.", published=PUBLISHED)
    assert [str(mention.date_start) for mention in found] == ["2021-05-01", "2021-05-21"]


def test_day_of_the_holiday_named_before_is_no_event() -> None:
    found = find_dates("Victory Day, held each year on July 27, is a holiday.", published=PUBLISHED)
    assert [mention.use for mention in found] == ["reference", "reference"]


def test_since_ends_when_the_source_spoke() -> None:
    text = "Since early July three were held, a source said on the 3rd."
    assert [str(mention.date_end) for mention in find_dates(text, published=PUBLISHED)] == ["2021-08-03"] * 2


def test_this_month_ends_at_publication_unless_planned() -> None:
    assert _only("They fled this month.")[1] == "2021-08-06"
    assert _only("They will meet this month.")[1] == "2021-08-31"


def test_same_weekday_is_the_day_of_publication() -> None:
    assert _only("They fled on Friday.")[0] == "2021-08-06"
    assert _only("They fled last Friday.")[0] == "2021-07-30"


def test_without_publication_only_dates_with_a_year_resolve() -> None:
    text = "On March 28, last month, on Friday, in May 2007, since 2006, ahead of Victory Day."
    found = find_dates(text, published=None)
    assert [(mention.surface, str(mention.date_end)) for mention in found] == [
        ("March 28", "None"),
        ("May 2007", "2007-05-31"),
        ("since 2006", "None"),
    ]


def test_offset_is_added() -> None:
    text = "They fled on May 5."
    (plain,) = find_dates(text, published=PUBLISHED)
    (moved,) = find_dates(text, published=PUBLISHED, offset=100)
    assert (moved.start, moved.end, moved.surface) == (plain.start + 100, plain.end + 100, "May 5")


def test_holidays_of_the_table_are_days_that_exist() -> None:
    for row in read_table("lexicon/dates/holidays.csv"):
        year = int(row["first_year"] or 2000)
        assert row["calendar"] in {"solar", "lunar"}, row
        assert dt.date(year, int(row["month"]), int(row["day"])), row
        assert int(row["days"]) > 0, row


WORDS = """
since until by from to through and between the on in of early mid late first half - , . 1st 3rd 15th 31st 5 30
2004 2010s 99 2021-02-29 1900 2099 March May Feb. Sept. last this next month week year Friday weekend ago
a two past earlier today yesterday summer winter Victory Day Chuseok source said will told Daily NK end has
lunar calendar eighth for of that same time days have
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", '"', "(", "\xa0"])
DAYS = st.dates() | st.none()


def _check(text: str, published: dt.date | None) -> None:
    end = 0
    for mention in find_dates(text, published=published, offset=7):
        assert text[mention.start - 7 : mention.end - 7] == mention.surface != ""
        assert mention.start - 7 >= end
        end = mention.end - 7
        known = [day for day in (mention.date_start, mention.date_end) if day]
        assert known == sorted(known)
        assert all(FIRST_YEAR <= day.year <= LAST_YEAR for day in known)


@given(st.text(), DAYS)
def test_any_text_is_read(text: str, published: dt.date | None) -> None:
    _check(text, published)


@given(st.lists(PIECES, max_size=25).map(" ".join), DAYS)
def test_any_mixture_of_date_words_is_read(text: str, published: dt.date | None) -> None:
    _check(text, published)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Others came last month, on the 18th.", "2021-07-18", "2021-07-18"),
        ("It lasted from July 22 to the end of the month.", "2021-07-22", "2021-07-31"),
        ("It lasted from the 10th to the 20th of last month.", "2021-07-10", "2021-07-20"),
        ("Checks from Aug. 10 to Aug. 20 will be strict.", "2021-08-10", "2021-08-20"),
        ("The order takes effect on Sept. 1.", "2021-09-01", "2021-09-01"),
        ("It began in late July and early August.", "2021-07-21", "2021-08-10"),
        ("It ran from October 2019 to March.", "2019-10-01", "2020-03-31"),
        ("It ran from January to March last year.", "2020-01-01", "2020-03-31"),
    ],
)
def test_ends_of_a_range_and_their_sentence_complete_each_other(text: str, start: str, end: str) -> None:
    mention = find_dates(text, published=PUBLISHED)[-1]
    assert _row(mention)[:2] == (start, end)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("In a phone call with Daily NK on May 6, he spoke.", "statement"),
        ("He was caught making a phone call to South Korea on May 6.", "event"),
        ("A source told RFA's Korean Service on Tuesday.", "statement"),
        ("Guards arrested on Friday will be tried.", "event"),
    ],
)
def test_call_with_a_reporter_is_a_statement(text: str, use: str) -> None:
    assert _only(text)[3] == use


@pytest.mark.parametrize(
    "text", ["A woman who has dealt in gold since 2009 was held.", "The flood of August 2016 took the post away."]
)
def test_what_a_life_or_a_flood_is_dated_by_is_no_event(text: str) -> None:
    assert [date.use for date in find_dates(text, published=dt.date(2021, 8, 6))] == ["reference"]


def test_since_when_something_had_stopped_is_when_it_happened() -> None:
    (mention,) = find_dates("The trade had already stopped since late July.", published=dt.date(2021, 8, 6))
    assert (mention.use, str(mention.date_start)) == ("event", "2021-07-21")


def test_without_publication_two_days_without_a_year_stay_two() -> None:
    found = find_dates("Arrests were made on Aug. 18 and Sept. 1.", published=None)
    assert [mention.surface for mention in found] == ["Aug. 18", "Sept. 1"]
    assert {_row(mention) for mention in found} == {("None", "None", "unknown", "event")}
    assert find_dates("Arrests were made on Feb. 30.", published=None) == ()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Last August 5th they fled.", "2021-08-05", "2021-08-05"),
        ("This past August 7th they fled.", "2020-08-07", "2020-08-07"),
        ("Police inspect the market from July 20 through August.", "2021-07-20", "2021-08-31"),
        ("Over the last year 900 were held.", "2020-08-06", "2021-08-06"),
        ("In the past year 900 were held.", "2020-08-06", "2021-08-06"),
        ("A few days ago they fled.", "2021-07-30", "2021-08-04"),
        ("They fled late last year.", "2020-10-01", "2020-12-31"),
        ("They fled at the end of last year.", "2020-11-01", "2020-12-31"),
        ("They fled in the first days of the year.", "2021-01-01", "2021-01-10"),
    ],
)
def test_what_is_reckoned_back_from_publication(text: str, start: str, end: str) -> None:
    assert _only(text)[:2] == (start, end)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("He had served for the past six years.", "duration"),
        ("The market has been shut for more than 20 days.", "duration"),
        ("For the past two weeks they have searched houses.", "event"),
    ],
)
def test_how_long_something_went_on_dates_no_event(text: str, use: str) -> None:
    assert _only(text)[3] == use
