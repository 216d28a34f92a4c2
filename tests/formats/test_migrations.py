"""Versions of the format: older ones are brought here step by step, others are refused by name; nothing gets lost.

The versions 0 and -1 here are imaginary. Their steps are passed in, with that of version 1; the package's own table
stays as it is.
"""

from __future__ import annotations

import importlib
import json
from unittest import mock

import pytest
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st
from plain_data_strategies import plain_document

import axis_tracker as axt
from axis_tracker.formats import json as json_format
from axis_tracker.formats import migrations
from axis_tracker.formats.documents import VERSION, dataset_of, kinds_by_tag, plain_of
from axis_tracker.formats.migrations import STEPS, Step, migrate, migrated_record, route
from axis_tracker.testing import datasets

KINDS = kinds_by_tag()


def migrated(plain, steps):
    """The document after all steps, none of which refused anything."""
    current, _, problems = migrate(plain, steps)
    if problems:
        raise axt.ReadError(problems)
    return current


def renamed(fields, old, new):
    return {new if name == old else name: value for name, value in fields.items()}


def from_minus_one(collection, record):
    """Version 0 called articles documents."""
    return ("documents" if collection == "articles" else collection), record


def from_zero(collection, record):
    """Version 1 calls the label of places, items and actors their name, and takes no deaths without a summary."""
    if collection == "claims" and "summary" not in record:
        raise axt.InvalidValueError("a claim of version 0 had a gist", value=dict(record), path="gist")
    return collection, renamed(record, "label", "name")


def without_contact(frame):
    return {name: value for name, value in frame.items() if name != "contact"}


def without_articles(frame):
    return renamed(frame, "articles", "documents")


IMAGINARY = {**STEPS, -1: Step(from_minus_one, without_articles), 0: Step(from_zero, without_contact)}


def as_version(number, document):
    """The document as an imaginary older version has it."""
    old = {**document, "version": number}
    if number > 0:
        return old
    old["contact"] = "nobody"
    for name in ("actors", "places", "items"):
        if name in old:
            old[name] = [renamed(one, "name", "label") for one in old[name]]
    return renamed(old, "documents", "articles") if number < 0 else old


# The way


def test_the_present_version_needs_no_steps():
    assert route(VERSION, to=VERSION) == ()


def test_every_version_before_the_present_one_has_its_step():
    assert sorted(STEPS) == list(range(1, VERSION))


def test_the_way_is_the_steps_in_their_order():
    steps = {number: Step(lambda collection, record: (collection, record)) for number in range(1, 5)}
    assert route(2, to=4, steps=steps) == (steps[2], steps[3])
    assert route(4, to=4, steps=steps) == ()


def the_problem(version, **options):
    with pytest.raises(axt.ReadError) as caught:
        route(version, **options)
    (problem,) = caught.value.problems
    return problem


def test_a_newer_version_is_refused_with_both_versions_and_what_to_do():
    problem = the_problem(3, to=1, file="data.json")
    assert str(problem).startswith("data.json: version: 3: this release of axis-tracker (")
    assert "reads version 1 of the format" in problem.reason
    assert axt.__version__ in problem.reason
    assert "python -m pip install --upgrade axis-tracker" in problem.suggestion


def test_the_readable_versions_are_named():
    assert "reads versions -1 to 1 of" in the_problem(5, to=1, steps=IMAGINARY).reason


@pytest.mark.parametrize("version", [-2, -(10**30)])
def test_an_older_version_without_steps_is_refused(version):
    problem = the_problem(version, to=1, steps=IMAGINARY)
    assert problem.suggestion is None
    assert (problem.path, problem.value) == ("version", version)


@pytest.mark.parametrize("version", [None, True, 1.0, "1", [1], {}])
def test_what_is_no_number_of_a_version_is_refused(version):
    assert the_problem(version, to=1, steps=IMAGINARY).path == "version"


def test_a_gap_in_the_steps_is_no_way():
    assert the_problem(1, to=4, steps={1: IMAGINARY[0], 3: IMAGINARY[0]}).reason.endswith(
        "reads versions 3 to 4 of the format"
    )


# What is brought over


@pytest.mark.parametrize("number", [-1, 0])
@few
@given(dataset=datasets())
def test_a_dataset_in_an_older_version_is_the_same_dataset(number, dataset):
    old = as_version(number, json.loads(axt.dumps(dataset)))
    assert dataset_of(old, kinds=KINDS, steps=IMAGINARY) == dataset


@pytest.mark.parametrize("number", [-1, 0])
def test_record_by_record_gives_what_the_whole_gives(number):
    old = as_version(number, plain_document())
    way = route(number, to=VERSION, steps=IMAGINARY)
    gathered = {}
    for name, group in old.items():
        for record in group if isinstance(group, list) else ():
            collection, brought = migrated_record(name, record, way)
            gathered.setdefault(collection, []).append(brought)
    whole = migrated({name: one for name, one in old.items() if name not in ("format", "version")}, way)
    assert gathered == whole


def test_what_was_given_is_not_changed_and_a_step_cannot_change_it():
    old = as_version(0, plain_document())
    dataset_of(old, kinds=KINDS, steps=IMAGINARY)
    assert old == as_version(0, plain_document())

    def careless(collection, record):
        record["id"] = "x"
        return collection, record

    with pytest.raises(TypeError):
        migrated_record("actors", {"id": "kp"}, [Step(careless)])


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(("id", "label", "gist", "x")), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(("actors", "articles", "claims", "clams")), st.lists(PLAIN, max_size=3) | PLAIN))
def test_whatever_a_document_holds_is_brought_over_or_refused(plain):
    way = route(-1, to=1, steps=IMAGINARY)
    try:
        brought = migrated(plain, way)
    except axt.ReadError:
        return
    before = [one for group in plain.values() if isinstance(group, list) for one in group]
    after = [one for group in brought.values() if isinstance(group, list) for one in group]
    assert len(after) == len(before)
    assert sorted(repr(one) for one in after if not isinstance(one, dict)) == sorted(
        repr(one) for one in before if not isinstance(one, dict)
    )
    assert {str(one) for one in plain.values() if not isinstance(one, list)} <= {str(one) for one in brought.values()}


def test_an_empty_collection_is_brought_over_with_what_stands_around_the_records():
    way = route(-1, to=1, steps=IMAGINARY)
    assert migrated({"articles": [], "claims": []}, way) == {"documents": [], "claims": []}
    assert migrated({"articles": [], "documents": [{"id": "x"}]}, way) == {"documents": [{"id": "x"}]}


def test_records_that_a_step_refuses_are_reported_together_where_the_file_has_them():
    old = as_version(0, plain_document())
    for index in (1, 3):
        old["claims"][index] = renamed(old["claims"][index], "summary", "gist")
    with pytest.raises(axt.ReadError) as caught:
        dataset_of(old, kinds=KINDS, steps=IMAGINARY, file="old.json")
    assert [(one.path, one.file) for one in caught.value.problems] == [
        ("claims[1].gist", "old.json"),
        ("claims[3].gist", "old.json"),
    ]
    assert "cannot be migrated to the current version: a claim of version 0 had a gist" in str(caught.value)


def test_a_step_may_refuse_what_stands_around_the_collections():
    def frame(plain):
        raise axt.InvalidValueError("there was no contact in version 0", value=plain["contact"], path="contact")

    with pytest.raises(axt.ReadError, match=r"contact: 'nobody': cannot be migrated .* there was no contact"):
        dataset_of(as_version(0, plain_document()), kinds=KINDS, steps={**STEPS, 0: Step(from_zero, frame)})


def test_what_a_step_leaves_is_checked_like_any_document():
    old = as_version(0, plain_document())
    old["places"][0]["label"] = " x"
    with pytest.raises(axt.ReadError, match=r"places\[0\]\.name"):
        dataset_of(old, kinds=KINDS, steps=IMAGINARY)


def test_a_collection_cannot_take_the_place_of_something_else():
    plain = {"articles": [{"id": "x"}], "documents": "y"}
    with pytest.raises(axt.ReadError, match="documents: is both a collection of records and something else"):
        migrated(plain, route(-1, to=1, steps=IMAGINARY))


def test_a_long_text_of_an_older_version_is_brought_over_too():
    dataset = axt.loads(json.dumps(plain_document()))
    old = {**plain_of(dataset), "version": 0}
    old["actors"] = [renamed(one, "name", "label") for one in old["actors"]]
    text = json.dumps(old, indent=2, ensure_ascii=False) + "\n"
    with (
        mock.patch.object(migrations, "STEPS", IMAGINARY),
        mock.patch.object(json_format, "_LONG", 0),
        mock.patch.object(json_format, "_CHUNK", 1),
    ):
        assert axt.loads(text) == dataset
    with pytest.raises(axt.ReadError, match="version: 0: this release"):
        axt.loads(text)


# Every format


def as_lines(document):
    header = {name: value for name, value in document.items() if not isinstance(value, list)}
    records = [{name[:-1]: one} for name, group in document.items() if isinstance(group, list) for one in group]
    return "".join(f"{json.dumps(one)}\n" for one in (header, *records)).encode()


def as_toml(document):
    return importlib.import_module("tomli_w").dumps(document).encode()


ENCODED = {
    "json": lambda document: json.dumps(document).encode(),
    "jsonl": as_lines,
    "toml": as_toml,
    "toml-folder": as_toml,
    "yaml": lambda document: importlib.import_module("yaml").safe_dump(document, sort_keys=False).encode(),
    "msgpack": lambda document: importlib.import_module("msgpack").packb(document),
}
# The codecs of the present version read the columns of Parquet and Arrow. A version with other columns is refused.
every_format = pytest.mark.parametrize("name", ENCODED)
of_columns = pytest.mark.parametrize("name", sorted(set(axt.FORMATS) - set(ENCODED)))
every_version = pytest.mark.parametrize("number", range(-1, VERSION + 1))


@pytest.fixture
def imaginary_versions(monkeypatch):
    monkeypatch.setattr(migrations, "STEPS", IMAGINARY)


def file_of(document, name, tmp_path):
    """The document as a file, or as a folder, of a format; formats other than this package's write it."""
    chosen = axt.FORMATS[name]
    folder = chosen.layout is axt.Layout.FOLDER
    path = tmp_path / (f"data/all{axt.FORMATS['toml'].suffixes[0]}" if folder else f"data{chosen.suffixes[0]}")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(ENCODED[name](document))
    return path.parent if folder else path


@every_format
@every_version
@pytest.mark.usefixtures("imaginary_versions")
def test_every_format_reads_older_versions(name, number, tmp_path):
    present = plain_document()
    old = present if number == VERSION else as_version(number, present)
    assert axt.read(file_of(old, name, tmp_path)) == dataset_of(present, kinds=KINDS)


@every_format
@pytest.mark.usefixtures("imaginary_versions")
def test_every_format_reports_the_records_that_a_step_refuses_all_together(name, tmp_path):
    old = as_version(0, plain_document())
    for claim in old["claims"][:2]:
        claim["gist"] = claim.pop("summary")
    with pytest.raises(axt.ReadError) as caught:
        axt.read(file_of(old, name, tmp_path))
    assert [one.reason for one in caught.value.problems] == [
        "cannot be migrated to the current version: a claim of version 0 had a gist"
    ] * 2
    assert all(one.path.endswith("gist") and one.path.startswith("claim") for one in caught.value.problems)
    assert {one.file is not None for one in caught.value.problems} == {True}
    lines = [one.line for one in caught.value.problems]
    assert (None not in lines and lines[0] < lines[1]) == (name in ("jsonl", "toml", "toml-folder", "yaml"))


@every_format
def test_every_format_refuses_a_newer_version_by_its_number(name, tmp_path):
    with pytest.raises(axt.ReadError, match=rf"version: {VERSION + 1}: .* reads versions 1 to {VERSION} of the format"):
        axt.read(file_of({**plain_document(), "version": VERSION + 1}, name, tmp_path))


@of_columns
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (VERSION + 1, rf"version: {VERSION + 1}: .* reads versions .* to {VERSION} of the format"),
        (0, "version: 0: this release cannot read the columns of versions before 1"),
    ],
)
@pytest.mark.usefixtures("imaginary_versions")
def test_columns_of_another_version_are_refused_by_its_number(name, number, reason, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    metadata = {"format": "axis-tracker", "version": str(number)}
    table = pyarrow.table({"articles": ["a"]}).replace_schema_metadata(metadata)
    path = tmp_path / f"data{axt.FORMATS[name].suffixes[0]}"
    if name == "parquet":
        parquet.write_table(table, path)
    else:
        with pyarrow.ipc.new_file(str(path), table.schema) as writer:
            writer.write_table(table)
    with pytest.raises(axt.ReadError, match=reason):
        axt.read(path)


@of_columns
def test_columns_of_the_first_version_are_read(name, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = importlib.import_module("pyarrow.parquet")
    path = tmp_path / f"data{axt.FORMATS[name].suffixes[0]}"
    axt.write(axt.load(), path)
    table = parquet.read_table(path) if name == "parquet" else pyarrow.ipc.open_file(str(path)).read_all()
    # Version 1 had neither the claims that a claim supports nor the offices in which it is made.
    claims = table.column("claim").combine_chunks()
    kept = [field for field in claims.type if field.name not in ("supports", "speaking_for")]
    older = pyarrow.StructArray.from_arrays(
        [claims.field(field.name) for field in kept], fields=kept, mask=claims.is_null()
    )
    table = table.set_column(table.column_names.index("claim"), "claim", older)
    table = table.replace_schema_metadata({"format": "axis-tracker", "version": "1"})
    if name == "parquet":
        parquet.write_table(table, path)
    else:
        with pyarrow.ipc.new_file(str(path), table.schema) as writer:
            writer.write_table(table)
    assert axt.read(path) == axt.load()


@pytest.mark.usefixtures("imaginary_versions")
def test_records_of_an_older_version_come_one_by_one(tmp_path):
    path = file_of(as_version(-1, plain_document()), "jsonl", tmp_path)
    records = axt.iter_records(path)
    assert isinstance(next(records), axt.Actor)
    assert axt.Dataset(axt.iter_records(path)) == dataset_of(plain_document(), kinds=KINDS)


@pytest.mark.usefixtures("imaginary_versions")
def test_a_wrong_value_in_an_older_toml_file_has_its_line_and_its_present_name(tmp_path):
    old = as_version(-1, plain_document())
    old["articles"][0]["length"] = -1
    path = file_of(old, "toml", tmp_path)
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path)
    (wrong,) = (one for one in caught.value.problems if one.path == "documents[0].length")
    assert path.read_text().splitlines()[wrong.line - 1] == "length = -1"


@pytest.mark.usefixtures("imaginary_versions")
def test_a_document_table_of_an_older_version_keeps_its_bare_locators(tmp_path):
    old = as_version(-1, plain_document())
    (document,) = [
        one
        for one in old["articles"]
        if any(passage.startswith(f"{one['id']}#") for claim in old["claims"] for passage in claim.get("evidence", ()))
    ][:1]
    old["articles"].remove(document)
    for claim in old["claims"]:
        if "evidence" in claim:
            claim["evidence"] = [one.removeprefix(f"{document['id']}#") for one in claim["evidence"]]
    (tmp_path / "data.toml").write_bytes(as_toml({**old, "document": document}))
    assert axt.read(tmp_path / "data.toml") == dataset_of(plain_document(), kinds=KINDS)
