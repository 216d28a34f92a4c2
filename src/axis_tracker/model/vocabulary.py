"""The controlled vocabularies of the model, such as stances, likelihoods and kinds of actor.

The scales follow ICD 203 and the Admiralty (NATO) system. Each vocabulary has a converter, such as `to_stance`, which
accepts a member of the vocabulary or the value of a member.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from axis_tracker.imprecise.controlled_terms import ControlledTerm, to_term

__all__ = [
    "NEUTRAL_STANCES",
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
    "PartsCover",
    "Reliability",
    "Stance",
    "StanceName",
    "SupportKind",
    "UncodedReason",
    "UnrocaCategory",
]


class ActorKind(ControlledTerm):
    """The kind of an `Actor`."""

    STATE = "state", "a state, whose id is an ISO 3166-1 alpha-2 code"
    BODY = "body", "an organ of a state or an organisation, such as a ministry, a service or an institute"
    BLOC = "bloc", "several states or bodies that act together or are counted together"
    PERSON = "person", "a named person"
    UNIT = "unit", "a military unit"
    OUTLET = "outlet", "a publisher of documents"
    SOURCE = "source", "an unnamed source, such as officials, analysts or reports"


class Dating(ControlledTerm):
    """How the publication date of a `Document` is known."""

    PRINTED = "printed", "the document states the date"
    METADATA = "metadata", "the web page, a feed or an archive gives the date"
    INFERRED = "inferred", "a curator inferred the date from the content; `dating_note` explains how"


class UncodedReason(ControlledTerm):
    """The reason why a passage of a document is not coded."""

    NAVIGATION = "navigation", "part of the web page, not of the text"
    HEADING = "heading", "a title or heading that adds nothing to the text below it"
    BYLINE = "byline", "the author or the date of the last change"
    CAPTION = "caption", "a caption, credit or link"
    REPETITION = "repetition", "repeats what a claim already says; the field `repeats` names the claim"
    NO_FACT = "no-fact", "a question, a figure of speech or a general remark that states no fact"


class Stance(ControlledTerm):
    """The stance of the claimants towards what is claimed."""

    ASSERTS = "asserts", "says that what is claimed is true"
    DOUBTS = "doubts", "questions what is claimed without saying that it is false"
    DECLINES = "declines", "was asked, and neither confirms nor denies what is claimed"
    SILENT = "silent", "is reported not to have commented"
    UNVERIFIED = "unverified", "could not verify what is claimed, or looked and found nothing"
    DENIES = "denies", "says that what is claimed is false"


NEUTRAL_STANCES: Final = frozenset({Stance.DECLINES, Stance.SILENT, Stance.UNVERIFIED})
"""The stances that take no side.

A claim with a neutral stance is neither an assertion nor a denial, and it does not end a position taken earlier.
"""


class SupportKind(ControlledTerm):
    """How one claim supports another claim according to the text (see `Support`)."""

    SUPPORT = "support", "confirms the other claim or makes it more plausible"
    GROUND = "ground", "is given as a reason to believe the other claim"
    CONDITION = "condition", "is a condition of what the other claim says"
    CAUSE = "cause", "is given as the cause of what the other claim says"


class PartsCover(ControlledTerm):
    """Whether the parts of an event make up the whole event (see `Parts`)."""

    SOME = "some", "the event may have further parts"
    ALL = "all", "the parts together are the whole event"


class Likelihood(ControlledTerm):
    """The level of a hedge on the scale of ICD 203 (Analytic Standards, 2015, section D.6.e.2.a).

    Firm verbs such as "confirmed" count as unhedged.
    """

    _low: int | None
    _high: int | None

    def __init__(self, _value: str, _meaning: str = "", low: int | None = None, high: int | None = None) -> None:
        self._low = low
        self._high = high

    @property
    def low(self) -> int | None:
        """The lowest probability that ICD 203 gives for this level, in percent, or None for UNHEDGED."""
        return self._low

    @property
    def high(self) -> int | None:
        """The highest probability that ICD 203 gives for this level, in percent, or None for UNHEDGED."""
        return self._high

    UNHEDGED = "unhedged", "stated without a hedge"
    ALMOST_NO_CHANCE = "almost-no-chance", "almost no chance, remote", 1, 5
    VERY_UNLIKELY = "very-unlikely", "very unlikely, highly improbable", 5, 20
    UNLIKELY = "unlikely", "unlikely, improbable", 20, 45
    EVEN_CHANCE = "even-chance", "roughly even chance or odds", 45, 55
    LIKELY = "likely", "likely, probable", 55, 80
    VERY_LIKELY = "very-likely", "very likely, highly probable", 80, 95
    ALMOST_CERTAIN = "almost-certain", "almost certain, nearly certain", 95, 99


class Modality(ControlledTerm):
    """How a claim presents an event, for example as a fact, as planned or as predicted (based on ACE)."""

    ACTUAL = "actual", "the event has happened, is happening or is the case"
    PLANNED = "planned", "the event is announced, agreed or ordered for the future"
    PREDICTED = "predicted", "the event is expected to happen"
    SOUGHT = "sought", "a party asks for the event or wants the event"
    RECOMMENDED = "recommended", "the claimant recommends the event"
    POSSIBLE = "possible", "the event could happen, with or without a condition"


class Basis(ControlledTerm):
    """The basis of a claim according to the text."""

    OFFICIAL_STATEMENT = "official-statement", "a statement by somebody in an official role"
    INTELLIGENCE = "intelligence", "the assessment of an intelligence service"
    SATELLITE_IMAGERY = "satellite-imagery", "images from satellites"
    FIELD_EVIDENCE = "field-evidence", "debris, captured arms, prisoners or observations on the ground"
    DOCUMENTS = "documents", "papers, customs records or trade records"
    STATE_MEDIA = "state-media", "a report in state-run media"
    MEDIA_REPORT = "media-report", "a media report that names no other source"
    ANALYSIS = "analysis", "an expert's inference"


class Reliability(ControlledTerm):
    """The reliability of a source in the Admiralty (NATO) system. F is "cannot be judged", not "low"."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class Credibility(ControlledTerm):
    """The credibility of information in the Admiralty (NATO) system. 6 is "cannot be judged", not 50 percent."""

    CONFIRMED = "1", "confirmed by other sources"
    PROBABLY_TRUE = "2", "probably true"
    POSSIBLY_TRUE = "3", "possibly true"
    DOUBTFUL = "4", "doubtful"
    IMPROBABLE = "5", "improbable"
    CANNOT_BE_JUDGED = "6", "truth cannot be judged"


class UnrocaCategory(ControlledTerm):
    """The category under which an item is reported in the United Nations Register of Conventional Arms."""

    BATTLE_TANKS = "I", "battle tanks"
    ARMOURED_COMBAT_VEHICLES = "II", "armoured combat vehicles"
    LARGE_CALIBRE_ARTILLERY = "III", "large-calibre artillery systems, 75 mm and above"
    COMBAT_AIRCRAFT = "IV", "combat aircraft and unmanned combat aerial vehicles"
    ATTACK_HELICOPTERS = "V", "attack helicopters"
    WARSHIPS = "VI", "warships"
    MISSILES = "VII", "missiles and missile launchers with a range of at least 25 km; man-portable air-defence systems"
    SMALL_ARMS = "VIII", "small arms and light weapons (voluntary reporting)"
    OUTSIDE = "outside", "arms-related but in no category, such as ammunition"


class AssistanceForm(ControlledTerm):
    """The form of an `Assistance`."""

    TECHNOLOGY = "technology", "know-how, designs and technical advice"
    TRAINING = "training", "instruction, or experience gained under another party's command"
    GOODS = "goods", "food, fuel, raw materials or equipment other than arms"
    MONEY = "money", "currency, credit, payments or economic aid"
    DIPLOMATIC_COVER = "diplomatic-cover", "votes, vetoes, recognition or public support"


class ActivityKind(ControlledTerm):
    """The kind of an `Activity`."""

    LAUNCH = "launch", "a successful or attempted launch into space"
    TEST = "test", "a test of a weapon or a device"
    CONSTRUCTION = "construction", "the construction or extension of a site"
    TRAFFIC = "traffic", "movements of trains, ships, aircraft or vehicles"
    PRODUCTION = "production", "the production of arms or goods"
    TRADE = "trade", "buying and selling that is not described as assistance"
    STATEMENT = "statement", "an announcement, a speech, thanks or a demand"
    OPERATION = "operation", "another military or covert action"


class AlignmentKind(ControlledTerm):
    """The kind of relation in an `Alignment`."""

    BLOC = "bloc", "parties that are regarded as one camp"
    PARTNERSHIP = "partnership", "closer relations between the parties"
    SUPPORT = "support", "support for another party's cause"
    OPPOSITION = "opposition", "opposition to another party"
    DEPENDENCE = "dependence", "dependence of one party on another"


class Certainty(ControlledTerm):
    """Which results a query about imprecise times returns."""

    CERTAIN = "certain", "only results that certainly match"
    POSSIBLE = "possible", "results that certainly or possibly match"


UncodedReasonName: TypeAlias = Literal["navigation", "heading", "byline", "caption", "repetition", "no-fact"]
StanceName: TypeAlias = Literal["asserts", "doubts", "declines", "silent", "unverified", "denies"]
SupportKindName: TypeAlias = Literal["support", "ground", "condition", "cause"]
PartsCoverName: TypeAlias = Literal["some", "all"]
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
    """Convert a value to an `ActorKind`."""
    return to_term(ActorKind, value, "kind of actor")


def to_dating(value: Dating | DatingName) -> Dating:
    """Convert a value to a `Dating`."""
    return to_term(Dating, value, "way of dating a document")


def to_uncoded_reason(value: UncodedReason | UncodedReasonName) -> UncodedReason:
    """Convert a value to an `UncodedReason`."""
    return to_term(UncodedReason, value, "reason not to code")


def to_stance(value: Stance | StanceName) -> Stance:
    """Convert a value to a `Stance`."""
    return to_term(Stance, value, "stance")


def to_support_kind(value: SupportKind | SupportKindName) -> SupportKind:
    """Convert a value to a `SupportKind`."""
    return to_term(SupportKind, value, "kind of support")


def to_parts_cover(value: PartsCover | PartsCoverName) -> PartsCover:
    """Convert a value to a `PartsCover`."""
    return to_term(PartsCover, value, "cover of parts")


def to_likelihood(value: Likelihood | LikelihoodName) -> Likelihood:
    """Convert a value to a `Likelihood`."""
    return to_term(Likelihood, value, "likelihood")


def to_modality(value: Modality | ModalityName) -> Modality:
    """Convert a value to a `Modality`."""
    return to_term(Modality, value, "modality")


def to_certainty(value: Certainty | CertaintyName) -> Certainty:
    """Convert a value to a `Certainty`."""
    return to_term(Certainty, value, "certainty")


def to_basis(value: Basis | BasisName) -> Basis:
    """Convert a value to a `Basis`."""
    return to_term(Basis, value, "basis of a claim")


def to_reliability(value: Reliability | ReliabilityName) -> Reliability:
    """Convert a letter to a `Reliability`."""
    return to_term(Reliability, value, "reliability")


def to_credibility(value: Credibility | CredibilityName) -> Credibility:
    """Convert a digit to a `Credibility`."""
    return to_term(Credibility, value, "credibility")


def to_assistance_form(value: AssistanceForm | AssistanceFormName) -> AssistanceForm:
    """Convert a value to an `AssistanceForm`."""
    return to_term(AssistanceForm, value, "form of assistance")


def to_activity_kind(value: ActivityKind | ActivityKindName) -> ActivityKind:
    """Convert a value to an `ActivityKind`."""
    return to_term(ActivityKind, value, "kind of activity")


def to_alignment_kind(value: AlignmentKind | AlignmentKindName) -> AlignmentKind:
    """Convert a value to an `AlignmentKind`."""
    return to_term(AlignmentKind, value, "kind of alignment")


def to_optional_unroca(value: UnrocaCategory | UnrocaCategoryName | None) -> UnrocaCategory | None:
    """Convert a value to a `UnrocaCategory`. None stays None."""
    return None if value is None else to_term(UnrocaCategory, value, "UNROCA category")
