"""Laws that every format of the registry keeps: it loses nothing, and says the same thing in the same bytes."""

from __future__ import annotations

import io
import json

import pytest
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker.formats.converters import writing_converter
from axis_tracker.formats.documents import plain_of
from axis_tracker.formats.limits import DEFAULT_LIMITS
from axis_tracker.formats.record_codec import plain_record
from axis_tracker.formats.registry import module_of
from axis_tracker.testing import actors, claims, datasets, documents, events, items, places

FILES = [one for one in axt.FORMATS.values() if one.layout is not axt.Layout.FOLDER]
every_file_format = pytest.mark.parametrize("chosen", FILES, ids=lambda one: one.name)
packed_or_not = pytest.mark.parametrize("packed", ["", ".gz"], ids=["", "packed"])


def written(chosen, dataset):
    file = io.BytesIO()
    module_of(chosen).write(dataset, file)
    return file.getvalue()


def read(chosen, content):
    return module_of(chosen).read(io.BytesIO(content), kinds=(), name="data", limits=DEFAULT_LIMITS)


@every_file_format
@examples(25)
@given(dataset=datasets(), data=st.data())
def test_what_is_written_is_read_again_and_the_order_of_the_records_does_not_matter(chosen, dataset, data):
    drawn = list(dataset.records)
    content = written(chosen, dataset)
    assert read(chosen, content) == dataset
    assert written(chosen, axt.Dataset(data.draw(st.permutations(drawn)))) == content


@every_file_format
@packed_or_not
def test_the_packaged_data_come_back_equal(tmp_path, chosen, packed):
    path = tmp_path / f"data{chosen.suffixes[0]}{packed}"
    axt.write(axt.load(), path)
    assert axt.read(path) == axt.load()


@every_file_format
@packed_or_not
def test_there_and_back_again_are_the_same_bytes(tmp_path, chosen, packed):
    first, second, third = (tmp_path / name for name in ("a.json", f"b{chosen.suffixes[0]}{packed}", "c.json"))
    axt.write(axt.load(), first)
    axt.write(axt.read(first), second)
    axt.write(axt.read(second), third)
    assert third.read_bytes() == first.read_bytes()
    again = tmp_path / f"again{chosen.suffixes[0]}{packed}"
    axt.write(axt.read(third), again)
    assert again.read_bytes() == second.read_bytes()


@every_file_format
def test_nothing_at_all_is_a_dataset_too(chosen):
    assert read(chosen, written(chosen, axt.Dataset())) == axt.Dataset()


@every_file_format
def test_kinds_of_other_projects_go_out_and_come_back(tmp_path, chosen, foreign_kind):
    event = foreign_kind(id="clash", name="Clash", place="russia", calibre=152)
    mine = axt.Dataset([axt.Place(id="russia", name="Russia"), event])
    path = tmp_path / f"mine{chosen.suffixes[0]}"
    axt.write(mine, path)
    assert axt.read(path, kinds=[foreign_kind]) == mine
    with pytest.raises(axt.ReadError, match="no such kind of event"):
        axt.read(path)


UNWRITABLE = {"an object": object(), "half of a character": "\ud800", "a set": {1}}


@every_file_format
@packed_or_not
@pytest.mark.parametrize("value", UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_what_a_format_cannot_hold_is_refused_by_name_and_the_old_file_stays(
    tmp_path, chosen, packed, value, foreign_kind
):
    event = foreign_kind(id="clash", name="Clash", place="russia", calibre=152, remark=value)
    mine = axt.Dataset([axt.Place(id="russia", name="Russia"), event])
    path = tmp_path / f"mine{chosen.suffixes[0]}{packed}"
    path.write_bytes(b"old")
    with pytest.raises(axt.WriteError) as caught:
        axt.write(mine, path)
    assert caught.value.problems[0].path == "events['clash']"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


@given(st.one_of(actors(), places(), items(), documents(), events(), claims()))
def test_the_quick_way_out_and_cattrs_agree(record):
    assert json.dumps(plain_record(record)) == json.dumps(writing_converter().unstructure(record))


@examples(25)
@given(datasets())
def test_the_plain_form_holds_nothing_but_plain_values(dataset):
    def check(value):
        assert type(value) in (dict, list, str, int, float, bool)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(inner)

    check(plain_of(dataset))
