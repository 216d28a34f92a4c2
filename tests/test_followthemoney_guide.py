"""What docs/how-to/to_followthemoney.py writes is what FollowTheMoney reads, and nothing that it names is missing."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from example_counts import few
from hypothesis import given

import axis_tracker as axt
from axis_tracker.testing import datasets

SCRIPT = Path(__file__).parents[1] / "docs" / "how-to" / "to_followthemoney.py"

pytestmark = pytest.mark.skipif(not SCRIPT.is_file(), reason="the documentation is not beside the tests")


@pytest.fixture(scope="module")
def entities():
    spec = importlib.util.spec_from_file_location("to_followthemoney", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.entities


def references(entity):
    links = ("agent", "client", "document", "entity", "involved", "object", "proof", "subject")
    return [one for name in links for one in entity["properties"].get(name, ())]


@few
@given(dataset=datasets())
def test_every_record_has_one_entity_and_every_reference_leads_to_one(entities, dataset):
    written = [*entities(dataset)]
    ids = [one["id"] for one in written]
    assert len(ids) == len({*ids})
    assert {one for entity in written for one in references(entity)} <= {*ids}
    for collection in ("actors", "documents", "events", "claims"):
        begin = f"axis-{collection.removesuffix('s')}-"
        assert {one.removeprefix(begin).replace(".", "_") for one in ids if one.startswith(begin)} == {
            record.id for record in getattr(dataset, collection)
        }


@few
@given(dataset=datasets())
def test_every_passage_every_denial_and_every_claimant_is_handed_on(entities, dataset):
    written = [*entities(dataset)]
    locators = [one["properties"]["role"][0] for one in written if one["schema"] == "Documentation"]
    assert sorted(locators) == sorted(str(passage) for claim in dataset.claims for passage in claim.evidence)
    links = [one["properties"]["role"][0] for one in written if one["schema"] == "UnknownLink"]
    assert links.count("is answered by") == sum(len(claim.answers) for claim in dataset.claims)
    assert links.count("denies") == sum(len(claim.claimants) for claim in dataset.claims.where(stance="denies"))


def test_followthemoney_finds_nothing_wrong(entities):
    model = pytest.importorskip("followthemoney", reason="from the dependency group bench").model
    written = {one["id"]: one for one in entities(axt.load())}
    for entity in written.values():
        schema = model.get(entity["schema"])
        schema.validate(entity)
        read = model.get_proxy(entity).to_dict()
        assert {name: sorted(values) for name, values in read["properties"].items()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }
        for name, values in entity["properties"].items():
            named = schema.get(name)
            if named.type.name == "entity":
                assert all(model.get(written[one]["schema"]).is_a(named.range) for one in values)


def test_the_script_writes_a_line_of_json_for_each_entity(entities):
    path = str(Path(axt.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, SCRIPT], capture_output=True, text=True, check=True, env={"PYTHONPATH": path}
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == json.loads(json.dumps([*entities(axt.load())]))
