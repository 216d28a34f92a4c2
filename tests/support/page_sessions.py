"""A page of the documentation as a session: its files are written, its commands run, what they print is compared.

Each page has a temporary folder of its own, in which its blocks follow each other: what one writes is there for the
next. Problems are written for whoever writes the page, with the line and with what to do.
"""

from __future__ import annotations

import difflib
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from block_checkers import CHECKERS, advice, is_named_by_a_test
from command_runner import run
from markdown_blocks import Block, blocks, included

ROOT = Path(__file__).parents[2]

LEFT_OUT = "..."
"""A line that stands for any number of lines that are not shown."""

TOOLS = frozenset({"cat", "cut", "diff", "grep", "head", "ls", "mkdir", "sort", "tail", "uniq", "wc"})
"""What a page may use beside `axis-tracker`, alone and after a pipe: it is run as it stands."""

NOT_RUN = {
    r"python -m pip install (-e )?\S+( --group \w+)?": "needs a network; its extras and groups are checked here",
    r"pre-commit install": "changes a clone",
    re.escape('python -m pip install ".[cli]" && axis-tracker'): "run by .ci/run, word for word",
    re.escape('python -m pip install -e ".[test]" && python -m pytest'): "run by .ci/run, word for word",
}
"""Commands that are not run, as regular expressions, and why. Nothing may be shown of what they print."""

UNSEEN = {"jq": "is not everywhere; that it gets JSON is checked"}
"""What may stand after a pipe without being run, and why. Nothing may be shown of what it prints."""

OF_THE_REPOSITORY = ("seeds", "tests/data", "tests/named_cases")
"""What stands in the session's folder as in the repository, where a command names it."""

PROVIDED = "mydata"
"""The folder of data that the guide on coding makes. Other pages may name it; one that shows files of it has those."""

MADE_IN_THE_GUIDE = ROOT / "docs" / "how-to" / "harbour-report"


class Step(NamedTuple):
    """A command of a console block, the line on which it stands, and the lines shown below it."""

    line: int
    command: str
    shown: list[str]


def steps(block: Block) -> Iterator[Step]:
    """The commands of a console block; a step without a command is what stands before the first."""
    step = Step(block.line + 1, "", [])
    for number, line in enumerate(block.content.splitlines(), block.line + 1):
        if step.command.endswith("\\"):
            step = step._replace(command=f"{step.command[:-1]}{line.strip()}")
        elif line.startswith("$ ") or is_not_run(line):
            if step.command or step.shown:
                yield step
            step = Step(number, re.sub(r"\s+#\s.*", "", line.removeprefix("$ ")), [])
        else:
            step.shown.append(line.rstrip())
    yield step


def is_not_run(command: str) -> str | None:
    """Which row of `NOT_RUN` the command falls under."""
    return next((pattern for pattern in NOT_RUN if re.fullmatch(pattern, command)), None)


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Whether what is shown is what was printed, but for the lines that it leaves out."""
    pattern = "".join(r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(f"{line}\n") for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


class Session:
    """What a page does in a folder, which is the current one, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self._status = 0
        self._files: dict[str, int] = {}
        self._commands = ""

    def go(self, page: Path, text: str) -> list[str]:
        """Every problem of a page, with its line."""
        found = [*blocks(text)]
        self._provide(found)
        for block in found:
            self._take(page, block)
        for path, line in self._files.items():
            if re.search(rf"\b{re.escape(path.partition('/')[0])}\b", self._commands) is None:
                self._note(line, f"no command of the page uses {path}, so nothing checks it")
        return self.problems

    def _note(self, line: int, message: str) -> None:
        self.problems.append(f"line {line}: {message}")

    def _provide(self, found: list[Block]) -> None:
        commands = "".join(block.content for block in found if block.language == "console")
        for path in OF_THE_REPOSITORY:
            if re.search(rf"(?<![\w/]){path}\b", commands) and (ROOT / path).is_dir():
                shutil.copytree(ROOT / path, self.folder / path)
        if not any((block.file or "").startswith(f"{PROVIDED}/") for block in found):
            shutil.copytree(MADE_IN_THE_GUIDE / PROVIDED, self.folder / PROVIDED)

    def _take(self, page: Path, block: Block) -> None:
        content = self._content(page, block)
        if block.file is not None:
            self._write(block.line, block.file, content)
        elif block.language == "console":
            for step, following in _pairs([*steps(block)]):
                self._step(step, following)
        elif (what := advice(page.name, block.language)) is not None:
            self._note(block.line, f"nothing checks this block of {block.language or 'no language'}: {what}")
        language = block.language
        if language == "{literalinclude}":
            language = Path(block.argument).suffix.removeprefix(".")
        for problem in CHECKERS[language](content) if language in CHECKERS else ():
            self._note(block.line, problem)

    def _content(self, page: Path, block: Block) -> str:
        if block.language != "{literalinclude}":
            return block.content
        file = included(page, block)
        if not file.is_file():
            self._note(block.line, f"there is no file {block.argument}")
            return ""
        if block.file is None and not is_named_by_a_test(file):
            self._note(block.line, f"no test names {file.name}: run it in one, or use it under a :caption:")
        return file.read_text(encoding="utf-8")

    def _write(self, line: int, name: str, content: str) -> None:
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            self._note(line, f"a caption is the path of a file in the reader's folder, not {name}")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        self._files[name] = line

    def _step(self, step: Step, following: str) -> None:
        if not step.command:
            self._note(step.line, "a block of console begins with a command, and '$ ' before it")
            return
        self._commands += f"{step.command}\n"
        excuse = is_not_run(step.command)
        if excuse is not None:
            self._compare_nothing(step)
            for extra in {*re.findall(r"[\w-]+", "".join(re.findall(r"\[(.*?)\]", step.command)))} - _extras():
                self._note(step.line, f"pyproject.toml has no extra {extra!r}")
            for group in {*re.findall(r"--group (\w+)", step.command)} - _groups():
                self._note(step.line, f"pyproject.toml has no dependency group {group!r}")
            return
        if step.command == "echo $?":
            self._compare(step, f"{self._status}\n")
            return
        try:
            self._run(step)
        except ValueError as error:
            self._note(step.line, f"$ {step.command}\n  {error}")
        else:
            if self._status and following != "echo $?":
                self._note(
                    step.line,
                    f"$ {step.command}\n  ends with the exit code {self._status}; if it is meant to, show that by"
                    f" '$ echo $?' below",
                )

    def _run(self, step: Step) -> None:
        words = shlex.shlex(step.command, posix=True, punctuation_chars="|>&;<()")
        words.commenters = ""
        *earlier, last = _split([*words], "|")
        target: tuple[str, str] | None = None
        if len(last) > 2 and last[-2] in (">", ">>"):
            *last, how, name = last
            target = how, name
        printed = None
        for stage in (*earlier, last):
            if stage[0] in UNSEEN and printed is not None:
                self._compare_nothing(step)
                if stage[0] == "jq" and (found := [*CHECKERS["json"](printed)]):
                    raise ValueError(f"what jq gets {found[0]}")
                return
            printed = self._stage(stage, printed, is_last=stage is last and target is None)
        if target is not None:
            path = Path(target[1]).expanduser()
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w" if target[0] == ">" else "a", encoding="utf-8") as file:
                file.write(printed or "")
            printed = ""
        self._compare(step, printed or "")

    def _stage(self, words: list[str], given: str | None, *, is_last: bool) -> str:
        if words[0] == "axis-tracker" and given is None:
            result = run(*words[1:])
            self._status = result.exit_code
            return result.output if is_last else result.stdout
        if words[0] not in TOOLS:
            raise ValueError(
                f"nothing here runs {words[0]!r}: a page uses axis-tracker and {', '.join(sorted(TOOLS))}; what is not"
                " to be run is listed with its reason in tests/support/page_sessions.py"
            )
        done = subprocess.run(words, input=given, capture_output=True, text=True, check=False)
        self._status = done.returncode
        return done.stdout + (done.stderr if is_last else "")

    def _compare_nothing(self, step: Step) -> None:
        if step.shown:
            self._note(step.line, f"nothing checks what {step.command!r} prints: show nothing below it")

    def _compare(self, step: Step, printed: str) -> None:
        lines = [line.rstrip() for line in printed.splitlines()]
        if step.shown and not agrees(step.shown, lines):
            rows = "\n    ".join(row.rstrip() for row in difflib.ndiff(step.shown, lines) if row[0] != "?")
            self._note(
                step.line,
                f"$ {step.command}\n  prints something else than is shown. + is what it prints; a line of {LEFT_OUT}"
                f" leaves lines out:\n    {rows}",
            )


def _pairs(found: list[Step]) -> Iterator[tuple[Step, str]]:
    for step, following in zip(found, [*found[1:], None], strict=True):
        yield step, following.command if following is not None else ""


def _split(words: list[str], separator: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word == separator:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _extras() -> set[str]:
    return {*_settings()["project"]["optional-dependencies"]}


def _groups() -> set[str]:
    return {*_settings()["dependency-groups"]}


def _settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
