"""Parquet and Arrow files: all fields, both ways, in columns that others can read; and what is refused."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from decimal import Decimal

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from custom_events import Intrusion
from example_counts import few
from example_dataset import RECORDS, WORLD
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker import Dataset, ReadError
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.formats import arrow_ipc, parquet
from axis_tracker.formats.arrow import ArrowForm, dumps_arrow, loads_arrow
from axis_tracker.testing import claims, datasets

both_forms = pytest.mark.parametrize("form", ArrowForm)


def table_of(dataset):
    return pq.read_table(io.BytesIO(dumps_arrow(dataset)))


def as_parquet(table):
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


def as_ipc(table):
    sink = io.BytesIO()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


def problems_of(content, **more):
    with pytest.raises(ReadError) as caught:
        loads_arrow(content, file="axis.parquet", **more)
    assert {one.file for one in caught.value.problems} == {"axis.parquet"}
    return [(one.path, one.reason) for one in caught.value.problems]


@few
@given(datasets(), st.sampled_from(ArrowForm))
def test_reading_gives_back_what_was_written(dataset, form):
    again = loads_arrow(dumps_arrow(dataset, form=form), form=form)
    assert again == dataset
    assert axt.dumps(again) == axt.dumps(dataset)


@few
@given(st.data())
def test_every_claim_goes_out_and_comes_back(data):
    """Also with figures of any size, which whole datasets do not draw."""
    told = data.draw(datasets(min_claims=1))
    claim = data.draw(claims(dataset=told, id="c"))
    dataset = Dataset([*(one for one in told.records if one.id != "c"), claim])
    assert loads_arrow(dumps_arrow(dataset)).claims["c"] == claim


@both_forms
def test_the_packaged_data_go_out_and_come_back(form):
    content = dumps_arrow(axt.load(), form=form)
    assert loads_arrow(content, form=form) == axt.load()
    assert dumps_arrow(axt.load(), form=form) == content


@pytest.mark.parametrize(
    "number",
    [0, -5, 2**63, 10**30 - 1, Decimal("0.00000001"), Decimal("1e-30"), Decimal(f"-{10**30 - 1}.{10**30 - 1}")],
)
def test_no_number_is_rounded(number):
    claim = axt.Claim(
        id="c",
        event="kp-rounds",
        claimants=["ru"],
        summary="S.",
        made="2024",
        measure={"quantity": axt.Quantity.exactly(number), "phase": "sent"},
    )
    dataset = Dataset([*RECORDS, claim])
    again = loads_arrow(dumps_arrow(dataset)).claims["c"].measure.quantity.low
    assert (again, type(again)) == (claim.measure.quantity.low, type(claim.measure.quantity.low))


def test_numbers_are_of_the_type_that_every_reader_knows_where_it_holds_them():
    kind = (
        table_of(axt.load()).schema.field("claim").type.field("measure").type.field("quantity").type.field("low").type
    )
    assert kind == pa.decimal128(38, 8)


def test_more_records_than_a_batch_holds_go_out_and_come_back(monkeypatch):
    monkeypatch.setattr("axis_tracker.formats.arrow._ROWS", 2)
    assert loads_arrow(dumps_arrow(WORLD)) == WORLD
    assert pq.ParquetFile(io.BytesIO(dumps_arrow(WORLD))).metadata.num_row_groups > 6


# What others read


def test_polars_reaches_every_field_by_its_name():
    frame = pl.read_parquet(dumps_arrow(axt.load()))
    claims = frame.select("claim").unnest("claim").drop_nulls("id")
    assert claims["id"].to_list() == [*axt.load().claims.ids]
    figures = claims.filter(pl.col("measure").struct.field("phase") == "delivered")
    assert len(figures) == sum(
        one.measure is not None and one.measure.phase is axt.Phase.DELIVERED for one in axt.load().claims
    )


def test_a_passage_is_its_parts():
    (cited,) = (
        one["claim"] for one in table_of(WORLD).to_pylist() if one["claim"] and one["claim"]["id"] == "rounds-denied"
    )
    passage = WORLD.claims["rounds-denied"].evidence[0]
    assert cited["evidence"] == [
        {"document": passage.document, "start": passage.start, "end": passage.end, "digest": passage.digest}
    ]


def test_a_row_group_holds_records_of_one_collection():
    opened = pq.ParquetFile(io.BytesIO(dumps_arrow(WORLD)))
    for group in range(opened.num_row_groups):
        rows = opened.read_row_group(group).to_pylist()
        assert len({name for row in rows for name, value in row.items() if value is not None}) == 1


# Kinds of other projects


def test_kinds_of_other_projects_go_out_and_come_back():
    from axis_tracker.formats.converters import writing_converter

    event = Intrusion(id="i", name="I", when="2024", place="russia", supplier=["kp"], hosts=3, ports=(22, 80))
    dataset = Dataset([*RECORDS, event])
    (row,) = (one["event"] for one in table_of(dataset).to_pylist() if one["event"] and one["event"]["id"] == "i")
    assert (row["kind"], row["when"], row["supplier"]) == ("example:intrusion", "2024", None)
    plain = writing_converter().unstructure(event)
    assert json.loads(row["further"]) == json.loads(
        json.dumps({name: plain[name] for name in plain if name not in ("id", "kind", "name", "when", "note")})
    )


def test_a_kind_that_is_not_known_is_refused():
    dataset = Dataset([*RECORDS, Intrusion(id="i", name="I", place="russia")])
    ((path, reason),) = problems_of(dumps_arrow(dataset))
    assert reason == "no such kind of event"
    assert path.startswith("events[")
    assert path.endswith(".kind")


def test_a_kind_that_is_given_is_read():
    dataset = Dataset([*RECORDS, Intrusion(id="i", name="I", place="russia", hosts=3, supplier=["kp"])])
    assert loads_arrow(dumps_arrow(dataset), kinds=[Intrusion]) == dataset


@pytest.mark.parametrize("detail", [b"bytes", float("nan"), "\ud800", {1, 2}])
def test_what_json_cannot_hold_is_refused_with_its_event(detail):
    dataset = Dataset([*RECORDS, Intrusion(id="i", name="I", place="russia", detail=detail)])
    with pytest.raises(axt.WriteError, match=r"events\['i'\].*cannot be written as JSON"):
        dumps_arrow(dataset)


@pytest.mark.parametrize("module", [parquet, arrow_ipc])
def test_the_formats_read_and_write_open_files(module, tmp_path):
    with (tmp_path / "axis").open("wb") as file:
        module.write(WORLD, file)
    with (tmp_path / "axis").open("rb") as file:
        assert module.read(file, kinds=(), name="axis", limits=None) == WORLD


# What is refused


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 100, b"ARROW1\0\0" + b"\xff" * 64, b"{}", b"\0" * 1000])
@both_forms
def test_what_is_no_such_file_is_refused(content, form):
    ((_, reason),) = problems_of(content, form=form)
    assert reason.startswith(("is not a Parquet file", "is not an Arrow file"))


@both_forms
def test_a_file_that_is_cut_off_is_refused(form):
    content = dumps_arrow(WORLD, form=form)
    for end in range(0, len(content) - 1, len(content) // 20):
        problems_of(content[:end], form=form)


@given(st.data())
@few
def test_a_file_with_a_changed_byte_is_read_or_refused(data):
    form = data.draw(st.sampled_from(ArrowForm))
    content = bytearray(dumps_arrow(WORLD, form=form))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    # Nothing but a dataset or an error of ours comes out.
    with suppress(ReadError):
        assert isinstance(loads_arrow(bytes(content), form=form), RecordSet)


def test_another_format_or_version_is_refused():
    table = table_of(WORLD)
    assert problems_of(as_parquet(table.replace_schema_metadata({})))[0][0] == "format"
    assert problems_of(as_parquet(table.replace_schema_metadata({"format": "axis-tracker"})))[0][0] == "version"
    newer = {"format": "axis-tracker", "version": "99"}
    assert problems_of(as_parquet(table.replace_schema_metadata(newer)))[0][0] == "version"


def test_other_columns_are_refused():
    table = table_of(WORLD)
    more = table.append_column("weapon", pa.array([1] * table.num_rows))
    ((path, reason),) = problems_of(as_parquet(more))
    assert (path, reason[:17]) == ("columns", "the columns must ")


def test_a_row_that_is_two_records_or_none_is_refused():
    table = table_of(Dataset([axt.Item(id="a", name="a")]))
    none = table.set_column(2, "item", pa.nulls(1, table.schema.field("item").type))
    assert problems_of(as_parquet(none)) == [("row 0", "a row must hold one record, but this row holds 0")]


def test_a_field_of_the_wrong_type_or_name_is_refused_with_its_path():
    metadata = {"format": "axis-tracker", "version": "1"}
    items = pa.array([{"id": "a", "name": 5}])
    table = pa.table({"item": items}).replace_schema_metadata(metadata)
    assert problems_of(as_parquet(table)) == [("items[0].name", "expected a string")]
    items = pa.array([{"id": "a", "name": "a", "weight": 5}])
    table = pa.table({"item": items}).replace_schema_metadata(metadata)
    assert problems_of(as_parquet(table)) == [("items[0].weight", "unknown field")]
    assert problems_of(as_ipc(table), form=ArrowForm.IPC) == [("items[0].weight", "unknown field")]


@pytest.mark.parametrize("further", ["", "[1]", "{", '{"id": "b"}', '{"a": 1, "a": 2}', "[" * 100_000])
def test_further_fields_that_are_no_object_are_refused(further):
    table = pa.table({"event": pa.array([{"id": "a", "name": "a", "kind": "activity", "further": further}])})
    table = table.replace_schema_metadata({"format": "axis-tracker", "version": "1"})
    assert ("events[0].further", "unknown field") in problems_of(as_parquet(table))


def test_a_few_bytes_that_stand_for_many_values_are_refused():
    nothing = pa.table({"item": pa.nulls(300_000, pa.struct([("id", pa.string())]))})
    content = as_parquet(nothing)
    assert len(content) < 5_000
    ((_, reason),) = problems_of(content, most_rows=100_000)
    assert reason == "claims to hold 300000 records, more than the limit of 100000"
    ((_, reason),) = problems_of(as_ipc(nothing), form=ArrowForm.IPC, most_rows=100_000)
    assert "300000 records" in reason
