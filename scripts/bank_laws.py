"""Laws measured from durations: quantile means, product-limit hazards, sums of independent durations."""

from __future__ import annotations

import bisect
from collections import Counter


def histogram(values: list[int]) -> dict[int, float]:
    """Whole seconds -> share."""
    counts = Counter(values)
    return {v: counts[v] / len(values) for v in sorted(counts)}


def sum_of(a: dict[int, float], b: dict[int, float]) -> dict[int, float]:
    """The law of the sum of two independent durations."""
    out: dict[int, float] = {}
    for x, p in a.items():
        for y, q in b.items():
            out[x + y] = out.get(x + y, 0.0) + p * q
    return dict(sorted(out.items()))


def mean_of(law: dict[int, float]) -> float:
    return sum(x * p for x, p in law.items()) / sum(law.values())


# Parts of a hundred: even bins, and finer ones in the last two hundredths, so that the tail keeps its variance.
QUANTILE_EDGES = [i / 100 for i in range(99)] + [0.9900, 0.9925, 0.9950, 0.9975, 1.0]


def quantile_means(law: dict[int, float], edges: list[float] = QUANTILE_EDGES) -> tuple[list[float], list[float]]:
    """The mean of the law within each bin of probability, and the bins' weights: the overall mean is kept exactly."""
    points = sorted(law.items())
    total = sum(p for _, p in points)
    means, weights = [], []
    i, left = 0, points[0][1] / total
    for low, high in zip(edges, edges[1:]):
        need, mass, moment = high - low, 0.0, 0.0
        while need > 1e-12 and i < len(points):
            take = min(need, left)
            mass += take
            moment += take * points[i][0]
            need -= take
            left -= take
            if left <= 1e-15:
                i += 1
                left = points[i][1] / total if i < len(points) else 0.0
        if mass > 0:
            means.append(moment / mass)
            weights.append(mass)
    return means, weights


def hazards(times: list[float], ended: list[bool], edges: list[float]) -> tuple[list[int], list[float]]:
    """Events and time at risk within [edges[i], edges[i+1]), the last bin open: their ratio is the hazard."""
    events = [0] * len(edges)
    at_risk = [0.0] * len(edges)
    for t, end in zip(times, ended):
        last = bisect.bisect_right(edges, t) - 1
        for i in range(last):
            at_risk[i] += edges[i + 1] - edges[i]
        at_risk[last] += t - edges[last]
        events[last] += end
    return events, at_risk


def product_limit(times: list[int], ended: list[bool]) -> list[tuple[int, float]]:
    """Kaplan-Meier: survival just after each time of an event; those censored at a time are still at risk then."""
    events = Counter(t for t, e in zip(times, ended) if e)
    ordered = sorted(times)
    survival, out = 1.0, []
    for t in sorted(events):
        at_risk = len(ordered) - bisect.bisect_left(ordered, t)
        survival *= 1.0 - events[t] / at_risk
        out.append((t, survival))
    return out


def conditional_law(curve: list[tuple[int, float]], up_to: int) -> tuple[dict[int, float], float]:
    """The law of a product-limit curve given at most `up_to`, and the probability of more."""
    law, before = {}, 1.0
    for t, s in curve:
        if t > up_to:
            break
        law[t] = before - s
        before = s
    total = sum(law.values())
    return {t: p / total for t, p in law.items()}, before


def survival_quantile(curve: list[tuple[int, float]], share_gone: float) -> float | None:
    for t, s in curve:
        if s <= 1.0 - share_gone:
            return t
    return None
