"""When a claim can have been made: its date, what it reports, its office, and nothing that a view would change."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from claim_strategies import datasets as sayings
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st
from small_instances import DOCUMENT, claim, day, days, frame, measure

import axis_tracker as axt
from axis_tracker.dataset.said_times import said_times, said_too_early
from axis_tracker.testing import datasets as any_datasets

LAST = 6
FIRST = axt.Extent.of(day(1)).ordinals[0]

stretches = st.tuples(st.integers(1, LAST), st.integers(1, LAST)).map(sorted).map(tuple)


class Term(NamedTuple):
    """A role of the envoy, and the days on which he held it."""

    of: str
    first: int
    last: int


terms = st.lists(
    st.builds(lambda of, held: Term(of, *held), st.sampled_from(("kp", "ministry", "ru")), stretches), max_size=3
)


def with_envoy(held: list[Term], said: list[axt.Claim], **fields: Any) -> axt.Dataset:
    roles = [axt.Role(of=one.of, during=f"{day(one.first)}/{day(one.last)}") for one in held]
    return axt.Dataset(
        [
            *frame(items=("top",), suppliers=("kp",)),
            axt.Actor(id="envoy", name="An envoy", kind="person", roles=roles),
            axt.ArmsTransfer(id="dated", name="Dated", supplier="kp", recipient="ru", item="top", **fields),
            *said,
        ]
    )


def moment(dataset: axt.Dataset, key: str) -> tuple[int, int]:
    first, last = said_times(dataset).moment(dataset.claims[key])
    return first - FIRST + 1, last - FIRST + 1


@given(
    stretches,
    st.none() | stretches,
    st.none() | stretches,
    st.sampled_from(("asserts", "asserts", "asserts", "doubts", "declines", "silent", "unverified")),
    st.sampled_from(("actual", "actual", "planned")),
)
def test_nobody_reports_as_fact_what_had_not_begun(made, when, event_when, stance, modality) -> None:
    said = claim(
        "c",
        "dated",
        made=days(*made),
        when=None if when is None else f"{day(when[0])}/{day(when[1])}",
        stance=stance,
        modality=modality,
    )
    ds = with_envoy([], [said], when=None if event_when is None else f"{day(event_when[0])}/{day(event_when[1])}")
    reported = when or event_when
    # The claim was made on one of these days, and what it reports as fact had begun by then.
    possible = [
        on
        for on in range(made[0], made[1] + 1)
        if reported is None or (stance, modality) != ("asserts", "actual") or reported[0] <= on
    ]
    assert moment(ds, "c") == ((possible[0], possible[-1]) if possible else made)
    assert [one.path for one in said_too_early(ds)] == ([] if possible else ["claims['c'].made"])


@given(stretches, terms, st.sampled_from((("kp",), ("ru",), ("kp", "ru"), ("ministry",), ("envoy",))))
def test_what_is_said_in_an_office_is_not_said_before_the_office_can_have_begun(made, held, offices) -> None:
    ds = with_envoy(held, [claim("c", "kp-top", claimants=["envoy"], made=days(*made), speaking_for=offices)])

    def acts_on(who: str, whom: str, on: int) -> bool:
        # Everywhere in these tests, the ministry acts for the state at all times.
        above = {"ministry": ["kp"], "envoy": [one.of for one in held if one.first <= on <= one.last]}
        return who == whom or any(acts_on(one, whom, on) for one in above.get(who, []))

    first = made[0]
    for office in offices:
        begun = [on for on in range(made[0], LAST + 1) if acts_on("envoy", office, on)]
        if begun and begun[0] <= made[1]:
            first = max(first, begun[0])
    assert moment(ds, "c") == (first, made[1])


def test_the_office_bounds_nothing_unless_the_claim_says_that_it_was_made_in_it() -> None:
    held = [Term("kp", 4, 6)]
    private, official = (
        claim(key, "kp-top", claimants=["envoy"], made=days(1, 6), speaking_for=offices)
        for key, offices in (("private", []), ("official", ["kp"]))
    )
    ds = with_envoy(held, [private, official])
    assert (moment(ds, "private"), moment(ds, "official")) == ((1, 6), (4, 6))
    assert ds.claims.where(by="kp").ids == ("official",)
    assert ds.claims.where(by="kp").possible == 1


def test_an_open_beginning_is_bounded_and_the_recorded_date_stays() -> None:
    said = claim("c", "dated", made=f"/{day(5)}")
    ds = with_envoy([], [said], when=f"{day(3)}/..")
    assert moment(ds, "c") == (3, 5)
    assert str(ds.made(ds.claims["c"])) == f"/{day(5)}"
    assert ds.as_of(day(5)).claims["c"] == said
    assert ds.as_of(day(2), certainty="possible").claims.ids == ()


def test_a_date_that_contradicts_the_office_is_reported_and_kept() -> None:
    said = claim("c", "kp-top", claimants=["envoy"], made=day(2), speaking_for=["kp"])
    ds = with_envoy([Term("kp", 4, 6)], [said])
    assert moment(ds, "c") == (2, 2)
    [problem] = said_too_early(ds)
    assert (problem.path, problem.value) == ("claims['c'].made", day(2))
    assert f"by {day(2)}" in problem.reason
    assert day(4) in problem.reason


@few
@given(sayings() | any_datasets(), st.dates().map(str), st.sampled_from(("certain", "possible")))
def test_a_view_knows_the_same_days_and_stores_none_of_them(dataset, by, certainty) -> None:
    view = dataset.as_of(by, certainty=certainty)
    for one in view.claims:
        whole = dataset.claims[one.id]
        assert said_times(view).moment(one) == said_times(dataset).moment(whole)
        assert one.made in (whole.made, dataset.made(whole))
        assert said_times(axt.Dataset(view.records)).moment(one) == said_times(dataset).moment(whole)


@few
@given(sayings(), st.data())
def test_times_that_are_carried_over_to_a_dataset_with_more_claims_are_those_of_the_dataset(dataset, data) -> None:
    said = [*dataset.claims]
    added = data.draw(st.lists(st.sampled_from(said), unique_by=lambda one: one.id) if said else st.just([]))
    # Nothing that stays refers to what was added, so that the dataset before the addition is whole.
    keys = {one.id for one in added}
    for _ in said:
        keys |= {
            one.id for one in said if keys & {*one.answers, *one.derived_from, *([one.revises] if one.revises else [])}
        }
    before = axt.Dataset(one for one in dataset.records if one.id not in keys or not isinstance(one, axt.Claim))
    times = said_times(before)
    for one in data.draw(st.lists(st.sampled_from([*before.claims]))) if before.claims else ():
        times.certainly_by(one)
    _same_days(times.extended(dataset, [one for one in said if one.id in keys]), dataset)


@few
@given(sayings(), st.dates(), st.data())
def test_times_that_are_carried_over_forget_what_a_replaced_claim_said(dataset, made, data) -> None:
    if not dataset.claims:
        return
    old = data.draw(st.sampled_from([*dataset.claims]))
    times = said_times(dataset)
    for one in dataset.claims:
        times.certainly_by(one)
    fields = {field.name: getattr(old, field.name) for field in old.__attrs_attrs__}
    new = axt.Claim(**{**fields, "made": made, "stance": "doubts", "answers": []})
    after = axt.Dataset(new if one == old else one for one in dataset.records)
    _same_days(times.extended(after, [new]), after)


def _same_days(times: Any, dataset: axt.Dataset) -> None:
    fresh = said_times(axt.Dataset(dataset.records))
    for one in dataset.claims:
        assert times.moment(one) == fresh.moment(one)
        assert times.possibly_from(one) == fresh.possibly_from(one)
        assert times.certainly_by(one) == fresh.certainly_by(one)


@pytest.mark.parametrize("replaced", ["document", "event", "actor"])
def test_times_are_carried_over_only_while_documents_events_and_actors_stay(replaced) -> None:
    text = axt.Document(id="text", published=day(5), **DOCUMENT)
    said = claim(
        "c", "dated", claimants=["envoy"], speaking_for=["kp"], evidence=["text#char=0,9;sha256=0123456789abcdef"]
    )
    ds = axt.Dataset([*with_envoy([Term("kp", 1, 6)], [], when=f"{day(1)}/..").records, text, said])
    times = said_times(ds)
    assert moment(ds, "c") == (5, 5)
    new = {
        "document": axt.Document(id="text", published=days(2, 6), **DOCUMENT),
        "event": axt.ArmsTransfer(
            id="dated", name="Dated", supplier="kp", recipient="ru", item="top", when=f"{day(2)}/.."
        ),
        "actor": axt.Actor(
            id="envoy", name="An envoy", kind="person", roles=[axt.Role(of="kp", during=f"{day(3)}/..")]
        ),
    }[replaced]
    after = axt.Dataset(new if one.id == new.id else one for one in ds.records)
    _same_days(times.extended(after, [new]), after)


def test_a_long_chain_of_answers_is_dated_without_recursion() -> None:
    length = 5_000
    said = [claim("c0", "kp-top", made="2024-01-31")]
    said += [
        claim(f"c{number}", "kp-top", made="2024", answers=[f"c{number - 1}"], stance="doubts")
        for number in range(1, length)
    ]
    said.append(claim("last", "kp-top", made="2024-02-15", answers=[f"c{length - 1}"], stance="denies"))
    ds = axt.Dataset([*frame(), *said])
    assert ds.as_of("2024-02-14").claims.ids == ("c0",)
    assert len(ds.as_of("2024-02-15").claims) == length + 1
    assert len(ds.as_of("2024-01-30", certainty="possible").claims) == 0


def test_two_relations_that_form_a_circle_together_leave_one_day_for_all() -> None:
    said = [
        claim("a", "kp-top", made=days(1, 5), answers=["b"]),
        claim("b", "kp-top", made=days(2, 6), revises="c"),
        claim("c", "kp-top", made=days(3, 4), supports=["a"]),
    ]
    ds = axt.Dataset([*frame(), *said])
    times = said_times(ds)
    assert {times.possibly_from(one) - FIRST + 1 for one in ds.claims} == {3}
    assert {times.certainly_by(one) - FIRST + 1 for one in ds.claims} == {4}


def test_a_question_about_one_event_in_a_view_dates_only_the_claims_on_it(monkeypatch) -> None:
    food = axt.ArmsTransfer(id="food", name="Food", supplier="kp", recipient="ru", item="food")
    others = [claim(f"other{number}", "food", made="2024-02", measure=measure(1, None)) for number in range(50)]
    asked = [claim(f"asked{number}", "kp-top", made="2024-03", measure=measure(600, None)) for number in range(3)]
    ds = axt.Dataset([*frame(), axt.Item(id="food", name="food"), food, *others, *asked])
    dated: set[str] = set()
    recorded = axt.Dataset.made

    def made(self: axt.Dataset, one: axt.Claim) -> axt.ImpreciseDate:
        dated.add(one.id)
        return recorded(self, one)

    monkeypatch.setattr(axt.Dataset, "made", made)
    view = ds.as_of("2024-06")
    assert dated == set()
    assert view.estimate(event="kp-top", unit="crates").low == 600
    assert dated == {one.id for one in asked}
    assert len(view.claims) == len(dated) == 53
