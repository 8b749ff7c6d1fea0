"""The programs that are measured: where they are, how each is run, and counts by valgrind that noise does not touch."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class NotMeasuredError(Exception):
    """The program for this row is not there; the text says which and why."""


class WrongAnswerError(Exception):
    """The program ran and failed, or its answers are off: no time of it counts."""


@dataclass
class Finished:
    output: str
    cpu_s: float
    wall_s: float
    peak_kib: int
    others_cores: float  # what the rest of the machine used meanwhile, on average


def machine_busy_s() -> float:
    """CPU time of everything that runs here, all cores: user, nice, system, interrupts, stolen."""
    fields = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return (sum(fields) - idle) / os.sysconf("SC_CLK_TCK")


def need(path: Path, why: str) -> Path:
    if not path.exists():
        raise NotMeasuredError(
            f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name} is missing: {why}"
        )
    return path


def run(command: list[str]) -> Finished:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        start, busy_s = time.perf_counter(), machine_busy_s()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s, busy_s = time.perf_counter() - start, machine_busy_s() - busy_s
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode != 0:
            raise WrongAnswerError(f"{Path(command[0]).name} failed: {err.read().strip()[-500:]}")
        cpu_s = usage.ru_utime + usage.ru_stime
        return Finished(out.read(), cpu_s, wall_s, usage.ru_maxrss, (busy_s - cpu_s) / wall_s)


def last_json(finished: Finished) -> dict:
    return json.loads(finished.output.strip().splitlines()[-1])


class Doors:
    def __init__(self, build: Path, wasm: Path):
        self.build = build
        self.wasm_build = wasm
        self._expected: dict[str, str] = {}

    def limit_program(self) -> str:
        return str(need(self.build / "bench/limit", "cmake --preset bench && cmake --build --preset bench"))

    def engine_program(self) -> str:
        return str(need(self.build / "bench/firstline_bench", "the engine's timing door is not built"))

    def limit(self, workload: str, contacts: int, repeats: int = 5) -> dict:
        return last_json(run([self.limit_program(), "time", workload, str(contacts), str(repeats)]))

    def preset(self, name: str, contacts: int) -> dict:
        """One of the scenarios that firstline_bench reads from scenarios/presets."""
        need(ROOT / f"scenarios/presets/{name}.json", "the preset is not there yet")
        try:
            return self.engine(name, contacts)
        except WrongAnswerError as error:
            if "usage:" not in str(error):
                raise
            raise NotMeasuredError("no row of kPresets in bench/firstline_bench.cpp yet") from error

    def engine(self, workload: str, contacts: int, threads: int = 1) -> dict:
        finished = run([self.engine_program(), workload, str(contacts), str(threads)])
        return last_json(finished) | {"peak_kib": finished.peak_kib, "others_cores": finished.others_cores}

    def wasm(self, workload: str, contacts: int) -> dict:
        """Two lengths, subtracted: WebAssembly has no clock of CPU time, and that of node has its start in it."""
        program = need(self.wasm_build / "bench/firstline_bench.js", "the timing door is not built for WebAssembly")
        short, long = (run(["node", str(program), workload, str(n), "1"]) for n in (contacts, 3 * contacts))
        more = last_json(long)["contacts"] - last_json(short)["contacts"]
        return {"cpu_ns_per_contact": 1e9 * (long.cpu_s - short.cpu_s) / more}

    def simpy(self, workload: str, contacts: int) -> dict:
        try:
            import simpy  # noqa: F401
        except ImportError as error:
            raise NotMeasuredError("this Python has no simpy (requirements/py311.txt)") from error
        if workload not in self._expected:
            self._expected[workload] = run([self.limit_program(), "expect", workload]).output
        script = str(ROOT / "bench/yardstick_simpy.py")
        return last_json(run([sys.executable, script, workload, str(contacts), self._expected[workload]]))

    def start_up_ms(self, scenario: Path) -> float:
        program = need(self.build / "firstline", "the command is not built")
        need(scenario, "the small scenario")
        return 1e3 * run([str(program), "run", str(scenario), "--replications", "1", "--quiet"]).cpu_s

    def days_of(self, preset: str, days: int) -> Finished:
        """One replication of a preset by the command, this many days long."""
        program = need(self.build / "firstline", "the command is not built")
        scenario = need(ROOT / f"scenarios/presets/{preset}.json", "the preset is not there yet")
        command = [str(program), "run", str(scenario), "--set", f'/experiment/measure="{days} d"']
        return run([*command, "--replications", "1", "--threads", "1", "--quiet"])


def counts(command: list[str]) -> dict[str, int]:
    """Instructions and mispredicted branches of one run, under cachegrind."""
    valgrind = [
        "valgrind",
        "--tool=cachegrind",
        "--cache-sim=no",
        "--branch-sim=yes",
        "--cachegrind-out-file=/dev/null",
    ]
    try:
        finished = subprocess.run(valgrind + command, capture_output=True, text=True, cwd=ROOT, check=False)
    except FileNotFoundError as error:
        raise NotMeasuredError("valgrind is missing (deps/apt-bench.txt)") from error
    if finished.returncode != 0:
        raise WrongAnswerError(f"{Path(command[0]).name} failed under valgrind: {finished.stderr.strip()[-500:]}")
    patterns = {"instructions": r"I\s+refs:\s+([\d,]+)", "mispredictions": r"Mispredicts:\s+([\d,]+)"}
    found = {name: re.search(pattern, finished.stderr) for name, pattern in patterns.items()}
    result = {name: int(match.group(1).replace(",", "")) for name, match in found.items() if match}
    return result | {"contacts": json.loads(finished.stdout.strip().splitlines()[-1])["contacts"]}


def counts_per_contact(command_for, short: int, long: int) -> dict[str, float]:
    """Two lengths of the same run, subtracted, so that starting up cancels."""
    one, two = counts(command_for(short)), counts(command_for(long))
    contacts = two["contacts"] - one["contacts"]
    return {name: (two[name] - one[name]) / contacts for name in ("instructions", "mispredictions")}
