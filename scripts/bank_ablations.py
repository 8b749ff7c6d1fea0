"""Other assumptions about the bank, each as a merge patch on the preset: what the simulation says when one changes."""

from __future__ import annotations

import copy
from collections import defaultdict

import bank_arrivals as arrivals
import bank_laws as laws
import bank_presence as presence
from bank_data import OPEN_S, waiting_times
from measure_bank import DAYS, TYPES, Bank, empirical, is_priority, seconds

OWN_WORK = "own work"


def staffed(days: dict[str, list[float]]) -> dict:
    return {"teams": {"agents": {"staff": {"days": days}}}}


def at_once(bank: Bank) -> dict:
    """Only operators who take a call at once are present: time in which one seems to be free counts by that chance."""
    away = bank.away_when_free()
    return staffed(bank.staff(bank.everyone(), [1.0 - a for a in away])["agents"])


def names_seen(bank: Bank) -> dict:
    """Everyone who serves a call within an hour is present throughout it."""
    days = {day: [0.0] * arrivals.NUM_SLOTS for day in DAYS}
    for date, operators in bank.operators.items():
        day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[date.weekday()]
        num_dates = sum(d.weekday() == date.weekday() for d in bank.days)
        for rows in operators.rows.values():
            for hour in {begin // 3600 for begin, _, _ in rows}:
                for half in (0, 1):
                    slot = (hour * 3600 - OPEN_S) // arrivals.SLOT_S + half
                    if 0 <= slot < arrivals.NUM_SLOTS:
                        days[day][slot] += 1 / num_dates
    return staffed({d: [round(x, 3) for x in row] for d, row in days.items()})


def teams_by_skill(bank: Bank) -> dict:
    """Operators serve only the kinds of call they are seen to serve; each group of equal skills is a team."""
    teams = bank.skill_teams()
    team_of = {server: name for name, (_, servers) in teams.items() for server in servers}
    staff = bank.staff(team_of)
    heads = bank.head_starts()
    hours = {"opening_hours": {"sun-thu": "07:00-24:00"}, "closing": "serve_out"}
    new_queue = {"stock": "stock", "stock priority": "stock priority", "internet": "internet"}
    queues = {
        new: {"head_start": seconds(heads[TYPES[kind][2]])} | hours if heads[TYPES[kind][2]] else hours
        for kind, new in new_queue.items()
    }
    patch = {
        "contact_types": {kind: {"queue": new} for kind, new in new_queue.items()},
        "queues": queues,
        "teams": {"agents": None},
    }
    for name, (served, _) in teams.items():
        used = sorted({new_queue.get(kind, TYPES[kind][2]) for kind in served})
        patch["teams"][name] = {
            "serves": dict.fromkeys(used, 1),
            "staff": {"slot": "30 min", "from": "07:00", "days": staff[name]},
            "wage": "30 per h",
        }
    return patch


def each_type(change: dict) -> dict:
    return {"contact_types": {name: copy.deepcopy(change) for name in TYPES}}


def no_factors(_: Bank) -> dict:
    return each_type({"arrivals": {"day_factor": None, "slot_factor": None}})


def redials_as_fresh(bank: Bank) -> dict:
    """All calls offered are fresh ones."""
    bank = copy.copy(bank)
    bank.redial_probability = 0.0
    return {
        "contact_types": {
            name: {"arrivals": {"days": bank.profile(name)}, "redial": {"probability": 0}} for name in TYPES
        }
    }


def prospective_never_redial(bank: Bank) -> dict:
    bank = copy.copy(bank)
    bank.redial_probability = 0.0
    days = bank.profile("prospective")
    return {"contact_types": {"prospective": {"arrivals": {"days": days}, "redial": {"probability": 0}}}}


def no_head_starts(bank: Bank) -> dict:
    return {"queues": {name: {"head_start": None} for name, credit in bank.head_starts().items() if credit}}


def no_pause(bank: Bank) -> dict:
    """The operator takes the next call the moment the last one ends."""
    bank = copy.copy(bank)
    bank.pause = {0: 1.0}
    patch: dict = {"contact_types": {}}
    for name in TYPES:
        law, _ = bank.service(name)
        patch["contact_types"][name] = {"service": positive(law), "periods": None}
        for label, hours in bank.periods(name).items():
            periods = patch["contact_types"][name].setdefault("periods", {}) or {}
            periods[label] = {"service": positive(bank.service(name, hours)[0])}
            patch["contact_types"][name]["periods"] = periods
    return patch


def positive(law: dict[int, float]) -> dict:
    """As a law of the document: services stamped 0 s take half a second."""
    return empirical({(0.5 if t == 0 else t): p for t, p in law.items()})


def exponential_patience(bank: Bank) -> dict:
    """One rate of giving up for each type: abandoned calls over all time waited."""
    patch: dict = {"contact_types": {}}
    for name, (kinds, wanted, _, _) in TYPES.items():
        waited = [c for c in bank.of(kinds) if c.waited and (wanted is None or is_priority(c) == wanted)]
        mean = sum(c.wait_s for c in waited) / sum(not c.answered for c in waited)
        patch["contact_types"][name] = {
            "patience": {"law": "exponential", "mean": seconds(mean), "from": None, "rate": None}
        }
    return patch


def response_when_free(bank: Bank) -> float:
    """Mean time until an operator who seemed to be free, alone, but let a caller wait, takes a call after all."""
    times, ended = [], []
    for day in bank.operators.values():
        waiting = waiting_times(day.calls)
        for c in day.calls:
            if c.kind != "PS" or not c.waited or waiting.seconds(c.at_s - 3, c.at_s - 1) > 0:
                continue
            free = presence.seeming_free(day, bank.skills, c.kind, c.at_s, c.at_s - 1)
            if len(free) != 1 or free[0][0] <= presence.WRAP_UP_S:
                continue
            nobody_waits, back = waiting.empty_from(c.at_s) + 2, free[0][1]
            times.append(min(back, nobody_waits) - c.at_s)
            ended.append(back <= nobody_waits)
    mean, before, survival = 0.0, 0, 1.0
    for t, s in laws.product_limit(times, ended):
        mean += survival * (t - before)
        before, survival = t, s
    return mean


def own_work_wanted(bank: Bank) -> list[float]:
    """By slot: operators who seem to be free but are not, the time average."""
    away = bank.away_when_free()
    free = bank.free_by_slot()
    return [away[(OPEN_S + j * arrivals.SLOT_S) // 3600] * free[j] for j in range(arrivals.NUM_SLOTS)]


def own_work(bank: Bank, mean_s: float, rate_scale: float) -> dict:
    """Free operators do work of their own, in pieces of mean_s, and are back on the phones after the piece at hand. A
    piece comes by chance and is dropped when nobody is free; callers always come first."""
    per_slot = [round(rate_scale * w * arrivals.SLOT_S / mean_s, 3) for w in own_work_wanted(bank)]
    return {
        "contact_types": {
            OWN_WORK: {
                "queue": OWN_WORK,
                "arrivals": {
                    "unit": "per slot",
                    "slot": "30 min",
                    "from": "07:00",
                    "days": dict.fromkeys(DAYS, per_slot),
                },
                "service": {"law": "exponential", "mean": seconds(mean_s)},
            }
        },
        "queues": {OWN_WORK: {"priority": 2, "capacity": 0, "opening_hours": {"sun-thu": "07:00-24:00"}}},
        "teams": {"agents": {"serves": {OWN_WORK: 1}}},
    }


def patience_by_queue(bank: Bank) -> list[tuple[str, str, list[tuple[int, float]]]]:
    """Type, calls waiting at arrival, and (abandons, rate per hour) in the spans 0-10, 10-30, 30-60, 60-120 s."""
    edges = [0, 10, 30, 60, 120]
    groups = {"none": (0, 1), "1 or 2": (1, 3), "3 to 5": (3, 6), "6 or more": (6, 999)}
    length: dict[int, int] = {}
    for day in bank.days.values():
        until: list[int] = []
        for c in day:
            if c.waited:
                until = [t for t in until if t > c.at_s]
                length[id(c)] = len(until)
                until.append(c.at_s + c.wait_s)
    result = []
    for name in ("priority", "regular", "prospective"):
        kinds, wanted, _, _ = TYPES[name]
        calls = [c for c in bank.of(kinds) if c.waited and (wanted is None or is_priority(c) == wanted)]
        by_group = defaultdict(list)
        for c in calls:
            label = next(g for g, (low, high) in groups.items() if low <= length[id(c)] < high)
            by_group[label].append(c)
        for label in groups:
            rows = by_group[label]
            events, at_risk = laws.hazards([c.wait_s for c in rows], [not c.answered for c in rows], [*edges, 10**6])
            result.append((name, label, [(e, 3600 * e / r) for e, r in zip(events[:4], at_risk[:4])]))
    return result
