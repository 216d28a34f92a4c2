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


def _row(
    words: str,
    reason: str,
    likelihood: Likelihood = Likelihood.UNHEDGED,
    modality: Modality = Modality.ACTUAL,
    stance: Stance = Stance.ASSERTS,
) -> ClaimHedge:
    return ClaimHedge(tuple(words.split(", ")), stance, likelihood, modality, reason)


CLAIM_HEDGES: Final[tuple[ClaimHedge, ...]] = (
    _row(
        "said, stated, reported, announced, detailed, noted, highlighted, reiterated, writes, warned, argue, stress",
        "a plain verb of saying",
    ),
    _row("confirmed, documented, identified, has evidence of", "firm, but the scale has nothing above unhedged"),
    _row(
        "claims, claiming, accused, alleges, allegations, asserted, according to",
        "the reporter keeps a distance; the claimant does not hedge",
    ),
    _row(
        "reportedly, it is reported, reports indicate, the news that",
        "a relay without a name: the claimant is the unnamed report",
    ),
    # How likely it is that something is so, or was
    _row("undoubtedly, certainly, without doubt", "says that no doubt is left", Likelihood.ALMOST_CERTAIN),
    _row("likely, probably, in all likelihood", "the scale's own word", Likelihood.LIKELY),
    _row(
        "appears, appears to, apparent, apparently, seems, viewed as",
        "an inference from what is seen, thought more likely than not",
        Likelihood.LIKELY,
    ),
    _row(
        "believed to, thought to, suggest, suggests, some evidence, signals, indicative of",
        "an inference that the claimant leans to",
        Likelihood.LIKELY,
    ),
    _row(
        "may, may be, may seem, might, potential, potentially, possibly, hinting at, speculate",
        "left open, of something that is so or not so by now",
        Likelihood.EVEN_CHANCE,
    ),
    _row("unlikely, improbable", "the scale's own word", Likelihood.UNLIKELY),
    # What may, will or ought to come: the modality; a likelihood only where the text gives one besides
    _row(
        "could, may, may be, may still, might, possible, potential, potentially, positioned to, stand to, stands to",
        "something that may come about: the possibility itself is asserted",
        modality=Modality.POSSIBLE,
    ),
    _row("will, would, is expected, anticipated, forecast", "a plain forecast", modality=Modality.PREDICTED),
    _row(
        "will be more likely, would likely, seems likely, appears inevitable, suggests it will",
        "a hedged forecast: the hedge's likelihood, the forecast's modality",
        Likelihood.LIKELY,
        Modality.PREDICTED,
    ),
    _row("seems unlikely", "a hedged forecast of what will not come", Likelihood.UNLIKELY, Modality.PREDICTED),
    _row(
        "seeks, sought to, would seek, desires, wants, intention, ambitions, aims, aimed to, to bolster, "
        "strategies to, importance of",
        "a wish, an aim or a need is not its fulfilment",
        modality=Modality.SOUGHT,
    ),
    _row("should, must, recommends, calls for, would involve", "advice is not an event", modality=Modality.RECOMMENDED),
    _row("agreed, plans, ordered, is to, affirmations", "fixed or promised for later", modality=Modality.PLANNED),
    # What else a claimant does than assert
    _row("questions, is sceptical, no evidence", "calls in question without denying", stance=Stance.DOUBTS),
    _row("neither confirms nor denies, declined to comment", "no stand is taken", stance=Stance.DECLINES),
    _row("denies, denials, rejects, calls fake", "says that it is not so", stance=Stance.DENIES),
)
"""Words of hedging and what they stand for; a word has a row for each modality in which it is used.

A curator who meets others adds a row, so that the next one reads them alike.
"""
