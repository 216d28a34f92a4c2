"""A ledger has every gift between two actors once, under the item that it is, and adds nothing to what was claimed."""

from __future__ import annotations

from pathlib import Path

from claim_strategies import claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Assistance, Claim, Dataset, read
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
    assert arms.figures[0].text == "more than 5,000 shells delivered in total by 2024-06-10, counting only shells"
    assert shells.figures[0].text == "more than 5,000 shells delivered in total by 2024-06-10"


def test_a_level_is_the_answer_of_an_estimate_of_levels() -> None:
    ds = dataset([said("a", figure="about 3,000 shells", measure={"reading": "level"})])
    (figure,) = ds.ledger("kp", "ru").given[1].figures
    assert figure.text == "between 2,700 and 3,300 shells delivered (number at one time) on 2024-06-10"
    assert figure.quantity == ds.estimate(event="shells").quantity


def test_claims_that_cannot_all_hold_are_marked() -> None:
    ds = dataset(
        [said("a", "troops", "more than 5,000 troops"), said("b", "troops", "up to 3,000 troops", made="2024-07")]
    )
    ledger = ds.ledger("kp", "ru")
    (figure,) = ledger.given[-1].figures
    assert figure.conflicting
    assert str(figure.quantity) == str(ds.estimate(event="troops").quantity)
    assert "conflict: more than 5,000 troops and up to 3,000 troops cannot both be true" in str(ledger)


def test_the_figure_is_that_of_the_estimate_although_earlier_figures_conflict() -> None:
    ds = dataset(
        [
            said("a", figure="6,700 shells", made="2024-02-26", claimants=["service"]),
            said("b", figure="over 10,000 shells", made="2024-02-23", claimants=["kp"]),
            said("c", figure="28,000 shells", made="2025-07-13", claimants=["service"]),
        ]
    )
    (figure,) = ds.ledger("kp", "ru").given[1].figures
    assert figure.quantity == ds.estimate(event="shells").quantity
    assert figure.text.startswith("28,000 shells delivered in total by 2025-07-13")


def test_a_maximum_that_only_one_event_has_is_shown_for_this_event() -> None:
    ds = dataset([said("a", figure="up to 3,000 shells")])
    # The event began in 2023, and what came earlier, or with the rockets that are shells too, nothing limits.
    (figure,) = ds.ledger("kp", "ru").given[1].figures
    assert figure.text == "up to 3,000 shells delivered in total by 2024-06-10"
    assert figure.estimate.question.event == "shells"


def test_events_of_two_kinds_in_one_row_are_named_because_no_question_counts_both() -> None:
    gift = Assistance(id="aid", name="aid in shells", supplier="kp", recipient="ru", form="goods", item="shells")
    ds = dataset([said("a", figure="3,000 shells")]).with_records(gift, said("b", "aid", "200 shells"))
    texts = [figure.text for figure in ds.ledger("kp", "ru").given[1].figures]
    assert sorted(text.rpartition(", in ")[2] for text in texts) == ['"aid in shells"', '"shells to Russia"']


def test_a_figure_that_no_estimate_uses_says_why() -> None:
    ds = dataset([said("a", figure="3,000 shells"), said("b", figure="9,000 shells", likelihood="unlikely")])
    figures = ds.ledger("kp", "ru").given[1].figures
    assert not any("9,000" in figure.text for figure in figures)
    ds = dataset([said("a", figure="3,000 shells"), said("b", figure="9,000 shells", likelihood="even-chance")])
    *_, last = ds.ledger("kp", "ru").given[1].figures
    assert last.estimate is None
    assert last.text.startswith("9,000 shells delivered in total, not used: ")


def test_a_plan_is_the_answer_of_an_estimate_of_plans() -> None:
    ds = dataset([said("a", "troops", "at least 25,000 troops", modality="planned", when="2024-07")])
    (row,) = [row for row in ds.ledger("kp", "ru").given if row.label == "troops"]
    (figure,) = row.figures
    assert (figure.modality.value, figure.quantity.low) == ("planned", 25_000)
    assert ", as planned" in figure.text
    assert row.support.startswith("stated only as planned: A service, 2024-06-10, planned")


def test_the_hedge_and_the_date_of_a_claim_are_shown_wherever_its_source_is() -> None:
    claim = said("a", figure="3,000 shells", likelihood="even-chance", hedge="may have")
    ds = dataset([claim, said("b", stance="doubts", likelihood="likely", hedge="probably not", made="2024-07")])
    text = str(ds.ledger("kp", "ru"))
    assert 'according to A service, 2024-06-10, even-chance, "may have"' in text
    assert 'denied or doubted by A service, 2024-07, likely, "probably not"' in text
    (record,) = [one for one in ds.ledger("kp", "ru").records() if one["sources"]]
    assert record["sources"] == ['A service, 2024-06-10, even-chance, "may have"']
    assert record["countersources"] == ['A service, 2024-07, likely, "probably not"']


def test_a_denial_counts_by_what_had_happened_on_its_day() -> None:
    denial = said("no", claimants=["kp"], stance="denies", made="2022-09-22")
    later = said("later", when="2024-03", figure="3,000 shells")
    (row,) = [row for row in dataset([denial, later]).ledger("kp", "ru").given if row.claims]
    assert ([*row.counterclaims], [one.id for one in row.earlier_counterclaims]) == ([], ["no"])
    assert row.opposition == ("denied or doubted earlier, before this can have happened, by North Korea, 2022-09-22",)


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
        '    asserted by A service, 2024-06-10, likely, "probably"',
        "    neither confirmed nor denied by A service, 2024-06-10",
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
            against = {
                claim.id
                for claim in (*row.counterclaims, *row.possible_counterclaims, *row.earlier_counterclaims)
                if claim.event in {event.id for event in row.events}
            }
            told = {claim.id for claim in (*row.claims, *row.prospects)} | against
            standing = {
                claim.id
                for event in row.events
                for claim in ds.claims.where(about=event)
                if claim.id not in superseded(ds) and claim.stance.value not in ("declines", "silent", "unverified")
            }
            assert told == standing


@few
@given(datasets())
def test_a_figure_says_what_the_estimate_says_that_answers_its_question(ds) -> None:
    for row in ds.ledger("kp", "ru").rows:
        for figure in row.figures:
            estimate = figure.estimate
            if estimate is None:
                continue
            question = estimate.question
            asked = {
                "phase": figure.phase,
                "reading": figure.reading,
                "unit": figure.quantity.unit,
                "modality": figure.modality,
                "since": figure.since,
            }
            if question.event is None:
                asked |= {"kind": question.kind, "about": dict(question.fields)}
            else:
                asked |= {"event": question.event}
            answer = ds.estimate(**asked)
            assert (figure.quantity, figure.at, figure.counted) == (answer.quantity, answer.at, answer.counted)
            in_conflict = [claim for one in answer.conflicts for claim in (*one.lower, *one.upper)]
            basis = {claim.id for claim in (*answer.binding_low, *answer.binding_high, *in_conflict)}
            assert [claim.id for claim in figure.claims] == sorted(basis)
            assert figure.conflicting == bool(answer.conflicts)


@few
@given(datasets())
def test_every_asserted_figure_is_used_by_an_estimate_of_its_row_or_shown_as_claimed(ds) -> None:
    for row in ds.ledger("kp", "ru").rows:
        shown = {claim.id for figure in row.figures for claim in figure.claims}
        for figure in row.figures:
            if figure.estimate is not None:
                shown |= {claim.id for claim in figure.estimate.supporting}
        stated = {claim.id for claim in (*row.claims, *row.prospects) if claim.measure is not None}
        assert stated <= shown


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
            if figure.estimate is None:
                continue
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
