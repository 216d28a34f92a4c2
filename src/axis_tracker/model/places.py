"""Places, which can lie within larger places."""

from __future__ import annotations

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.model import fields
from axis_tracker.model.fields import Several
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["Place"]

LARGEST_LATITUDE = 90
LARGEST_LONGITUDE = 180


def to_coordinates(value: Several[float] | None) -> tuple[float, float] | None:
    """Convert a latitude and a longitude in degrees to floats. None stays None."""
    if value is None:
        return None
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise InvalidValueError("expected two numbers, latitude and longitude in degrees", value=value)
    for number, largest in zip(value, (LARGEST_LATITUDE, LARGEST_LONGITUDE), strict=True):
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not -largest <= number <= largest:
            raise InvalidValueError(f"expected a number of degrees from -{largest} to {largest}", value=number)
    latitude, longitude = value
    # Adding zero turns -0.0 into 0.0. The two are equal, but files would write them differently.
    return float(latitude) + 0.0, float(longitude) + 0.0


@frozen(eq=False, repr=False, kw_only=True)
class Place(IdentifiedRecord):
    """A named place (similar to Territory in FollowTheMoney and location in STIX).

    >>> Place(id="kursk-oblast", name="Kursk Oblast", within="russia", country="ru").within
    'russia'

    Attributes:
        id: The place's own id.
        name: The English name.
        within: The id of the place that directly contains this place, or None.
        country: The ISO 3166-1 alpha-2 code of the state that is internationally recognised as sovereign over the
            place, or None.
        coordinates: The latitude and longitude of a point inside the place, in degrees (WGS 84), or None.
        aliases: Other names of the place.
        identifiers: Identifiers in other registers, each in the form `scheme:value`.
        note: A curator's remark, or None.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    id: str = field(converter=fields.slug)
    name: str = field(converter=fields.text)
    within: str | None = field(default=None, converter=fields.optional_reference, metadata=fields.PLACES)
    country: str | None = field(default=None, converter=fields.optional_country)
    coordinates: tuple[float, float] | None = field(default=None, converter=to_coordinates)
    aliases: tuple[str, ...] = field(default=(), converter=fields.texts)
    identifiers: tuple[str, ...] = field(default=(), converter=fields.curies)
    note: str | None = field(default=None, converter=fields.optional_text)
