"""Events: what is claimed to have happened, one class a kind.

An event is as much as is needed to tell it from others; what is said of it stands in claims. The list of kinds is
open: subclass `Event` with a `kind` in a namespace of your own ("cyber:intrusion") and mark fields that hold ids with
the metadata of `axis_tracker.model.fields`; a dataset then checks and queries them like these. Imports its own room.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.fields import (
    ACTORS,
    EVENTS,
    ITEMS,
    PLACES,
    SLUG,
    one_or_more,
    optional_date,
    optional_reference,
    optional_text,
    reference,
    references,
    slug,
    text,
    two_or_more,
)
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import (
    ActivityKind,
    AlignmentKind,
    AssistanceForm,
    to_activity_kind,
    to_alignment_kind,
    to_assistance_form,
)

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
    "Sanction",
]


FOREIGN_TAG: Final = rf"[a-z0-9]+(?:[-.][a-z0-9]+)*:{SLUG}"
"""The regular expression of the tag of another project's kind: a namespace, a colon and a name, "cyber:intrusion".

Ours have none, so that no kind that this package adds later can clash with anybody's.
"""

_OURS: Final = __name__.partition(".")[0]


@frozen(eq=False, repr=False, kw_only=True)
class Event(IdentifiedRecord):
    """The base of all kinds of event (what PLOVER and ACLED call an event, here not taken for a fact).

    Fields of every kind: `id`, `name` (a short title in our own words), `when` (the time that tells this event from
    others like it, as an EDTF date or interval; None if nothing does), `note`. `kind` is the tag that files carry.

    Use one of the kinds: `Event` itself cannot be made. A subclass in another project whose `kind` has no namespace
    is refused with an `InvalidValueError` where it is defined.
    """

    kind: ClassVar[str] = ""

    id: str = field(converter=slug)
    name: str = field(converter=text)
    when: ImpreciseDate | None = field(default=None, converter=optional_date)
    note: str | None = field(default=None, converter=optional_text)

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        super().__attrs_init_subclass__()
        tag, ours = cls.__dict__.get("kind"), cls.__module__.partition(".")[0] == _OURS
        if tag and not ours and (not isinstance(tag, str) or re.fullmatch(FOREIGN_TAG, tag) is None):
            raise InvalidValueError(
                "the tag of another project's kind of event has a namespace, a colon and a name, in lower case",
                value=tag,
                path=f"{cls.__qualname__}.kind",
                suggestion="such as 'cyber:intrusion'",
            )

    def __attrs_post_init__(self) -> None:
        if not self.kind:
            raise InvalidValueError(
                "an event is of a kind", value=type(self).__name__, suggestion="use a subclass that sets `kind`"
            )


@frozen(eq=False, repr=False, kw_only=True)
class Delegation(Event):
    """A visit: some actors go to another, who receives them.

    Fields: `visitors` (who went; a person, a body or a state), `host` (who received them), `place` (where, or None),
    `met` (whom they met there besides the host).

    >>> Delegation(
    ...     id="lavrov-in-pyongyang", name="Lavrov's visit to Pyongyang", visitors=["sergei-lavrov"], host="kp"
    ... ).visitors
    ('sergei-lavrov',)
    """

    kind: ClassVar[str] = "delegation"

    visitors: tuple[str, ...] = field(converter=one_or_more, metadata=ACTORS)
    host: str = field(converter=reference, metadata=ACTORS)
    place: str | None = field(default=None, converter=optional_reference, metadata=PLACES)
    met: tuple[str, ...] = field(default=(), converter=references, metadata=ACTORS)


@frozen(eq=False, repr=False, kw_only=True)
class ArmsTransfer(Event):
    """Arms, ammunition or other military goods from one actor to another, by sale, gift or licence (as SIPRI has them).

    Fields: `supplier`, `recipient`, `item`. How many, and whether ordered, sent or delivered, is what claims measure.

    >>> ArmsTransfer(
    ...     id="kp-ru-artillery-rounds", name="Rounds to Russia", supplier="kp", recipient="ru", item="artillery-rounds"
    ... ).kind
    'arms-transfer'
    """

    kind: ClassVar[str] = "arms-transfer"

    supplier: str = field(converter=reference, metadata=ACTORS)
    recipient: str = field(converter=reference, metadata=ACTORS)
    item: str = field(converter=reference, metadata=ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Deployment(Event):
    """Forces sent to, or present at, a place.

    Fields: `of` (whose forces), `to` (the place), `item` (what is counted: troops, aircraft), `in_support_of` (whom
    they help, or None).

    >>> Deployment(id="kp-troops-kursk", name="Troops in Kursk", of="kp", to="kursk-oblast", item="troops").to
    'kursk-oblast'
    """

    kind: ClassVar[str] = "deployment"

    of: str = field(converter=reference, metadata=ACTORS)
    to: str = field(converter=reference, metadata=PLACES)
    item: str = field(converter=reference, metadata=ITEMS)
    in_support_of: str | None = field(default=None, converter=optional_reference, metadata=ACTORS)


@frozen(eq=False, repr=False, kw_only=True)
class Assistance(Event):
    """Help that is no arms transfer: technology, training, goods, money, diplomatic cover.

    Fields: `supplier`, `recipient`, `form`, `item` (what exactly, or None).
    """

    kind: ClassVar[str] = "assistance"

    supplier: str = field(converter=reference, metadata=ACTORS)
    recipient: str = field(converter=reference, metadata=ACTORS)
    form: AssistanceForm = field(converter=to_assistance_form)
    item: str | None = field(default=None, converter=optional_reference, metadata=ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Exchange(Event):
    """Some events given for others: that one thing was the price of another is itself a claim.

    Fields: `given` and `in_return`, ids of events, one or more each.
    """

    kind: ClassVar[str] = "exchange"

    given: tuple[str, ...] = field(converter=one_or_more, metadata=EVENTS)
    in_return: tuple[str, ...] = field(converter=one_or_more, metadata=EVENTS)


@frozen(eq=False, repr=False, kw_only=True)
class Agreement(Event):
    """A treaty, pact or understanding between parties.

    Fields: `parties` (two or more), `place` (where it was made, or None).
    """

    kind: ClassVar[str] = "agreement"

    parties: tuple[str, ...] = field(converter=two_or_more, metadata=ACTORS)
    place: str | None = field(default=None, converter=optional_reference, metadata=PLACES)


@frozen(eq=False, repr=False, kw_only=True)
class Exercise(Event):
    """A military exercise.

    Fields: `participants` (one or more), `place` (or None), `item` (what took part, or None).
    """

    kind: ClassVar[str] = "exercise"

    participants: tuple[str, ...] = field(converter=one_or_more, metadata=ACTORS)
    place: str | None = field(default=None, converter=optional_reference, metadata=PLACES)
    item: str | None = field(default=None, converter=optional_reference, metadata=ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Engagement(Event):
    """Combat, and what it cost.

    Fields: `sides` (one or more), `place` (or None), `losses_of` (whose losses are counted, or None), `item` (what
    is counted: killed, casualties, vehicles; or None).
    """

    kind: ClassVar[str] = "engagement"

    sides: tuple[str, ...] = field(converter=one_or_more, metadata=ACTORS)
    place: str | None = field(default=None, converter=optional_reference, metadata=PLACES)
    losses_of: str | None = field(default=None, converter=optional_reference, metadata=ACTORS)
    item: str | None = field(default=None, converter=optional_reference, metadata=ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Activity(Event):
    """Something done or seen: a launch, a test, construction, traffic, trade, a statement.

    Fields: `activity` (which of these), `actors` (whose it is; empty if nobody is named), `place` and `item` (or None).
    """

    kind: ClassVar[str] = "activity"

    activity: ActivityKind = field(converter=to_activity_kind)
    actors: tuple[str, ...] = field(default=(), converter=references, metadata=ACTORS)
    place: str | None = field(default=None, converter=optional_reference, metadata=PLACES)
    item: str | None = field(default=None, converter=optional_reference, metadata=ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Sanction(Event):
    """Sanctions imposed.

    Fields: `imposers` (empty if nobody is named), `targets` (one or more), `item` (what they forbid, or None).
    """

    kind: ClassVar[str] = "sanction"

    targets: tuple[str, ...] = field(converter=one_or_more, metadata=ACTORS)
    imposers: tuple[str, ...] = field(default=(), converter=references, metadata=ACTORS)
    item: str | None = field(default=None, converter=optional_reference, metadata=ITEMS)


@frozen(eq=False, repr=False, kw_only=True)
class Alignment(Event):
    """A bloc, a relation or a position.

    Fields: `relation`, `parties` (whose it is), `toward` (about whom, may be empty).
    """

    kind: ClassVar[str] = "alignment"

    relation: AlignmentKind = field(converter=to_alignment_kind)
    parties: tuple[str, ...] = field(converter=one_or_more, metadata=ACTORS)
    toward: tuple[str, ...] = field(default=(), converter=references, metadata=ACTORS)


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
"""The kinds that this package knows. Readers take further ones as an argument; nothing is registered anywhere."""
