"""As-of views against an oracle that gives every claim and every document its day.

Nothing is answered, revised, supported or built upon before it was said, no document carries what had not been said,
and nobody reports as fact what had not begun. What is in a view is compared with what had been said by the day in every
world, or in some.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from figure_claims import Stretch
from hypothesis import given
from hypothesis import strategies as st
from small_instances import DOCUMENT, claim, day, days, frame

import axis_tracker as axt

DAYS = 3


class Uttered(NamedTuple):
    made: Stretch | None
    """The days on which it can have been said; None where the documents speak: when the first of them appeared."""
    documents: tuple[int, ...]
    answers: tuple[int, ...]
    builds_on: tuple[int, ...]
    supports: tuple[int, ...]
    revises: int | None
    reports: Stretch | None
    """The days on which the reported fact began and ended; None where the event's own days count."""

    @property
    def earlier(self) -> tuple[int, ...]:
        revised = () if self.revises is None else (self.revises,)
        return (*self.answers, *self.builds_on, *self.supports, *revised)


class Said(NamedTuple):
    published: tuple[Stretch, ...]
    claims: tuple[Uttered, ...]
    event: Stretch | None
    """The days on which the event began and ended."""

    def dataset(self) -> axt.Dataset:
        texts = [
            axt.Document(id=f"text-{number}", published=days(*one), **DOCUMENT)
            for number, one in enumerate(self.published)
        ]
        return axt.Dataset(
            [
                *frame(suppliers=("kp",), items=("top",)),
                axt.Activity(id="thing", name="A thing", activity="operation", when=_when(self.event)),
                *texts,
                *(
                    claim(
                        f"c{number}",
                        "thing",
                        when=_when(one.reports),
                        made=None if one.made is None else days(*one.made),
                        evidence=[f"text-{text}#char=0,9;sha256=0123456789abcdef" for text in one.documents],
                        answers=[f"c{other}" for other in one.answers],
                        derived_from=[f"c{other}" for other in one.builds_on],
                        supports=[f"c{other}" for other in one.supports],
                        revises=None if one.revises is None else f"c{one.revises}",
                    )
                    for number, one in enumerate(self.claims)
                ),
            ]
        )

    def worlds(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The days of the documents and of the claims, in each world."""
        for appeared in product(*(range(first, last + 1) for first, last in self.published)):
            choices = [
                (min(appeared[text] for text in one.documents),)
                if one.made is None
                else range(one.made[0], one.made[1] + 1)
                for one in self.claims
            ]
            for made in product(*choices):
                if all(
                    all(made[number] <= appeared[text] for text in one.documents)
                    and all(made[other] <= made[number] for other in one.earlier)
                    and self.had_begun(one, made[number])
                    for number, one in enumerate(self.claims)
                ):
                    yield appeared, made

    def had_begun(self, one: Uttered, on: int) -> bool:
        """Whether what a claim reports had begun on a day. What began after all days of saying has a wrong date."""
        reported = one.reports or self.event
        latest = one.made[1] if one.made else min(self.published[text] for text in one.documents)[1]
        return reported is None or reported[0] > latest or reported[0] <= on


def _when(stretch: Stretch | None) -> str | None:
    return None if stretch is None else f"{day(stretch[0])}/{day(stretch[1])}"


stretches = st.sampled_from([(first, last) for first in range(1, DAYS + 1) for last in range(first, DAYS + 1)])


@st.composite
def _said(draw: st.DrawFn, *, own: bool) -> Said:
    published = tuple(draw(st.lists(stretches, min_size=1, max_size=2)))
    found: list[Uttered] = []
    for number in range(draw(st.integers(1, 4))):
        documents = tuple(draw(st.lists(st.integers(0, len(published) - 1), max_size=2, unique=True)))
        some_before = st.lists(st.integers(0, number - 1), max_size=1).map(tuple) if number else st.just(())
        speaks = own and documents and draw(st.booleans())
        found.append(
            Uttered(
                None if speaks else draw(stretches),
                documents,
                draw(some_before),
                draw(some_before),
                draw(some_before),
                draw(st.none() | st.integers(0, number - 1)) if number else None,
                draw(st.none() | stretches),
            )
        )
    return Said(published, tuple(found), draw(st.none() | stretches))


by_days = st.integers(0, DAYS)


@given(_said(own=False), by_days)
def test_a_claim_is_in_a_view_if_it_had_been_said_in_every_world_or_in_some(said: Said, by: int) -> None:
    had_been_said = [{f"c{at}" for at, on in enumerate(made) if on <= by} for _, made in said.worlds()]
    ds = said.dataset()
    if had_been_said:
        assert set(ds.as_of(day(by)).claims.ids) == set.intersection(*had_been_said)
        assert set(ds.as_of(day(by), certainty="possible").claims.ids) == set.union(*had_been_said)


@given(_said(own=True), by_days)
def test_where_documents_speak_themselves_a_view_holds_nothing_too_early_and_leaves_nothing_possible_out(
    said: Said, by: int
) -> None:
    # What one claim of a document tells of the document's day is not carried over to its other claims.
    worlds = list(said.worlds())
    ds = said.dataset()
    certain, possible = ds.as_of(day(by)), ds.as_of(day(by), certainty="possible")
    for appeared, made in worlds:
        assert (
            set(certain.claims.ids) <= {f"c{at}" for at, on in enumerate(made) if on <= by} <= set(possible.claims.ids)
        )
        shown = {f"text-{at}" for at, on in enumerate(appeared) if on <= by}
        assert set(certain.documents.ids) <= shown <= set(possible.documents.ids)


@given(_said(own=True), by_days)
def test_what_a_view_relays_stood_in_documents_that_had_appeared(said: Said, by: int) -> None:
    ds = said.dataset()
    view = ds.as_of(day(by))
    appeared = {f"text-{at}" for at, (_, last) in enumerate(said.published) if last <= by}
    assert set(view.documents.ids) == appeared
    for one in view.claims:
        assert one.documents == tuple(key for key in ds.claims[one.id].documents if key in appeared)
        assert view.made(one) == ds.made(ds.claims[one.id])
