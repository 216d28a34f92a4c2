"""Laws that hold whatever is asked: of order, of views, of relays and of revisions.

Where many speak of few events, in documents of their own dates, with every reading of a figure. What worlds there are
is not looked at here: the oracles do that.
"""

from __future__ import annotations

from typing import Any

import attrs
from claim_strategies import VOCABULARY, claims
from example_counts import examples
from hypothesis import assume, given
from hypothesis import strategies as st
from small_instances import DOCUMENT, claim, day, days, frame, measure, some_days
from small_instances import TEXTS as WELL_KNOWN
from small_instances import passage as passage_of

import axis_tracker as axt

TOTAL: dict[str, Any] = {"phase": "delivered", "reading": "total", "unit": "crates"}
some = examples(25)
"""For laws of which each example makes two datasets and asks them several questions."""

TEXTS = tuple(
    axt.Document(id=f"text-{number}", published=published, **DOCUMENT)
    for number, published in enumerate(("2023-12-01", "2024-06-10", "2024-05/2024-12", "2025-02"))
)
QUESTIONS: tuple[dict[str, Any], ...] = (
    {"supplier": "kp", "recipient": "ru", "item": "arms"},
    {"supplier": "kp", "recipient": "ru", "item": "shells", "policy": axt.Policy(phases="separate")},
    {"event": "shells", "phase": "sent", "policy": axt.Policy(rates="integrated")},
    {"event": "rockets", "policy": axt.Policy(origins=2, minimum_likelihood="unlikely")},
    {"event": "arms", "policy": axt.Policy(rates="integrated", without=["minister"]), "unit": "shells"},
    {"of": "kp", "to": "kursk", "item": "troops", "reading": "level"},
    {"of": "kp", "item": "troops", "policy": axt.Policy(unnamed="set-aside"), "at": "2024-06-10"},
)
some_day = st.sampled_from(("2023-09-30", "2023-12-31", "2024-05-31", "2024-06-10", "2024-12-31", "2025"))
CERTAINTIES = st.sampled_from(("certain", "possible"))
OTHER_READINGS: tuple[dict[str, Any], ...] = (
    {"reading": "increment"},
    {"reading": "increment", "since": "2024-02"},
    {"reading": "rate", "per": "month"},
    {"since": "2023-10-04"},
)


@st.composite
def some_claims(draw: st.DrawFn) -> list[axt.Claim]:
    """Claims of every reading, most of them found in some documents, a few of the documents' own."""
    found: list[axt.Claim] = []
    for one in draw(claims()):
        texts = draw(st.lists(st.integers(0, len(TEXTS) - 1), max_size=2, unique=True))
        measure = one.measure
        if measure is not None and draw(st.booleans()):
            fields = draw(st.sampled_from(OTHER_READINGS))
            measure = axt.Measure(measure.quantity, measure.phase, **fields)
        is_own = bool(texts) and draw(st.integers(0, 3)) == 0
        evidence = [passage(number) for number in texts]
        found.append(attrs.evolve(one, measure=measure, evidence=evidence, made=None if is_own else one.made))
    return found


def passage(document: int) -> str:
    return f"text-{document}#char=0,9;sha256=0123456789abcdef"


def dataset(said: list[axt.Claim]) -> axt.Dataset:
    return axt.Dataset([*VOCABULARY, *TEXTS, *said])


def answers(ds: axt.Dataset) -> list[tuple[object, ...]]:
    """All that the questions are answered, and what conflicts there are."""
    found: list[tuple[object, ...]] = []
    for asked in QUESTIONS:
        estimate = ds.estimate(**asked)
        found.append(
            (
                estimate.at,
                estimate.quantity,
                estimate.explain(),
                estimate.supporting,
                estimate.set_aside,
                estimate.origins,
                estimate.denials,
                estimate.drifted,
                estimate.agreeing,
                [(one.lower, one.upper, one.without_lower, one.without_upper) for one in estimate.conflicts],
                estimate.history(),
            )
        )
    return [*found, tuple(map(repr, ds.conflicts())), tuple(map(repr, ds.disputes())), tuple(map(repr, ds.drifts()))]


@some
@given(some_claims(), st.randoms(use_true_random=False))
def test_the_order_in_which_records_are_added_changes_no_answer(said: list[axt.Claim], chance: Any) -> None:
    ds = dataset(said)
    records = list(ds.records)
    chance.shuffle(records)
    assert answers(axt.Dataset(records)) == answers(ds)


@some
@given(some_claims(), some_day, CERTAINTIES)
def test_a_view_answers_like_a_dataset_of_its_records_and_looking_again_changes_nothing(
    said: list[axt.Claim], by: str, certainty: str
) -> None:
    view = dataset(said).as_of(by, certainty=certainty)
    assert answers(view) == answers(axt.Dataset(view.records))
    assert view.as_of(by, certainty=certainty) == view
    assert answers(view.as_of(by, certainty=certainty)) == answers(view)


SELECTIONS: tuple[dict[str, Any], ...] = (
    {"by": "ru"},
    {"about": "shells"},
    {"stance": "denies"},
    {"made": "2024"},
    {"during": "2024", "certainty": "possible"},
    {"by": "minister", "about": "arms", "stance": "asserts"},
)


@some
@given(some_claims(), some_day, CERTAINTIES)
def test_selecting_in_a_view_selects_those_of_the_whole_that_had_been_said(
    said: list[axt.Claim], by: str, certainty: str
) -> None:
    ds = dataset(said)
    view = ds.as_of(by, certainty=certainty)
    had_been_said = set(view.claims.ids)
    for selection in SELECTIONS:
        assert view.claims.where(**selection).ids == tuple(
            key for key in ds.claims.where(**selection).ids if key in had_been_said
        )


# --- relays ---


@some
@given(some_claims(), st.data())
def test_a_relay_changes_no_bound_and_no_count(said: list[axt.Claim], data: st.DataObject) -> None:
    assume(said)
    once = dataset([attrs.evolve(one, origin=one.utterance) for one in said])
    relayed = data.draw(st.sampled_from([once.claims[one.id] for one in said]))
    assume(relayed.made is not None)  # what a document says itself has no relay of another date
    another = axt.Document(id="another", published="2025-03", **DOCUMENT)
    evidence = data.draw(st.sampled_from(((), ("another#char=0,9;sha256=0123456789abcdef",))))
    relay = attrs.evolve(relayed, id="relay", relays=["service"], evidence=evidence)
    twice = axt.Dataset([*once.records, another, relay])
    for asked in QUESTIONS:
        before, after = once.estimate(**asked), twice.estimate(**asked)
        assert before.quantity == after.quantity
        assert (before.at, before.origins, before.agreeing) == (after.at, after.origins, after.agreeing)
        assert len(before.conflicts) == len(after.conflicts)
        assert len(before.drifted) == len(after.drifted)
        assert [one.quantity for one in before.history()] == [one.quantity for one in after.history()]
    assert len(once.conflicts()) == len(twice.conflicts())
    for event in {one.event for one in said}:
        first, second = once.corroboration(event), twice.corroboration(event)
        assert first.independent == second.independent
        assert [one.utterance for one in first.origins] == [one.utterance for one in second.origins]


# --- revisions ---


def is_replaced(one: axt.Claim, by: axt.Claim, ds: axt.Dataset) -> bool:
    """Whether a claim replaces another: that which it revises, or another report of the same figure.

    A total that is not smaller, of a later day, may have grown: it leaves the other standing.
    """
    if by.revises is None:
        return False
    old = ds.claims[by.revises]
    is_another_report = old.utterance == one.utterance and old.event == one.event and old.documents != one.documents
    if old.id != one.id and not (is_another_report and (number(old) == number(one) or old.when == one.when)):
        return False
    return not (number(by) >= number(one) and str(by.when) > str(one.when))


def number(one: axt.Claim) -> int:
    assert one.measure is not None
    return int(one.measure.quantity.low or 0)


@st.composite
def revising(draw: st.DrawFn) -> list[axt.Claim]:
    """Plain totals of two items by few origins, of which some revise earlier ones; all were made after their days."""
    found: list[axt.Claim] = []
    for position in range(draw(st.integers(2, 6))):
        event = draw(st.sampled_from(("kp-top", "kp-top", "kp-left")))
        earlier = [one.id for one in found if one.event == event]
        revised = draw(st.sampled_from(earlier)) if earlier and draw(st.booleans()) else None
        origin = draw(st.sampled_from(("briefing", "briefing", "interview"))) if revised is None else f"o{position}"
        figure = draw(st.integers(0, 3))
        first, last = draw(some_days(3))
        found.append(
            claim(
                f"c{position}",
                event,
                made=days(first + 2, last + 2),
                when=day(draw(st.sampled_from((1, 1, 2, 3)))),
                origin=origin,
                measure=measure(figure, figure),
                evidence=passage_of(draw(st.integers(0, 3))),
                revises=revised,
            )
        )
    return found


@given(revising(), st.integers(3, 6), CERTAINTIES, st.sampled_from(("top", "left")))
def test_a_revision_is_the_removal_of_what_it_revises_from_its_day_on(
    said: list[axt.Claim], by: int, certainty: str, item: str
) -> None:
    ds = axt.Dataset([*frame(suppliers=("kp",), items=("top", "left")), *WELL_KNOWN, *said])
    view = ds.as_of(day(by), certainty=certainty)
    # A revision that had not yet been made has replaced nothing: only those of the view do.
    gone = {one.id for one in view.claims if any(is_replaced(one, other, ds) for other in view.claims)}
    kept = [attrs.evolve(one, revises=None) for one in view.claims if one.id not in gone]
    removed = axt.Dataset([*(one for one in view.records if not isinstance(one, axt.Claim)), *kept])
    for at in (day(1), day(by)):
        asked = {"supplier": "kp", "recipient": "ru", "item": item, "at": at, **TOTAL}
        one, other = view.estimate(**asked), removed.estimate(**asked)
        assert one.quantity == other.quantity
        assert [each.id for each in one.supporting] == [each.id for each in other.supporting]
        assert (one.origins, one.agreeing) == (other.origins, other.agreeing)
        superseded = {each.claim.id for each in one.set_aside if each.reason is axt.SetAsideReason.SUPERSEDED}
        assert superseded == gone
    assert len(view.conflicts()) == len(removed.conflicts())
