"""English expressions of time mean what the table of conventions says, on the day of their text, or are refused."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import date_strategies as dates
import pytest
from example_counts import examples
from hypothesis import assume, given
from hypothesis import strategies as st

from axis_tracker.errors import DateWordsError, InvalidValueError
from axis_tracker.imprecise.date_calendar import PARTS, shift, smallest_common_unit, unit_bounds, unit_notation
from axis_tracker.imprecise.date_word_table import DATE_EXPRESSIONS, DateExpression
from axis_tracker.imprecise.date_words import read_date_words
from axis_tracker.imprecise.dates import ImpreciseDate, Precision

TEXT_DAY = "2024-11-29"  # a Friday


def read(words: str, relative_to: ImpreciseDate | date | str = TEXT_DAY) -> str:
    return str(ImpreciseDate.from_words(words, relative_to=relative_to))


def read_or_refused(words: str, relative_to: date | str) -> ImpreciseDate | DateWordsError:
    try:
        return read_date_words(words, relative_to)
    except DateWordsError as error:
        return error


class TestTable:
    """The rows of the table are what they say."""

    @pytest.mark.parametrize("row", DATE_EXPRESSIONS, ids=lambda row: row.name)
    def test_every_example_has_its_reading(self, row: DateExpression) -> None:
        assert read(row.words, row.relative_to) == row.reading

    @pytest.mark.parametrize("row", DATE_EXPRESSIONS, ids=lambda row: row.name)
    def test_every_example_is_read_by_its_own_row(self, row: DateExpression) -> None:
        matching = [each.name for each in DATE_EXPRESSIONS if each.pattern.fullmatch(row.words)]
        assert matching[0] == row.name

    def test_rows_have_names_of_their_own_and_say_what_they_mean(self) -> None:
        assert len({row.name for row in DATE_EXPRESSIONS}) == len(DATE_EXPRESSIONS)
        assert all(row.meaning and row.relative_to for row in DATE_EXPRESSIONS)


# Words and their reading in a text of Friday, 29 November 2024: worked out by hand from the conventions.
READINGS = [
    # Calendar dates.
    ("29 November 2024", "2024-11-29"),
    ("November 29, 2024", "2024-11-29"),
    ("the 29th of November, 2024", "2024-11-29"),
    ("Nov. 29", "2024-11-29"),
    ("November 30", "2023-11-30"),
    ("next November 30", "2024-11-30"),
    ("last November 29", "2023-11-29"),
    ("1 January 2025", "2025-01-01"),
    ("February 29", "2024-02-29"),
    ("June 24", "2024-06-24"),
    ("June 2024", "2024-06"),
    ("in Sept. 2023", "2023-09"),
    ("September 2023", "2023-09"),
    ("in June", "2024-06"),
    ("back in June", "2024-06"),
    ("last June", "2024-06"),
    ("in November", "2024-11"),
    ("last November", "2023-11"),
    ("this December", "2024-12"),
    ("next November", "2025-11"),
    ("May", "2024-05"),
    ("in June last year", "2023-06"),
    ("March of next year", "2025-03"),
    ("2023", "2023"),
    ("in 2023", "2023"),
    ("the year 2023", "2023"),
    ("the 2010s", "201X"),
    ("the 1990's", "199X"),
    ("2024-06", "2024-06"),
    ("Friday", "2024-11-29"),
    ("last Friday", "2024-11-22"),
    ("next Friday", "2024-12-06"),
    ("on Monday", "2024-11-25"),
    ("last Tuesday", "2024-11-26"),
    ("spring 2024", "2024-21"),
    ("the summer of 2023", "2023-22"),
    ("fall 2023", "2023-23"),
    ("in winter 2023", "2023-24"),
    ("the winter of 2023-2024", "2023-24"),
    ("last autumn", "2023-23"),
    ("autumn", "2024-23"),
    ("next winter", "2024-24"),
    # Units beside that of the text, and steps from it.
    ("today", "2024-11-29"),
    ("yesterday", "2024-11-28"),
    ("tomorrow", "2024-11-30"),
    ("the day before yesterday", "2024-11-27"),
    ("this week", "2024-11-25/2024-12-01"),
    ("last week", "2024-11-18/2024-11-24"),
    ("this month", "2024-11"),
    ("last month", "2024-10"),
    ("next month", "2024-12"),
    ("last quarter", "2024-35"),
    ("this year", "2024"),
    ("last year", "2023"),
    ("next year", "2025"),
    ("the previous decade", "201X"),
    ("10 days ago", "2024-11-19"),
    ("two weeks ago", "2024-11-11~/2024-11-17~"),
    ("three months ago", "2024-08~"),
    ("a year ago", "2023~"),
    ("a couple of years ago", "2022~"),
    ("a decade ago", "2014~"),
    ("about three months ago", "2024-08~"),
    ("two months from now", "2025-01~"),
    # Parts.
    ("early 2023", "2023-33~"),
    ("mid-2023", "2023-22~"),
    ("in late 2023", "2023-36~"),
    ("late last year", "2023-36~"),
    ("early June 2024", "2024-06-01/2024-06-10~"),
    ("mid-November", "2024-11-11~/2024-11-20~"),
    ("in late February", "2024-02-21~/2024-02-29"),
    ("late spring 2023", "2023-05~"),
    ("the early 2010s", "2010/2013~"),
    ("the late 2010s", "2017~/2019"),
    ("the beginning of 2024", "2024-01~"),
    ("at the end of 2023", "2023-12~"),
    ("the end of June", "2024-06-24~/2024-06-30"),
    ("the middle of 2024", "2024-22~"),
    ("the first quarter of 2024", "2024-33"),
    ("the fourth quarter of last year", "2023-36"),
    ("the second half of this year", "2024-41"),
    ("the latter half of June 2024", "2024-06-16/2024-06-30"),
    ("the last week of February", "2024-02-23/2024-02-29"),
    ("Q3 2023", "2023-35"),
    ("H1 of 2024", "2024-40"),
    # Stretches.
    ("in recent days", "2024-11-22~/2024-11-29"),
    ("in recent weeks", "2024-10-18~/2024-11-29"),
    ("in recent months", "2024-05~/2024-11-29"),
    ("in recent years", "2019-11~/2024-11-29"),
    ("over the past few weeks", "2024-10-18~/2024-11-29"),
    ("recently", "2024-10-18~/2024-11-29"),
    ("the past year", "2023-11~/2024-11-29"),
    ("over the past year", "2023-11~/2024-11-29"),
    ("over the past three months", "2024-08~/2024-11-29"),
    ("in the last two weeks", "2024-11-15~/2024-11-29"),
    ("during the last 10 days", "2024-11-19/2024-11-29"),
    ("for the past two decades", "2004~/2024-11-29"),
    ("within the next two months", "2024-11-29/2025-01~"),
    ("within a year", "2024-11-29/2025-11~"),
    ("in the coming weeks", "2024-11-29/2025-01-10~"),
    ("earlier this year", "2024-01-01/2024-11-29"),
    ("later this month", "2024-11-29/2024-11-30"),
    # Intervals and their ends.
    ("since 2006", "2006/.."),
    ("since late 2023", "2023-36~/.."),
    ("since the beginning of the year", "2024-01~/.."),
    ("since last week", "2024-11-18/.."),
    ("from June 2023 on", "2023-06/.."),
    ("as early as 2023", "2023/"),
    ("until June", "../2024-06"),
    ("by the end of last year", "/2023-12~"),
    ("before June 2024", "/2024-05"),
    ("before 2024", "/2023"),
    ("before 1 March 2024", "/2024-02-29"),
    ("before spring 2024", "/2024-02-29"),
    ("after around June 2024", "2024-07~/"),
    ("after the 2010s", "2020-01-01/"),
    ("from September 2023 to March 2024", "2023-09/2024-03"),
    ("between March and May 2023", "2023-03/2023-05"),
    ("between November and February 2024", "2023-11/2024-02"),
    ("from November 2023 to June", "2023-11/2024-06"),
    ("from December to March", "2023-12/2024-03"),
    ("between 2014 and 2016", "2014/2016"),
    ("2014\u20132016", "2014/2016"),
    ("September 13-17, 2023", "2023-09-13/2023-09-17"),
    ("from 13 to 17 September", "2024-09-13/2024-09-17"),
    ("December 1 to 5", "2023-12-01/2023-12-05"),
    # Hedges.
    ("around June 2024", "2024-06~"),
    ("circa 2010", "2010~"),
    ("c. 2010", "2010~"),
    ("~2010", "2010~"),
    ("possibly in June", "2024-06?"),
    ("perhaps around June 2024", "2024-06%"),
    ("sometime in 2023", "2023"),
]


@pytest.mark.parametrize(("words", "reading"), READINGS)
def test_words_have_their_reading(words: str, reading: str) -> None:
    assert read(words) == reading


@pytest.mark.parametrize(("words", "reading"), READINGS)
def test_case_and_kind_of_space_do_not_matter(words: str, reading: str) -> None:
    assert read(words.upper()) == reading
    assert read(words.replace(" ", "\u00a0")) == reading
    assert read(f" {words.replace(' ', '  ')}\n") == reading
    assert read(words.replace("'", "\u2019")) == reading


DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))


@given(DAYS, DAYS)
def test_a_full_date_is_that_day_whenever_it_is_read(day: date, text_day: date) -> None:
    month, weekday = calendar.month_name[day.month], calendar.day_name[day.weekday()]
    for words in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"on {weekday}, {month} {day.day}, {day.year}",
        f"{weekday}, the {day.day} of {month[:3]}. {day.year}" if month != "May" else f"{day.day} May {day.year}",
    ):
        assert read(words, text_day) == day.isoformat()


@given(DAYS)
def test_a_weekday_may_stand_before_a_day_without_a_year(day: date) -> None:
    assume((day.month, day.day) != (2, 29))
    name = calendar.month_name[day.month]
    assert read(f"{calendar.day_name[day.weekday()]}, {name} {day.day}", day) == day.isoformat()
    with pytest.raises(DateWordsError, match="is not a"):
        read(f"{calendar.day_name[day.weekday()]}, {name} {day.day}", day - timedelta(days=1))


@given(DAYS, DAYS)
def test_a_wrong_weekday_is_refused(day: date, other: date) -> None:
    assume(day.weekday() != other.weekday())
    words = f"{calendar.day_name[other.weekday()]}, {day.day} {calendar.month_name[day.month]} {day.year}"
    with pytest.raises(DateWordsError, match="is not a"):
        read(words)


@given(st.integers(1, 12), DAYS)
def test_a_month_without_a_year_is_the_last_that_has_begun(month: int, day: date) -> None:
    name = calendar.month_name[month]
    candidates = [(year, month) for year in range(day.year - 2, day.year + 3)]
    begun = [one for one in candidates if one <= (day.year, day.month)]
    assert read(name, day) == "{:04}-{:02}".format(*begun[-1])
    ended = [one for one in candidates if one < (day.year, day.month)]
    assert read(f"last {name}", day) == "{:04}-{:02}".format(*ended[-1])
    coming = [one for one in candidates if one > (day.year, day.month)]
    assert read(f"next {name}", day) == "{:04}-{:02}".format(*coming[0])


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_last_that_is_not_after_the_text(day: date, text_day: date) -> None:
    found = date.fromisoformat(read(f"{calendar.month_name[day.month]} {day.day}", text_day))
    assert (found.month, found.day) == (day.month, day.day)
    between = (found + timedelta(days=step) for step in range(1, (text_day - found).days + 1))
    assert found <= text_day
    assert not any((other.month, other.day) == (day.month, day.day) for other in between)


@given(st.integers(0, 6), DAYS)
def test_a_weekday_is_one_of_the_seven_days_up_to_the_text(weekday: int, day: date) -> None:
    found = date.fromisoformat(read(calendar.day_name[weekday], day))
    assert found.weekday() == weekday
    assert timedelta(0) <= day - found < timedelta(days=7)


@given(st.integers(0, 500), DAYS)
def test_days_are_counted_exactly(count: int, day: date) -> None:
    assert read(f"{count} days ago", day) == (day - timedelta(days=count)).isoformat()
    assert read(f"{count} days from now", day) == (day + timedelta(days=count)).isoformat()


@given(st.sampled_from(("week", "month", "quarter", "year", "decade")), DAYS)
def test_last_this_and_next_follow_each_other_without_a_gap(unit: str, day: date) -> None:
    last, this, following = (ImpreciseDate(read(f"{which} {unit}", day)) for which in ("last", "this", "next"))
    assert this.earliest is not None
    assert this.latest is not None
    assert this.earliest <= day <= this.latest
    assert last.latest == this.earliest - timedelta(days=1)
    assert following.earliest == this.latest + timedelta(days=1)


WHOLES = ("2023", "last year", "June 2024", "February", "next month", "spring 2023", "winter 2023", "the 2010s")
PART_NAMES = ("early", "mid", "late", "the beginning of", "the end of")


@pytest.mark.parametrize("whole", WHOLES)
def test_parts_lie_within_their_whole_and_in_order(whole: str) -> None:
    window = ImpreciseDate(read(whole))
    parts = [ImpreciseDate(read(f"{name} {whole}")) for name in ("early", "mid", "late")]
    assert all(part.within(window).is_certain for part in parts)
    assert all(part.is_approximate for part in parts)
    assert parts[0].precedes(parts[1]).is_certain
    assert parts[1].precedes(parts[2]).is_certain
    assert window.earliest == ImpreciseDate(read(f"the beginning of {whole}")).earliest == parts[0].earliest
    assert window.latest == ImpreciseDate(read(f"the end of {whole}")).latest == parts[2].latest


def test_every_part_has_a_row_for_every_precision_that_has_parts() -> None:
    assert {frozenset(table) for table in PARTS.values()} == {frozenset(("early", "mid", "late", "beginning", "end"))}


def days_within(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


TEXT_DATES = ("2024-11", "2024-02", "2024-01", "2023-12-28/2024-01-03", "2024-34", "2023-24")


@pytest.mark.parametrize("words", [words for words, _ in READINGS])
def test_the_reading_for_an_imprecise_text_holds_those_for_each_of_its_days(words: str) -> None:
    for relative_to in TEXT_DATES:
        holds_those_for_each_day(words, relative_to)


def holds_those_for_each_day(words: str, relative_to: str) -> None:
    text_date = ImpreciseDate(relative_to)
    assert text_date.earliest is not None
    assert text_date.latest is not None
    singly = {ImpreciseDate(read(words, day)) for day in days_within(text_date.earliest, text_date.latest)}
    held = read_or_refused(words, relative_to)
    if isinstance(held, DateWordsError):
        assert "no year contains both" in held.reason
        assert len(singly) > 1
        return
    assert singly == {held} or len(singly) > 1
    for reading in singly:
        assert (held.earliest or date.min) <= (reading.earliest or date.min)
        assert (reading.latest or date.max) <= (held.latest or date.max)
        assert (held.begins, held.ends) == (reading.begins, reading.ends)


@pytest.mark.parametrize(
    ("words", "relative_to", "reading"),
    [
        ("last month", "2024-11", "2024-10"),
        ("last year", "2024", "2023"),
        ("yesterday", "2024-11", "2024-36"),
        ("yesterday", "2024-06", "2024-34"),
        ("yesterday", "2024-04", "2024-40"),
        ("yesterday", "2024-07", "2024"),
        ("today", "2024-06", "2024-06"),
        ("over the past three months", "2024-11", "2024-08~/2024-11"),
        ("since last month", "2023-12-15/2024-01-05", "2023-36/.."),
        ("in June 2023", "../2024", "2023-06"),
    ],
)
def test_an_imprecise_text_gives_the_smallest_unit(words: str, relative_to: str, reading: str) -> None:
    assert read(words, relative_to) == reading


@pytest.mark.parametrize(
    ("words", "relative_to", "readings"),
    [
        ("last month", "2024", ("2023-12", "2024-11")),
        ("June", "2024", ("2023-06", "2024-06")),
        ("since June", "2024", ("2023-06/..", "2024-06/..")),
        ("last year", "2023-12/2024-01", ("2022", "2023")),
    ],
)
def test_readings_that_no_year_holds_are_refused_with_both(
    words: str, relative_to: str, readings: tuple[str, str]
) -> None:
    with pytest.raises(DateWordsError) as caught:
        read(words, relative_to)
    assert all(reading in caught.value.reason for reading in readings)
    assert caught.value.suggestion


@pytest.mark.parametrize("relative_to", ["2024/..", "2024/", "../2024", "/2024"])
def test_a_text_without_a_first_or_last_day_gives_nothing_to_reckon_from(relative_to: str) -> None:
    with pytest.raises(DateWordsError, match="open or unknown end"):
        read("last year", relative_to)


@given(st.sampled_from([words for words, _ in READINGS]), st.sampled_from(dates.QUALIFIERS))
def test_the_qualifiers_of_the_text_pass_on_to_what_is_reckoned_from_it(words: str, qualifier: str) -> None:
    plain, marked = ImpreciseDate(read(words)), ImpreciseDate(read(words, TEXT_DAY + qualifier))
    is_reckoned = read(words, "1990-03-07") != str(plain)
    text_date = ImpreciseDate(TEXT_DAY + qualifier)
    assert marked.is_approximate == (plain.is_approximate or (is_reckoned and text_date.is_approximate))
    assert marked.is_uncertain == (plain.is_uncertain or (is_reckoned and text_date.is_uncertain))
    assert (marked.earliest, marked.latest) == (plain.earliest, plain.latest)


# Words, the position of the trouble, a part of the reason, and a part of the suggestion (if any).
REFUSALS = [
    ("", 0, "expression is empty", "EDTF"),
    (" \u00a0", 2, "expression is empty", "EDTF"),
    ("gibberish", 0, "unknown word 'gibberish'", None),
    ("last mnth", 5, "unknown word 'mnth'", "'month'"),
    ("back in Juni", 8, "unknown word 'Juni'", "'june'"),
    ("since the begining of 2024", 10, "unknown word 'begining'", "'beginning'"),
    ("last", 0, "in this order", "EDTF"),
    ("since", 0, "in this order", "EDTF"),
    ("of", 0, "in this order", "EDTF"),
    ("in three months", 3, "in this order", "EDTF"),
    ("a few weeks ago", 0, "in this order", "EDTF"),
    ("2 or 3 days ago", 2, "unknown word 'or'", None),
    ("this Monday", 0, "in this order", "EDTF"),
    ("24", 0, "in this order", "EDTF"),
    ("'90s", 0, "in this order", "EDTF"),
    ("1/2/2024", 0, "in this order", "EDTF"),
    ("31 June 2024", 0, "June 2024 has 30 days", None),
    ("29 February 2023", 0, "not a leap year", None),
    ("on February 30", 3, "day 30 does not exist in that month", None),
    ("June 0", 0, "day 0 does not exist in that month", None),
    ("June 3 to 31", 0, "day 31 does not exist", None),
    ("June 17-13, 2023", 0, "runs backwards", None),
    ("the year 0000", 0, "year 0000", None),
    ("2024-13", 0, "13 is not the number of a month", None),
    ("Monday, November 28", 0, "2024-11-28 is not a Monday", None),
    ("H3 2024", 0, "42 is not the number of a month", None),
    ("the fourth half of 2023", 0, "no fourth half of 2023", None),
    ("the third quarter of June", 0, "no third quarter of 2024-06", None),
    ("the winter of 2022-24", 0, "two consecutive years", None),
    ("early last week", 0, "'early' applies to", None),
    ("since early Monday", 6, "'early' applies to", None),
    ("late around 2023", 0, "2023~ has a qualifier", None),
    ("since before 2023", 0, "has no known start", None),
    ("until after 2023", 0, "has no known end", None),
    ("from 2024 to 2023", 0, "runs backwards", None),
    ("900 decades ago", 0, "outside the years", None),
    ("before the year 0001", 0, "outside the years", None),
]


@pytest.mark.parametrize(("words", "position", "reason", "suggestion"), REFUSALS)
def test_what_cannot_be_read_is_refused_with_its_place(
    words: str, position: int, reason: str, suggestion: str | None
) -> None:
    with pytest.raises(DateWordsError) as caught:
        read(words)
    error = caught.value
    assert (error.value, error.position) == (words, position)
    assert reason in error.reason
    assert (suggestion is None) == (error.suggestion is None)
    assert (suggestion or "") in (error.suggestion or "")


@pytest.mark.parametrize("relative_to", ["0001-01-01", "0001"])
@pytest.mark.parametrize("words", ["yesterday", "last year", "June", "on Monday"])
def test_nothing_lies_before_the_first_year(words: str, relative_to: str) -> None:
    if (words, relative_to) == ("on Monday", "0001-01-01"):
        assert read("today", relative_to) == relative_to
    with pytest.raises(DateWordsError):
        read(words, relative_to)


@pytest.mark.parametrize("words", [None, 2024, b"June"], ids=repr)
def test_only_texts_are_read(words: object) -> None:
    with pytest.raises(DateWordsError, match="expected a string"):
        read_date_words(words, TEXT_DAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("relative_to", [None, 2024, datetime(2024, 6, 1, tzinfo=UTC)], ids=repr)
def test_the_date_of_the_text_is_a_date(relative_to: object) -> None:
    with pytest.raises(InvalidValueError, match="expected"):
        read("last month", relative_to)  # type: ignore[arg-type]


WORDS = sorted({word for words, _ in READINGS for word in words.split()})


@examples(100)
@given(st.one_of(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), st.text(max_size=20)), DAYS)
def test_any_words_are_read_or_refused(words: str, day: date) -> None:
    result = read_or_refused(words, day)
    assert isinstance(result, ImpreciseDate) or result.value == words


class TestCalendar:
    """The units of the calendar, as the notation has them."""

    UNITS = ("day", "week", "month", "quarter", "half", "year", "decade")

    @given(st.sampled_from(UNITS), DAYS)
    def test_a_day_lies_in_its_unit(self, unit: str, day: date) -> None:
        first, last = unit_bounds(day, unit)
        assert first <= day <= last
        assert {unit_notation(first, unit), unit_notation(last, unit)} == {unit_notation(day, unit)}
        assert unit_notation(last + timedelta(days=1), unit) != unit_notation(day, unit)

    @given(DAYS, st.integers(0, 500))
    def test_the_smallest_unit_holds_both_days_and_no_smaller_one_does(self, first: date, step: int) -> None:
        last = first + timedelta(days=step)
        found = smallest_common_unit(first, last)
        shared = [unit for unit in ("day", "month", "quarter", "half", "year") if last <= unit_bounds(first, unit)[1]]
        assert found == (unit_notation(first, shared[0]) if shared else None)

    @given(st.sampled_from(UNITS), DAYS, st.integers(1, 30))
    def test_moving_there_and_back_stays_in_the_unit(self, unit: str, day: date, count: int) -> None:
        there = shift(day, count, unit)
        assert there > day
        assert unit_notation(shift(there, -count, unit), unit) == unit_notation(day, unit)

    def test_every_precision_with_parts_has_examples(self) -> None:
        assert {ImpreciseDate(read(whole)).precision for whole in WHOLES} == set(PARTS)
        assert Precision.DAY not in PARTS
