"""The strategies reach all that they promise: every kind, word, form and field, each way; and what they draw is sound.

Counted over a few hundred examples that are the same in each run, so none of this can fail by chance.
"""

from __future__ import annotations

import enum
from collections import Counter
from decimal import Decimal
from typing import get_args, get_type_hints

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker import testing
from axis_tracker.imprecise.units import UNITS
from axis_tracker.model.events import EVENT_KINDS


def examples(strategy, count):
    """So many examples; nothing is filtered too often, too slow or too large, or Hypothesis would fail here.

    They come ten at a time, for within one test case they are independent, and from one to the next they need not be.
    """
    drawn = []

    @settings(
        max_examples=count // 10,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[],
    )
    @given(st.lists(strategy, min_size=10, max_size=10))
    def draw(some):
        drawn.extend(some)

    draw()
    return drawn


RECORDS = {
    axt.Actor: testing.actors,
    axt.Place: testing.places,
    axt.Item: testing.items,
    axt.Document: testing.documents,
    axt.Claim: testing.claims,
    axt.Role: testing.roles,
    axt.Uncoded: testing.uncoded,
    axt.Policy: testing.policies,
    axt.Delegation: testing.delegations,
    axt.ArmsTransfer: testing.arms_transfers,
    axt.Deployment: testing.deployments,
    axt.Assistance: testing.assistance,
    axt.Exchange: testing.exchanges,
    axt.Agreement: testing.agreements,
    axt.Exercise: testing.exercises,
    axt.Engagement: testing.engagements,
    axt.Activity: testing.activities,
    axt.Sanction: testing.sanctions,
    axt.Alignment: testing.alignments,
}


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_every_optional_field_is_there_and_is_not_and_every_word_is_drawn(cls):
    drawn = examples(RECORDS[cls](), 400)
    assert {type(one) for one in drawn} == {cls}
    hints = get_type_hints(cls)
    for field in attrs.fields(cls):
        values = [getattr(one, field.name) for one in drawn]
        if field.default is not attrs.NOTHING:
            left_out = sum(value == field.converter(field.default) for value in values)
            assert 0.05 * len(drawn) < left_out < 0.95 * len(drawn), field.name
        for word in (hints[field.name], *get_args(hints[field.name])):
            if isinstance(word, type) and issubclass(word, enum.Enum):
                held = {one for value in values for one in (value if isinstance(value, tuple) else (value,))}
                assert held >= {*word}, field.name


def test_there_is_a_strategy_for_every_kind_of_event():
    assert {*EVENT_KINDS} <= {*RECORDS}
    counts = Counter(type(one) for one in examples(testing.events(), 400))
    assert counts.keys() == {*EVENT_KINDS}


def test_grades_of_every_letter_and_digit_are_drawn():
    drawn = set(examples(testing.grades(), 500))
    assert {one.reliability for one in drawn} == {*axt.Reliability}
    assert {one.credibility for one in drawn} == {*axt.Credibility}
    assert len(drawn) > 20


def test_dates_have_every_form():
    drawn = examples(testing.imprecise_dates(), 1_500)
    assert {one.precision for one in drawn} == {*axt.Precision}
    assert {(one.begins, one.ends) for one in drawn} == {
        (axt.Boundary.KNOWN, axt.Boundary.KNOWN),
        (axt.Boundary.KNOWN, axt.Boundary.OPEN),
        (axt.Boundary.KNOWN, axt.Boundary.UNKNOWN),
        (axt.Boundary.OPEN, axt.Boundary.KNOWN),
        (axt.Boundary.UNKNOWN, axt.Boundary.KNOWN),
    }
    notations = [str(one) for one in drawn]
    for sign in ("?", "~", "%", "X", "-XX", "-XX-XX", "-21", "-24", "-33", "-36", "-40", "-41", "/", ".."):
        assert any(sign in text for text in notations), sign
    for text in ("?/", "~/", "%/"):
        assert any(text in one for one in notations), text


def test_extents_have_every_combination_of_bounds():
    drawn = examples(testing.extents(), 300)
    known = {tuple(day is not None for day in (*one.begin, *one.end)) for one in drawn}
    assert len(known) >= 12  # bounds that follow from others are drawn in by the extent itself
    assert (True, True, True, True) in known
    assert (False, False, False, False) in known


def test_quantities_have_every_shape():
    drawn = examples(testing.quantities(), 2_000)
    shapes = Counter((one.low is None, one.high is None, one.includes_low, one.includes_high) for one in drawn)
    assert shapes.keys() == {
        (True, True, True, True),
        *((False, True, included, True) for included in (True, False)),
        *((True, False, True, included) for included in (True, False)),
        *((False, False, low, high) for low in (True, False) for high in (True, False)),
    }
    assert any(one.is_exact for one in drawn)
    ends = [end for one in drawn for end in (one.low, one.high) if end is not None]
    assert {type(end) for end in ends} == {int, Decimal}
    assert min(ends) < -(10**12)
    assert max(ends) > 10**12
    assert 0 in ends
    units = {one.unit for one in drawn}
    assert "" in units
    assert len(units & {unit.name for unit in UNITS}) > 10
    assert any(" " in unit for unit in units - {unit.name for unit in UNITS})


def test_wordings_say_what_the_interval_says_and_each_is_drawn():
    drawn = [one for one in examples(testing.quantities(unit="shells"), 2_000) if one.wording is not None]
    for one in drawn:
        one.check_wording()
    for wording in testing.WORDINGS:
        before, _, after = wording.partition("{}")
        assert any(one.wording.startswith(before) and one.wording.endswith(after) for one in drawn), wording


def test_measures_have_every_phase_and_reading_with_what_belongs_to_it():
    drawn = examples(testing.measures(), 400)
    assert {one.phase for one in drawn} == {*axt.Phase}
    assert {one.reading for one in drawn} == {*axt.Reading}
    assert {one.per for one in drawn} == {None, *axt.Period}
    for reading in (axt.Reading.TOTAL, axt.Reading.INCREMENT):
        assert {one.since is None for one in drawn if one.reading is reading} == {True, False}


def test_datasets_have_all_that_records_can_be_to_each_other():
    drawn = examples(testing.datasets(), 200)
    assert {len(one.claims) for one in drawn} == {0, 1, 2, 3, 4}
    assert {type(event) for one in drawn for event in one.events} == {*EVENT_KINDS}
    claims = [claim for one in drawn for claim in one.claims]
    assert len(claims) > len(drawn)
    assert {claim.stance for claim in claims} == {*axt.Stance}
    for name in ("answers", "assumption", "derived_from", "evidence", "grade", "made", "measure", "revises", "relays"):
        assert any(getattr(claim, name) for claim in claims), name
        assert not all(getattr(claim, name) for claim in claims), name
    assert any(actor.roles for one in drawn for actor in one.actors)
    assert any(place.within for one in drawn for place in one.places)
    assert any(item.broader for one in drawn for item in one.items)
    uncoded = [stretch for one in drawn for document in one.documents for stretch in document.uncoded]
    assert {stretch.reason for stretch in uncoded} == {*axt.UncodedReason}
    ids = [{event.id for event in one.events} & {claim.id for claim in one.claims} for one in drawn]
    assert any(ids)  # the same id in two collections


def test_texts_and_ids_are_not_all_plain():
    texts = examples(testing.texts(), 300)
    assert any(not text.isascii() for text in texts)
    assert any(" " in text for text in texts)
    assert any('"' in text and "\\" in text for text in texts)
    ids = examples(testing.ids(), 300)
    assert any("-" in one for one in ids)
    assert any("_" in one for one in ids)
    assert any(one[0].isdigit() for one in ids)
    assert len({*ids}) < len(ids)
