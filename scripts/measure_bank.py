#!/usr/bin/env python3
"""Measures every figure of the preset bank_1999 from the call-by-call data of the Anonymous Bank and writes the preset.

    python3 scripts/measure_bank.py            # writes scenarios/presets/bank_1999*.json
    python3 scripts/measure_bank.py --check    # fails when the committed presets differ

No figure is chosen by comparing a simulation with the data: docs/bank.md makes that comparison and says how each
figure was measured. The wage is an assumption, as the data have none.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections import defaultdict
from pathlib import Path

import bank_arrivals as arrivals
import bank_laws as laws
import bank_order as order
import bank_presence as presence
from bank_data import OPEN_S, WEEKDAYS, Call, by_date, read_calls

PRESETS = Path(__file__).resolve().parents[1] / "scenarios" / "presets"
DAYS = ("sun", "mon", "tue", "wed", "thu")

# Contact type -> kinds of call in the data, the priority it stands for (None: all), its queue and the group of its day factor.
TYPES = {
    "regular": (("PS", "PE"), False, "regular", "service"),
    "priority": (("PS", "PE"), True, "priority", "service"),
    "stock": (("NE",), False, "regular", "stock"),
    "stock priority": (("NE",), True, "priority", "stock"),
    "prospective": (("NW",), None, "prospective", "prospective"),
    "internet": (("IN",), None, "prospective", "internet"),
    "callback": (("TT",), None, "regular", "callback"),
}
# Hours of the day with a service law of their own (where a type has MIN_PERIOD calls in them); the pooled law elsewhere.
PERIODS = {"opening": (7, 8), "first hour": (8, 9), "day": (9, 16), "evening": (16, 21), "night": (21, 24)}
MIN_PERIOD = 300
# Finer where callers hear something: a first message, and an announcement every 60 s.
FINE_EDGES = [*range(0, 10, 2), *range(10, 55, 5), 55, 58, 60, 62, 64, 66, 70, 75]
PATIENCE_EDGES = [*FINE_EDGES, *range(80, 130, 10), 135, 150, 180, 210, 240, 300, 360, 480, 600]
MIN_EVENTS = 8  # a bin of the hazard is merged with the next until it holds as many abandons


def is_priority(call: Call) -> bool:
    return call.priority == 2


class Bank:
    """The measured figures, each made once."""

    def __init__(self, calls: list[Call]):
        self.calls = calls
        self.days = by_date(calls)
        self.skills = presence.skills(calls)
        self.redial_probability, self.redial_shares = arrivals.redials(calls)
        self.priority_share = {k: self._priority_share(k) for k in (("PS", "PE"), ("NE",))}
        self.pause_curve = self._pause_curve()
        self.operators = presence.days_of(self.days, self.skills)
        self.pause, self.pause_longer = laws.conditional_law(self.pause_curve, presence.WRAP_UP_S)

    def of(self, kinds: tuple[str, ...]) -> list[Call]:
        return [c for c in self.calls if c.kind in kinds]

    def _priority_share(self, kinds: tuple[str, ...]) -> list[float]:
        """By hour: the share of high priority among those who waited; the others' priority was not recorded."""
        waited = [c for c in self.of(kinds) if c.waited]
        whole = sum(map(is_priority, waited)) / len(waited)
        result = []
        for hour in range(24):
            here = [c for c in waited if c.at_s // 3600 == hour]
            result.append(sum(map(is_priority, here)) / len(here) if len(here) >= 100 else whole)
        return result

    def weight(self, call: Call, wanted: bool | None) -> float:
        """How much of a call belongs to a type: all or nothing where its priority is known, else the hour's share."""
        if wanted is None:
            return 1.0
        if call.waited:
            return float(is_priority(call) == wanted)
        share = self.priority_share[("NE",) if call.kind == "NE" else ("PS", "PE")][call.at_s // 3600]
        return share if wanted else 1.0 - share

    def _pause_curve(self) -> list[tuple[int, float]]:
        rows = [p for day in self.days.values() for p in presence.pauses_under_load(day, self.skills)]
        return laws.product_limit([t for t, _ in rows], [e for _, e in rows])

    # --- arrivals ---
    def fresh(self, name: str) -> dict[tuple[datetime.date, int], float]:
        kinds, wanted, _, _ = TYPES[name]
        calls = [c for c in self.of(kinds) if self.weight(c, wanted) > 0]
        counts: dict[tuple[datetime.date, int], float] = defaultdict(float)
        for c in calls:
            counts[(c.date, (c.at_s - OPEN_S) // arrivals.SLOT_S)] += self.weight(c, wanted)
        lost = [c for c in calls if not c.answered]
        for key, mass in arrivals.redial_mass(lost, self.redial_probability, self.redial_shares).items():
            counts[key] -= mass
        return counts

    def profile(self, name: str) -> dict[str, list[float]]:
        fresh = self.fresh(name)
        result = {}
        for number, day in sorted(WEEKDAYS.items(), key=lambda item: DAYS.index(item[1])):
            dates = [d for d in self.days if d.weekday() == number]
            means = [sum(fresh[(d, j)] for d in dates) / len(dates) for j in range(arrivals.NUM_SLOTS)]
            result[day] = [round(max(0.0, m), 3) for m in means]
        return result

    def factor_shapes(self, group: str) -> tuple[float, float]:
        """Day and slot factor of a group of types, from their fresh calls together. The slot factors of the types are
        independent in the model: each gets the shape that gives their sum the measured variance."""
        names = [n for n, spec in TYPES.items() if spec[3] == group]
        each = [self.fresh(n) for n in names]
        counts = {(d, j): sum(f[(d, j)] for f in each) for d in self.days for j in range(arrivals.NUM_SLOTS)}
        totals = {d: sum(counts[(d, j)] for j in range(arrivals.NUM_SLOTS)) for d in self.days}
        shares = [sum(f.values()) / sum(totals.values()) for f in each]
        _, day = arrivals.day_factor_shape(totals)
        slot = arrivals.slot_factor_shape(counts, totals) * sum(s * s for s in shares)
        return day, slot

    # --- service, patience, voice menu ---
    def service(self, name: str, hours: tuple[int, int] = (0, 24)) -> tuple[dict[int, float], int]:
        """Service and the pause after it; of those whose priority is not known, both priorities take all."""
        kinds, wanted, _, _ = TYPES[name]
        times = [
            c.service_s
            for c in self.of(kinds)
            if c.answered
            and 0 <= c.service_s <= 3600
            and self.weight(c, wanted) > 0
            and hours[0] <= c.at_s // 3600 < hours[1]
        ]
        return (laws.sum_of(laws.histogram(times), self.pause) if times else {}), len(times)

    def periods(self, name: str) -> dict[str, tuple[int, int]]:
        enough = {label: hours for label, hours in PERIODS.items() if self.service(name, hours)[1] >= MIN_PERIOD}
        return enough if len(enough) > 1 else {}

    def patience(self, name: str) -> tuple[list[float], list[float]]:
        kinds, wanted, _, _ = TYPES[name]
        waited = [c for c in self.of(kinds) if c.waited and (wanted is None or is_priority(c) == wanted)]
        return merged_hazards([c.wait_s for c in waited], [not c.answered for c in waited])

    def ivr(self) -> dict[int, float]:
        return laws.histogram([c.vru_s for c in self.calls if c.vru_s >= 0])

    # --- order of service ---
    def head_starts(self) -> dict[str, int]:
        """Queue -> credit in seconds over the last queue, from 13 January on; to the 10 s that choices() can tell."""
        kinds = ("PS", "PE")

        def high(c: Call) -> bool:
            return c.kind in kinds and is_priority(c)

        def regular(c: Call) -> bool:
            return c.kind in kinds and not is_priority(c)

        def prospective(c: Call) -> bool:
            return c.kind == "NW"

        over_last = order.head_start(order.choices(self.calls, high, prospective))
        over_regular = order.head_start(order.choices(self.calls, high, regular))
        return {"priority": over_last, "regular": over_last - over_regular, "prospective": 0}

    # --- operators ---
    def skill_teams(self) -> dict[str, tuple[set[str], list[str]]]:
        """Team -> (contact types served, its operators): operators with the same skills."""
        groups: dict[frozenset, list[str]] = defaultdict(list)
        for server, kinds in self.skills.items():
            if "PS" in kinds or "NE" in kinds:
                groups[frozenset(kinds & {"PS", "NW", "NE", "IN"})].append(server)
        result = {}
        for kinds in sorted(groups, key=lambda k: (-len(groups[k]), sorted(k))):
            words = [
                name for kind, name in (("NW", "prospective"), ("NE", "stock"), ("IN", "internet")) if kind in kinds
            ]
            name = " and ".join(words) + ("" if "PS" in kinds else " only")
            served = {t for t, spec in TYPES.items() if spec[0][0] in kinds or ("PS" in kinds and spec[0][0] == "TT")}
            result[name] = (served, groups[kinds])
        return result

    def staff(
        self, team_of: dict[str, str], seeming_free: float | list[float] = 1.0
    ) -> dict[str, dict[str, list[float]]]:
        """Team -> weekday -> operators present by slot, the time average over the dates. seeming_free: the weight of
        time in which an operator seems to be free, by hour where it is a list."""
        weight = seeming_free if isinstance(seeming_free, list) else [seeming_free] * 24
        present = {team: {day: [0.0] * arrivals.NUM_SLOTS for day in DAYS} for team in dict.fromkeys(team_of.values())}
        for date, operators in self.operators.items():
            day = WEEKDAYS[date.weekday()]
            num_dates = sum(d.weekday() == date.weekday() for d in self.days)
            for server, one in operators.operators.items():
                if server not in team_of:
                    continue
                row = present[team_of[server]][day]
                for slot in range(arrivals.NUM_SLOTS):
                    low = OPEN_S + slot * arrivals.SLOT_S
                    at_work, free = (covered(s, low, low + arrivals.SLOT_S) for s in (one.at_work, one.seems_free))
                    row[slot] += (at_work + weight[low // 3600] * free) / arrivals.SLOT_S / num_dates
        return {team: {d: [round(x, 3) for x in row] for d, row in days.items()} for team, days in present.items()}

    def everyone(self) -> dict[str, str]:
        return dict.fromkeys(self.skills, "agents")

    def free_by_slot(self) -> list[float]:
        """Operators who seem to be free, by slot, the time average over all dates."""
        result = [0.0] * arrivals.NUM_SLOTS
        for operators in self.operators.values():
            for one in operators.operators.values():
                for slot in range(arrivals.NUM_SLOTS):
                    low = OPEN_S + slot * arrivals.SLOT_S
                    result[slot] += (
                        covered(one.seems_free, low, low + arrivals.SLOT_S) / arrivals.SLOT_S / len(self.days)
                    )
        return result

    def away_when_free(self) -> list[float]:
        """By hour: the chance that an operator who seems to be free does not take the caller who comes."""
        table = presence.absence_when_free(self.operators, self.skills)
        alone = {hour: cell for (n, hour), cell in table.items() if n == 1}
        whole = sum(c[1] for c in alone.values()) / sum(c[0] for c in alone.values())
        return [alone[h][1] / alone[h][0] if h in alone and alone[h][0] >= 50 else whole for h in range(24)]


def covered(spans: list[tuple[float, float]], low: float, high: float) -> float:
    return sum(max(0.0, min(b, high) - max(a, low)) for a, b in spans)


def merged_hazards(times: list[int], ended: list[bool]) -> tuple[list[float], list[float]]:
    """Starts of bins and hazards per second; bins with few abandons are merged with those after them."""
    # A wait stamped in whole seconds lies within half a second of it.
    events, at_risk = laws.hazards([float(t) for t in times], ended, [float(e) for e in PATIENCE_EDGES])
    starts, rates = [], []
    begin, n, exposure = PATIENCE_EDGES[0], 0, 0.0
    for i in range(len(PATIENCE_EDGES)):
        n += events[i]
        exposure += at_risk[i]
        last = i + 1 == len(PATIENCE_EDGES)
        if n >= MIN_EVENTS or last:
            if n < MIN_EVENTS and starts:
                break  # too few to tell: the last rate goes on
            starts.append(float(begin))
            rates.append(n / exposure)
            n, exposure = 0, 0.0
            if not last:
                begin = PATIENCE_EDGES[i + 1]
    return starts, rates


def seconds(value: float) -> str:
    return f"{round(value, 2):g} s"


def empirical(law: dict[int, float]) -> dict:
    values, weights = laws.quantile_means(law)
    return {"law": "empirical", "values": [seconds(v) for v in values], "weights": [round(w * 400, 6) for w in weights]}


def piecewise(starts: list[float], rates: list[float]) -> dict:
    return {
        "law": "piecewise_hazard",
        "from": [seconds(s) for s in starts],
        "rate": [f"{r * 3600:.4g} per h" for r in rates],
    }


def redial_delay(shares: list[float]) -> dict:
    edges = arrivals.RETURN_EDGES
    return {
        "law": "empirical",
        "values": [seconds((a + b) / 2) for a, b in zip(edges, edges[1:])],
        "weights": [round(s, 5) for s in shares],
    }


def contact_type(bank: Bank, name: str, ivr: dict, redial: dict) -> dict:
    _, _, queue, group = TYPES[name]
    day, slot = bank.factor_shapes(group)
    service, _ = bank.service(name)
    document = {
        "queue": queue,
        "arrivals": {
            "unit": "per slot",
            "slot": "30 min",
            "from": "07:00",
            "days": bank.profile(name),
            "day_factor": {"shape": round(day, 1), "group": group},
            "slot_factor": {"shape": round(slot, 2)},
        },
        "ivr_time": ivr,
        "service": empirical(service),
        "patience": piecewise(*bank.patience(name)),
        "redial": redial,
    }
    periods = bank.periods(name)
    if periods:
        document["periods"] = {
            label: {"hours": f"{low:02d}:00-{high:02d}:00", "service": empirical(bank.service(name, (low, high))[0])}
            for label, (low, high) in periods.items()
        }
    return document


def queues(bank: Bank) -> dict:
    hours = {"opening_hours": {"sun-thu": "07:00-24:00"}, "closing": "serve_out"}
    return {n: ({"head_start": seconds(credit)} if credit else {}) | hours for n, credit in bank.head_starts().items()}


NOTES = (
    "A bank's call centre, January and February 1999, Sunday to Thursday, 7:00 to 24:00, every figure measured by "
    "scripts/measure_bank.py from the Anonymous Bank data (Guedj and Mandelbaum, Technion); docs/bank.md says how, and sets "
    "simulated beside observed. The wage is an assumption: the data have none."
)


def preset(bank: Bank) -> dict:
    ivr = empirical(bank.ivr())
    redial = {
        "probability": round(bank.redial_probability, 4),
        "decay": 1,
        "delay": redial_delay(bank.redial_shares),
        "after_blocked": True,
    }
    used = queues(bank)
    return {
        "$schema": "../schema/scenario.v1.json",
        "schema_version": 1,
        "name": "bank_1999",
        "name_ru": "Банк, 1999",
        "notes": NOTES,
        "start_date": "1999-01-03",
        "currency": "ILS",
        "contact_types": {name: contact_type(bank, name, ivr, redial) for name in TYPES},
        "queues": used,
        "teams": {
            "agents": {
                "serves": dict.fromkeys(sorted(used), 1),
                "staff": {"slot": "30 min", "from": "07:00", "days": bank.staff(bank.everyone())["agents"]},
                "wage": "30 per h",
            }
        },
        "experiment": {
            "seed": 1,
            "replications": 20,
            "measure": "5 d",
            "interval": "1 h",
            "thresholds": ["20 s", "60 s"],
        },
    }


def variant(operators: int) -> dict:
    extra = {"afternoon": {"days": "all", "hours": "15:00-18:00", "operators": operators}}
    return {
        "$schema": "../schema/scenario.v1.json",
        "schema_version": 1,
        "name": f"bank_1999 with {operators} more from 15:00 to 18:00",
        "name_ru": f"Банк, 1999: с 15:00 до 18:00 операторов на {operators} больше",
        "base": "bank_1999.json",
        "patch": {"teams": {"agents": {"extra_staff": extra}}},
    }


def pretty(value: object, indent: int = 0) -> str:
    """JSON with one line for every list and every small object."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or len(flat) + indent <= 110:
        return flat
    pad = " " * (indent + 2)
    rows = [f"{pad}{json.dumps(k)}: {pretty(v, indent + 2)}" for k, v in value.items()]
    return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"


def documents() -> dict[str, str]:
    bank = Bank(read_calls())
    base = preset(bank)
    return {
        "bank_1999.json": pretty(base) + "\n",
        "bank_1999_plus1.json": pretty(variant(1)) + "\n",
        "bank_1999_plus2.json": pretty(variant(2)) + "\n",
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the committed presets, write nothing")
    parser.add_argument("--out", type=Path, default=PRESETS, help="folder of the presets")
    options = parser.parse_args()
    differs = []
    for name, text in documents().items():
        path = options.out / name
        if options.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                differs.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in differs:
        print(f"{name}: differs from what the data give; run scripts/measure_bank.py", file=sys.stderr)
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
