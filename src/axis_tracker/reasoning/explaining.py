"""An estimate in sentences: how each bound follows, what is not used and why, and what else is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from axis_tracker.dataset.record_set import tables_of
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Measure, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.vocabulary import Likelihood, Modality, Stance
from axis_tracker.phrases import counted_phrase, date_phrase, names_phrase, quantity_phrase
from axis_tracker.reasoning.as_of import view_of
from axis_tracker.reasoning.bounds import Bound, Derivation, claims_of
from axis_tracker.reasoning.derived_bounds import BY_SUBTRACTION
from axis_tracker.reasoning.policies import SetAsideReason
from axis_tracker.reasoning.stances import STANCE_PHRASES

if TYPE_CHECKING:
    from axis_tracker.model.claims import Claim
    from axis_tracker.reasoning.answer_tiers import Resolution
    from axis_tracker.reasoning.estimates import Estimate, OtherFigure
    from axis_tracker.reasoning.estimation import Estimation, SetAside

__all__ = ["conflict_phrase", "counted_words", "explained", "not_used_because", "other_figure_phrase", "title_of"]

_TITLES: Final = {
    "arms-transfer": "{item} {phase} from {supplier} to {recipient}",
    "assistance": "{item} {phase} from {supplier} to {recipient}",
    "deployment": "{item} of {of} {phase} to {to}",
    "engagement": "losses of {losses_of} ({item})",
}
"""What a question is about, by kind of event; other kinds list their fields."""
_TITLES_IN_PHASE: Final = {
    **{
        (kind, phase): sentence
        for kind in ("arms-transfer", "assistance")
        for phase, sentence in (
            (Phase.PLANNED, "{item} planned for delivery from {supplier} to {recipient}"),
            (Phase.USED, "{item} from {supplier} used by {recipient}"),
            (Phase.LOST, "{item} from {supplier} lost by {recipient}"),
            (Phase.COUNTED, "{item} from {supplier} to {recipient}"),
        )
    },
    ("deployment", Phase.PLANNED): "{item} of {of} planned for {to}",
    ("deployment", Phase.USED): "{item} of {of} used in {to}",
    ("deployment", Phase.LOST): "{item} of {of} lost in {to}",
    ("deployment", Phase.COUNTED): "{item} of {of} in {to}",
}
"""The phases that need other words: arms are not "used from" one party "to" another."""
_IN_TITLE: Final = {
    "arms-transfer": ("item", "supplier", "recipient"),
    "assistance": ("item", "supplier", "recipient"),
    "deployment": ("item", "of", "to"),
    "engagement": ("losses_of", "item"),
}
"""The fields that a title has a place for; further fields are listed after it."""
_OTHER_FIELDS: Final = {"in_support_of": "in support of {}", "place": "in {}", "form": "as {}", "sides": "between {}"}

_UNNAMED_PARTS: Final = {
    "item": "any item",
    "supplier": "any supplier",
    "recipient": "any recipient",
    "of": "any party",
    "to": "any place",
    "losses_of": "any party",
}

_MODALITIES: Final = {
    Modality.PLANNED: "as planned",
    Modality.PREDICTED: "as predicted",
    Modality.SOUGHT: "as sought",
    Modality.RECOMMENDED: "as recommended",
    Modality.POSSIBLE: "as possible",
}

_OTHER_COUNT: Final = {
    "minimum": "counts more than the question asks about",
    "maximum": "counts less than the question asks about",
}
_OTHER_DAY: Final = "applies to other dates"
"""Why one end of a figure bounds nothing, though the other end does."""

_A_READING: Final = {one: f"{'an' if one is Reading.INCREMENT else 'a'} {one.value}" for one in Reading} | {
    Reading.FIXED: "a fixed value"
}

_BY: Final = {Reading.TOTAL: "in total by", Reading.LEVEL: "number at one time, on"}
_MOST_LISTED: Final = 10
"""How many conflicts are written out; the others are counted."""


def explained(estimate: Estimate, estimation: Estimation, resolution: Resolution) -> Iterator[str]:
    """The sentences, from the answer to what else is known."""
    quantity, at = estimate.quantity, estimate.at
    title = title_of(estimation)
    by = _BY.get(estimation.question.reading, "on")
    if estimation.question.modality is not Modality.ACTUAL and _has_no_target(resolution):
        by = "as stated by"
    when = "" if at is None else f", {by} {at}"
    since = estimation.question.since
    since_words = "" if since is None else f", counted since {date_phrase(since)}"
    if ":" not in title.partition(" ")[0]:  # the tag of another project's kind is an identifier and keeps its case
        title = f"{title[:1].upper()}{title[1:]}"
    yield f"{title}{when}{since_words}: {_answer(estimation, resolution)}."
    if not estimation.events:
        yield "The dataset has no such event."
        return
    if not (estimation.contributions or estimate.set_aside):
        yield "No claim gives a figure."
    yield from _end(estimation, resolution.low_from, quantity, "low", at)
    yield from _end(estimation, resolution.high_from, quantity, "high", at)
    if resolution.is_presumed_hull:
        yield "Figures whose days are not certain exclude each other, so only the range that they span is given."
    yield from _eligible(estimate, estimation, resolution)
    yield _voices(estimate, estimation, resolution)
    yield from _conflicts(estimate)
    yield from _settled(resolution)
    yield from _denials(estimate, estimation)
    yield from _neutral(estimation, estimate.supporting)
    yield from _not_used(estimate)
    if estimate.other_times:
        names = names_phrase(f'"{one.name}"' for one in estimate.other_times)
        yield f"Counts only this event. Events that differ from it in time are not included: {names}."
    if estimate.also:
        yield f"Also: {'; '.join(other_figure_phrase(one) for one in estimate.also)}."


def conflict_phrase(resolution: Resolution) -> str | None:
    """What claims say that leave no bound because they contradict each other, in words; None if a bound is left."""
    quantity = resolution.quantity
    if quantity.low is not None or quantity.high is not None or not resolution.contradictions:
        return None
    one = resolution.contradictions[0]
    low = min((each.low for each in one.lows if each.low is not None), default=(0, False))
    at_least = Quantity(low=low[0], includes_low=not low[1], unit=quantity.unit)
    at_most = Quantity(high=one.high.ends[1], includes_high=one.high.ends[3], unit=quantity.unit)
    return f"the claims conflict: {at_least} or {at_most}"


def _has_no_target(resolution: Resolution) -> bool:
    """Whether none of the plans or forecasts behind an answer names a day for which it is meant."""
    bounds = (*resolution.low_from, *resolution.high_from)
    return bool(bounds) and all(map(_is_without_target, bounds))


def _is_without_target(bound: Bound) -> bool:
    """Whether a plan or forecast names no day for which it is meant."""
    return bound.series.modality is not Modality.ACTUAL and all(
        claim.when is None or claim.when.latest is None for claim in bound.claims
    )


def _answer(estimation: Estimation, resolution: Resolution) -> str:
    text = conflict_phrase(resolution) or quantity_phrase(resolution.quantity)
    items = _narrower_items(estimation, resolution)
    return f"{text} ({items})" if items else text


def counted_words(estimation: Estimation, resolution: Resolution) -> str:
    """What a figure counts: the unit, and the item if it is narrower than what was asked for."""
    unit, items = resolution.quantity.unit, _narrower_items(estimation, resolution)
    return f"{unit} ({items})" if items else unit


def _narrower_items(estimation: Estimation, resolution: Resolution) -> str:
    """The names of the items that the bounds count, if all bounds count narrower items than the question names."""
    bounds = (*resolution.low_from, *resolution.high_from)
    items = estimation.counted_items(bounds)
    if not items or len(items) > 3:
        return ""
    names = names_phrase(_name(estimation, key) for key in items)
    return "" if names == resolution.quantity.unit else names


def title_of(estimation: Estimation) -> str:
    """What a question is about, in words."""
    question = estimation.question
    shown = dict(_UNNAMED_PARTS)
    fields = dict(question.fields)
    for name, value in fields.items():
        shown[name] = names_phrase(_name(estimation, one) for one in (value if isinstance(value, tuple) else (value,)))
    template = _TITLES_IN_PHASE.get((question.kind, question.phase)) or _TITLES.get(question.kind)
    if template is None:
        parts = "; ".join(f"{name.replace('_', ' ')}: {shown[name]}" for name in fields)
        phase = "" if question.phase is Phase.COUNTED else f", {question.phase.value}"
        title = f"{question.kind} ({parts}){phase}"
    else:
        title = template.format(phase=question.phase.value, **shown)
        if question.kind == "engagement" and "losses_of" not in fields and "sides" in fields:
            title = f"losses ({shown['item']})"
        others = [name for name in fields if name not in _IN_TITLE[question.kind]]
        title += "".join(
            f" {_OTHER_FIELDS.get(name, name.replace('_', ' ') + ' {}').format(shown[name])}" for name in others
        )
    if question.share_of is not None:
        title += f", share of {question.share_of}"
    if question.per is not None:
        title += f", per {question.per.value}"
    if question.reading is Reading.FIXED:
        title += ", fixed value"
    if question.modality in _MODALITIES and question.phase is not Phase.PLANNED:
        title += f", {_MODALITIES[question.modality]}"
    return title


def other_figure_phrase(one: OtherFigure) -> str:
    """Another figure on the same matter in words, such as "more than 10,000 troops sent in total by 2024-12-01"."""
    measure = Measure(one.quantity, one.phase, one.reading, per=one.per, share_of=one.share_of)
    modality = "" if one.modality not in _MODALITIES or one.phase is Phase.PLANNED else f", {_MODALITIES[one.modality]}"
    by = "by" if one.reading is Reading.TOTAL else "on"
    return f"{measure}{modality}{'' if one.at is None else f' {by} {one.at}'}"


def _name(estimation: Estimation, key: object) -> str:
    if isinstance(key, ControlledTerm):  # of a field with words of its own, such as the kind of an activity
        return str(key.value)
    for collection in ("actors", "items", "places"):
        record = tables_of(estimation.dataset)[collection].get(str(key))
        if record is not None:
            return str(record.name)
    return str(key)


def _said(estimation: Estimation, claim: Claim) -> str:
    claimants = names_phrase(_name(estimation, key) for key in claim.claimants)
    made = claim.made if claim.made is not None else view_of(estimation.dataset).whole.made(claim)
    hedge = "" if claim.likelihood is Likelihood.UNHEDGED else f", {claim.likelihood.value}"
    return f"{claimants} ({claim.id}, {date_phrase(made)}{hedge})"


def _end(
    estimation: Estimation, bounds: tuple[Bound, ...], quantity: Quantity, end: str, at: date | None
) -> Iterator[str]:
    if end == "low":
        if quantity.low is None:
            yield "No usable minimum."
            return
        half = Quantity(
            low=quantity.low,
            includes_low=quantity.includes_low,
            unit=quantity.unit,
            is_uncertain=any(one.is_uncertain for one in bounds),
        )
    else:
        if quantity.high is None:
            yield "No usable maximum."
            return
        half = Quantity(
            high=quantity.high,
            includes_high=quantity.includes_high,
            unit=quantity.unit,
            is_uncertain=any(one.is_uncertain for one in bounds),
        )
    figure = f"{str(half)[:1].upper()}{str(half)[1:]}"
    is_sum = end == "low" and len(bounds) > 1 and all(_low(one) != _low_of(quantity) for one in bounds)
    why = ", the sum for periods that do not overlap" if is_sum else ""
    said = "; ".join(_step(estimation, one, end, at) for one in bounds)
    yield f"{figure}{why}: {said}."


def _low(bound: Bound) -> tuple[object, bool]:
    return (bound.ends[0], bound.ends[2])


def _low_of(quantity: Quantity) -> tuple[object, bool]:
    return (quantity.low, quantity.includes_low)


_DERIVED: Final = {
    Derivation.LEVEL: "everything present has come",
    Derivation.LEVEL_AND_LOSSES: "everything present and everything lost there has come",
    Derivation.LESS_INCREMENTS: "the later total without what came in between",
    Derivation.SUM_OF_PARTS: "the sum of disjoint parts",
    Derivation.REST_OF_PARTS: "the whole without its other parts",
    Derivation.TOTAL: "no more is present than has come",
}


def _step(estimation: Estimation, bound: Bound, end: str, at: date | None) -> str:
    """How one bound reaches the question: who said it, and along which orders it is carried."""
    if bound.derivation is not None:
        why = f"with {bound.conversion}" if bound.derivation is Derivation.CONVERSION else _DERIVED[bound.derivation]
        return "".join(
            (f"{why}: {_term(estimation, bound)}", *(f", {link}" for link in _links(estimation, bound, end, at)))
        )
    return "".join((_term(estimation, bound), *(f", {link}" for link in _links(estimation, bound, end, at))))


def _term(estimation: Estimation, bound: Bound) -> str:
    """What somebody says, without how it reaches the question."""
    if bound.chain is not None:
        terms = bound.terms[::-1] if bound.derivation in BY_SUBTRACTION else bound.terms
        return (", less " if bound.derivation in BY_SUBTRACTION else " and ").join(
            _term(estimation, one) for one in terms
        )
    claim = bound.claims[0]
    text = f'"{claim.measure}", according to {_said(estimation, claim)}'
    return f"{text}, in {len(bound.claims)} reports" if len(bound.claims) > 1 else text


_PRESUMED: Final = "and no certain figure contradicts this for the rest of the stated period"


def _links(estimation: Estimation, bound: Bound, end: str, at: date | None) -> Iterator[str]:
    first, last = bound.low_days if end == "low" else bound.high_days
    is_total = estimation.question.reading is Reading.TOTAL
    if at is not None and is_total and end == "low" and first < at.toordinal():
        yield f"and a cumulative total cannot fall, so the minimum for {date.fromordinal(first)} still holds"
    if at is not None and is_total and end == "high" and last > at.toordinal():
        yield f"and a cumulative total cannot fall, so the maximum for {date.fromordinal(last)} held earlier too"
    presumed = bound.presumed_low if end == "low" else bound.presumed_high
    if at is not None and not first <= at.toordinal() <= last and presumed[0] <= at.toordinal() <= presumed[1]:
        yield "for no certain day" if _is_without_target(bound) else _PRESUMED
    event = tables_of(estimation.dataset)["events"][bound.event]
    question = estimation.question
    if event.id != question.event and tuple(sorted(estimation.order.fields_of(event).items())) != question.fields:
        yield f'and "{event.name}" {"is part of this" if end == "low" else "includes this"}'
    if bound.series.phase is not question.phase:
        part, whole = (bound.series.phase, question.phase) if end == "low" else (question.phase, bound.series.phase)
        yield f"and everything {part.value} was {whole.value} first"
    if bound.is_drifted:
        yield "and reports of this statement differ, so any of the reported values is possible"
    if bound.is_uncertain:
        yield "and the source marks this figure as uncertain"


def _eligible(estimate: Estimate, estimation: Estimation, resolution: Resolution) -> Iterator[str]:
    """The claims that bound it, but no tighter; and those of which one end counts and the other does not."""
    binding = {claim.id for claim in claims_of((*resolution.low_from, *resolution.high_from))}
    others = [claim.id for claim in estimate.supporting if claim.id not in binding]
    if others:
        yield f"Also eligible, but with weaker bounds: {', '.join(others)}."
    if estimate.at is None:
        return
    day, counted = estimate.at.toordinal(), {claim.id for claim in estimate.supporting}
    unused: dict[tuple[str, str], dict[str, None]] = {}
    for one in estimation.contributions:
        if one.bound.derivation is not None or not any(claim.id in counted for claim in one.bound.claims):
            continue
        for end, said, gives, is_on in (
            ("minimum", one.bound.low, one.gives_low, one.is_low_on(day) or one.is_presumed_low_on(day)),
            ("maximum", one.bound.high, one.gives_high, one.is_high_on(day) or one.is_presumed_high_on(day)),
        ):
            if said is not None and not is_on:
                why = _OTHER_DAY if gives else _OTHER_COUNT[end]
                if not gives and one.bound.start is not None and estimation.question.since is None and end == "maximum":
                    why = f"counts since {date_phrase(one.bound.start)}; ask with since= to use it"
                unused.setdefault((end, why), {}).update(dict.fromkeys(claim.id for claim in one.bound.claims))
    for (end, why), ids in unused.items():
        yield f"Not used for the {end}: {', '.join(ids)} ({why})."


def _voices(estimate: Estimate, estimation: Estimation, resolution: Resolution) -> str:
    """Whose word the bounds are; and who also gives a figure on the matter, but neither of the bounds."""
    bounds = (*resolution.low_from, *resolution.high_from)
    giving = sorted({key for one in bounds for key in one.origins if estimation.voices((key,))})
    others = [origin for origin in estimate.origins if origin not in giving]
    if giving:
        count = estimation.voices(giving)
        text = f"{count} independent voice{'s support' if count > 1 else ' supports'} these bounds: "
        text += f"{', '.join(giving)}."
    elif bounds:
        text = "Only unnamed sources or bylines support these bounds."
    else:
        return "The claims leave no bound." if resolution.contradictions else "No named source gives a usable figure."
    if others:
        more = (
            "Another statement by a named source gives a figure" if giving else "One named source also gives a figure"
        )
        if len(others) > 1:
            more = f"{len(others)} {'other ' if giving else ''}statements by named sources also give figures"
        text += f" {more}: {', '.join(others)}."
    return text


def _conflicts(estimate: Estimate) -> Iterator[str]:
    for one in estimate.conflicts[:_MOST_LISTED]:
        lower, upper = (names_phrase(claim.id for claim in side) for side in (one.lower, one.upper))
        conversion = f" with {one.conversion}" if one.conversion is not None else ""
        yield (
            f"Conflict{conversion}: {lower} ({one.at_least}) and {upper} ({one.at_most}) cannot both be true. "
            f"Without the first: {quantity_phrase(one.without_lower)}. "
            f"Without the second: {quantity_phrase(one.without_upper)}."
        )
    rest = len(estimate.conflicts) - _MOST_LISTED
    if rest > 0:
        yield f"{rest} more pairs of figures conflict."
    if estimate.agreeing:
        listed = estimate.agreeing[:_MOST_LISTED]
        sets = "; ".join(f"{', '.join(one.origins)} ({quantity_phrase(one.quantity)})" for one in listed)
        more = len(estimate.agreeing) - len(listed)
        sets += f"; and {more} more groups" if more else ""
        yield f"The bounds cover the answers of the largest groups of origins that agree: {sets}."


def _settled(resolution: Resolution) -> Iterator[str]:
    """The conflicts that make no difference to the answer."""
    sides = [(claims_of(one.lows), one.high.claims) for one in resolution.settled]
    pairs = [" and ".join(names_phrase(claim.id for claim in side) for side in both) for both in sides]
    if pairs:
        more = f"; and {len(pairs) - _MOST_LISTED} more" if len(pairs) > _MOST_LISTED else ""
        yield f"Figures that conflict without any effect on this answer: {'; '.join(pairs[:_MOST_LISTED])}{more}."


def _denials(estimate: Estimate, estimation: Estimation) -> Iterator[str]:
    for claims, words in (
        (estimate.denials, "Denied by"),
        (estimate.possible_denials, "Possibly denied by"),
        (estimate.earlier_denials, "Denied earlier, before this can have happened, by"),
    ):
        if claims:
            listed = "; ".join(_said(estimation, claim) for claim in claims)
            yield f"{words} {listed}. Denials do not change the bounds."


def _neutral(estimation: Estimation, supporting: Iterable[Claim]) -> Iterator[str]:
    """Who takes no side on what the answer rests on."""
    by_stance: dict[Stance, list[str]] = {}
    for claim in estimation.neutral_on(supporting):
        by_stance.setdefault(claim.stance, []).append(_said(estimation, claim))
    for stance in sorted(by_stance, key=[*Stance].index):
        phrase = STANCE_PHRASES[stance]
        yield f"{phrase[:1].upper()}{phrase[1:]} {'; '.join(by_stance[stance])}."


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
        if one.reason is SetAsideReason.MODALITY:
            return f"is stated as {'fact' if one.claim.modality is Modality.ACTUAL else one.claim.modality.value}"
    return one.reason.meaning
