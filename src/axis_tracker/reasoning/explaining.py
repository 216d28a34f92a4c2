"""An estimate in sentences: how each bound follows, and what does not count. Imports the phrases of reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from axis_tracker.dataset.record_set import tables_of
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.phrases import counted_phrase, date_phrase, names_phrase, quantity_phrase
from axis_tracker.reasoning.bounds import Bound
from axis_tracker.reasoning.policies import SetAsideReason
from axis_tracker.reasoning.weighing import claims_in

if TYPE_CHECKING:
    from axis_tracker.model.claims import Claim
    from axis_tracker.reasoning.cases import Case, SetAside
    from axis_tracker.reasoning.estimates import Estimate
    from axis_tracker.reasoning.weighing import Settled

__all__ = ["explained", "matter_of", "not_used_because"]

_MATTERS: Final = {
    "arms-transfer": "{item} {phase} from {supplier} to {recipient}",
    "assistance": "{item} {phase} from {supplier} to {recipient}",
    "deployment": "{item} of {of} {phase} to {to}",
    "engagement": "losses of {losses_of} ({item})",
}
_MATTERS_IN_PHASE: Final = {
    **{
        (kind, phase): sentence
        for kind in ("arms-transfer", "assistance")
        for phase, sentence in (
            (Phase.PLANNED, "{item} planned for delivery from {supplier} to {recipient}"),
            (Phase.USED, "{item} from {supplier} used by {recipient}"),
            (Phase.LOST, "{item} from {supplier} lost by {recipient}"),
        )
    },
    ("deployment", Phase.PLANNED): "{item} of {of} planned for {to}",
    ("deployment", Phase.USED): "{item} of {of} used in {to}",
    ("deployment", Phase.LOST): "{item} of {of} lost in {to}",
}
"""The phases that need other words: arms are not "used from" one party "to" another."""
"""What a question is about, by kind of event; other kinds list their fields."""

_UNNAMED_PARTS: Final = {
    "item": "any item",
    "supplier": "any supplier",
    "recipient": "any recipient",
    "of": "any party",
    "to": "any place",
    "losses_of": "any party",
}

_OTHER_COUNT: Final = {
    "minimum": "counts more than the question asks about",
    "maximum": "counts less than the question asks about",
}
_OTHER_DAY: Final = "applies to other dates"
"""Why an end that somebody gives bounds nothing, though the other end does."""

_A_READING: Final = {one: f"{'an' if one is Reading.INCREMENT else 'a'} {one.value}" for one in Reading}

_BY: Final = {Reading.TOTAL: "in total by", Reading.LEVEL: "number at one time, on"}


def explained(estimate: Estimate, case: Case, settled: Settled) -> Iterator[str]:
    """The sentences, from the answer to what was set aside."""
    quantity, at = estimate.quantity, estimate.at
    matter = matter_of(case)
    when = "" if at is None else f", {_BY.get(case.question.reading, 'on')} {at}"
    since = "" if case.question.since is None else f", counted since {date_phrase(case.question.since)}"
    if ":" not in matter.partition(" ")[0]:  # the tag of another project's kind is an identifier and keeps its case
        matter = f"{matter[:1].upper()}{matter[1:]}"
    yield f"{matter}{when}{since}: {quantity_phrase(quantity)}."
    if not case.events:
        yield "The dataset has no such event."
        return
    if not (case.bearings or estimate.set_aside):
        yield "No claim gives a figure."
    yield from _end(case, settled.low_from, quantity, "low", at)
    yield from _end(case, settled.high_from, quantity, "high", at)
    yield from _counted(estimate, case, settled)
    yield _origins(estimate, settled)
    yield from _disagreements(estimate)
    if estimate.denials:
        denials = "; ".join(_said(case, claim) for claim in estimate.denials)
        yield f"Denied by {denials}. Denials do not change the bounds."
    yield from _not_used(estimate)


def matter_of(case: Case) -> str:
    """What a question is about, in words."""
    question = case.question
    shown = dict(_UNNAMED_PARTS)
    for name, value in question.fields:
        shown[name] = names_phrase(_name(case, one) for one in (value if isinstance(value, tuple) else (value,)))
    template = _MATTERS_IN_PHASE.get((question.kind, question.phase)) or _MATTERS.get(question.kind)
    if template is None:
        parts = "; ".join(f"{name.replace('_', ' ')}: {shown[name]}" for name, _ in question.fields)
        return f"{question.kind} ({parts}), {question.phase.value}"
    return template.format(phase=question.phase.value, **shown)


def _name(case: Case, key: object) -> str:
    if isinstance(key, ControlledTerm):  # of a field with words of its own, such as the kind of an activity
        return str(key.value)
    for collection in ("actors", "items", "places"):
        record = tables_of(case.dataset)[collection].get(str(key))
        if record is not None:
            return str(record.name)
    return str(key)


def _said(case: Case, claim: Claim) -> str:
    claimants = names_phrase(_name(case, key) for key in claim.claimants)
    return f"{claimants} ({claim.id}, {date_phrase(case.dataset_made(claim))})"


def _end(case: Case, bounds: tuple[Bound, ...], quantity: Quantity, end: str, at: date | None) -> Iterator[str]:
    if end == "low":
        if quantity.low is None:
            yield "No usable minimum."
            return
        half = Quantity(low=quantity.low, includes_low=quantity.includes_low, unit=quantity.unit)
    else:
        if quantity.high is None:
            yield "No usable maximum."
            return
        half = Quantity(high=quantity.high, includes_high=quantity.includes_high, unit=quantity.unit)
    figure = f"{str(half)[:1].upper()}{str(half)[1:]}"
    is_sum = end == "low" and all(_low(one) != _low_of(quantity) for one in bounds)
    why = ", the sum for periods that do not overlap" if is_sum else ""
    said = "; ".join(_step(case, one, end, at) for one in bounds)
    yield f"{figure}{why}: {said}."


def _low(bound: Bound) -> tuple[object, bool]:
    return (bound.ends[0], bound.ends[2])


def _low_of(quantity: Quantity) -> tuple[object, bool]:
    return (quantity.low, quantity.includes_low)


def _step(case: Case, bound: Bound, end: str, at: date | None) -> str:
    """How one bound reaches the question: who said it, and along which orders it is carried."""
    claim = bound.claims[0]
    text = f'"{claim.measure}", according to {_said(case, claim)}'
    if len(bound.claims) > 1:
        text += f", in {len(bound.claims)} reports"
    return "".join((text, *(f", {link}" for link in _links(case, bound, end, at))))


def _links(case: Case, bound: Bound, end: str, at: date | None) -> Iterator[str]:
    first, last = (bound.low_days if end == "low" else bound.high_days)[:2]
    is_total = case.question.reading is Reading.TOTAL
    if at is not None and is_total and end == "low" and first < at.toordinal():
        yield f"and a cumulative total cannot fall, so the minimum for {date.fromordinal(first)} still holds"
    if at is not None and is_total and end == "high" and last > at.toordinal():
        yield f"and a cumulative total cannot fall, so the maximum for {date.fromordinal(last)} held earlier too"
    event = tables_of(case.dataset)["events"][bound.event]
    if event.id != case.question.event and tuple(sorted(case.order.fields_of(event).items())) != case.question.fields:
        yield f'and "{event.name}" {"is part of this" if end == "low" else "includes this"}'
    if bound.phase is not case.question.phase:
        yield "and everything delivered was sent first"
    if bound.is_drifted:
        yield "and reports of this statement differ, so any of the reported values is possible"


def _counted(estimate: Estimate, case: Case, settled: Settled) -> Iterator[str]:
    """The claims that bound it, but no tighter; and those of which one end counts and the other does not."""
    binding = {claim.id for claim in claims_in((*settled.low_from, *settled.high_from))}
    others = [claim.id for claim in estimate.supporting if claim.id not in binding]
    if others:
        yield f"Also eligible, but with weaker bounds: {', '.join(others)}."
    if estimate.at is None:
        return
    day, counted = estimate.at.toordinal(), {claim.id for claim in estimate.supporting}
    unused: dict[tuple[str, str], list[str]] = {}
    for one in case.bearings:
        if not any(claim.id in counted for claim in one.bound.claims):
            continue
        for end, said, gives, is_on in (
            ("minimum", one.bound.low, one.gives_low, one.is_low_on(day)),
            ("maximum", one.bound.high, one.gives_high, one.is_high_on(day)),
        ):
            if said is not None and not is_on:
                why = _OTHER_DAY if gives else _OTHER_COUNT[end]
                unused.setdefault((end, why), []).extend(claim.id for claim in one.bound.claims)
    for (end, why), ids in unused.items():
        yield f"Not used for the {end}: {', '.join(ids)} ({why})."


def _origins(estimate: Estimate, settled: Settled) -> str:
    """Who stands behind the bounds with a name; and who bears on the matter, but gives neither of them."""
    giving = sorted({one.utterance for one in (*settled.low_from, *settled.high_from) if one.is_named})
    others = [origin for origin in estimate.origins if origin not in giving]
    if giving:
        text = f"{len(giving)} independent origin{'s support' if len(giving) > 1 else ' supports'} these bounds: "
        text += f"{', '.join(giving)}."
    elif settled.low_from or settled.high_from:
        text = "Only unnamed sources support these bounds."
    else:
        return "No named source gives a usable figure."
    if others:
        more = (
            "Another statement by a named source gives a figure" if giving else "One named source also gives a figure"
        )
        if len(others) > 1:
            more = f"{len(others)} {'other ' if giving else ''}statements by named sources also give figures"
        text += f" {more}: {', '.join(others)}."
    return text


def _disagreements(estimate: Estimate) -> Iterator[str]:
    for one in estimate.conflicts:
        lower, upper = (names_phrase(claim.id for claim in side) for side in (one.lower, one.upper))
        yield (
            f"Conflict: {lower} ({one.at_least}) and {upper} ({one.at_most}) cannot both be true. "
            f"Without the first: {quantity_phrase(one.without_lower)}. "
            f"Without the second: {quantity_phrase(one.without_upper)}."
        )
    if estimate.agreeing:
        sets = "; ".join(f"{', '.join(one.origins)} ({quantity_phrase(one.quantity)})" for one in estimate.agreeing)
        yield f"The bounds cover the answers of the largest groups of origins that agree: {sets}."


def _not_used(estimate: Estimate) -> Iterator[str]:
    by_reason: dict[SetAsideReason, list[SetAside]] = {}
    for one in estimate.set_aside:
        by_reason.setdefault(one.reason, []).append(one)
    for reason in SetAsideReason:
        if reason in by_reason:
            reasons = groupby(by_reason[reason], key=partial(not_used_because, estimate))
            parts = (f"{', '.join(one.claim.id for one in alike)} ({why})" for why, alike in reasons)
            yield f"Not used: {'; '.join(parts)}."


def not_used_because(estimate: Estimate, one: SetAside) -> str:
    """Why a claim is not used: what it counts instead, where that is the reason."""
    asked, measure = estimate.question, one.claim.measure
    if measure is not None:
        unit = measure.quantity.unit
        if one.reason is SetAsideReason.PHASE:
            return f"counts {counted_phrase(unit, measure.phase)}, not {asked.phase.value}"
        if one.reason is SetAsideReason.UNIT and unit and asked.unit:
            return f"counts {unit}, not {asked.unit}"
        if one.reason is SetAsideReason.READING:
            return f"is {_A_READING[measure.reading]}, not {_A_READING[asked.reading]}"
    return one.reason.meaning
