"""The overview: who gave whom what by whose word, on small datasets with answers that can be worked out by hand."""

from __future__ import annotations

from itertools import count

import attrs
import pytest

import axis_tracker as axt
from axis_tracker import Period, Phase, Reading

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
    assert [actor.id for actor in flow.denied_by] == ["ru", "kp"]
    assert flow.figures == ()


def test_who_denies_the_whole_denies_its_parts_with_it_and_not_the_other_way_round():
    arms = axt.Item(id="arms", name="arms")
    rounds = axt.Item(id="rounds", name="rounds", broader=["arms"])
    flows = report_on(
        arms,
        rounds,
        transfer("all", item="arms"),
        transfer("part", item="rounds"),
        claim("all", id="says-all"),
        claim("part", id="says-part"),
        claim("all", by="ru", stance="denies", answers=["says-all"]),
        claim("part", by="kp", stance="denies", answers=["says-part"]),
    ).transfers
    told = {
        flow.event.id: ([one.id for one in flow.denied_by], [one.id for one in flow.denied_with_more_by])
        for flow in flows
    }
    assert told == {"all": (["ru"], []), "part": (["kp"], ["ru"])}


@pytest.mark.parametrize(("made", "by"), [("2023-10", []), ("2023-10/2024-02", ["ru"]), ("2024-05", ["ru"])])
def test_who_denied_the_whole_before_a_part_can_have_begun_did_not_deny_that_part(made, by):
    arms = axt.Item(id="arms", name="arms")
    rounds = axt.Item(id="rounds", name="rounds", broader=["arms"])
    flows = report_on(
        arms,
        rounds,
        transfer("all", item="arms"),
        attrs.evolve(transfer("part", item="rounds"), when="2024/.."),
        claim("all", id="says-all", made="2023"),
        claim("part"),
        claim("all", by="ru", stance="denies", answers=["says-all"], made=made),
    ).transfers
    assert [[one.id for one in flow.denied_with_more_by] for flow in flows if flow.event.id == "part"] == [by]


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
        transfer("c"),
        claim("c", figure="over 5 shells"),
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
        "over 10": claim("a", figure="over 10 shells"),
        "12 to 20": claim("a", figure="12 to 20 shells"),
        "up to 15": claim("a", figure="up to 15 shells"),
        "about 17": claim("a", figure="at least 11 shells"),
    }
    (figure,) = figures_on(*claims.values())
    assert figure.at_least is claims["12 to 20"]
    assert figure.at_most is claims["up to 15"]
    assert set(figure.claims) == set(claims.values())
    assert (figure.unit, figure.phase, figure.reading) == ("shells", Phase.DELIVERED, Reading.TOTAL)


def test_of_two_equal_ends_the_one_that_is_not_included_is_stronger():
    at_least, over = claim("a", figure="at least 10 shells"), claim("a", figure="over 10 shells")
    up_to, under = claim("a", figure="up to 20 shells"), claim("a", figure="fewer than 20 shells")
    for claims in ((at_least, over, up_to, under), (under, up_to, over, at_least)):
        (figure,) = figures_on(*claims)
        assert figure.at_least is over
        assert figure.at_most is under


def test_an_end_that_nobody_bounds_has_nobody():
    (figure,) = figures_on(claim("a", figure="over 10 shells"), claim("a", figure="over 12 shells"))
    assert figure.at_least.measure.quantity.low == 12
    assert figure.at_most is None
    (figure,) = figures_on(claim("a", figure="up to 10 shells"))
    assert figure.at_least is None
    (figure,) = figures_on(claim("a", figure=axt.Measure({"unit": "shells"}, "sent")))
    assert (figure.at_least, figure.at_most) == (None, None)


def test_zero_bounds_an_end():
    (figure,) = figures_on(claim("a", figure={"low": 0, "high": 0, "unit": "shells"}))
    assert figure.at_least is figure.at_most is not None


def test_what_is_read_differently_is_never_put_together():
    measures = [
        axt.Measure("10 shells", "delivered"),
        axt.Measure("10 rounds", "delivered"),
        axt.Measure("10 shells", "sent"),
        axt.Measure("10 shells", "sent", "level"),
        axt.Measure("10 shells", "used", "rate", per="day"),
        axt.Measure("10 shells", "used", "rate", per="month"),
        axt.Measure("10 percent", "used", "share", share_of="the shells"),
        axt.Measure("10 percent", "used", "share", share_of="the rounds"),
    ]
    figures = figures_on(*(claim("a", figure=one) for one in measures), claim("a"))
    assert {(one.unit, one.phase, one.reading, one.per, one.share_of) for one in figures} == {
        ("shells", Phase.DELIVERED, Reading.TOTAL, None, None),
        ("rounds", Phase.DELIVERED, Reading.TOTAL, None, None),
        ("shells", Phase.SENT, Reading.TOTAL, None, None),
        ("shells", Phase.SENT, Reading.LEVEL, None, None),
        ("shells", Phase.USED, Reading.RATE, Period.DAY, None),
        ("shells", Phase.USED, Reading.RATE, Period.MONTH, None),
        ("percent", Phase.USED, Reading.SHARE, None, "the shells"),
        ("percent", Phase.USED, Reading.SHARE, None, "the rounds"),
    }
    assert all(one.at_least is one.at_most is one.claims[0] for one in figures)


def test_the_figure_with_most_claims_comes_first_then_by_what_is_counted():
    figures = figures_on(
        claim("a", figure="10 trains"),
        claim("a", figure="10 containers"),
        claim("a", figure="10 shells"),
        claim("a", figure="11 shells"),
    )
    assert [one.unit for one in figures] == ["shells", "containers", "trains"]


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
