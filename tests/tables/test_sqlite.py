"""Flat tables as an SQLite database: keys that hold, lists in tables of their own, exact numbers, Datasette."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
import warnings
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from custom_events import Intrusion
from example_counts import few
from example_dataset import RECORDS, WORLD
from hypothesis import given
from one_claim import one_claim
from records_from_rows import records_of

import axis_tracker as axt
from axis_tracker import ColumnType, Dataset, write_tables
from axis_tracker.tables.views import VIEWS
from axis_tracker.testing import datasets


def ask(path, question, *values):
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(question, values)]


def number(text):
    return None if text is None else Decimal(text)


def rows_in(path, dataset):
    """The rows of all views, put together again from the tables and their link tables."""
    rows = {}
    for view in VIEWS:
        table = dataset.table(view.name)
        rows[view.name] = found = ask(path, f'SELECT * FROM "{view.name}"')
        for column in table.columns:
            if column.type is ColumnType.BOOLEAN:
                for row in found:
                    row[column.name] = None if row[column.name] is None else bool(row[column.name])
            if column.type is ColumnType.DECIMAL:
                for row in found:
                    row[column.name] = number(row.pop(f"{column.name}_exact"))
            if column.type is ColumnType.LIST and not column.is_derived:
                links = ask(path, f'SELECT * FROM "{view.name}_{column.name}" ORDER BY position')
                owners = [one for one in (links[0] if links else ()) if one not in ("position", "value")]
                for row in found:
                    key = [row[name] for name in view.key]
                    row[column.name] = tuple(
                        link["value"] for link in links if [link[owner] for owner in owners] == key
                    )
    return rows


@few
@given(datasets())
def test_every_dataset_can_be_read_back_from_its_database(dataset):
    with tempfile.TemporaryDirectory() as folder:
        report = write_tables(dataset, Path(folder) / "axis.sqlite")
        assert Dataset(records_of(rows_in(report.path, dataset))) == dataset
        assert ask(report.path, "PRAGMA foreign_key_check") == []
        assert ask(report.path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return write_tables(axt.load(), tmp_path_factory.mktemp("sqlite") / "axis.sqlite").path


def test_a_reference_to_nothing_is_refused_by_the_database(database):
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA foreign_keys = ON")
        opened.execute("UPDATE claims SET event = 'nothing' WHERE id = (SELECT min(id) FROM claims)")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            opened.commit()
        opened.rollback()
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            opened.execute("UPDATE claims SET stance = 'says'")


def test_summaries_can_be_searched(database):
    question = "SELECT id FROM claims WHERE rowid IN (SELECT rowid FROM claims_search WHERE claims_search MATCH ?)"
    found = {row["id"] for row in ask(database, question, "satellite")}
    assert found
    for claim in axt.load().claims:
        words = claim.summary.lower().replace("-", " ").replace("'", " ").replace(",", " ").replace(".", " ").split()
        assert (claim.id in found) is ("satellite" in words)


def test_the_views_have_names_in_the_place_of_ids(database):
    (row,) = ask(database, "SELECT * FROM claims_to_read WHERE id = '001-hur-artillery-shells'")
    assert (row["claimants"], row["quantity_low"]) == ("Ukrainian military intelligence", 4_500_000)
    counts = {row["id"]: row["claims"] for row in ask(database, "SELECT * FROM transfers_to_read")}
    ds = axt.load()
    assert counts == {one.id: len(ds.claims.where(about=one.id)) for one in ds.transfers}


def test_the_database_says_what_its_columns_mean(database):
    said = {(row["table"], row["column"]): row["meaning"] for row in ask(database, "SELECT * FROM about_columns")}
    for view in VIEWS:
        for column in view.columns:
            assert said[view.name, column.name] == column.meaning


def test_numbers_can_be_counted_with_and_their_exact_digits_stand_beside(tmp_path):
    low, high = 10**29 + 1, Decimal(f"{10**30 - 1}.1")
    path = write_tables(one_claim(low=low, high=high), tmp_path / "axis.sqlite").path
    (row,) = ask(path, "SELECT * FROM claims WHERE quantity_low > 1000")
    assert (row["quantity_low"], row["quantity_low_exact"]) == (float(low), str(low))
    assert row["quantity_high_exact"] == str(high)
    (row,) = ask(write_tables(one_claim(low=2**63 - 1), tmp_path / "b.db").path, "SELECT * FROM claims")
    assert row["quantity_low"] == 2**63 - 1


def test_another_projects_kind_has_its_columns(tmp_path):
    event = Intrusion(id="i", name="I", place="russia", supplier=["kp", "ru"], hosts=3)
    path = write_tables(Dataset([*RECORDS, event]), tmp_path / "axis.sqlite").path
    (row,) = ask(path, "SELECT * FROM events WHERE id = 'i'")
    assert (row["place"], row["hosts"]) == ("russia", 3)
    links = ask(path, "SELECT * FROM events_example_intrusion_supplier ORDER BY position")
    assert [link["value"] for link in links] == ["kp", "ru"]


# The file


def test_the_same_dataset_gives_the_same_bytes(tmp_path):
    one, other = (write_tables(axt.load(), tmp_path / name).path.read_bytes() for name in ("a.db", "b.db"))
    assert one == other


def test_a_database_is_replaced_and_another_file_is_not(tmp_path):
    path = tmp_path / "axis.sqlite"
    write_tables(axt.load(), path)
    write_tables(WORLD, path)
    assert len(ask(path, "SELECT id FROM claims")) == len(WORLD.claims)
    path.write_text("my notes")
    with pytest.raises(axt.WriteError, match="not an SQLite database, so writing would destroy it"):
        write_tables(WORLD, path)
    assert path.read_text() == "my notes"
    assert [*tmp_path.iterdir()] == [path]


def test_if_writing_fails_the_old_database_stands(tmp_path, monkeypatch):
    path = write_tables(WORLD, tmp_path / "axis.sqlite").path
    before = path.read_bytes()
    monkeypatch.setattr("axis_tracker.tables.sqlite.VIEWS_TO_READ", {"broken": "SELECT FROM"})
    with pytest.raises(sqlite3.OperationalError):
        write_tables(axt.load(), path)
    assert path.read_bytes() == before
    assert [*tmp_path.iterdir()] == [path]


# Datasette


def test_datasette_opens_it(database):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Datasette itself is warned of
        from datasette.app import Datasette

        async def answers():
            app = Datasette([str(database)], pdb=False)
            pages = ["/axis", *(f"/axis/{view.name}" for view in VIEWS), "/axis/claims_to_read"]
            codes = [(await app.client.get(page)).status_code for page in pages]
            search = await app.client.get("/axis/claims.json?_search=satellite&_shape=array")
            sql = "select count(*) as n from claims where stance = 'denies'"
            query = await app.client.get("/axis.json", params={"sql": sql, "_shape": "array"})
            row = await app.client.get("/axis/claims/001-hur-artillery-shells")
            linked = await app.client.get("/axis/claims?event=kp-ru-arms")
            return [*codes, row.status_code], search.json(), query.json(), linked.text

        codes, found, counted, linked = asyncio.run(answers())
    assert set(codes) == {200}
    assert found
    assert all("satellite" in one["summary"].lower() for one in found)
    assert counted == [{"n": len(axt.load().claims.where(stance="denies"))}]
    assert 'href="/axis/events/kp-ru-arms"' in linked
