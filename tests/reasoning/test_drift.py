"""Drift is what relays do to one utterance: never a dispute, and never found where one report gives both versions."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from claim_strategies import claims, dataset, datasets, few
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker import Claim, DriftKind, UnknownNameError, read

CASES = read(Path(__file__).parents[1] / "named_cases")


def report(key: str, figure: str = "11,000 shells", relay: str | None = None, **fields) -> Claim:
    measure = {"quantity": figure, "phase": "delivered"} | fields.pop("measure", {})
    given = {"event": "shells", "claimants": ["service"], "made": "2024", "origin": "briefing", "summary": "A figure."}
    return Claim(id=key, measure=measure, relays=[relay or "officials"], **given | fields)


def kinds(*said: Claim) -> list[tuple[str, ...]]:
    return [tuple(kind.value for kind in drift.kinds) for drift in dataset([*said]).drifts()]


@pytest.mark.parametrize(
    ("about", "expected", "texts"),
    [
        (
            "kp-people-sent",
            DriftKind.NUMBER,
            ["15,000 people sent in total", "18,000 people sent in total"],
        ),
        (
            "kp-killed",
            DriftKind.COUNTED,
            ["4,000 casualties in total", "4,000 soldiers lost in total"],
        ),
        (
            "kp-troops-kursk",
            DriftKind.BOUNDS,
            ["more than 11,000 troops sent in total", "nearly 11,000 troops sent in total"],
        ),
        (
            "kp-ru-msmt-ammunition",
            DriftKind.BOUNDS,
            ["approximately nine million rounds newly delivered", "as many as nine million rounds newly delivered"],
        ),
    ],
)
def test_the_named_cases(about: str, expected: DriftKind, texts: list[str]) -> None:
    (drift,) = CASES.drifts(about=about)
    assert drift.kinds == (expected,)
    assert [version.text for version in drift.versions] == texts


def test_reports_that_agree_make_one_version() -> None:
    (drift,) = CASES.drifts(about="kp-people-sent")
    assert [[claim.id for claim in version.claims] for version in drift.versions] == [
        ["briefing-15000", "briefing-15000-again"],
        ["briefing-18000"],
    ]


def test_casualties_and_killed_drift_across_two_events_that_differ_in_the_item() -> None:
    (drift,) = CASES.drifts(about="kp-casualties")
    assert [event.id for event in drift.events] == ["kp-casualties", "kp-killed"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"measure": {"quantity": "12,000 shells"}}, ("number",)),
        ({"measure": {"quantity": "nearly 11,000 shells"}}, ("bounds",)),
        ({"measure": {"quantity": "11,000 rockets"}}, ("counted",)),
        ({"event": "arms"}, None),  # an event with another time too is another event
        ({"measure": {"phase": "ordered"}}, ("phase",)),
        ({"measure": {"since": "2023-08"}}, ("since",)),
        ({"measure": {"since": "2023-08", "quantity": "12,000 shells"}}, None),
        ({"measure": {"quantity": "11,000? shells"}}, ("bounds",)),
        ({"measure": {"quantity": "a large number of shells"}}, None),
        ({"likelihood": "likely"}, ("likelihood",)),
        ({"modality": "planned"}, None),
        ({"modality": "predicted", "measure": {"quantity": "12,000 shells"}}, None),
        ({"measure": {"phase": "planned"}}, None),
        ({"stance": "declines"}, ("stance",)),
        ({"likelihood": "likely", "measure": {"quantity": "12,000 shells"}}, ("number", "likelihood")),
        ({"measure": {"reading": "increment"}}, None),
        ({"measure": {"quantity": "12,000 shells", "phase": "ordered"}}, None),
        ({"measure": {"quantity": "12,000 rockets"}}, None),
        ({"origin": "interview"}, None),
        ({"origin": None}, None),
        ({"revises": "a"}, None),
        ({"revises": "a", "measure": {"quantity": "12,000 shells"}}, None),
    ],
)
def test_what_is_drift_and_of_which_kind(changed: dict, expected: tuple[str, ...] | None) -> None:
    assert kinds(report("a"), report("b", relay="service", **changed)) == ([] if expected is None else [expected])


def test_times_that_are_certainly_apart_are_two_facts() -> None:
    one, other = report("a", when="2024-01"), report("b", "12,000 shells", "service", when="2024-05")
    assert kinds(one, other) == []
    assert kinds(one, attrs.evolve(other, when="2024")) == [("number",)]


def test_figures_of_periods_that_share_a_day_have_drifted_and_of_others_not() -> None:
    level = {"reading": "level"}
    first = report("a", "10 shells", when="2024-10-05", measure=level)
    both = report("b", "11 shells", when="2024-10-05/2024-12-05", measure=level)
    last = report("c", "12 shells", "service", when="2024-12-05", measure=level)
    assert kinds(both, last) == [("number",)]
    (drift,) = dataset([first, both, last]).drifts()
    assert [claim.id for claim in drift.claims] == ["b", "c"], "the first figure is of another day than the last"


def test_one_number_at_two_times_has_drifted() -> None:
    one, other = report("a", when="2024-01"), report("b", relay="service", when="2024-05")
    (drift,) = dataset([one, other]).drifts()
    assert drift.kinds == (DriftKind.WHEN,)
    assert drift.explain() == (
        "briefing was reported in 2 versions, which differ in time:\n"
        "- 11,000 shells delivered in total (2024-01) (a)\n- 11,000 shells delivered in total (2024-05) (b)"
    )
    assert kinds(one, attrs.evolve(other, when="2024")) == []
    assert kinds(one, attrs.evolve(other, when=None)) == []
    # Both reports give both days.
    assert (
        kinds(one, other, attrs.evolve(one, id="c", when="2024-05"), attrs.evolve(other, id="d", when="2024-01")) == []
    )


def test_two_days_of_one_visit_in_two_reports_have_drifted() -> None:
    one = attrs.evolve(report("a", when="2024-01"), measure=None)
    assert kinds(one, attrs.evolve(one, id="b", relays=["service"], when="2024-05")) == [("when",)]


def test_a_share_of_another_whole_has_drifted() -> None:
    share = {"quantity": "50 percent", "reading": "share", "share_of": "all shells that Russia fires"}
    one, other = report("a", measure=share), report("b", relay="service", measure=share | {"share_of": "all shells"})
    assert kinds(one, other) == [("whole",)]
    assert kinds(one, report("c", relay="service", measure=share | {"quantity": "60 percent"})) == [("number",)]
    assert kinds(one, report("c", relay="service", measure=share | {"quantity": "6 percent", "share_of": "a"})) == []


def test_a_report_that_gives_both_figures_shows_that_there_are_two_facts() -> None:
    both = report("a"), report("b", "12,000 shells")
    assert kinds(*both) == []
    assert kinds(*both, report("c", relay="service")) == []
    assert kinds(*both, report("c", "15,000 shells", "service")) == [("number",)]


def test_leaving_out_the_figure_is_no_drift() -> None:
    bare = attrs.evolve(report("b", relay="service"), measure=None)
    assert kinds(report("a"), bare) == []


def test_a_stance_drifts_without_any_figure() -> None:
    one = attrs.evolve(report("a"), measure=None, stance="declines")
    assert kinds(one, attrs.evolve(one, id="b", relays=["service"], stance="asserts")) == [("stance",)]


@few
@given(datasets())
def test_the_versions_of_a_drift_share_an_origin_and_differ(ds) -> None:
    for drift in ds.drifts():
        assert len(drift.versions) > 1
        assert {claim.origin for claim in drift.claims} == {drift.origin}
        assert drift.kinds == tuple(kind for kind in DriftKind if kind in drift.kinds) != ()
        assert len({claim.id for claim in drift.claims}) == len(drift.claims)
        assert drift.explain().count("\n") == len(drift.versions)


@st.composite
def briefings(draw: st.DrawFn) -> list[Claim]:
    """The claims of one utterance in three reports, drawn from little, so that they meet."""
    said: list[Claim] = []
    for number in range(draw(st.integers(2, 6))):
        measure = {
            "quantity": draw(st.sampled_from(("10 shells", "12 shells", "about 12 shells", "12 rockets"))),
            "phase": draw(st.sampled_from(("delivered", "delivered", "sent"))),
        }
        fields = {
            "event": draw(st.sampled_from(("arms", "arms", "troops"))),
            "when": draw(st.sampled_from((None, "2024-01", "2024-05", "2024"))),
            "modality": draw(st.sampled_from(("actual", "actual", "planned"))),
            "likelihood": draw(st.sampled_from(("unhedged", "unhedged", "likely"))),
        }
        one = report(f"c{number}", relay=draw(st.sampled_from(("ru", "kp", "service"))), measure=measure, **fields)
        said.append(attrs.evolve(one, measure=None) if draw(st.integers(0, 3)) == 0 else one)
    return said


def drifted(said: list[Claim]) -> set[frozenset[str]]:
    """The ids of the claims of each drift, found by comparing all pairs of what was said, without the kinds."""
    content = {claim.id: (claim.event, claim.likelihood, claim.modality, claim.measure) for claim in said}
    given_by = {what: {claim.relays for claim in said if content[claim.id] == what} for what in content.values()}

    def is_one_fact(one: Claim, other: Claim) -> bool:
        ours, theirs = one.measure, other.measure
        if one.modality != other.modality or (ours is None) != (theirs is None):
            return False
        if ours is not None and ours.quantity.ends == theirs.quantity.ends and one.event == other.event:
            return True
        same_matter = one.event == other.event and (
            ours is None or (ours.quantity.unit, ours.phase) == (theirs.quantity.unit, theirs.phase)
        )
        same_day = None in (one.when, other.when) or one.when.overlaps(other.when).is_possible
        same_number = ours is None or ours.quantity.figure == theirs.quantity.figure
        return same_matter and (same_day or same_number)

    linked = {what: {what} for what in content.values()}
    for one in said:
        for other in said:
            reports, others = given_by[content[one.id]], given_by[content[other.id]]
            if reports - others and others - reports and is_one_fact(one, other):
                linked[content[one.id]].add(content[other.id])
    for _ in linked:
        linked = {what: {further for known in found for further in linked[known]} for what, found in linked.items()}
    groups = {frozenset(found) for found in linked.values() if len(found) > 1}
    return {frozenset(claim.id for claim in said if content[claim.id] in group) for group in groups}


@given(briefings())
def test_what_drifts_is_what_comparing_all_pairs_finds(said: list[Claim]) -> None:
    found = dataset(said).drifts()
    expected = drifted(said)
    for drift in found:
        ids = frozenset(claim.id for claim in drift.claims)
        if drift.kinds != (DriftKind.WHEN,):
            assert ids in expected
    # Versions that differ in their time alone are one version for this oracle.
    assert {frozenset(claim.id for claim in drift.claims) for drift in found} >= expected


@few
@given(claims())
def test_without_a_shared_origin_nothing_drifts(said) -> None:
    assert dataset([attrs.evolve(claim, origin=None) for claim in said]).drifts() == ()
    assert dataset([attrs.evolve(claim, origin=f"of-{claim.id}") for claim in said]).drifts() == ()


@few
@given(claims(), st.data())
def test_a_faithful_relay_adds_no_version(said, data) -> None:
    if not said:
        return
    # Without revisions: the copy of a claim that was revised would stand beside what replaced it.
    said = [attrs.evolve(claim, revises=None) for claim in said]
    one = data.draw(st.sampled_from(said))
    ds = dataset(said)
    # A third relay that gives all that one report of the utterance gives, word for word.
    told = [c for c in said if c.origin is not None and c.origin == one.origin and c.relays == one.relays]
    copies = [attrs.evolve(claim, id=f"copy-{claim.id}", relays=["kp"]) for claim in told if claim.relays]
    more = dataset([*said, *copies])
    before = [(d.origin, d.kinds, [v.text for v in d.versions]) for d in ds.drifts()]
    after = [(d.origin, d.kinds, [v.text for v in d.versions]) for d in more.drifts()]
    assert sorted(map(_as_sets, before)) == sorted(map(_as_sets, after))


def _as_sets(drift) -> tuple:
    origin, drift_kinds, texts = drift
    return (origin, [kind.value for kind in drift_kinds], sorted(texts))


@few
@given(claims(), st.randoms(use_true_random=False))
def test_drifts_do_not_depend_on_the_order_of_the_claims(said, random) -> None:
    assert dataset(said).drifts() == dataset(random.sample(said, len(said))).drifts()


@few
@given(datasets(), st.sampled_from(("shells", "arms")))
def test_drifts_about_an_event_are_those_of_which_a_version_speaks_of_it(ds, event) -> None:
    assert ds.drifts(about=event) == tuple(
        drift for drift in ds.drifts() if event in {claim.event for claim in drift.claims}
    )


def test_an_unknown_event_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'kp-killed'"):
        CASES.drifts(about="kp-kiled")
