"""How hard Hypothesis tries where an example is a whole record or dataset."""

from __future__ import annotations

from hypothesis import settings

few = settings(max_examples=max(10, settings.default.max_examples // 5))
"""For properties of whole records and datasets: each example is some hundred values."""
