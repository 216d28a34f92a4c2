"""The Parquet format, for the registry; see the module `arrow`. The format needs the `arrow` extra."""

from __future__ import annotations

from functools import partial

from axis_tracker.formats.arrow import ArrowForm, read_arrow, write_arrow

__all__ = ["read", "write"]

read = partial(read_arrow, form=ArrowForm.PARQUET)
write = partial(write_arrow, form=ArrowForm.PARQUET)
