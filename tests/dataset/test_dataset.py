"""What a dataset is: records in no order of their own, checked together, equal by content, and added up by `|`."""

from __future__ import annotations

import copy
import pickle
import random

import attrs
import pytest
from example_counts import few
from example_dataset import RECORDS, WORLD
from hypothesis import given, settings
from hypothesis import strategies as st

from axis_tracker import (
    Actor,
    Agreement,
    Alignment,
    Claim,
    ClashError,
    Dataset,
    DatasetError,
    Document,
    InvalidValueError,
    Item,
    Measure,
    Passage,
    Place,
    Quantity,
    Role,
    UnknownNameError,
    dumps,
)
from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.errors import AxisTrackerError
from axis_tracker.testing import datasets

EMPTY = Dataset()
record_lists = datasets().flatmap(lambda ds: st.permutations(list(ds.records)))


@few
@given(record_lists, st.randoms(use_true_random=False))
def test_the_order_in_which_records_are_given_does_not_matter(records, rng):
    shuffled = rng.sample(records, len(records))
    one, other = Dataset(records), Dataset(iter(shuffled))
    assert one == other
    assert hash(one) == hash(other)
    assert list(one.records) == list(other.records)
    assert dumps(one) == dumps(other)


@few
@given(record_lists)
def test_every_record_is_found_in_its_collection_and_nowhere_else(records):
    ds = Dataset(records)
    for name, cls in COLLECTIONS.items():
        held = getattr(ds, name)
        assert list(held.ids) == sorted(one.id for one in records if isinstance(one, cls))
        assert ds.counts[name] == len(held)
        assert all(held[one.id] is one for one in records if isinstance(one, cls))
    assert {one.id for one in ds.events} >= {*ds.delegations.ids, *ds.transfers.ids, *ds.deployments.ids}
    assert sorted(map(repr, ds.records)) == sorted(map(repr, records))


@few
@given(datasets())
def test_a_copy_and_a_pickle_are_equal(ds):
    for one in (copy.copy(ds), copy.deepcopy(ds), pickle.loads(pickle.dumps(ds))):
        assert one == ds
        assert hash(one) == hash(ds)
        assert dumps(one) == dumps(ds)


@few
@given(datasets(), st.data())
def test_datasets_differ_if_one_record_does(ds, data):
    records = list(ds.records)
    if not records:
        return
    index = data.draw(st.integers(0, len(records) - 1))
    changed = [*records[:index], attrs.evolve(records[index], note="another"), *records[index + 1 :]]
    assert (Dataset(changed) == ds) is (records[index].note == "another")


def test_a_dataset_cannot_be_changed():
    for name in ("actors", "counts", "colour", "_tables"):
        with pytest.raises(AttributeError):
            setattr(WORLD, name, None)
        with pytest.raises(AttributeError):
            delattr(WORLD, name)
    counts = WORLD.counts
    counts.clear()
    assert WORLD.counts["actors"] == len(WORLD.actors)


def test_a_dataset_equals_nothing_but_a_dataset():
    assert list(WORLD.records) != WORLD
    assert WORLD != EMPTY
    assert Dataset([]) == EMPTY


def test_it_shows_how_much_it_holds():
    assert repr(EMPTY) == "<Dataset of 0 actors, 0 places, 0 items, 0 documents, 0 events, 0 claims>"


@pytest.mark.parametrize("wrong", [None, "kp", {"id": "kp"}, Role(of="kp"), EMPTY, Actor], ids=repr)
def test_what_is_no_record_is_refused_with_its_place(wrong):
    with pytest.raises(InvalidValueError) as caught:
        Dataset([Item(id="x", name="X"), wrong])
    assert caught.value.path == "records[1]"


def test_all_problems_are_told_at_once():
    broken = [
        Actor(id="a", name="A", kind="body", roles=[{"of": "b"}]),
        Actor(id="b", name="B", kind="body", roles=[{"of": "a"}]),
        Place(id="p", name="P", within="nowhere"),
        Item(id="i", name="I"),
        Item(id="i", name="Another"),
        Document(id="d", title="D", published="2024", dating="printed", length=5, sha256="0" * 64),
        Claim(
            id="c",
            event="nothing",
            claimants=["a"],
            summary="So.",
            evidence=[Passage(document="d", start=3, end=6, digest="0" * 16)],
        ),
        Claim(id="c-2", event="nothing", claimants=["b"], summary="So.", revises="c"),
    ]
    random.Random(1).shuffle(broken)
    with pytest.raises(DatasetError) as caught:
        Dataset(broken)
    assert {problem.path for problem in caught.value.problems} == {
        "items['i'].id",
        "places['p'].within",
        "claims['c'].event",
        "claims['c-2'].event",
        "actors['a'].roles[0].of",
        "claims['c'].evidence[0]",
        "claims['c-2'].made",
        "claims['c-2'].revises",
    }
    assert str(caught.value).startswith("8 problems:\n- ")


def test_a_single_problem_is_told_in_one_line():
    with pytest.raises(DatasetError) as caught:
        Dataset([Place(id="p", name="P", within="nowhere")])
    assert str(caught.value) == "places['p'].within: 'nowhere': no place has this id"


def test_the_errors_of_datasets_are_errors_of_the_package_and_of_values():
    for error in (DatasetError([]), ClashError([])):
        assert isinstance(error, AxisTrackerError)
        assert isinstance(error, ValueError)


# Two datasets together


@settings(few, max_examples=few.max_examples // 2)
@given(datasets(), datasets(id_prefix="a-"), datasets(id_prefix="b-"))
def test_datasets_add_up_in_any_order(shared, ours, theirs):
    assert shared | ours == ours | shared
    assert (shared | ours) | theirs == shared | (ours | theirs)
    assert (shared | ours) | (shared | theirs) == shared | ours | theirs
    assert shared | shared == shared | EMPTY == EMPTY | shared == shared
    together = shared | ours
    for name in COLLECTIONS:
        assert sorted(together.counts) == sorted(shared.counts)
        assert {*getattr(together, name).ids} == {*getattr(shared, name).ids, *getattr(ours, name).ids}


@few
@given(datasets(), st.data())
def test_whoever_differs_under_one_id_is_named(ds, data):
    records = list(ds.records)
    chosen = data.draw(st.sets(st.integers(0, len(records) - 1))) if records else set()
    changed = [
        attrs.evolve(one, note=f"not {one.note}") if index in chosen else one for index, one in enumerate(records)
    ]
    expected = {
        (name, records[index].id)
        for index in chosen
        for name, cls in COLLECTIONS.items()
        if isinstance(records[index], cls)
    }
    if not expected:
        assert ds | Dataset(changed) == ds
        return
    with pytest.raises(ClashError) as caught:
        ds | Dataset(changed)
    assert {problem.path for problem in caught.value.problems} == {f"{name}[{key!r}]" for name, key in expected}
    assert len(caught.value.problems) == len(expected)


def test_events_of_two_kinds_clash_under_one_id():
    actors = [Actor(id=key, name=key, kind="state") for key in ("kp", "ru")]
    agreement = Agreement(id="pact", name="Pact", parties=["kp", "ru"])
    alignment = Alignment(id="pact", name="Pact", relation="bloc", parties=["kp", "ru"])
    with pytest.raises(ClashError, match=r"events\['pact'\]"):
        Dataset([*actors, agreement]) | Dataset([*actors, alignment])


def test_claims_that_word_one_figure_differently_clash():
    def dataset(words):
        measure = Measure(Quantity.from_words(words), "delivered")
        changed = attrs.evolve(WORLD.claims["rounds-by-hur"], measure=measure)
        return Dataset([changed if one.id == changed.id else one for one in RECORDS])

    assert dataset("over 1 million rounds") == WORLD
    with pytest.raises(ClashError):
        WORLD | dataset("more than 1,000,000 rounds")


def test_an_actor_and_an_item_may_share_an_id():
    ds = Dataset([Actor(id="x", name="X", kind="state")]) | Dataset([Item(id="x", name="X")])
    assert ds.counts["actors"] == ds.counts["items"] == 1


def test_a_dataset_adds_up_with_nothing_but_a_dataset():
    with pytest.raises(TypeError):
        WORLD | list(RECORDS)


# When a claim was made


@pytest.mark.parametrize(
    ("claim", "made"),
    [
        ("rounds-by-hur", "2024-11-28"),  # it says so, whenever the report of it appeared
        ("visit-by-shoigu", "2023-10~"),  # the document says it, when it appeared
        ("troops-by-belousov", "2024"),
    ],
)
def test_a_claim_was_made_when_it_says_or_when_its_document_appeared(claim, made):
    assert str(WORLD.made(WORLD.claims[claim])) == made


def test_of_several_documents_the_first_counts():
    both = attrs.evolve(WORLD.claims["rounds-by-hur"], made=None)
    ds = Dataset([both if one.id == both.id else one for one in RECORDS])
    assert both.documents == ("report", "older")
    assert str(ds.made(both)) == "2023-10~"


def test_only_collections_of_named_records_have_an_index_of_names():
    ds = Dataset(RECORDS)
    assert ds.names("actors").find("DPRK").id == "kp"
    for collection in ("documents", "events", "claims", "actor"):
        with pytest.raises(UnknownNameError, match=f"'{collection}': unknown collection of named records"):
            ds.names(collection)


def test_members_that_only_other_rooms_need_are_not_public():
    assert not {"derived", "lazily", "tables"} & set(dir(Dataset))
