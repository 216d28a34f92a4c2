"""Verification tells a changed text from an absent one, and names every failure."""

from __future__ import annotations

import hashlib

import pytest

import axis_tracker as axt

TEXT = "Sylvania sent 200 mortars. Freedonia denies it."


def _dataset(text: str = TEXT, *, length: int | None = None, sha256: str | None = None) -> axt.Dataset:
    uncoded = axt.Passage.of_text(text, 27, len(text), document="report")
    return axt.Dataset(
        [
            axt.Actor(id="sylvania", name="Sylvania", kind="bloc"),
            axt.Item(id="mortars", name="mortars"),
            axt.ArmsTransfer(id="transfer", name="Mortars", supplier="sylvania", recipient="sylvania", item="mortars"),
            axt.Document(
                id="report",
                title="A report",
                published="1931-05",
                dating="printed",
                length=length or len(text),
                sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
                uncoded=[{"passage": str(uncoded), "reason": "no-fact"}],
            ),
            axt.Claim(
                id="claim",
                event="transfer",
                claimants=["sylvania"],
                summary="Sylvania sent mortars.",
                evidence=[axt.Passage.of_text(text, 0, 26, document="report")],
            ),
        ]
    )


def test_an_unchanged_text_verifies(tmp_path):
    (tmp_path / "report.txt").write_bytes(TEXT.encode())
    result = axt.verify(_dataset(), tmp_path)
    assert (result.documents, result.absent, result.passages, result.failures) == (("report",), (), 2, ())


def test_an_absent_text_is_not_checked_and_never_verified(tmp_path):
    result = axt.verify(_dataset(), tmp_path)
    assert (result.documents, result.absent, result.passages, result.unchecked) == ((), ("report",), 0, 2)
    assert result.failures == ()


def test_every_failure_is_named(tmp_path):
    (tmp_path / "report.txt").write_bytes(TEXT.replace("200", "2000").encode())
    failures = axt.verify(_dataset(), tmp_path).failures
    assert [failure.path for failure in failures] == [
        "documents['report'].length",
        "documents['report'].sha256",
        "claims['claim'].evidence[0]",
        "documents['report'].uncoded[0].passage",
    ]


def test_other_line_ends_are_another_text(tmp_path):
    text = "Sylvania sent mortars.\nMore will follow, says the ministry."
    dataset = _dataset(text)
    (tmp_path / "report.txt").write_bytes(text.replace("\n", "\r\n").encode())
    assert axt.verify(dataset, tmp_path).failures


def test_a_passage_beyond_the_end_of_the_text_fails(tmp_path):
    (tmp_path / "report.txt").write_bytes(TEXT[:20].encode())
    paths = [failure.path for failure in axt.verify(_dataset(), tmp_path).failures]
    assert "claims['claim'].evidence[0]" in paths


def test_what_is_not_utf_8_and_what_is_no_folder_are_refused(tmp_path):
    (tmp_path / "report.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(axt.ReadError, match="is not UTF-8"):
        axt.verify(_dataset(), tmp_path)
    with pytest.raises(axt.ReadError, match="not a folder"):
        axt.verify(_dataset(), tmp_path / "nowhere")


def test_coverage_counts_what_is_cited_what_is_uncoded_and_what_is_neither():
    found = axt.coverage(_dataset(TEXT), "report", TEXT + "\nNobody coded this.")
    assert (len(found.sentences), found.cited, found.uncoded, found.neither) == (3, 1, 1, 1)
    assert [claim.id for claim in found.sentences[0].claims] == ["claim"]
    assert found.sentences[2].is_neither


def test_coverage_of_an_unknown_document_is_refused():
    with pytest.raises(axt.UnknownNameError):
        axt.coverage(_dataset(), "reprot", TEXT)
