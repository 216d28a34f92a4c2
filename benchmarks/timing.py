"""How things are timed: turn by turn, in processor time, with the collector paused; a ratio is one of neighbours.

What shares the machine changes its speed from second to second, by half and more. So the contenders take turns, and a
ratio is the median of the ratios of each round, between runs that followed each other at once. Processor time (user and
system) counts rather than the clock's, which runs on while others have the processor.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import TypeAlias

Rounds: TypeAlias = dict[str, list[float]]
"""Seconds of processor time, round by round, by the name of the contender."""


def take_turns(contenders: Mapping[str, Callable[[], object]], rounds: int) -> Rounds:
    """Time calls, after one round that does not count.

    The cyclic garbage collector is paused during each, and cleans up between them.
    """
    times: Rounds = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, call in contenders.items():
            gc.collect()
            gc.disable()
            start = time.process_time()
            result = call()
            taken = time.process_time() - start
            gc.enable()
            del result
            if turn:
                times[name].append(taken)
    return times


def programs_take_turns(programs: Mapping[str, str], rounds: int) -> Rounds:
    """Time interpreters that run a program each, after one round that leaves the bytecode of all that they import."""
    times: Rounds = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, program in programs.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", program], env=environment(), check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if turn:
                times[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return times


def environment() -> dict[str, str]:
    """The environment of our own programs: ours, with bytecode written."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def ratio(times: Rounds, name: str, to: str, *, over: str | None = None) -> float:
    """The median of how many times as long one took as another, each less what a third took in the same round."""
    nothing = [0.0] * len(times[name])
    rounds = zip(times[name], times[to], times[over] if over else nothing, strict=True)
    return median((one - base) / (other - base) for one, other, base in rounds)
