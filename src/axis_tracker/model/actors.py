"""Actors: states, bodies, people, units, outlets and unnamed sources, and the roles that tie them together in time.

Imports its own room only. What follows from roles ("a claim by the defence minister is a claim by Russia") is
worked out in `axis_tracker.dataset.hierarchy`.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from attrs import field, frozen

from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.fields import (
    ACTORS,
    Several,
    curies,
    from_table,
    optional_country,
    optional_date,
    optional_text,
    reference,
    slug,
    text,
    texts,
    values,
)
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import ActorKind, to_actor_kind

__all__ = ["Actor", "Role"]


@frozen(eq=False, repr=False, kw_only=True)
class Role(Record):
    """What an actor is within, or for, another actor, and when.

    A minister speaks for his state, a service for its ministry: a role is read as "acts for `of`". Mere residence
    is no role; see `Actor.country`.

    >>> Role(of="ru", title="Minister of Defence", during="2024-05-14/..")
    Role(of='ru', title='Minister of Defence', during=ImpreciseDate('2024-05-14/..'))

    Fields: `of` (an actor's id), `title` (in English, or None for plain membership), `during` (None: for as long as
    the data reach).
    """

    of: str = field(converter=reference, metadata=ACTORS)
    title: str | None = field(default=None, converter=optional_text)
    during: ImpreciseDate | None = field(default=None, converter=optional_date)


class RoleRecord(TypedDict):
    """The plain form of a `Role`."""

    of: str
    title: NotRequired[str]
    during: NotRequired[str]


def _roles(value: Several[Role | RoleRecord]) -> tuple[Role, ...]:
    return values(value, _role)


def _role(value: Role | RoleRecord) -> Role:
    return value if isinstance(value, Role) else from_table(Role, value)


@frozen(eq=False, repr=False, kw_only=True)
class Actor(IdentifiedRecord):
    """A state, body, bloc, person, unit, outlet or unnamed source (FollowTheMoney's LegalEntity, STIX's identity).

    >>> kim = Actor(id="kim-jong-un", name="Kim Jong Un", kind="person", roles=[Role(of="kp", title="Supreme Leader")])
    >>> kim.kind
    <ActorKind.PERSON>

    Fields: `name` (what reports call it, in English), `kind`, `aliases` (other names that people type),
    `identifiers` (as `scheme:value`), `country` (where it is based or belongs, ISO 3166-1 alpha-2; it does not make
    the actor speak for that state), `roles` (for whom it acts, and when), `note`.

    Raises `InvalidValueError`, with the field as `path`, for a value that cannot stand there.
    """

    id: str = field(converter=slug)
    name: str = field(converter=text)
    kind: ActorKind = field(converter=to_actor_kind)
    aliases: tuple[str, ...] = field(default=(), converter=texts)
    identifiers: tuple[str, ...] = field(default=(), converter=curies)
    country: str | None = field(default=None, converter=optional_country)
    roles: tuple[Role, ...] = field(default=(), converter=_roles)
    note: str | None = field(default=None, converter=optional_text)
