"""What is not loaded, and what the package does where an optional part is not installed.

Each case runs in a fresh interpreter. Which modules are loaded is no timing, so a slow machine changes nothing here.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import axis_tracker

PACKAGE = Path(axis_tracker.__file__).parent
PROJECT = Path(__file__).parents[1] / "pyproject.toml"

# What each extra brings, by the name that one imports.
EXTRAS = {
    "charts": {"altair", "vl_convert"},
    "cli": {"click", "rich"},
    "fast": {"orjson"},
    "agreement": {"krippendorff"},
    "msgpack": {"msgpack"},
    "testing": {"hypothesis"},
    "toml": {"tomli_w"},
    "yaml": {"yaml"},
    "arrow": {"pyarrow"},
    "pandas": {"pandas"},
    "polars": {"polars"},
}
CORE = {"attrs", "cattrs", "dateutil"}

# The whole of each extra away, as if it had never been installed.
BLOCKER = """
import sys

class Away:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {away!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name.partition(".")[0])

sys.meta_path.insert(0, Away())
"""


def run(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=300,
        check=False,
    )


def loaded_by(code):
    """The modules that some code loads, besides those that Python loads by itself."""
    report = "import sys; before = set(sys.modules); exec({!r}); print(*sorted(set(sys.modules) - before))"
    done = run(report.format(code))
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def tops(modules):
    return {name.partition(".")[0] for name in modules}


def test_the_package_by_itself_loads_next_to_nothing():
    loaded = loaded_by("import axis_tracker; axis_tracker.__all__; axis_tracker.__version__; dir(axis_tracker)")
    assert {name for name in loaded if name.startswith("axis_tracker")} == {
        "axis_tracker",
        "axis_tracker._version",
        "axis_tracker.display",
    }
    assert not tops(loaded) & {"attr", "dataclasses", "enum", "json", "re", "typing", *CORE}


def test_a_public_name_loads_its_room_alone():
    loaded = loaded_by("import axis_tracker; axis_tracker.Truth")
    assert {name for name in loaded if name.startswith("axis_tracker.")} == {
        "axis_tracker._version",
        "axis_tracker.display",
        "axis_tracker.errors",
        "axis_tracker.imprecise",
        "axis_tracker.imprecise.truth",
    }
    assert not tops(loaded) & {"attr", "dateutil"}


def test_to_load_the_data_takes_no_more_than_the_model_and_the_reader():
    loaded = loaded_by("import axis_tracker; axis_tracker.load()")
    needless = {
        "cattrs",
        "click",
        "dateutil",
        "difflib",
        "krippendorff",
        "rich",
        "sqlite3",
        "tomllib",
        "typing_extensions",
    }
    assert not tops(loaded) & needless
    rooms = {name.split(".")[1] for name in loaded if name.startswith("axis_tracker.")}
    assert rooms <= {"_version", "dataset", "display", "errors", "facade", "formats", "imprecise", "model"}
    modules = {name.removeprefix("axis_tracker.") for name in loaded}
    assert not modules & {
        "formats.converters",
        "formats.diagnostics",
        "formats.toml_folder",
        "imprecise.date_words",
        "imprecise.quantity_words",
    }


def test_a_question_loads_nothing_but_the_model_either():
    code = "import axis_tracker as axt; axt.load().transfers.where(supplier='DPRK', during='2023')"
    assert not tops(loaded_by(code)) & {"cattrs", "click", "dateutil", "rich"}


# What is installed, and what is optional


def imports_of(path, *, at_the_top):
    """The modules that a file imports: all of them, or those that are loaded with the file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if at_the_top else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module.partition(".")[0]


def test_nothing_is_imported_that_the_project_does_not_name():
    known = {"axis_tracker", *CORE, *sys.stdlib_module_names, *set().union(*EXTRAS.values())}
    for path in PACKAGE.rglob("*.py"):
        assert set(imports_of(path, at_the_top=False)) <= known, path


def test_what_is_optional_is_imported_only_where_it_is_used():
    optional = set().union(*EXTRAS.values())
    for path in PACKAGE.rglob("*.py"):
        top = set(imports_of(path, at_the_top=True)) & optional
        assert not top or (path.parent.name in {"cli", "testing"} and path.name != "__init__.py"), path


def test_the_extras_are_those_of_the_project():
    if not PROJECT.is_file():
        pytest.skip("the project's own file is not beside the tests")
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    named = {extra: " ".join(project["optional-dependencies"][extra]).lower().replace("-", "_") for extra in EXTRAS}
    for extra, modules in EXTRAS.items():
        assert all(module in named[extra] for module in modules), extra
    assert {"attrs", "cattrs", "python-dateutil"} == {line.partition(">")[0] for line in project["dependencies"]}


# Each extra away


def test_without_orjson_the_data_are_the_same():
    code = (
        "import axis_tracker as axt, sys; "
        "sys.stdout.write(axt.dumps(axt.load())); sys.stderr.write(str({*sys.modules}))"
    )
    without = run(BLOCKER.format(away={"orjson"}) + code)
    assert without.returncode == 0, without.stderr
    assert "'orjson'" not in without.stderr
    assert without.stdout == run(code).stdout == axis_tracker.dumps(axis_tracker.load())


@pytest.mark.parametrize("away", [{"click"}, {"rich"}, {"click", "rich"}], ids=["click", "rich", "click and rich"])
def test_without_its_extra_the_command_line_says_which_one_it_needs(away):
    done = run(BLOCKER.format(away=away) + "from axis_tracker.cli import main; main()")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        (
            "axis-tracker: the command line needs the 'cli' extra, which is not installed;"
            " run python -m pip install 'axis-tracker[cli]'"
        )
    ]


def test_without_click_and_rich_everything_else_works():
    code = "import axis_tracker as axt; axt.overview(axt.load()); print(axt.dumps(axt.load())[:1])"
    done = run(BLOCKER.format(away={"click", "rich"}) + code)
    assert done.stdout.strip() == "{", done.stderr


def test_without_hypothesis_the_strategies_say_which_extra_they_need():
    blocked = BLOCKER.format(away={"hypothesis"})
    done = run(blocked + "import axis_tracker.testing")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "axis_tracker.errors.MissingExtraError: axis_tracker.testing needs the 'testing' extra, which is not installed;"
        " run python -m pip install 'axis-tracker[testing]'"
    )
    done = run(blocked + "import axis_tracker as axt; [getattr(axt, name) for name in axt.__all__]; axt.load()")
    assert done.returncode == 0, done.stderr


def test_hypothesis_loads_no_model_until_a_class_of_it_is_asked_for():
    # The entry point runs whenever Hypothesis is imported, also where nobody uses this package.
    code = (
        "import hypothesis.strategies as st; from axis_tracker import _hypothesis_plugin; _hypothesis_plugin.load(); "
        "st.from_type(int)"
    )
    ours = {name for name in loaded_by(code) if name.startswith("axis_tracker")}
    assert ours == {
        "axis_tracker",
        "axis_tracker._version",
        "axis_tracker._hypothesis_plugin",
        "axis_tracker.display",
    }


KIND = """
from typing import ClassVar
import attrs
import axis_tracker as axt
from hypothesis import Phase, find, settings, strategies as st

def first(strategy):  # not shrunk, for that takes seconds
    return find(strategy, bool, settings=settings(phases=[Phase.generate], database=None))

@attrs.frozen(eq=False, repr=False, kw_only=True)
class Training(axt.Event):
    kind: ClassVar[str] = "example:training"
    days: int = 0
"""


def test_hypothesis_finds_the_strategies_by_the_classes_of_any_project():
    load = "from axis_tracker import _hypothesis_plugin; _hypothesis_plugin.load()\n"
    ask = (
        "print([isinstance(first(st.from_type(cls)), cls) for cls in (axt.Claim, axt.Event, Training)], "
        "type(first(st.builds(lambda one: one, one=st.from_type(axt.Role | None)))).__name__)"
    )
    done = run(KIND + load + ask)
    assert done.stdout.strip() == "[True, True, True] Role", done.stderr


def test_should_hypothesis_lose_its_table_of_resolvers_all_is_registered_at_once():
    # Its name is no public interface of Hypothesis, so here we learn of a release that has it no more.
    from hypothesis.strategies._internal import types

    assert isinstance(types._global_extra_lookup, dict)
    without = """
import types
import hypothesis.strategies._internal.types
from hypothesis.strategies import _internal as internal

theirs, internal.types = internal.types, types.ModuleType("types")
vars(internal.types).update({name: one for name, one in vars(theirs).items() if name != "_global_extra_lookup"})
from axis_tracker import _hypothesis_plugin
_hypothesis_plugin.load()
internal.types = theirs
print([isinstance(first(st.from_type(cls)), cls) for cls in (axt.Claim, axt.Sanction)])
"""
    done = run(KIND + without)
    assert done.stdout.strip() == "[True, True]", done.stderr


def test_an_import_error_of_another_kind_is_not_taken_for_a_missing_extra():
    done = run(BLOCKER.format(away={"difflib", "unicodedata"}) + "from axis_tracker.cli import main; main()")
    assert "ModuleNotFoundError: No module named 'unicodedata'" in done.stderr
    assert "which is not installed" not in done.stderr


@pytest.mark.parametrize(
    ("name", "away", "purpose"),
    [
        ("a.toml", "tomli_w", "writing TOML"),
        ("folder/", "tomli_w", "writing TOML"),
        ("a.msgpack", "msgpack", "writing MessagePack"),
    ],
)
def test_without_its_extra_a_format_that_is_written_says_which_one_it_needs(tmp_path, name, away, purpose):
    code = (
        "import axis_tracker as axt, sys\n"
        "try:\n    axt.write(axt.load(), sys.argv[1])\nexcept axt.MissingExtraError as error:\n    print(error)"
    )
    done = run(BLOCKER.format(away={away}) + code, f"{tmp_path}/{name}")
    extra = "toml" if away == "tomli_w" else away
    assert done.stdout == (
        f"{purpose} needs the {extra!r} extra, which is not installed;"
        f" run python -m pip install 'axis-tracker[{extra}]'\n"
    ), done
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "away"), [("a.yaml", "yaml"), ("a.msgpack", "msgpack")])
def test_without_its_extra_a_format_that_is_read_says_which_one_it_needs(tmp_path, name, away):
    axis_tracker.write(axis_tracker.load(), tmp_path / name)
    code = "import axis_tracker as axt, sys; axt.read(sys.argv[1])"
    done = run(BLOCKER.format(away={away}) + code, f"{tmp_path}/{name}")
    assert (
        f"MissingExtraError: reading {'YAML' if away == 'yaml' else 'MessagePack'} needs the {away!r} extra"
        in done.stderr
    )


def test_toml_is_read_and_yaml_is_written_without_an_extra(tmp_path):
    axis_tracker.write(axis_tracker.load(), tmp_path / "a.toml")
    code = (
        "import axis_tracker as axt, sys; ds = axt.read(sys.argv[1] + '/a.toml'); "
        "axt.write(ds, sys.argv[1] + '/a.yaml'); print(ds == axt.load())"
    )
    assert run(BLOCKER.format(away={"tomli_w", "yaml", "msgpack", "orjson"}) + code, str(tmp_path)).stdout == "True\n"
    assert axis_tracker.read(tmp_path / "a.yaml") == axis_tracker.load()


@pytest.mark.parametrize(
    ("module", "extra", "call"),
    [
        ("pyarrow", "arrow", "ds.table('claims').to_arrow()"),
        ("pandas", "pandas", "ds.table('claims').to_pandas()"),
        ("polars", "polars", "ds.table('claims').to_polars()"),
        ("pyarrow", "arrow", "axt.write_tables(ds, folder, format='parquet')"),
        ("pyarrow", "arrow", "dumps_arrow(ds)"),
        ("pyarrow", "arrow", "loads_arrow(b'')"),
        ("altair", "charts", "axt.charts.timeline(ds)"),
        ("vl_convert", "charts", "axt.charts.save(axt.charts.timeline(ds), folder + '.svg')"),
    ],
)
def test_without_its_library_a_table_says_which_extra_it_needs(module, extra, call, tmp_path):
    code = (
        "import axis_tracker as axt, sys; from axis_tracker.formats.arrow import dumps_arrow, loads_arrow\n"
        f"folder = sys.argv[1]; ds = axt.load()\ntry: {call}\nexcept axt.MissingExtraError as error: print(error.extra)"
    )
    done = run(BLOCKER.format(away={module}) + code, str(tmp_path / "tables"))
    assert done.stdout.split() == [extra], done.stderr
    assert not [*tmp_path.iterdir()]


def test_tables_as_csv_and_sqlite_need_no_extra(tmp_path):
    code = (
        "import axis_tracker as axt, sys; ds = axt.load(); "
        "axt.write_tables(ds, sys.argv[1]); axt.write_tables(ds, sys.argv[2])"
    )
    away = {"pandas", "polars", "pyarrow", "orjson", "click", "rich"}
    done = run(BLOCKER.format(away=away) + code, str(tmp_path / "tables"), str(tmp_path / "axis.sqlite"))
    assert done.returncode == 0, done.stderr
    assert {one.name for one in tmp_path.iterdir()} == {"tables", "axis.sqlite"}
