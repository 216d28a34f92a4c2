"""Files of every version that was ever released read for ever, as the records that they meant then.

A golden file is never changed and never deleted. A new version has a folder of its own here; what a version gains
without becoming another one (a kind, a word, a field with a default) stands in a further file of its folder. The
present version is open: it gets its golden files when it is frozen, and `GAINED` lists what it has gained so far.
"""

from __future__ import annotations

import hashlib
import json
from itertools import product
from pathlib import Path

import pytest
from golden_v1 import RECORDS as RECORDS_V1
from jsonschema import Draft202012Validator

import axis_tracker as axt
from axis_tracker.formats.documents import VERSION
from axis_tracker.model.events import EVENT_KINDS

GOLDEN = Path(__file__).parents[1] / "data" / "golden"

EXPECTED = {"v1/invented.json": RECORDS_V1}
DIGESTS = {"v1/invented.json": "8175db9369f3d0876c274ff3b1fd6c77f50c233c610085e185875daa06715ec1"}
files = pytest.mark.parametrize("file", EXPECTED)


FROZEN = VERSION - 1
"""The newest version that is frozen."""

GAINED = {
    *(("stance", word) for word in ("silent", "unverified")),
    *(("phase", "counted"), ("reading", "fixed"), ("quantity", "is_uncertain")),
    *(("claim", field) for field in ("speaking_for", "supports")),
    *(("support", field) for field in ("claim", "kind")),
    *(("support-kind", word) for word in ("support", "ground", "condition", "cause")),
    *((kind.kind, "parts") for kind in EVENT_KINDS),
    *(("parts", field) for field in ("events", "covers")),
    *(("parts-cover", word) for word in ("some", "all")),
    ("deployment", "losses_in"),
}
"""The fields and words that the open version has gained since the frozen one."""


def present_files():
    return [GOLDEN / file for file in EXPECTED if file.startswith(f"v{FROZEN}/")]


def in_the_open_version(path):
    """The content of a golden file of the frozen version, as the open version has it: only the number differs."""
    return path.read_text(encoding="utf-8").replace(f'"version": {FROZEN}', f'"version": {VERSION}', 1)


def test_every_version_has_its_golden_files_and_each_is_tested():
    there = {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.*")}
    assert there == set(EXPECTED) == set(DIGESTS)
    assert {file.partition("/")[0] for file in EXPECTED} == {f"v{number}" for number in range(1, FROZEN + 1)}


@files
def test_a_golden_file_is_never_changed(file):
    assert hashlib.sha256((GOLDEN / file).read_bytes()).hexdigest() == DIGESTS[file]


@files
def test_a_golden_file_reads_as_what_it_meant(file):
    dataset = axt.read(GOLDEN / file)
    assert sorted(map(repr, dataset.records)) == sorted(map(repr, EXPECTED[file]))
    assert dataset == axt.Dataset(EXPECTED[file])


@pytest.mark.parametrize("path", present_files(), ids=lambda path: path.name)
def test_a_golden_file_of_the_frozen_version_is_written_as_the_same_text_in_the_open_version(path, tmp_path):
    axt.write(axt.read(path), tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == in_the_open_version(path)


@pytest.mark.parametrize("path", present_files(), ids=lambda path: path.name)
def test_a_golden_file_of_the_frozen_version_is_what_the_schema_describes(path):
    Draft202012Validator(axt.json_schema()).validate(json.loads(in_the_open_version(path)))


# That nothing of the frozen version is missing from its files


def seen_in(value, schema, definitions):
    """What of the schema a value makes use of: (definition, field) of records, (definition, word) of vocabularies."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        target = definitions[name]
        if "enum" in target:
            yield name, value
        elif "properties" in target:
            for key, inner in value.items():
                yield name, key
                yield from seen_in(inner, target["properties"][key], definitions)
        else:
            yield from seen_in(value, target, definitions)
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if Draft202012Validator({"$defs": definitions, **choice}).is_valid(value):
            yield from seen_in(value, choice, definitions)
    if isinstance(value, list) and "items" in schema:
        for one in value:
            yield from seen_in(one, schema["items"] or {}, definitions)


def test_all_fields_and_controlled_words_but_those_gained_since_stand_in_a_golden_file():
    schema = axt.json_schema()
    definitions = schema["$defs"]
    seen = set()
    for path in present_files():
        for name, value in json.loads(in_the_open_version(path)).items():
            seen |= set(seen_in(value, schema["properties"][name], definitions))
    expected = set()
    for name, one in definitions.items():
        expected |= {(name, key) for key in one.get("properties", one.get("enum", ()))}
    # What is the default of its field is never written.
    defaults = {("stance", "asserts"), ("likelihood", "unhedged"), ("modality", "actual"), ("reading", "total")}
    assert expected - defaults - seen == GAINED
    assert expected > {("claim", "grade"), ("quantity", "wording"), ("stance", "denies"), ("period", "week")}


def test_every_grade_letter_and_digit_stands_in_a_golden_file():
    grades = [claim.grade for path in present_files() for claim in axt.read(path).claims if claim.grade is not None]
    assert {one.reliability for one in grades} == set(axt.Reliability)
    assert {one.credibility for one in grades} == set(axt.Credibility)


def test_every_notation_of_dates_stands_in_a_golden_file():
    dates = [event.when for path in present_files() for event in axt.read(path).events if event.when is not None]
    assert {one.precision for one in dates} == set(axt.Precision)
    assert {one.begins for one in dates} == {one.ends for one in dates} == set(axt.Boundary)
    assert {(one.is_uncertain, one.is_approximate) for one in dates} == {*product((True, False), repeat=2)}
