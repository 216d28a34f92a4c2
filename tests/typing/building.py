"""How users build records: what a type checker must let pass, and what it then knows of the fields.

Checked by `mypy --strict` and by pyright, never run.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, assert_type

import axis_tracker as axt

# Words for enums, lists for tuples, EDTF text for dates, tables or words for quantities.

shoigu = axt.Actor(
    id="sergei-shoigu",
    name="Sergei Shoigu",
    kind="person",
    aliases=["Shoigu"],
    identifiers=["wikidata:Q57268"],
    country="ru",
    roles=[
        axt.Role(of="ru-mod", title="Minister of Defence", during="2012-11-06/2024-05-12"),
        {"of": "ru", "title": "Secretary of the Security Council"},
    ],
)
same = axt.Actor(id="x", name="X", kind=axt.ActorKind.PERSON, aliases=("a", "b"), roles=(axt.Role(of="ru"),))
assert_type(shoigu.kind, axt.ActorKind)
assert_type(shoigu.aliases, tuple[str, ...])
assert_type(shoigu.roles, tuple[axt.Role, ...])
assert_type(shoigu.roles[0].during, axt.ImpreciseDate | None)
assert_type(shoigu.country, str | None)

kursk = axt.Place(id="kursk", name="Kursk Oblast", within="russia", country="ru", coordinates=[51.7, 36.2])
kursk = axt.Place(id="kursk", name="Kursk Oblast", coordinates=(51, 36))
assert_type(kursk.coordinates, tuple[float, float] | None)

rounds = axt.Item(id="rounds", name="artillery rounds", broader=["ammunition"], unroca="outside")
rounds = axt.Item(id="rounds", name="artillery rounds", unroca=axt.UnrocaCategory.OUTSIDE)
assert_type(rounds.unroca, axt.UnrocaCategory | None)

passage = axt.Passage(document="report", start=0, end=9, digest="0123456789abcdef")
report = axt.Document(
    id="report",
    title="A report",
    publisher="kcna",
    authors=["somebody"],
    published=date(2024, 11, 29),
    dating="printed",
    length=1_000,
    sha256="0" * 64,
    uncoded=[
        {"passage": "report#char=0,9;sha256=0123456789abcdef", "reason": "heading"},
        axt.Uncoded(passage=passage, reason="repetition", repeats=["claim"]),
    ],
)
assert_type(report.published, axt.ImpreciseDate)
assert_type(report.dating, axt.Dating)
assert_type(report.uncoded[0].passage, axt.Passage)
assert_type(report.uncoded[0].reason, axt.UncodedReason)

visit = axt.Delegation(id="visit", name="A visit", visitors=["sergei-shoigu"], host="kp", when="2023-07-25/2023-07-27")
assert_type(visit.when, axt.ImpreciseDate | None)
assert_type(visit.visitors, tuple[str, ...])
axt.ArmsTransfer(id="t", name="T", supplier="kp", recipient="ru", item="rounds", when=axt.ImpreciseDate("2023-08/.."))
axt.Deployment(id="d", name="D", of="kp", to="kursk", item="troops", in_support_of="ru", when=date(2024, 10, 20))
whole = axt.Deployment(id="d", name="D", of="kp", to="kursk", item="troops", parts=["a", "b"], losses_in=["battle"])
whole = axt.Deployment(
    id="d", name="D", of="kp", to="kursk", item="troops", parts=[{"events": ["a"], "covers": "some"}]
)
whole = axt.Deployment(id="d", name="D", of="kp", to="kursk", item="troops", parts=[axt.Parts(["a", "b"], "all")])
assert_type(whole.parts, tuple[axt.Parts, ...])
assert_type(whole.parts[0].covers, axt.PartsCover)
assert_type(whole.losses_in, tuple[str, ...])
axt.Exchange(id="x", name="X", given=["t"], in_return=["d"])
axt.Agreement(id="a", name="A", parties=("kp", "ru"), place=None)
axt.Exercise(id="e", name="E", participants=["kp"])
axt.Engagement(id="e", name="E", sides=["kp", "ua"], losses_of="kp")
axt.Sanction(id="s", name="S", targets=["kp"])
assert_type(axt.Assistance(id="a", name="A", supplier="ru", recipient="kp", form="goods").form, axt.AssistanceForm)
assert_type(axt.Activity(id="a", name="A", activity="launch").activity, axt.ActivityKind)
assert_type(axt.Alignment(id="a", name="A", relation="bloc", parties=["kp"]).relation, axt.AlignmentKind)

claim = axt.Claim(
    id="claim",
    event="t",
    claimants=["hur"],
    summary="It says so.",
    stance="asserts",
    likelihood="very-likely",
    modality="actual",
    measure={"quantity": "over 1 million rounds", "phase": "delivered", "since": "2023-08"},
    when="2023-08/2024-11",
    made="2024-11-29",
    relays=["kyiv-independent"],
    basis=["intelligence", axt.Basis.ANALYSIS],
    evidence=["report#char=0,9;sha256=0123456789abcdef", passage],
    answers=["other"],
    supports=["other", {"claim": "third", "kind": "cause"}, axt.Support("fourth", axt.SupportKind.GROUND)],
    speaking_for=["ua"],
    derived_from=("other",),
    grade="B2",
)
assert_type(claim.stance, axt.Stance)
assert_type(claim.supports, tuple[axt.Support, ...])
assert_type(claim.supports[0].kind, axt.SupportKind)
assert_type(axt.Measure("27 voyages").phase, axt.Phase)
assert_type(axt.Quantity.from_words("100? missiles").is_uncertain, bool)
assert_type(claim.likelihood, axt.Likelihood)
assert_type(claim.likelihood.low, int | None)
assert_type(claim.modality, axt.Modality)
assert_type(claim.measure, axt.Measure | None)
assert_type(claim.basis, tuple[axt.Basis, ...])
assert_type(claim.evidence, tuple[axt.Passage, ...])
assert_type(claim.grade, axt.Grade | None)
assert_type(claim.claimants, tuple[str, ...])


# What a program holds in variables passes as well as what stands in a call.
def from_variables(
    ids: list[str],
    pair: tuple[str, str],
    locators: list[str],
    passages: list[axt.Passage],
    stance: axt.Stance,
    word: Literal["asserts", "denies"],
) -> None:
    axt.Claim(id="c", event="e", claimants=ids, summary="S", evidence=locators, stance=stance)
    axt.Claim(id="c", event="e", claimants=pair, summary="S", evidence=passages, stance=word)
    axt.Claim(id="c", event="e", claimants=ids, summary="S", evidence=tuple(passages), grade=axt.Grade("B", "2"))


# Measures and quantities.

axt.Claim(id="c", event="e", claimants=["hur"], summary="S", measure=axt.Measure("up to 12,000 troops", "sent"))
axt.Claim(
    id="c",
    event="e",
    claimants=["hur"],
    summary="S",
    measure={"quantity": {"low": 3, "high": "4.5", "unit": "tons", "includes_high": False}, "phase": "lost"},
)
measure = axt.Measure(axt.Quantity(low=Decimal("0.5"), unit="percent"), axt.Phase.USED, "share", share_of="the rounds")
assert_type(measure.quantity, axt.Quantity)
assert_type(measure.reading, axt.Reading)
assert_type(measure.quantity.low, int | Decimal | None)
assert_type(measure.quantity.is_more_than(3), axt.Truth)

grade = axt.Grade.parse("F6")
assert_type(grade.reliability, axt.Reliability)
