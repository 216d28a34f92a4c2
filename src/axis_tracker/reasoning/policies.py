"""Which claims an estimate trusts and how it reads them, as values; and why it sets a claim aside.

A `Policy` says everything that an estimate decides for its reader, so that two estimates that differ can be told
apart by their policies. Imports the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import ControlledTerm, to_term
from axis_tracker.imprecise.exact_numbers import normalized_number
from axis_tracker.imprecise.measures import Phase
from axis_tracker.model.events import Activity
from axis_tracker.model.fields import Texts
from axis_tracker.model.records import Record
from axis_tracker.model.vocabulary import Likelihood, Stance, StanceName, to_likelihood, to_stance

__all__ = [
    "Assumptions",
    "PhaseOrder",
    "Policy",
    "Rates",
    "SetAsideReason",
    "UncertainFigures",
    "Unnamed",
    "phase_within",
]


class Unnamed(ControlledTerm):
    """What becomes of claims by unnamed sources, which corroborate nobody in either case."""

    KEPT = "kept", "claims by unnamed sources set bounds like any other claim"
    SET_ASIDE = "set-aside", "only claims by named sources set bounds"


class Assumptions(ControlledTerm):
    """What becomes of figures that were worked out from others under an assumption ("if all were shells")."""

    SET_ASIDE = "set-aside", "not used, because nobody says that the assumption holds"
    GRANTED = "granted", "used as if the assumption held"


class Rates(ControlledTerm):
    """What becomes of rates when a total is asked for."""

    SET_ASIDE = "set-aside", "a rate sets no bound on a total"
    INTEGRATED = "integrated", "a rate counts once for each whole period that it certainly covers"


class PhaseOrder(ControlledTerm):
    """Whether figures of one phase bound another."""

    IN_ORDER = "in-order", "no more is used than delivered, no more delivered than sent, and no more lost than sent"
    SEPARATE = "separate", "only figures of the same phase bound a phase"


class UncertainFigures(ControlledTerm):
    """What happens to figures that their own source marks as uncertain ("100?")."""

    USED = "used", "narrow the answer that the other figures leave, which is then marked as uncertain"
    SET_ASIDE = "set-aside", "not used"


class SetAsideReason(ControlledTerm):
    """Why a claim with a figure on the matter bounds no end of an estimate."""

    STANCE = "stance", "does not assert the figure"
    MODALITY = "modality", "is stated in another modality: as a fact, a plan, a forecast, a wish or a possibility"
    SUPERSEDED = "superseded", "was replaced by a revision"
    LATER_PLAN = "later-plan", "was replaced by a later plan or forecast of the same claimants"
    LIKELIHOOD = "likelihood", "is less certain than the policy requires"
    CLAIMANT = "claimant", "comes from claimants that the policy excludes"
    UNNAMED = "unnamed", "comes from an unnamed source"
    ASSUMPTION = "assumption", "rests on an assumption"
    UNCERTAIN = "uncertain", "is marked as uncertain by its source"
    READING = "reading", "is another kind of figure: a total, an increment, a level, a rate, a share or a fixed value"
    WHOLE = "whole", "is for another period, or a share of another whole"
    PHASE = "phase", "counts another phase"
    UNIT = "unit", "counts another unit"
    VAGUE = "vague", "names no number"
    UNDATED = "undated", "has no day on which it certainly holds"
    ANOTHER_DAY = "another-day", "does not hold on the day in question"
    ANOTHER_START = "another-start", "counts from another date, so it sets no bound here"
    OTHER_EXTENT = "other-extent", "bounds only a part of this, or only something of which this is a part"
    UNCORROBORATED = "uncorroborated", "has fewer independent voices than the policy requires"
    OWN_CONTRADICTION = "own-contradiction", "contradicts another figure of the same origin"
    YIELDS = "yields", "contradicts figures that are at least as certain of their date, their unit or their number"


def _unnamed(value: Unnamed | str) -> Unnamed:
    return to_term(Unnamed, value, "rule for unnamed sources")


def _assumptions(value: Assumptions | str) -> Assumptions:
    return to_term(Assumptions, value, "rule for assumptions")


def _rates(value: Rates | str) -> Rates:
    return to_term(Rates, value, "rule for rates")


def _uncertain(value: UncertainFigures | str) -> UncertainFigures:
    return to_term(UncertainFigures, value, "rule for uncertain figures")


def _phases(value: PhaseOrder | str) -> PhaseOrder:
    return to_term(PhaseOrder, value, "rule for phases")


def _stances(value: Sequence[Stance | StanceName]) -> tuple[Stance, ...]:
    if not isinstance(value, (list, tuple)) or not value:
        raise InvalidValueError("expected a list of one or more stances", value=value)
    chosen = {to_stance(one) for one in value}
    return tuple(one for one in Stance if one in chosen)


def _actors(value: Texts) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) for one in value):
        raise InvalidValueError("expected a list of ids, names or aliases of actors", value=value)
    return tuple(sorted(set(value)))


def _origins(value: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidValueError("expected a whole number of origins, 1 or more", value=value)
    return value


def _margin(value: int | Decimal | None) -> int | Decimal | None:
    if value is None:
        return None
    settled = normalized_number(value)
    if not 0 <= settled <= 100:
        raise InvalidValueError("expected a margin from 0 to 100 percent", value=value)
    return settled


@frozen(eq=False, repr=False, kw_only=True)
class Policy(Record):
    """The rules of an estimate: which claims are used, and how figures bound each other.

    >>> Policy(minimum_likelihood="very-likely", without=["ru", "ua"])
    Policy(minimum_likelihood=<Likelihood.VERY_LIKELY>, without=('ru', 'ua'))

    Attributes:
        stances: The stances of the claims that are used; by default, those that assert. Denials and doubts are
            reported, but do not change the bounds.
        minimum_likelihood: The weakest hedge that is used, on the scale of ICD 203. A claim without a hedge counts as
            the firmest. The default is LIKELY, so a claim that calls itself improbable is not used.
        only: The actors whose claims are used, by id, name or alias. A claim is used if at least one claimant certainly
            is, or acts for, one of them when the claim is made.
        without: The actors whose claims are not used, by id, name or alias. A claim is not used if every claimant
            possibly is, or acts for, one of them when the claim is made.
        origins: The number of independent voices that a bound needs. Organs of one state are one voice, and unnamed
            sources are none (see `Corroboration`).
        unnamed: What happens to claims by unnamed sources.
        assumptions: What happens to figures that rest on an assumption.
        rates: What happens to rates if the question is about a total.
        phases: Whether figures of one phase bound another phase.
        uncertain: What happens to figures that their source marks as uncertain.
        margin: How "around" is read, in percent of the figure on either side. None means that the significant digits
            of the figure decide. Only imprecise ends are moved.

    Raises `InvalidValueError` for an invalid value; its `path` names the field.
    """

    stances: tuple[Stance, ...] = field(default=(Stance.ASSERTS,), converter=_stances)
    minimum_likelihood: Likelihood = field(default=Likelihood.LIKELY, converter=to_likelihood)
    only: tuple[str, ...] = field(default=(), converter=_actors)
    without: tuple[str, ...] = field(default=(), converter=_actors)
    origins: int = field(default=1, converter=_origins)
    unnamed: Unnamed = field(default=Unnamed.KEPT, converter=_unnamed)
    assumptions: Assumptions = field(default=Assumptions.SET_ASIDE, converter=_assumptions)
    rates: Rates = field(default=Rates.SET_ASIDE, converter=_rates)
    phases: PhaseOrder = field(default=PhaseOrder.IN_ORDER, converter=_phases)
    uncertain: UncertainFigures = field(default=UncertainFigures.USED, converter=_uncertain)
    margin: int | Decimal | None = field(default=None, converter=_margin)


def phase_within(part: Phase, whole: Phase, kind: str, order: PhaseOrder) -> bool:
    """Whether everything that is counted in one phase is certainly counted in another as well.

    `kind` is the kind of event. What an activity produces need not have been delivered before it is used.

    >>> phase_within(Phase.USED, Phase.SENT, "arms-transfer", PhaseOrder.IN_ORDER)
    True
    >>> phase_within(Phase.SENT, Phase.DELIVERED, "arms-transfer", PhaseOrder.IN_ORDER)
    False
    """
    if part is whole:
        return True
    return order is PhaseOrder.IN_ORDER and kind != Activity.kind and whole in _WIDER_PHASES.get(part, ())


_WIDER_PHASES: Final = {
    Phase.USED: (Phase.DELIVERED, Phase.SENT),
    Phase.DELIVERED: (Phase.SENT,),
    Phase.LOST: (Phase.SENT,),
}
"""The phases that everything in a phase has passed through."""
