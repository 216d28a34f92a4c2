"""A folder of TOML files: read whole, in whatever order and shape it is written, or refused problem by problem."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st
from plain_data_strategies import mutated_documents, plain_document

import axis_tracker as axt
from axis_tracker.formats.documents import plain_of
from axis_tracker.formats.limits import DEFAULT_LIMITS
from axis_tracker.formats.toml_folder import read
from axis_tracker.testing import datasets

_DIGEST = "0123456789abcdef"
ACTOR = '[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n'
DOCUMENT = f"""
[document]
id = "report"
title = "A report"
published = 2024-11-29
dating = "printed"
length = 500
sha256 = "{"0" * 64}"
"""
VISIT = '[[events]]\nkind = "delegation"\nid = "visit"\nname = "Visit"\nvisitors = ["kp"]\nhost = "kp"\n'


def read_folder(folder):
    return read(folder, kinds=(), name=str(folder), limits=DEFAULT_LIMITS)


def toml_value(value):
    """A plain value in TOML; a JSON text is a TOML text, but for the character that only TOML wants escaped."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml_value(key)} = {toml_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def has_null(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is None or any(map(has_null, inner))


def toml_record(collection, record):
    return f"[[{collection}]]\n" + "".join(f"{key} = {toml_value(value)}\n" for key, value in record.items())


@pytest.fixture
def write(tmp_path):
    """A folder with files of the given texts."""

    def write_files(**texts):
        for name, text in texts.items():
            path = tmp_path / f"{name.replace('__', '/')}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write_files


def problems_of(folder):
    with pytest.raises(axt.ReadError) as caught:
        axt.read(folder)
    assert str(caught.value)
    return caught.value.problems


def places_of(folder):
    """Where the problems are: file, line and path."""
    return {(Path(one.file).relative_to(folder).as_posix(), one.line, one.path) for one in problems_of(folder)}


# What is right


@examples(30)
@given(st.data(), datasets())
def test_a_dataset_can_be_written_by_hand_in_any_order_over_any_files(tmp_path_factory, data, dataset):
    plain = plain_of(dataset)
    records = [toml_record(name, one) for name, group in plain.items() if isinstance(group, list) for one in group]
    names = ["a.toml", "b.toml", "c/d.toml", "c/e/f.toml"]
    texts = dict.fromkeys(names, "# nothing else\n")
    for record in data.draw(st.permutations(records)):
        texts[data.draw(st.sampled_from(names))] += record
    folder = tmp_path_factory.mktemp("data")
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    assert read_folder(folder) == dataset


def test_a_folder_says_the_same_as_the_json_that_it_compiles_to(write):
    plain = plain_document()
    records = [toml_record(name, one) for name in list(plain)[2:] for one in plain[name]]
    assert axt.read(write(everything="\n".join(records))) == axt.loads(json.dumps(plain))


def outcome(read, source):
    """The dataset, or None where it is refused: nothing else may happen."""
    try:
        return read(source)
    except axt.ReadError as error:
        said = error
    assert said.problems
    assert str(said)
    return None


@examples(100)
@given(mutated_documents().filter(lambda one: not has_null(one)), st.booleans())  # TOML has no null
def test_a_wrong_document_is_refused_in_toml_as_it_is_in_json(tmp_path_factory, document, as_document_file):
    collections = {**document, "format": "axis-tracker", "version": 2}
    expected = outcome(axt.loads, json.dumps(collections))
    del collections["format"], collections["version"]
    documents = collections.get("documents")
    if as_document_file and isinstance(documents, list) and documents and isinstance(documents[0], dict):
        collections = {**collections, "document": documents[0], "documents": documents[1:]}
    text = "".join(f"{toml_value(key)} = {toml_value(value)}\n" for key, value in collections.items())
    folder = tmp_path_factory.mktemp("data")
    (folder / "all.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    assert outcome(read_folder, folder) == expected


@pytest.mark.parametrize(
    "shape",
    [
        "evidence = 5",
        "evidence = [5, {}]",
        "evidence = []\nanswers = 5",
        'evidence = ["char=0,5;sha256=5"]\nid = "e"',
    ],
)
def test_in_a_document_file_claims_of_the_wrong_shape_are_refused(write, shape):
    folder = write(report=DOCUMENT + f"[[claims]]\n{shape}\n")
    assert {path for _, _, path in places_of(folder)} >= {"claims[0].event"}
    for wrong in ("claims = 5", "claims = [5]"):
        folder = write(report=wrong + DOCUMENT)
        assert {path.partition("[")[0] for _, _, path in places_of(folder)} == {"claims"}


@pytest.mark.parametrize("shape", ["5", "[5]", "[{}]", '[{ reason = "heading" }]', '{ reason = "heading" }'])
def test_in_a_document_file_uncoded_stretches_of_the_wrong_shape_are_refused(write, shape):
    folder = write(report=DOCUMENT + f"uncoded = {shape}\n")
    assert {(line, path.partition("[0].uncoded")[0]) for _, line, path in places_of(folder)} == {(9, "documents")}


@pytest.mark.parametrize("key", ["", "id = 5\n", "id = [5]\n"])
def test_a_document_needs_an_id(write, key):
    folder = write(report=DOCUMENT.replace('id = "report"\n', key))
    assert {path for _, _, path in places_of(folder)} == {"documents[0].id"}


def test_a_record_can_be_written_in_tables_dotted_keys_and_texts_of_several_lines(write):
    folder = write(
        actors='[["actors"]]\n"id" = "kp"\nname = \'North Korea\'\nkind = """\\\n   state"""\n'
        '[[actors.roles]]\nof = "ru"\n[[actors.roles]]\nof = "cn"\nduring = 2024-01-05\n'
        '[[actors]]\nid = "ru"\nname = "Russia"\nkind = "state"\n'
        '[[actors]]\nid = "cn"\nname = "China"\nkind = "state"\n',
        report=DOCUMENT
        + VISIT
        + '[[claims]]\nid = "c"\nevent = "visit"\nclaimants = [\n  "kp", # [\n]\nsummary = "A summary."\n'
        + 'made = "2024-11"\nmeasure.phase = "sent"\nmeasure.quantity = "over 5 trains"\n',
    )
    ds = axt.read(folder)
    assert [str(role.during) for role in ds.actors["kp"].roles] == ["None", "2024-01-05"]
    assert str(ds.claims["c"].measure) == "over 5 trains sent in total"
    assert str(ds.documents["report"].published) == "2024-11-29"


def test_a_document_file_holds_its_document_further_ones_and_their_claims(write):
    others = "".join(
        toml_record("documents", {**plain_document()["documents"][0], "id": key, "uncoded": [], "authors": []})
        for key in ("b", "a")
    ).replace('publisher = "hur"', 'publisher = "kp"')
    claim = '[[claims]]\nid = "c"\nevent = "visit"\nclaimants = ["kp"]\nsummary = "A summary."\nevidence = [\n  '
    claim += f'"char=0,5;sha256={_DIGEST}",\n  "a#char=0,5;sha256={_DIGEST}",\n]\n'
    uncoded = f'uncoded = [{{ passage = "char=7,9;sha256={_DIGEST}", reason = "heading" }}]\n'
    ds = axt.read(write(report=DOCUMENT + uncoded + others + claim, rest=ACTOR + VISIT))
    assert ds.documents.ids == ("a", "b", "report")
    assert ds.claims["c"].documents == ("report", "a")
    assert [str(one.passage) for one in ds.documents["report"].uncoded] == [f"report#char=7,9;sha256={_DIGEST}"]


def test_a_bare_locator_stands_in_no_document_outside_a_document_file(write):
    claim = '[[claims]]\nid = "c"\nevent = "visit"\nclaimants = ["kp"]\nsummary = "A summary."\n'
    claim += f'evidence = ["char=0,5;sha256={_DIGEST}"]\n'
    folder = write(report=DOCUMENT, rest=ACTOR + VISIT + claim)
    assert places_of(folder) == {("rest.toml", 16, "claims[0].evidence[0]")}


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_an_empty_file_says_nothing(write, text):
    assert axt.read(write(a=text)) == axt.Dataset()


def test_windows_line_ends_change_nothing(write):
    text = ACTOR + VISIT
    assert axt.read(write(a=text.replace("\n", "\r\n"))) == axt.read(write(a=text))


def test_only_toml_files_are_read(write):
    folder = write(a=ACTOR)
    (folder / "notes.txt").write_text("[[actors")
    (folder / "a.toml.bak").write_text("[[actors")
    (folder / "folder.toml").mkdir()
    assert axt.read(folder).actors.ids == ("kp",)


# What is wrong with the folder or a file as a whole


def test_a_folder_without_toml_files_is_refused(tmp_path):
    (problem,) = problems_of(tmp_path)
    assert (problem.reason, problem.file) == ("contains no .toml files", str(tmp_path))


def test_what_is_no_folder_is_refused(tmp_path):
    with pytest.raises(axt.ReadError, match="is not a folder"):
        read_folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (b'[[actors]]\n\nid = "\xff"\n', 3, "not UTF-8: invalid start byte at byte 18"),
        (ACTOR.encode("utf-16"), 1, "not UTF-8"),
        ("\ufeff" + ACTOR, 1, "byte order mark"),
        (ACTOR + "id = 5\nid", 5, "not TOML: Cannot overwrite a value"),
        (ACTOR + "\nkind\n", 6, "not TOML"),
        ('x = "abc\n', 1, "not TOML"),
        ('\nx = "abc', 2, "not TOML: Unterminated string"),
        ('\nx = """abc\n\n', 2, "not TOML: Unterminated string"),
        ("\n\nx = [1,\n\n\n", 3, "not TOML"),
        ("x = 2024-02-30\n", 1, "not TOML: Invalid date or datetime"),
        ('\nx = "\\ud800"\n', 2, "not TOML"),
        ("\nx = 'a\0b'\n", 2, "not TOML"),
        ("x = 1\r\ry = 2", 1, "not TOML"),
        ("x = " + "9" * 5_000, None, "not TOML: a number has too many digits"),
        ("x = " + "[" * 10_000 + "]" * 10_000, None, "nested too deeply"),
        ("x = " + "{a = " * 10_000 + "1" + "}" * 10_000, None, "nested too deeply"),
        (DOCUMENT.replace("[document]", "[[document]]"), 2, "one table"),
        ("\ndocument = 5\n", 2, "one table"),
        (DOCUMENT + "\n[documents]\nid = 5\n", 10, "a collection must be a list of records"),
        ("\n[actors]\nid = 5\n", 2, "a collection must be a list of records"),
        ("\n\nactors = 5\n", 3, "a collection must be a list of records"),
    ],
    ids=lambda value: None if isinstance(value, int) else ascii(value)[:40],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(write, text, line, reason):
    (problem,) = problems_of(write(a=text))
    assert reason in problem.reason
    assert (Path(problem.file).name, problem.line) == ("a.toml", line)


def test_what_an_unread_file_may_hold_is_not_missed(write):
    folder = write(a="[[actors", b=VISIT, c='[[items]]\nid = "X"\nname = "x"\n')
    assert places_of(folder) == {("a.toml", 1, ""), ("c.toml", 2, "items[0].id")}


def test_a_file_that_cannot_be_opened_is_an_error_of_the_system(write):
    folder = write(a=ACTOR)
    (folder / "b.toml").symlink_to("nowhere")
    with pytest.raises(FileNotFoundError):
        axt.read(folder)


# What is wrong with records: every problem of every file at once


def test_every_problem_of_every_file_is_reported_with_its_line_and_the_nearest(write):
    folder = write(
        actors='# who\n[[actors]]\nid = "KP"\nname = """North Korea"""\nkind = "stat"\naliases = [\n  "ok",\n'
        '  " no",\n]\n'
        '[[actors]]\nid = "ru"\nnmae = "Russia"\nkind = "state"\n[[actors.roles]]\nof = "ru"\n[[actors.roles]]\n'
        'title = "x"\n',
        events__visits=VISIT.replace("visitors", "vistors") + VISIT.replace("delegation", "delegatoin"),
        reports__report=DOCUMENT.replace("2024-11-29", "2024-11-29T10:00:00")
        + f'[[document.uncoded]]\npassage = "char=0,5;sha256={_DIGEST}"\nreason = "heading"\n'
        + '[[document.uncoded]]\npassage = "char=0,5"\nreason = "heading"\n'
        + '[[claims]]\nid = "c"\nevent = "visi"\nclaimants = ["ru"]\nsummary = "x"\nmade = 2024-11-29\n'
        + 'measure = { quantity = "over 5 trains", phase = "snet" }\n',
        others='[[itms]]\nid = "x"\n',
    )
    assert {(*place, one.suggestion) for place, one in zip_places(folder)} == {
        ("actors.toml", 3, "actors[0].id", "such as 'kp'"),
        ("actors.toml", 5, "actors[0].kind", "did you mean 'state'?"),
        ("actors.toml", 6, "actors[0].aliases[1]", "write 'no'"),
        ("actors.toml", 10, "actors[1].name", None),
        ("actors.toml", 12, "actors[1].nmae", "did you mean 'name'?"),
        ("actors.toml", 16, "actors[1].roles[1].of", None),
        ("events/visits.toml", 1, "events[0].visitors", None),
        ("events/visits.toml", 5, "events[0].vistors", "did you mean 'visitors'?"),
        ("events/visits.toml", 8, "events[1].kind", "did you mean 'delegation'?"),
        ("reports/report.toml", 5, "documents[0].published", None),
        ("reports/report.toml", 13, "documents[0].uncoded[1].passage", "run `axis-tracker locate` to get a locator"),
        (
            "reports/report.toml",
            21,
            "claims[0].measure.phase",
            "did you mean 'sent'?",
        ),
        ("others.toml", 1, "itms", "did you mean 'items'?"),
    }


def zip_places(folder):
    for one in problems_of(folder):
        yield (Path(one.file).relative_to(folder).as_posix(), one.line, one.path), one


def test_a_dangling_reference_is_reported_beside_what_cannot_be_read(write):
    folder = write(a=ACTOR + '[[items]]\nid = "X"\nname = "x"\n', b="\n" + VISIT.replace('"kp"]', '"kpp"]'))
    assert places_of(folder) == {("a.toml", 6, "items[0].id"), ("b.toml", 6, "events['visit'].visitors[0]")}
    suggestions = {one.path: one.suggestion for one in problems_of(folder)}
    assert suggestions["events['visit'].visitors[0]"] == "did you mean 'kp'?"


def test_what_does_not_hold_between_records_has_the_line_of_the_field(write):
    cycle = '[[items]]\nid = "a"\nname = "a"\nbroader = ["b"]\n\n[[items]]\nid = "b"\nname = "b"\nbroader = ["a"]\n'
    ((_, line, path),) = places_of(write(a=cycle))
    assert (path, line) in {("items['a'].broader[0]", 4), ("items['b'].broader[0]", 9)}


def test_an_id_that_stands_several_times_is_one_problem_with_every_place(write):
    folder = write(a=ACTOR + "\n" + ACTOR, b=ACTOR)
    (problem,) = problems_of(folder)
    assert (problem.path, problem.value) == ("actors['kp'].id", "kp")
    assert (problem.file, problem.line) == (str(folder / "b.toml"), 2)
    assert problem.reason.endswith(f"; also in {folder / 'a.toml'}:2, {folder / 'a.toml'}:7")


def test_records_of_an_array_in_brackets_have_the_line_of_the_array(write):
    folder = write(a='\nitems = [\n  { id = "a", name = "a" },\n  { id = "B", name = "b" },\n]\n')
    assert places_of(folder) == {("a.toml", 2, "items[1].id")}


def test_a_time_of_day_is_no_date(write):
    for text in ("10:00:00", "2024-11-29T10:00:00Z"):
        folder = write(a=DOCUMENT.replace("2024-11-29", text))
        assert places_of(folder) == {("a.toml", 5, "documents[0].published")}


@pytest.mark.parametrize(("value", "path"), [("1.5", "length"), ("true", "length"), ("nan", "length"), ("0x1F4", None)])
def test_a_length_is_a_whole_number(write, value, path):
    folder = write(a=DOCUMENT.replace("length = 500", f"length = {value}"))
    if path is None:
        assert axt.read(folder).documents["report"].length == 500
    else:
        assert places_of(folder) == {("a.toml", 7, f"documents[0].{path}")}


def test_a_number_beyond_all_bounds_is_refused_and_shown_short(write):
    folder = write(a=DOCUMENT.replace("length = 500", "length = 0x" + "F" * 5_000))
    assert places_of(folder) == {("a.toml", 7, "documents[0].length")}


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    (problem,) = problems_of(tmp_path)
    assert (problem.reason, problem.file) == (
        "is a folder, a pipe or a device, not a regular file",
        str(tmp_path / "pipe.toml"),
    )
