"""How many operators a formula asks for, and what a simulation says of them: callers here are less patient than Erlang C
thinks, so the formula's answer is dear.

Run it from anywhere: python python/examples/staffing_by_formula.py
"""

import sys

import firstline as fl
import numpy as np

CALLS_PER_H, HANDLE_S, PATIENCE_S = 120.0, 240.0, 90.0


def centre(operators: int) -> fl.Scenario:
    return fl.Scenario.from_dict(
        {
            "schema_version": 1,
            "contact_types": {
                "calls": {
                    "queue": "phone",
                    "arrivals": {"rate": f"{CALLS_PER_H} per h"},
                    "service": {"law": "exponential", "mean": f"{HANDLE_S} s"},
                    "patience": {"law": "exponential", "mean": f"{PATIENCE_S} s"},
                }
            },
            "queues": {"phone": {}},
            "teams": {"line": {"serves": {"phone": 1}, "staff": operators}},
            "experiment": {"measure": "8 h", "replications": 100},
        }
    )


def main() -> None:
    wanted = fl.erlang.required_positions(CALLS_PER_H / 3600, 1 / HANDLE_S, service_level=0.8)
    operators = np.arange(wanted.raw_positions - 3, wanted.raw_positions + 1)
    formula = fl.erlang.erlang_a(CALLS_PER_H / 3600, 1 / HANDLE_S, 1 / PATIENCE_S, operators)
    sys.stdout.write(f"Erlang C asks for {wanted.raw_positions} operators\n")
    for count, level in zip(operators.tolist(), formula.service_level.tolist(), strict=True):
        found = fl.run(centre(count)).kpi("service_level.strict")
        simulated = "unknown" if found.mean is None else f"{found.mean:.3f}"
        sys.stdout.write(f"{count}: Erlang A {level:.3f}, simulated {simulated}\n")


if __name__ == "__main__":
    main()
