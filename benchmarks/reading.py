"""Reading a dataset from JSON: with all checks, beside pydantic models of the same shape and FollowTheMoney statements.

All read from bytes in memory. The collector is paused for everybody, which is like with like; `axis_tracker.loads` does
so by itself, and how pydantic fares as it is called by default, with the collector on, is a row of its own.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from statistics import median
from unittest import mock

from results import Row
from synthetic import as_json, dataset
from timing import Rounds, ratio, take_turns

import axis_tracker
from axis_tracker import Dataset

_OURS = "axis_tracker.loads"
_INTEGRITY = "of that, Dataset(records): what holds between records"
_NESTED = "pydantic, passages nested"
_TEXTS = "pydantic, passages left as texts"
_COLLECTED = "pydantic, passages nested, collector on as by default"
_PARSING = "orjson.loads alone"
_PLAIN = "axis_tracker.loads, without orjson"
_STATEMENTS = "FollowTheMoney statements, unchecked"
_GATHERED = "FollowTheMoney statements, gathered to entities"


def rows(*, claims: int, rounds: int) -> Iterator[Row]:
    yield from _beside_pydantic(claims, rounds)
    yield from _beside_followthemoney(max(1, claims // 4), rounds)


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
        contenders[_PLAIN] = lambda: _without_orjson(lambda: axis_tracker.loads(text))
    times = take_turns(contenders, rounds)
    for name in contenders:
        yield _row(name, times, claims, to=_OURS if name == _INTEGRITY else _NESTED)
    if _COLLECTED in times:
        yield _row(_OURS, times, claims, to=_COLLECTED)


def _row(name: str, times: Rounds, claims: int, *, to: str) -> Row:
    compared = to in times and to != name
    return Row(
        benchmark="reading",
        what=name,
        value=1e6 * median(times[name]) / claims,
        unit="us a claim",
        ratio=ratio(times, name, to) if compared else None,
        to=to if compared else "",
        at_most=1.0 if name == _OURS and compared else None,
    )


def _without_orjson(call: Callable[[], object]) -> object:
    with mock.patch.dict(sys.modules, {"orjson": None}):
        return call()


def _collecting(call: Callable[[], object]) -> object:
    gc.enable()
    return call()


def _beside_followthemoney(claims: int, rounds: int) -> Iterator[Row]:
    try:
        from followthemoney_statements import gatherer, lines, reader

        plain = dataset(claims)
        statements = lines(plain["claims"])
    except ImportError:
        return
    text = as_json(plain)
    contenders: dict[str, Callable[[], object]] = {
        _OURS: lambda: axis_tracker.loads(text),
        _STATEMENTS: reader(statements),
        _GATHERED: gatherer(statements),
    }
    times = take_turns(contenders, rounds)
    for name in contenders:
        yield Row(
            benchmark="reading",
            what=f"{name}, {claims:,} claims",
            value=1e6 * median(times[name]) / claims,
            unit="us a claim",
            ratio=None if name == _OURS else ratio(times, name, _OURS),
            to="" if name == _OURS else _OURS,
            at_least=4 if name == _STATEMENTS else None,
        )
