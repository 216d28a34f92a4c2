"""Made-up datasets of any size in the canonical form, the same for the same seed, with the skew of real ones.

A handful of actors say most of it, most events are claimed once and a few by everybody, dates are of every precision
and fall into eight years. How often a field is there follows the packaged data, but for measures, which are four
times as frequent here, and for denials, revisions and derived claims, of which those have too few. No text is taken.
Imports nothing of the package, so that the data do not depend on the code that is measured.
"""

from __future__ import annotations

import json
import random
from operator import itemgetter
from typing import Any, Final, TypeAlias

Plain: TypeAlias = dict[str, Any]

SEED: Final = 20_240_601

_FIRST_YEAR, _LAST_YEAR = 2018, 2025
_DOCUMENT_LENGTH: Final = 12_000
_CLAIMS_A_DOCUMENT: Final = 50
_CLAIMS_AN_EVENT: Final = 4

_STANCES: Final = ("asserts",) * 47 + ("doubts", "declines", "denies")
_LIKELIHOODS: Final = ("unhedged",) * 17 + ("likely", "likely", "unlikely")
_HEDGES: Final = {
    "likely": "probably",
    "unlikely": "unlikely",
}
_MODALITIES: Final = ("actual",) * 15 + ("planned", "predicted", "sought", "possible", "possible")
_BASES: Final = (
    "official-statement",
    "intelligence",
    "satellite-imagery",
    "field-evidence",
    "documents",
    "state-media",
    "media-report",
    "analysis",
)
_UNITS: Final = ("rounds", "shells", "troops", "missiles", "containers", "drones", "trains", "workers", "launchers")
_PHASES: Final = ("delivered", "sent", "ordered", "planned", "used", "lost")
_CLAIM_FIELDS: Final = (
    "id",
    "event",
    "claimants",
    "summary",
    "stance",
    "likelihood",
    "hedge",
    "modality",
    "measure",
    "when",
    "when_words",
    "made",
    "origin",
    "relays",
    "basis",
    "evidence",
    "answers",
    "revises",
    "derived_from",
    "assumption",
    "grade",
    "note",
)
_SCALES: Final = ((1, ""), (1_000, " thousand"), (1_000_000, " million"))


def dataset(claims: int, *, seed: int = SEED) -> Plain:
    """A canonical document with that many claims, and as many other records as they need."""
    return _Writer(random.Random(seed)).dataset(claims)


def as_json(plain: Plain) -> bytes:
    """The bytes that the package would write for it."""
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def dates(count: int, *, seed: int = SEED) -> list[str]:
    """That many distinct EDTF texts, in the proportions in which claims use them."""
    draw = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_date(draw, first_year=1000, last_year=2999)] = None
    return list(found)


def _date(draw: random.Random, *, first_year: int = _FIRST_YEAR, last_year: int = _LAST_YEAR) -> str:
    year = draw.randint(first_year, last_year)
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    return draw.choices(
        (
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}",
            f"{year}-{month:02}~",
            f"{year}",
            f"{year}-{month:02}/..",
            f"{year}-{month:02}/{year + 1}-{month:02}",
            f"{year}-{month:02}-{day:02}/{year}-{month:02}-{min(day + 3, 28):02}",
            f"{year}-{draw.randint(21, 24)}",
            f"{year}-{draw.randint(33, 36)}",
            f"{year // 10}X",
            f"../{year}",
        ),
        weights=(50, 18, 5, 6, 6, 4, 4, 3, 2, 1, 1),
    )[0]


class _Writer:
    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def dataset(self, claims: int) -> Plain:
        self.actors = self._actors()
        self.places = self._places()
        self.items = self._items()
        self.documents = [self._document(index) for index in range(max(3, claims // _CLAIMS_A_DOCUMENT))]
        self.events = [self._event(index) for index in range(max(5, claims // _CLAIMS_AN_EVENT))]
        self.claims_of: dict[str, list[Plain]] = {}
        collections = {
            "actors": self.actors,
            "places": self.places,
            "items": self.items,
            "documents": self.documents,
            "events": self.events,
            "claims": [self._claim(index) for index in range(claims)],
        }
        by_id = {name: sorted(records, key=itemgetter("id")) for name, records in collections.items()}
        return {"format": "axis-tracker", "version": 2, **by_id}

    def skewed(self, records: list[Plain]) -> str:
        """The id of one of the records, the first ones far more often than the last (about Zipf's law)."""
        key: str = records[int(len(records) ** self.draw.random()) - 1]["id"]
        return key

    def several(self, records: list[Plain], most: int) -> list[str]:
        return list(dict.fromkeys(self.skewed(records) for _ in range(self.draw.randint(1, most))))

    def one_or_two(self, records: list[Plain]) -> list[str]:
        return self.several(records, 2) if self.chance(0.1) else [self.skewed(records)]

    def digest(self, digits: int) -> str:
        return f"{self.draw.getrandbits(4 * digits):0{digits}x}"

    def _actors(self) -> list[Plain]:
        states: list[Plain] = [
            {"id": f"s{index:02}", "name": f"State {index}", "kind": "state", "aliases": [f"Republic {index}"]}
            for index in range(12)
        ]
        bodies: list[Plain] = [
            {
                "id": f"ministry-{index:03}",
                "name": f"Ministry {index}",
                "kind": "body",
                "roles": [{"of": f"s{index % 12:02}"}],
            }
            for index in range(40)
        ]
        people: list[Plain] = [
            {
                "id": f"person-{index:03}",
                "name": f"Person {index}",
                "kind": "person",
                "roles": [{"of": f"ministry-{index % 40:03}", "title": "Minister", "during": f"{2010 + index % 9}/.."}],
            }
            for index in range(120)
        ]
        outlets: list[Plain] = [
            {"id": f"outlet-{index:03}", "name": f"Outlet {index}", "kind": "outlet"} for index in range(60)
        ]
        return [*states, *bodies, *people, *outlets]

    def _places(self) -> list[Plain]:
        return [
            {
                "id": f"place-{index:03}",
                "name": f"Place {index}",
                **({"within": f"place-{index // 6:03}"} if index else {}),
                "coordinates": [round(self.draw.uniform(-60, 70), 3), round(self.draw.uniform(-180, 180), 3)],
            }
            for index in range(200)
        ]

    def _items(self) -> list[Plain]:
        return [
            {
                "id": f"item-{index:04}",
                "name": f"item {index}",
                **({"broader": [f"item-{index // 5:04}"]} if index else {}),
            }
            for index in range(600)
        ]

    def _document(self, index: int) -> Plain:
        return {
            "id": f"{index:05}_{self.digest(16)}",
            "title": f"Report {index} on what was seen",
            "published": _date(self.draw, first_year=2024),
            "dating": "printed",
            "length": _DOCUMENT_LENGTH,
            "sha256": self.digest(64),
            "publisher": f"outlet-{int(60 ** self.draw.random()) - 1:03}",
        }

    def _event(self, index: int) -> Plain:
        draw = self.draw
        kind = draw.choices(("arms-transfer", "deployment", "delegation"), weights=(6, 2, 2))[0]
        key = f"{kind}-{index:06}"
        when: Plain = {"when": _date(draw)} if draw.random() < 0.7 else {}
        place: Plain = {}
        if kind == "arms-transfer":
            own: Plain = {
                "supplier": self.skewed(self.actors),
                "recipient": self.skewed(self.actors),
                "item": self.skewed(self.items),
            }
        elif kind == "deployment":
            own = {"of": self.skewed(self.actors), "to": self.skewed(self.places), "item": self.skewed(self.items)}
        else:
            own = {"visitors": self.several(self.actors, 3), "host": self.skewed(self.actors)}
            place = {"place": self.skewed(self.places)}
        name = f"What is said to have happened, number {index}"
        return {"kind": kind, "id": key, "name": name, **own, **when, **place}

    def _claim(self, index: int) -> Plain:
        event = self.skewed(self.events)
        earlier = self.claims_of.setdefault(event, [])
        claim: Plain = {
            "id": f"claim-{index:07}",
            "event": event,
            "claimants": self.one_or_two(self.actors),
            "summary": f"What somebody said of {event}, in words of our own, number {index}.",
            **self._firmness(deniable=bool(earlier)),
            **self._content(),
            **self._report(index),
            **self._links(earlier),
        }
        if claim.get("stance", "asserts") != "asserts" and earlier:
            claim["answers"] = [self.draw.choice(earlier)["id"]]
        if "revises" in claim:
            claim["claimants"] = next(one["claimants"] for one in earlier if one["id"] == claim["revises"])
        if self.chance(0.02):
            claim["grade"] = self.draw.choice("ABCDEF") + self.draw.choice("123456")
        if self.chance(0.3):
            claim["note"] = "A remark by the curator, who had a doubt."
        earlier.append(claim)
        return {field: claim[field] for field in _CLAIM_FIELDS if field in claim}

    def chance(self, probability: float) -> bool:
        return self.draw.random() < probability

    def _firmness(self, *, deniable: bool) -> Plain:
        stance, likelihood = self.draw.choice(_STANCES), self.draw.choice(_LIKELIHOODS)
        modality = self.draw.choice(_MODALITIES)
        firmness: Plain = {}
        if stance != "asserts":
            firmness["stance"] = stance if deniable else "doubts"
        if likelihood != "unhedged":
            firmness |= {"likelihood": likelihood, "hedge": _HEDGES[likelihood]}
        if modality != "actual":
            firmness["modality"] = modality
        return firmness

    def _content(self) -> Plain:
        content: Plain = {}
        if self.chance(0.2):
            content["measure"] = self._measure()
        if self.chance(0.15):
            content |= {"when": _date(self.draw), "when_words": "about that time"}
        return content

    def _report(self, index: int) -> Plain:
        report: Plain = {}
        if self.chance(0.4):
            report["made"] = _date(self.draw)
        if self.chance(0.35):
            report["origin"] = f"briefing-{int(max(2, index // 3) ** self.draw.random()):06}"
        if self.chance(0.4):
            report["relays"] = self.one_or_two(self.actors)
        if self.chance(0.4):
            report["basis"] = [self.draw.choice(_BASES)]
        passages = self.draw.choices((1, 2, 3), weights=(75, 23, 2))[0]
        return {**report, "evidence": [self._passage() for _ in range(passages)]}

    def _links(self, earlier: list[Plain]) -> Plain:
        links: Plain = {}
        if earlier and self.chance(0.05):
            links["revises"] = self.draw.choice(earlier)["id"]
        if earlier and self.chance(0.02):
            links |= {"derived_from": [self.draw.choice(earlier)["id"]], "assumption": "nothing was counted twice"}
        return links

    def _measure(self) -> Plain:
        draw = self.draw
        figure = draw.randint(2, 40)
        size, scale = draw.choice(_SCALES)
        number = figure * size
        said = f"{figure}{scale}"
        hedge, low, high, includes_low = draw.choice(
            (
                ("over ", number, None, False),
                ("at least ", number, None, True),
                ("up to ", None, number, True),
                ("", number, number, True),
            )
        )
        quantity: Plain = {"low": low, "high": high, "unit": _UNITS[int(len(_UNITS) ** draw.random()) - 1]}
        quantity = {field: value for field, value in quantity.items() if value is not None}
        if not includes_low:
            quantity["includes_low"] = False
        measure: Plain = {"quantity": {**quantity, "wording": f"{hedge}{said}"}, "phase": draw.choice(_PHASES)}
        reading = draw.choices(("total", "increment", "level", "rate"), weights=(6, 2, 2, 1))[0]
        if reading != "total":
            measure["reading"] = reading
        elif draw.random() < 0.3:
            measure["since"] = _date(draw)
        if reading == "rate":
            measure["per"] = draw.choice(("day", "week", "month"))
        return measure

    def _passage(self) -> str:
        document = self.skewed(self.documents)
        start = self.draw.randint(0, _DOCUMENT_LENGTH - 400)
        end = start + self.draw.randint(20, 400)
        return f"{document}#char={start},{end};sha256={self.digest(16)}"
