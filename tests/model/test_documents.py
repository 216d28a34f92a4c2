"""Documents and passages: positions and digests that whoever has the text can check."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from axis_tracker import Document, InvalidValueError, Passage, Uncoded, UncodedReason
from axis_tracker.testing import passages

DIGEST = "0123456789abcdef"
COMMON = {"id": "d", "title": "T", "published": "2024", "dating": "printed", "length": 9, "sha256": "a" * 64}

# Surrogates cannot be in a decoded text.
wholes = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@st.composite
def stretches(draw):
    whole = draw(wholes)
    start = draw(st.integers(0, len(whole) - 1))
    return whole, start, draw(st.integers(start + 1, len(whole)))


@given(passages())
def test_a_locator_reads_back(passage):
    assert Passage.parse(str(passage)) == passage


@given(stretches())
def test_a_passage_matches_the_text_it_was_taken_from(stretch):
    whole, start, end = stretch
    passage = Passage.of_text(whole, start, end, document="d")
    assert (passage.start, passage.end) == (start, end)
    assert passage.digest == hashlib.sha256(whole[start:end].encode()).hexdigest()[:16]
    assert passage.matches(whole)


@given(stretches(), st.data())
def test_a_passage_notices_that_its_stretch_has_changed(stretch, data):
    whole, start, end = stretch
    passage = Passage.of_text(whole, start, end, document="d")
    other = data.draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=end - start, max_size=end - start))
    assume(other != whole[start:end])
    assert not passage.matches(whole[:start] + other + whole[end:])
    assert not passage.matches(whole[: end - 1])


@given(stretches(), wholes)
def test_what_changes_elsewhere_is_no_matter_if_positions_stay(stretch, tail):
    whole, start, end = stretch
    assert Passage.of_text(whole, start, end, document="d").matches("x" * start + whole[start:end] + tail)


def test_positions_are_characters_not_bytes():
    assert Passage.of_text("김정은 😀 left", 4, 5, document="d").matches("김정은 😀")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 5), (4, 5)])
def test_no_passage_lies_outside_the_text(start, end):
    with pytest.raises(InvalidValueError, match="the text, which has 4 characters"):
        Passage.of_text("four", start, end, document="d")


@pytest.mark.parametrize(
    "locator",
    [
        "",
        "d",
        f"char=0,5;sha256={DIGEST}",
        "d#char=0,5",
        f"d#char=0;sha256={DIGEST}",
        f"d#char=0,5;md5={DIGEST}",
        f"d#char=-1,5;sha256={DIGEST}",
        f"d#char=0, 5;sha256={DIGEST}",
        f"d#line=0,5;sha256={DIGEST}",
        f"d#char=0,5;sha256={DIGEST} ",
        f"d#char=0,5;sha256={DIGEST.upper()}",
        f"d#char=5,5;sha256={DIGEST}",
        f"d#char=6,5;sha256={DIGEST}",
        f"d#char=0,5;sha256={DIGEST[:15]}",
        f"d#char=0,5;sha256={DIGEST * 4}0",
        f"D#char=0,5;sha256={DIGEST}",
        f"d#char=\N{ARABIC-INDIC DIGIT ZERO},5;sha256={DIGEST}",
        5,
        None,
    ],
)
def test_what_is_no_locator_is_refused(locator):
    with pytest.raises(InvalidValueError):
        Passage.parse(locator)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"start": -1}, "start"),
        ({"start": True}, "start"),
        ({"start": "0"}, "start"),
        ({"end": 1.0}, "end"),
        ({"end": 0}, "end"),
        ({"digest": DIGEST[1:]}, "digest"),
        ({"digest": DIGEST.upper()}, "digest"),
        ({"document": "A document"}, "document"),
    ],
)
def test_a_passage_with_an_impossible_part_is_refused(fields, path):
    with pytest.raises(InvalidValueError) as caught:
        Passage(**{"document": "d", "start": 0, "end": 5, "digest": DIGEST, **fields})
    assert caught.value.path == path


@pytest.mark.parametrize("reason", UncodedReason, ids=str)
def test_a_repetition_names_what_it_repeats_and_nothing_else_does(reason):
    common = {"passage": f"d#char=0,5;sha256={DIGEST}", "reason": reason}
    fits, other = {"repeats": ["c"]}, {}
    if reason is not UncodedReason.REPETITION:
        fits, other = other, fits
    Uncoded(**common, **fits)
    with pytest.raises(InvalidValueError) as caught:
        Uncoded(**common, **other)
    assert caught.value.path == "repeats"


def test_an_inferred_date_needs_its_reasoning():
    with pytest.raises(InvalidValueError) as caught:
        Document(**{**COMMON, "dating": "inferred"})
    assert caught.value.path == "dating_note"
    assert Document(**{**COMMON, "dating": "inferred"}, dating_note="It names a visit.").language == "en"


def test_only_its_own_stretches_are_left_uncoded_in_a_document():
    theirs = {"passage": f"other#char=0,5;sha256={DIGEST}", "reason": "heading"}
    ours = {**theirs, "passage": f"d#char=0,5;sha256={DIGEST}"}
    with pytest.raises(InvalidValueError) as caught:
        Document(**COMMON, uncoded=[ours, theirs])
    assert caught.value.path == "uncoded[1].passage"
    assert Document(**COMMON, uncoded=[ours]).uncoded[0].passage.document == "d"


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"length": 0}, "length"),
        ({"length": -1}, "length"),
        ({"length": True}, "length"),
        ({"length": 1.5}, "length"),
        ({"sha256": "a" * 63}, "sha256"),
        ({"sha256": "A" * 64}, "sha256"),
        ({"sha256": "g" * 64}, "sha256"),
        ({"published": None}, "published"),
        ({"published": "29 November 2024"}, "published"),
        ({"dating": "guessed"}, "dating"),
        ({"publisher": "The Daily"}, "publisher"),
        ({"authors": "daily"}, "authors"),
        ({"title": ""}, "title"),
    ],
)
def test_a_document_with_an_impossible_part_is_refused(fields, path):
    with pytest.raises(InvalidValueError) as caught:
        Document(**{**COMMON, **fields})
    assert caught.value.path == path
