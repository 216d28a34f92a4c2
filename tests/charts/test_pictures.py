"""The pictures that the README shows are those of the packaged data."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import axis_tracker as axt

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
SHOWN = re.compile(r"!\[(?P<alt>[^]]*)\]\((?P<path>docs/pictures/[^)]+)\)")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the documentation is not beside the tests")


def _drawing():
    specification = importlib.util.spec_from_file_location("draw", FOLDER / "draw.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def _words(path):
    """What a picture says: its title, its description, and every text in it."""
    return [found.text for found in ET.parse(path).iter() if found.tag in {f"{SVG}title", f"{SVG}desc", f"{SVG}text"}]


def test_the_pictures_say_what_the_data_say(tmp_path):
    # Libraries place lines by a hair differently from release to release, so that words are compared, not bytes.
    drawing = _drawing()
    drawing.draw(tmp_path)
    for name in drawing.PICTURES:
        assert _words(FOLDER / name) == _words(tmp_path / name), f"draw {name} anew: python docs/pictures/draw.py"


def test_the_readme_shows_each_picture_and_says_what_is_on_it():
    shown = {found["path"]: found["alt"] for found in SHOWN.finditer((ROOT / "README.md").read_text("utf-8"))}
    assert set(shown) == {f"docs/pictures/{name}" for name in _drawing().PICTURES}
    assert all(len(text) > 40 for text in shown.values())


def test_pictures_of_other_data_would_be_told_apart(tmp_path):
    other = _drawing().PICTURES["timeline.svg"](axt.load().as_of("2023-12-31"))
    axt.charts.save(other, tmp_path / "timeline.svg")
    assert _words(FOLDER / "timeline.svg") != _words(tmp_path / "timeline.svg")
