"""Say who made a claim, when and how firmly, in the same words in every list."""

from __future__ import annotations

from collections.abc import Iterable

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Likelihood, Modality
from axis_tracker.phrases import date_phrase, names_phrase

__all__ = ["hedge_phrase", "source_phrase", "sources_phrase"]


def hedge_phrase(claim: Claim) -> str:
    """Return how a claim is hedged, in words: the likelihood, the modality and the hedge. A plain fact has no phrase.

    >>> said = {"event": "troops", "claimants": ["nis"], "made": "2024-10", "summary": "Troops are there."}
    >>> hedge_phrase(Claim(id="a", likelihood="likely", hedge="probably", modality="planned", **said))
    'likely, planned, "probably"'
    """
    parts = [
        *([] if claim.likelihood is Likelihood.UNHEDGED else [claim.likelihood.value]),
        *([] if claim.modality is Modality.ACTUAL else [claim.modality.value]),
        *([] if claim.hedge in (None, claim.likelihood.value) else [f'"{claim.hedge}"']),
    ]
    return ", ".join(parts)


def source_phrase(dataset: RecordSet, claim: Claim) -> str:
    """Return the claimants of a claim, the date of the claim, its hedge, and since when it counts.

    >>> import axis_tracker as axt
    >>> ds = axt.load()
    >>> source_phrase(ds, ds.claims["000-laxmi-ammunition"])
    'Bijay Laxmi, 2024-04 (?) to 2024-06 (?), counted since 2022-02'
    """
    since = None if claim.measure is None else claim.measure.since
    parts = [
        names_phrase(dataset.actors[key].name for key in claim.claimants),
        date_phrase(dataset.made(claim)),
        hedge_phrase(claim),
        "" if since is None else f"counted since {date_phrase(since)}",
    ]
    return ", ".join(filter(None, parts))


def sources_phrase(dataset: RecordSet, claims: Iterable[Claim], most: int) -> str:
    """Return the phrases for the sources of claims, without duplicates. Beyond `most`, the sources are counted.

    >>> import axis_tracker as axt
    >>> sources_phrase(axt.load(), axt.load().claims.where(about="kp-ru-arms-and-munitions", stance="asserts"), 4)
    'White House, by 2023-10'
    """
    phrases = [*dict.fromkeys(source_phrase(dataset, claim) for claim in claims)]
    listed = phrases[:most] if len(phrases) <= most else phrases[: most - 1]
    more = len(phrases) - len(listed)
    return "; ".join([*listed, *([f"{more} more"] if more else [])])
