"""In which order waiting calls were taken: the head start of one kind of call over another, read off the inversions."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from bank_data import PRIORITIES_FROM, Call, by_date

STAMP_S = 3  # stamps of the queue are good to about this


def choices(
    calls: list[Call],
    ahead: Callable[[Call], bool],
    behind: Callable[[Call], bool],
    since: datetime.date = PRIORITIES_FROM,
) -> list[tuple[int, bool]]:
    """Whenever a waiting call was taken while one of the other group waited: by how much the `ahead` one had come later
    (negative: earlier), and whether it was the one taken."""
    result = []
    for date, day in by_date(calls).items():
        if date < since:
            continue
        waited = [c for c in day if c.waited]
        for taken in waited:
            if not taken.answered:
                continue
            t = taken.wait_end_s
            for other in waited:
                if other.at_s >= t - STAMP_S:
                    break
                if other is taken or other.wait_end_s <= t + STAMP_S:
                    continue
                if ahead(taken) and behind(other):
                    result.append((taken.at_s - other.at_s, True))
                elif behind(taken) and ahead(other):
                    result.append((other.at_s - taken.at_s, False))
    return result


def head_start(pairs: list[tuple[int, bool]], step_s: int = 10, limit_s: int = 300) -> int:
    """The credit that leaves the fewest choices out of order: an `ahead` call taken although it came later by more than
    the credit, or passed over although it came later by less."""

    def wrong(credit: int) -> int:
        return sum(taken != (later < credit) for later, taken in pairs)

    return min(range(0, limit_s + 1, step_s), key=wrong)


def share_taken(pairs: list[tuple[int, bool]], low_s: int, high_s: int) -> tuple[float, int]:
    """Share of choices that went to the `ahead` call when it had come low_s to high_s later."""
    here = [taken for later, taken in pairs if low_s <= later < high_s]
    return (sum(here) / len(here) if here else 0.0), len(here)
