"""The notation of imprecise dates: what a text means, that it comes back unchanged, and how a wrong one is refused."""

from __future__ import annotations

import copy
import enum
import operator
import pickle
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import date_strategies as dates
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from axis_tracker.errors import DateNotationError, InvalidValueError
from axis_tracker.imprecise.date_notation import read_notation
from axis_tracker.imprecise.date_profile import PATTERN, PROFILE, Feature, diagnose
from axis_tracker.imprecise.dates import Boundary, Extent, ImpreciseDate, Precision
from axis_tracker.testing import imprecise_dates

SINGLE = [precision for precision in Precision if precision is not Precision.INTERVAL]

# Texts, their first and last day, and their precision: written out from the conventions, not computed.
MEANINGS = [
    ("2024-06-01", date(2024, 6, 1), date(2024, 6, 1), Precision.DAY),
    ("2024-02-29~", date(2024, 2, 29), date(2024, 2, 29), Precision.DAY),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
    ("2023-02?", date(2023, 2, 1), date(2023, 2, 28), Precision.MONTH),
    ("1900-02", date(1900, 2, 1), date(1900, 2, 28), Precision.MONTH),
    ("2000-02", date(2000, 2, 1), date(2000, 2, 29), Precision.MONTH),
    ("2024-12", date(2024, 12, 1), date(2024, 12, 31), Precision.MONTH),
    ("9999-12", date(9999, 12, 1), date(9999, 12, 31), Precision.MONTH),
    ("2024-21", date(2024, 3, 1), date(2024, 5, 31), Precision.SEASON),
    ("2024-22%", date(2024, 6, 1), date(2024, 8, 31), Precision.SEASON),
    ("2024-23", date(2024, 9, 1), date(2024, 11, 30), Precision.SEASON),
    ("2024-24", date(2024, 12, 1), date(2025, 2, 28), Precision.SEASON),
    ("2023-24", date(2023, 12, 1), date(2024, 2, 29), Precision.SEASON),
    ("2024-33", date(2024, 1, 1), date(2024, 3, 31), Precision.QUARTER),
    ("2024-34", date(2024, 4, 1), date(2024, 6, 30), Precision.QUARTER),
    ("2024-35", date(2024, 7, 1), date(2024, 9, 30), Precision.QUARTER),
    ("2024-36", date(2024, 10, 1), date(2024, 12, 31), Precision.QUARTER),
    ("2024-40", date(2024, 1, 1), date(2024, 6, 30), Precision.HALF),
    ("2024-41", date(2024, 7, 1), date(2024, 12, 31), Precision.HALF),
    ("0001", date(1, 1, 1), date(1, 12, 31), Precision.YEAR),
    ("9999", date(9999, 1, 1), date(9999, 12, 31), Precision.YEAR),
    ("2024-XX", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
    ("2024-XX-XX?", date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR),
    ("2024-02-XX", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
    ("201X", date(2010, 1, 1), date(2019, 12, 31), Precision.DECADE),
    ("001X", date(10, 1, 1), date(19, 12, 31), Precision.DECADE),
    ("20XX~", date(2000, 1, 1), date(2099, 12, 31), Precision.CENTURY),
    ("01XX", date(100, 1, 1), date(199, 12, 31), Precision.CENTURY),
    ("2023-09/2024", date(2023, 9, 1), date(2024, 12, 31), Precision.INTERVAL),
    ("2024/2024-03", date(2024, 1, 1), date(2024, 3, 31), Precision.INTERVAL),
    ("2023-24~/2024-33?", date(2023, 12, 1), date(2024, 3, 31), Precision.INTERVAL),
    ("2024-05-14/..", date(2024, 5, 14), None, Precision.INTERVAL),
    ("2024-05-14/", date(2024, 5, 14), None, Precision.INTERVAL),
    ("../2024-05", None, date(2024, 5, 31), Precision.INTERVAL),
    ("/2024-05", None, date(2024, 5, 31), Precision.INTERVAL),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), MEANINGS)
def test_a_text_has_its_days_and_precision(
    text: str, earliest: date | None, latest: date | None, precision: Precision
) -> None:
    read = ImpreciseDate(text)
    assert (read.earliest, read.latest, read.precision) == (earliest, latest, precision)


def test_every_precision_is_among_the_meanings() -> None:
    assert {precision for *_, precision in MEANINGS} == set(Precision)


@given(dates.texts())
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert str(ImpreciseDate.parse(text)) == text
    assert repr(ImpreciseDate(text)) == f"ImpreciseDate({text!r})"


@given(dates.texts(), dates.texts())
def test_dates_are_equal_when_their_notations_are(one: str, other: str) -> None:
    assert (ImpreciseDate(one) == ImpreciseDate(other)) == (one == other)
    assert ImpreciseDate(one) == ImpreciseDate(one)
    assert hash(ImpreciseDate(one)) == hash(ImpreciseDate(one))


def test_equal_bounds_do_not_make_equal_dates() -> None:
    assert ImpreciseDate("2024") != ImpreciseDate("2024-XX")
    assert ImpreciseDate("2024-06") != ImpreciseDate("2024-06?")
    assert ImpreciseDate("2024") != "2024"


@given(imprecise_dates(precisions=SINGLE, qualifiers=[""]).map(str), st.sampled_from(dates.QUALIFIERS))
def test_a_qualifier_is_a_flag_and_moves_no_bounds(bare: str, qualifier: str) -> None:
    plain, marked = ImpreciseDate(bare), ImpreciseDate(bare + qualifier)
    assert (marked.earliest, marked.latest, marked.precision) == (plain.earliest, plain.latest, plain.precision)
    assert (marked.is_uncertain, marked.is_approximate) == (qualifier in ("?", "%"), qualifier in ("~", "%"))
    assert marked.extent == plain.extent


@given(imprecise_dates(precisions=[Precision.INTERVAL]).map(str))
def test_an_interval_is_its_two_ends(text: str) -> None:
    whole = ImpreciseDate(text)
    start, end = text.split("/")
    assert str(whole.start or start) == start
    assert str(whole.end or end) == end
    assert whole.earliest == (whole.start.earliest if whole.start else None)
    assert whole.latest == (whole.end.latest if whole.end else None)
    parts = [part for part in (whole.start, whole.end) if part is not None]
    assert whole.is_approximate == any(part.is_approximate for part in parts)
    assert whole.is_uncertain == any(part.is_uncertain for part in parts)


@given(imprecise_dates(precisions=SINGLE).map(str))
def test_a_single_date_is_its_own_start_and_end(text: str) -> None:
    whole = ImpreciseDate(text)
    assert whole.start is whole
    assert whole.end is whole
    assert (whole.begins, whole.ends) == (Boundary.KNOWN, Boundary.KNOWN)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2022/2024", Boundary.KNOWN, Boundary.KNOWN),
        ("2022/..", Boundary.KNOWN, Boundary.OPEN),
        ("2022/", Boundary.KNOWN, Boundary.UNKNOWN),
        ("../2024", Boundary.OPEN, Boundary.KNOWN),
        ("/2024", Boundary.UNKNOWN, Boundary.KNOWN),
    ],
)
def test_open_and_unknown_ends_are_told_apart(text: str, begins: Boundary, ends: Boundary) -> None:
    assert (ImpreciseDate(text).begins, ImpreciseDate(text).ends) == (begins, ends)


@given(imprecise_dates())
def test_copies_and_pickles_are_equal(one: ImpreciseDate) -> None:
    assert copy.copy(one) is one
    assert copy.deepcopy(one) is one
    assert pickle.loads(pickle.dumps(one)) == one
    assert pickle.loads(pickle.dumps(one.extent)) == one.extent


@pytest.mark.parametrize("name", ["_text", "earliest", "extent", "new"])
def test_a_date_cannot_be_changed(name: str) -> None:
    one = ImpreciseDate("2024")
    with pytest.raises(AttributeError, match="cannot be changed"):
        setattr(one, name, "2025")
    with pytest.raises(AttributeError, match="cannot be changed"):
        delattr(one, name)
    assert not hasattr(one, "__dict__")
    assert str(one) == "2024"


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
@pytest.mark.parametrize("other", [ImpreciseDate("2024"), date(2024, 1, 1), "2024"], ids=repr)
def test_dates_have_no_order_that_lies(compare: Callable[[object, object], bool], other: object) -> None:
    for pair in ((ImpreciseDate("2023"), other), (other, ImpreciseDate("2023"))):
        with pytest.raises(TypeError, match=r"precedes.*sort_key"):
            compare(*pair)


@given(imprecise_dates(), imprecise_dates())
def test_the_sort_key_orders_all_dates_and_agrees_with_equality(one: ImpreciseDate, other: ImpreciseDate) -> None:
    assert (one.sort_key == other.sort_key) == (one == other)
    assert (one.sort_key < other.sort_key) or (other.sort_key < one.sort_key) or one == other


@given(imprecise_dates(), imprecise_dates())
def test_nothing_that_sorts_later_certainly_precedes(one: ImpreciseDate, other: ImpreciseDate) -> None:
    first, last = sorted((one, other), key=lambda each: each.sort_key)
    assert not last.precedes(first).is_certain


class TestConversion:
    @given(st.dates())
    def test_days_go_in_and_out(self, day: date) -> None:
        assert ImpreciseDate.from_date(day).to_date() == day
        assert ImpreciseDate.of(day) == ImpreciseDate.from_date(day) == ImpreciseDate(day.isoformat())

    @given(dates.texts())
    def test_of_takes_what_it_makes(self, text: str) -> None:
        one = ImpreciseDate.of(text)
        assert one == ImpreciseDate.parse(text)
        assert ImpreciseDate.of(one) is one

    @pytest.mark.parametrize(
        "value", [datetime(2024, 6, 1, tzinfo=UTC), 2024, None, 20240601.0, b"2024", ("2024",)], ids=repr
    )
    def test_other_types_are_refused(self, value: object) -> None:
        for convert in (ImpreciseDate.of, ImpreciseDate.from_date, Extent.of):
            with pytest.raises(InvalidValueError, match="expected") as caught:
                convert(value)  # type: ignore[arg-type]
            assert caught.value.value is value

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("2024-06", "a month"),
            ("2024-06-XX", "a month"),
            ("2024-06-01/2024-06-01", "an interval"),
            ("2024-06-01?", "qualifier"),
            ("2024-06-01~", "qualifier"),
        ],
    )
    def test_only_a_definite_day_is_a_date_object(self, text: str, reason: str) -> None:
        with pytest.raises(InvalidValueError, match=reason):
            ImpreciseDate(text).to_date()

    def test_a_kind_of_text_becomes_plain_text(self) -> None:
        class Label(str, enum.Enum):  # noqa: UP042 (a StrEnum has another str)
            YEAR = "2024"

        assert type(str(ImpreciseDate(Label.YEAR))) is str
        assert str(ImpreciseDate(Label.YEAR)) == "2024"

    def test_words_are_read_elsewhere(self) -> None:
        assert ImpreciseDate.from_words("last month", relative_to="2024-11-29") == ImpreciseDate("2024-10")


# Text, where the trouble is, a part of the reason, and the text that the message suggests (if any).
REFUSALS = [
    ("", 0, "empty string", None),
    (" ", 0, "white space", None),
    (" 2024-06", 0, "white space", "2024-06"),
    ("2024-06\n", 7, "white space", "2024-06"),
    ("2024 / 2025", 4, "white space", "2024/2025"),
    ("2024\u00a0", 4, "white space", "2024"),
    ("2024-00", 5, "00 is not the number of a month", None),
    ("2024-13", 5, "13 is not the number of a month", None),
    ("2024-20", 5, "20 is not the number of a month", None),
    ("2024-42", 5, "42 is not the number of a month", None),
    ("2024-99~", 5, "99 is not the number of a month", None),
    ("2024-06-00", 8, "day 00 does not exist", None),
    ("2024-06-31", 8, "June 2024 has 30 days", None),
    ("2023-02-29", 8, "not a leap year", None),
    ("1900-02-29", 8, "not a leap year", None),
    ("2024-02-30", 8, "February 2024 has 29 days", None),
    ("2024/2023-02-29", 13, "not a leap year", None),
    ("2023-02-29/2024", 8, "not a leap year", None),
    ("2024-21-01", 7, "cannot be followed by a day", None),
    ("2024-21-XX", 7, "cannot be followed by a day", "2024-21"),
    ("9999-24", 5, "year 10000", None),
    ("2024/2023", 5, "runs backwards", "2023/2024"),
    ("2024-06/2024-05-31?", 8, "runs backwards", "2024-05-31?/2024-06"),
    ("2024-24/2024-11", 8, "runs backwards", "2024-11/2024-24"),
    ("20240601", 0, "basic format", "2024-06-01"),
    ("202406", 0, "basic format", "2024-06"),
    ("2024-6-1", 5, "single digit", "2024-06-01"),
    ("2024-06-1", 8, "single digit", "2024-06-01"),
    ("2024/06/01", 7, "second slash", "2024-06-01"),
    ("06/2024", 2, "slash instead of a hyphen", "2024-06"),
    ("2024\u201306", 4, "a dash other than", "2024-06"),
    ("\u0662\u0660\u0662\u0664", 0, "digit other than 0-9", None),
    ("\uff12\uff10\uff12\uff14", 0, "digit other than 0-9", None),
    ("June 2024", 0, "words", None),
    ("201x", 3, "lower-case x or u", "201X"),
    ("2004-uu", 5, "lower-case x or u", "2004-XX"),
    ("2004/open", 5, "keyword from the 2012 draft", "2004/.."),
    ("unknown/2006", 0, "keyword from the 2012 draft", "/2006"),
    ("/", 0, "interval without a date", None),
    ("../..", 0, "interval without a date", None),
    ("../", 0, "interval without a date", None),
    ("..", 0, "dots without a slash", None),
    ("2024..2025", 4, "dots without a slash", "2024/2025"),
    ("2024..", 4, "dots without a slash", "2024/.."),
    ("..2024", 0, "dots without a slash", "../2024"),
    ("2024?~", 5, "two qualifiers", "2024%"),
    ("?2024", 0, "single component (EDTF Level 2", None),
    ("2024?-06", 4, "single component (EDTF Level 2", None),
    ("2004-06-XX/2004-07-03", 8, "in an interval (EDTF Level 2", "2004-06/2004-07-03"),
    ("2004/201X", 8, "in an interval (EDTF Level 2", None),
    ("1XXX", 0, "three or four unspecified digits", None),
    ("1985-XX-12", 5, "before the end (EDTF Level 2", None),
    ("1984-1X", 6, "before the end (EDTF Level 2", None),
    ("1984-06-3X", 9, "before the end (EDTF Level 2", None),
    ("201X-XX", 3, "before the end (EDTF Level 2", "201X"),
    ("2001-25", 5, "season by hemisphere", None),
    ("2001-32/2002", 5, "season by hemisphere", None),
    ("2001-37", 5, "quadrimester", None),
    ("0000", 0, "year 0000", None),
    ("2024/0000", 5, "year 0000", None),
    ("00XX", 0, "year 0000", None),
    ("-1985", 0, "negative year (EDTF Level 1", None),
    ("Y170000002", 0, "more than four digits (EDTF Level 1", None),
    ("Y-17E7", 0, "exponential year (EDTF Level 2", None),
    ("1950S2", 4, "significant digits (EDTF Level 2", None),
    ("[1667,1668]", 0, "set of dates (EDTF Level 2", None),
    ("{1960,1961-12}", 0, "set of dates (EDTF Level 2", None),
    ("1985-04-12T23:20:30Z", 10, "date and time (EDTF Level 0", "1985-04-12"),
    ("2004/P1Y", 5, "duration", None),
    ("2024-W05-1", 5, "week date", None),
    ("2024-153", 5, "day of the year", None),
    ("201", 0, "decade or century without X", None),
    ("2001-21^south", 7, "after ^", None),
    ("20245", 4, "not a date of the form", None),
    ("2024-", 5, "not a date of the form", None),
    ("2024-06-011", 10, "not a date of the form", None),
    ("2024!", 4, "not a date of the form", None),
    ("!", 0, "not a date of the form", None),
    ("2024/...", 7, "not a date of the form", None),
    ("2024-06/..~", 10, "not a date of the form", None),
    ("XX", 0, "not a date of the form", None),
]


@pytest.mark.parametrize(("text", "position", "reason", "suggested"), REFUSALS)
def test_a_refusal_says_where_why_and_what_instead(
    text: str, position: int, reason: str, suggested: str | None
) -> None:
    with pytest.raises(DateNotationError) as caught:
        ImpreciseDate.parse(text)
    error = caught.value
    assert (error.value, error.position) == (text, position)
    assert reason in error.reason
    quoted = re.findall(r"'([^']+)'", error.suggestion or "")
    assert quoted == ([suggested] if suggested else [])
    assert error.reason in str(error)


@pytest.mark.parametrize("value", [None, 2024, b"2024", date(2024, 6, 1), ["2024"]], ids=repr)
def test_only_texts_are_parsed(value: object) -> None:
    for parse in (ImpreciseDate, ImpreciseDate.parse, read_notation):
        with pytest.raises(DateNotationError, match="expected an EDTF string") as caught:
            parse(value)  # type: ignore[arg-type]
        assert caught.value.value == value
        assert caught.value.position is None


def refusal_of(text: str) -> DateNotationError | None:
    try:
        ImpreciseDate(text)
    except DateNotationError as error:
        return error
    return None


@given(st.one_of(dates.mutated_texts(), st.text()))
def test_any_text_is_read_unchanged_or_refused_with_a_position(text: str) -> None:
    refused = refusal_of(text)
    if refused is None:
        assert str(ImpreciseDate(text)) == text
        assert text.isascii()
    else:
        assert refused.value == text
        assert refused.position is not None
        assert 0 <= refused.position <= len(text)
        assert refused.reason


@given(dates.texts() | dates.mutated_texts())
def test_the_regular_expression_matches_the_profile_and_what_only_a_calendar_can_tell(text: str) -> None:
    try:
        ImpreciseDate(text)
        expected = True
    except DateNotationError as error:
        by_the_calendar = re.search("day 29 does not exist; February|this winter ends|runs backwards", error.reason)
        expected = by_the_calendar is not None
    assert (re.fullmatch(PATTERN, text) is not None) is expected


@pytest.mark.parametrize("feature", [one for one in PROFILE if not one.is_accepted], ids=lambda one: one.name)
def test_the_regular_expression_knows_every_refused_feature(feature: Feature) -> None:
    assert re.fullmatch(PATTERN, feature.example) is None


@pytest.mark.parametrize("text", ["2023-02-29", "9999-24", "2024/2023"])
def test_what_only_a_calendar_can_tell_is_left_to_the_reader(text: str) -> None:
    assert re.fullmatch(PATTERN, text) is not None
    with pytest.raises(DateNotationError):
        ImpreciseDate(text)


@given(dates.mutated_texts())
def test_a_suggested_text_is_valid(text: str) -> None:
    refused = refusal_of(text)
    for suggested in re.findall(r"'([^']+)'", (refused and refused.suggestion) or ""):
        assert str(ImpreciseDate(suggested)) == suggested


class TestProfile:
    """The table of features agrees with the parser."""

    @pytest.mark.parametrize("feature", [row for row in PROFILE if row.is_accepted], ids=lambda row: row.name)
    def test_accepted_features_are_read(self, feature: Feature) -> None:
        example = feature.example
        assert str(ImpreciseDate(example)) == example
        assert feature.reason is None

    @pytest.mark.parametrize("feature", [row for row in PROFILE if not row.is_accepted], ids=lambda row: row.name)
    def test_refused_features_are_refused_by_their_own_name(self, feature: Feature) -> None:
        with pytest.raises(DateNotationError) as caught:
            ImpreciseDate(feature.example)
        assert caught.value.reason == feature.reason

    def test_names_and_examples_are_unique(self) -> None:
        assert len({feature.name for feature in PROFILE}) == len(PROFILE)
        assert len({feature.example for feature in PROFILE}) == len(PROFILE)

    def test_all_levels_of_the_specification_are_covered(self) -> None:
        assert {feature.level for feature in PROFILE} == {None, 0, 1, 2}

    def test_a_diagnosis_needs_no_raising(self) -> None:
        assert diagnose("2024-13").position == 5


DAY_STEP = timedelta(days=1)


def has_room(one: ImpreciseDate) -> bool:
    """Whether all bounds are years away from the first and last day of the calendar."""
    return all(day is None or 4 <= day.year <= 9996 for day in (*one.extent.begin, *one.extent.end))


class TestWidening:
    """Only `widen` moves bounds, and only those of an end that is qualified."""

    @given(imprecise_dates(), st.integers(0, 400), st.integers(0, 400))
    def test_bounds_move_outwards_by_the_width_of_each_flag(self, one: ImpreciseDate, about: int, perhaps: int) -> None:
        assume(has_room(one))
        widened = one.widen(approximate=about * DAY_STEP, uncertain=perhaps * DAY_STEP)

        def width(end: ImpreciseDate) -> timedelta:
            return (about * end.is_approximate + perhaps * end.is_uncertain) * DAY_STEP

        start, end = one.start, one.end
        assert widened.begin_earliest == (start.earliest - width(start) if start and start.earliest else None)
        assert widened.end_latest == (end.latest + width(end) if end and end.latest else None)

    @given(imprecise_dates())
    def test_no_width_leaves_the_extent(self, one: ImpreciseDate) -> None:
        assert one.widen() == one.extent
        assert one.widen(approximate=timedelta(0), uncertain=relativedelta()) == one.extent

    @given(imprecise_dates(), st.integers(0, 40), st.integers(0, 40))
    def test_the_widened_extent_allows_whatever_the_extent_does(
        self, one: ImpreciseDate, about: int, perhaps: int
    ) -> None:
        assume(has_room(one))
        narrow, wide = (
            one.extent.ordinals,
            one.widen(approximate=about * DAY_STEP, uncertain=perhaps * DAY_STEP).ordinals,
        )
        assert wide[0] <= narrow[0]
        assert narrow[1] <= wide[1]
        assert wide[2] <= narrow[2]
        assert narrow[3] <= wide[3]

    @pytest.mark.parametrize(
        ("text", "begin", "end"),
        [
            ("2023-09~", ("2023-08-01", "2023-10-30"), ("2023-08-01", "2023-10-30")),
            ("2023-09~/2024-03", ("2023-08-01", "2023-10-30"), ("2024-03-01", "2024-03-31")),
            ("2023-09/2024-03%", ("2023-09-01", "2023-09-30"), ("2024-01-01", "2024-05-30")),
            ("2023-09~/..", ("2023-08-01", "2023-10-30"), (None, None)),
            ("2023-09~/", ("2023-08-01", "2023-10-30"), ("2023-08-01", None)),
            ("/2023-09?", (None, "2023-10-30"), ("2023-08-01", "2023-10-30")),
        ],
    )
    def test_months_are_calendar_months(self, text: str, begin: object, end: object) -> None:
        month = relativedelta(months=1)
        widened = ImpreciseDate(text).widen(approximate=month, uncertain=month)
        assert tuple(day and day.isoformat() for day in widened.begin) == begin
        assert tuple(day and day.isoformat() for day in widened.end) == end

    @pytest.mark.parametrize(
        ("width", "reason"),
        [
            (30, "timedelta or a relativedelta"),
            ("30 days", "timedelta or a relativedelta"),
            (timedelta(hours=12), "fraction of a day"),
            (relativedelta(hours=12), "fraction of a day"),
            (timedelta(days=-1), "not be negative"),
            (relativedelta(months=-1), "not be negative"),
            (relativedelta(year=2020), "absolute"),
            (relativedelta(weekday=0), "absolute"),
            (timedelta(days=1_000_000), "years 1 to 9999"),
            (relativedelta(years=9_000), "years 1 to 9999"),
        ],
    )
    @pytest.mark.parametrize("text", ["2023-09", "2023-09%"])
    def test_a_width_that_is_none_is_refused_whether_or_not_it_applies(
        self, text: str, width: object, reason: str
    ) -> None:
        for name in ("approximate", "uncertain"):
            with pytest.raises(InvalidValueError, match=reason) as caught:
                ImpreciseDate(text).widen(**{name: width})  # type: ignore[arg-type]
            assert caught.value.path == name

    def test_bounds_do_not_leave_the_calendar(self) -> None:
        with pytest.raises(InvalidValueError, match="years 1 to 9999"):
            ImpreciseDate("9999-06~").widen(approximate=relativedelta(years=1))
