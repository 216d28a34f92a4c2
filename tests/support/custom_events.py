"""A kind of event from another project, with fields of every shape."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import ClassVar

from attrs import field, frozen

from axis_tracker import Event, ImpreciseDate
from axis_tracker.model.fields import ACTORS, PLACES, optional_date, reference, references


class Tool(enum.Enum):
    """What an intrusion is made with."""

    WORM = "worm"
    PHISHING = "phishing"


@frozen(kw_only=True)
class Intrusion(Event):
    """A kind of event that another project adds, with fields of every shape, some under names that are taken."""

    kind: ClassVar[str] = "example:intrusion"

    place: str = field(converter=reference, metadata=PLACES)
    supplier: tuple[str, ...] = field(default=(), converter=references, metadata=ACTORS)
    tool: Tool | None = None
    hosts: int | None = None
    cost: Decimal | int | None = None
    seen: ImpreciseDate | None = field(default=None, converter=optional_date)
    public: bool | None = None
    severity: float | None = None
    ports: tuple[int, ...] = ()
    detail: object = None
