"""Flat tables as Arrow, pandas and Polars frames: the same cells, in types that round nothing."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from example_counts import few
from example_dataset import WORLD
from hypothesis import given
from hypothesis import strategies as st
from one_claim import one_claim

import axis_tracker as axt
from axis_tracker import ColumnType, Dataset, InvalidValueError, write_tables
from axis_tracker.tables.column_types import TYPES
from axis_tracker.tables.views import VIEWS
from axis_tracker.testing import datasets

ALL_VIEWS = [view.name for view in VIEWS]


def as_python(cell):
    """A cell of any frame as the table has it: the same value, of the types of Python."""
    if cell is None or (not isinstance(cell, (str, tuple, list)) and pd.isna(cell)):
        return None
    if isinstance(cell, (list, tuple, pl.Series)):
        return tuple(cell)
    if isinstance(cell, (datetime, pd.Timestamp)):
        return date(cell.year, cell.month, cell.day)
    return cell


@few
@given(datasets(), st.sampled_from(ALL_VIEWS))
def test_an_arrow_table_has_the_same_cells(dataset, name):
    table = dataset.table(name)
    frame = table.to_arrow()
    frame.validate(full=True)
    for column in table.columns:
        assert [as_python(one) for one in frame.column(column.name).to_pylist()] == table.values(column.name)


@few
@given(datasets(), st.sampled_from(ALL_VIEWS))
def test_a_pandas_frame_has_the_same_cells(dataset, name):
    table = dataset.table(name)
    frame = table.to_pandas()
    assert [*frame.columns] == [column.name for column in table.columns]
    for column in table.columns:
        assert [as_python(one) for one in frame[column.name]] == table.values(column.name)


@few
@given(datasets(), st.sampled_from(ALL_VIEWS))
def test_a_polars_frame_has_the_same_cells(dataset, name):
    table = dataset.table(name)
    numbers = [
        one
        for column in table.columns
        if column.type is ColumnType.DECIMAL
        for one in table.values(column.name)
        if one is not None
    ]
    if any(one != round(one, 8) for one in numbers):
        # Polars would round such a number, so it is refused.
        with pytest.raises(InvalidValueError, match="more than 8 decimal places"):
            table.to_polars()
        return
    frame = table.to_polars()
    assert frame.columns == [column.name for column in table.columns]
    for column in table.columns:
        assert [as_python(one) for one in frame[column.name].to_list()] == table.values(column.name)


@pytest.mark.parametrize(
    ("column", "arrow", "pandas", "polars"),
    [
        ("id", pa.string(), "string", pl.String()),
        (
            "stance",
            pa.dictionary(pa.int32(), pa.string()),
            "category",
            pl.Enum(["asserts", "doubts", "declines", "silent", "unverified", "denies"]),
        ),
        ("quantity_low", pa.decimal128(38, 8), "Int64", pl.Decimal(38, 8)),
        ("quantity_includes_low", pa.bool_(), "boolean", pl.Boolean()),
        ("passage_count", pa.int64(), "Int64", pl.Int64()),
        ("when_earliest", pa.date32(), "datetime64[s]", pl.Date()),
        ("claimants", pa.list_(pa.string()), "object", pl.List(pl.String())),
    ],
)
def test_each_type_of_column_has_its_type_in_a_frame(column, arrow, pandas, polars):
    table = WORLD.table("claims")
    assert table.to_arrow().schema.field(column).type == arrow
    assert str(table.to_pandas()[column].dtype) == pandas
    assert table.to_polars().schema[column] == polars


def test_the_types_are_those_of_a_table_without_rows_too():
    for name in ALL_VIEWS:
        table, empty = WORLD.table(name), Dataset().table(name)
        assert empty.to_arrow().schema.types == table.to_arrow().schema.types
        assert empty.to_polars().schema == table.to_polars().schema
        assert [*empty.to_pandas().dtypes.astype(str)] == [*table.to_pandas().dtypes.astype(str)]


@pytest.mark.parametrize("names", TYPES, ids=lambda names: f"{names.column.value}, words: {names.words}")
def test_the_table_of_types_is_true(names, tmp_path):
    """Of every column of every view that has this type."""
    database = write_tables(WORLD, tmp_path / "axis.sqlite").path
    for view in ALL_VIEWS:
        table = WORLD.table(view)
        arrow, pandas, polars = table.to_arrow(), table.to_pandas(), table.to_polars()
        with closing(sqlite3.connect(database)) as opened:
            declared = {row[1]: row[2] for row in opened.execute(f"PRAGMA table_info('{view}')")}
        for column in table.columns:
            listed = bool(column.words) and column.type is ColumnType.TEXT
            if (column.type, listed) == (names.column, names.words):
                assert str(arrow.schema.field(column.name).type).startswith(names.arrow)
                assert str(pandas[column.name].dtype) == names.pandas
                assert str(polars.schema[column.name]).startswith(names.polars)
                assert declared.get(column.name, "a table of its own") == names.sqlite


# Numbers are not rounded

LARGE = 10**30 - 1
FINE = Decimal("0.000000000000000000000000000001")


@pytest.mark.parametrize(
    "number", [0, -5, 2**63, LARGE, -LARGE, Decimal("0.1"), Decimal("-0.00000001"), Decimal(f"-{LARGE}.{LARGE}")]
)
def test_no_number_is_rounded(number):
    table = one_claim(low=number).table("claims")
    expected = [table.values("quantity_low")[0]]
    assert table.to_arrow().column("quantity_low").to_pylist() == expected
    assert [*table.to_pandas()["quantity_low"]] == expected


def test_a_number_with_many_places_takes_a_wider_arrow_type():
    assert one_claim(low=FINE).table("claims").to_arrow().schema.field("quantity_low").type == pa.decimal256(60, 30)


def test_what_polars_would_round_is_refused_with_its_cell_and_a_way_out():
    with pytest.raises(
        InvalidValueError, match=r"claims\[0\].quantity_low.*Polars would round the number; use to_arrow"
    ):
        one_claim(low=FINE).table("claims").to_polars()
    assert one_claim(low=LARGE).table("claims").to_polars()["quantity_low"].to_list() == [LARGE]


def test_the_first_and_the_last_year_are_days_in_every_frame():
    table = one_claim().table("events")
    assert table.to_arrow().column("when_earliest").to_pylist() == [date(1, 1, 1)]
    assert table.to_polars()["when_latest"].to_list() == [date(9999, 12, 31)]
    assert table.to_pandas()["when_latest"][0].year == 9999


# What is said about the columns


def test_an_arrow_schema_says_what_the_columns_mean_and_what_is_left_out():
    table = WORLD.table("claims")
    schema = table.to_arrow().schema
    assert schema.field("stance").metadata[b"meaning"].decode() == table["stance"].meaning
    said = json.loads(schema.metadata[b"axis_tracker"])
    assert said["table"] == "claims"
    assert [(one["field"], one["values"]) for one in said["omitted"]] == [
        (one.field, one.values) for one in table.omitted
    ]


def test_a_pandas_frame_says_what_is_left_out():
    (omitted,) = WORLD.table("actors").to_pandas().attrs["omitted"]
    assert (omitted["field"], omitted["kept_in"]) == ("roles", "roles")


def test_categories_stand_in_the_order_of_their_vocabulary():
    categories = WORLD.table("claims").to_pandas()["likelihood"].cat.categories
    assert [*categories] == [one.value for one in axt.Likelihood]
