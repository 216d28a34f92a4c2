"""Run the fuzzers, one after the other: `python tests/fuzz/run.py [TARGET ...] --seconds N`. See README.md here."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PATHS = (str(_HERE), str(_HERE.parent / "support"))
_SLOWEST = 5
"""Seconds that one input may take."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="which (all)")
    parser.add_argument("--seconds", type=int, default=20, help="for each target (20)")
    parser.add_argument("--found", type=Path, default=Path("fuzz-findings"), help="the folder for inputs that failed")
    parser.add_argument("--seed", type=int, default=0, help="of the mutations; 0 draws one")
    parser.add_argument("--child", metavar="FOLDER", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    try:
        import atheris  # noqa: F401
    except ImportError:
        print('skipped: atheris is not installed ("python -m pip install atheris"; CPython 3.11 to 3.14 on Linux)')
        return 0
    if asked.child is not None:
        _fuzz(asked.targets[0], Path(asked.child), asked)
    return _all(asked)


def _all(asked: argparse.Namespace) -> int:
    sys.path[:0] = _PATHS
    from targets import TARGETS

    unknown = set(asked.targets) - set(TARGETS)
    if unknown:
        print(f"no target {', '.join(sorted(unknown))}: choose from {', '.join(TARGETS)}")
        return 2
    failed = [name for name in asked.targets or TARGETS if not _passes(name, asked)]
    if failed:
        print(f"failed: {', '.join(failed)}; the inputs are in {asked.found}/")
    return bool(failed)


def _passes(name: str, asked: argparse.Namespace) -> bool:
    """One target in an interpreter of its own, for the fuzzer ends the process that it runs in."""
    asked.found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, name, "--child", folder, "--seconds", str(asked.seconds)]
        command += ["--found", str(asked.found), "--seed", str(asked.seed)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        kept = len(list(Path(folder).iterdir()))
    lines = done.stderr.splitlines()
    runs = next((line.split()[1] for line in reversed(lines) if line.startswith("Done")), "?")
    print(
        f"{name}: {runs} runs in {asked.seconds} s, {kept} inputs kept, {'passed' if not done.returncode else 'FAILED'}"
    )
    if done.returncode:
        print("\n".join((*done.stdout.splitlines()[-40:], *lines[-20:])))
    return not done.returncode


def _fuzz(name: str, corpus: Path, asked: argparse.Namespace) -> None:
    import atheris

    sys.path[:0] = _PATHS
    with atheris.instrument_imports(include=["axis_tracker"], enable_loader_override=False):
        from targets import TARGETS, WORDS
    target = TARGETS[name]
    for index, seed in enumerate(target.seeds):
        (corpus / f"seed-{index:03}").write_bytes(seed)
    words = asked.found / "words.txt"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS), encoding="ascii")
    options = [
        f"-max_total_time={asked.seconds}",
        f"-max_len={target.longest}",
        f"-timeout={_SLOWEST}",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={asked.found}/{name}-",
        f"-dict={words}",
        f"-seed={asked.seed}",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], target.check)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    """A word as the dictionaries of libFuzzer have it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    sys.exit(main())
