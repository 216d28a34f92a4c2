"""The units of quantities: the rules for valid units, and the spellings and singular forms of known units."""

# Every program that uses quantities loads this module, so it avoids compiling regular expressions.

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from axis_tracker.errors import InvalidValueError

__all__ = [
    "CURRENCIES",
    "NOT_IN_UNITS",
    "PERCENT_ALONE",
    "UNITS",
    "Unit",
    "checked_unit",
    "singular_unit",
    "stored_unit",
]


class Unit(NamedTuple):
    """A unit with a standard spelling.

    Attributes:
        name: The stored spelling, in the plural if the unit has a plural form.
        singular: The form used after the number one.
        spellings: Other spellings that are read as this unit.
        counted: Whether the unit is counted ("fewer than 5 tanks") rather than measured ("less than 5 tonnes").
    """

    name: str
    singular: str
    spellings: tuple[str, ...] = ()
    counted: bool = True


_REGULAR_NOUNS: Final = """
    barrel battalion bomb brigade building container drone engineer flight gun howitzer launcher missile mortar
    officer plane prisoner railcar rocket round shell shipment ship site soldier system tanker tank train truck unit
    vehicle vessel visit volunteer wagon warhead weapon worker"""
"""The counted units with a regular plural that ends in s."""

_OTHER_UNITS: Final = (
    Unit("advisers", "adviser", ("advisor", "advisors")),
    Unit("aircraft", "aircraft"),
    Unit("casualties", "casualty"),
    Unit("deliveries", "delivery"),
    Unit("euros", "euro", counted=False),
    Unit("kilograms", "kilogram", ("kg", "kilogramme", "kilogrammes"), counted=False),
    Unit("kilometres", "kilometre", ("km", "kilometer", "kilometers"), counted=False),
    Unit("men", "man"),
    Unit("people", "person", ("persons",)),
    Unit("percent", "percent", ("%", "per cent"), counted=False),
    Unit("percentage points", "percentage point", counted=False),
    Unit("personnel", "personnel"),
    Unit("pounds sterling", "pound sterling", counted=False),
    Unit("rubles", "ruble", ("rouble", "roubles"), counted=False),
    Unit("tonnes", "tonne", counted=False),
    Unit("tons", "ton", counted=False),
    Unit("troops", "troops"),
    Unit("US dollars", "US dollar", ("dollar", "dollars", "USD"), counted=False),
)

UNITS: Final = tuple(
    sorted(
        (*(Unit(f"{noun}s", noun) for noun in _REGULAR_NOUNS.split()), *_OTHER_UNITS),
        key=lambda unit: unit.name.lower(),
    )
)
"""The units with a standard spelling. Any other unit is stored as written."""

CURRENCIES: Final = {"$": "US dollars", "US$": "US dollars", "€": "euros", "£": "pounds sterling"}
"""The currency signs that can precede a number, each with the unit that the sign stands for."""

PERCENT_ALONE: Final = "the unit of a percentage must be 'percent' alone; name the whole in Measure.share_of"

_RATE: Final = "the period of a rate belongs in Measure.per"
_EACH_PERIOD: Final = frozenset(
    (each, period) for each in ("a", "each", "every") for period in ("day", "week", "month", "year")
)
"""The pairs of words that name the period of a rate, such as "each day"."""

_NOT_IN_UNITS_BY_REASON: Final = {
    "the word only selects which items are counted": """
        a an the this that these those its his her their our such other another additional extra further each every
        any""",
    "the word is part of a number": """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
        million millions billion billions trillion trillions tens dozen dozens score scores lakh crore half halves third
        thirds quarter quarters k m mn bn nil none no""",
    "the word is a hedge or joins numbers": """
        about above almost and approximately approaching approx around at below beyond between but ca circa couple
        either estimated exactly exceed exceeding few fewer from just least less maximum minimum minus more most nearing
        nearly neither nor not only or over pair plus precisely roughly several slightly so some than to under up upward
        upwards well""",
    _RATE: "annually daily monthly per weekly yearly",
    "the word begins text that is not part of the quantity": """
        are as be been being by during for had has have if in including is on since until was were when which while who
        with within without""",
}

NOT_IN_UNITS: Final = {word: reason for reason, words in _NOT_IN_UNITS_BY_REASON.items() for word in words.split()}
"""The words that cannot be part of a unit, and the reason for each word.

Text that contains such a word states more than a number and a unit.
"""

_SPELLINGS: Final = {
    spelling.casefold(): unit for unit in UNITS for spelling in (unit.name, unit.singular, *unit.spellings)
}
_BY_NAME: Final = {unit.name: unit for unit in UNITS}


def _split_at_head(unit: str) -> tuple[str, str, str]:
    """Split a unit before and after its head noun, as in "artillery | rounds | of two types"."""
    noun, of, rest = unit.partition(" of ")
    before, space, head = noun.rpartition(" ")
    return before + space, head, of + rest


def stored_unit(text: str) -> str:
    """Return the stored spelling of a unit.

    A known unit becomes the standard spelling of the unit. If only the head noun of a longer unit is known, only the
    head noun is replaced. Any other unit is returned as it is.

    >>> stored_unit("container"), stored_unit("%"), stored_unit("artillery shell"), stored_unit("round of ammunition")
    ('containers', 'percent', 'artillery shells', 'rounds of ammunition')
    """
    known = _SPELLINGS.get(text.casefold())
    if known:
        return known.name
    before, head, after = _split_at_head(text)
    known = _SPELLINGS.get(head.casefold())
    return text if known is None or " " in known.name else f"{before}{known.name}{after}"


def singular_unit(unit: str) -> str:
    """Return the form that a stored unit takes after the number one.

    >>> singular_unit("containers"), singular_unit("artillery shells"), singular_unit("aircraft")
    ('container', 'artillery shell', 'aircraft')
    """
    if unit in _BY_NAME:
        return _BY_NAME[unit].singular
    before, head, after = _split_at_head(unit)
    return f"{before}{_BY_NAME[head].singular}{after}" if head in _BY_NAME else unit


def is_counted(unit: str) -> bool:
    """Return whether "fewer", rather than "less", is the correct word before a unit.

    >>> is_counted("troops"), is_counted("percent")
    (True, False)
    """
    head = _split_at_head(unit)[1]
    known = _BY_NAME.get(unit) or _BY_NAME.get(head)
    return known is None or known.counted


def invalid_unit_reason(unit: str) -> str | None:
    """Return the reason why a string is not a valid unit, or None if the string is a valid unit.

    The string must not be empty.

    >>> invalid_unit_reason("rounds or more")
    "'or' cannot be part of a unit: the word is a hedge or joins numbers"
    """
    if not unit.isascii():
        import unicodedata  # nearly all units are ASCII, so most programs never load it

        if not unicodedata.is_normalized("NFC", unit):
            return "a unit must be in Unicode normal form C"
    words = unit.split(" ")
    for word, after in zip(words, (*words[1:], ""), strict=True):
        bare = word.replace("-", "").replace("'", "").replace(".", "")
        if not (bare.isalnum() and word[0].isalpha() and (word[-1].isalnum() or word[-1] == "'")):
            return (
                "a unit must be words separated by single spaces; each word must begin with a letter, contain only"
                " letters, digits, hyphens, apostrophes and full stops, and not end in a hyphen or full stop"
            )
        parts = word.casefold().strip("'").split("-")
        if all(part in NOT_IN_UNITS for part in parts):
            is_rate = (parts[0], after.casefold()) in _EACH_PERIOD
            return f"{word!r} cannot be part of a unit: {_RATE if is_rate else NOT_IN_UNITS[parts[0]]}"
    if "of" in (words[0].casefold(), words[-1].casefold()):
        return "a unit must not begin or end with 'of'"
    if len(words) > 1 and "percent" in words:
        return PERCENT_ALONE
    return None


@lru_cache(maxsize=4096)
def checked_unit(unit: str) -> str:
    """Return a unit as it is if the unit is valid and in its stored spelling, or if the unit is an empty string.

    Equal results may share one object, which saves memory in large datasets.

    >>> checked_unit("short-range ballistic missiles")
    'short-range ballistic missiles'
    >>> checked_unit("container")
    Traceback (most recent call last):
        ...
    axis_tracker.errors.InvalidValueError: unit: 'container': not the standard spelling of this unit; write 'containers'

    Raises `InvalidValueError` for any other unit.
    """
    if unit == "":
        return unit
    stored = stored_unit(unit)
    if stored != unit:
        raise InvalidValueError(
            "not the standard spelling of this unit", value=unit, path="unit", suggestion=f"write {stored!r}"
        )
    reason = invalid_unit_reason(unit)
    if reason:
        raise InvalidValueError(reason, value=unit, path="unit")
    return unit
