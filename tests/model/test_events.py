"""The kinds of event: which parts each must have, and that the list of kinds is open."""

from __future__ import annotations

import re
from typing import ClassVar

import attrs
import pytest
from example_counts import few
from hypothesis import given

import axis_tracker as axt
from axis_tracker import Actor, Dataset, Event, InvalidValueError
from axis_tracker.model.events import EVENT_KINDS
from axis_tracker.model.fields import ACTORS, REFERS_TO, reference, references
from axis_tracker.testing import events

COMMON = {"id": "x", "name": "X"}


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Training(Event):
    """A kind of event from another project, with a field that is given by position."""

    kind: ClassVar[str] = "example:training"

    trainer: str = attrs.field(converter=reference, metadata=ACTORS, kw_only=False)
    trainees: tuple[str, ...] = attrs.field(default=(), converter=references, metadata=ACTORS)


def test_every_kind_has_a_tag_of_its_own_made_of_its_name():
    for cls in EVENT_KINDS:
        words = re.findall("[A-Z][a-z]+", cls.__name__)
        assert cls.kind == "-".join(words).lower()
    assert len({cls.kind for cls in EVENT_KINDS}) == len(EVENT_KINDS)


def test_every_public_kind_is_listed():
    public = [getattr(axt, name) for name in axt.__all__]
    kinds = {one for one in public if isinstance(one, type) and issubclass(one, Event)}
    assert kinds == {Event, *EVENT_KINDS, axt.UnknownEvent}  # the last is of whatever kind a file says


def test_an_event_of_no_kind_cannot_be_made():
    with pytest.raises(InvalidValueError, match="an event must have a kind"):
        Event(**COMMON)


@pytest.mark.parametrize(
    ("cls", "fields", "path"),
    [
        (axt.Delegation, {"visitors": [], "host": "kp"}, "visitors"),
        (axt.Delegation, {"visitors": "ru", "host": "kp"}, "visitors"),
        (axt.Exchange, {"given": [], "in_return": ["a"]}, "given"),
        (axt.Exchange, {"given": ["a"], "in_return": []}, "in_return"),
        (axt.Agreement, {"parties": []}, "parties"),
        (axt.Agreement, {"parties": ["kp"]}, "parties"),
        (axt.Agreement, {"parties": ["kp", "kp"]}, "parties"),
        (axt.Exercise, {"participants": []}, "participants"),
        (axt.Engagement, {"sides": []}, "sides"),
        (axt.Sanction, {"targets": []}, "targets"),
        (axt.Alignment, {"relation": "bloc", "parties": []}, "parties"),
        (axt.Alignment, {"relation": "friendship", "parties": ["kp"]}, "relation"),
        (axt.Assistance, {"supplier": "ru", "recipient": "kp", "form": "arms"}, "form"),
        (axt.Activity, {"activity": "party"}, "activity"),
        (axt.ArmsTransfer, {"supplier": None, "recipient": "ru", "item": "arms"}, "supplier"),
        (axt.Deployment, {"of": "kp", "to": "Kursk Oblast", "item": "troops"}, "to"),
    ],
)
def test_a_part_that_is_missing_or_no_such_thing_is_refused(cls, fields, path):
    with pytest.raises(InvalidValueError) as caught:
        cls(**COMMON, **fields)
    assert caught.value.path == path


@pytest.mark.parametrize("covers", ["some", "all"])
def test_a_list_of_ids_is_one_group_of_parts(covers):
    fields = {**COMMON, "relation": "bloc", "parties": ["kp"]}
    assert axt.Alignment(**fields, parts=["a", "b"]).parts == (axt.Parts(["a", "b"], "some"),)
    table = {"events": ["a", "b"], "covers": covers}
    assert axt.Alignment(**fields, parts=[table]).parts == (axt.Parts(["a", "b"], covers),)
    assert axt.Alignment(**fields).parts == ()


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ("a", "parts"),
        (["a", "a"], "parts"),
        (["b", "A"], "parts[1]"),
        ([{"events": []}], "parts[0].events"),
        ([{"events": ["a"], "covers": "all"}], "parts[0].events"),
        ([{"events": ["a"], "covers": "most"}], "parts[0].covers"),
        ([{"events": ["a"]}, "b"], "parts[1]"),
    ],
)
def test_what_are_no_parts_is_refused(parts, path):
    with pytest.raises(InvalidValueError) as caught:
        axt.Alignment(**COMMON, relation="bloc", parties=["kp"], parts=parts)
    assert caught.value.path.endswith(path)


def test_a_misspelt_word_is_refused_with_the_nearest():
    with pytest.raises(InvalidValueError) as caught:
        axt.Assistance(**COMMON, supplier="ru", recipient="kp", form="trainning")
    assert caught.value.suggestion == "did you mean 'training'?"


@few
@given(events())
def test_all_parts_of_an_event_that_hold_ids_say_what_they_refer_to(event):
    collections = {"actors", "places", "items", "events"}
    for field in attrs.fields(type(event)):
        if field.metadata:
            assert field.metadata[REFERS_TO] in collections
        else:
            held = getattr(event, field.name)
            assert field.name in {"id", "name", "note", "parts"} or held is None or not isinstance(held, (str, tuple))


def test_a_kind_from_another_project_is_checked_like_ours():
    with pytest.raises(InvalidValueError) as caught:
        Training("Not an id", **COMMON)
    assert caught.value.path == "trainer"
    actors = [Actor(id=key, name=key, kind="state") for key in ("kp", "ru")]
    training = Training("ru", **COMMON, trainees=["kp"])
    with pytest.raises(axt.DatasetError, match=r"events\['x'\]\.trainees\[0\]"):
        Dataset([actors[1], training])
    ds = Dataset([*actors, training])
    assert ds.events.of_kind(Training).only() is training
    assert ds.events.where(kind="example:training", involving="kp").ids == ("x",)
    assert ds.transfers.ids == ()


def test_a_kind_that_adds_no_field_may_take_its_making_from_another():
    @attrs.frozen(eq=False, repr=False, init=False)
    class Drill(Training):
        kind: ClassVar[str] = "example:drill"

    assert Drill("ru", **COMMON).trainer == "ru"
    with pytest.raises(InvalidValueError) as caught:
        Drill("RU", **COMMON)
    assert caught.value.path == "trainer"
