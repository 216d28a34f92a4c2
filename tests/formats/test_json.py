"""JSON: a dataset goes out and comes back without loss, and whatever else a text holds is refused, never half read."""

from __future__ import annotations

import contextlib
import json
import sys
from decimal import Decimal
from unittest import mock

import pytest
from hypothesis import given
from plain_data_strategies import ODD_VALUES, mutated_documents, mutated_texts, plain_document

import axis_tracker as axt
from axis_tracker.formats import documents, record_reader
from axis_tracker.formats import json as json_format
from axis_tracker.testing import datasets


@contextlib.contextmanager
def without_orjson():
    """The package as it is where the extra `fast` is not installed."""
    with mock.patch.dict(sys.modules, {"orjson": None}):
        yield


@contextlib.contextmanager
def with_orjson():
    """The way that texts of a quarter of a megabyte are read, for every text."""
    with mock.patch.object(json_format, "_WORTH_ORJSON", 0):
        yield


@contextlib.contextmanager
def as_if_long():
    """The way that texts of a megabyte and collections of a hundred records are read, for every text."""
    with (
        mock.patch.object(json_format, "_LONG", 0),
        mock.patch.object(json_format, "_WORTH_ORJSON", 0),
        mock.patch.object(json_format, "_CHUNK", 1),
        mock.patch.object(record_reader, "_WORTH_GENERATING", 0),
    ):
        yield


PARSERS = {"with orjson": with_orjson, "without orjson": without_orjson, "as if long": as_if_long}
parsers = pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS.keys())


def test_orjson_is_there_so_that_both_ways_are_tested():
    import orjson

    assert orjson.loads(b"1") == 1


def text_of(**changes):
    """The right document as text, with some collections or heads replaced; None takes one out."""
    document = {**plain_document(), **changes}
    return json.dumps({key: value for key, value in document.items() if value is not None})


def problems_of(text, **options):
    with pytest.raises(axt.ReadError) as caught:
        axt.loads(text, **options)
    assert str(caught.value)
    return caught.value.problems


def the_problem(text, **options):
    (problem,) = problems_of(text, **options)
    return problem


# Out and back


@given(datasets())
def test_a_dataset_comes_back_equal_and_is_written_as_the_same_bytes(dataset):
    text = axt.dumps(dataset)
    assert axt.loads(text) == dataset
    for parser in PARSERS.values():
        with parser():
            again = axt.loads(text.encode())
        assert again == dataset
        assert axt.dumps(again) == text
    document = json.loads(text, parse_constant=pytest.fail)
    assert list(document.items())[:2] == [("format", "axis-tracker"), ("version", 2)]
    assert text.endswith("}\n")


@parsers
def test_the_packaged_data_come_back_equal(parser):
    with parser():
        assert axt.loads(axt.dumps(axt.load())) == axt.load()


def test_a_long_text_is_read_in_stretches_and_never_whole():
    ds = axt.loads(text_of())
    text = axt.dumps(ds)
    with as_if_long(), mock.patch.object(documents, "dataset_of", side_effect=AssertionError):
        assert axt.loads(text) == axt.loads(text.encode()) == ds


def test_the_spelling_of_the_json_does_not_matter():
    expected = axt.loads(text_of())
    for spelling in ({"indent": 7}, {"ensure_ascii": False}, {"separators": (",", ":")}, {"sort_keys": True}):
        assert axt.loads(json.dumps(plain_document(), **spelling)) == expected


def test_records_are_written_in_the_order_of_their_ids():
    document = plain_document()
    expected = axt.dumps(axt.loads(json.dumps(document)))
    for name in ("actors", "places", "items", "events", "claims"):
        document[name].reverse()
    assert axt.dumps(axt.loads(json.dumps(document))) == expected
    assert [one["id"] for one in json.loads(expected)["actors"]] == ["hur", "kp", "lavrov", "ru"]


def written_claim(**fields):
    """How a claim on the delivery of shells is written, by its fields."""
    document = plain_document()
    document["claims"][0] |= fields
    ds = axt.loads(json.dumps(document))
    return json.loads(axt.dumps(ds))["claims"][0]


def test_fields_that_say_nothing_are_left_out():
    document = json.loads(axt.dumps(axt.loads(text_of())))
    assert document["actors"][-1] == {"id": "ru", "name": "Russia", "kind": "state"}
    assert document["claims"][1]["measure"] == {
        "quantity": {"low": 6000000, "unit": "shells", "is_uncertain": True},
        "phase": "sent",
        "reading": "rate",
        "per": "day",
    }


def test_empty_collections_are_left_out():
    assert json.loads(axt.dumps(axt.Dataset())) == {"format": "axis-tracker", "version": 2}


def test_the_wording_of_a_quantity_survives_although_it_does_not_count_for_equality():
    measure = {"quantity": "upwards of 5 million shells", "phase": "sent"}
    claim = written_claim(measure=measure)
    assert claim["measure"]["quantity"]["wording"] == "upwards of 5 million"
    bare = {"quantity": {"low": 5_000_000, "includes_low": False, "unit": "shells"}, "phase": "sent"}
    assert axt.Measure.of(bare) == axt.Measure.of(measure)
    assert "wording" not in written_claim(measure=bare)["measure"]["quantity"]


@pytest.mark.parametrize("number", ["0.5", "0.0000001", "-2.25", "1234567890123456789.123456789"])
def test_a_number_that_is_not_whole_is_a_decimal_text(number):
    measure = {"quantity": {"low": number, "unit": "tons"}, "phase": "sent"}
    assert written_claim(measure=measure)["measure"]["quantity"]["low"] == number
    assert axt.Measure.of(measure).quantity.low == Decimal(number)


@parsers
def test_whole_numbers_beyond_64_bits_keep_every_digit(parser):
    measure = {"quantity": {"low": 2**64 + 1, "unit": "rounds"}, "phase": "sent"}
    with parser():
        assert written_claim(measure=measure)["measure"]["quantity"]["low"] == 18446744073709551617


# Other kinds of event


def test_kinds_of_other_projects_go_out_and_come_back(foreign_kind):
    event = foreign_kind(id="clash", name="Clash", place="russia", calibre=152)
    text = axt.dumps(axt.loads(text_of()) | axt.Dataset([axt.Place(id="russia", name="Russia", country="ru"), event]))
    assert '"kind": "example:skirmish"' in text
    again = axt.loads(text, kinds=[foreign_kind])
    assert again.events["clash"] == event
    assert axt.dumps(again) == text


def test_an_unknown_kind_is_refused_with_the_nearest():
    document = plain_document()
    document["events"][0]["kind"] = "delegatoin"
    problem = the_problem(json.dumps(document))
    assert problem.path == "events[0].kind"
    assert problem.value == "delegatoin"
    assert problem.suggestion == "did you mean 'delegation'?"


def test_two_kinds_with_one_tag_are_refused(foreign_kind):
    class Other(foreign_kind):
        pass

    with pytest.raises(axt.DatasetError, match=r"'example:skirmish': .* both have this tag"):
        axt.loads(text_of(), kinds=[foreign_kind, Other])
    assert axt.loads(text_of(), kinds=[foreign_kind, foreign_kind]).counts["events"] == 8


# What the document as a whole must be


@parsers
@pytest.mark.parametrize(
    ("head", "path"),
    [
        ({"format": "axistracker"}, "format"),
        ({"format": None}, "format"),
        ({"format": ["axis-tracker"]}, "format"),
        ({"version": None}, "version"),
        ({"version": 0}, "version"),
        ({"version": 3}, "version"),
        ({"version": 10**400}, "version"),
        ({"version": True}, "version"),
        ({"version": 1.0}, "version"),
        ({"version": "1"}, "version"),
        ({"version": [1]}, "version"),
    ],
)
def test_another_format_or_version_is_refused_by_name(parser, head, path):
    with parser():
        assert the_problem(text_of(**head)).path == path


def test_a_newer_version_asks_for_a_newer_release():
    assert "newer release" in the_problem(text_of(version=3)).suggestion
    assert the_problem(text_of(version=0)).suggestion is None


@pytest.mark.parametrize("text", ["[]", "1", '"axis-tracker"', "null", "true"])
def test_a_document_is_an_object(text):
    assert "a dataset must be an object" in the_problem(text).reason


def test_an_unknown_collection_is_refused_with_the_nearest():
    problem = the_problem(text_of(actors=None, events=None, claims=None, documents=None, actor=[]))
    assert (problem.path, problem.suggestion) == ("actor", "did you mean 'actors'?")


@pytest.mark.parametrize("group", [{}, "kp", 1, True, {"id": "kp"}])
def test_a_collection_is_a_list(group):
    assert the_problem(text_of(places=group, events=None, claims=None, documents=None)).path == "places"


@pytest.mark.parametrize("collection", ["actors", "places", "items", "documents", "events", "claims"])
@pytest.mark.parametrize("record", ["kp", 1, None, [], [["id", "kp"]], [["kind", "delegation"]], "ab"])
def test_a_record_is_an_object(collection, record):
    assert f"{collection}[0]" in {one.path for one in problems_of(text_of(**{collection: [record]}))}


# Every problem, each with its path


@parsers
def test_all_problems_are_reported_together_each_with_its_path(parser):
    document = plain_document()
    document["actors"][0]["nmae"] = "x"
    del document["actors"][1]["kind"]
    document["actors"][2]["roles"][1] |= {"of": "KP", "during": "2024"}
    document["actors"][2]["aliases"] = ["fine", " a", "b "]
    document["documents"][0]["uncoded"][1]["raeson"] = "heading"
    document["events"][1]["when"] = "2024-13"
    document["claims"][0]["measure"]["quantity"]["lwo"] = 5
    document["claims"][1]["assumption"] = "So."
    document["claims"][2]["event"] = "kp-ru-shell"
    document["clams"] = []
    with parser():
        problems = problems_of(json.dumps(document), file="data.json")
    assert {(one.path, one.suggestion) for one in problems if one.path != "events[1].when"} == {
        ("actors[0].nmae", "did you mean 'name'?"),
        ("actors[1].kind", None),
        ("actors[2].roles[1].of", "such as 'kp'"),
        ("actors[2].aliases[1]", "write 'a'"),
        ("actors[2].aliases[2]", "write 'b'"),
        ("documents[0].uncoded[1].raeson", "did you mean 'reason'?"),
        (
            "claims[0].measure.quantity.lwo",
            "the fields are low, high, unit, includes_low, includes_high, is_uncertain, wording",
        ),
        ("claims[1].assumption", None),
        ("claims['kp-share'].event", "did you mean 'kp-ru-shells'?"),
        ("clams", "did you mean 'claims'?"),
    }
    assert "events[1].when" in {one.path for one in problems}
    assert {one.file for one in problems} == {"data.json"}


def test_a_reference_to_a_refused_record_is_no_problem_of_its_own():
    document = plain_document()
    document["actors"][0]["kind"] = "stat"
    assert [one.path for one in problems_of(json.dumps(document))] == ["actors[0].kind"]


def test_records_that_do_not_fit_together_are_a_problem_of_the_file():
    document = plain_document()
    document["claims"][0]["event"] = "kp-ru-shell"
    document["claims"][1]["evidence"][0] = "report#char=499,501;sha256=0123456789abcdef"
    problems = problems_of(json.dumps(document), file="data.json")
    assert {(one.path, one.file) for one in problems} >= {("claims['hur-shells'].event", "data.json")}


def test_a_name_that_would_disturb_a_terminal_is_shown_escaped():
    document = plain_document()
    document["places"][0]["\x1b[31m\n"] = 1
    (problem,) = problems_of(json.dumps(document))
    assert problem.path == r"places[0].'\x1b[31m\n'"
    assert "\x1b" not in str(problem)


# Text that is not JSON


NOT_JSON = {
    "nothing": ("", 1, "not JSON"),
    "no bytes": (b"", 1, "not JSON"),
    "an opening brace": ("{", 1, "not JSON"),
    "without the last brace": (text_of()[:-1], 1, "not JSON"),
    "cut off": (text_of()[:500], 1, "not JSON"),
    "something after the end": (text_of() + "x", 1, "not JSON"),
    "another document after the end": (text_of() + "\n{}", 2, "not JSON"),
    "single quotes": ("{\n 'format': 1}", 2, "not JSON"),
    "a line break in a text": ('{"format": "axis\ntracker"}', 1, "not JSON"),
    "a null character": ('{"format": "\0"}', 1, "not JSON"),
    "a comment": ("// no\n{}", 1, "not JSON"),
    "a byte order mark": ("\ufeff" + text_of(), 1, "byte order mark"),
    "the bytes of a byte order mark": (("\ufeff" + text_of()).encode(), 1, "byte order mark"),
    "a byte that is not UTF-8": (b'{\n"format": "\xff"}', 2, "not UTF-8"),
    "UTF-16 with a mark": (text_of().encode("utf-16"), 1, "not UTF-8"),
    "UTF-16 without one": (text_of().encode("utf-16-le"), 1, "not JSON"),
    "Latin-1": ('{"format": "café"}'.encode("latin-1"), 1, "not UTF-8"),
    "a surrogate in UTF-8": (b'{"format": "\xed\xa0\x80"}', 1, "not UTF-8"),
    "NaN": (text_of(version=float("nan")), None, "NaN"),
    "Infinity": (text_of(version=float("inf")), None, "Infinity"),
    "-Infinity": (text_of(version=-float("inf")), None, "-Infinity"),
    "a repeated head": (
        text_of().replace('"version": 2', '"version": 2, "version": 2'),
        None,
        "'version' appears twice",
    ),
    "a repeated field": (
        text_of().replace('"kind": "state"', '"kind": "state", "kind": "state"', 1),
        None,
        "'kind' appears twice",
    ),
    "a field repeated in escapes": (
        text_of().replace('"low": 6000000', '"low": 6, "l\\u006fw": 7'),
        None,
        "'low' appears twice",
    ),
    "5,000 digits": (text_of().replace('"version": 2', '"version": ' + "9" * 5_000), None, "digits"),
    "brackets without end": ("[" * 100_000, None, "nested too deeply"),
    "very deep lists": ("[" * 100_000 + "]" * 100_000, None, "nested too deeply"),
    "very deep objects": ('{"a":' * 100_000 + "1" + "}" * 100_000, None, "nested too deeply"),
}


@parsers
@pytest.mark.parametrize(("text", "line", "reason"), NOT_JSON.values(), ids=NOT_JSON.keys())
def test_text_that_is_not_json_is_refused_with_its_line(parser, text, line, reason):
    with parser():
        problem = the_problem(text, file="data.json")
    assert reason in problem.reason
    assert (problem.file, problem.line) == ("data.json", line)


@parsers
@pytest.mark.parametrize("depth", [100, 200, 254, 255, 300, 500, 700, 800, 850, 900, 950, 980, 1_000, 1_500, 3_000])
def test_a_value_of_any_depth_is_a_problem_of_the_data(parser, depth):
    deep = "[" * depth + "]" * depth
    with parser():
        assert problems_of(text_of().replace('"A note."', deep))
        assert problems_of(text_of(actors="HERE").replace('"HERE"', deep))


@parsers
@pytest.mark.parametrize("value", [500.0, 0.5, 10**400, -1, 0, True, "500", None, [500]])
def test_a_length_is_a_whole_number_within_reason(parser, value):
    document = plain_document()
    document["documents"][0]["length"] = value
    with parser():
        assert {one.path for one in problems_of(json.dumps(document))} == {"documents[0].length"}


@parsers
@pytest.mark.parametrize("value", [0.5, 5.0, 10**400, True, "1e3", "5.", "", [5], {}])
def test_an_end_of_a_quantity_is_a_whole_number_or_a_decimal_text(parser, value):
    document = plain_document()
    document["claims"][3]["measure"]["quantity"]["low"] = value
    with parser():
        assert the_problem(json.dumps(document)).path == "claims[3].measure.quantity.low"


UNPRINTABLE = ("\0", "a\x07b", "a\nb", "\x7f", "\x85", "\ud800", "a\udfffb", "\u202etxet", "\u200b")


@parsers
@pytest.mark.parametrize(
    ("collection", "steps"),
    [
        ("actors", (0, "id")),
        ("actors", (0, "name")),
        ("actors", (0, "kind")),
        ("actors", (0, "aliases", 1)),
        ("actors", (2, "roles", 0, "title")),
        ("documents", (0, "published")),
        ("documents", (0, "url")),
        ("documents", (0, "language")),
        ("documents", (0, "uncoded", 0, "passage")),
        ("events", (0, "kind")),
        ("claims", (0, "event")),
        ("claims", (0, "evidence", 1)),
        ("claims", (0, "measure", "quantity", "unit")),
        ("claims", (0, "measure", "quantity", "wording")),
        ("claims", (2, "measure", "share_of")),
    ],
)
def test_control_characters_and_lone_surrogates_are_refused_everywhere(parser, collection, steps):
    document = plain_document()
    container = document[collection]
    for step in steps[:-1]:
        container = container[step]
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    for text in UNPRINTABLE:
        container[steps[-1]] = text
        with parser():
            assert f"{collection}{path}" in {one.path for one in problems_of(json.dumps(document))}, ascii(text)


# Whatever comes


def outcome(text):
    """The dataset, or the problems: nothing else may happen."""
    try:
        return axt.loads(text)
    except axt.ReadError as error:
        said = error
    assert said.problems
    assert str(said)
    return set(said.problems)


@given(mutated_documents())
def test_a_wrong_document_is_refused_and_all_ways_agree(document):
    text = json.dumps(document, indent=2)
    found = outcome(text)
    for parser in (with_orjson, without_orjson, as_if_long):
        with parser():
            assert outcome(text.encode()) == found
    if isinstance(found, axt.Dataset):
        assert axt.loads(axt.dumps(found).encode()) == found


@given(mutated_texts())
def test_a_wrong_text_is_refused_and_all_ways_agree(text):
    found = outcome(text)
    for parser in (with_orjson, without_orjson, as_if_long):
        with parser():
            assert outcome(text.encode()) == found


def test_an_odd_value_alone_is_no_dataset():
    for value in ODD_VALUES:
        assert isinstance(outcome(json.dumps(value)), set)
