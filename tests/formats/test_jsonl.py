"""JSON Lines: a record a line, in as little memory as one record takes, and every error with its line."""

from __future__ import annotations

import contextlib
import gzip
import json
import sys
import tracemalloc
from unittest import mock

import pytest
from example_counts import examples
from hypothesis import given
from plain_data_strategies import mutated_documents, plain_document

import axis_tracker as axt
from axis_tracker.testing import datasets

HEADER = '{"format":"axis-tracker","version":2}\n'
ACTOR = '{"actor":{"id":"kp","name":"North Korea","kind":"state"}}\n'


@contextlib.contextmanager
def without_orjson():
    with mock.patch.dict(sys.modules, {"orjson": None}):
        yield


parsers = pytest.mark.parametrize("parser", [contextlib.nullcontext, without_orjson], ids=["orjson", "no orjson"])


@pytest.fixture
def write(tmp_path):
    """A file of the given lines after the header."""

    def write_file(*lines, header=HEADER):
        path = tmp_path / "data.jsonl"
        path.write_bytes("".join((header, *lines)).encode("utf-8", "surrogatepass"))
        return path

    return write_file


def problems_of(path, **options):
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path, **options)
    assert str(caught.value)
    assert {one.file for one in caught.value.problems} == {str(path)}
    return caught.value.problems


def the_problem(path, **options):
    (problem,) = problems_of(path, **options)
    return problem


# What it looks like


def test_a_line_says_what_kind_of_record_it_is_before_the_record(tmp_path):
    path = tmp_path / "data.ndjson"
    axt.write(axt.Dataset([axt.Actor(id="kp", name="North Korea", kind="state")]), path)
    assert path.read_text() == HEADER + ACTOR


@examples(25)
@given(datasets())
def test_each_line_holds_what_the_record_is_in_json(tmp_path_factory, dataset):
    path = tmp_path_factory.mktemp("data") / "data.jsonl"
    axt.write(dataset, path)
    header, *lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    gathered = dict(header)
    for line in lines:
        ((word, record),) = line.items()
        gathered.setdefault(f"{word}s", []).append(record)
    assert gathered == json.loads(axt.dumps(dataset))


@examples(25)
@given(datasets())
def test_the_bytes_are_the_same_without_orjson(tmp_path_factory, dataset):
    folder = tmp_path_factory.mktemp("data")
    axt.write(dataset, folder / "with.jsonl")
    with without_orjson():
        axt.write(dataset, folder / "without.jsonl")
        assert axt.read(folder / "with.jsonl") == dataset
    assert (folder / "with.jsonl").read_bytes() == (folder / "without.jsonl").read_bytes()


def test_numbers_beyond_64_bits_and_small_fractions_are_the_same_bytes_without_orjson(tmp_path):
    document = plain_document()
    document["claims"][0]["measure"]["quantity"] = {"low": 2**70, "unit": "shells"}
    document["places"][0]["coordinates"] = [1e-7, -0.1]
    dataset = axt.loads(json.dumps(document))
    axt.write(dataset, tmp_path / "with.jsonl")
    with without_orjson():
        axt.write(dataset, tmp_path / "without.jsonl")
    assert (tmp_path / "with.jsonl").read_bytes() == (tmp_path / "without.jsonl").read_bytes()
    assert axt.read(tmp_path / "with.jsonl") == dataset


@parsers
def test_the_spelling_of_the_json_does_not_matter(write, parser):
    with parser():
        spaced = write('{ "actor" : {"name": "North Kor\\u0065a", "kind": "state", "id": "kp"}}\r\n')
        assert axt.read(spaced).actors["kp"].name == "North Korea"
        assert axt.read(write(ACTOR.rstrip())).actors.ids == ("kp",)


# Record by record


def test_records_come_in_the_order_of_the_file_and_go_out_in_the_order_given(tmp_path):
    records = list(axt.load().records)[::-1]
    axt.write_records(iter(records), tmp_path / "a.jsonl.gz")
    assert list(axt.iter_records(tmp_path / "a.jsonl.gz")) == records
    assert axt.read(tmp_path / "a.jsonl.gz") == axt.load()


def test_what_was_right_before_a_wrong_line_is_given(write):
    path = write(ACTOR, ACTOR.replace('state"', 'stat"').replace("North", " North"), ACTOR)
    records = axt.iter_records(path)
    assert next(records).id == "kp"
    with pytest.raises(axt.ReadError) as caught:
        next(records)
    assert {(one.file, one.line, one.path, one.suggestion) for one in caught.value.problems} == {
        (str(path), 3, "actor.kind", "did you mean 'state'?"),
        (str(path), 3, "actor.name", "write 'North Korea'"),
    }


def test_further_kinds_are_given_record_by_record(tmp_path, foreign_kind):
    event = foreign_kind(id="clash", name="Clash", place="russia", calibre=152)
    axt.write_records([event], tmp_path / "a.jsonl")
    assert list(axt.iter_records(tmp_path / "a.jsonl", kinds=[foreign_kind])) == [event]


def peak_of(action):
    tracemalloc.start()
    action()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("name", ["data.jsonl", "data.jsonl.gz"])
def test_memory_does_not_grow_with_the_number_of_records(tmp_path, name):
    def items(count):
        return (axt.Item(id=f"item-{number}", name="an item " * 40 + "more") for number in range(count))

    def there_and_back(count):
        path = tmp_path / name
        writing = peak_of(lambda: axt.write_records(items(count), path))
        reading = peak_of(lambda: sum(1 for _ in axt.iter_records(path)))
        return writing, reading

    there_and_back(1_000)  # what is made once
    few, many = there_and_back(1_000), there_and_back(5_000)
    assert all(large < small + 50_000 for small, large in zip(few, many, strict=True)), (few, many)


def test_a_format_that_does_not_stream_is_refused(tmp_path):
    (tmp_path / "data.json").write_text("mine")
    for action in (
        lambda: axt.iter_records(tmp_path / "data.json"),
        lambda: axt.write_records([], tmp_path / "data.json"),
    ):
        with pytest.raises(axt.FormatError, match="json cannot be read or written record by record") as caught:
            action()
        assert "jsonl" in caught.value.problems[0].suggestion
    assert (tmp_path / "data.json").read_text() == "mine"


# What is refused


@parsers
def test_all_problems_of_all_lines_are_reported_together_each_with_its_line(write, parser):
    path = write(
        ACTOR.replace("kind", "knid"),
        '{"actr":{}}\n',
        '{"actor":{"id":"ru","name":"Russia","kind":"state"}}\n',
        '{"event":{"kind":"arms-transfr","id":"e"}}\n',
        '{"claim":5}\n',
        '{"claim":{"id":"c","event":"e","claimants":["ru","us"],"summary":"A claim.","made":"2024"}}\n',
    )
    with parser():
        problems = problems_of(path)
    assert {(one.line, one.path, one.suggestion) for one in problems} == {
        (2, "actor.kind", None),
        (2, "actor.knid", "did you mean 'kind'?"),
        (3, "", "did you mean 'actor'?"),
        (5, "event.kind", "did you mean 'arms-transfer'?"),
        (6, "claim", None),
        (7, "claims['c'].claimants[1]", None),
    }


NOT_A_RECORD = {
    "an empty line": ("\n", "the line is empty"),
    "a list": ('["actor",{}]\n', "one key"),
    "two records": ('{"actor":{},"item":{}}\n', "one key"),
    "none": ("{}\n", "one key"),
    "cut off": (ACTOR[:-9], "not JSON"),
    "two records without a key": ("{},{}\n", "not JSON"),
    "a repeated word": ('{"actor":{},"actor":{}}\n', "'actor' appears twice"),
    "a repeated field": (ACTOR.replace('"id"', '"id":"kp","id"'), "'id' appears twice"),
    "NaN": ('{"place":{"id":"p","name":"P","coordinates":[NaN,1]}}\n', "NaN"),
    "a number without end": ('{"document":{"length":' + "9" * 5_000 + "}}\n", "digits"),
    "deep lists": ('{"actor":' + "[" * 100_000 + "\n", "nested too deeply"),
    "a byte order mark": ("\ufeff" + ACTOR, "byte order mark"),
    "a surrogate": (ACTOR.replace("North", "\ud800"), "not UTF-8"),
}


@parsers
@pytest.mark.parametrize(("line", "reason"), NOT_A_RECORD.values(), ids=NOT_A_RECORD.keys())
def test_a_line_that_is_no_record_is_refused_with_its_line(write, parser, line, reason):
    with parser():
        problem = the_problem(write(ACTOR, line))
    assert reason in problem.reason
    assert problem.line == 3


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("", "the first line must be the header"),
        ("\n", "the first line must be the header"),
        ("{}\n", "the name of the format must be"),
        (HEADER.replace("2", "3"), "reads versions 1 to 2"),
        (HEADER.replace("}", ',"actors":[]}'), "must contain only a format and a version"),
        ("[]\n", "a dataset must be an object"),
        ("\ufeff" + HEADER, "byte order mark"),
        (HEADER.replace("2", "2,"), "not JSON"),
    ],
)
def test_the_first_line_is_the_header(write, header, reason):
    problem = the_problem(write(header=header))
    assert reason in problem.reason
    assert problem.line == 1


def test_records_that_do_not_fit_together_are_a_problem_of_their_line(write):
    event = '{"event":{"kind":"agreement","id":"pact","name":"A pact","parties":["kp","ru"]}}\n'
    problem = the_problem(write(ACTOR, event))
    assert (problem.line, problem.path) == (3, "events['pact'].parties[1]")


def outcome(action):
    """The dataset, or None where it is refused: nothing else may happen."""
    try:
        return action()
    except axt.ReadError as error:
        said = error
    assert said.problems
    assert str(said)
    return None


@examples(50)
@given(mutated_documents())
def test_a_wrong_document_is_refused_line_by_line_as_it_is_as_a_whole(tmp_path_factory, document):
    collections = {key: value for key, value in document.items() if key not in ("format", "version")}
    if not all(isinstance(group, list) and name.isascii() for name, group in collections.items()):
        return
    lines = [json.dumps({name.removesuffix("s"): one}) for name, group in collections.items() for one in group]
    path = tmp_path_factory.mktemp("data") / "data.jsonl"
    path.write_text("".join((HEADER, *(f"{line}\n" for line in lines))))
    whole = json.dumps({"format": "axis-tracker", "version": 2, **collections})
    assert outcome(lambda: axt.read(path)) == outcome(lambda: axt.loads(whole))


# Packed, and too large


def test_packed_bytes_carry_neither_a_time_nor_a_name(tmp_path):
    axt.write(axt.load(), tmp_path / "a.jsonl.gz")
    axt.write(axt.load(), tmp_path / "another-name.jsonl.gz")
    content = (tmp_path / "a.jsonl.gz").read_bytes()
    assert content == (tmp_path / "another-name.jsonl.gz").read_bytes()
    assert content[3:8] == bytes(5)  # RFC 1952, 2.3: no flags, so no name; the time is 0
    axt.write(axt.load(), tmp_path / "a.jsonl")
    assert gzip.decompress(content) == (tmp_path / "a.jsonl").read_bytes()


DAMAGE = {
    "cut off": lambda content: content[:-20],
    "hardly begun": lambda content: content[:5],
    "something before it": lambda content: b"x" + content,
    "something after it": lambda content: content + b"x",
    "something else": lambda _: b"x",
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_packed_file_that_is_damaged_is_refused(tmp_path, damage):
    path = tmp_path / "a.jsonl.gz"
    axt.write(axt.load(), path)
    path.write_bytes(damage(path.read_bytes()))
    assert "is not a complete gzip file" in the_problem(path).reason


def test_a_packed_file_with_one_bit_turned_is_refused(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    axt.write(axt.load(), path)
    content = bytearray(path.read_bytes())
    for at in range(10, len(content), 997):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert problems_of(path)


@pytest.mark.parametrize("name", ["bomb.jsonl.gz", "bomb.json.gz"])
def test_what_unpacks_to_more_than_the_limit_is_refused_in_little_memory(tmp_path, name):
    path = tmp_path / name
    with gzip.GzipFile(path, "wb") as file:
        file.write(HEADER.encode())
        for _ in range(50):
            file.write(b" " * 1_000_000)
    limits = axt.Limits(whole=1_000_000, stream=1_000_000, line=100_000)

    def refused():
        with pytest.raises(axt.ReadError, match="more than"):
            axt.read(path, limits=limits)

    assert peak_of(refused) < 5_000_000


def test_a_line_that_is_too_long_is_refused(write):
    path = write(ACTOR, ACTOR.replace("North", "N" * 5_000))
    problem = the_problem(path, limits=axt.Limits(line=1_000))
    assert problem.line == 3
    assert "more than 1,000 bytes" in problem.reason


def test_a_file_of_just_the_limit_is_read(tmp_path):
    path = tmp_path / "a.json"
    axt.write(axt.load(), path)
    size = path.stat().st_size
    assert axt.read(path, limits=axt.Limits(whole=size)) == axt.load()
    with pytest.raises(axt.ReadError, match=f"contains more than {size - 1:,} bytes"):
        axt.read(path, limits=axt.Limits(whole=size - 1))


def test_a_file_that_is_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # no such bytes are on the disk

    def refused():
        with pytest.raises(axt.ReadError, match="contains more than 536,870,912 bytes"):
            axt.read(path)

    assert peak_of(refused) < 1_000_000


@pytest.mark.parametrize("value", [0, -1, True, 1.5, "1", None])
def test_a_limit_is_a_whole_number_of_bytes(value):
    with pytest.raises(axt.InvalidValueError):
        axt.Limits(line=value)
