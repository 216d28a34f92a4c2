"""The line of every record and field of a TOML text, however it is written."""

from __future__ import annotations

import tomllib

import pytest
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker.formats.toml_lines import RecordLines, record_lines


def lines_of(text, name="claims"):
    """The header and the fields of each record, after making sure that the text is TOML."""
    tomllib.loads(text)
    return [(one.header, one.fields) for one in record_lines(text)[name]]


def test_each_record_and_field_has_its_line():
    assert lines_of('# first\n\n[[claims]]\nid = "a"\n\n[[claims]]\n\nid = "b"\nwhen = "2023"\n') == [
        (3, {"id": 4}),
        (6, {"id": 8, "when": 9}),
    ]


def test_tables_of_several_names_are_counted_apart():
    text = '[[actors]]\nid = "a"\n[[claims]]\nid = "b"\n[[actors]]\nid = "c"\n[document]\nid = "d"\n'
    assert lines_of(text, "actors") == [(1, {"id": 2}), (5, {"id": 6})]
    assert lines_of(text, "claims") == [(3, {"id": 4})]
    assert lines_of(text, "document") == [(7, {"id": 8})]


def test_a_text_without_tables_has_no_lines_but_those_of_its_values():
    assert record_lines("") == {}
    assert record_lines("# nothing\n") == {}
    assert lines_of("\nversion = 1\nclaims = [\n  {},\n]\n", "version") == [(2, {})]
    assert lines_of("\nversion = 1\nclaims = [\n  {},\n]\n") == [(3, {})]


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("'''\n[[claims]]\nid = 5\n'''", 4),
        ('"""\n[[claims]]\nid = 5\n"""', 4),
        ('"""\\\n  a \\"""\n[[claims]]\n"""', 4),
        ('"""a"""" # it\'s "[', 1),
        ('"""a""""" # "[', 1),
        ("'''a'''' # [", 1),
        ('""""""', 1),
        ("''''''", 1),
        ('""', 1),
        ("''", 1),
        ('"a # [ \\" [["', 1),
        ("'a # [ \\' # '", 1),
        ('"\\\\" # [', 1),
        ("5 # [ { ' \" ''' \"\"\"", 1),
        ('[\n  "a", # ] [\n  "]",\n]', 4),
        ("[\n  [1, 2],\n\n  [3,\n  4]]", 5),
        ('{ of = "a", to = "[" }', 1),
        ("[ { a = '}' },\n { b = 1 } ]", 2),
        ("2024-01-05", 1),
        ("0x1F", 1),
    ],
)
def test_no_value_is_taken_for_a_header_or_a_key(value, length):
    text = f'[[claims]]\nid = "a"\nnote = {value}\nwhen = 1\n[[claims]]\nid = "b"\n'
    assert lines_of(text) == [
        (1, {"id": 2, "note": 3, "when": 3 + length}),
        (4 + length, {"id": 5 + length}),
    ]


@pytest.mark.parametrize(
    "header",
    ["[[claims]]", "[[ claims ]]", " [[claims]] # [", '[["claims"]]', "[['claims']]", "\t[[ \t'claims'\t ]]"],
)
def test_a_header_is_known_in_every_spelling(header):
    assert lines_of(f"\n{header}\nid = 1\n{header}\nid = 2\n") == [(2, {"id": 3}), (4, {"id": 5})]


@pytest.mark.parametrize(
    "key", ["when", " when", '"when"', "'when'", "when.day", "when . day", '"when".day', "when.'day'", "\twhen\t"]
)
def test_a_key_is_known_in_every_spelling(key):
    ((_, fields),) = lines_of(f"[[claims]]\nid = 1\n{key} = 2\n")
    assert fields["when"] == 3
    assert fields.get("when.day") == (3 if "day" in key else None)


def test_tables_and_arrays_within_a_record_have_their_lines():
    text = (
        '[[documents]]\nid = "a"\n[[documents.uncoded]]\npassage = 1\nreason = 2\n[[documents.uncoded]]\nreason = 3\n'
        '[documents.source]\nurl = "x"\n[[documents]]\nid = "b"\n[[documents.uncoded]]\nreason = 4\n'
        "[documents.uncoded.more]\nwhen = 5\n"
    )
    assert lines_of(text, "documents") == [
        (
            1,
            {
                "id": 2,
                "uncoded": 3,
                "uncoded[0]": 3,
                "uncoded[0].passage": 4,
                "uncoded[0].reason": 5,
                "uncoded[1]": 6,
                "uncoded[1].reason": 7,
                "source": 8,
                "source.url": 9,
            },
        ),
        (
            10,
            {
                "id": 11,
                "uncoded": 12,
                "uncoded[0]": 12,
                "uncoded[0].reason": 13,
                "uncoded[0].more": 14,
                "uncoded[0].more.when": 15,
            },
        ),
    ]


def test_a_table_within_a_record_may_come_before_the_record_itself():
    assert lines_of("[document.source]\nurl = 1\n", "document") == [(1, {"source": 1, "source.url": 2})]


def test_windows_line_ends_count_once():
    assert lines_of('[[claims]]\r\nid = "a"\r\nnote = """\r\n[x]\r\n"""\r\nwhen = 1\r\n') == [
        (1, {"id": 2, "note": 3, "when": 6})
    ]


def test_the_line_of_a_path_is_that_of_its_innermost_part_that_has_one():
    record = RecordLines(1, {"id": 2, "roles": 3, "roles[1]": 5, "measure": 7, "measure.quantity": 8})
    assert [record.line(path) for path in ("id", "roles[0].of", "roles[1].of", "roles[1]", "roles")] == [2, 3, 5, 5, 3]
    assert record.line("measure.quantity.low") == 8
    assert record.line("measure.phase") == 7
    assert [record.line(path) for path in ("", "nmae", "a b[c].d", "[0]", "'\\x1b.['", "x[1]y")] == [1] * 6


# Any text, built line by line


_values = st.sampled_from(
    [
        ("5", 1),
        ('"[[claims]] # \\" x"', 1),
        ('\'"""\'', 1),
        ('"""\nid = 1\n[[claims]]\n\\""""', 4),
        ("'''\n[document]\n''' # '''", 3),
        ('[ # [\n  "]", "#",\n\n]', 4),
        ("[[1, 2], [\n3]]", 2),
        ("{ a = [1], 'b' = { c = '}' } }", 1),
    ]
)
_blank = st.sampled_from(["", "# [[claims]]", "\t# x = \"'", "  "])


@examples(50)
@given(st.lists(st.lists(st.tuples(_values, st.lists(_blank, max_size=2)), max_size=4), max_size=4), st.booleans())
def test_lines_are_right_for_any_mixture_of_values_and_comments(records, windows):
    text, line, expected = "", 1, []
    for record in records:
        text += "[[claims]]\n"
        expected.append((line, {}))
        line += 1
        for index, ((value, length), blanks) in enumerate(record):
            text += f"key{index} = {value}\n" + "".join(f"{blank}\n" for blank in blanks)
            expected[-1][1][f"key{index}"] = line
            line += length + len(blanks)
    if windows:
        text = text.replace("\n", "\r\n")
    assert (lines_of(text) if records else []) == expected
