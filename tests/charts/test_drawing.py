"""The charts as they are saved: valid, titled, described, the same each time, legible without colour, and offline."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from example_counts import examples
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker.charts import style
from axis_tracker.charts.contested_rows import contested_rows
from axis_tracker.testing import datasets

NAMED = Path(__file__).parents[1] / "named_cases"
SVG = "{http://www.w3.org/2000/svg}"

DRAWN = {
    "containers": lambda ds, named: axt.charts.contested(named.estimate(event="kp-ru-containers", phase="sent")),
    "ammunition": lambda ds, named: axt.charts.contested(ds.estimate(event="kp-ru-artillery-ammunition")),
    "timeline": lambda ds, named: axt.charts.timeline(ds),
    "ledger": lambda ds, named: axt.charts.ledger(ds, "North Korea", "Russia"),
    "coverage": lambda ds, named: axt.charts.coverage(ds),
}
EMPTY = {
    "contested": lambda ds: axt.charts.contested(ds.estimate(supplier="kp")),
    "timeline": axt.charts.timeline,
    "ledger": lambda ds: axt.charts.ledger(ds, "kp", "ru"),
    "coverage": axt.charts.coverage,
}


@pytest.fixture(scope="module")
def charts():
    ds, named = axt.load(), axt.read(NAMED)
    return {name: draw(ds, named) for name, draw in DRAWN.items()}


@pytest.fixture(scope="module")
def saved(charts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("charts")
    for name, chart in charts.items():
        axt.charts.save(chart, folder / f"{name}.svg")
    return {name: (folder / f"{name}.svg").read_text("utf-8") for name in charts}


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_valid_and_says_what_it_shows_and_on_what_it_rests(charts, name):
    specification = charts[name].to_dict(validate=True)
    assert specification["title"]["text"]
    assert specification["title"]["subtitle"]
    assert len(specification["description"]) > 100


@pytest.mark.parametrize("name", DRAWN)
def test_an_svg_has_the_title_and_the_description_for_who_has_it_read_aloud(charts, saved, name):
    specification, root = charts[name].to_dict(), ET.fromstring(saved[name])
    assert root.findtext(f"{SVG}title") == " ".join(specification["title"]["text"])
    assert root.findtext(f"{SVG}desc") == specification["description"] == root.get("aria-label")
    assert root.get("role") == "img"


@pytest.mark.parametrize("name", DRAWN)
def test_an_svg_fits_a_page_and_loads_nothing(saved, name):
    assert int(ET.fromstring(saved[name]).get("width")) <= 800
    without_names = re.sub(r'xmlns(:xlink)?="[^"]*"', "", saved[name])
    assert not re.search(r"https?:|//|<script|<image|@import|@font-face|href", without_names)


def test_the_line_below_the_title_gives_the_answer_without_the_title():
    chart = axt.charts.contested(axt.load().estimate(event="kp-ru-artillery-ammunition", unit="rounds"))
    assert chart.title.subtitle[0] == (
        "Range that all claims together allow, in total by 2024-12-31: more than 5 million rounds."
    )


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_chart_is_the_same_svg(charts, saved, name, tmp_path):
    axt.charts.save(charts[name], tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text("utf-8") == saved[name]


@pytest.mark.parametrize("name", DRAWN)
def test_only_fonts_are_named_that_exist_everywhere(saved, name):
    families = set(re.findall(r'font-family="([^"]*)"', saved[name]))
    assert families == {"Liberation Sans, Arial, Helvetica, sans-serif"}


def test_every_claim_and_denial_is_named_in_words_in_the_picture(saved):
    words = " ".join("".join(one.itertext()) for one in ET.fromstring(saved["ammunition"]).iter(f"{SVG}text"))
    for part in (
        "South Korea, by 2024-06 (?): over 1 million rounds",
        "Russia, by 2023-10: possibly denies it",
        "counts shells, not rounds",
    ):
        assert part in words


def values_of(specification, mark, field):
    """The values of a field in the data of the marks of a kind, wherever they stand."""
    found = []
    if isinstance(specification, dict):
        kind = specification.get("mark")
        if isinstance(kind, dict) and kind.get("type") == mark and "values" in specification.get("data", {}):
            found += [row[field] for row in specification["data"]["values"] if field in row]
        found += [one for part in specification.values() for one in values_of(part, mark, field)]
    elif isinstance(specification, list):
        found += [one for part in specification for one in values_of(part, mark, field)]
    return found


def test_claimants_differ_by_shape_and_ends_by_filling(charts):
    alt = pytest.importorskip("altair")
    with alt.data_transformers.enable(consolidate_datasets=False):
        specification = charts["ammunition"].to_dict()
        containers = charts["containers"].to_dict()
    assert len(set(values_of(specification["vconcat"][0], "point", "shape"))) >= 3
    assert "#ffffff" in values_of(containers["vconcat"][0], "point", "fill")
    assert {one for one in values_of(containers["vconcat"][0], "point", "fill") if one != "#ffffff"}


def records_of(chart):
    """The records of all marks in the plot of a contested chart."""
    alt = pytest.importorskip("altair")
    with alt.data_transformers.enable(consolidate_datasets=False):
        plot = chart.to_dict()["vconcat"][0]
    # Altair moves the data of all layers to the plot if they are the same.
    return [
        (layer["mark"], record) for layer in plot["layer"] for record in layer.get("data", plot.get("data"))["values"]
    ]


WORLD = [
    *(axt.Actor(id=key, name=key, kind="state") for key in ("kp", "ru", "us")),
    axt.Item(id="shells", name="shells"),
    axt.ArmsTransfer(id="shells", name="Shells", supplier="kp", recipient="ru", item="shells"),
]


def claim(key, made, figure=None, by="us", **fields):
    measure = None if figure is None else {"quantity": figure, "phase": "delivered"}
    return axt.Claim(
        id=key, event="shells", claimants=[by], made=made, measure=measure, summary="A statement.", **fields
    )


def crowded():
    """Claims and denials of one day, of a month, and of any day before another, all close together."""
    days = ["2025-01-31", "2025-01-31", "2025-01-30", "2025-01", "/2025-01-31"]
    figures = ["5 million shells", "around 5 million shells", "at least 4 million shells", "up to 9 million shells"]
    claims = [claim(f"figure-{index}", day, figures[index % 4]) for index, day in enumerate(days)]
    denials = [
        claim(f"denial-{index}", day, by="ru", stance="denies", answers=["figure-0"]) for index, day in enumerate(days)
    ]
    return axt.Dataset([*WORLD, *claims, *denials])


@pytest.mark.parametrize("source", ["packaged", "crowded"])
def test_every_mark_is_at_the_date_of_its_claim(source):
    ds, event = (axt.load(), "kp-ru-artillery-ammunition") if source == "packaged" else (crowded(), "shells")
    estimate = ds.estimate(event=event, phase="delivered")
    chart = axt.charts.contested(estimate)
    claims = {str(row.number): row.claims[0] for row in contested_rows(estimate).claims if row.is_drawn}
    denials = {str(row.number): row.claim for row in contested_rows(estimate).denials}
    found = {(one["number"].rstrip("?"), one["day"]) for _, one in records_of(chart) if "number" in one}
    assert {number for number, _ in found} == {*claims, *denials}
    for number, day in found:
        made, at = ds.made(ds.claims[(claims | denials)[number]]), date.fromisoformat(day[:10])
        assert (made.earliest or date.min) <= at <= (made.latest or date.max)
        if made.earliest is None:
            assert at == made.latest


def test_a_title_names_the_unit_unless_the_item_is_named_so():
    ammunition = axt.load().estimate(event="kp-ru-artillery-ammunition", phase="delivered", unit="rounds")
    assert axt.charts.contested(ammunition).title.text == [
        "Artillery ammunition delivered from North Korea to Russia, in rounds"
    ]
    shells = crowded().estimate(event="shells", phase="delivered", unit="shells")
    assert axt.charts.contested(shells).title.text == ["Shells delivered from kp to ru"]


def test_a_figure_that_its_source_marks_as_uncertain_has_a_question_mark(tmp_path):
    doubtful = claim("doubtful", "2025-01-31", "100? shells")
    assert doubtful.measure.quantity.is_uncertain
    chart = axt.charts.contested(
        axt.Dataset([*WORLD, doubtful, claim("plain", "2025-02-10", "at least 90 shells")]).estimate(
            event="shells", phase="delivered"
        )
    )
    assert {record["number"] for _, record in records_of(chart) if "number" in record} == {"1?", "2"}
    axt.charts.save(chart, tmp_path / "doubtful.svg")
    assert "100? shells" in texts_of(tmp_path / "doubtful.svg")


def test_two_denials_of_one_day_are_on_that_day_in_two_rows():
    chart = axt.charts.contested(crowded().estimate(event="shells", phase="delivered"))
    crosses = [record for mark, record in records_of(chart) if mark.get("shape") == style.CROSS]
    same_day = [one["low"] for one in crosses if one["day"] == "2025-01-31T12:00:00Z"]
    assert len(same_day) == len({*same_day}) == 3  # one is of any day up to this one


def test_bars_of_one_day_differ_in_width():
    chart = axt.charts.contested(crowded().estimate(event="shells", phase="delivered"))
    bars = [record for _, record in records_of(chart) if "width" in record and record["day"] == "2025-01-31T12:00:00Z"]
    widths = {one["number"]: one["width"] for one in bars}
    assert len({*widths.values()}) == len(widths) == 3


def test_lines_cover_the_days_on_which_a_claim_may_have_been_made():
    chart = axt.charts.contested(crowded().estimate(event="shells", phase="delivered"))
    spans = [(record["day"], record["until"]) for _, record in records_of(chart) if "until" in record]
    assert ("2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z") in spans


def test_days_below_a_chart_of_some_weeks_do_not_touch(tmp_path):
    axt.charts.save(axt.charts.contested(crowded().estimate(event="shells", phase="delivered")), tmp_path / "x.svg")
    labels = [
        (float(one.get("transform").removeprefix("translate(").partition(",")[0]), one.text)
        for one in ET.parse(tmp_path / "x.svg").iter(f"{SVG}text")
        if re.fullmatch(r"\d{4}-\d\d-\d\d", one.text or "") and one.get("opacity") != "0"
    ]
    assert len(labels) > 3
    widest = 11 * 0.6 * len("2024-11-29")  # no figure of the font is wider than six tenths of its height
    assert all(after - before > widest for (before, _), (after, _) in pairwise(labels))


def luminance(color):
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ink", [style.INK, style.MIDDLE])
def test_text_stands_out_from_white_as_wcag_asks(ink):
    assert 1.05 / (luminance(ink) + 0.05) >= 4.5


def convert(specification):
    return pytest.importorskip("vl_convert").vegalite_to_svg(specification)


def texts_of(path):
    return " ".join(ET.parse(path).getroot().itertext())


@pytest.mark.parametrize(
    ("name", "said"),
    {
        "contested": "No usable figure.",
        "timeline": "No dated events.",
        "ledger": "nothing on record",
        "coverage": "No documents.",
    }.items(),
)
def test_where_there_is_nothing_the_chart_says_so(name, said, tmp_path):
    ds = axt.Dataset(
        [axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state")]
    )
    chart = EMPTY[name](ds)
    for suffix in ("svg", "png"):
        axt.charts.save(chart, tmp_path / f"empty.{suffix}")
    assert said in texts_of(tmp_path / "empty.svg")
    assert said in chart.to_html()


@pytest.mark.parametrize("phase", axt.Phase)
def test_a_figure_of_any_phase_is_drawn_or_said_to_be_unusable(phase, tmp_path):
    estimate = axt.load().estimate(event="kp-troops-russia", phase=phase)
    chart = axt.charts.contested(estimate)
    for suffix in ("svg", "png"):
        axt.charts.save(chart, tmp_path / f"troops.{suffix}")
    is_bounded = (estimate.low, estimate.high) != (None, None)
    words = texts_of(tmp_path / "troops.svg")
    assert is_bounded or "no usable figure" in words.lower()
    assert is_bounded or "no usable figure" in chart.to_html().lower()
    assert str(estimate) in words


def test_a_conflict_is_written_in_the_picture(tmp_path):
    claims = [
        claim("more", "2024-12-01", "at least 6 million shells"),
        claim("fewer", "2024-12-31", "up to 4 million shells", by="kp"),
    ]
    chart = axt.charts.contested(axt.Dataset([*WORLD, *claims]).estimate(event="shells", phase="delivered"))
    axt.charts.save(chart, tmp_path / "conflict.svg")
    words = texts_of(tmp_path / "conflict.svg")
    assert "Conflict: claim 1 (at least 6 million shells) and claim 2 (up to 4 million shells)" in words
    assert "unknown" not in words


def test_denials_without_a_figure_are_drawn_below_the_words(tmp_path):
    claims = [claim("one", "2024-12-01"), claim("no", "2025-01-31", by="ru", stance="denies", answers=["one"])]
    chart = axt.charts.contested(axt.Dataset([*WORLD, *claims]).estimate(event="shells", phase="delivered"))
    axt.charts.save(chart, tmp_path / "denials.svg")
    words = texts_of(tmp_path / "denials.svg")
    assert "No usable figure" in words
    assert "denies it" in words
    assert "2025-01-31" in words
    assert [record["day"] for mark, record in records_of(chart) if mark.get("shape") == style.CROSS] == [
        "2025-01-31T12:00:00Z"
    ]


@examples(10)
@given(datasets(), st.sampled_from([None, "2024", "2023-06/..", "202X"]))
def test_every_chart_of_any_dataset_can_be_drawn(ds, during):
    charts = [axt.charts.timeline(ds, during=during), axt.charts.coverage(ds)]
    charts += [axt.charts.contested(ds.estimate(event=event, phase="sent")) for event in ds.events[:1]]
    charts += [axt.charts.ledger(ds, *ds.actors.ids[:2])] if len(ds.actors) > 1 else []
    for chart in charts:
        assert convert(chart.to_dict()).startswith("<svg")


def test_a_ledger_of_what_nobody_claims_is_drawn(tmp_path):
    axt.charts.save(axt.charts.ledger(axt.Dataset(WORLD), "kp", "ru"), tmp_path / "ledger.svg")
    assert "not asserted by anyone" in texts_of(tmp_path / "ledger.svg")


def test_hostile_text_stays_text(tmp_path):
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    ds = axt.Dataset(
        [
            axt.Actor(id="kp", name=evil, kind="state"),
            axt.Actor(id="ru", name="Russia", kind="state"),
            axt.Delegation(id="a", name=evil, visitors=["ru"], host="kp", when="2024-06"),
        ]
    )
    for number, chart in enumerate((axt.charts.timeline(ds), axt.charts.ledger(ds, "kp", "ru"))):
        axt.charts.save(chart, tmp_path / f"{number}.svg")
        root = ET.parse(tmp_path / f"{number}.svg").getroot()
        assert not {one.tag for one in root.iter()} & {f"{SVG}script", f"{SVG}img", f"{SVG}image", f"{SVG}a"}
        assert "<script>" in "".join(root.itertext())


# Files


def test_a_png_is_one_and_a_json_is_the_specification(charts, tmp_path):
    axt.charts.save(charts["coverage"], tmp_path / "a.PNG")
    axt.charts.save(charts["coverage"], tmp_path / "a.json")
    assert (tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG")
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == charts["coverage"].to_dict()


def test_another_suffix_is_refused_and_nothing_written(charts, tmp_path):
    with pytest.raises(axt.WriteError, match=r"use one of \.svg, \.png, \.json"):
        axt.charts.save(charts["coverage"], tmp_path / "a.gif")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_drawn_leaves_the_old_file_as_it_was(tmp_path):
    class Broken:
        def to_dict(self):
            return {"mark": "nothing that there is"}

    (tmp_path / "a.svg").write_text("old")
    with pytest.raises(ValueError, match="conversion failed"):
        axt.charts.save(Broken(), tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.svg"]


def test_where_the_machine_stands_changes_nothing(saved, tmp_path):
    code = (
        "import sys, axis_tracker as axt\n"
        "chart = axt.charts.contested(axt.load().estimate(event='kp-ru-artillery-ammunition'))\n"
        "axt.charts.save(chart, sys.argv[1])"
    )
    away = {**os.environ, "TZ": "America/New_York", "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "away.svg")], env=away, check=True)
    assert (tmp_path / "away.svg").read_text("utf-8") == saved["ammunition"]
