#!/usr/bin/env python3
"""clang-tidy on the C++ files that changed since the base, within a time budget.

    tidy_changed.py --build BUILD_FOLDER --tidy CLANG_TIDY [--seconds 180] [--all]

The base is TIDY_BASE, else where HEAD left origin/main, else the commit before HEAD. A header is looked at through the
file that includes it alone (target headers_alone). Files under sim/ and models/ come first; if the budget ends before
the list, the last line says so.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def git(root, *words):
    run = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    return run.stdout.strip() if run.returncode == 0 else ""


def base_commit(root):
    if os.environ.get("TIDY_BASE"):
        return os.environ["TIDY_BASE"]
    head = git(root, "rev-parse", "HEAD")
    fork = git(root, "merge-base", "HEAD", "origin/main")
    return fork if fork and fork != head else git(root, "rev-parse", "--verify", "--quiet", "HEAD~1")


def changed_files(root, everything):
    if everything:
        return git(root, "ls-files", "*.h", "*.cpp").split()
    base = base_commit(root)
    return git(root, "diff", "--name-only", "--diff-filter=d", base, "--", "*.h", "*.cpp").split() if base else []


def translation_units(root, build, changed):
    """The compiled files to look at, ours first."""
    commands = json.loads((build / "compile_commands.json").read_text())
    known = {Path(c["directory"], c["file"]).resolve() for c in commands}
    wanted = []
    for name in sorted(changed, key=lambda n: (not n.startswith(("sim/", "models/")), n)):
        alone = build.resolve() / "headers_alone" / (name.replace("/", "_") + ".cpp")
        path = alone if name.endswith(".h") else root / name
        if path in known:
            wanted.append((name, path))
    return wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1])
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--tidy", required=True)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--all", action="store_true", help="every file, not only the changed ones")
    arguments = parser.parse_args()
    units = translation_units(arguments.root.resolve(), arguments.build, changed_files(arguments.root, arguments.all))
    if not units:
        print("clang-tidy: no changed C++ file")
        return 0
    end = time.monotonic() + arguments.seconds

    def look(unit):
        name, path = unit
        if time.monotonic() > end:
            return None
        run = subprocess.run([arguments.tidy, "--quiet", "-p", arguments.build, path], capture_output=True, text=True)
        return "" if run.returncode == 0 else f"{name}:\n{run.stdout}{run.stderr}"

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(look, units))
    print("".join(text for text in results if text), end="")
    looked = sum(text is not None for text in results)
    failed = sum(bool(text) for text in results)
    print(f"clang-tidy: {looked} of {len(units)} changed files looked at, {failed} with findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
