"""The packaged data are what the seeds compile to, rest on the texts they name, and hold none of their wording."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

import axis_tracker as axt

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
RUN = 8
"""As many words of a text in a row are its wording, not a coincidence."""


@pytest.fixture(scope="module")
def ds():
    return axt.load()


# What they are


def test_the_packaged_data_are_what_the_seeds_compile_to():
    packaged = Path(axt.__file__).parent / "data" / "axis.json"
    compiled = axt.dumps(axt.check(SEEDS))
    assert packaged.read_text(encoding="utf-8") == compiled, (
        "compile them again: axis-tracker compile seeds -o src/axis_tracker/data/axis.json"
    )


def test_the_order_in_which_the_seeds_are_read_does_not_matter(tmp_path, ds):
    for index, path in enumerate(sorted(SEEDS.rglob("*.toml"), reverse=True)):
        shutil.copy(path, tmp_path / f"{index:03}.toml")
    assert axt.read(tmp_path) == ds


# What they rest on


def test_every_document_is_the_text_that_was_coded(ds, texts):
    assert sorted(path.stem for path in texts.glob("*.txt")) == list(ds.documents.ids)
    for document in ds.documents:
        raw = (texts / f"{document.id}.txt").read_bytes()
        assert len(raw.decode()) == document.length
        assert hashlib.sha256(raw).hexdigest() == document.sha256


def test_every_passage_reads_in_its_text_what_was_digested(ds, texts):
    contents = {one.id: (texts / f"{one.id}.txt").read_bytes().decode() for one in ds.documents}
    passages = {
        f"{record.id} {passage}": passage
        for record, given in (
            *((claim, claim.evidence) for claim in ds.claims),
            *((document, [one.passage for one in document.uncoded]) for document in ds.documents),
        )
        for passage in given
    }
    assert passages
    digested = {
        key: hashlib.sha256(contents[one.document][one.start : one.end].encode()).hexdigest()
        for key, one in passages.items()
    }
    assert [key for key, one in passages.items() if not digested[key].startswith(one.digest)] == []
    shown = (contents[one.document][one.start : one.end] for one in passages.values())
    assert [stretch for stretch in shown if stretch != stretch.strip()] == []


# What they must not hold


def words_of(text):
    """The words of a text, whatever their case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = re.sub(r"(?<=\w)['\u2019](?=\w)", "", plain)
    return re.findall(r"\w+", re.sub(r"[\u0300-\u036f_]", " ", plain))


def runs_of(text):
    words = words_of(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def files_of_the_repository():
    """What git tracks or would track."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not in a git checkout: which files are the repository's is not known")
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True,
        capture_output=True,
    )
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_wording_of_a_source_stands_in_the_repository(ds, texts):
    ours = {one.id: runs_of(one.title) for one in ds.documents}
    theirs = {
        path.stem: runs_of(path.read_bytes().decode()) - ours.get(path.stem, set()) for path in texts.glob("*.txt")
    }
    wording = {run: key for key, runs in theirs.items() for run in runs}
    assert len(wording) > 1_000
    copied = [
        f"{path.relative_to(ROOT)} has of {wording[run]}: {' '.join(run)}"
        for path in files_of_the_repository()
        for run in runs_of(path.read_bytes().decode("utf-8", "replace")) & wording.keys()
    ]
    assert copied == []


def test_a_copied_run_is_seen_through_case_punctuation_and_line_breaks():
    source = "Kim\u2019s envoy met Mr. Putin in Moscow, where they spoke at length."
    copy = "# ... kims ENVOY\n#   met mr putin: in Moscow (where) they\n"
    assert len(runs_of(source) & runs_of(copy)) == 2
    assert not runs_of(source) & runs_of("Kim's envoy met Mr. Putin in Sochi, where they spoke")


# What can be asked of them: the questions of the README


def test_states_are_found_by_id_name_and_alias(ds):
    assert ds.actors["kp"].name == "North Korea"
    assert ds.actors["DPRK"] is ds.actors["north korea"] is ds.actors["kp"]


def test_an_item_is_found_with_what_lies_below_it(ds):
    certain = ds.transfers.where(supplier="North Korea", recipient="ru", item="ammunition")
    assert "kp-ru-artillery-ammunition" in certain
    assert {ds.items[one.item].id for one in certain} <= set(ds.items.where(below="ammunition").ids)
    assert "kp-ru-ballistic-missiles" not in certain
    assert "kp-ru-ballistic-missiles" in ds.transfers.where(supplier="kp", recipient="Russia", item="missiles")


def test_in_a_window_of_time_the_possible_includes_the_certain(ds):
    window = {"supplier": "North Korea", "recipient": "ru", "item": "ammunition", "during": "2022/2024-06"}
    certain = ds.transfers.where(**window)
    possible = ds.transfers.where(**window, certainty="possible")
    assert set(certain.ids) <= set(possible.ids)
    assert "kp-ru-artillery-ammunition" in possible
    assert not ds.transfers.where(supplier="kp", during="1990", certainty="possible") & certain


def test_troops_in_kursk_are_troops_in_russia(ds):
    in_kursk = ds.deployments.where(of="DPRK", to="Kursk")
    assert in_kursk
    assert set(in_kursk.ids) <= set(ds.deployments.where(of="DPRK", to="Russia").ids)


def test_a_minister_goes_for_his_state(ds):
    visits = ds.delegations.where(visitor="ru", host="kp", during="2023")
    assert visits
    assert all(one.when is not None and one.when.during("2023").is_certain for one in visits)
    assert any("ru" not in one.visitors for one in visits)


def test_claims_are_found_by_claimant_stance_event_and_source(ds):
    source = "001_cf506477191a8972"
    found = ds.claims.where(
        by="Ukraine", stance="asserts", about=ds.transfers["kp-ru-artillery-ammunition"], source=source
    )
    assert found
    for claim in found:
        assert "hur" in claim.claimants
        assert claim.stance is axt.Stance.ASSERTS
        assert claim.event == "kp-ru-artillery-ammunition"
        assert source in claim.documents
    (shells,) = (one for one in found if one.measure is not None)
    assert (shells.measure.quantity.low, shells.measure.quantity.high) == (4_500_000, 5_500_000)
    assert str(shells.measure.quantity) == "around 5 million shells"


def test_both_states_deny_that_ammunition_is_transferred(ds):
    denials = ds.claims.where(stance="denies", about="kp-ru-ammunition")
    assert {key for one in denials for key in one.claimants} == {"kp", "ru"}


@pytest.mark.parametrize(
    ("ask", "nearest"),
    [
        (lambda ds: ds.actors["Noth Korea"], "North Korea"),
        (lambda ds: ds.transfers.where(supplier="Rusia"), "Russia"),
        (lambda ds: ds.deployments.where(to="Kirsk"), "Kursk"),
        (lambda ds: ds.transfers.where(item="amunition"), "ammunition"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(ds, ask, nearest):
    with pytest.raises(axt.UnknownNameError) as caught:
        ask(ds)
    assert nearest in caught.value.nearest
