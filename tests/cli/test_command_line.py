"""The command line: what it prints, where, how it ends, and that nobody ever sees a traceback."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.machinery import ModuleSpec

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from command_runner import ESCAPE, run, start
from plain_data_strategies import plain_document

import axis_tracker as axt
from axis_tracker import cli
from axis_tracker.cli.commands import axis_tracker as root

ACTOR = '[[actors]]\nid = "kp"\nname = "North Korea"\nkind = "state"\n'


def is_one_paragraph(text):
    return bool(text.strip()) and "\n\n" not in text.strip() and "Traceback" not in text


@pytest.fixture
def json_file(tmp_path):
    path = tmp_path / "data.json"
    path.write_text(json.dumps(plain_document()))
    return path


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "mydata"
    path.mkdir()
    (path / "actors.toml").write_text(ACTOR)
    return path


# The overview


def test_through_a_pipe_the_overview_is_plain_text_of_80_columns():
    process = start(stdout=subprocess.PIPE)
    output, errors = (stream.decode() for stream in process.communicate())
    assert (process.returncode, errors) == (0, "")
    assert not ESCAPE.search(output)
    lines = output.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) > 40
    claims, events, documents = (len(getattr(axt.load(), name)) for name in ("claims", "events", "documents"))
    assert lines[0] == f"{claims} claims on {events} events, from {documents} documents"


def test_the_overview_tells_who_gave_what_who_went_where_and_who_denies_it(json_file):
    document = plain_document()
    seen = {"id": "seen", "event": "visit", "claimants": ["hur"], "summary": "He came.", "made": "2024"}
    document["claims"].append(seen)
    json_file.write_text(json.dumps(document))
    output = run("--data", json_file).output
    for words in (
        "5 claims on 2 events, from 1 document",  # the other events are in no claim
        "Arms from North Korea to Russia",
        "at least 6 million? shells sent HUR, 2025 per day",  # the figure goes on below itself; its source has the "?"
        "between 0.5 and 2.5 percent of North Korea, 2024 the shells used",
        "denied Russia, 2024-11-29 to 2024-12",
        "HUR, 2024-11-29, likely, counted since 2023-08",
        "Sergei Lavrov",
        "2023-10",
        "A report",
    ):
        assert words in " ".join(output.split()), words
    assert "4.5 million shells" not in output  # a later claim revises it


def test_a_unit_that_names_a_loss_is_not_called_lost_again(json_file):
    document = plain_document()
    claim = next(one for one in document["claims"] if "measure" in one)
    for unit in ("killed", "shells"):
        quantity = {"low": 300, "high": 300, "unit": unit}
        lost = {"quantity": quantity, "phase": "lost", "reading": "level"}
        document["claims"].append({**claim, "id": f"{unit}-lost", "measure": lost})
    json_file.write_text(json.dumps(document))
    output = " ".join(run("--data", json_file).output.split())
    assert "300 killed (number" in output
    assert "300 shells lost" in output


def test_a_folder_and_the_file_it_compiles_to_give_the_same_overview(folder, tmp_path):
    target = tmp_path / "mine.json"
    assert run("compile", folder, "-o", target).exit_code == 0
    assert run("--data", folder).output == run("--data", target).output != run().output


def test_what_looks_like_markup_is_text(folder):
    (folder / "more.toml").write_text(
        '[[actors]]\nid = "x"\nname = "[bold]X[/bold]"\nkind = "state"\n[[events]]\nkind = "delegation"\nid = "v"\n'
        'name = "[/]"\nvisitors = ["x"]\nhost = "kp"\n'
        '[[claims]]\nid = "c"\nevent = "v"\nclaimants = ["x"]\nmade = "2024"\nsummary = "[/]"\n'
        '[[items]]\nid = "i"\nname = "[i]"\n[[events]]\nkind = "arms-transfer"\nid = "t"\nname = "T"\n'
        'supplier = "x"\nrecipient = "kp"\nitem = "i"\n'
        '[[claims]]\nid = "d"\nevent = "t"\nclaimants = ["x"]\nmade = "2024"\nsummary = "T."\n'
    )
    output = run("--data", folder).output
    assert "Arms from [bold]X[/bold] to North Korea\n" in output
    assert re.search(r"^\[i\] +no figure +\[bold\]X\[/bold\], 2024$", output, re.MULTILINE)
    assert re.search(r"^· +\[bold\]X\[/bold\] +North Korea +\[bold\]X\[/bold\], 2024$", output, re.MULTILINE)


def test_an_empty_dataset_has_a_short_overview(folder):
    (folder / "actors.toml").write_text("")
    assert run("--data", folder).output.startswith("0 claims on 0 events, from 0 documents\n")


# Help


def commands():
    return {"": root, **root.commands}


@pytest.mark.parametrize("name", commands())
def test_every_command_explains_itself_with_an_example(name):
    arguments = [*name.split(), "--help"]
    result = run(*arguments)
    assert result.exit_code == 0
    assert run(*name.split(), "-h").output == result.output
    _, _, example = result.output.partition("\n  Example:\n")
    lines = example.splitlines()
    assert lines
    assert all(line.startswith(f"    axis-tracker {name}".rstrip()) for line in lines)
    assert "\\b" not in result.output
    assert max(map(len, result.output.splitlines())) <= 80


@pytest.mark.parametrize("name", commands())
def test_the_options_of_an_example_exist(name):
    example = commands()[name].epilog
    known = {option for one in commands()[name].params for option in one.opts}
    assert set(re.findall(r"(?<= )--?[a-z]+", example)) <= known


EXAMPLES = [
    line.strip() for command in commands().values() for line in (command.epilog or "").splitlines() if "axis-tr" in line
]


@pytest.fixture
def working_folder(tmp_path, monkeypatch, json_file):
    """A folder that has what the examples name."""
    dataset = axt.read(json_file)
    for name in ("mine", "yours", "mydata", "seeds"):
        axt.write(dataset, f"{tmp_path}/{name}", "toml-folder") if not (tmp_path / name).exists() else None
    axt.write(dataset, tmp_path / "axis.json")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "report.txt").write_text("It says that more than 10,000 troops are there.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_works_as_it_stands(working_folder, line):
    name, *arguments = shlex.split(line)
    redirected = [*arguments[: arguments.index(">>")]] if ">>" in arguments else arguments
    if line == "axis-tracker convert axis.json mydata/":
        shutil.rmtree(working_folder / "mydata")
    result = run(*redirected)
    assert name == "axis-tracker"
    assert result.exit_code in ({0, 1} if arguments[:1] in (["verify"], ["coverage"]) else {0}), result.output
    assert result.output
    assert "unknown" not in result.stderr


def test_the_help_of_an_option_lists_the_words_that_it_takes():
    shown = " ".join(run("estimate", "--help").stdout.split())
    for words in (
        "Stage to count: ordered, planned, sent, delivered, used, lost, counted. [default: chosen]",
        "How to treat figures that their source marks as uncertain: used, set-aside. [default: used]",
        "How to treat unnamed sources: kept, set-aside. [default: kept]",
    ):
        assert words in shown
    for name, command in {**commands(), **root.commands["chart"].commands}.items():
        context = click.Context(command, info_name=name, parent=click.Context(root, **root.context_settings))
        assert "{values}" not in command.get_help(context), name


def test_no_line_of_the_list_of_commands_is_cut_or_broken():
    listed = run("--help").stdout
    assert "..." not in listed.partition("Find:")[2]
    for name in root.list_commands(None):
        assert re.search(rf"^  {name} +\S.*\.$", listed, re.MULTILINE), name
    assert set(root.list_commands(None)) == set(root.commands)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_each_shell_is_printed(shell):
    assert "_AXIS_TRACKER_COMPLETE" in run("completion", shell).stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("axis-tracker rev", {"revisions"}),
        ("axis-tracker claims --sta", {"--stance"}),
        ("axis-tracker claims --stance de", {"declines", "denies"}),
        ("axis-tracker claims --by ukr", None),
        ("axis-tracker events --kind arms", {"arms-transfer"}),
        ("axis-tracker ledger kp r", {"ru", "russian-authorities"}),
        ("axis-tracker show kp-ru-amm", {"kp-ru-ammunition"}),
        ("axis-tracker claims --data nowhere.json --by k", set()),
    ],
)
def test_what_is_typed_is_completed(words, expected):
    parts = words.split()
    complete = ShellComplete(root, {}, "axis-tracker", "_AXIS_TRACKER_COMPLETE")
    found = {one.value for one in complete.get_completions(parts[1:-1], parts[-1])}
    if expected is None:
        assert found == {one for one in axt.load().actors.ids if one.startswith("ukr")}
    else:
        assert found >= expected
        assert all(one.startswith(parts[-1]) for one in found)
        assert expected or not found


def test_the_version_is_that_of_the_package():
    assert run("--version").output == f"axis-tracker, version {axt.__version__}\n"


# check


def test_check_says_that_nothing_is_wrong_and_counts(folder):
    result = run("check", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (f"{folder}: no problems; 1 actor, 0 places, 0 items, 0 documents, 0 events, 0 claims\n")


def test_check_warns_of_a_claim_that_is_dated_before_what_it_reports(folder):
    (folder / "events.toml").write_text(
        '[[events]]\nid = "fire"\nkind = "activity"\nname = "A fire"\nactivity = "operation"\nwhen = "2024-06"\n'
    )
    claim = '[[claims]]\nid = "c"\nevent = "fire"\nclaimants = ["kp"]\nsummary = "A fire."\nmade = "2024-05"\n'
    (folder / "claims.toml").write_text(claim)
    problem = "the claim was made by 2024-05-31, before what it asserts can have begun (2024-06-01)"
    result = run("check", folder)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1:] == [f"warning: claims['c'].made: '2024-05': {problem}"]
    [warning] = json.loads(run("check", folder, "--json").stdout)["warnings"]
    assert (warning["path"], warning["reason"]) == ("claims['c'].made", problem)
    (folder / "claims.toml").write_text(claim.replace("2024-05", "2024-06"))
    assert len(run("check", folder).stdout.splitlines()) == 1


def test_check_reports_every_problem_with_file_line_path_and_advice(folder):
    (folder / "actors.toml").write_text(ACTOR.replace("state", "stat") + ACTOR.replace('"kp"', '"KP"'))
    (folder / "b.toml").write_text("[[actors")
    result = run("check", folder)
    assert (result.exit_code, result.stdout) == (1, "")
    not_an_id = "an id must have only a-z and 0-9, in parts joined by single hyphens or underscores"
    assert sorted(result.stderr.splitlines()) == [
        f"- {folder}/actors.toml:4: actors[0].kind: 'stat': not a kind of actor; did you mean 'state'?",
        f"- {folder}/actors.toml:6: actors[1].id: 'KP': {not_an_id}; such as 'kp'",
        f"- {folder}/b.toml:1: is not TOML: Expected ']]' at the end of an array declaration",
        "3 problems:",
    ]


# schema


def test_the_schema_is_printed_or_written_and_is_the_one_that_ships(tmp_path):
    printed = run("schema").stdout
    assert json.loads(printed) == axt.json_schema()
    result = run("schema", "-o", tmp_path / "schema.json")
    assert (result.exit_code, result.stdout) == (0, f"wrote {tmp_path / 'schema.json'}\n")
    assert (tmp_path / "schema.json").read_text() == printed


# compile


def test_compile_writes_the_canonical_json_and_the_same_bytes_each_time(folder, tmp_path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    result = run("compile", folder, "-o", first)
    assert (result.exit_code, result.stdout) == (0, f"wrote {first}\n")
    assert run("compile", folder, "--output", second).exit_code == 0
    assert first.read_bytes() == second.read_bytes() == axt.dumps(axt.read(folder)).encode()


def test_what_is_wrong_is_not_compiled_and_the_old_file_stays(folder, tmp_path):
    target = tmp_path / "data.json"
    target.write_text("old")
    (folder / "actors.toml").write_text("[[actors")
    result = run("compile", folder, "-o", target)
    assert (result.exit_code, result.stdout) == (1, "")
    assert target.read_text() == "old"


# convert


@pytest.mark.parametrize("name", ["b.json.gz", "b.jsonl", "b.toml", "b.yaml", "b.msgpack", "folder/"])
def test_what_is_converted_and_back_is_the_same_bytes(json_file, tmp_path, name):
    first, between, last = tmp_path / "a.json", f"{tmp_path}/{name}", tmp_path / "c.json"
    assert run("convert", json_file, first).exit_code == 0
    result = run("convert", first, between)
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.fullmatch(
        rf"wrote {re.escape(between)} as \S+: 4 actors, 2 places, 3 items, 1 document, 8 events, 4 claims\n",
        result.stdout,
    )
    assert run("convert", between, last).exit_code == 0
    assert last.read_bytes() == first.read_bytes()


def test_unknown_kinds_are_refused_or_carried_as_asked(json_file, tmp_path):
    foreign = {"kind": "elsewhere:raid", "id": "raid", "name": "A raid", "by": ["kp"]}
    given, lines, last = tmp_path / "a.json", tmp_path / "b.jsonl", tmp_path / "c.json"
    given.write_text(json_file.read_text().replace('"events": [', f'"events": [{json.dumps(foreign)},', 1))
    assert json.loads(given.read_text())["events"][0] == foreign
    refused = run("convert", given, lines)
    assert (refused.exit_code, lines.exists()) == (1, False)
    assert "elsewhere:raid" in refused.stderr
    assert run("convert", given, lines, "--unknown-kinds", "carry").exit_code == 0
    assert run("convert", lines, last, "--unknown-kinds", "carry").exit_code == 0
    assert foreign in json.loads(last.read_text())["events"]
    assert run("convert", given, lines, "--unknown-kinds", "keep").exit_code == 2


def test_a_format_can_be_named_where_the_suffix_does_not_say(json_file, tmp_path):
    assert run("convert", json_file, tmp_path / "data", "--to", "jsonl").exit_code == 0
    result = run("convert", tmp_path / "data", tmp_path / "again.json", "--from", "jsonl")
    assert result.stdout.startswith(f"wrote {tmp_path / 'again.json'} as json: 4 actors")
    assert axt.read(tmp_path / "again.json") == axt.read(json_file)


def test_what_cannot_be_converted_leaves_nothing(json_file, folder, tmp_path):
    result = run("convert", json_file, tmp_path / "data.jsno")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean '.json'?" in result.stderr
    assert run("convert", json_file, tmp_path / "data", "--to", "jsonn").exit_code == 1
    (folder / "actors.toml").write_text("[[actors")
    assert run("convert", folder, tmp_path / "data.json.gz").exit_code == 1
    refused = run("convert", json_file, f"{folder}/")
    assert (refused.exit_code, is_one_paragraph(refused.stderr)) == (1, True)
    assert "contains files that axis-tracker did not write" in refused.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data.json", "mydata"]


# locate


def test_what_locate_prints_can_be_pasted_as_evidence(folder, tmp_path):
    content = "\u00a0Kim 🚀 met Putin.\r\nPutin left."
    text = tmp_path / "report.txt"
    text.write_bytes(content.encode())
    result = run("locate", text, "Putin")
    first, second = result.stdout.splitlines()
    assert (result.exit_code, first[:13], second[:13]) == (0, "char=11,16;sh", "char=19,24;sh")
    (folder / "report.toml").write_text(
        '[document]\nid = "report"\ntitle = "A report"\npublished = "2024"\ndating = "printed"\n'
        f'length = {len(content)}\nsha256 = "{"0" * 64}"\n[[events]]\nkind = "delegation"\nid = "v"\nname = "Visit"\n'
        'visitors = ["kp"]\nhost = "kp"\n[[claims]]\nid = "c"\nevent = "v"\nclaimants = ["kp"]\nsummary = "A visit."\n'
        f'evidence = ["{first}", "{second}"]\n'
    )
    evidence = axt.check(folder).claims["c"].evidence
    assert [content[one.start : one.end] for one in evidence] == ["Putin", "Putin"]
    assert all(one.matches(content) for one in evidence)


def test_locate_says_what_the_text_has_instead(tmp_path):
    text = tmp_path / "report.txt"
    text.write_text("over 10\u00a0000 men")
    result = run("locate", text, "10 000")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "'10 000': these words are not in the text; the text has '10\\xa0000'\n"


# How it ends


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("", 0),
        ("--data {json}", 0),
        ("--data {folder}", 0),
        ("check {folder}", 0),
        ("check {json}", 0),
        ("locate {text} Kim", 0),
        # the data say no
        ("--data {bad}", 1),
        ("--data {text}", 1),
        ("--data {empty}", 1),
        ("check {bad}", 1),
        ("check {text}", 1),
        ("check {empty}", 1),
        ("compile {bad} -o {out}.json", 1),
        ("compile {folder} -o {out}.txt", 1),
        ("locate {text} Putin", 1),
        ("locate {latin} Kim", 1),
        # used the wrong way
        ("--data", 2),
        ("--data {json} check {folder}", 2),
        ("--nonsense", 2),
        ("nonsense", 2),
        ("check", 2),
        ("check {folder} {folder}", 2),
        ("compile {folder}", 2),
        ("compile {folder} -o {folder}", 2),
        ("locate {text}", 2),
        ("locate {folder} Kim", 2),
        # not there
        ("--data {out}.json", 2),
        ("--data {out}", 2),
        ("check {out}", 2),
        ("compile {folder} -o {out}/data.json", 2),
        ("locate {out} Kim", 2),
    ],
)
def test_the_exit_code_tells_data_from_usage_and_errors_are_one_paragraph(tmp_path, folder, json_file, arguments, code):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "a.toml").write_text("[[actors")
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("Kim left.")
    (tmp_path / "latin.txt").write_bytes(b"Kim \xff")
    paths = {name: tmp_path / name for name in ("bad", "empty", "out")}
    paths |= {"folder": folder, "json": json_file, "text": tmp_path / "text.txt", "latin": tmp_path / "latin.txt"}
    result = run(*(one.format(**paths) for one in arguments.split()))
    assert result.exit_code == code, result.output
    if code == 0:
        assert result.stdout
        assert result.stderr == ""
    elif code == 2 and result.stderr.startswith("Usage:"):
        assert "\nError: " in result.stderr
        assert "Traceback" not in result.stderr
    else:
        assert result.stdout == ""
        assert is_one_paragraph(result.stderr)


def test_a_failure_of_the_system_names_the_file_where_there_is_one(folder, tmp_path, monkeypatch):
    assert run("check", tmp_path / "no").stderr == f"axis-tracker: {tmp_path / 'no'}: No such file or directory\n"

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("compile", folder, "-o", tmp_path / "data.json")
    assert (result.exit_code, result.stderr) == (2, "axis-tracker: No space left on device\n")


def test_an_extra_that_a_command_misses_is_a_matter_of_usage(folder, monkeypatch):
    def check(path):
        raise axt.MissingExtraError("agreement", purpose="the comparison")

    monkeypatch.setattr(axt, "check", check)
    result = run("check", folder)
    assert result.exit_code == 2
    assert result.stderr == (
        "axis-tracker: the comparison needs the 'agreement' extra, which is not installed;"
        " run python -m pip install 'axis-tracker[agreement]'\n"
    )


def test_a_mistake_in_the_program_is_not_hidden(folder, monkeypatch):
    def check(path):
        raise ZeroDivisionError

    monkeypatch.setattr(axt, "check", check)
    assert isinstance(CliRunner().invoke(root, ["check", str(folder)]).exception, ZeroDivisionError)


# As a process


@pytest.mark.parametrize("arguments", [[], ["check", "{folder}"], ["locate", "{text}", "a"]], ids=str)
def test_a_reader_that_goes_away_is_no_error_to_speak_of(folder, tmp_path, arguments):
    text = tmp_path / "text.txt"
    text.write_text("a" * 5_000)
    process = start(*(one.format(folder=folder, text=text) for one in arguments), stdout=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in {0, 1}


def test_the_head_of_the_overview_can_be_taken():
    process = start(stdout=subprocess.PIPE)
    head = subprocess.run(["head", "-1"], stdin=process.stdout, capture_output=True, check=True, text=True)
    process.stdout.close()
    assert re.fullmatch(r"\d+ claims on \d+ events, from \d+ documents\n", head.stdout)
    assert process.communicate()[1] == b""


def test_coverage_of_a_text_tells_what_is_neither_cited_nor_uncoded(json_file, tmp_path):
    assert run("coverage", tmp_path, "--data", json_file).stdout == (
        f"report: not checked (no report.txt in {tmp_path})\n"
    )
    (tmp_path / "report.txt").write_text("A heading.\nOne is cited.\n" + " " * 40 + "This is neither.")
    result = run("coverage", tmp_path, "--data", json_file, "--show")
    assert result.exit_code == 1
    assert "report: 3 sentences, 1 cited, 1 uncoded for a reason, 1 neither\n" in result.stdout
    shown = result.stdout.splitlines()
    assert [line for line in shown if line.startswith("This is neither.") and "NEITHER CITED NOR" in line]
    assert [line for line in shown if line.startswith("One is cited.") and "hur-shells" in line]


def test_verify_tells_which_documents_are_not_those_that_were_coded(json_file, tmp_path):
    result = run("verify", tmp_path, "--data", json_file)
    assert result.exit_code == 0
    assert result.stdout == (
        f"not checked: report (no report.txt in {tmp_path})\n"
        "0 documents and 0 passages checked, 0 failures; 1 document and 5 passages not checked\n"
    )
    (tmp_path / "report.txt").write_text("Another text.")
    result = run("verify", tmp_path, "--data", json_file)
    assert result.exit_code == 1
    assert result.stdout.count("failed: ") == 7
    assert result.stdout.endswith(
        "1 document and 5 passages checked, 7 failures; 0 documents and 0 passages not checked\n"
    )


def test_compare_tells_how_far_two_codings_agree(json_file, tmp_path):
    other = tmp_path / "other.json"
    other.write_text(json_file.read_text().replace('"likelihood": "likely"', '"likelihood": "very-likely"'))
    result = run("compare", json_file, other, "--differences")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 claims matched, ")
    (row,) = (line.split() for line in result.stdout.splitlines() if line.startswith("likelihood") and "very" in line)
    assert row[:3] == ["likelihood", "likely", "very-likely"]


def as_json(*arguments):
    """The exit code and the parsed answer of a command."""
    result = run(*arguments, "--json")
    assert result.stderr == ""
    return result.exit_code, json.loads(result.stdout)


def test_what_a_check_finds_is_json_too(folder):
    code, found = as_json("check", folder)
    assert (code, found["counts"]["actors"], found["problems"]) == (0, 1, [])
    (folder / "actors.toml").write_text(ACTOR.replace("state", "stat"))
    code, found = as_json("check", folder)
    (problem,) = found["problems"]
    assert (code, found["counts"]) == (1, None)
    assert (problem["file"], problem["line"], problem["path"]) == (f"{folder}/actors.toml", 4, "actors[0].kind")
    assert run("check", folder).stderr == f"{problem['text']}\n"


def test_what_curation_finds_is_json_too(json_file, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    assert as_json("coverage", texts, "--data", json_file) == (0, {"documents": [], "absent": ["report"]})
    code, found = as_json("verify", texts, "--data", json_file)
    assert (code, found["absent"], found["passages"], found["failures"]) == (0, ["report"], 0, [])
    (texts / "report.txt").write_text("A heading.\nOne is cited.\n" + " " * 40 + "This is neither.")
    code, found = as_json("coverage", texts, "--data", json_file)
    (document,) = found["documents"]
    assert (code, document["cited"], document["uncoded"], document["neither"]) == (1, 1, 1, 1)
    assert len(document["sentences"]) == 3
    code, found = as_json("verify", texts, "--data", json_file)
    assert (code, found["documents"], len(found["failures"])) == (1, ["report"], 7)
    (first,) = as_json("locate", texts / "report.txt", "One is cited.")[1]
    assert first == run("locate", texts / "report.txt", "One is cited.").stdout.strip()


def test_an_agreement_is_json_too(json_file, tmp_path):
    other = tmp_path / "other.json"
    other.write_text(json_file.read_text().replace('"likelihood": "likely"', '"likelihood": "very-likely"'))
    code, found = as_json("compare", json_file, other)
    assert (code, len(found["pairs"])) == (0, 2)
    assert [(one["field"], one["values"]) for one in found["differences"]] == [
        ("likelihood", ["likely", "very-likely"])
    ]


def test_errors_go_to_their_own_stream(tmp_path):
    process = start("check", tmp_path, stdout=subprocess.PIPE)
    output, errors = process.communicate()
    assert (process.returncode, output) == (1, b"")
    assert errors.decode() == f"{tmp_path}: contains no .toml files\n"


# Without the extra


class _Blocker:
    """A finder for which a package is not installed."""

    def __init__(self, blocked, missing):
        self.blocked = blocked
        self.missing = missing

    def find_spec(self, name, path=None, target=None) -> ModuleSpec | None:
        if name.partition(".")[0] == self.blocked:
            raise ModuleNotFoundError(f"No module named {self.missing!r}", name=self.missing)
        return None


@pytest.fixture
def not_installed(monkeypatch):
    def block(blocked, missing):
        for name in list(sys.modules):
            if name.partition(".")[0] == blocked or name in {"axis_tracker.cli.commands", "axis_tracker.cli.screens"}:
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setattr(sys, "meta_path", [_Blocker(blocked, missing), *sys.meta_path])

    return block


@pytest.mark.parametrize("package", ["click", "rich"])
def test_without_the_extra_the_command_says_how_to_get_it(package, not_installed, capsys):
    not_installed(package, package)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 2
    assert capsys.readouterr().err == (
        "axis-tracker: the command line needs the 'cli' extra, which is not installed;"
        " run python -m pip install 'axis-tracker[cli]'\n"
    )


def test_another_missing_module_is_not_taken_for_the_extra(not_installed):
    not_installed("click", "colorama")
    with pytest.raises(ModuleNotFoundError, match="colorama"):
        cli.main()


def test_the_installed_command_is_the_same(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["anything", "--version"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("axis-tracker, version ")
    assert isinstance(root, click.Group)
