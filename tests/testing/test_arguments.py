"""What is asked of a strategy holds of all that it draws; what cannot be drawn is refused where it is asked for."""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs
import pytest
from example_counts import few
from example_dataset import WORLD
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker import testing
from axis_tracker.model.fields import ACTORS, EVENTS, ITEMS, Texts, optional_text, references
from axis_tracker.testing.registration import STRATEGIES, strategy_for


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Training(axt.Event):
    """A kind of event from another project, with fields of types that ours do not have."""

    kind: ClassVar[str] = "example:training"

    trainees: tuple[str, ...] = attrs.field(converter=references, metadata=ACTORS)
    weapon: str = attrs.field(metadata=ITEMS)
    method: str | None = attrs.field(default=None, converter=optional_text)
    days: int = attrs.field(default=0)


def only_after_others(value: Texts) -> tuple[str, ...]:
    if not value:
        raise axt.InvalidValueError("one or more were expected", value=value)
    return references(value)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Aftermath(axt.Event):
    """A kind that refers to other events only."""

    kind: ClassVar[str] = "example:aftermath"

    of: tuple[str, ...] = attrs.field(converter=only_after_others, metadata=EVENTS)


# Fields


@few
@given(st.data())
def test_a_field_is_what_was_asked_for_and_the_rest_goes_with_it(data):
    claim = data.draw(
        testing.claims(event="kp-ru-shells", claimants=st.sampled_from([["kp"], ["ru"]]), stance="denies")
    )
    assert (claim.event, claim.stance) == ("kp-ru-shells", axt.Stance.DENIES)
    assert claim.claimants in {("kp",), ("ru",)}
    derived = data.draw(testing.claims(assumption="If all were shells."))
    assert derived.derived_from
    document = data.draw(testing.documents(dating="inferred", length=5))
    assert document.dating_note is not None
    assert all(one.passage.end <= 5 for one in document.uncoded)
    assert data.draw(testing.deployments(of="kp", item="troops")).of == "kp"
    assert len(data.draw(testing.parts(covers="all")).events) == 2
    assert data.draw(testing.supports(kind="cause")).kind is axt.SupportKind.CAUSE
    assert data.draw(testing.events(when="2024")).when == axt.ImpreciseDate("2024")
    assert data.draw(testing.policies(origins=2, only=["kp"])).only == ("kp",)
    passage = data.draw(testing.passages(document="report", start=998))
    assert 998 < passage.end <= 1_000
    assert data.draw(testing.passages(document="report", end=1)).start == 0
    repeated = data.draw(testing.uncoded(repeats=["c"]))
    assert repeated.reason is axt.UncodedReason.REPETITION


@given(testing.measures(quantity=testing.quantities(unit="shells"), since="2023-08"))
def test_a_figure_in_shells_is_no_share(measure):
    assert measure.quantity.unit == "shells"
    assert measure.reading is not axt.Reading.SHARE
    counted = measure.reading in {axt.Reading.TOTAL, axt.Reading.INCREMENT}
    assert measure.since == (axt.ImpreciseDate("2023-08") if counted else None)


@pytest.mark.parametrize(
    ("make", "path", "reason"),
    [
        (lambda: testing.claims(stanc="denies"), "stanc", "did you mean 'stance'?"),
        (lambda: testing.measures(phas="sent"), "phas", "did you mean 'phase'?"),
        (lambda: testing.claims(stance="denied"), "stance", "did you mean 'denies'?"),
        (lambda: testing.actors(id="Not an id"), "id", "such as 'not-an-id'"),
        (lambda: testing.events(supplier="kp"), "supplier", "has no such field"),
        (lambda: testing.events(kinds=[axt.Event]), "kinds", "not a kind of event"),
        (lambda: testing.events(kinds=[]), "kinds", "no kinds are given"),
        (lambda: testing.datasets(kinds=[axt.Claim]), "kinds", "sets `kind`"),
        (lambda: testing.datasets(min_claims=3, max_claims=2), "min_claims", "must not exceed max_claims"),
        (lambda: testing.datasets(min_claims=1, kinds=[Aftermath]), "kinds", "refer to other events"),
        (lambda: testing.datasets(id_prefix="-"), "", "an id must have only"),
        (lambda: testing.claims(axt.Dataset()), "dataset", "a claim refers to actors, but the dataset has no actors"),
        (lambda: testing.parts(axt.Dataset()), "dataset", "`Parts` refers to events, but the dataset has no events"),
        (lambda: testing.supports(axt.Dataset()), "dataset", "set the field 'claim'"),
        (lambda: testing.roles(axt.Dataset()), "dataset", "`Role` refers to actors, but the dataset has no actors"),
        (
            lambda: testing.passages(axt.Dataset()),
            "dataset",
            "`Passage` refers to documents, but the dataset has no documents",
        ),
        (lambda: testing.uncoded(axt.Dataset()), "dataset", "set the field 'passage'"),
        (lambda: testing.deployments(axt.Dataset()), "kinds", "too few actors, items, places"),
        (lambda: testing.imprecise_dates(min_year=0), "min_year", "from 1 to 9999"),
        (lambda: testing.imprecise_dates(min_year=2020, precisions=[]), "precisions", "no value is selected"),
        (
            lambda: testing.imprecise_dates(min_year=2020, max_year=2024, precisions=[axt.Precision.DECADE]),
            "precisions",
            "not one of the possible values",
        ),
        (lambda: testing.imprecise_dates(qualifiers=["!"]), "qualifiers", "not one of the possible values"),
        (lambda: testing.extents(min_value=date(2024, 1, 2), max_value=date(2024, 1, 1)), "max_value", "before"),
        (lambda: testing.numbers(min_value=2, max_value=1), "max_value", "less than min_value"),
        (lambda: testing.numbers(min_value=0.5), "min_value", "exact"),
        (lambda: testing.quantities(unit="shell"), "unit", "write 'shells'"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_once(make, path, reason):
    with pytest.raises(axt.InvalidValueError) as caught:
        make()
    assert caught.value.path == path
    assert reason in str(caught.value)


@given(testing.imprecise_dates(min_year=2019, max_year=2030, qualifiers=["", "~"]))
def test_dates_lie_within_the_years_and_have_no_other_qualifier(one):
    days = [day for day in (*one.extent.begin, *one.extent.end) if day is not None]
    assert all(2019 <= day.year <= 2030 for day in days)
    assert not one.is_uncertain


@given(testing.numbers(min_value=Decimal("2.5"), max_value=7))
def test_numbers_lie_within_their_bounds(number):
    assert Decimal("2.5") <= number <= 7


@given(testing.extents(min_value=date(2024, 2, 27), max_value=date(2024, 3, 2)))
def test_the_days_of_extents_lie_within_their_bounds(extent):
    days = [day for day in (*extent.begin, *extent.end) if day is not None]
    assert all(date(2024, 2, 27) <= day <= date(2024, 3, 2) for day in days)


# Datasets


@pytest.mark.parametrize(
    "strategy",
    [testing.actors, testing.places, testing.items, testing.documents, testing.events, testing.claims],
    ids=lambda strategy: strategy.__name__,
)
@few
@given(data=st.data())
def test_what_is_drawn_for_a_dataset_can_be_added_to_it(strategy, data):
    world = data.draw(st.just(WORLD) | testing.datasets(min_claims=1))
    record = data.draw(strategy(world))
    grown = axt.Dataset([*world.records, record])
    assert sum(grown.counts.values()) == sum(world.counts.values()) + 1


@few
@given(st.data())
def test_a_claim_for_a_dataset_revises_only_what_its_fields_let_it(data):
    claim = data.draw(testing.claims(WORLD, event="kp-rounds", claimants=["hur"]))
    axt.Dataset([*WORLD.records, claim])
    assert claim.revises in {None, "rounds-by-hur"}
    silent = data.draw(testing.claims(WORLD, evidence=[]))
    assert silent.made is not None


@few
@given(testing.datasets(min_claims=2, max_claims=3, kinds=[axt.Deployment, axt.Agreement], id_prefix="my-"))
def test_datasets_have_the_claims_kinds_and_ids_that_were_asked_for(ds):
    assert 2 <= len(ds.claims) <= 3
    assert {event.kind for event in ds.events} <= {"deployment", "agreement"}
    assert all(record.id.startswith("my-") for record in ds.records)


# Kinds of other projects


@few
@given(testing.datasets(min_claims=1, kinds=[Training]))
def test_a_kind_of_another_project_is_drawn_by_its_own_fields(ds):
    for event in ds.events:
        assert isinstance(event, Training)
        assert event.weapon in ds.items.ids
        assert {*event.trainees} <= {*ds.actors.ids}
        assert isinstance(event.days, int)


# Types


@pytest.mark.parametrize("cls", [*STRATEGIES, axt.Sanction, Training], ids=lambda cls: cls.__name__)
def test_a_class_has_its_strategy(cls):
    strategy = strategy_for(cls)
    assert strategy is not None

    @few
    @given(strategy)
    def draw(one):
        assert isinstance(one, cls)

    draw()


def test_every_public_class_of_values_and_records_has_a_strategy():
    rooms = [names for home, names in axt._HOMES.items() if home.startswith(("imprecise.", "model."))]
    made = " ".join(rooms).split()
    classes = [cls for cls in (getattr(axt, name) for name in made) if not issubclass(cls, enum.Enum)]
    assert len(classes) >= 25
    assert all(strategy_for(cls) is not None for cls in classes)


def test_what_is_no_type_of_ours_is_left_to_hypothesis():
    for thing in (int, list[int], axt.Stance, axt.Truth, "Claim", axt.Claims):
        assert strategy_for(thing) is None
