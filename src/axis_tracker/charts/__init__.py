"""Charts of contested facts, for a page or a screen: what is claimed, when it was, who gave whom what, what is coded.

    import axis_tracker as axt

    chart = axt.charts.timeline(axt.load())
    axt.charts.save(chart, "timeline.svg")

Each function gives an Altair chart: change it as you like, or show it in a notebook. The data of each are prepared
without Altair in `contested_rows`, `timeline_rows`, `ledger_rows` and `coverage_rows`; `page` holds the look of
all. Drawing needs the extra `charts` (Altair and vl-convert), and nothing from the network.
"""

from __future__ import annotations

from axis_tracker.charts.contested_drawing import contested
from axis_tracker.charts.coverage_drawing import coverage
from axis_tracker.charts.ledger_drawing import ledger
from axis_tracker.charts.saving import save
from axis_tracker.charts.timeline_drawing import timeline

__all__ = ["contested", "coverage", "ledger", "save", "timeline"]
