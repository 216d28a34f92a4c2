"""Kinds of event that a reader does not know: refused, found in installed distributions, or carried unchanged."""

from __future__ import annotations

import json
import sys
import types
from importlib.metadata import EntryPoint
from typing import ClassVar

import attrs
import pytest
from example_counts import few
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker.formats import kinds as kinds_module
from axis_tracker.formats.documents import kinds_by_tag
from axis_tracker.formats.kinds import installed_kinds
from axis_tracker.model.events import EVENT_KINDS
from axis_tracker.model.fields import ACTORS, ITEMS, optional_reference, reference, references
from axis_tracker.testing import datasets, imprecise_dates, texts, unknown_events

every_format = pytest.mark.parametrize("name", axt.FORMATS)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Intrusion(axt.Event):
    """A kind of another project, with references that nobody can see who does not know it."""

    kind: ClassVar[str] = "cyber:intrusion"

    by: str = attrs.field(converter=reference, metadata=ACTORS)
    targets: tuple[str, ...] = attrs.field(default=(), converter=references, metadata=ACTORS)
    item: str | None = attrs.field(default=None, converter=optional_reference, metadata=ITEMS)


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Sighting(axt.Event):
    """A kind of another project that holds whatever a file can hold."""

    kind: ClassVar[str] = "example.org:sighting"

    seen: object = attrs.field(default="")
    with_: object = attrs.field(default="")


FOREIGN = (Intrusion, Sighting)

PLAIN = unknown_events().filter(lambda one: one.fields).map(lambda one: next(iter(one.fields.plain().values())))


@st.composite
def with_foreign_kinds(draw):
    dataset = draw(datasets(kinds=[*EVENT_KINDS, Intrusion]))
    sighting = st.builds(
        Sighting,
        id=st.sampled_from(["zz-a", "zz-b"]),
        name=texts(),
        when=st.none() | imprecise_dates(),
        seen=PLAIN,
        with_=PLAIN,
    )
    sightings = draw(st.lists(sighting, max_size=2, unique_by=lambda one: one.id))
    taken = {one.id for one in sightings}
    return axt.Dataset([*(one for one in dataset.records if one.id not in taken), *sightings])


def path_for(folder, name):
    chosen = axt.FORMATS[name]
    return folder / f"data{chosen.suffixes[0] if chosen.suffixes else ''}"


def bytes_of(path):
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {str(file.relative_to(path)): file.read_bytes() for file in files if file.is_file()}


# Carried


@every_format
@few
@given(dataset=with_foreign_kinds())
def test_what_is_carried_is_written_back_byte_for_byte(tmp_path_factory, name, dataset):
    folder = tmp_path_factory.mktemp("carried")
    known, back, again = (path_for(folder / step, name) for step in ("known", "back", "again"))
    for path in (known, back, again):
        path.parent.mkdir()
    axt.write(dataset, known, name)
    carried = axt.read(known, name, unknown_kinds="carry")
    axt.write(carried, back, name)
    assert bytes_of(back) == bytes_of(known)
    assert axt.read(back, name, kinds=FOREIGN) == dataset
    assert axt.read(back, name, unknown_kinds=axt.UnknownKinds.CARRY) == carried
    foreign = {one.id for one in dataset.events if isinstance(one, FOREIGN)}
    assert {one.id for one in carried.events if isinstance(one, axt.UnknownEvent)} == foreign
    if not foreign:
        assert carried == dataset


@few
@given(dataset=with_foreign_kinds(), names=st.permutations(sorted(axt.FORMATS)))
def test_what_is_carried_through_all_formats_is_still_the_same(tmp_path_factory, dataset, names):
    folder = tmp_path_factory.mktemp("through")
    first = axt.loads(axt.dumps(dataset), unknown_kinds="carry")
    carried = first
    for name in names:
        axt.write(carried, path_for(folder, name), name)
        carried = axt.read(path_for(folder, name), name, unknown_kinds="carry")
    assert carried == first
    assert axt.loads(axt.dumps(carried), kinds=FOREIGN) == dataset


@given(dataset=datasets(kinds=[*EVENT_KINDS, Intrusion]))
@few
def test_unknown_events_or_known_json_is_the_same_text_record_by_record_too(tmp_path_factory, dataset):
    text = axt.dumps(dataset)
    assert axt.dumps(axt.loads(text, unknown_kinds="carry")) == text
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    axt.write(dataset, path)
    before = path.read_bytes()
    axt.write_records(axt.iter_records(path, unknown_kinds="carry"), path)
    assert path.read_bytes() == before


@every_format
@few
@given(drawn=st.lists(unknown_events(), max_size=3, unique_by=lambda one: one.id))
def test_every_format_keeps_drawn_events_of_unknown_kinds(tmp_path_factory, name, drawn):
    dataset, path = axt.Dataset(drawn), path_for(tmp_path_factory.mktemp("drawn"), name)
    axt.write(dataset, path, name)
    before = bytes_of(path)
    again = axt.read(path, name, unknown_kinds="carry")
    assert again == dataset
    axt.write(again, path, name)
    assert bytes_of(path) == before


ATTACK = {"kind": "cyber:intrusion", "id": "raid", "name": "A raid", "by": "kp", "stages": [1, {"deep": [True, 1.5]}]}


def document(*events, claims=(), **further):
    actors = [{"id": "kp", "name": "North Korea", "kind": "state"}, {"id": "ru", "name": "Russia", "kind": "state"}]
    return json.dumps(
        {"format": "axis-tracker", "version": 2, "actors": actors, "events": events, "claims": claims, **further}
    )


def carried(*events, claims=()):
    return axt.loads(document(*events, claims=claims), unknown_kinds="carry")


def test_a_carried_event_says_what_the_file_said():
    event = carried(ATTACK | {"when": "2024-05", "note": "Told."}).events["raid"]
    assert isinstance(event, axt.UnknownEvent)
    assert (event.kind, event.name, str(event.when), event.note) == ("cyber:intrusion", "A raid", "2024-05", "Told.")
    assert event.fields["stages"][1]["deep"] == (True, 1.5)
    assert event.fields.plain() == {"by": "kp", "stages": [1, {"deep": [True, 1.5]}]}


def test_the_order_of_the_fields_is_kept_and_makes_no_difference():
    shuffled = dict(sorted(ATTACK.items(), reverse=True))
    one, other = carried(ATTACK), carried(shuffled)
    assert one == other
    assert hash(one) == hash(other)
    written = json.loads(axt.dumps(other))["events"][0]
    assert [*written] == ["kind", *(name for name in shuffled if name != "kind")]


def test_claims_figures_and_estimates_work_on_carried_events():
    def told(key, event, figure):
        measure = {"quantity": figure, "phase": "delivered"}
        return {
            "id": key, "event": event, "claimants": ["ru"], "summary": "A figure.", "made": "2024", "measure": measure
        }  # fmt: skip

    bare = {"kind": "cyber:intrusion", "name": "A raid"}
    ds = carried(
        bare | {"id": "one"},
        bare | {"id": "other"},
        claims=[told("a", "one", "over 100 accounts"), told("b", "other", "over 300 accounts")],
    )
    # Nothing but their ids tells the two apart, and neither is taken for a part of the other.
    assert ds.estimate(event="one").low == 100
    assert ds.estimate(event="other").low == 300
    assert [row.event for row in ds.estimates()] == ["one", "other"]
    assert ds.claims.where(about="one").ids == ("a",)
    assert ds.events.where(kind="cyber:intrusion").ids == ("one", "other")
    assert ds.timeline().entries
    assert "cyber:intrusion" in ds.estimate(event="one").explain()


def test_references_of_carried_events_are_not_seen():
    ds = carried(ATTACK | {"by": "nobody-here"})
    assert ds.events.where(involving="kp").ids == ()


def test_a_kind_of_ours_is_never_carried():
    with pytest.raises(axt.ReadError, match="host: is required"):
        carried({"kind": "delegation", "id": "x", "name": "X", "visitors": ["kp"]})


@pytest.mark.parametrize(
    ("field", "value", "path", "reason"),
    [
        ("id", "Not an id", "id", "an id must have only"),
        ("when", "soon", "when", "EDTF"),
        ("stages", "\ud800", "stages", "half of a character"),
        ("stages", [0, {"deep": 1e999}], "stages[1].deep", "expected a finite number"),
    ],
)
def test_what_cannot_be_written_back_is_refused_when_it_is_read(field, value, path, reason):
    text = document({**ATTACK, field: value}).replace("Infinity", "1e999")
    with pytest.raises(axt.ReadError, match=reason) as caught:
        axt.loads(text, unknown_kinds="carry")
    assert [one.path for one in caught.value.problems] == [f"events[0].{path}"]


def test_all_that_is_wrong_with_a_carried_event_is_reported_together():
    with pytest.raises(axt.ReadError) as caught:
        carried({"kind": "cyber:intrusion", "id": "Raid", "when": "soon", "stages": [[], "\udfff"]})
    paths = [one.path for one in caught.value.problems]
    assert paths == ["events[0].name", "events[0].id", "events[0].when", "events[0].stages[1]"]


@pytest.mark.parametrize("tag", ["Cyber:raid", "cyber:", ":raid", "a b", "", 5, None, ["x"]])
def test_a_tag_that_is_none_is_not_carried(tag):
    with pytest.raises(axt.ReadError) as caught:
        carried(ATTACK | {"kind": tag})
    assert [one.path for one in caught.value.problems] == ["events[0].kind"]


def test_fields_nested_beyond_all_measure_are_refused():
    nested = []
    for _ in range(150):
        nested = [nested]
    with pytest.raises(axt.ReadError, match="nested too deeply"):
        carried(ATTACK | {"stages": nested})


def test_a_bare_date_of_toml_is_refused_in_a_carried_field(tmp_path):
    head = '[[events]]\nkind = "cyber:intrusion"\nid = "raid"\nname = "A raid"\nwhen = 2024-05-01\n'
    (tmp_path / "a.toml").write_text(f"{head}found = 2024-05-02\n")
    with pytest.raises(axt.ReadError, match="in quotes") as caught:
        axt.read(tmp_path / "a.toml", unknown_kinds="carry")
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("events[0].found", 6)
    (tmp_path / "a.toml").write_text(f'{head}found = "2024-05-02"\n')
    assert axt.read(tmp_path / "a.toml", unknown_kinds="carry").events["raid"].fields["found"] == "2024-05-02"


def test_an_event_carried_and_one_of_the_known_kind_make_no_dataset():
    known = axt.Dataset([axt.Actor(id="kp", name="North Korea", kind="state"), Intrusion(id="x", name="X", by="kp")])
    with pytest.raises(axt.DatasetError, match="have two classes: UnknownEvent and Intrusion"):
        carried(ATTACK) | known


# Refused


@every_format
def test_an_unknown_kind_is_refused_with_what_can_be_done(name, tmp_path):
    axt.write(carried(ATTACK), path_for(tmp_path, name), name)
    with pytest.raises(axt.ReadError, match="no such kind of event") as caught:
        axt.read(path_for(tmp_path, name), name)
    (problem,) = caught.value.problems
    assert problem.value == "cyber:intrusion"
    assert 'unknown_kinds="carry"' in problem.suggestion


def test_what_to_do_with_unknown_kinds_is_one_of_two():
    with pytest.raises(axt.InvalidValueError, match="did you mean 'carry'"):
        axt.loads(document(), unknown_kinds="cary")


def test_the_schema_describes_known_kinds_alone():
    jsonschema = pytest.importorskip("jsonschema")
    plain = json.loads(axt.dumps(carried({name: ATTACK[name] for name in ("kind", "id", "name", "by")})))
    assert not jsonschema.Draft202012Validator(axt.json_schema()).is_valid(plain)
    assert jsonschema.Draft202012Validator(axt.json_schema([Intrusion])).is_valid(plain)


# Namespaces


@pytest.mark.parametrize(
    "tag", ["intrusion", "Cyber:intrusion", "cyber:", ":intrusion", "cyber:a:b", "cyber intrusion"]
)
def test_a_kind_of_another_project_has_a_namespace(tag):
    with pytest.raises(axt.InvalidValueError, match="must be a namespace") as caught:

        @attrs.frozen
        class Wrong(axt.Event):
            kind: ClassVar[str] = tag

    assert caught.value.path.endswith("Wrong.kind")
    assert caught.value.value == tag


def test_a_base_without_a_tag_needs_no_namespace():
    @attrs.frozen
    class Base(axt.Event):
        pass

    with pytest.raises(axt.InvalidValueError, match="an event must have a kind"):
        Base(id="x", name="X")


@pytest.mark.parametrize("given_kind", [axt.Event, axt.Claim, axt.UnknownEvent, "cyber:intrusion"])
def test_what_is_no_kind_is_refused_as_one(given_kind):
    with pytest.raises(axt.DatasetError, match="a kind of event must be a subclass"):
        axt.loads(document(), kinds=[given_kind])


# Installed


KINDS = (Intrusion,)
NOT_IN_IT = (Sighting,)


@pytest.fixture
def installed(monkeypatch):
    """Entry points of kinds, as if distributions that have them were installed."""
    points = []

    def entry_points(*, group, name):
        return [one for one in points if (one.group, one.name) == (group, name)]

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    installed_kinds.cache_clear()
    monkeypatch.setitem(sys.modules, "some_project", types.SimpleNamespace(**globals()))
    yield lambda name, value: points.append(EntryPoint(name, f"some_project:{value}", "axis_tracker.kinds"))
    installed_kinds.cache_clear()


RAID = {"kind": "cyber:intrusion", "id": "raid", "name": "A raid", "by": "kp"}


def test_the_kinds_of_an_installed_distribution_are_known(installed):
    installed("cyber", "KINDS")
    assert type(axt.loads(document(RAID)).events["raid"]) is Intrusion
    assert type(axt.loads(document(RAID), unknown_kinds="carry").events["raid"]) is Intrusion


def test_a_single_kind_may_be_given_alone(installed):
    installed("cyber", "Intrusion")
    assert type(axt.loads(document(RAID)).events["raid"]) is Intrusion


def test_the_same_entry_point_found_twice_is_one(installed):
    installed("cyber", "KINDS")
    installed("cyber", "KINDS")
    assert axt.loads(document(RAID)).events.ids == ("raid",)


def test_a_kind_that_is_given_is_not_looked_for(monkeypatch):
    def refuse(**_):
        raise AssertionError("entry points were asked")

    monkeypatch.setattr("importlib.metadata.entry_points", refuse)
    assert type(axt.loads(document(RAID), kinds=[Intrusion]).events["raid"]) is Intrusion
    assert axt.loads(axt.dumps(axt.load())) == axt.load()
    with pytest.raises(axt.ReadError, match="did you mean 'delegation'"):
        axt.loads(document(RAID | {"kind": "delegatoin"}))


def test_two_distributions_with_one_namespace_are_an_error(installed):
    installed("cyber", "KINDS")
    installed("cyber", "Intrusion")
    with pytest.raises(axt.DatasetError, match="two distributions claim this namespace"):
        axt.loads(document(RAID))


@pytest.mark.parametrize("value", ["NOT_IN_IT", "PLAIN"])
def test_an_entry_point_gives_kinds_of_its_namespace(installed, value):
    installed("cyber", value)
    with pytest.raises(axt.DatasetError, match="must offer kinds of event in this namespace"):
        axt.loads(document(RAID))


def test_a_namespace_without_the_kind_leaves_it_unknown(installed):
    installed("cyber", "KINDS")
    with pytest.raises(axt.ReadError, match="no such kind"):
        axt.loads(document(RAID | {"kind": "cyber:leak"}))
    event = axt.loads(document(RAID | {"kind": "cyber:leak"}), unknown_kinds="carry").events["raid"]
    assert isinstance(event, axt.UnknownEvent)


def test_known_kinds_list_what_was_given():
    assert [*kinds_by_tag([Intrusion])][-1] == "cyber:intrusion"
    assert kinds_module.ENTRY_POINTS == "axis_tracker.kinds"
