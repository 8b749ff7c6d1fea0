#!/usr/bin/env python3
"""The instruction gate: instructions a contact on fixed scenarios, against bench/instructions.json.

Counted by cachegrind on one seed at two lengths, subtracted, so that start-up cancels and noise has no say: the count
repeats to a few in ten million. Fails above +2 %. `--accept` writes a new baseline: say why in the commit.
A baseline of another compiler or standard library says nothing: the gate then reports and skips.
"""

import argparse
import json
import sys
from pathlib import Path

from doors import ROOT, Doors, NotMeasuredError, WrongAnswerError, counts_per_contact, last_json, run

BASELINE = ROOT / "bench/instructions.json"
TOLERANCE = 0.02
# Workload of the timing door, and the two lengths.
CASES = {"A": (50_000, 150_000), "A20000": (50_000, 150_000), "B": (50_400, 151_200), "large_center": (90_000, 210_000)}


def measure(program: str) -> dict:
    compiler = last_json(run([program, "A", "1000", "1"]))["compiler"]
    cases = {}
    for workload, (short, long) in CASES.items():
        found = counts_per_contact(lambda n, w=workload: [program, w, str(n), "1"], short, long)
        cases[workload] = round(found["instructions"], 1)
    return {"compiler": compiler, "instructions_per_contact": cases}


def judge(found: dict, baseline: dict) -> int:
    if baseline["compiler"] != found["compiler"]:
        print(f"skipped: the baseline is of {baseline['compiler']}, this build of {found['compiler']}")
        for workload, count in found["instructions_per_contact"].items():
            print(f"  {workload:12} {count:9.1f} instructions a contact")
        return 0
    failed = False
    for workload, count in found["instructions_per_contact"].items():
        before = baseline["instructions_per_contact"].get(workload)
        if before is None:
            print(f"  {workload:12} {count:9.1f} instructions a contact, not in the baseline: run with --accept")
            failed = True
            continue
        change = count / before - 1
        verdict = (
            "more than +2 %" if change > TOLERANCE else "better: --accept keeps it" if change < -TOLERANCE else "ok"
        )
        print(f"  {workload:12} {count:9.1f} instructions a contact, baseline {before:.1f} ({change:+.2%}): {verdict}")
        failed = failed or change > TOLERANCE
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build/bench", help="folder of the bench build")
    parser.add_argument("--accept", action="store_true", help="write the counts as the new baseline")
    options = parser.parse_args()
    try:
        found = measure(Doors(options.build.resolve(), ROOT).engine_program())
    except NotMeasuredError as error:
        print(f"skipped: {error}")
        return 0
    except WrongAnswerError as error:
        print(f"failed: {error}")
        return 1
    if options.accept:
        BASELINE.write_text(json.dumps(found, indent=2) + "\n")
        print(f"baseline written for {found['compiler']}: {found['instructions_per_contact']}")
        return 0
    if not BASELINE.exists():
        print("failed: bench/instructions.json is missing; --accept writes it")
        return 1
    return judge(found, json.loads(BASELINE.read_text()))


if __name__ == "__main__":
    sys.exit(main())
