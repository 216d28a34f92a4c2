"""Charts of contested facts: a contested figure, a timeline, a ledger, and the coverage of documents.

    import axis_tracker as axt

    chart = axt.charts.timeline(axt.load())
    axt.charts.save(chart, "timeline.svg")

Each function except `save` returns an Altair chart, which you can change, save, or show in a notebook. Drawing a chart
needs the `charts` extra, which installs Altair and vl-convert. Drawing a chart does not use the network.
"""

from __future__ import annotations

from axis_tracker.charts.contested_drawing import contested
from axis_tracker.charts.coverage_drawing import coverage
from axis_tracker.charts.ledger_drawing import ledger
from axis_tracker.charts.saving import save
from axis_tracker.charts.timeline_drawing import timeline

__all__ = ["contested", "coverage", "ledger", "save", "timeline"]
