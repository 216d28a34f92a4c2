"""Strategies for events of any kind, including kinds from other projects and unknown kinds.

Events are drawn according to the fields of their kind, so a new kind needs no code here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypedDict, TypeVar, Unpack

from hypothesis import reject
from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.facade.dataset import Dataset
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
    Parts,
    PartsRecord,
    Sanction,
)
from axis_tracker.model.fields import Several, Texts
from axis_tracker.model.unknown_events import UnknownEvent
from axis_tracker.model.vocabulary import ActivityKind, AlignmentKind, AssistanceForm, PartsCover
from axis_tracker.testing.arguments import (
    Choice,
    FieldValues,
    NamedFields,
    OptionalDate,
    OptionalText,
    position,
    positions,
    sampled,
)
from axis_tracker.testing.dates import imprecise_dates
from axis_tracker.testing.plain_values import ids, texts
from axis_tracker.testing.record_drawing import (
    DependentFields,
    ReferencePool,
    checked_fields,
    draw_record,
    pool_of,
    records_of,
    required_counts,
)
from axis_tracker.testing.records import fixed_fields, require

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
    "event_fields",
    "events",
    "exchanges",
    "exercises",
    "parts",
    "possible_kinds",
    "sanctions",
    "unknown_events",
]

E = TypeVar("E", bound=Event)


class PartsFields(TypedDict, total=False):
    """The fields of `Parts`."""

    events: Choice[Texts]
    covers: Choice[PartsCover | str]


class EventFields(NamedFields, total=False):
    """The fields that every kind of `Event` has."""

    when: OptionalDate
    parts: Choice[Several[Parts | PartsRecord | str]]


class DelegationFields(EventFields, total=False):
    """The fields of a `Delegation`."""

    visitors: Choice[Texts]
    host: Choice[str]
    place: OptionalText
    met: Choice[Texts]


class ArmsTransferFields(EventFields, total=False):
    """The fields of an `ArmsTransfer`."""

    supplier: Choice[str]
    recipient: Choice[str]
    item: Choice[str]


class DeploymentFields(EventFields, total=False):
    """The fields of a `Deployment`."""

    of: Choice[str]
    to: Choice[str]
    item: Choice[str]
    in_support_of: OptionalText
    losses_in: Choice[Texts]


class AssistanceFields(EventFields, total=False):
    """The fields of an `Assistance`."""

    supplier: Choice[str]
    recipient: Choice[str]
    form: Choice[AssistanceForm | str]
    item: OptionalText


class ExchangeFields(EventFields, total=False):
    """The fields of an `Exchange`."""

    given: Choice[Texts]
    in_return: Choice[Texts]


class AgreementFields(EventFields, total=False):
    """The fields of an `Agreement`."""

    parties: Choice[Texts]
    place: OptionalText


class ExerciseFields(EventFields, total=False):
    """The fields of an `Exercise`."""

    participants: Choice[Texts]
    place: OptionalText
    item: OptionalText


class EngagementFields(EventFields, total=False):
    """The fields of an `Engagement`."""

    sides: Choice[Texts]
    place: OptionalText
    losses_of: OptionalText
    item: OptionalText


class ActivityFields(EventFields, total=False):
    """The fields of an `Activity`."""

    activity: Choice[ActivityKind | str]
    actors: Choice[Texts]
    place: OptionalText
    item: OptionalText


class SanctionFields(EventFields, total=False):
    """The fields of a `Sanction`."""

    targets: Choice[Texts]
    imposers: Choice[Texts]
    item: OptionalText


class AlignmentFields(EventFields, total=False):
    """The fields of an `Alignment`."""

    relation: Choice[AlignmentKind | str]
    parties: Choice[Texts]
    toward: Choice[Texts]


def parts(dataset: Dataset | None = None, **fields: Unpack[PartsFields]) -> st.SearchStrategy[Parts]:
    """Draw groups of parts that are or are not the whole event, with up to two parts.

    >>> from hypothesis import find
    >>> find(parts(), lambda one: one.covers is PartsCover.ALL)
    Parts(events=('visit', 'transfer'), covers=<PartsCover.ALL>)

    If a `dataset` is given, the parts are events in the dataset that have the same kind, and none contains another. If
    no dataset is given, the ids of the parts are from a short list.

    Raises `InvalidValueError` for an unknown field, for a value that `Parts` rejects, and for a dataset that has no
    events. The `path` of the error is the name of the argument.
    """
    pool = pool_of(dataset)
    require(pool, "events", "`Parts`", "events", fields, value=dataset)
    return records_of(Parts, pool, checked_fields(Parts, fields), _PARTS)


def events(
    dataset: Dataset | None = None, *, kinds: Iterable[type[Event]] | None = None, **fields: Unpack[EventFields]
) -> st.SearchStrategy[Event]:
    """Draw events of every kind in this package, or of the given kinds.

    >>> from hypothesis import find
    >>> find(events(), lambda one: one.when is not None)
    Activity(id='a', name='a', when=ImpreciseDate('2000'), activity=<ActivityKind.LAUNCH>)
    >>> find(events(kinds=[Exercise, Sanction], name="A drill"), lambda one: one.kind == "exercise")
    Exercise(id='a', name='A drill', participants=('kp',))

    `kinds` are subclasses of `Event`, by default `EVENT_KINDS`. Kinds from other projects are allowed. A field that
    uses the references and converters of `axis_tracker.model.fields` is drawn as in this package. Any other field is
    drawn from its type with `st.from_type`.

    If a `dataset` is given, the drawn event can be added to the dataset. The event then refers only to records in the
    dataset, and has a new id. Its parts are events of the same kind. A kind is not drawn if the dataset lacks a record
    to which an event of the kind must refer. For example, an arms transfer needs an item. If no dataset is given,
    references are ids from a short list.

    `fields` sets fields that all of the kinds have in common. Each field is given as a value or a strategy. A strategy
    for a single kind, such as `delegations`, accepts all fields of the kind.

    Raises `InvalidValueError` for a kind that is not a subclass of `Event`, for an unknown field, and for a value that
    a kind rejects. Also raises `InvalidValueError` if the dataset does not have enough records for any of the kinds.
    The `path` of the error is the name of the argument.
    """
    return _of_kinds(checked_kinds(kinds), dataset, fields)


def delegations(dataset: Dataset | None = None, **fields: Unpack[DelegationFields]) -> st.SearchStrategy[Delegation]:
    """Draw events of the kind `Delegation`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Delegation,), dataset, fields)


def arms_transfers(
    dataset: Dataset | None = None, **fields: Unpack[ArmsTransferFields]
) -> st.SearchStrategy[ArmsTransfer]:
    """Draw events of the kind `ArmsTransfer`. `dataset` and `fields` work as in `events`.

    >>> from hypothesis import find
    >>> find(arms_transfers(supplier="kp", recipient="ru"), lambda one: True)
    ArmsTransfer(id='a', name='a', supplier='kp', recipient='ru', item='shells')
    """
    return _of_kinds((ArmsTransfer,), dataset, fields)


def deployments(dataset: Dataset | None = None, **fields: Unpack[DeploymentFields]) -> st.SearchStrategy[Deployment]:
    """Draw events of the kind `Deployment`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Deployment,), dataset, fields)


def assistance(dataset: Dataset | None = None, **fields: Unpack[AssistanceFields]) -> st.SearchStrategy[Assistance]:
    """Draw events of the kind `Assistance`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Assistance,), dataset, fields)


def exchanges(dataset: Dataset | None = None, **fields: Unpack[ExchangeFields]) -> st.SearchStrategy[Exchange]:
    """Draw events of the kind `Exchange`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Exchange,), dataset, fields)


def agreements(dataset: Dataset | None = None, **fields: Unpack[AgreementFields]) -> st.SearchStrategy[Agreement]:
    """Draw events of the kind `Agreement`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Agreement,), dataset, fields)


def exercises(dataset: Dataset | None = None, **fields: Unpack[ExerciseFields]) -> st.SearchStrategy[Exercise]:
    """Draw events of the kind `Exercise`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Exercise,), dataset, fields)


def engagements(dataset: Dataset | None = None, **fields: Unpack[EngagementFields]) -> st.SearchStrategy[Engagement]:
    """Draw events of the kind `Engagement`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Engagement,), dataset, fields)


def activities(dataset: Dataset | None = None, **fields: Unpack[ActivityFields]) -> st.SearchStrategy[Activity]:
    """Draw events of the kind `Activity`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Activity,), dataset, fields)


def sanctions(dataset: Dataset | None = None, **fields: Unpack[SanctionFields]) -> st.SearchStrategy[Sanction]:
    """Draw events of the kind `Sanction`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Sanction,), dataset, fields)


def alignments(dataset: Dataset | None = None, **fields: Unpack[AlignmentFields]) -> st.SearchStrategy[Alignment]:
    """Draw events of the kind `Alignment`. `dataset` and `fields` work as in `events`."""
    return _of_kinds((Alignment,), dataset, fields)


def _of_kinds(kinds: tuple[type[E], ...], dataset: Dataset | None, fields: Any) -> st.SearchStrategy[E]:
    pool = pool_of(dataset)
    possible = possible_kinds(pool, kinds)
    if not possible:
        missing = {name for cls in kinds for name, least in required_counts(cls).items() if len(pool.ids[name]) < least}
        reason = (
            f"the dataset has too few {', '.join(sorted(missing))} for these kinds" if missing else "no kinds are given"
        )
        raise InvalidValueError(reason, value=tuple(cls.__name__ for cls in kinds), path="kinds")
    settled: dict[str, Any] = {}
    for cls in kinds:  # every kind checks the fields, and all kinds convert them in the same way
        settled = fixed_fields(cls, pool, fields, "events")
    return _events(pool, possible, settled)


@st.composite
def _events(draw: st.DrawFn, pool: ReferencePool, kinds: tuple[type[E], ...], fields: dict[str, Any]) -> E:
    cls: type[E] = draw(sampled(kinds))
    return draw_record(draw, cls, pool, fields, event_fields(cls))


def event_fields(cls: type[Event]) -> DependentFields:
    """Return the fields of a kind of event that depend on the other events."""

    def parts(draw: st.DrawFn, pool: ReferencePool, _fields: FieldValues) -> tuple[Parts, ...]:
        alike = {one.id: one for one in pool.events if type(one) is cls}
        return _parts(draw, alike, tuple(alike) if pool.is_dataset else pool.ids["events"])

    def losses_in(draw: st.DrawFn, pool: ReferencePool, _fields: FieldValues) -> tuple[str, ...]:
        found = tuple(one.id for one in pool.events if isinstance(one, Engagement))
        ids = found if pool.is_dataset else pool.ids["events"]
        return tuple(ids[index] for index in draw(positions(len(ids), 0)))

    return {"parts": parts, "losses_in": losses_in} if issubclass(cls, Deployment) else {"parts": parts}


def _parts(draw: st.DrawFn, alike: Mapping[str, Event], ids: Sequence[str]) -> tuple[Parts, ...]:
    groups: list[Parts] = []
    for _ in range(draw(sampled((0, 0, 0, 1, 2))) if ids else 0):
        disjoint = _disjoint_ids(draw, alike, ids, least=1)
        covers = draw(sampled(PartsCover)) if len(disjoint) > 1 else PartsCover.SOME
        groups.append(Parts(disjoint, covers))
    return tuple(groups)


def _disjoint_ids(draw: st.DrawFn, alike: Mapping[str, Event], ids: Sequence[str], *, least: int) -> tuple[str, ...]:
    """Draw at least `least` ids, without those of events that are parts of others that are drawn."""
    chosen = [ids[index] for index in draw(positions(len(ids), least))]
    inside = {part for one in chosen for part in _events_below(one, alike)}
    return tuple(one for one in chosen if one not in inside)


def _parts_events(draw: st.DrawFn, pool: ReferencePool, fields: FieldValues) -> tuple[str, ...]:
    least = 1 if fields.get("covers", PartsCover.SOME) is PartsCover.SOME else 2
    if not pool.is_dataset:
        return _disjoint_ids(draw, {}, pool.ids["events"], least=least)
    kinds: dict[type[Event], dict[str, Event]] = {}
    for one in pool.events:
        kinds.setdefault(type(one), {})[one.id] = one
    groups = [group for group in kinds.values() if len(group) >= least]
    if not groups:
        reject()
    alike = groups[draw(position(len(groups)))]
    ids = _disjoint_ids(draw, alike, tuple(alike), least=least)
    return ids if len(ids) >= least else reject()


def _parts_cover(draw: st.DrawFn, _pool: ReferencePool, fields: FieldValues) -> PartsCover:
    cover: PartsCover = draw(sampled(PartsCover)) if len(fields["events"]) > 1 else PartsCover.SOME
    return cover


_PARTS: Final[DependentFields] = {"events": _parts_events, "covers": _parts_cover}


def _events_below(event: str, alike: Mapping[str, Event]) -> set[str]:
    """Return the parts of an event, their parts, and so on."""
    found: set[str] = set()
    waiting = [event]
    while waiting:
        one = alike.get(waiting.pop())
        below = {part for group in one.parts for part in group.events} - found if one is not None else set()
        found |= below
        waiting += below
    return found


def possible_kinds(pool: ReferencePool, kinds: Iterable[type[E]]) -> tuple[type[E], ...]:
    """Return the kinds for which the pool has enough records, sorted by the number of records that a kind needs.

    Hypothesis shrinks examples towards the first kind.
    """
    possible = [
        cls for cls in kinds if all(len(pool.ids[name]) >= least for name, least in required_counts(cls).items())
    ]
    return tuple(sorted(possible, key=lambda cls: sum(required_counts(cls).values())))


def checked_kinds(kinds: Iterable[type[Event]] | None) -> tuple[type[Event], ...]:
    """Return the given kinds, by default the kinds of this package. Raise `InvalidValueError` if a kind is invalid."""
    classes = EVENT_KINDS if kinds is None else tuple(kinds)
    for cls in classes:
        if not (isinstance(cls, type) and issubclass(cls, Event) and isinstance(cls.kind, str) and cls.kind):
            raise InvalidValueError(
                "not a kind of event", value=cls, path="kinds", suggestion="use a subclass of Event that sets `kind`"
            )
    return classes


# Unknown kinds

_TAGS: Final = ("elsewhere:raid", "example.org:sighting", "newer-kind")
_NAMES: Final = st.sampled_from(("by", "of", "count", "a b", "é", "order", "fields", ""))
_WORDS: Final = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=4)
_NUMBERS: Final = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
_PLAIN: Final = st.recursive(
    _WORDS | st.booleans() | _NUMBERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)


def unknown_events() -> st.SearchStrategy[UnknownEvent]:
    """Draw events of kinds that have no class. The fields are in any order and have plain values of any type.

    >>> from hypothesis import find
    >>> find(unknown_events(), lambda one: one.kind == "newer-kind").kind
    'newer-kind'

    Values that some formats cannot write are excluded: null, integers of more than 64 bits, and control characters.
    The events have no parts, because a dataset rejects parts that it does not contain.
    """
    return _unknown_events()


@st.composite
def _unknown_events(draw: st.DrawFn) -> UnknownEvent:
    plain: dict[str, Any] = {"id": draw(ids()), "name": draw(texts())}
    if draw(st.booleans()):
        plain["when"] = draw(imprecise_dates())
    if draw(st.booleans()):
        plain["note"] = draw(texts())
    plain |= draw(st.dictionaries(_NAMES, _PLAIN, max_size=3))
    names = draw(st.permutations(sorted(plain)) | st.just([*plain]))
    return UnknownEvent.of_plain(draw(st.sampled_from(_TAGS)), {name: plain[name] for name in names})
