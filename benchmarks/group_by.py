"""Group the lower and upper ends of claims in pandas and in Polars, to compare with all estimates at once.

A group-by carries no bounds from parts to wholes and finds no conflicts, so its answers differ from ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import axis_tracker as axt

Columns: TypeAlias = dict[str, list[Any]]

_KEYS = ["event", "phase", "unit"]


class Peer(NamedTuple):
    """How a library makes a frame from columns, and how it groups the frame as of a day."""

    framed: Callable[[Columns], Any]
    grouped: Callable[[Any, date], Any]


def columns(dataset: axt.Dataset) -> Columns:
    """Return the columns of a frame, with a row for each claim with a figure other than a level."""
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
    """Return the installed libraries by name. The keys of their frames are categories."""
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
