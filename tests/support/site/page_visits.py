"""Visits the pages of the built site in a browser, each once, and tells what is wrong with them.

A page is opened in a wide window and judged by axe-core in light; then its width on a phone is measured, and the looks
of its texts are told in both sizes and themes. axe judges the contrast of a look where it is met first: it depends on
nothing else. What is asked of the open page is in `in_the_page.js`. Two browsers share the pages.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chromium import PHONE, WIDE, browser
from page_findings import Check, Finding, Found, gathered, nothing

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request, Response, ViewportSize

Theme = Literal["light", "dark"]

BROWSERS = 2

SHARED = [".sidebar-drawer"]
"""What stands on every page: it is judged on those of the upper folders, and left out on the many below them."""


class Visitor:
    """One open page, which goes from page to page of the site at `address`."""

    def __init__(self, page: Page, address: str, looks: Looks) -> None:
        self._page = page
        self._address = address
        self._looks = looks
        self._name = ""
        self._found = nothing()
        self._failed: set[str] = set()
        self._said: list[ConsoleMessage] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._note(Check.ERROR, "page error", "script", error.message))
        page.on("request", self._hear_request)
        page.on("requestfailed", lambda request: self._fail(request.url, request.failure or "failed"))
        page.on("response", self._hear_response)

    def visit(self, name: str) -> Found:
        self._name, self._found = name, nothing()
        self._failed.clear()
        self._said.clear()
        page = self._page
        self._show("light", WIDE)
        page.goto(self._address + name)
        besides = SHARED if name.count("/") > 1 else []
        self._note_all(Check.RULE, page.evaluate("besides => site.rules(besides)", besides))
        self._note_all(Check.PICTURE, page.evaluate("site.pictures()"))
        self._judge_contrast("light")
        self._show("dark", WIDE)
        self._judge_contrast("dark")
        self._show("dark", PHONE)
        self._note_all(Check.WIDTH, page.evaluate("site.width()"))
        self._note_all(Check.RULE, page.evaluate("site.scrolling()"))
        self._judge_contrast("dark")
        self._show("light", PHONE)
        self._judge_contrast("light")
        self._note_errors()
        return self._found

    def _show(self, theme: Theme, size: tuple[int, int]) -> None:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        self._page.set_viewport_size(viewport)
        self._page.emulate_media(color_scheme=theme)

    def _judge_contrast(self, theme: Theme) -> None:
        told = self._page.evaluate("known => site.contrast(known)", self._looks.known())
        self._looks.learn(told["good"], {one["look"]: one["message"] for one in told["bad"] if one["look"]})
        rule = f"color-contrast, {theme}"
        for look, element in told["present"]:
            self._looks.meet(look, Finding(self._name, rule, element))
        for one in told["bad"]:
            self._note(Check.CONTRAST, rule, one["element"], one["message"])

    def _note_all(self, check: Check, told: list[dict[str, str]]) -> None:
        for one in told:
            self._note(check, one["rule"], one["element"], one["message"])

    def _note(self, check: Check, rule: str, element: str, message: str) -> None:
        finding = Finding(self._name, rule, element, message)
        if finding not in self._found[check]:
            self._found[check].append(finding)

    def _hear(self, message: ConsoleMessage) -> None:
        self._said.append(message)

    def _note_errors(self) -> None:
        for message in self._said:
            # What cannot be loaded is said in the console, too: it is noted as the request that it was.
            if message.type == "error" and message.location["url"] not in self._failed:
                self._note(Check.ERROR, "console", message.location["url"].removeprefix(self._address), message.text)

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:", "about:")):
            self._failed.add(request.url)
            self._note(Check.OUTSIDE, "request", request.url, request.resource_type)

    def _hear_response(self, response: Response) -> None:
        if response.status >= 400:
            self._fail(response.url, f"status {response.status}")

    def _fail(self, url: str, reason: str) -> None:
        if url not in self._failed:
            self._failed.add(url)
            self._note(Check.REQUEST, "request", url.removeprefix(self._address), reason)


class Looks:
    """All looks of text (see `in_the_page.js`) on the site, and what axe said of each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._good: set[str] = set()
        self._bad: dict[str, str] = {}
        self._met: list[tuple[str, Finding]] = []

    def learn(self, good: list[str], bad: dict[str, str]) -> None:
        with self._lock:
            self._good.update(good)
            self._bad.update(bad)

    def meet(self, look: str, where: Finding) -> None:
        with self._lock:
            self._met.append((look, where))

    def known(self) -> list[str]:
        with self._lock:
            return [*self._good, *self._bad]

    def findings(self) -> Iterator[Finding]:
        """Wherever a look is met that axe called bad anywhere, or that it could judge nowhere."""
        for look, where in self._met:
            if look in self._bad:
                yield replace(where, message=self._bad[look])
            elif look not in self._good:
                yield replace(where, message=f"cannot be judged: {look}")


def visit_all(address: str, names: list[str]) -> Found:
    """What is wrong with the pages `names` of the site at `address`."""
    waiting = iter(names)
    lock = threading.Lock()
    looks = Looks()

    def work(_: int) -> Found:
        with visitor(address, looks) as guest:
            return gathered(guest.visit(name) for name in _shared(waiting, lock))

    with ThreadPoolExecutor(BROWSERS) as pool:
        found = gathered(pool.map(work, range(min(BROWSERS, len(names)))))
    found[Check.CONTRAST] += looks.findings()
    return found


@contextmanager
def visitor(address: str, looks: Looks) -> Iterator[Visitor]:
    with browser() as chromium, chromium.new_context() as context:
        context.add_init_script(scripts())
        yield Visitor(context.new_page(), address, looks)


def _shared(waiting: Iterator[str], lock: threading.Lock) -> Iterator[str]:
    while True:
        with lock:
            name = next(waiting, None)
        if name is None:
            return
        yield name


def scripts() -> str:
    import axe_playwright_python

    axe = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    own = Path(__file__).with_name("in_the_page.js").read_text(encoding="utf-8")
    return f"{axe};\n{own};\nwindow.site = site;"
