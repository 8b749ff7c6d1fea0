#!/usr/bin/env python3
"""Writes the preset large_center: 500 operators, 20 queues, 60 kinds of calls, 16 teams whose skills overlap, one day.

    scripts/make_large_center.py           # writes scenarios/presets/large_center.json
    scripts/make_large_center.py --check   # fails when the committed preset differs

The centre is invented: a company of telephone and internet services. What is measured with it is how the cost of a
contact grows with the number of types, skills and operators (docs/benchmarking.md). Nothing here is drawn at random.

Staff: each queue's load (rate x handle time) goes to the teams that serve it, SHARES of it to those of first, second
and third choice; a team has its load and a reserve that grows with the load's square root, and the whole is scaled so
that OPERATORS work at the busiest time.
"""

import argparse
import json
import math
import sys
from pathlib import Path

PRESET = Path(__file__).resolve().parents[1] / "scenarios/presets/large_center.json"
OPERATORS = 500
CALLS_A_DAY = 30_000
SHARES = {1: 0.80, 2: 0.12, 3: 0.08}
RESERVE = 0.5  # operators per square root of the load
MIX = (0.5, 0.3, 0.2)  # of a queue's three topics
WORK = (0.85, 1.0, 1.35)  # their handle times, over the queue's
OPENING_SLOT, SLOTS = 14, 28  # half hours: 07:00 to 21:00
SERVE_OUT = 1  # half hours that staff stays for those who wait at closing time

# Share of the day's calls by half hour, before scaling.
CONSUMER = [22, 34, 48, 62, 76, 88, 95, 98, 100, 97, 92, 86, 82, 84, 88, 90, 91, 92, 94, 95, 93, 86, 76, 66, 56, 46, 36, 26]  # fmt: skip
BUSINESS = [10, 28, 60, 86, 98, 100, 99, 97, 94, 88, 74, 70, 84, 94, 97, 95, 92, 86, 74, 56, 36, 22, 12, 8, 6, 4, 3, 2]

# Queue: share of calls, handle time and mean patience in minutes, product line (a day factor of its own), topics.
QUEUES = {
    "billing": (12.0, 8.5, 5, "accounts", ("invoice question", "direct debit", "instalment plan")),
    "payments": (6.5, 6.5, 5, "accounts", ("late payment", "refund", "card change")),
    "web account": (6.0, 7.0, 4, "accounts", ("password", "app login", "data consent")),
    "complaints": (3.0, 15.0, 8, "accounts", ("poor service", "compensation", "disputed invoice")),
    "fraud": (1.5, 14.0, 10, "accounts", ("suspicious invoice", "stolen phone", "phishing")),
    "mobile": (9.0, 9.0, 4, "mobile", ("data plan", "coverage", "voicemail")),
    "SIM cards": (4.0, 6.5, 4, "mobile", ("lost SIM", "eSIM", "PIN and PUK")),
    "roaming": (2.5, 8.5, 4, "mobile", ("roaming activation", "roaming charges", "travel package")),
    "devices": (4.5, 10.0, 5, "mobile", ("new phone", "repair", "returned phone")),
    "number porting": (2.0, 11.0, 6, "mobile", ("port in", "port out", "delayed port")),
    "broadband": (11.0, 14.5, 6, "home", ("no connection", "slow connection", "router set-up")),
    "television": (5.5, 12.0, 5, "home", ("picture fault", "set-top box", "channel package")),
    "fixed line": (3.5, 11.5, 6, "home", ("no dial tone", "call quality", "number display")),
    "smart home": (2.0, 14.0, 6, "home", ("camera", "thermostat", "alarm")),
    "moving home": (3.0, 12.5, 6, "home", ("move date", "engineer visit", "new address")),
    "contracts": (6.0, 10.0, 5, "contracts", ("renewal", "change of tariff", "change of owner")),
    "cancellations": (4.0, 12.0, 5, "contracts", ("notice", "retention offer", "end of trial")),
    "sales": (6.0, 13.5, 3, "contracts", ("new customer", "second line", "bundle")),
    "deliveries": (4.0, 6.5, 5, "contracts", ("missing parcel", "missed delivery", "wrong item")),
    "business lines": (4.0, 12.5, 4, "business", ("business fault", "business invoice", "business order")),
}  # fmt: skip
URGENT = {"fraud", "business lines"}  # taken before all others
DAY_SHAPE = {"accounts": 120, "mobile": 100, "home": 60, "contracts": 120, "business": 150}

# Team: queues of first choice, queues that it helps out with, wage.
TEAMS = {
    "accounts north": (("billing", "payments"), ("web account", "contracts"), 20),
    "accounts south": (("billing", "payments", "complaints"), ("web account", "deliveries"), 20),
    "business desk": (("business lines",), ("contracts", "broadband", "mobile"), 26),
    "contract desk": (("contracts", "moving home"), ("sales", "number porting"), 22),
    "device desk": (("devices", "deliveries"), ("SIM cards", "sales"), 20),
    "digital desk": (("web account", "smart home"), ("roaming", "SIM cards"), 21),
    "fraud desk": (("fraud", "complaints"), ("payments", "web account"), 25),
    "home east": (("broadband", "television"), ("fixed line", "smart home"), 22),
    "home west": (("broadband", "fixed line"), ("television", "moving home"), 22),
    "home repairs": (("television", "fixed line", "smart home"), ("broadband", "moving home"), 23),
    "mobile east": (("mobile", "roaming"), ("SIM cards", "devices"), 20),
    "mobile west": (("mobile", "SIM cards"), ("roaming", "number porting"), 20),
    "porting desk": (("number porting", "deliveries"), ("devices", "contracts"), 20),
    "retention": (("cancellations", "contracts"), ("complaints", "sales"), 24),
    "sales": (("sales", "cancellations"), ("contracts", "devices"), 23),
    "all-rounders": ((), (), 26),  # every queue, after all others
}
ALL_ROUNDERS = "all-rounders"


def profile(queue: str) -> list[float]:
    shares = BUSINESS if QUEUES[queue][3] == "business" else CONSUMER
    return [share / sum(shares) for share in shares]


def contact_types() -> dict:
    whole = sum(row[0] for row in QUEUES.values())
    types = {}
    for queue, (share, handle_min, patience_min, line, topics) in QUEUES.items():
        mean_work = sum(m * w for m, w in zip(MIX, WORK, strict=True))
        for topic, part, work in zip(topics, MIX, WORK, strict=True):
            calls = CALLS_A_DAY * share / whole * part
            handle_s = round(60 * handle_min * work / mean_work)
            types[topic] = {
                "queue": queue,
                "arrivals": {
                    "unit": "per slot",
                    "slot": "30 min",
                    "from": clock(OPENING_SLOT),
                    "days": {"all": [round(calls * slot, 2) for slot in profile(queue)]},
                    "day_factor": {"shape": DAY_SHAPE[line], "group": line},
                },
                "service": {"law": "lognormal", "mean": f"{handle_s} s", "cv": 1},
                "patience": {"law": "exponential", "mean": f"{patience_min} min"},
            }
    return types


def serves(team: str) -> dict[str, tuple[int, int]]:
    """Queue -> (priority for the team, choice)."""
    first, second, _ = TEAMS[team]
    if team == ALL_ROUNDERS:
        return dict.fromkeys(QUEUES, (1, 3))
    return dict.fromkeys(first, (1, 1)) | dict.fromkeys(second, (2, 2))


def needed(types: dict) -> dict[str, list[float]]:
    """Operators by team and half hour, before scaling."""
    loads = {queue: [0.0] * SLOTS for queue in QUEUES}
    for kind in types.values():
        hours = float(kind["service"]["mean"].split()[0]) / 3600
        for slot, calls in enumerate(kind["arrivals"]["days"]["all"]):
            loads[kind["queue"]][slot] += 2 * calls * hours
    found = {team: [0.0] * SLOTS for team in TEAMS}
    for queue, load in loads.items():
        by_choice = {c: [t for t in TEAMS if serves(t).get(queue, (0, 0))[1] == c] for c in SHARES}
        whole = sum(share for choice, share in SHARES.items() if by_choice[choice])
        for choice, teams in by_choice.items():
            for team in teams:
                for slot in range(SLOTS):
                    found[team][slot] += load[slot] * SHARES[choice] / whole / len(teams)
    return {team: [x + RESERVE * math.sqrt(x) for x in row] for team, row in found.items()}


def staff(types: dict) -> dict[str, list[int]]:
    """Whole operators: largest remainders, half hour by half hour, to the scaled sum; OPERATORS at the busiest."""
    rows = needed(types)
    sums = [sum(row[slot] for row in rows.values()) for slot in range(SLOTS)]
    scale = OPERATORS / max(sums)
    levels = {team: [] for team in TEAMS}
    for slot in range(SLOTS):
        exact = {team: scale * row[slot] for team, row in rows.items()}
        spare = round(scale * sums[slot]) - sum(int(x) for x in exact.values())
        lucky = sorted(exact, key=lambda team: (int(exact[team]) - exact[team], team))[:spare]
        for team, x in exact.items():
            levels[team].append(int(x) + (team in lucky))
    return {team: row + row[-1:] * SERVE_OUT for team, row in levels.items()}


def clock(half_hours: int) -> str:
    return f"{half_hours // 2:02}:{half_hours % 2 * 30:02}"


def preset() -> dict:
    types = contact_types()
    levels = staff(types)
    hours = f"{clock(OPENING_SLOT)}-{clock(OPENING_SLOT + SLOTS)}"
    queues = {q: ({} if q in URGENT else {"priority": 2}) | {"opening_hours": {"all": hours}} for q in QUEUES}
    teams = {
        team: {
            "serves": {queue: {"priority": p, "choice": c} for queue, (p, c) in serves(team).items()},
            "staff": {"slot": "30 min", "from": clock(OPENING_SLOT), "days": {"all": levels[team]}},
            "wage": f"{TEAMS[team][2]} per h",
        }
        for team in TEAMS
    }
    return {
        "$schema": "../schema/scenario.v1.json",
        "schema_version": 1,
        "name": "A large centre",
        "name_ru": "Крупный центр",
        "notes": f"An invented company of telephone and internet services: {len(types)} kinds of calls in {len(QUEUES)} "
        f"queues, {len(TEAMS)} teams whose skills overlap, {OPERATORS} operators at the busiest half hour, about "
        f"{CALLS_A_DAY:,} calls a day. Written by scripts/make_large_center.py; it shows that size costs little, and "
        "every figure in it is an assumption.",
        "contact_types": types,
        "queues": queues,
        "teams": teams,
        "experiment": {
            "seed": 1,
            "replications": 40,
            "measure": "1 d",
            "interval": "30 min",
            "thresholds": ["20 s", "60 s"],
        },
    }


def pretty(value: object, indent: int = 0) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or len(flat) + indent <= 110:
        return flat
    pad = " " * (indent + 2)
    rows = [f"{pad}{json.dumps(k)}: {pretty(v, indent + 2)}" for k, v in value.items()]
    return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the committed preset, write nothing")
    text = pretty(preset()) + "\n"
    if not parser.parse_args().check:
        PRESET.write_text(text, encoding="utf-8")
        return 0
    if PRESET.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PRESET.name} is not what scripts/make_large_center.py writes", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
