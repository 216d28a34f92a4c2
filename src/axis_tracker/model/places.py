"""Places, one within another. Imports its own room only."""

from __future__ import annotations

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.model.fields import (
    PLACES,
    Several,
    curies,
    optional_country,
    optional_reference,
    optional_text,
    slug,
    text,
    texts,
)
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["Place"]

LARGEST_LATITUDE = 90
LARGEST_LONGITUDE = 180


def to_coordinates(value: Several[float] | None) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, or None."""
    if value is None:
        return None
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise InvalidValueError("coordinates are two numbers, latitude and longitude in degrees", value=value)
    for number, largest in zip(value, (LARGEST_LATITUDE, LARGEST_LONGITUDE), strict=True):
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not -largest <= number <= largest:
            raise InvalidValueError(f"is no number of degrees from -{largest} to {largest}", value=number)
    latitude, longitude = value
    # Zero is added because -0.0 equals 0.0 and would be written otherwise.
    return float(latitude) + 0.0, float(longitude) + 0.0


@frozen(eq=False, repr=False, kw_only=True)
class Place(IdentifiedRecord):
    """A named place (after FollowTheMoney's Territory and STIX's location).

    >>> Place(id="kursk-oblast", name="Kursk Oblast", within="russia", country="ru").within
    'russia'

    Fields: `within` (the id of the next larger place, or None), `country` (ISO 3166-1 alpha-2 of the
    internationally recognised sovereign), `coordinates` (latitude and longitude of a point inside, WGS 84 degrees),
    `aliases`, `identifiers` (as `scheme:value`), `note`.

    Raises `InvalidValueError`, with the field as `path`, for a value that cannot stand there.
    """

    id: str = field(converter=slug)
    name: str = field(converter=text)
    within: str | None = field(default=None, converter=optional_reference, metadata=PLACES)
    country: str | None = field(default=None, converter=optional_country)
    coordinates: tuple[float, float] | None = field(default=None, converter=to_coordinates)
    aliases: tuple[str, ...] = field(default=(), converter=texts)
    identifiers: tuple[str, ...] = field(default=(), converter=curies)
    note: str | None = field(default=None, converter=optional_text)
