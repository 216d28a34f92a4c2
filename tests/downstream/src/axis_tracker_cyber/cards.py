"""The format of this project: a card a record, each field on a line of its own, as its name and its value in JSON.

cards of axis-tracker 1

# actors
id: "kp"
name: "North Korea"
kind: "state"
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import axis_tracker as axt
from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.formats.canonical import dataset_of, kinds_by_tag, plain_of

__all__ = ["read", "write"]

_HEAD = "cards of "


def write(dataset: axt.Dataset, target: BinaryIO) -> None:
    """Write a dataset as cards."""
    plain = plain_of(dataset)
    target.write(f"{_HEAD}{plain['format']} {plain['version']}\n".encode())
    for name in COLLECTIONS:
        for record in plain.get(name, ()):
            lines = [f"{json.dumps(field)[1:-1]}: {json.dumps(value)}\n" for field, value in record.items()]
            target.write(f"\n# {name}\n{''.join(lines)}".encode())


def read(source: BinaryIO, *, kinds: Iterable[type[axt.Event]], name: str, limits: axt.Limits) -> axt.Dataset:
    """The dataset in a file of cards."""
    try:
        lines = source.read().decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise axt.ReadError([axt.Problem("is not ASCII", value=error.reason, file=name)]) from None
    return dataset_of(_plain(lines, name), kinds=kinds_by_tag(kinds), file=name)


def _plain(lines: list[str], file: str) -> dict[str, object]:
    head, _, version = lines[0].removeprefix(_HEAD).rpartition(" ")
    if not lines[0].startswith(_HEAD) or not version.isdigit():
        raise _problem("a file of cards begins with its version", lines[0], 1, file)
    plain: dict[str, object] = {"format": head, "version": int(version)}
    for collection, card in _cards(lines, file):
        group = plain.setdefault(collection, [])
        if isinstance(group, list):
            group.append(card)
    return plain


def _cards(lines: list[str], file: str) -> Iterator[tuple[str, dict[str, object]]]:
    card: dict[str, object] | None = None
    for number, line in enumerate(lines[1:], 2):
        if line.startswith("# "):
            card = {}
            yield line[2:], card  # filled by the lines that follow, before anybody reads it
        elif line and card is None:
            raise _problem("a card begins with # and the collection that it is in", line, number, file)
        elif line and card is not None:
            field, value = _field(line, number, file)
            if field in card:
                raise _problem(f"the field {field!r} stands twice on one card", line, number, file)
            card[field] = value


def _field(line: str, number: int, file: str) -> tuple[str, object]:
    # A name may itself hold a colon and a space, so the value is the first part that is JSON to the end.
    names = [index for index in range(len(line)) if line.startswith(": ", index)]
    for index in names:
        try:
            return json.loads(f'"{line[:index]}"'), json.loads(line[index + 2 :])
        except ValueError:
            continue
    raise _problem("a line of a card is a name, a colon and a value in JSON", line, number, file)


def _problem(reason: str, line: str, number: int, file: str) -> axt.ReadError:
    return axt.ReadError([axt.Problem(reason, value=line, file=file, line=number)])
