"""Events that are claimed to have happened, with one class for each kind of event.

An event holds only what distinguishes it from other events. Claims hold everything else that is said about the event.

Other projects can add kinds of events. To add a kind, define a subclass of `Event`, set `kind` to a tag in your own
namespace (such as "cyber:intrusion"), and use the metadata from `axis_tracker.model.fields` to mark the fields that
hold ids. A dataset then checks and queries events of your kind in the same way as events of this package's kinds.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final, NotRequired, TypedDict, cast

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model import fields, vocabulary
from axis_tracker.model.fields import SLUG, Several, Texts
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import ActivityKind, AlignmentKind, AssistanceForm, PartsCover

__all__ = [
    "EVENT_KINDS",
    "FOREIGN_TAG",
    "Activity",
    "Agreement",
    "Alignment",
    "ArmsTransfer",
    "Assistance",
    "Delegation",
    "Deployment",
    "Engagement",
    "Event",
    "Exchange",
    "Exercise",
    "Parts",
    "PartsRecord",
    "Sanction",
    "to_parts",
]


FOREIGN_TAG: Final = rf"[a-z0-9]+(?:[-.][a-z0-9]+)*:{SLUG}"
"""The pattern for the tag of another project's event kind: a namespace, a colon and a name ("cyber:intrusion").

The tags of this package's own kinds have no namespace, so a later version can add kinds that never clash with a kind
from another project.
"""

_OURS: Final = __name__.partition(".")[0]


@frozen(eq=False, repr=False)
class Parts(Record):
    """Disjoint parts of an event: nothing is counted in two of the parts.

    For example, the deals of a register are parts of a transfer, and forces at two places are parts of a deployment.

    >>> Parts(["shells-2023", "shells-2024"], covers="all").covers
    <PartsCover.ALL>

    Attributes:
        events: The ids of the parts, which are events of the same kind. At least one, or at least two if the parts are
            the whole event.
        covers: Whether the parts together are the whole event.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    events: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.EVENTS)
    covers: PartsCover = field(default=PartsCover.SOME, converter=vocabulary.to_parts_cover)

    def __attrs_post_init__(self) -> None:
        if self.covers is not PartsCover.SOME and len(self.events) < 2:
            raise InvalidValueError(
                "an event that consists of its parts must have at least two",
                value=list(self.events),
                path="events",
                suggestion="use covers = 'some' for a single part",
            )


class PartsRecord(TypedDict):
    """The fields of `Parts` as stored in files.

    Attributes:
        events: The ids of the parts.
        covers: Whether the parts together are the whole event.
    """

    events: Texts
    covers: NotRequired[vocabulary.PartsCoverName]


def to_parts(value: Several[Parts | PartsRecord | str]) -> tuple[Parts, ...]:
    """Convert a list of `Parts`, or a list of ids, which stands for one `Parts` of these events."""
    if isinstance(value, (list, tuple)) and value and all(isinstance(one, str) for one in value):
        return (Parts(fields.references(cast("Several[str]", value))),)
    return fields.values(value, lambda one: fields.from_table(Parts, one))


@frozen(eq=False, repr=False, kw_only=True)
class Event(IdentifiedRecord):
    """An event that is claimed to have happened. Unlike events in PLOVER and ACLED, an `Event` need not be a fact.

    `Event` is the base class of all kinds of events and cannot be instantiated. Use a subclass instead.

    Attributes:
        kind: The tag of the kind in files, such as "arms-transfer". All events of a class have the same tag.
        id: The event's own id.
        name: A short title in the curator's own words.
        when: The time that distinguishes this event from similar events, as an EDTF date or interval. None if no time
            is needed to distinguish the event.
        parts: The disjoint parts of this event, which are events of the same kind. A list of ids stands for one `Parts`
            that need not be complete.
        note: A curator's remark, or None.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field. Defining a subclass in another
    project raises the same error if `kind` has no namespace.
    """

    kind: ClassVar[str] = ""

    id: str = field(converter=fields.slug)
    name: str = field(converter=fields.text)
    when: ImpreciseDate | None = field(default=None, converter=fields.optional_date)
    parts: tuple[Parts, ...] = field(default=(), converter=to_parts)
    note: str | None = field(default=None, converter=fields.optional_text)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        super().__attrs_init_subclass__()
        tag, ours = cls.__dict__.get("kind"), cls.__module__.partition(".")[0] == _OURS
        if tag and not ours and (not isinstance(tag, str) or re.fullmatch(FOREIGN_TAG, tag) is None):
            raise InvalidValueError(
                "the tag of another project's event kind must be a namespace, a colon and a name, in lower case",
                value=tag,
                path=f"{cls.__qualname__}.kind",
                suggestion="such as 'cyber:intrusion'",
            )

    def __attrs_post_init__(self) -> None:
        if not self.kind:
            raise InvalidValueError(
                "an event must have a kind", value=type(self).__name__, suggestion="use a subclass that sets `kind`"
            )


@frozen(eq=False, repr=False, kw_only=True)
class Delegation(Event):
    """A visit by one or more actors to a host.

    Attributes:
        visitors: The actors who travel, which may be people, bodies or states.
        host: The actor that receives the visitors.
        place: Where the visit takes place, or None.
        met: The actors whom the visitors meet in addition to the host.

    >>> Delegation(
    ...     id="lavrov-in-pyongyang", name="Lavrov's visit to Pyongyang", visitors=["sergei-lavrov"], host="kp"
    ... ).visitors
    ('sergei-lavrov',)
    """

    kind: ClassVar[str] = "delegation"

    visitors: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.ACTORS)
    host: str = field(converter=fields.reference, metadata=fields.ACTORS)
    place: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.PLACES)
    met: tuple[str, ...] = field(default=(), converter=fields.references, metadata=fields.ACTORS)


@frozen(eq=False, repr=False, kw_only=True)
class ArmsTransfer(Event):
    """A transfer of arms, ammunition or other military goods by sale, gift or licence (as defined by SIPRI).

    The event itself does not hold a number. Claims say how many items were ordered, sent or delivered.

    Attributes:
        supplier: The actor that supplies the goods.
        recipient: The actor that receives the goods.
        item: The item that is transferred.

    >>> ArmsTransfer(
    ...     id="kp-ru-artillery-rounds", name="Rounds to Russia", supplier="kp", recipient="ru", item="artillery-rounds"
    ... ).kind
    'arms-transfer'
    """

    kind: ClassVar[str] = "arms-transfer"

    supplier: str = field(converter=fields.reference, metadata=fields.ACTORS)
    recipient: str = field(converter=fields.reference, metadata=fields.ACTORS)
    item: str = field(converter=fields.reference, metadata=fields.ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Deployment(Event):
    """The deployment of forces to a place, or the presence of forces at a place.

    Attributes:
        of: The actor whose forces are deployed.
        to: The place where the forces go or are present.
        item: The item that is counted, such as troops or aircraft.
        in_support_of: The actor that the forces support, or None.
        losses_in: The ids of the engagements whose losses are losses of the deployed forces.

    >>> Deployment(id="kp-troops-kursk", name="Troops in Kursk", of="kp", to="kursk-oblast", item="troops").to
    'kursk-oblast'
    """

    kind: ClassVar[str] = "deployment"

    of: str = field(converter=fields.reference, metadata=fields.ACTORS)
    to: str = field(converter=fields.reference, metadata=fields.PLACES)
    item: str = field(converter=fields.reference, metadata=fields.ITEMS)
    in_support_of: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ACTORS)
    losses_in: tuple[str, ...] = field(default=(), converter=fields.references, metadata=fields.EVENTS)


@frozen(eq=False, repr=False, kw_only=True)
class Assistance(Event):
    """Assistance with technology, training, goods, money or diplomatic cover, other than an arms transfer.

    Attributes:
        supplier: The actor that gives the assistance.
        recipient: The actor that receives the assistance.
        form: The form of the assistance.
        item: The item that is given, or None.
    """

    kind: ClassVar[str] = "assistance"

    supplier: str = field(converter=fields.reference, metadata=fields.ACTORS)
    recipient: str = field(converter=fields.reference, metadata=fields.ACTORS)
    form: AssistanceForm = field(converter=vocabulary.to_assistance_form)
    item: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Exchange(Event):
    """An exchange of some events for other events (a quid pro quo). Claims say whether the exchange took place.

    Attributes:
        given: The ids of the events on one side of the exchange, at least one.
        in_return: The ids of the events on the other side, at least one.
    """

    kind: ClassVar[str] = "exchange"

    given: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.EVENTS)
    in_return: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.EVENTS)


@frozen(eq=False, repr=False, kw_only=True)
class Agreement(Event):
    """A treaty, pact or understanding between parties.

    Attributes:
        parties: The actors that agree, at least two.
        place: Where the agreement is made, or None.
    """

    kind: ClassVar[str] = "agreement"

    parties: tuple[str, ...] = field(converter=fields.two_or_more, metadata=fields.ACTORS)
    place: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.PLACES)


@frozen(eq=False, repr=False, kw_only=True)
class Exercise(Event):
    """A military exercise.

    Attributes:
        participants: The actors that take part, at least one.
        place: Where the exercise takes place, or None.
        item: The item that is used or counted in the exercise, such as troops or warships. None if there is no such
            item.
    """

    kind: ClassVar[str] = "exercise"

    participants: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.ACTORS)
    place: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.PLACES)
    item: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Engagement(Event):
    """Combat and its losses.

    Attributes:
        sides: The actors that fight, at least one.
        place: Where the combat takes place, or None.
        losses_of: The actor whose losses are counted, or None.
        item: The item that is counted, such as people killed, casualties or vehicles. None if no item is counted.
    """

    kind: ClassVar[str] = "engagement"

    sides: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.ACTORS)
    place: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.PLACES)
    losses_of: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ACTORS)
    item: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Activity(Event):
    """An activity such as a launch, a test, construction, traffic, trade or a statement.

    Attributes:
        activity: The kind of activity.
        actors: The actors responsible for the activity. Empty if no such actor is named.
        place: Where the activity takes place, or None.
        item: The item involved in the activity, or None.
    """

    kind: ClassVar[str] = "activity"

    activity: ActivityKind = field(converter=vocabulary.to_activity_kind)
    actors: tuple[str, ...] = field(default=(), converter=fields.references, metadata=fields.ACTORS)
    place: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.PLACES)
    item: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Sanction(Event):
    """Sanctions imposed on one or more targets.

    Attributes:
        targets: The actors under sanctions, at least one.
        imposers: The actors that impose the sanctions. Empty if no such actor is named.
        item: The item that the sanctions prohibit, or None.
    """

    kind: ClassVar[str] = "sanction"

    targets: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.ACTORS)
    imposers: tuple[str, ...] = field(default=(), converter=fields.references, metadata=fields.ACTORS)
    item: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Alignment(Event):
    """A political relation, which is either a bloc or a position towards other actors.

    Attributes:
        relation: The kind of relation.
        parties: The actors in the relation, at least one.
        toward: The actors toward which the relation is directed. Empty if the relation is not directed toward any
            actor.
    """

    kind: ClassVar[str] = "alignment"

    relation: AlignmentKind = field(converter=vocabulary.to_alignment_kind)
    parties: tuple[str, ...] = field(converter=fields.one_or_more, metadata=fields.ACTORS)
    toward: tuple[str, ...] = field(default=(), converter=fields.references, metadata=fields.ACTORS)


EVENT_KINDS: Final[tuple[type[Event], ...]] = (
    Delegation,
    ArmsTransfer,
    Deployment,
    Assistance,
    Exchange,
    Agreement,
    Exercise,
    Engagement,
    Activity,
    Sanction,
    Alignment,
)
"""The kinds of events in this package. Functions that read files take further kinds as an argument."""
