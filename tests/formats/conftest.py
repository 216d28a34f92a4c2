"""What the tests of the formats share."""

from __future__ import annotations

from typing import ClassVar

import pytest
from attrs import field, frozen

from axis_tracker import Event, InvalidValueError
from axis_tracker.model.fields import PLACES, reference


def _calibre(value):
    if not isinstance(value, int):
        raise InvalidValueError("a calibre is a whole number of millimetres", value=value)
    return value


@frozen(kw_only=True)
class Skirmish(Event):
    """A kind of event that another project adds."""

    kind: ClassVar[str] = "example:skirmish"

    place: str = field(converter=reference, metadata=PLACES)
    calibre: int = field(converter=_calibre)
    remark: object = None


@pytest.fixture
def foreign_kind() -> type[Event]:
    return Skirmish
