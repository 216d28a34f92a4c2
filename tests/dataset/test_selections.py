"""Selections: sequences, mappings and sets of records, and every question that can be put to them."""

from __future__ import annotations

import functools
import inspect
import operator
import pickle

import pytest
from example_dataset import ACTORS, EVENTS, RECORDS, WORLD
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import (
    Actor,
    ArmsTransfer,
    Claim,
    Claims,
    Dataset,
    Delegation,
    Events,
    Exchange,
    ImpreciseDate,
    InvalidValueError,
    Item,
    Likelihood,
    Place,
    Stance,
    Truth,
    UnknownNameError,
)
from axis_tracker.dataset.names import nearest

COLLECTIONS = (
    "actors", "places", "items", "documents", "events", "claims", "delegations", "transfers", "deployments"
)  # fmt: skip
EACH = pytest.mark.parametrize("name", COLLECTIONS)
ACTOR_IDS = tuple(sorted(one.id for one in ACTORS))


# A selection is a sequence, a mapping and a set

indices = st.sets(st.integers(0, len(ACTOR_IDS) - 1))


def actors_at(chosen):
    """The actors at some positions."""
    return functools.reduce(operator.or_, (WORLD.actors[index : index + 1] for index in chosen), WORLD.actors[:0])


@given(indices)
def test_a_selection_is_a_sequence_in_the_order_of_ids(chosen):
    ids = [ACTOR_IDS[index] for index in sorted(chosen)]
    selection = actors_at(chosen)
    assert len(selection) == len(ids)
    assert list(selection.ids) == [one.id for one in selection] == ids
    assert [one.id for one in reversed(selection)] == ids[::-1]
    assert [selection[index].id for index in range(-len(ids), len(ids))] == ids * 2
    assert bool(selection) is bool(ids)
    for beyond in (len(ids), -len(ids) - 1):
        with pytest.raises(IndexError):
            selection[beyond]


@given(indices, st.slices(len(ACTOR_IDS)))
def test_a_slice_is_a_selection_too(chosen, part):
    ids = [ACTOR_IDS[index] for index in sorted(chosen)]
    selection = actors_at(chosen)
    if part.step is not None and part.step < 0:
        with pytest.raises(InvalidValueError, match="cannot reverse the order"):
            selection[part]
    else:
        assert type(selection[part]) is type(selection)
        assert list(selection[part].ids) == ids[part]


@given(indices)
def test_a_selection_is_a_mapping_by_id(chosen):
    selection = actors_at(chosen)
    for index, key in enumerate(ACTOR_IDS):
        actor = WORLD.actors[key]
        assert (key in selection) is (actor in selection) is (index in chosen)
        if index in chosen:
            assert selection[key] is selection.get(key) is actor
        else:
            assert selection.get(key) is None
            with pytest.raises(UnknownNameError):
                selection[key]


@given(indices, indices)
def test_a_selection_is_a_set(ours, theirs):
    one, other = actors_at(ours), actors_at(theirs)
    for combine in (operator.and_, operator.or_, operator.sub, operator.xor):
        assert combine(one, other) == actors_at(combine(ours, theirs))
    assert (one == other) is (ours == theirs)
    if ours == theirs:
        assert hash(one) == hash(other)


@EACH
def test_every_selection_of_a_dataset_keeps_these_laws(name):
    whole = getattr(WORLD, name)
    first, rest = whole[:1], whole[1:]
    assert first | rest == whole == rest | first
    assert first & rest == whole - whole == whole ^ whole
    assert whole - first == rest
    assert first.only() is whole[0] is whole[whole[0].id]
    assert list(whole.ids) == sorted(whole.ids)
    assert pickle.loads(pickle.dumps(whole)) == whole
    assert whole.where() == whole


def test_only_is_for_one():
    for selection, size in ((WORLD.actors[:0], 0), (WORLD.actors[:2], 2)):
        with pytest.raises(InvalidValueError, match=f"the selection has {size} records$"):
            selection.only()


def test_selections_combine_within_one_collection():
    for other in (WORLD.places, WORLD.events, ("kp",), None):
        with pytest.raises(TypeError, match=r"cannot combine Actors with \w+, only with Actors"):
            WORLD.actors & other


def test_selections_combine_within_one_dataset():
    smaller = Dataset(ACTORS)
    with pytest.raises(InvalidValueError, match="from the same dataset"):
        WORLD.actors | smaller.actors
    assert WORLD.actors & Dataset(reversed(RECORDS)).actors == WORLD.actors  # an equal dataset is the same one


def test_a_record_of_another_content_is_not_in_a_selection():
    assert Actor(id="kp", name="North Korea", kind="bloc") not in WORLD.actors
    assert Place(id="kp", name="North Korea") not in WORLD.actors
    assert 3 not in WORLD.actors


def test_a_selection_equals_nothing_but_a_selection():
    assert WORLD.actors != list(WORLD.actors)
    assert WORLD.actors[:0] != WORLD.places[:0]


def test_a_selection_shows_how_many_there_are_and_the_first_of_them():
    assert repr(WORLD.deployments) == "<Deployments 2: rockets-pyongyang, troops-kursk>"
    assert repr(WORLD.actors) == "<Actors 10: belousov, daily, envoy, hur, kp, …>"
    assert repr(WORLD.actors[:0]) == "<Actors 0: >"


@EACH
def test_a_selection_cannot_be_changed(name):
    selection = getattr(WORLD, name)
    for attribute in ("ids", "colour"):
        with pytest.raises(AttributeError):
            setattr(selection, attribute, ())
    with pytest.raises(TypeError):
        selection[0] = selection[1]


# Names


@pytest.mark.parametrize("name", ["kp", "KP", "North Korea", "north korea", "DPRK", "dprk"])
def test_an_actor_is_found_by_id_name_and_alias_in_any_case(name):
    assert WORLD.actors[name].id == "kp"
    assert WORLD.actors.get(name).id == "kp"
    assert name in WORLD.actors


def test_places_and_items_are_found_by_name_too():
    assert WORLD.places["kursk"] is WORLD.places["KURSK OBLAST"] is WORLD.places["Kursk"]
    assert WORLD.items["Shells"] is WORLD.items["artillery rounds"] is WORLD.items["rounds"]


@pytest.mark.parametrize(
    ("collection", "name", "kind", "nearest"),
    [
        ("actors", "Noth Korea", "actor", "North Korea"),
        ("actors", "DPRKK", "actor", "DPRK"),
        ("places", "Kursk Oblst", "place", "Kursk Oblast"),
        ("items", "artilery rounds", "item", "artillery rounds"),
        ("documents", "reprot", "document", "report"),
        ("events", "kp-round", "event", "kp-rounds"),
        ("transfers", "kp-round", "event", "kp-rounds"),
        ("claims", "round-by-hur", "claim", "rounds-by-hur"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(collection, name, kind, nearest):
    with pytest.raises(UnknownNameError) as caught:
        getattr(WORLD, collection)[name]
    assert (caught.value.value, caught.value.kind, caught.value.nearest[0]) == (name, kind, nearest)
    assert f"did you mean {nearest!r}" in str(caught.value)
    assert getattr(WORLD, collection).get(name) is None
    assert name not in getattr(WORLD, collection)


def test_an_unknown_name_that_is_near_to_nothing_is_refused_without_advice():
    with pytest.raises(UnknownNameError) as caught:
        WORLD.actors["Zanzibar"]
    assert caught.value.nearest == ()
    assert isinstance(caught.value, KeyError)


def test_a_name_that_two_actors_share_is_refused_with_both():
    for ask in (WORLD.actors.__getitem__, WORLD.actors.get, WORLD.actors.__contains__):
        with pytest.raises(UnknownNameError) as caught:
            ask("korea")
        assert caught.value.candidates == ("kp", "kr")
        assert "use one of the ids 'kp', 'kr'" in str(caught.value)
    with pytest.raises(UnknownNameError):
        WORLD.transfers.where(supplier="Korea")


def test_an_id_goes_before_a_name_and_a_name_before_an_alias():
    ds = Dataset(
        [
            Item(id="one", name="two", aliases=["three"]),
            Item(id="two", name="three"),
            Item(id="other", name="another", aliases=["two", "three", "One"]),
        ]
    )
    assert [ds.items[name].id for name in ("one", "ONE", "two", "three", "another")] == [
        *("one", "one", "two", "two", "other")
    ]


def test_a_name_outside_a_narrowed_selection_is_not_in_it():
    states = WORLD.actors.where(kind="state")
    assert "The Daily" not in states
    assert "DPRK" in states
    with pytest.raises(UnknownNameError):
        states["The Daily"]


@pytest.mark.parametrize("wrong", [3, None, ("kp",), Delegation], ids=repr)
def test_what_is_neither_a_name_nor_a_record_is_refused(wrong):
    with pytest.raises(InvalidValueError, match="the id, name or alias of one actor"):
        WORLD.names("actors").find(wrong)


def test_a_record_of_another_class_is_unknown_even_if_the_id_is_not():
    ds = Dataset([Actor(id="x", name="X", kind="state"), Place(id="x", name="X"), Item(id="y", name="Y")])
    assert ds.actors.where(acting_for=ds.actors["x"]).ids == ("x",)
    for wrong in (ds.places["x"], ds.items["y"]):
        with pytest.raises(UnknownNameError):
            ds.actors.where(acting_for=wrong)


# Questions: (collection, keywords, what is certain, what else is possible)

QUESTIONS = [
    ("actors", {"kind": "state"}, "kp kr ru ua", ""),
    ("actors", {"acting_for": "Russia"}, "mod ru", "belousov shoigu"),
    ("actors", {"acting_for": "ru", "during": "2024-03"}, "mod ru shoigu", ""),
    ("actors", {"acting_for": "ru", "during": "2024-05-14/.."}, "belousov mod ru shoigu", ""),
    ("actors", {"acting_for": "mod", "during": "2024"}, "mod", "belousov shoigu"),
    ("actors", {"acting_for": "kp", "during": "2024"}, "kp", "envoy"),
    ("actors", {"acting_for": "kp", "kind": "person"}, "", "envoy"),
    ("places", {"within": "Russia"}, "kursk russia sudzha", None),
    ("places", {"within": "Kursk"}, "kursk sudzha", None),
    ("places", {"within": "Pyongyang"}, "pyongyang", None),
    ("items", {"below": "arms"}, "ammunition arms missiles rockets rounds", None),
    ("items", {"below": "missiles"}, "missiles rockets", None),
    ("items", {"below": "ammunition"}, "ammunition rockets rounds", None),
    ("documents", {"published": "2024"}, "report", ""),
    ("documents", {"published": "2023-10-01/2023-10-15"}, "", "older"),
    ("documents", {"publisher": "The Daily"}, "report", ""),
    ("documents", {"publisher": "kr"}, "", ""),
    ("events", {"kind": "arms-transfer"}, "kp-rounds kp-undated ru-missiles", ""),
    ("events", {"kind": "exercise"}, "", ""),
    ("events", {"involving": "ua"}, "sanction visit-undated", ""),
    ("events", {"involving": "ru"},
     "kp-rounds kp-undated rockets-pyongyang ru-missiles troops-kursk visit-2023 visit-2024", "visit-undated"),
    ("events", {"involving": "envoy"}, "kp-undated visit-undated", ""),
    ("events", {"place": "Russia"}, "troops-kursk visit-undated", ""),
    ("events", {"item": "arms"}, "kp-rounds kp-undated rockets-pyongyang ru-missiles sanction", ""),
    ("events", {"item": "missiles"}, "rockets-pyongyang ru-missiles", ""),
    ("events", {"during": "2022"}, "sanction", "barter kp-undated visit-undated"),
    ("delegations", {"visitor": "Russia"}, "visit-2023 visit-2024", "visit-undated"),
    ("delegations", {"visitor": "mod"}, "visit-2023", "visit-undated"),
    ("delegations", {"visitor": "shoigu"}, "visit-2023 visit-2024", ""),
    ("delegations", {"visitor": "kp"}, "", "visit-undated"),
    ("delegations", {"host": "DPRK"}, "visit-2023", ""),
    ("delegations", {"place": "Kursk"}, "visit-undated", ""),
    ("delegations", {"place": "Pyongyang"}, "visit-2023", ""),
    ("delegations", {"during": "2023"}, "visit-2023", "visit-undated"),
    ("delegations", {"during": "2023-07-27"}, "visit-2023", "visit-undated"),
    ("delegations", {"during": "2023-07-28"}, "", "visit-undated"),
    ("transfers", {"supplier": "North Korea"}, "kp-rounds", "kp-undated"),
    ("transfers", {"supplier": "envoy"}, "kp-undated", ""),
    ("transfers", {"recipient": "Russia"}, "kp-rounds kp-undated", ""),
    ("transfers", {"recipient": "mod"}, "kp-undated", ""),
    ("transfers", {"item": "ammunition"}, "kp-rounds", ""),
    ("transfers", {"item": "arms"}, "kp-rounds kp-undated ru-missiles", ""),
    ("transfers", {"item": "rockets"}, "", ""),
    ("transfers", {"during": "2022/2024-06"}, "kp-rounds", "kp-undated ru-missiles"),
    ("transfers", {"during": "2023"}, "kp-rounds", "kp-undated"),
    ("transfers", {"during": "2024"}, "kp-rounds ru-missiles", "kp-undated"),
    ("transfers", {"during": "2021"}, "", "kp-undated"),
    ("deployments", {"of": "DPRK"}, "troops-kursk", ""),
    ("deployments", {"of": "ru"}, "rockets-pyongyang", ""),
    ("deployments", {"to": "Russia"}, "troops-kursk", ""),
    ("deployments", {"to": "sudzha"}, "", ""),
    ("deployments", {"item": "missiles"}, "rockets-pyongyang", ""),
    ("deployments", {"in_support_of": "Russia"}, "troops-kursk", ""),
    ("deployments", {"in_support_of": "kp"}, "", ""),
    ("deployments", {"during": "2024-12"}, "troops-kursk", "rockets-pyongyang"),
    ("deployments", {"during": "2030"}, "troops-kursk", ""),
    ("claims", {"by": "Ukraine"}, "rounds-by-hur", ""),
    ("claims", {"by": "Russia"}, "rounds-denied visit-by-shoigu", "troops-by-belousov"),
    ("claims", {"by": "mod"}, "visit-by-shoigu", "troops-by-belousov"),
    ("claims", {"by": "kr"}, "", ""),
    ("claims", {"stance": "denies"}, "rounds-denied", ""),
    ("claims", {"stance": Stance.DOUBTS}, "", ""),
    ("claims", {"likelihood": "likely"}, "visit-by-shoigu", ""),
    ("claims", {"likelihood": Likelihood.UNHEDGED},
     "rounds-by-hur rounds-denied troops-by-belousov visit-by-daily", ""),
    ("claims", {"modality": "planned"}, "troops-by-belousov", ""),
    ("claims", {"about": "visit-2023"}, "visit-by-shoigu", ""),
    ("claims", {"about": WORLD.transfers["kp-rounds"]}, "rounds-by-hur rounds-denied", ""),
    ("claims", {"about": WORLD.delegations}, "visit-by-daily visit-by-shoigu", ""),
    ("claims", {"about": WORLD.events[:0]}, "", ""),
    ("claims", {"answering": "rounds-by-hur"}, "rounds-denied", ""),
    ("claims", {"answering": WORLD.claims["rounds-denied"]}, "", ""),
    ("claims", {"source": "report"}, "rounds-by-hur rounds-denied", ""),
    ("claims", {"source": WORLD.documents["older"]}, "rounds-by-hur visit-by-shoigu", ""),
    ("claims", {"made": "2024-11/2024-12"}, "rounds-by-hur rounds-denied", "troops-by-belousov"),
    ("claims", {"made": "2023"}, "visit-by-shoigu", ""),
    ("claims", {"during": "2023"}, "rounds-by-hur rounds-denied visit-by-shoigu", "visit-by-daily"),
    ("claims", {"during": "2023-07-25"}, "", "visit-by-daily"),
    ("claims", {"during": "2025"}, "troops-by-belousov", "visit-by-daily"),
    ("claims", {"during": ImpreciseDate("../2020")}, "", "visit-by-daily"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "question", "certain", "possible"), QUESTIONS, ids=repr)
def test_each_question_finds_what_is_certain_and_on_request_what_is_possible(name, question, certain, possible):
    selection = getattr(WORLD, name)
    assert " ".join(selection.where(**question).ids) == certain
    if possible is not None:
        assert selection.where(**question, certainty="certain") == selection.where(**question)
        both = sorted([*certain.split(), *possible.split()])
        assert list(selection.where(**question, certainty="possible").ids) == both
    assert selection.where(**question).possible == len((possible or "").split())


@EACH
def test_every_keyword_of_every_question_is_asked(name):
    keywords = set(inspect.signature(getattr(WORLD, name).where).parameters)
    asked = {key for one, question, _, _ in QUESTIONS if one == name for key in question}
    assert keywords - {"certainty"} == asked


def asked_together():
    """Two questions to one collection that use different keywords."""
    return (
        st.sampled_from(QUESTIONS)
        .flatmap(lambda one: st.tuples(st.just(one), st.sampled_from([two for two in QUESTIONS if two[0] == one[0]])))
        .filter(lambda pair: not pair[0][1].keys() & pair[1][1].keys())
        # Of these, "during" has no sense without "acting_for".
        .filter(lambda pair: pair[0][0] != "actors" or not any("during" in one[1] for one in pair))
    )


# What may belong to a selection. A record is in it, out of it, or left out because nobody can tell.


def truth(question, record):
    _, _, certain, possible = question
    return Truth.of(
        certain=record.id in certain.split(), possible=record.id in certain.split() + (possible or "").split()
    )


def answers(one, other, combine):
    """What holds of each record if two questions are combined."""
    found = {record.id: combine(truth(one, record), truth(other, record)) for record in getattr(WORLD, one[0])}
    return [key for key, answer in found.items() if answer is Truth.YES], list(found.values()).count(Truth.POSSIBLY)


def of_one_collection():
    """Two questions to one collection."""
    return st.sampled_from(QUESTIONS).flatmap(
        lambda one: st.tuples(st.just(one), st.sampled_from([two for two in QUESTIONS if two[0] == one[0]]))
    )


@given(of_one_collection())
def test_combined_selections_hold_what_is_certain_and_count_what_else_may_be(pair):
    one, other = pair
    ours, theirs = (getattr(WORLD, name).where(**question) for name, question, _, _ in pair)
    certain, possible = answers(one, other, operator.and_)
    for both in (ours & theirs, theirs & ours, ours.where(**other[1])):
        assert (sorted(both.ids), both.possible) == (sorted(certain), possible)
    certain, possible = answers(one, other, operator.or_)
    for either in (ours | theirs, theirs | ours):
        assert (sorted(either.ids), either.possible) == (sorted(certain), possible)


@given(of_one_collection())
def test_a_difference_counts_what_may_belong_to_the_first_and_is_not_in_the_second(pair):
    ours, theirs = (getattr(WORLD, name).where(**question) for name, question, _, _ in pair)
    may_be = getattr(WORLD, pair[0][0]).where(**pair[0][1], **({} if pair[0][3] is None else {"certainty": "possible"}))
    left = [key for key in may_be.ids if key not in theirs.ids]
    assert sorted((ours - theirs).ids) == [key for key in left if key in ours.ids]
    assert (ours - theirs).possible == len([key for key in left if key not in ours.ids])


@given(asked_together())
def test_to_ask_for_what_is_possible_afterwards_does_not_bring_back_what_was_left_out(pair):
    (name, one, certain, possible), (_, other, _, more) = pair
    if more is None:
        return
    both = getattr(WORLD, name).where(**one).where(**other, certainty="possible")
    may_be = getattr(WORLD, name).where(**other, certainty="possible").ids
    assert list(both.ids) == sorted(set(certain.split()) & set(may_be))
    assert both.possible == len(set((possible or "").split()) & set(may_be))


def test_claims_about_events_that_may_be_meant_are_counted():
    visits = WORLD.delegations.where(during="2023")
    assert (visits.ids, visits.possible) == (("visit-2023",), 1)
    about = WORLD.claims.where(about=visits)
    assert (about.ids, about.possible) == (("visit-by-shoigu",), 1)
    assert WORLD.claims.where(about=visits, certainty="possible").ids == ("visit-by-daily", "visit-by-shoigu")


def test_a_slice_and_a_whole_collection_leave_nothing_open():
    russian = WORLD.claims.where(by="Russia")
    assert (russian.possible, russian[:1].possible, WORLD.claims.possible) == (1, 0, 0)
    assert russian.where(by="Russia", certainty="possible").possible == 1
    assert WORLD.claims.where(by="Russia", certainty="possible").possible == 0


def test_events_of_one_class_that_may_be_meant_are_counted():
    in_2022 = WORLD.events.where(during="2022")
    assert (in_2022.possible, in_2022.of_kind(ArmsTransfer).possible, in_2022.of_kind(Exchange).possible) == (3, 1, 1)


def test_what_may_belong_to_it_is_part_of_what_a_selection_shows():
    assert repr(WORLD.claims.where(by="mod")) == "<Claims 1, 1 more possible: visit-by-shoigu>"
    assert "Claims: 1, 1 more possible" in WORLD.claims.where(by="mod")._repr_html_()
    copied = pickle.loads(pickle.dumps(WORLD.claims.where(by="mod")))
    assert (copied.ids, copied.possible) == (("visit-by-shoigu",), 1)


def test_who_says_that_he_speaks_for_another_does_so_for_certain():
    def said(key, claimant, *principals):
        return Claim(
            id=key, event="barter", claimants=[claimant], summary="So.", made="2024", speaking_for=[*principals]
        )

    ds = Dataset(
        [
            *RECORDS,
            said("in-office", "belousov", "mod"),
            said("by-nature", "belousov"),
            said("hired", "daily", "ua"),
            said("for-him", "daily", "belousov"),
        ]
    )
    by_russia = ds.claims.where(about="barter", by="Russia")
    assert (by_russia.ids, by_russia.possible) == (("in-office",), 2)
    assert ds.claims.where(about="barter", by="Ukraine").ids == ("hired",)
    assert ds.claims.where(about="barter", by="belousov").ids == ("by-nature", "for-him", "in-office")


@given(asked_together(), st.sampled_from(["certain", "possible"]))
def test_to_ask_one_after_the_other_is_to_ask_both(pair, certainty):
    (name, one, _, certain), (_, other, _, _) = pair
    sure = {} if certain is None else {"certainty": certainty}
    selection = getattr(WORLD, name)
    both = selection.where(**one, **other, **sure)
    assert both == selection.where(**one, **sure).where(**other, **sure)
    assert both == selection.where(**one, **sure) & selection.where(**other, **sure)
    assert type(both) is type(selection)


@given(st.sampled_from([one for one in QUESTIONS if one[3] is not None]), indices)
def test_what_is_certain_is_possible_and_in_the_selection_that_was_asked(question, chosen):
    name, keywords, _, _ = question
    part = functools.reduce(
        operator.or_, (getattr(WORLD, name)[index : index + 1] for index in chosen), getattr(WORLD, name)[:0]
    )
    certain, possible = part.where(**keywords), part.where(**keywords, certainty="possible")
    assert certain - possible == part[:0]
    assert possible - part == part[:0]
    assert certain == part & getattr(WORLD, name).where(**keywords)


@pytest.mark.parametrize(
    ("name", "question", "nearest"),
    [
        ("actors", {"acting_for": "Rusia"}, "Russia"),
        ("places", {"within": "Kursk Oblas"}, "Kursk Oblast"),
        ("items", {"below": "amunition"}, "ammunition"),
        ("documents", {"publisher": "The Dayly"}, "The Daily"),
        ("events", {"kind": "arms-transfers"}, "arms-transfer"),
        ("events", {"involving": "Rusia"}, "Russia"),
        ("events", {"place": "Pyongjang"}, "Pyongyang"),
        ("events", {"item": "misiles"}, "missiles"),
        ("transfers", {"supplier": "North Corea"}, "North Korea"),
        ("deployments", {"to": "Sudscha"}, "Sudzha"),
        ("claims", {"by": "Ukrain"}, "Ukraine"),
        ("claims", {"about": "kp-round"}, "kp-rounds"),
        ("claims", {"answering": "rounds-by-hurr"}, "rounds-by-hur"),
        ("claims", {"source": "raport"}, "report"),
    ],
    ids=repr,
)
def test_a_question_about_somebody_unknown_is_refused_with_the_nearest(name, question, nearest):
    with pytest.raises(UnknownNameError) as caught:
        getattr(WORLD, name).where(**question)
    assert caught.value.nearest[0].casefold() == nearest.casefold()  # an id may be the name in lower case


def test_what_looks_far_less_like_it_than_the_nearest_is_not_suggested():
    assert nearest("North Corea", ["Dorothy Shea", "South Korea", "North Korea"]) == ("North Korea", "South Korea")
    assert nearest("Doroty Chea", ["Dorothy Shea", "South Korea", "North Korea"]) == ("Dorothy Shea",)
    assert nearest("Peru", ["Dorothy Shea", "South Korea", "North Korea"]) == ()


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("claims", {"stance": "rejects"}),
        ("claims", {"likelihood": "probable"}),
        ("claims", {"modality": "hoped"}),
        ("claims", {"made": "last year"}),
        ("claims", {"during": "2024-13"}),
        ("claims", {"certainty": "sure"}),
        ("claims", {"about": ["kp-rounds"]}),
        ("claims", {"answering": EVENTS[0]}),
        ("claims", {"source": 3}),
        ("actors", {"kind": "country"}),
        ("actors", {"during": "2024"}),  # at that time they do what?
        ("documents", {"published": 2024}),
        ("transfers", {"during": "early 2024"}),
    ],
    ids=repr,
)
def test_a_question_with_a_value_that_is_none_is_refused(name, question):
    with pytest.raises(InvalidValueError):
        getattr(WORLD, name).where(**question)


@EACH
def test_a_misspelt_keyword_is_refused(name):
    with pytest.raises(TypeError):
        getattr(WORLD, name).where(colour="red")


def test_events_of_one_class_are_a_selection_of_that_class():
    assert WORLD.events.of_kind(ArmsTransfer).ids == WORLD.transfers.ids
    assert WORLD.events.of_kind(Exchange).only() is WORLD.events["barter"]
    assert isinstance(WORLD.events.of_kind(Exchange), Events)
    assert WORLD.events.where(during="2024").of_kind(Exchange).ids == ()


def test_a_record_itself_can_be_asked_for():
    by_record = WORLD.transfers.where(supplier=WORLD.actors["kp"], item=WORLD.items["ammunition"])
    assert by_record == WORLD.transfers.where(supplier="kp", item="ammunition")
    assert WORLD.deployments.where(to=WORLD.places["russia"]).ids == ("troops-kursk",)
    assert WORLD.claims.where(about=EVENTS[0]) == WORLD.claims.where(about=EVENTS[0].id)


def test_what_one_dataset_has_selected_can_be_asked_of_another():
    ds = Dataset([*RECORDS, Claim(id="new", event="barter", claimants=["ua"], summary="So.", made="2024")])
    assert isinstance(ds.claims, Claims)
    assert ds.claims.where(about=WORLD.events) == ds.claims
