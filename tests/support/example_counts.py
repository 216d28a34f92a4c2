"""How hard Hypothesis tries where its hundred examples would be too many, or too few."""

from __future__ import annotations

from hypothesis import settings


def examples(usual: int) -> settings:
    """So many examples where the profile has a hundred, elsewhere as many more or fewer as it has; ten at least."""
    return settings(max_examples=max(10, usual * settings.default.max_examples // 100))


few = examples(20)
"""For properties of whole records and datasets: each example is some hundred values."""
