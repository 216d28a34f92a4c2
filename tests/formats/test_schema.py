"""The JSON Schema and the reader: what is written validates, and what the schema refuses the reader refuses.

In the other direction the reader is stricter: each thing that only it refuses stands in `LIMITS`, with an example here.
"""

from __future__ import annotations

import copy
import enum
import functools
import json
import pkgutil
import re
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from example_counts import examples, few
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from plain_data_strategies import ODD_VALUES, mutated_documents, plain_document

import axis_tracker as axt
from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.formats.documents import VERSION
from axis_tracker.formats.schema import DIALECT, SCHEMA_FILE, json_schema, schema_text
from axis_tracker.formats.schema_rules import LIMITS
from axis_tracker.formats.schema_values import VALUES
from axis_tracker.model.fields import ACTORS, JSON_SCHEMA
from axis_tracker.testing import datasets

DIGEST = "0123456789abcdef"
GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "v1" / "invented.json"


@functools.cache
def validator():
    return Draft202012Validator(axt.json_schema())


def validates(plain):
    return validator().is_valid(plain)


def problems_of(plain, **options):
    """What the reader finds wrong with plain data; nothing if it reads them."""
    try:
        axt.loads(json.dumps(plain), **options)
    except axt.ReadError as error:
        return error.problems
    return ()


def is_a_limit(problem):
    said = f"{problem.path}: {problem.reason}"
    return any(re.search(limit.pattern, said) for limit in LIMITS)


# The schema itself


def test_it_is_a_schema_of_its_dialect_with_a_name_of_its_own():
    schema = axt.json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["$id"] == f"urn:axis-tracker:dataset:{VERSION}"


def test_the_file_that_ships_is_the_one_that_the_classes_give_now():
    shipped = pkgutil.get_data("axis_tracker", SCHEMA_FILE)
    assert shipped is not None
    again = "axis-tracker schema -o src/axis_tracker/data/axis-tracker.schema.json"
    assert shipped.decode("ascii") == schema_text(), again


def test_every_reference_leads_to_a_definition_and_every_definition_is_referred_to():
    text = schema_text()
    referred = set(re.findall(r'"\$ref": "#/\$defs/([^"]+)"', text))
    only_of_other_projects = {"document-id"}  # in our own records a document is named in passages alone
    assert referred | only_of_other_projects == set(axt.json_schema()["$defs"])


def test_every_field_of_every_class_is_in_it_and_no_other():
    schema = axt.json_schema()["$defs"]
    kinds = {tag["$ref"].rpartition("/")[2] for tag in schema["event"]["oneOf"]}
    classes = {name: getattr(axt, schema[name]["title"]) for name in schema if "properties" in schema[name]}
    assert set(COLLECTIONS.values()) <= {*classes.values(), axt.Event}
    for name, cls in classes.items():
        fields = {one.name for one in attrs.fields(cls)}
        assert set(schema[name]["properties"]) == (fields | {"kind"} if name in kinds else fields), name
        assert schema[name]["additionalProperties"] is False


def test_every_controlled_word_is_in_it():
    schema = axt.json_schema()["$defs"]
    for definition in schema.values():
        if "enum" in definition:
            assert definition["enum"] == [one.value for one in getattr(axt, definition["title"])]


def test_every_definition_says_what_it_is():
    for name, definition in axt.json_schema()["$defs"].items():
        assert definition["description"].endswith("."), name
        for field, value in definition.get("properties", {}).items():
            assert not re.search(r"\bNone\b", value.get("description", "")), (name, field)


def test_its_patterns_use_nothing_that_only_some_dialects_know():
    for pattern in re.findall(r'"pattern": (".*")', schema_text()):
        said = json.loads(pattern)
        assert said.startswith("^")
        assert said.endswith("$")
        assert not re.search(r"\\[dwpPuUxAZzbBk]|\(\?[^:]", said), said


# What is written


@few
@given(datasets())
def test_every_dataset_is_written_as_what_the_schema_describes(dataset):
    written = json.loads(axt.dumps(dataset))
    validator().validate(written)
    assert "null" not in json.dumps(list(values_in(written)))


def values_in(plain):
    """The values at the ends of plain data, texts replaced by their type."""
    if isinstance(plain, (dict, list)):
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from values_in(one)
    else:
        yield plain if plain is None else type(plain).__name__


def test_the_packaged_data_are_what_the_schema_describes():
    validator().validate(json.loads(axt.dumps(axt.load())))


def test_the_small_right_document_is_what_the_schema_describes():
    validator().validate(plain_document())


# What the schema refuses, and what only the reader refuses


@examples(80)
@given(mutated_documents())
def test_what_the_schema_refuses_the_reader_refuses_and_what_only_the_reader_refuses_is_a_limit(document):
    assert_both_agree(document)


def assert_both_agree(document):
    try:
        text = json.dumps(document, allow_nan=False)
    except ValueError:
        return  # NaN and infinities, which are no JSON: there is nothing to validate
    if isinstance(document, dict) and document.get("version") in range(1, VERSION):
        return  # the schema describes the present version, but the reader migrates older ones
    problems = problems_of(document)
    if validates(json.loads(text)):
        assert [one for one in problems if not is_a_limit(one)] == []
    else:
        assert problems


def places_in(plain, path=()):
    """The path to every value in plain data."""
    for key, value in plain.items() if isinstance(plain, dict) else enumerate(plain):
        yield (*path, key)
        if isinstance(value, (dict, list)):
            yield from places_in(value, (*path, key))


FIELDS = {re.sub(r"\d+", "*", "/".join(map(str, path))): path for path in places_in(plain_document())}
"""One place for each field that the right document has, by its path without positions."""


def changed(path, change):
    """The right document, changed at a place."""
    document = plain_document()
    container = document
    for key in path[:-1]:
        container = container[key]
    change(container, path[-1])
    return document


def put(value):
    return lambda container, key: container.__setitem__(key, value)


@pytest.mark.parametrize("path", FIELDS.values(), ids=FIELDS)
def test_schema_and_reader_agree_on_every_odd_value_in_every_field(path):
    # A part of the odd values for each field, another one for each: all of them would take minutes.
    start = sum(map(ord, str(path))) % 16
    for value in ODD_VALUES[start::16]:
        assert_both_agree(changed(path, put(value)))
    assert_both_agree(changed(path, lambda container, key: container.__delitem__(key)))
    assert_both_agree(changed(path, put(None)))
    assert_both_agree(changed(path, put([])))


@functools.cache
def golden():
    """A text in which every field of every class of version 1 stands, as the present version, and every place in it."""
    document = {**json.loads(GOLDEN.read_text(encoding="utf-8")), "version": VERSION}
    return json.dumps(document), [*places_in(document)]


@examples(40)
@given(data=st.data())
def test_schema_and_reader_agree_on_mutations_of_a_document_with_every_field(data):
    text, places = golden()
    document = json.loads(text)
    for _ in range(data.draw(st.integers(1, 2))):
        container = document
        *path, key = data.draw(st.sampled_from(places))
        try:
            for one in path:
                container = container[one]
            match data.draw(st.sampled_from(("replace", "move", "delete", "add"))):
                case "replace":
                    container[key] = copy.deepcopy(data.draw(st.sampled_from(ODD_VALUES)))
                case "move":
                    other = json.loads(text)
                    for one in data.draw(st.sampled_from(places)):
                        other = other[one]
                    container[key] = other
                case "delete":
                    del container[key]
                case _:
                    container["nmae" if isinstance(container, dict) else slice(0, 0)] = [{}]
        except (KeyError, IndexError, TypeError):
            pass  # the first mutation has taken the place of the second away
    assert_both_agree(document)


RECORDS = {name: path for name, path in FIELDS.items() if name.endswith(("/*", "measure", "quantity"))}


@pytest.mark.parametrize("path", RECORDS.values(), ids=RECORDS)
def test_a_field_that_no_class_has_is_refused_by_both(path):
    def add(container, key):
        if isinstance(container[key], dict):
            container[key]["nmae"] = "x"
        else:
            container[key] = {"nmae": "x"}

    document = changed(path, add)
    assert not validates(document)
    assert problems_of(document)


CLAIM = {"id": "c", "event": "launch", "claimants": ["kp"], "summary": "S.", "made": "2024"}
TROOPS = {"low": 5, "unit": "troops"}


def with_claim(**fields):
    document = plain_document()
    claim = {**CLAIM, **fields}
    document["claims"].append({key: value for key, value in claim.items() if value is not ...})
    return document


def with_measure(**fields):
    return with_claim(measure={"quantity": TROOPS, "phase": "sent", **fields})


def with_quantity(**fields):
    return with_measure(quantity=fields)


def with_document(**fields):
    document = plain_document()
    right = {"id": "d", "title": "D", "published": "2024", "dating": "printed", "length": 9, "sha256": "0" * 64}
    document["documents"].append({**right, **fields})
    return document


def with_item(**fields):
    document = plain_document()
    document["items"].append({"id": "i", "name": "I", **fields})
    return document


def with_place(**fields):
    document = plain_document()
    document["places"].append({"id": "p", "name": "P", **fields})
    return document


def with_actor(**fields):
    document = plain_document()
    document["actors"].append({"id": "a", "name": "A", "kind": "body", **fields})
    return document


def with_event(**fields):
    document = plain_document()
    document["events"].append({"id": "e", "name": "E", **fields})
    return document


def with_deployment(**fields):
    return with_event(kind="deployment", of="kp", to="russia", item="troops", **fields)


def an_uncoded(**fields):
    return [{"passage": f"d#char=0,5;sha256={DIGEST}", "reason": "heading", **fields}]


REFUSED_BY_BOTH = {
    "an assumption of what is not derived": with_claim(assumption="A."),
    "a claim that nobody makes": with_claim(claimants=[]),
    "a claimant twice": with_claim(claimants=["kp", "kp"]),
    "a claim neither dated nor found": with_claim(made=...),
    "a claim neither dated nor found, said aloud": with_claim(made=None, evidence=[]),
    "a stance of another word": with_claim(stance="rejects"),
    "null for a stance": with_claim(stance=None),
    "a grade beyond the scale": with_claim(grade="G1"),
    "a date in words": with_claim(when="June 2024"),
    "a date of month 13": with_claim(when="2024-13"),
    "31 June": with_claim(when="2024-06-31"),
    "a passage without its digest": with_claim(evidence=["report#char=0,5"]),
    "a passage with a short digest": with_claim(evidence=["report#char=0,5;sha256=0123"]),
    "an outer space": with_claim(summary=" S."),
    "a line break": with_claim(summary="S.\nT."),
    "an invisible character": with_claim(summary="S\u200b."),
    "an empty text": with_claim(summary=""),
    "a rate without a period": with_measure(reading="rate"),
    "a period of a total": with_measure(per="day"),
    "a share of nothing": with_measure(reading="share", quantity={"low": 5, "unit": "percent"}),
    "a share of another unit": with_measure(reading="share", share_of="the troops"),
    "a share that is a bare number": with_measure(reading="share", share_of="the troops", quantity=5),
    "what a total is a share of": with_measure(share_of="the troops"),
    "a level since a date": with_measure(reading="level", since="2024"),
    "a fixed value since a date": with_measure(reading="fixed", since="2024"),
    "a mark of uncertainty as a number": with_quantity(low=5, is_uncertain=1),
    "a support of another kind": with_claim(supports=[{"claim": "hur-shells", "kind": "proof"}]),
    "a support without a claim": with_claim(supports=[{"kind": "cause"}]),
    "a support that is no list": with_claim(supports="hur-shells"),
    "an office that is no list": with_claim(speaking_for="kp"),
    "a part that is the whole": with_deployment(parts=[{"events": ["kp-kursk"], "covers": "all"}]),
    "parts of nothing": with_deployment(parts=[{"events": []}]),
    "a part twice": with_deployment(parts=["kp-kursk", "kp-kursk"]),
    "groups of parts and a bare part": with_deployment(parts=[{"events": ["kp-kursk"]}, "kp-kursk"]),
    "losses in a single event": with_deployment(losses_in="kp-kursk"),
    "a measure without a quantity": with_claim(measure={"phase": "sent"}),
    "a number with a fraction": with_quantity(low=0.5),
    "a number as text with an exponent": with_quantity(low="1e3"),
    "31 digits": with_quantity(low=10**30),
    "31 decimals": with_quantity(low=f"0.{'1' * 31}"),
    "yes and no as words": with_quantity(low=5, includes_low="yes"),
    "yes and no as numbers": with_quantity(low=5, includes_low=1),
    "true for a number": with_quantity(low=True),
    "null for a unit": with_quantity(low=5, unit=None),
    "an inferred date without its reasoning": with_document(dating="inferred"),
    "a document of no length": with_document(length=0),
    "a digest in capitals": with_document(sha256="A" * 64),
    "a repetition of nothing": with_document(uncoded=an_uncoded(reason="repetition")),
    "a heading that repeats": with_document(uncoded=an_uncoded(repeats=["hur-shells"])),
    "a category as a number": with_item(unroca=3),
    "an item broader than itself twice": with_item(broader=["shells", "shells"]),
    "an identifier without a scheme": with_item(identifiers=["Q423"]),
    "one coordinate": with_place(coordinates=[1]),
    "three coordinates": with_place(coordinates=[1, 2, 3]),
    "a latitude beyond the pole": with_place(coordinates=[91, 0]),
    "a country in capitals": with_place(country="KP"),
    "an id in capitals": with_place(id="P"),
    "an id with two hyphens": with_place(id="p--q"),
    "a number for an id": with_place(id=1),
    "an alias that is no list": with_actor(aliases="A"),
    "a role as a text": with_actor(roles=["ru"]),
    "an event without a kind": with_event(),
    "an event of an unknown kind": with_event(kind="intrusion"),
    "a field of another kind": with_event(kind="activity", activity="launch", host="kp"),
    "an agreement with nobody": with_event(kind="agreement", parties=["kp"]),
    "an exchange for nothing": with_event(kind="exchange", given=["launch"], in_return=[]),
    "another format": {**plain_document(), "format": "axistracker"},
    "another version": {**plain_document(), "version": VERSION + 1},
    "true for a version": {**plain_document(), "version": True},
    "no version": {"format": "axis-tracker"},
    "a collection that is none": {**plain_document(), "clams": []},
    "a collection that is no list": {**plain_document(), "places": {}},
    "a list": [],
}


@pytest.mark.parametrize("document", REFUSED_BY_BOTH.values(), ids=REFUSED_BY_BOTH)
def test_it_is_refused_by_both(document):
    assert not validates(document)
    assert problems_of(document)


TAKEN_BY_BOTH = {
    "null for what may be left out": with_claim(grade=None, measure=None, when=None, note=None),
    "defaults that are said aloud": with_claim(stance="asserts", answers=[], likelihood="unhedged"),
    "a denial that answers nothing": with_claim(stance="denies"),
    "stances that take no side": with_claim(stance="unverified", answers=["hur-shells"]),
    "a claim that is supported, by its id": with_claim(supports=["hur-shells"]),
    "a claim that is supported, in one way": with_claim(supports=[{"claim": "hur-shells", "kind": "cause"}]),
    "an office": with_claim(claimants=["lavrov"], speaking_for=["ru"]),
    "a measure without a phase": with_claim(measure={"quantity": "27 voyages"}),
    "null for a phase": with_claim(measure={"quantity": "27 voyages", "phase": None}),
    "a fixed value": with_measure(reading="fixed"),
    "a figure that the source doubts": with_quantity(low=5, is_uncertain=True),
    "a vague size": with_measure(quantity="a large number of troops"),
    "a list of parts": with_deployment(parts=["kp-kursk"]),
    "a group of parts": with_deployment(parts=[{"events": ["kp-kursk"], "covers": "some"}]),
    "a quantity in words": with_measure(quantity="over 5 troops"),
    "a quantity as a bare number": with_measure(quantity=5),
    "a share in words": with_measure(reading="share", share_of="the troops", quantity="60 percent"),
    "a quantity of which nothing is known": with_quantity(),
    "an excluded end that is not there": with_quantity(high=5, includes_low=False),
    "a decimal with zeros around it": with_quantity(low="000.50", unit="tons"),
    "many zeros": with_quantity(low=f"0.{'0' * 40}"),
    "white space in the digits of a wording": with_quantity(low=12_000, wording="12\u00a0000"),
    "a point on the map": with_place(coordinates=[90, -180.0]),
    "one unspecified digit": with_claim(when="201X?"),
    "nothing at all": {"format": "axis-tracker", "version": VERSION},
}


@pytest.mark.parametrize("document", TAKEN_BY_BOTH.values(), ids=TAKEN_BY_BOTH)
def test_it_is_taken_by_both(document):
    assert validates(document)
    assert problems_of(document) == ()


def circle():
    document = with_item(broader=["j"])
    document["items"].append({"id": "j", "name": "J", "broader": ["i"]})
    return document


ONLY_THE_READER = [
    with_claim(event="nowhere"),
    with_claim(id="hur-shells"),
    circle(),
    with_claim(evidence=[f"report#char=5,5;sha256={DIGEST}"]),
    with_claim(evidence=[f"report#char=0,501;sha256={DIGEST}"]),
    with_document(uncoded=[{"passage": f"report#char=0,5;sha256={DIGEST}", "reason": "heading"}]),
    with_claim(revises="hur-shells"),
    with_deployment(parts=["kp-kursk", "visit"]),
    with_deployment(losses_in=["kp-kursk"]),
    with_claim(supports=["hur-shells", {"claim": "hur-shells", "kind": "cause"}]),
    with_claim(when="2023-02-29"),
    with_claim(when="9999-24"),
    with_claim(when="2024/2023"),
    with_quantity(low=6, high=5),
    with_measure(quantity="umpteen troops"),
    with_quantity(low=5, unit="soldier"),
    with_item(identifiers=["wikidata:Q1", "wikidata:Q2"]),
    with_claim(summary="cafe\u0301"),
    with_claim(summary="\U000e0001"),
    with_quantity(low=5.0),
]


@pytest.mark.parametrize(
    ("limit", "document"), [*zip(LIMITS, ONLY_THE_READER, strict=True)], ids=[limit.pattern for limit in LIMITS]
)
def test_the_reader_alone_refuses_what_a_limit_says(limit, document):
    assert validates(document)
    problems = problems_of(document)
    assert any(re.search(limit.pattern, f"{one.path}: {one.reason}") for one in problems)
    assert all(map(is_a_limit, problems))


@pytest.mark.parametrize(
    "sign",
    [
        "a unit must be in Unicode normal form C",
        "a unit must be words",
        "'percent' alone",
        "a wording must be one line",
        "whole of a share must be one line",
        "reads version",
    ],
)
def test_the_other_signs_of_limits_are_met_too(sign):
    document = {
        "a unit must be words": with_quantity(low=5, unit="T-72-"),
        "'percent' alone": with_quantity(low=5, unit="percent of troops"),
        "a wording must be one line": with_quantity(low=5, wording="5\U000e0001"),
        "a unit must be in Unicode normal form C": with_quantity(low=5, unit="\u1112\u1161\u11ab"),
        "whole of a share must be one line": with_measure(reading="share", share_of="\U000e0001", quantity="5 percent"),
        "reads version": {**plain_document(), "version": float(VERSION)},
    }[sign]
    assert validates(document)
    assert all(sign in one.reason and is_a_limit(one) for one in problems_of(document))
    assert problems_of(document)


# Kinds of other projects


class Vector(enum.Enum):
    PHISHING = "phishing"
    WATERING_HOLE = "watering-hole"


@attrs.frozen(kw_only=True)
class Tool:
    name: str
    versions: tuple[int, ...] = ()


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Intrusion(axt.Event):
    """A break into somebody's network.

    Attributes:
        by: An actor's id.
        vector: How they got in, or None.
    """

    kind: ClassVar[str] = "acme:intrusion"

    by: str = attrs.field(metadata=ACTORS)
    victims: tuple[str, ...] = attrs.field(default=(), metadata=ACTORS)
    vector: Vector | None = None
    seen: axt.ImpreciseDate | None = None
    tools: tuple[Tool, ...] = ()
    severity: object = attrs.field(default=0, metadata={JSON_SCHEMA: {"type": "integer", "maximum": 10}})
    anything: object = attrs.field(factory=dict)
    worked_out: int = attrs.field(init=False, default=1)


def test_a_kind_of_another_project_is_described_by_its_fields():
    schema = axt.json_schema([Intrusion])
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:axis-tracker:dataset:{VERSION}:acme:intrusion"
    name = f"{__name__}.Intrusion"
    assert {"$ref": f"#/$defs/{name}"} in schema["$defs"]["event"]["oneOf"]
    described = schema["$defs"][name]
    assert described["required"] == ["kind", "id", "name", "by"]
    assert described["properties"]["kind"]["const"] == "acme:intrusion"
    assert described["properties"]["by"] == {"$ref": "#/$defs/actor-id", "description": "An actor's id."}
    assert described["properties"]["victims"] == {"type": "array", "items": {"$ref": "#/$defs/actor-id"}}
    assert described["properties"]["vector"]["anyOf"][0] == {"$ref": f"#/$defs/{__name__}.Vector"}
    assert described["properties"]["seen"]["anyOf"][0] == {"$ref": "#/$defs/date"}
    assert schema["$defs"][f"{__name__}.Tool"]["properties"]["versions"]["items"] == {"type": "integer"}
    assert described["properties"]["severity"] == {"type": "integer", "maximum": 10, "default": 0}
    assert described["properties"]["anything"] == {}
    assert "worked_out" not in described["properties"]


def test_what_a_kind_of_another_project_is_written_as_validates(foreign_kind):
    event = foreign_kind(id="clash", name="Clash", place="russia", calibre=152)
    dataset = axt.Dataset([axt.Place(id="russia", name="Russia"), event])
    described = Draft202012Validator(axt.json_schema([foreign_kind]))
    written = json.loads(axt.dumps(dataset))
    described.validate(written)
    assert not validates(written)
    del written["events"][0]["place"]
    assert not described.is_valid(written)
    assert problems_of(written, kinds=[foreign_kind])


def test_two_kinds_with_one_tag_are_refused():
    class Other(Intrusion):
        pass

    with pytest.raises(axt.DatasetError, match="both have this tag"):
        axt.json_schema([Intrusion, Other])


def containers_in(plain):
    if isinstance(plain, (dict, list)):
        yield plain
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from containers_in(one)


def test_every_call_gives_a_document_of_its_own():
    emptied = json_schema()
    for container in [*containers_in(emptied)]:
        container.clear()
    assert schema_text() == (Path(axt.__file__).parent / SCHEMA_FILE).read_text()
    assert VALUES["id"] == json_schema()["$defs"]["id"]
