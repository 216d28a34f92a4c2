"""What a terminal gets, what a pipe gets, and how a command ends when nobody reads it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from command_runner import COLOUR, ESCAPE, on_a_terminal, run, shown, start

import axis_tracker as axt
from axis_tracker import cli
from axis_tracker.cli.commands import axis_tracker as root

SCREENS = [
    [],
    ["--help"],
    ["claims", "--stance", "denies"],
    ["show", "kp-ru-ammunition"],
    ["estimate", "--supplier", "kp", "--recipient", "ru", "--item", "ammunition"],
    ["ledger", "kp", "ru"],
    ["timeline", "--entries", "told"],
]


@pytest.mark.parametrize("arguments", SCREENS, ids=lambda one: " ".join(one) or "overview")
def test_on_a_terminal_of_80_columns_no_line_is_longer(arguments):
    written = on_a_terminal(*arguments)
    lines = shown(written)
    assert len(lines) > 5
    assert max(map(len, lines)) <= 80
    assert arguments == ["--help"] or ESCAPE.search(written)


@pytest.mark.parametrize("arguments", [[], ["claims", "--stance", "denies"]], ids=" ".join)
def test_no_color_leaves_the_styles_and_takes_the_colours(arguments):
    without = on_a_terminal(*arguments, NO_COLOR="1")
    assert not COLOUR.search(without)
    coloured = on_a_terminal(*arguments)
    assert shown(without) == shown(coloured)
    assert not arguments or COLOUR.search(coloured)


def test_denials_in_a_ledger_are_red_and_its_headings_bold():
    written = on_a_terminal("ledger", "kp", "ru")
    assert any("\x1b[31m" in line and "denied" in line for line in written.splitlines())
    assert "\x1b[1m" in written.splitlines()[0]


def test_a_narrow_terminal_is_not_overrun_and_loses_no_word():
    wide = " ".join(" ".join(shown(on_a_terminal("claims", "--stance", "denies", columns=300))).split())
    narrow = shown(on_a_terminal("claims", "--stance", "denies", columns=50))
    assert max(map(len, narrow)) <= 50
    assert " ".join(" ".join(narrow).split()) == wide


@pytest.mark.parametrize("arguments", SCREENS[2:4], ids=" ".join)
def test_through_a_pipe_there_is_plain_text_and_no_line_is_broken(arguments):
    process = start(*arguments, stdout=subprocess.PIPE)
    output, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert not ESCAPE.search(output.decode())
    assert output.decode() == run(*arguments).stdout


def test_through_a_pipe_no_line_ends_in_blanks():
    assert all(line == line.rstrip() for line in run().stdout.splitlines())


@pytest.mark.parametrize("arguments", [["claims"], ["--json"], []], ids=" ".join)
def test_the_head_of_any_answer_can_be_taken(arguments):
    process = start(*arguments, stdout=subprocess.PIPE)
    head = subprocess.run(["head", "-1"], stdin=process.stdout, capture_output=True, check=True)
    process.stdout.close()
    assert head.stdout.count(b"\n") == 1
    assert process.communicate()[1] == b""
    assert process.returncode == 0


@pytest.mark.parametrize("arguments", [["claims"], [], ["--help"]], ids=" ".join)
def test_a_reader_that_is_already_gone_is_no_error(arguments):
    ours, its = os.pipe()
    os.close(ours)
    process = start(*arguments, stdout=its)
    os.close(its)
    assert process.communicate()[1] == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "closed"),
    [("claims", ">&-"), ("", ">&-"), ("claims --json", ">&- 2>&-"), ("show nothing", "2>&-"), ("show nothing", ">&-")],
)
def test_a_closed_stream_is_no_traceback(arguments, closed):
    command = f'"{sys.executable}" -m axis_tracker {arguments} {closed}'
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=os.environ)
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode == (1 if arguments == "show nothing" else 0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is one of Linux")  # noqa: PTH110
@pytest.mark.parametrize("arguments", [[], ["claims"]], ids=" ".join)
def test_a_full_disk_is_said_once(arguments):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = start(*arguments, stdout=full)
        assert process.communicate()[1] == b"axis-tracker: No space left on device\n"
    assert process.returncode == 2


def test_an_interrupted_command_ends_quietly(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(axt, "load", interrupted)
    monkeypatch.setattr(sys, "argv", ["axis-tracker", "claims"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "")


def test_what_an_encoding_cannot_write_is_escaped():
    process = start(stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii"})
    output, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert output.isascii()
    assert len(output.splitlines()) > 40


def test_long_work_shows_itself_on_a_terminal_alone_and_never_in_the_answer():
    written = on_a_terminal("estimates", "--json", errors=True)
    assert "Computing all figures" in written
    process = start("estimates", "--json", stdout=subprocess.PIPE)
    output, errors = process.communicate()
    assert errors == b""
    assert json.loads(output) == axt.load().estimates().records()


def test_a_bar_stands_for_the_documents_that_are_read(tmp_path):
    assert "Reading the texts" in on_a_terminal("coverage", tmp_path, errors=True)


def test_help_loads_neither_the_data_nor_rich():
    code = (
        "import sys; from axis_tracker.cli.commands import axis_tracker as root\n"
        "try: root(['--help'], prog_name='axis-tracker')\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert not loaded & {"rich", "attrs", "attr", "cattrs", "dateutil", "json.scanner"} - {"json.scanner"}
    assert {name.split(".")[1] for name in loaded if name.startswith("axis_tracker.")} == {
        "_version",
        "cli",
        "display",
        "errors",
    }


def test_every_command_that_prints_data_has_json():
    silent = {"chart", "compile", "convert", "schema", "completion"}
    for name, command in root.commands.items():
        assert ("--json" in [option for one in command.params for option in one.opts]) is (name not in silent), name
