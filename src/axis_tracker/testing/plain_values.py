"""Strategies for the plain values in records, such as ids, texts, countries, coordinates and digests.

Two tables contain the strategies for fields that are not references, keyed by the converter of the field.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st

from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Measure
from axis_tracker.model import fields
from axis_tracker.testing.arguments import sampled
from axis_tracker.testing.dates import imprecise_dates
from axis_tracker.testing.quantities import measures

__all__ = ["ALL_VALUES", "DIGESTS", "SHA256S", "UNUSUAL_VALUES", "ValueStrategies", "coordinates", "ids", "texts"]

_IDS: Final = ("a", "0", "kp", "ru", "a-1", "a_1", "a1", "hur-2024-11-29-shells", "x-y_z")
_TEXTS: Final = ("a", "1", "North Korea", "café", "«Кубанские новости»", "a'b\"c\\d", "# [x] = {y}", "한국")

# The model rejects control, format, private and unassigned characters, surrogates, and white space other than the
# space. It also rejects texts outside normal form C and texts that begin or end with a space.
_CHARACTERS: Final = st.characters(exclude_categories=["C", "Z"], include_characters=" ")


def ids() -> st.SearchStrategy[str]:
    """Draw ids of records. An id consists of parts that are joined by single hyphens or underscores.

    An id has up to three parts. Each part has up to three lower-case ASCII letters or digits. Longer ids are excluded,
    because they add no new cases. Half of the ids come from a short list, so that examples include equal ids and ids
    that sort next to each other ("a-1", "a1", "a_1").
    """
    return _IDS_OF_ALL_KINDS


_IDS_OF_ALL_KINDS: Final = st.sampled_from(_IDS) | st.from_regex(
    r"[a-z0-9]{1,3}([-_][a-z0-9]{1,3}){0,2}", fullmatch=True
)


def texts() -> st.SearchStrategy[str]:
    """Draw short, plain texts of one line, in any script, such as names, titles and notes.

    Texts that the model rejects are excluded: the empty text, control and invisible characters, white space other than
    the space, a space at either end, and texts outside Unicode normal form C.
    """
    return _TEXTS_OF_ALL_KINDS


_TEXTS_OF_ALL_KINDS: Final = st.sampled_from(_TEXTS) | st.text(_CHARACTERS, min_size=1, max_size=8).map(
    lambda one: unicodedata.normalize("NFC", one).strip(" ")
).filter(bool)


def coordinates() -> st.SearchStrategy[tuple[float, float]]:
    """Draw latitudes and longitudes in degrees, including the poles and the date line."""
    return _COORDINATES


_COORDINATES: Final = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


SHA256S: Final = st.integers(0, 2**256 - 1).map("{:064x}".format)
"""A strategy for SHA-256 digests of 64 hexadecimal digits. The digests are not computed from a text."""

DIGESTS: Final = st.integers(0, 2**64 - 1).map("{:016x}".format) | SHA256S
"""A strategy for digests of passages, with 16 or 64 hexadecimal digits. The digests are not computed from a text."""

ValueStrategies: TypeAlias = Mapping[Callable[..., Any], st.SearchStrategy[Any]]
"""Strategies for the values of fields, keyed by converter. The key for fields that contain measures is `Measure.of`."""

ALL_VALUES: Final[ValueStrategies] = MappingProxyType(
    {
        fields.slug: ids(),
        fields.text: texts(),
        fields.optional_text: texts(),
        fields.texts: st.lists(texts(), min_size=1, max_size=2).map(tuple),
        fields.the_date: imprecise_dates(),
        fields.optional_date: imprecise_dates(),
        fields.optional_reference: ids(),
        # Like the model, this accepts codes outside ISO 3166-1.
        fields.optional_country: sampled(("kp", "ru", "ir", "cn", "zz")),
        fields.curies: sampled((("wikidata:Q423",), ("iso3166-1:KP", "geonames:2:3"))),
        Measure.of: measures(),
    }
)
"""Strategies for values of all kinds."""

_DATES: Final = (
    *("2024", "2024-06", "2024-06-14", "2023-09~", "2024?", "2024-06-14%", "201X", "2024-XX", "2024-02-XX", "2024-22"),
    *("2022/2024-06", "2023-01~/2023-03-05?", "2024/..", "../2023-12", "2024/", "/2024-11-29", "2024-34/2024-41"),
)
_MEASURES: Final = (
    Measure(25, "delivered"),
    Measure("over 1 million rounds", "delivered"),
    Measure("around 5 million shells", "sent"),
    Measure("up to 12,000 troops", "sent", "level"),
    Measure("dozens of trains", "sent", since="2023-08"),
    Measure({"low": 1_000_000, "unit": "rounds", "includes_low": False}, "sent", since="2023-08~"),
    Measure({"low": 1_000_000, "unit": "rounds"}, "planned", "increment", since="2024"),
    Measure({"low": "0.5", "high": "2.5", "unit": "tons", "includes_high": False}, "lost", "level"),
    Measure("up to 2,000 shells", "used", "rate", per="day"),
    Measure("60 percent", "used", "share", share_of="the shells fired"),
    Measure({}, "ordered"),
    Measure("27 voyages"),
    Measure("100? missiles", "delivered"),
    Measure("a large number of troops", "sent"),
    Measure("5 billion dollars", "ordered", "fixed"),
)

UNUSUAL_VALUES: Final[ValueStrategies] = MappingProxyType(
    {
        **ALL_VALUES,
        fields.text: sampled(_TEXTS),
        fields.optional_text: sampled(_TEXTS),
        fields.texts: sampled((("a",), ("North Korea", "한국"), ("«Кубанские новости»",), ("a", "a"))),
        fields.the_date: sampled(tuple(map(ImpreciseDate.of, _DATES))),
        fields.optional_date: sampled(tuple(map(ImpreciseDate.of, _DATES))),
        fields.optional_reference: sampled(("briefing", "a-1")),
        Measure.of: sampled(_MEASURES),
    }
)
"""Strategies that sample short lists of unusual values, so that drawing a dataset takes only a few milliseconds."""
