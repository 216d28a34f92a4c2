"""The rules between records, each broken on purpose."""

from __future__ import annotations

import attrs
import pytest
from example_counts import few
from example_dataset import RECORDS
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import (
    Actor,
    Claim,
    Dataset,
    DatasetError,
    Deployment,
    Engagement,
    Exchange,
    Item,
    Parts,
    Place,
    Uncoded,
)
from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.integrity import references_of
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.model.records import Record
from axis_tracker.testing import datasets


def collection_of(record):
    return next(name for name, cls in COLLECTIONS.items() if isinstance(record, cls))


def problems_of(records):
    with pytest.raises(DatasetError) as caught:
        Dataset(records)
    return caught.value.problems


def with_changed(key, **fields):
    """The small world with one record changed."""
    assert sum(one.id == key for one in RECORDS) == 1
    return [attrs.evolve(one, **fields) if one.id == key else one for one in RECORDS]


def referring_places(record):
    """(path, the record with an id that nobody has in that place) for every id that a record or a part of it holds."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        several = isinstance(value, tuple)
        for index, one in enumerate(value if several else (value,)):
            at = f"{field.name}[{index}]" if several else field.name

            def put(new, field=field, value=value, several=several, index=index):
                changed = (*value[:index], new, *value[index + 1 :]) if several else new
                return attrs.evolve(record, **{field.name: changed})

            if REFERS_TO in field.metadata and one is not None:
                yield at, put("nobody-has-this")
            elif isinstance(one, Record):
                if isinstance(record, Uncoded):
                    continue  # its passage lies in the document that holds it, or that document is refused
                for path, part in referring_places(one):
                    yield f"{at}.{path}", put(part)


@few
@given(datasets().map(lambda ds: list(ds.records)), st.data())
def test_an_id_that_nobody_has_is_refused_wherever_it_stands(records, data):
    places = [(index, path, changed) for index, one in enumerate(records) for path, changed in referring_places(one)]
    if not places:
        return
    index, path, changed = data.draw(st.sampled_from(places))
    found = problems_of([*records[:index], changed, *records[index + 1 :]])
    where = f"{collection_of(changed)}[{changed.id!r}].{path}"
    assert [one.path for one in found if one.value == "nobody-has-this"] == [where]


def test_every_field_that_refers_is_tried_in_the_small_world():
    # The property above draws from these places; none of them must be one that no dataset ever fills.
    fields = {
        (cls.__name__, field.name)
        for record in RECORDS
        for cls in [type(record)]
        for field in attrs.fields(cls)
        if REFERS_TO in field.metadata
    }
    tried = {(type(one).__name__, path.partition("[")[0]) for one in RECORDS for path, _ in referring_places(one)}
    assert tried - {("Actor", "roles"), ("Claim", "evidence")} <= fields
    assert {("Claim", "event"), ("Claim", "answers"), ("Deployment", "to"), ("Actor", "roles")} <= tried


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.id)
def test_all_references_of_a_record_are_found(record):
    found = list(references_of(record))
    assert sorted(path for path, _ in referring_places(record)) == sorted(path for path, _, _ in found)
    assert all(collection in COLLECTIONS for _, collection, _ in found)


def test_a_dangling_id_is_refused_with_the_nearest():
    (found,) = problems_of(with_changed("kp-rounds", item="round"))
    assert found.path == "events['kp-rounds'].item"
    assert found.value == "round"
    assert found.reason == "no item has this id"
    assert found.suggestion == "did you mean 'rounds'?"


def test_an_id_of_another_collection_is_no_id():
    (found,) = problems_of(with_changed("troops-kursk", to="ru"))
    assert found.reason == "no place has this id"


@few
@given(datasets().map(lambda ds: list(ds.records)), st.data())
def test_an_id_that_two_records_have_is_refused(records, data):
    if not records:
        return
    twice = data.draw(st.lists(st.sampled_from(records), min_size=1, max_size=2, unique_by=id))
    found = problems_of([*records, *(attrs.evolve(one) for one in twice)])
    expected = sorted(f"{collection_of(one)}[{one.id!r}].id" for one in twice)
    assert sorted(one.path for one in found) == expected


# Circles


def actor(key, *above):
    return Actor(id=key, name=key, kind="body", roles=[{"of": one} for one in above])


def place(key, *above):
    return Place(id=key, name=key, within=above[0] if above else None)


def item(key, *above):
    return Item(id=key, name=key, broader=above)


def exchange(key, *above):
    return Exchange(id=key, name=key, given=above[:1] or ["visit-2023"], in_return=above[1:] or ["visit-2024"])


def deployment(key, *parts):
    groups = [Parts([one]) for one in parts]  # in groups of their own, because parts of one group are disjoint
    return Deployment(id=key, name=key, of="kp", to="kursk", item="troops", parts=groups)


def answer(key, *above):
    return Claim(id=key, event="kp-rounds", claimants=["ru"], summary="So.", made="2024", answers=above)


def revision(key, *above):
    return attrs.evolve(answer(key), revises=above[0] if above else None)


def derivation(key, *above):
    return attrs.evolve(answer(key), derived_from=above)


ORDERS = pytest.mark.parametrize(
    ("record", "collection", "path"),
    [
        (actor, "actors", "roles[0].of"),
        (place, "places", "within"),
        (item, "items", "broader[0]"),
        (exchange, "events", "given[0]"),
        (deployment, "events", "parts[0].events[0]"),
        (answer, "claims", "answers[0]"),
        (revision, "claims", "revises"),
        (derivation, "claims", "derived_from[0]"),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)


@ORDERS
@pytest.mark.parametrize("size", [1, 2, 5])
def test_no_order_runs_in_a_circle(record, collection, path, size):
    keys = [f"o-{index}" for index in range(size)]
    circle = [record(key, keys[(index + 1) % size]) for index, key in enumerate(keys)]
    (found,) = problems_of([*RECORDS, *circle])
    assert found.path == f"{collection}['o-0'].{path}"
    assert found.reason == "part of a cycle: " + " -> ".join([*keys, "o-0"])


@ORDERS
def test_each_of_several_circles_is_told(record, collection, path):
    circles = [record(*pair) for pair in (("o-1", "o-2"), ("o-2", "o-1"), ("p-1", "p-1"))]
    found = problems_of([*RECORDS, *circles])
    assert [one.path for one in found] == [f"{collection}['o-1'].{path}", f"{collection}['p-1'].{path}"]


@ORDERS
def test_a_long_way_up_is_no_circle(record, collection, path):
    keys = [f"o-{index:04}" for index in range(1_500)]
    chain = [record(key, *keys[index + 1 : index + 2]) for index, key in enumerate(keys)]
    assert keys[-1] in getattr(Dataset([*RECORDS, *chain]), collection)
    (found,) = problems_of([*RECORDS, *chain[:-1], record(keys[-1], keys[0])])
    assert found.path == f"{collection}['o-0000'].{path}"


@pytest.mark.parametrize("record", [actor, item, exchange, deployment, answer, derivation])
def test_two_ways_up_to_one_record_are_no_circle(record):
    top = [record("top")]
    Dataset([*RECORDS, *top, record("left", "top"), record("right", "top"), record("low", "left", "right")])


def test_a_circle_by_way_of_what_was_given_in_return_is_one():
    found = problems_of([*RECORDS, exchange("o-1", "visit-2023", "o-2"), exchange("o-2", "o-1")])
    assert [one.path for one in found] == ["events['o-1'].in_return[0]"]


# Passages, dates and revisions


@pytest.mark.parametrize("end", [1_000, 1_001])
def test_a_passage_lies_inside_its_document(end):
    evidence = [f"report#char=0,{end};sha256={'0' * 16}"]
    uncoded = [{"passage": evidence[0], "reason": "heading"}]
    claim, document = with_changed("rounds-denied", evidence=evidence), with_changed("report", uncoded=uncoded)
    if end == 1_000:
        assert Dataset(claim) != Dataset(document)
        return
    (found,) = problems_of(claim)
    assert found.path == "claims['rounds-denied'].evidence[0]"
    assert found.reason == "the passage is outside its document, which has 1000 characters"
    (found,) = problems_of(document)
    assert found.path == "documents['report'].uncoded[0].passage"


def test_a_claim_has_a_document_or_a_date():
    (found,) = problems_of(with_changed("troops-by-belousov", made=None))
    assert found.path == "claims['troops-by-belousov'].made"


def test_a_revision_speaks_of_the_same_event():
    revised = {"revises": "rounds-by-hur", "claimants": ["hur"]}
    (found,) = problems_of(with_changed("visit-by-daily", **revised))
    assert found.path == "claims['visit-by-daily'].revises"
    assert "the same event" in found.reason
    Dataset(with_changed("visit-by-daily", event="kp-rounds", **revised))


def test_a_revision_comes_from_a_claimant_of_what_it_revises():
    revised = {"revises": "rounds-denied", "event": "kp-rounds"}
    (found,) = problems_of(with_changed("visit-by-daily", **revised))
    assert found.path == "claims['visit-by-daily'].revises"
    assert "share a claimant with the claim that it revises" in found.reason
    Dataset(with_changed("visit-by-daily", claimants=["daily", "kp"], **revised))


OFFICES = [
    Actor(id="us", name="United States", kind="state"),
    Actor(id="pentagon", name="Pentagon", kind="body", roles=[{"of": "us"}]),
    Actor(id="austin", name="Austin", kind="person", roles=[{"of": "pentagon", "during": "2021-01-22/2025-01-20"}]),
    Actor(id="blinken", name="Blinken", kind="person", roles=[{"of": "us", "during": "2021-01-26/2025-01-20"}]),
    Actor(id="reporter", name="A reporter", kind="person", country="us"),
    Actor(id="agency", name="An agency", kind="body"),
    Actor(id="director", name="Its director", kind="person", roles=[{"of": "agency"}]),
]


def revisions(first, second, made="2024-12", **fields):
    about = {"event": "kp-rounds", "summary": "So."}
    return [
        *RECORDS,
        *OFFICES,
        Claim(id="first", claimants=[first], made="2024-11", **about),
        Claim(id="second", claimants=[second], made=made, revises="first", **about, **fields),
    ]


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [
        ("us", "blinken", "2024-12"),
        ("austin", "blinken", "2024-12"),
        ("austin", "pentagon", "2030"),
        ("austin", "blinken", "2024/2026"),  # may have been made while in office
    ],
)
def test_an_organ_of_a_state_may_revise_what_another_said(first, second, made):
    assert "second" in Dataset(revisions(first, second, made)).claims


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [
        ("austin", "blinken", "2025-02"),  # no longer in office
        ("us", "reporter", "2024-12"),  # being based in a state is no office
        ("us", "ru", "2024-12"),
        ("agency", "director", "2024-12"),  # an organisation that is no state
    ],
)
def test_who_does_not_act_for_the_same_state_may_not(first, second, made):
    (found,) = problems_of(revisions(first, second, made))
    assert found.path == "claims['second'].revises"


def test_a_text_may_say_for_which_state_somebody_spoke():
    assert "second" in Dataset(revisions("austin", "reporter", speaking_for=["us"])).claims


# Parts, losses and supports


def engagement(key):
    return Engagement(id=key, name=key, sides=["kp"])


def test_parts_have_the_kind_of_the_whole():
    (found,) = problems_of([*RECORDS, engagement("battle"), deployment("o-1", "battle")])
    assert found.path == "events['o-1'].parts[0].events[0]"
    assert found.reason == "a part of an event must have the kind 'deployment', not 'engagement'"


@pytest.mark.parametrize("depth", [1, 2, 300])
@pytest.mark.parametrize("swapped", [False, True])
def test_no_part_contains_another(depth, swapped):
    chain = [deployment(f"o-{index}", f"o-{index + 1}") for index in range(depth)]
    pair = ["o-0", f"o-{depth}"]
    whole = attrs.evolve(deployment("whole"), parts=[Parts(pair[::-1] if swapped else pair)])
    (found,) = problems_of([*RECORDS, *chain, deployment(f"o-{depth}"), whole])
    assert found.path == f"events['whole'].parts[0].events[{0 if swapped else 1}]"
    assert found.value == f"o-{depth}"
    assert "'o-0' contains" in found.reason
    in_groups = attrs.evolve(whole, parts=[Parts([one]) for one in pair])
    assert "whole" in Dataset([*RECORDS, *chain, deployment(f"o-{depth}"), in_groups]).events


def test_an_event_may_be_a_part_of_several():
    thirds = [deployment(key) for key in ("a", "b", "c")]
    wholes = [attrs.evolve(deployment(key), parts=list(key)) for key in ("ab", "bc")]
    assert len(Dataset([*RECORDS, *thirds, *wholes]).events) == len(Dataset(RECORDS).events) + 5


def test_parts_in_a_circle_are_refused_once():
    whole = attrs.evolve(deployment("whole"), parts=["o-1", "o-2"])
    found = problems_of([*RECORDS, deployment("o-1", "o-2"), deployment("o-2", "o-1"), whole])
    assert [one.reason.partition(":")[0] for one in found] == ["part of a cycle"]


def test_losses_are_those_of_engagements():
    lossy = attrs.evolve(deployment("o-1"), losses_in=["battle", "kp-rounds"])
    (found,) = problems_of([*RECORDS, engagement("battle"), lossy])
    assert found.path == "events['o-1'].losses_in[1]"
    assert Dataset([*RECORDS, engagement("battle"), attrs.evolve(lossy, losses_in=["battle"])])


def test_a_claim_does_not_support_itself():
    own = attrs.evolve(answer("o-1"), supports=["rounds-denied", "o-1"])
    (found,) = problems_of([*RECORDS, own])
    assert found.path == "claims['o-1'].supports[1].claim"
    # Two claims may support each other: a text may say so.
    pair = [attrs.evolve(answer(key), supports=[other]) for key, other in (("o-1", "o-2"), ("o-2", "o-1"))]
    assert "o-1" in Dataset([*RECORDS, *pair]).claims
