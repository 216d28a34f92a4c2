"""The project as somebody uses it who has installed it: data, questions, formats, and properties on drawn datasets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axis_tracker_cyber import KINDS, Intrusion, Means
from hypothesis import HealthCheck, given, settings

import axis_tracker as axt
from axis_tracker.formats.registry import known_formats
from axis_tracker.testing import claims, datasets, events

quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CYBER = axt.load("cyber")
ABOUT = {"by": "North Korea", "target": "Russia"}


def there_and_back(dataset: axt.Dataset, folder: Path, chosen: axt.Format, reader: Callable[..., axt.Dataset]) -> bool:
    path = folder / f"data{chosen.suffixes[0] if chosen.suffixes else ''}"
    axt.write(dataset, path, chosen)
    return reader(path, chosen) == dataset


def test_the_dataset_is_found_by_its_name_and_kept() -> None:
    assert axt.load("cyber") is CYBER
    assert CYBER.events.of_kind(Intrusion).ids == ("heron-shipyard-mail", "kp-ru-records")
    with pytest.raises(axt.UnknownNameError, match="cyber"):
        axt.load("cybre")


def test_the_two_datasets_go_together() -> None:
    both = axt.load() | CYBER
    assert both.counts["events"] == axt.load().counts["events"] + 2


def test_intrusions_are_asked_for_like_any_event() -> None:
    assert CYBER.events.where(kind="cyber:intrusion", involving="Russia", item="mailboxes").ids == (
        "heron-shipyard-mail",
    )
    assert CYBER.claims.where(by="Russia", stance="denies").ids == ("ru-2024-denial",)
    (dispute,) = CYBER.disputes()
    assert dispute.events[0].id == "kp-ru-records"


def test_what_was_taken_is_estimated_from_the_claims_about_parts_and_wholes() -> None:
    estimate = CYBER.estimate(kind="cyber:intrusion", about=ABOUT, item="records", phase="lost")
    # Grey Heron acts for North Korea, the shipyard for Russia, and mailboxes are records.
    assert (estimate.low, estimate.high) == (300, 5000)
    assert CYBER.estimate(about={**ABOUT, "means": "phishing"}, item="records", phase="lost").low == 300
    assert CYBER.estimate(about={"means": Means.SUPPLY_CHAIN}, phase="lost").low is None
    rows = CYBER.estimates(kind="cyber:intrusion", phase="lost")
    assert [(row.event, row.quantity.low, row.quantity.high) for row in rows] == [
        ("heron-shipyard-mail", 300, 5000),
        ("kp-ru-records", 300, 5000),
    ]


def test_our_kind_is_known_without_being_given(tmp_path: Path) -> None:
    assert all(there_and_back(CYBER, tmp_path, one, axt.read) for one in known_formats().values())
    assert type(axt.loads(axt.dumps(CYBER)).events["kp-ru-records"]) is Intrusion


def test_the_format_is_chosen_by_its_suffix(tmp_path: Path) -> None:
    axt.write(CYBER, tmp_path / "cyber.cards.gz")
    assert axt.read(tmp_path / "cyber.cards.gz") == CYBER
    (tmp_path / "wrong.cards").write_text("cards of axis-tracker 1\n\n# actors\nid = 5\n")
    with pytest.raises(axt.ReadError, match=r"wrong\.cards:4"):
        axt.read(tmp_path / "wrong.cards")


@quick
@given(datasets(kinds=[Intrusion, axt.ArmsTransfer]))
def test_every_format_keeps_every_dataset_with_intrusions(
    tmp_path_factory: pytest.TempPathFactory, dataset: axt.Dataset
) -> None:
    folder = tmp_path_factory.mktemp("formats")
    for chosen in known_formats().values():
        assert there_and_back(dataset, folder, chosen, axt.read)


@quick
@given(events(CYBER, kinds=KINDS, when="2024-05"))
def test_a_drawn_intrusion_fits_into_our_data(event: axt.Event) -> None:
    grown = axt.Dataset([*CYBER.records, event])
    assert event in grown.events.where(kind="cyber:intrusion")


@quick
@given(claims(CYBER, event="kp-ru-records", claimants=["ru"], stance="denies", made="2025"))
def test_a_denial_bounds_nothing(claim: axt.Claim) -> None:
    grown = axt.Dataset([*CYBER.records, claim])
    estimate = grown.estimate(event="kp-ru-records", phase="lost", unit="records")
    assert (estimate.low, estimate.high) == (300, 5000)
