"""The nodes that the pages of the data are built from: sections, lists of fields, links between records.

What a record says gets here as text and stays text: nothing of it is read as markup. Imports docutils and Sphinx;
`data_events` and `data_records` say with them what the pages say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable
from urllib.parse import quote

from docutils import nodes
from sphinx import addnodes

import axis_tracker as axt
from axis_tracker.dataset.record_set import tables_of

FOLDER = "reference/data"
"""Where the pages stand in the site."""

Part = str | nodes.Node
"""A text, or a node that stands in a line of text."""

_PAGES = ("actors", "events", "documents")
"""The collections that have a page for each record; the others have an anchor for each."""

_ANCHORS = {"claims": "claim", "items": "item", "places": "place"}

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)

_REGISTERS = {
    "wikidata": (re.compile(r"[QPL]\d+"), "https://www.wikidata.org/wiki/{}"),
    "iso3166-1": (re.compile(r"[A-Z]{2}"), "https://www.iso.org/obp/ui/#iso:code:3166:{}"),
    "iso3166-2": (re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}"), "https://www.iso.org/obp/ui/#iso:code:3166:{0:.2}"),
}
"""The registers whose identifiers lead somewhere: scheme, what a value looks like, the address."""

_ID = re.compile(
    r"[a-z0-9]+(?:[-_][a-z0-9]+)+"
    r"|(?P<counted>independent voices?|(?:un)?named sources?(?= (?:or|also|gives?|support)\b))"
)
"""An id of two parts or more: one of a single part could be any word of a sentence. Or what voices are called."""

_ON_ORIGINS = "explanation/origins"
"""The page that says what an origin and a voice is, and what independent means."""


def page_of(collection: str, key: str) -> str:
    """The name of the page of an actor, an event or a document."""
    return f"{FOLDER}/{collection}/{key}"


def anchor_of(collection: str, key: str) -> str:
    """The anchor of a claim, an item or a place."""
    return f"{_ANCHORS[collection]}-{key}"


class Linker:
    """Makes links to the records of a dataset from one page, and to what explains the words if the site has that."""

    def __init__(self, dataset: axt.Dataset, page: str, pages: Container[str] = ()) -> None:
        self.dataset = dataset
        self._page = page
        self._explains_origins = _ON_ORIGINS in pages

    def to(self, collection: str, key: str, text: str | None = None) -> nodes.Node:
        """A link to a record, under its name or title, or under a text."""
        record = tables_of(self.dataset)[collection][key]
        shown = text or getattr(record, "name", None) or getattr(record, "title", None) or key
        if collection in _PAGES:
            return self._reference("doc", f"/{page_of(collection, key)}", shown)
        return self._reference("ref", anchor_of(collection, key), shown)

    def all(self, collection: str, keys: Iterable[str]) -> list[Part]:
        """Links to several records in a row."""
        return in_a_row([self.to(collection, key) for key in keys])

    def in_sentence(self, sentence: str, claims: Collection[str]) -> list[Part]:
        """A sentence in which the ids of claims lead to them, and what voices are called to what that means."""
        parts: list[Part] = []
        end = 0
        for found in _ID.finditer(sentence):
            text = found.group()
            if text in claims:
                link = self.to("claims", text, text)
            elif found["counted"] and self._explains_origins:
                link = self._reference("doc", f"/{_ON_ORIGINS}", text)
            else:
                continue
            parts += [sentence[end : found.start()], link]
            end = found.end()
        return [*parts, sentence[end:]]

    def _reference(self, role: str, target: str, text: str) -> nodes.Node:
        return addnodes.pending_xref(
            "",
            nodes.inline("", nodes.Text(text)),
            refdomain="std",
            reftype=role,
            reftarget=target,
            refexplicit=True,
            refwarn=True,
            refdoc=self._page,
        )


def is_page_link(node: nodes.Node) -> bool:
    """Whether a node is a link to a page."""
    return isinstance(node, addnodes.pending_xref) and node["reftype"] == "doc"


def page(title: str, *content: nodes.Node, key: str) -> nodes.section:
    """A page as one section."""
    made = section(title, *content, key=key)
    made["classes"].append("axis-data")
    return made


def section(title: str, *content: nodes.Node, key: str, classes: Iterable[str] = ()) -> nodes.section:
    """A section with an anchor of its own."""
    return nodes.section("", nodes.title("", nodes.Text(title)), *content, ids=[key], classes=[*classes])


def target(made: nodes.Element, anchor: str, document: nodes.document) -> nodes.Element:
    """The node under an anchor that pages anywhere can link to, once on all pages."""
    made["ids"] = [anchor]
    made["names"] = [anchor]
    document.note_explicit_target(made, made)
    return made


def paragraph(*parts: Part, classes: Iterable[str] = ()) -> nodes.paragraph:
    """A paragraph of texts and nodes."""
    return nodes.paragraph("", "", *_as_nodes(parts), classes=[*classes])


def fields(rows: Iterable[tuple[str, list[Part] | nodes.Element | None]]) -> list[nodes.Node]:
    """A list of names and what stands for each: a line of text, or a paragraph or list. What is empty is left out."""
    made = nodes.field_list("", classes=["axis-fields"])
    for name, value in rows:
        if value:
            body = value if isinstance(value, nodes.Element) else paragraph(*value)
            made += nodes.field("", nodes.field_name("", nodes.Text(name)), nodes.field_body("", body))
    return [made] if made.children else []


def bullets(items: Iterable[list[Part] | list[nodes.Node]], *classes: str) -> list[nodes.Node]:
    """A list with a line, or with several paragraphs and lists, in each item; none if there is none."""
    made = nodes.bullet_list("", classes=[*classes])
    for parts in items:
        blocks = bool(parts) and all(isinstance(one, (nodes.paragraph, nodes.bullet_list)) for one in parts)
        made += nodes.list_item("", *(parts if blocks else [paragraph(*parts)]))
    return [made] if made.children else []


def code(text: str, *classes: str) -> nodes.literal:
    """A text set as code."""
    return nodes.literal(text, text, classes=[*classes])


def strong(text: str) -> nodes.strong:
    """A text that stands out."""
    return nodes.strong("", nodes.Text(text))


def inline(*parts: Part) -> nodes.inline:
    """Texts and nodes as one part of a line."""
    return nodes.inline("", "", *_as_nodes(parts))


def in_a_row(parts: Iterable[Part]) -> list[Part]:
    """Parts with commas between them, and "and" before the last."""
    listed = list(parts)
    joined: list[Part] = []
    for place, part in enumerate(listed):
        if place:
            joined.append(" and " if place == len(listed) - 1 else ", ")
        joined.append(part)
    return joined


def web_address(url: str) -> nodes.Node:
    """An address as a link if it is one of the web, and else as text."""
    if _WEB.fullmatch(url) is None:
        return code(url)
    return nodes.reference("", "", nodes.Text(url), refuri=url)


def identifier(curie: str) -> nodes.Node:
    """An identifier in another register, as a link where that register has a page for it."""
    scheme, _, value = curie.partition(":")
    pattern, address = _REGISTERS.get(scheme, (None, ""))
    if pattern is None or pattern.fullmatch(value) is None:
        return code(curie)
    return nodes.reference("", "", nodes.Text(curie), refuri=address.format(quote(value)))


def _as_nodes(parts: Iterable[Part]) -> list[nodes.Node]:
    return [nodes.Text(one) if isinstance(one, str) else one for one in parts if one != ""]
