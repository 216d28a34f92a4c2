"""Reading a dataset from JSON: with all checks, beside pydantic models of the same shape and FollowTheMoney statements.

All read from bytes in memory, with the collector paused; how pydantic fares with the collector on, as it is by default,
is a row of its own (`axis_tracker.loads` always pauses it).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from statistics import median

from results import Row
from synthetic import as_json, dataset
from timing import Rounds, ratio, take_turns

import axis_tracker
from axis_tracker import Dataset

_OURS = "axis_tracker.loads"
_INTEGRITY = "of that, Dataset(records): what holds between records"
_NESTED = "pydantic, passages nested"
_TEXTS = "pydantic, passages left as texts"
_COLLECTED = "pydantic, passages nested, collector on"
_PARSING = "orjson.loads alone"
_STATEMENTS = "FollowTheMoney statements"


def rows(*, claims: int, rounds: int) -> Iterator[Row]:
    yield from _beside_pydantic(claims, rounds)
    yield from _beside_followthemoney(max(1, claims // 10), rounds)


def _beside_pydantic(claims: int, rounds: int) -> Iterator[Row]:
    text = as_json(dataset(claims))
    records = list(axis_tracker.loads(text).records)
    contenders: dict[str, Callable[[], object]] = {
        _OURS: lambda: axis_tracker.loads(text),
        _INTEGRITY: lambda: Dataset(records),
    }
    try:
        from pydantic_models import with_locators, with_passages
    except ImportError:
        pass
    else:
        contenders[_NESTED] = lambda: with_passages(text)
        contenders[_TEXTS] = lambda: with_locators(text)
        contenders[_COLLECTED] = lambda: _collecting(lambda: with_passages(text))
    try:
        import orjson
    except ImportError:
        pass
    else:
        contenders[_PARSING] = lambda: orjson.loads(text)
    times = take_turns(contenders, rounds)
    for name in contenders:
        yield from _rows(name, times, claims)


def _rows(name: str, times: Rounds, claims: int) -> Iterator[Row]:
    seconds = median(times[name])
    compared = _NESTED in times and name not in (_NESTED, _INTEGRITY)
    yield Row(
        benchmark="reading",
        what=name,
        value=1e6 * seconds / claims,
        unit="us a claim",
        ratio=ratio(times, name, _NESTED) if compared else ratio(times, name, _OURS) if name == _INTEGRITY else None,
        to=_NESTED if compared else _OURS if name == _INTEGRITY else "",
        at_most=1.0 if name == _OURS and compared else None,
    )


def _collecting(call: Callable[[], object]) -> object:
    gc.enable()
    return call()


def _beside_followthemoney(claims: int, rounds: int) -> Iterator[Row]:
    try:
        from followthemoney_statements import lines, reader
    except ImportError:
        return
    plain = dataset(claims)
    text = as_json(plain)
    contenders = {_OURS: lambda: axis_tracker.loads(text), _STATEMENTS: reader(lines(plain["claims"]))}
    times = take_turns(contenders, rounds)
    for name in contenders:
        yield Row(
            benchmark="reading",
            what=f"{name} ({claims:,} claims)",
            value=1e6 * median(times[name]) / claims,
            unit="us a claim",
            ratio=ratio(times, _STATEMENTS, name) if name == _OURS else None,
            to="times as fast as FollowTheMoney" if name == _OURS else "",
            at_least=4 if name == _OURS else None,
        )
