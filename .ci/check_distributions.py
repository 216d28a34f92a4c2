"""Check what is in the wheel and in the source distribution: `check_distributions.py WHEEL SDIST`, in the project."""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

NEEDED = {"axis_tracker/py.typed", "axis_tracker/data/axis.json", "axis_tracker/data/axis-tracker.schema.json"}
IN_SDIST = {
    *("benchmarks", "docs", "seeds", "src", "tests"),
    *("LICENSE", "LICENSE-DATA", "LICENSES", "PKG-INFO", "pyproject.toml"),
    *("CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "README.md", "SECURITY.md"),
}


def wrong_in_wheel(names: set[str]) -> dict[str, set[str]]:
    """Return the files that are missing from the wheel or do not belong there, by what is wrong."""
    sources = {str(path.relative_to("src")) for path in Path("src").rglob("*") if path.is_file()}
    sources = {name for name in sources if "__pycache__" not in name}
    packaged = {name for name in names if not re.match(r"axis_tracker-[^/]+\.dist-info/", name)}
    return {
        "missing": (NEEDED | sources) - names,
        "not in src/": packaged - sources,
        "neither code nor data": {name for name in packaged if not name.endswith((".py", "/py.typed", ".json"))},
    }


def main() -> int:
    """Print what is wrong, and return how many kinds of fault there are."""
    wheel, sdist = sys.argv[1:]
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    with tarfile.open(sdist) as archive:
        tops = {PurePosixPath(name).parts[1] for name in archive.getnames() if "/" in name} - {".gitignore"}
    faults = {**wrong_in_wheel(names), "unexpected or missing in the sdist": tops ^ IN_SDIST}
    found = {fault: sorted(files) for fault, files in faults.items() if files}
    for fault, files in found.items():
        print(f"{fault}: {', '.join(files)}")
    print(f"{len(names)} files in the wheel")
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
