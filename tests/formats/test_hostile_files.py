"""Files made to do harm, or broken on the way: each is refused with its name and place, soon, in little memory."""

from __future__ import annotations

import ast
import gzip
import json
import os
import pickle
import resource
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st
from plain_data_strategies import plain_document
from processor_time import within

import axis_tracker as axt

DATASET = axt.loads(json.dumps(plain_document()))
HEADER = b'{"format":"axis-tracker","version":2}\n'
SOON = 5
"""Seconds of processor time in which even a slow machine has refused each of these files, which are small."""

FORMATS = tuple(axt.FORMATS)
PACKABLE = tuple(one.name for one in axt.FORMATS.values() if one.layout is not axt.Layout.FOLDER)
every_reader = pytest.mark.parametrize("name", FORMATS)
every_file_reader = pytest.mark.parametrize("name", PACKABLE)

posix_only = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in folders")


def place(folder, name, content, *, packed=False):
    """A file, or a folder with one file, that has this content in a format."""
    chosen = axt.FORMATS[name]
    if chosen.layout is axt.Layout.FOLDER:
        path = folder / "folder"
        path.mkdir(exist_ok=True)
        (path / "all.toml").write_bytes(content)
        return path
    path = folder / f"data{chosen.suffixes[0]}{'.gz' if packed else ''}"
    path.write_bytes(gzip.compress(content, mtime=0) if packed else content)
    return path


def written(folder, name):
    """The bytes of the dataset in a format; for a folder those of one file."""
    if axt.FORMATS[name].layout is axt.Layout.FOLDER:
        return written(folder, "toml")
    path = folder / f"written{axt.FORMATS[name].suffixes[0]}"
    axt.write(DATASET, path)
    return path.read_bytes()


def refusal(path, **asked):
    """The problems of a file, which is refused soon, each of them naming it."""
    error = within(SOON, lambda: error_of(axt.read, path, **asked))
    assert error.problems
    assert all(str(path) in str(one.file) for one in error.problems)
    assert len(str(error)) < 100_000
    return error.problems


def error_of(read, content, **asked):
    """The error with which a reader refuses something."""
    with pytest.raises(axt.ReadError) as refused:
        read(content, **asked)
    return refused.value


# What the bytes are

ENCODINGS = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32"),
    "Latin-1": lambda text: text.replace("North Korea", "Corée du Nord").encode("latin-1"),
    "UTF-8 with a byte order mark": lambda text: text.encode("utf-8-sig"),
    "a lone surrogate": lambda text: text.replace("North Korea", "North \ud800").encode("utf-8", "surrogatepass"),
    "an overlong slash": lambda text: text.encode().replace(b"North Korea", b"North\xc0\xafKorea"),
}


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", [one for one in FORMATS if one not in {"arrow", "msgpack", "parquet", "toml-folder"}])
def test_a_text_in_another_encoding_is_refused(tmp_path, name, encoding, packed):
    content = ENCODINGS[encoding](written(tmp_path, name).decode())
    (problem, *_) = refusal(place(tmp_path, name, content, packed=packed))
    assert problem.line is not None


@every_file_reader
@given(data=st.data())
def test_a_file_that_is_cut_off_anywhere_is_refused_or_looks_whole(tmp_path_factory, name, data):
    folder = tmp_path_factory.mktemp("cut")
    content = written(folder, name)
    path = place(folder, name, content[: data.draw(st.integers(0, len(content) - 1))])
    try:
        read = axt.read(path)
    except axt.ReadError:
        pass
    else:
        # What has no end mark of its own may end after any record. None is half there.
        assert name in {"jsonl", "toml", "yaml"} or path.read_bytes() == content.rstrip()
        there = {record.id: record for record in DATASET.records}
        assert {record.id for record in read.records} <= set(there)


@every_file_reader
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_empty_file_is_refused(tmp_path, name, packed):
    refusal(place(tmp_path, name, b"", packed=packed))


@every_file_reader
def test_a_packed_file_of_no_bytes_is_refused(tmp_path, name):
    path = place(tmp_path, name, b"", packed=True)
    path.write_bytes(b"")
    refusal(path)


# What the values are

VALUES = {
    "json": '{{"format":"axis-tracker","version":2,"actors":[{{"id":"a","name":"A","kind":"state",{}}}]}}',
    "jsonl": HEADER.decode().replace("{", "{{").replace("}", "}}")
    + '{{"actor":{{"id":"a","name":"A","kind":"state",{}}}}}\n',
    "yaml": "format: axis-tracker\nversion: 2\nactors: [{{id: a, name: A, kind: state, {}}}]\n",
}
TOML = "[[actors]]\nid = 'a'\nname = 'A'\nkind = 'state'\n{}\n"


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize(
    "field",
    [
        '"note": NaN',
        '"note": Infinity',
        '"note": -Infinity',
        '"note": 1e999999',
        f'"note": {"9" * 100_000}',
        f'"note": 0.{"9" * 100_000}',
        '"note": "a\\u0000b"',
        '"note": "\\ud800"',
        '"note": "one\\u2028two"',
        '"note": "\\u202egnirts a"',
        '"name": "B"',
        '"note": "e\\u0301"',
        f'"note": {"[" * 10_000}{"]" * 10_000}',
        f'"note": {"[" * 980}{"]" * 980}',
    ],
    ids=lambda field: f"{field[:24]} of {len(field)}",
)
def test_a_value_that_is_none_is_refused(tmp_path, name, field):
    if name == "yaml" and field.endswith(("NaN", "Infinity")):
        pytest.skip("without quotes these words are texts in YAML, by the rules of this package")
    refusal(place(tmp_path, name, VALUES[name].format(field).encode()))


@pytest.mark.parametrize("name", ["toml", "toml-folder"])
@pytest.mark.parametrize(
    "field",
    [
        "note = nan",
        "note = -inf",
        "note = 1e999999",
        f"note = {'9' * 100_000}",
        'note = "a\\u0000b"',
        'note = "\\ud800"',
        "name = 'B'",
        'note = "e\\u0301"',
        f"note = {'[' * 10_000}{']' * 10_000}",
        f"note = {'{a=' * 10_000}1{'}' * 10_000}",
        f"{'note.' * 20_000}note = 1",
        f"note = {{{'a.' * 20_000}a = 1}}",
        f"[{'a.' * 20_000}a]",
    ],
    ids=lambda field: f"{field[:24]} of {len(field)}",
)
def test_a_value_that_is_none_is_refused_in_toml(tmp_path, name, field):
    refusal(place(tmp_path, name, TOML.format(field).encode()))


MESSAGES = {
    "a list in a list, and so on": b"\x91" * 10_000 + b"\xc0",
    "a list in a field, and so on": b"\x83\xa6format\xacaxis-tracker\xa7version\x01\xa6actors\x91\x81\xa4kind"
    + b"\x91" * 990
    + b"\xc0",
    "a list that is said to be long": b"\xdd\xff\xff\xff\xff",
    "a text that is said to be long": b"\xdb\xff\xff\xff\xff",
    "bytes that are said to be many": b"\xc6\xff\xff\xff\xff",
    "a key that stands twice": b"\x82\xa1a\x01\xa1a\x02",
    "a key that is a number": b"\x81\x01\x02",
    "an extension": b"\xd4\x05\x00",
    "a time": b"\xd6\xff\x00\x00\x00\x00",
    "NaN": b"\x83\xa6format\xacaxis-tracker\xa7version\xcb\x7f\xf8\x00\x00\x00\x00\x00\x00",
    "a text that is not UTF-8": b"\x81\xa1a\xa1\xff",
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_bytes_that_are_no_dataset_are_refused_in_messagepack(tmp_path, message):
    refusal(place(tmp_path, "msgpack", message))


BOMBS = {
    "aliases that expand": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
    "an alias to itself": "a: &a [*a]\n",
    "a merge": "a: &a {x: 1}\nb: {<<: *a}\n",
    "a tag of Python": "a: !!python/object/apply:os.system ['true']\n",
    "a second document": "a: 1\n---\na: 2\n",
    "ten thousand lists": "- " * 10_000 + "\n",
    "ten thousand mappings": "".join("{a: " for _ in range(10_000)),
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_yaml_does_nothing_that_the_text_does_not_say(tmp_path, text):
    (problem, *_) = refusal(place(tmp_path, "yaml", text.encode()))
    assert problem.line is not None


@pytest.mark.parametrize("name", ["json", "jsonl", "yaml", "toml", "toml-folder"])
def test_a_key_that_stands_twice_is_refused(tmp_path, name):
    template = VALUES.get(name, TOML)
    separator = "\n" if template is TOML else ", "
    pair = "note = '{}'" if template is TOML else '"note": "{}"'
    content = template.format(separator.join((pair.format("a"), pair.format("b"))))
    (problem,) = refusal(place(tmp_path, name, content.encode()))
    assert problem.line is not None or "'note' appears twice" in problem.reason


# How much there is


def test_each_limit_is_reached_and_raising_it_lets_the_file_through(tmp_path):
    for name, limit in (
        *((one, "whole") for one in FORMATS if one != "jsonl"),
        ("jsonl", "stream"),
    ):
        path = place(tmp_path, name, written(tmp_path, name))
        size = sum(one.stat().st_size for one in path.iterdir()) if path.is_dir() else path.stat().st_size
        assert axt.read(path, limits=axt.Limits(**{limit: size})) == DATASET
        (problem,) = refusal(path, limits=axt.Limits(**{limit: size - 1}))
        assert f"more than {size - 1:,} bytes" in problem.reason
    path = place(tmp_path, "jsonl", written(tmp_path, "jsonl"))
    longest = max(map(len, path.read_bytes().splitlines()))
    assert axt.read(path, limits=axt.Limits(line=longest)) == DATASET
    (problem,) = refusal(path, limits=axt.Limits(line=longest - 1))
    assert problem.line is not None


def test_the_files_of_a_folder_count_together(tmp_path):
    folder = tmp_path / "folder"
    axt.write(DATASET, folder, "toml-folder")
    sizes = [path.stat().st_size for path in folder.rglob("*.toml")]
    assert max(sizes) < sum(sizes) - 1
    assert axt.read(folder, limits=axt.Limits(whole=sum(sizes))) == DATASET
    with pytest.raises(axt.ReadError, match="more than"):
        axt.read(folder, limits=axt.Limits(whole=sum(sizes) - 1))


@every_file_reader
def test_what_unpacks_to_more_than_the_limit_fills_no_memory(tmp_path, name):
    path = place(tmp_path, name, b"", packed=True)
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(64):
            file.write(b" " * (1 << 20))
    limits = axt.Limits(whole=1 << 20, stream=1 << 20, line=1 << 19)
    tracemalloc.start()
    try:
        refusal(path, limits=limits)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


@every_file_reader
def test_members_of_a_packed_file_are_read_as_one_and_what_follows_is_refused(tmp_path, name):
    content = written(tmp_path, name)
    path = place(tmp_path, name, b"", packed=True)
    path.write_bytes(gzip.compress(content[:100]) + gzip.compress(content[100:]))
    assert axt.read(path) == DATASET
    path.write_bytes(gzip.compress(content) + b"garbage")
    refusal(path)


def test_a_gigabyte_in_one_string_is_refused_where_the_limit_is(tmp_path):
    path = tmp_path / "data.jsonl"
    with path.open("wb") as file:
        file.write(HEADER + b'{"actor":{"id":"a","name":"')
        file.truncate(1 << 30)  # a file with a hole, which takes no room on the disk
    tracemalloc.start()
    try:
        (problem,) = refusal(path, limits=axt.Limits(line=1 << 20))
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()
    assert problem.line == 2
    assert "the line has more than 1,048,576 bytes" in problem.reason


SELF_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
import axis_tracker as axt
try:
    axt.read(sys.argv[1], limits=axt.Limits(whole=1 << 22))
except axt.ReadError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks for a limit of Linux")
@pytest.mark.parametrize("name", ["json", "yaml", "toml"])
def test_a_hole_of_a_gigabyte_is_refused_in_little_memory(tmp_path, name):
    path = place(tmp_path, name, b"")
    with path.open("wb") as file:
        file.truncate(1 << 30)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", SELF_LIMITED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=300)
    assert "contains more than 4,194,304 bytes" in done.stdout
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0


GROWING = {
    "references to nothing": lambda n: {
        "places": [{"id": f"place-{i}", "name": "P", "within": f"plice-{i}"} for i in range(n)]
    },
    "a long circle": lambda n: {
        "places": [{"id": f"p{i}", "name": "P", "within": f"p{i - 1 if i else n - 1}"} for i in range(n)]
    },
    "many circles": lambda n: {
        "items": [
            {"id": f"p{i}", "name": "P", "broader": [f"p{(i + step) % n}" for step in (1, 2, 3)]} for i in range(n)
        ]
    },
    "one id many times": lambda n: {"places": [{"id": "p", "name": "P"} for _ in range(n)]},
    "unknown fields": lambda n: {"places": [{"id": "p", "name": "P", **{f"nam{i}": 1 for i in range(n)}}]},
    "unknown collections": lambda n: {f"place{i}": [] for i in range(n)},
    "a reference that stands twice": lambda n: {
        "items": [{"id": "p", "name": "P", "broader": [*(f"q{i}" for i in range(n)), f"q{n - 1}"]}]
    },
    "a scheme that stands twice": lambda n: {
        "items": [{"id": "p", "name": "P", "identifiers": [*(f"s{i}:x" for i in range(n)), f"s{n - 1}:y"]}]
    },
    "a long id that is near another": lambda n: {
        "places": [{"id": "ab" * n, "name": "P"}, {"id": "q", "name": "P", "within": "ba" * n}]
    },
}


@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING)
def test_what_is_wrong_many_times_is_told_in_time(make):
    text = json.dumps({"format": "axis-tracker", "version": 2, **make(4_000)})
    shown = within(SOON, lambda: [str(one) for one in error_of(axt.loads, text).problems])
    assert shown
    assert sum(map(len, shown)) < 4_000_000


def test_a_key_that_stands_twice_among_many_is_found_in_time():
    text = "{" + ",".join(f'"k{i}":1' for i in range(50_000)) + ',"k49999":1}'
    assert "'k49999' appears twice" in str(within(SOON, lambda: error_of(axt.loads, text)))


# What stands where a file should be


@pytest.mark.parametrize("name", PACKABLE)
def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path, name):
    path = tmp_path / f"data{axt.FORMATS[name].suffixes[0]}"
    path.mkdir()
    if name == "toml":
        refusal(path)
    else:
        with pytest.raises((axt.ReadError, IsADirectoryError)):
            axt.read(path, format=name)


@posix_only
@every_file_reader
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_pipe_is_not_waited_for(tmp_path, name, suffix):
    path = tmp_path / f"data{axt.FORMATS[name].suffixes[0]}{suffix}"
    os.mkfifo(path)
    (problem,) = refusal(path)
    assert "not a regular file" in problem.reason


@posix_only
@every_file_reader
def test_a_device_is_not_read(tmp_path, name):
    path = tmp_path / f"data{axt.FORMATS[name].suffixes[0]}"
    path.symlink_to("/dev/zero")
    (problem,) = refusal(path)
    assert "not a regular file" in problem.reason


LINKS = {
    "to a file outside": "../outside.toml",
    "to a file of the system": "/etc/passwd",
    "to a device": "/dev/zero",
    "to a folder outside": "..",
    "to the folder itself": ".",
    "to nothing outside": "../nothing.toml",
}


@posix_only
@pytest.mark.parametrize("target", LINKS.values(), ids=LINKS)
def test_a_link_that_leads_out_of_a_folder_is_refused(tmp_path, target):
    folder = tmp_path / "folder"
    axt.write(DATASET, folder, "toml-folder")
    (tmp_path / "outside.toml").write_text('[[actors]]\nid = "secret"\nname = "Secret"\nkind = "state"\n')
    (folder / "link.toml").symlink_to(target)
    (problem,) = refusal(folder)
    assert Path(problem.file).name == "link.toml"
    assert "root:" not in str(problem)


@posix_only
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    folder = tmp_path / "folder"
    axt.write(DATASET, folder, "toml-folder")
    os.mkfifo(folder / "pipe.toml")
    (problem,) = refusal(folder)
    assert "not a regular file" in problem.reason


@posix_only
def test_links_that_lead_to_one_another_are_an_error_of_the_system(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.toml").symlink_to("b.toml")
    (folder / "b.toml").symlink_to("a.toml")
    with pytest.raises((axt.ReadError, OSError)):
        axt.read(folder)


@posix_only
def test_a_folder_may_itself_be_a_link_and_hold_links_that_stay_in_it(tmp_path):
    real = tmp_path / "real"
    real.mkdir()
    (real / "actors.txt").write_text('[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n')
    (real / "actors.toml").symlink_to("actors.txt")
    link = tmp_path / "link"
    link.symlink_to(real)
    assert axt.read(link).counts["actors"] == 1


def test_a_file_that_grows_while_it_is_read_gives_what_is_there_or_is_refused(tmp_path):
    path = place(tmp_path, "jsonl", written(tmp_path, "jsonl"))
    content = path.read_bytes()
    records = axt.iter_records(path)
    first = next(records)
    with path.open("ab") as file:
        file.write(b'{"actor":{"id":"late","name":"Late","kind":"state"}}\n')
    assert [first, *records][-1].id in {"late", list(axt.iter_records(path))[-2].id}
    path.write_bytes(content)
    records = axt.iter_records(path)
    next(records)
    with path.open("ab") as file:
        file.write(b'{"actor":{"id":"late",')
    with pytest.raises(axt.ReadError) as refused:
        list(records)
    assert [one.line for one in refused.value.problems] == [content.count(b"\n") + 1]


def test_a_file_that_shrinks_while_it_is_read_is_refused_at_the_line_that_was_cut(tmp_path):
    long = b"".join(b'{"actor":{"id":"a%d","name":"A","kind":"state"}}\n' % number for number in range(20_000))
    path = place(tmp_path, "jsonl", HEADER + long)
    records = axt.iter_records(path)
    next(records)
    with path.open("rb+") as file:
        file.truncate(500_005)
    with pytest.raises(axt.ReadError) as refused:
        list(records)
    assert refused.value.problems[0].line > 1


# Names that become the names of files

NAMES = ("../x", "..", "a/b", "a\\b", "/etc/passwd", "c:", "a.toml", "a\0", "con.toml", "~", "-rf", "", " ", "a b", "A")
LOOKALIKES = ("\u0430ctor", "a\u0301", "\xe1", "\uff41", "\u0131d", "a\u200b", "\u2170", "\u0661", "a\u2010b", "\u212a")


@pytest.mark.parametrize("key", [*NAMES, *LOOKALIKES])
def test_an_id_is_ascii_and_leads_nowhere_in_a_file_system(key):
    with pytest.raises(axt.InvalidValueError, match="id"):
        axt.Actor(id=key, name="A", kind="state")


@examples(25)
@given(
    key=st.from_regex(r"\A[a-z0-9]+(?:[-_][a-z0-9]+)*\Z") | st.sampled_from(["con", "aux", "com1", "nul", "a" * 300])
)
def test_whatever_the_id_of_a_document_all_that_is_written_stays_in_the_folder(tmp_path_factory, key):
    room = tmp_path_factory.mktemp("names")
    document = axt.Document(id=key, title="T", published="2024", dating="printed", length=9, sha256="0" * 64)
    dataset = axt.Dataset([document])
    axt.write(dataset, room / "folder", "toml-folder")
    there = {path.relative_to(room).parts for path in room.rglob("*") if path.is_file()}
    assert all(parts[0] == "folder" for parts in there)
    assert there <= {
        ("folder", ".written-by-axis-tracker"),
        ("folder", "actors.toml"),
        ("folder", "documents.toml"),
        ("folder", "documents", f"{key}.toml"),
    }
    reserved = {"con", "aux", "prn", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
    assert not {parts[-1].partition(".")[0] for parts in there} & reserved
    assert axt.read(room / "folder") == dataset


@pytest.mark.parametrize("name", ["Coree\u0301", "\u1100\u1161", "A\u030a", "\u212b", "\u2126"])
def test_a_name_is_in_normal_form_c(name):
    with pytest.raises(axt.InvalidValueError, match="normal form C"):
        axt.Actor(id="a", name=name, kind="state")


# Nothing is half written


@pytest.mark.parametrize("old", [None, b"what stood there"], ids=["a new file", "a file that is there"])
def test_records_that_are_refused_half_way_write_nothing(tmp_path, old):
    source = place(tmp_path, "jsonl", written(tmp_path, "jsonl") + b'{"actor":')
    target = tmp_path / "target.jsonl.gz"
    if old is not None:
        target.write_bytes(old)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(axt.ReadError):
        axt.write_records(axt.iter_records(source), target)
    assert sorted(tmp_path.rglob("*")) == before
    assert (target.read_bytes() if target.exists() else None) == old


# Nothing is loaded that could run

PICKLES = frozenset(("pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"))


def test_no_module_of_the_package_imports_what_runs_what_it_reads():
    sources = list(Path(axt.__file__).parent.rglob("*.py"))
    assert len(sources) > 50
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.partition(".")[0] for name in names} & PICKLES, path


@every_reader
def test_a_pickle_is_no_dataset_in_any_format(tmp_path, name):
    refusal(place(tmp_path, name, pickle.dumps(DATASET)))


def test_a_dataset_that_a_program_pickles_for_itself_comes_back_equal():
    assert pickle.loads(pickle.dumps(DATASET)) == DATASET


def test_errors_that_a_program_pickles_for_itself_say_the_same():
    with pytest.raises(axt.ReadError) as refused:
        axt.loads("[]", file="data.json")
    error = refused.value
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.problems) == (type(error), str(error), error.problems)
