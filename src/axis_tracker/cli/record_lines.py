"""Records as lines: a claim or an event on one line, a dossier field by field.

Imports `output`, and the phrases of reports.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from typing import Any

import axis_tracker as axt
from axis_tracker.cli.output import Line
from axis_tracker.dataset.record_set import tables_of
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.model.records import Record
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.stances import STANCE_PHRASES
from axis_tracker.reports.dossiers import Dossier

__all__ = ["claim_lines", "dossier_lines", "event_lines"]

_STYLES = {axt.Stance.DENIES: "red", axt.Stance.DOUBTS: "yellow", axt.Stance.DECLINES: "yellow"}
_SUMMARIES_STANCE = axt.Stance.ASSERTS
_HEADING = "bold"


def claim_lines(dataset: axt.Dataset, claims: Iterable[axt.Claim]) -> Iterator[Line]:
    """A line a claim: its id, when it was made, its summary, and in brackets its stance, hedge and figure."""
    for claim in claims:
        made = date_phrase(dataset.made(claim))
        aside = "; ".join(_asides(claim))
        text = f"{made}: {claim.summary}{f' [{aside}]' if aside else ''}"
        yield Line(text, style=_STYLES.get(claim.stance, ""), lead=claim.id)


def event_lines(dataset: axt.Dataset, events: Iterable[axt.Event]) -> Iterator[Line]:
    """A line an event: its id, kind, time and name, and how many claims there are on it."""
    for event in events:
        when = "" if event.when is None else f", {date_phrase(event.when)}"
        count = len(dataset.claims.where(about=event))
        yield Line(f"{event.kind}{when}: {event.name} [{count} claim{'' if count == 1 else 's'}]", lead=event.id)


def dossier_lines(dataset: axt.Dataset, found: Dossier) -> Iterator[Line]:
    """A record field by field, and then what the others say of it."""
    yield Line(f"{found.collection.removesuffix('s')} {found.record.id}", style=_HEADING)
    if isinstance(found.record, axt.Event):
        yield Line(f"kind: {found.record.kind}", 1)
    yield from _field_lines(dataset, found.record, 1)
    if isinstance(found.record, axt.Claim) and found.record.made is None:
        yield Line(f"made: {dataset.made(found.record)} (when its document was published)", 1)
    about = isinstance(found.record, axt.Claim)
    for heading, several in (
        ("the event" if about else "events", event_lines(dataset, found.events)),
        ("who has a role for it", (Line(actor.name, lead=actor.id) for actor in found.spoken_for_by)),
        ("answers", _statement_lines(dataset, found.answers)),
        ("revises", _statement_lines(dataset, found.revises)),
        ("answered by", _statement_lines(dataset, found.answered_by)),
        ("revised by", _statement_lines(dataset, found.revised_by)),
        ("claims", _statement_lines(dataset, found.claims)),
    ):
        listed = list(several)
        if listed:
            yield Line(heading, style=_HEADING)
            yield from (line._replace(indent=line.indent + 1) for line in listed)


def _statement_lines(dataset: axt.Dataset, claims: Iterable[axt.Claim]) -> Iterator[Line]:
    """Who took which stance when, how firmly, with what figure; then the summary and where it stands."""
    for claim in claims:
        who = names_phrase(dataset.actors[key].name for key in claim.claimants)
        aside = "; ".join(_asides(claim, stance=False))
        said = (
            f"{date_phrase(dataset.made(claim))}: {STANCE_PHRASES[claim.stance]} {who}{f' [{aside}]' if aside else ''}"
        )
        yield Line(said, style=_STYLES.get(claim.stance, ""), lead=claim.id)
        yield Line(claim.summary, 2)
        for passage in claim.evidence:
            yield Line(f"{passage.document}#char={passage.start},{passage.end}", 2, style="dim")


def _asides(claim: axt.Claim, *, stance: bool = True) -> Iterator[str]:
    if stance and claim.stance is not _SUMMARIES_STANCE:
        yield claim.stance.value
    if claim.likelihood is not axt.Likelihood.UNHEDGED:
        yield claim.likelihood.value + (f' "{claim.hedge}"' if claim.hedge else "")
    if claim.modality is not axt.Modality.ACTUAL:
        yield claim.modality.value
    if claim.measure is not None:
        yield str(claim.measure)


def _field_lines(dataset: axt.Dataset, record: Record, indent: int) -> Iterator[Line]:
    for field in record.__attrs_attrs__:
        value = getattr(record, field.name)
        if value in (None, ()) or field.name == "id":
            continue
        collection = field.metadata.get(REFERS_TO)
        label = field.name.replace("_", " ")
        several = value if isinstance(value, tuple) else (value,)
        if collection is None and isinstance(several[0], axt.Role):
            for role in several:
                yield Line(f"role: {_role(dataset, role)}", indent)
        elif collection is None and len(several) > 1:
            yield Line(f"{label}:", indent)
            yield from (Line(f"- {_written(one)}", indent + 1) for one in several)
        else:
            yield Line(f"{label}: {', '.join(_referred(dataset, collection, one) for one in several)}", indent)


def _role(dataset: axt.Dataset, role: axt.Role) -> str:
    title = "acts" if role.title is None else role.title
    during = "" if role.during is None else f", {date_phrase(role.during)}"
    return f"{title}, for {_referred(dataset, 'actors', role.of)}{during}"


def _referred(dataset: axt.Dataset, collection: str | None, value: Any) -> str:
    name = None if collection is None else getattr(tables_of(dataset)[collection][value], "name", None)
    return _written(value) if name in (None, value) else f"{name} ({value})"


def _written(value: Any) -> str:
    if isinstance(value, axt.Uncoded):
        return f"{value.passage} ({value.reason.value})"
    return str(value.value) if isinstance(value, enum.Enum) else str(value)
