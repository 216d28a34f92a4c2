"""How firm the words of a text are: the one table from which a curator takes stance, likelihood and modality.

The likelihood is that of the hedge, on the ICD 203 scale; a reporter's distance ("claims", "reportedly") is no
hedge of the claimant's. Nothing is upgraded because it turned out true. Imports the vocabulary.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from axis_tracker.model.vocabulary import Likelihood, Modality, Stance

__all__ = ["CLAIM_HEDGES", "ClaimHedge"]


class ClaimHedge(NamedTuple):
    """A row: the words, and the stance, likelihood and modality that they stand for, with the reason."""

    words: tuple[str, ...]
    stance: Stance
    likelihood: Likelihood
    modality: Modality
    reason: str


_ASSERTS, _DOUBTS, _DECLINES, _DENIES = Stance.ASSERTS, Stance.DOUBTS, Stance.DECLINES, Stance.DENIES
_UNHEDGED = Likelihood.UNHEDGED
_ACTUAL = Modality.ACTUAL

CLAIM_HEDGES: Final[tuple[ClaimHedge, ...]] = (
    ClaimHedge(
        ("said", "stated", "reported", "announced", "detailed", "noted", "highlighted", "reiterated"),
        _ASSERTS,
        _UNHEDGED,
        _ACTUAL,
        "a plain verb of saying",
    ),
    ClaimHedge(
        ("confirmed", "documented", "identified", "has evidence of"),
        _ASSERTS,
        _UNHEDGED,
        _ACTUAL,
        "firm, but the scale has nothing above unhedged",
    ),
    ClaimHedge(
        ("claims", "claiming", "accused", "alleges", "allegations", "asserted", "according to"),
        _ASSERTS,
        _UNHEDGED,
        _ACTUAL,
        "the reporter keeps a distance; the claimant does not hedge",
    ),
    ClaimHedge(
        ("reportedly", "it is reported", "reports indicate", "the news that"),
        _ASSERTS,
        _UNHEDGED,
        _ACTUAL,
        "a relay without a name: the claimant is the unnamed report",
    ),
    ClaimHedge(
        ("undoubtedly", "inevitable", "certainly"),
        _ASSERTS,
        Likelihood.ALMOST_CERTAIN,
        _ACTUAL,
        "says that no doubt is left",
    ),
    ClaimHedge(
        ("likely", "probably", "in all likelihood"), _ASSERTS, Likelihood.LIKELY, _ACTUAL, "the scale's own word"
    ),
    ClaimHedge(
        ("appears", "appears to", "apparent", "apparently", "seems", "viewed as", "observed to suggest"),
        _ASSERTS,
        Likelihood.LIKELY,
        _ACTUAL,
        "an inference from what is seen, thought more likely than not",
    ),
    ClaimHedge(
        ("believed to", "thought to", "suggest", "suggests", "some evidence", "signals", "indicative of"),
        _ASSERTS,
        Likelihood.LIKELY,
        _ACTUAL,
        "an inference that the claimant leans to",
    ),
    ClaimHedge(
        (
            "may",
            "may be",
            "might",
            "could be",
            "potential",
            "potentially",
            "possible",
            "possibly",
            "hinting at",
            "speculate",
        ),
        _ASSERTS,
        Likelihood.EVEN_CHANCE,
        _ACTUAL,
        "left open, of something that is so or not so by now",
    ),
    ClaimHedge(("unlikely", "improbable"), _ASSERTS, Likelihood.UNLIKELY, _ACTUAL, "the scale's own word"),
    ClaimHedge(
        ("could", "could enhance", "could lead", "may still", "in a worst-case scenario"),
        _ASSERTS,
        _UNHEDGED,
        Modality.POSSIBLE,
        "something that may come about: the possibility itself is asserted",
    ),
    ClaimHedge(
        ("will", "is expected", "anticipated", "forecast"), _ASSERTS, _UNHEDGED, Modality.PREDICTED, "a plain forecast"
    ),
    ClaimHedge(
        ("will be more likely", "would likely", "appears inevitable", "seems unlikely to come"),
        _ASSERTS,
        Likelihood.LIKELY,
        Modality.PREDICTED,
        "a hedged forecast: the hedge's likelihood, the forecast's modality",
    ),
    ClaimHedge(
        ("seeks", "would seek", "desires", "wants", "intention", "aims"),
        _ASSERTS,
        _UNHEDGED,
        Modality.SOUGHT,
        "a wish or an aim is not its fulfilment",
    ),
    ClaimHedge(
        ("should", "must", "recommends", "calls for"),
        _ASSERTS,
        _UNHEDGED,
        Modality.RECOMMENDED,
        "advice is not an event",
    ),
    ClaimHedge(("agreed", "plans", "ordered", "is to"), _ASSERTS, _UNHEDGED, Modality.PLANNED, "fixed for later"),
    ClaimHedge(
        ("questions", "is sceptical", "no evidence"), _DOUBTS, _UNHEDGED, _ACTUAL, "calls in question without denying"
    ),
    ClaimHedge(
        ("neither confirms nor denies", "declined to comment"), _DECLINES, _UNHEDGED, _ACTUAL, "no stand is taken"
    ),
    ClaimHedge(("denies", "denials", "rejects", "calls fake"), _DENIES, _UNHEDGED, _ACTUAL, "says that it is not so"),
)
"""Words of hedging and what they stand for.

A curator who meets others adds a row, so that the next one reads them alike.
"""
