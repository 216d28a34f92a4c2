"""What the documentation says of the peers that are Python packages is what they do, where they are installed.

The pages are docs/explanation/other-tools.md and likelihood.md; how far `edtf` and we agree in general is tried in
`imprecise/test_dates_against_edtf`. FollowTheMoney and STIX come with the dependency group `bench`, which most runs do
without.
"""

from __future__ import annotations

import pytest

import axis_tracker as axt


def notations() -> set[str]:
    """Every notation of a date in the packaged claims and documents."""
    ds = axt.load()
    said = {str(when) for claim in ds.claims for when in (claim.when, claim.made) if when is not None}
    return said | {str(document.published) for document in ds.documents}


def test_edtf_gives_back_all_dates_of_the_data_but_quarters_in_intervals() -> None:
    edtf = pytest.importorskip("edtf", reason="edtf comes with the extra test")
    refused = set()
    for notation in notations():
        try:
            assert str(edtf.parse_edtf(notation)) == notation
        except edtf.parser.edtf_exceptions.EDTFParseException:
            refused.add(notation)
    assert len(notations()) == 29
    assert refused == {"2023-36%/2024-34?", "2023-36~/..", "2024-36~/2024-36"}


@pytest.mark.parametrize("words", ["late 2023", "2023 or 2024"])
def test_edtf_reads_a_year_out_of_words_that_say_something_else(words: str) -> None:
    edtf = pytest.importorskip("edtf", reason="edtf comes with the extra test")
    assert edtf.text_to_edtf(words) == "2023"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("2024-06~", "2024-06"), ("2024-06-10/2024-07", "2024-06-10"), ("late 2023", None), ("2024-06", "2024-06")],
)
def test_followthemoney_keeps_of_a_date_what_is_a_prefix_of_iso_8601(written: str, kept: str | None) -> None:
    types = pytest.importorskip("followthemoney.types", reason="followthemoney comes with the group bench")
    assert types.registry.date.clean(written) == kept


def test_stix_has_a_number_for_each_hedge_within_its_range_and_none_for_what_cannot_be_judged() -> None:
    scales = pytest.importorskip("stix2.confidence.scales", reason="stix2 comes with the group bench")
    names = {
        "almost-no-chance": ("Almost No Chance / Remote", 5),
        "very-unlikely": ("Very Unlikely / Highly Improbable", 15),
        "unlikely": ("Unlikely / Improbable", 30),
        "even-chance": ("Roughly Even Chance / Roughly Even Odds", 50),
        "likely": ("Likely / Probable", 70),
        "very-likely": ("Very Likely / Highly Probable", 85),
        "almost-certain": ("Almost Certain / Nearly Certain", 95),
    }
    hedges = {word.value: word for word in axt.Likelihood if word is not axt.Likelihood.UNHEDGED}
    assert hedges.keys() == names.keys()
    for word, (name, confidence) in names.items():
        low, high = hedges[word].low, hedges[word].high
        assert scales.dni_to_value(name) == confidence
        assert low is not None
        assert high is not None
        assert low <= confidence <= high
    with pytest.raises(ValueError, match="Truth cannot be judged"):
        scales.admiralty_credibility_to_value("6 - Truth cannot be judged")
