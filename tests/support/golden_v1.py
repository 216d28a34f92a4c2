"""The records that stand in `tests/data/golden/v1/invented.json`: an invented world.

Every class, every field, every kind of event and every controlled word of version 1 is in it, and every notation of
dates and numbers. The file has been written once and stays as it is for ever; so do these records, except for changes
in how they are made here.
"""

from __future__ import annotations

from axis_tracker import (
    Activity,
    Actor,
    Agreement,
    Alignment,
    ArmsTransfer,
    Assistance,
    Claim,
    Delegation,
    Deployment,
    Document,
    Engagement,
    Exchange,
    Exercise,
    Item,
    Place,
    Role,
    Sanction,
    Uncoded,
)

ACTORS = (
    Actor(
        id="za",
        name="Zandia",
        kind="state",
        aliases=["Republic of Zandia", "Зандия", "잔디아"],
        identifiers=["example:Z1", "iso3166-1:ZA"],
        country="za",
        note="An invented state; \"quoted\", with a \\ and a 'stroke'.",
    ),
    Actor(id="zb", name="Borduland", kind="state"),
    Actor(id="za-ministry", name="Ministry of Zandia", kind="body", country="za", roles=[Role(of="za")]),
    Actor(
        id="minister",
        name="Ana Émile",
        kind="person",
        roles=[
            Role(of="za-ministry", title="Minister", during="2019-05-04/.."),
            Role(of="za", title="Envoy", during="2017~/2019"),
        ],
    ),
    Actor(id="two-states", name="The Two", kind="bloc"),
    Actor(id="third_brigade", name="Third Brigade", kind="unit", roles=[Role(of="zb", during="/2024-06")]),
    Actor(id="gazette", name="The Gazette", kind="outlet", country="zb"),
    Actor(id="officials", name="Unnamed officials", kind="source"),
)
PLACES = (
    Place(id="plain", name="The Plain", country="za", coordinates=(51.5, -0.125), note="Invented."),
    Place(
        id="port-1",
        name="First Port",
        within="plain",
        aliases=["Old Port"],
        identifiers=["example:P1"],
        coordinates=(-90, 180),
    ),
)
ITEMS = (
    Item(id="arms", name="arms", identifiers=["example:arms"], note="All of them."),
    Item(id="tanks", name="tanks", broader=["arms"], unroca="I", aliases=["battle tanks"]),
    Item(id="carriers", name="carriers", broader=["arms"], unroca="II"),
    Item(id="guns", name="guns", broader=["arms"], unroca="III"),
    Item(id="jets", name="jets", broader=["arms"], unroca="IV"),
    Item(id="helicopters", name="helicopters", broader=["arms"], unroca="V"),
    Item(id="frigates", name="frigates", broader=["arms"], unroca="VI"),
    Item(id="missiles", name="missiles", broader=["arms"], unroca="VII"),
    Item(id="rifles", name="rifles", broader=["arms"], unroca="VIII"),
    Item(id="shells", name="shells", broader=["arms", "guns"], unroca="outside"),
    Item(id="soldiers", name="soldiers"),
)
_DIGEST = "0123456789abcdef"
DOCUMENTS = (
    Document(
        id="morning-issue",
        title="Morning issue",
        publisher="gazette",
        authors=["minister", "officials"],
        published="2024-03-01",
        dating="printed",
        dating_note="On the first page.",
        length=1_000,
        sha256="0f" * 32,
        language="fr",
        url="https://example.org/issue?no=1#top",
        uncoded=[
            Uncoded(passage=f"morning-issue#char=0,10;sha256={_DIGEST}", reason="navigation"),
            Uncoded(passage=f"morning-issue#char=10,20;sha256={_DIGEST * 4}", reason="heading"),
            Uncoded(passage=f"morning-issue#char=20,30;sha256={_DIGEST}", reason="byline"),
            Uncoded(passage=f"morning-issue#char=30,40;sha256={_DIGEST}", reason="caption"),
            Uncoded(
                passage=f"morning-issue#char=40,50;sha256={_DIGEST}", reason="repetition", repeats=["total", "level"]
            ),
            Uncoded(passage=f"morning-issue#char=50,60;sha256={_DIGEST}", reason="no-fact"),
        ],
        note="Invented.",
    ),
    Document(
        id="feed",
        title="From the feed",
        published="2024-03-02?",
        dating="metadata",
        length=999_999_999_999_999,
        sha256="f0" * 32,
    ),
    Document(
        id="leaflet",
        title="A leaflet",
        published="2024-02-XX",
        dating="inferred",
        dating_note="Speaks of the frost of that month.",
        length=1,
        sha256="00" * 32,
    ),
)
EVENTS = (
    Delegation(
        id="visit",
        name="A visit",
        when="2023-07-25/2023-07-27",
        note="The first.",
        visitors=["minister", "za"],
        host="zb",
        place="port-1",
        met=["third_brigade"],
    ),
    ArmsTransfer(
        id="transfer", name="Shells", when="2023-08/..", note="Invented.", supplier="za", recipient="zb", item="shells"
    ),
    ArmsTransfer(id="return-transfer", name="Jets", when="2024~", supplier="zb", recipient="za", item="jets"),
    Deployment(
        id="deployment",
        name="A brigade",
        when="2024-24",
        note="Invented.",
        of="zb",
        to="plain",
        item="soldiers",
        in_support_of="za",
    ),
    Assistance(
        id="assistance-technology", name="Designs", supplier="zb", recipient="za", form="technology", item="missiles"
    ),
    Assistance(id="assistance-training", name="Lessons", supplier="zb", recipient="za", form="training"),
    Assistance(
        id="assistance-goods", name="Grain", when="20XX", note="Invented.", supplier="zb", recipient="za", form="goods"
    ),
    Assistance(id="assistance-money", name="A loan", when="201X~", supplier="zb", recipient="za", form="money"),
    Assistance(
        id="assistance-cover", name="A veto", when="2024-06%", supplier="zb", recipient="za", form="diplomatic-cover"
    ),
    Exchange(
        id="barter",
        name="Barter",
        when="2024-33",
        note="Invented.",
        given=["transfer"],
        in_return=["return-transfer", "barter-2"],
    ),
    Exchange(id="barter-2", name="More barter", given=["deployment"], in_return=["assistance-goods"]),
    Agreement(id="pact", name="A pact", when="2024-06-19", note="Invented.", parties=["za", "zb"], place="port-1"),
    Exercise(
        id="exercise",
        name="An exercise",
        when="2023-21",
        note="Invented.",
        participants=["za", "zb"],
        place="plain",
        item="frigates",
    ),
    Engagement(
        id="engagement",
        name="A skirmish",
        when="2024-XX-XX",
        note="Invented.",
        sides=["za", "third_brigade"],
        place="plain",
        losses_of="third_brigade",
        item="soldiers",
    ),
    Activity(
        id="activity-launch",
        name="A launch",
        when="2023-22",
        activity="launch",
        actors=["za"],
        place="plain",
        item="missiles",
    ),
    Activity(id="activity-test", name="A test", when="2023-23", note="Invented.", activity="test"),
    Activity(id="activity-construction", name="A pier", when="2023-34", activity="construction"),
    Activity(id="activity-traffic", name="Trains", when="2023-35", activity="traffic"),
    Activity(id="activity-production", name="A factory", when="2023-36", activity="production"),
    Activity(id="activity-trade", name="Sales", when="2023-40", activity="trade"),
    Activity(id="activity-statement", name="A speech", when="2023-41", activity="statement"),
    Activity(id="activity-operation", name="A raid", when="2024-XX?", activity="operation"),
    Sanction(
        id="sanction",
        name="A ban",
        when="/2024-11-29",
        note="Invented.",
        targets=["za"],
        imposers=["zb", "two-states"],
        item="arms",
    ),
    Alignment(
        id="alignment-bloc", name="A camp", when="../2024", note="Invented.", relation="bloc", parties=["two-states"]
    ),
    Alignment(
        id="alignment-partnership", name="Friends", when="2024/", relation="partnership", parties=["za"], toward=["zb"]
    ),
    Alignment(id="alignment-support", name="Backing", relation="support", parties=["za"]),
    Alignment(id="alignment-opposition", name="A stand", relation="opposition", parties=["za"]),
    Alignment(id="alignment-dependence", name="Need", relation="dependence", parties=["za"]),
)


def _claim(key, **fields):
    return Claim(
        **{"id": key, "event": "transfer", "claimants": ["za"], "summary": "It says so.", "made": "2024", **fields}
    )


CLAIMS = (
    Claim(
        id="total",
        event="transfer",
        claimants=["za", "za-ministry"],
        summary="Zandia says that it has delivered around 5 million shells.",
        stance="asserts",
        likelihood="almost-no-chance",
        hedge="hardly",
        modality="planned",
        measure={"quantity": "around 5 million shells", "phase": "delivered", "since": "2023-08"},
        when="2023-08%/2024-11-29",
        when_words="since last summer",
        made="2024-02-29",
        made_words="on Thursday",
        origin="briefing-1",
        relays=["gazette", "officials"],
        basis=["official-statement", "intelligence", "satellite-imagery", "field-evidence"],
        evidence=[f"morning-issue#char=60,1000;sha256={_DIGEST}", f"leaflet#char=0,1;sha256={_DIGEST * 2}"],
        grade="A1",
        note="Invented.",
    ),
    _claim(
        "total-revised",
        revises="total",
        likelihood="very-unlikely",
        modality="predicted",
        measure={"quantity": {"low": 5_000_000, "includes_low": False, "unit": "shells"}, "phase": "ordered"},
        basis=["documents", "state-media", "media-report", "analysis"],
        grade="B2",
    ),
    _claim(
        "denial",
        claimants=["zb"],
        stance="denies",
        likelihood="unlikely",
        modality="sought",
        answers=["total", "total-revised"],
        grade="C3",
    ),
    _claim("doubt", stance="doubts", likelihood="even-chance", modality="recommended", answers=["total"], grade="D4"),
    _claim("silence", stance="declines", likelihood="likely", modality="possible", grade="E5"),
    _claim(
        "derived",
        likelihood="very-likely",
        derived_from=["total", "level"],
        assumption="None was lost.",
        measure={"quantity": {"low": "0.5", "high": "2.25", "unit": "tonnes"}, "phase": "planned"},
        grade="F6",
    ),
    _claim(
        "increment",
        likelihood="almost-certain",
        measure={
            "quantity": {"high": 18_446_744_073_709_551_617, "includes_high": False},
            "phase": "sent",
            "reading": "increment",
            "since": "2024-01-05",
        },
    ),
    _claim("level", measure={"quantity": "up to 12,000 soldiers", "phase": "used", "reading": "level"}),
    _claim("per-day", measure={"quantity": "2,000 shells", "phase": "lost", "reading": "rate", "per": "day"}),
    _claim("per-week", measure={"quantity": "dozens of trains", "phase": "sent", "reading": "rate", "per": "week"}),
    _claim("per-month", measure={"quantity": {}, "phase": "sent", "reading": "rate", "per": "month"}),
    _claim(
        "per-year",
        measure={
            "quantity": {"low": "-0.001", "high": 0, "unit": "tons"},
            "phase": "sent",
            "reading": "rate",
            "per": "year",
        },
    ),
    _claim(
        "share",
        measure={"quantity": "60 percent", "phase": "used", "reading": "share", "share_of": "the shells fired"},
    ),
    Claim(
        id="by-the-paper",
        event="visit",
        claimants=["gazette"],
        summary="The paper reports the visit.",
        evidence=[f"feed#char=0,999999999999999;sha256={_DIGEST}"],
    ),
)

RECORDS = (*ACTORS, *PLACES, *ITEMS, *DOCUMENTS, *EVENTS, *CLAIMS)
