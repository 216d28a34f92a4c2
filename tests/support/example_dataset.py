"""A small invented world, in which every kind of question has an answer that can be read off by eye."""

from __future__ import annotations

from axis_tracker import (
    Actor,
    ArmsTransfer,
    Claim,
    Dataset,
    Delegation,
    Deployment,
    Document,
    Exchange,
    Item,
    Place,
    Role,
    Sanction,
)

DIGEST = "0123456789abcdef"

ACTORS = (
    Actor(id="kp", name="North Korea", kind="state", aliases=["DPRK", "Korea"]),
    Actor(id="kr", name="South Korea", kind="state", aliases=["ROK", "Korea"]),
    Actor(id="ru", name="Russia", kind="state"),
    Actor(id="ua", name="Ukraine", kind="state"),
    Actor(id="mod", name="Russian Ministry of Defence", kind="body", roles=[Role(of="ru")]),
    Actor(
        id="shoigu",
        name="Sergei Shoigu",
        kind="person",
        roles=[
            Role(of="mod", title="Minister", during="2012-11-06/2024-05-12"),
            Role(of="ru", title="Secretary of the Security Council", during="2024-05-13/.."),
        ],
    ),
    Actor(id="belousov", name="Andrei Belousov", kind="person", roles=[Role(of="mod", during="2024-05-14/..")]),
    Actor(id="envoy", name="The Envoy", kind="person", roles=[Role(of="kp", during="2020/")]),
    Actor(id="hur", name="Ukrainian military intelligence", kind="body", roles=[Role(of="ua")]),
    Actor(id="daily", name="The Daily", kind="outlet", country="kr"),
)
PLACES = (
    Place(id="russia", name="Russia", country="ru"),
    Place(id="kursk", name="Kursk Oblast", within="russia", aliases=["Kursk"]),
    Place(id="sudzha", name="Sudzha", within="kursk"),
    Place(id="pyongyang", name="Pyongyang", country="kp"),
)
ITEMS = (
    Item(id="arms", name="arms"),
    Item(id="ammunition", name="ammunition", broader=["arms"]),
    Item(id="missiles", name="missiles", broader=["arms"]),
    Item(id="rockets", name="rockets", broader=["ammunition", "missiles"]),
    Item(id="rounds", name="artillery rounds", broader=["ammunition"], aliases=["shells"]),
    Item(id="troops", name="troops"),
)
DOCUMENTS = (
    Document(
        id="report",
        title="A report",
        publisher="daily",
        published="2024-11-29",
        dating="printed",
        length=1_000,
        sha256="0" * 64,
    ),
    Document(
        id="older",
        title="An older one",
        published="2023-10~",
        dating="inferred",
        dating_note="Speaks of a visit of that month.",
        length=500,
        sha256="1" * 64,
    ),
)
EVENTS = (
    ArmsTransfer(id="kp-rounds", name="Rounds", supplier="kp", recipient="ru", item="rounds", when="2023-08/2024-06"),
    ArmsTransfer(id="kp-undated", name="Arms", supplier="envoy", recipient="mod", item="arms"),
    ArmsTransfer(id="ru-missiles", name="Missiles", supplier="ru", recipient="kp", item="missiles", when="2024~"),
    Delegation(
        id="visit-2023",
        name="The first visit",
        visitors=["shoigu"],
        host="kp",
        place="pyongyang",
        when="2023-07-25/2023-07-27",
    ),
    Delegation(id="visit-2024", name="The second visit", visitors=["shoigu"], host="kr", when="2024-05-10/2024-05-14"),
    Delegation(id="visit-undated", name="A visit", visitors=["envoy", "belousov"], host="ua", place="sudzha"),
    Deployment(
        id="troops-kursk",
        name="Troops",
        of="kp",
        to="kursk",
        item="troops",
        in_support_of="mod",
        when="2024-10-20/..",
    ),
    Deployment(id="rockets-pyongyang", name="Rockets", of="mod", to="pyongyang", item="rockets", when="2024"),
    Exchange(id="barter", name="Barter", given=["kp-rounds"], in_return=["ru-missiles"]),
    Sanction(id="sanction", name="Sanction", targets=["kp"], imposers=["ua"], item="arms", when="2022-01"),
)
CLAIMS = (
    Claim(
        id="rounds-by-hur",
        event="kp-rounds",
        claimants=["hur"],
        summary="It says so.",
        made="2024-11-28",
        measure={"quantity": "over 1 million rounds", "phase": "delivered"},
        evidence=[f"report#char=0,10;sha256={DIGEST}", f"older#char=5,500;sha256={DIGEST}"],
    ),
    Claim(
        id="rounds-denied",
        event="kp-rounds",
        claimants=["ru", "kp"],
        summary="They deny it.",
        made="2024-12-01",
        stance="denies",
        answers=["rounds-by-hur"],
        evidence=[f"report#char=10,20;sha256={DIGEST}"],
    ),
    Claim(
        id="visit-by-shoigu",
        event="visit-2023",
        claimants=["shoigu"],
        summary="He was there.",
        likelihood="likely",
        when="2023-07-26",
        evidence=[f"older#char=0,5;sha256={DIGEST}"],
    ),
    Claim(
        id="troops-by-belousov",
        event="troops-kursk",
        claimants=["belousov"],
        summary="They will go.",
        made="2024",
        modality="planned",
    ),
    Claim(id="visit-by-daily", event="visit-undated", claimants=["daily"], summary="It has been said.", made="2024-06"),
)
RECORDS = (*ACTORS, *PLACES, *ITEMS, *DOCUMENTS, *EVENTS, *CLAIMS)
WORLD = Dataset(RECORDS)
