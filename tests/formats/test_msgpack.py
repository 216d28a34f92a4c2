"""MessagePack: strict about keys and about its end, and no larger than it is."""

from __future__ import annotations

import json

import msgpack as upstream
import pytest
from plain_data_strategies import plain_document

import axis_tracker as axt
from axis_tracker.formats.documents import plain_of


def the_problem(tmp_path, content):
    path = tmp_path / "data.msgpack"
    path.write_bytes(content)
    with pytest.raises(axt.ReadError) as caught:
        axt.read(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    return problem


def test_it_holds_the_canonical_form(tmp_path):
    axt.write(axt.load(), tmp_path / "data.msgpack")
    assert upstream.unpackb((tmp_path / "data.msgpack").read_bytes()) == plain_of(axt.load())


def test_whole_numbers_beyond_64_bits_keep_every_digit(tmp_path):
    document = plain_document()
    document["claims"][0]["measure"]["quantity"] = {"low": 2**63 - 1, "high": 2**70, "unit": "shells"}
    dataset = axt.loads(json.dumps(document))
    for name in ("data.msgpack", "data.toml"):
        axt.write(dataset, tmp_path / name)
        assert axt.read(tmp_path / name) == dataset
        assert axt.dumps(axt.read(tmp_path / name)) == axt.dumps(dataset)
    plain = upstream.unpackb((tmp_path / "data.msgpack").read_bytes())
    ends = next(one for one in plain["claims"] if one["id"] == "hur-shells")["measure"]["quantity"]
    assert (ends["low"], ends["high"]) == (2**63 - 1, "1180591620717411303424")


HEAD = b"\x82" + upstream.packb("format") + upstream.packb("axis-tracker") + upstream.packb("version")
REFUSED = {
    "nothing": (b"", "incomplete"),
    "cut off": (HEAD, "incomplete"),
    "something after the end": (HEAD + b"\x01\x01", "there are bytes after the end"),
    "a repeated key": (b"\x82" + 2 * (upstream.packb("format") + b"\x01"), "'format' appears twice"),
    "a number as a key": (b"\x81\x01\x01", "not allowed for map key"),
    "bytes as a key": (b"\x81\xc4\x01a\x01", "is not a string"),
    "an extension": (b"\x81\xa1x\xd4\x05\x00", "extension type 5"),
    "a byte that is not in use": (b"\xc1", "malformed"),
    "deep lists": (b"\x91" * 100_000, "nested too deeply"),
    "deep maps": (b"\x81\xa1x" * 100_000, "nested too deeply"),
    "a text that is said to be long": (b"\xdb\xff\xff\xff\xff" + b"x" * 10, "incomplete"),
    "a list that is said to be long": (b"\xdd\xff\xff\xff\xff", "exceeds"),
    "a map that is said to be long": (b"\xdf\xff\xff\xff\xff", "exceeds"),
    "a text that is not UTF-8": (b"\xa1\xff", "utf-8"),
    "a number alone": (b"\x05", "a dataset must be an object"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_dataset_is_refused(tmp_path, content, reason):
    assert reason in the_problem(tmp_path, content).reason


def test_a_text_in_bytes_is_no_text(tmp_path):
    document = {
        "format": "axis-tracker",
        "version": 2,
        "actors": [{"id": "kp", "name": b"North Korea", "kind": "state"}],
    }
    assert the_problem(tmp_path, upstream.packb(document)).path == "actors[0].name"
