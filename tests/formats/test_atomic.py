"""What is written appears whole or not at all, whatever goes wrong, and in every format."""

from __future__ import annotations

import errno
import os
import stat

import pytest

import axis_tracker as axt
from axis_tracker.formats.atomic import whole_file

RECORDS = tuple(axt.Item(id=f"item-{number}", name="an item") for number in range(5_000))


def names_in(folder):
    return sorted(one.name for one in folder.iterdir())


def test_the_old_file_is_there_until_the_new_one_is_whole(tmp_path):
    path = tmp_path / "data"
    path.write_bytes(b"old")
    with whole_file(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert names_in(tmp_path) == ["data"]


def test_the_file_is_on_the_disk_before_it_takes_its_place_and_the_folder_after(tmp_path, monkeypatch):
    path = tmp_path / "data"
    path.write_bytes(b"old")
    synced = []

    def sync(descriptor):
        synced.append((stat.S_ISDIR(os.fstat(descriptor).st_mode), path.read_bytes()))

    monkeypatch.setattr(os, "fsync", sync)
    with whole_file(path) as file:
        file.write(b"new")
    assert synced == [(False, b"old"), (True, b"new")]


def test_a_folder_that_cannot_be_forced_to_the_disk_is_no_error(tmp_path, monkeypatch):
    fsync = os.fsync

    def sync(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", sync)
    axt.write(axt.Dataset(RECORDS[:5]), tmp_path / "data.json")
    axt.write(axt.Dataset(RECORDS[:5]), tmp_path / "data", "toml-folder")
    assert axt.read(tmp_path / "data.json") == axt.read(tmp_path / "data")


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit, MemoryError])
def test_an_error_in_the_middle_leaves_the_old_file_and_nothing_else(tmp_path, error, existing):
    path = tmp_path / "data"
    if existing:
        path.write_bytes(b"old")

    def fail():
        with whole_file(path) as file:
            file.write(b"new" * 100_000)
            raise error

    with pytest.raises(error):
        fail()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([b"old"] if existing else [])


def test_what_is_no_file_is_not_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with (
            pytest.raises(axt.WriteError, match="is not a file, so a file cannot replace it"),
            whole_file(tmp_path / name),
        ):
            pytest.fail("this must not be reached")
    assert names_in(tmp_path) == ["folder", "pipe"]


def test_a_name_as_long_as_the_system_takes_can_be_written(tmp_path):
    path = tmp_path / ("x" * 250 + ".json")
    axt.write(axt.Dataset(), path)
    assert names_in(tmp_path) == [path.name]


def full_after(monkeypatch, size):
    """A disk that has room for so many bytes."""
    written = 0
    real = os.fdopen

    class Disk:
        def __init__(self, descriptor, mode):
            self._file = real(descriptor, mode, buffering=0)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self._file.close()

        def write(self, content):
            nonlocal written
            written += len(content)
            if written > size:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return self._file.write(content)

        def writelines(self, contents):
            for content in contents:
                self.write(content)

        def __getattr__(self, name):
            return getattr(self._file, name)

    monkeypatch.setattr(os, "fdopen", Disk)


SUFFIXES = [suffix + packed for one in axt.FORMATS.values() for suffix in one.suffixes[:1] for packed in ("", ".gz")]


@pytest.mark.parametrize("existing", [True, False])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, suffix, existing):
    path = tmp_path / f"data{suffix}"
    if existing:
        path.write_bytes(b"old")
    full_after(monkeypatch, 1_000)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        axt.write(axt.Dataset(RECORDS), path)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([b"old"] if existing else [])


@pytest.mark.parametrize("suffix", [one for one in SUFFIXES if one.startswith(".jsonl")])
def test_a_stream_that_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path, suffix):
    path = tmp_path / f"data{suffix}"
    path.write_bytes(b"old")

    def records():
        yield from RECORDS
        raise RuntimeError

    with pytest.raises(RuntimeError):
        axt.write_records(records(), path)
    with pytest.raises(axt.InvalidValueError, match="a file of records may contain actors"):
        axt.write_records([*RECORDS, "kp"], path)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]
