"""An estimate in sentences: how each bound follows, and what does not count. Imports the phrases of reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from axis_tracker.dataset.record_set import tables_of
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.bounds import Bound
from axis_tracker.reasoning.policies import SetAsideReason
from axis_tracker.reasoning.weighing import claims_in

if TYPE_CHECKING:
    from axis_tracker.model.claims import Claim
    from axis_tracker.reasoning.cases import Case
    from axis_tracker.reasoning.estimates import Estimate
    from axis_tracker.reasoning.weighing import Settled

__all__ = ["explained", "matter_of"]

_MATTERS: Final = {
    "arms-transfer": "{item} {phase} from {supplier} to {recipient}",
    "assistance": "{item} {phase} from {supplier} to {recipient}",
    "deployment": "{item} of {of} {phase} to {to}",
    "engagement": "losses of {losses_of} ({item})",
}
"""What a question is about, by kind of event; other kinds list their fields."""

_UNNAMED_PARTS: Final = {
    "item": "anything",
    "supplier": "anybody",
    "recipient": "anybody",
    "of": "anybody",
    "to": "anywhere",
    "losses_of": "anybody",
}

_OTHER_COUNT: Final = {"lower": "more is counted than was asked for", "upper": "less is counted than was asked for"}
_OTHER_DAY: Final = "it is of other days"
"""Why an end that somebody gives bounds nothing, though the other end does."""

_BY: Final = {Reading.TOTAL: "in total by", Reading.LEVEL: "at one time, on"}


def explained(estimate: Estimate, case: Case, settled: Settled) -> Iterator[str]:
    """The sentences, from the answer to what was set aside."""
    quantity, at = estimate.quantity, estimate.at
    when = f"{_BY.get(case.question.reading, 'on')} {at}" if at is not None else "on no day that anybody names"
    since = "" if case.question.since is None else f", counted since {date_phrase(case.question.since)}"
    yield f"{matter_of(case)}, {when}{since}: {quantity}."
    if not case.events:
        yield "No event of the dataset is of this matter."
        return
    if not (case.bearings or estimate.set_aside):
        yield "No claim gives a figure of it."
    yield from _end(case, settled.low_from, quantity, "low", at)
    yield from _end(case, settled.high_from, quantity, "high", at)
    yield from _counted(estimate, case, settled)
    yield _origins(estimate, settled)
    yield from _disagreements(estimate)
    if estimate.denials:
        yield f"Denied: {'; '.join(_said(case, claim) for claim in estimate.denials)}. A denial bounds no number."
    yield from _aside(estimate)


def matter_of(case: Case) -> str:
    """What a question is about, in words."""
    question = case.question
    shown = dict(_UNNAMED_PARTS)
    for name, value in question.fields:
        shown[name] = names_phrase(_name(case, one) for one in (value if isinstance(value, tuple) else (value,)))
    template = _MATTERS.get(question.kind)
    if template is None:
        parts = ", ".join(f"{name} {shown[name]}" for name, _ in question.fields)
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
            yield "Nothing bounds it from below."
            return
        half = Quantity(low=quantity.low, includes_low=quantity.includes_low, unit=quantity.unit)
    else:
        if quantity.high is None:
            yield "Nothing bounds it from above."
            return
        half = Quantity(high=quantity.high, includes_high=quantity.includes_high, unit=quantity.unit)
    figure = f"{str(half)[:1].upper()}{str(half)[1:]}"
    is_sum = end == "low" and all(_low(one) != _low_of(quantity) for one in bounds)
    why = " because these windows share no day and so add up" if is_sum else ""
    said = "; ".join(_step(case, one, end, at) for one in bounds)
    yield f"{figure}{why}: {said}."


def _low(bound: Bound) -> tuple[object, bool]:
    return (bound.ends[0], bound.ends[2])


def _low_of(quantity: Quantity) -> tuple[object, bool]:
    return (quantity.low, quantity.includes_low)


def _step(case: Case, bound: Bound, end: str, at: date | None) -> str:
    """How one bound reaches the question: who said it, and along which orders it is carried."""
    claim = bound.claims[0]
    text = f'"{claim.measure}", said {_said(case, claim)}'
    if len(bound.claims) > 1:
        text += f", reported {len(bound.claims)} times"
    return "".join((text, *(f", {link}" for link in _links(case, bound, end, at))))


def _links(case: Case, bound: Bound, end: str, at: date | None) -> Iterator[str]:
    first, last = (bound.low_days if end == "low" else bound.high_days)[:2]
    is_total = case.question.reading is Reading.TOTAL
    if at is not None and is_total and end == "low" and first < at.toordinal():
        yield f"and what had come by {date.fromordinal(first)} has come ever since"
    if at is not None and is_total and end == "high" and last > at.toordinal():
        yield f"and a total that was not passed by {date.fromordinal(last)} had not been passed before"
    event = tables_of(case.dataset)["events"][bound.event]
    if event.id != case.question.event and tuple(sorted(case.order.fields_of(event).items())) != case.question.fields:
        yield f'and "{event.name}" is {"a part of this" if end == "low" else "the whole of which this is a part"}'
    if bound.phase is not case.question.phase:
        yield "and what was delivered had been sent"
    if bound.is_drifted:
        yield "whose reports differ, so that it is taken as saying one of them"


def _counted(estimate: Estimate, case: Case, settled: Settled) -> Iterator[str]:
    """The claims that bound it, but no tighter; and those of which one end counts and the other does not."""
    binding = {claim.id for claim in claims_in((*settled.low_from, *settled.high_from))}
    others = [claim.id for claim in estimate.supporting if claim.id not in binding]
    if others:
        yield f"Also counted: {', '.join(others)}."
    if estimate.at is None:
        return
    day, counted = estimate.at.toordinal(), {claim.id for claim in estimate.supporting}
    unused: dict[tuple[str, str], list[str]] = {}
    for one in case.bearings:
        if not any(claim.id in counted for claim in one.bound.claims):
            continue
        for end, said, gives, is_on in (
            ("lower", one.bound.low, one.gives_low, one.is_low_on(day)),
            ("upper", one.bound.high, one.gives_high, one.is_high_on(day)),
        ):
            if said is not None and not is_on:
                why = _OTHER_DAY if gives else _OTHER_COUNT[end]
                unused.setdefault((end, why), []).extend(claim.id for claim in one.bound.claims)
    for (end, why), ids in unused.items():
        yield f"No {end} end from {', '.join(ids)} ({why})."


def _origins(estimate: Estimate, settled: Settled) -> str:
    """Who stands behind the bounds with a name; and who bears on the matter, but gives neither of them."""
    giving = sorted({one.utterance for one in (*settled.low_from, *settled.high_from) if one.is_named})
    others = [origin for origin in estimate.origins if origin not in giving]
    if giving:
        text = f"{len(giving)} independent origin{'s give' if len(giving) > 1 else ' gives'} these bounds: "
        text += f"{', '.join(giving)}."
    elif settled.low_from or settled.high_from:
        text = "No origin with a name gives these bounds."
    else:
        return "No origin with a name bears on it."
    if others:
        bear = "with a name bears" if len(others) == 1 else "with names bear"
        text += f" {len(others)} other{'s' if len(others) > 1 else ''} {bear} on it: {', '.join(others)}."
    return text


def _disagreements(estimate: Estimate) -> Iterator[str]:
    for one in estimate.conflicts:
        lower, upper = (names_phrase(claim.id for claim in side) for side in (one.lower, one.upper))
        yield (
            f"In conflict: {lower} ({one.at_least}) and {upper} ({one.at_most}) cannot both hold. "
            f"Without the first: {one.without_lower}. Without the second: {one.without_upper}."
        )
    if estimate.agreeing:
        sets = "; ".join(f"{', '.join(one.origins)} ({one.quantity})" for one in estimate.agreeing)
        yield f"The bounds are the hull of what the largest agreeing sets of origins give: {sets}."


def _aside(estimate: Estimate) -> Iterator[str]:
    by_reason: dict[SetAsideReason, list[str]] = {}
    for one in estimate.set_aside:
        by_reason.setdefault(one.reason, []).append(one.claim.id)
    for reason in SetAsideReason:
        if reason in by_reason:
            yield f"Set aside: {', '.join(by_reason[reason])} ({reason.meaning})."
