"""Demand measured from offered calls: redials of those who abandoned, fresh calls by slot and weekday, their factors."""

from __future__ import annotations

import bisect
import datetime
import math
from collections import defaultdict

from bank_data import CLOSE_S, OPEN_S, Call, by_date

SLOT_S = 1800
NUM_SLOTS = (CLOSE_S - OPEN_S) // SLOT_S
# Callers by number of calls with a known id: an abandoned call is compared with served calls of callers alike.
CALLER_CLASSES = (1, 4, 8, 16, 40)
# Return times after which hazards are compared; beyond 4 h those who abandoned return no more often than the others.
RETURN_EDGES = (
    0,
    15,
    30,
    45,
    60,
    90,
    120,
    180,
    240,
    300,
    420,
    600,
    900,
    1200,
    1800,
    2700,
    3600,
    5400,
    7200,
    10800,
    14400,
)


class SeenShare:
    """Share of calls that waited within 15 minutes of a time: the chance that a returning caller's id was recorded."""

    def __init__(self, calls: list[Call], around_s: int = 900):
        self.around_s = around_s
        self.days = {}
        for date, day in by_date(calls).items():
            waited = [0]
            for c in day:
                waited.append(waited[-1] + c.waited)
            self.days[date] = ([c.at_s for c in day], waited)

    def at(self, date: datetime.date, t: int) -> float:
        at, waited = self.days[date]
        i, j = bisect.bisect_left(at, t - self.around_s), bisect.bisect_right(at, t + self.around_s)
        return max(0.1, (waited[j] - waited[i]) / max(1, j - i))


def returns(calls: list[Call]) -> dict[tuple[int, bool], list[list[float]]]:
    """(class of caller, abandoned?) -> events weighted by 1 / chance to be seen, and time at risk, by bin of RETURN_EDGES,
    and in the last element the number of calls they rest on."""
    seen = SeenShare(calls)
    by_customer: dict[int, list[Call]] = defaultdict(list)
    for c in calls:
        if c.customer and c.waited and c.kind in ("PS", "PE", "NE"):
            by_customer[c.customer].append(c)
    n = len(RETURN_EDGES) - 1
    table: dict[tuple[int, bool], list[list[float]]] = {}
    for rows in by_customer.values():
        rank = bisect.bisect_right(CALLER_CLASSES, len(rows))
        for i, call in enumerate(rows):
            left = call.service_to_s if call.answered else call.wait_end_s
            following = rows[i + 1] if i + 1 < len(rows) and rows[i + 1].date == call.date else None
            gap = (following.at_s - following.vru_s if following else CLOSE_S) - left
            cell = table.setdefault((rank, not call.answered), [[0.0] * n, [0.0] * n, [0.0]])
            cell[2][0] += 1
            if gap < 0:
                continue
            for k in range(n):
                if gap < RETURN_EDGES[k]:
                    break
                cell[1][k] += min(gap, RETURN_EDGES[k + 1]) - RETURN_EDGES[k]
                if following and gap < RETURN_EDGES[k + 1]:
                    cell[0][k] += 1.0 / seen.at(call.date, following.at_s)
    return table


def _hazard(cell: list[list[float]], k: int) -> float:
    return cell[0][k] / cell[1][k] if cell[1][k] > 0 else 0.0


def redials(calls: list[Call]) -> tuple[float, list[float]]:
    """Probability that an abandoned call is tried again, and how the delays share out over RETURN_EDGES.

    The hazard of return after abandoning less that of the same class of callers after a served call, which is what they
    would have done anyway; classes weighted by their abandoned calls."""
    table = returns(calls)
    n = len(RETURN_EDGES) - 1
    share = [0.0] * n
    weight = sum(cell[2][0] for (_, abandoned), cell in table.items() if abandoned)
    for (rank, abandoned), lost in sorted(table.items()):
        if not abandoned:
            continue
        served = table[(rank, False)]
        survival = 1.0
        for k in range(n):
            excess = (_hazard(lost, k) - _hazard(served, k)) * (RETURN_EDGES[k + 1] - RETURN_EDGES[k])
            gone = survival * (1.0 - math.exp(-excess))
            share[k] += lost[2][0] / weight * gone
            survival -= gone
    share = [max(0.0, s) for s in share]
    probability = sum(share)
    return probability, [s / probability for s in share]


def redial_by_attempt(calls: list[Call], within_s: int = 3600) -> dict[int, tuple[int, int]]:
    """Attempt number in a chain of abandoned calls (1, 2, 3...) -> abandoned calls, and those seen to call again."""
    by_customer: dict[int, list[Call]] = defaultdict(list)
    for c in calls:
        if c.customer and c.waited and c.kind in ("PS", "PE", "NE"):
            by_customer[c.customer].append(c)
    result: dict[int, list[int]] = {}
    for rows in by_customer.values():
        if len(rows) > 40:  # brokers and the like, who call all day anyway
            continue
        attempt = 0
        for call, following in zip(rows, rows[1:] + [None]):
            soon = (
                following is not None and following.date == call.date and following.at_s - call.wait_end_s <= within_s
            )
            attempt += 1
            if not call.answered:
                cell = result.setdefault(attempt, [0, 0])
                cell[0] += 1
                cell[1] += soon
            if call.answered or not soon:
                attempt = 0
    return {k: (v[0], v[1]) for k, v in sorted(result.items())}


def redial_mass(calls: list[Call], probability: float, shares: list[float]) -> dict[tuple[datetime.date, int], float]:
    """Expected redials by date and slot, from the observed abandoned calls and the measured delays."""
    mass: dict[tuple[datetime.date, int], float] = defaultdict(float)
    for c in calls:
        if c.answered:
            continue
        for k, share in enumerate(shares):
            a, b = RETURN_EDGES[k], RETURN_EDGES[k + 1]
            parts = max(1, math.ceil((b - a) / 300))
            for i in range(parts):
                t = c.wait_end_s + a + (b - a) * (i + 0.5) / parts
                if t < CLOSE_S:
                    mass[(c.date, int(t - OPEN_S) // SLOT_S)] += probability * share / parts
    return mass


def negative_binomial_size(counts: list[float], means: list[float]) -> float:
    """Maximum-likelihood size a of counts with these means: Var = m + m^2 / a; infinite when not over-dispersed."""

    def score(a: float) -> float:
        s = 0.0
        for x, m in zip(counts, means):
            s += digamma(a + x) - digamma(a) + math.log(a / (a + m)) + 1.0 - (a + x) / (a + m)
        return s

    low, high = 1e-2, 1e7
    if score(high) > 0:
        return math.inf
    for _ in range(200):
        mid = math.sqrt(low * high)
        if score(mid) > 0:
            low = mid
        else:
            high = mid
    return math.sqrt(low * high)


def digamma(x: float) -> float:
    shift = 0.0
    while x < 10.0:
        shift -= 1.0 / x
        x += 1.0
    y = 1.0 / (x * x)
    return shift + math.log(x) - 0.5 / x - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y / 240)))


def day_factor_shape(totals: dict[datetime.date, float]) -> tuple[float, float]:
    """Shape of the day factor by moments and by likelihood; means by weekday, their loss of freedom made good."""
    groups = _groups(totals)
    numerator = denominator = 0.0
    counts, means = [], []
    freedom = sum(len(g) - 1 for g in groups) / sum(len(g) for g in groups)
    for g in groups:
        m = sum(g) / len(g)
        numerator += sum((x - m) ** 2 for x in g) - (len(g) - 1) * m
        denominator += (len(g) - 1) * m * m
        counts += g
        means += [m] * len(g)
    moments = denominator / numerator if numerator > 0 else math.inf
    return moments, negative_binomial_size(counts, means) * freedom


def slot_factor_shape(counts: dict[tuple[datetime.date, int], float], totals: dict[datetime.date, float]) -> float:
    """Shape of the slot factor by moments: what a slot's counts vary beyond Poisson given the day's total."""
    by_weekday: dict[int, list[datetime.date]] = defaultdict(list)
    for date in totals:
        by_weekday[date.weekday()].append(date)
    excess = square = 0.0
    for dates in by_weekday.values():
        whole = sum(totals[d] for d in dates)
        lost = len(dates) / (len(dates) - 1)
        for slot in range(NUM_SLOTS):
            share = sum(counts.get((d, slot), 0.0) for d in dates) / whole
            for d in dates:
                m = totals[d] * share
                excess += lost * (counts.get((d, slot), 0.0) - m) ** 2 - m * (1 - share)
                square += m * m
    return square / excess if excess > 0 else math.inf


def _groups(totals: dict[datetime.date, float]) -> list[list[float]]:
    by_weekday: dict[int, list[float]] = defaultdict(list)
    for date, n in sorted(totals.items()):
        by_weekday[date.weekday()].append(n)
    return [by_weekday[k] for k in sorted(by_weekday)]
