"""The code blocks of a page: what stands between fences, in which language, on which line.

Reads MyST Markdown as far as its fences go: blocks in lists and in quotations of other directives are found, too. A
block with a caption is a file, and the caption is its path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(r"^(?P<indent>[ >]*)(?P<fence>`{3,}|~{3,})\s*(?P<info>.*?)\s*$")
_DIRECTIVE = re.compile(r"\{([\w.:-]+)\}\s*(.*)")
_OPTION = re.compile(r":([\w-]+):\s*(.*)")

CODE = frozenset({"code", "code-block", "sourcecode"})
"""The directives whose argument is the language."""

WITH_MARKDOWN = frozenset(
    {
        "admonition",
        "attention",
        "caution",
        "danger",
        "dropdown",
        "hint",
        "important",
        "note",
        "seealso",
        "tip",
        "warning",
    }
)
"""The directives whose content is Markdown, which may hold blocks."""


class Block(NamedTuple):
    """A block: the line of its first fence, its language or its {directive} and argument, options, and content."""

    line: int
    language: str
    argument: str
    options: dict[str, str]
    content: str

    @property
    def file(self) -> str | None:
        """The path of the file that the block shows whole, or None."""
        return self.options.get("caption")


def blocks(text: str, first: int = 1) -> Iterator[Block]:
    """Every block of a page, in order."""
    lines = iter(enumerate(text.splitlines(), first))
    for number, line in lines:
        found = _FENCE.match(line)
        if found is None:
            continue
        body = []
        for _, inner in lines:
            end = _FENCE.match(inner)
            if end is not None and not end["info"] and end["fence"].startswith(found["fence"]):
                break
            body.append(re.sub(rf"^[ >]{{0,{len(found['indent'])}}}", "", inner))
        directive = _DIRECTIVE.fullmatch(found["info"])
        if directive is None:
            yield Block(number, found["info"], "", {}, _joined(body))
            continue
        name, argument = directive.groups()
        if name in WITH_MARKDOWN:
            yield from blocks("\n".join(body), number + 1)
            continue
        options = {}
        while body and (option := _OPTION.fullmatch(body[0].strip())):
            options[option[1]] = option[2]
            del body[0]
        if options and body and not body[0].strip():
            del body[0]
        language = argument if name in CODE else f"{{{name}}}"
        yield Block(number, language, argument, options, _joined(body))


def included(page: Path, block: Block) -> Path:
    """The file that a `{literalinclude}` shows."""
    return (page.parent / block.argument).resolve()


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
