#!/usr/bin/env python3
"""The yardstick workloads A, A20000 and B written in SimPy as its documentation teaches: a process a contact.

Usage: yardstick_simpy.py WORKLOAD CONTACTS EXPECTED, where EXPECTED is what `limit expect WORKLOAD` prints.
Prints one line of JSON: CPU time a contact and the answers; exits with 1 and no time where an answer is off by more
than 4.5 standard deviations. Times are in minutes.
"""

import json
import math
import random
import sys
import time
from collections import deque

import simpy

THRESHOLD_MIN = 20 / 60


class Tally:
    def __init__(self):
        self.contacts = self.abandoned = self.delayed = self.late = 0
        self.wait_min = 0.0

    def add(self, wait, answered):
        self.contacts += 1
        self.abandoned += not answered
        self.delayed += wait > 0
        self.late += wait >= THRESHOLD_MIN
        self.wait_min += wait

    def answers(self):
        n = self.contacts
        return {
            "abandoned": self.abandoned / n,
            "wait_min": self.wait_min / n,
            "within_20s": 1 - self.late / n,
            "delayed": self.delayed / n,
        }


def run_a(num_servers, contacts, tally):
    """Erlang A: service of mean 10 min, patience of mean 5 min, offered load equal to the servers; starts all busy."""
    env = simpy.Environment()
    servers = simpy.Resource(env, capacity=num_servers)
    draw = random.expovariate

    def contact(env):
        arrival = env.now
        with servers.request() as request:
            outcome = yield request | env.timeout(draw(1 / 5))
            answered = request in outcome
            tally.add(env.now - arrival, answered)
            if answered:
                yield env.timeout(draw(1 / 10))

    def in_service_at_start(env):
        with servers.request() as request:
            yield request
            yield env.timeout(draw(1 / 10))

    def source(env):
        for _ in range(contacts):
            yield env.timeout(draw(num_servers / 10))
            env.process(contact(env))

    for _ in range(num_servers):
        env.process(in_service_at_start(env))
    env.process(source(env))
    env.run()


RATE_PER_MIN = (1.6, 1.5, 1.1)
SERVICE_MIN = (5, 6, 8)
PATIENCE_MIN = (3, 4, 6)
STAFF = (12, 12, 8)
SLOT_MIN = 30
PROFILE = (
    (0.45, 0.62, 0.85, 1.05, 1.20, 1.32, 1.35, 1.28, 1.12, 0.98)
    + (0.95, 1.02, 1.12, 1.20, 1.22, 1.14, 1.00, 0.85, 0.70, 0.58)
)  # fmt: skip
GROUPS_OF_TYPE = ((0, 2), (1, 0, 2), (1, 2))
TYPES_OF_GROUP = ((0, 1), (1, 2), (0, 1, 2))


def run_b_day(tally):
    env = simpy.Environment()
    draw = random.expovariate
    idle = list(STAFF)
    waiting = tuple(deque() for _ in RATE_PER_MIN)

    def contact(env, kind):
        arrival = env.now
        for group in GROUPS_OF_TYPE[kind]:
            if idle[group]:
                idle[group] -= 1
                tally.add(0.0, True)
                break
        else:
            answer = env.event()
            waiting[kind].append(answer)
            outcome = yield answer | env.timeout(draw(1 / PATIENCE_MIN[kind]))
            answered = answer in outcome
            tally.add(env.now - arrival, answered)
            if not answered:
                waiting[kind].remove(answer)
                return
            group = answer.value
        yield env.timeout(draw(1 / SERVICE_MIN[kind]))
        for candidate in TYPES_OF_GROUP[group]:
            if waiting[candidate]:
                waiting[candidate].popleft().succeed(group)
                return
        idle[group] += 1

    def source(env, kind):
        for slot, factor in enumerate(PROFILE):
            end = (slot + 1) * SLOT_MIN
            while True:
                gap = draw(RATE_PER_MIN[kind] * factor)
                if env.now + gap >= end:
                    yield env.timeout(end - env.now)
                    break
                yield env.timeout(gap)
                env.process(contact(env, kind))

    for kind in range(len(RATE_PER_MIN)):
        env.process(source(env, kind))
    env.run()


def run_b(contacts, tally):
    while tally.contacts < contacts:
        run_b_day(tally)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    workload, contacts, expected = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
    random.seed(20260101)
    tally = Tally()
    start = time.process_time()
    if workload == "B":
        run_b(contacts, tally)
    else:
        run_a({"A": 100, "A20000": 20000}[workload], contacts, tally)
    spent = time.process_time() - start
    answers = tally.answers()
    shrink = math.sqrt(1e6 / tally.contacts)
    for name, value in answers.items():
        mean, sd = expected["mean"][name], expected["sd"][name] * shrink
        if abs(value - mean) > 4.5 * sd:
            sys.exit(
                f"SimPy: {name} of {workload} is {value:.7f}, expected {mean:.7f} with sd {sd:.7f}: no time is given"
            )
    result = {"workload": workload, "contacts": tally.contacts}
    result["cpu_ns_per_contact"] = round(spent / tally.contacts * 1e9, 1)
    print(json.dumps(result | {"answers": answers}))


if __name__ == "__main__":
    main()
