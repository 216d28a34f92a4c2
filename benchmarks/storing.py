"""Reading and writing claims, a line of JSON each, beside pydantic, msgspec, FollowTheMoney and stix2; and whole files.

All read from bytes in memory and write to them, each the same claims. Ours are read one by one, like theirs, with all
that a record can be checked for by itself; rows of their own read whole datasets, which checks what holds between
records, too. The collector is paused for everybody; how each fares as it comes, with the collector on, are rows of
their own (`axis_tracker.read` pauses it by itself, iterating over records does not).
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from statistics import median
from typing import Any

from results import Row
from synthetic import Plain, as_json, dataset
from timing import Rounds, environment, ratio, take_turns

from axis_tracker.formats import json as canonical
from axis_tracker.formats import jsonl, msgpack
from axis_tracker.formats.limits import DEFAULT_LIMITS

OURS = "axis_tracker"
_HEADER = b'{"format":"axis-tracker","version":2}\n'
_GOALS: dict[str, tuple[str, float]] = {
    "pydantic, passages nested": ("at_most", 1),
    "msgspec structs, passages as texts": ("at_most", 5),
    "FollowTheMoney statements": ("at_least", 5),
    "stix2 notes": ("at_least", 10),
}
_SLOW = 10
"""The claims are as many times fewer for the last two."""

Calls = tuple[Callable[[], object], Callable[[], object]]
"""What reads all claims, and what writes them."""


def rows(*, claims: int, rounds: int) -> Iterator[Row]:
    plain = dataset(claims)
    yield from _beside(plain["claims"], (_ours, _pydantic, _pydantic_texts, _msgspec), rounds)
    yield from _beside(plain["claims"][: max(1, claims // _SLOW)], (_ours, _followthemoney, _stix), rounds)
    yield from _whole(plain, rounds)
    yield from _peaks(claims)


# One by one


def _ours(claims: list[Plain]) -> dict[str, Calls]:
    content = _HEADER + b"".join(_line({"claim": one}) + b"\n" for one in claims)
    records = list(_records(content))
    return {OURS: (lambda: list(_records(content)), lambda: jsonl.write_records(records, BytesIO()))}


def _records(content: bytes) -> Iterator[Any]:
    return jsonl.iter_records(BytesIO(content), kinds=(), name="claims", limits=DEFAULT_LIMITS)


def _pydantic(claims: list[Plain]) -> dict[str, Calls]:
    from pydantic_models import PassageClaim

    lines = [_line(one) for one in claims]
    objects = [PassageClaim.model_validate_json(line) for line in lines]
    return {
        "pydantic, passages nested": (
            lambda: [PassageClaim.model_validate_json(line) for line in lines],
            lambda: "\n".join([one.model_dump_json(exclude_defaults=True) for one in objects]),
        )
    }


def _pydantic_texts(claims: list[Plain]) -> dict[str, Calls]:
    from pydantic_models import LocatorClaim

    lines = [_line(one) for one in claims]
    objects = [LocatorClaim.model_validate_json(line) for line in lines]
    return {
        "pydantic, passages left as texts": (
            lambda: [LocatorClaim.model_validate_json(line) for line in lines],
            lambda: "\n".join([one.model_dump_json(exclude_defaults=True) for one in objects]),
        )
    }


def _msgspec(claims: list[Plain]) -> dict[str, Calls]:
    from msgspec_structs import decode, encode

    lines = [_line(one) for one in claims]
    objects = [decode(line) for line in lines]
    return {
        "msgspec structs, passages as texts": (
            lambda: [decode(line) for line in lines],
            lambda: b"\n".join([encode(one) for one in objects]),
        )
    }


def _followthemoney(claims: list[Plain]) -> dict[str, Calls]:
    from followthemoney_statements import lines, reader, writer

    content = lines(claims)
    return {"FollowTheMoney statements": (reader(content), writer(content))}


def _stix(claims: list[Plain]) -> dict[str, Calls]:
    from stix_notes import lines, read, write

    content = lines(claims)
    objects = [read(line) for line in content]
    return {
        "stix2 notes": (lambda: [read(line) for line in content], lambda: "\n".join([write(one) for one in objects]))
    }


def _line(plain: Plain) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _beside(
    claims: list[Plain], makers: Iterable[Callable[[list[Plain]], dict[str, Calls]]], rounds: int
) -> Iterator[Row]:
    calls: dict[str, Calls] = {}
    for make in makers:
        try:
            calls |= make(claims)
        except ImportError:  # a peer that is not installed
            continue
    for index, doing in enumerate(("reading", "writing")):
        contenders = {name: several[index] for name, several in calls.items()}
        contenders |= {f"{name}, collector on": _collecting(call) for name, call in contenders.items()}
        times = take_turns(contenders, rounds)
        for name in contenders:
            yield _row(f"{doing} {len(claims):,} lines: {name}", name, times, len(claims))


def _collecting(call: Callable[[], object]) -> Callable[[], object]:
    def collecting() -> object:
        gc.enable()
        return call()

    return collecting


def _row(what: str, name: str, times: Rounds, claims: int) -> Row:
    """A row; for a peer with the ratio that its goal asks for, ours to it or it to ours."""
    peer = name.removesuffix(", collector on")
    ours = OURS + name.removeprefix(peer)
    kind, goal = _GOALS.get(peer, ("", 0.0))
    at_least = kind == "at_least"
    compared = peer != OURS
    return Row(
        benchmark="formats",
        what=what,
        value=1e6 * median(times[name]) / claims,
        unit="us a claim",
        ratio=(ratio(times, name, ours) if at_least else ratio(times, ours, name)) if compared else None,
        to="" if not compared else "ours" if at_least else "ours to it",
        at_most=goal if kind == "at_most" else None,
        at_least=goal if at_least else None,
    )


# Whole datasets


def _whole(plain: Plain, rounds: int) -> Iterator[Row]:
    count = len(plain["claims"])
    formats: dict[str, Any] = {"JSON Lines": jsonl, "canonical JSON": canonical, "MessagePack": msgpack}
    held = canonical.loads(json.dumps(plain))
    peers = _whole_peers(plain)
    for doing in ("reading", "writing"):
        contenders: dict[str, Callable[[], object]] = {}
        for name, module in formats.items():
            contents = BytesIO()
            try:
                module.write(held, contents)
            except ImportError:
                continue
            content = contents.getvalue()
            contenders[name] = _reading(module, content) if doing == "reading" else _writing(module, held)
        contenders |= {name: several[doing == "writing"] for name, several in peers.items()}
        times = take_turns(contenders, rounds)
        for name in contenders:
            to = "pydantic, JSON, passages nested"
            compared = to in times and to != name
            yield Row(
                benchmark="formats",
                what=f"{doing} a dataset of {count:,} claims: {name}",
                value=1e6 * median(times[name]) / count,
                unit="us a claim",
                ratio=ratio(times, name, to) if compared else None,
                to=to if compared else "",
                at_most=1.0 if compared and name in formats else None,
            )


def _whole_peers(plain: Plain) -> dict[str, Calls]:
    try:
        from msgspec_structs import pack, unpack
        from pydantic_models import with_passages
    except ImportError:
        return {}
    text = as_json(plain)
    packed = pack(plain["claims"])
    structs = unpack(packed)
    objects = with_passages(text)
    return {
        "pydantic, JSON, passages nested": (
            lambda: with_passages(text),
            lambda: objects.model_dump_json(indent=2, exclude_defaults=True),
        ),
        "msgspec structs, MessagePack, claims alone": (lambda: unpack(packed), lambda: pack(structs)),
    }


def _reading(module: Any, content: bytes) -> Callable[[], object]:
    return lambda: module.read(BytesIO(content), kinds=(), name="data", limits=DEFAULT_LIMITS)


def _writing(module: Any, held: Any) -> Callable[[], object]:
    return lambda: module.write(held, BytesIO())


# Peak memory

_PEAKS: dict[str, Callable[[list[Plain]], dict[str, Calls]]] = {
    OURS: _ours,
    "pydantic, passages nested": _pydantic,
    "msgspec structs, passages as texts": _msgspec,
    "FollowTheMoney statements": _followthemoney,
    "stix2 notes": _stix,
}


def _peaks(claims: int) -> Iterator[Row]:
    """The most memory that Python's allocators have given out while lines are read and kept, by `tracemalloc`."""
    for name in _PEAKS:
        few = max(1, claims // _SLOW)
        command = [sys.executable, __file__, name, str(few)]
        done = subprocess.run(command, env=environment(), check=False, capture_output=True, text=True)
        if done.returncode == 0:
            yield Row(
                benchmark="formats",
                what=f"peak memory while {few:,} lines are read and kept: {name}",
                value=int(done.stdout) / few,
                unit="bytes a claim",
            )


def _peak(name: str, claims: int) -> int:
    calls = _PEAKS[name](dataset(claims)["claims"])
    read, _ = calls[name]
    gc.collect()
    tracemalloc.start()
    kept = read()
    peak = tracemalloc.get_traced_memory()[1]
    del kept
    return peak


if __name__ == "__main__":
    print(_peak(sys.argv[1], int(sys.argv[2])))
