"""The same claims as statements of FollowTheMoney, as it stores them: one a value, in lines of JSON.

What it has no property for (stance, likelihood, the measure's parts) goes into its keywords and notes as text, so that
every value is there once. A date that it has no type for is text, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import groupby
from operator import attrgetter

from synthetic import Plain

_PROPERTIES = {
    "summary": "summary",
    "claimants": "involved",
    "when": "startDate",
    "when_words": "description",
    "made": "date",
    "origin": "recordId",
    "relays": "publisher",
    "evidence": "sourceUrl",
    "note": "notes",
    **dict.fromkeys(("stance", "likelihood", "hedge", "modality", "basis", "grade", "assumption"), "keywords"),
    **dict.fromkeys(("event", "answers", "revises", "derived_from"), "proof"),
}


def lines(claims: list[Plain]) -> bytes:
    """The statements of some claims."""
    from followthemoney.statement import Statement
    from followthemoney.statement.serialize import JSON, get_statement_writer

    target = BytesIO()
    with get_statement_writer(target, JSON) as writer:
        for claim in claims:
            for prop, value in _values(claim):
                writer.write(Statement(claim["id"], prop, "Event", value, "synthetic"))
        return target.getvalue()


def reader(text: bytes) -> Callable[[], object]:
    """What reads them all, and checks nothing."""
    from followthemoney.statement.serialize import read_json_statements

    return lambda: list(read_json_statements(BytesIO(text)))


def writer(text: bytes) -> Callable[[], object]:
    """What writes them all."""
    from followthemoney.statement.serialize import JSON, get_statement_writer, read_json_statements

    statements = list(read_json_statements(BytesIO(text)))

    def write() -> bytes:
        target = BytesIO()
        with get_statement_writer(target, JSON) as writing:
            for statement in statements:
                writing.write(statement)
            return target.getvalue()

    return write


def gatherer(text: bytes) -> Callable[[], object]:
    """What reads them all and puts those of a claim together, which gives one object a claim."""
    from followthemoney.dataset import Dataset
    from followthemoney.statement.entity import StatementEntity
    from followthemoney.statement.serialize import read_json_statements

    home = Dataset.make({"name": "synthetic", "title": "synthetic"})

    def gather() -> list[StatementEntity]:
        statements = read_json_statements(BytesIO(text))
        by_claim = groupby(statements, key=attrgetter("canonical_id"))
        return [StatementEntity.from_statements(home, group) for _, group in by_claim]

    return gather


def _values(claim: Plain) -> Iterator[tuple[str, str]]:
    for field, value in claim.items():
        if field == "measure":
            quantity = value["quantity"]
            yield from (("notes", f"{name} {part}") for name, part in {**quantity, **value}.items() if part != quantity)
        elif field in _PROPERTIES:
            yield from ((_PROPERTIES[field], one) for one in (value if isinstance(value, list) else [value]))
