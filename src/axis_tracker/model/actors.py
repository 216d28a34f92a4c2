"""Actors (states, bodies, blocs, people, units, outlets and unnamed sources) and their dated roles.

`axis_tracker.dataset.hierarchy` derives the consequences of roles. For example, a claim by the Russian defence minister
is also a claim by Russia.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from attrs import field, frozen

from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model import fields
from axis_tracker.model.fields import Several
from axis_tracker.model.records import IdentifiedRecord, Record
from axis_tracker.model.vocabulary import ActorKind, to_actor_kind

__all__ = ["Actor", "Role"]


@frozen(eq=False, repr=False, kw_only=True)
class Role(Record):
    """A role in which one actor acts for another, possibly for a limited time.

    For example, a minister acts for a state, and a service acts for its ministry. Being based in a country is not a
    role (see `Actor.country`).

    >>> Role(of="ru", title="Minister of Defence", during="2024-05-14/..")
    Role(of='ru', title='Minister of Defence', during=ImpreciseDate('2024-05-14/..'))

    Attributes:
        of: The id of the actor for whom the holder of the role acts.
        title: The title of the role in English, or None for plain membership.
        during: When the role is held. None means the whole period that the data cover.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    of: str = field(converter=fields.reference, metadata=fields.ACTORS)
    title: str | None = field(default=None, converter=fields.optional_text)
    during: ImpreciseDate | None = field(default=None, converter=fields.optional_date)


class RoleRecord(TypedDict):
    """The fields of a `Role` as stored in files.

    Attributes:
        of: The id of the actor for whom the holder of the role acts.
        title: The title of the role in English.
        during: When the role is held, as an EDTF string.
    """

    of: str
    title: NotRequired[str]
    during: NotRequired[str]


def _roles(value: Several[Role | RoleRecord]) -> tuple[Role, ...]:
    return fields.values(value, lambda one: fields.from_table(Role, one))


@frozen(eq=False, repr=False, kw_only=True)
class Actor(IdentifiedRecord):
    """A state, body, bloc, person, unit, outlet or unnamed source.

    The closest concepts in other models are LegalEntity in FollowTheMoney and identity in STIX.

    >>> kim = Actor(id="kim-jong-un", name="Kim Jong Un", kind="person", roles=[Role(of="kp", title="Supreme Leader")])
    >>> kim.kind
    <ActorKind.PERSON>

    Attributes:
        id: The actor's own id. The id of a state is the ISO 3166-1 alpha-2 code of the state in lower case.
        name: The English name used in reports.
        kind: The kind of actor.
        aliases: Other names of the actor, in any language.
        identifiers: Identifiers in other registers, each in the form `scheme:value`.
        country: The ISO 3166-1 alpha-2 code of the country in which the actor is based or to which the actor belongs,
            or None. This field does not mean that the actor speaks for the country.
        roles: The roles in which this actor acts for other actors, with their dates.
        note: A curator's remark, or None.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    id: str = field(converter=fields.slug)
    name: str = field(converter=fields.text)
    kind: ActorKind = field(converter=to_actor_kind)
    aliases: tuple[str, ...] = field(default=(), converter=fields.texts)
    identifiers: tuple[str, ...] = field(default=(), converter=fields.curies)
    country: str | None = field(default=None, converter=fields.optional_country)
    roles: tuple[Role, ...] = field(default=(), converter=_roles)
    note: str | None = field(default=None, converter=fields.optional_text)
