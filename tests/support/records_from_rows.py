"""Records made again from the rows of flat tables: what is not lost can be read back."""

from __future__ import annotations

import axis_tracker as axt


def measure_of(row):
    if row["phase"] is None:
        return None
    quantity = axt.Quantity(
        low=row["quantity_low"],
        high=row["quantity_high"],
        unit=row["unit"] or "",
        includes_low=row["quantity_includes_low"],
        includes_high=row["quantity_includes_high"],
        is_uncertain=row["is_uncertain"],
        wording=row["quantity_wording"],
    )
    return axt.Measure(
        quantity, row["phase"], row["reading"], since=row["since"], per=row["per"], share_of=row["share_of"]
    )


def claim_of(row, rows):
    cited = sorted((one for one in rows["passages"] if one["claim"] == row["id"]), key=lambda one: one["position"])
    plain = (
        *(
            "id",
            "event",
            "claimants",
            "speaking_for",
            "summary",
            "stance",
            "likelihood",
            "hedge",
            "modality",
            "when",
            "when_words",
        ),
        *(
            "made",
            "made_words",
            "origin",
            "relays",
            "basis",
            "answers",
            "revises",
            "derived_from",
            "assumption",
            "note",
        ),
        "grade",
    )
    evidence = [axt.Passage(**{name: one[name] for name in ("document", "start", "end", "digest")}) for one in cited]
    supported = sorted((one for one in rows["supports"] if one["claim"] == row["id"]), key=lambda one: one["position"])
    supports = [axt.Support(one["supported"], one["kind"]) for one in supported]
    return axt.Claim(
        **{name: row[name] for name in plain}, measure=measure_of(row), evidence=evidence, supports=supports
    )


def actor_of(row, rows):
    held = sorted((one for one in rows["roles"] if one["actor"] == row["id"]), key=lambda one: one["position"])
    plain = ("id", "name", "kind", "aliases", "identifiers", "country", "note")
    roles = [axt.Role(of=one["of"], title=one["title"], during=one["during"]) for one in held]
    return axt.Actor(**{name: row[name] for name in plain}, roles=roles)


def place_of(row, _):
    plain = ("id", "name", "within", "country", "aliases", "identifiers", "note")
    at = None if row["latitude"] is None else (float(row["latitude"]), float(row["longitude"]))
    return axt.Place(**{name: row[name] for name in plain}, coordinates=at)


def item_of(row, _):
    return axt.Item(**row)


def document_of(row, rows):
    left = sorted((one for one in rows["uncoded"] if one["document"] == row["id"]), key=lambda one: one["position"])
    plain = (
        *("id", "title", "publisher", "authors", "published", "dating", "dating_note", "length", "sha256", "language"),
        *("url", "note"),
    )
    uncoded = [
        axt.Uncoded(
            passage=axt.Passage(**{name: one[name] for name in ("document", "start", "end", "digest")}),
            reason=one["reason"],
            repeats=one["repeats"],
        )
        for one in left
    ]
    return axt.Document(**{name: row[name] for name in plain}, uncoded=uncoded)


def event_of(row, rows):
    (cls,) = (
        one for one in axt.Event.__subclasses__() if one.kind == row["kind"] and one.__module__.startswith("axis")
    )
    groups = sorted((one for one in rows["parts"] if one["event"] == row["id"]), key=lambda one: one["position"])
    fields = {field.name: row[field.name] for field in cls.__attrs_attrs__ if field.name != "parts"}
    return cls(**fields, parts=[axt.Parts(one["events"], one["covers"]) for one in groups])


MAKERS = {
    "actors": actor_of,
    "places": place_of,
    "items": item_of,
    "documents": document_of,
    "events": event_of,
    "claims": claim_of,
}
"""How a record of each collection is made of its row and of all rows, by view."""


def records_of(rows):
    """All records, from the rows of all views."""
    return [make(row, rows) for view, make in MAKERS.items() for row in rows[view]]
