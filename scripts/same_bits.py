#!/usr/bin/env python3
"""The same bits everywhere: compares what result_hash prints with tests/golden/result_hash.txt.

    same_bits.py check [--no-fma] [--against PROGRAM] COMMAND...   run COMMAND and compare
    same_bits.py builds [--clang CLANG++]                          build with other compilers and flags, and check each
    same_bits.py accept --because WHY PROGRAM                      new golden file, and a line in CHANGELOG.md

Hashes must be equal; the ends of intervals and what formulas say must be equal to 1e-9. --against compares all slices
with those of another program; the golden file has the totals. --no-fma tells the C library that the CPU has no fused
multiply-add. Builds go to build/bits/NAME.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests/golden/result_hash.txt"
TOLERANCE = 1e-9
NO_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4,-AVX512F"}
NODE = {"NODE_PATH": "/usr/share/nodejs"}
BUILDS = {  # name: (compiler, flags); the room's own -ffp-contract=off comes after these
    "g++ -O0": ("g++", "-O0"),
    "g++ -O3 -march=native": ("g++", "-O3 -march=native"),
    "clang++ -O0": ("clang", "-O0"),
    "clang++ -O3": ("clang", "-O3"),
    "clang++ -O3 -march=native": ("clang", "-O3 -march=native"),
}
CLANGS = ["clang++-14", "clang++", "clang++-19"]  # the first comes with emscripten


def output_of(command, no_fma=False):
    environment = os.environ | NODE | (NO_FMA if no_fma else {})
    run = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True, env=environment)
    if run.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} exits {run.returncode}:\n{run.stderr.strip()}")
    return run.stdout


def facts_of(text):
    """(hash, case) -> hex; (bound or formula, case, key, slice, name) -> numbers."""
    facts = {}
    for line in text.splitlines():
        kind, *words = line.split("\t")
        if kind == "hash":
            facts[kind, words[0]] = words[1]
        else:
            facts[kind, *words[:4]] = [float(word) for word in words[4:]]
    return facts


def agree(expected, found):
    if isinstance(expected, str) or isinstance(found, str) or found is None:
        return expected == found
    allowed = TOLERANCE * max(map(abs, expected + found))
    return len(expected) == len(found) and all(abs(e - f) <= allowed for e, f in zip(expected, found))


def differences(expected, found, whole):
    """One line for each fact that differs or is missing; `whole`: nothing may be there that is not expected."""
    lines = [
        f"{key}: {value} expected, {found.get(key)} found"
        for key, value in expected.items()
        if not agree(value, found.get(key))
    ]
    if whole:
        lines += [f"{key}: not expected" for key in found.keys() - expected.keys()]
    return lines


def golden_part(text):
    """Hashes and totals: lines about a slice have its dimension in the fourth word."""
    return "".join(f"{line}\n" for line in text.splitlines() if line.startswith("hash") or not line.split("\t")[3])


def problems_of(command, no_fma, reference=None):
    found = facts_of(output_of(command, no_fma))
    problems = differences(facts_of(GOLDEN.read_text()), found, whole=False)
    if not problems and reference:
        problems = differences(reference, found, whole=True)
    return problems


def report(problems):
    print(*problems[:20], sep="\n")
    if len(problems) > 20:
        print(f"... and {len(problems) - 20} more")
    print("Results differ. If a change meant them to: scripts/same_bits.py accept --because WHY PROGRAM")
    return 1


def check(options):
    reference = facts_of(output_of([options.against.resolve()])) if options.against else None
    problems = problems_of(options.command, options.no_fma, reference)
    if problems:
        return report(problems)
    print(f"{' '.join(options.command)}: the same bits")
    return 0


def build(name, compiler, flags):
    folder = ROOT / "build/bits" / name.replace("++", "pp").replace(" ", "")
    configure = [
        "cmake",
        "-S",
        ROOT,
        "-B",
        folder,
        "-G",
        "Ninja",
        "-DCMAKE_BUILD_TYPE=",
        f"-DCMAKE_CXX_COMPILER={compiler}",
        f"-DCMAKE_CXX_FLAGS={flags}",
    ]
    output_of(configure)
    output_of(["cmake", "--build", folder, "--target", "result_hash", "-j", str(os.cpu_count())])
    return folder / "result_hash"


def builds(options):
    clang = options.clang or next(filter(shutil.which, CLANGS), None)
    if clang is None:
        sys.exit("No clang++: emscripten brings one (scripts/apt_deps.sh deps/apt-wasm.txt)")
    failed = False
    reference = None
    for name, (compiler, flags) in BUILDS.items():
        begin = time.monotonic()
        program = build(name, clang if compiler == "clang" else compiler, flags)
        built = time.monotonic()
        reference = reference or facts_of(output_of([program]))
        problems = problems_of([program], False, reference)
        run_s = time.monotonic() - built
        problems += problems_of([program], True, reference)
        print(
            f"{name:28} built in {built - begin:5.1f} s, run in {run_s:4.1f} s: "
            f"{'DIFFERS' if problems else 'the same bits, with and without FMA'}",
            flush=True,
        )
        if problems:
            failed = True
            report(problems)
    return int(failed)


def accept(options):
    text = golden_part(output_of([options.program.resolve()]))
    changed = differences(facts_of(GOLDEN.read_text()), facts_of(text), whole=True) if GOLDEN.exists() else []
    GOLDEN.write_text(text)
    if not changed:
        print("Nothing changed.")
        return 0
    page = ROOT / "CHANGELOG.md"
    head, section, rest = page.read_text().partition("### Results change\n")
    if not section or not head.rstrip().endswith("(unreleased)"):
        sys.exit("CHANGELOG.md has no unreleased version at its top with the part 'Results change': begin one.")
    page.write_text(f"{head}{section}- {options.because}\n{rest}")
    print(
        f"{len(changed)} facts changed. If the last version is released, raise kResultsVersion in models/run/result.h."
    )
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("check")
    verb.add_argument("--no-fma", action="store_true")
    verb.add_argument("--against", type=Path)
    verb.add_argument("command", nargs="+")
    verb.set_defaults(run=check)
    verb = verbs.add_parser("builds")
    verb.add_argument("--clang")
    verb.set_defaults(run=builds)
    verb = verbs.add_parser("accept")
    verb.add_argument("--because", required=True)
    verb.add_argument("program", type=Path)
    verb.set_defaults(run=accept)
    options = parser.parse_args()
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
