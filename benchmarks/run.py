"""Run the benchmarks: `python benchmarks/run.py`. One table is printed, and written as JSON. See README.md here."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import date_parsing
import first_answers
import growth
import memory
import reading
import reasoning
import results
import startup
import storing
import tables

_HERE = Path(__file__).parent

Benchmarks = dict[str, Callable[[argparse.Namespace], Iterator[results.Row]]]

BENCHMARKS: Benchmarks = {
    "startup": lambda asked: startup.rows(rounds=asked.rounds or 15),
    "dates": lambda asked: date_parsing.rows(count=asked.dates, rounds=asked.rounds or 5),
    "reading": lambda asked: reading.rows(claims=asked.claims, rounds=asked.rounds or 5),
    "formats": lambda asked: storing.rows(claims=asked.claims, rounds=asked.rounds or 5),
    "reasoning": lambda asked: reasoning.rows(sizes=tuple(asked.sizes), rounds=asked.rounds or 5),
    "first-answers": lambda asked: first_answers.rows(claims=asked.claims, rounds=asked.rounds or 5, limit=asked.limit),
    "shapes": lambda asked: growth.rows(
        largest=asked.claims, rounds=asked.rounds or 3, limit=asked.limit, only=asked.only
    ),
    "memory": lambda asked: memory.rows(claims=asked.claims),
    "tables": lambda asked: tables.rows(claims=asked.claims, rounds=asked.rounds or 5),
}


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {', '.join(BENCHMARKS)} (all)")
    parser.add_argument(
        "--claims",
        type=int,
        default=100_000,
        metavar="N",
        help="claims that are read (100000), and the most that a shape has",
    )
    parser.add_argument("--dates", type=int, default=500, metavar="N", help="dates that are read a round (500)")
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[1_000, 10_000, 100_000],
        metavar="N",
        help="claims that are reasoned on (1000 10000 100000; a million take some minutes and 4 GB)",
    )
    parser.add_argument(
        "--rounds", type=int, metavar="N", help="rounds of each benchmark (15 starts, 3 of shapes, 5 of the rest)"
    )
    parser.add_argument(
        "--limit", type=float, default=20, metavar="SECONDS", help="what takes a shape longer is stopped (20)"
    )
    parser.add_argument(
        "--only", nargs="+", default=(), metavar="WORDS", help="shapes and questions that contain one of these"
    )
    parser.add_argument("--output", type=Path, default=_HERE / "results.json", metavar="FILE", help="for the JSON")
    asked = parser.parse_args()
    unknown = set(asked.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: choose from {', '.join(BENCHMARKS)}")
    return asked


def main() -> None:
    asked = _asked()
    names = asked.names or list(BENCHMARKS)
    rows: list[results.Row] = []
    for name in names:
        for row in BENCHMARKS[name](asked):
            print(" | ".join(filter(None, results.cells(row))), file=sys.stderr, flush=True)  # a run takes minutes
            rows.append(row)
    print(results.table(rows))
    settings = {"claims": asked.claims, "dates": asked.dates, "rounds": asked.rounds, "benchmarks": names}
    results.write(rows, asked.output, settings)


if __name__ == "__main__":
    main()
