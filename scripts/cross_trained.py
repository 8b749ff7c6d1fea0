#!/usr/bin/env python3
"""The cheapest staff of the cross_trained preset that answers 80 % within 20 s in both types, found by simulation.

    scripts/cross_trained.py [--firstline COMMAND] [--most OPERATORS]

Plans (billing only, technical only, both) in order of wages, then of the number cross-trained. Each is simulated, all
with the same customers, twice as long each time until the 95 % intervals of both service levels leave 80 % on one side;
the first plan that reaches it in both types is the answer. Then the published plans and the answer are compared, in
pairs, with the dedicated plan. Only wages count: the premium of a cross-trained operator is the preset's assumption.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRESET = ROOT / "scenarios/presets/cross_trained.json"
TYPES = ("billing", "technical")
TEAMS = ("billing team", "technical team", "cross-trained")
TARGET = 0.80
SHORTEST, LONGEST = 8, 2048  # replications of 2000 hours
DEDICATED = (5, 3, 0)
PUBLISHED = (DEDICATED, (2, 0, 3), (3, 1, 3))


def wages(plan, teams):
    return sum(count * float(teams[team]["wage"].split()[0]) for count, team in zip(plan, TEAMS, strict=True))


def sets(plan):
    return [word for count, team in zip(plan, TEAMS, strict=True) for word in ("--set", f"/teams/{team}/staff={count}")]


def run(command, verb, *words):
    done = subprocess.run([command, verb, *words, "--json", "-"], capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr.strip())
    return json.loads(done.stdout)


def by_type(found, key):
    rows = {row["slice"].get("contact_type"): row for row in found if row["key"] == key}
    return [rows[name] for name in TYPES]


def simulate(command, plan):
    """Service levels by type, the result, and whether the plan reaches the target: None where chance still decides."""
    replications = SHORTEST
    while True:
        result = run(command, "run", str(PRESET), *sets(plan), "--replications", str(replications))
        levels = by_type(result["kpis"], "service_level.strict")
        if any(level["hi"] < TARGET for level in levels):
            return levels, result, False
        if all(level["lo"] >= TARGET for level in levels):
            return levels, result, True
        if replications >= LONGEST:
            return levels, result, None
        replications *= 2


def describe(levels, result):
    lost = by_type(result["kpis"], "abandonment_rate")
    cells = [f"{100 * level['mean']:6.2f} ± {50 * (level['hi'] - level['lo']):4.2f}" for level in levels]
    return "  ".join([*cells, *(f"{100 * share['mean']:5.2f}" for share in lost)])


def compare(command, teams, plans):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(PRESET, folder)
        files = []
        for plan in (DEDICATED, *plans):
            staff = {team: {"staff": count} for team, count in zip(TEAMS, plan, strict=True)}
            variant = {"schema_version": 1, "base": PRESET.name, "patch": {"teams": staff}}
            files.append(Path(folder) / f"{len(files)}.json")
            files[-1].write_text(json.dumps(variant), encoding="utf-8")
        result = run(command, "compare", *map(str, files))
    for plan, variant in zip(plans, result["variants"], strict=True):
        levels = by_type(variant["differences"], "service_level.strict")
        cells = "  ".join(f"{100 * d['mean']:+6.2f} ± {50 * (d['hi'] - d['lo']):4.2f}" for d in levels)
        print(f"{plan!s:32} {cells}  {wages(plan, teams) - wages(DEDICATED, teams):+.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firstline", type=Path, default=ROOT / "build/release/firstline")
    parser.add_argument("--most", type=int, default=8, help="operators in all")
    options = parser.parse_args()
    command = str(options.firstline.resolve())
    teams = json.loads(PRESET.read_text(encoding="utf-8"))["teams"]
    sizes = range(options.most + 1)
    plans = [(a, b, c) for a in sizes for b in sizes for c in sizes if a + b + c <= options.most]
    plans = [plan for plan in plans if plan[2] > 0 or plan[0] * plan[1] > 0]  # somebody for each type
    plans.sort(key=lambda plan: (wages(plan, teams), plan[2], plan))

    print("plan (billing, technical, both)  wages  within 20 s, %: billing, technical    abandoned, %")
    best = None
    for plan in plans:
        levels, result, reached = simulate(command, plan)
        near = min(level["mean"] for level in levels) > TARGET - 0.1
        if near or plan in PUBLISHED:
            verdict = {True: "reaches it", False: "", None: "not decided"}[reached]
            print(f"{plan!s:32} {wages(plan, teams):5.0f}  {describe(levels, result)}  {verdict}", flush=True)
        if reached:
            best = plan
            break
    if best is None:
        sys.exit("no plan reaches it")

    print(
        "\nAgainst the dedicated plan, on the same customers: points within 20 s, billing and technical; wages an hour"
    )
    compare(command, teams, [plan for plan in (*PUBLISHED, best) if plan != DEDICATED])
    ours = json.loads((PRESET.parent / "cross_trained_ours.json").read_text(encoding="utf-8"))["patch"]["teams"]
    if best != tuple(ours[team]["staff"] for team in TEAMS):
        sys.exit(f"cross_trained_ours.json has another plan than {best}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
