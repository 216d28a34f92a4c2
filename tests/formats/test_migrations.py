"""Versions of the format: older ones are brought here step by step, others are refused by name; nothing gets lost.

There is one version so far, so the older ones here are imaginary. Their steps are passed in; the package's own table
stays as it is.
"""

from __future__ import annotations

import json
from unittest import mock

import pytest
from effort import few
from hypothesis import given
from hypothesis import strategies as st
from strategies_plain import plain_document

import axis_tracker as axt
from axis_tracker.formats import json as json_format
from axis_tracker.formats import json_stretches, migrations
from axis_tracker.formats.canonical import VERSION, dataset_of, kinds_by_tag, plain_of
from axis_tracker.formats.migrations import STEPS, Step, migrated, migrated_record, route
from axis_tracker.testing import datasets

KINDS = kinds_by_tag()


def renamed(fields, old, new):
    return {new if name == old else name: value for name, value in fields.items()}


def from_minus_one(collection, record):
    """Version 0 called articles documents."""
    return ("documents" if collection == "articles" else collection), record


def from_zero(collection, record):
    """Version 1 calls the label of places, items and actors their name, and takes no deaths without a summary."""
    if collection == "claims" and "summary" not in record:
        raise axt.InvalidValueError("a claim of version 0 had a gist", value=dict(record), path="gist")
    return collection, renamed(record, "label", "name")


def without_contact(frame):
    return {name: value for name, value in frame.items() if name != "contact"}


def without_articles(frame):
    return renamed(frame, "articles", "documents")


IMAGINARY = {-1: Step(from_minus_one, without_articles), 0: Step(from_zero, without_contact)}


def as_version(number, document):
    """The document as an imaginary older version has it."""
    old = {**document, "version": number, "contact": "nobody"}
    for name in ("actors", "places", "items"):
        if name in old:
            old[name] = [renamed(one, "name", "label") for one in old[name]]
    return renamed(old, "documents", "articles") if number < 0 else old


# The way


def test_the_present_version_needs_no_steps():
    assert route(VERSION, to=VERSION) == ()


def test_every_version_before_the_present_one_has_its_step():
    assert sorted(STEPS) == list(range(1, VERSION))


def test_the_way_is_the_steps_in_their_order():
    steps = {number: Step(lambda collection, record: (collection, record)) for number in range(1, 5)}
    assert route(2, to=4, steps=steps) == (steps[2], steps[3])
    assert route(4, to=4, steps=steps) == ()


def the_problem(version, **options):
    with pytest.raises(axt.ReadError) as caught:
        route(version, **options)
    (problem,) = caught.value.problems
    return problem


def test_a_newer_version_is_refused_with_both_versions_and_what_to_do():
    problem = the_problem(3, to=1, file="data.json")
    assert str(problem).startswith("data.json: version: 3: this release of axis-tracker (")
    assert "reads version 1 of the format" in problem.reason
    assert axt.__version__ in problem.reason
    assert "python -m pip install --upgrade axis-tracker" in problem.suggestion


def test_the_readable_versions_are_named():
    assert "reads versions -1 to 1 of" in the_problem(5, to=1, steps=IMAGINARY).reason


@pytest.mark.parametrize("version", [-2, -(10**30)])
def test_an_older_version_without_steps_is_refused(version):
    problem = the_problem(version, to=1, steps=IMAGINARY)
    assert problem.suggestion is None
    assert (problem.path, problem.value) == ("version", version)


@pytest.mark.parametrize("version", [None, True, 1.0, "1", [1], {}])
def test_what_is_no_number_of_a_version_is_refused(version):
    assert the_problem(version, to=1, steps=IMAGINARY).path == "version"


def test_a_gap_in_the_steps_is_no_way():
    assert the_problem(1, to=4, steps={1: IMAGINARY[0], 3: IMAGINARY[0]}).reason.endswith(
        "reads versions 3 to 4 of the format"
    )


# What is brought over


@pytest.mark.parametrize("number", [-1, 0])
@few
@given(dataset=datasets())
def test_a_dataset_in_an_older_version_is_the_same_dataset(number, dataset):
    old = as_version(number, json.loads(axt.dumps(dataset)))
    assert dataset_of(old, kinds=KINDS, steps=IMAGINARY) == dataset


@pytest.mark.parametrize("number", [-1, 0])
def test_record_by_record_gives_what_the_whole_gives(number):
    old = as_version(number, plain_document())
    way = route(number, to=1, steps=IMAGINARY)
    gathered = {}
    for name, group in old.items():
        for record in group if isinstance(group, list) else ():
            collection, brought = migrated_record(name, record, way)
            gathered.setdefault(collection, []).append(brought)
    whole = migrated({name: one for name, one in old.items() if name not in ("format", "version")}, way)
    assert gathered == whole


def test_what_was_given_is_not_changed_and_a_step_cannot_change_it():
    old = as_version(0, plain_document())
    dataset_of(old, kinds=KINDS, steps=IMAGINARY)
    assert old == as_version(0, plain_document())

    def careless(collection, record):
        record["id"] = "x"
        return collection, record

    with pytest.raises(TypeError):
        migrated_record("actors", {"id": "kp"}, [Step(careless)])


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "label", "gist", "x")), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(("actors", "articles", "claims", "clams")), st.lists(PLAIN, max_size=3) | PLAIN))
def test_whatever_a_document_holds_is_brought_over_or_refused(plain):
    way = route(-1, to=1, steps=IMAGINARY)
    try:
        brought = migrated(plain, way)
    except axt.ReadError:
        return
    before = [one for group in plain.values() if isinstance(group, list) for one in group]
    after = [one for group in brought.values() if isinstance(group, list) for one in group]
    assert len(after) == len(before)
    assert sorted(repr(one) for one in after if not isinstance(one, dict)) == sorted(
        repr(one) for one in before if not isinstance(one, dict)
    )
    assert {str(one) for one in plain.values() if not isinstance(one, list)} <= {str(one) for one in brought.values()}


def test_an_empty_collection_is_brought_over_with_what_stands_around_the_records():
    way = route(-1, to=1, steps=IMAGINARY)
    assert migrated({"articles": [], "claims": []}, way) == {"documents": [], "claims": []}
    assert migrated({"articles": [], "documents": [{"id": "x"}]}, way) == {"documents": [{"id": "x"}]}


def test_records_that_a_step_refuses_are_reported_together_where_the_file_has_them():
    old = as_version(0, plain_document())
    for index in (1, 3):
        old["claims"][index] = renamed(old["claims"][index], "summary", "gist")
    with pytest.raises(axt.ReadError) as caught:
        dataset_of(old, kinds=KINDS, steps=IMAGINARY, file="old.json")
    assert [(one.path, one.file) for one in caught.value.problems] == [
        ("claims[1].gist", "old.json"),
        ("claims[3].gist", "old.json"),
    ]
    assert "cannot be brought to the present version: a claim of version 0 had a gist" in str(caught.value)


def test_a_step_may_refuse_what_stands_around_the_collections():
    def frame(plain):
        raise axt.InvalidValueError("there was no contact in version 0", value=plain["contact"], path="contact")

    with pytest.raises(axt.ReadError, match=r"contact: 'nobody': cannot be brought .* there was no contact"):
        dataset_of(as_version(0, plain_document()), kinds=KINDS, steps={0: Step(from_zero, frame)})


def test_what_a_step_leaves_is_checked_like_any_document():
    old = as_version(0, plain_document())
    old["places"][0]["label"] = " x"
    with pytest.raises(axt.ReadError, match=r"places\[0\]\.name"):
        dataset_of(old, kinds=KINDS, steps=IMAGINARY)


def test_a_collection_cannot_take_the_place_of_something_else():
    plain = {"articles": [{"id": "x"}], "documents": "y"}
    with pytest.raises(axt.ReadError, match="documents: stands for a collection and for something else"):
        migrated(plain, route(-1, to=1, steps=IMAGINARY))


def test_a_long_text_of_an_older_version_is_brought_over_too():
    dataset = axt.loads(json.dumps(plain_document()))
    old = {**plain_of(dataset), "version": 0}
    old["actors"] = [renamed(one, "name", "label") for one in old["actors"]]
    text = json.dumps(old, indent=2, ensure_ascii=False) + "\n"
    with (
        mock.patch.object(migrations, "STEPS", IMAGINARY),
        mock.patch.object(json_format, "_LONG", 0),
        mock.patch.object(json_stretches, "_LENGTH", 1),
    ):
        assert axt.loads(text) == dataset
    with pytest.raises(axt.ReadError, match="version: 0: this release"):
        axt.loads(text)
