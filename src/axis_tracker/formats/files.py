"""Reading and writing datasets by path: the doors of this room.

Imports `json`, and `toml_folder` on first use. The packaged data have a door of their own, `packaged`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.errors import Problem, ReadError
from axis_tracker.formats.json import dumps, loads
from axis_tracker.model.events import Event

__all__ = ["read", "write"]


def read(path: str | os.PathLike[str], *, kinds: Iterable[type[Event]] = ()) -> Dataset:
    """The dataset in a canonical JSON file, or in a folder of curators' TOML files.

    `kinds` are further classes of event, from another project. Raises `ReadError` with every problem, each with its
    file, its line where that is known, and its path; `OSError` if a file is not there or cannot be opened.
    """
    source = Path(path)
    if source.is_dir():
        from axis_tracker.formats.toml_folder import read_folder

        return read_folder(source, kinds=kinds)
    if source.exists():
        _require_json(source)
    return loads(source.read_bytes(), kinds=kinds, file=str(source))


def write(dataset: Dataset, path: str | os.PathLike[str]) -> None:
    """Write a dataset as canonical JSON; the same dataset gives the same bytes.

    The file appears whole or not at all: it is written beside its place and then moved there. Where a symbolic link
    stands, the file that it points to is written. Raises `ReadError` for a suffix other than .json, `OSError` if it
    cannot be written.
    """
    _require_json(Path(path))
    target = Path(path).resolve()
    content = dumps(dataset).encode()
    descriptor, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(_mode_of_new_files(target))
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _mode_of_new_files(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _require_json(path: Path) -> None:
    if path.suffix != ".json":
        raise ReadError(
            [
                Problem(
                    "is neither a folder nor a .json file",
                    file=str(path),
                    suggestion="the formats are JSON and folders of TOML",
                )
            ]
        )
