"""Relay drift: one utterance that comes out differently in different reports of it.

That is no dispute, for nobody disagrees: the claimant said one thing, and somebody on the way changed the number, its
hedge, its date, or what it counts. Imports the model, and `drift_versions` (what the
reports say, and which of that is about one fact).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from attrs import frozen

from axis_tracker.dataset.said_times import ALWAYS, NEVER
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.vocabulary import Likelihood, Modality, Stance
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.drift_versions import Version, connected, versions_of
from axis_tracker.reasoning.matters import Days, modality_of, report_of

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.reasoning.revisions import AboutLike

__all__ = ["Drift", "DriftKind", "DriftVersion", "drifts"]


class DriftKind(ControlledTerm):
    """What differs between two reports of one utterance."""

    NUMBER = "number", "different numbers, such as 15,000 and 18,000"
    BOUNDS = "bounds", 'different bounds on one number, such as "nearly 11,000" and "more than 11,000"'
    COUNTED = "counted", "the same number of different things, such as casualties and killed"
    PHASE = "phase", "the same number in different phases, such as ordered and delivered"
    SINCE = "since", "the same number, counted since different dates"
    WHOLE = "whole", "the same share of different wholes"
    WHEN = "when", "the same number, or the same event, at different times"
    LIKELIHOOD = "likelihood", "different hedges, or a hedge that was added or dropped"
    STANCE = "stance", "different stances, such as a refusal to comment and a denial"


@frozen(repr=False)
class DriftVersion:
    """One version of an utterance: the reports that agree in everything that is compared.

    Attributes:
        event: The event that these reports are about.
        claims: The reports, in the order of their ids.
        when: When this happened according to this version, or None if the versions do not differ in time.
    """

    event: Event
    claims: tuple[Claim, ...]
    when: ImpreciseDate | None = None

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
        if self.when is not None:
            asides.append(date_phrase(self.when))
        return f"{said} ({', '.join(asides)})" if asides else said

    def __repr__(self) -> str:
        return f"<DriftVersion {self.text}: {', '.join(claim.id for claim in self.claims)}>"


@frozen(repr=False)
class Drift:
    """An utterance that was reported in several versions.

    Two claims can drift if they share an origin and a modality and are in different reports: other documents, or other
    relays if neither has a document. They must be about the same event with the same unit, phase and beginning and
    possibly the same day, or give the same number: for another day, or for what differs only in the item, the unit, the
    phase, the beginning or the whole of a share. A plan and a fact are two statements, and so are a claim and its
    revision.

    A report that gives both versions, or leaves one out, is not evidence of drift, because several figures in one
    briefing are several facts. Claims with different numbers about times that are certainly different do not drift
    either. The records alone cannot distinguish drift from two relays that pass on different parts of a briefing; the
    passages can.

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
        kinds: What differs among the versions, in the order of `DriftKind`.
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


_DIFFERENCES: Final = {
    DriftKind.COUNTED: "what is counted",
    DriftKind.SINCE: "start date",
    DriftKind.WHOLE: "the whole of which it is a share",
    DriftKind.WHEN: "time",
}
"""The kinds of drift whose values are not words of a sentence, and the words for them."""


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
        for drift in sorted(_of_origin(dataset, origin, by_origin[origin]), key=lambda one: one.claims[0].id)
    )
    if about is None:
        return tuple(found)
    wanted = set(dataset.claims.where(about=about).ids)
    return tuple(drift for drift in found if any(claim.id in wanted for claim in drift.claims))


def _of_origin(dataset: RecordSet, origin: str, claims: Sequence[Claim]) -> Iterator[Drift]:
    """The drifts of one utterance."""
    groups: dict[Hashable, list[Claim]] = {}
    own = {claim.id for claim in claims}
    but_for_item = {key: _but_for_item(dataset.events[key]) for key in {claim.event for claim in claims}}
    for claim in claims:
        # A vague size leaves the figure out, and what an utterance itself corrects was said.
        if not _is_vague(claim) and claim.revises not in own:
            reading = None if claim.measure is None else (claim.measure.reading, claim.measure.per)
            groups.setdefault((but_for_item[claim.event], modality_of(claim), reading), []).append(claim)
    for group in groups.values():
        if len({report_of(claim) for claim in group}) > 1:
            for versions in connected(versions_of(group)):
                kinds = tuple(kind for kind in DriftKind if _DRIFTS[kind](versions))
                if kinds:
                    yield Drift(origin, kinds, tuple(_written(dataset, versions, DriftKind.WHEN in kinds)))


def _but_for_item(event: Event) -> Hashable:
    """What distinguishes an event from others, except for the item."""
    names = (field.name for field in event.__attrs_attrs__)
    kept = [(name, getattr(event, name)) for name in names if name not in _LEFT_OUT]
    return (event.kind, tuple(kept))


_LEFT_OUT: Final = frozenset(("id", "name", "note", "item", "parts", "losses_in"))
"""The fields of an event that may differ between versions."""


def _is_vague(claim: Claim) -> bool:
    return claim.measure is not None and claim.measure.quantity.low is claim.measure.quantity.high is None


# What differs

_Differs = Callable[[Sequence[Version]], bool]


def _in(read: Callable[[Claim], Hashable]) -> _Differs:
    return lambda versions: len({read(one.claim) for one in versions}) > 1


def _of_measure(name: str) -> _Differs:
    return _in(lambda claim: None if claim.measure is None else getattr(claim.measure, name))


def _counted(claim: Claim) -> Hashable:
    return (claim.event, None if claim.measure is None else claim.measure.quantity.unit)


def _by_number(versions: Sequence[Version]) -> Iterable[list[Version]]:
    found: dict[Hashable, list[Version]] = {}
    for one in versions:
        found.setdefault(one.number, []).append(one)
    return found.values()


def _has_different_bounds(versions: Sequence[Version]) -> bool:
    """Whether one number has different bounds, or is marked as uncertain in one version only."""
    for alike in _by_number(versions):
        quantities = (one.claim.measure.quantity for one in alike if one.claim.measure is not None)
        if len({(one.ends, one.is_uncertain) for one in quantities}) > 1:
            return True
    return False


def _has_different_times(versions: Sequence[Version]) -> bool:
    """Whether one number is given for times that exclude each other, by different reports that do not give both."""
    return any(_are_apart(alike) for alike in _by_number(versions))


def _are_apart(versions: Sequence[Version]) -> bool:
    given: dict[ImpreciseDate, frozenset[Hashable]] = {}
    for one in versions:
        for when, reports in one.times.items():
            if when is not None:
                given[when] = given.get(when, frozenset()) | reports
    spans: dict[frozenset[Hashable], Days] = {}
    for when, reports in given.items():
        begin, _, _, end = when.extent.ordinals
        latest_begin, earliest_end = spans.get(reports, (ALWAYS, NEVER))
        spans[reports] = (max(latest_begin, begin), min(earliest_end, end))
    return any(
        latest_begin > spans[other][1]
        for reports, (latest_begin, _) in spans.items()
        for other in spans
        if not (reports <= other or other <= reports)
    )


_DRIFTS: Final[dict[DriftKind, _Differs]] = {
    DriftKind.NUMBER: lambda versions: len({one.number for one in versions}) > 1,
    DriftKind.BOUNDS: _has_different_bounds,
    DriftKind.COUNTED: _in(_counted),
    DriftKind.PHASE: _of_measure("phase"),
    DriftKind.SINCE: _of_measure("since"),
    DriftKind.WHOLE: _of_measure("share_of"),
    DriftKind.WHEN: _has_different_times,
    DriftKind.LIKELIHOOD: _in(lambda claim: claim.likelihood),
    DriftKind.STANCE: _in(lambda claim: claim.stance),
}
"""How each kind of drift shows in the versions of one fact."""


def _written(dataset: RecordSet, versions: Sequence[Version], by_time: bool) -> Iterator[DriftVersion]:  # noqa: FBT001
    """The versions as they are shown, with the time if they differ in time."""
    split: list[tuple[Claim, list[Claim], ImpreciseDate | None]] = []
    for one in versions:
        by_when: dict[ImpreciseDate | None, list[Claim]] = {}
        for claim in one.claims:
            by_when.setdefault(claim.when if by_time else None, []).append(claim)
        split += ((claims[0], claims, when) for when, claims in by_when.items())
    for claim, claims, when in sorted(split, key=lambda one: one[0].id):
        yield DriftVersion(dataset.events[claim.event], tuple(claims), when)
