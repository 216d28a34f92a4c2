"""Revisions: which claims have been replaced, by which, and what changed from each to the next.

A revision is never inferred: a later figure of the same service is a revision only if its claim says so (`revises`),
because a running total that has grown takes nothing back. Imports the model, the dataset,
`matters` and `revision_steps`.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Any, Final, TypeAlias

from attrs import fields_dict, frozen

from axis_tracker.dataset.event_selections import EventSelection
from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Measure, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Stance
from axis_tracker.reasoning.matters import Matter, is_version_of, matter_of, stood_on
from axis_tracker.reasoning.revision_steps import RevisionSteps, Step
from axis_tracker.reasoning.utterances import said_on

__all__ = [
    "AboutLike",
    "Change",
    "Replacements",
    "Revision",
    "Shift",
    "replacements",
    "revisers",
    "revisions",
    "superseded",
]

AboutLike: TypeAlias = "str | Event | EventSelection[Any]"
"""What findings can be narrowed to: an event, its id, or a selection of events."""


class Shift(ControlledTerm):
    """How a revised figure lies to the one before it. Both count the same unit."""

    RAISED = "raised", "every possible number is above every earlier one"
    LOWERED = "lowered", "every possible number is below every earlier one"
    NARROWED = "narrowed", "fewer numbers are possible, and all of them were possible before"
    WIDENED = "widened", "more numbers are possible, including all earlier ones"
    MOVED = "moved", "some numbers stay possible, some no longer are, and some are new"


@frozen
class Change:
    """A field in which a revision differs from the claim that it revises.

    Attributes:
        revised: The earlier claim.
        revising: The later claim.
        field: The name of the field, such as "quantity" or "stance".
        before: The value in the earlier claim, or None if it has none.
        after: The value in the later claim, or None if it has none.
    """

    revised: Claim
    revising: Claim
    field: str
    before: Any
    after: Any

    @property
    def shift(self) -> Shift | None:
        """How the new figure lies to the old one; None for other fields and where the units differ.

        >>> old, new = Quantity.at_least(600, "killed"), Quantity.from_words("about 2,000 killed")
        >>> claim = Claim(id="x", event="x", claimants=["nis"], made="2025-09", summary="X.")
        >>> Change(claim, claim, "quantity", old, new).shift
        <Shift.NARROWED>
        """
        if not isinstance(self.before, Quantity) or not isinstance(self.after, Quantity):
            return None
        return _shift(self.before, self.after) if self.before.unit == self.after.unit else None

    def explain(self) -> str:
        """The change in words, such as 'quantity from "at least 600 killed" to "about 2,000 killed" (narrowed)'."""
        shift = f" ({self.shift.value})" if self.shift is not None else ""
        return f"{self.field.replace('_', ' ')} from {_written(self.before)} to {_written(self.after)}{shift}"


def _shift(before: Quantity, after: Quantity) -> Shift | None:
    if before == after:
        return None
    if after.is_more_than(before).is_certain:
        return Shift.RAISED
    if after.is_less_than(before).is_certain:
        return Shift.LOWERED
    if before.contains(after):
        return Shift.NARROWED
    return Shift.WIDENED if after.contains(before) else Shift.MOVED


def _written(value: Any) -> str:
    if value is None or value == ():
        return "not stated"
    if isinstance(value, enum.Enum):
        return f'"{value.value}"'
    return f'"{", ".join(map(str, value)) if isinstance(value, tuple) else value}"'


@frozen(repr=False)
class Revision:
    """A chain of claims in which each claim replaces the one before it.

    If two different claims revise the same claim, there are two chains. Several reports of one revision are one step.

    >>> import axis_tracker as axt
    >>> killed = {"id": "killed", "event": "losses", "claimants": ["nis"], "summary": "The NIS counts the killed."}
    >>> first = axt.Claim(**killed, made="2025-04-30", measure={"quantity": "at least 600 killed", "phase": "lost"})
    >>> second = axt.Claim(
    ...     **killed | {"id": "killed-revised"}, made="2025-09-02", revises="killed",
    ...     measure={"quantity": "about 500 killed", "phase": "lost"},
    ... )
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="nis", name="National Intelligence Service", kind="body"),
    ...     axt.Actor(id="kp", name="North Korea", kind="state"),
    ...     axt.Engagement(id="losses", name="North Korean losses", sides=["kp"], losses_of="kp"),
    ...     first, second,
    ... ])
    >>> chain, = ds.revisions()
    >>> chain.first.id, chain.latest.id, [change.field for change in chain.changes]
    ('killed', 'killed-revised', ['quantity'])
    >>> print(chain.explain())  # doctest: +NORMALIZE_WHITESPACE
    killed (made 2025-04-30) was revised by killed-revised (made 2025-09-02):
    quantity from "at least 600 killed" to "about 500 killed" (lowered).

    Attributes:
        claims: The claims, from one that revises no other to one that no other revises. If several claims report a
            step, this is the one with the first id.
        reports: For each step, all claims that report it, sorted by id.
        changes: What each step changes, in order.
        made: When each claim was made, as EDTF text.
        still_standing: The ids of claims in `claims` that still stand after the next step, because this step gives a
            total that is not smaller and certainly of a later day.
    """

    claims: tuple[Claim, ...]
    reports: tuple[tuple[Claim, ...], ...]
    changes: tuple[Change, ...]
    made: tuple[str, ...]
    still_standing: frozenset[str] = frozenset()

    @property
    def first(self) -> Claim:
        """The claim that revises nothing."""
        return self.claims[0]

    @property
    def latest(self) -> Claim:
        """The claim that nothing revises."""
        return self.claims[-1]

    def explain(self) -> str:
        """Step by step, what was replaced by what, when, and what changed."""
        return "\n".join(self._steps())

    def _steps(self) -> Iterator[str]:
        changed: dict[str, list[str]] = {}
        for change in self.changes:
            changed.setdefault(change.revising.id, []).append(change.explain())
        dated = [
            f"{', '.join(claim.id for claim in reports)} (made {made})"
            for reports, made in zip(self.reports, self.made, strict=True)
        ]
        for number, (before, after) in enumerate(pairwise(self.claims)):
            what = "; ".join(changed.get(after.id, ())) or "no compared field changed"
            stands = " The earlier total still stands, because the later one may have grown."
            yield (
                f"{dated[number]} was revised by {dated[number + 1]}: {what}."
                f"{stands if before.id in self.still_standing else ''}"
            )

    def __repr__(self) -> str:
        return f"<Revision {' -> '.join(claim.id for claim in self.claims)}>"


def _of_measure(name: str) -> Callable[[Claim], Any]:
    return lambda claim: None if claim.measure is None else getattr(claim.measure, name)


_COMPARED: Final[dict[str, Callable[[Claim], Any]]] = {
    **{name: attrgetter(name) for name in ("stance", "likelihood", "hedge", "modality")},
    **{name: _of_measure(name) for name in fields_dict(Measure)},
    **{name: attrgetter(name) for name in ("when", "claimants", "basis", "assumption")},
}
"""What is compared between a claim and its revision: the name of the field, and how it is read from a claim."""


class Replacements:
    """What has replaced each claim of a dataset.

    A revision replaces the claim that it revises, and every report of the same utterance on the same matter (see
    `is_version_of`). Only a total that is not smaller and certainly of a later day replaces nothing: "2,000 by
    December" does not take back "600 by April".
    """

    __slots__ = ("_dataset", "_revised")

    def __init__(self, dataset: RecordSet) -> None:
        self._dataset = dataset
        self._revised: dict[str, dict[Matter, list[tuple[Claim, Claim]]]] = {}
        for claim in dataset.claims:
            if claim.revises is not None:
                revised = dataset.claims[claim.revises]
                by_matter = self._revised.setdefault(revised.utterance, {})
                by_matter.setdefault(matter_of(revised), []).append((revised, claim))

    def extended(self, dataset: RecordSet, claims: Iterable[Claim]) -> Replacements:
        """Return the same for a dataset with some new claims."""
        if any(one.revises is not None for one in claims):
            return Replacements(dataset)
        found = object.__new__(Replacements)
        found._dataset, found._revised = dataset, self._revised
        return found

    def of(self, claim: Claim) -> tuple[Claim, ...]:
        """Return the claims that directly replace a claim, sorted by id."""
        return tuple(self._of(claim))

    def are_there(self, claim: Claim) -> bool:
        """Return whether anything replaces a claim."""
        return next(self._of(claim), None) is not None

    def standing_for(self, claim: Claim) -> tuple[Claim, ...]:
        """Return what stands in the place of a claim: the claim itself, or what has replaced it in the end."""
        found: dict[str, Claim] = {}
        seen = {claim.id}
        waiting = [claim]
        while waiting:
            current = waiting.pop()
            following = self.of(current)
            if not following:
                found[current.id] = current
            new = [one for one in following if one.id not in seen]
            seen.update(one.id for one in new)
            waiting.extend(reversed(new))
        return tuple(found.values())

    def leaves_standing(self, earlier: Claim, later: Claim) -> bool:
        """Return whether a claim gives a total that may simply have grown since the earlier claim.

        Such a total is not smaller, and certainly of a later day.
        """
        if not (earlier.stance is later.stance is Stance.ASSERTS) or not _is_not_smaller(earlier, later):
            return False
        if matter_of(earlier) != matter_of(later):
            return False
        days = [stood_on(one.when, said_on(self._dataset, one)) for one in (earlier, later)]
        return days[0][1] < days[1][0]

    def _of(self, claim: Claim) -> Iterator[Claim]:
        by_matter = self._revised.get(claim.utterance)
        if by_matter is None:
            return
        for revised, revising in by_matter.get(matter_of(claim), ()):
            # An utterance that corrects itself takes back only the claim that it names.
            if (
                revised.id == claim.id or (revising.utterance != claim.utterance and is_version_of(revised, claim))
            ) and not self.leaves_standing(claim, revising):
                yield revising

    def replaced(self) -> frozenset[str]:
        """Return the ids of all claims that something replaces."""
        if not self._revised:
            return frozenset()
        return frozenset(
            claim.id for claim in self._dataset.claims if claim.utterance in self._revised and self.are_there(claim)
        )


def _is_not_smaller(earlier: Claim, later: Claim) -> bool:
    """Whether a total is at least the earlier one: by the lower ends, or by the upper ends if the earlier has no lower.

    "Up to 2,000" takes back "at least 600", although it does not contradict it.
    """
    if earlier.measure is None or later.measure is None:
        return False
    if earlier.measure.reading is not Reading.TOTAL or earlier.measure.quantity.unit != later.measure.quantity.unit:
        return False
    old, new = earlier.measure.quantity, later.measure.quantity
    if old.low is not None:
        return new.low is not None and (new.low, not new.includes_low) >= (old.low, not old.includes_low)
    if old.high is not None:
        return new.high is None or (new.high, new.includes_high) >= (old.high, old.includes_high)
    return False


def replacements(dataset: RecordSet) -> Replacements:
    """Return what has replaced each claim of a dataset. It is computed once."""
    return derived(dataset, Replacements)


def superseded(dataset: RecordSet) -> frozenset[str]:
    """Return the ids of the claims that a revision has replaced."""
    return derived(dataset, _superseded)


def _superseded(dataset: RecordSet) -> frozenset[str]:
    return replacements(dataset).replaced()


def revisers(dataset: RecordSet) -> dict[str, list[Claim]]:
    """Return the claims that replace each claim, by its id. Claims that nothing replaces are not in it."""
    found = replacements(dataset)
    return {key: [*found.of(dataset.claims[key])] for key in sorted(superseded(dataset))}


# The chains: each step is one utterance's revision of one figure, with all claims that report it.


def revisions(dataset: RecordSet, *, about: AboutLike | None = None) -> tuple[Revision, ...]:
    """Return the chains of revisions; see `Dataset.revisions`."""
    events = None if about is None else {claim.event for claim in dataset.claims.where(about=about)}
    all_steps = derived(dataset, RevisionSteps)
    found = (
        _revision(dataset, steps)
        for first in all_steps.firsts
        if events is None or first[0].event in events
        for steps in all_steps.chains(first)
    )
    return tuple(found)


def _revision(dataset: RecordSet, steps: tuple[Step, ...]) -> Revision:
    claims = tuple(step[0] for step in steps)
    changes = tuple(
        Change(before, after, name, read(before), read(after))
        for before, after in pairwise(claims)
        for name, read in _COMPARED.items()
        if read(before) != read(after)
    )
    leaves_standing = replacements(dataset).leaves_standing
    standing = frozenset(before.id for before, after in pairwise(claims) if leaves_standing(before, after))
    return Revision(claims, steps, changes, tuple(str(dataset.made(claim)) for claim in claims), standing)
