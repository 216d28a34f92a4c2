"""Files: what is written appears whole or not at all, and what is read is one of the known formats."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from plain_data_strategies import plain_document

import axis_tracker as axt
from axis_tracker.formats.documents import dataset_of, kinds_by_tag


@pytest.fixture
def dataset():
    return dataset_of(plain_document(), kinds=kinds_by_tag())


@pytest.fixture
def usual_mask():
    """New files may be read by all and written by their owner."""
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_again(tmp_path, dataset):
    for path in (tmp_path / "data.json", str(tmp_path / "other.json")):
        axt.write(dataset, path)
        assert axt.read(path) == dataset
        assert Path(path).read_bytes() == axt.dumps(dataset).encode()


def test_a_relative_path_is_read_and_written_where_one_stands(tmp_path, dataset, monkeypatch):
    monkeypatch.chdir(tmp_path)
    axt.write(dataset, "data.json")
    assert axt.read("data.json") == dataset
    assert [one.name for one in tmp_path.iterdir()] == ["data.json"]


def test_a_further_kind_of_event_is_read_from_a_file_and_from_a_folder(tmp_path, foreign_kind):
    event = foreign_kind(id="clash", name="Clash", place="russia", calibre=152)
    mine = axt.Dataset([axt.Place(id="russia", name="Russia"), event])
    axt.write(mine, tmp_path / "mine.json")
    (tmp_path / "mine.toml").write_text(
        '[[places]]\nid = "russia"\nname = "Russia"\n[[events]]\nkind = "example:skirmish"\n'
        'id = "clash"\nname = "Clash"\n'
        'place = "russia"\ncalibre = 152\n'
    )
    assert axt.read(tmp_path / "mine.json", kinds=[foreign_kind]) == mine
    assert axt.read(tmp_path, kinds=[foreign_kind]) == mine
    for source in (tmp_path, tmp_path / "mine.json"):
        with pytest.raises(axt.ReadError, match="no such kind of event"):
            axt.read(source)


def test_problems_name_the_file(tmp_path):
    path = tmp_path / "data.json"
    path.write_text('{"format": "axis-tracker",\n "version": }')
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(path), 2)
    assert str(caught.value).startswith(f"{path}:2: ")


# Which files


@pytest.mark.parametrize("name", ["data.csv", "data", "data.gz", "data.json.bak", "data.JSON", ".json"])
def test_a_file_of_another_suffix_is_refused_and_not_touched(tmp_path, dataset, name):
    path = tmp_path / name
    path.write_text("mine")
    for action in (lambda: axt.read(path), lambda: axt.write(dataset, path)):
        with pytest.raises(
            axt.ReadError, match=r"no format has this suffix|has no suffix that names a format"
        ) as caught:
            action()
        assert caught.value.problems[0].file == str(path)
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["data.json", "folder", "folder/data.json"])
def test_what_is_not_there_cannot_be_read(tmp_path, name):
    with pytest.raises(FileNotFoundError):
        axt.read(tmp_path / name)


def test_a_folder_is_read_whatever_its_name(tmp_path):
    folder = tmp_path / "data.json"
    folder.mkdir()
    (folder / "a.toml").write_text('[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n')
    assert axt.read(folder).actors.ids == ("kp",)


# Whole or not at all


def fail_to_sync(descriptor):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fail_to_replace(self, target):
    raise KeyboardInterrupt


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize(
    "failure",
    [(os, "fsync", fail_to_sync), (Path, "replace", fail_to_replace)],
    ids=["the disk is full", "interrupted at the last step"],
)
def test_a_failing_write_leaves_the_old_file_and_nothing_else(tmp_path, dataset, monkeypatch, failure, existing):
    path = tmp_path / "data.json"
    if existing:
        path.write_text("old")
    monkeypatch.setattr(*failure)
    with pytest.raises((OSError, KeyboardInterrupt)):
        axt.write(dataset, path)
    assert [one.read_text() for one in tmp_path.iterdir()] == (["old"] if existing else [])


def test_a_dataset_that_cannot_be_written_touches_no_file(tmp_path, dataset, monkeypatch):
    def fail(record):
        raise RuntimeError

    monkeypatch.setattr("axis_tracker.formats.json.plain_record", fail)
    with pytest.raises(RuntimeError):
        axt.write(dataset, tmp_path / "data.json")
    assert list(tmp_path.iterdir()) == []


def test_until_the_file_is_replaced_the_old_one_is_whole(tmp_path, dataset, monkeypatch):
    path = tmp_path / "data.json"
    path.write_text("old")
    replace = Path.replace
    seen = []

    def watching(self, target):
        seen.append((path.read_text(), self.parent, self.read_bytes()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watching)
    axt.write(dataset, path)
    assert seen == [("old", tmp_path, axt.dumps(dataset).encode())]
    assert [one.name for one in tmp_path.iterdir()] == ["data.json"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path, dataset):
    with pytest.raises(FileNotFoundError):
        axt.write(dataset, tmp_path / "folder" / "data.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="to root no folder is read-only")
def test_a_read_only_folder_is_refused_by_the_system(tmp_path, dataset):
    tmp_path.chmod(0o555)
    with pytest.raises(PermissionError):
        axt.write(dataset, tmp_path / "data.json")
    tmp_path.chmod(0o755)
    assert list(tmp_path.iterdir()) == []


# Permissions and links


@pytest.mark.usefixtures("usual_mask")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path, dataset):
    axt.write(dataset, tmp_path / "data.json")
    assert mode_of(tmp_path / "data.json") == 0o644
    os.umask(0o077)
    axt.write(dataset, tmp_path / "private.json")
    assert mode_of(tmp_path / "private.json") == 0o600
    assert os.umask(0o077) == 0o077


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_permissions(tmp_path, dataset, mode):
    path = tmp_path / "data.json"
    path.touch()
    path.chmod(mode)
    axt.write(dataset, path)
    assert mode_of(path) == mode
    assert axt.read(path) == dataset


@pytest.mark.parametrize("existing", [True, False])
def test_through_a_link_the_file_that_it_points_to_is_written(tmp_path, dataset, existing):
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "data.json"
    if existing:
        target.write_text("old")
    link = tmp_path / "link.json"
    link.symlink_to(Path("there") / "data.json")
    axt.write(dataset, link)
    assert link.is_symlink()
    assert axt.read(target) == axt.read(link) == dataset
    assert [one.name for one in target.parent.iterdir()] == ["data.json"]


# The packaged data


def test_the_packaged_data_are_read_once():
    assert axt.load() is axt.load()
    assert axt.load() == axt.read(Path(axt.__file__).parent / "data" / "axis.json")
