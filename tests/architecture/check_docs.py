#!/usr/bin/env python3
"""The generated pages and schemas against what the command writes today.

    check_docs.py --firstline COMMAND [--write]

Compares, or with --write renews, every page of the table below; a file in a generated folder that is not in the table
is an error too. Exits 1 if anything differs.
"""

import argparse
import difflib
import subprocess
import sys
from pathlib import Path

PAGES = {
    "docs/generated/fields.md": ["docs", "fields"],
    "docs/generated/kpis.md": ["docs", "kpis"],
    "docs/generated/cli.md": ["docs", "cli"],
    "scenarios/schema/scenario.v1.json": ["schema", "scenario"],
    "scenarios/schema/experiment.v1.json": ["schema", "experiment"],
}
FOLDERS = ["docs/generated", "scenarios/schema"]


def difference(root, command, page, words):
    """What is wrong with one page: a few lines, or nothing."""
    run = subprocess.run([command, *words], capture_output=True, cwd=root)
    if run.returncode != 0:
        return f"{page}: `firstline {' '.join(words)}` exits {run.returncode}: {run.stderr.decode().strip()}"
    path = root / page
    if not path.exists():
        return f"{page}: not there (make docs)"
    today, kept = run.stdout.decode(), path.read_text(encoding="utf-8")
    if today == kept:
        return ""
    diff = list(difflib.unified_diff(kept.splitlines(), today.splitlines(), "committed", "generated", lineterm="", n=1))
    return "\n".join([f"{page}: out of date (make docs)", *diff[:20]])


def write(root, command):
    for page, words in PAGES.items():
        text = subprocess.run([command, *words], capture_output=True, cwd=root, check=True).stdout
        (root / page).parent.mkdir(parents=True, exist_ok=True)
        (root / page).write_bytes(text)


def strangers(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*")):
            page = path.relative_to(root).as_posix()
            if page not in PAGES:
                yield f"{page}: no row in tests/architecture/check_docs.py writes it"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--firstline", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    command = arguments.firstline.resolve()
    if not command.exists():
        print(f"{arguments.firstline} is not built", file=sys.stderr)
        return 1
    if arguments.write:
        write(arguments.root, command)
    found = [difference(arguments.root, command, page, words) for page, words in PAGES.items()]
    found = [text for text in found if text] + list(strangers(arguments.root))
    print("\n".join(found) or f"{len(PAGES)} generated files are up to date")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
