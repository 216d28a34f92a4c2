"""The controlled words of the model: what a stance, a likelihood, a kind of actor can be.

Each is an enum whose members carry their `meaning`, so that the documentation and the command line print one table.
Beside each stands the converter (`to_stance`) that takes the member or its value. Scales follow ICD 203 and the
Admiralty (NATO) system. Imports `fields`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from axis_tracker.imprecise.controlled_terms import ControlledTerm, to_term

__all__ = [
    "ActivityKind",
    "ActorKind",
    "AlignmentKind",
    "AssistanceForm",
    "Basis",
    "Certainty",
    "Credibility",
    "Dating",
    "Likelihood",
    "LikelihoodName",
    "Modality",
    "Reliability",
    "Stance",
    "StanceName",
    "UncodedReason",
    "UnrocaCategory",
]


class ActorKind(ControlledTerm):
    """What an `Actor` is."""

    STATE = "state", "a state, whose id is its ISO 3166-1 alpha-2 code"
    BODY = "body", "an organ of a state or an organisation: a ministry, a service, an institute"
    BLOC = "bloc", "several states or bodies that act or are counted together"
    PERSON = "person", "a named human being"
    UNIT = "unit", "an armed formation"
    OUTLET = "outlet", "a publisher of documents"
    SOURCE = "source", "somebody who is cited without a name: officials, analysts, reports"


class Dating(ControlledTerm):
    """How the publication date of a `Document` is known."""

    PRINTED = "printed", "the document carries it"
    METADATA = "metadata", "it comes with the document, from the page, a feed or an archive"
    INFERRED = "inferred", "a curator inferred it from what the document tells; `dating_note` says how"


class UncodedReason(ControlledTerm):
    """Why a stretch of a document is not coded."""

    NAVIGATION = "navigation", "part of the page, not of the text"
    HEADING = "heading", "a title or heading that says no more than the text below it"
    BYLINE = "byline", "who wrote it or when it was changed"
    CAPTION = "caption", "a caption, credit or link"
    REPETITION = "repetition", "says again what a claim says already, which is named"
    NO_FACT = "no-fact", "a question, a turn of phrase or a generality from which nothing follows"


class Stance(ControlledTerm):
    """What a claimant does with what is claimed."""

    ASSERTS = "asserts", "says that it is so"
    DOUBTS = "doubts", "calls it into question without saying that it is not so"
    DECLINES = "declines", "neither confirms nor denies"
    DENIES = "denies", "says that it is not so"


class Likelihood(ControlledTerm):
    """The text's own hedge on the scale of ICD 203 (Analytic Standards, 2015, section D.6.e.2.a).

    A firm verb ("confirmed") is unhedged too.
    """

    _low: int | None
    _high: int | None

    def __init__(self, _value: str, _meaning: str = "", low: int | None = None, high: int | None = None) -> None:
        self._low = low
        self._high = high

    @property
    def low(self) -> int | None:
        """The lowest probability that the standard gives for it, in percent; None for UNHEDGED."""
        return self._low

    @property
    def high(self) -> int | None:
        """The highest probability that the standard gives for it, in percent; None for UNHEDGED."""
        return self._high

    UNHEDGED = "unhedged", "said without a hedge"
    ALMOST_NO_CHANCE = "almost-no-chance", "almost no chance, remote", 1, 5
    VERY_UNLIKELY = "very-unlikely", "very unlikely, highly improbable", 5, 20
    UNLIKELY = "unlikely", "unlikely, improbable", 20, 45
    EVEN_CHANCE = "even-chance", "roughly even chance or odds", 45, 55
    LIKELY = "likely", "likely, probable", 55, 80
    VERY_LIKELY = "very-likely", "very likely, highly probable", 80, 95
    ALMOST_CERTAIN = "almost-certain", "almost certain, nearly certain", 95, 99


class Modality(ControlledTerm):
    """Whether the event is claimed as a fact, or as planned, foreseen, wanted, advised, possible (after ACE)."""

    ACTUAL = "actual", "it happened, is happening or is the case"
    PLANNED = "planned", "it is announced, agreed or ordered for later"
    PREDICTED = "predicted", "it is expected or foreseen to happen"
    SOUGHT = "sought", "a party asks for it or would like it"
    RECOMMENDED = "recommended", "the claimant advises it"
    POSSIBLE = "possible", "it could happen, on a condition or without one"


class Basis(ControlledTerm):
    """What a claim rests on, as far as the text says."""

    OFFICIAL_STATEMENT = "official-statement", "a statement in somebody's official role"
    INTELLIGENCE = "intelligence", "the assessment of an intelligence service"
    SATELLITE_IMAGERY = "satellite-imagery", "images from satellites"
    FIELD_EVIDENCE = "field-evidence", "debris, captured arms, prisoners, what was seen on the ground"
    DOCUMENTS = "documents", "papers, customs or trade records"
    STATE_MEDIA = "state-media", "a report of state-run media"
    MEDIA_REPORT = "media-report", "reporting that names no further source"
    ANALYSIS = "analysis", "an expert's inference"


class Reliability(ControlledTerm):
    """How far a source can be relied on, by the Admiralty (NATO) system. F is no grade but "cannot be judged"."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class Credibility(ControlledTerm):
    """How far information can be believed, by the Admiralty (NATO) system. 6 is "cannot be judged", never a half."""

    CONFIRMED = "1", "confirmed by other sources"
    PROBABLY_TRUE = "2", "probably true"
    POSSIBLY_TRUE = "3", "possibly true"
    DOUBTFUL = "4", "doubtful"
    IMPROBABLE = "5", "improbable"
    CANNOT_BE_JUDGED = "6", "truth cannot be judged"


class UnrocaCategory(ControlledTerm):
    """The category of the United Nations Register of Conventional Arms under which an item would be reported."""

    BATTLE_TANKS = "I", "battle tanks"
    ARMOURED_COMBAT_VEHICLES = "II", "armoured combat vehicles"
    LARGE_CALIBRE_ARTILLERY = "III", "large-calibre artillery systems, from 75 mm"
    COMBAT_AIRCRAFT = "IV", "combat aircraft and unmanned combat aerial vehicles"
    ATTACK_HELICOPTERS = "V", "attack helicopters"
    WARSHIPS = "VI", "warships"
    MISSILES = "VII", "missiles and missile launchers, from 25 km; man-portable air defence"
    SMALL_ARMS = "VIII", "small arms and light weapons (voluntary)"
    OUTSIDE = "outside", "arms-related, and in none of the categories: ammunition, for one"


class AssistanceForm(ControlledTerm):
    """What kind of help an `Assistance` is."""

    TECHNOLOGY = "technology", "know-how, designs, advice on them"
    TRAINING = "training", "instruction, and experience gained under another's command"
    GOODS = "goods", "food, fuel, raw materials, equipment that is not arms"
    MONEY = "money", "currency, credit, payment, economic aid"
    DIPLOMATIC_COVER = "diplomatic-cover", "votes, vetoes, recognition, public backing"


class ActivityKind(ControlledTerm):
    """What an `Activity` is."""

    LAUNCH = "launch", "a launch into space, or an attempt"
    TEST = "test", "a test of a weapon or a device"
    CONSTRUCTION = "construction", "building or enlarging a site"
    TRAFFIC = "traffic", "movement of trains, ships, aircraft or vehicles"
    PRODUCTION = "production", "making of arms or goods"
    TRADE = "trade", "buying and selling that nobody names as help"
    STATEMENT = "statement", "an announcement, a speech, thanks, a demand"
    OPERATION = "operation", "another military or covert action"


class AlignmentKind(ControlledTerm):
    """What an `Alignment` is."""

    BLOC = "bloc", "parties counted as one camp"
    PARTNERSHIP = "partnership", "closer relations between the parties"
    SUPPORT = "support", "backing of another party's cause"
    OPPOSITION = "opposition", "a stand against another party"
    DEPENDENCE = "dependence", "one party's need of the other"


class Certainty(ControlledTerm):
    """Which answers to a question about imprecise times a query takes."""

    CERTAIN = "certain", "only what is certainly so"
    POSSIBLE = "possible", "also what is only possibly so"


UncodedReasonName: TypeAlias = Literal["navigation", "heading", "byline", "caption", "repetition", "no-fact"]
StanceName: TypeAlias = Literal["asserts", "doubts", "declines", "denies"]
LikelihoodName: TypeAlias = Literal[
    "unhedged",
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "even-chance",
    "likely",
    "very-likely",
    "almost-certain",
]
ModalityName: TypeAlias = Literal["actual", "planned", "predicted", "sought", "recommended", "possible"]
CertaintyName: TypeAlias = Literal["certain", "possible"]
ActorKindName: TypeAlias = Literal["state", "body", "bloc", "person", "unit", "outlet", "source"]
DatingName: TypeAlias = Literal["printed", "metadata", "inferred"]
BasisName: TypeAlias = Literal[
    "official-statement",
    "intelligence",
    "satellite-imagery",
    "field-evidence",
    "documents",
    "state-media",
    "media-report",
    "analysis",
]
AssistanceFormName: TypeAlias = Literal["technology", "training", "goods", "money", "diplomatic-cover"]
ActivityKindName: TypeAlias = Literal[
    "launch", "test", "construction", "traffic", "production", "trade", "statement", "operation"
]
AlignmentKindName: TypeAlias = Literal["bloc", "partnership", "support", "opposition", "dependence"]
ReliabilityName: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]
CredibilityName: TypeAlias = Literal["1", "2", "3", "4", "5", "6"]
UnrocaCategoryName: TypeAlias = Literal["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "outside"]


def to_actor_kind(value: ActorKind | ActorKindName) -> ActorKind:
    """An `ActorKind`, or its value."""
    return to_term(ActorKind, value, "kind of actor")


def to_dating(value: Dating | DatingName) -> Dating:
    """A `Dating`, or its value."""
    return to_term(Dating, value, "way of dating a document")


def to_uncoded_reason(value: UncodedReason | UncodedReasonName) -> UncodedReason:
    """An `UncodedReason`, or its value."""
    return to_term(UncodedReason, value, "reason not to code")


def to_stance(value: Stance | StanceName) -> Stance:
    """A `Stance`, or its value."""
    return to_term(Stance, value, "stance")


def to_likelihood(value: Likelihood | LikelihoodName) -> Likelihood:
    """A `Likelihood`, or its value."""
    return to_term(Likelihood, value, "likelihood")


def to_modality(value: Modality | ModalityName) -> Modality:
    """A `Modality`, or its value."""
    return to_term(Modality, value, "modality")


def to_certainty(value: Certainty | CertaintyName) -> Certainty:
    """A `Certainty`, or its value."""
    return to_term(Certainty, value, "certainty")


def to_basis(value: Basis | BasisName) -> Basis:
    """A `Basis`, or its value."""
    return to_term(Basis, value, "basis of a claim")


def to_reliability(value: Reliability | ReliabilityName) -> Reliability:
    """A `Reliability`, or its letter."""
    return to_term(Reliability, value, "reliability")


def to_credibility(value: Credibility | CredibilityName) -> Credibility:
    """A `Credibility`, or its digit."""
    return to_term(Credibility, value, "credibility")


def to_assistance_form(value: AssistanceForm | AssistanceFormName) -> AssistanceForm:
    """An `AssistanceForm`, or its value."""
    return to_term(AssistanceForm, value, "form of assistance")


def to_activity_kind(value: ActivityKind | ActivityKindName) -> ActivityKind:
    """An `ActivityKind`, or its value."""
    return to_term(ActivityKind, value, "kind of activity")


def to_alignment_kind(value: AlignmentKind | AlignmentKindName) -> AlignmentKind:
    """An `AlignmentKind`, or its value."""
    return to_term(AlignmentKind, value, "kind of alignment")


def to_optional_unroca(value: UnrocaCategory | UnrocaCategoryName | None) -> UnrocaCategory | None:
    """A `UnrocaCategory`, or its value, or None."""
    return None if value is None else to_term(UnrocaCategory, value, "UNROCA category")
