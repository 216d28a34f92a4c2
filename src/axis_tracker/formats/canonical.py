"""Functions for implementing a file format in another distribution.

This module path is public (see `docs/reference/stability.md`). The module belongs to the top layer, because
`dataset_of` returns the public `Dataset`. No other module in this package imports it.
"""

from __future__ import annotations

from axis_tracker.dataset.record_set import recast
from axis_tracker.facade.dataset import Dataset
from axis_tracker.formats import documents
from axis_tracker.formats.documents import plain_of
from axis_tracker.formats.kinds import Kinds, kinds_by_tag

__all__ = ["dataset_of", "kinds_by_tag", "plain_of"]


def dataset_of(plain: object, *, kinds: Kinds, file: str | None = None) -> Dataset:
    """Return the dataset of a canonical document, a mapping with the format's name, a version and collections.

    `kinds` maps the tag of each kind of event to its class (see `kinds_by_tag`). `file` is the name of the document in
    error messages. A document of an older version is migrated first.

    Raises `ReadError` with all problems if the document is not valid.
    """
    return recast(documents.dataset_of(plain, kinds=kinds, file=file), Dataset)
