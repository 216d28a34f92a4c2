"""Hypothesis strategies for small worlds in which many speak of few events: denials, relays, revisions, hedges.

Everything is drawn from short lists, so that claims meet: the same event, the same utterance, the same figure. Claims
refer only to claims drawn before them, and revise only what a dataset lets them.
"""

from __future__ import annotations

from typing import Any

from example_counts import examples
from hypothesis import strategies as st

from axis_tracker import Actor, ArmsTransfer, Assistance, Claim, Dataset, Deployment, Exchange, Item, Place, Role

few = examples(33)
"""For properties of whole datasets, of which each example makes at least one."""

ACTORS = (
    Actor(id="kp", name="North Korea", kind="state"),
    Actor(id="ru", name="Russia", kind="state"),
    Actor(id="ministry", name="A Russian ministry", kind="body", roles=[Role(of="ru")]),
    Actor(
        id="minister",
        name="A Russian minister",
        kind="person",
        roles=[Role(of="ministry", during="2023/2024-05"), Role(of="ru", during="2024-09/..")],
    ),
    Actor(id="service", name="A service", kind="body"),
    Actor(id="officials", name="officials", kind="source", roles=[Role(of="ru")]),
)
ITEMS = (
    Item(id="arms", name="arms"),
    Item(id="shells", name="shells", broader=["arms"]),
    Item(id="rockets", name="rockets", broader=["arms"]),
    Item(id="short-rockets", name="short rockets", broader=["rockets", "shells"]),
    Item(id="troops", name="troops"),
)
EVENTS = (
    ArmsTransfer(id="arms", name="arms to Russia", supplier="kp", recipient="ru", item="arms"),
    ArmsTransfer(id="rockets", name="short rockets", supplier="kp", recipient="ministry", item="short-rockets"),
    ArmsTransfer(id="shells", name="shells to Russia", supplier="kp", recipient="ru", item="shells", when="2023/.."),
    Deployment(id="troops", name="troops to Kursk", of="kp", to="kursk", item="troops", in_support_of="ru"),
    Assistance(id="advice", name="advice", supplier="minister", recipient="kp", form="technology", when="2024"),
    Assistance(id="food", name="shells back", supplier="ru", recipient="kp", form="goods", item="shells"),
    Exchange(id="deal", name="shells for food", given=["shells"], in_return=["food"]),
)
EVENT_IDS = tuple(event.id for event in EVENTS)
VOCABULARY = (*ACTORS, *ITEMS, *EVENTS, Place(id="kursk", name="Kursk"))

FIGURES = (
    "nearly 11,000 shells",
    "more than 11,000 shells",
    "11,000 shells",
    "around 12,000 shells",
    "11,000 rockets",
    "up to 10,000 shells",
)
DATES = ("2023-10", "2023-10-04", "2024-02/2024-04", "/2024-06", "2024-06-10", "2024", "2024-11~", "2025-01-08")

NEUTRAL = ("declines", "silent", "unverified")

measures = st.none() | st.builds(
    lambda quantity, phase, reading: {"quantity": quantity, "phase": phase, "reading": reading},
    st.sampled_from(FIGURES),
    st.sampled_from(("delivered", "delivered", "sent")),
    st.sampled_from(("total", "total", "level")),
)


@st.composite
def claims(draw: st.DrawFn, most: int = 7) -> list[Claim]:
    """Up to so many claims, named c0, c1, ... in the order in which they can refer to each other."""
    drawn: list[Claim] = []
    for number in range(draw(st.integers(0, most))):
        drawn.append(draw(_claim(f"c{number}", tuple(drawn))))
    return drawn


@st.composite
def _claim(draw: st.DrawFn, key: str, before: tuple[Claim, ...]) -> Claim:
    fields: dict[str, Any] = {
        "id": key,
        "summary": f"This is {key}.",
        "event": draw(st.sampled_from(EVENT_IDS[:4]) | st.sampled_from(EVENT_IDS)),
        "claimants": draw(
            st.lists(st.sampled_from([actor.id for actor in ACTORS]), min_size=1, max_size=2, unique=True)
        ),
        "stance": draw(
            st.sampled_from(("asserts", "asserts", "asserts", "asserts", "doubts", "denies", "denies", *NEUTRAL))
        ),
        "likelihood": draw(st.sampled_from(("unhedged", "unhedged", "likely", "unlikely"))),
        "modality": draw(st.sampled_from(("actual", "actual", "actual", "planned"))),
        "measure": draw(measures),
        "made": draw(st.sampled_from(DATES)),
        "when": draw(st.none() | st.sampled_from(DATES)),
        "origin": draw(st.sampled_from((None, "briefing", "interview"))),
        "relays": draw(st.sampled_from(((), ("service",), ("officials",)))),
    }
    revisable = [one for one in before if one.event == fields["event"] and {*one.claimants} & {*fields["claimants"]}]
    if revisable and draw(st.booleans()):
        fields["revises"] = draw(st.sampled_from(revisable)).id
    if before and draw(st.booleans()):
        fields["answers"] = [draw(st.sampled_from(before)).id]
    if before and draw(st.integers(0, 5)) == 0:
        fields["derived_from"] = [draw(st.sampled_from(before)).id]
    return Claim(**fields)


def dataset(said: list[Claim]) -> Dataset:
    """The vocabulary of these strategies with some claims."""
    return Dataset([*VOCABULARY, *said])


def datasets(most: int = 7) -> st.SearchStrategy[Dataset]:
    """Small datasets, with up to so many claims."""
    return claims(most).map(dataset)
