"""The table of formats: which one a path has, and those that other distributions add."""

from __future__ import annotations

import ast
import importlib.metadata
from pathlib import Path

import pytest

import axis_tracker as axt
from axis_tracker.formats import registry
from axis_tracker.formats.canonical import dataset_of, kinds_by_tag, plain_of
from axis_tracker.formats.registry import format_for, known_formats, module_of

CSV = axt.Format(name="lines", meaning="a line", module=__name__, suffixes=(".lines", ".lines.txt"))


def read(source, *, kinds, name, limits):
    """The module of the format above is this one."""
    return dataset_of(ast.literal_eval(source.read().decode()), kinds=kinds_by_tag(kinds), file=name)


def write(dataset, target):
    target.write(repr(plain_of(dataset)).encode())


@pytest.fixture
def installed(monkeypatch):
    """Other distributions that give formats: a dotted name and what it stands for, each."""

    def install(**formats):
        class Point:
            def __init__(self, name, value):
                self.name, self.value, self._value = name, f"other.{name}:FORMAT", value

            def load(self):
                return self._value

        points = [Point(name, value) for name, value in formats.items()]

        def entry_points(*, group):
            assert group == "axis_tracker.formats"
            return points

        monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)

    return install


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.json", "json"),
        ("a.b.json.gz", "json"),
        ("folder/a.jsonl", "jsonl"),
        ("a.ndjson.gz", "jsonl"),
        ("a.json/", "toml-folder"),
        (Path("b.json"), "json"),
    ],
    ids=str,
)
def test_the_suffix_says_the_format(path, name):
    assert format_for(path).name == name


def test_a_named_format_wins_over_the_suffix(tmp_path):
    path = tmp_path / "data.txt"
    axt.write(axt.load(), path, "jsonl")
    assert path.read_text().startswith('{"format":"axis-tracker","version":2}\n')
    assert axt.read(path, format="jsonl") == axt.read(path, format=axt.FORMATS["jsonl"]) == axt.load()
    with pytest.raises(axt.ReadError, match="not JSON"):
        axt.read(path, format="json")


def test_a_folder_of_toml_is_named_toml_too(tmp_path):
    (tmp_path / "a.toml").write_text('[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n')
    for name in (None, "toml", "toml-folder"):
        assert axt.read(tmp_path, format=name).actors.ids == ("kp",)


@pytest.mark.parametrize(
    ("path", "name", "near"),
    [
        ("a.jsno", None, "'.json'"),
        ("a.jsnl.gz", None, "'.jsonl'"),
        ("a", None, "the formats are json (.json), jsonl (.jsonl, .ndjson)"),
        ("a.csv", None, "`axis-tracker tables`"),
        ("a.xlsx", None, "write_tables"),
        ("a.sqlite", None, "or pass format="),
        (".json", None, "the formats are"),
        ("a.json", "jsonn", "'json'"),
        ("a.json", "", "the formats are json"),
        ("a.json", 5, "the formats are json"),
    ],
)
def test_an_unknown_format_is_refused_with_the_nearest_and_all_there_are(path, name, near):
    with pytest.raises(axt.FormatError) as caught:
        format_for(path, name)
    (problem,) = caught.value.problems
    assert near in problem.suggestion
    assert all(one in problem.suggestion for one in axt.FORMATS)
    assert problem.file == path
    assert isinstance(caught.value, axt.ReadError)
    assert isinstance(caught.value, axt.WriteError)


def test_the_table_is_in_order():
    suffixes = [suffix for one in axt.FORMATS.values() for suffix in one.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    for name, one in axt.FORMATS.items():
        assert one.name == name
        assert (one.layout is axt.Layout.FOLDER) is not bool(one.suffixes)
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in one.suffixes)
        module = module_of(one)
        assert callable(module.read)
        assert callable(module.write)
        assert hasattr(module, "iter_records") == hasattr(module, "write_records") == one.streams
    with pytest.raises(TypeError):
        axt.FORMATS["mine"] = CSV


# Other distributions


def test_other_distributions_are_not_asked_for_what_is_ours(monkeypatch, tmp_path):
    monkeypatch.setattr(registry, "known_formats", pytest.fail)
    axt.write(axt.load(), tmp_path / "a.json")
    axt.write(axt.load(), tmp_path / "a", "jsonl")
    axt.read(tmp_path / "a.json")


@pytest.mark.parametrize("name", ["data.lines", "data.lines.gz", "data.lines.txt"])
def test_a_format_of_another_distribution_is_read_and_written(installed, tmp_path, name):
    installed(lines=CSV)
    axt.write(axt.load(), tmp_path / name)
    assert axt.read(tmp_path / name) == axt.read(tmp_path / name, "lines") == axt.load()
    assert list(known_formats()) == [*axt.FORMATS, "lines"]
    assert "lines (.lines, .lines.txt)" in str(_refusal("a.x"))


def _refusal(path):
    with pytest.raises(axt.FormatError) as caught:
        format_for(path)
    return caught.value


def test_a_format_with_a_name_or_suffix_that_is_taken_is_refused(installed):
    other = {"module": "other", "meaning": "another"}
    installed(
        a=axt.Format(name="json", suffixes=(".x",), **other),
        b=axt.Format(name="b", suffixes=(".jsonl",), **other),
        c=axt.Format(name="c", suffixes=(".c",), **other),
        d=axt.Format(name="c", suffixes=(".c", ".d"), **other),
        e=axt.Format(name="e", suffixes=(".long.json",), **other),
        f="no format",
    )
    said = {(one.path, one.reason) for one in _refusal("a.x").problems}
    assert said == {
        ("other.a:FORMAT", "another format has the name 'json'"),
        ("other.b:FORMAT", "another format has the suffix '.jsonl' (jsonl)"),
        ("other.d:FORMAT", "another format has the name 'c', the suffix '.c' (c)"),
        ("other.e:FORMAT", "another format has the suffix '.json' (json)"),
        ("other.f:FORMAT", "the entry point must offer a Format"),
    }


def test_a_module_of_a_format_gets_what_its_description_says(installed, tmp_path, foreign_kind):
    given = {}

    class Module:
        @staticmethod
        def read(source, **options):
            given.update(options, kinds=[*options["kinds"]], content=source.read())
            return axt.Dataset()

    installed(lines=CSV)
    (tmp_path / "a.lines").write_bytes(b"content")
    limits = axt.Limits(line=5)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("axis_tracker.formats.files.module_of", lambda _: Module)
        axt.read(tmp_path / "a.lines", kinds=[foreign_kind], limits=limits)
    assert given == {
        "kinds": [foreign_kind],
        "name": str(tmp_path / "a.lines"),
        "limits": limits,
        "content": b"content",
    }
