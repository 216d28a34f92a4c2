"""Render records, selections, datasets and answers as HTML for notebooks."""

from __future__ import annotations

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.dataset.selections import RecordSelection
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.reports import html_records

__all__ = ["html_of"]


def html_of(value: object) -> str:
    """Return the HTML table of a record, a selection, a dataset or an answer.

    >>> import axis_tracker as axt
    >>> html_of(axt.Item(id="shells", name="shells")).startswith("<div")
    True

    Raises `TypeError` if the object belongs to any other class.
    """
    if isinstance(value, IdentifiedRecord):
        return html_records.record_html(value)
    if isinstance(value, RecordSelection):
        return html_records.selection_html(value)
    if isinstance(value, RecordSet):
        return html_records.dataset_html(value)
    # Answers come last, because this import loads the package `reasoning`, which records do not need.
    from axis_tracker.reports.html_answers import answer_html

    return answer_html(value)
