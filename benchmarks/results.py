"""What the benchmarks find: rows of one table, shown as text and written as JSON."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PEERS = (
    "axis-tracker",
    "attrs",
    "edtf",
    "followthemoney",
    "msgspec",
    "orjson",
    "pandas",
    "polars",
    "pyarrow",
    "pydantic",
    "stix2",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line: what was measured, its median, how many times `to` that is, and the goal, if there is one.

    `at_most` and `at_least` are the goal for the ratio, or for the value where there is no ratio. `samples` are what a
    slope was computed from, as sizes and seconds: they are written, not shown. With a `failure`, no goal is met.
    """

    benchmark: str
    what: str
    value: float | None = None
    unit: str = ""
    ratio: float | None = None
    to: str = ""
    at_most: float | None = None
    at_least: float | None = None
    samples: tuple[tuple[int, float], ...] = ()
    failure: str = ""

    @property
    def goal(self) -> str:
        if self.at_most is not None:
            return f"<= {self.at_most:g}"
        return f">= {self.at_least:g}" if self.at_least is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if self.failure:
            return False
        found = self.value if self.ratio is None else self.ratio
        if found is None or not self.goal:
            return None
        return found <= self.at_most if self.at_most is not None else found >= (self.at_least or 0)


_COLUMNS = ("benchmark", "what", "median", "ratio", "to", "goal", "met")


def table(rows: Iterable[Row]) -> str:
    """The rows in columns."""
    texts = [_COLUMNS, *map(cells, rows)]
    widths = [max(len(line[column]) for line in texts) for column in range(len(_COLUMNS))]
    lines = [
        "  ".join(
            cell.rjust(width) if name in {"median", "ratio"} else cell.ljust(width)
            for name, cell, width in zip(_COLUMNS, line, widths, strict=True)
        ).rstrip()
        for line in texts
    ]
    return "\n".join((lines[0], "-" * max(map(len, lines)), *lines[1:]))


def cells(row: Row) -> tuple[str, ...]:
    """A row as text, a cell a column."""
    met = {None: "", True: "yes", False: "NO"}[row.met]
    value = "" if row.value is None else f"{row.value:,.3g} {row.unit}".strip()
    if row.value is not None and row.value >= 1000:
        value = f"{row.value:,.0f} {row.unit}".strip()
    what = f"{row.what} ({row.failure})" if row.failure else row.what
    return (row.benchmark, what, value, "" if row.ratio is None else f"{row.ratio:.3g}", row.to, row.goal, met)


def write(rows: Iterable[Row], path: Path, settings: Mapping[str, object]) -> None:
    """All of it as JSON, with what it was measured on."""
    content = {
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "versions": {name: found for name in _PEERS if (found := _version(name)) is not None},
        "settings": dict(settings),
        "rows": [{**asdict(row), "met": row.met} for row in rows],
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None
