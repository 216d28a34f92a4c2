"""Estimates asked for by the fields of any kind of event, also another project's."""

from __future__ import annotations

from typing import ClassVar

import attrs
import pytest

import axis_tracker as axt
from axis_tracker.model.fields import ACTORS, reference, references


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Training(axt.Event):
    """A kind of another project."""

    kind: ClassVar[str] = "example:training"

    trainer: str = attrs.field(converter=reference, metadata=ACTORS)
    trainees: tuple[str, ...] = attrs.field(default=(), converter=references, metadata=ACTORS)


def told(key, event, figure):
    measure = {"quantity": figure, "phase": "delivered"}
    return axt.Claim(id=key, event=event, claimants=["ru"], summary="A figure.", made="2024", measure=measure)


@pytest.fixture(scope="module")
def ds():
    return axt.Dataset(
        [
            *(axt.Actor(id=key, name=key.upper(), kind="state") for key in ("kp", "ru", "ir")),
            axt.Item(id="shells", name="shells"),
            Training(id="one", name="One", trainer="ru", trainees=["kp"]),
            Training(id="both", name="Both", trainer="ru", trainees=["ir", "kp"]),
            axt.ArmsTransfer(id="arms", name="Arms", supplier="kp", recipient="ru", item="shells"),
            axt.Assistance(id="help", name="Help", supplier="ru", recipient="kp", form="training"),
            told("a", "one", "over 100 troops"),
            told("b", "both", "over 300 troops"),
            told("c", "arms", "over 5 shells"),
            told("d", "help", "over 7 lessons"),
        ]
    )


def test_the_fields_of_a_foreign_kind_are_asked_for_by_name_alias_or_record(ds):
    assert ds.estimate(about={"trainer": "RU", "trainees": "KP"}).low == 300
    assert ds.estimate(about={"trainer": ds.actors["ru"], "trainees": ["kp"]}).low == 100
    assert ds.estimate(about={"trainees": ["IR", "KP"]}, kind="example:training").low == 300
    assert ds.estimate(about={"trainer": "ir"}).low is None


def test_keywords_and_names_say_the_same(ds):
    by_keyword = ds.estimate(supplier="kp", recipient="ru", item="shells")
    assert ds.estimate(about={"supplier": "kp", "recipient": "ru", "item": "shells"}).question == by_keyword.question
    assert ds.estimate(supplier="kp", about={"recipient": "ru", "item": None}).low == 5


def test_a_controlled_word_is_asked_for_by_its_text(ds):
    assert ds.estimate(about={"form": "training"}).low == 7
    assert ds.estimate(about={"form": axt.AssistanceForm.TRAINING}).low == 7
    with pytest.raises(axt.InvalidValueError, match="did you mean 'training'") as caught:
        ds.estimate(about={"form": "trainign"})
    assert caught.value.path == "form"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"supplier": "kp", "about": {"supplier": "ru"}}, "is also given as a keyword"),
        ({"about": {"id": "arms"}}, "events of every kind have it"),
        ({"about": {"by": "kp"}}, "no kind of event has all of these fields"),
        ({"about": "kp"}, "expected a mapping from fields to values"),
        ({"about": {}}, "the question does not say what it is about"),
    ],
)
def test_what_cannot_be_asked_is_refused(ds, asked, reason):
    with pytest.raises(axt.InvalidValueError, match=reason):
        ds.estimate(**asked)


def test_an_unknown_actor_in_a_field_is_an_error_with_the_nearest(ds):
    with pytest.raises(axt.UnknownNameError, match="unknown actor"):
        ds.estimate(about={"trainer": "nobody"})
