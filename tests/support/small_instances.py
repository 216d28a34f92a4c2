"""Small instances for the laws of reasoning: few days, few items, few actors, so that all worlds can be walked through.

Days are numbers here; `day` gives their notation. Every exclusion says why.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

import axis_tracker as axt

FIRST = date(2024, 1, 1)
ITEMS = {"top": (), "left": ("top",), "right": ("top",)}
SUPPLIERS = {"kp": (), "ministry": ("kp",)}
TELLERS = ("teller", *(f"teller-{number}" for number in range(10)))
DOCUMENT: dict[str, Any] = {"title": "A text", "dating": "printed", "length": 1000, "sha256": "0" * 64}


def day(number: int) -> str:
    """The notation of the day with this number; day 1 is the first."""
    return (FIRST + timedelta(days=number - 1)).isoformat()


def days(first: int, last: int) -> str:
    """The notation of some day from the one to the other."""
    return day(first) if first == last else f"{day(first)}/{day(last)}"


TEXTS = tuple(axt.Document(id=f"text-{number}", published=day(9), **DOCUMENT) for number in range(4))
"""Texts that appeared after all that is told here."""


def passage(document: int) -> list[str]:
    """The evidence that one of these texts gives."""
    return [f"text-{document}#char=0,9;sha256=0123456789abcdef"]


def event_id(supplier: str, item: str) -> str:
    return f"{supplier}-{item}"


def frame(*, suppliers: tuple[str, ...] = tuple(SUPPLIERS), items: tuple[str, ...] = tuple(ITEMS)) -> list[Any]:
    """Actors, items, and one transfer for each supplier and item."""
    return [
        axt.Actor(id="ru", name="Russia", kind="state"),
        *(axt.Actor(id=key, name=key.title(), kind="body") for key in TELLERS),
        axt.Actor(id="somebody", name="Somebody", kind="source"),
        *(
            axt.Actor(id=key, name=key.title(), kind="body", roles=[axt.Role(of=one) for one in above])
            for key, above in SUPPLIERS.items()
        ),
        *(axt.Item(id=key, name=key, broader=list(above)) for key, above in ITEMS.items()),
        *(
            axt.ArmsTransfer(
                id=event_id(supplier, item), name=f"{item} of {supplier}", supplier=supplier, recipient="ru", item=item
            )
            for supplier in suppliers
            for item in items
        ),
    ]


def teller(key: str) -> str:
    """Who says the claim with this id: somebody of his own for each number at its end."""
    return f"teller-{key[-1]}" if key[-1].isdigit() else "teller"


def claim(key: str, event: str, **fields: Any) -> axt.Claim:
    """A claim by a named teller, unless the fields say otherwise."""
    return axt.Claim(**{"id": key, "event": event, "claimants": ["teller"], "summary": "A figure.", **fields})


def measure(low: int | None, high: int | None, **fields: Any) -> axt.Measure:
    """A figure in crates, unless the fields say otherwise; `strict_low` and `strict_high` exclude its ends."""
    quantity = axt.Quantity(
        low=low,
        high=high,
        unit=fields.pop("unit", "crates"),
        includes_low=not fields.pop("strict_low", False),
        includes_high=not fields.pop("strict_high", False),
    )
    return axt.Measure(quantity, fields.pop("phase", "delivered"), fields.pop("reading", "total"), **fields)


@st.composite
def figures(draw: st.DrawFn, most: int, **fields: Any) -> axt.Measure:
    """A figure with at least one end: one with none says nothing, and is tested by itself."""
    low, high = draw(st.sampled_from(((0, 1), (1, 0), (1, 1))))
    ends = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    same = ends[0] == ends[1] and low and high  # an excluded end would leave no number
    return measure(
        ends[0] if low else None,
        ends[1] if high else None,
        strict_low=bool(low) and not same and draw(st.booleans()),
        strict_high=bool(high) and not same and ends[1] > 0 and draw(st.booleans()),  # nothing is less than none
        **fields,
    )


@st.composite
def some_days(draw: st.DrawFn, count: int) -> tuple[int, int]:
    """A stretch of days, most often one."""
    first = draw(st.integers(1, count))
    return (first, first) if draw(st.integers(0, 2)) else (first, draw(st.integers(first, count)))
