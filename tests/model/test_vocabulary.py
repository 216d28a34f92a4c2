"""The controlled words, against the standards that they follow and the names that type checkers know."""

from __future__ import annotations

import inspect
import json
from typing import get_args

import pytest

from axis_tracker import Credibility, InvalidValueError, Likelihood, Reliability
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.model import vocabulary

CLASSES = [
    cls
    for _, cls in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(cls, ControlledTerm) and cls is not ControlledTerm
]
EACH = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)


@pytest.fixture(scope="module")
def standards(texts):
    """The published scales, as they were taken from their sources: a file next to the folder of the source texts."""
    path = texts.parent / "standards.json"
    if not path.is_file():
        pytest.skip(f"no {path}: the published scales are not part of the repository")
    return json.loads(path.read_text(encoding="utf-8"))


def converter_of(cls):
    (found,) = [
        function
        for name, function in inspect.getmembers(vocabulary, inspect.isfunction)
        if name.startswith("to_") and function.__annotations__["return"].removesuffix(" | None") == cls.__name__
    ]
    return found


@EACH
def test_every_word_has_a_value_and_a_meaning_of_its_own(cls):
    assert len({member.value for member in cls}) == len({member.meaning for member in cls}) == len(cls)
    for member in cls:
        assert member.meaning.strip() == member.meaning != ""
        assert str(member) == member.value


@EACH
def test_type_checkers_know_exactly_the_words_there_are(cls):
    name = cls.__name__
    literal = getattr(vocabulary, "UnrocaCategoryName" if name == "UnrocaCategory" else f"{name}Name")
    assert get_args(literal) == tuple(member.value for member in cls)


@EACH
def test_a_word_is_taken_by_its_value_or_as_it_is(cls):
    convert = converter_of(cls)
    for member in cls:
        assert convert(member) is convert(member.value) is member


@EACH
@pytest.mark.parametrize(
    "wrong", ["", "no such word", 7.5, ["x"], object()], ids=["nothing", "unknown", "number", "list", "object"]
)
def test_any_other_word_is_refused_with_all_there_are(cls, wrong):
    with pytest.raises(InvalidValueError) as caught:
        converter_of(cls)(wrong)
    assert caught.value.suggestion == "one of " + ", ".join(repr(member.value) for member in cls)


@EACH
def test_a_member_of_another_scale_is_refused(cls):
    other = next(one for one in CLASSES if one is not cls)
    with pytest.raises(InvalidValueError):
        converter_of(cls)(next(iter(other)))


@EACH
def test_a_misspelt_word_is_refused_with_the_nearest(cls):
    member = max(cls, key=lambda one: len(one.value))
    if len(member.value) > 3:  # nothing is near a single letter
        with pytest.raises(InvalidValueError) as caught:
            converter_of(cls)(member.value[:-1] + "x")
        assert caught.value.suggestion == f"did you mean {member.value!r}?"


def test_the_likelihoods_are_those_of_icd_203(standards):
    scale = [member for member in Likelihood if member is not Likelihood.UNHEDGED]
    assert [(one.low, one.high) for one in scale] == [(low, high) for _, _, low, high in standards["icd203"]]
    for member, (term, synonym, _, _) in zip(scale, standards["icd203"], strict=True):
        assert term.endswith(member.value.replace("-", " "))
        # "even chance or odds" shortens the two terms that share their first words.
        assert member.meaning == f"{term}, {synonym}" or {*member.meaning.split(), "even"} == {
            *term.split(),
            *synonym.split(),
            "or",
        }


def test_only_a_hedge_has_a_probability():
    assert Likelihood.UNHEDGED.low is Likelihood.UNHEDGED.high is None
    assert all(one.low < one.high for one in Likelihood if one is not Likelihood.UNHEDGED)


def test_the_grades_are_those_of_the_admiralty_system(standards):
    for cls, name in ((Reliability, "admiralty_reliability"), (Credibility, "admiralty_credibility")):
        assert {one.value: one.meaning for one in cls} == {
            value: meaning[0].lower() + meaning[1:] for value, meaning in standards[name].items()
        }
