"""Every code block of the documentation runs or is checked, and what it prints is what stands below it.

Python blocks are run by `sphinx-build -b doctest`; here it is the commands, the files that they use, and that nothing
else is shown. What a block may be, and how lines of an answer are left out, stands in page_sessions and block_checkers.
"""

from __future__ import annotations

import re
import textwrap

import pytest
from markdown_blocks import blocks
from page_sessions import NOT_RUN, ROOT, UNSEEN, Session, is_not_run, steps

DOCS = ROOT / "docs"
PAGES = sorted(
    path
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md"))
    if "_build" not in path.parts and path.is_file()
)

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documentation is not beside the tests")


@pytest.fixture
def session(tmp_path, monkeypatch):
    """A folder of its own, with nothing around it that changes what commands print."""
    for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Session(folder)


@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_what_a_page_shows_is_so(page, session):
    problems = session.go(page, page.read_text(encoding="utf-8"))
    if problems:
        pytest.fail("\n".join(f"{page.relative_to(ROOT)}, {problem}" for problem in problems), pytrace=False)


def test_every_exception_is_needed():
    commands = [
        step.command
        for page in PAGES
        for block in blocks(page.read_text(encoding="utf-8"))
        if block.language == "console"
        for step in steps(block)
    ]
    needed = {is_not_run(one) for one in commands} | {tool for tool in UNSEEN for one in commands if f"| {tool}" in one}
    unneeded = {*NOT_RUN, *UNSEEN} - needed
    assert not unneeded, "no page has these any more: take them out of tests/support/page_sessions.py"


def test_what_ci_runs_is_what_it_is_said_to_run():
    script = ROOT / "noxfile.py"
    if not script.is_file():
        pytest.skip("a distribution has no noxfile.py")
    run_there = [one for one, reason in NOT_RUN.items() if "word for word" in reason]
    for line in script.read_text(encoding="utf-8").splitlines():
        found = re.fullmatch(r"README_\w+ = '(.*)'", line)
        run_there = [one for one in run_there if found is None or re.fullmatch(one, found[1]) is None]
    assert not run_there


def console(*lines):
    return "\n".join(["```console", *lines, "```", ""])


def file(path, *lines, language="text"):
    return "\n".join([f"```{{code-block}} {language}", f":caption: {path}", "", *lines, "```", ""])


DENIAL = "claim 003-ru-denies-containers"


@pytest.mark.parametrize(
    "page",
    [
        console("$ axis-tracker show 003-ru-denies-containers"),
        console("$ axis-tracker show 003-ru-denies-containers", DENIAL, "...", "  stance: denies", "..."),
        console("$ axis-tracker show 003-ru-denies-containers | head -n 1  # the first line", DENIAL),
        console("$ axis-tracker show 003-ru-denies-containers \\", "    | head -n 1", DENIAL),
        console("$ axis-tracker show nobody", "...", "$ echo $?", "1"),
        console("$ axis-tracker claims --json | jq '.[] | .id'"),
        console("$ axis-tracker show kp > kp.txt", "$ head -n 1 kp.txt", "actor kp"),
        console("$ axis-tracker completion bash >> ~/.bashrc"),
        console("$ axis-tracker --data mydata/"),
        console("$ axis-tracker check seeds", "..."),
        console('$ python -m pip install "axis-tracker[cli,charts]"'),
        file("texts/one.txt", "Not a word.") + console('$ axis-tracker locate texts/one.txt "Not"', "..."),
        "- In a list:\n\n"
        + textwrap.indent(file("one.txt", "Not a word.") + console("$ cat one.txt", "Not a word."), "  "),
        file("a/b.toml", "[[items]]", 'id = "b"', 'name = "b"', language="toml") + console("$ axis-tracker check a"),
        '```toml\n[[items]]\nid = "grain"\nname = "grain"\n```\n',
        '```toml\n[project.entry-points."axis_tracker.kinds"]\ncyber = "cyber:KINDS"\n```\n',
        '```json\n{"one": 1}\n```\n',
        "```{doctest}\n>>> 1\n1\n```\n",
        "````{note}\n```console\n$ axis-tracker show kp\n```\n````\n",
    ],
)
def test_nothing_is_said_of_a_page_that_is_right(page, session):
    assert not session.go(DOCS / "page.md", page)


@pytest.mark.parametrize(
    ("page", "line", "problem"),
    [
        (console("$ axis-tracker show kp", "actor kr"), 2, "+ actor kp"),
        (console("$ axis-tracker show kp", "actor kp"), 2, "a line of ... leaves lines out"),
        (console("$ axis-tracker show kp", "...", "  kind: state", "actor kp", "..."), 2, "prints something else"),
        (console("$ axis-tracker show nobody"), 2, "exit code 1"),
        (console("$ axis-tracker show nobody", "$ echo $?", "0"), 3, "+ 1"),
        (console("axis-tracker show kp"), 2, "begins with a command"),
        (console("$ axis-tracker locate nothing.txt word"), 2, "exit code 2"),
        (console("$ curl example.org"), 2, "nothing here runs 'curl'"),
        (console("$ axis-tracker claims | jq ."), 2, "what jq gets is not JSON"),
        (console("$ axis-tracker claims --json | jq .", "[]"), 2, "show nothing below it"),
        (console('$ python -m pip install "axis-tracker[cil]"'), 2, "no extra 'cil'"),
        (console('$ python -m pip install -e ".[cli]" --group lnit'), 2, "no dependency group 'lnit'"),
        (console('$ python -m pip install "axis-tracker[cli]"', "done"), 2, "show nothing below it"),
        (file("../one.txt", "Out."), 1, "in the reader's folder"),
        (file("one.txt", "Unused."), 1, "no command of the page uses one.txt"),
        ("\n\n```python\n1 + 1\n```\n", 3, "write {doctest}"),
        ("```bash\nls\n```\n", 1, "write console"),
        ("```text\nwords\n```\n", 1, "print it in a {doctest}"),
        ("```\nwords\n```\n", 1, "in which language"),
        ("```cobol\nSTOP RUN.\n```\n", 1, "tests/support/block_checkers.py"),
        ("```{code-block} python\n1 + 1\n```\n", 1, "write {doctest}"),
        ("- x\n\n  ```python\n  1\n  ```\n", 3, "write {doctest}"),
        ("````{note}\n```python\n1\n```\n````\n", 2, "write {doctest}"),
        ("```{doctest}\n1 + 1\n```\n", 1, "has prompts"),
        ("```{doctest}\n>>> 1  # doctest: +SKIP\n```\n", 1, "leave out +SKIP"),
        ("```{eval-rst}\n.. code-block:: python\n```\n", 1, "a block of its own"),
        ("```{literalinclude} nowhere.py\n```\n", 1, "no file nowhere.py"),
        ("```{literalinclude} _ext/rooms.py\n```\n", 1, "no test names rooms.py"),
        ("```toml\nid = \n```\n", 1, "is not TOML"),
        ('```toml\n[[items]]\nid = "a"\nnaem = "a"\n```\n', 1, "did you mean 'name'"),
        ('```toml\n[project.entry-points."axis_tracker.kind"]\na = "a:b"\n```\n', 1, "knows no entry points"),
        ("```json\n{1: 2}\n```\n", 1, "is not JSON"),
        ('```json\n{"format": "axis-tracker", "version": 1, "itms": []}\n```\n', 1, "did you mean 'items'"),
        ("```jsonl\n{}\n{\n```\n", 1, "is not JSON"),
        ("```yaml\na: b: c\n```\n", 1, "is not YAML"),
    ],
)
def test_what_is_wrong_with_a_page_is_said_with_its_line(page, line, problem, session):
    problems = session.go(DOCS / "page.md", page)
    assert any(one.startswith(f"line {line}: ") and problem in one for one in problems), problems
