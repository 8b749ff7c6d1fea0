#!/usr/bin/env python3
"""Runs the limit program, Firstline and SimPy in turn and judges the ratios by bench/goals.json.

Every figure is CPU time and the median over paired rounds, in which the programs follow one another; only threads are
judged by elapsed time, in the rounds that found the machine quiet. Each program checks its answers before it gives a
time. Writes bench/results.json and the part of docs/benchmarking.md between the marks. Exit code 1 where a "must" is
missed or a program answers wrongly.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from doors import ROOT, Doors, NotMeasuredError, WrongAnswerError, counts_per_contact, run

PAGE = ROOT / "docs/benchmarking.md"
RESULTS = ROOT / "bench/results.json"
GOALS = ROOT / "bench/goals.json"
SMALL_SCENARIO = ROOT / "scenarios/presets/multi_skill_day.json"
BEGIN = "<!-- written by bench/run.py: from here -->"
END = "<!-- written by bench/run.py: to here -->"
CONTACTS = {"A": 1_000_000, "A20000": 2_000_000, "B": 1_000_000}
PRESETS = {"large_center": 3_000_000, "help_desk": 1_000_000, "omnichannel": 1_000_000}
# The stages of a plan of three years, as far as there are plans: nine months each, of which two weeks are the presets'
# warm-up and one is what follows (once for all four in a plan).
STAGES = ("call_center_only", "chat_trial", "chat_bot", "omnichannel")
STAGE_DAYS = (1096 - 3 * 21) // 4
PLAN_ROUNDS = 3
MOST_OTHERS_CORES = 0.1
SIMPY_CONTACTS = {"A": 60_000, "B": 60_000}


class BusyError(Exception):
    """The machine was not ours alone, and this figure needs that."""


def try_each(steps: dict[str, Callable[[], float]], missing: dict[str, str]) -> dict[str, float]:
    values = {}
    for name, step in steps.items():
        if name in missing:
            continue
        try:
            values[name] = step()
        except BusyError as error:  # the next round may find the machine quiet
            print(f"{name}: {error}", file=sys.stderr)
        except (NotMeasuredError, WrongAnswerError) as error:
            missing[name] = f"WRONG: {error}" if isinstance(error, WrongAnswerError) else str(error)
    return values


def two_threads(doors: Doors) -> float:
    """Elapsed time with one thread over that with two; it says nothing where other programs take part of the cores."""
    one, two = doors.engine("A", 4_000_000, 1), doors.engine("A", 4_000_000, 2)
    others = max(one["others_cores"], two["others_cores"])
    if others > MOST_OTHERS_CORES:
        raise BusyError(f"other programs used {others:.1f} cores meanwhile")
    return one["wall_ns_per_contact"] / two["wall_ns_per_contact"]


def one_round(doors: Doors, missing: dict[str, str]) -> dict[str, float]:
    """Nanoseconds a contact of every program, one after the other."""
    exponential = {}
    per_event = {}

    def limit(workload: str) -> float:
        answer = doors.limit(workload, CONTACTS[workload])
        exponential[workload] = answer["exponential_ns"]
        return answer["cpu_ns_per_contact"]

    def engine(workload: str) -> float:
        known = workload in CONTACTS
        answer = doors.engine(workload, CONTACTS[workload]) if known else doors.preset(workload, PRESETS[workload])
        per_event[f"firstline {workload}, an event"] = answer["cpu_ns_per_event"]
        return answer["cpu_ns_per_contact"]

    steps: dict[str, Callable[[], float]] = {}
    for w in CONTACTS:
        steps[f"limit {w}"] = lambda w=w: limit(w)
        steps[f"firstline {w}"] = lambda w=w: engine(w)
        if w in SIMPY_CONTACTS:
            steps[f"simpy {w}"] = lambda w=w: doors.simpy(w, SIMPY_CONTACTS[w])["cpu_ns_per_contact"]
    for w in PRESETS:  # after B, which they are compared with
        steps[f"firstline {w}"] = lambda w=w: engine(w)
    # Long runs: in the first seconds node still compiles beside.
    steps["wasm A"] = lambda: doors.wasm("A", 4 * CONTACTS["A"])["cpu_ns_per_contact"]
    steps["two threads"] = lambda: two_threads(doors)
    steps["start-up"] = lambda: statistics.median(doors.start_up_ms(SMALL_SCENARIO) for _ in range(5))
    values = try_each(steps, missing) | per_event
    if "A" in exponential:
        values["exponential"] = exponential["A"]
    return values


def memory(doors: Doors) -> dict[str, float]:
    def least_peak(workload: str, contacts: int) -> tuple[int, int]:
        runs = [doors.engine(workload, contacts) for _ in range(3)]
        return min(r["peak_kib"] for r in runs), runs[0]["most_in_flight"]

    # A little less than 2^18 and 2^20 contacts, so that arrays that double are as full at either length.
    (kib, in_flight), (more_kib, more_in_flight) = least_peak("backlog", 250_000), least_peak("backlog", 1_000_000)
    return {
        "memory_growth": least_peak("A", 1_000_000)[0] - least_peak("A", 250_000)[0],
        "memory_contact": 1024 * (more_kib - kib) / (more_in_flight - in_flight),
    }


def plan(doors: Doors) -> dict[str, list[float]]:
    """CPU time and peak memory of three years, about 10,000 contacts a day, a stage after the other."""
    rounds = [[doors.days_of(stage, STAGE_DAYS) for stage in STAGES] for _ in range(PLAN_ROUNDS)]
    return {
        "plan_time": [sum(stage.cpu_s for stage in stages) for stages in rounds],
        "plan_memory": [max(stage.peak_kib for stage in stages) / 1024 for stages in rounds],
    }


RATIOS = {  # row: (above, below)
    "limit_honesty": ("limit A", "exponential"),
    "a": ("firstline A", "limit A"),
    "b": ("firstline B", "limit B"),
    "simpy": ("simpy A", "firstline A"),
    "a20000": ("firstline A20000", "firstline A"),
    "large_center": ("firstline large_center", "firstline B"),
    "help_desk": ("firstline help_desk, an event", "firstline B, an event"),
    "omnichannel": ("firstline omnichannel, an event", "firstline B, an event"),
    "wasm": ("wasm A", "firstline A"),
}


def measure(doors: Doors, num_rounds: int) -> tuple[dict[str, list[float]], dict[str, list[float]], dict[str, str]]:
    """Samples of every row, samples of every program, and why what is missing is missing."""
    missing: dict[str, str] = {}
    rounds = []
    for i in range(num_rounds):
        rounds.append(one_round(doors, missing))
        print(f"round {i + 1} of {num_rounds} done", file=sys.stderr)
    programs = {name: [r[name] for r in rounds if name in r] for name in dict.fromkeys(n for r in rounds for n in r)}
    rows, why = {}, {}
    for key, (above, below) in RATIOS.items():
        samples = [r[above] / r[below] for r in rounds if above in r and below in r]
        if samples:
            rows[key] = samples
        else:
            why[key] = missing.get(above.removesuffix(", an event")) or missing.get(below, "")
    for key, name in {"threads": "two threads", "start_up": "start-up"}.items():
        if name in programs:
            rows[key] = programs[name]
        else:
            why[key] = missing.get(name, "the machine was busy with other programs in every round")

    def counted() -> dict[str, list[float]]:
        found = counts_per_contact(lambda n: [doors.engine_program(), "A", str(n), "1"], 100_000, 300_000)
        return {"mispredictions": [found["mispredictions"]]}

    once: dict[tuple[str, ...], Callable[[], dict[str, list[float]]]] = {
        ("memory_growth", "memory_contact"): lambda: {key: [value] for key, value in memory(doors).items()},
        ("plan_time", "plan_memory"): lambda: plan(doors),
        ("mispredictions",): counted,
    }
    for keys, step in once.items():
        try:
            rows |= step()
        except (NotMeasuredError, WrongAnswerError) as error:
            reason = f"WRONG: {error}" if isinstance(error, WrongAnswerError) else str(error)
            why |= dict.fromkeys(keys, reason)
    return rows, programs, why | {name: text for name, text in missing.items() if text.startswith("WRONG")}


def judge(goals: list[dict], rows: dict[str, list[float]], why: dict[str, str]) -> list[dict]:
    table = []
    for goal in goals:
        samples = rows.get(goal["key"])
        row = dict(goal)
        if samples:
            value = statistics.median(samples)
            sign = 1 if goal["better"] == "lower" else -1
            met = "goal met" if sign * value <= sign * goal["goal"] else "must met"
            verdict = met if sign * value <= sign * goal["must"] else "MISSED"
            row |= {"value": value, "least": min(samples), "most": max(samples), "verdict": verdict}
        else:
            row |= {"verdict": "not measured", "reason": why.get(goal["key"], "")}
        table.append(row)
    return table


def number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def targets_table(table: list[dict]) -> list[str]:
    lines = ["| what | measured | rounds | must | goal | |", "|---|---|---|---|---|---|"]
    for row in table:
        unit = f" {row['unit']}" if row["unit"] not in ("", "x") else ""
        bound = "<=" if row["better"] == "lower" else ">="
        shown, spread = "not measured", ""
        verdict = row.get("reason", "")
        if "value" in row:
            shown, verdict = number(row["value"]) + unit, row["verdict"]
            spread = "" if row["least"] == row["most"] else f"{number(row['least'])} to {number(row['most'])}"
        limits = f"{bound} {number(row['must'])}{unit} | {bound} {number(row['goal'])}{unit}"
        lines.append(f"| {row['what']} | {shown} | {spread} | {limits} | {verdict} |")
    return lines


def programs_table(programs: dict[str, list[float]]) -> list[str]:
    lines = ["| program | A | A, 20,000 operators | B |", "|---|---|---|---|"]
    names = {"limit": "limit program", "firstline": "Firstline", "wasm": "Firstline in WebAssembly", "simpy": "SimPy"}
    for name, shown in names.items():
        cells = []
        for workload in CONTACTS:
            samples = programs.get(f"{name} {workload}")
            cells.append(f"{number(statistics.median(samples))} ns" if samples else "-")
        if any(cell != "-" for cell in cells):
            lines.append(f"| {shown} | {' | '.join(cells)} |")
    for name in PRESETS:
        samples = programs.get(f"firstline {name}")
        if samples:
            cost, event = (statistics.median(programs[f"firstline {name}{of}"]) for of in ("", ", an event"))
            lines += ["", f"`{name}`: {number(cost)} ns a contact, {number(event)} ns an event."]
    event = programs.get("firstline B, an event")
    return lines + (["", f"B: {number(statistics.median(event))} ns an event."] if event else [])


def building_blocks(doors: Doors) -> list[str]:
    """The event lists of bench/building_blocks.cpp: one pop and one push."""
    program = doors.build / "bench/building_blocks"
    if not program.exists():
        return ["Not measured: building_blocks is not built."]
    options = ["--benchmark_format=json", "--benchmark_min_time=0.05", "--benchmark_repetitions=5"]
    found = json.loads(run([str(program), *options, "--benchmark_report_aggregates_only=true"]).output)
    lists: dict[str, dict[str, float]] = {}
    for case in found["benchmarks"]:
        if case.get("error_occurred"):
            raise WrongAnswerError(f"{case['run_name']}: {case['error_message']}")
        if case["aggregate_name"] == "median" and case["run_name"].startswith("hold/"):
            _, name, pending = case["run_name"].split("/")
            lists.setdefault(name, {})[pending] = case["cpu_time"]
    sizes = list(next(iter(lists.values())))
    lines = ["| event list | " + " | ".join(f"{int(size):,} pending" for size in sizes) + " |"]
    lines.append("|---" * (len(sizes) + 1) + "|")
    lines += [f"| {name} | " + " | ".join(f"{costs[s]:.0f} ns" for s in sizes) + " |" for name, costs in lists.items()]
    return lines


def machine(compiler: str) -> dict[str, str]:
    cpu = Path("/proc/cpuinfo")
    models = [line.split(":", 1)[1].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return {
        "cpu": f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores",
        "compiler": compiler,
        "python": platform.python_version(),
        "commit": commit.stdout.strip(),
    }


def page_text(table: list[dict], programs: dict[str, list[float]], blocks: list[str], about: dict[str, str]) -> str:
    exponential = statistics.median(programs["exponential"])
    lines = [
        BEGIN,
        "",
        f"Measured on: {about['cpu']}; {about['compiler']}; CPython {about['python']}; commit {about['commit']}.",
    ]
    lines += [
        "",
        "## Targets",
        "",
        "Medians; the third column is the range over the rounds.",
        "",
        *targets_table(table),
    ]
    lines += ["", "## CPU time of a contact", "", *programs_table(programs)]
    lines += ["", f"One exponential (ziggurat, xoshiro256++) took {exponential:.2f} ns in the same run."]
    lines += [
        "",
        "## Event lists",
        "",
        "One pop and one push, exponential delays (`bench/building_blocks.cpp`).",
        "",
        *blocks,
    ]
    return "\n".join([*lines, "", END])


def write_page(text: str) -> None:
    page = PAGE.read_text()
    before, after = page.index(BEGIN), page.index(END) + len(END)
    PAGE.write_text(page[:before] + text + page[after:])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build/bench", help="folder of the bench build")
    parser.add_argument("--wasm", type=Path, default=ROOT / "build/wasm", help="folder of the WebAssembly build")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args()
    doors = Doors(options.build.resolve(), options.wasm.resolve())
    try:
        compiler = doors.limit("A", 100_000, 1)["compiler"]
        rows, programs, why = measure(doors, options.rounds)
        blocks = building_blocks(doors)
    except (NotMeasuredError, WrongAnswerError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    table = judge(json.loads(GOALS.read_text())["rows"], rows, why)
    about = machine(compiler)
    text = page_text(table, programs, blocks, about)
    print("\n".join(text.splitlines()[1:-1]))
    if not options.no_write:
        write_page(text)
        results = {"machine": about, "rows": table, "programs": programs}
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    wrong = {name: reason for name, reason in why.items() if reason.startswith("WRONG")}
    for name, reason in wrong.items():
        print(f"bench: {name}: {reason}", file=sys.stderr)
    missed = [row["what"] for row in table if row["verdict"] == "MISSED"]
    for what in missed:
        print(f"bench: a must is missed: {what}", file=sys.stderr)
    return 1 if missed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
