"""A folder of TOML files, as written by curators.

When a folder is read, the names and the order of the files do not matter. Writing makes one file for each document and
its claims, and one file each for actors, places, items and events. Writing also adds a list of these files with their
digests, so that it never overwrites files that somebody else made or changed.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import Problem, WriteError
from axis_tracker.formats.atomic import whole_folder
from axis_tracker.formats.bounded_io import reading
from axis_tracker.formats.limits import DEFAULT_LIMITS, Limits
from axis_tracker.formats.problems import read_error
from axis_tracker.formats.record_codec import plain_record, within_64_bits
from axis_tracker.formats.toml import HEADER, array_element, record_table, table
from axis_tracker.formats.toml_files import TomlFile, dataset_of_files, located_by_id
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import Event

__all__ = ["WRITTEN", "located_in_folder", "read", "write"]

WRITTEN: Final = ".written-by-axis-tracker"
"""The file in a written folder that lists the other files with their SHA-256 digests, in the format of sha256sum."""

_SUFFIX: Final = ".toml"
_LONGEST_NAME: Final = 200
_DEVICES: Final = frozenset(("aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))))
"""Names that Windows reserves for devices, whatever the suffix of the file."""


def read(source: Path, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """Read all `.toml` files of a folder and its subfolders; see `registry`.

    Raises `ReadError` with every problem in every file. Each problem names its file, its path in the file and, where
    possible, its line and the nearest valid value.
    """
    if not source.is_dir():
        raise read_error("is not a folder", file=name)
    files = _files(source, limits)
    if not files:
        raise read_error("contains no .toml files", file=name)
    return dataset_of_files(files, kinds)


def located_in_folder(problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """Return the problems, each with the file and line of the record that its path names by id."""
    files = _files(folder, DEFAULT_LIMITS)
    return [located_by_id(problem, files) for problem in problems]


def _files(folder: Path, limits: Limits) -> list[TomlFile]:
    """Return the files of a folder. Their total size has the limit of a file that is read as a whole."""
    files = []
    left = limits.whole  # shared by all files, because all are in memory at the same time
    for path in sorted(_paths(folder)):
        with reading(path, left) as file:
            content = file.read()
        left -= len(content)
        files.append(TomlFile(content, str(path)))
    return files


def _paths(folder: Path) -> Iterator[Path]:
    """Yield the `.toml` files in a folder and its subfolders.

    Raises `ReadError` for a link to a folder, and for a `.toml` link to a file outside the folder.
    """
    home = folder.resolve()
    unread = [folder]
    while unread:
        with os.scandir(unread.pop()) as entries:
            for entry in entries:
                path = Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    unread.append(path)
                elif entry.is_symlink():
                    if _is_read(path, home):
                        yield path
                elif entry.name.endswith(_SUFFIX):
                    yield path


def _is_read(link: Path, home: Path) -> bool:
    """Return whether to read the target of a symbolic link. Links without the suffix `.toml` are skipped."""
    named = link.name.endswith(_SUFFIX)
    if link.is_dir():
        reason = "is a link to a folder, which is not followed"
    elif named and not Path(os.path.realpath(link)).is_relative_to(home):
        reason = "is a link to a file outside the folder"
    else:
        return named
    raise read_error(reason, file=str(link), suggestion="replace the link with a copy")


# Writing


def write(dataset: RecordSet, target: Path) -> None:
    """Write a dataset as a folder of TOML files; see `registry`.

    Raises `WriteError` if the folder contains a file that this function did not write, or a file that was changed
    afterwards.
    """
    _refuse_other_files(target)
    contents = {name: text.encode() for name, text in _texts(dataset).items()}
    listed = (f"{hashlib.sha256(contents[name]).hexdigest()}  {name}\n" for name in sorted(contents))
    contents[WRITTEN] = "".join(listed).encode()
    with whole_folder(target) as folder:
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)


def _texts(dataset: RecordSet) -> dict[str, str]:
    """Return the text of each file, by its path in the folder."""
    # One file is always written, because a folder without files is not a dataset.
    parts: dict[str, list[str]] = {"actors.toml": []}
    for collection in ("actors", "places", "items", "events"):
        for record in getattr(dataset, collection):
            parts.setdefault(f"{collection}.toml", []).append(record_table(collection, record))
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in dataset.claims:
        claims[claim.documents[0] if claim.documents else ""].append(claim)
    for document in dataset.documents:
        if document.id not in _DEVICES and len(document.id) <= _LONGEST_NAME:
            parts[f"documents/{document.id}.toml"] = list(_document_file(document, claims.pop(document.id, [])))
        else:
            parts.setdefault("documents.toml", []).append(record_table("documents", document))
    for claim in sorted((one for several in claims.values() for one in several), key=lambda one: one.id):
        parts.setdefault("claims.toml", []).append(record_table("claims", claim))
    return {name: "\n".join((HEADER, *several)) for name, several in parts.items()}


def _document_file(document: Document, claims: Iterable[Claim]) -> Iterator[str]:
    """Yield the table of a document, and then the tables of its claims in the order of their passages."""
    plain = plain_record(document)
    for one in plain.get("uncoded", ()):
        one["passage"] = _bare(one["passage"], document.id)
    yield table("document", plain)
    for claim in sorted(claims, key=lambda one: (one.evidence[0].start, one.id)):
        plain = within_64_bits(plain_record(claim))
        plain["evidence"] = [_bare(one, document.id) for one in plain["evidence"]]
        yield array_element("claims", plain)


def _bare(locator: str, document: str) -> str:
    return locator.removeprefix(f"{document}#")


def _refuse_other_files(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WriteError([Problem("is not a folder, so a folder cannot replace it", file=str(folder))])
    paths = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    there = {path.relative_to(folder).as_posix(): path for path in paths}
    said = there.pop(WRITTEN, None)
    listed = said.read_bytes() if said is not None and not said.is_symlink() else b""
    contents = {name: path.read_bytes() for name, path in there.items() if not path.is_symlink() and path.is_file()}
    known = dict(line.split(b"  ", 1)[::-1] for line in listed.splitlines() if b"  " in line)
    foreign = sorted(
        name
        for name in there
        if name not in contents or hashlib.sha256(contents[name]).hexdigest().encode() != known.get(name.encode())
    )
    if foreign:
        reason = "contains files that axis-tracker did not write or that have changed since"
        advice = "write to another folder, or move these files away first"
        raise WriteError([Problem(reason, value=foreign, file=str(folder), suggestion=advice)])
