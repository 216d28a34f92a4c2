"""Bytes that nobody meant: every format reads them as a dataset or refuses them, and nothing else happens."""

from __future__ import annotations

import io
import json

import pytest
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st
from plain_data_strategies import mutated_documents, plain_document

import axis_tracker as axt
from axis_tracker.formats.limits import DEFAULT_LIMITS
from axis_tracker.formats.registry import module_of

FILES = [one for one in axt.FORMATS.values() if one.layout is not axt.Layout.FOLDER]
every_file_format = pytest.mark.parametrize("chosen", FILES, ids=lambda one: one.name)

DATASET = axt.loads(json.dumps(plain_document()))


def outcome(chosen, content):
    """The dataset, or None: nothing else may happen."""
    try:
        return module_of(chosen).read(io.BytesIO(content), kinds=(), name="data", limits=DEFAULT_LIMITS)
    except axt.ReadError as error:
        said = error
    assert said.problems
    assert str(said)
    assert {one.file for one in said.problems} == {"data"}
    return None


def written(chosen, dataset):
    file = io.BytesIO()
    module_of(chosen).write(dataset, file)
    return file.getvalue()


@every_file_format
@examples(50)
@given(data=st.data())
def test_bytes_put_anywhere_are_read_or_refused(chosen, data):
    content = written(chosen, DATASET)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, start + 4))
        put = data.draw(
            st.binary(max_size=3) | st.sampled_from((b'"', b"\n", b"[", b"{", b"&a", b"\xef\xbb\xbf", b"\0"))
        )
        content = content[:start] + put + content[end:]
    outcome(chosen, content)


@every_file_format
@examples(50)
@given(content=st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(chosen, content):
    outcome(chosen, content)


@pytest.mark.parametrize("name", ["json", "msgpack"])
@given(data=st.data())
def test_a_file_that_is_cut_off_is_refused(name, data):
    content = written(axt.FORMATS[name], DATASET).rstrip()
    assert outcome(axt.FORMATS[name], content[: data.draw(st.integers(0, len(content) - 1))]) is None


@every_file_format
def test_a_packed_file_that_is_cut_off_is_refused(tmp_path, chosen):
    path = tmp_path / f"data{chosen.suffixes[0]}.gz"
    axt.write(DATASET, path)
    content = path.read_bytes()
    for length in range(0, len(content), 53):
        path.write_bytes(content[:length])
        with pytest.raises(axt.ReadError):
            axt.read(path)


@every_file_format
@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content + b"\xff\xfe",
        lambda content: content.replace(b"North Korea", b"North\0Korea"),
        lambda content: content.replace(b"North Korea", b"North\xed\xa0\x80Kor"),
    ],
    ids=["a byte order mark", "bytes after the end", "a null character", "a lone surrogate"],
)
def test_what_editors_and_networks_do_to_files_is_refused(chosen, spoil):
    assert outcome(chosen, spoil(written(chosen, DATASET))) is None


@pytest.mark.parametrize("name", ["yaml", "msgpack"])
@examples(100)
@given(document=mutated_documents())
def test_a_wrong_document_is_refused_in_every_format_as_it_is_in_json(name, document):
    pack = {"yaml": _as_yaml, "msgpack": _as_msgpack}[name]
    try:
        content = pack(document)
    except (ValueError, OverflowError):
        return  # what the format cannot say
    try:
        expected = axt.loads(json.dumps(document))
    except axt.ReadError:
        expected = None
    assert outcome(axt.FORMATS[name], content) == expected


ODD_NAMES = ("[", "[x", "[0]", "[0].id", "", ".", "#", "\n")
"""Names of fields that might be taken for a part of the path to one."""


def _tables(value):
    """Every table in plain data, itself included."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _tables(inner)


def is_refused_in_every_table(name, pack, odd):
    for number in range(len([*_tables(plain_document())])):
        document = plain_document()
        table = [*_tables(document)][number]
        table[odd] = 1
        assert outcome(axt.FORMATS[name], pack(document)) is None, table


@pytest.mark.parametrize("odd", ODD_NAMES, ids=ascii)
def test_a_field_with_an_odd_name_is_refused_wherever_it_is(odd):
    is_refused_in_every_table("json", _as_json, odd)


@pytest.mark.parametrize("name", ["yaml", "msgpack", "toml"])
def test_a_field_whose_name_begins_with_a_bracket_is_refused_in_every_format(name):
    pack = {"yaml": _as_yaml, "msgpack": _as_msgpack, "toml": _as_toml}[name]
    is_refused_in_every_table(name, pack, "[x")


def _as_json(document):
    return json.dumps(document).encode()


def _as_toml(document):
    import tomli_w

    return tomli_w.dumps(document).encode()


def _as_yaml(document):
    from axis_tracker.formats import yaml

    return "\n".join(yaml._lines(document)).encode()


def _as_msgpack(document):
    import msgpack

    return msgpack.packb(document)
