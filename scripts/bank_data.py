"""Reads the Anonymous Bank call by call and states, in one place, what every trap of the data is taken to mean.

Source: Guedj and Mandelbaum, Technion; the columns and traps are described beside the data.
Units: seconds since midnight; durations in seconds.
"""

from __future__ import annotations

import bisect
import datetime
import gzip
import os
from dataclasses import dataclass
from pathlib import Path

OPEN_S, CLOSE_S = 7 * 3600, 24 * 3600
# Python counts Monday as 0; the bank's week in this preset is Sunday to Thursday.
WEEKDAYS = {6: "sun", 0: "mon", 1: "tue", 2: "wed", 3: "thu"}
# On 11-12 January, missing from the data, the call priorities began: before, calls were taken in order of arrival.
PRIORITIES_FROM = datetime.date(1999, 1, 13)
NO_SERVER = "NO_SERVER"


@dataclass(slots=True)
class Call:
    date: datetime.date
    customer: int  # 0 where the bank does not know
    priority: int  # 0, 1 regular, 2 high; recorded only for customers who waited
    kind: str  # PS, PE, NW, NE, IN, TT
    vru_s: int
    at_s: int  # leaves the voice menu: reaches the operators' queue
    wait_s: int
    wait_end_s: int
    answered: bool
    service_from_s: int
    service_to_s: int
    service_s: int
    server: str

    @property
    def waited(self) -> bool:
        return self.wait_s > 0


def data_folder() -> Path:
    shared = os.environ.get("FIRSTLINE_SHARED", str(Path(__file__).resolve().parents[2] / "shared"))
    return Path(shared) / "data" / "anonymous_bank_1999"


def _clock(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _identity(text: str) -> int:
    # Eleven-digit ids that a spreadsheet turned into "3.27E+11" name no customer any more.
    return 0 if "E" in text.upper() else int(text)


def parse_line(line: str) -> tuple[Call, str]:
    """One row as a Call and its raw outcome (AGENT, HANG, PHANTOM)."""
    f = [part.strip() for part in line.rstrip("\n").split("\t")]
    stamp = f[5]
    call = Call(
        date=datetime.date(1900 + int(stamp[:2]), int(stamp[2:4]), int(stamp[4:])),
        customer=_identity(f[2]),
        priority=int(f[3]),
        kind=f[4],
        vru_s=int(f[8]),
        at_s=_clock(f[7]),
        wait_s=int(f[11]),
        wait_end_s=_clock(f[10]),
        answered=f[12] == "AGENT",
        service_from_s=_clock(f[13]),
        service_to_s=_clock(f[14]),
        service_s=int(f[15]),
        server=f[16],
    )
    return call, f[12]


def is_offered(call: Call, outcome: str) -> bool:
    """Reached the operators' queue within opening hours: answered, or hung up after waiting in it."""
    return (
        outcome in ("AGENT", "HANG")
        and call.kind in ("PS", "PE", "NW", "NE", "IN", "TT")
        and (call.answered or call.wait_s > 0)
        and OPEN_S <= call.at_s < CLOSE_S
        and call.date.weekday() in WEEKDAYS
    )


def read_calls(folder: Path | None = None) -> list[Call]:
    """All offered calls of January and February 1999, Sunday to Thursday, 7:00-24:00, in order of time."""
    calls = []
    for name in ("january.txt.gz", "february.txt.gz"):
        with gzip.open((folder or data_folder()) / name, "rt", encoding="ascii") as text:
            next(text)
            for line in text:
                call, outcome = parse_line(line)
                if is_offered(call, outcome):
                    calls.append(call)
    calls.sort(key=lambda c: (c.date, c.at_s))
    return calls


def by_date(calls: list[Call]) -> dict[datetime.date, list[Call]]:
    days: dict[datetime.date, list[Call]] = {}
    for call in calls:
        days.setdefault(call.date, []).append(call)
    return days


class WaitingTimes:
    """When at least one call waits, as cumulated seconds: seconds(a, b) of [a, b) during which the queue is not empty."""

    def __init__(self, spans: list[tuple[int, int]]):
        self.from_s: list[int] = []
        self.to_s: list[int] = []
        for begin, end in sorted(spans):
            if end <= begin:
                continue
            if self.to_s and begin <= self.to_s[-1]:
                self.to_s[-1] = max(self.to_s[-1], end)
            else:
                self.from_s.append(begin)
                self.to_s.append(end)
        self.before = [0]
        for begin, end in zip(self.from_s, self.to_s):
            self.before.append(self.before[-1] + end - begin)

    def _until(self, t: int) -> int:
        i = bisect.bisect_right(self.from_s, t)
        if i == 0:
            return 0
        return self.before[i - 1] + min(t, self.to_s[i - 1]) - self.from_s[i - 1]

    def seconds(self, a: int, b: int) -> int:
        return self._until(b) - self._until(a)

    def empty_from(self, t: int) -> int:
        """When the queue that is not empty at t runs empty."""
        return self.to_s[bisect.bisect_right(self.from_s, t) - 1]

    def first_in(self, a: int, b: int) -> int | None:
        """The first moment of [a, b) with somebody waiting."""
        i = bisect.bisect_right(self.to_s, a)
        if i == len(self.from_s) or self.from_s[i] >= b:
            return None
        return max(a, self.from_s[i])

    def last_in(self, a: int, b: int) -> int | None:
        """The end of the last moment of [a, b) with somebody waiting."""
        i = bisect.bisect_left(self.from_s, b) - 1
        if i < 0 or self.to_s[i] <= a:
            return None
        return min(b, self.to_s[i])


def waiting_times(calls: list[Call], kinds: set[str] | None = None) -> WaitingTimes:
    return WaitingTimes([(c.at_s, c.at_s + c.wait_s) for c in calls if c.waited and (kinds is None or c.kind in kinds)])
