"""Every check as a session: `nox -l` lists them, `nox -s lint types` runs two of them.

The tag "change" marks what guards every change, which `bash .ci/run` runs; the tag "nightly" marks the rest, which
`bash .ci/run nightly` runs. A session works in an environment of its own, and most of them check the built wheel, as
users install it. uv makes the environments where it is installed. The sessions that try the README use the pip that
comes with Python, as readers do.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nox

PROJECT = nox.project.load_toml("pyproject.toml")
README_MAIN = 'python -m pip install ".[cli]" && axis-tracker'
README_TEST = 'python -m pip install -e ".[test]" && python -m pytest'

nox.needs_version = ">=2026.2"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.tags = ["change"]


def usable_pythons() -> list[str]:
    """Return the supported minor versions found on PATH that can make environments, oldest first."""
    probe = (
        "import ensurepip, sys, venv; ensurepip.version(); "
        "assert sys.implementation.name == 'cpython' and sys.version_info.releaselevel == 'final'"
    )
    supported = nox.project.python_versions(PROJECT)
    found = {one: shutil.which(f"python{one}") for one in supported}
    return [
        one
        for one, path in found.items()
        if path and subprocess.run([path, "-c", probe], capture_output=True, check=False).returncode == 0
    ]


PYTHONS = usable_pythons() or sys.exit("no supported CPython that can make environments")
OLDEST, NEWEST = PYTHONS[0], PYTHONS[-1]

# Each public name is found, and the packaged data load, without a warning.
TOUCH_EVERYTHING = "import axis_tracker as axt; [getattr(axt, name) for name in axt.__all__]; axt.load()"


def uv_indexes() -> dict[str, str]:
    """Return the package indexes that pip is configured for as settings of uv, which doesn't read those of pip."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    pip: dict[str, str] = {}
    for line in listed.splitlines():  # such as global.index-url='https://...', and first those of the environment
        key, _, value = line.partition("=")
        pip.setdefault(key.rpartition(".")[2], " ".join(ast.literal_eval(value).split()))
    names = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "trusted-host": "UV_INSECURE_HOST"}
    found = {name: pip[key] for key, name in names.items() if key in pip}
    if "UV_INDEX" in found:
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # pip, too, takes the best version of all its indexes
    return found


os.environ.update({name: value for name, value in uv_indexes().items() if name not in os.environ})


def groups(*names: str) -> tuple[str, ...]:
    """Return what dependency groups of pyproject.toml hold."""
    return nox.project.dependency_groups(PROJECT, *names)


def distributions(session: nox.Session) -> Path:
    """Return the folder of what the session "build" built."""
    return Path(session.cache_dir) / "dist"


def wheel(session: nox.Session, *extras: str) -> str:
    """Return the built wheel as a requirement, with extras."""
    (path,) = distributions(session).glob("*.whl")
    return f"{path}[{','.join(extras)}]" if extras else str(path)


def site(session: nox.Session) -> Path:
    """Return the folder of what the session "docs" built."""
    return Path(session.cache_dir) / "docs"


def copy_files(session: nox.Session, name: str) -> Path:
    """Return a fresh copy of the files that git has or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    target = Path(session.create_tmp()) / name
    shutil.rmtree(target, ignore_errors=True)
    for file in map(Path, filter(None, listed.split("\0"))):
        if file.is_file():
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target / file)
    return target


def try_wheel(session: nox.Session, *options: str, profile: str = "again") -> None:
    """Run the suite against the wheel with its extra `test`: `src/` is not there to be imported."""
    session.install(wheel(session, "test"), *options)
    session.run("python", "-W", "error", "-c", TOUCH_EVERYTHING)
    folder = copy_files(session, "suite")
    shutil.rmtree(folder / "src")
    session.chdir(folder)
    session.run("python", "-m", "pytest", "-q", env={"HYPOTHESIS_PROFILE": profile})


# What guards every change. "readme_test" comes first where one lane runs all.


@nox.session(python=OLDEST, venv_backend="venv", tags=["change"])
def readme_test(session: nox.Session) -> None:
    """Run the README's test command in a fresh copy, on the oldest Python."""
    session.chdir(copy_files(session, "readme"))
    session.run("bash", "-c", README_TEST, external=True)


@nox.session(python=OLDEST, venv_backend="venv", tags=["change"])
def readme_main(session: nox.Session) -> None:
    """Run the README's first command in a fresh copy, on the oldest Python."""
    session.chdir(copy_files(session, "readme"))
    session.run("bash", "-c", README_MAIN, external=True, silent=True)


@nox.session(python=OLDEST, tags=["change"])
def lint(session: nox.Session) -> None:
    """Check the format, the rules of ruff, that no room imports one above it, and the workflows."""
    session.install("-e", ".", *groups("lint"))
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("lint-imports")
    session.run("zizmor", "--offline", "--quiet", "--min-severity=medium", ".github/workflows")


@nox.session(python=OLDEST, tags=["change"])
def build(session: nox.Session) -> None:
    """Build the source distribution, and the wheel from it, and check what is in them."""
    session.install(*groups("build"))
    shutil.rmtree(distributions(session), ignore_errors=True)
    installer = "uv" if session.venv_backend == "uv" else "pip"
    session.run("python", "-m", "build", f"--installer={installer}", f"--outdir={distributions(session)}", silent=True)
    built = [str(path) for path in sorted(distributions(session).iterdir())]
    session.run("twine", "check", "--strict", *built)
    session.run("check-wheel-contents", wheel(session))
    session.run("python", ".ci/check_distributions.py", *built)


@nox.session(python=OLDEST, tags=["change"], requires=["build"])
def install(session: nox.Session) -> None:
    """Install the wheel alone, then with the command line, and use it from another folder."""
    session.install(wheel(session))
    session.chdir(session.create_tmp())
    session.run("python", "-W", "error", "-c", TOUCH_EVERYTHING)
    said = session.run("axis-tracker", success_codes=[2], silent=True)
    if "axis-tracker[cli]" not in str(said):
        session.error(f"axis-tracker does not say which extra it needs: {said}")
    session.install(wheel(session, "cli"))
    session.run("axis-tracker", silent=True)


@nox.session(python=OLDEST, tags=["change"], requires=["build"])
def types(session: nox.Session) -> None:
    """Check the types, with mypy and with pyright."""
    session.install(wheel(session, "docs", "test"), *groups("lint"))
    session.run("mypy", "--strict", "src", "tests/typing", "benchmarks")
    session.run("pyright", "--pythonpath", f"{session.bin}/python")


@nox.session(python=OLDEST, tags=["change"], requires=["build"])
def downstream(session: nox.Session) -> None:
    """Build, install, type-check and test a project that is built on the package."""
    folder = copy_files(session, "copy") / "tests" / "downstream"
    session.install(*groups("build", "lint"))
    session.run("python", "-m", "build", "--wheel", f"--outdir={folder}/dist", str(folder), silent=True)
    (built,) = (folder / "dist").glob("*.whl")
    session.install(wheel(session), f"{built}[test]")
    shutil.rmtree(folder / "src")
    session.chdir(folder)
    session.run("mypy", "--strict", "-p", "axis_tracker_cyber")
    session.run("mypy", "--strict", "usage.py", "tests")
    session.run("pyright", "--pythonpath", f"{session.bin}/python", "usage.py", "tests")
    session.run("python", "-m", "pytest", "-q")


@nox.session(python=OLDEST, tags=["change"], requires=["build"])
def generated(session: nox.Session) -> None:
    """Compare the packaged data, the JSON Schema and the public names with what they are made from."""
    session.install(wheel(session, "test"), *groups("lint"))
    made = Path(session.create_tmp())
    data = Path("src/axis_tracker/data").absolute()
    session.run("axis-tracker", "check", "seeds")
    session.run("axis-tracker", "compile", "seeds", "-o", f"{made}/axis.json")
    session.run("axis-tracker", "schema", "-o", f"{made}/axis-tracker.schema.json")
    for name in ("axis.json", "axis-tracker.schema.json"):
        session.run("cmp", f"{made}/{name}", f"{data}/{name}", external=True)
    session.run("python", "tests/api_changes.py", ".")
    session.run("python", "-m", "pytest", "-q", "tests/test_api_changes.py")


@nox.session(python=OLDEST, tags=["change"], requires=["build"])
def docs(session: nox.Session) -> None:
    """Build the documentation, with every warning an error, and run its examples."""
    session.install(wheel(session, "docs", "test"))
    common = ("-q", "-T", "-n", "-W", "--keep-going", f"--doctree-dir={session.create_tmp()}/doctrees", "docs")
    shutil.rmtree(site(session), ignore_errors=True)
    session.run("sphinx-build", "-b", "html", *common, str(site(session)))
    # The second build finds the pages read and the notebook executed: with other settings it would read all again.
    examples = Path(session.create_tmp()) / "examples"
    session.run("sphinx-build", "-b", "doctest", *common, str(examples))
    session.log((examples / "output.txt").read_text(encoding="utf-8").rpartition("=\n")[2])


@nox.session(python=NEWEST, tags=["change"], requires=["build"])
def newest(session: nox.Session) -> None:
    """Run the suite against the wheel on the newest Python, with fewer examples of each property."""
    try_wheel(session)


# The rest, for every night and for changes that touch it.


@nox.session(python=[one for one in PYTHONS if one not in {OLDEST, NEWEST}], tags=["nightly"], requires=["build"])
def further(session: nox.Session) -> None:
    """Run the suite against the wheel on the Pythons between the oldest and the newest."""
    try_wheel(session)


@nox.session(python=OLDEST, venv_backend="uv", tags=["nightly"], requires=["build"])
def lowest(session: nox.Session) -> None:
    """Run the suite against the wheel with the lowest versions that users of any extra may have."""
    extras = set(PROJECT["project"]["optional-dependencies"]) - {"docs", "test"}
    named = [f"--extra={extra}" for extra in sorted(extras)]
    session.install("-r", "pyproject.toml", *named, "--resolution=lowest-direct")
    try_wheel(session)  # what only the tests need comes in the newest versions


@nox.session(python=NEWEST, tags=["nightly"])
def coverage(session: nox.Session) -> None:
    """Measure how much of the code the suite runs, against the floor in pyproject.toml."""
    session.chdir(copy_files(session, "copy"))
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-q", "--cov", "--cov-report=term-missing:skip-covered")


@nox.session(python=OLDEST, tags=["nightly"], requires=["build"])
def fuzz(session: nox.Session) -> None:
    """Run each fuzzer for some seconds, or for as long as the argument of the session says."""
    session.install(wheel(session, "arrow", "msgpack", "testing", "toml", "yaml"), *groups("fuzz"))
    seconds = session.posargs[0] if session.posargs else "5"
    session.run("python", "tests/fuzz/run.py", "--seconds", seconds, f"--found={session.create_tmp()}/found")


@nox.session(python=OLDEST, tags=["nightly"])
def benchmarks(session: nox.Session) -> None:
    """Run every benchmark on few claims: that they run, not what they measure."""
    session.install("-e", ".[arrow,fast]", *groups("bench"))
    small = ("--claims=300", "--dates=50", "--rounds=1", "--sizes", "1000")
    session.run("python", "benchmarks/run.py", *small, f"--output={session.create_tmp()}/results.json")


@nox.session(python=OLDEST, tags=["nightly"], requires=["docs"])
def pages(session: nox.Session) -> None:
    """Try the built documentation in a browser, and what it says of other packages."""
    install_chromium(session)
    session.install(wheel(session, "test"), *groups("bench", "site"))
    tests = ("tests/docs", "tests/site", "tests/test_followthemoney_guide.py", "tests/test_other_tools.py")
    session.run("python", "-m", "pytest", "-q", *tests, env={"AXIS_TRACKER_SITE": str(site(session))})


@nox.session(python=OLDEST, tags=["nightly"], requires=["build"])
def thorough(session: nox.Session) -> None:
    """Try the properties on many random examples."""
    try_wheel(session, profile="thorough")


def install_chromium(session: nox.Session) -> None:
    """Install Debian's Chromium, and a font with common widths, if there is no browser."""
    if any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))):
        return
    session.run("apt-get", "update", external=True, silent=True)
    command = ("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation")
    session.run(*command, external=True, silent=True, env={"DEBIAN_FRONTEND": "noninteractive"})
