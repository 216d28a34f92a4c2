"""The pages of the data: one for each actor, event and document, and the lists that lead to them.

The pages are there to be made: when a build begins, a stub for each is written below `reference/data/` of the sources,
which holds a directive and nothing of the record. What a page says is built as nodes (`data_events`, `data_records`),
so that no text of a record is ever read as markup. The directives:

    axis-event ID, axis-actor ID, axis-document ID     a page
    axis-list events, actors or documents              the list of those pages, and the toctree that has them
    axis-hierarchy items or places                     what is part of what, and each of them

The configuration value `axis_data` is the path of a dataset, from the folder of the sources; by default the packaged
one. Kinds of event that nobody here knows are shown as they stand in the file.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import chart_pictures
import data_events
import data_nodes
import data_records
import tables
from data_nodes import FOLDER, Linker, is_page_link, page_of
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import axis_tracker as axt
from axis_tracker.dataset.record_set import tables_of
from axis_tracker.facade.packaged import PACKAGED_DATA

_MARK = "% Written by docs/_ext/data_pages.py when the site is built."
"""The first line of every stub, by which it is known that it may be removed."""

_DIRECTIVES = {"actors": "axis-actor", "events": "axis-event", "documents": "axis-document"}
_LIST_PAGES = tuple(f"{FOLDER}/{collection}" for collection in _DIRECTIVES)
_STYLE = "data-pages.css"
_MODULES = (chart_pictures, data_events, data_nodes, data_records, tables)
"""What else decides how a page looks."""


def _source(config: Config, sources: Path) -> Path:
    """Where the dataset lies: a file, or a folder of files."""
    if config.axis_data:
        return Path(sources, config.axis_data).resolve()
    return Path(axt.__file__).parent / PACKAGED_DATA


def _files(source: Path) -> list[Path]:
    return sorted(source.rglob("*.toml")) if source.is_dir() else [source]


def _dataset(config: Config, sources: Path) -> axt.Dataset:
    if not config.axis_data:
        return axt.load()
    source = _source(config, sources)
    return _read(source, tuple((str(file), file.stat().st_mtime_ns) for file in _files(source)))


@functools.lru_cache(maxsize=2)
def _read(source: Path, _state: tuple[tuple[str, int], ...]) -> axt.Dataset:
    return axt.read(source, unknown_kinds="carry")


# --- the stubs


def _write_stubs(app: Sphinx) -> None:
    """Write the stubs whose content is not there yet, and remove those that nothing stands behind any more."""
    dataset = _dataset(app.config, app.srcdir)
    for collection, directive in _DIRECTIVES.items():
        folder = Path(app.srcdir, FOLDER, collection)
        folder.mkdir(parents=True, exist_ok=True)
        wanted = {f"{key}.md": _stub(directive, key) for key in tables_of(dataset)[collection]}
        for name, content in wanted.items():
            stub = folder / name
            if not stub.is_file() or stub.read_text(encoding="utf-8") != content:
                stub.write_text(content, encoding="utf-8", newline="\n")
        for stub in folder.glob("*.md"):
            if stub.name not in wanted and stub.read_text(encoding="utf-8").startswith(_MARK):
                stub.unlink()


def _stub(directive: str, key: str) -> str:
    return f"{_MARK}\n\n```{{{directive}}} {key}\n```\n"


# --- the directives


class _DataDirective(SphinxDirective):
    """A directive that shows something of the dataset; pages that have one are made anew when the data change."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        for file in (
            *_files(_source(self.config, self.env.srcdir)),
            __file__,
            *(module.__file__ for module in _MODULES),
        ):
            self.env.note_dependency(str(file))
        dataset = _dataset(self.config, self.env.srcdir)
        content = self.made(self.arguments[0], dataset, Linker(dataset, self.env.docname, self.env.found_docs))
        for node in content:
            if isinstance(node, nodes.Element):
                node["support_smartquotes"] = False  # a text of a record is shown as it is
        return content

    def made(self, argument: str, dataset: axt.Dataset, to: Linker) -> list[nodes.Node]:
        raise NotImplementedError

    def known(self, name: str, dataset: axt.Dataset, collection: str) -> str:
        """The id, if the collection has it."""
        if name not in tables_of(dataset)[collection]:
            raise self.error(f"{self.name}: no such record among the {collection}: {name!r}")
        return name


class EventDirective(_DataDirective):
    """The page of an event."""

    def made(self, argument: str, dataset: axt.Dataset, to: Linker) -> list[nodes.Node]:
        event = dataset.events[self.known(argument, dataset, "events")]
        return [data_events.event_page(event, to, self.state.document)]


class ActorDirective(_DataDirective):
    """The page of an actor."""

    def made(self, argument: str, dataset: axt.Dataset, to: Linker) -> list[nodes.Node]:
        return [data_records.actor_page(dataset.actors[self.known(argument, dataset, "actors")], to)]


class DocumentDirective(_DataDirective):
    """The page of a document."""

    def made(self, argument: str, dataset: axt.Dataset, to: Linker) -> list[nodes.Node]:
        return [data_records.document_page(dataset.documents[self.known(argument, dataset, "documents")], to)]


_LISTS: dict[str, Callable[[Linker], list[nodes.Node]]] = {
    "events": data_records.event_list,
    "actors": data_records.actor_list,
    "documents": data_records.document_list,
}
_HIERARCHIES: dict[str, Callable[[Linker, nodes.document], list[nodes.Node]]] = {
    "items": data_records.item_sections,
    "places": data_records.place_sections,
}


class ListDirective(_DataDirective):
    """The list of the pages of a collection, and a hidden toctree with all of them in the same order."""

    def made(self, argument: str, dataset: axt.Dataset, to: Linker) -> list[nodes.Node]:
        if argument not in _LISTS:
            raise self.error(f"{self.name}: {argument!r} is none of {', '.join(_LISTS)}")
        listed = _LISTS[argument](to)
        targets = (xref["reftarget"] for node in listed for xref in node.findall(is_page_link))
        pages = dict.fromkeys(one for one in targets if one.startswith(f"/{page_of(argument, '')}"))
        toctree = "\n".join(["```{toctree}", ":hidden:", "", *pages, "```"])
        return [*(self.parse_text_to_nodes(toctree) if pages else []), *listed]


class HierarchyDirective(_DataDirective):
    """The items or the places."""

    def made(self, argument: str, dataset: axt.Dataset, to: Linker) -> list[nodes.Node]:
        if argument not in _HIERARCHIES:
            raise self.error(f"{self.name}: {argument!r} is none of {', '.join(_HIERARCHIES)}")
        return _HIERARCHIES[argument](to, self.state.document)


def _keep_out_of_sidebar(app: Sphinx, _doctree: nodes.document) -> None:
    """Let the tree of pages beside every page end with the lists: not everything under them belongs there.

    They stay in the toctrees, so that each page has those before and after it. To copy some 200 of them, with all of
    their sections, into each page of the site would take longer than all else.
    """
    page = app.env.docname
    if page in _LIST_PAGES:
        for toctree in [*app.env.tocs[page].findall(addnodes.toctree)]:
            toctree.parent.remove(toctree)


class _Sidebar:
    """Opens the tree beside a page that is not in it at the list that has it.

    Beside all pages of one folder it is the same tree, which is asked for once: in a large site that takes long.
    """

    def __init__(self) -> None:
        self._trees: dict[tuple[object, ...], str] = {}

    def open(
        self, app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
    ) -> None:
        folder = page.rpartition("/")[0]
        if folder not in _LIST_PAGES or "toctree" not in context:
            return
        closed, builder = context["toctree"], app.builder

        def tree(**options: object) -> str:
            key = (builder.name, folder, *sorted(options.items()))
            if key not in self._trees:
                self._trees[key] = _opened(closed(**options), page, builder)
            return self._trees[key]

        context["toctree"] = tree


def _opened(tree: str, page: str, builder: Any) -> str:
    """A tree of pages with those open that are above a page."""
    above: list[str] = []
    while (parent := builder.relations.get(above[-1] if above else page, [None])[0]) is not None:
        above.append(parent)
    addresses = "|".join(re.escape(builder.get_relative_uri(page, one)) for one in above)
    entry = rf'(<li class="toctree-l\d)("><a class="reference internal" href="(?:{addresses})">)'
    return re.sub(entry, r"\1 current\2", tree)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("chart_pictures")
    app.add_config_value("axis_data", "", "env", (str,))
    app.add_directive("axis-event", EventDirective)
    app.add_directive("axis-actor", ActorDirective)
    app.add_directive("axis-document", DocumentDirective)
    app.add_directive("axis-list", ListDirective)
    app.add_directive("axis-hierarchy", HierarchyDirective)
    app.connect("builder-inited", _write_stubs)
    app.connect("doctree-read", _keep_out_of_sidebar, priority=900)  # when the tables of contents have been made
    app.connect("html-page-context", _Sidebar().open, priority=100)  # before the theme asks for the tree
    app.add_css_file(_STYLE)
    return {"version": "1", "parallel_read_safe": True}
