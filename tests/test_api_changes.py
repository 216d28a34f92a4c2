"""The check of the public interface against the last release, on a small repository with a release in it.

It needs griffe, from the dependency group `lint`, and git.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("griffe", reason="griffe is not installed: python -m pip install --group lint")
if shutil.which("git") is None:
    pytest.skip("git is not installed", allow_module_level=True)

CHECK = Path(__file__).with_name("api_changes.py")

INIT = """
TYPE_CHECKING = False
if TYPE_CHECKING:
    from axis_tracker.rooms.doors import Door as Door
    from axis_tracker.rooms.doors import Wood as Wood
    from axis_tracker.rooms.doors import open_door as open_door

__all__ = ["Door", "Wood", "open_door"]
"""
DOORS = '''
import enum

from attrs import field, frozen


class Wood(enum.Enum):
    OAK = "oak"
    ELM = "elm"


@frozen(kw_only=True)
class Door:
    wood: Wood = field(default=Wood.OAK)
    height: int

    def knock(self, times: int = 1) -> str:
        """Knock."""


def open_door(door: Door, *, wide: bool = False) -> Door:
    """Open."""


def oil(hinge: str) -> None:
    """Nobody else's business."""
'''
FIELDS = '''
__all__ = ["text"]


def text(value: str) -> str:
    """A text."""


def slug(value: str) -> str:
    """Not public."""
'''


def git(repository, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(repository), *arguments],
        check=True,
        capture_output=True,
    )


def put(repository, **files):
    """Write modules of the package, by name; double underscores part folders."""
    for name, text in files.items():
        path = repository / "src" / "axis_tracker" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def repository(tmp_path):
    """A repository in which 1.2.0 has been released."""
    put(tmp_path, _version='__version__ = "1.2.0"\n', rooms__doors=DOORS, rooms__floors="", model__fields=FIELDS)
    (tmp_path / "src" / "axis_tracker" / "__init__.py").write_text(INIT, encoding="utf-8")
    for room in ("rooms", "model"):
        (tmp_path / "src" / "axis_tracker" / room / "__init__.py").touch()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "First")
    return tmp_path


@pytest.fixture
def released(repository):
    git(repository, "tag", "v1.2.0")
    git(repository, "tag", "another-tag")
    return repository


def report(repository):
    done = subprocess.run(
        [sys.executable, str(CHECK), str(repository)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_nothing_changed_is_nothing_broken(released):
    assert report(released) == (0, ["compared with v1.2.0: 0 changes can break a program"])


BREAKING = {
    "a name is gone": ("def open_door", "def unlock", "open_door: Public object was removed from its module"),
    "a method is gone": ("def knock", "def hit", "Door.knock: Public object was removed"),
    "a word is gone": ('    ELM = "elm"\n', "", "Wood.ELM: Public object was removed"),
    "a field is gone": ("height: int", "width: int = 3", "Door.height: Public object was removed"),
    "a field must be given": (
        "wood: Wood = field(default=Wood.OAK)",
        "wood: Wood = field(converter=Wood)",
        "Door(wood): Field is required now",
    ),
    "there is a new field to be given": (
        "    height: int\n",
        "    height: int\n    lock: str\n",
        "Door(lock): Field is required now",
    ),
    "a parameter is gone": ("times: int = 1", "", "Parameter was removed"),
    "a parameter has another name": ("wide: bool", "far: bool", "Parameter was removed"),
    "a parameter must be given": ("wide: bool = False", "wide: bool", "Parameter is now required"),
    "there is a new parameter to be given": ("door: Door,", "door: Door, key: str,", "Parameter was added as required"),
}


def test_a_name_that_is_no_longer_public_is_reported_and_fails(released):
    (released / "src" / "axis_tracker" / "__init__.py").write_text(
        INIT.replace(', "open_door"]', "]"), encoding="utf-8"
    )
    code, lines = report(released)
    assert (code, lines[1]) == (1, "  open_door: Public object was removed")


def test_a_name_that_is_deprecated_is_not_gone(released):
    deprecating = INIT.replace(', "open_door"]', "]") + '_DEPRECATED: dict = {"open_door": ("Door", "2.0")}\n'
    (released / "src" / "axis_tracker" / "__init__.py").write_text(deprecating, encoding="utf-8")
    assert report(released)[0] == 0


@pytest.mark.parametrize(("old", "new", "said"), BREAKING.values(), ids=BREAKING)
def test_a_change_that_breaks_programs_is_reported_and_fails(released, old, new, said):
    assert old in DOORS
    put(released, rooms__doors=DOORS.replace(old, new, 1))
    code, lines = report(released)
    assert code == 1
    assert any(said in line for line in lines), lines
    assert lines[-1] == "the version is 1.2.0, which promises that nothing breaks since v1.2.0"


HARMLESS = {
    "a further parameter with a default": ("wide: bool = False", "wide: bool = False, slowly: bool = False"),
    "a further field with a default": ("    height: int\n", "    height: int\n    lock: str = field(default='')\n"),
    "a further name": ("def oil", "def paint() -> None:\n    ...\n\n\ndef oil"),
    "what is not public": ("def oil(hinge: str)", "def grease()"),
}


@pytest.mark.parametrize(("old", "new"), HARMLESS.values(), ids=HARMLESS)
def test_a_change_that_breaks_nothing_passes(released, old, new):
    assert old in DOORS
    put(released, rooms__doors=DOORS.replace(old, new, 1))
    assert report(released) == (0, ["compared with v1.2.0: 0 changes can break a program"])


def test_a_public_name_may_move_from_room_to_room(released):
    (released / "src" / "axis_tracker" / "rooms" / "doors.py").unlink()
    put(released, rooms__entrances=DOORS)
    (released / "src" / "axis_tracker" / "__init__.py").write_text(INIT.replace("doors", "entrances"), encoding="utf-8")
    assert report(released)[0] == 0


def test_what_new_kinds_need_is_public_and_the_rest_of_its_module_is_not(released):
    put(released, model__fields=FIELDS.replace("def slug", "def snail"))
    assert report(released)[0] == 0
    put(released, model__fields=FIELDS.replace("(value", "(given", 1))
    assert report(released)[0] == 1


@pytest.mark.parametrize(
    ("version", "code"), [("1.2.1", 1), ("1.3.0", 1), ("2.0.0", 0), ("2.0.0rc1", 0), ("10.0.0", 0)]
)
def test_a_version_that_says_so_may_break(released, version, code):
    put(released, rooms__doors=DOORS.replace("open_door", "unlock"), _version=f'__version__ = "{version}"\n')
    found, lines = report(released)
    assert found == code
    assert lines[0] == "compared with v1.2.0: 1 changes can break a program"


def test_before_1_0_a_minor_version_may_break(repository):
    git(repository, "tag", "v0.3.0")
    put(repository, rooms__doors=DOORS.replace("open_door", "unlock"), _version='__version__ = "0.3.1"\n')
    assert report(repository)[0] == 1
    put(repository, _version='__version__ = "0.4.0"\n')
    assert report(repository)[0] == 0


def test_where_nothing_is_released_it_says_so_and_compares_with_the_snapshot(repository):
    code, lines = report(repository)
    assert code == 0, lines
    assert lines == ["no release yet (no tag v*): compared with the snapshot public_api.txt instead"]
