"""Real registers as shapes: events of UCDP's Georeferenced Event Dataset, and deals of SIPRI's arms transfers.

The registers are read from the folder in AXIS_TRACKER_REGISTERS or, by default, from `shared/registers` next to the
repository. The results contain only sizes and times, and no row of a register. The coding serves the benchmark: a
curator would code more.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

import attrs
from shapes import Question, Records, Shape

import axis_tracker as axt

FOLDER: Final = Path(
    os.environ.get("AXIS_TRACKER_REGISTERS") or Path(__file__).resolve().parents[2] / "shared" / "registers"
)
UCDP: Final = FOLDER / "ucdp-ged-ukraine-2014-2021.csv"
SIPRI: Final = FOLDER / "sipri-deals-2024-10.csv"

_PREAMBLE: Final = 11
_MARKS_UNCERTAIN: Final = any(one.name == "is_uncertain" for one in attrs.fields(axt.Quantity))


def slug(*names: str) -> str:
    return "-".join(filter(None, (re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") for name in names))) or "none"


class Register:
    """The records made from a register, without duplicates."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], Any] = {}

    def add(self, record: Any) -> str:
        """Add a record if its id is new. Return the id."""
        self.records.setdefault((type(record).__name__, record.id), record)
        key: str = record.id
        return key

    def actor(self, name: str, kind: axt.ActorKind = axt.ActorKind.BODY) -> str:
        return self.add(axt.Actor(id=slug(name), name=name, kind=kind))

    def place(self, *names: str) -> str | None:
        """Add nested places, the widest first. Return the id of the narrowest."""
        within = None
        for count, name in enumerate(names, start=1):
            if name:
                within = self.add(axt.Place(id=slug(*names[:count]), name=", ".join(names[:count]), within=within))
        return within


def _ucdp(size: int) -> Records:
    """Yield three claims for each event: the low, the best and the high estimate of people killed."""
    register = Register()
    register.actor("UCDP")
    killed = register.add(axt.Item(id="killed", name="people killed"))
    for number, row in enumerate(islice(_ucdp_rows(), size)):
        place = register.place(row["country"], row["adm_1"], row["adm_2"], row["where_coordinates"])
        sides = [register.actor(row["side_a"]), register.actor(row["side_b"])]
        first, last = row["date_start"][:10], row["date_end"][:10]
        when = first if first == last else f"{first}/{last}"
        event = axt.Engagement(
            id=f"e{number:06}", name=f"Event {number}", sides=sides, place=place, item=killed, when=when
        )
        register.add(event)
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        for bound, quantity in (
            ("low", axt.Quantity.at_least(low, "people")),
            ("best", axt.Quantity.exactly(best, "people")),
            ("high", axt.Quantity.at_most(high, "people")),
        ):
            register.add(
                axt.Claim(
                    id=f"c{number:06}-{bound}",
                    event=event.id,
                    claimants=["ucdp"],
                    summary="A number of deaths.",
                    made="2022",
                    when=when,
                    origin=f"row-{number:06}",
                    measure=axt.Measure(quantity, "lost"),
                )
            )
    yield from register.records.values()


def _sipri(size: int) -> Records:
    """Yield up to two claims for each deal: the number ordered and the number delivered."""
    register = Register()
    register.actor("SIPRI")
    for number, row in enumerate(islice(_sipri_rows(), size)):
        parties = [register.actor(row[name], axt.ActorKind.STATE) for name in ("Supplier", "Recipient")]
        described = register.add(axt.Item(id=slug("kind", row["Weapon description"]), name=row["Weapon description"]))
        designation = f"{row['Weapon designation']} ({row['Weapon description']})"
        item = register.add(axt.Item(id=slug("item", designation), name=designation, broader=[described]))
        ordered = row["Year of order"]
        event = axt.ArmsTransfer(
            id=f"e{number:06}",
            name=f"Deal {number}",
            supplier=parties[0],
            recipient=parties[1],
            item=item,
            when=f"{ordered}/..",
        )
        register.add(event)
        years = re.findall("[0-9]{4}", row["Year(s) of delivery"])
        for phase, count, mark, when in (
            ("ordered", row["Number ordered"], row["ordered?"], ordered),
            ("delivered", row["Number delivered"], row["delivered?"], f"{years[0]}/{years[-1]}" if years else None),
        ):
            if count.isdecimal():
                register.add(
                    axt.Claim(
                        id=f"c{number:06}-{phase}",
                        event=event.id,
                        claimants=["sipri"],
                        summary="A number of arms.",
                        made="2024-10-13",
                        when=when,
                        measure=axt.Measure(_units(int(count), mark), phase),
                    )
                )
    yield from register.records.values()


def _units(count: int, mark: str) -> axt.Quantity:
    uncertain: dict[str, Any] = {"is_uncertain": True} if mark == "?" and _MARKS_UNCERTAIN else {}
    return axt.Quantity(low=count, high=count, unit="units", **uncertain)


def _ucdp_rows() -> Iterator[Mapping[str, str]]:
    with UCDP.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        next(rows)  # HXL tags
        yield from rows


def _sipri_rows() -> Iterator[Mapping[str, str]]:
    """Yield all rows except two that are split by line breaks inside unquoted comments."""
    with SIPRI.open(encoding="cp1252", newline="") as file:
        rows = islice(csv.reader(file), _PREAMBLE, None)
        names = next(rows)
        for column, name in ((3, "year?"), (5, "ordered?"), (9, "delivered?")):
            names[column] = name
        yield from (dict(zip(names, row, strict=True)) for row in rows if len(row) == len(names) and row[2].isdecimal())


_QUESTIONS: Final[Mapping[str, Question]] = {
    "conflicts()": lambda dataset: dataset.conflicts(),
    "estimates()": lambda dataset: [*dataset.estimates()],
}

_ALL: Final = {
    UCDP: ("real UCDP events", _ucdp, "events", 2_989),
    SIPRI: ("real SIPRI deals", _sipri, "deals", 27_949),
}
"""For each register: its name, the function that makes its records, what its size counts, and its number of rows."""

REGISTER_SHAPES: Final[Mapping[str, Shape]] = {
    name: Shape(records=records, questions=_QUESTIONS, counted=counted, largest=largest)
    for path, (name, records, counted, largest) in _ALL.items()
    if path.exists()
}


def missing_registers() -> Iterator[str]:
    """Yield a message for each missing register."""
    for path, (name, *_) in _ALL.items():
        if not path.exists():
            yield f"{name}: skipped, because {path.name} is not in the folder AXIS_TRACKER_REGISTERS"
