"""Strategies for events: of any kind, of some, or of one; also of kinds that other projects add.

Imports `drawing`. What a kind needs is read from its fields, so a new kind needs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.model.events import (
    EVENT_KINDS,
    Activity,
    Agreement,
    Alignment,
    ArmsTransfer,
    Assistance,
    Delegation,
    Deployment,
    Engagement,
    Event,
    Exchange,
    Exercise,
    Sanction,
)
from axis_tracker.testing.choices import sampled
from axis_tracker.testing.drawing import Known, least_of, of_dataset, record
from axis_tracker.testing.records import asked

if TYPE_CHECKING:
    from axis_tracker.facade.dataset import Dataset
    from axis_tracker.testing.fields import (
        ActivityFields,
        AgreementFields,
        AlignmentFields,
        ArmsTransferFields,
        AssistanceFields,
        DelegationFields,
        DeploymentFields,
        EngagementFields,
        EventFields,
        ExchangeFields,
        ExerciseFields,
        SanctionFields,
    )

__all__ = [
    "activities",
    "agreements",
    "alignments",
    "arms_transfers",
    "assistance",
    "checked_kinds",
    "delegations",
    "deployments",
    "engagements",
    "events",
    "exchanges",
    "exercises",
    "possible_kinds",
    "sanctions",
]

E = TypeVar("E", bound=Event)


def events(
    dataset: Dataset | None = None, *, kinds: Iterable[type[Event]] | None = None, **fields: Unpack[EventFields]
) -> st.SearchStrategy[Event]:
    """Events of every kind that this package knows, or of those in `kinds`.

    >>> from hypothesis import find
    >>> find(events(), lambda one: one.when is not None)
    Activity(id='a', name='a', when=ImpreciseDate('2000'), activity=<ActivityKind.LAUNCH>)
    >>> find(events(kinds=[Exercise, Sanction], name="A drill"), lambda one: one.kind == "exercise")
    Exercise(id='a', name='A drill', participants=('kp',))

    `kinds`: subclasses of `Event`, by default `EVENT_KINDS`, also those of other projects. Their fields are drawn by
    what they are: those with the marks and converters of `axis_tracker.model.fields` as ours are, any other as
    `st.from_type` draws its type.

    `dataset`: the ids that are referred to are those of its records, and the drawn event's own id is new to it, so
    that it can be added. Kinds whose references the dataset cannot fill are not drawn (an arms transfer needs an
    item). Without it, some ids are referred to that need not exist anywhere.

    `fields`: what a field that all the kinds have is to be, as a value or as a strategy. The strategies for one kind
    (`delegations` ...) take all of its fields.

    Raises `InvalidValueError`, with the argument as `path`, for a kind that is none, for a dataset that can fill none,
    for a field that a kind does not have, and for a value that it refuses.
    """
    known, classes = of_dataset(dataset), checked_kinds(kinds)
    return _events(known, _possible(known, classes), _asked(known, classes, fields))


def delegations(dataset: Dataset | None = None, **fields: Unpack[DelegationFields]) -> st.SearchStrategy[Delegation]:
    """Events of the kind `Delegation`, by the rules of `events`."""
    return _of_kind(Delegation, dataset, fields)


def arms_transfers(
    dataset: Dataset | None = None, **fields: Unpack[ArmsTransferFields]
) -> st.SearchStrategy[ArmsTransfer]:
    """Events of the kind `ArmsTransfer`, by the rules of `events`.

    >>> from hypothesis import find
    >>> find(arms_transfers(supplier="kp", recipient="ru"), lambda one: True)
    ArmsTransfer(id='a', name='a', supplier='kp', recipient='ru', item='shells')
    """
    return _of_kind(ArmsTransfer, dataset, fields)


def deployments(dataset: Dataset | None = None, **fields: Unpack[DeploymentFields]) -> st.SearchStrategy[Deployment]:
    """Events of the kind `Deployment`, by the rules of `events`."""
    return _of_kind(Deployment, dataset, fields)


def assistance(dataset: Dataset | None = None, **fields: Unpack[AssistanceFields]) -> st.SearchStrategy[Assistance]:
    """Events of the kind `Assistance`, by the rules of `events`."""
    return _of_kind(Assistance, dataset, fields)


def exchanges(dataset: Dataset | None = None, **fields: Unpack[ExchangeFields]) -> st.SearchStrategy[Exchange]:
    """Events of the kind `Exchange`, by the rules of `events`."""
    return _of_kind(Exchange, dataset, fields)


def agreements(dataset: Dataset | None = None, **fields: Unpack[AgreementFields]) -> st.SearchStrategy[Agreement]:
    """Events of the kind `Agreement`, by the rules of `events`."""
    return _of_kind(Agreement, dataset, fields)


def exercises(dataset: Dataset | None = None, **fields: Unpack[ExerciseFields]) -> st.SearchStrategy[Exercise]:
    """Events of the kind `Exercise`, by the rules of `events`."""
    return _of_kind(Exercise, dataset, fields)


def engagements(dataset: Dataset | None = None, **fields: Unpack[EngagementFields]) -> st.SearchStrategy[Engagement]:
    """Events of the kind `Engagement`, by the rules of `events`."""
    return _of_kind(Engagement, dataset, fields)


def activities(dataset: Dataset | None = None, **fields: Unpack[ActivityFields]) -> st.SearchStrategy[Activity]:
    """Events of the kind `Activity`, by the rules of `events`."""
    return _of_kind(Activity, dataset, fields)


def sanctions(dataset: Dataset | None = None, **fields: Unpack[SanctionFields]) -> st.SearchStrategy[Sanction]:
    """Events of the kind `Sanction`, by the rules of `events`."""
    return _of_kind(Sanction, dataset, fields)


def alignments(dataset: Dataset | None = None, **fields: Unpack[AlignmentFields]) -> st.SearchStrategy[Alignment]:
    """Events of the kind `Alignment`, by the rules of `events`."""
    return _of_kind(Alignment, dataset, fields)


def _of_kind(cls: type[E], dataset: Dataset | None, fields: Any) -> st.SearchStrategy[E]:
    known = of_dataset(dataset)
    return _events(known, _possible(known, (cls,)), _asked(known, (cls,), fields))


@st.composite
def _events(draw: st.DrawFn, known: Known, kinds: tuple[type[E], ...], fields: dict[str, Any]) -> E:
    cls: type[E] = draw(sampled(kinds))
    return record(draw, cls, known, fields)


def possible_kinds(known: Known, kinds: Iterable[type[E]]) -> tuple[type[E], ...]:
    """The kinds whose references can be filled, those that need the fewest first: examples shrink to what is first."""
    possible = [cls for cls in kinds if all(len(known.ids[name]) >= least for name, least in least_of(cls).items())]
    return tuple(sorted(possible, key=lambda cls: sum(least_of(cls).values())))


def checked_kinds(kinds: Iterable[type[Event]] | None) -> tuple[type[Event], ...]:
    """The kinds that were asked for, or those of this package; raises `InvalidValueError` for what is none."""
    classes = EVENT_KINDS if kinds is None else tuple(kinds)
    for cls in classes:
        if not (isinstance(cls, type) and issubclass(cls, Event) and isinstance(cls.kind, str) and cls.kind):
            raise InvalidValueError(
                "is no kind of event", value=cls, path="kinds", suggestion="use a subclass of Event that sets `kind`"
            )
    return classes


def _possible(known: Known, kinds: tuple[type[E], ...]) -> tuple[type[E], ...]:
    possible = possible_kinds(known, kinds)
    if not possible:
        missing = {name for cls in kinds for name, least in least_of(cls).items() if len(known.ids[name]) < least}
        raise InvalidValueError(
            f"no kind can be drawn, for the dataset has too few {', '.join(sorted(missing))}"
            if missing
            else "is empty",
            value=tuple(cls.__name__ for cls in kinds),
            path="kinds",
        )
    return possible


def _asked(known: Known, kinds: tuple[type[E], ...], fields: Any) -> dict[str, Any]:
    settled: dict[str, Any] = {}
    for cls in kinds:
        settled = asked(cls, known, fields, "events")
    return settled
