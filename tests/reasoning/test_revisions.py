"""A revision is said to be one; what it replaced stays on record, and no longer stands.

The oracle for what is replaced goes through all pairs of claims and through all days on which a figure can have stood.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from claim_strategies import EVENT_IDS, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Change, Claim, Quantity, Shift, read
from axis_tracker.reasoning.revisions import replacements, superseded

CASES = read(Path(__file__).parents[1] / "named_cases")


def test_at_least_600_killed_revised_to_about_2000() -> None:
    (chain,) = CASES.revisions()
    assert [claim.id for claim in chain.claims] == ["nis-killed", "nis-killed-revised"]
    (change,) = chain.changes
    assert (change.field, str(change.before), str(change.after)) == (
        "quantity",
        "at least 600 soldiers",
        "about 2,000 soldiers",
    )
    assert change.shift is Shift.NARROWED


def test_before_the_day_of_the_revision_nothing_was_revised() -> None:
    assert CASES.as_of("2025-09-01").revisions() == ()
    assert len(CASES.as_of("2025-09-02").revisions()) == 1


def test_a_later_figure_of_the_same_service_revises_nothing_unless_it_says_so() -> None:
    told = {"event": "shells", "claimants": ["service"], "summary": "A total."}
    measures = [{"quantity": f"{number:,} shells", "phase": "delivered"} for number in (1_000, 2_000)]
    first = Claim(id="a", made="2024-01", measure=measures[0], **told)
    assert dataset([first, Claim(id="b", made="2024-06", measure=measures[1], **told)]).revisions() == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("at least 600 killed", "about 2,000 killed", Shift.NARROWED),
        ("about 2,000 killed", "at least 600 killed", Shift.WIDENED),
        ("600 killed", "2,000 killed", Shift.RAISED),
        ("up to 600 killed", "more than 600 killed", Shift.RAISED),
        ("2,000 killed", "600 killed", Shift.LOWERED),
        ("between 100 and 300 killed", "between 200 and 400 killed", Shift.MOVED),
        ("600 killed", "2,000 wounded", None),
        ("over 600 killed", "more than 600 killed", None),
    ],
)
def test_how_a_revised_figure_lies_to_the_old_one(before: str, after: str, expected: Shift | None) -> None:
    claim = CASES.claims["nis-killed"]
    assert Change(claim, claim, "quantity", Quantity.of(before), Quantity.of(after)).shift is expected


def test_only_figures_shift() -> None:
    claim = CASES.claims["nis-killed"]
    assert Change(claim, claim, "hedge", None, "probably").shift is None
    assert Change(claim, claim, "hedge", None, "probably").explain() == 'hedge from not stated to "probably"'


def said(key: str, figure: str | None = None, **fields) -> Claim:
    measure = None if figure is None else {"quantity": figure, "phase": "delivered", **fields.pop("measure", {})}
    given = {"event": "shells", "claimants": ["service"], "made": "2024-06-10", "summary": "Says so."}
    return Claim(id=key, measure=measure, **given | fields)


def report(key: str, figure: str, origin: str, relay: str, **fields) -> Claim:
    return said(key, figure, origin=origin, relays=[relay], **fields)


def test_one_revision_reported_twice_is_one_chain() -> None:
    ds = dataset(
        [
            report("a1", "11,000 shells", "first", "ru"),
            report("a2", "11,000 shells", "first", "kp"),
            report("b1", "9,000 shells", "second", "ru", revises="a1", made="2024-08"),
            report("b2", "about 9,000 shells", "second", "kp", revises="a2", made="2024-08"),
        ]
    )
    (chain,) = ds.revisions()
    assert [[claim.id for claim in step] for step in chain.reports] == [["a1", "a2"], ["b1", "b2"]]
    assert chain.explain().startswith("a1, a2 (made 2024-06-10) was revised by b1, b2 (made 2024-08): quantity from")


def test_two_figures_that_revise_one_are_two_chains() -> None:
    ds = dataset(
        [
            report("a", "11,000 shells", "first", "ru"),
            report("b1", "9,000 shells", "second", "ru", revises="a"),
            report("b2", "2,000 rockets", "second", "ru", revises="a"),
        ]
    )
    assert [[claim.id for claim in chain.claims] for chain in ds.revisions()] == [["a", "b1"], ["a", "b2"]]


def test_a_revision_binds_all_reports_of_the_utterance_and_no_other_figure() -> None:
    ds = dataset(
        [
            report("a1", "11,000 shells", "first", "ru"),
            report("a2", "12,000 shells", "first", "kp"),
            report("sent", "11,000 rockets", "first", "kp"),
            report("later", "3,000 shells", "first", "kp", when="2024-05"),
            report("b", "9,000 shells", "second", "ru", revises="a1", when="2024-03", made="2024-08"),
            said("other", "11,000 shells"),
        ]
    )
    assert superseded(ds) == {"a1", "a2", "later"}
    dated = [
        report("oct", "3,000 shells", "first", "ru", when="2023-10"),
        report("dec", "10,000 shells", "first", "kp", when="2023-12"),
        report("b", "2,000 shells", "second", "ru", revises="oct", when="2023-10", made="2024-08"),
    ]
    assert superseded(dataset(dated)) == {"oct"}, "3,000 by October and 10,000 by December are two figures"


@pytest.mark.parametrize(
    ("before", "after", "fields", "stands"),
    [
        ("11,000 shells", "14,000 shells", {"made": "2024-08"}, True),
        ("11,000 shells", "11,000 shells", {"made": "2024-08"}, True),
        ("11,000 shells", "10,000 shells", {"made": "2024-08"}, False),
        ("11,000 shells", "14,000 shells", {"made": "2024-06-10"}, False),
        ("11,000 shells", "14,000 shells", {"made": "2024-06"}, False),
        ("11,000 shells", "14,000 shells", {"made": "2024-08", "when": "2024-05"}, False),
        ("at least 600 shells", "about 2,000 shells", {"made": "2024-08"}, True),
        ("at least 600 shells", "up to 2,000 shells", {"made": "2024-08"}, False),
        ("up to 600 shells", "up to 2,000 shells", {"made": "2024-08"}, True),
        ("up to 600 shells", "up to 500 shells", {"made": "2024-08"}, False),
        ("11,000 shells", "14,000 rockets", {"made": "2024-08"}, False),
        ("11,000 shells", "14,000 shells", {"made": "2024-08", "stance": "doubts"}, False),
    ],
)
def test_a_larger_total_of_a_later_day_takes_nothing_back(before, after, fields, stands) -> None:
    ds = dataset([said("a", before), said("b", after, revises="a", **fields)])
    assert (superseded(ds) == frozenset()) is stands
    (chain,) = ds.revisions()
    assert ("still stands" in chain.explain()) is stands


def test_only_totals_grow() -> None:
    level = {"measure": {"reading": "level"}}
    ds = dataset(
        [said("a", "11,000 shells", **level), said("b", "14,000 shells", revises="a", made="2024-08", **level)]
    )
    assert superseded(ds) == {"a"}


# The oracle


def stood_on(claim: Claim, made: tuple[date, date]) -> set[int]:
    """All days on which the claim's total can have stood, given the first and last day on which it was made."""
    first, last = made
    when = claim.when
    if when is None or str(when).endswith("/.."):
        return {*range(first.toordinal(), last.toordinal() + 1)}
    end = when if when.end is None else when.end
    days = {*range(end.earliest.toordinal(), end.latest.toordinal() + 1)}
    return {one for one in days if one <= last.toordinal()} or days


def counts_the_same(one: Claim, other: Claim) -> bool:
    names = ("event", "modality")
    if any(getattr(one, name) != getattr(other, name) for name in names) or bool(one.measure) != bool(other.measure):
        return False
    if one.measure is None:
        return True
    of_measure = ("phase", "reading", "per", "share_of")
    return (
        all(getattr(one.measure, name) == getattr(other.measure, name) for name in of_measure)
        and one.measure.quantity.unit == other.measure.quantity.unit
        and begins(one) == begins(other)
    )


def begins(claim: Claim) -> str:
    """The notation of the day from which a total counts, if the claim gives it: the part before a slash."""
    before, slash, _ = str(claim.when).partition("/")
    return before if slash and claim.measure.reading.value == "total" else ""


def is_replaced_by(claim: Claim, revised: Claim, revising: Claim, ds) -> bool:
    made = {one.id: (one.made.earliest, one.made.latest) for one in (claim, revising)}
    if claim.id != revised.id:
        if claim.utterance != revised.utterance or revising.utterance == claim.utterance:
            return False
        if claim.relays == revised.relays != () or not counts_the_same(claim, revised):
            return False
        dated = claim.when is not None and revised.when is not None
        is_total = claim.measure is not None and claim.measure.reading.value == "total"
        if dated and is_total:
            anyday = (date(1, 1, 1), date.max)
            same_day = stood_on(claim, anyday) & stood_on(revised, anyday)
        else:
            same_day = not dated or claim.when.overlaps(revised.when).is_possible
        same_number = claim.measure is not None and (
            claim.measure.quantity.figure == revised.measure.quantity.figure is not None
        )
        if not same_day and not same_number:
            return False
    asserts = claim.stance is revising.stance and claim.stance.value == "asserts"
    if claim.measure is None or revising.measure is None or not asserts or not counts_the_same(claim, revising):
        return True
    if claim.measure.reading.value != "total":
        return True
    later = all(
        day < other for day in stood_on(claim, made[claim.id]) for other in stood_on(revising, made[revising.id])
    )
    old, new = claim.measure.quantity, revising.measure.quantity
    # No number below the earlier lower end is left; or, without such an end, some number above the upper end is.
    if old.low is not None:
        larger = new.low is not None and new.is_less_than(old.low).is_possible is False
        larger = larger and not (new.low == old.low and new.includes_low and not old.includes_low)
    else:
        larger = new.high is None or new.high >= old.high
    return not (later and larger)


@few
@given(datasets())
def test_what_is_replaced_is_what_the_oracle_says(ds) -> None:
    for claim in ds.claims:
        expected = [
            one.id
            for one in ds.claims
            if one.revises is not None and is_replaced_by(claim, ds.claims[one.revises], one, ds)
        ]
        assert [one.id for one in replacements(ds).of(claim)] == expected
        assert (claim.id in superseded(ds)) is bool(expected)


@few
@given(datasets())
def test_a_chain_goes_from_what_revises_nothing_to_what_nothing_revises(ds) -> None:
    revised = {claim.revises for claim in ds.claims}
    for chain in ds.revisions():
        assert all(claim.revises is None for claim in chain.reports[0])
        assert not {claim.id for claim in chain.reports[-1]} & revised
        assert len(chain.claims) > 1
        for before, after in zip(chain.reports, chain.reports[1:], strict=False):
            named = {claim.revises for claim in after} - {None}
            assert named
            assert named <= {claim.id for claim in before}
            assert len({claim.utterance for claim in after}) == 1


@few
@given(datasets())
def test_every_claim_that_revises_or_is_revised_is_in_one_step(ds) -> None:
    steps = {step for chain in ds.revisions() for step in chain.reports}
    ids = [claim.id for step in steps for claim in step]
    assert len(ids) == len(set(ids))
    named = {claim.revises for claim in ds.claims} - {None}
    assert {*ids} >= {claim.id for claim in ds.claims if claim.revises is not None} | named
    for chain in ds.revisions():
        assert [step[0] for step in chain.reports] == [*chain.claims]


@few
@given(datasets())
def test_a_change_is_between_neighbours_that_differ_in_it(ds) -> None:
    for chain in ds.revisions():
        steps = list(zip(chain.claims, chain.claims[1:], strict=False))
        for change in chain.changes:
            assert (change.revised, change.revising) in steps
            assert change.before != change.after
        assert chain.explain().count("\n") + 2 == len(chain.claims)


@few
@given(datasets())
def test_what_stands_for_a_claim_stands(ds) -> None:
    found = replacements(ds)
    for claim in ds.claims:
        standing = found.standing_for(claim)
        assert all(not found.are_there(one) for one in standing)
        if claim.id not in superseded(ds):
            assert standing == (claim,)


@few
@given(claims(), st.randoms(use_true_random=False), st.sampled_from(EVENT_IDS))
def test_revisions_do_not_depend_on_the_order_of_the_claims(said, random, event) -> None:
    ds, shuffled = dataset(said), dataset(random.sample(said, len(said)))
    assert ds.revisions() == shuffled.revisions()
    assert ds.revisions(about=event) == tuple(chain for chain in ds.revisions() if chain.first.event == event)


def test_a_long_chain_needs_no_recursion() -> None:
    ds = dataset([said("c0"), *(said(f"c{number}", revises=f"c{number - 1}") for number in range(1, 3_000))])
    (chain,) = ds.revisions()
    assert (len(chain.claims), chain.first.id, chain.latest.id) == (3_000, "c0", "c2999")
    assert [one.id for one in replacements(ds).standing_for(chain.first)] == ["c2999"]
