"""Flat tables: what stands in them, what they leave out, and that they say so exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import get_args, get_type_hints

import attrs
import pytest
from custom_events import Intrusion, Tool
from example_counts import few
from example_dataset import RECORDS, WORLD
from hypothesis import given
from records_from_rows import records_of

import axis_tracker as axt
from axis_tracker import ColumnType, Dataset, UnknownNameError
from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.events import EVENT_KINDS
from axis_tracker.model.records import Record
from axis_tracker.tables.views import VIEWS
from axis_tracker.testing import datasets, measures

ALL_VIEWS = [view.name for view in VIEWS]
TYPES = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.DECIMAL: (int, Decimal),
    ColumnType.FLOAT: float,
    ColumnType.DATE: date,
    ColumnType.BOOLEAN: bool,
    ColumnType.LIST: tuple,
}


def rows_of(dataset):
    return {name: list(dataset.table(name)) for name in ALL_VIEWS}


def test_the_packaged_data_can_be_read_back_from_their_tables():
    assert Dataset(records_of(rows_of(axt.load()))) == axt.load()


@few
@given(datasets())
def test_every_dataset_can_be_read_back_from_its_tables(dataset):
    assert Dataset(records_of(rows_of(dataset))) == dataset


@few
@given(datasets())
def test_every_cell_is_of_its_columns_type(dataset):
    for name in ALL_VIEWS:
        table = dataset.table(name)
        for column in table.columns:
            for cell in table.values(column.name):
                assert cell is not None or not column.is_required
                if cell is not None:
                    assert isinstance(cell, TYPES[column.type])
                    assert cell != ""
                    texts = cell if column.type is ColumnType.LIST else (cell,)
                    assert not column.words or set(texts) <= set(column.words)


@few
@given(datasets())
def test_the_ids_in_a_column_are_ids_of_the_view_that_it_refers_to(dataset):
    for name in ALL_VIEWS:
        for column in dataset.table(name).columns:
            if column.refers_to is not None:
                known = {*dataset.table(column.refers_to).values("id")}
                for cell in dataset.table(name).values(column.name):
                    assert {*(cell if isinstance(cell, tuple) else (cell,))} - {None} <= known


@few
@given(datasets())
def test_no_two_rows_have_one_key(dataset):
    for name in ALL_VIEWS:
        table = dataset.table(name)
        keys = [*zip(*map(table.values, table.key), strict=True)]
        assert len({*keys}) == len(keys) == len(table)


@few
@given(datasets())
def test_what_a_table_leaves_out_is_counted(dataset):
    left = {(one.table, one.field): one.values for name in ALL_VIEWS for one in dataset.table(name).omitted}
    assert left == {
        ("actors", "roles"): sum(len(actor.roles) for actor in dataset.actors),
        ("documents", "uncoded"): sum(len(document.uncoded) for document in dataset.documents),
        ("events", "parts"): sum(len(event.parts) for event in dataset.events),
        ("claims", "supports"): sum(len(claim.supports) for claim in dataset.claims),
        ("claims", "evidence"): sum(len(claim.evidence) for claim in dataset.claims),
    }


@pytest.mark.parametrize("cls", [*COLLECTIONS.values(), *EVENT_KINDS], ids=lambda cls: cls.__name__)
def test_every_field_of_a_record_is_in_a_column_or_said_to_be_left_out(cls):
    collection = next(name for name, base in COLLECTIONS.items() if issubclass(cls, base))
    (view,) = (one for one in VIEWS if one.name == collection)
    sources = {column.source for column in view.columns if not column.is_derived}
    left_out = {one.field for one in view.omitted}
    for path in leaves(cls):
        first = path.partition(".")[0].partition("[")[0]
        assert (path in sources) is (first not in left_out), path
    assert left_out <= {field.name for field in attrs.fields(cls)}


@pytest.mark.parametrize(
    ("view", "cls", "field"),
    [
        ("passages", axt.Passage, "evidence[]"),
        ("supports", axt.Support, "supports[]"),
        ("roles", axt.Role, "roles[]"),
        ("parts", axt.Parts, "parts[]"),
        ("uncoded", axt.Uncoded, "uncoded[]"),
    ],
)
def test_what_a_view_leaves_out_is_whole_in_the_view_that_it_names(view, cls, field):
    (shown,) = (one for one in VIEWS if one.name == view)
    (leaving,) = (one for one in VIEWS if any(out.kept_in == view for out in one.omitted))
    assert field in [f"{out.field}[]" for out in leaving.omitted if out.kept_in == view]
    assert {f"{field}.{path}" for path in leaves(cls)} <= {column.source for column in shown.columns}


def leaves(cls):
    """The paths of the values in a record, as columns name them."""
    for name, hint in get_type_hints(cls).items():
        if name in {field.name for field in attrs.fields(cls)}:
            yield from leaves_of(name, hint)


def leaves_of(name, hint):
    inner = [one for one in get_args(hint) if one is not type(None)] or [hint]
    if name == "coordinates":
        yield from ("coordinates[0]", "coordinates[1]")
    elif inner[0] in (axt.Measure, axt.Quantity, axt.Passage):
        yield from (f"{name}.{path}" for path in leaves(inner[0]))
    elif isinstance(inner[0], type) and issubclass(inner[0], Record) and inner[0] is not axt.Grade:
        yield from (f"{name}[].{path}" for path in leaves(inner[0]))
    else:
        yield name


# Derived columns


@few
@given(datasets())
def test_a_claim_is_said_when_it_was_made_or_else_published(dataset):
    for row in dataset.table("claims"):
        claim = dataset.claims[row["id"]]
        assert row["said_from"] == ("document" if claim.made is None else "claim")
        assert row["said"] == str(dataset.made(claim))
        assert (row["said_earliest"], row["said_latest"]) == (dataset.made(claim).earliest, dataset.made(claim).latest)
        assert row["utterance"] == claim.utterance
        assert row["documents"] == claim.documents
        assert row["passage_count"] == len(claim.evidence)


@few
@given(datasets())
def test_the_days_beside_a_date_are_its_first_and_last(dataset):
    for name in ALL_VIEWS:
        table = dataset.table(name)
        names = {column.name for column in table.columns}
        for notation in [one for one in names if f"{one}_earliest" in names]:
            for row in table:
                found = None if row[notation] is None else axt.ImpreciseDate(row[notation])
                assert row[f"{notation}_earliest"] == (found and found.earliest)
                assert row[f"{notation}_latest"] == (found and found.latest)


@given(measures())
def test_the_figure_is_the_one_number_that_the_words_name(measure):
    claim = axt.Claim(id="c", event="e", claimants=["ru"], summary="S.", made="2024", measure=measure)
    event = axt.Activity(id="e", name="E", activity="test")
    dataset = Dataset([axt.Actor(id="ru", name="Russia", kind="state"), event, claim])
    (found,) = dataset.table("claims").values("quantity_figure")
    quantity = measure.quantity
    if quantity.wording is not None:
        try:
            assert found == Quantity.from_words(quantity.wording).figure
        except axt.QuantityWordsError:
            assert found is None
    else:
        ends = {quantity.low, quantity.high} - {None}
        assert found == (min(ends) if len(ends) == 1 else None)


def test_words_that_cannot_be_read_name_no_figure():
    quantity = Quantity(low=5, wording="quite a few, it seems")
    event = axt.Activity(id="e", name="E", activity="test")
    measure = axt.Measure(quantity, "sent")
    claim = axt.Claim(id="c", event="e", claimants=["ru"], summary="S.", made="2024", measure=measure)
    dataset = Dataset([axt.Actor(id="ru", name="Russia", kind="state"), event, claim])
    (row,) = dataset.table("claims")
    assert (row["quantity_low"], row["quantity_figure"]) == (5, None)


def test_names_stand_beside_ids():
    row = next(row for row in WORLD.table("claims") if row["id"] == "rounds-denied")
    assert row["claimants"] == ("ru", "kp")
    assert row["claimant_names"] == ("Russia", "North Korea")
    assert row["event_kind"] == "arms-transfer"


def test_a_likelihood_has_its_range_beside_it():
    row = next(row for row in WORLD.table("claims") if row["id"] == "visit-by-shoigu")
    assert (row["likelihood"], row["likelihood_low"], row["likelihood_high"]) == ("likely", 55, 80)


# Which rows


def test_a_selection_gives_a_table_of_its_records():
    claims = WORLD.claims.where(by="hur")
    assert [row["id"] for row in claims.table()] == [*claims.ids]
    assert len(claims.table("passages")) == sum(len(claim.evidence) for claim in claims)
    omission, _ = claims.table().omitted
    assert omission.values == len(claims.table("passages"))


@pytest.mark.parametrize("name", [*COLLECTIONS, "delegations", "transfers", "deployments"])
def test_every_selection_has_a_table(name):
    selection = getattr(WORLD, name)
    assert [row["id"] for row in selection.table()] == [*selection.ids]


def test_a_name_of_no_view_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="unknown view; did you mean 'claims'"):
        WORLD.table("claim")
    with pytest.raises(UnknownNameError, match="unknown view of actors; did you mean 'actors' or 'roles'"):
        WORLD.actors.table("passages")
    with pytest.raises(UnknownNameError, match="unknown column; did you mean 'stance'"):
        WORLD.table("claims")["stence"]


def test_a_table_of_nothing_has_its_columns():
    for name in ALL_VIEWS:
        table = Dataset().table(name)
        assert list(table) == []
        assert [column.name for column in table.columns] == [column.name for column in WORLD.table(name).columns]


# Kinds of other projects


def dataset_with(*events):
    return Dataset([*RECORDS, *events])


def intrusion(key="intrusion", **fields):
    return Intrusion(id=key, name="An intrusion", place="russia", **fields)


def test_the_fields_of_another_projects_kind_are_columns_of_their_own_types():
    event = intrusion(
        tool=Tool.WORM, hosts=3, cost=Decimal("2.5"), seen="2024-05", public=True, severity=0.5, supplier=["kp"]
    )
    table = dataset_with(event).table("events")
    row = next(row for row in table if row["id"] == "intrusion")
    assert (row["place"], row["tool"], row["hosts"], row["cost"]) == ("russia", "worm", 3, Decimal("2.5"))
    assert (row["seen"], row["seen_earliest"], row["seen_latest"]) == ("2024-05", date(2024, 5, 1), date(2024, 5, 31))
    assert (row["public"], row["severity"]) == (True, 0.5)
    assert table["tool"].words == ("worm", "phishing")
    assert table["cost"].type is ColumnType.DECIMAL


def test_a_field_whose_name_is_taken_by_another_type_is_called_after_its_kind():
    table = dataset_with(intrusion(supplier=["kp", "ru"])).table("events")
    row = next(row for row in table if row["id"] == "intrusion")
    assert row["supplier"] is None
    assert row["example_intrusion_supplier"] == ("kp", "ru")
    assert next(row for row in table if row["id"] == "kp-rounds")["supplier"] == "kp"


def test_a_list_that_is_missing_is_an_empty_list(tmp_path):
    dataset = dataset_with(intrusion("a", detail=("x", "y")), intrusion("b", detail=None))
    table = dataset.table("events")
    assert {row["id"]: row["detail"] for row in table if row["id"] in "ab"} == {"a": ("x", "y"), "b": ()}
    assert table.to_polars()["detail"].null_count() == 0
    assert axt.write_tables(dataset, tmp_path / "axis.sqlite").lost == ()


def test_what_no_column_can_hold_is_left_out_and_counted():
    events = [intrusion("a", detail={"port": 80}), intrusion("b", ports=(22, 80)), intrusion("c", ports=(443,))]
    table = dataset_with(*events).table("events")
    assert {(one.field, one.values, one.kept_in) for one in table.omitted if one.kept_in is None} == {
        ("example:intrusion.detail", 1, None),
        ("example:intrusion.ports", 2, None),
    }
    assert all("ports" not in column.name and "detail" not in column.name for column in table.columns)


@pytest.mark.parametrize(
    "value",
    ["", "a\0b", "\ud800", float("nan"), float("inf"), 2**200, Decimal("NaN"), b"x", (axt.ImpreciseDate("2024"),)],
)
def test_a_value_that_some_format_cannot_hold_is_left_out(value):
    table = dataset_with(intrusion(detail=value)).table("events")
    assert [(one.field, one.values) for one in table.omitted if one.kept_in is None] == [
        ("example:intrusion.detail", 1)
    ]


def test_whole_numbers_of_more_than_64_bits_are_decimals():
    table = dataset_with(intrusion(hosts=2**70)).table("events")
    assert table["hosts"].type is ColumnType.DECIMAL


def test_events_of_kinds_that_nobody_knows_keep_their_name_and_time_and_say_what_is_left_out():
    raid = axt.UnknownEvent(
        kind="cyber:raid", id="raid", name="A raid", when="2024", fields={"by": "kp", "stages": [1]}
    )
    table = Dataset([raid, axt.Activity(id="fire", name="A fire", activity="operation")]).table("events")
    rows = {row["id"]: row for row in table}
    assert (rows["raid"]["kind"], rows["raid"]["name"], rows["raid"]["when"]) == ("cyber:raid", "A raid", "2024")
    assert [(one.field, one.values) for one in table.omitted if one.kept_in is None] == [("cyber:raid.fields", 2)]
