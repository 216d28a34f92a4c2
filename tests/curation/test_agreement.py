"""Two codings of one text are compared claim by claim."""

from __future__ import annotations

import pytest

import axis_tracker as axt

TEXT = "Sylvania sent at least 200 mortars. Freedonia denies it. Observers expect more."


def _passage(words: str) -> axt.Passage:
    return axt.locate(TEXT, words, document="report")[0]


def _coding(*claims: dict[str, object]) -> axt.Dataset:
    records: list[axt.Actor | axt.Item | axt.Event | axt.Document | axt.Claim] = [
        axt.Actor(id="sylvania", name="Sylvania", kind="bloc"),
        axt.Actor(id="freedonia", name="Freedonia", kind="bloc"),
        axt.Item(id="mortars", name="mortars"),
        axt.ArmsTransfer(id="sale", name="Mortars", supplier="sylvania", recipient="freedonia", item="mortars"),
        axt.Document(id="report", title="R", published="1931", dating="printed", length=len(TEXT), sha256="0" * 64),
    ]
    records += [axt.Claim(**{"event": "sale", "summary": "Something.", **claim}) for claim in claims]  # type: ignore[arg-type]
    return axt.Dataset(records)


SENT = {
    "id": "sent",
    "claimants": ["sylvania"],
    "evidence": [_passage("Sylvania sent at least 200 mortars")],
    "measure": {"quantity": "at least 200 mortars", "phase": "sent"},
}
DENIED = {
    "id": "denied",
    "claimants": ["freedonia"],
    "stance": "denies",
    "answers": ["sent"],
    "evidence": [_passage("Freedonia denies it")],
}
EXPECTED = {
    "id": "more",
    "claimants": ["sylvania"],
    "modality": "predicted",
    "evidence": [_passage("Observers expect more")],
}


def _field(found: axt.Comparison, name: str) -> axt.FieldAgreement:
    return next(one for one in found.fields if one.field == name)


def test_a_coding_agrees_with_itself():
    coding = _coding(SENT, DENIED)
    found = axt.compare(coding, coding)
    assert found.matched == 1
    assert found.differences == ()
    assert _field(found, "claimants") == ("claimants", 2, 2, 1.0)


def test_where_both_use_one_value_only_there_is_no_coefficient():
    coding = _coding(SENT)
    assert _field(axt.compare(coding, coding), "stance").alpha is None


def test_claims_match_by_passage_and_what_differs_is_listed():
    other = {**SENT, "id": "other-name", "likelihood": "likely", "hedge": "probably"}
    found = axt.compare(_coding(SENT, DENIED), _coding(other, {**DENIED, "answers": ["other-name"]}))
    assert [(one.id, two.id) for one, two in found.pairs] == [("denied", "denied"), ("sent", "other-name")]
    assert [(one.field, one.values) for one in found.differences] == [("likelihood", ("unhedged", "likely"))]


def test_what_only_one_has_coded_is_told():
    found = axt.compare(_coding(SENT, DENIED), _coding(SENT, EXPECTED))
    assert [claim.id for claim in found.only_first] == ["denied"]
    assert [claim.id for claim in found.only_second] == ["more"]
    assert found.matched == pytest.approx(0.5)


def test_alpha_is_krippendorffs_for_nominal_data():
    # Two pairs, one agreed: values a a / a b. Of 4 values a stands 3 times: expected disagreement 2*3*1/(4*3) = 1/2,
    # observed 1/2, so alpha = 1 - (1/2)/(1/2) = 0.
    first = _coding(SENT, EXPECTED)
    second = _coding(SENT, {**EXPECTED, "modality": "actual"})
    third = _coding({**SENT, "modality": "actual"}, {**EXPECTED, "modality": "actual"})
    assert _field(axt.compare(first, second), "modality").agreed == 1
    assert _field(axt.compare(first, second), "modality").alpha == pytest.approx(0)
    assert _field(axt.compare(third, second), "modality").alpha is None


def test_the_order_of_the_codings_matters_only_for_the_sides():
    one, two = _coding(SENT, DENIED), _coding(SENT, EXPECTED)
    there, back = axt.compare(one, two), axt.compare(two, one)
    assert there.only_first == back.only_second
    assert [(a.field, a.agreed, a.alpha) for a in there.fields] == [(b.field, b.agreed, b.alpha) for b in back.fields]


def test_without_the_extra_the_error_names_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "krippendorff", None)
    coding = _coding(SENT, DENIED)
    with pytest.raises(axt.MissingExtraError, match="agreement"):
        axt.compare(coding, coding)
