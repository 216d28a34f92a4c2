"""What a dataset takes in memory: what stays, and the peak while it is read; each in an interpreter of its own."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

from results import Row
from synthetic import as_json, dataset
from timing import environment

_OURS = "axis_tracker.loads"
_PEER = "pydantic, passages nested"
_STATUS = Path("/proc/self/status")


def rows(*, claims: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "synthetic.json")
        source.write_bytes(as_json(dataset(claims)))
        kept = {name: _measured(name, source, "kept") for name in (_OURS, _PEER)}
        peaks = {name: _measured(name, source, "peak") for name in (_OURS, _PEER)}
    for what, found, goal in (("kept", kept, 700.0), ("peak above the text", peaks, None)):
        for name, size in found.items():
            peer = found[_PEER]
            if size is not None:
                yield Row(
                    benchmark="memory",
                    what=f"{name}: {what}",
                    value=size / claims,
                    unit="bytes a claim",
                    ratio=size / peer if peer and name == _OURS and goal is None else None,
                    to=_PEER if peer and name == _OURS and goal is None else "",
                    at_most=goal if name == _OURS else None,
                )


def _measured(name: str, source: Path, what: str) -> int | None:
    command = [sys.executable, __file__, name, str(source), what]
    done = subprocess.run(command, env=environment(), check=True, capture_output=True, text=True)
    measured: int | None = json.loads(done.stdout)
    return measured


def _reader(name: str) -> Callable[[bytes], object] | None:
    if name == _OURS:
        import axis_tracker

        return axis_tracker.loads
    try:
        from pydantic_models import with_passages
    except ImportError:
        return None
    return with_passages


def _kept(read: Callable[[bytes], object], text: bytes) -> int:
    tracemalloc.start()
    result = read(text)
    gc.collect()
    size = tracemalloc.get_traced_memory()[0]
    del result
    return size


def _peak(read: Callable[[bytes], object], text: bytes) -> int | None:
    """How far the memory in use rose; None where the system does not tell."""
    if not _STATUS.exists():
        return None
    before = _status("VmRSS")
    read(text)
    return _status("VmHWM") - before


def _status(name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB$", _STATUS.read_text(encoding="ascii"), re.MULTILINE)
    assert found is not None
    return 1024 * int(found.group(1))


def _main(name: str, source: str, what: str) -> None:
    read = _reader(name)
    size = None
    if read is not None:
        read(as_json(dataset(3)))
        text = Path(source).read_bytes()
        size = _kept(read, text) if what == "kept" else _peak(read, text)
    print(json.dumps(size))


if __name__ == "__main__":
    _main(*sys.argv[1:])
