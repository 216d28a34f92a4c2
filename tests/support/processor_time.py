"""Limits of processor time that a busy machine does not break: what is too slow is tried again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T], *, of: object = "it", tries: int = 3) -> T:
    """Return what a call gives, which takes at most so much processor time of this thread in one of a few tries.

    A collection of garbage, or a cold cache, can make one call slow, but not each of them. `of` names what is tried.
    """
    taken = []
    for _ in range(tries):
        started = time.thread_time()
        given = call()
        taken.append(time.thread_time() - started)
        if taken[-1] < seconds:
            return given
    raise AssertionError(f"{of} took {taken} s of processor time, not at most {seconds} s")
