"""As-of views: what had been said by a day, no more and no less."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from claim_strategies import datasets as sayings
from example_counts import examples, few
from hypothesis import given
from hypothesis import strategies as st
from small_instances import DOCUMENT, claim, day, days, event_id, frame, measure

import axis_tracker as axt
from axis_tracker.testing import datasets as any_datasets

QUESTION = {"supplier": "kp", "recipient": "ru", "item": "top"}
CERTAINTIES = ("certain", "possible")
DAYS = ("2023-09-30", "2023-12-31", "2024-05-01", "2024-06-10", "2025")


def views(dataset: axt.Dataset, by: str) -> list[axt.Dataset]:
    return [dataset.as_of(by, certainty="certain"), dataset.as_of(by, certainty="possible")]


datasets = sayings() | any_datasets()
some_day = st.sampled_from(DAYS) | st.dates().map(str)


@few
@given(datasets, some_day)
def test_a_view_is_a_sound_dataset(dataset: axt.Dataset, by: str) -> None:
    for view in views(dataset, by):
        assert axt.Dataset(view.records) == view
        assert view.counts["events"] == dataset.counts["events"]


@few
@given(datasets, some_day, some_day)
def test_views_compose_to_the_earlier_one(dataset: axt.Dataset, one: str, other: str) -> None:
    for certainty in CERTAINTIES:
        earlier = dataset.as_of(min(one, other), certainty=certainty)
        assert dataset.as_of(one, certainty=certainty).as_of(other, certainty=certainty) == earlier
        rebuilt = axt.Dataset(dataset.as_of(max(one, other), certainty=certainty).records)
        assert rebuilt.as_of(min(one, other), certainty=certainty) == earlier


@few
@given(datasets, some_day, some_day)
def test_what_had_been_said_stays_said(dataset: axt.Dataset, one: str, other: str) -> None:
    earlier, later = views(dataset, min(one, other)), views(dataset, max(one, other))
    for before, after in zip(earlier, later, strict=True):
        assert set(before.claims.ids) <= set(after.claims.ids)
        assert set(before.documents.ids) <= set(after.documents.ids)
    certain, possible = earlier
    assert set(certain.claims.ids) <= set(possible.claims.ids)


@few
@given(sayings(), some_day)
def test_asking_and_looking_back_commute(dataset: axt.Dataset, by: str) -> None:
    for view in views(dataset, by):
        for question in (
            {"by": "ru"},
            {"stance": "denies"},
            {"about": "shells"},
            {"made": "2024"},
            {"during": "2024", "certainty": "possible"},
        ):
            asked = dataset.claims.where(**question).ids
            assert view.claims.where(**question).ids == tuple(key for key in asked if key in view.claims)


@few
@given(datasets, some_day)
def test_nothing_stands_without_what_it_refers_to(dataset: axt.Dataset, by: str) -> None:
    for view in views(dataset, by):
        for one in view.claims:
            supported = [support.claim for support in one.supports]
            assert all(key in view.claims for key in (*one.answers, *one.derived_from, *supported))
            assert one.revises is None or one.revises in view.claims


@st.composite
def dated_claims(draw: st.DrawFn) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 5))):
        first = draw(st.integers(1, 4))
        earlier = [one["id"] for one in told]
        told.append(
            {
                "id": f"c{number}",
                "made": (first, draw(st.integers(first, 4))),
                "answers": draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2)) if earlier else [],
            }
        )
    return told


@given(dated_claims(), st.integers(0, 5))
def test_a_claim_is_in_the_view_if_it_had_been_made_in_every_world_or_in_some(
    told: list[dict[str, Any]], by: int
) -> None:
    dataset = axt.Dataset(
        [*frame(), *(claim(one["id"], "kp-top", made=days(*one["made"]), answers=one["answers"]) for one in told)]
    )
    # A world gives each claim its day, and nothing is answered before it was said.
    worlds = []
    for drawn in product(*(range(one["made"][0], one["made"][1] + 1) for one in told)):
        made = {one["id"]: on for one, on in zip(told, drawn, strict=True)}
        if all(made[key] <= made[one["id"]] for one in told for key in one["answers"]):
            worlds.append({key for key, on in made.items() if on <= by})
    certain, possible = (set(view.claims.ids) for view in views(dataset, day(by)))
    if worlds:
        assert certain == set.intersection(*worlds)
        assert possible == set.union(*worlds)
    assert certain <= possible


def document(key: str, published: str, **fields: Any) -> axt.Document:
    return axt.Document(id=key, published=published, **DOCUMENT, **fields)


def passage(key: str, at: int = 0) -> str:
    return f"{key}#char={at},{at + 9};sha256=0123456789abcdef"


EARLY, LATE = document("early", "2024-03-01"), document("late", "2024-05-01")


def test_documents_that_had_not_appeared_relay_nothing() -> None:
    told = claim("c", "kp-top", made="2024-02-01", relays=["teller"], evidence=[passage("early"), passage("late")])
    dataset = axt.Dataset([*frame(), EARLY, LATE, told])
    in_april = dataset.as_of("2024-04")
    assert in_april.documents.ids == ("early",)
    assert in_april.claims["c"].documents == ("early",)
    in_february = dataset.as_of("2024-02")
    assert in_february.documents.ids == ()
    assert (in_february.claims["c"].evidence, in_february.claims["c"].relays) == ((), ())
    assert dataset.as_of("2024-01").claims.ids == ()


def test_a_claim_had_been_made_when_a_document_with_it_appeared() -> None:
    told = claim("c", "kp-top", made="2024", evidence=[passage("early")])
    dataset = axt.Dataset([*frame(), EARLY, told])
    assert dataset.as_of("2024-02-29").claims.ids == ()
    assert dataset.as_of("2024-03-01").claims.ids == ("c",)


def test_where_the_document_itself_speaks_the_claim_is_as_old_as_the_document() -> None:
    told = claim("c", "kp-top", evidence=[passage("early"), passage("late")])
    dataset = axt.Dataset([*frame(), EARLY, LATE, told])
    assert dataset.as_of("2024-02").claims.ids == ()
    seen = dataset.as_of("2024-03")
    assert (seen.claims["c"].documents, seen.claims["c"].made) == (("early",), None)


def test_the_day_is_written_out_where_the_document_that_gives_it_is_left_out() -> None:
    vague = document("vague", "2024-02/2024-12")
    told = claim("c", "kp-top", evidence=[passage("vague"), passage("early")])
    dataset = axt.Dataset([*frame(), EARLY, vague, told])
    seen = dataset.as_of("2024-03").claims["c"]
    assert (seen.documents, str(seen.made)) == (("early",), "2024-02/2024-12")


def test_repetitions_of_what_had_not_been_said_are_left_out() -> None:
    uncoded = [
        {"passage": passage("early", 20), "reason": "repetition", "repeats": ["c"]},
        {"passage": passage("early", 40), "reason": "no-fact"},
    ]
    dataset = axt.Dataset(
        [*frame(), document("early", "2024-03-01", uncoded=uncoded), claim("c", "kp-top", made="2025")]
    )
    assert [one.reason for one in dataset.as_of("2024").documents["early"].uncoded] == [axt.UncodedReason.NO_FACT]
    assert dataset.as_of("2025").documents["early"] == dataset.documents["early"]


def test_a_later_revision_has_not_yet_replaced_anything() -> None:
    dataset = axt.Dataset(
        [
            *frame(),
            claim("old", "kp-top", made="2024-01-01", measure=measure(2000, None)),
            claim("new", "kp-top", made="2024-06-01", measure=measure(600, None), revises="old"),
        ]
    )
    assert dataset.as_of("2024-03").estimate(**QUESTION).low == 2000
    assert dataset.estimate(**QUESTION).low == 600
    reasons = {one.claim.id: one.reason.value for one in dataset.estimate(**QUESTION).set_aside}
    assert reasons == {"old": "superseded"}


def test_an_answer_that_is_dated_before_what_it_answers_waits_for_it() -> None:
    dataset = axt.Dataset(
        [
            *frame(),
            claim("later", "kp-top", made="2024-05"),
            claim("denial", "kp-top", made="2024-01-01", stance="denies", answers=["later"]),
        ]
    )
    assert dataset.as_of("2024-04").claims.ids == ()
    assert dataset.as_of("2024-05-15", certainty="possible").claims.ids == ("denial", "later")
    assert dataset.as_of("2024-05-15").claims.ids == ()
    assert dataset.as_of("2024-05").claims.ids == ("denial", "later")


@pytest.mark.parametrize(
    "fields", [{"answers": ["later"]}, {"derived_from": ["later"]}, {"supports": ["later"]}, {"revises": "later"}]
)
def test_whatever_refers_to_a_claim_waits_for_it(fields: dict[str, Any]) -> None:
    dataset = axt.Dataset(
        [
            *frame(),
            claim("later", "kp-top", made="2024-05-10"),
            claim("refers", "kp-top", made="2024", **fields),
            claim("early", "kp-top", made="2024-06-01", answers=["refers"]),
        ]
    )
    assert dataset.as_of("2024-05-09", certainty="possible").claims.ids == ()
    assert dataset.as_of("2024-05-10", certainty="possible").claims.ids == ("later", "refers")
    assert dataset.as_of("2024-05-31").claims.ids == ("later",)
    assert dataset.as_of("2024-06-01").claims.ids == ("early", "later", "refers")


def test_a_document_that_is_dated_before_a_claim_in_it_does_not_date_the_claim() -> None:
    told = claim("c", "kp-top", made="2024-06", evidence=[passage("early")])
    dataset = axt.Dataset([*frame(), EARLY, told])
    assert dataset.as_of("2024-06-29").claims.ids == ()
    assert dataset.as_of("2024-06-30").claims.ids == ("c",)


def test_a_longer_time_asks_about_its_last_day() -> None:
    dataset = axt.Dataset([*frame(), claim("c", "kp-top", made="2024-12-31")])
    assert dataset.as_of("2024").claims.ids == ("c",)
    assert dataset.as_of("2024-12-30").claims.ids == ()
    with pytest.raises(axt.InvalidValueError, match="a period with a last day"):
        dataset.as_of("2024/..")


def test_an_empty_dataset_has_views() -> None:
    assert axt.Dataset().as_of("2024") == axt.Dataset()


@examples(50)
@given(sayings(), some_day, st.sampled_from(CERTAINTIES), st.sampled_from(DAYS))
def test_an_estimate_in_a_view_is_that_of_the_records_in_the_view(
    dataset: axt.Dataset, by: str, certainty: str, at: str
) -> None:
    view = dataset.as_of(by, certainty=certainty)
    rebuilt = axt.Dataset(view.records)
    for asked in (
        {"supplier": "kp", "recipient": "ru", "item": "arms", "at": at},
        {"of": "kp", "to": "kursk", "item": "troops", "reading": "level", "at": at},
    ):
        one, other = view.estimate(**asked), rebuilt.estimate(**asked)
        assert (one.quantity, one.supporting, one.set_aside) == (other.quantity, other.supporting, other.set_aside)
        assert (one.origins, one.denials, one.conflicts) == (other.origins, other.denials, other.conflicts)
    assert view.conflicts() == rebuilt.conflicts()


def test_views_of_one_event_frame_share_names() -> None:
    dataset = axt.Dataset(frame())
    assert dataset.as_of("2024").actors["Teller"].id == "teller"
    assert dataset.as_of("2024").events[event_id("kp", "top")].id == "kp-top"
