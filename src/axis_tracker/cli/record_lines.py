"""Format records as lines of text. In a list, each record has one line. Alone, a record has one line for each field."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import Final

import axis_tracker as axt
from axis_tracker.cli.output import Line, counted
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.model.records import Record
from axis_tracker.model.vocabulary import NEUTRAL_STANCES
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.stances import STANCE_PHRASES
from axis_tracker.reports.cross_references import CrossReferences

__all__ = ["claim_lines", "cross_reference_lines", "event_lines"]

_STYLES: Final = {axt.Stance.DENIES: "red", axt.Stance.DOUBTS: "yellow", **dict.fromkeys(NEUTRAL_STANCES, "yellow")}
_HEADING: Final = "bold"
_EVIDENCE: Final = "dim"


def claim_lines(dataset: axt.Dataset, claims: Iterable[axt.Claim]) -> Iterator[Line]:
    """Yield a line for each claim, with id, date and summary, and with stance, hedge and figure in brackets."""
    for claim in claims:
        # A summary reads as an assertion, so only other stances are printed.
        stance = "" if claim.stance is axt.Stance.ASSERTS else claim.stance.value
        text = f"{date_phrase(dataset.made(claim))}: {claim.summary}{_bracketed(stance, *_notes(claim))}"
        yield Line(text, style=_STYLES.get(claim.stance, ""), lead=claim.id)


def event_lines(dataset: axt.Dataset, events: Iterable[axt.Event]) -> Iterator[Line]:
    """Yield a line for each event, with id, kind, date and name, and with the number of claims about the event."""
    for event in events:
        when = "" if event.when is None else f", {date_phrase(event.when)}"
        count = counted(len(dataset.claims.where(about=event)), "claim")
        yield Line(f"{event.kind}{when}: {event.name} [{count}]", lead=event.id)


def cross_reference_lines(dataset: axt.Dataset, found: CrossReferences) -> Iterator[Line]:
    """Yield the fields of a record, then the records related to it."""
    record = found.record
    yield Line(f"{found.collection.removesuffix('s')} {record.id}", style=_HEADING)
    if isinstance(record, axt.Event):
        yield Line(f"kind: {record.kind}", 1)
    yield from _field_lines(dataset, record)
    if isinstance(record, axt.Claim) and record.made is None:
        yield Line(f"made: {dataset.made(record)} (publication date of its document)", 1)
    for heading, lines in (
        ("event" if isinstance(record, axt.Claim) else "events", event_lines(dataset, found.events)),
        ("actors with a role for it", (Line(actor.name, lead=actor.id) for actor in found.spoken_for_by)),
        ("answers", _statement_lines(dataset, found.answers)),
        ("revises", _statement_lines(dataset, found.revises)),
        ("answered by", _statement_lines(dataset, found.answered_by)),
        ("revised by", _statement_lines(dataset, found.revised_by)),
        ("claims", _statement_lines(dataset, found.claims)),
    ):
        listed = list(lines)
        if listed:
            yield Line(heading, style=_HEADING)
            yield from (line._replace(indent=line.indent + 1) for line in listed)


def _statement_lines(dataset: axt.Dataset, claims: Iterable[axt.Claim]) -> Iterator[Line]:
    """Yield the lines of each claim. The lines give the date and the claimants, then the summary, then the evidence."""
    for claim in claims:
        who = names_phrase(dataset.actors[key].name for key in claim.claimants)
        text = f"{date_phrase(dataset.made(claim))}: {STANCE_PHRASES[claim.stance]} {who}{_bracketed(*_notes(claim))}"
        yield Line(text, style=_STYLES.get(claim.stance, ""), lead=claim.id)
        yield Line(claim.summary, 2)
        for passage in claim.evidence:
            yield Line(f"{passage.document}#char={passage.start},{passage.end}", 2, style=_EVIDENCE)


def _bracketed(*notes: str) -> str:
    given = "; ".join(filter(None, notes))
    return f" [{given}]" if given else ""


def _notes(claim: axt.Claim) -> Iterator[str]:
    """Yield the hedge, the modality and the figure of a claim, but omit default values."""
    if claim.likelihood is not axt.Likelihood.UNHEDGED:
        yield claim.likelihood.value + (f' "{claim.hedge}"' if claim.hedge else "")
    if claim.modality is not axt.Modality.ACTUAL:
        yield claim.modality.value
    if claim.measure is not None:
        yield str(claim.measure)


def _field_lines(dataset: axt.Dataset, record: Record) -> Iterator[Line]:
    for field in record.__attrs_attrs__:
        value = getattr(record, field.name)
        if value in (None, ()) or field.name == "id":
            continue
        collection = field.metadata.get(REFERS_TO)
        label = field.name.replace("_", " ")
        values = value if isinstance(value, tuple) else (value,)
        if isinstance(values[0], axt.Role):
            yield from (Line(f"role: {_role(dataset, role)}", 1) for role in values)
        elif collection is None and len(values) > 1:
            yield Line(f"{label}:", 1)
            yield from (Line(f"- {_value_text(one)}", 2) for one in values)
        else:
            yield Line(f"{label}: {', '.join(_reference_text(dataset, collection, one) for one in values)}", 1)


def _role(dataset: axt.Dataset, role: axt.Role) -> str:
    title = "acts" if role.title is None else f"{role.title},"
    during = "" if role.during is None else f", {date_phrase(role.during)}"
    return f"{title} for {_reference_text(dataset, 'actors', role.of)}{during}"


def _reference_text(dataset: axt.Dataset, collection: str | None, value: object) -> str:
    """Return the name and id of a record, or the text of a value that does not refer to a record."""
    name = None if collection is None else getattr(getattr(dataset, collection)[value], "name", None)
    return _value_text(value) if name in (None, value) else f"{name} ({value})"


def _value_text(value: object) -> str:
    if isinstance(value, axt.Uncoded):
        return f"{value.passage} ({value.reason.value})"
    if isinstance(value, axt.Support):
        return f"{value.claim} ({value.kind.value})"
    if isinstance(value, axt.Parts):
        return ", ".join(value.events) + (" (the whole event)" if value.covers is axt.PartsCover.ALL else "")
    return str(value.value) if isinstance(value, enum.Enum) else str(value)
