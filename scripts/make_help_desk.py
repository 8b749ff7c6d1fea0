"""Writes scenarios/presets/help_desk.json: a help desk with lines 0-3, two segments, three products, ten topics.

What is not a name or a size of this invented centre is a default of the field's literature or an assumption; `notes`
in the file says which. Numbers are written out, so that the file stands alone; `--check` compares it with this script.
"""

import argparse
import json
import pathlib
import sys

FILE = pathlib.Path("scenarios/presets/help_desk.json")

# Fresh issues of an average weekday, by segment and product.
ISSUES = {
    "clients: cards": 4200,
    "clients: internet bank": 3100,
    "clients: loans": 1500,
    "partners: cards": 480,
    "partners: internet bank": 600,
    "partners: loans": 370,
}
WEEKDAYS = {"mon": 1.15, "tue-thu": 1.0167, "fri": 0.95, "sat": 0.5, "sun": 0.35}
# Half hours from 07:00 to 22:00, relative to each other.
SHAPE = [3, 5, 8, 12, 16, 19, 21, 22, 22, 21, 19, 17, 16, 16, 17, 18, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 7, 6, 4, 3]

# Topic: work relative to the mean, solved on line 1, its second line, how often it comes up in each product.
TOPICS = {
    "app error": (1.25, 0.55, "bank", {"cards": 4, "internet bank": 20, "loans": 3}),
    "card blocked": (0.80, 0.82, "cards", {"cards": 22, "internet bank": 3, "loans": 0}),
    "fee dispute": (1.30, 0.50, "cards", {"cards": 12, "internet bank": 6, "loans": 8}),
    "integration error": (1.50, 0.30, "bank", {"cards": 2, "internet bank": 6, "loans": 1}),
    "limits": (0.90, 0.80, "cards", {"cards": 16, "internet bank": 8, "loans": 2}),
    "loan terms": (1.20, 0.68, "loans", {"cards": 1, "internet bank": 2, "loans": 38}),
    "password reset": (0.60, 0.92, "bank", {"cards": 8, "internet bank": 30, "loans": 4}),
    "payment status": (0.95, 0.74, "cards", {"cards": 24, "internet bank": 15, "loans": 6}),
    "repayment schedule": (1.00, 0.72, "loans", {"cards": 1, "internet bank": 1, "loans": 28}),
    "statement": (0.75, 0.86, "bank", {"cards": 10, "internet bank": 9, "loans": 10}),
}
SECOND_LINES = {"bank": 0.38, "cards": 0.40, "loans": 0.22}

NOTES = (
    "An invented help desk of about 10,000 contacts a day, calls only, with the field's usual sizes. "
    "Sources: handle times of lines 0-3 of 1.5, 6, 15 and 45 minutes with 15 % after-call work and a coefficient of "
    "variation of 1 (lognormal after Brown et al. 2005; sizes are assumptions); solved on line 1 about 70 % (SQM's FCR of "
    "70-72 % is a vendor's figure), line 2 80 %, line 3 95 %; wrong classification by people 8 %, noticed 85 %, "
    "at 30 % of the handle time; live transfers 60 %; context 0.85 and repeated questions 1.10 on the next talk; "
    "patience Weibull 0.9 with mean 180 s and 3 % who hang up at once; redials 50 % times 0.8 per attempt, after 10 "
    "minutes; back within a day of opening hours when not solved 60 %, by chance 5 %; busy and quiet days gamma 30, half hours gamma 100, "
    "days correlated 0.3; weekdays 1.15 to 0.35; breaks of 10 minutes after 60-70 (a requirement); absence 8.2 days a "
    "year is about 4 % (telecoms-channel), common factor and adherence of 4 minutes assumed; operators' spread 0.2 "
    "(heterogeneity after Gans et al. 2010); load on wages 1.30, one manager for 12; opinions, "
    "surveys and operators' errors at the defaults of docs/method/satisfaction.md, every one an assumption. All but the named sources are "
    "assumptions: put your own numbers in their place. Wages, prices, agreements and rosters are invented."
)


def arrivals(name, per_day):
    total = sum(SHAPE)
    days = {day: [round(per_day * factor * share / total, 2) for share in SHAPE] for day, factor in WEEKDAYS.items()}
    return {
        "unit": "per slot",
        "slot": "30 min",
        "from": "07:00",
        "days": days,
        "day_factor": {"shape": 30, "group": "bank", "persistence": 0.3},
        "slot_factor": {"shape": 100},
    }


def contact_types():
    types = {}
    for name, per_day in ISSUES.items():
        segment, product = name.split(": ")
        weights = {topic: row[3][product] for topic, row in TOPICS.items() if row[3][product] > 0}
        if segment == "partners":  # they build on the bank's interfaces
            weights["integration error"] = 25
            weights.pop("password reset", None)
        types[name] = {
            "queue": "intake",
            "segment": segment,
            "product": product,
            "channels": {"phone": 1},
            "topics": weights,
            "customers": 300000 if segment == "clients" else 4000,
            "arrivals": arrivals(name, per_day),
            "service": {"law": "lognormal", "mean": "5 min 6 s", "cv": 1.0},
            "patience": {"law": "weibull", "shape": 0.9, "mean": "3 min", "atom_at_zero": 0.03},
            "ivr_time": {"law": "uniform", "min": "10 s", "max": "25 s"},
            "redial": {
                "probability": 0.5,
                "decay": 0.8,
                "delay": {"law": "exponential", "mean": "10 min"},
                "in_hours": True,
            },
            "returns": {
                "unresolved": 0.6,
                "resolved": 0.05,
                "decay": 0.8,
                "delay": {"law": "lognormal", "mean": "15 h", "cv": 1.0},
                "max_returns": 5,
            },
        }
    return types


def talk(minutes):
    return {"law": "lognormal", "mean": f"{round(minutes * 60 * 0.85)} s", "cv": 1.0}


def after(minutes):
    return {"law": "lognormal", "mean": f"{round(minutes * 60 * 0.15)} s", "cv": 0.8}


def queues():
    every_day = {"all": "07:00-22:00"}
    result = {
        "intake": {
            "line": 0,
            "opening_hours": every_day,
            "intake": {"accuracy": 0.92, "noticed": 0.85, "diagnosis": 0.3},
            "handling": {"service": talk(1.5), "after_work": after(1.5)},
            "transfer": {"context": 0.8},
        },
        "line 1": {
            "line": 1,
            "opening_hours": every_day,
            "handling": {"after_work": after(6), "resolves": 0.7, "escalates": 0.95},
            "transfer": {
                "warm": 0.15,
                "ticket": 0.4,
                "context": 0.5,
                "handover": {"law": "exponential", "mean": "40 s"},
            },
        },
        "line 3": {
            "line": 3,
            "closing": "carry_over",
            "opening_hours": {"mon-fri": "09:00-18:00"},
            "handling": {"service": talk(45), "after_work": after(45), "resolves": 0.95, "escalates": 0},
        },
        "supervisor": {
            "line": 3,
            "closing": "carry_over",
            "opening_hours": every_day,
            "handling": {"service": talk(15), "after_work": after(15), "resolves": 0.95, "escalates": 0},
        },
    }
    for name in SECOND_LINES:
        result[f"line 2: {name}"] = {
            "line": 2,
            "closing": "carry_over",
            "opening_hours": {"all": "08:00-20:00"},
            "handling": {
                "service": talk(15),
                "after_work": after(15),
                "resolves": 0.8,
                "escalates": 0.95,
                "to": {"line 3": 1},
            },
            "transfer": {"ticket": 0.8, "context": 0.8},
        }
    return result


def topics():
    return {
        name: {
            "queue": "line 1",
            "work": work,
            "handling": {"line 1": {"resolves": solved, "to": {f"line 2: {second}": 1}}},
        }
        for name, (work, solved, second, _) in TOPICS.items()
    }


def roster(rows):
    weekdays = {
        name: {"shift": name, "days": "mon-fri", "operators": number} for name, number in rows["weekday"].items()
    }
    weekend = {
        f"{name}, weekend": {"shift": name, "days": ["sat", "sun"], "operators": number}
        for name, number in rows.get("weekend", {}).items()
    }
    return {**weekdays, **weekend}


def teams():
    habits = {"absence": {"rate": 0.04, "correlation": 0.02}, "adherence": "4 min", "speed_spread": 0.2}
    result = {
        "intake": {
            "serves": {"intake": 1},
            "wage": "11 per h",
            "habits": habits,
            "roster": roster(STAFF["intake"]),
        },
        "line 1": {
            "serves": {"line 1": 1},
            "wage": "14 per h",
            "habits": {**habits, "quality_spread": 0.3},
            "roster": roster(STAFF["line 1"]),
        },
        "line 3": {"serves": {"line 3": 1}, "wage": "30 per h", "habits": habits, "roster": roster(STAFF["line 3"])},
        "supervisors": {
            "serves": {"supervisor": 1, "line 1": {"priority": 2, "choice": 2, "after": "2 min"}},
            "wage": "24 per h",
            "roster": roster(STAFF["supervisors"]),
        },
    }
    for name in SECOND_LINES:
        result[f"line 2: {name}"] = {
            "serves": {f"line 2: {name}": 1},
            "wage": "20 per h",
            "habits": habits,
            "roster": roster(STAFF[f"line 2: {name}"]),
        }
    return result


STAFF = {
    "intake": {"weekday": {"early": 22, "day": 16, "late": 24}, "weekend": {"early": 9, "day": 7, "late": 10}},
    "line 1": {"weekday": {"early": 78, "day": 58, "late": 84}, "weekend": {"early": 30, "day": 22, "late": 32}},
    "line 2: bank": {"weekday": {"early": 18, "day": 18, "late": 14}, "weekend": {"day": 14}},
    "line 2: cards": {"weekday": {"early": 20, "day": 20, "late": 16}, "weekend": {"day": 16}},
    "line 2: loans": {"weekday": {"early": 7, "day": 7, "late": 5}, "weekend": {"day": 5}},
    "line 3": {"weekday": {"day": 66}},
    "supervisors": {"weekday": {"early": 2, "late": 2}, "weekend": {"early": 1, "late": 1}},
}


def shifts():
    def shift(hours, lunch):
        return {
            "hours": hours,
            "breaks": {"after": {"law": "uniform", "min": "60 min", "max": "70 min"}, "length": "10 min"},
            "pauses": {"lunch": {"from": lunch[0], "to": lunch[1], "length": "30 min", "paid": False}},
        }

    result = {
        "early": shift("07:00-15:30", ("11:30", "13:30")),
        "day": shift("09:00-17:30", ("13:00", "15:00")),
        "late": shift("13:30-22:00", ("15:45", "17:30")),
    }
    for name, at in (("early", "14:00"), ("day", "15:00"), ("late", "14:30")):
        result[name]["pauses"]["meeting"] = {"from": at, "to": at, "length": "20 min", "days": ["wed"]}
    return result


def slas():
    """Targets count from the arrival, the voice menu included."""
    rows = {"cards": ("45 s", "9 h"), "internet bank": ("60 s", "18 h"), "loans": ("90 s", "27 h")}
    return {
        product: {
            "product": product,
            "response": response,
            "resolution": resolution,
            "share": 0.8,
            "period": "day",
            "hours": {"mon-fri": "09:00-18:00"},
        }
        for product, (response, resolution) in rows.items()
    }


def scenario():
    return {
        "$schema": "../schema/scenario.v1.json",
        "schema_version": 1,
        "name": "A help desk with four lines",
        "name_ru": "Служба поддержки с четырьмя линиями",
        "notes": NOTES,
        "start_date": "2026-11-02",
        "currency": "EUR",
        "contact_types": contact_types(),
        "channels": {
            "phone": {"kind": "call", "queue": "intake", "trunks": 400, "identification": {"share": 0.5, "saves": 0.1}}
        },
        "topics": topics(),
        "queues": queues(),
        "teams": teams(),
        "shifts": shifts(),
        "slas": slas(),
        "escalation": {"limit": 3, "supervisor": "supervisor"},
        "satisfaction": {},
        "errors": {},
        "costs": {
            "wage_load": 0.3,
            "overtime_premium": 0.5,
            "span": 12,
            "manager": "28 per h",
            "seat": "120 per month",
            "tools": "60 per month",
            "fixed": "8000 per month",
            "channels": {"phone": {"per_min": "0.02 per min"}},
        },
        "experiment": {
            "replications": 10,
            "warm_up": "14 d",
            "measure": "28 d",
            "cool_down": "7 d",
            "thresholds": ["20 s"],
        },
    }


def text():
    """JSON with one line for what is flat, so that the file reads like one written by hand."""

    def render(value, indent):
        flat = json.dumps(value, ensure_ascii=False)
        if not isinstance(value, dict) or (len(flat) + indent <= 118 and '"days": {"mon"' not in flat):
            return flat
        inner = ",\n".join(
            " " * (indent + 2) + json.dumps(key, ensure_ascii=False) + ": " + render(item, indent + 2)
            for key, item in value.items()
        )
        return "{\n" + inner + "\n" + " " * indent + "}"

    return render(scenario(), 0) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare the file with this script")
    if not parser.parse_args().check:
        FILE.write_text(text(), encoding="utf-8")
        return 0
    if FILE.read_text(encoding="utf-8") != text():
        print(f"{FILE} is not what scripts/make_help_desk.py writes", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
