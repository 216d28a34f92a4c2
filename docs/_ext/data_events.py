"""What the pages of the data say of an event and of the claims on it.

They lay out what the package answers (cross-references, estimates, corroboration, disputes) and conclude nothing
themselves.
Imports `data_nodes`, the pictures of charts, and the meanings of words from `tables`; `data_records` says the rest.
"""

from __future__ import annotations

import enum
import inspect
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from chart_pictures import picture
from data_nodes import (
    Linker,
    Part,
    anchor_of,
    bullets,
    code,
    fields,
    in_a_row,
    inline,
    page,
    paragraph,
    section,
    strong,
    target,
)
from docutils import nodes
from tables import meaning_of

import axis_tracker as axt
from axis_tracker.charts.contested_rows import contested_rows
from axis_tracker.dataset.record_set import derived
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.denials import denials_of
from axis_tracker.reasoning.event_order import events_of
from axis_tracker.reasoning.stances import STANCE_PHRASES
from axis_tracker.reports.cross_references import cross_references

_OF_EVERY_EVENT = ("id", "name", "note", "kind", "parts")
_FIELD_NAMES = {"when": "When (as filed)"}
"""The fields of an event under other names than their own: its time is the curator's, and no finding."""
_ON_VOICES = re.compile(r"\d+ independent voices? |Only unnamed sources |No named source ")
"""The beginning of the line of an estimate that says which voices support its bounds."""
_SUPPORTS = (
    (axt.SupportKind.SUPPORT, "Supports", "Supported by"),
    (axt.SupportKind.GROUND, "Gives the ground for", "Its ground"),
    (axt.SupportKind.CONDITION, "States a condition of", "On the condition"),
    (axt.SupportKind.CAUSE, "States a cause of", "Its cause"),
)
"""The names of the fields of a claim for what it supports, and for what supports it."""
_BARS = 2
"""A picture compares: with fewer bars there is none. To draw one takes more than all else on a page."""


class Answers:
    """What a dataset was asked once for all pages."""

    def __init__(self, dataset: axt.Dataset) -> None:
        self.dataset = dataset
        self.estimates: dict[str, list[axt.Estimate]] = {}
        found = dataset.estimates()
        for row in found:
            self.estimates.setdefault(row.event, []).append(found.estimate(row))
        self.claim_ids = frozenset(dataset.claims.ids)
        self.supported_by: dict[str, list[tuple[str, axt.SupportKind]]] = {}
        for claim in dataset.claims:
            for one in claim.supports:
                self.supported_by.setdefault(one.claim, []).append((claim.id, one.kind))
        self.utterances: dict[str, list[axt.Claim]] = {}
        for claim in dataset.claims:
            self.utterances.setdefault(claim.utterance, []).append(claim)
        order = events_of(dataset)
        self.wholes = {
            one.id: [whole.id for whole in order.around_event(one.id) if whole.id != one.id] for one in dataset.events
        }
        self.parts = {whole: [part for part, wholes in self.wholes.items() if whole in wholes] for whole in self.wholes}

    def sentences(self, to: Linker, text: str) -> list[nodes.Node]:
        """What an answer explains, a sentence or a line an item."""
        return bullets(to.in_sentence(line.removeprefix("- "), self.claim_ids) for line in text.splitlines())


def answers_of(dataset: axt.Dataset) -> Answers:
    """The answers of a dataset, worked out once."""
    return derived(dataset, Answers)


def kind_words(kind: str) -> str:
    """The tag of a kind of event as words."""
    return kind.replace("-", " ").capitalize()


def kind_meaning(event: axt.Event) -> str:
    """What the kind of an event is, as its class says."""
    return (inspect.getdoc(type(event)) or "").partition("\n")[0]


def written(when: axt.ImpreciseDate) -> list[Part]:
    """A date in words, and in EDTF where that says it otherwise."""
    phrase = date_phrase(when)
    return [phrase] if phrase == str(when) else [phrase, " (", code(str(when)), ")"]


def word(value: enum.Enum) -> str:
    """A controlled word and its meaning."""
    meaning = meaning_of(value).rstrip(".")
    return f"{value.value}: {meaning[:1].lower()}{meaning[1:]}"


def counted(number: int, what: str) -> str:
    """A number of things: "1 claim", "2 claims"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def in_order(claims: Iterable[axt.Claim], dataset: axt.Dataset) -> list[axt.Claim]:
    """Claims by the last day on which each can have been said, but none before what it answers.

    Of what was said "by 2024-12", that is its last day.
    """
    by_day = sorted(claims, key=lambda one: (dataset.made(one).moment.ordinals[3], one.id))
    ordered: list[axt.Claim] = []
    begun: set[str] = set()

    def put(claim: axt.Claim) -> None:
        if claim.id not in begun:
            begun.add(claim.id)
            for one in by_day:
                if one.id in claim.answers:
                    put(one)
            ordered.append(claim)

    for one in by_day:
        put(one)
    return ordered


# --- events


def event_page(event: axt.Event, to: Linker, document: nodes.document) -> nodes.section:
    """The page of an event: what it is, what is claimed of it, what follows."""
    dataset = to.dataset
    answers = answers_of(dataset)
    found = cross_references(dataset, event.id, "events")
    claims = in_order(found.claims, dataset)
    meaning = kind_meaning(event)
    rows = [
        *_own_fields(event, to),
        ("A part of", to.all("events", answers.wholes[event.id])),
        ("Its parts", to.all("events", answers.parts[event.id])),
        *_declared_parts(event, to),
        ("Named by", to.all("events", (one.id for one in found.events))),
        ("Note", [event.note] if event.note else None),
        ("Id", [code(event.id)]),
    ]
    stances = [(stance, sum(one.stance is stance for one in claims)) for stance in axt.Stance]
    tally = ", ".join(f"{stance.value} {number}" for stance, number in stances if number)
    said = section(
        "What is claimed",
        paragraph(
            f"{counted(len(claims), 'claim')}{f' ({tally})' if tally else ''}, "
            "in the order of the last day on which each can have been said; an answer follows what it answers.",
            *(part for line in _denied_around(event, to) for part in (" ", *line)),
        ),
        *(_claim(one, to, document) for one in claims),
        key="claims",
    )
    return page(
        event.name,
        paragraph(strong(f"{kind_words(event.kind)}."), f" {meaning}" if meaning else ""),
        *fields(rows),
        paragraph(strong("In short")),
        *_in_short(event, to),
        said,
        section("What follows", *_consequences(event, to), key="what-follows"),
        key=f"event-{event.id}",
    )


def _in_short(event: axt.Event, to: Linker) -> list[nodes.Node]:
    """The first sentence of every answer, on whose word each figure stands, what is in dispute, and what is denied."""
    dataset, answers = to.dataset, answers_of(to.dataset)
    disputes = dataset.disputes(about=event)
    in_dispute = {claim.id for one in disputes for claim in one.counterclaims}
    own = dataset.claims.where(about=event, stance=axt.Stance.DENIES)

    def lines() -> Iterator[list[Part] | list[nodes.Node]]:
        def linked(sentence: str) -> list[Part]:
            return to.in_sentence(sentence, answers.claim_ids)

        agreed, *_ = dataset.corroboration(event).explain().splitlines()
        yield linked(
            f"That there was such an event, whatever the figure: {agreed.removesuffix(':').removesuffix('.')}."
        )
        for estimate in answers.estimates.get(event.id, ()):
            answer, *rest = estimate.explain().splitlines()
            whose = (linked(one) for one in rest if _ON_VOICES.match(one))
            yield [paragraph(*linked(answer)), *bullets(whose, "axis-short")]
        yield from (linked(one.explain().partition("\n")[0]) for one in disputes)
        earlier = _earlier_denials(event, dataset)
        undisputed = [one for one in own if one.id not in in_dispute]
        for word_for_it, is_earlier in (("Denied", False), ("Denied earlier, before it can have happened", True)):
            if denials := [one for one in undisputed if (one.id in earlier) is is_earlier]:
                yield [f"{word_for_it}: ", *_deniers(denials, to), "."]
        yield from _denied_around(event, to)

    return bullets(lines())


def _denied_around(event: axt.Event, to: Linker) -> Iterator[list[Part]]:
    """What wider events are denied, by whom, as far as an estimate of this one takes that for a denial of it, too."""
    answers = answers_of(to.dataset)
    listed: dict[str, tuple[str, axt.Claim]] = {}
    for one in answers.estimates.get(event.id, ()):
        for how, claims in (
            ("Denied", one.denials),
            ("Possibly denied", one.possible_denials),
            ("Denied earlier, before it can have happened,", one.earlier_denials),
        ):
            for claim in claims:
                listed.setdefault(claim.id, (how, claim))
    for whole in answers.wholes[event.id]:
        by_word: dict[str, list[axt.Claim]] = {}
        for how, claim in listed.values():
            if claim.event == whole:
                by_word.setdefault(how, []).append(claim)
        for how, denials in by_word.items():
            yield [f"{how} as part of ", to.to("events", whole), ": ", *_deniers(denials, to), "."]


def _earlier_denials(event: axt.Event, dataset: axt.Dataset) -> set[str]:
    """The ids of the denials on an event that were made before what is asserted of it can have happened."""
    asserted = list(dataset.claims.where(about=event, stance=axt.Stance.ASSERTS))
    found = (denials_of(dataset, [event.id], asserted, modality).earlier for modality in axt.Modality)
    return {claim.id for claims in found for claim in claims}


def _deniers(claims: Iterable[axt.Claim], to: Linker) -> list[Part]:
    """Who denies, when, and the claim."""
    return in_a_row(
        inline(
            *to.all("actors", claim.claimants),
            " (",
            to.to("claims", claim.id, claim.id),
            f", {date_phrase(to.dataset.made(claim))})",
        )
        for claim in in_order(claims, to.dataset)
    )


def _own_fields(event: axt.Event, to: Linker) -> Iterator[tuple[str, list[Part] | None]]:
    if isinstance(event, axt.UnknownEvent):
        yield from (
            (name, [code(json.dumps(value, ensure_ascii=False))]) for name, value in event.fields.plain().items()
        )
        return
    for field in event.__attrs_attrs__:
        value = getattr(event, field.name)
        if field.name not in _OF_EVERY_EVENT and value is not None and value != ():
            name = _FIELD_NAMES.get(field.name, field.name.replace("_", " ").capitalize())
            yield name, _value(value, field.metadata.get(REFERS_TO), to)


def _declared_parts(event: axt.Event, to: Linker) -> Iterator[tuple[str, list[Part]]]:
    """The parts in which nothing is counted twice, and whether they are the whole event."""
    for one in event.parts:
        is_whole = one.covers is axt.PartsCover.ALL
        name = "Consists of disjoint parts" if is_whole else "Has disjoint parts"
        yield name, to.all("events", one.events)


def _value(value: Any, collection: str | None, to: Linker) -> list[Part]:
    if collection is not None:
        return to.all(collection, value if isinstance(value, tuple) else (value,))
    if isinstance(value, tuple):
        return in_a_row(code(str(one)) for one in value)
    if isinstance(value, axt.ImpreciseDate):
        return written(value)
    return [word(value) if isinstance(value, enum.Enum) else str(value)]


def _consequences(event: axt.Event, to: Linker) -> Iterator[nodes.Node]:
    answers = answers_of(to.dataset)
    yield section(
        "Who says so independently",
        *answers.sentences(to, to.dataset.corroboration(event).explain()),
        key="corroboration",
    )
    for number, estimate in enumerate(answers.estimates.get(event.id, ()), start=1):
        level = ", number at one time" if estimate.question.reading is axt.Reading.LEVEL else ""
        yield section(
            f"Estimate: {estimate.matter}, in {estimate.unit}{level}",
            *answers.sentences(to, estimate.explain()),
            *([picture(axt.charts.contested(estimate))] if _compares(event, estimate) else []),
            key=f"estimate-{number}",
        )
    for title, key, several in (
        ("In dispute", "disputes", to.dataset.disputes(about=event)),
        ("Reported in several versions", "drifts", to.dataset.drifts(about=event)),
        ("Revised", "revisions", to.dataset.revisions(about=event)),
    ):
        if several:
            lists = (node for one in several for node in answers.sentences(to, one.explain()))
            yield section(title, *lists, key=key)


def event_line(event: axt.Event, to: Linker) -> list[Part]:
    """An event in a line: its name as the link, its time, how many claims there are on it."""
    when = "" if event.when is None else f", {date_phrase(event.when)}"
    return [to.to("events", event.id), f"{when} ({counted(len(to.dataset.claims.where(about=event)), 'claim')})"]


def _compares(event: axt.Event, estimate: axt.Estimate) -> bool:
    """Whether several figures can be drawn on one scale, and one of them at least was given of the event itself."""
    drawn = [one for one in contested_rows(estimate).claims if one.is_drawn]
    own = {one.id for one in estimate.dataset.claims.where(about=event)}
    return len(drawn) >= _BARS and any(not own.isdisjoint(one.claims) for one in drawn)


# --- claims


def _claim(claim: axt.Claim, to: Linker, document: nodes.document) -> nodes.Element:
    """A claim as a section of the page of its event, under its anchor."""
    dataset = to.dataset
    names = names_phrase(dataset.actors[key].name for key in claim.claimants)
    figure = "" if claim.measure is None else f": {claim.measure.quantity}"
    phrase = STANCE_PHRASES[claim.stance].capitalize()
    made = section(
        f"{phrase} {names}, {date_phrase(dataset.made(claim))}{figure}",
        paragraph(claim.summary, classes=["axis-summary"]),
        *fields(_claim_rows(claim, to)),
        key="",
        classes=["axis-claim", f"axis-{claim.stance.value}"],
    )
    return target(made, anchor_of("claims", claim.id), document)


def _claim_rows(claim: axt.Claim, to: Linker) -> Iterator[tuple[str, list[Part] | nodes.Element | None]]:
    found = cross_references(to.dataset, claim.id, "claims")
    yield "Said by", to.all("actors", claim.claimants)
    yield "Speaking for", to.all("actors", claim.speaking_for)
    yield "Passed on by", to.all("actors", claim.relays)
    yield "Said", _said_on(claim, to)
    yield "Stance", [word(claim.stance)]
    yield from _hedge_rows(claim)
    yield from _measure_rows(claim.measure)
    if claim.when is not None or claim.when_words:
        when: list[Part] = ["not dated"] if claim.when is None else written(claim.when)
        is_fact = claim.modality is axt.Modality.ACTUAL
        yield "Happened" if is_fact else "Would happen", [*when, *_worded(claim.when_words)]
    yield "Rests on", in_a_row(word(one) for one in claim.basis)
    yield from _same_utterance(claim, to)
    for name, several in (
        ("Answers", found.answers),
        ("Answered by", found.answered_by),
        ("Revises", found.revises),
        ("Revised by", found.revised_by),
        ("Calculated from", [to.dataset.claims[key] for key in claim.derived_from]),
        *_supports(claim, to.dataset),
    ):
        listed = bullets(claim_line(one, to) for one in several)
        yield name, listed[0] if listed else None
    yield "Assuming", [claim.assumption] if claim.assumption else None
    if claim.grade is not None:
        reliability, credibility = claim.grade.reliability, claim.grade.credibility
        yield "Admiralty grade", [f"{claim.grade}: {reliability.meaning}; {credibility.meaning}"]
    yield "Note", [claim.note] if claim.note else None
    passages = bullets(_read_in(key, claim, to) for key in claim.documents)
    yield "Read in", passages[0] if passages else None
    yield "Id", [code(claim.id, "axis-locator")]


def _said_on(claim: axt.Claim, to: Linker) -> list[Part]:
    made = written(to.dataset.made(claim))
    return [*made, ", when its document was published"] if claim.made is None else [*made, *_worded(claim.made_words)]


def _worded(words: str | None) -> list[Part]:
    return [f', in the words "{words}"'] if words else []


def _hedge_rows(claim: axt.Claim) -> Iterator[tuple[str, list[Part]]]:
    """How likely it is called, and as what it is told, with the words where they belong.

    Those of a claim that is told as no fact and not placed on the scale ("could") are the words for what it is told as.
    """
    chance, words = claim.likelihood, _worded(claim.hedge)
    scale = "" if chance.low is None else f", {chance.low} to {chance.high} % on the scale of ICD 203"
    of_modality = chance.low is None and claim.modality is not axt.Modality.ACTUAL
    yield "Likelihood", [f"{word(chance)}{scale}", *([] if of_modality else words)]
    yield "Told as", [word(claim.modality), *(words if of_modality else [])]


def _measure_rows(measure: axt.Measure | None) -> Iterator[tuple[str, list[Part]]]:
    if measure is None:
        return
    asked = measure.quantity
    bounds = axt.Quantity(
        low=asked.low,
        high=asked.high,
        includes_low=asked.includes_low,
        includes_high=asked.includes_high,
        unit=asked.unit,
    )
    yield "Figure", [str(measure)]
    yield "Its bounds", [str(bounds)]
    yield "To be read as", [f"{word(measure.phase)}. {word(measure.reading).capitalize()}."]


def _same_utterance(claim: axt.Claim, to: Linker) -> Iterator[tuple[str, list[Part] | nodes.Element]]:
    if claim.origin is not None:
        yield "Origin", [code(claim.origin, "axis-locator")]
        others = [one for one in answers_of(to.dataset).utterances[claim.utterance] if one is not claim]
        for listed in bullets((claim_line(one, to) for one in others), "axis-short"):
            yield "Same origin", listed


def _supports(claim: axt.Claim, dataset: axt.Dataset) -> Iterator[tuple[str, list[axt.Claim]]]:
    """What a claim explains or supports, in which way, and what explains or supports the claim."""
    supported_by = answers_of(dataset).supported_by.get(claim.id, [])
    for kind, of, by in _SUPPORTS:
        yield of, [dataset.claims[one.claim] for one in claim.supports if one.kind is kind]
        yield by, [dataset.claims[key] for key, given in supported_by if given is kind]


def _read_in(key: str, claim: axt.Claim, to: Linker) -> list[nodes.Node]:
    locators = (locator(one) for one in claim.evidence if one.document == key)
    return [paragraph(to.to("documents", key)), *bullets([one] for one in locators)]


def locator(passage: axt.Passage) -> nodes.Node:
    """Where a passage is, as one writes it: to be copied whole."""
    return code(str(passage), "axis-locator")


def claim_line(claim: axt.Claim, to: Linker, *before: Part) -> list[Part]:
    """A claim in a line: when it was said, its stance where that is no plain assertion, its summary as the link."""
    stance = "" if claim.stance is axt.Stance.ASSERTS else f", {claim.stance.value}"
    return [
        strong(date_phrase(to.dataset.made(claim))),
        f"{stance}: ",
        *before,
        to.to("claims", claim.id, claim.summary),
    ]
