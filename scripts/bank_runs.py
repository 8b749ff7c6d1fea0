"""Runs the firstline command on the bank's preset and on patched copies of it, and picks numbers from its JSON."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

T975_7 = 2.3646  # Student's quantile for 8 seeds
SEEDS = range(1, 9)


@dataclass
class Simulated:
    mean: float
    half_width: float


class Result:
    """One result of `firstline run --json`."""

    def __init__(self, document: dict):
        self.rows = {(r["key"], tuple(sorted(r["slice"].items()))): r for r in document["kpis"]}

    def get(self, key: str, **where: str) -> Simulated:
        row = self.rows[(key, tuple(sorted(where.items())))]
        if row["mean"] is None:
            return Simulated(math.nan, math.nan)
        return Simulated(row["mean"], (row["hi"] - row["lo"]) / 2)

    def metric(self, key: str, days: float, **where: str) -> Simulated:
        """By the keys of bank_observed; offered is per day."""
        if key == "service_level.60":
            return self.get("service_level", within="60 s", **where)
        found = self.get(key, **where)
        return Simulated(found.mean / days, found.half_width / days) if key == "contacts.offered" else found


class Runner:
    """Runs scenarios in a folder of their own, with the preset beside them as their base."""

    def __init__(self, firstline: Path, preset: Path, folder: Path, replications: int):
        self.firstline, self.preset, self.folder, self.replications = firstline, preset, folder, replications
        shutil.copy(preset, folder / preset.name)

    def run(self, patch: dict, seed: int = 1, replications: int | None = None) -> Result:
        document = {"schema_version": 1, "name": "changed", "base": self.preset.name, "patch": patch}
        path = self.folder / "changed.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        command = [self.firstline, "run", path, "--seed", seed, "--replications", replications or self.replications]
        done = subprocess.run(
            [*map(str, command), "--json", "-", "--quiet"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stderr}")
        return Result(json.loads(done.stdout))


def over_types(result: Result, types: list[str], days: float) -> dict[str, float]:
    """The totals over some contact types only, from their slices: shares and waits weighted by calls."""
    calls = {t: result.get("contacts.offered", contact_type=t).mean for t in types}
    served = {t: result.get("contacts.handled", contact_type=t).mean for t in types}
    total = sum(calls.values())

    def weighted(key: str, weights: dict[str, float]) -> float:
        return sum(result.get(key, contact_type=t).mean * w for t, w in weights.items()) / sum(weights.values())

    return {
        "contacts.offered": total / days,
        "delay_probability": weighted("delay_probability", calls),
        "abandonment_rate": weighted("abandonment_rate", calls),
        "wait.mean": weighted("wait.mean", calls),
        "wait.asa": weighted("wait.asa", served),
        "service_level": weighted("service_level", calls),
    }


def over_seeds(rows: list[dict[str, float]]) -> dict[str, Simulated]:
    """Means of independent runs with a t interval between them."""
    n = len(rows)
    result = {}
    for key in rows[0]:
        values = [r[key] for r in rows]
        mean = sum(values) / n
        spread = math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1) / n)
        result[key] = Simulated(mean, T975_7 * spread)
    return result
