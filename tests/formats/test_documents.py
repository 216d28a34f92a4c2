"""The two ways in agree: the quick one takes exactly what the explaining one finds nothing wrong with."""

from __future__ import annotations

import gc
from typing import ClassVar
from unittest import mock

import pytest
from attrs import evolve, field, frozen
from example_counts import examples
from hypothesis import given
from plain_data_strategies import mutated_documents, plain_document

import axis_tracker as axt
from axis_tracker.formats import record_reader
from axis_tracker.formats.diagnostics import diagnose
from axis_tracker.formats.documents import FORMAT, VERSION, collector_paused, dataset_of, kinds_by_tag, plain_of
from axis_tracker.formats.record_reader import RecordReader
from axis_tracker.testing import datasets

KINDS = kinds_by_tag()


def problems_in(plain, kinds):
    """Every problem of plain collections, as the explaining way finds them."""
    _, (problems,), dangling = diagnose([plain], kinds)
    return [*problems, *dangling]


def collections_of(document):
    return {key: value for key, value in document.items() if key not in ("format", "version")}


def dataset_in(collections, kinds):
    return dataset_of({"format": FORMAT, "version": VERSION, **collections}, kinds=kinds)


def quickly(plain, kinds=KINDS):
    """What the quick way alone gives, or None where it refuses; it is the same with and without generated code."""
    found = []
    for worth_generating in (0, 1_000):
        with mock.patch.object(record_reader, "_WORTH_GENERATING", worth_generating):
            try:
                found.append(RecordReader(kinds).records(plain))
            except (axt.InvalidValueError, TypeError, KeyError):
                found.append(None)
    assert found[0] == found[1]
    return found[0]


def test_both_ways_read_the_same_records_of_a_right_document():
    plain = collections_of(plain_document())
    records, problems, unresolved = diagnose([plain], KINDS)
    assert len(records) == 22
    assert (problems, unresolved) == ([[]], [])
    assert quickly(plain) == records


@given(mutated_documents())
def test_the_quick_way_takes_exactly_what_the_explaining_way_takes(document):
    plain = collections_of(document)
    quick = quickly(plain)
    explained, (problems,), _ = diagnose([plain], KINDS)
    assert (quick is None) == bool(problems)
    if quick is not None:
        assert quick == explained


@examples(25)
@given(datasets())
def test_what_is_written_is_taken_by_both_ways(dataset):
    plain = collections_of(plain_of(dataset))
    expected = sorted(dataset.records, key=repr)
    assert sorted(quickly(plain), key=repr) == expected
    explained, (problems,), _ = diagnose([plain], KINDS)
    assert not problems
    assert sorted(explained, key=repr) == expected


@pytest.mark.parametrize("collection", ["actors", "places", "items", "documents", "events", "claims"])
def test_pairs_of_names_and_values_are_no_record(collection):
    plain = collections_of(plain_document())
    plain[collection][0] = [list(pair) for pair in plain[collection][0].items()]
    with pytest.raises(axt.ReadError, match="a record must be an object"):
        dataset_in(plain, KINDS)


def test_nothing_that_was_read_is_changed():
    plain = collections_of(plain_document())
    dataset_in(plain, KINDS)
    problems_in(plain, KINDS)
    assert plain == collections_of(plain_document())


def problems_of_claim(**fields):
    plain = collections_of(plain_document())
    plain["claims"][0] |= fields
    return {problem.path.partition(".")[2]: problem for problem in problems_in(plain, KINDS)}


def test_what_is_wrong_with_a_record_is_told_beside_what_is_wrong_with_its_fields():
    found = problems_of_claim(claimants=["Not an id"], assumption="So.", when="2024-13", oddity=1)
    assert found.keys() == {"claimants[0]", "assumption", "when", "oddity"}
    assert found["assumption"].reason == "only a claim with `derived_from` can have an assumption"


def test_a_rule_that_reads_a_refused_field_waits_for_it():
    assert problems_of_claim(claimants=["Not an id"], assumption=" So.").keys() == {"claimants[0]", "assumption"}
    assert problems_of_claim(assumption="So.", derived_from=["Not an id"]).keys() == {"derived_from[0]"}


def test_a_broken_rule_alone_is_told_once():
    plain = collections_of(plain_document())
    plain["claims"][0] |= {"assumption": "So.", "derived_from": []}
    assert [problem.path for problem in problems_in(plain, KINDS)] == ["claims[0].assumption"]


def test_what_is_missing_in_a_measure_is_told_as_in_a_record():
    (problem,) = problems_of_claim(measure={"phase": "sent"}).values()
    assert (problem.path, problem.reason, problem.value) == (
        "claims[0].measure.quantity",
        "is required but missing",
        None,
    )


# Mistakes in the code of a kind are not mistakes in the data


def broken_kind(mistake):
    """A kind of event whose converter has a mistake in it."""

    def convert(value):
        raise mistake

    @frozen(kw_only=True)
    class Broken(axt.Event):
        kind: ClassVar[str] = "example:broken"

        size: int = field(converter=convert)

    return Broken


class OwnError(Exception):
    pass


@pytest.fixture(
    params=[
        (AttributeError, "no such attribute"),
        (IndexError, "out of range"),
        (KeyError, "size"),
        (KeyError, "name"),
        (NameError, "x"),
        (OwnError, "odd"),
        (RecursionError, "deep"),
        (TypeError, "unsupported operand"),
        (UnicodeError, "odd"),
        (ValueError, "odd"),
        (ZeroDivisionError, "division by zero"),
    ],
    ids=lambda param: f"{param[0].__name__} {param[1]}",
)
def mistake(request):
    """A fresh error of the kind that wrong code raises."""
    error, message = request.param
    return error(message)


@pytest.mark.parametrize("also_wrong_data", [False, True])
def test_a_mistake_in_a_converter_surfaces(mistake, also_wrong_data):
    plain = collections_of(plain_document())
    plain["events"].append({"kind": "example:broken", "id": "x", "name": "x", "size": 1})
    if also_wrong_data:
        plain["actors"][0]["kind"] = "stat"
        plain["events"][-1] |= {"when": "2024-13", "unknown": 1}
    with pytest.raises(type(mistake)) as caught:
        dataset_in(plain, kinds_by_tag([broken_kind(mistake)]))
    assert caught.value is mistake


def test_a_mistake_in_the_checks_of_a_whole_record_surfaces(mistake, foreign_kind):
    @frozen(kw_only=True)
    class Broken(foreign_kind):
        kind: ClassVar[str] = "example:broken"

        def __attrs_post_init__(self):
            raise mistake

    event = {"kind": "example:broken", "id": "x", "name": "x", "place": "russia", "calibre": 5}
    with pytest.raises(type(mistake)) as caught:
        dataset_in({"events": [event]}, kinds_by_tag([Broken]))
    assert caught.value is mistake


def test_a_mistake_that_strikes_on_the_quick_way_alone_surfaces_too():
    calls = []

    def convert(value):
        calls.append(value)
        if len(calls) == 1:
            raise TypeError("only the first time")
        return value

    @frozen(kw_only=True)
    class Fickle(axt.Event):
        kind: ClassVar[str] = "example:fickle"

        size: int = field(converter=convert)

    with pytest.raises(TypeError, match="only the first time"):
        dataset_in({"events": [{"kind": "example:fickle", "id": "x", "name": "x", "size": 1}]}, kinds_by_tag([Fickle]))


def test_a_field_without_a_converter_takes_its_value_as_it_is_on_both_ways(foreign_kind):
    event = {"kind": "example:skirmish", "id": "x", "name": "x", "place": "russia", "calibre": 5, "remark": ["1", 2]}
    kinds = kinds_by_tag([foreign_kind])
    (quick,) = quickly({"events": [event]}, kinds)
    (explained,), _, _ = diagnose([{"events": [event]}], kinds)
    assert quick == explained
    assert quick.remark == explained.remark == ["1", 2]


def test_the_fields_of_a_foreign_kind_refuse_like_ours(foreign_kind):
    event = {"kind": "example:skirmish", "id": "x", "name": "x", "place": "Russia", "calibre": "152 mm", "calbre": 1}
    problems = problems_in({"events": [event]}, kinds_by_tag([foreign_kind]))
    assert {one.path for one in problems} == {"events[0].place", "events[0].calibre", "events[0].calbre"}


# The writing way


def test_what_a_record_says_by_default_is_not_written():
    actor = axt.Actor(id="kp", name="North Korea", kind="state")
    (plain,) = plain_of(axt.Dataset([actor]))["actors"]
    assert plain == {"id": "kp", "name": "North Korea", "kind": "state"}
    (plain,) = plain_of(axt.Dataset([evolve(actor, country="kp", aliases=["DPRK"])]))["actors"]
    assert plain == {"id": "kp", "name": "North Korea", "kind": "state", "aliases": ["DPRK"], "country": "kp"}


# The collector


def _look_and_fail(seen):
    with collector_paused():
        seen.append(gc.isenabled())
        raise OwnError


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_paused_and_then_as_it_was_also_after_an_error(was_on):
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        seen = []
        with pytest.raises(OwnError):
            _look_and_fail(seen)
        assert seen == [False]
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()
