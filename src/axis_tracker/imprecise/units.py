"""The units of quantities: which texts are units, how the known ones are spelled, and their singulars.

Loaded with every quantity, so it holds no regular expression; it imports only the errors. `quantity_words` reads units
with it, `quantity_writing` writes them.
"""

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
    """A known unit: the stored name, its singular, other spellings, and whether it is counted (else it is measured)."""

    name: str
    singular: str
    spellings: tuple[str, ...] = ()
    counted: bool = True


UNITS: Final = (
    Unit("advisers", "adviser", ("advisor", "advisors")),
    Unit("aircraft", "aircraft"),
    Unit("barrels", "barrel"),
    Unit("battalions", "battalion"),
    Unit("bombs", "bomb"),
    Unit("brigades", "brigade"),
    Unit("buildings", "building"),
    Unit("casualties", "casualty"),
    Unit("containers", "container"),
    Unit("deliveries", "delivery"),
    Unit("drones", "drone"),
    Unit("engineers", "engineer"),
    Unit("euros", "euro", counted=False),
    Unit("flights", "flight"),
    Unit("guns", "gun"),
    Unit("howitzers", "howitzer"),
    Unit("kilograms", "kilogram", ("kg", "kilogramme", "kilogrammes"), counted=False),
    Unit("kilometres", "kilometre", ("km", "kilometer", "kilometers"), counted=False),
    Unit("launchers", "launcher"),
    Unit("men", "man"),
    Unit("missiles", "missile"),
    Unit("mortars", "mortar"),
    Unit("officers", "officer"),
    Unit("people", "person", ("persons",)),
    Unit("percent", "percent", ("%", "per cent"), counted=False),
    Unit("percentage points", "percentage point", counted=False),
    Unit("personnel", "personnel"),
    Unit("planes", "plane"),
    Unit("pounds sterling", "pound sterling", counted=False),
    Unit("prisoners", "prisoner"),
    Unit("railcars", "railcar"),
    Unit("rockets", "rocket"),
    Unit("rounds", "round"),
    Unit("rubles", "ruble", ("rouble", "roubles"), counted=False),
    Unit("shells", "shell"),
    Unit("shipments", "shipment"),
    Unit("ships", "ship"),
    Unit("sites", "site"),
    Unit("soldiers", "soldier"),
    Unit("systems", "system"),
    Unit("tankers", "tanker"),
    Unit("tanks", "tank"),
    Unit("tonnes", "tonne", counted=False),
    Unit("tons", "ton", counted=False),
    Unit("trains", "train"),
    Unit("troops", "troops"),
    Unit("trucks", "truck"),
    Unit("units", "unit"),
    Unit("US dollars", "US dollar", ("dollar", "dollars", "USD"), counted=False),
    Unit("vehicles", "vehicle"),
    Unit("vessels", "vessel"),
    Unit("visits", "visit"),
    Unit("volunteers", "volunteer"),
    Unit("wagons", "wagon"),
    Unit("warheads", "warhead"),
    Unit("weapons", "weapon"),
    Unit("workers", "worker"),
)
"""The units with a settled spelling. Every other unit is kept as it is written."""

CURRENCIES: Final = {"$": "US dollars", "US$": "US dollars", "€": "euros", "£": "pounds sterling"}
"""The signs that stand before a number, and the unit they mean."""

PERCENT_ALONE: Final = "a percentage has the unit 'percent' alone (what it is a share of stands in Measure.share_of)"

_RATE: Final = "a rate has the unit of its total, and its period in Measure.per"
_EACH_PERIOD: Final = frozenset(
    (each, period) for each in ("a", "each", "every") for period in ("day", "week", "month", "year")
)
"""What says the period of a rate without a word that says so alone."""

_NOT_IN_UNITS_BY_REASON: Final = {
    "it picks out or adds to what is counted": """
        a an the this that these those its his her their our such other another additional extra further each every
        any""",
    "it belongs to a number": """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
        million millions billion billions trillion trillions tens dozen dozens score scores lakh crore half halves third
        thirds quarter quarters k m mn bn nil none no""",
    "it hedges or joins numbers": """
        about above almost and approximately approaching approx around at below beyond between but ca circa couple
        either estimated exactly exceed exceeding few fewer from just least less maximum minimum minus more most nearing
        nearly neither nor not only or over pair plus precisely roughly several slightly so some than to under up upward
        upwards well""",
    _RATE: "annually daily monthly per weekly yearly",
    "what follows the unit does not belong to the quantity": """
        are as be been being by during for had has have if in including is on since until was were when which while who
        with within without""",
}

NOT_IN_UNITS: Final = {word: reason for reason, words in _NOT_IN_UNITS_BY_REASON.items() for word in words.split()}
"""The words that no unit has, and why: a text that goes on with one says more than a number and a unit."""

_SPELLINGS: Final = {
    spelling.casefold(): unit for unit in UNITS for spelling in (unit.name, unit.singular, *unit.spellings)
}
_BY_NAME: Final = {unit.name: unit for unit in UNITS}


def _split_at_head(unit: str) -> tuple[str, str, str]:
    """What is before the head noun, the head noun and what is after it: "artillery | rounds | of two types"."""
    noun, of, rest = unit.partition(" of ")
    before, space, head = noun.rpartition(" ")
    return before + space, head, of + rest


def stored_unit(text: str) -> str:
    """The unit as it is stored: a known unit, or the known head of a longer one, by its name; any other as it stands.

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
    """The form of a stored unit that follows the number one.

    >>> singular_unit("containers"), singular_unit("artillery shells"), singular_unit("aircraft")
    ('container', 'artillery shell', 'aircraft')
    """
    if unit in _BY_NAME:
        return _BY_NAME[unit].singular
    before, head, after = _split_at_head(unit)
    return f"{before}{_BY_NAME[head].singular}{after}" if head in _BY_NAME else unit


def is_counted(unit: str) -> bool:
    """Whether there are fewer, rather than less, of it.

    >>> is_counted("troops"), is_counted("percent")
    (True, False)
    """
    head = _split_at_head(unit)[1]
    known = _BY_NAME.get(unit) or _BY_NAME.get(head)
    return known is None or known.counted


def refusal(unit: str) -> str | None:
    """Why a text is no unit, or None if it is one; "" is not asked for.

    >>> refusal("rounds or more")
    "'or' cannot be a word of a unit: it hedges or joins numbers"
    """
    if not unit.isascii():
        import unicodedata

        if not unicodedata.is_normalized("NFC", unit):
            return "a unit is in Unicode normal form C"
    words = unit.split(" ")
    for word, after in zip(words, (*words[1:], ""), strict=True):
        bare = word.replace("-", "").replace("'", "").replace(".", "")
        if not (bare.isalnum() and word[0].isalpha() and (word[-1].isalnum() or word[-1] == "'")):
            return (
                "a unit is words with single spaces between; a word begins with a letter, does not end in a hyphen or"
                " full stop, and has only letters, digits, hyphens, apostrophes and full stops"
            )
        parts = word.casefold().strip("'").split("-")
        if all(part in NOT_IN_UNITS for part in parts):
            is_rate = (parts[0], after.casefold()) in _EACH_PERIOD
            return f"{word!r} cannot be a word of a unit: {_RATE if is_rate else NOT_IN_UNITS[parts[0]]}"
    if "of" in (words[0].casefold(), words[-1].casefold()):
        return "a unit does not begin or end with 'of'"
    if len(words) > 1 and "percent" in words:
        return PERCENT_ALONE
    return None


@lru_cache(maxsize=4096)
def checked_unit(unit: str) -> str:
    """The unit itself, always the same object, if it is "" or a unit in its stored spelling.

    Raises `InvalidValueError` for anything else.

    >>> checked_unit("short-range ballistic missiles")
    'short-range ballistic missiles'
    >>> checked_unit("container")
    Traceback (most recent call last):
        ...
    axis_tracker.errors.InvalidValueError: unit: 'container': this unit has a settled spelling; write 'containers'
    """
    if unit == "":
        return unit
    stored = stored_unit(unit)
    if stored != unit:
        raise InvalidValueError(
            "this unit has a settled spelling", value=unit, path="unit", suggestion=f"write {stored!r}"
        )
    reason = refusal(unit)
    if reason:
        raise InvalidValueError(reason, value=unit, path="unit")
    return unit
