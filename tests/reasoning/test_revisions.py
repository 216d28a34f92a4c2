"""A revision is said to be one; what it replaced stays on record, and no longer stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from claim_strategies import EVENT_IDS, claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Change, Claim, Quantity, Shift, read
from axis_tracker.reasoning.revisions import standing_for, superseded

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


@few
@given(datasets())
def test_a_chain_goes_from_what_revises_nothing_to_what_nothing_revises(ds) -> None:
    replaced = superseded(ds)
    for chain in ds.revisions():
        assert chain.first.revises is None
        assert chain.latest.id not in replaced
        assert len(chain.claims) > 1
        for before, after in zip(chain.claims, chain.claims[1:], strict=False):
            assert after.revises == before.id


@few
@given(datasets())
def test_every_claim_that_revises_or_is_revised_is_in_a_chain_and_no_other(ds) -> None:
    chained = {claim.id for chain in ds.revisions() for claim in chain.claims}
    assert chained == {claim.id for claim in ds.claims if claim.revises is not None} | superseded(ds)
    ends = [chain.latest.id for chain in ds.revisions()]
    assert sorted(ends) == sorted(
        claim.id for claim in ds.claims if claim.revises is not None and claim.id not in superseded(ds)
    )


@few
@given(datasets())
def test_a_change_is_between_neighbours_that_differ_in_it(ds) -> None:
    for chain in ds.revisions():
        for change in chain.changes:
            assert change.revising.revises == change.revised.id
            assert change.before != change.after
        assert chain.explain().count("\n") + 2 == len(chain.claims)


@few
@given(datasets())
def test_what_stands_for_a_claim_is_itself_or_the_ends_of_its_chains(ds) -> None:
    from axis_tracker.reasoning.revisions import revisers

    by_revised = revisers(ds)
    for claim in ds.claims:
        standing = standing_for(claim, by_revised)
        if claim.id not in superseded(ds):
            assert standing == (claim,)
        else:
            expected = {chain.latest.id for chain in ds.revisions() if claim in chain.claims}
            assert {one.id for one in standing} == expected


@few
@given(claims(), st.randoms(use_true_random=False), st.sampled_from(EVENT_IDS))
def test_revisions_do_not_depend_on_the_order_of_the_claims(said, random, event) -> None:
    ds, shuffled = dataset(said), dataset(random.sample(said, len(said)))
    assert ds.revisions() == shuffled.revisions()
    assert ds.revisions(about=event) == tuple(chain for chain in ds.revisions() if chain.first.event == event)
