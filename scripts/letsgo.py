"""A voice bot fitted to the Let's Go bus information system, 2006-2012: what a year's daily reports say, and its dialogue.

The data are not part of this repository: a folder `shared/data/letsgo_voicebot_daily` beside it, or below
FIRSTLINE_SHARED. Printed: the table of docs/letsgo.md. Needs the package (`pip install .`).
"""

import collections
import csv
import gzip
import math
import os
import pathlib
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[1]
YEARS = range(2006, 2013)


def data_file():
    shared = pathlib.Path(os.environ.get("FIRSTLINE_SHARED", ROOT.parent / "shared"))
    return shared / "data/letsgo_voicebot_daily/letsgo_daily_2006_2012.csv.gz"


@dataclass(frozen=True)
class Year:
    """Shares of all sessions, but `success`: of those with four turns or more; turns of a session on average."""

    days: int
    sessions: int
    no_turn: float
    four_turns: float
    success: float
    turns: float
    scatter: float  # variance of daily success over that of a binomial with the year's share


def read_years(path):
    """Whole days only: a row that lacks one of the five figures is left out."""
    wanted = ("sessions", "no_turn_sessions", "sessions_ge4_turns", "est_successes", "mean_turns")
    rows = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if all(row[name] for name in wanted):
                rows[int(row["date"][:4])].append([float(row[name]) for name in wanted])
    return {year: summary(days) for year, days in sorted(rows.items())}


def summary(days):
    sessions, none, four, successes, _ = map(sum, zip(*days, strict=True))
    success = successes / four
    excess = [
        (day[3] - day[2] * success) ** 2 / (day[2] * success * (1 - success))
        for day in days
        if day[2] > 0 and day[3] <= day[2]
    ]
    return Year(
        days=len(days),
        sessions=int(sessions),
        no_turn=none / sessions,
        four_turns=four / sessions,
        success=success,
        turns=sum(day[0] * day[4] for day in days) / sessions,
        scatter=sum(excess) / (len(excess) - 1),
    )


def dialogue(year):
    """Steps that give the year's four figures exactly.

    Who answers the greeting has one turn; three more steps lose the same share each, then one step repeats until the
    customer leaves or the bot looks up the bus. A session of k turns of the customer has k + 1 turns of the bot.
    """
    leaves = 1 - (year.four_turns / (1 - year.no_turn)) ** (1 / 3)
    reached = [(1 - year.no_turn) * (1 - leaves) ** passed for passed in range(4)]
    more = (year.turns - sum(reached[:3])) / reached[3] - 1  # turns after the fourth
    gives_up = (1 - year.success) / (more + 1 - year.success)
    found = year.success / more

    def step(hangs_up, following):
        time = {"law": "lognormal", "mean": "10 s", "cv": 0.5}
        told = {"recognised": 1, "hangs_up": hangs_up, "asks": 0, "unnoticed": 0, "time": time}
        return told | ({"next": following} if following else {"solves": 1})

    return {
        "greeting": step(year.no_turn, {"turn 2": 1}),
        "turn 2": step(leaves, {"turn 3": 1}),
        "turn 3": step(leaves, {"turn 4": 1}),
        "turn 4": step(leaves, {"talk": 1}),
        "talk": step(gives_up, {"talk": 1 - found, "look-up": found}),
        "look-up": step(0, None),
    }


def scenario(year, replications=10):
    return {
        "schema_version": 1,
        "name": "Let's Go",
        "contact_types": {
            "calls": {
                "queue": "nobody",
                "channels": {"phone": 1},
                "arrivals": {"rate": f"{year.sessions / year.days / 24:.6f} per h"},
                "service": {"law": "exponential", "mean": "1 min"},
            }
        },
        "channels": {"phone": {"bot": "Let's Go"}},
        "queues": {"nobody": {}},
        "teams": {"nobody": {"serves": {"nobody": 1}, "staff": 1}},
        "bots": {"Let's Go": {"start": "greeting", "steps": dialogue(year)}},
        "experiment": {"replications": replications, "measure": f"{year.days} d", "cool_down": "1 d"},
    }


def simulated(result):
    """The same four figures from a run: estimates with their half widths."""

    def kpi(key, **slice_of):
        return result.kpi(key, **slice_of)

    drops = kpi("bot.step.drops", bot="Let's Go", step="greeting")
    contained = kpi("bot.containment.true")
    turns = kpi("bot.turns")
    four = kpi("bot.step.entries", bot="Let's Go", step="turn 4")
    lost = kpi("bot.step.drops", bot="Let's Go", step="turn 4")
    return {
        "no_turn": (drops.mean, (drops.hi - drops.lo) / 2),
        "four_turns": (four.mean * (1 - lost.mean), math.hypot(four.hi - four.lo, lost.hi - lost.lo) / 2),
        "contained": (contained.mean, (contained.hi - contained.lo) / 2),
        "turns": (turns.mean - 1, (turns.hi - turns.lo) / 2),
    }


def main():
    import firstline as fl

    years = read_years(data_file())
    head = "| year | days | sessions | no turn, % | 4 turns or more, % | bus looked up, % | turns | scatter of days |"
    print(head + "\n|" + " --- |" * head.count(" | ") + " --- |")
    for number, year in years.items():
        found = simulated(fl.run(fl.Scenario.from_dict(scenario(year)), seed=number, progress=False))
        cells = [
            f"{100 * year.no_turn:.2f} / {100 * found['no_turn'][0]:.2f}",
            f"{100 * year.four_turns:.2f} / {100 * found['four_turns'][0]:.2f}",
            f"{100 * year.four_turns * year.success:.2f} / {100 * found['contained'][0]:.2f}",
            f"{year.turns:.2f} / {found['turns'][0]:.2f}",
        ]
        print(f"| {number} | {year.days} | {year.sessions} | " + " | ".join(cells) + f" | {year.scatter:.2f} |")


if __name__ == "__main__":
    main()
