"""What must hold of the packaged data, whatever they say, and a dozen facts by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable

import pytest

import axis_tracker as axt
from axis_tracker.dataset.integrity import references_of

DS = axt.load()
LONGEST_AGO = dt.timedelta(days=100 * 366)
FURTHEST_AHEAD = dt.timedelta(days=3 * 366)


def of_every_claim(rule: Callable[[axt.Claim], None]) -> Callable[[], None]:
    """One test for all claims, which names the claim that breaks the rule: one for each would take seconds to start."""

    def test() -> None:
        for claim in DS.claims:
            try:
                rule(claim)
            except Exception as error:
                error.add_note(f"the claim is {claim.id!r}")
                raise

    return test


def _published(claim: axt.Claim) -> axt.ImpreciseDate:
    return min((DS.documents[key].published for key in claim.documents), key=lambda date: date.sort_key)


@of_every_claim
def test_every_claim_has_evidence_and_a_sentence_of_summary(claim):
    assert claim.evidence
    assert claim.summary.endswith(".")
    assert claim.summary[0].isupper()
    assert len(claim.summary) < 220


@of_every_claim
def test_no_claim_was_made_after_its_document_appeared(claim):
    assert not DS.made(claim).moment.follows(_published(claim).moment).is_certain
    if claim.made is not None:
        assert claim.made.latest is not None
        assert claim.made.latest <= _published(claim).latest


@of_every_claim
def test_what_is_claimed_as_a_fact_had_begun_when_it_was_said(claim):
    when = claim.when or DS.events[claim.event].when
    if claim.modality is axt.Modality.ACTUAL and when is not None:
        assert not when.follows(DS.made(claim).moment).is_certain


@of_every_claim
def test_a_claim_of_the_document_itself_has_no_relay_and_a_relayed_one_is_by_somebody_else(claim):
    authors = {author for key in claim.documents for author in DS.documents[key].authors}
    if set(claim.claimants) <= authors:
        assert claim.relays == ()
        assert claim.made is None
    else:
        assert set(claim.relays) & authors
        assert claim.made is not None


@of_every_claim
def test_every_measure_has_a_unit_and_reads_back(claim):
    if claim.measure is not None:
        assert claim.measure.quantity.unit
        claim.measure.quantity.check_wording()
        assert claim.measure.quantity.wording is not None


@of_every_claim
def test_denials_answer_claims_on_the_same_event_by_others(claim):
    for key in claim.answers:
        answered = DS.claims[key]
        assert not set(answered.claimants) & set(claim.claimants)
        if claim.stance is axt.Stance.DENIES:
            assert answered.event == claim.event


@of_every_claim
def test_every_resolved_time_lies_in_a_sane_window(claim):
    published = _published(claim)
    for when in (claim.when, claim.made):
        for day in (when.earliest, when.latest) if when is not None else ():
            assert day is None or published.earliest - LONGEST_AGO <= day <= published.latest + FURTHEST_AHEAD


@of_every_claim
def test_times_in_words_are_resolved_as_the_table_has_them_or_left_out(claim):
    if claim.when_words is None or claim.when is None:
        return
    relative_to = claim.made if claim.made is not None and claim.made.earliest is not None else _published(claim)
    try:
        read = axt.ImpreciseDate.from_words(claim.when_words, relative_to=relative_to)
    except axt.DateWordsError:
        return
    assert read.extent.overlaps(claim.when.extent).is_possible


@of_every_claim
def test_what_is_hedged_keeps_the_words_of_its_hedge(claim):
    hedged = claim.likelihood is not axt.Likelihood.UNHEDGED or claim.modality is not axt.Modality.ACTUAL
    if hedged:
        assert claim.hedge


def _rows_of(words: str) -> list[axt.ClaimHedge]:
    spoken = f" {re.sub(r'[^a-z ]', ' ', words.casefold())} "
    return [
        row
        for row in axt.CLAIM_HEDGES
        if any(f" {re.sub(r'[^a-z ]', ' ', one.casefold())} " in spoken for one in row.words)
    ]


@of_every_claim
def test_likelihood_and_modality_come_from_the_table_of_hedges(claim):
    if claim.hedge is None:
        return
    rows = _rows_of(claim.hedge)
    assert rows, f"no row of the table has any of {claim.hedge!r}"
    if claim.likelihood is not axt.Likelihood.UNHEDGED:
        assert claim.likelihood in {row.likelihood for row in rows}
    if claim.modality is not axt.Modality.ACTUAL:
        assert claim.modality in {row.modality for row in rows}


@pytest.mark.parametrize("collection", ["actors", "places", "items", "documents", "events"])
def test_every_record_is_used(collection):
    used = Counter(key for record in DS.records for _, referred, key in references_of(record) if referred == collection)
    assert set(getattr(DS, collection).ids) - set(used) == set()


def test_no_name_is_ambiguous():
    for collection in ("actors", "places", "items"):
        for record in getattr(DS, collection):
            for name in (record.name, *record.aliases):
                assert getattr(DS, collection)[name] == record


def test_states_go_by_their_iso_codes():
    for actor in DS.actors.where(kind="state"):
        assert actor.id == "su" or f"iso3166-1:{actor.id.upper()}" in actor.identifiers


def test_ammunition_is_explicitly_outside_the_register_and_systems_are_in_it():
    assert {item.unroca for item in DS.items.where(below="ammunition")} == {axt.UnrocaCategory.OUTSIDE}
    assert {item.unroca for item in DS.items.where(below="artillery systems")} == {
        axt.UnrocaCategory.LARGE_CALIBRE_ARTILLERY
    }


def test_claims_of_one_utterance_have_one_claimant_and_one_day():
    by_origin: dict[str, list[axt.Claim]] = {}
    for claim in DS.claims:
        if claim.origin is not None:
            by_origin.setdefault(claim.origin, []).append(claim)
    for claims in by_origin.values():
        assert len({claim.claimants for claim in claims}) == 1
        assert len({claim.made for claim in claims}) == 1


FACTS = [
    # claim, claimants, stance, likelihood, low, includes_low, high, unit
    ("000-kr-artillery-rounds", "kr", "asserts", "unhedged", 1_000_000, False, None, "rounds"),
    ("000-laxmi-ammunition", "bijay-laxmi", "asserts", "unhedged", 2_500_000, False, None, "rounds"),
    ("000-laxmi-drones", "bijay-laxmi", "asserts", "unhedged", 3_700, False, None, "drones"),
    ("001-hur-artillery-shells", "hur", "asserts", "unhedged", 4_500_000, True, 5_500_000, "shells"),
    ("001-kr-officials-artillery-rounds", "kr-officials", "asserts", "unhedged", 5_000_000, False, None, "rounds"),
    ("001-reports-troops", "reports-001", "asserts", "unhedged", 10_000, False, None, "troops"),
    ("002-reports-troops", "reports-002", "asserts", "unhedged", None, True, 12_000, "troops"),
    ("003-white-house-containers", "white-house", "asserts", "unhedged", 1_000, False, None, "containers"),
    ("004-shea-troops-kursk", "dorothy-camille-shea", "asserts", "unhedged", 12_000, False, None, "troops"),
    ("004-author-troops", "author-004", "asserts", "unhedged", 2_000, True, None, "troops"),
]


@pytest.mark.parametrize("fact", FACTS, ids=[fact[0] for fact in FACTS])
def test_figures_by_hand(fact):
    key, claimant, stance, likelihood, low, includes_low, high, unit = fact
    claim = DS.claims[key]
    quantity = claim.measure.quantity
    assert claim.claimants == (claimant,)
    assert (claim.stance.value, claim.likelihood.value) == (stance, likelihood)
    assert (quantity.low, quantity.includes_low, quantity.high, quantity.unit) == (low, includes_low, high, unit)


def test_moscow_denies_what_the_white_house_says_and_both_governments_what_blinken_says():
    denials = {(claim.claimants, claim.answers) for claim in DS.claims.where(stance="denies")}
    assert (("ru",), ("003-white-house-containers",)) in denials
    assert {(("ru",), ("004-blinken-missiles",)), (("kp",), ("004-blinken-missiles",))} <= denials


def test_last_months_summit_was_in_september_2023():
    claim = DS.claims["003-lavrov-summit"]
    assert (str(claim.when), claim.when_words) == ("2023-09", "last month")
    assert DS.claims.where(by="Russia", about=claim.event).ids == ("003-lavrov-summit",)


def test_the_exchange_is_claimed_with_its_own_hedge():
    claim = DS.claims["000-expert-exchange"]
    assert isinstance(DS.events[claim.event], axt.Exchange)
    assert (claim.likelihood, claim.hedge) == (axt.Likelihood.LIKELY, "apparent")
    assert DS.claims["000-expert-weapons"].likelihood is axt.Likelihood.UNHEDGED


def test_what_north_korea_would_seek_has_not_been_given():
    claim = DS.claims["003-analysts-aerospace-technology"]
    assert claim.modality is axt.Modality.SOUGHT
    assert DS.claims.where(about=claim.event, modality="actual").ids == ()
