"""The table from which curators take the stance, likelihood and modality of a claim, based on the claim's wording.

The likelihood is the claimant's own hedge on the ICD 203 scale. A reporter's words of distance, such as "claims" and
"reportedly", do not hedge the claim. The likelihood is not raised if the claim later turns out to be true.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from axis_tracker.model.vocabulary import Likelihood, Modality, Stance

__all__ = ["CLAIM_HEDGES", "ClaimHedge"]


class ClaimHedge(NamedTuple):
    """A group of hedging words that are coded in the same way.

    Attributes:
        words: The words, or the beginnings of phrases.
        stance: The stance that the words express.
        likelihood: The likelihood that the words express.
        modality: The modality that the words express.
        reason: The reason for this coding.
    """

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
        "a neutral reporting verb",
    ),
    _row(
        "confirmed, documented, identified, has evidence of",
        "a firm statement; the scale has no level above unhedged",
    ),
    _row(
        "claims, claiming, accused, alleges, allegations, asserted, according to",
        "the reporter keeps a distance, but the claimant does not hedge",
    ),
    _row(
        "reportedly, it is reported, reports indicate, the news that",
        "an unnamed relay: the claimant is the unnamed report",
    ),
    # The likelihood that something is or was the case
    _row("undoubtedly, certainly, without doubt", "the text excludes doubt", Likelihood.ALMOST_CERTAIN),
    _row("likely, probably, in all likelihood", "a term from the scale itself", Likelihood.LIKELY),
    _row(
        "appears, appears to, apparent, apparently, seems, viewed as",
        "an inference from observation, considered more likely than not",
        Likelihood.LIKELY,
    ),
    _row(
        "believed to, thought to, suggest, suggests, some evidence, signals, indicative of",
        "an inference that the claimant favours",
        Likelihood.LIKELY,
    ),
    _row(
        "may, may be, may seem, might, potential, potentially, possibly, hinting at, speculate",
        "an open question about the present or the past",
        Likelihood.EVEN_CHANCE,
    ),
    _row("unlikely, improbable", "a term from the scale itself", Likelihood.UNLIKELY),
    # What may, will or should happen: the modality. The likelihood is set only if the text gives one as well.
    _row(
        "could, may, may be, may still, might, possible, potential, potentially, positioned to, stand to, stands to",
        "a possible future event: the text asserts the possibility itself",
        modality=Modality.POSSIBLE,
    ),
    _row("will, would, is expected, anticipated, forecast", "a plain forecast", modality=Modality.PREDICTED),
    _row(
        "will be more likely, would likely, seems likely, appears inevitable, suggests it will",
        "a hedged forecast: the hedge gives the likelihood, and the forecast gives the modality",
        Likelihood.LIKELY,
        Modality.PREDICTED,
    ),
    _row(
        "seems unlikely",
        "a hedged forecast that something will not happen",
        Likelihood.UNLIKELY,
        Modality.PREDICTED,
    ),
    _row(
        "seeks, sought to, would seek, desires, wants, intention, ambitions, aims, aimed to, to bolster, "
        "strategies to, importance of",
        "a wish, an aim or a need, not its fulfilment",
        modality=Modality.SOUGHT,
    ),
    _row("should, must, recommends, calls for, would involve", "advice, not an event", modality=Modality.RECOMMENDED),
    _row("agreed, plans, ordered, is to, affirmations", "fixed or promised for later", modality=Modality.PLANNED),
    # Stances other than asserting
    _row(
        "questions, is sceptical, no evidence",
        "the claimant questions what is claimed without denying it",
        stance=Stance.DOUBTS,
    ),
    _row(
        "neither confirms nor denies, declined to comment, refused to comment",
        "the claimant was asked and takes no side",
        stance=Stance.DECLINES,
    ),
    _row(
        "has not commented, did not comment, did not respond, has not acknowledged, neither has acknowledged",
        "the claimant is only reported not to have commented",
        stance=Stance.SILENT,
    ),
    _row(
        "could not verify, could not be verified, could not confirm, was not detected, found no sign of",
        "the claimant could not verify what is claimed, or looked and found nothing",
        stance=Stance.UNVERIFIED,
    ),
    _row(
        "denies, denials, rejects, calls fake", "the claimant says that what is claimed is false", stance=Stance.DENIES
    ),
)
"""The hedging words and their codings. A word that is used in two modalities appears in two rows.

A curator who finds a new hedging word adds a row, so that the next curator codes the word in the same way.
"""
