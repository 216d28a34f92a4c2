"""Which room may import which: the contracts of `pyproject.toml`, and what they cannot say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

import axis_tracker

PACKAGE = Path(axis_tracker.__file__).parent
PROJECT = Path(__file__).parents[1] / "pyproject.toml"
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
ABOVE_THE_PACKAGE = ("axis_tracker.cli", "axis_tracker.__main__")
"""What uses the package as its users do."""

UPWARD_IMPORTS = {
    "at the top": "from axis_tracker.reports.overview import overview\n",
    "for type checking": "if TYPE_CHECKING:\n    from axis_tracker.reports.overview import overview\n",
    "in a function": "def late():\n    from axis_tracker.reports.overview import overview\n",
}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """The outcome of the contracts on a copy of the package."""
    shutil.copytree(PACKAGE, folder / "axis_tracker", ignore=shutil.ignore_patterns("__pycache__"))
    return checked(folder)


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--config", str(PROJECT), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_room_imports_only_rooms_below_it_and_an_upward_import_of_any_form_is_noticed(tmp_path: Path) -> None:
    done = linted(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    module = tmp_path / "axis_tracker" / "dataset" / "names.py"
    source = module.read_text(encoding="utf-8")
    for form, upward in UPWARD_IMPORTS.items():
        module.write_text(f"{source}\n{upward}", encoding="utf-8")
        done = checked(tmp_path)
        assert done.returncode == 1, form
        assert "axis_tracker.dataset.names -> axis_tracker.reports.overview" in done.stdout, form


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("axis_tracker", cache_dir=None)


def test_no_room_imports_the_package_itself_through_which_every_room_could_be_reached(
    graph: grimp.ImportGraph,
) -> None:
    importers = graph.find_modules_that_directly_import("axis_tracker")
    assert not {one for one in importers if not one.startswith(ABOVE_THE_PACKAGE)}


def test_modules_that_import_each_other_are_of_one_room_and_few(graph: grimp.ImportGraph) -> None:
    for module in graph.modules - {"axis_tracker"}:
        cycle = graph.find_upstream_modules(module) & graph.find_downstream_modules(module)
        assert len(cycle | {module}) < 8, sorted(cycle)
        assert len({one.split(".")[1] for one in cycle | {module}}) == 1, sorted(cycle)
