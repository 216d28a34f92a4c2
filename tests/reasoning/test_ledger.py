"""A ledger has every gift between two actors once, under the item that it is, and adds nothing to what was claimed."""

from __future__ import annotations

from pathlib import Path

from claim_strategies import claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Claim, Dataset, read
from axis_tracker.reasoning.revisions import superseded

CASES = read(Path(__file__).parents[1] / "named_cases")


def said(key: str, event: str = "shells", figure: str | None = None, **fields) -> Claim:
    measure = None if figure is None else {"quantity": figure, "phase": "delivered"} | fields.pop("measure", {})
    given = {"claimants": ["service"], "made": "2024-06-10", "summary": "Says so."}
    return Claim(id=key, event=event, measure=measure, **given | fields)


def test_gifts_of_members_count_and_items_stand_under_the_nearest_broader_one() -> None:
    ledger = dataset([]).ledger("North Korea", "ru")
    assert [(row.label, row.depth, [event.id for event in row.events]) for row in ledger.given] == [
        ("arms", 0, ["arms"]),
        ("shells", 1, ["shells"]),
        ("short rockets", 2, ["rockets"]),
        ("troops", 0, ["troops"]),
    ]
    assert [row.label for row in ledger.returned] == ["shells"]


def test_who_only_possibly_acted_for_a_party_is_in_the_possible_ledger() -> None:
    ledger = dataset([]).ledger("kp", "ru", certainty="possible")
    assert [row.label for row in ledger.returned] == ["shells", "technology (form of assistance, no item named)"]


def test_the_total_of_a_broader_item_holds_what_is_claimed_of_a_narrower_one() -> None:
    ds = dataset([said("a", "arms", "more than 1,000 shells"), said("b", "shells", "more than 5,000 shells")])
    arms, shells, *_ = ds.ledger("kp", "ru").given
    assert [str(row.figures[0].quantity) for row in (arms, shells)] == ["more than 5,000 shells"] * 2
    assert [claim.id for claim in arms.figures[0].claims] == ["b"]
    assert arms.figures[0].text == "more than 5,000 shells delivered in total"


def test_a_level_stands_as_it_was_claimed_and_bounds_no_total() -> None:
    ds = dataset([said("a", figure="about 3,000 shells", measure={"reading": "level"})])
    (figure,) = ds.ledger("kp", "ru").given[1].figures
    assert (figure.text, figure.estimate, figure.conflicting) == (
        "about 3,000 shells delivered (number at one time)",
        None,
        False,
    )


def test_claims_that_cannot_all_hold_are_marked() -> None:
    ds = dataset(
        [said("a", "troops", "more than 5,000 troops"), said("b", "troops", "up to 3,000 troops", made="2024-07")]
    )
    ledger = ds.ledger("kp", "ru")
    assert ledger.given[-1].figures[0].conflicting
    assert (
        "more than 5,000 troops delivered in total or up to 3,000 troops delivered in total "
        "(A service; claims conflict)"
    ) in str(ledger)


def test_a_total_without_bounds_stands_as_it_was_claimed() -> None:
    ds = dataset([said("a", figure="up to 3,000 shells")])
    # The event began in 2023, and what came earlier, or with the rockets that are shells too, nothing limits.
    (figure,) = ds.ledger("kp", "ru").given[1].figures
    assert (figure.text, figure.estimate) == ("up to 3,000 shells delivered in total", None)


def test_a_figure_under_an_assumption_says_so_and_bounds_no_total() -> None:
    (row,) = CASES.ledger("kp", "ru").given[3:4]
    (figure,) = row.figures
    assert (row.label, figure.estimate) == ("152 mm shells", None)
    assert figure.text.startswith("more than 3 million shells sent in total, assuming: ")


def test_the_link_between_gifts_has_its_own_claims_with_their_hedge() -> None:
    ds = dataset([said("a", "deal", likelihood="likely", hedge="probably"), said("b", "deal", stance="declines")])
    (link,) = ds.ledger("kp", "ru").exchanges
    assert [claim.id for claim in link.claims] == ["a", "b"]
    assert str(ds.ledger("kp", "ru")).splitlines()[-4:] == [
        "Exchanges",
        "  shells to Russia, in return for shells back",
        '    asserted by A service (likely, "probably")',
        "    neither confirmed nor denied by A service",
    ]


def test_strangers_gave_each_other_nothing() -> None:
    ledger = dataset([]).ledger("kp", "service")
    assert (ledger.rows, ledger.exchanges, ledger.records()) == ((), (), [])
    assert str(ledger) == (
        "North Korea to A service\n  nothing on record\nA service to North Korea\n  nothing on record"
    )


@few
@given(datasets())
def test_turned_round_a_ledger_is_the_same_ledger(ds) -> None:
    ledger, turned = ds.ledger("kp", "ru"), ds.ledger("ru", "kp")
    assert (ledger.given, ledger.returned) == (turned.returned, turned.given)


@few
@given(datasets(), st.sampled_from(("certain", "possible")))
def test_every_gift_is_in_one_row_and_every_standing_claim_on_it_too(ds, certainty) -> None:
    ledger = ds.ledger("kp", "ru", certainty=certainty)
    for rows, giver, receiver in ((ledger.given, "kp", "ru"), (ledger.returned, "ru", "kp")):
        events = [event.id for row in rows for event in row.events]
        expected = [
            *ds.transfers.where(supplier=giver, recipient=receiver, certainty=certainty).ids,
            *ds.deployments.where(of=giver, in_support_of=receiver, certainty=certainty).ids,
        ]
        assert sorted(event for event in events if ds.events[event].kind != "assistance") == sorted(expected)
        assert len(set(events)) == len(events)
        for row in rows:
            told = {claim.id for claim in (*row.claims, *row.prospects, *row.counterclaims)}
            standing = {
                claim.id
                for event in row.events
                for claim in ds.claims.where(about=event)
                if claim.id not in superseded(ds) and claim.stance.value not in ("declines", "silent", "unverified")
            }
            assert told == standing


@few
@given(datasets())
def test_a_row_stands_under_a_broader_item(ds) -> None:
    ledger = ds.ledger("kp", "ru")
    for rows in (ledger.given, ledger.returned):
        above: list[str] = []
        for row in rows:
            above = [*above[: row.depth], row.item.id if row.item else ""]
            assert len(above) == row.depth + 1
            if row.depth:
                assert above[-1] in ds.hierarchy.items_below(above[-2])


@few
@given(datasets())
def test_a_bound_follows_from_claims_on_the_item_or_below_it(ds) -> None:
    for row in ds.ledger("kp", "ru").rows:
        below = ds.hierarchy.items_below(row.item.id) if row.item else frozenset()
        for figure in row.figures:
            assert figure.claims
            for claim in figure.claims:
                item = getattr(ds.events[claim.event], "item", None)
                # An upper bound may come from a broader item, and so may what is in dispute.
                elsewhere = figure.quantity.high is not None or figure.conflicting
                assert elsewhere or row.item is None or item in below


@few
@given(datasets())
def test_records_are_one_a_figure_and_one_for_a_row_without(ds) -> None:
    ledger = ds.ledger("kp", "ru")
    records = ledger.records()
    assert len(records) == sum(max(1, len(row.figures)) for row in ledger.rows)
    assert {(one["giver"], one["item"]) for one in records} == {(row.giver.id, row.item.id) for row in ledger.rows}


@few
@given(claims(), st.randoms(use_true_random=False))
def test_a_ledger_does_not_depend_on_the_order_of_the_claims(said_, random) -> None:
    one, other = (ds.ledger("kp", "ru") for ds in (dataset(said_), dataset(random.sample(said_, len(said_)))))
    assert one == other
    assert str(one) == str(other)


@few
@given(datasets())
def test_the_ledger_of_an_earlier_day_is_that_of_what_had_been_said(ds) -> None:
    view = ds.as_of("2024-06-30")
    assert str(view.ledger("kp", "ru")) == str(Dataset(view.records).ledger("kp", "ru"))
