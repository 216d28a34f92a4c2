"""The table of hedges: every word has one meaning in each modality."""

from __future__ import annotations

from collections import Counter

import pytest

from axis_tracker import CLAIM_HEDGES, Likelihood, Modality, Stance


def test_no_words_stand_in_two_rows_of_one_modality():
    counted = Counter((words, row.modality) for row in CLAIM_HEDGES for words in row.words)
    assert [words for words, count in counted.items() if count > 1] == []


def test_no_row_stands_twice():
    rows = Counter((row.stance, row.likelihood, row.modality, row.reason) for row in CLAIM_HEDGES)
    assert [row for row, count in rows.items() if count > 1] == []


def test_words_are_written_as_they_are_compared():
    for words in (words for row in CLAIM_HEDGES for words in row.words):
        assert words == " ".join(words.casefold().split()) != ""
    assert all(row.words and row.reason for row in CLAIM_HEDGES)


def test_every_stance_and_modality_can_be_expressed():
    assert {row.stance for row in CLAIM_HEDGES} == set(Stance)
    assert {row.modality for row in CLAIM_HEDGES} == set(Modality)


@pytest.mark.parametrize(
    ("words", "stance", "likelihood", "modality"),
    [
        ("said", Stance.ASSERTS, Likelihood.UNHEDGED, Modality.ACTUAL),
        ("confirmed", Stance.ASSERTS, Likelihood.UNHEDGED, Modality.ACTUAL),
        ("claims", Stance.ASSERTS, Likelihood.UNHEDGED, Modality.ACTUAL),
        ("reportedly", Stance.ASSERTS, Likelihood.UNHEDGED, Modality.ACTUAL),
        ("likely", Stance.ASSERTS, Likelihood.LIKELY, Modality.ACTUAL),
        ("unlikely", Stance.ASSERTS, Likelihood.UNLIKELY, Modality.ACTUAL),
        ("may", Stance.ASSERTS, Likelihood.EVEN_CHANCE, Modality.ACTUAL),
        ("undoubtedly", Stance.ASSERTS, Likelihood.ALMOST_CERTAIN, Modality.ACTUAL),
        ("could", Stance.ASSERTS, Likelihood.UNHEDGED, Modality.POSSIBLE),
        ("will", Stance.ASSERTS, Likelihood.UNHEDGED, Modality.PREDICTED),
        ("denies", Stance.DENIES, Likelihood.UNHEDGED, Modality.ACTUAL),
        ("neither confirms nor denies", Stance.DECLINES, Likelihood.UNHEDGED, Modality.ACTUAL),
        ("has not commented", Stance.SILENT, Likelihood.UNHEDGED, Modality.ACTUAL),
        ("could not verify", Stance.UNVERIFIED, Likelihood.UNHEDGED, Modality.ACTUAL),
    ],
)
def test_a_word_stands_for_what_its_row_says(words, stance, likelihood, modality):
    (row,) = (one for one in CLAIM_HEDGES if words in one.words and one.modality is modality)
    assert (row.stance, row.likelihood) == (stance, likelihood)


def test_a_denial_or_a_doubt_has_no_likelihood_of_its_own():
    assert {row.likelihood for row in CLAIM_HEDGES if row.stance is not Stance.ASSERTS} == {Likelihood.UNHEDGED}
