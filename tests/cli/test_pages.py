"""What the pages of the documentation show of the command line is what it does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from command_lines import run
from strategies_plain import plain_document

import axis_tracker as axt
from axis_tracker.cli.commands import axis_tracker as root

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = DOCS / "how-to" / "use-the-command-line.md"
REFERENCE = DOCS / "reference" / "command-line.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.skipif(not GUIDE.is_file(), reason="the documentation is not beside the tests")


def shown():
    """Each command of the guide, with the lines that are shown below it."""
    for block in BLOCK.findall(GUIDE.read_text(encoding="utf-8")) if GUIDE.is_file() else ():
        for one in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *output = one.splitlines()
            if command.startswith("axis-tracker"):
                yield command, output


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """A folder that has what the guide names."""
    from json import dumps

    (tmp_path / "plain.json").write_text(dumps(plain_document()))
    dataset = axt.read(tmp_path / "plain.json")
    axt.write(dataset, f"{tmp_path}/mydata/")
    axt.write(dataset, tmp_path / "mydata.jsonl.gz")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("command", "output"), [*shown()])
@pytest.mark.usefixtures("own_data")
def test_the_commands_of_the_guide_print_what_it_shows(command, output):
    result = run(*shlex.split(re.split(r" [|>]", command)[0])[1:])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[: len(output)] == output


def test_the_guide_shows_something():
    commands = [command for command, _ in shown()]
    assert len(commands) > 10
    assert any(output for _, output in shown())


def test_the_reference_says_what_every_json_is():
    page = REFERENCE.read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    with_json = {name for name, one in root.commands.items() if "--json" in [opt for p in one.params for opt in p.opts]}
    assert named == with_json | {"axis-tracker"}
