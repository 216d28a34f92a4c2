"""What can be wrong with a page of the built site: the checks by name, and what a check found.

The modules beside it look for them: `site_files` in the files alone, `page_visits` in a browser. They import this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Check(Enum):
    """What no page may have, as the name of its test says it."""

    LINK = "a link to no file of the site"
    ANCHOR = "a link to no id of its page"
    FRAME = "no title, no language, or not one main heading"
    ERROR = "an error in the console"
    REQUEST = "a failed request"
    OUTSIDE = "a request to anything but the site"
    WIDTH = "a horizontal scroll on a phone"
    PICTURE = "a picture that is broken or has no alternative text"
    CONTRAST = "text of too little contrast"
    RULE = "a breach of another WCAG 2 rule, A or AA"


IN_FILES = (Check.LINK, Check.ANCHOR, Check.FRAME)
"""The checks that need no browser."""

IN_BROWSER = tuple(check for check in Check if check not in IN_FILES)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong: the page, the rule, the element (or the address), and what is said of it."""

    page: str
    rule: str
    element: str
    message: str = ""

    def __str__(self) -> str:
        return " | ".join(filter(None, (self.page, self.rule, self.element, self.message)))


Found = dict[Check, list[Finding]]


def nothing() -> Found:
    return {check: [] for check in Check}


def gathered(all_found: Iterable[Found]) -> Found:
    together = nothing()
    for found in all_found:
        for check, findings in found.items():
            together[check] += findings
    return together


def report(check: Check, findings: Iterable[Finding]) -> str:
    """What a failed test says: every page, rule and element, a line each."""
    lines = sorted(set(map(str, findings)))
    return "\n".join((f"{len(lines)} times {check.value}:", *lines))
