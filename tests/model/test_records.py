"""What holds for every class of the model: it cannot be changed, compares by content, and says which field is wrong."""

from __future__ import annotations

import copy
import enum
import pickle
from datetime import date
from decimal import Decimal

import attrs
import pytest
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker import Actor, InvalidValueError
from axis_tracker.model.events import EVENT_KINDS
from axis_tracker.model.records import Record
from axis_tracker.testing import (
    actors,
    claims,
    documents,
    events,
    extents,
    grades,
    imprecise_dates,
    items,
    measures,
    passages,
    places,
    roles,
    uncoded,
)

DIGEST = "0123456789abcdef"

# The least that each class must be given.
LEAST = {
    axt.Role: {"of": "ru"},
    axt.Actor: {"id": "x", "name": "X", "kind": "state"},
    axt.Place: {"id": "x", "name": "X"},
    axt.Item: {"id": "x", "name": "X"},
    axt.Passage: {"document": "x", "start": 0, "end": 1, "digest": DIGEST},
    axt.Uncoded: {"passage": f"x#char=0,1;sha256={DIGEST}", "reason": "heading"},
    axt.Document: {
        "id": "x",
        "title": "X",
        "published": "2024",
        "dating": "printed",
        "length": 5,
        "sha256": "0" * 64,
    },
    axt.Grade: {"reliability": "B", "credibility": "2"},
    axt.Parts: {"events": ["a"]},
    axt.Support: {"claim": "c"},
    axt.Claim: {"id": "x", "event": "e", "claimants": ["kp"], "summary": "So."},
    axt.Delegation: {"id": "x", "name": "X", "visitors": ["ru"], "host": "kp"},
    axt.ArmsTransfer: {"id": "x", "name": "X", "supplier": "kp", "recipient": "ru", "item": "arms"},
    axt.Deployment: {"id": "x", "name": "X", "of": "kp", "to": "kursk", "item": "troops"},
    axt.Assistance: {"id": "x", "name": "X", "supplier": "ru", "recipient": "kp", "form": "goods"},
    axt.Exchange: {"id": "x", "name": "X", "given": ["a"], "in_return": ["b"]},
    axt.Agreement: {"id": "x", "name": "X", "parties": ["kp", "ru"]},
    axt.Exercise: {"id": "x", "name": "X", "participants": ["kp"]},
    axt.Engagement: {"id": "x", "name": "X", "sides": ["kp"]},
    axt.Activity: {"id": "x", "name": "X", "activity": "launch"},
    axt.Sanction: {"id": "x", "name": "X", "targets": ["kp"]},
    axt.Alignment: {"id": "x", "name": "X", "relation": "bloc", "parties": ["kp"]},
}
CLASSES = pytest.mark.parametrize("cls", LEAST, ids=lambda cls: cls.__name__)

RECORDS = st.one_of(actors(), places(), items(), documents(), events(), claims())

values = st.one_of(
    RECORDS,
    roles(),
    grades(),
    passages(),
    uncoded(),
    measures(),
    imprecise_dates(),
    extents(),
    st.sampled_from(axt.Truth),
)
"""Whatever a dataset is made of."""

ATOMS = (str, int, float, bool, type(None), Decimal, date, enum.Enum)


def parts_of(value):
    """A value and everything inside it."""
    yield value
    if isinstance(value, tuple):
        for one in value:
            yield from parts_of(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from parts_of(getattr(value, field.name))


def _is_of_the_model(value):
    return isinstance(value, type) and issubclass(value, Record) and value.__module__.startswith("axis_tracker.model.")


def test_every_class_of_records_is_tried_here():
    public = [getattr(axt, name) for name in axt.__all__]
    assert {one for one in public if _is_of_the_model(one)} == {
        *LEAST,
        axt.Event,
        axt.UnknownEvent,
    }  # for the last: test_unknown_events
    assert set(EVENT_KINDS) < set(LEAST)


@CLASSES
def test_the_least_is_enough_and_none_of_it_can_be_left_out(cls):
    cls(**LEAST[cls])
    for name in LEAST[cls]:
        with pytest.raises(TypeError, match=name):
            cls(**{key: value for key, value in LEAST[cls].items() if key != name})


@CLASSES
def test_an_unknown_field_is_refused(cls):
    with pytest.raises(TypeError, match="colour"):
        cls(**LEAST[cls], colour="red")


@CLASSES
@pytest.mark.parametrize("wrong", [object(), b"x", {"y"}, 3.5], ids=lambda wrong: type(wrong).__name__)
def test_every_field_refuses_what_it_cannot_hold_under_its_name(cls, wrong):
    for field in attrs.fields(cls):
        with pytest.raises(InvalidValueError) as caught:
            cls(**{**LEAST[cls], field.name: wrong})
        assert caught.value.path == field.name
        assert str(caught.value).startswith(f"{field.name}: ")


@pytest.mark.parametrize(
    ("cls", "fields", "path"),
    [
        (axt.Actor, {"roles": [{"of": "ru"}, {"of": "RU"}]}, "roles[1].of"),
        (axt.Actor, {"roles": [{"of": "ru", "titel": "Minister"}]}, "roles[0].titel"),
        (axt.Actor, {"roles": [{"title": "Minister"}]}, "roles[0].of"),
        (axt.Actor, {"roles": ["ru"]}, "roles[0]"),
        (axt.Actor, {"roles": [{"of": "ru", "during": "2024-13"}]}, "roles[0].during"),
        (axt.Actor, {"aliases": ["a", ""]}, "aliases[1]"),
        (axt.Document, {"uncoded": [{"passage": "x", "reason": "heading"}]}, "uncoded[0].passage"),
        (axt.Document, {"uncoded": [{**LEAST[axt.Uncoded], "reason": "boring"}]}, "uncoded[0].reason"),
        (axt.Document, {"uncoded": [{**LEAST[axt.Uncoded], "repeats": ["c"]}]}, "uncoded[0].repeats"),
        (axt.Claim, {"measure": {"quantity": "lots", "phase": "sent"}}, "measure.quantity"),
        (axt.Claim, {"measure": {"quantity": "3 trains", "phase": "seen"}}, "measure.phase"),
        (axt.Claim, {"measure": {"quantity": {"low": 1.5}, "phase": "sent"}}, "measure.quantity.low"),
        (axt.Claim, {"evidence": [f"x#char=5,5;sha256={DIGEST}"]}, "evidence[0].end"),
        (axt.Claim, {"evidence": [f"x#char=1,5;sha256={DIGEST}", "x"]}, "evidence[1]"),
        (axt.Claim, {"basis": ["intelligence", "rumour"]}, "basis[1]"),
        (axt.Claim, {"grade": "G7"}, "grade"),
        (axt.Claim, {"supports": ["c", {"claim": "d", "kind": "proof"}]}, "supports[1].kind"),
        (axt.Deployment, {"parts": [{"events": ["a"]}, {"events": ["B"]}]}, "parts[1].events[0]"),
    ],
)
def test_a_refusal_deep_inside_tells_the_whole_way(cls, fields, path):
    with pytest.raises(InvalidValueError) as caught:
        cls(**{**LEAST[cls], **fields})
    assert caught.value.path == path


def test_a_misspelt_field_of_a_table_is_refused_with_the_nearest():
    with pytest.raises(InvalidValueError) as caught:
        Actor(id="x", name="X", kind="person", roles=[{"of": "ru", "titel": "Minister"}])
    assert caught.value.suggestion == "did you mean 'title'?"


def test_the_first_refused_field_is_told_by_position_too():
    with pytest.raises(InvalidValueError) as caught:
        axt.Grade("B", "7")
    assert caught.value.path == "credibility"


@few
@given(values)
def test_nothing_in_a_record_can_be_changed(value):
    for part in parts_of(value):
        if isinstance(part, (*ATOMS, tuple)):
            continue
        names = [field.name for field in attrs.fields(type(part))] if attrs.has(type(part)) else ["earliest", "begin"]
        for name in (*names, "colour"):
            with pytest.raises(AttributeError):
                setattr(part, name, None)
            with pytest.raises(AttributeError):
                delattr(part, name)
        with pytest.raises(TypeError):
            vars(part)


@few
@given(values)
def test_a_record_is_made_of_nothing_that_can_be_changed(value):
    frozen = (Record, axt.Measure, axt.Quantity, axt.ImpreciseDate, axt.Extent)
    for part in parts_of(value):
        assert isinstance(part, (*ATOMS, tuple, *frozen)), type(part)
        hash(part)


@few
@given(values)
def test_a_copy_and_a_pickle_are_equal_and_have_the_same_hash(value):
    copies = [copy.copy(value), copy.deepcopy(value)]
    copies += [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    for one in copies:
        assert type(one) is type(value)
        assert one == value
        assert hash(one) == hash(value)
        assert repr(one) == repr(value)


@few
@given(RECORDS)
def test_records_are_equal_exactly_if_all_their_fields_are(record):
    fields = {one.name: getattr(record, one.name) for one in attrs.fields(type(record))}
    again = type(record)(**fields)
    assert again == record
    assert hash(again) == hash(record)
    for name in ("name", "title", "summary", "note"):
        if name in fields:
            assert type(record)(**{**fields, name: f"not {fields[name]}"}) != record


def test_records_of_two_classes_are_never_equal():
    assert axt.Item(id="x", name="X") != axt.Place(id="x", name="X")
    assert axt.Item(id="x", name="X") != "x"


@few
@given(RECORDS)
def test_what_is_shown_makes_the_record_again(record):
    names = {"Decimal": Decimal, **{name: getattr(axt, name) for name in axt.__all__}}
    # Enum members show themselves in angle brackets, as enums do; their value stands for them.
    shown = repr(record)
    for cls in names.values():
        if isinstance(cls, type) and issubclass(cls, enum.Enum):
            for member in cls:
                shown = shown.replace(f"<{cls.__name__}.{member.name}>", repr(member.value))
    assert eval(shown, names) == record


def test_what_is_shown_leaves_out_what_nobody_gave():
    assert repr(axt.Item(id="x", name="X", broader=["arms"])) == "Item(id='x', name='X', broader=('arms',))"


@pytest.mark.parametrize("member", [*axt.Stance, *axt.Likelihood, *axt.ActorKind], ids=str)
def test_a_word_cannot_be_changed_for_everybody(member):
    for name in ("name", "value", "meaning", *(("low", "high") if isinstance(member, axt.Likelihood) else ())):
        with pytest.raises(AttributeError):
            setattr(member, name, "another")


def test_lists_that_were_given_are_not_kept():
    aliases = ["DPRK"]
    actor = Actor(id="kp", name="North Korea", kind="state", aliases=aliases)
    aliases.append("ROK")
    assert actor.aliases == ("DPRK",)
