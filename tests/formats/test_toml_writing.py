"""TOML is written as curators write it: in one file, or in a folder that nobody else's work is lost in."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from example_counts import examples
from hypothesis import given
from plain_data_strategies import plain_document

import axis_tracker as axt
from axis_tracker.formats import atomic
from axis_tracker.formats.toml_folder import WRITTEN
from axis_tracker.testing import datasets

DATASET = axt.loads(json.dumps(plain_document()))


def contents_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# One file


def test_a_file_begins_with_the_format_and_holds_an_array_of_tables_for_each_collection(tmp_path):
    path = tmp_path / "data.toml"
    axt.write(
        axt.Dataset([axt.Item(id="arms", name="arms"), axt.Item(id="shells", name="shells", broader=["arms"])]), path
    )
    assert path.read_text() == (
        'format = "axis-tracker"\nversion = 2\n\n[[items]]\nid = "arms"\nname = "arms"\n'
        '\n[[items]]\nid = "shells"\nname = "shells"\nbroader = [\n    "arms",\n]\n'
    )


def test_a_file_that_a_curator_wrote_needs_no_head(tmp_path):
    path = tmp_path / "data.toml"
    path.write_text('[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n')
    assert axt.read(path).actors.ids == ("kp",)


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ('format = "axis-tracker"\nversion = 3', "version"),
        ('format = "axis-tracker"', "version"),
        ('format = "other"\nversion = 1', "format"),
        ("version = 1", "format"),
    ],
)
def test_a_head_that_is_there_is_right(tmp_path, head, path):
    (tmp_path / "data.toml").write_text(
        f'# A file.\n{head}\n[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n'
    )
    for source in (tmp_path / "data.toml", tmp_path):
        with pytest.raises(axt.ReadError) as caught:
            axt.read(source)
        (problem,) = caught.value.problems
        assert (problem.path, problem.file) == (path, str(tmp_path / "data.toml"))


def test_problems_of_a_file_have_their_lines(tmp_path):
    path = tmp_path / "data.toml"
    axt.write(DATASET, path)
    text = path.read_text().replace('kind = "person"', 'kind = "preson"')
    path.write_text(text)
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path)
    (problem,) = caught.value.problems
    assert text.splitlines()[problem.line - 1] == 'kind = "preson"'


# A folder


@examples(15)
@given(datasets())
def test_a_folder_is_read_as_it_was_written_and_written_again_the_same(tmp_path_factory, dataset):
    folder = tmp_path_factory.mktemp("data")
    axt.write(dataset, folder / "first", "toml-folder")
    again = axt.read(folder / "first")
    assert again == dataset
    axt.write(axt.Dataset(list(again.records)[::-1]), f"{folder}/second/")
    assert contents_of(folder / "first") == contents_of(folder / "second")


def test_the_packaged_data_come_back_equal_from_a_folder(tmp_path):
    axt.write(axt.load(), f"{tmp_path}/data/")
    assert axt.check(tmp_path / "data") == axt.load()
    assert axt.dumps(axt.read(tmp_path / "data")) == axt.dumps(axt.load())


def test_each_document_has_a_file_with_its_claims_in_the_order_of_the_text(tmp_path):
    axt.write(DATASET, tmp_path / "data", "toml-folder")
    assert set(contents_of(tmp_path / "data")) == {
        *("actors.toml", "places.toml", "items.toml", "events.toml", "documents/report.toml", "claims.toml", WRITTEN)
    }
    report = (tmp_path / "data" / "documents" / "report.toml").read_text()
    assert report.index("hur-shells") < report.index("ru-denies")
    assert '"char=10,20;sha256=0123456789abcdef"' in report
    assert "report#" not in report
    assert "kp-share" in (tmp_path / "data" / "claims.toml").read_text()  # which stands in no document


@pytest.mark.parametrize("key", ["con", "lpt1", "x" * 250])
def test_a_document_whose_id_can_name_no_file_is_kept_elsewhere(tmp_path, key):
    document = plain_document()
    text = json.dumps(document).replace("report#", f"{key}#").replace('"report"', f'"{key}"')
    dataset = axt.loads(text)
    axt.write(dataset, tmp_path / "data", "toml-folder")
    assert axt.read(tmp_path / "data") == dataset
    assert "documents.toml" in contents_of(tmp_path / "data")


def test_nothing_at_all_is_a_folder_too(tmp_path):
    axt.write(axt.Dataset(), tmp_path / "data", "toml-folder")
    assert axt.read(tmp_path / "data") == axt.Dataset()


def test_the_list_of_what_was_written_is_that_of_sha256sum(tmp_path):
    axt.write(DATASET, tmp_path / "data", "toml-folder")
    contents = contents_of(tmp_path / "data")
    lines = contents.pop(WRITTEN).decode().splitlines()
    assert lines == [f"{hashlib.sha256(contents[name]).hexdigest()}  {name}" for name in sorted(contents)]


# What is there already


def test_what_was_written_here_is_replaced_and_what_is_no_longer_in_it_goes(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o750)
    axt.write(DATASET, folder)
    axt.write(axt.Dataset([axt.Item(id="arms", name="arms")]), folder)
    assert set(contents_of(folder)) == {"actors.toml", "items.toml", WRITTEN}
    assert [one.name for one in tmp_path.iterdir()] == ["data"]
    assert folder.stat().st_mode & 0o777 == 0o750


def changed(folder):
    with (folder / "actors.toml").open("a") as file:
        file.write("# A remark of mine.\n")
    return ["actors.toml"]


def added(folder):
    (folder / "documents" / "notes.txt").write_text("mine")
    return ["documents/notes.txt"]


def linked(folder):
    (folder / "items.toml").rename(folder.parent / "elsewhere.toml")
    (folder / "items.toml").symlink_to(folder.parent / "elsewhere.toml")
    return ["items.toml"]


def unlisted(folder):
    names = [name for name in contents_of(folder) if name != WRITTEN]
    (folder / WRITTEN).unlink()
    return sorted(names)


def forged(folder):
    (folder / WRITTEN).write_bytes(b"\xff\n  \nno list")
    return sorted(name for name in contents_of(folder) if name != WRITTEN)


@pytest.mark.parametrize("change", [changed, added, linked, unlisted, forged])
def test_a_folder_with_anything_else_in_it_is_not_touched(tmp_path, change):
    folder = tmp_path / "data"
    axt.write(DATASET, folder, "toml-folder")
    others = change(folder)
    before = contents_of(folder)
    with pytest.raises(
        axt.WriteError, match="contains files that axis-tracker did not write or that have changed since"
    ) as caught:
        axt.write(axt.Dataset(), folder)
    assert caught.value.problems[0].value == others
    assert contents_of(folder) == before


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "data").write_text("mine")
    with pytest.raises(axt.WriteError, match="is not a folder, so a folder cannot replace it"):
        axt.write(DATASET, tmp_path / "data", "toml-folder")
    assert (tmp_path / "data").read_text() == "mine"


def test_a_folder_is_not_made_in_one_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        axt.write(DATASET, tmp_path / "there" / "data", "toml-folder")


def fail(*_, **__):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize(
    "failure",
    [(Path, "write_bytes", fail), (atomic.os, "fsync", fail), (Path, "mkdir", fail)],
    ids=["no room", "not forced to the disk", "no folder"],
)
def test_a_write_that_fails_leaves_the_old_folder_and_nothing_else(tmp_path, monkeypatch, failure, existing):
    folder = tmp_path / "data"
    if existing:
        axt.write(DATASET, folder, "toml-folder")
    before = contents_of(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(*failure)
        with pytest.raises(OSError, match="No space"):
            axt.write(axt.load(), folder, "toml-folder")
    assert contents_of(tmp_path) == before
    assert [one.name for one in tmp_path.iterdir()] == (["data"] if existing else [])


@pytest.mark.parametrize("step", [1, 2])
def test_a_move_that_fails_puts_the_old_folder_back(tmp_path, monkeypatch, step):
    folder = tmp_path / "data"
    axt.write(DATASET, folder, "toml-folder")
    before = contents_of(tmp_path)
    rename = Path.rename
    moves = []

    def failing(self, target):
        moves.append(self.name)
        if len(moves) == step:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(KeyboardInterrupt):
        axt.write(axt.load(), folder)
    assert contents_of(tmp_path) == before


def test_an_old_folder_that_cannot_be_put_back_is_not_removed(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    axt.write(DATASET, folder, "toml-folder")
    before = contents_of(folder)
    rename = Path.rename

    def failing(self, target):
        if self.name != "data":
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        axt.write(axt.load(), folder)
    (beside,) = tmp_path.iterdir()
    assert beside.name.startswith(atomic.TEMPORARY)
    assert contents_of(beside / "old") == before
