"""The observed side: what the bank's callers met, overall and by hour, with the spread between days."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from dataclasses import dataclass

from bank_data import Call, by_date

T975_38 = 2.0244  # Student's quantile for 39 days


@dataclass
class Observed:
    mean: float
    half_width: float  # of the 95 % interval over days


def facts(calls: list[Call]) -> dict[str, tuple[float, float]]:
    """Metric -> numerator and denominator, by the definitions that the simulator uses too."""
    n = len(calls)
    served = [c for c in calls if c.answered]
    timed = [c.service_s for c in served if 1 <= c.service_s <= 3600]
    return {
        "contacts.offered": (n, 1),
        "delay_probability": (sum(c.waited for c in calls), n),
        "abandonment_rate": (n - len(served), n),
        "wait.mean": (sum(c.wait_s for c in calls), n),
        "wait.asa": (sum(c.wait_s for c in served), len(served)),
        "service_level": (sum(c.wait_s <= 20 for c in served), n),
        "service_level.60": (sum(c.wait_s <= 60 for c in served), n),
        "aht.mean": (sum(timed), len(timed)),
    }


def ratio(rows: list[tuple[float, float]]) -> Observed:
    """A ratio of sums over days and the half-width of its interval (delta method)."""
    n = len(rows)
    top, bottom = sum(a for a, _ in rows), sum(b for _, b in rows)
    if bottom == 0:
        return Observed(math.nan, math.nan)
    value = top / bottom
    spread = sum((a - value * b) ** 2 for a, b in rows) / (n - 1)
    return Observed(value, T975_38 * math.sqrt(spread / n) / (bottom / n))


def summary(calls: list[Call], dates: list[datetime.date]) -> dict[str, Observed]:
    days = by_date(calls)
    each = [facts(days.get(d, [])) for d in dates]
    return {key: ratio([e[key] for e in each]) for key in each[0]}


def by_hour(calls: list[Call], dates: list[datetime.date]) -> dict[int, dict[str, Observed]]:
    hours: dict[int, list[Call]] = defaultdict(list)
    for c in calls:
        hours[c.at_s // 3600].append(c)
    return {h: summary(hours[h], dates) for h in sorted(hours)}
