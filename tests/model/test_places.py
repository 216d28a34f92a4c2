"""Coordinates of places: latitude and longitude in degrees, inside their bounds."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from axis_tracker import InvalidValueError, Place
from axis_tracker.testing import coordinates


@given(coordinates())
def test_coordinates_are_kept(value):
    assert Place(id="x", name="X", coordinates=value).coordinates == value
    assert Place(id="x", name="X", coordinates=list(value)).coordinates == value


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ((91, 0), "coordinates"),
        ((0, 180.5), "coordinates"),
        ((-90.1, 0), "coordinates"),
        ((math.nan, 0), "coordinates"),
        ((0, math.inf), "coordinates"),
        ((True, 0), "coordinates"),
        (("51.7", "36.2"), "coordinates"),
        ((1,), "coordinates"),
        ((1, 2, 3), "coordinates"),
        ("51.7,36.2", "coordinates"),
        ({51.7, 36.2}, "coordinates"),
    ],
)
def test_what_is_no_point_on_earth_is_refused(value, path):
    with pytest.raises(InvalidValueError) as caught:
        Place(id="x", name="X", coordinates=value)
    assert caught.value.path == path


def test_there_is_one_zero():
    # Equal places are written as equal bytes, and -0.0 equals 0.0.
    place = Place(id="x", name="X", coordinates=(-0.0, -0.0))
    assert [math.copysign(1, degrees) for degrees in place.coordinates] == [1, 1]


def test_whole_degrees_become_the_same_numbers_as_fractions():
    place = Place(id="x", name="X", coordinates=(51, 36))
    assert [type(degrees) for degrees in place.coordinates] == [float, float]
