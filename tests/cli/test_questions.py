"""What is asked on the command line has the answer that the library gives, in words and as JSON."""

from __future__ import annotations

import json
import re

import pytest
from command_runner import run
from example_dataset import WORLD

import axis_tracker as axt
from axis_tracker.formats.record_codec import plain_record
from axis_tracker.reports.answer_records import (
    conflict_record,
    corroboration_record,
    dispute_record,
    drift_record,
    estimate_record,
    history_records,
    position_records,
    revision_record,
)
from axis_tracker.reports.cross_references import cross_references
from axis_tracker.reports.overview import overview_record


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """The small world as a file."""
    path = tmp_path_factory.mktemp("world") / "world.jsonl"
    axt.write(WORLD, path)
    return path


def said(key, claimant, figure, made, **fields):
    measure = {"quantity": figure, "phase": "delivered"}
    about = {"event": "kp-rounds", "summary": "Says how many.", "measure": measure}
    return axt.Claim(id=key, claimants=[claimant], made=made, **{**about, **fields})


@pytest.fixture(scope="module")
def quarrel(tmp_path_factory):
    """The small world, in which figures conflict, drift apart and are revised."""
    path = tmp_path_factory.mktemp("quarrel") / "quarrel.json"
    dataset = axt.Dataset(
        [
            *WORLD.records,
            said("at-most", "kr", "up to 500,000 rounds", "2024-12-05"),
            said("report-a", "ua", "nearly 700,000 rounds", "2024-03", origin="briefing", relays=["daily"]),
            said("report-b", "ua", "more than 700,000 rounds", "2024-03", origin="briefing", relays=["envoy"]),
            said("corrected", "kr", "up to 2 million rounds", "2025-01-05", revises="at-most"),
            said(
                "reason",
                "daily",
                None,
                "2025-01-06",
                measure=None,
                speaking_for=["kr"],
                supports=[{"claim": "at-most", "kind": "ground"}],
            ),
        ]
    )
    axt.write(dataset, path)
    return path


def canonical(records):
    return [plain_record(one) for one in records]


def of_events(records):
    return [{"kind": one.kind, **plain_record(one)} for one in records]


QUESTIONS = [
    ("claims", lambda ds: canonical(ds.claims)),
    ("claims --by Ukraine", lambda ds: canonical(ds.claims.where(by="Ukraine"))),
    (
        "claims --by ru --made 2024 --possible",
        lambda ds: canonical(ds.claims.where(by="ru", made="2024", certainty="possible")),
    ),
    ("claims --stance denies", lambda ds: canonical(ds.claims.where(stance="denies"))),
    (
        "claims --likelihood likely --source older",
        lambda ds: canonical(ds.claims.where(likelihood="likely", source="older")),
    ),
    ("claims --modality planned", lambda ds: canonical(ds.claims.where(modality="planned"))),
    (
        "claims --about kp-rounds --answering rounds-by-hur",
        lambda ds: canonical(ds.claims.where(answering="rounds-by-hur")),
    ),
    ("claims --during 2023-07", lambda ds: canonical(ds.claims.where(during="2023-07"))),
    ("claims --as-of 2024-06-30", lambda ds: canonical(ds.as_of("2024-06-30").claims)),
    ("events", lambda ds: of_events(ds.events)),
    ("events --kind delegation --during 2024", lambda ds: of_events(ds.events.where(kind="delegation", during="2024"))),
    ("events --involving Korea", None),
    ("events --involving kp --item arms", lambda ds: of_events(ds.events.where(involving="kp", item="arms"))),
    ("events --place Russia --possible", lambda ds: of_events(ds.events.where(place="Russia", certainty="possible"))),
    ("show kp-rounds", lambda ds: cross_references(ds, "kp-rounds").plain()),
    ("show SHOIGU", lambda ds: cross_references(ds, "shoigu").plain()),
    ("show shells --kind items", lambda ds: cross_references(ds, "rounds").plain()),
    ("as-of 2024-11-28", lambda ds: overview_record(ds.as_of("2024-11-28"))),
    ("as-of 2024-06 --possible", lambda ds: overview_record(ds.as_of("2024-06", certainty="possible"))),
    ("", overview_record),
    ("ledger DPRK Russia", lambda ds: ds.ledger("kp", "ru").records()),
    ("ledger DPRK Russia --possible", lambda ds: ds.ledger("kp", "ru", certainty="possible").records()),
    ("timeline", lambda ds: ds.timeline().records()),
    ("timeline --about kp-rounds --entries said", lambda ds: ds.timeline(about="kp-rounds", kinds=["said"]).records()),
    ("timeline --during 2024-05", lambda ds: ds.timeline(during="2024-05").records()),
    ("stances Russia", lambda ds: position_records(ds.stances("ru"))),
    ("stances ru --about kp-rounds", lambda ds: position_records(ds.stances("ru", about="kp-rounds"))),
    (
        "estimate --supplier DPRK --recipient ru --item shells",
        lambda ds: estimate_record(ds.estimate(supplier="kp", recipient="ru", item="rounds")),
    ),
    (
        "estimate --event kp-rounds --at 2024 --unit rounds",
        lambda ds: estimate_record(ds.estimate(event="kp-rounds", at="2024", unit="rounds")),
    ),
    (
        "estimate --of kp --to Kursk --reading level --phase sent",
        lambda ds: estimate_record(ds.estimate(of="kp", to="kursk", reading="level", phase="sent")),
    ),
    (
        "estimate --of kp --to Kursk --modality planned",
        lambda ds: estimate_record(ds.estimate(of="kp", to="kursk", modality="planned")),
    ),
    (
        "estimate --event kp-rounds --convert rounds=tonnes:0.04..0.05 --unit tonnes --convert shells<rounds",
        lambda ds: estimate_record(
            ds.estimate(
                event="kp-rounds",
                unit="tonnes",
                conversions=[axt.Conversion("rounds", "tonnes", "0.04", "0.05"), axt.Inclusion("shells", "rounds")],
            )
        ),
    ),
    (
        "estimate --event kp-rounds --uncertain set-aside --phases separate --phase sent",
        lambda ds: estimate_record(
            ds.estimate(event="kp-rounds", phase="sent", policy=axt.Policy(uncertain="set-aside", phases="separate"))
        ),
    ),
    (
        "estimate --event kp-rounds --without ua --origins 2",
        lambda ds: estimate_record(ds.estimate(event="kp-rounds", policy=axt.Policy(without=["ua"], origins=2))),
    ),
    (
        "estimate --event kp-rounds --history world",
        lambda ds: history_records(ds.estimate(event="kp-rounds").history("world")),
    ),
    (
        "estimate --event kp-rounds --history knowledge",
        lambda ds: history_records(ds.estimate(event="kp-rounds").history("knowledge")),
    ),
    ("estimates", lambda ds: ds.estimates().records()),
    ("estimates --reading level", lambda ds: ds.estimates(reading="level").records()),
    ("estimates --modality planned --phase sent", lambda ds: ds.estimates(modality="planned", phase="sent").records()),
    (
        "estimates --kind deployment --minimum-likelihood unhedged",
        lambda ds: ds.estimates(kind="deployment", policy=axt.Policy(minimum_likelihood="unhedged")).records(),
    ),
    ("disputes", lambda ds: [dispute_record(one) for one in ds.disputes()]),
    ("disputes --about troops-kursk", lambda ds: [dispute_record(one) for one in ds.disputes(about="troops-kursk")]),
    ("conflicts", lambda ds: [conflict_record(one) for one in ds.conflicts()]),
    (
        "conflicts --only kr --margin 2.5",
        lambda ds: [conflict_record(one) for one in ds.conflicts(policy=axt.Policy(only=["kr"]))],
    ),
    ("drifts", lambda ds: [drift_record(one) for one in ds.drifts()]),
    ("revisions", lambda ds: [revision_record(one) for one in ds.revisions()]),
    ("corroboration kp-rounds", lambda ds: corroboration_record(ds.corroboration("kp-rounds"))),
    ("corroboration rounds-by-hur", lambda ds: corroboration_record(ds.corroboration("rounds-by-hur"))),
]


@pytest.mark.parametrize("data", ["world", "quarrel"])
@pytest.mark.parametrize(("question", "expected"), [pytest.param(*one, id=one[0]) for one in QUESTIONS if one[1]])
def test_the_json_is_what_the_library_gives(request, data, question, expected):
    path = request.getfixturevalue(data)
    result = run(*question.split(), "--data", path, "--json")
    assert result.exit_code == 0
    assert re.fullmatch(r"(\d+ more possible \(use --possible to list them\)\n)?", result.stderr)
    assert result.stdout.isascii()
    assert json.loads(result.stdout) == expected(axt.read(path))


@pytest.mark.parametrize("question", [one for one, _ in QUESTIONS])
def test_every_question_has_an_answer_in_words_or_a_sentence_why_not(quarrel, question):
    result = run(*question.split(), "--data", quarrel)
    assert "\x1b" not in result.output
    assert bool(result.stdout) != bool(result.stderr)
    assert result.exit_code == (0 if question != "events --involving Korea" else 1)


def test_the_words_are_those_of_the_library(quarrel):
    ds = axt.read(quarrel)
    figure = ds.estimate(event="kp-rounds")
    for question, words in (
        ("ledger kp ru", str(ds.ledger("kp", "ru"))),
        ("timeline", str(ds.timeline())),
        ("stances ru", ds.stances("ru").explain()),
        ("estimate --event kp-rounds", figure.explain()),
        ("estimates", str(ds.estimates())),
        ("disputes", "\n".join(one.explain() for one in ds.disputes())),
        ("drifts", ds.drifts()[0].explain()),
        ("revisions", ds.revisions()[0].explain()),
        ("corroboration kp-rounds", ds.corroboration("kp-rounds").explain()),
    ):
        assert run(*question.split(), "--data", quarrel).stdout == f"{words}\n"


def test_a_history_has_a_line_for_each_stretch_of_days_and_names_the_claims_that_bind(world):
    output = run("estimate", "--event", "kp-rounds", "--history", "knowledge", "--data", world).stdout
    assert output == (
        "until 2024-11-27          no usable figure for rounds\n"
        "from 2024-11-28           more than 1 million rounds (rounds-by-hur)\n"
    )


def test_a_conflict_is_told_with_both_resolutions(tmp_path):
    dataset = axt.Dataset([*WORLD.records, said("at-most", "kr", "up to 500,000 rounds", "2024-12-05")])
    axt.write(dataset, tmp_path / "a.json")
    first, *rest = run("conflicts", "--data", tmp_path / "a.json").stdout.splitlines()
    assert first == "rounds-by-hur (more than 1 million rounds) against at-most (up to 500,000 rounds)"
    assert rest == [
        "  rounds-by-hur: Ukrainian military intelligence, 2024-11-28",
        "  at-most: South Korea, 2024-12-05",
        "  without the first: up to 500,000 rounds",
        "  without the second: more than 1 million rounds",
    ]
    (record,) = json.loads(run("conflicts", "--data", tmp_path / "a.json", "--json").stdout)
    assert (record["lower"], record["upper"]) == (["rounds-by-hur"], ["at-most"])
    assert (record["at_least"]["low"], record["at_most"]["high"]) == (1_000_000, 500_000)


def test_claims_stand_one_on_a_line_so_that_grep_finds_them(world):
    lines = run("claims", "--data", world).stdout.splitlines()
    assert [line.split("  ")[0] for line in lines] == [*WORLD.claims.ids]
    assert lines[2] == "troops-by-belousov  2024: They will go. [planned]"
    assert lines[0] == "rounds-by-hur  2024-11-28: It says so. [over 1 million rounds delivered in total]"
    assert lines[1] == "rounds-denied  2024-12-01: They deny it. [denies]"


def test_an_event_is_shown_with_its_claims_and_where_they_stand(world):
    hur = "Ukrainian military intelligence"
    assert run("show", "kp-rounds", "--data", world).stdout.splitlines() == [
        "event kp-rounds",
        "  kind: arms-transfer",
        "  name: Rounds",
        "  when: 2023-08/2024-06",
        "  supplier: North Korea (kp)",
        "  recipient: Russia (ru)",
        "  item: artillery rounds (rounds)",
        "events",
        "  barter  exchange: Barter [0 claims]",
        "claims",
        f"  rounds-by-hur  2024-11-28: asserted by {hur} [over 1 million rounds delivered in total]",
        "      It says so.",
        "      report#char=0,10",
        "      older#char=5,500",
        "  rounds-denied  2024-12-01: denied by Russia and North Korea",
        "      They deny it.",
        "      report#char=10,20",
    ]


def test_a_claim_is_shown_with_its_event_and_what_answers_it(quarrel):
    output = run("show", "rounds-by-hur", "--data", quarrel).stdout
    for line in (
        "claim rounds-by-hur",
        "  claimants: Ukrainian military intelligence (hur)",
        "  measure: over 1 million rounds delivered in total",
        "event",
        "answered by",
        "  rounds-denied  2024-12-01: denied by Russia and North Korea",
    ):
        assert line in output.splitlines()
    assert "revised by\n  corrected  " in run("show", "at-most", "--data", quarrel).stdout
    answering = run("show", "rounds-denied", "--data", quarrel).stdout
    assert "\nanswers\n  rounds-by-hur  2024-11-28: asserted by Ukrainian military intelligence" in answering
    assert "\nrevises\n  at-most  " in run("show", "corrected", "--data", quarrel).stdout
    reasoned = run("show", "reason", "--data", quarrel).stdout
    assert "  speaking for: South Korea (kr)\n" in reasoned
    assert "  supports: at-most (ground)\n" in reasoned
    undated = run("show", "visit-by-shoigu", "--data", quarrel).stdout
    assert "  made: 2023-10~ (publication date of its document)\n" in undated


def test_an_actor_is_shown_by_any_of_its_names_with_its_roles_and_what_it_said(world):
    output = run("show", "sergei shoigu", "--data", world).stdout
    for line in (
        "actor shoigu",
        "  role: Minister, for Russian Ministry of Defence (mod), 2012-11-06 to 2024-05-12",
        "  visit-by-shoigu  about 2023-10: asserted by Sergei Shoigu [likely]",
        "  visit-2023  delegation, 2023-07-25 to 2023-07-27: The first visit [1 claim]",
    ):
        assert line in output.splitlines()
    ministry = run("show", "mod", "--data", world).stdout
    assert "actors with a role for it\n  belousov  Andrei Belousov\n  shoigu  Sergei Shoigu\n" in ministry


def test_an_id_that_several_collections_have_is_asked_for_by_its_kind(tmp_path):
    records = [axt.Place(id="russia", name="Russia"), axt.Actor(id="russia", name="Russia", kind="body")]
    axt.write(axt.Dataset(records), tmp_path / "two.json")
    result = run("show", "russia", "--data", tmp_path / "two.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "several collections" in result.stderr
    assert "actors or places" in result.stderr
    for kind in ("actors", "places"):
        shown = run("show", "russia", "--kind", kind, "--data", tmp_path / "two.json", "--json")
        assert json.loads(shown.stdout)["collection"] == kind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("claims --by Russia", lambda ds: ds.claims.where(by="Russia")),
        ("claims --by mod --made 2024-06", lambda ds: ds.claims.where(by="mod", made="2024-06")),
        ("events --during 2022", lambda ds: ds.events.where(during="2022")),
    ],
)
def test_what_is_merely_possible_is_counted_below_the_words_and_beside_the_json(world, question, asked):
    found = asked(axt.read(world))
    more = f"{found.possible} more possible (use --possible to list them)"
    assert found.possible > 0
    words = run(*question.split(), "--data", world)
    assert (len(words.stdout.splitlines()), words.stdout.splitlines()[-1]) == (len(found) + 1, more)
    assert run(*question.split(), "--data", world, "--json").stderr == f"{more}\n"
    assert "possible" not in run(*question.split(), "--possible", "--data", world).output


@pytest.mark.parametrize("question", ["stances mod", "timeline --during 2024-05-13"])
def test_what_is_merely_possible_is_counted_beside_the_json_of_stances_and_timelines(world, question):
    words = run(*question.split(), "--data", world).stdout
    number = re.search(r"(\d+) (?:more )?possible", words)[1]
    assert int(number) > 0
    notice = f"{number} more possible (use --possible to list them)\n"
    assert run(*question.split(), "--data", world, "--json").stderr == notice
    assert run(*question.split(), "--possible", "--data", world, "--json").stderr == ""


def test_the_factor_of_a_conversion_is_one_number_or_a_range(world):
    def low_and_high(rule):
        given = ["--unit", "tonnes", "--convert", rule, "--data", world, "--json"]
        bounds = json.loads(run("estimate", "--event", "kp-rounds", *given).stdout)["bounds"]
        return bounds["low"], bounds["high"]

    # More than 1 million rounds were delivered.
    assert low_and_high("rounds=tonnes:0.04..0.05") == (40_000, None)
    assert low_and_high(" rounds = tonnes : 0.04 ") == (40_000, None)
    assert low_and_high("tonnes=rounds:20..25") == (40_000, None)


def test_an_empty_answer_is_an_answer(world):
    result = run("claims", "--by", "kr", "--stance", "doubts", "--data", world)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no matching claims\n")
    result = run("claims", "--by", "kr", "--stance", "doubts", "--data", world, "--json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "[]\n", "")


def test_the_tables_are_written_and_counted(world, tmp_path):
    target = tmp_path / "axis.sqlite"
    result = run("tables", target, "--data", world)
    assert result.stdout.startswith(f"wrote {target}: ")
    assert f"\n  claims: {len(WORLD.claims)}\n" in result.stdout
    assert target.read_bytes()[:15] == b"SQLite format 3"
    report = json.loads(run("tables", tmp_path / "csv", "--data", world, "--json").stdout)
    assert report["rows"]["events"] == len(WORLD.events)
    assert (tmp_path / "csv" / "datapackage.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ("claims --by Nobody", 1, "unknown actor"),
        ("claims --about nothing", 1, "unknown event"),
        ("events --kind nonsense", 1, "unknown kind of event"),
        ("show nothing-of-the-kind", 1, "unknown record"),
        ("show nothing --kind places", 1, "unknown place"),
        ("corroboration nothing", 1, "unknown event or claim"),
        ("corroboration rounds-denied", 1, "can be corroborated"),
        ("ledger kp Korea", 1, "several actors have this name"),
        ("estimate --supplier kp --to kursk", 1, "no kind of event has"),
        ("claims --stance perhaps", 2, "'asserts', 'doubts', 'declines', 'silent', 'unverified', 'denies'"),
        ("claims --made 2024-13", 2, "13 is not the number of a month"),
        ("claims --as-of 2024/..", 2, "has no last day"),
        ("as-of soon", 2, "Invalid value for 'DAY'"),
        ("estimate", 2, "no figure is selected"),
        ("estimate --event kp-rounds --item arms", 2, "omit --item"),
        ("estimate --item arms --margin some", 2, "not a number"),
        ("estimate --item arms --margin 200", 2, "from 0 to 100"),
        ("estimate --item arms --origins 0", 2, "0"),
        ("estimate --item arms --convert barrels", 2, "neither = nor <; write UNIT=UNIT:FACTOR"),
        ("estimate --item arms --convert barrels=tonnes", 2, "gives no factor; write UNIT=UNIT:FACTOR"),
        ("estimate --item arms --convert barrels=tonnes:many", 2, "expected a number"),
        ("estimate --item arms --convert barrels=tonnes:0.14..0.13", 2, "must not be less than `low`"),
        ("estimate --item arms --convert barrels=tonnes:0", 2, "greater than zero"),
        ("estimate --item arms --convert rounds<rounds", 2, "such as shells<rounds"),
        ("estimate --item arms --reading increment", 2, "'total', 'level', 'rate', 'share', 'fixed'"),
        ("ledger kp", 2, "Missing argument 'OTHER'"),
        ("show", 2, "Missing argument 'ID'"),
        ("claims --data nowhere.json", 2, "nowhere.json: No such file"),
        ("--json claims", 2, "write --json after the command"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_paragraph(world, arguments, code, words):
    given = arguments.split()
    result = run(*given, *([] if "--data" in given or given[0] == "--json" else ["--data", world]))
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert "\n\n" not in result.stderr.partition("Error:")[2].strip()
