"""Claims in a few words for lists: the figure, the hedge, the date and the source of each."""

from __future__ import annotations

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Likelihood, Modality
from axis_tracker.phrases import date_phrase, names_phrase

__all__ = ["claim_phrase"]


def claim_phrase(dataset: RecordSet, claim: Claim) -> str:
    """Return a claim's id with its figure, hedge, modality, date and source, as far as the claim has them.

    The source is the documents that contain the claim, or else the actors who passed it on.

    >>> import axis_tracker as axt
    >>> ds = axt.load()
    >>> claim_phrase(ds, ds.claims["001-hur-artillery-shells"])
    '001-hur-artillery-shells: around 5 million shells, 2024-11-29, in 001_cf506477191a8972'
    """
    figure = "" if claim.measure is None else f"{claim.measure.quantity}, "
    hedge = "" if claim.likelihood is Likelihood.UNHEDGED else f"{claim.likelihood.value}, "
    if claim.hedge is not None:
        hedge = f'{hedge.removesuffix(", ")} ("{claim.hedge}"), '.lstrip()
    modality = "" if claim.modality is Modality.ACTUAL else f"{claim.modality.value}, "
    source = f", in {names_phrase(claim.documents)}" if claim.documents else ""
    if not source and claim.relays:
        source = f", via {names_phrase(dataset.actors[key].name for key in claim.relays)}"
    return f"{claim.id}: {figure}{hedge}{modality}{date_phrase(dataset.made(claim))}{source}"
