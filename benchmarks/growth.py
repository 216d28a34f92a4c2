"""Measure how the time of each question grows with the size of its input, as a slope (see `slopes`).

Each size is measured in its own interpreter, in processor time, with the collector paused. Each round makes new records
and a new dataset, and the best round counts. The series ends at a size that takes too long or needs more than 4 GB.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import FrameType
from typing import Final, NoReturn

from register_shapes import REGISTER_SHAPES, missing_registers
from results import Row
from shapes import SHAPES, Question, Shape
from slopes import extrapolated, slope
from timing import environment

import axis_tracker as axt

GOAL: Final = 1.3
FEWEST: Final = 4
"""The number of sizes behind a slope. The largest sizes are used."""

_HALVINGS: Final = 6
_SMALLEST: Final = 8
_MEMORY: Final = 4 * 2**30


@dataclass
class Course:
    """The times of one question at growing sizes, and the reason why the series ended early, if it did."""

    seconds: dict[int, float] = field(default_factory=dict)
    stopped: str = ""
    failed: str = ""

    @property
    def points(self) -> list[tuple[int, float]]:
        return sorted(self.seconds.items())

    @property
    def slope(self) -> float | None:
        points = self.points[-FEWEST:]
        return slope(points) if len(points) == FEWEST else None


def rows(*, largest: int, rounds: int, limit: float, only: Sequence[str] = ()) -> Iterator[Row]:
    """Yield a row for each question about each shape. `only` selects rows by words that they contain."""
    for name, shape in {**SHAPES, **REGISTER_SHAPES}.items():
        for words in shape.questions:
            if not only or any(one in f"{name}: {words}" for one in only):
                sizes = [min(shape.largest, largest) >> halvings for halvings in reversed(range(_HALVINGS + 1))]
                course = _course(name, words, [size for size in sizes if size >= _SMALLEST], rounds, limit)
                yield _row(f"{name}: {words}", shape, course)
    for missing in missing_registers():
        yield Row(benchmark="shapes", what=missing)


def _row(what: str, shape: Shape, course: Course) -> Row:
    points = course.points
    sizes = f", {points[0][0]:,} to {points[-1][0]:,} {shape.counted}" if points else ""
    row = partial(
        Row,
        benchmark="shapes",
        what=f"{what}{sizes}{course.stopped and f'; {course.stopped}'}",
        samples=tuple(points),
        failure=course.failed or ("" if course.slope is not None else "fewer than four sizes"),
    )
    if not points:
        return row()
    shown = row(value=points[-1][1] * 1e3, unit="ms")
    if course.slope is None:
        return shown
    return row(value=points[-1][1] * 1e3, unit="ms", ratio=course.slope, to="log-log slope", at_most=GOAL)


def _course(shape: str, question: str, sizes: Sequence[int], rounds: int, limit: float) -> Course:
    """Measure growing sizes until one takes too long. Then add smaller sizes if there are too few for a slope."""
    course = Course()
    for size in sizes:
        expected = extrapolated(course.points[-2:], size)
        if expected > limit and len(course.seconds) >= FEWEST:
            course.stopped = f"stopped: {size:,} would take some {expected:,.0f} s"
            break
        if not _measure(course, shape, question, size, rounds, limit):
            break
    while not course.failed and len(course.seconds) < FEWEST:
        size = min([*course.seconds, *sizes]) // 2
        stopped = course.stopped
        if size < _SMALLEST or not _measure(course, shape, question, size, rounds, limit):
            break
        course.stopped = stopped
    return course


def _measure(course: Course, shape: str, question: str, size: int, rounds: int, limit: float) -> bool:
    found = _in_new_interpreter(shape, question, size, rounds, limit)
    if "seconds" in found:
        course.seconds[size] = float(found["seconds"])
        return True
    if "stopped" in found:
        course.stopped = f"stopped: {size:,} took more than {limit:g} s{found['stopped']}"
    else:
        course.failed = f"{found['failed']} at {size:,}"
    return False


def _in_new_interpreter(shape: str, question: str, size: int, rounds: int, limit: float) -> Mapping[str, str | float]:
    command = [sys.executable, __file__, shape, question, str(size), str(rounds), str(limit)]
    done = subprocess.run(command, env=environment(), check=False, capture_output=True, text=True)
    if done.returncode == -signal.SIGXCPU:
        return {"stopped": ""}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]}
    found: Mapping[str, str | float] = json.loads(done.stdout)
    return found


class _TooLongError(Exception):
    """The time limit was exceeded."""


def _too_long(number: int, frame: FrameType | None) -> NoReturn:
    raise _TooLongError


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise `_TooLongError` after some seconds of processor time."""
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _best(shape: Shape, ask: Question, size: int, rounds: int, limit: float) -> Mapping[str, str | float]:
    ask(axt.Dataset(shape.records(_SMALLEST)))  # runs the imports
    times: list[float] = []
    while len(times) < rounds and sum(times) <= limit / 2:
        try:
            with _limited(limit):
                dataset = axt.Dataset(shape.records(size))
        except _TooLongError:
            return {"stopped": " to build"}
        gc.collect()
        gc.disable()
        try:
            with _limited(limit):
                # Linux measures the time of a process with a running timer only in ticks, but that of a thread exactly.
                start = time.thread_time()
                result = ask(dataset)
                times.append(time.thread_time() - start)
            del result
        except _TooLongError:
            return {"seconds": min(times)} if times else {"stopped": ""}
        gc.enable()
    return {"seconds": min(times)}


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shape")
    parser.add_argument("question")
    parser.add_argument("size", type=int)
    parser.add_argument("rounds", type=int)
    parser.add_argument("limit", type=float)
    asked = parser.parse_args()
    with contextlib.suppress(OSError, ValueError):  # not every system can limit memory
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    # This stops code in C that runs on, because Python handles no signal meanwhile.
    processor = int(asked.rounds * 2 * asked.limit) + 60
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 5))
    shape = {**SHAPES, **REGISTER_SHAPES}[asked.shape]
    try:
        found = _best(shape, shape.questions[asked.question], asked.size, asked.rounds, asked.limit)
    except Exception as error:  # noqa: BLE001 (the table names whatever it is)
        found = {"failed": type(error).__name__}
    print(json.dumps(found))


if __name__ == "__main__":
    _main()
