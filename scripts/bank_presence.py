"""Who was at the phones, and when: presence of each operator inferred from the calls served while others waited.

An operator in service is present. One who serves nobody for longer than WRAP_UP_S although somebody waited whom he
could serve is away. In between (nobody waited) nothing is known, and half of the time counts.
"""

from __future__ import annotations

import bisect
import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bank_data import NO_SERVER, Call, WaitingTimes, waiting_times

# After a call that ends while others wait, most operators take the next within 12 s, a second group within 30-60 s
# (work after the call); beyond 60 s the pauses have a long smooth tail of minutes: breaks.
WRAP_UP_S = 60
KINDS = ("PS", "NW", "NE", "IN", "TT", "PE")
# An operator serves a kind of call if its share among his calls is at least this part of its share among all calls.
SKILL_SHARE = 0.25


def skills(calls: list[Call]) -> dict[str, set[str]]:
    """Kinds of call that each operator serves, from the shares among the calls he did serve."""
    served = [c for c in calls if c.answered and c.server != NO_SERVER]
    total = Counter(c.kind for c in served)
    by_server: dict[str, Counter] = defaultdict(Counter)
    for c in served:
        by_server[c.server][c.kind] += 1
    result = {}
    for server, counts in sorted(by_server.items()):
        n = sum(counts.values())
        result[server] = {k for k in KINDS if counts[k] / n >= SKILL_SHARE * total[k] / len(served)}
    return result


def services(calls: list[Call]) -> dict[str, list[tuple[int, int, bool]]]:
    """Per operator of one day, in order: start and end of service, and whether the caller had waited."""
    result: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    for c in calls:
        if c.answered and c.server != NO_SERVER and c.service_to_s >= c.service_from_s:
            result[c.server].append((c.service_from_s, c.service_to_s, c.waited))
    for rows in result.values():
        rows.sort()
    return dict(sorted(result.items()))


def pauses_under_load(day: list[Call], can: dict[str, set[str]]) -> list[tuple[int, bool]]:
    """Pauses of operators whose call ended while somebody waited whom they could serve: (seconds, ended by the next
    call); a pause is censored when nobody waits any more."""
    result = []
    waits: dict[frozenset, WaitingTimes] = {}
    for server, rows in services(day).items():
        kinds = frozenset(can[server])
        if kinds not in waits:
            waits[kinds] = waiting_times(day, set(kinds))
        waiting = waits[kinds]
        for (_, end, _), (begin, _, _) in zip(rows, rows[1:]):
            if begin < end or waiting.seconds(end, end + 1) == 0:
                continue
            empty_at = waiting.empty_from(end)
            # The call that he takes leaves the queue up to 2 s before its service is stamped.
            ended = begin <= empty_at + 2
            result.append((begin - end if ended else empty_at - end, ended))
    return result


@dataclass
class Presence:
    """One operator's day: spans in service or within the pause after it, and spans in which he seems to be free."""

    at_work: list[tuple[float, float]] = field(default_factory=list)
    seems_free: list[tuple[float, float]] = field(default_factory=list)


def presence(rows: list[tuple[int, int, bool]], waiting: WaitingTimes) -> Presence:
    """From the services of one day. A pause in which somebody waited for more than WRAP_UP_S is an absence; the part of
    it before the first caller whom he missed and, if his next caller had not waited, after the last: half of each."""
    result = Presence([(rows[0][0], rows[0][1])], [])
    end = rows[0][1]
    for begin, until, had_waited in rows[1:]:
        if begin > end:
            if waiting.seconds(end, begin) <= WRAP_UP_S:
                result.seems_free.append((end, begin))
            else:
                result.seems_free.append((end, (end + waiting.first_in(end, begin)) / 2))
                if not had_waited:
                    result.seems_free.append(((waiting.last_in(end, begin) + begin) / 2, begin))
        result.at_work.append((max(begin, end), max(until, end)))
        end = max(end, until)
    return result


@dataclass
class Day:
    """All operators of one date, and who was in service when."""

    calls: list[Call]
    rows: dict[str, list[tuple[int, int, bool]]]
    operators: dict[str, Presence]


def days_of(days: dict[datetime.date, list[Call]], can: dict[str, set[str]]) -> dict[datetime.date, Day]:
    result = {}
    for date, calls in days.items():
        waits: dict[frozenset, WaitingTimes] = {}
        operators, rows = {}, services(calls)
        for server, served in rows.items():
            kinds = frozenset(can[server])
            if kinds not in waits:
                waits[kinds] = waiting_times(calls, set(kinds))
            operators[server] = presence(served, waits[kinds])
        result[date] = Day(calls, rows, operators)
    return result


def seeming_free(day: Day, can: dict[str, set[str]], kind: str, t: int, t_service: int) -> list[tuple[int, int]]:
    """Each operator with the skill who seems to be free at t: seconds since his last service, and when his next begins.
    Services that began at t_service or later do not count as begun: the one who takes the arrival was free."""
    result = []
    for server, served in day.rows.items():
        if kind not in can[server]:
            continue
        i = bisect.bisect_left(served, (t_service,)) - 1
        if i < 0 or served[i][1] > t or i + 1 == len(served):
            continue
        if any(a < t_service <= b for a, b in day.operators[server].seems_free):
            result.append((t - served[i][1], served[i + 1][0]))
    return result


def absence_when_free(days: dict[datetime.date, Day], can: dict[str, set[str]]) -> dict[tuple[int, int], list[int]]:
    """(operators that seem to be free, hour) -> arrivals that found them so with nobody waiting, and of these the ones
    that had to wait all the same. Only operators beyond the pause after a service count, and all of them must be."""
    table: dict[tuple[int, int], list[int]] = {}
    for day in days.values():
        waiting = waiting_times(day.calls)
        for c in day.calls:
            if c.kind != "PS" or waiting.seconds(c.at_s - 3, c.at_s - 1) > 0:
                continue
            free = seeming_free(day, can, c.kind, c.at_s, c.at_s - 1)
            if free and min(free)[0] > WRAP_UP_S:
                cell = table.setdefault((len(free), c.at_s // 3600), [0, 0])
                cell[0] += 1
                cell[1] += c.waited
    return table


def levels_by_hour(days: dict[datetime.date, Day]) -> dict[int, tuple[Counter, Counter]]:
    """By hour: seconds spent with k operators in service or within the pause after it, while somebody waited and while
    nobody did. While somebody waits, k is the number present; while nobody does, at least k are."""
    result: dict[int, tuple[Counter, Counter]] = {}
    for day in days.values():
        change: Counter = Counter()
        for rows in day.rows.values():
            begin, end = rows[0][0], rows[0][1]
            for a, b, _ in rows[1:]:
                if a - end > WRAP_UP_S:
                    change[begin] += 1
                    change[end] -= 1
                    begin = a
                end = max(end, b)
            change[begin] += 1
            change[end] -= 1
        waiting = waiting_times(day.calls)
        points = sorted(set(change) | {h * 3600 for h in range(25)})
        level = 0
        for t, until in zip(points, points[1:]):
            level += change[t]
            busy = waiting.seconds(t, until)
            with_queue, without = result.setdefault(t // 3600, (Counter(), Counter()))
            with_queue[level] += busy
            without[level] += until - t - busy
    return result


def product_limit_mean(with_queue: Counter, without: Counter) -> float:
    """The mean number present, its law estimated as a lifetime is: seen where somebody waits, censored where nobody does
    (more than k are then present). Holds as far as demand does not follow the staff."""
    top = max(max(with_queue, default=0), max(without, default=0))
    survival, mean = 1.0, 0.0
    for k in range(top + 1):
        at_risk = sum(v for j, v in with_queue.items() if j >= k) + sum(v for j, v in without.items() if j >= k)
        if at_risk == 0:
            break
        survival *= 1.0 - with_queue[k] / at_risk
        mean += survival
    return mean
