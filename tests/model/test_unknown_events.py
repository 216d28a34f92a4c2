"""Events of unknown kinds as records: immutable, equal by content, and exact about what they hold."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import InvalidValueError, UnknownEvent
from axis_tracker.model.unknown_events import PlainFields

WORDS = st.text(st.characters(codec="utf-8"), max_size=3)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=5,
)
FIELDS = st.dictionaries(WORDS, PLAIN, max_size=3)


def event(**fields):
    return UnknownEvent(**{"kind": "cyber:intrusion", "id": "raid", "name": "A raid", **fields})


def exactly(plain):
    """Plain values with their types, since 1, 1.0 and True are equal to Python; without the order of fields."""
    if isinstance(plain, dict):
        return frozenset((name, exactly(value)) for name, value in plain.items())
    return (type(plain), tuple(map(exactly, plain))) if isinstance(plain, list) else (type(plain), repr(plain))


@given(FIELDS)
def test_what_goes_in_comes_out(fields):
    assert exactly(PlainFields(fields).plain()) == exactly(fields)
    assert list(PlainFields(fields)) == list(fields)
    assert len(PlainFields(fields)) == len(fields)


@given(FIELDS, FIELDS)
def test_fields_are_equal_if_they_hold_exactly_the_same(one, other):
    assert (PlainFields(one) == PlainFields(other)) == (exactly(one) == exactly(other))
    backwards = dict(reversed(one.items()))
    assert PlainFields(backwards) == PlainFields(one)
    assert hash(PlainFields(backwards)) == hash(PlainFields(one))


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), (0.0, -0.0), ("1", 1), ([], {}), (None, "")])
def test_values_that_files_write_differently_are_different(one, other):
    assert PlainFields({"a": one}) != PlainFields({"a": other})
    assert event(fields={"a": [{"b": one}]}) != event(fields={"a": [{"b": other}]})


@given(FIELDS)
def test_an_event_survives_copies_and_pickles(fields):
    kept = event(fields=fields, order=["name", "id"]) if not fields.keys() & {"kind", "id", "name"} else event()
    for again in (copy.deepcopy(kept), pickle.loads(pickle.dumps(kept))):
        assert again == kept
        assert hash(again) == hash(kept)
        assert again.plain() == kept.plain()


def test_nothing_of_it_can_be_changed():
    kept = event(fields={"by": "kp", "stages": [1]})
    with pytest.raises(AttributeError):
        kept.name = "Another"
    with pytest.raises(AttributeError):
        kept.fields.by = "ru"
    with pytest.raises(TypeError):
        kept.fields["by"] = "ru"
    kept.fields.plain()["stages"].append(2)
    assert kept.fields["stages"] == (1,)


def test_each_event_has_its_own_kind():
    assert event().kind == "cyber:intrusion"
    assert event(kind="cyber:leak") != event()
    assert event() != "cyber:intrusion"
    assert "cyber:intrusion" in repr(event())


@pytest.mark.parametrize("name", ["kind", "id", "name", "when", "note"])
def test_the_fields_of_every_event_are_arguments_of_their_own(name):
    with pytest.raises(InvalidValueError, match="pass it as a separate argument") as caught:
        event(fields={name: "x"})
    assert caught.value.path == f"fields.{name}"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), b"x", {1}, "\udc00", [object()], {"a": 1j}, {1: 2}])
def test_what_no_file_can_hold_is_refused(value):
    with pytest.raises(InvalidValueError) as caught:
        event(fields={"a": value})
    assert caught.value.path.startswith("fields.a")


@pytest.mark.parametrize("fields", [None, "by", [("by", "kp")], {1: 2}])
def test_fields_are_a_mapping_with_names(fields):
    with pytest.raises(InvalidValueError):
        event(fields=fields)


def test_fields_that_are_given_as_such_within_others_count_as_levels_too():
    deep = PlainFields({"a": 1})
    for _ in range(98):
        deep = PlainFields({"a": deep})
    beyond = {"a": {"a": {"a": deep}}}
    with pytest.raises(InvalidValueError, match="nested too deeply"):
        PlainFields(beyond)


def test_parts_are_a_field_of_every_event():
    plain = {"id": "raid", "name": "A raid", "by": "kp", "parts": [{"events": ["a", "b"], "covers": "all"}]}
    kept = UnknownEvent.of_plain("cyber:raid", plain)
    assert [(one.events, one.covers.value) for one in kept.parts] == [(("a", "b"), "all")]
    assert kept.plain() == {"kind": "cyber:raid", **plain}
    assert event(parts=["a"]).plain()["parts"] == [{"events": ["a"]}]
    assert event(parts=["a"]) != event()
    with pytest.raises(InvalidValueError) as caught:
        UnknownEvent.of_plain("cyber:raid", {**plain, "parts": 5})
    assert caught.value.path == "parts"
