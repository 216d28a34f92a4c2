"""Flat tables as CSV files with a Frictionless Data Package: valid, exact, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from custom_events import Intrusion
from example_counts import few
from example_dataset import RECORDS, WORLD
from hypothesis import given
from records_from_rows import records_of

import axis_tracker as axt
from axis_tracker import ColumnType, Dataset, Formulas, InvalidValueError, write_tables
from axis_tracker.tables import data_package
from axis_tracker.tables.column_types import TYPES
from axis_tracker.tables.formulas import is_formula
from axis_tracker.tables.views import VIEWS
from axis_tracker.testing import datasets

ALL_VIEWS = [view.name for view in VIEWS]

# How Table Schema says that the text of a cell is read.
READ = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
    "array": lambda text: tuple(json.loads(text)),
}


def descriptor_of(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def rows_in(folder):
    """The rows of all files, read as the descriptor says, with what was escaped as it was."""
    rows = {}
    for resource in descriptor_of(folder)["resources"]:
        fields = {one["name"]: READ[one["type"]] for one in resource["schema"]["fields"]}
        escaped = {(tuple(one["key"]), one["field"]) for one in resource["escaped"]}
        rows[resource["name"]] = []
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            for cells in csv.DictReader(file, strict=True):
                row = {name: None if text == "" else fields[name](text) for name, text in cells.items()}
                key = tuple(row[name] for name in resource["schema"]["primaryKey"])
                for name in [name for one, name in escaped if one == key]:
                    assert row[name].startswith("'")
                    row[name] = row[name].removeprefix("'")
                rows[resource["name"]].append(row)
    return rows


def with_notes(*notes):
    return Dataset([*RECORDS, *(axt.Item(id=f"i{n}", name="x", note=note) for n, note in enumerate(notes))])


@few
@given(datasets())
def test_every_dataset_can_be_read_back_from_its_files(dataset):
    with tempfile.TemporaryDirectory() as folder:
        report = write_tables(dataset, Path(folder) / "tables")
        assert Dataset(records_of(rows_in(report.path))) == dataset


def test_the_packaged_data_are_a_valid_data_package(tmp_path):
    assert problems_of(write_tables(axt.load(), tmp_path / "tables")) == []


@pytest.mark.parametrize(
    "dataset",
    [
        Dataset(),
        with_notes("=1+1", "\"a\", 'b';", "한국"),
        Dataset([*RECORDS, Intrusion(id="i", name="I", place="russia", cost=Decimal("0.5"), seen="2024", public=True)]),
    ],
    ids=["nothing", "hostile", "another project's kind"],
)
def test_every_package_is_valid(dataset, tmp_path):
    assert problems_of(write_tables(dataset, tmp_path / "tables")) == []


@pytest.mark.parametrize(
    ("view", "old", "new", "problem"),
    [
        ("claims", "asserts", "said", "constraint-error"),
        ("claims", "hur,", "nobody,", None),
        ("passages", "rounds-by-hur,0", "nobody,0", "foreign-key"),
        ("items", "rounds", "arms", "primary-key"),
    ],
)
def test_the_descriptor_notices_what_is_changed(view, old, new, problem, tmp_path):
    report = write_tables(WORLD, tmp_path / "tables")
    path = report.path / f"{view}.csv"
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    found = problems_of(report)
    assert problem in found if problem else "hash-count" in found or "byte-count" in found


def problems_of(report):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what frictionless itself is warned of
        import frictionless

        checked = frictionless.validate(str(report.path / "datapackage.json"))
    return [kind for (kind,) in checked.flatten(["type"])]


def test_the_descriptor_tells_bytes_and_digest_of_each_file(tmp_path):
    report = write_tables(WORLD, tmp_path / "tables")
    for resource in descriptor_of(report.path)["resources"]:
        content = (report.path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert report.rows[resource["name"]] == len(WORLD.table(resource["name"]))


def test_the_descriptor_describes_every_column_and_what_is_left_out(tmp_path):
    report = write_tables(WORLD, tmp_path / "tables")
    for resource in descriptor_of(report.path)["resources"]:
        table = WORLD.table(resource["name"])
        assert [one["name"] for one in resource["schema"]["fields"]] == [one.name for one in table.columns]
        assert [one["description"] for one in resource["schema"]["fields"]] == [one.meaning for one in table.columns]
        assert [(one["field"], one["values"]) for one in resource["omitted"]] == [
            (one.field, one.values) for one in table.omitted
        ]


def test_the_types_of_the_descriptor_are_those_of_the_reference(tmp_path):
    named = {(one.column, one.words): one.csv for one in TYPES}
    for resource in descriptor_of(write_tables(WORLD, tmp_path / "tables").path)["resources"]:
        for field in resource["schema"]["fields"]:
            column = WORLD.table(resource["name"])[field["name"]]
            words = bool(column.words) and column.type is ColumnType.TEXT
            assert field["type"] == named[column.type, words]
            assert ("enum" in field.get("constraints", {})) is words


def test_the_files_are_csv_of_the_standard(tmp_path):
    content = (write_tables(WORLD, tmp_path / "tables").path / "claims.csv").read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n") == len(WORLD.claims) + 1
    assert not content.startswith(b"\xef\xbb\xbf")


def test_the_same_dataset_gives_the_same_bytes(tmp_path):
    folders = [write_tables(axt.load(), tmp_path / name).path for name in "ab"]
    contents = [{one.name: one.read_bytes() for one in folder.iterdir()} for folder in folders]
    assert contents[0] == contents[1]
    assert len(contents[0]) == len(ALL_VIEWS) + 1


# What a spreadsheet would execute

HOSTILE = ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\uff1dA1", "\uff0bA1", "\uff0dA1", "\uff20A1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_would_be_executed_is_escaped_and_reported(text, tmp_path):
    report = write_tables(with_notes(text), tmp_path / "tables")
    (cell,) = report.escaped
    assert (cell.table, cell.key, cell.column, cell.value) == ("items", ("i0",), "note", text)
    assert "1 cells escaped" in str(report)
    written = (report.path / "items.csv").read_bytes().decode()
    assert f"'{text}" in written
    assert rows_in(report.path)["items"][[*ids(report)].index("i0")]["note"] == text


def ids(report):
    return (row["id"] for row in rows_in(report.path)["items"])


def test_no_cell_of_any_file_would_be_executed(tmp_path):
    report = write_tables(with_notes(*HOSTILE), tmp_path / "tables")
    for name in ALL_VIEWS:
        numbers = {one.name for one in WORLD.table(name).columns if one.type.value in ("decimal", "float", "integer")}
        with (report.path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column, text in row.items():
                    assert column in numbers or not is_formula(text)


def test_a_text_that_has_an_apostrophe_already_is_left_as_it_is(tmp_path):
    report = write_tables(with_notes("'=1+1", "=1+1"), tmp_path / "tables")
    assert len(report.escaped) == 1
    notes = {row["id"]: row["note"] for row in rows_in(report.path)["items"]}
    assert (notes["i0"], notes["i1"]) == ("'=1+1", "=1+1")


def test_formulas_can_be_refused_and_then_nothing_is_written(tmp_path):
    with pytest.raises(InvalidValueError, match="would execute this string") as caught:
        write_tables(with_notes(*HOSTILE), tmp_path / "tables", formulas="refuse")
    assert "items[i0].note; items[i1].note; items[i2].note and 6 more" in str(caught.value)
    assert not [*tmp_path.iterdir()]


def test_formulas_can_be_kept(tmp_path):
    report = write_tables(with_notes("=1+1"), tmp_path / "tables", formulas=Formulas.KEEP)
    assert report.escaped == ()
    assert ",=1+1\r\n" in (report.path / "items.csv").read_bytes().decode()


def test_negative_numbers_are_numbers(tmp_path):
    claim = attrs.evolve(WORLD.claims[0], measure={"quantity": {"low": -5, "high": "-0.5"}, "phase": "sent"})
    rest = [one for one in RECORDS if one is not WORLD.claims[0] and getattr(one, "id", "") != claim.id]
    report = write_tables(Dataset([*rest, claim]), tmp_path / "tables")
    assert report.escaped == ()
    row = next(row for row in rows_in(report.path)["claims"] if row["id"] == claim.id)
    assert (row["quantity_low"], row["quantity_high"]) == (-5, Decimal("-0.5"))


# Whole or not at all


def test_a_folder_of_tables_is_replaced(tmp_path):
    write_tables(axt.load(), tmp_path / "tables")
    report = write_tables(WORLD, tmp_path / "tables")
    assert len(rows_in(report.path)["claims"]) == len(WORLD.claims)
    assert [*tmp_path.iterdir()] == [tmp_path / "tables"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "tables").mkdir()
    assert len([*write_tables(WORLD, tmp_path / "tables").path.iterdir()]) == len(ALL_VIEWS) + 1


@pytest.mark.parametrize("name", ["mine.txt", "datapackage.json"])
def test_a_folder_that_holds_other_files_is_left_as_it_is(name, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / name).write_text("{}")
    with pytest.raises(axt.WriteError, match="writing would destroy it"):
        write_tables(WORLD, tmp_path / "tables")
    assert [*tmp_path.rglob("*")] == [tmp_path / "tables", tmp_path / "tables" / name]


def test_a_file_put_among_the_tables_is_not_lost(tmp_path):
    mine = write_tables(WORLD, tmp_path / "tables").path / "analysis.ods"
    mine.write_text("hours of work")
    with pytest.raises(axt.WriteError, match="writing would destroy it"):
        write_tables(WORLD, tmp_path / "tables")
    assert mine.read_text() == "hours of work"


def test_a_table_that_was_edited_is_not_lost(tmp_path):
    mine = write_tables(WORLD, tmp_path / "tables").path / "claims.csv"
    mine.write_text("a claim of my own")
    with pytest.raises(axt.WriteError, match="writing would destroy it"):
        write_tables(WORLD, tmp_path / "tables")
    assert mine.read_text() == "a claim of my own"


def test_a_file_in_the_place_of_the_folder_is_left_as_it_is(tmp_path):
    (tmp_path / "tables").write_text("mine")
    with pytest.raises(axt.WriteError, match="writing would destroy it"):
        write_tables(WORLD, tmp_path / "tables")
    assert (tmp_path / "tables").read_text() == "mine"


def test_if_writing_fails_the_old_tables_stand(tmp_path, monkeypatch):
    before = rows_in(write_tables(WORLD, tmp_path / "tables").path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(data_package, "write_descriptor", full)
    with pytest.raises(OSError, match="No space left"):
        write_tables(axt.load(), tmp_path / "tables")
    assert rows_in(tmp_path / "tables") == before
    assert [*tmp_path.iterdir()] == [tmp_path / "tables"]


def test_if_the_new_folder_cannot_be_put_in_place_the_old_one_comes_back(tmp_path, monkeypatch):
    before = rows_in(write_tables(WORLD, tmp_path / "tables").path)
    rename = Path.rename

    def once_moved(self, target):
        if Path(target) == tmp_path / "tables" and self.name == "new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", once_moved)
    with pytest.raises(OSError, match="Input/output error"):
        write_tables(axt.load(), tmp_path / "tables")
    assert rows_in(tmp_path / "tables") == before
    assert [*tmp_path.iterdir()] == [tmp_path / "tables"]


# The door


@pytest.mark.parametrize(
    ("path", "asked", "reason"),
    [
        ("tables.xlsx", {}, "no table format has this suffix"),
        ("tables.csv", {}, "give a folder for CSV"),
        ("tables", {"format": "xlsx"}, "not a table format; one of 'csv', 'parquet', 'sqlite'"),
        ("tables", {"formulas": "run"}, "not a policy; one of 'escape', 'refuse', 'keep'"),
        ("axis.sqlite", {"formulas": "escape"}, "a policy for formulas applies only to CSV files"),
        ("tables", {"format": "parquet", "formulas": "keep"}, "a policy for formulas applies only to CSV files"),
    ],
)
def test_what_cannot_be_written_is_refused(path, asked, reason, tmp_path):
    with pytest.raises(InvalidValueError, match=reason):
        write_tables(WORLD, tmp_path / path, **asked)
    assert not [*tmp_path.iterdir()]


def test_the_report_says_what_no_table_has(tmp_path):
    dataset = Dataset([*RECORDS, Intrusion(id="i", name="I", place="russia", ports=(22, 80))])
    report = write_tables(dataset, tmp_path / "tables")
    assert [(one.table, one.field, one.values) for one in report.lost] == [("events", "example:intrusion.ports", 1)]
    assert "example:intrusion.ports: 1 value left out" in str(report)
    assert write_tables(WORLD, tmp_path / "tables").lost == ()


def test_flat_tables_as_parquet_are_those_of_arrow(tmp_path):
    import pyarrow.parquet as pq

    report = write_tables(WORLD, tmp_path / "tables", format="parquet")
    for name in ALL_VIEWS:
        assert pq.read_table(report.path / f"{name}.parquet").to_pylist() == WORLD.table(name).to_arrow().to_pylist()
    assert {one["format"] for one in descriptor_of(report.path)["resources"]} == {"parquet"}
