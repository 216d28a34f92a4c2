"""Relay drift: one utterance that comes out differently in different reports of it.

That is no dispute, for nobody disagrees: the claimant said one thing, and somebody on the way changed the number, its
hedge, or what it counts. Imports the model and `revisions`; the dataset only for type checking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import frozen

from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Measure
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Likelihood, Modality, Stance
from axis_tracker.phrases import names_phrase

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.reasoning.revisions import AboutLike

__all__ = ["DRIFTS", "Drift", "DriftKind", "DriftVersion", "drifts"]


class DriftKind(ControlledTerm):
    """What differs between two reports of one utterance."""

    NUMBER = "number", "different numbers, such as 15,000 and 18,000"
    BOUNDS = "bounds", 'different bounds on one number, such as "nearly 11,000" and "more than 11,000"'
    COUNTED = "counted", "the same number of different things, such as casualties and killed"
    PHASE = "phase", "the same number in different phases, such as ordered and delivered"
    SINCE = "since", "the same number, counted since different dates"
    LIKELIHOOD = "likelihood", "different hedges, or a hedge that was added or dropped"
    MODALITY = "modality", "different modalities, such as a plan and a fact"
    STANCE = "stance", "different stances, such as a refusal to comment and a denial"


class Reported(NamedTuple):
    """All of a claim that relays can change, and that is compared."""

    event: str
    stance: Stance
    likelihood: Likelihood
    modality: Modality
    measure: Measure | None


@frozen(repr=False)
class DriftVersion:
    """One version of an utterance: the reports that agree in everything that is compared.

    Attributes:
        event: The event that these reports are about.
        claims: The reports, in the order of their ids.
    """

    event: Event
    claims: tuple[Claim, ...]

    @property
    def text(self) -> str:
        """What this version says, in a few words: the figure, or the event, and the stance and hedge if there are any.

        >>> from axis_tracker import Activity
        >>> traffic = Activity(id="trains", name="Trains at the border", activity="traffic")
        >>> claim = Claim(
        ...     id="x", event="trains", claimants=["nis"], made="2024", summary="Trains were seen.",
        ...     measure={"quantity": "nearly 30 trains", "phase": "sent"}, likelihood="likely",
        ... )
        >>> DriftVersion(traffic, (claim,)).text
        'nearly 30 trains sent in total (likely)'
        """
        claim = self.claims[0]
        said = self.event.name if claim.measure is None else str(claim.measure)
        asides = [
            word.value
            for word, usual in (
                (claim.stance, Stance.ASSERTS),
                (claim.modality, Modality.ACTUAL),
                (claim.likelihood, Likelihood.UNHEDGED),
            )
            if word is not usual
        ]
        return f"{said} ({', '.join(asides)})" if asides else said

    def __repr__(self) -> str:
        return f"<DriftVersion {self.text}: {', '.join(claim.id for claim in self.claims)}>"


@frozen(repr=False)
class Drift:
    """An utterance that was reported in several versions.

    Two claims can drift if they share an origin and are in different reports: other documents, or other relays if
    neither has a document. They must be about the same event with the same unit and phase, or give the same number for
    events that differ only in the item.

    A report that gives both versions, or leaves one out, is not evidence of drift, because several figures in one
    briefing are several facts. Claims about times that are certainly different do not drift either, and neither do a
    claim and its revision. The records alone cannot distinguish drift from two relays that pass on different parts of a
    briefing; the passages can.

    >>> import axis_tracker as axt
    >>> troops = {"event": "troops", "claimants": ["hur"], "made": "2024-10-17", "origin": "hur-2024-10-17"}
    >>> def report(key, relay, figure):
    ...     measure = {"quantity": figure, "phase": "sent"}
    ...     return axt.Claim(id=key, relays=[relay], measure=measure, summary="HUR says how many.", **troops)
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="hur", name="HUR", kind="body"),
    ...     axt.Actor(id="daily", name="A daily", kind="outlet"),
    ...     axt.Actor(id="weekly", name="A weekly", kind="outlet"),
    ...     axt.Place(id="kursk", name="Kursk"), axt.Item(id="soldiers", name="soldiers"),
    ...     axt.Deployment(id="troops", name="Troops in Kursk", of="kp", to="kursk", item="soldiers"),
    ...     report("a", "daily", "nearly 11,000 troops"), report("b", "weekly", "more than 11,000 troops"),
    ... ])
    >>> drift, = ds.drifts()
    >>> drift.kinds
    (<DriftKind.BOUNDS>,)
    >>> print(drift.explain())
    hur-2024-10-17 was reported in 2 versions, which differ in bounds:
    - nearly 11,000 troops sent in total (a)
    - more than 11,000 troops sent in total (b)
    >>> ds.disputes()
    ()

    Attributes:
        origin: The id of the utterance.
        kinds: What differs between any two of the versions, in the order of `DriftKind`.
        versions: The versions, at least two, in the order of the ids of their first claims.
    """

    origin: str
    kinds: tuple[DriftKind, ...]
    versions: tuple[DriftVersion, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that the versions speak of: one, or several that differ in the item alone."""
        return tuple(dict.fromkeys(version.event for version in self.versions))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all versions."""
        return tuple(claim for version in self.versions for claim in version.claims)

    def explain(self) -> str:
        """What differs, and each version with the claims that give it."""
        head = (
            f"{self.origin} was reported in {len(self.versions)} versions, "
            f"which differ in {names_phrase(_DIFFERENCES.get(kind, kind.value) for kind in self.kinds)}:"
        )
        return "\n".join(
            [head, *(f"- {one.text} ({', '.join(claim.id for claim in one.claims)})" for one in self.versions)]
        )

    def __repr__(self) -> str:
        return f"<Drift of {self.origin}: {', '.join(kind.value for kind in self.kinds)}>"


_DIFFERENCES: Final = {DriftKind.COUNTED: "what is counted", DriftKind.SINCE: "start date"}
"""The kinds of drift whose values are not words of a sentence, and the words for them."""

_Differs = Callable[[Reported, Reported], bool]


def _with_measures(differs: Callable[[Measure, Measure], bool]) -> _Differs:
    return lambda one, other: (
        one.measure is not None and other.measure is not None and differs(one.measure, other.measure)
    )


def _same_number(one: Measure, other: Measure) -> bool:
    """Whether both name one number, however they hedge it, or allow exactly the same."""
    if one.quantity.ends == other.quantity.ends:
        return True
    figure = one.quantity.figure
    return figure is not None and figure == other.quantity.figure


def _field(name: str) -> _Differs:
    return lambda one, other: getattr(one, name) is not getattr(other, name)


DRIFTS: Final[dict[DriftKind, _Differs]] = {
    DriftKind.NUMBER: _with_measures(lambda one, other: not _same_number(one, other)),
    DriftKind.BOUNDS: _with_measures(
        lambda one, other: _same_number(one, other) and one.quantity.ends != other.quantity.ends
    ),
    DriftKind.COUNTED: lambda one, other: (
        one.event != other.event
        or _with_measures(lambda first, second: first.quantity.unit != second.quantity.unit)(one, other)
    ),
    DriftKind.PHASE: _with_measures(lambda one, other: one.phase is not other.phase),
    DriftKind.SINCE: _with_measures(lambda one, other: one.since != other.since),
    DriftKind.LIKELIHOOD: _field("likelihood"),
    DriftKind.MODALITY: _field("modality"),
    DriftKind.STANCE: _field("stance"),
}
"""How each kind of drift shows, between two versions that report one fact."""


def drifts(dataset: RecordSet, *, about: AboutLike | None = None) -> tuple[Drift, ...]:
    """The drifts of a dataset; see `Dataset.drifts`."""
    by_origin: dict[str, list[Claim]] = {}
    for claim in dataset.claims:
        if claim.origin is not None:
            by_origin.setdefault(claim.origin, []).append(claim)
    found = (
        drift
        for origin in sorted(by_origin)
        if len(by_origin[origin]) > 1
        for alike in _by_event_but_for_item(dataset, by_origin[origin])
        for drift in _drifts_within(dataset, origin, alike)
    )
    if about is None:
        return tuple(found)
    wanted = set(dataset.claims.where(about=about).ids)
    return tuple(drift for drift in found if any(claim.id in wanted for claim in drift.claims))


def _by_event_but_for_item(dataset: RecordSet, claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        event = dataset.events[claim.event]
        kept = [
            (field.name, getattr(event, field.name))
            for field in event.__attrs_attrs__
            if field.name not in ("id", "name", "note", "item")
        ]
        groups.setdefault((event.kind, tuple(kept)), []).append(claim)
    return (group for group in groups.values() if len(group) > 1)


def _drifts_within(dataset: RecordSet, origin: str, claims: list[Claim]) -> Iterator[Drift]:
    by_report: dict[object, set[Reported]] = {}
    versions: dict[Reported, list[Claim]] = {}
    for claim in claims:
        reported = Reported(claim.event, claim.stance, claim.likelihood, claim.modality, claim.measure)
        by_report.setdefault(_report(claim), set()).add(reported)
        versions.setdefault(reported, []).append(claim)
    linked: dict[Reported, set[Reported]] = {}
    kinds: dict[frozenset[Reported], set[DriftKind]] = {}
    for one, other in combinations(versions, 2):
        if _set_against(one, other, by_report.values()) and _are_of_one_fact(one, other, versions):
            differing = {kind for kind, differs in DRIFTS.items() if differs(one, other)}
            if differing:
                kinds[frozenset((one, other))] = differing
                linked.setdefault(one, set()).add(other)
                linked.setdefault(other, set()).add(one)
    for group in _connected(linked):
        differing = set().union(*(found for pair, found in kinds.items() if pair <= group))
        yield Drift(
            origin,
            tuple(kind for kind in DriftKind if kind in differing),
            tuple(DriftVersion(dataset.events[one.event], tuple(versions[one])) for one in versions if one in group),
        )


def _report(claim: Claim) -> object:
    """What tells one report of an utterance from another."""
    return claim.documents or claim.relays or claim.id


def _set_against(one: Reported, other: Reported, reports: Iterable[set[Reported]]) -> bool:
    """Whether some report gives the one and not the other, and some report the other and not the one."""
    reports = [*reports]
    return any(one in report and other not in report for report in reports) and any(
        other in report and one not in report for report in reports
    )


def _are_of_one_fact(one: Reported, other: Reported, versions: dict[Reported, list[Claim]]) -> bool:
    if (one.measure is None) is not (other.measure is None):
        return False
    if one.measure is not None and other.measure is not None and not _read_alike(one.measure, other.measure):
        return False
    if (one.event != other.event or not _counted_alike(one, other)) and not _have_equal_ends(one, other):
        return False
    return any(
        not _are_certainly_apart(claim, another) and claim.revises != another.id and another.revises != claim.id
        for claim in versions[one]
        for another in versions[other]
    )


def _have_equal_ends(one: Reported, other: Reported) -> bool:
    """Whether both have one figure, which alone shows that one fact is meant where units, phases or items differ."""
    return (
        one.measure is not None
        and other.measure is not None
        and one.measure.quantity.ends == other.measure.quantity.ends
    )


def _read_alike(one: Measure, other: Measure) -> bool:
    return one.reading is other.reading and one.per is other.per and one.share_of == other.share_of


def _counted_alike(one: Reported, other: Reported) -> bool:
    return (
        one.measure is None
        or other.measure is None
        or (one.measure.phase is other.measure.phase and one.measure.quantity.unit == other.measure.quantity.unit)
    )


def _are_certainly_apart(one: Claim, other: Claim) -> bool:
    return one.when is not None and other.when is not None and one.when.overlaps(other.when) is Truth.NO


def _connected(linked: dict[Any, set[Any]]) -> Iterator[set[Any]]:
    seen: set[Any] = set()
    for start in linked:
        if start in seen:
            continue
        group: set[Any] = set()
        waiting = [start]
        while waiting:
            current = waiting.pop()
            if current not in group:
                group.add(current)
                waiting.extend(linked[current])
        seen |= group
        yield group
