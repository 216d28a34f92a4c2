"""Reading dates: texts of all the forms that claims use, each round its own, so that no cache can help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from results import Row
from synthetic import SEED, dates
from timing import ratio, take_turns

from axis_tracker import ImpreciseDate

_OURS = "ImpreciseDate.parse"
_PEER = "edtf.parse_edtf"


def rows(*, count: int, rounds: int) -> Iterator[Row]:
    contenders: dict[str, Callable[[str], object]] = {_OURS: ImpreciseDate.parse}
    try:
        from edtf import parse_edtf
    except ImportError:
        pass
    else:
        contenders[_PEER] = parse_edtf
    times = take_turns({name: _reader(parse, count, rounds) for name, parse in contenders.items()}, rounds)
    for name in contenders:
        compared = name == _OURS and _PEER in contenders
        yield Row(
            benchmark="dates",
            what=name,
            value=1e6 * median(times[name]) / count,
            unit="us a date",
            ratio=ratio(times, _PEER, name) if compared else None,
            to="times as fast as edtf" if compared else "",
            at_least=200 if compared else None,
        )


def _reader(parse: Callable[[str], object], count: int, rounds: int) -> Callable[[], None]:
    texts = iter([dates(count, seed=SEED + turn) for turn in range(rounds + 1)])

    def read() -> None:
        for text in next(texts):
            parse(text)

    return read
