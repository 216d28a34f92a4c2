"""YAML: a text stays the text that it is, and whatever YAML can do besides is refused."""

from __future__ import annotations

import contextlib
import json
from unittest import mock

import pytest
import yaml as pyyaml
from example_counts import examples
from hypothesis import example, given
from hypothesis import strategies as st
from plain_data_strategies import plain_document

import axis_tracker as axt
from axis_tracker.formats import yaml


@contextlib.contextmanager
def without_libyaml():
    """PyYAML as it is where it has no C parser."""
    with mock.patch.object(pyyaml, "CSafeLoader", pyyaml.SafeLoader):
        yield


parsers = pytest.mark.parametrize("parser", [contextlib.nullcontext, without_libyaml], ids=["in C", "in Python"])

HEADER = "format: axis-tracker\nversion: 1\n"
ACTOR = "actors:\n- id: kp\n  name: North Korea\n  kind: state\n"


def parsed(text):
    return yaml._parsed(text.encode(), "data.yaml")[0]


def the_problem(text):
    with pytest.raises(axt.ReadError) as caught:
        yaml.dataset_of(parsed(text), kinds=yaml.kinds_by_tag(), file="data.yaml")
    (problem,) = caught.value.problems
    assert problem.file == "data.yaml"
    return problem


def test_libyaml_is_there_so_that_both_ways_are_tested():
    assert pyyaml.CSafeLoader is not pyyaml.SafeLoader


LIKE_SOMETHING_ELSE = (
    *("no", "No", "NO", "yes", "on", "off", "y", "n", "true", "True", "FALSE", "null", "Null", "~", ""),
    *("2024-01-01", "2024-01-01T00:00:00Z", "12:30:45", "1_000", "0x1f", "0o17", "017", "1e3", "+1", ".5", "1.", "-"),
    *(".inf", "-.INF", ".nan", "<<", "=", "!!str x", "&a", "*a", "a: b", "a #b", "#", "- a", "? a", "| a", "> a", "@a"),
    *(" a", "a ", "a\nb", "a\n", "\t", "[a]", "{a: b}", '"', "'", "a'b", "\\", "%YAML", "---", "...", "`a", "a:", ":"),
    *("\x00", "\x7f", "\x85", "\xa0", "\u2028", "\ufeff", "\U0001f600", "e\u0301", "\u202e", "a" * 5_000),
)
plain_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(LIKE_SOMETHING_ELSE)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), inner, max_size=3)
        | st.dictionaries(st.sampled_from(LIKE_SOMETHING_ELSE[:-1]), inner, max_size=3)
    ),
    max_leaves=10,
)


@examples(50)
@given(plain_values)
def test_any_plain_value_is_read_as_it_was_written(value):
    text = "\n".join(yaml._lines(value))
    for parser in (contextlib.nullcontext, without_libyaml):
        with parser():
            again = parsed(text)
        assert again == value
        assert json.dumps(again) == json.dumps(value)


@given(st.sampled_from(LIKE_SOMETHING_ELSE) | st.text(st.characters(exclude_categories=["Cs"])))
@example("no")
def test_other_readers_take_a_text_for_a_text_too(value):
    assert pyyaml.safe_load("\n".join(yaml._lines({"name": value}))) == {"name": value}


@parsers
@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((one, one) for one in ("no", "yes", "True", "NULL", "2024-01-01", "1_000", "0x1f", "017", "1e", "+1", ".5")),
        *((one, one) for one in ("1.", ".inf", "12:30", "<<")),
        *(("~", None), ("null", None), ("", None), ("true", True), ("false", False)),
        *(("0", 0), ("-12", -12), ("1e3", 1000.0), ("0.5", 0.5), ('"5"', "5"), ("'~'", "~"), ("|-\n    null", "null")),
    ],
)
def test_what_stands_without_quotes_is_a_text_unless_json_has_it(parser, written, value):
    with parser():
        again = parsed(f"key: {written}\n")["key"]
    assert again == value
    assert type(again) is type(value)


def test_what_a_curator_would_write_is_read():
    text = (
        f"# Written by hand.\n{HEADER}actors:\n  - {{id: kp, name: 'North Korea', kind: state}}\n"
        "events:\n  - kind: activity\n    id: launch\n    name: >-\n      A\n      launch\n    when: 2024-05-27\n"
        "    activity: launch\n    actors: [kp]\n"
    )
    read = yaml.dataset_of(parsed(text), kinds=yaml.kinds_by_tag())
    assert read.events["launch"].name == "A launch"
    assert str(read.events["launch"].when) == "2024-05-27"


REFUSED = {
    "an alias": (ACTOR + "  aliases: *a\n", 7, "aliases are not accepted"),
    "an anchor": (ACTOR + "  aliases: &a [DPRK]\n", 7, "anchors are not accepted"),
    "an anchor on a mapping": ("actors: &a\n- id: kp\n", 3, "anchors are not accepted"),
    "a tag": (ACTOR + "  note: !!str 5\n", 7, "tags are not accepted"),
    "a tag that makes objects": ("actors: !!python/object/apply:os.system [id]\n", 3, "tags are not accepted"),
    "a merge": (ACTOR + "  <<: {note: A note.}\n", None, "unknown field"),
    "a repeated field": (ACTOR + "  kind: state\n", 7, "the key 'kind' appears twice"),
    "a repeated collection": (ACTOR + ACTOR, 7, "the key 'actors' appears twice"),
    "a list as a key": ("? [a]\n: b\n", 3, "a key must be a string"),
    "a number as a key": ("5: b\n", 3, "a key must be a string"),
    "a second document": (ACTOR + "---\n" + ACTOR, 7, "a second one begins here"),
    "a number without end": ("x: " + "9" * 5_000, 3, "too many digits"),
    "deep lists": ("x: " + "[" * 900 + "]" * 900, 3, "nested too deeply"),
    "very deep lists": ("x: " + "[" * 100_000, 3, ""),
    "deep mappings": ("x: " + "{a: " * 900 + "}" * 900, 3, "nested too deeply"),
    "an open bracket": ("x: [\n", None, "not YAML"),
    "a tab": ("x:\n\t- a\n", None, "not YAML"),
    "a null character": ("x: \0\n", None, "not YAML"),
}


@parsers
@pytest.mark.parametrize(("text", "line", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_yaml_can_do_besides_is_refused_with_its_line(parser, text, line, reason):
    with parser():
        problem = the_problem(HEADER + text)
    assert reason in problem.reason
    if line is not None:
        assert problem.line == line


@parsers
@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n...\n"])
def test_nothing_is_no_dataset(parser, text):
    with parser():
        assert the_problem(text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("\ufeff" + HEADER, "byte order mark"),
        (HEADER.encode("utf-16"), "not UTF-8"),
        (HEADER.encode("utf-16-le"), "not YAML"),
        (HEADER.encode() + b"x: \xff", "not UTF-8"),
    ],
    ids=["a byte order mark", "UTF-16 with a mark", "UTF-16 without one", "a byte"],
)
def test_another_encoding_is_refused(tmp_path, content, reason):
    path = tmp_path / "data.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(axt.ReadError, match=reason):
        axt.read(path)


def test_aliases_that_expand_are_refused_at_the_first(tmp_path):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(9)]
    assert the_problem("\n".join(lines)).line == 1


def test_problems_are_those_of_json_with_their_lines(tmp_path):
    document = plain_document()
    document["claims"][0]["measure"]["quantity"]["low"] = "much"
    document["actors"][1]["nmae"] = "x"
    path = tmp_path / "data.yaml"
    text = "\n".join(yaml._lines(document))
    path.write_text(text)
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path)
    with pytest.raises(axt.ReadError) as expected:
        axt.loads(json.dumps(document), file=str(path))
    paths = [(one.path, one.reason, one.value) for one in caught.value.problems]
    assert paths == [(one.path, one.reason, one.value) for one in expected.value.problems]
    lines = text.splitlines()
    assert {lines[one.line - 1].strip() for one in caught.value.problems} == {"low: much", "nmae: x"}


def test_records_that_do_not_fit_together_are_a_problem_of_their_line(tmp_path):
    document = plain_document()
    document["claims"][2]["event"] = "kp-ru-shell"
    path = tmp_path / "data.yaml"
    text = "\n".join(yaml._lines(document))
    path.write_text(text)
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path)
    assert {text.splitlines()[one.line - 1].strip() for one in caught.value.problems} == {"event: kp-ru-shell"}


def test_a_reference_that_dangles_beside_what_is_no_record_has_its_line(tmp_path):
    document = plain_document()
    document["claims"][2]["event"] = "kp-ru-shell"
    document["claims"].append("no record")
    path = tmp_path / "data.yaml"
    text = "\n".join(yaml._lines(document))
    path.write_text(text)
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path)
    assert {text.splitlines()[one.line - 1].strip() for one in caught.value.problems} == {
        "event: kp-ru-shell",
        "- no record",
    }


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1: 2}, {"a": {1}}, b"a", "\ud800", {"k" * 1_001: 1}])
def test_what_is_no_plain_value_cannot_be_written(value):
    with pytest.raises((TypeError, ValueError)):
        list(yaml._lines(value))
