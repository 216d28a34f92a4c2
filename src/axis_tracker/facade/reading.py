"""The functions that read a dataset from a file, a folder or a string and return the public `Dataset`."""

from __future__ import annotations

import os
from collections.abc import Iterable

from axis_tracker.dataset.record_set import recast
from axis_tracker.errors import ReadError
from axis_tracker.facade.dataset import Dataset
from axis_tracker.formats.kinds import UnknownKinds, UnknownKindsName
from axis_tracker.formats.limits import DEFAULT_LIMITS, Limits
from axis_tracker.formats.registry import Format
from axis_tracker.model.events import Event

__all__ = ["check", "loads", "read"]


def read(
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002 (the name that pandas and others use)
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    limits: Limits = DEFAULT_LIMITS,
) -> Dataset:
    """Read the dataset in a file, or in a folder of TOML files.

    - `format`: the format. By default, the suffix of the file determines it. A file with an additional suffix `.gz` is
      decompressed.
    - `kinds`: further event classes, from other projects. Classes that an installed distribution provides through an
      entry point need not be given.
    - `unknown_kinds`: "refuse" raises an error for an event of an unknown kind. "carry" keeps such an event as an
      `UnknownEvent`, which is written back unchanged.
    - `limits`: the maximum sizes of files (see `Limits`).

    >>> import pathlib, tempfile, axis_tracker as axt
    >>> path = pathlib.Path(tempfile.mkdtemp(), "axis.jsonl.gz")
    >>> axt.write(axt.load(), path)
    >>> axt.read(path) == axt.load()
    True

    Raises `ReadError` with every problem. Each problem names its file, its path and, if known, its line. Raises
    `FormatError` for an unknown format, `MissingExtraError` if the format needs an extra that is not installed, and
    `OSError` if a file does not exist or cannot be opened.
    """
    from axis_tracker.formats import files

    return recast(files.read(path, format, kinds=kinds, unknown_kinds=unknown_kinds, limits=limits), Dataset)


def loads(
    text: str | bytes,
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    file: str | None = None,
) -> Dataset:
    """Read a dataset from a string of canonical JSON, so that `loads(dumps(ds)) == ds`.

    `kinds` and `unknown_kinds` have the same meaning as for `read`. `file` is the name that error messages give to the
    string.

    Raises `ReadError` with every problem. Examples of problems are a string that is not JSON (reported with the line),
    an unknown format or version, an unknown or missing field, an invalid value (reported with its path), and a
    reference to an id that does not exist.
    """
    from axis_tracker.formats import json

    return recast(json.loads(text, kinds=kinds, unknown_kinds=unknown_kinds, file=file), Dataset)


def check(path: str | os.PathLike[str], *, kinds: Iterable[type[Event]] = ()) -> Dataset:
    """Read a folder or file as `read` does, and compare each quantity with the words from which it was read.

    Raises `ReadError` with every problem.
    """
    from pathlib import Path

    from axis_tracker.curation.verification import misread_wordings
    from axis_tracker.formats.problems import in_file
    from axis_tracker.formats.toml_folder import located_in_folder

    dataset = read(path, kinds=kinds)
    found = list(misread_wordings(dataset))
    if found:
        source = Path(path)
        raise ReadError(located_in_folder(found, source) if source.is_dir() else in_file(found, str(source)))
    return dataset
