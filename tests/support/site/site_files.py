"""The built site as files: its pages, and the links, anchors and frames of each, read without a browser.

A link may leave the site; one that stays must lead to a file of it, and its fragment to an id in that file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from page_findings import Check, Finding, Found, nothing

NOT_PAGES = ("_static", "_downloads", "_images", "_sources")
"""Folders of the site whose files are no pages of it."""

_ROOT = "http://site.invalid/"
"""Stands for the address of the site, wherever it is put."""

_LINKS = {"href", "src", "poster", "data"}
"""Attributes that hold an address."""


def pages(folder: Path) -> list[str]:
    """The pages of the site in `folder`, each as its path from there."""
    found = (path.relative_to(folder) for path in folder.rglob("*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] not in NOT_PAGES)


class PageFile(HTMLParser):
    """What is in one file: its ids, the addresses that it refers to, its title, its language, its main headings."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[tuple[str, str]] = []
        self.language = ""
        self.title = ""
        self.main_headings = 0
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.ids.update(value for value in (named.get("id"), named.get("name") if tag == "a" else None) if value)
        self.addresses += ((tag, named[name]) for name in _LINKS & named.keys() if tag != "data")
        self.main_headings += tag == "h1"
        if tag == "html":
            self.language = named.get("lang", "")
        if tag in {"title", "svg"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[-1]:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open == ["title"]:  # a drawing may have titles, too
            self.title += data.strip()


class SiteFiles:
    """All pages of the site in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages = pages(folder)

    @cached_property
    def read(self) -> dict[str, PageFile]:
        return {page: PageFile(self.folder / page) for page in self.pages}

    @property
    def longest_first(self) -> list[str]:
        """The pages in the order in which several share them best."""
        return sorted(self.pages, key=lambda page: -(self.folder / page).stat().st_size)

    @cached_property
    def found(self) -> Found:
        found = nothing()
        for name, page in self.read.items():
            found[Check.FRAME] += _frame(name, page)
            for tag, address in page.addresses:
                self._follow(name, tag, address, found)
        return found

    def _follow(self, name: str, tag: str, address: str, found: Found) -> None:
        target = urljoin(_ROOT + name, address.strip())
        if not target.startswith(_ROOT):
            return
        element = f'{tag} "{address}"'
        parts = urlsplit(target)
        path = re.sub(r"(^|/)$", r"\1index.html", unquote(parts.path).lstrip("/"))
        if not (self.folder / path).is_file():
            found[Check.LINK].append(Finding(name, "link", element))
        elif not self._has(path, unquote(parts.fragment)):
            found[Check.ANCHOR].append(Finding(name, "anchor", element))

    def _has(self, path: str, fragment: str) -> bool:
        return not fragment or path not in self.read or fragment in self.read[path].ids


def _frame(name: str, page: PageFile) -> Iterator[Finding]:
    if not page.title:
        yield Finding(name, "title", "title", "is missing or empty")
    if not page.language:
        yield Finding(name, "language", "html", "has no lang")
    if page.main_headings != 1:
        yield Finding(name, "heading", "h1", f"there are {page.main_headings}")
