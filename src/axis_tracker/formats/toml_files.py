"""What TOML files say, one or several that make a dataset together, and in which line they say it.

Every file may hold `[[actors]]`, `[[places]]`, `[[items]]`, `[[documents]]`, `[[events]]` and `[[claims]]`; their
fields are those of the classes. A file with a `[document]` table describes that document, and its claims may give
evidence as a bare locator (`char=120,180;sha256=...`), which then stands in that document. The format and its version
may stand first. Imports `canonical` and `toml_lines`; `toml` and `toml_folder` read through this module.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import DatasetError, InvalidValueError, Problem, ReadError
from axis_tracker.formats.documents import BYTE_ORDER_MARK, Kinds, collector_paused, headed, kinds_by_tag
from axis_tracker.formats.toml_lines import DEEPEST, RecordLines, line_of_deep_key, record_lines
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.formats.migrations import Step

__all__ = ["TomlFile", "dataset_of_files", "placed"]

_PATH: Final = re.compile(r"(\w+)\[(?:(\d+)|'([^']*)')\]\.?(.*)")
_AT_LINE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


def _in_document(key: str, locator: object) -> object:
    return f"{key}#{locator}" if isinstance(locator, str) and locator.startswith("char=") else locator


class TomlFile:
    """One TOML file: its plain records, where they stand, and what is wrong with it."""

    def __init__(self, content: bytes, shown: str) -> None:
        self.shown = shown
        self.plain: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.lines: dict[str, list[RecordLines]] = {}
        self.says_something = True
        try:
            text = content.decode()
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self._refuse(f"is not UTF-8: {error.reason} at byte {error.start}", line=line)
            return
        if text.startswith(BYTE_ORDER_MARK):
            self._refuse("begins with a byte order mark", line=1, suggestion="save it as plain UTF-8")
            return
        deep = line_of_deep_key(text)
        if deep is not None:
            self._refuse(f"a key of more than {DEEPEST} names with dots between them", line=deep)
            return
        try:
            parsed = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            end = text.rstrip().count("\n") + 1
            line = end if at is None or at.group(1) is None else int(at.group(1))
            self._refuse(f"is not TOML: {_AT_LINE.sub('', str(error))}", line=line)
        except RecursionError:
            self._refuse("is nested too deeply")
        except ValueError:  # tomllib lets Python's limit of digits through
            self._refuse("is not TOML: a number has too many digits")
        else:
            self.says_something = bool(parsed)
            self.lines = record_lines(text)
            self._take(parsed)

    def _refuse(self, reason: str, *, path: str = "", line: int | None = None, suggestion: str | None = None) -> None:
        self.problems.append(Problem(reason, path=path, suggestion=suggestion, file=self.shown, line=line))

    def _take(self, parsed: dict[str, Any]) -> None:
        head = {key: parsed.pop(key) for key in ("format", "version") if key in parsed}
        document = parsed.pop("document", None)
        self.plain = parsed
        way = self._way(head) if head else ()
        if document is not None:
            self._take_document(document)
        if way:
            self._migrate(way)

    def _way(self, head: object) -> Sequence[Step]:
        """The steps that lead from the version of the file to the present one."""
        try:
            return headed(head, None)[1]
        except ReadError as error:
            self.problems += [self.located(one) for one in error.problems]
            return ()

    def _migrate(self, way: Sequence[Step]) -> None:
        """Bring every record to the present version; it keeps its line wherever it goes."""
        from axis_tracker.formats.migrations import migrated, migrated_record, not_brought

        collections = {name: group for name, group in self.plain.items() if isinstance(group, list) and group}
        around = {name: value for name, value in self.plain.items() if name not in collections}
        brought: dict[str, list[Any]] = {}
        lines: dict[str, list[RecordLines]] = {}
        for name, group in collections.items():
            for index, record in enumerate(group):
                try:
                    there, plain = migrated_record(name, record, way)
                except InvalidValueError as error:
                    self.problems.append(self.located(not_brought(error.under(f"{name}[{index}]"))))
                    continue
                brought.setdefault(there, []).append(plain)
                lines.setdefault(there, []).append(self.lines[name][min(index, len(self.lines[name]) - 1)])
        try:
            frame = migrated(around, way)
        except ReadError as error:
            self.problems += [self.located(one) for one in error.problems]
            frame = {}
        for name in (name for name in brought if frame.get(name, []) != []):
            self._refuse("stands for a collection and for something else", path=name)
        self.plain = {**frame, **brought}
        self.lines |= lines

    def _take_document(self, document: object) -> None:
        parsed = self.plain
        headers = self.lines.pop("document")
        if not isinstance(document, dict):
            self._refuse("is one table: a file describes one document", path="document", line=headers[0].header)
            return
        others = parsed.get("documents", [])
        if not isinstance(others, list):
            self._refuse("a collection is a list of records", path="documents", line=self.lines["documents"][0].header)
            others = []
        self.plain["documents"] = [document, *others]
        self.lines["documents"] = [*headers, *self.lines.get("documents", [])]
        if isinstance(document.get("id"), str):
            self._place_in_document(document)

    def _place_in_document(self, document: dict[str, Any]) -> None:
        """Put the document's id before the locators that have none."""
        key = document["id"]
        for claim in self._listed("claims"):
            if isinstance(claim, dict) and isinstance(claim.get("evidence"), list):
                claim["evidence"] = [_in_document(key, one) for one in claim["evidence"]]
        for one in document["uncoded"] if isinstance(document.get("uncoded"), list) else []:
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
        records = self.lines.get(collection or problem.path)
        line = None
        if records is not None and index is not None:
            # The records of an array in brackets all begin where the array does.
            line = records[min(index, len(records) - 1)].line(found.group(4) if found is not None else "")
        elif records is not None:
            line = records[0].header
        return Problem(
            problem.reason,
            path=problem.path,
            value=problem.value,
            suggestion=problem.suggestion,
            file=self.shown,
            line=line,
        )


def dataset_of_files(files: Sequence[TomlFile], kinds: Iterable[type[Event]]) -> RecordSet:
    """The dataset that some files make together.

    Raises `ReadError` with every problem of every file, each with its file, its line where that is known, its path
    in the file, and the nearest valid value where there is one.
    """
    known = kinds_by_tag(kinds)
    with collector_paused():
        records, found = _records(files, known)
        if not found:
            try:
                return RecordSet(records)
            except DatasetError as error:
                found = list(dict.fromkeys(placed(problem, files) for problem in error.problems))
    raise ReadError(found)


def _records(files: Sequence[TomlFile], kinds: Kinds) -> tuple[list[IdentifiedRecord], list[Problem]]:
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
        found.extend(placed(problem, files) for problem in dangling if not unread)
    return records, found


def placed(problem: Problem, files: Sequence[TomlFile]) -> Problem:
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
            *others, located = (file.located(problem, found.group(1), index) for file, index in places)
            if others:
                also = ", ".join(f"{one.file}:{one.line}" for one in others)
                return Problem(
                    f"{located.reason}; also in {also}",
                    path=located.path,
                    value=located.value,
                    suggestion=located.suggestion,
                    file=located.file,
                    line=located.line,
                )
            return located
    return problem
