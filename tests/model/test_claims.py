"""Claims and grades: what an utterance must say of itself to stand on record."""

from __future__ import annotations

import itertools

import pytest
from example_counts import few
from hypothesis import given

from axis_tracker import (
    Basis,
    Claim,
    Credibility,
    Grade,
    InvalidValueError,
    Measure,
    Quantity,
    Reliability,
    Stance,
    Support,
)
from axis_tracker.model.vocabulary import NEUTRAL_STANCES
from axis_tracker.testing import claims, grades

COMMON = {"id": "c", "event": "e", "claimants": ["hur"], "summary": "So it is."}
DIGEST = "0123456789abcdef"


def test_what_a_claim_does_not_say_is_left_open():
    claim = Claim(**COMMON)
    assert claim.stance is Stance.ASSERTS
    assert (claim.likelihood.value, claim.modality.value) == ("unhedged", "actual")
    assert claim.measure is claim.when is claim.made is claim.origin is claim.grade is None
    assert claim.relays == claim.basis == claim.evidence == claim.answers == claim.derived_from == ()
    assert claim.supports == claim.speaking_for == ()


@pytest.mark.parametrize("claimants", [[], "hur", ["Kim Jong Un"], ["kp", "kp"], None])
def test_a_claim_has_claimants_by_id(claimants):
    with pytest.raises(InvalidValueError) as caught:
        Claim(**{**COMMON, "claimants": claimants})
    assert caught.value.path.startswith("claimants")


@pytest.mark.parametrize("stance", Stance)
def test_a_claim_of_any_stance_may_answer_a_claim_or_stand_alone(stance):
    assert Claim(**COMMON, stance=stance).answers == ()
    assert Claim(**COMMON, stance=stance, answers=["other"]).answers == ("other",)


def test_every_stance_but_three_takes_a_side():
    assert set(Stance) - NEUTRAL_STANCES == {Stance.ASSERTS, Stance.DOUBTS, Stance.DENIES}


def test_a_claim_supports_others_each_in_one_way():
    claim = Claim(**COMMON, supports=["first", {"claim": "second", "kind": "cause"}, Support("third", "ground")])
    assert claim.supports == (Support("first", "support"), Support("second", "cause"), Support("third", "ground"))
    with pytest.raises(InvalidValueError, match="listed twice") as caught:
        Claim(**COMMON, supports=["first", {"claim": "first", "kind": "cause"}])
    assert caught.value.path == "supports"


def test_an_assumption_is_one_of_a_derivation():
    with pytest.raises(InvalidValueError) as caught:
        Claim(**COMMON, assumption="A container holds 300 rounds.")
    assert caught.value.path == "assumption"
    derived = Claim(**COMMON, assumption="A container holds 300 rounds.", derived_from=["other"])
    assert derived.derived_from == ("other",)


@few
@given(claims())
def test_an_utterance_is_that_of_the_origin_or_the_claim_itself(claim):
    assert claim.utterance == (claim.id if claim.origin is None else claim.origin)


@few
@given(claims())
def test_the_documents_of_a_claim_are_those_of_its_evidence_each_once(claim):
    where = [passage.document for passage in claim.evidence]
    assert sorted(claim.documents) == sorted(set(where))
    assert [where.index(one) for one in claim.documents] == sorted(where.index(one) for one in claim.documents)


def test_a_measure_is_taken_in_words_as_a_table_or_as_it_is():
    in_words = Claim(**COMMON, measure={"quantity": "over 1 million rounds", "phase": "delivered"})
    as_it_is = Claim(**COMMON, measure=Measure("over 1 million rounds", "delivered"))
    assert in_words == as_it_is
    assert in_words.measure == Measure(Quantity.more_than(1_000_000, "rounds"), "delivered")


def test_two_claims_that_word_a_figure_differently_are_two():
    one, other, silent = (
        Claim(**COMMON, measure=Measure(quantity, "delivered"))
        for quantity in (
            Quantity.from_words("over 1 million rounds"),
            Quantity.from_words("more than 1,000,000 rounds"),
            Quantity.more_than(1_000_000, "rounds"),
        )
    )
    assert one.measure == other.measure == silent.measure
    assert len({one, other, silent}) == 3


def test_evidence_is_taken_as_locators():
    locator = f"report#char=3,9;sha256={DIGEST}"
    (passage,) = Claim(**COMMON, evidence=[locator]).evidence
    assert (passage.document, passage.start, passage.end, str(passage)) == ("report", 3, 9, locator)


def test_a_claim_may_rest_on_several_things():
    assert Claim(**COMMON, basis=["intelligence", Basis.ANALYSIS]).basis == (Basis.INTELLIGENCE, Basis.ANALYSIS)


def test_all_thirty_six_grades_are_read_and_written():
    written = ["".join(pair) for pair in itertools.product("ABCDEF", "123456")]
    assert [str(Grade.parse(one)) for one in written] == written
    assert len({Grade.parse(one) for one in written}) == 36


@given(grades())
def test_a_grade_reads_back(grade):
    assert Grade.parse(str(grade)) == grade
    assert Claim(**COMMON, grade=str(grade)).grade == grade


@pytest.mark.parametrize(
    "value", ["", "B", "2B", "b2", "G1", "A0", "A7", "B22", "B 2", "A\N{ARABIC-INDIC DIGIT ONE}", 12, None, ("B", "2")]
)
def test_what_is_no_grade_is_refused(value):
    with pytest.raises(InvalidValueError, match="A-F followed by a digit 1-6"):
        Grade.parse(value)


def test_a_grade_is_made_of_its_two_parts():
    assert Grade(Reliability.F, "6") == Grade("F", Credibility.CANNOT_BE_JUDGED) == Grade.parse("F6")
