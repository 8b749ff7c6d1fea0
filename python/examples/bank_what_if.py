"""Two operators more from 15:00 to 18:00 in the bank of 1999: what changes, in which hours, at what cost.

Run it from the folder of the repository: python python/examples/bank_what_if.py
"""

import sys

import firstline as fl


def main() -> None:
    base = fl.Scenario.from_file("scenarios/presets/bank_1999.json")
    plus = fl.Scenario.from_file("scenarios/presets/bank_1999_plus2.json")
    what_if = fl.compare(base, {"two more": plus}, replications=30)
    totals = what_if.by().set_index("key")
    for key in ("wait.mean", "service_level", "cost.total"):
        row = totals.loc[key]
        sys.stdout.write(f"{key}: {row['base']:.4g} -> {row['variant']:.4g} {row['unit']}\n")
    hours = what_if.by("interval").query("key == 'wait.mean' and distinguishable")
    sys.stdout.write(f"hours that differ: {', '.join(hours['interval'])}\n")


if __name__ == "__main__":
    main()
