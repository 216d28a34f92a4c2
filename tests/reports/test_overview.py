"""The overview: who gave whom what by whose word, on small datasets with answers that can be worked out by hand."""

from __future__ import annotations

from itertools import count

import attrs
import pytest
from example_counts import few
from hypothesis import given

import axis_tracker as axt
from axis_tracker import Period, Phase, Reading
from axis_tracker.reports.overview import overview_record
from axis_tracker.testing import datasets

_numbers = count()

WHO = [
    axt.Actor(id=key, name=name, kind="state")
    for key, name in (("cn", "China"), ("ir", "Iran"), ("kp", "North Korea"), ("ru", "Russia"), ("us", "United States"))
]
WHERE = [axt.Place(id="kursk", name="Kursk"), axt.Place(id="russia", name="Russia")]
WHAT = [axt.Item(id=key, name=key) for key in ("missiles", "shells", "troops")]


def transfer(key, supplier="kp", recipient="ru", item="shells"):
    return axt.ArmsTransfer(id=key, name=key, supplier=supplier, recipient=recipient, item=item)


def deployment(key, when=None):
    return axt.Deployment(id=key, name=key, of="kp", to="kursk", item="troops", when=when)


def visit(key, when=None):
    return axt.Delegation(id=key, name=key, visitors=["ru", "cn"], host="kp", when=when)


def claim(event, by="us", figure=None, **fields):
    """A claim made in 2024 on an event; a figure is a quantity that was delivered, or a whole measure."""
    measure = figure if figure is None or isinstance(figure, axt.Measure) else axt.Measure(figure, "delivered")
    made = {} if "evidence" in fields else {"made": "2024"}
    fields = {"id": f"claim-{next(_numbers)}", **made, **fields}
    return axt.Claim(event=event, claimants=[by], summary="A claim.", measure=measure, **fields)


def report_on(*records):
    return axt.overview(axt.Dataset([*WHO, *WHERE, *WHAT, *records]))


def test_of_nothing_there_is_nothing_to_tell():
    report = axt.overview(axt.Dataset())
    assert all(part == () for part in report)


# Transfers


def test_a_transfer_names_its_parties_and_who_asserts_and_denies_it():
    first = claim("a", by="us", id="first")
    second = claim("a", by="cn", id="second")
    (flow,) = report_on(
        transfer("a"),
        first,
        second,
        claim("a", by="ru", stance="denies", answers=["first"], id="third"),
        claim("a", by="kp", stance="denies", answers=["first"], id="fourth"),
        claim("a", by="ru", stance="denies", answers=["second"], id="fifth"),
        claim("a", by="ir", stance="doubts", id="sixth"),
        claim("a", by="ir", stance="declines", id="seventh"),
    ).transfers
    assert (flow.supplier.name, flow.recipient.name) == ("North Korea", "Russia")
    assert flow.asserted == (first, second)
    assert {one.id for one in flow.denials.direct} == {"third", "fourth", "fifth"}
    assert (flow.denials.broader, flow.denials.possible, flow.denials.earlier) == ((), (), ())
    assert flow.figures == ()


def rounds_within_arms(when=None):
    return [
        axt.Item(id="arms", name="arms"),
        axt.Item(id="rounds", name="artillery rounds", broader=["arms"]),
        transfer("all", item="arms"),
        attrs.evolve(transfer("part", item="rounds"), when=when),
    ]


def test_who_denies_the_whole_denies_its_parts_with_it_and_not_the_other_way_round():
    flows = report_on(
        *rounds_within_arms(),
        claim("all", id="says-all", made="2023-01"),
        claim("part", id="says-part", made="2023-01"),
        claim("all", by="ru", stance="denies", answers=["says-all"], id="denies-all"),
        claim("part", by="kp", stance="denies", answers=["says-part"], id="denies-part"),
    ).transfers
    told = {
        flow.event.id: tuple([one.id for one in denials] for denials in (flow.denials.direct, flow.denials.broader))
        for flow in flows
    }
    assert told == {"all": (["denies-all"], []), "part": (["denies-part"], ["denies-all"])}


@pytest.mark.parametrize(
    ("made", "cover"), [("2023-10", "earlier"), ("2023-10/2024-02", "possible"), ("2026", "broader")]
)
def test_a_denial_covers_the_parts_that_had_begun_by_its_day(made, cover):
    flows = report_on(
        *rounds_within_arms("2024/.."),
        claim("all", id="says-all", made="2023"),
        claim("part", made="2025"),
        claim("all", by="ru", stance="denies", answers=["says-all"], made=made, id="denial"),
    ).transfers
    (flow,) = (flow for flow in flows if flow.event.id == "part")
    assert {name: [one.id for one in getattr(flow.denials, name)] for name in flow.denials._fields} == {
        name: ["denial"] if name == cover else [] for name in flow.denials._fields
    }


@pytest.mark.parametrize("modality", ["planned", "predicted", "sought", "recommended", "possible"])
def test_what_is_not_claimed_as_a_fact_does_not_count(modality):
    fact = claim("a", figure="over 5 shells")
    report = report_on(
        transfer("a"), transfer("b"), fact, *(claim(key, figure="over 9 shells", modality=modality) for key in "ab")
    )
    (flow,) = report.transfers
    assert flow.event.id == "a"
    assert flow.asserted == (fact,)


def test_the_pair_with_most_claims_comes_first_and_in_it_what_has_figures():
    flows = report_on(
        transfer("a", "ir", "ru"),
        claim("a", figure="over 5 shells"),
        transfer("b"),
        claim("b"),
        claim("b"),
        transfer("c", item="missiles"),
        claim("c", figure="over 5 missiles"),
        transfer("d", "cn", "ru"),
        claim("d"),
        transfer("e", "ru", "kp"),
    ).transfers
    assert [flow.event.id for flow in flows] == ["c", "b", "d", "a"]


# Figures


def figures_on(*claims):
    (flow,) = report_on(transfer("a"), *claims).transfers
    return flow.figures


def test_a_figure_has_the_strongest_word_for_each_end():
    claims = {
        words: claim("a", figure=f"{words} shells", when="2024-06-01")
        for words in ("over 10", "12 to 20", "up to 15", "at least 11")
    }
    (figure,) = figures_on(*claims.values())
    assert figure.at_least == (claims["12 to 20"],)
    assert figure.at_most == (claims["up to 15"],)
    assert (figure.low, figure.high, figure.unit) == (12, 15, "shells")
    assert (figure.phase, figure.reading) == (Phase.DELIVERED, Reading.TOTAL)


def test_an_end_that_nobody_bounds_has_nobody():
    (figure,) = figures_on(claim("a", figure="over 10 shells"), claim("a", figure="over 12 shells"))
    assert (figure.low, figure.includes_low, figure.high, figure.at_most) == (12, False, None, ())
    (figure,) = figures_on(claim("a", figure="up to 10 shells"))
    assert (figure.low, figure.high, figure.at_least) == (None, 10, ())


def test_zero_bounds_an_end():
    nothing = claim("a", figure={"low": 0, "high": 0, "unit": "shells"}, when="2024-06-01")
    (figure,) = figures_on(nothing)
    assert (figure.low, figure.high) == (0, 0)
    assert figure.at_most == (nothing,)


def test_what_is_read_differently_is_never_put_together():
    measures = [
        axt.Measure("10 shells", "delivered"),
        axt.Measure("10 rounds", "delivered"),
        axt.Measure("10 shells", "used", "rate", per="day"),
        axt.Measure("10 shells", "used", "rate", per="month"),
        axt.Measure("10 percent", "used", "share", share_of="the shells"),
        axt.Measure("10 percent", "used", "share", share_of="the rounds"),
    ]
    figures = figures_on(*(claim("a", figure=one, when="2024-06-01") for one in measures), claim("a"))
    shown = {(one.unit, one.phase, one.reading, one.per, one.share_of) for one in figures}
    assert shown >= {
        ("shells", Phase.DELIVERED, Reading.TOTAL, None, None),
        ("rounds", Phase.DELIVERED, Reading.TOTAL, None, None),
        ("shells", Phase.USED, Reading.RATE, Period.DAY, None),
        ("shells", Phase.USED, Reading.RATE, Period.MONTH, None),
        ("percent", Phase.USED, Reading.SHARE, None, "the shells"),
        ("percent", Phase.USED, Reading.SHARE, None, "the rounds"),
    }
    assert len(shown) == len(figures)


def test_the_figure_with_most_claims_comes_first():
    figures = figures_on(
        claim("a", figure="10 trains"),
        claim("a", figure="10 containers"),
        claim("a", figure="10 shells"),
        claim("a", figure="11 shells"),
    )
    assert figures[0].unit == "shells"
    assert {one.unit for one in figures} == {"shells", "containers", "trains"}


def test_an_increment_is_shown_as_it_was_claimed():
    added = claim("a", figure=axt.Measure("10 shells", "delivered", "increment"), when="2024-06-01/2024-06-30")
    figures = figures_on(claim("a", figure="at least 10 shells", when="2024-05-31"), added)
    (figure,) = (one for one in figures if one.reading is Reading.INCREMENT)
    assert (figure.at_least, figure.at, figure.phrase()) == ((added,), None, "10 shells newly delivered")


def test_a_beginning_of_the_count_is_shown_with_its_own_bounds():
    since = claim("a", figure=axt.Measure("148 shells", "delivered", since="2023-08"), when="2024-06-01")
    whole, counted = figures_on(since)
    assert (whole.low, whole.high, whole.since) == (148, None, None)
    assert (counted.low, counted.high, str(counted.since)) == (148, 148, "2023-08")
    assert counted.phrase() == "148 shells delivered in total by 2024-06-01, counted since 2023-08"


def test_a_conflict_is_named_with_both_sides():
    more = claim("a", figure="at least 6 shells", when="2024-06-01")
    fewer = claim("a", by="cn", figure="up to 4 shells", when="2024-06-01")
    (figure,) = figures_on(more, fewer)
    assert figure.is_in_conflict
    assert set(figure.conflicting) == {more, fewer}
    assert figure.phrase().startswith("no usable figure for shells")


def test_a_figure_of_a_narrower_item_names_that_item():
    rounds = claim("part", figure="at least 10 rounds")
    flows = report_on(*rounds_within_arms(), claim("all"), rounds).transfers
    figures = {flow.event.id: flow.figures for flow in flows}
    (whole,), (part,) = figures["all"], figures["part"]
    assert whole.at_least == part.at_least == (rounds,)
    assert (whole.counted, part.counted) == ("rounds (artillery rounds)", "rounds")
    assert whole.phrase().endswith(" (artillery rounds)")


@few
@given(datasets(min_claims=2))
def test_the_overview_says_what_the_estimate_says_for_the_same_day(ds):
    report = axt.overview(ds)
    for event, figures in [(one.event, one.figures) for one in (*report.transfers, *report.deployments)]:
        for figure in figures:
            if figure.at is not None:
                estimate = ds.estimate(
                    event=event,
                    phase=figure.phase,
                    reading=figure.reading,
                    unit=figure.unit,
                    since=figure.since,
                    at=figure.at,
                )
                if (figure.per, figure.share_of) == (None, None):
                    assert figure.quantity == estimate.quantity
                    assert (figure.at_least, figure.at_most) == (estimate.binding_low, estimate.binding_high)
                    assert figure.is_in_conflict is bool(estimate.conflicts)


@few
@given(datasets(min_claims=2))
def test_every_figure_that_is_asserted_is_in_the_overview(ds):
    report = axt.overview(ds)
    for one in (*report.transfers, *report.deployments):
        shown = {(figure.unit, figure.phase, figure.reading, figure.per, figure.share_of) for figure in one.figures}
        for said in one.asserted:
            if said.measure is not None:
                of = said.measure
                assert (of.quantity.unit, of.phase, of.reading, of.per, of.share_of) in shown


def test_the_record_holds_what_the_overview_says():
    ds = axt.load()
    report, record = axt.overview(ds), overview_record(ds)
    parts = [*record["transfers"], *record["deployments"]]
    for one, plain in zip((*report.transfers, *report.deployments), parts, strict=True):
        assert [figure.unit for figure in one.figures] == [figure["unit"] for figure in plain["figures"]]
        assert [[claim.id for claim in figure.at_least] for figure in one.figures] == [
            figure["at_least"] for figure in plain["figures"]
        ]
        assert [claim.id for claim in one.denials.earlier] == plain["denials"]["earlier"]


# Deployments, delegations, denials, documents

DATES = {
    "x": None,
    "old": "2023",
    "new": "2024-06-19",
    "middle": "2023-10",
    "unknown": "/2024-12",
    "open": "2024-01/..",
}
LATEST_FIRST = ["new", "open", "middle", "old", "unknown", "x"]


def test_deployments_begin_with_the_latest_and_those_without_a_date_end_the_list():
    told = [claim(key, figure="10 troops") for key in DATES]
    report = report_on(*(deployment(key, when) for key, when in DATES.items()), *told, deployment("untold", "2025"))
    assert [one.event.id for one in report.deployments] == LATEST_FIRST
    assert report.deployments[0].figures[0].unit == "troops"
    assert report.deployments[0].asserted == (told[2],)


def test_delegations_begin_with_the_latest_and_count_every_claim():
    claims = [*(claim(key, id=key) for key in DATES), claim("new", stance="denies", answers=["new"])]
    report = report_on(*(visit(key, when) for key, when in DATES.items()), *claims)
    assert [one.event.id for one in report.delegations] == LATEST_FIRST
    assert [one.claims for one in report.delegations] == [2, 1, 1, 1, 1, 1]
    first = report.delegations[0]
    assert [actor.name for actor in first.visitors] == ["Russia", "China"]
    assert first.host.name == "North Korea"


def test_of_an_early_day_no_later_delegation_is_told():
    told = [claim("old", made="2023-05"), claim("new", made="2024-06")]
    dataset = axt.Dataset([*WHO, *WHERE, *WHAT, visit("old", "2023-05"), visit("new", "2024-06"), *told])
    assert [one.event.id for one in axt.overview(dataset).delegations] == ["new", "old"]
    assert [one.event.id for one in axt.overview(dataset.as_of("2023-12-31")).delegations] == ["old"]


def test_a_denial_names_who_denies_and_what_it_answers():
    said = [claim("a", id="one"), claim("a", id="two")]
    denial = claim("a", by="kp", stance="denies", answers=["two", "one"])
    (found,) = report_on(transfer("a"), *said, denial).denials
    assert found.claim is denial
    assert [actor.id for actor in found.by] == ["kp"]
    assert found.answers == (said[1], said[0])


def test_documents_begin_with_the_first_published_and_count_the_claims_that_rest_on_them():
    documents = [
        axt.Document(id=key, title=key, published=published, dating="printed", length=50, sha256="0" * 64)
        for key, published in (("late", "2024-12"), ("first", "2023-10~"), ("idle", "2024"), ("soon", "2024-06-01"))
    ]
    both = [f"{key}#char=0,5;sha256={'0' * 16}" for key in ("late", "first", "late")]
    report = report_on(*documents, transfer("a"), claim("a", evidence=both), claim("a", evidence=both[:1]))
    assert [(one.document.id, one.claims) for one in report.documents] == [
        ("first", 1),
        ("idle", 0),
        ("soon", 0),
        ("late", 2),
    ]
