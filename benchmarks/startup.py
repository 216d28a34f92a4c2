"""What it costs to start: the import, and the import with the packaged data loaded, beside the peers' imports."""

from __future__ import annotations

import compileall
import importlib.util
from collections.abc import Iterator
from statistics import median

from results import Row
from timing import programs_take_turns, ratio

_BARE = "a bare interpreter"
_ATTRS = "import attrs"
_IMPORT = "import axis_tracker"
_LOAD = "import axis_tracker; axis_tracker.load()"
_PEERS = ("stix2", "followthemoney")


def rows(*, rounds: int) -> Iterator[Row]:
    package = importlib.util.find_spec("axis_tracker")
    assert package is not None, "axis_tracker is not installed, nor on PYTHONPATH"
    assert package.submodule_search_locations is not None
    for folder in package.submodule_search_locations:
        compileall.compile_dir(folder, quiet=2)
    peers = [f"import {name}" for name in _PEERS if importlib.util.find_spec(name) is not None]
    programs = {_BARE: "pass", **{program: program for program in (_ATTRS, _IMPORT, _LOAD, *peers)}}
    times = programs_take_turns(programs, rounds)
    goals = {_IMPORT: 0.1, _LOAD: 2.5}
    for name in (_ATTRS, _IMPORT, _LOAD, *peers):
        yield Row(
            benchmark="startup",
            what=name,
            value=1000 * median(one - bare for one, bare in zip(times[name], times[_BARE], strict=True)),
            unit="ms",
            ratio=ratio(times, name, _ATTRS, over=_BARE),
            to="import attrs, both over a bare interpreter",
            at_most=goals.get(name),
        )
    for name in (_IMPORT, _LOAD):
        yield Row(
            benchmark="startup",
            what=f"{name}, the whole process",
            value=1000 * median(times[name]),
            unit="ms",
            ratio=ratio(times, name, _ATTRS),
            to="import attrs, the whole process",
            at_most=goals[name] if name == _LOAD else None,
        )
