"""TOML files that together form a dataset, with the line of each record and field.

Every file may contain `[[actors]]`, `[[places]]`, `[[items]]`, `[[documents]]`, `[[events]]` and `[[claims]]`, with the
fields of the record classes. A file with a `[document]` table describes the document in this table. Claims in such a
file may give evidence as a bare locator (`char=120,180;sha256=...`), which refers to a passage of this document. A file
may begin with the format and its version.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import DatasetError, Problem, ReadError
from axis_tracker.formats.decoding import decoded
from axis_tracker.formats.documents import collector_paused, headed, kinds_by_tag
from axis_tracker.formats.problems import relocated
from axis_tracker.formats.record_reader import read_parts
from axis_tracker.formats.toml_lines import DEEPEST, RECORD_PATH, RecordLines, line_of_deep_key, record_lines
from axis_tracker.model.events import Event

if TYPE_CHECKING:
    from axis_tracker.formats.migrations import Step

__all__ = ["TomlFile", "dataset_of_files", "located_by_id"]

_AT_LINE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")


class TomlFile:
    """One TOML file.

    Attributes:
        name: The name of the file in error messages.
        plain: The collections of plain records in the file.
        problems: The problems with the file as a whole. If there is such a problem, records of the file may be missing.
        is_empty: Whether the file is valid TOML that has no content.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self.plain: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.is_empty = False
        self._text = ""
        self._has_document = False
        try:
            self._text = decoded(content, name)
        except ReadError as error:
            self.problems += error.problems
            return
        parsed = self._parsed()
        if parsed is not None:
            self.is_empty = not parsed
            self._take(parsed)

    def _parsed(self) -> dict[str, Any] | None:
        deep = line_of_deep_key(self._text)
        if deep is not None:
            self._refuse(f"a dotted key has more than {DEEPEST} parts", line=deep)
            return None
        try:
            return tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            end = self._text.rstrip().count("\n") + 1
            line = end if at is None or at.group(1) is None else int(at.group(1))
            self._refuse(f"is not TOML: {_AT_LINE.sub('', str(error))}", line=line)
        except RecursionError:
            self._refuse("is nested too deeply")
        except ValueError:  # Python's limit on digits, for which tomllib raises no error of its own
            self._refuse("is not TOML: a number has too many digits")
        return None

    @functools.cached_property
    def _lines(self) -> dict[str, list[RecordLines]]:
        """The lines of each record, by collection. Most files have no problem, so they are computed only if needed."""
        return record_lines(self._text)

    def _refuse(self, reason: str, *, path: str = "", line: int | None = None) -> None:
        self.problems.append(Problem(reason, path=path, file=self.name, line=line))

    def _take(self, parsed: dict[str, Any]) -> None:
        header = {key: parsed.pop(key) for key in ("format", "version") if key in parsed}
        document = parsed.pop("document", None)
        self.plain = parsed
        steps: Sequence[Step] = ()
        if header:
            try:
                _, steps = headed(header, None)
            except ReadError as error:
                self.problems += map(self.located, error.problems)
        if document is not None:
            self._take_document(document)
        if steps:
            self._migrate(steps)

    def _migrate(self, steps: Sequence[Step]) -> None:
        """Migrate every record to the current version. A record that moves to another collection keeps its line."""
        from axis_tracker.formats.migrations import migrate

        self.plain, origins, problems = migrate(self.plain, steps)
        self.problems += map(self.located, problems)
        lines = {
            name: [_nth(self._lines_of(before), index) for before, index in places] for name, places in origins.items()
        }
        self._lines |= lines
        self._has_document = False

    def _take_document(self, document: object) -> None:
        if not isinstance(document, dict):
            line = self._lines["document"][0].header
            self._refuse("must be one table, because a file describes only one document", path="document", line=line)
            return
        others = self.plain.get("documents", [])
        if not isinstance(others, list):
            line = self._lines["documents"][0].header
            self._refuse("a collection must be a list of records", path="documents", line=line)
            others = []
        self.plain["documents"] = [document, *others]
        self._has_document = True
        if isinstance(document.get("id"), str):
            self._complete_locators(document)

    def _complete_locators(self, document: Mapping[str, Any]) -> None:
        """Add the document's id to the locators that have no id."""
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
        """Yield the collection, the id and the index of every record that has an id."""
        for collection in COLLECTIONS:
            for index, one in enumerate(self._listed(collection)):
                if isinstance(one, dict) and isinstance(one.get("id"), str):
                    yield collection, one["id"], index

    def located(self, problem: Problem, collection: str | None = None, index: int | None = None) -> Problem:
        """Return the problem with this file's name, and with a line if the path or the arguments name a record."""
        found = RECORD_PATH.fullmatch(problem.path)
        if found is not None and index is None and found["index"] is not None:
            collection, index = found["collection"], int(found["index"])
        records = self._lines_of(collection or problem.path)
        line = None
        if records and index is not None:
            line = _nth(records, index).line(found["field"] if found is not None else "")
        elif records:
            line = records[0].header
        return relocated(problem, file=self.name, line=line)

    def _lines_of(self, collection: str) -> list[RecordLines]:
        """Return the lines of each record. `[document]` comes before `[[documents]]`, as in `plain`."""
        records = self._lines.get(collection, [])
        return [*self._lines["document"], *records] if collection == "documents" and self._has_document else records


def _nth(records: Sequence[RecordLines], index: int) -> RecordLines:
    # An array in brackets has one entry, because all its records are located where the array begins.
    return records[min(index, len(records) - 1)]


def _in_document(key: str, locator: object) -> object:
    return f"{key}#{locator}" if isinstance(locator, str) and locator.startswith("char=") else locator


def dataset_of_files(files: Sequence[TomlFile], kinds: Iterable[type[Event]]) -> RecordSet:
    """Return the dataset that several files form together.

    Raises `ReadError` with every problem in every file. Each problem names its file, its path in the file and, where
    possible, its line and the nearest valid value.
    """
    with collector_paused():
        records, by_file, dangling = read_parts([file.plain for file in files], kinds_by_tag(kinds))
        problems = [problem for file in files for problem in file.problems]
        unread = bool(problems)
        for file, found in zip(files, by_file, strict=True):
            problems += map(file.located, found)
        if not unread:  # otherwise a reference may lead to a record that was not read
            problems += [located_by_id(problem, files) for problem in dangling]
        if not problems:
            try:
                return RecordSet(records)
            except DatasetError as error:
                problems = list(dict.fromkeys(located_by_id(problem, files) for problem in error.problems))
    raise ReadError(problems)


def located_by_id(problem: Problem, files: Sequence[TomlFile]) -> Problem:
    """Return the problem with the file and line of the record that its path names by id.

    If several records have the id, the last record is used, and the reason lists the other records.
    """
    found = RECORD_PATH.fullmatch(problem.path)
    if found is None or found["id"] is None:
        return problem
    *others, located = [
        file.located(problem, collection, index)
        for file in files
        for collection, key, index in file.ids()
        if collection == found["collection"] and key == found["id"]
    ] or [problem]
    if not others:
        return located
    also = ", ".join(f"{one.file}:{one.line}" for one in others)
    return relocated(located, file=located.file, line=located.line, reason=f"{located.reason}; also in {also}")
