"""A project built on this package, `tests/downstream`, run from its sources as if it were installed.

That it is built, installed from its wheel, type-checked and tested there is a step of `.ci/run`. Here its entry points
are read from its `pyproject.toml`, so that what its users see is also tried where nothing is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import axis_tracker

PROJECT = Path(__file__).parent / "downstream"
SOURCES = Path(axis_tracker.__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Runs code in a fresh interpreter for which the project is installed: its sources, with what pip writes of it."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = tmp_path_factory.mktemp("site")
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = (
        "\n".join((f"[{group}]", *(f"{name} = {value}" for name, value in points.items())))
        for group, points in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text("\n".join(groups))
    path = os.pathsep.join(map(str, (site, PROJECT / "src", SOURCES, *filter(None, [os.environ.get("PYTHONPATH")]))))

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            cwd=site,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return run


def test_its_dataset_is_loaded_by_name_asked_and_estimated(installed):
    said = installed(
        "-c",
        "import axis_tracker as axt\n"
        "cyber = axt.load('cyber')\n"
        "print(cyber is axt.load('cyber'), *cyber.events.where(kind='cyber:intrusion', involving='Russia').ids)\n"
        "about = {'by': 'North Korea', 'target': 'Russia'}\n"
        "found = cyber.estimate(about=about, item='records', phase='lost')\n"
        "print(found.low, found.high, len(cyber.estimates(kind='cyber:intrusion')))\n",
    )
    assert said == ["True", "heron-shipyard-mail", "kp-ru-records", "300", "5000", "2"]


def test_its_kind_is_found_when_a_file_has_it_and_not_before(installed):
    said = installed(
        "-c",
        "import sys, axis_tracker as axt\n"
        "axt.loads(axt.dumps(axt.load()))\n"
        "print('axis_tracker_cyber' in sys.modules, 'importlib.metadata' in sys.modules)\n"
        'text = \'{"format": "axis-tracker", "version": 1, "actors": [{"id": "kp", "name": "KP", "kind": "state"}],\''
        '\' "items": [{"id": "records", "name": "records"}], "events": [{"kind": "cyber:intrusion",\''
        '\' "id": "raid", "name": "A raid", "by": "kp", "target": "kp", "item": "records"}]}\'\n'
        "print(type(axt.loads(text).events['raid']).__name__)\n",
    )
    assert said == ["False", "False", "Intrusion"]


def test_every_format_and_its_own_keep_its_dataset(installed, tmp_path):
    for extra in ("msgpack", "tomli_w", "yaml"):
        pytest.importorskip(extra, reason=f"{extra} is not installed: the formats are not all there")
    said = installed(
        "-c",
        "import sys, pathlib, axis_tracker as axt\n"
        "from axis_tracker.formats.registry import known_formats\n"
        "cyber, folder = axt.load('cyber'), pathlib.Path(sys.argv[1])\n"
        "for name, one in known_formats().items():\n"
        "    path = folder / ('data' + ''.join(one.suffixes[:1]))\n"
        "    axt.write(cyber, path, name)\n"
        "    print(name if axt.read(path, name) == cyber else 'differs')\n",
        str(tmp_path),
    )
    assert said == [*axis_tracker.FORMATS, "cards"]


def test_the_command_line_reads_its_kind_and_its_format(installed, tmp_path):
    pytest.importorskip("click", reason="the command line is not installed")
    written = "import axis_tracker as axt, sys; axt.write(axt.load('cyber'), sys.argv[1])"
    first, cards, again = (str(tmp_path / name) for name in ("a.json", "b.cards", "c.json"))
    installed("-c", written, first)
    installed("-m", "axis_tracker", "convert", first, cards)
    installed("-m", "axis_tracker", "convert", cards, again)
    assert Path(again).read_bytes() == Path(first).read_bytes()
