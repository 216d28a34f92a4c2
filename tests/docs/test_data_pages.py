"""The pages of the data: nothing of a dataset is missing on them, nothing on them is anything but text, all is linked.

They are built as a site of their own from invented datasets, with warnings as errors. Where `AXIS_TRACKER_SITE` names
the built documentation, the same is asked of the packaged data in it.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from attrs import evolve
from example_dataset import DIGEST, RECORDS, WORLD

import axis_tracker as axt

DOCS = Path(__file__).parents[2] / "docs"
SITE = os.environ.get("AXIS_TRACKER_SITE")
DATA = "reference/data"
LISTS = ("events", "actors", "documents", "items", "places")

NEEDED = ("sphinx", "myst_parser", "bs4", "furo")
ABSENT = [name for name in NEEDED if importlib.util.find_spec(name) is None]

pytestmark = [
    pytest.mark.skipif(bool(ABSENT), reason=f'needs the extra "docs", without which there is no {", ".join(ABSENT)}'),
    pytest.mark.skipif(not (DOCS / "_ext").is_dir(), reason="the documentation is not beside the tests"),
]

CONFIGURATION = """
import sys
sys.path.insert(0, {extensions!r})
extensions = ["myst_parser", "data_pages"]
axis_data = "data.json"
html_static_path = [{static!r}]
html_theme = "furo"
project = "invented"
"""

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "`code` *emphasis* **strong** [link](javascript:alert(1)) ![image](x.png)",
    "\"quotes\" -- --- ... and 'single' ones, $x^2$, {{ name }}, |version|, `a <b>`_, :doc:`index`, {doc}`index`",
    "``` {raw} html <b>bold</b> ```",
    "# no heading &amp; no &lt;entity&gt; <!-- no comment",
    "# Behind it </section></article></body>",
)


def hostile_world():
    """A dataset all of whose texts would be markup, if anything read them as such."""
    script, markup, quotes, fence, entity, closing = HOSTILE
    return axt.Dataset(
        [
            axt.Actor(
                id="kp",
                name=script,
                kind="state",
                aliases=[markup],
                identifiers=["wikidata:javascript:alert(1)", "x:<b>"],
                note=quotes,
            ),
            axt.Actor(id="ru", name=markup, kind="state", roles=[axt.Role(of="kp", title=fence, during="2024~")]),
            axt.Item(id="arms", name=quotes, note=script),
            axt.Item(id="shells", name=markup, broader=["arms"]),
            axt.Place(id="kursk", name=entity, note=script),
            axt.Document(
                id="report",
                title=entity,
                published="2024",
                dating="inferred",
                dating_note=markup,
                length=100,
                sha256="0" * 64,
                url="javascript:alert(1)",
                uncoded=[{"passage": f"report#char=50,60;sha256={DIGEST}", "reason": "no-fact"}],
            ),
            axt.ArmsTransfer(
                id="transfer",
                name=closing,
                supplier="kp",
                recipient="ru",
                item="arms",
                note=fence,
                parts=[{"events": ["by-rail", "by-sea"], "covers": "all"}, {"events": ["shells"]}],
            ),
            axt.ArmsTransfer(id="by-rail", name=script, supplier="kp", recipient="ru", item="arms"),
            axt.ArmsTransfer(id="by-sea", name=quotes, supplier="kp", recipient="ru", item="arms"),
            axt.ArmsTransfer(id="shells", name=markup, supplier="kp", recipient="ru", item="shells"),
            axt.UnknownEvent(kind="other:raid", id="raid", name=fence, fields={"by": [script, 1], "<b>": markup}),
            *(
                axt.Claim(
                    id=f"claim-{number}",
                    event="transfer",
                    claimants=["kp"],
                    summary=summary,
                    hedge=markup,
                    note=script,
                    likelihood="likely" if number else "very-likely",
                    origin="told-once" if number < 2 else None,  # and reported twice, not alike
                    relays=[] if number else ["ru"],
                    revises="claim-2" if number == 3 else None,
                    made=None if number == 1 else f"2024-0{number + 1}",
                    evidence=[f"report#char={number},{number + 9};sha256={DIGEST}"] if number else [],
                )
                for number, summary in enumerate(HOSTILE)
            ),
            axt.Claim(
                id="a-denial",
                event="transfer",
                claimants=["kp", "ru"],
                summary=fence,
                stance="denies",
                answers=["claim-3"],
                made="2023",  # by the dates alone, it would stand above what it answers
            ),
            *(
                axt.Claim(
                    id=f"{kind.value}-of-the-shells",
                    event="transfer",
                    claimants=["kp"],
                    summary=markup,
                    made="2024",
                    speaking_for=["ru"],
                    supports=[{"claim": "of-the-shells", "kind": kind}],
                )
                for kind in axt.SupportKind
            ),
            axt.Claim(
                id="of-the-shells",
                event="shells",
                claimants=["ru"],
                summary=markup,
                made="2024",
                measure={"quantity": "over 5 shells", "phase": "delivered"},
            ),
            axt.Claim(
                id="of-the-raid",
                event="raid",
                claimants=["ru"],
                summary=quotes,
                made="2024",
                modality="possible",
                hedge=script,
                when_words=markup,
            ),
        ]
    )


class Site:
    """A built site and the dataset that it shows."""

    def __init__(self, dataset, folder):
        self.dataset = dataset
        self.folder = Path(folder)

    @functools.cache  # noqa: B019 (there are only as many as there are pages)
    def page(self, name):
        from bs4 import BeautifulSoup

        return BeautifulSoup((self.folder / f"{name}.html").read_text(encoding="utf-8"), "html.parser")

    @functools.cache  # noqa: B019
    def article(self, name):
        """What stands on the page itself, without the navigation around it."""
        from bs4 import BeautifulSoup, SoupStrainer

        text = (self.folder / f"{name}.html").read_text(encoding="utf-8")
        return BeautifulSoup(text, "html.parser", parse_only=SoupStrainer(attrs={"role": "main"}))

    @functools.cache  # noqa: B019
    def links(self, name):
        """What a page leads to, as page and anchor from the top of the site."""
        found = set()
        for link in self.article(name).find_all("a", href=True):
            path, _, anchor = link["href"].partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else f"{name}.html"
            found.add((unquote(target), unquote(anchor)))
        return found

    def pages(self):
        return [
            (f"{DATA}/{collection}/{record.id}", record)
            for collection in ("events", "actors", "documents")
            for record in getattr(self.dataset, collection)
        ]


def make_sources(folder, dataset):
    """The sources of a site that has the pages of the data and nothing else."""
    data = folder / DATA
    data.mkdir(parents=True)
    for name in LISTS:
        (data / f"{name}.md").write_text((DOCS / DATA / f"{name}.md").read_text(encoding="utf-8"), encoding="utf-8")
    toctree = "\n".join(["# Invented", "", "```{toctree}", *(f"{DATA}/{name}" for name in LISTS), "```", ""])
    (folder / "index.md").write_text(toctree, encoding="utf-8")
    configuration = CONFIGURATION.format(extensions=str(DOCS / "_ext"), static=str(DOCS / "_static"))
    (folder / "conf.py").write_text(configuration, encoding="utf-8")
    axt.write(dataset, folder / "data.json")


def build(sources, dataset):
    target = sources.with_name(f"{sources.name}-html")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "--no-color",
            "-n",
            "-W",
            "--keep-going",
            "-b",
            "html",
            str(sources),
            str(target),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(axt.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Site(dataset, target)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory):
    sources = tmp_path_factory.mktemp("site") / "small"
    make_sources(sources, WORLD)
    return build(sources, WORLD)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory):
    sources = tmp_path_factory.mktemp("site") / "hostile"
    make_sources(sources, hostile_world())
    return build(sources, hostile_world())


@pytest.fixture(params=["small_site", "hostile_site", "packaged"])
def site(request):
    if request.param != "packaged":
        return request.getfixturevalue(request.param)
    if not SITE:
        pytest.skip("AXIS_TRACKER_SITE names no folder with the built documentation")
    return packaged_site()


@functools.cache
def packaged_site():
    return Site(axt.load(), SITE)


def test_every_event_actor_and_document_has_a_page_under_its_name(site):
    for name, record in site.pages():
        (heading,) = site.article(name).find_all("h1")
        heading.find("a", class_="headerlink").decompose()
        assert heading.get_text() == getattr(record, "name", getattr(record, "title", None))


def test_every_claim_has_one_anchor_and_it_stands_on_the_page_of_its_event(site):
    anchors = [
        (name, element["id"])
        for name, _ in site.pages()
        for element in site.article(name).find_all(id=True)
        if element["id"].startswith("claim-")
    ]
    assert sorted(anchors) == sorted((f"{DATA}/events/{one.event}", f"claim-{one.id}") for one in site.dataset.claims)


def said(site, claim):
    return site.article(f"{DATA}/events/{claim.event}").find(id=f"claim-{claim.id}")


def test_a_claim_is_shown_with_its_summary_word_for_word(site):
    for claim in site.dataset.claims:
        assert said(site, claim).find(class_="axis-summary").get_text() == claim.summary


def test_a_claim_is_shown_with_each_passage_that_it_rests_on(site):
    for claim in site.dataset.claims:
        shown = [one.get_text() for one in said(site, claim).find_all("code", class_="axis-locator")]
        assert [one for one in shown if "#char=" in one] == [
            str(passage) for key in claim.documents for passage in claim.evidence if passage.document == key
        ]


def test_a_claim_is_linked_from_its_documents_and_from_those_who_make_it(site):
    for claim in site.dataset.claims:
        there = (f"{DATA}/events/{claim.event}.html", f"claim-{claim.id}")
        assert all(there in site.links(f"{DATA}/documents/{key}") for key in claim.documents)
        assert all(there in site.links(f"{DATA}/actors/{key}") for key in claim.claimants)


def test_a_claim_leads_to_who_says_it_where_it_is_read_and_what_it_answers(site):
    events = {claim.id: claim.event for claim in site.dataset.claims}
    for claim in site.dataset.claims:
        links = site.links(f"{DATA}/events/{claim.event}")
        needed = {(f"{DATA}/actors/{key}.html", "") for key in (*claim.claimants, *claim.relays)}
        needed |= {(f"{DATA}/documents/{key}.html", "") for key in claim.documents}
        needed |= {(f"{DATA}/events/{events[key]}.html", f"claim-{key}") for key in claim.answers}
        assert needed <= links | {(page, "") for page, _ in links}


def test_a_page_of_the_data_leads_nowhere_but_to_what_is_there(site):
    ids = {}
    for name in [*(name for name, _ in site.pages()), *(f"{DATA}/{name}" for name in LISTS)]:
        for page, anchor in site.links(name):
            if page.startswith(("http:", "https:")) or "//" in page or not page.endswith(".html"):
                continue
            if page not in ids:
                ids[page] = {one["id"] for one in site.article(page.removesuffix(".html")).find_all(id=True)}
            assert not anchor or anchor in ids[page], f"{name} leads to {page}#{anchor}"


def test_every_figure_of_an_event_is_explained_on_its_page(site):
    found = site.dataset.estimates()
    for row in found:
        text = site.article(f"{DATA}/events/{row.event}").get_text()
        assert all(line in text for line in found.estimate(row).explain().splitlines())


def test_all_that_follows_of_an_event_is_explained_on_its_page(site):
    for event in site.dataset.events:
        text = site.article(f"{DATA}/events/{event.id}").get_text()
        answers = [site.dataset.corroboration(event)]
        for ask in (site.dataset.disputes, site.dataset.drifts, site.dataset.revisions):
            answers += ask(about=event)
        assert all(line.removeprefix("- ") in text for one in answers for line in one.explain().splitlines())


def in_short(site, event):
    """The list of a page that stands above all of its sections."""
    (heading,) = (
        one for one in site.article(f"{DATA}/events/{event}").find_all("strong") if one.get_text() == "In short"
    )
    return heading.find_next("ul")


def test_a_figure_in_short_stands_beside_whose_word_it_is(site):
    found = site.dataset.estimates()
    for row in found:
        estimate = found.estimate(row)
        (whose,) = (
            one
            for one in estimate.explain().splitlines()
            if re.search(r"(voices?|sources?|bylines) (supports?|gives?) ", one)
        )
        assert whose in in_short(site, row.event).get_text()


def test_who_denies_an_event_or_what_it_is_a_part_of_stands_in_short_with_the_claim(site):
    found = site.dataset.estimates()
    for row in found:
        named = {link["href"].partition("#")[2] for link in in_short(site, row.event).find_all("a", href=True)}
        parts = set(
            site.article(f"{DATA}/events/{row.event}").find("dl", class_="axis-fields").find_all("a", href=True)
        )
        above = {row.event} | {one["href"].removesuffix(".html") for one in parts if is_listed_under("A part of", one)}
        estimate = found.estimate(row)
        every = (*estimate.denials, *estimate.possible_denials, *estimate.earlier_denials)
        denials = [one.id for one in every if one.event in above]
        assert {f"claim-{one}" for one in denials} <= named


def test_an_event_lists_its_disjoint_parts_and_whether_they_are_all_of_it(site):
    for event in site.dataset.events:
        fields = site.article(f"{DATA}/events/{event.id}").find("dl", class_="axis-fields").find_all("a", href=True)
        for name, covers in (("Has disjoint parts", "some"), ("Consists of disjoint parts", "all")):
            listed = [link["href"].removesuffix(".html") for link in fields if is_listed_under(name, link)]
            assert listed == [key for one in event.parts if one.covers.value == covers for key in one.events]


def test_a_claim_leads_to_what_it_supports_and_back(site):
    names = {
        "support": ("Supports", "Supported by"),
        "ground": ("Gives the ground for", "Its ground"),
        "condition": ("States a condition of", "On the condition"),
        "cause": ("States a cause of", "Its cause"),
    }
    for claim in site.dataset.claims:
        for one in claim.supports:
            of, by = names[one.kind.value]
            for shown, name, other in ((claim.id, of, one.claim), (one.claim, by, claim.id)):
                links = said(site, site.dataset.claims[shown]).find_all("a", href=True)
                leading = {link["href"].partition("#")[2] for link in links if is_listed_under(name, link)}
                assert f"claim-{other}" in leading


def test_a_claim_leads_to_those_for_whom_it_was_made(site):
    for claim in site.dataset.claims:
        links = said(site, claim).find_all("a", href=True)
        found = [link["href"].rpartition("/")[2] for link in links if is_listed_under("Speaking for", link)]
        assert found == [f"{key}.html" for key in claim.speaking_for]


def is_listed_under(name, link):
    return link.find_previous("dt").get_text().rstrip(":") == name


def field(site, claim, name):
    """What stands for a name among the fields of a claim, or None."""
    (listed,) = said(site, claim).find_all("dl", class_="axis-fields")
    shown = {one.get_text().rstrip(":"): one.find_next("dd").get_text().strip() for one in listed.find_all("dt")}
    return shown.get(name)


def test_the_words_of_a_hedge_stand_with_what_they_hedge(site):
    for claim in site.dataset.claims:
        words = f'in the words "{claim.hedge}"'
        shown = {name: words in field(site, claim, name) for name in ("Likelihood", "Told as")}
        hedged = claim.likelihood is not axt.Likelihood.UNHEDGED or claim.modality is axt.Modality.ACTUAL
        wanted = [] if claim.hedge is None else ["Likelihood" if hedged else "Told as"]
        assert [name for name in shown if shown[name]] == wanted


def test_a_time_without_a_date_is_shown_in_its_words(site):
    for claim in site.dataset.claims:
        if claim.when_words is not None:
            shown = field(site, claim, "Happened") or field(site, claim, "Would happen")
            assert shown.endswith(f'in the words "{claim.when_words}"')
            assert shown.startswith("not dated") is (claim.when is None)


def test_an_answer_stands_below_what_it_answers(site):
    for event in site.dataset.events:
        cards = site.article(f"{DATA}/events/{event.id}").find_all(class_="axis-claim")
        order = [one["id"].removeprefix("claim-") for one in cards]
        for place, key in enumerate(order):
            assert not set(site.dataset.claims[key].answers) & set(order[place:])


def test_what_an_actor_says_is_listed_once(site):
    for actor in site.dataset.actors:
        for claim in site.dataset.claims.where(by=actor):
            lists = site.article(f"{DATA}/actors/{actor.id}").find_all(id=["says", "denies"])
            lines = [line for one in lists for line in one.find("ul").find_all("li", recursive=False)]
            leading = [one.find("p").find_all("a")[-1]["href"].partition("#")[2] for one in lines]
            assert leading.count(f"claim-{claim.id}") == 1


@pytest.mark.skipif(not SITE, reason="AXIS_TRACKER_SITE names no folder with the built documentation")
def test_a_chart_is_a_file_of_the_site_and_leads_to_itself():
    site, charts = packaged_site(), 0
    for event in site.dataset.events:
        name = f"{DATA}/events/{event.id}"
        for image in site.article(name).find_all("img"):
            assert image["alt"]
            assert image.parent["href"] == image["src"]
            assert (site.folder / posixpath.join(posixpath.dirname(name), image["src"])).is_file()
            charts += 1
    assert charts


def test_the_invented_worlds_have_something_of_each_kind():
    assert hostile_world().drifts()
    assert hostile_world().revisions()
    assert WORLD.disputes()
    assert len(WORLD.estimates())


def test_what_is_left_uncoded_stands_on_the_page_of_its_document(site):
    for document in site.dataset.documents:
        text = site.article(f"{DATA}/documents/{document.id}").get_text()
        assert all(str(one.passage) in text for one in document.uncoded)


def test_lists_have_every_page_and_every_item_and_place(site):
    for collection in ("events", "actors", "documents"):
        links = site.links(f"{DATA}/{collection}")
        assert all((f"{DATA}/{collection}/{one.id}.html", "") in links for one in getattr(site.dataset, collection))
    for collection, kind in (("items", "item"), ("places", "place")):
        page = site.article(f"{DATA}/{collection}")
        assert all(page.find(id=f"{kind}-{one.id}") for one in getattr(site.dataset, collection))


def test_the_tree_beside_a_page_is_open_at_its_list_and_does_not_have_all_pages(site):
    for collection, title in (("events", "Events"), ("actors", "Actors"), ("documents", "Documents")):
        first = getattr(site.dataset, collection)[0].id
        tree = site.page(f"{DATA}/{collection}/{first}").find(class_="sidebar-tree")
        (current,) = tree.find_all("li", class_="current-page")
        assert current.find("a").get_text() == title
        assert posixpath.basename(current.find("a")["href"]) == f"{collection}.html"
        assert not [one for one in tree.find_all("a", href=True) if f"/{collection}/" in one["href"]]


def test_the_search_knows_the_words_of_the_data(site):
    index = (site.folder / "searchindex.js").read_text(encoding="utf-8")
    assert {"small": '"shoigu"', "hostile": '"taken"'}.get(site.folder.name.partition("-")[0], '"ballist"') in index


def test_hostile_texts_make_no_element_and_no_link(small_site, hostile_site):
    usual = {
        (tag.name, tag.get("src"))
        for tag in small_site.page(f"{DATA}/events/kp-rounds").find_all(["script", "iframe", "img", "object"])
    }
    for name, _ in hostile_site.pages():
        page = hostile_site.page(name)
        assert {(tag.name, tag.get("src")) for tag in page.find_all(["script", "iframe", "img", "object"])} <= usual
        assert not [one for one in page.find_all("a", href=True) if "javascript" in one["href"]]
        assert not hostile_site.article(name).find_all(["b", "em"])
        assert [one.get_text() for one in page.find_all("footer")]  # what comes last was not cut off


def test_the_sources_of_the_pages_hold_no_text_of_the_records(hostile_site):
    sources = hostile_site.folder.with_name("hostile")
    stubs = [sources / f"{name}.md" for name, _ in hostile_site.pages()]
    assert all(text not in stub.read_text(encoding="utf-8") for stub in stubs for text in HOSTILE)


def test_kinds_that_nobody_knows_are_shown_as_they_stand(hostile_site):
    fields = hostile_site.article(f"{DATA}/events/raid").find("dl", class_="axis-fields").get_text()
    assert "[\"<script>document.title = 'taken'</script>\", 1]" in fields


def test_pages_follow_the_data_and_only_what_changed_is_written(tmp_path):
    sources = tmp_path / "changing"
    make_sources(sources, WORLD)
    build(sources, WORLD)
    by_hand = sources / DATA / "events" / "by-hand.md"
    by_hand.write_text("---\norphan: true\n---\n# Written by somebody\n", encoding="utf-8")
    stubs = {one: one.stat().st_mtime_ns for one in (sources / DATA).glob("*/*.md")}
    changed = axt.Dataset(
        evolve(one, summary="It says otherwise.") if one.id == "rounds-by-hur" else one
        for one in RECORDS
        if one.id not in ("visit-undated", "visit-by-daily")
    )
    axt.write(changed, sources / "data.json")
    site = build(sources, changed)
    gone = sources / DATA / "events" / "visit-undated.md"
    assert {one: one.stat().st_mtime_ns for one in (sources / DATA).glob("*/*.md")} == {
        one: when for one, when in stubs.items() if one != gone
    }
    assert said(site, changed.claims["rounds-by-hur"]).find(class_="axis-summary").get_text() == "It says otherwise."
    assert "It says otherwise." in site.article(f"{DATA}/actors/hur").get_text()
