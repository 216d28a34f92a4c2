"""The peers of all estimates at once: a group-by of lower and upper ends in pandas and in Polars.

It carries nothing from parts to wholes and knows no conflicts, so its answer is not ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import axis_tracker as axt

Columns: TypeAlias = dict[str, list[Any]]

_KEYS = ["event", "phase", "unit"]


class Peer(NamedTuple):
    """How a library makes a frame of columns, and groups it as of a day."""

    framed: Callable[[Columns], Any]
    grouped: Callable[[Any, date], Any]


def columns(dataset: axt.Dataset) -> Columns:
    """What a frame is made of: a row for each claim with a total, or an increment as its least."""
    chosen = [
        (one, one.measure, one.measure.quantity)
        for one in dataset.claims
        if one.measure is not None and one.measure.reading is not axt.Reading.LEVEL
    ]
    return {
        "event": [claim.event for claim, _, _ in chosen],
        "phase": [measure.phase.value for _, measure, _ in chosen],
        "unit": [quantity.unit for _, _, quantity in chosen],
        "made": [claim.made.latest if claim.made else None for claim, _, _ in chosen],
        "low": [quantity.low for _, _, quantity in chosen],
        "high": [quantity.high for _, _, quantity in chosen],
    }


def peers() -> Mapping[str, Peer]:
    """The libraries that are installed, by name. The keys of their frames are categories."""
    found: dict[str, Peer] = {}
    try:
        import pandas as pd

        def pandas_frame(columns: Columns) -> Any:
            frame = pd.DataFrame({**columns, "made": pd.to_datetime(columns["made"])})
            return frame.astype({**dict.fromkeys(_KEYS, "category"), "low": "Int64", "high": "Int64"})

        def pandas_grouped(frame: Any, day: date) -> Any:
            said = frame[frame["made"] <= pd.Timestamp(day)]
            return said.groupby(_KEYS, observed=True).agg(low=("low", "max"), high=("high", "min"))

        found["pandas"] = Peer(pandas_frame, pandas_grouped)
    except ImportError:
        pass
    try:
        import polars as pl

        def polars_frame(columns: Columns) -> Any:
            return pl.DataFrame(columns).with_columns(pl.col(*_KEYS).cast(pl.Categorical))

        def polars_grouped(frame: Any, day: date) -> Any:
            said = frame.filter(pl.col("made") <= day)
            return said.group_by(_KEYS).agg(pl.col("low").max(), pl.col("high").min())

        found["Polars"] = Peer(polars_frame, polars_grouped)
    except ImportError:
        pass
    return found
