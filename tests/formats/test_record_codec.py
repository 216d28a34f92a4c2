"""One description of each class: what is read and written fast is what the constructor and cattrs make of it."""

from __future__ import annotations

import inspect

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import axis_tracker as axt
from axis_tracker.formats.converters import reading_converter
from axis_tracker.formats.record_codec import OUR_CLASSES, Encoding, reader_of, record_spec, writer_of
from axis_tracker.testing import actors, claims, documents, events, items, places

RECORDS = st.one_of(actors(), places(), items(), documents(), events(), claims())
READERS = {cls: reader_of(cls) for cls in OUR_CLASSES}


def fields_of(record):
    """The plain form of a record, without the kind of an event, which names the class."""
    plain = writer_of(type(record))(record)
    if isinstance(record, axt.Event):
        del plain["kind"]
    return plain


@given(RECORDS)
def test_a_record_that_is_written_is_read_again_by_generated_code_by_cattrs_and_by_its_constructor(record):
    plain = fields_of(record)
    assert READERS[type(record)](plain) == record
    assert reading_converter().structure(plain, type(record)) == record
    assert type(record)(**plain) == record


@given(RECORDS, st.data())
def test_generated_code_refuses_a_missing_and_an_unknown_field(record, data):
    plain = fields_of(record)
    read = READERS[type(record)]
    with pytest.raises(KeyError):
        read({**plain, "unknown": 1})
    required = [name for name, field in record_spec(type(record)).fields.items() if field.default is attrs.NOTHING]
    missing = data.draw(st.sampled_from(required))
    with pytest.raises(KeyError):
        read({name: value for name, value in plain.items() if name != missing})


@pytest.mark.parametrize("cls", [axt.Quantity, axt.Measure], ids=lambda cls: cls.__name__)
def test_a_field_that_files_leave_out_has_the_default_of_the_constructor(cls):
    # These two classes write their own `__init__`, so that its defaults are not those of the fields by themselves.
    parameters = inspect.signature(cls).parameters
    for name, field in record_spec(cls).fields.items():
        default = parameters[name].default
        assert field.default == (attrs.NOTHING if default is inspect.Parameter.empty else default), name


def test_every_field_of_our_classes_has_an_encoding_and_a_converter():
    for cls in OUR_CLASSES - {axt.Event}:
        spec = record_spec(cls)
        assert list(spec.types) == list(spec.fields) == [field.name for field in attrs.fields(cls)]
        assert all(callable(field.convert) for field in spec.fields.values()), cls


@pytest.mark.parametrize(
    ("cls", "field", "encoding"),
    [
        (axt.Claim, "id", Encoding.UNCHANGED),
        (axt.Claim, "when", Encoding.TEXT),
        (axt.Claim, "grade", Encoding.TEXT),
        (axt.Claim, "stance", Encoding.TERM),
        (axt.Claim, "evidence", Encoding.LIST),
        (axt.Claim, "measure", Encoding.RECORD),
        (axt.Actor, "roles", Encoding.LIST),
        (axt.Place, "coordinates", Encoding.LIST),
        (axt.Document, "length", Encoding.UNCHANGED),
        (axt.Quantity, "low", Encoding.NUMBER),
        (axt.Measure, "quantity", Encoding.RECORD),
    ],
    ids=lambda part: getattr(part, "__name__", None) or getattr(part, "name", part),
)
def test_the_type_of_a_field_decides_how_it_is_written(cls, field, encoding):
    assert record_spec(cls).types[field].encoding is encoding


def test_the_fields_that_hold_ids_name_their_collection():
    collections = {name: field.collection for name, field in record_spec(axt.Claim).fields.items() if field.collection}
    assert collections == {
        "event": "events",
        "claimants": "actors",
        "speaking_for": "actors",
        "relays": "actors",
        "answers": "claims",
        "revises": "claims",
        "derived_from": "claims",
    }


def test_the_tag_of_a_kind_is_written_first():
    visit = axt.Delegation(id="visit", name="A visit", visitors=["ru"], host="kp")
    assert next(iter(writer_of(axt.Delegation)(visit).items())) == ("kind", "delegation")
