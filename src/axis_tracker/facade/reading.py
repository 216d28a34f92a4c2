"""Reading: the functions of `formats` and `curation` that return a dataset, with the public class."""

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

    The format follows from the suffix of the file, unless `format` names one. A file whose name ends in `.gz` after
    that suffix is decompressed. `kinds` are further classes of event from another project; classes that an installed
    distribution offers by an entry point are found without it. An event of any other kind is refused, or with
    `unknown_kinds="carry"` kept as an `UnknownEvent` and written back unchanged. `limits` says how large a file may
    be.

    >>> import pathlib, tempfile, axis_tracker as axt
    >>> path = pathlib.Path(tempfile.mkdtemp(), "axis.jsonl.gz")
    >>> axt.write(axt.load(), path)
    >>> axt.read(path) == axt.load()
    True

    Raises `ReadError` with every problem, each with its file, its path and, where known, its line; `FormatError` for an
    unknown format; `MissingExtraError` if the format needs an extra that is not installed; `OSError` if a file does
    not exist or cannot be opened.
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
    """Read the dataset in a text of canonical JSON: `loads(dumps(ds)) == ds`.

    `kinds` and `unknown_kinds` are those of `read`. Errors call the text by the name `file`.

    Raises `ReadError` with every problem: text that is not JSON (with its line), an unknown format or version, unknown
    or missing fields, invalid values (each with its path), references to ids that do not exist.
    """
    from axis_tracker.formats import json

    return recast(json.loads(text, kinds=kinds, unknown_kinds=unknown_kinds, file=file), Dataset)


def check(path: str | os.PathLike[str], *, kinds: Iterable[type[Event]] = ()) -> Dataset:
    """Read a folder or file as `read` does, and compare each quantity with the words that it was read from.

    Returns the dataset if nothing is wrong. Raises `ReadError` with every problem otherwise.
    """
    from pathlib import Path

    from axis_tracker.curation.validation import misread_wordings
    from axis_tracker.formats.problems import in_file
    from axis_tracker.formats.toml_folder import located_in_folder

    dataset = read(path, kinds=kinds)
    found = list(misread_wordings(dataset))
    if found:
        source = Path(path)
        raise ReadError(located_in_folder(found, source) if source.is_dir() else in_file(found, str(source)))
    return dataset
