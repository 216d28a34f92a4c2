"""A folder of TOML files, as curators write them, to a checked dataset.

Every `.toml` file below the folder may hold `[[actors]]`, `[[places]]`, `[[items]]`, `[[documents]]`, `[[events]]`
and `[[claims]]`; their fields are those of the classes. A file with a `[document]` table describes that document,
and its claims may give evidence as a bare locator (`char=120,180;sha256=...`), which then stands in that document.
Imports `canonical` and `toml_lines`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from axis_tracker.dataset.dataset import COLLECTIONS, Dataset
from axis_tracker.errors import DatasetError, Problem, ReadError
from axis_tracker.formats.canonical import Kinds, collector_paused, kinds_by_tag
from axis_tracker.formats.toml_lines import RecordLines, record_lines
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["read_folder"]

_PATH: Final = re.compile(r"(\w+)\[(?:(\d+)|'([^']*)')\](?:\.(\w+))?")
_AT_LINE: Final = re.compile(r" \(at line (\d+), column \d+\)")


def _in_document(key: str, locator: object) -> object:
    return f"{key}#{locator}" if isinstance(locator, str) and locator.startswith("char=") else locator


class _File:
    """One TOML file: its plain records, and where they stand."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        self.plain: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.lines: dict[str, list[RecordLines]] = {}
        try:
            text = path.read_bytes().decode()
            parsed = tomllib.loads(text)
        except UnicodeDecodeError as error:
            self.problems.append(Problem(f"is not UTF-8: {error.reason} at byte {error.start}", file=shown))
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            reason = _AT_LINE.sub("", str(error))
            self.problems.append(Problem(f"is not TOML: {reason}", file=shown, line=int(at.group(1)) if at else None))
        else:
            self.lines = record_lines(text)
            self._take(parsed)

    def _take(self, parsed: dict[str, Any]) -> None:
        document = parsed.pop("document", None)
        self.plain = parsed
        if document is None:
            return
        self.plain["documents"] = [document, *self._listed("documents")]
        self.lines["documents"] = [*self.lines.pop("document", []), *self.lines.get("documents", [])]
        key = document.get("id") if isinstance(document, dict) else None
        if isinstance(key, str):
            for claim in self._listed("claims"):
                if isinstance(claim, dict) and isinstance(claim.get("evidence"), list):
                    claim["evidence"] = [_in_document(key, one) for one in claim["evidence"]]
            for one in document.get("uncoded", []) if isinstance(document.get("uncoded"), list) else []:
                if isinstance(one, dict) and "passage" in one:
                    one["passage"] = _in_document(key, one["passage"])

    def _listed(self, collection: str) -> list[Any]:
        group = self.plain.get(collection, [])
        return group if isinstance(group, list) else []

    def ids(self) -> Iterator[tuple[str, str, int]]:
        """(collection, id, index) of every record that has an id."""
        for collection in COLLECTIONS:
            for index, one in enumerate(self._listed(collection)):
                if isinstance(one, dict) and isinstance(one.get("id"), str):
                    yield collection, one["id"], index

    def located(self, problem: Problem, collection: str | None = None, index: int | None = None) -> Problem:
        """The problem with this file's name, and its line where the path tells which record and field it is about."""
        found = _PATH.match(problem.path)
        if found is not None and index is None and found.group(2) is not None:
            collection, index = found.group(1), int(found.group(2))
        line = None
        if collection is not None and index is not None and index < len(self.lines.get(collection, [])):
            record = self.lines[collection][index]
            line = record.fields.get(found.group(4) if found is not None else "", record.header)
        return Problem(
            problem.reason,
            path=problem.path,
            value=problem.value,
            suggestion=problem.suggestion,
            file=self.shown,
            line=line,
        )


def read_folder(folder: Path, *, kinds: Iterable[type[Event]] = ()) -> Dataset:
    """The dataset of all `.toml` files below `folder`, which order does not affect.

    Raises `ReadError` with every problem of every file, each with its file, its line where that is known, its path
    in the file, and the nearest valid value where there is one.
    """
    known = kinds_by_tag(kinds)
    if not folder.is_dir():
        raise ReadError([Problem("is no folder", file=str(folder))])
    files = [_File(path, str(path)) for path in sorted(folder.rglob("*.toml"))]
    if not files:
        raise ReadError([Problem("holds no .toml file", file=str(folder))])
    with collector_paused():
        records, found = _records(files, known)
        if not found:
            try:
                return Dataset(records)
            except DatasetError as error:
                found = [_placed(problem, files) for problem in error.problems]
    raise ReadError(found)


def _records(files: list[_File], kinds: Kinds) -> tuple[list[IdentifiedRecord], list[Problem]]:
    from axis_tracker.formats.converters import structure_all

    records: list[IdentifiedRecord] = []
    found: list[Problem] = []
    for file in files:
        found.extend(file.problems)
    plains = [file.plain for file in files]
    records, by_plain, dangling = structure_all(plains, kinds)
    for file, problems in zip(files, by_plain, strict=True):
        found.extend(file.located(problem) for problem in problems)
    if found:
        # An unread file may hold what seems to be missing.
        unread = any(file.problems for file in files)
        found.extend(_placed(problem, files) for problem in dangling if not unread)
    return records, found


def _placed(problem: Problem, files: list[_File]) -> Problem:
    """A problem whose path names a record by its id, with that record's file and line."""
    found = _PATH.match(problem.path)
    if found is not None and found.group(3) is not None:
        places = [
            (file, index)
            for file in files
            for collection, key, index in file.ids()
            if collection == found.group(1) and key == found.group(3)
        ]
        if places:
            file, index = places[-1]
            located = file.located(problem, found.group(1), index)
            if len(places) > 1:
                others = ", ".join(
                    f"{other.shown}:{other.lines[found.group(1)][at].header}" for other, at in places[:-1]
                )
                return Problem(
                    f"{located.reason}; also in {others}",
                    path=located.path,
                    value=located.value,
                    file=located.file,
                    line=located.line,
                )
            return located
    return problem
