"""Every example of the EDTF specification comes back unchanged, or is refused by the name of its feature."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from axis_tracker.errors import DateNotationError
from axis_tracker.imprecise.date_profile import PROFILE
from axis_tracker.imprecise.dates import ImpreciseDate

SECTIONS = tomllib.loads(Path(__file__).with_name("edtf_specification.toml").read_text(encoding="utf-8"))["section"]
ACCEPTED = [(section["level"], text) for section in SECTIONS for text in section.get("accepted", [])]
REFUSED = [(section["level"], text, section["named"]) for section in SECTIONS for text in section.get("refused", [])]


@pytest.mark.parametrize(("level", "text"), ACCEPTED)
def test_accepted_examples_come_back_unchanged(level: int, text: str) -> None:
    assert str(ImpreciseDate.parse(text)) == text
    assert level in (0, 1, 2)


@pytest.mark.parametrize(("level", "text", "name"), REFUSED)
def test_other_examples_are_refused_by_the_name_and_level_of_their_feature(level: int, text: str, name: str) -> None:
    with pytest.raises(DateNotationError) as caught:
        ImpreciseDate.parse(text)
    assert caught.value.reason == f"{name} (EDTF Level {level}, not in the profile)"


def test_every_level_has_its_examples() -> None:
    counts = {level: sum(one[0] == level for one in (*ACCEPTED, *REFUSED)) for level in (0, 1, 2)}
    assert counts == {0: 13, 1: 24, 2: 47}


def test_every_feature_that_the_profile_leaves_out_has_an_example_in_the_specification_or_its_own() -> None:
    named = {name for _, _, name in REFUSED}
    left_out = {feature.name for feature in PROFILE if feature.level is not None and not feature.is_accepted}
    # The specification gives no example of year 0000, nor of more than two unspecified digits in a year alone.
    assert left_out - named == {"year 0000", "three or four unspecified digits in a year"}
    assert named <= left_out
