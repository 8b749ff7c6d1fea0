#!/usr/bin/env python3
"""Writes docs/bank.md: the preset bank_1999 simulated beside what was observed, and what each assumption is worth.

python3 scripts/write_bank_doc.py [--firstline build/release/firstline] [--replications 400] [--out docs/bank.md]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import bank_ablations as ablations
import bank_arrivals as arrivals
import bank_laws as laws
import bank_order as order
import bank_presence as presence
from bank_data import NO_SERVER, read_calls
from bank_observed import Observed, by_hour, summary
from bank_runs import SEEDS, Runner, Simulated, over_seeds, over_types
from measure_bank import DAYS, PRESETS, TYPES, Bank, is_priority

ROOT = Path(__file__).resolve().parents[1]
MEASURED_DAYS = 5.0
LABELS = {
    "contacts.offered": "offered per day",
    "delay_probability": "P(W>0)",
    "abandonment_rate": "P(Ab)",
    "wait.mean": "mean wait, s",
    "wait.asa": "ASA, s",
    "service_level": "SL20",
    "service_level.60": "SL60",
}
BOUNDS = {"contacts.offered": 0.02, "delay_probability": 0.06, "abandonment_rate": 0.02, "service_level": 0.05}
HOURLY = ("contacts.offered", "delay_probability", "abandonment_rate", "wait.asa", "service_level", "service_level.60")
Numbers = dict[str, Simulated]


def number(key: str, value: float) -> str:
    if value != value:
        return "-"
    return f"{value:.1f}" if key in ("contacts.offered", "wait.mean", "wait.asa") else f"{value:.3f}"


def with_width(key: str, found: Observed | Simulated) -> str:
    return f"{number(key, found.mean)} ± {number(key, found.half_width)}"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(r) + " |" for r in rows])


def off_by(key: str, simulated: float, observed: float) -> float:
    return simulated / observed - 1 if key == "contacts.offered" else simulated - observed


def missed(numbers: Numbers, observed: dict[str, Observed]) -> list[str]:
    return [k for k, bound in BOUNDS.items() if abs(off_by(k, numbers[k].mean, observed[k].mean)) > bound]


def overall_table(numbers: Numbers, observed: dict[str, Observed]) -> str:
    rows = []
    for key, label in LABELS.items():
        difference = off_by(key, numbers[key].mean, observed[key].mean)
        if key in BOUNDS:
            bound = f"{BOUNDS[key]:.0%}" if key == "contacts.offered" else f"{BOUNDS[key]:g}"
            verdict = "pass" if abs(difference) <= BOUNDS[key] else "**miss**"
        else:
            bound, verdict = "", ""
        shown = (
            f"{difference:+.1%}"
            if key == "contacts.offered"
            else f"{difference:+.1f}"
            if "wait" in key
            else f"{difference:+.3f}"
        )
        rows.append([label, with_width(key, observed[key]), with_width(key, numbers[key]), shown, bound, verdict])
    return table(["", "observed", "simulated", "difference", "bound", ""], rows)


def hour_table(result: Callable[[str, int], Simulated], hours: dict[int, dict[str, Observed]]) -> str:
    head = ["hour"] + [f"{LABELS[k]}: observed, simulated" for k in HOURLY]
    rows = []
    for hour, observed in hours.items():
        cells = [f"{number(k, observed[k].mean)}, {with_width(k, result(k, hour))}" for k in HOURLY]
        rows.append([f"{hour:02d}:00", *cells])
    return table(head, rows)


# Every other assumption that can be written as a scenario; the own work of free operators, which needs more, is apart.
VARIANTS: list[tuple[str, Callable[[Bank], dict]]] = [
    ("operators present only when they take a call at once (A2)", ablations.at_once),
    ("everyone who serves a call within an hour is present all of it (A3)", ablations.names_seen),
    ("a team for each group of operators with the same skills (A4)", ablations.teams_by_skill),
    ("no day and slot factors (A5)", ablations.no_factors),
    ("all calls fresh, no redials (A6)", ablations.redials_as_fresh),
    ("prospective callers never redial (A7)", ablations.prospective_never_redial),
    ("no head starts: order of arrival (A8)", ablations.no_head_starts),
    ("no pause between calls (A9)", ablations.no_pause),
    ("exponential patience (A10)", ablations.exponential_patience),
]


def own_work(runner: Runner, bank: Bank) -> Numbers:
    """A1: pieces of own work come at the rate at which the work done equals the absence measured."""
    mean_s = ablations.response_when_free(bank)
    wanted_s = sum(ablations.own_work_wanted(bank)) * arrivals.SLOT_S
    scale = 1.0
    for _ in range(4):
        trial = runner.run(ablations.own_work(bank, mean_s, scale))
        done_s = trial.get("contacts.handled", contact_type=ablations.OWN_WORK).mean / MEASURED_DAYS * mean_s
        scale *= wanted_s / done_s
    patch = ablations.own_work(bank, mean_s, scale)
    each = max(2, runner.replications // len(SEEDS))
    runs = [runner.run(patch, seed=s, replications=each) for s in SEEDS]
    return over_seeds([over_types(r, list(TYPES), MEASURED_DAYS) for r in runs])


def ablation_table(base: Numbers, rows: list[tuple[str, Numbers]], observed: dict[str, Observed]) -> str:
    keys = list(LABELS)
    body = [["observed", *(number(k, observed[k].mean) for k in keys), ""]]
    for label, numbers in [("bank_1999 as measured", base), *rows]:
        cells = [with_width(k, numbers[k]) if k in numbers else "" for k in keys]
        outside = ", ".join(LABELS[k] for k in missed(numbers, observed)) or "none"
        body.append([label, *cells, outside])
    return table(["assumption", *LABELS.values(), "outside its bound"], body)


def operators_table(bank: Bank) -> str:
    staff = bank.staff(bank.everyone())["agents"]
    levels = presence.levels_by_hour(bank.operators)
    away = bank.away_when_free()
    rows = []
    for hour in range(7, 24):
        j = (hour - 7) * 2
        used = sum(staff[d][j] + staff[d][j + 1] for d in DAYS) / (2 * len(DAYS))
        names = [
            sum(any(begin // 3600 == hour for begin, _, _ in served) for served in day.rows.values())
            for day in bank.operators.values()
        ]
        waiting, idle = levels[hour]
        busy = sum(k * v for k, v in waiting.items()) / sum(waiting.values())
        free = bank.free_by_slot()
        rows.append(
            [
                f"{hour:02d}:00",
                f"{used:.2f}",
                f"{presence.product_limit_mean(waiting, idle):.2f}",
                f"{busy:.2f}",
                f"{sum(names) / len(names):.1f}",
                f"{(free[j] + free[j + 1]) / 2:.2f}",
                f"{away[hour]:.2f}",
            ]
        )
    head = [
        "hour",
        "present (used)",
        "product limit",
        "at work while somebody waits",
        "names seen",
        "seem free",
        "of these away",
    ]
    return table(head, rows)


def away_table(bank: Bank) -> str:
    cells = presence.absence_when_free(bank.operators, bank.skills)
    rows = []
    for n in (1, 2, 3):
        found = sum(c[0] for (k, _), c in cells.items() if k == n)
        waited = sum(c[1] for (k, _), c in cells.items() if k == n)
        rows.append([str(n), str(found), f"{waited / found:.3f}", f"{(waited / found) ** (1 / n):.2f}"])
    return table(
        ["operators who seem to be free", "callers who found them so", "had to wait all the same", "away, each"], rows
    )


def away_alone(bank: Bank) -> float:
    cells = [c for (n, _), c in presence.absence_when_free(bank.operators, bank.skills).items() if n == 1]
    return sum(c[1] for c in cells) / sum(c[0] for c in cells)


def types_table(bank: Bank) -> str:
    rows = []
    for name, (kinds, wanted, queue, group) in TYPES.items():
        day, slot = bank.factor_shapes(group)
        fresh = sum(bank.fresh(name).values()) / len(bank.days)
        law, n = bank.service(name)
        waited = [c for c in bank.of(kinds) if c.waited and (wanted is None or is_priority(c) == wanted)]
        curve = laws.product_limit([c.wait_s for c in waited], [not c.answered for c in waited])
        median = laws.survival_quantile(curve, 0.5)
        lower = laws.survival_quantile(curve, 0.25)
        rows.append(
            [
                name,
                " ".join(kinds) + ({True: ", high", False: ", regular"}.get(wanted, "")),
                queue,
                f"{fresh:.1f}",
                f"{day:.1f}",
                f"{slot:.2f}",
                f"{laws.mean_of(law):.1f}",
                str(n),
                f"{lower if lower is not None else '-'}",
                f"{median if median is not None else '-'}",
            ]
        )
    head = [
        "type",
        "calls in the data",
        "queue",
        "fresh per day",
        "day shape",
        "slot shape",
        "service + pause, s",
        "services",
    ]
    return table([*head, "patience 25 %, s", "patience median, s"], rows)


def patience_table(bank: Bank) -> str:
    rows = []
    for name, label, cells in ablations.patience_by_queue(bank):
        rows.append([name, label, *(f"{rate:.1f} ({events})" for events, rate in cells)])
    return table(["type", "waiting already", "0-10 s", "10-30 s", "30-60 s", "60-120 s"], rows)


def order_table(bank: Bank) -> str:
    def kind(kinds: tuple[str, ...], high: bool | None) -> Callable:
        return lambda c: c.kind in kinds and (high is None or is_priority(c) == high)

    groups = [
        ("PS high over PS regular", kind(("PS", "PE"), True), kind(("PS", "PE"), False)),
        ("PS high over prospective", kind(("PS", "PE"), True), kind(("NW",), None)),
        ("PS regular over prospective", kind(("PS", "PE"), False), kind(("NW",), None)),
        ("stock high over stock regular", kind(("NE",), True), kind(("NE",), False)),
        ("PS regular over internet", kind(("PS", "PE"), False), kind(("IN",), None)),
    ]
    rows = []
    for label, ahead, behind in groups:
        pairs = order.choices(bank.calls, ahead, behind)
        shares = [order.share_taken(pairs, low, low + 30)[0] for low in range(0, 240, 30)]
        rows.append([label, str(len(pairs)), f"{order.head_start(pairs)} s", *(f"{s:.2f}" for s in shares)])
    head = ["", "choices", "credit", *(f"{low}-{low + 30} s" for low in range(0, 240, 30))]
    return table(head, rows)


def redial_line(bank: Bank) -> str:
    passed, marks = 0.0, []
    for edge, share in zip(arrivals.RETURN_EDGES[1:], bank.redial_shares):
        passed += share
        if edge in (60, 300, 600, 1800, 3600):
            marks.append(f"{passed:.0%} within {edge // 60} min")
    attempts = arrivals.redial_by_attempt(bank.calls)
    first, second = attempts[1], attempts[2]
    return (
        f"An abandoned call is tried again with probability {bank.redial_probability:.3f}; of these {', '.join(marks)}. "
        f"Seen to call again within an hour: {first[1]} of {first[0]} first attempts and {second[1]} of {second[0]} second "
        f"ones, so there is no sign of tiring and the decay is 1."
    )


def fill(template: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        template = template.replace("{{" + key + "}}", value)
    return template


def document(runner: Runner, bank: Bank) -> str:
    dates = sorted(bank.days)
    observed = summary(bank.calls, dates)
    result = runner.run({})
    base = {k: result.metric(k, MEASURED_DAYS) for k in LABELS}
    free = own_work(runner, bank)
    rows = [("free operators have work of their own (A1)", free)]
    for label, make in VARIANTS:
        found = runner.run(make(bank))
        rows.append((label, {k: found.metric(k, MEASURED_DAYS) for k in LABELS}))
    outside = missed(base, observed)
    values = {
        "overall": overall_table(base, observed),
        "replications": str(runner.replications),
        "sim_days": f"{runner.replications * MEASURED_DAYS:.0f}",
        "hours": hour_table(
            lambda k, h: result.metric(k, MEASURED_DAYS, interval=f"{h:02d}:00"), by_hour(bank.calls, dates)
        ),
        "misses": miss_lines(outside, base, free, observed),
        "ablations": ablation_table(base, rows, observed),
        "away": away_table(bank),
        "response": f"{ablations.response_when_free(bank):.0f}",
        "patience": patience_table(bank),
        "types": types_table(bank),
        "operators": operators_table(bank),
        "order": order_table(bank),
        "redial": redial_line(bank),
        "unknown": f"{1 - sum(c.customer != 0 for c in bank.calls) / len(bank.calls):.0%}",
        "calls": str(len(bank.calls)),
        "days": str(len(dates)),
        "pause": f"{laws.mean_of(bank.pause):.1f}",
        "pause_longer": f"{bank.pause_longer:.1%}",
        "aht": f"{observed['aht.mean'].mean:.1f}",
        "aht_sim": f"{result.get('aht.mean').mean:.1f}",
        "ivr": f"{laws.mean_of(bank.ivr()):.1f}",
    }
    nameless = [c for c in bank.calls if c.answered and c.server == NO_SERVER]
    values["nameless"] = (
        f"{len(nameless)} answered calls name no operator (mean {sum(c.service_s for c in nameless) / len(nameless):.0f} s)"
    )
    alone = away_alone(bank)
    values["away_alone"] = f"{alone:.0%}"
    template = (Path(__file__).with_name("bank_doc.md.in")).read_text(encoding="utf-8")
    return fill(template, values)


def miss_lines(outside: list[str], base: Numbers, free: Numbers, observed: dict[str, Observed]) -> str:
    if not outside:
        return "All four are within their bounds."
    lines = []
    for key in outside:
        seen = observed[key].mean
        lines.append(
            f"- **{LABELS[key]}** is {number(key, base[key].mean)} where {number(key, seen)} was observed. With A1, the one "
            f"assumption below changed, it is {with_width(key, free[key])}: {off_by(key, free[key].mean, seen):+.3f} off, "
            f"{'within' if abs(off_by(key, free[key].mean, seen)) <= BOUNDS[key] else 'outside'} the bound."
        )
    others = [k for k in missed(free, observed) if k not in outside]
    for key in others:
        lines.append(
            f"- A1 in its turn puts {LABELS[key]} at {with_width(key, free[key])}, {off_by(key, free[key].mean, observed[key].mean):+.3f} "
            f"off; as measured it is within its bound."
        )
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firstline", type=Path, default=ROOT / "build" / "release" / "firstline")
    parser.add_argument("--replications", type=int, default=400)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "bank.md")
    options = parser.parse_args()
    bank = Bank(read_calls())
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(options.firstline.resolve(), PRESETS / "bank_1999.json", Path(folder), options.replications)
        text = document(runner, bank)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
