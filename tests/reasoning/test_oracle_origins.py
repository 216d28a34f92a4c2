"""Who said it, against an oracle: ends that several origins give, and origins that contradict themselves.

The worlds are numbers that grow with time and along two items. An origin is right in a world or wrong. All that an
origin says here stands in one text, so that each figure is a statement of its own; `test_oracle_versions` has the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations, product
from typing import Any, NamedTuple

import attrs
import pytest
from figure_claims import FigureClaim, figure_claims, record
from hypothesis import assume, given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import TEXTS, claim, day, event_id, figures, frame, passage, teller

import axis_tracker as axt

MOST = 2
DAYS = 3
ITEMS = ("top", "left")
Cell = tuple[str, int]
CELLS: tuple[Cell, ...] = tuple(product(ITEMS, range(1, DAYS + 1)))


def is_part(one: str, other: str) -> bool:
    return other in (one, "top")


@cache
def totals() -> MonotoneWorlds[Cell]:
    return MonotoneWorlds(CELLS, lambda one, other: is_part(one[0], other[0]) and one[1] <= other[1], MOST)


@cache
def levels() -> MonotoneWorlds[Cell]:
    """Levels say nothing of another day; two days are enough to tell."""
    two_days = [cell for cell in CELLS if cell[1] < DAYS]
    return MonotoneWorlds(two_days, lambda one, other: is_part(one[0], other[0]) and one[1] == other[1], MOST)


def dataset(claims: list[axt.Claim]) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=ITEMS), *TEXTS, *claims])


# --- by how many it must be said ---


class Said(NamedTuple):
    origin: int
    """Who says so: 0 to 3; the last is an unnamed source."""
    cell: Cell
    quantity: axt.Quantity

    def record(self, key: str, unit: str = "crates", reading: str = "total") -> axt.Claim:
        one = self.quantity
        ends = {"low": one.low, "high": one.high, "includes_low": one.includes_low, "includes_high": one.includes_high}
        return claim(
            key,
            event_id("kp", self.cell[0]),
            made=day(self.cell[1]),
            origin=f"o{self.origin}",
            # Every origin has a voice of its own.
            claimants=["somebody" if self.origin == UNNAMED else teller(f"o{self.origin}")],
            measure=axt.Measure(axt.Quantity(**ends, unit=unit), "delivered", reading),
            evidence=passage(0),
        )


UNNAMED = 3
# On two days only, and several claims at once, so that claims of different origins meet.
cells = st.sampled_from([cell for cell in CELLS if cell[1] < DAYS])
quantities = figures(MOST).map(lambda one: one.quantity)
sayings = st.lists(st.builds(Said, st.integers(0, UNNAMED), cells, quantities), min_size=3, max_size=6)


def worlds_of(claims: list[Said]) -> Worlds:
    worlds = totals().all
    for one in claims:
        worlds &= totals().where(one.cell, one.quantity)
    return worlds


def if_so_many_are_wrong(claims: list[Said], wrong: int) -> list[Worlds]:
    """The worlds in which all named origins but so many are right, whatever the unnamed ones say."""
    named = sorted({one.origin for one in claims} - {UNNAMED})
    return [
        worlds_of([one for one in claims if one.origin in named and one.origin not in left_out])
        for left_out in combinations(named, min(wrong, len(named)))
    ]


def asked(cell: Cell, reading: str = "total") -> dict[str, Any]:
    of = {"supplier": "kp", "recipient": "ru", "item": cell[0], "at": day(cell[1])}
    return {**of, "phase": "delivered", "unit": "crates", "reading": reading}


def told(claims: list[Said], reading: str = "total") -> axt.Dataset:
    return dataset([one.record(f"c{number}", reading=reading) for number, one in enumerate(claims)])


def estimate_of(claims: list[Said], cell: Cell, origins: int) -> axt.Estimate:
    return told(claims).estimate(**asked(cell), policy=axt.Policy(origins=origins))


@given(sayings, cells, st.integers(2, 3))
def test_what_several_must_say_stands_even_if_all_but_one_of_them_are_wrong(
    claims: list[Said], cell: Cell, origins: int
) -> None:
    estimate = estimate_of(claims, cell, origins)
    allowed = totals().where(cell, estimate.quantity)
    for worlds in if_so_many_are_wrong(claims, origins - 1):
        assert worlds & ~allowed == 0, estimate.explain()


@given(sayings, cells, st.integers(2, 3))
def test_where_all_named_origins_agree_the_ends_are_the_strongest_that_stand_so(
    claims: list[Said], cell: Cell, origins: int
) -> None:
    assume(worlds_of([one for one in claims if one.origin != UNNAMED]))
    estimate = estimate_of([*claims], cell, origins)
    assume(not estimate.conflicts)  # with an unnamed source, who is set against others like anybody
    worlds = 0
    for some in if_so_many_are_wrong(claims, origins - 1):
        worlds |= some
    assert totals().ends_of(estimate.quantity) == totals().ends(cell, worlds), estimate.explain()


def test_a_figure_of_another_day_takes_nothing_from_what_two_origins_say() -> None:
    none = axt.Quantity(high=0, unit="crates")
    first, second = ("top", 1), ("top", 2)
    claims = [*[Said(0, first, none)] * 3, Said(0, second, none), Said(1, second, none)]
    assert estimate_of(claims, second, 2).high == 0


@given(sayings, cells, st.integers(1, 2), st.data())
def test_a_relay_in_another_text_changes_no_bound_no_count_and_no_conflict(
    claims: list[Said], cell: Cell, origins: int, data: st.DataObject
) -> None:
    units = st.sampled_from(("crates", "crates", "boxes"))
    records = [one.record(f"c{number}", data.draw(units)) for number, one in enumerate(claims)]
    relayed = data.draw(st.lists(st.sampled_from(records), min_size=1, max_size=3))
    relays = [
        attrs.evolve(one, id=f"r{number}", relays=["somebody"], evidence=passage(number + 1))
        for number, one in enumerate(relayed)
    ]
    # The unit is left open: it is the one that most voices count in, however often they are relayed.
    question = {key: value for key, value in asked(cell).items() if key != "unit"}
    policy = axt.Policy(origins=origins)
    once, twice = dataset(records), dataset([*records, *relays])
    before, after = once.estimate(**question, policy=policy), twice.estimate(**question, policy=policy)
    assert before.quantity == after.quantity
    assert (before.origins, before.agreeing) == (after.origins, after.agreeing)
    assert len(before.conflicts) == len(after.conflicts)
    assert len(once.conflicts()) == len(twice.conflicts())
    assert before.drifted == after.drifted == ()
    for event in {one.event for one in records}:
        assert once.corroboration(event).independent == twice.corroboration(event).independent


# --- an origin that contradicts itself ---

READINGS = pytest.mark.parametrize(("reading", "worlds"), [("total", totals), ("level", levels)])
statements = st.lists(st.builds(Said, st.just(0), cells, quantities), min_size=1, max_size=5)


def halves(one: Said) -> list[Said]:
    """What a statement says by each of its ends."""
    quantity = one.quantity
    above = axt.Quantity(low=quantity.low, includes_low=quantity.includes_low, unit="crates")
    below = axt.Quantity(high=quantity.high, includes_high=quantity.includes_high, unit="crates")
    return [one._replace(quantity=end) for end in (above, below) if end.low is not None or end.high is not None]


def consistent_halves(claims: list[Said], worlds: MonotoneWorlds[Cell]) -> list[Said]:
    """The ends that no other end of the same origin contradicts, each as a statement."""
    ends = [half for one in claims for half in halves(one)]
    true_in = {half: worlds.where(half.cell, half.quantity) for half in ends}
    return [
        half for half in ends if all(half.origin != other.origin or true_in[half] & true_in[other] for other in ends)
    ]


@READINGS
@given(claims=statements, cell=cells)
def test_the_ends_that_an_origin_does_not_contradict_itself_stand_and_nothing_conflicts(
    reading: str, worlds: Callable[[], MonotoneWorlds[Cell]], claims: list[Said], cell: Cell
) -> None:
    ds = told(claims, reading)
    estimate = ds.estimate(**asked(cell, reading))
    left = worlds().all
    for one in consistent_halves(claims, worlds()):
        left &= worlds().where(one.cell, one.quantity)
    assert worlds().ends_of(estimate.quantity) == worlds().ends(cell, left), estimate.explain()
    assert estimate.conflicts == ds.conflicts() == ()


@given(claims=sayings, cell=cells)
def test_an_origin_that_contradicts_itself_is_like_one_that_says_only_what_stands(
    claims: list[Said], cell: Cell
) -> None:
    ds, cleaned = told(claims), told(consistent_halves(claims, totals()))
    one, other = ds.estimate(**asked(cell)), cleaned.estimate(**asked(cell))
    assert one.quantity == other.quantity, one.explain()
    assert bool(ds.conflicts()) is bool(cleaned.conflicts())


@given(figure_claims([event_id("kp", item) for item in ITEMS], DAYS))
def test_what_one_origin_says_is_never_a_conflict(claims: list[FigureClaim]) -> None:
    ds = dataset([record(one, origin="briefing", claimants=["teller"], evidence=passage(0)) for one in claims])
    assert ds.conflicts() == ()
    for item in ITEMS:
        assert ds.estimate(**asked((item, DAYS))).conflicts == ()


def test_a_thousand_and_nearly_a_thousand_are_between_nearly_and_a_thousand() -> None:
    def wounded(key: str, words: str) -> axt.Claim:
        figure = {"quantity": words, "phase": "delivered"}
        return claim(key, "kp-top", made=day(1), origin="service", evidence=passage(0), measure=figure)

    ds = dataset([wounded("one", "1,000 crates"), wounded("other", "nearly 1,000 crates")])
    estimate = ds.estimate(**asked(("top", 1)))
    nearly = axt.Quantity.from_words("nearly 1,000 crates")
    assert (estimate.low, estimate.high, estimate.includes_high) == (nearly.low, 1000, True)
    assert estimate.conflicts == ds.conflicts() == ()
