"""Estimates: which claims bound what, along which orders, under which policy, and how they say so."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import pytest
from claim_strategies import datasets as sayings
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st
from small_instances import DOCUMENT, claim, day, figures, frame, measure, some_days

import axis_tracker as axt
from axis_tracker import Policy, SetAsideReason

TOP: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": "top", "phase": "delivered", "reading": "total"}


def dataset_of(*claims: axt.Claim, also: tuple[Any, ...] = ()) -> axt.Dataset:
    return axt.Dataset([*frame(), *also, *claims])


def total(
    key: str, on: str, low: int | None, high: int | None = None, event: str = "kp-top", **fields: Any
) -> axt.Claim:
    return claim(key, event, made=on, measure=measure(low, high), **fields)


def reasons(estimate: axt.Estimate) -> dict[str, SetAsideReason]:
    return {one.claim.id: one.reason for one in estimate.set_aside}


# --- time ---


def test_lower_ends_hold_from_their_day_on_and_upper_ends_up_to_theirs() -> None:
    dataset = dataset_of(total("c", "2024-05-10", 4, 6))
    assert dataset.estimate(**TOP, at="2024-05-09").quantity == axt.Quantity(high=6, unit="crates")
    assert dataset.estimate(**TOP, at="2024-05-10").quantity == axt.Quantity(low=4, high=6, unit="crates")
    assert dataset.estimate(**TOP, at="2024-05-11").quantity == axt.Quantity(low=4, unit="crates")


def test_a_figure_of_a_month_is_that_of_its_end() -> None:
    dataset = dataset_of(total("c", "2024-05", 4, 6))
    assert dataset.estimate(**TOP, at="2024-05-01").quantity == axt.Quantity(high=6, unit="crates")
    assert dataset.estimate(**TOP, at="2024-05-15").quantity == axt.Quantity(high=6, unit="crates")
    assert dataset.estimate(**TOP, at="2024-05").quantity == axt.Quantity(low=4, high=6, unit="crates")


MADE = ("2024-12-10", "2025-02-01", "2024-12")
WHEN_AND_MADE = [*product((None, "2024-12-10", "/2024-12-10", "2024-12", "2024", "2024-12~", "/2024-12"), MADE)]


@pytest.mark.parametrize(("when", "made"), WHEN_AND_MADE)
def test_a_plain_figure_is_the_answer_however_its_day_is_written(when: str | None, made: str) -> None:
    estimate = dataset_of(total("c", made, 185, 185, when=when)).estimate(**TOP)
    assert estimate.quantity == axt.Quantity(low=185, high=185, unit="crates")


def test_a_vague_day_yields_to_a_certain_one_and_makes_no_conflict() -> None:
    vague, certain = total("vague", "2025-01-15", 5, 5, when="2024-05"), total("certain", "2024-05-20", 7)
    estimate = dataset_of(vague, certain).estimate(**TOP, at="2024-05-31")
    assert (estimate.low, estimate.high, estimate.conflicts) == (7, None, ())
    assert dataset_of(vague).estimate(**TOP, at="2024-05-31").high == 5


def test_of_two_figures_of_one_month_the_greater_stood_at_its_end() -> None:
    five, seven = (total(f"c{number}", "2025-01-15", number, number, when="2024-05") for number in (5, 7))
    dataset = dataset_of(five, seven)
    estimate = dataset.estimate(**TOP, at="2024-05-31")
    assert (estimate.low, estimate.high) == (7, 7)
    assert estimate.conflicts == dataset.conflicts() == ()


def test_what_came_until_a_day_since_nobody_knows_when_bounds_both_ways() -> None:
    none = dataset_of(total("none", "2025-01-15", 0, 0, when="/2024-12-31"))
    assert none.estimate(**TOP, at="2024-12-31").quantity == axt.Quantity(low=0, high=0, unit="crates")
    ten_to_twelve, fourteen = (
        total(key, "2025-01-15", *ends, when="/2024-12-31", claimants=[f"teller-{at}"])
        for at, (key, ends) in enumerate((("one", (10, 12)), ("other", (14, 14))))
    )
    assert len(dataset_of(ten_to_twelve, fourteen).conflicts()) == 1


def test_when_a_total_stood_counts_and_not_when_it_was_told() -> None:
    dataset = dataset_of(total("c", "2024-05-10", 4, when="2023-06-30"))
    assert dataset.estimate(**TOP, at="2023-07-01").low == 4


def test_what_is_told_as_a_fact_had_happened_when_it_was_told() -> None:
    dataset = dataset_of(total("c", "2024-05-10", 4, when="2024"))
    assert dataset.estimate(**TOP, at="2024-05-10").low == 4


def test_by_default_the_last_day_that_the_claims_speak_of_is_asked_about() -> None:
    dataset = dataset_of(total("one", "2024-01-10", 4), total("two", "2024-03-10", 2, 9))
    estimate = dataset.estimate(**TOP)
    assert (str(estimate.at), estimate.low, estimate.high) == ("2024-03-10", 4, 9)
    assert dataset_of().estimate(**TOP).at is None


def test_what_was_told_by_a_day_is_meant_of_that_day() -> None:
    dataset = dataset_of(total("high", "/2024-05-10", None, 6), total("low", "/2024-05-10", 4))
    estimate = dataset.estimate(**TOP, at="2024-05-10")
    assert (estimate.low, estimate.high, reasons(estimate)) == (4, 6, {})


def test_a_total_that_goes_on_stands_where_it_was_told() -> None:
    dataset = dataset_of(total("c", "2024-05-10", 4, 6, when="2023/.."))
    estimate = dataset.estimate(**TOP, since="2023", at="2024-05-10")
    assert (estimate.low, estimate.high) == (4, 6)
    # Before 2023 there may have been more: the upper end limits only what came since.
    assert dataset.estimate(**TOP, at="2024-05-10").high is None


# --- items, actors, places ---


def test_figures_of_a_part_bound_the_whole_from_below_and_of_the_whole_the_part_from_above() -> None:
    dataset = dataset_of(total("part", day(1), 3, 3, event="kp-left"), total("whole", day(1), 4, 7))
    whole = dataset.estimate(**TOP, at=day(1))
    assert (whole.low, whole.high) == (4, 7)
    part = dataset.estimate(supplier="kp", recipient="ru", item="left", at=day(1))
    assert (part.low, part.high) == (3, 3)
    other = dataset.estimate(supplier="kp", recipient="ru", item="right", at=day(1))
    assert (other.low, other.high) == (None, 7)
    assert reasons(other) == {}


def test_what_a_ministry_gives_its_state_gives() -> None:
    dataset = dataset_of(total("c", day(1), 3, event="ministry-left"))
    assert dataset.estimate(**TOP, at=day(1)).low == 3
    assert dataset.estimate(supplier="ministry", recipient="ru", item="right", at=day(1)).low is None


def test_a_role_that_does_not_cover_the_event_carries_nothing() -> None:
    minister = axt.Actor(id="minister", name="Minister", kind="person", roles=[axt.Role(of="kp", during="2024-06/..")])
    gift = axt.ArmsTransfer(id="gift", name="Gift", supplier="minister", recipient="ru", item="top", when="2024-01")
    dataset = dataset_of(total("c", "2024-07-01", 3, event="gift"), also=(minister, gift))
    assert dataset.estimate(**TOP).low is None
    later = attrs.evolve(gift, when="2024-06/..")
    assert dataset_of(total("c", "2024-07-01", 3, event="gift"), also=(minister, later)).estimate(**TOP).low == 3


def places() -> tuple[Any, ...]:
    return (
        axt.Place(id="russia", name="Russia (place)"),
        axt.Place(id="kursk", name="Kursk", within="russia"),
        axt.Item(id="troops", name="troops"),
        axt.Deployment(id="in-russia", name="In Russia", of="kp", to="russia", item="troops", in_support_of="ru"),
        axt.Deployment(id="in-kursk", name="In Kursk", of="kp", to="kursk", item="troops", in_support_of="ru"),
    )


def test_who_is_sent_to_a_place_is_sent_to_the_place_around_it() -> None:
    dataset = dataset_of(
        total("kursk", day(1), 5, 8, event="in-kursk"), total("russia", day(1), 6, 9, event="in-russia"), also=places()
    )
    russia = dataset.estimate(of="kp", to="russia", item="troops", at=day(1))
    kursk = dataset.estimate(of="kp", to="kursk", item="troops", at=day(1))
    assert ((russia.low, russia.high), (kursk.low, kursk.high)) == ((6, 9), (5, 8))


def test_an_open_question_about_a_required_field_has_no_upper_end() -> None:
    dataset = dataset_of(total("c", day(1), 3, 7))
    assert (dataset.estimate(recipient="ru", item="top", at=day(1)).low, dataset.estimate(item="top").high) == (3, None)


def test_an_event_of_another_time_bounds_the_whole_only_from_below() -> None:
    shipment = axt.ArmsTransfer(id="shipment", name="One", supplier="kp", recipient="ru", item="top", when="2023-09")
    dataset = dataset_of(total("c", "2023-10-01", 3, 7, event="shipment"), also=(shipment,))
    assert (dataset.estimate(**TOP).low, dataset.estimate(**TOP, at="2023-10-01").high) == (3, None)
    assert dataset.estimate(event="shipment", at="2023-10-01").high == 7


@pytest.mark.parametrize(
    ("whole", "part", "high"),
    [
        (None, "2024-01", 7),
        ("2023/..", "2024-01", 7),
        ("2023/..", "2022/2024", None),
        ("/2025", "2024-01", None),
        ("../2025", "2024-01", 7),
        ("2023/", "2024-01", None),
        ("2024-01", "2024-01", 7),
        ("2024-01", None, None),
    ],
)
def test_an_event_covers_another_only_if_its_time_certainly_does(
    whole: str | None, part: str | None, high: int | None
) -> None:
    events = tuple(
        axt.ArmsTransfer(id=key, name=key, supplier="kp", recipient="ru", item="left", when=when)
        for key, when in (("whole", whole), ("part", part))
    )
    bare = [one for one in frame() if not isinstance(one, axt.ArmsTransfer)]
    dataset = axt.Dataset([*bare, *events, total("c", "2026-01-01", None, 7, event="whole")])
    assert dataset.estimate(event="part", at="2026-01-01").high == high


def test_any_measured_kind_of_event_can_be_asked_about() -> None:
    fight = axt.Engagement(id="fight", name="Fight", sides=["kp", "ru"], losses_of="kp", item="left")
    launch = axt.Activity(id="launch", name="Launches", activity="launch", actors=["kp"], item="left")
    dataset = dataset_of(
        claim("lost", "fight", made=day(1), measure=measure(3, None, phase="lost")),
        claim("tests", "launch", made=day(1), measure=measure(5, None, phase="used")),
        also=(fight, launch),
    )
    assert dataset.estimate(losses_of="kp", item="top", phase="lost").low == 3
    assert dataset.estimate(event="launch", phase="used").low == 5
    assert dataset.estimate(kind="activity", item="top", phase="used").low == 5


# --- readings ---


def increment(key: str, when: str, low: int, **fields: Any) -> axt.Claim:
    return claim(key, "kp-top", made="2025-01-01", when=when, measure=measure(low, low, reading="increment"), **fields)


def test_increments_add_up_where_their_windows_share_no_day() -> None:
    dataset = dataset_of(
        increment("a", "2024-01", 3), increment("b", "2024-02", 4), increment("c", "2024-02-20/2024-03", 5)
    )
    estimate = dataset.estimate(**TOP, at="2024-12-31")
    assert estimate.low == 8
    assert [one.id for one in estimate.binding_low] == ["a", "c"]
    assert dataset.estimate(**TOP, at="2024-03-01").low == 7
    assert "the sum for periods that do not overlap" in estimate.explain()


def test_increments_add_to_a_total_that_stood_before_them_and_not_to_one_that_holds_them() -> None:
    dataset = dataset_of(
        total("before", "2023-12-31", 10), increment("a", "2024-01", 3), total("after", "2024-06-01", 12)
    )
    assert dataset.estimate(**TOP, at="2024-02-01").low == 13
    assert dataset.estimate(**TOP, at="2024-06-01").low == 13


def test_levels_hold_on_their_own_days() -> None:
    level = claim(
        "level", "kp-top", made="2024-05-10", when="2024-05-01/2024-05-10", measure=measure(3, 5, reading="level")
    )
    dataset = dataset_of(level, total("total", "2024-05-10", 9))
    assert dataset.estimate(**{**TOP, "reading": "level"}, at="2024-05-05").high == 5
    assert dataset.estimate(**{**TOP, "reading": "level"}, at="2024-05-11").low is None
    assert dataset.estimate(**TOP).low == 9


def test_a_level_bounds_a_total_from_below_only() -> None:
    level = claim(
        "level", "kp-top", made="2024-05-10", when="2024-05-01/2024-05-10", measure=measure(3, 5, reading="level")
    )
    estimate = dataset_of(level).estimate(**TOP, at="2024-05-10")
    assert (estimate.low, estimate.high) == (3, None)
    weaker = dataset_of(level, total("total", "2024-05-10", 2, 9)).estimate(**TOP, at="2024-05-10")
    assert (weaker.low, weaker.high) == (3, 9)
    assert [one.id for one in weaker.binding_low] == ["level"]


def test_a_level_that_goes_on_is_known_until_it_was_told() -> None:
    level = claim("level", "kp-top", made="2024-05-10", when="2024-05-01/..", measure=measure(3, 5, reading="level"))
    assert dataset_of(level).estimate(**{**TOP, "reading": "level"}, at="2024-05-10").low == 3
    assert dataset_of(level).estimate(**{**TOP, "reading": "level"}, at="2024-05-11").low is None


@pytest.mark.parametrize(
    ("per", "when", "periods"),
    [
        ("day", "2024-02-27/2024-03-01", 4),
        ("week", "2024-01-01/2024-01-14", 2),
        ("month", "2024-01-02/2024-03-31", 2),
        ("year", "2022/2025-01-31", 2),
    ],
)
def test_rates_add_up_only_if_asked_and_by_whole_periods(per: str, when: str, periods: int) -> None:
    rate = claim("rate", "kp-top", made="2025-03-01", when=when, measure=measure(3, 3, reading="rate", per=per))
    dataset = dataset_of(rate)
    assert dataset.estimate(**TOP).low is None
    assert dataset.estimate(**TOP, policy=Policy(rates="integrated")).low == 3 * periods


def test_shares_bound_nothing() -> None:
    share = claim(
        "share",
        "kp-top",
        made="2024",
        measure={"quantity": "50 percent", "phase": "used", "reading": "share", "share_of": "all"},
    )
    assert reasons(dataset_of(share).estimate(**{**TOP, "phase": "used"})) == {"share": SetAsideReason.READING}


def test_counting_from_a_later_beginning_counts_less() -> None:
    dataset = dataset_of(
        claim("early", "kp-top", made=day(9), measure=measure(5, 8, since=day(1))),
        claim("late", "kp-top", made=day(9), measure=measure(3, 6, since=day(5))),
    )
    every = dataset.estimate(**TOP, at=day(9))
    assert (every.low, every.high) == (5, None)
    since_first = dataset.estimate(**TOP, since=day(1), at=day(9))
    assert (since_first.low, since_first.high) == (5, 8)
    since_fifth = dataset.estimate(**TOP, since=day(5), at=day(9))
    assert (since_fifth.low, since_fifth.high) == (3, 6)
    assert reasons(since_fifth) == {}
    since_third = dataset.estimate(**TOP, since=day(3), at=day(9))
    assert (since_third.low, since_third.high) == (3, 8)


# --- policies ---


def test_units_are_never_converted_and_the_usual_one_is_taken() -> None:
    other = claim("other", "kp-top", made=day(1), measure={"quantity": "9 boxes", "phase": "delivered"})
    crates = (total(f"c{number}", day(1), number, claimants=[f"teller-{number}"]) for number in (3, 4))
    dataset = dataset_of(other, *crates)
    assert dataset.estimate(**TOP).unit == "crates"
    assert reasons(dataset.estimate(**TOP)) == {"other": SetAsideReason.UNIT}
    assert dataset.estimate(**TOP, unit="boxes").low == 9


def test_what_was_delivered_was_sent_unless_the_policy_keeps_the_phases_apart() -> None:
    sent = claim("sent", "kp-top", made=day(1), measure=measure(None, 9, phase="sent"))
    dataset = dataset_of(sent, total("delivered", day(1), 4))
    assert dataset.estimate(**TOP).high == 9
    assert dataset.estimate(**{**TOP, "phase": "sent"}).low == 4
    ordered = dataset.estimate(**{**TOP, "phase": "ordered"})
    assert (ordered.low, ordered.high) == (None, None)
    assert dataset.estimate(**TOP, policy=Policy(phases="separate")).high is None


@pytest.mark.parametrize("stance", ["doubts", "declines", "silent", "unverified"])
def test_only_what_is_asserted_bounds(stance: str) -> None:
    assert reasons(dataset_of(total("c", day(1), 3, stance=stance)).estimate(**TOP)) == {"c": SetAsideReason.STANCE}
    policy = Policy(stances=["asserts", stance])
    assert dataset_of(total("c", day(1), 3, stance=stance)).estimate(**TOP, policy=policy).low == 3


def test_denials_are_told_beside_and_subtract_nothing() -> None:
    denial = claim("no", "kp-top", made=day(2), stance="denies", answers=["c"])
    estimate = dataset_of(total("c", day(1), 3), denial).estimate(**TOP)
    assert (estimate.low, [one.id for one in estimate.denials]) == (3, ["no"])
    assert "Denied by Teller (no" in estimate.explain()


def test_plans_and_forecasts_bound_nothing() -> None:
    assert reasons(dataset_of(total("c", day(1), 3, modality="predicted")).estimate(**TOP)) == {
        "c": SetAsideReason.MODALITY
    }


def test_the_weakest_hedge_that_counts_is_the_policys() -> None:
    dataset = dataset_of(
        total("firm", day(1), 3),
        total("likely", day(1), 5, likelihood="likely"),
        total("not", day(1), 7, likelihood="unlikely"),
    )
    assert dataset.estimate(**TOP).low == 5
    assert dataset.estimate(**TOP, policy=Policy(minimum_likelihood="unlikely")).low == 7
    firm = dataset.estimate(**TOP, policy=Policy(minimum_likelihood="unhedged"))
    assert (firm.low, reasons(firm)["likely"]) == (3, SetAsideReason.LIKELIHOOD)


def test_claimants_can_be_left_out_or_picked_with_all_who_act_for_them() -> None:
    dataset = dataset_of(
        total("own", day(1), 7, claimants=["ministry"]),
        total("joint", day(1), 5, claimants=["ministry", "teller"]),
        total("other", day(1), 3),
    )
    without = dataset.estimate(**TOP, policy=Policy(without=["Kp"]))
    assert (without.low, reasons(without)) == (5, {"own": SetAsideReason.CLAIMANT})
    only = dataset.estimate(**TOP, policy=Policy(only=["kp"]))
    assert (only.low, reasons(only)) == (7, {"other": SetAsideReason.CLAIMANT})
    with pytest.raises(axt.UnknownNameError):
        dataset.estimate(**TOP, policy=Policy(only=["nobody"]))


def test_unnamed_sources_bound_but_corroborate_nobody() -> None:
    dataset = dataset_of(total("named", day(1), 3), total("unnamed", day(1), 5, claimants=["somebody"]))
    estimate = dataset.estimate(**TOP)
    assert (estimate.low, estimate.origins) == (5, ("named",))
    assert dataset.estimate(**TOP, policy=Policy(unnamed="set-aside")).low == 3


def test_an_end_can_be_asked_to_be_said_by_several() -> None:
    dataset = dataset_of(
        total("a", day(1), 7, claimants=["teller-0"]),
        total("b", day(1), 5, 20, claimants=["teller-1"]),
        total("c", day(1), 3, claimants=["teller-2"]),
        total("d", day(1), 9, claimants=["somebody"]),
    )
    estimate = dataset.estimate(**TOP, policy=Policy(origins=2))
    assert (estimate.low, estimate.high) == (5, None)
    assert reasons(estimate) == {"d": SetAsideReason.UNCORROBORATED}
    # Whoever says at least 7 says at least 5, too.
    assert [one.id for one in estimate.binding_low] == ["a", "b"]
    assert dataset.estimate(**TOP, policy=Policy(origins=4)).low is None


@pytest.mark.parametrize("origins", [1, 2, 3])
def test_as_many_as_are_asked_for_are_enough(origins: int) -> None:
    said = [total(f"c{number}", day(1), 4, 6, claimants=[f"teller-{number}"]) for number in range(origins)]
    enough, too_few = dataset_of(*said), dataset_of(*said[1:])
    estimate = enough.estimate(**TOP, at=day(1), policy=Policy(origins=origins))
    assert (estimate.low, estimate.high) == (4, 6)
    rows = enough.estimates(phase="delivered", reading="total", at=day(1), policy=Policy(origins=origins))
    assert {row.event: row.quantity for row in rows}["kp-top"] == estimate.quantity
    fewer = too_few.estimate(**TOP, at=day(1), policy=Policy(origins=origins))
    assert (fewer.low, fewer.high) == (None, None)


def test_of_three_the_ends_that_two_reach_are_those_of_the_second() -> None:
    ends = ((3, 9), (5, 11), (7, 13))
    said = [total(f"c{at}", day(1), low, high, claimants=[f"teller-{at}"]) for at, (low, high) in enumerate(ends)]
    estimate = dataset_of(*said).estimate(**TOP, at=day(1), policy=Policy(origins=2))
    assert (estimate.low, estimate.high) == (5, 11)


def test_two_statements_of_one_speaker_are_one_voice() -> None:
    twice = dataset_of(total("a", day(1), 4, claimants=["teller"]), total("b", day(1), 4, claimants=["teller"]))
    assert twice.estimate(**TOP, at=day(1), policy=Policy(origins=2)).low is None


def test_figures_under_an_assumption_count_only_if_it_is_granted() -> None:
    dataset = dataset_of(total("a", day(1), 3), total("b", day(1), 9, derived_from=["a"], assumption="all are full"))
    assert dataset.estimate(**TOP).low == 3
    assert dataset.estimate(**TOP, policy=Policy(assumptions="granted")).low == 9


@pytest.mark.parametrize(
    ("words", "margin", "low", "high"),
    [
        ("around 200 crates", None, 180, 220),
        ("around 200 crates", 5, 190, 210),
        ("around 200 crates", 0, 200, 200),
        ("nearly 200 crates", 10, 180, 200),
        ("over 200 crates", 10, 200, None),
        ("up to about 200 crates", 10, None, 220),
    ],
)
def test_around_is_read_by_its_digits_or_by_a_margin(
    words: str, margin: int | None, low: int | None, high: int | None
) -> None:
    dataset = dataset_of(claim("c", "kp-top", made=day(1), measure={"quantity": words, "phase": "delivered"}))
    estimate = dataset.estimate(**TOP, at=day(1), policy=Policy(margin=margin))
    assert (estimate.low, estimate.high) == (low, high)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origins", 0),
        ("origins", True),
        ("margin", -1),
        ("margin", 0.5),
        ("stances", []),
        ("rates", "sometimes"),
        ("only", "kp"),
    ],
)
def test_a_policy_refuses_what_it_cannot_mean(field: str, value: object) -> None:
    with pytest.raises(axt.InvalidValueError) as refused:
        Policy(**{field: value})  # type: ignore[arg-type]
    assert refused.value.path.startswith(field)


# --- relays and revisions ---

DOCUMENTS = tuple(axt.Document(id=f"text-{number}", published="2024-12-01", **DOCUMENT) for number in range(3))


def relay(one: axt.Claim, key: str, document: int, **fields: Any) -> axt.Claim:
    evidence = [f"text-{document}#char=0,9;sha256=0123456789abcdef"]
    return attrs.evolve(one, id=key, origin="briefing", evidence=evidence, **fields)


def test_reports_of_one_briefing_that_differ_are_taken_as_saying_one_of_them() -> None:
    first = relay(total("a", day(1), 15, 15), "a", 0)
    second = relay(total("b", day(1), 18, 18), "b", 1)
    estimate = dataset_of(first, second, also=DOCUMENTS).estimate(**TOP, at=day(1))
    assert (estimate.low, estimate.high, estimate.origins, estimate.conflicts) == (15, 18, ("briefing",), ())
    assert [[one.id for one in group] for group in estimate.drifted] == [["a", "b"]]


def test_two_figures_in_one_text_are_neither_drift_nor_a_dispute() -> None:
    first = relay(total("a", day(1), 15, 15), "a", 0)
    second = relay(total("b", day(1), 18, 18), "b", 0)
    dataset = dataset_of(first, second, also=DOCUMENTS)
    estimate = dataset.estimate(**TOP, at=day(1))
    assert (estimate.low, estimate.high, estimate.drifted) == (15, 18, ())
    assert estimate.conflicts == dataset.conflicts() == ()


def test_a_relay_with_a_vaguer_day_leaves_open_on_which_day_it_stood_so() -> None:
    first = relay(total("a", day(1), 15, 15), "a", 0)
    second = relay(total("b", "/2024-12-01", 18, 18), "b", 1)
    dataset = dataset_of(first, second, also=DOCUMENTS)
    then, later = dataset.estimate(**TOP, at=day(1)), dataset.estimate(**TOP, at="2024-12-01")
    assert ((then.low, then.high), (later.low, later.high)) == ((None, 18), (15, None))


small_totals = st.lists(
    st.tuples(st.sampled_from(("kp-top", "kp-left", "ministry-top")), some_days(4), figures(5)), min_size=1, max_size=4
)


def said(parts: list[tuple[str, tuple[int, int], axt.Measure]]) -> list[axt.Claim]:
    return [
        claim(f"c{number}", event, made=f"{day(on[0])}/{day(on[1])}", origin=f"o{number}", measure=figure)
        for number, (event, on, figure) in enumerate(parts)
    ]


@given(small_totals, st.data(), st.integers(1, 5))
def test_relays_change_no_bound_and_no_count(parts: Any, data: st.DataObject, at: int) -> None:
    claims = said(parts)
    again = [
        attrs.evolve(claims[index], id=f"r{number}", relays=["somebody"])
        for number, index in enumerate(data.draw(st.lists(st.integers(0, len(claims) - 1), max_size=3)))
    ]
    one = dataset_of(*claims).estimate(**TOP, at=day(at))
    other = dataset_of(*claims, *again).estimate(**TOP, at=day(at))
    assert (one.quantity, one.origins, len(one.conflicts)) == (other.quantity, other.origins, len(other.conflicts))


@given(small_totals, st.data(), st.integers(1, 5))
def test_a_revision_is_like_a_removal_from_its_day_on(parts: Any, data: st.DataObject, at: int) -> None:
    claims = said(parts)
    old = data.draw(st.sampled_from(claims))
    # Of a day on which the old one may have stood: a greater total of a later day would leave it standing.
    stood = day(dict(zip(claims, parts, strict=True))[old][1][0])
    new = claim("new", old.event, made=day(5), when=stood, measure=data.draw(figures(5)))
    revised = dataset_of(*claims, attrs.evolve(new, revises=old.id))
    removed = dataset_of(*(one for one in claims if one.id != old.id), new)
    one, other = revised.estimate(**TOP, at=day(at), unit="crates"), removed.estimate(**TOP, at=day(at), unit="crates")
    assert (one.quantity, one.supporting and one.origins) == (other.quantity, other.supporting and other.origins)
    before = revised.as_of(day(4)).estimate(**TOP, at=day(at), unit="crates")
    assert before.quantity == dataset_of(*claims).as_of(day(4)).estimate(**TOP, at=day(at), unit="crates").quantity


def test_a_revision_replaces_every_report_of_what_it_revises() -> None:
    old = total("old", day(1), 9, origin="briefing")
    again = attrs.evolve(old, id="again", relays=["somebody"])
    new = total("new", day(2), 5, revises="old")
    estimate = dataset_of(old, again, new).estimate(**TOP)
    assert (estimate.low, reasons(estimate)) == (
        5,
        {"old": SetAsideReason.SUPERSEDED, "again": SetAsideReason.SUPERSEDED},
    )


def test_a_greater_total_of_a_later_day_leaves_the_one_standing_that_it_is_said_to_revise() -> None:
    old = total("old", "2024-02-23", 10_000)
    greater = total("new", "2025-07-13", 28_000, 28_000, revises="old")
    assert dataset_of(old, greater).estimate(**TOP, at="2024-06-01").low == 10_000
    smaller = total("new", "2025-07-13", 8_000, 8_000, revises="old")
    assert dataset_of(old, smaller).estimate(**TOP, at="2024-06-01").low is None


# --- what an estimate says ---


@few
@given(sayings(), st.sampled_from((None, "2024-06-10", "2025-01-08")))
def test_every_claim_with_a_figure_on_the_matter_supports_or_is_set_aside(dataset: axt.Dataset, at: str | None) -> None:
    estimate = dataset.estimate(supplier="kp", recipient="ru", item="arms", at=at)
    supporting = {one.id for one in estimate.supporting}
    aside = [one.claim.id for one in estimate.set_aside]
    assert supporting.isdisjoint(aside)
    assert len(set(aside)) == len(aside)
    about = {one.id for one in dataset.claims if one.measure is not None and one.event in ("arms", "rockets", "shells")}
    assert supporting | set(aside) == about
    assert {one.id for one in (*estimate.binding_low, *estimate.binding_high)} <= supporting
    assert estimate.explain()


def test_the_history_of_the_world_is_the_step_function_of_the_bounds() -> None:
    dataset = dataset_of(total("a", "2024-01-10", 4, 6), total("b", "2024-03", 9))
    steps = dataset.estimate(**TOP).history()
    assert [(str(one.first), str(one.last), str(one.quantity)) for one in steps] == [
        ("None", "2024-01-09", "up to 6 crates"),
        ("2024-01-10", "2024-01-10", "between 4 and 6 crates"),
        ("2024-01-11", "2024-03-30", "at least 4 crates"),
        ("2024-03-31", "None", "at least 9 crates"),
    ]
    for step in steps:
        inside = step.first or step.last
        assert inside is not None
        assert dataset.estimate(**TOP, at=inside).quantity == step.quantity


def test_the_history_of_knowledge_is_what_had_been_said_by_then() -> None:
    dataset = dataset_of(
        total("a", "2024-01-10", 4, when="2023-12-31"),
        total("b", "2024-03-01", 9, when="2023-12-31"),
        total("b2", "2024-05-01", 6, when="2023-12-31", revises="b"),
    )
    estimate = dataset.estimate(**TOP, at="2024-01-01")
    steps = estimate.history(of="knowledge")
    assert [(str(one.first), one.quantity.low) for one in steps] == [
        ("None", None),
        ("2024-01-10", 4),
        ("2024-03-01", 9),
        ("2024-05-01", 6),
    ]
    for step in steps[1:]:
        assert step.first is not None
        assert dataset.as_of(step.first).estimate(**TOP, at="2024-01-01").quantity.low == step.quantity.low
    with pytest.raises(axt.InvalidValueError, match='expected "world" or "knowledge"'):
        estimate.history(of="everything")  # type: ignore[arg-type]


def test_an_estimate_explains_each_step() -> None:
    dataset = dataset_of(total("part", "2024-01-10", 4, event="ministry-left"), total("whole", "2024-06-01", None, 9))
    text = dataset.estimate(**TOP, at="2024-03-01").explain()
    since = "and a cumulative total cannot fall, so the minimum for 2024-01-10 still holds"
    before = "and a cumulative total cannot fall, so the maximum for 2024-06-01 held earlier too"
    part = '"left of ministry" is part of this'
    said_low = '"at least 4 crates delivered in total", according to Teller (part, 2024-01-10)'
    said_high = '"up to 9 crates delivered in total", according to Teller (whole, 2024-06-01)'
    assert text.splitlines() == [
        "Top delivered from Kp to Russia, in total by 2024-03-01: between 4 and 9 crates.",
        f"At least 4 crates: {said_low}, {since}, and {part}.",
        f"Up to 9 crates: {said_high}, {before}.",
        "1 independent voice supports these bounds: part, whole.",
    ]


def test_an_estimate_tells_what_counts_besides_and_which_ends_do_not() -> None:
    dataset = dataset_of(
        total("tight", "2024-05-10", 6),
        total("part", "2024-05-10", 4, 5, event="ministry-left"),
        total("early", "2024-05-01", 3, 7),
        total("late", "2024-06-01", 7, 9),
    )
    lines = dataset.estimate(**TOP, at="2024-05-10").explain().splitlines()
    assert "Also eligible, but with weaker bounds: early, part." in lines
    assert "Not used for the maximum: part (counts less than the question asks about)." in lines
    assert "Not used for the maximum: early (applies to other dates)." in lines
    assert "Not used for the minimum: late (applies to other dates)." in lines


def test_an_estimate_says_when_there_is_nothing_of_the_matter() -> None:
    nothing = dataset_of().estimate(supplier="ru", recipient="kp", item="top")
    assert nothing.explain().splitlines()[1:] == ["The dataset has no such event."]
    assert "No claim gives a figure." in dataset_of().estimate(**TOP).explain().splitlines()
    assert "No claim gives a figure." not in dataset_of(total("c", day(1), 3)).estimate(**TOP).explain()
    in_another_unit = dataset_of(total("c", day(1), 3)).estimate(**TOP, unit="tonnes")
    assert "Not used: c (counts crates, not tonnes)." in in_another_unit.explain().splitlines()


@pytest.mark.parametrize(
    ("claims", "line"),
    [
        ((), "No named source gives a usable figure."),
        ((total("named", day(1), 3),), "1 independent voice supports these bounds: named."),
        (
            (total("named", day(1), 3), total("more", day(1), 5)),
            (
                "1 independent voice supports these bounds: more. "
                "Another statement by a named source gives a figure: named."
            ),
        ),
        (
            (total("named", day(1), 3), total("again", day(1), 4), total("unnamed", day(1), 5, claimants=["somebody"])),
            (
                "Only unnamed sources or bylines support these bounds. "
                "2 statements by named sources also give figures: again, named."
            ),
        ),
    ],
)
def test_an_estimate_tells_who_gives_its_bounds_from_who_agrees_with_them(
    claims: tuple[axt.Claim, ...], line: str
) -> None:
    assert line in dataset_of(*claims).estimate(**TOP).explain().splitlines()


def test_an_estimate_without_claims_is_open() -> None:
    estimate = dataset_of().estimate(**TOP)
    assert (estimate.low, estimate.high, estimate.supporting, estimate.origins, estimate.history()[0].last) == (
        None,
        None,
        (),
        (),
        None,
    )
    assert "No usable minimum.\nNo usable maximum.\n" in estimate.explain()


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({}, axt.InvalidValueError, "does not say what it is about"),
        ({"supplier": "kp", "to": "ru"}, axt.InvalidValueError, "no kind of event"),
        ({"supplier": "kp", "kind": "deployment"}, axt.InvalidValueError, "do not have all of these fields"),
        ({"supplier": "kp", "kind": "deploymnt"}, axt.UnknownNameError, "did you mean 'deployment'"),
        ({"supplier": "nobody"}, axt.UnknownNameError, "unknown actor"),
        ({"event": "nothing"}, axt.UnknownNameError, "unknown event"),
        ({"supplier": "kp", "phase": "gone"}, axt.InvalidValueError, "gone"),
        ({"supplier": "kp", "reading": "sharp"}, axt.InvalidValueError, "sharp"),
        ({"supplier": "kp", "at": "2024/.."}, axt.InvalidValueError, "a period with a last day"),
    ],
)
def test_questions_that_make_no_sense_are_refused(asked: dict[str, Any], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        dataset_of().estimate(**asked)


def test_what_a_figure_is_of_is_said_in_words_also_where_it_is_a_word_of_a_vocabulary():
    ds = axt.load()
    estimate = ds.estimate(event="kp-missile-tests", phase="used")
    assert "test" in estimate.explain()
    assert estimate.explain().casefold().startswith(estimate.matter.casefold())
    assert estimate.dataset == ds
