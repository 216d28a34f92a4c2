"""What has changed for users since the last release: the public names and signatures, compared by griffe.

`python tests/api_changes.py [REPOSITORY]` compares `src/` there with the last tag `v*` in its history. It prints every
change that can break a program, and fails if the version does not say so: by a higher major number, or, before 1.0, by
a higher minor one (see "Stability" in the documentation). Where nothing has been released yet, it says so and compares
with the snapshot `public_api.txt`. griffe reads sources and runs nothing; it comes with the dependency group `lint`.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import griffe

PACKAGE = "axis_tracker"
PUBLIC_MODULES = ("model.fields", "")
"""The modules whose `__all__` is public; the package itself comes last, for the others are cut off it."""


def git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(repository), *arguments], capture_output=True, check=True).stdout


def last_release(repository: Path) -> str | None:
    """The last tag `v*` before or at the present commit, or None."""
    try:
        return git(repository, "describe", "--tags", "--match", "v*", "--abbrev=0").decode().strip()
    except subprocess.CalledProcessError:
        return None


def breaking_changes(old_source: Path, new_source: Path) -> list[str]:
    """Every change of a public name that can break a program, a line each."""
    old, new = (
        griffe.load(PACKAGE, search_paths=[str(source)], allow_inspection=False, resolve_aliases=True)
        for source in (old_source, new_source)
    )
    found: list[str] = []
    for path in PUBLIC_MODULES:
        if path and not _has(old, path):
            continue
        if path and not _has(new, path):
            found.append(f"{PACKAGE}.{path}: Public module was removed")
            continue
        before, after = (root[path] if path else root for root in (old, new))
        deprecated = _deprecated(after)
        public = _cut_to_public(before) - deprecated
        for name in deprecated & {*before.members}:
            before.del_member(name)
        _cut_to_public(after)
        found += (_said(one) for one in griffe.find_breaking_changes(before, after))
        for name in sorted(public & {*before.members} & {*after.members}):
            if _leads_somewhere(after[name]):
                found += _newly_required(before[name], after[name])
            else:
                found.append(f"{name}: Public object was removed from its module")
    return list(dict.fromkeys(found))


def _cut_to_public(module: griffe.Object | griffe.Alias) -> set[str]:
    """The public names of a module, which loses all others: where they live in the package is nobody's business."""
    public = set(module.exports or ())
    for name in [*module.members]:
        if name not in public:
            module.del_member(name)
    return {str(name) for name in public}


def _deprecated(module: griffe.Object | griffe.Alias) -> set[str]:
    """The names that a module still knows, with a warning, and lists no longer."""
    table = module.members.get("_DEPRECATED")
    value = table.value if table is not None and table.is_attribute else None
    return set() if value is None else set(ast.literal_eval(str(value)))


def _has(root: griffe.Module, path: str) -> bool:
    try:
        return bool(root[path])
    except KeyError:
        return False


def _leads_somewhere(found: griffe.Object | griffe.Alias) -> bool:
    try:
        return not isinstance(found, griffe.Alias) or found.final_target is not None
    except griffe.AliasResolutionError:
        return False


def _said(breakage: griffe.Breakage) -> str:
    said = re.sub(r"\x1b\[[0-9;]*m", "", breakage.explain(griffe.ExplanationStyle.ONE_LINE))
    return said.partition(": ")[2] or said  # without the place in a file that is gone tomorrow


def _newly_required(old: griffe.Object | griffe.Alias, new: griffe.Object | griffe.Alias) -> Iterator[str]:
    """What griffe does not know of classes made from their fields: that a field must be given now."""
    if old.is_class and new.is_class:
        for name in sorted(_required(new) - _required(old)):
            yield f"{new.name}({name}): Field is required now"


def _required(cls: griffe.Object | griffe.Alias) -> set[str]:
    fields = (one for one in cls.all_members.values() if one.is_attribute and one.annotation is not None)
    return {
        one.name
        for one in fields
        if "ClassVar" not in str(one.annotation)
        and (one.value is None or re.match(r"(attrs?\.)?(field|ib)\((?!.*\b(default|factory)=)", str(one.value)))
    }


def says_so(released: str, present: str) -> bool:
    """Whether a version may break what the released one had: its first number that counts is higher.

    >>> says_so("0.3.1", "0.4.0"), says_so("0.3.1", "0.3.2"), says_so("1.2.0", "2.0.0"), says_so("1.2.0", "1.3.0")
    (True, False, True, False)
    """
    before, now = (tuple(map(int, re.findall(r"[0-9]+", one)[:2])) for one in (released, present))
    return now[:1] > before[:1] or (before[0] == 0 and now > before)


def lines_gone(repository: Path, tag: str) -> Iterable[str]:
    """The lines of the released snapshot that the present one has not: what somebody should look at."""
    try:
        old = git(repository, "show", f"{tag}:tests/public_api.txt").decode()
    except subprocess.CalledProcessError:
        return []
    present = {*(repository / "tests" / "public_api.txt").read_text(encoding="utf-8").splitlines()}
    return [line for line in old.splitlines() if line not in present]


def since_release(repository: Path, tag: str) -> int:
    """The report on what has changed since a tag, and the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        archive = git(repository, "archive", "--format=tar", tag, "src")
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        found = breaking_changes(Path(folder) / "src", repository / "src")
    version = re.findall(r'"([^"]+)"', (repository / "src" / PACKAGE / "_version.py").read_text(encoding="utf-8"))[-1]
    allowed = says_so(tag.removeprefix("v"), version)
    write(f"compared with {tag}: {len(found)} changes can break a program")
    write(*(f"  {line}" for line in found))
    write(*(f"  look at: {line.strip()}" for line in lines_gone(repository, tag)))
    if found and not allowed:
        write(f"the version is {version}, which promises that nothing breaks since {tag}")
        return 1
    return 0


def against_the_snapshot() -> int:
    """The report where nothing has been released, and the exit code."""
    from test_public_api import SNAPSHOT, described

    write("no release yet (no tag v*): compared with the snapshot public_api.txt instead")
    if described() == SNAPSHOT.read_text(encoding="utf-8"):
        return 0
    write("it is not current: python tests/test_public_api.py writes it anew")
    return 1


def write(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def main(arguments: list[str]) -> int:
    repository = Path(arguments[0]) if arguments else Path(__file__).parents[1]
    tag = last_release(repository)
    return against_the_snapshot() if tag is None else since_release(repository, tag)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
