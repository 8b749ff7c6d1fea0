#!/usr/bin/env python3
"""The published JSON Schema against the reader: every preset and many changed ones must be judged alike.

    schema_check.py --firstline COMMAND

`COMMAND check FILE` exits 0 for a good document, 2 or 3 for a refused one; the schema is judged by PyPI's jsonschema.
Each change below says who refuses it: nobody, both, or the reader alone (references, sums, order, ranges of units).
"""

import argparse
import copy
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[3]
REMOVE = object()
GOOD, BOTH, READER = "good", "both", "reader"

# One of each field; fields_test.cpp reads it too.
FULL = json.loads((Path(__file__).parent / "full.json").read_text(encoding="utf-8"))

TYPE = "/contact_types/regular"
OTHER = "/contact_types/other"
TRACE = "/contact_types/replayed"
TEAM = "/teams/line 1"
CHANGES = [
    ("/schema_version", 2, BOTH),
    ("/schema_version", "1", BOTH),
    ("/schema_version", True, BOTH),
    ("/schema_version", 1.0, GOOD),
    ("/schema_version", REMOVE, BOTH),
    ("/name", "", BOTH),
    ("/name", "two\nlines", BOTH),
    ("/name", "ends\n", BOTH),
    ("/name", "x" * 129, BOTH),
    ("/name", "я" * 128, GOOD),
    ("/name", "\u202eabc", BOTH),
    ("/name", 5, BOTH),
    ("/notes", "x" * 10001, BOTH),
    ("/notes", "\x1b[31m", BOTH),
    ("/currency", "eur", BOTH),
    ("/currency", "EUR\n", BOTH),
    ("/start_date", "1999-02-30", READER),
    ("/start_date", "1999-13-01", BOTH),
    ("/start_date", "28.02.1999", BOTH),
    ("/queus", {}, BOTH),
    ("/patch", {}, BOTH),
    ("/queues", {}, BOTH),
    ("/queues", REMOVE, BOTH),
    ("/teams", REMOVE, BOTH),
    ("/teams", [], BOTH),
    ("/contact_types", None, BOTH),
    ("/contact_types", {}, BOTH),
    ("/queues/Main", {"priority": 1}, READER),
    ("/queues/spare", {}, GOOD),
    (f"{TYPE}/queue", "mian", READER),
    (f"{TYPE}/queue", REMOVE, BOTH),
    (f"{TYPE}/arrivals", REMOVE, BOTH),
    (f"{TYPE}/arrivals/rate", "3 per h", BOTH),
    (f"{TYPE}/arrivals/unit", "per week", BOTH),
    (f"{TYPE}/arrivals/unit", REMOVE, BOTH),
    (f"{TYPE}/arrivals/slot", "11 min", READER),
    (f"{TYPE}/arrivals/slot", 30, BOTH),
    (f"{TYPE}/arrivals/slot", "0 min", BOTH),
    (f"{TYPE}/arrivals/from", "7:00", BOTH),
    (f"{TYPE}/arrivals/from", "24:01", BOTH),
    (f"{TYPE}/arrivals/from", "07:10", READER),
    (f"{TYPE}/arrivals/days", {}, BOTH),
    (f"{TYPE}/arrivals/days/monday", [1], BOTH),
    (f"{TYPE}/arrivals/days/tue-thu", [1], READER),
    (f"{TYPE}/arrivals/days/sat", [-1], BOTH),
    (f"{TYPE}/arrivals/days/sat", 4, BOTH),
    (f"{TYPE}/arrivals/days/sat", [1] * 35, READER),
    (f"{TYPE}/arrivals/days/sat", [1] * 34, GOOD),
    (f"{TYPE}/arrivals/days/sat", [], GOOD),
    (f"{TYPE}/arrivals/interpolation", "cubic", BOTH),
    (f"{TYPE}/arrivals/interpolation", "constant", GOOD),
    (f"{OTHER}/arrivals/interpolation", "linear", BOTH),
    (f"{TYPE}/arrivals/scale", -1, BOTH),
    (f"{TYPE}/arrivals/scale", 0, GOOD),
    (f"{TYPE}/arrivals/day_factor", {}, BOTH),
    (f"{TYPE}/arrivals/day_factor/shape", 0, BOTH),
    (f"{TYPE}/arrivals/slot_factor/group", "x", BOTH),
    (f"{TYPE}/arrivals/slot_factor/power", -2.5, BOTH),
    (f"{TYPE}/arrivals/slot_factor/correlation", 0.5, BOTH),
    (f"{TYPE}/arrivals/day_factor/correlation", 1.5, BOTH),
    (f"{TYPE}/arrivals/day_factor/group", REMOVE, BOTH),
    (f"{TYPE}/arrivals/day_factor/correlation", REMOVE, GOOD),
    (f"{TYPE}/arrivals/day_factor/persistence", 1, BOTH),
    (f"{TYPE}/arrivals/growth", "10%", BOTH),
    (f"{TYPE}/arrivals/growth", -0.2, GOOD),
    (f"{TYPE}/arrivals/season", {}, GOOD),
    ("/satisfaction/csat", [1, 2, 3, 4], BOTH),
    ("/satisfaction/csat", [1, 2, 3, 4, -5], BOTH),
    ("/satisfaction/csat", [0] * 5, READER),
    ("/satisfaction/nps", [1] * 11, GOOD),
    ("/satisfaction/nps", [1] * 5, BOTH),
    ("/satisfaction/ces", [], BOTH),
    ("/satisfaction/wait", -0.1, BOTH),
    ("/satisfaction/correlation", 1.5, BOTH),
    ("/satisfaction/survey/lean", -11, BOTH),
    ("/satisfaction/survey/answers", 2, BOTH),
    ("/satisfaction/survey/channels/telegraph", 0.5, READER),
    ("/satisfaction", {}, GOOD),
    ("/satisfaction", REMOVE, GOOD),
    ("/errors", REMOVE, GOOD),
    ("/errors/rate", 1.5, BOTH),
    ("/errors/comes_back", "often", BOTH),
    ("/topics/billing/errors", -1, BOTH),
    (f"{TYPE}/arrivals/season/months", [1] * 11, BOTH),
    (f"{TYPE}/arrivals/season/months", [], BOTH),
    (f"{TYPE}/arrivals/season/months", [-1] * 12, BOTH),
    (f"{TYPE}/arrivals/season/harmonics/year/amplitude", REMOVE, BOTH),
    (f"{TYPE}/arrivals/season/harmonics/year/peak", "1999-02-30", READER),
    (f"{TYPE}/arrivals/season/harmonics/year/period", "1 h", READER),
    (f"{TYPE}/arrivals/season/harmonics", {x: {"amplitude": 0, "peak": "1999-01-01"} for x in "abc"}, GOOD),
    (f"{TYPE}/arrivals/season/harmonics", {x: {"amplitude": 0, "peak": "1999-01-01"} for x in "abcd"}, BOTH),
    (f"{TYPE}/arrivals/trace", {"times_s": [1]}, BOTH),
    (f"{TRACE}/arrivals/trace/times_s", [], BOTH),
    (f"{TRACE}/arrivals/trace/times_s", [5, 4], READER),
    (f"{TRACE}/arrivals/trace/times_s", [-1], BOTH),
    (f"{TRACE}/arrivals/trace/times_s", ["1 s"], BOTH),
    (f"{TRACE}/arrivals/trace", {}, BOTH),
    (f"{TRACE}/arrivals/scale", 2, BOTH),
    (f"{TRACE}/arrivals/rate", "1 per h", BOTH),
    (f"{TRACE}/arrivals/slot", "1 h", BOTH),
    (f"{TRACE}/arrivals/trace", REMOVE, BOTH),
    ("/holidays/spring/date", REMOVE, BOTH),
    ("/holidays/spring/date", "8 March", BOTH),
    ("/holidays/spring/to", "1999-03-07", READER),
    ("/holidays/spring/to", "2000-03-08", READER),
    ("/holidays/spring/to", REMOVE, GOOD),
    ("/holidays/spring/factor", -1, BOTH),
    ("/holidays/spring/closed", "yes", BOTH),
    ("/holidays", [], BOTH),
    ("/holidays/Spring", {"date": "1999-05-01"}, READER),
    ("/incidents/outage/per_month", REMOVE, BOTH),
    ("/incidents/outage/boost", -1, BOTH),
    ("/incidents/outage/decay", "0 s", BOTH),
    ("/incidents/outage/decay", 3, BOTH),
    ("/incidents/outage/contact_types", ["regular"], BOTH),
    ("/incidents/outage/contact_types/reglar", 1, READER),
    ("/incidents/outage/contact_types", REMOVE, GOOD),
    (f"{OTHER}/arrivals/rate", "10 per min", GOOD),
    (f"{OTHER}/arrivals/rate", "1 per 10 min", GOOD),
    (f"{OTHER}/arrivals/rate", "0.5/s", GOOD),
    (f"{OTHER}/arrivals/rate", "10 per fortnight", BOTH),
    (f"{OTHER}/arrivals/rate", 10, BOTH),
    (f"{OTHER}/arrivals/rate", "-1 per h", BOTH),
    (f"{OTHER}/arrivals/rate", "1e-320 per h", READER),
    (f"{OTHER}/arrivals/rate", "1e9 per h", READER),
    (f"{TYPE}/service", "3 min", BOTH),
    (f"{TYPE}/service", {"law": "none"}, BOTH),
    (f"{TYPE}/service", REMOVE, BOTH),
    (f"{TYPE}/service", {"law": "exponental", "mean": "3 min"}, BOTH),
    (f"{TYPE}/service", {"law": "exponential"}, BOTH),
    (f"{TYPE}/service", {"law": "exponential", "mean": "3 min", "cv": 1}, BOTH),
    (f"{TYPE}/service", {"law": "exponential", "mean": "0 s"}, BOTH),
    (f"{TYPE}/service", {"law": "exponential", "mean": "0.0001 ms"}, READER),
    (f"{TYPE}/service", {"law": "exponential", "mean": "5 s\n"}, BOTH),
    (f"{TYPE}/service", {"law": "gamma", "shape": 0, "mean": "3 min"}, BOTH),
    (f"{TYPE}/service", {"law": "gamma", "shape": 2, "mean": "3 min"}, GOOD),
    (f"{TYPE}/service", {"law": "gamma", "shape": 2, "cv": 1, "mean": "3 min"}, BOTH),
    (f"{TYPE}/service", {"law": "weibull", "shape": 0.8, "mean": "3 min"}, GOOD),
    (f"{TYPE}/service", {"law": "lognormal", "median": "3 min", "sigma": 0.7}, GOOD),
    (f"{TYPE}/service", {"law": "lognormal", "mean": "3 min", "cv": -1}, BOTH),
    (f"{TYPE}/service", {"law": "erlang", "stages": 2.5, "mean": "3 min"}, BOTH),
    (f"{TYPE}/service", {"law": "erlang", "stages": 2, "mean": "3 min"}, GOOD),
    (f"{TYPE}/service", {"law": "deterministic", "value": "3 min"}, GOOD),
    (f"{TYPE}/service", {"law": "triangular", "min": "1 s", "mode": "2 s", "max": "4 s"}, GOOD),
    (f"{TYPE}/service", {"law": "triangular", "min": "3 s", "mode": "2 s", "max": "4 s"}, READER),
    (f"{TYPE}/service", {"law": "empirical", "values": ["10 s", "20 s"]}, GOOD),
    (f"{TYPE}/service", {"law": "empirical", "values": []}, BOTH),
    (f"{TYPE}/service", {"law": "empirical", "values": ["1 s", "2 s"], "weights": [1]}, READER),
    (f"{TYPE}/service", {"law": "empirical", "values": ["1 s", "2 s"], "weights": [0, 0]}, READER),
    (
        f"{TYPE}/service",
        {"law": "piecewise_hazard", "from": ["0 s", "30 s"], "rate": ["1 per 10 min", "1 per min"]},
        GOOD,
    ),
    (
        f"{TYPE}/service",
        {"law": "piecewise_hazard", "from": ["0 s", "30 s"], "rate": ["1 per min", "0 per min"]},
        READER,
    ),
    (f"{TYPE}/service/atom_at_zero", 1.5, BOTH),
    (f"{TYPE}/service/shift", 5, BOTH),
    (f"{TYPE}/patience", {"law": "none"}, GOOD),
    (f"{TYPE}/patience", {"law": "none", "mean": "3 s"}, BOTH),
    (f"{TYPE}/periods/morning/hours", "10:00-08:00", READER),
    (f"{TYPE}/periods/morning/hours", "08:00-25:00", BOTH),
    (
        f"{TYPE}/periods/late",
        {"hours": "09:00-11:00", "service": {"law": "erlang", "stages": 1, "mean": "1 s"}},
        READER,
    ),
    (f"{TYPE}/redial/probability", 1.0000001, BOTH),
    (f"{TYPE}/redial/probability", "50%", BOTH),
    (f"{TYPE}/redial/max_attempts", 3.0, GOOD),
    (f"{TYPE}/redial/max_attempts", 3.5, BOTH),
    (f"{TYPE}/redial/max_attempts", 0, BOTH),
    (f"{TYPE}/redial/after_blocked", "yes", BOTH),
    ("/queues/main/priority", 1e3, GOOD),
    ("/queues/main/priority", 0, BOTH),
    ("/queues/main/head_start", "-5 s", BOTH),
    ("/queues/main/head_start", "30 s 4 min", READER),
    ("/queues/main/capacity", -1, BOTH),
    ("/queues/main/capacity", 0, GOOD),
    ("/queues/main/capacity", True, BOTH),
    ("/queues/main/closing", "drop ", BOTH),
    ("/queues/main/opening_hours", {}, BOTH),
    ("/queues/main/opening_hours/sun-thu", "08:00-24:00", READER),
    ("/queues/main/opening_hours/sat", ["10:00-12:00", "09:00-11:00"], READER),
    ("/queues/main/opening_hours/sat", 9, BOTH),
    (f"{TEAM}/serves/mian", 1, READER),
    (f"{TEAM}/serves/main", 0, BOTH),
    (f"{TEAM}/serves/main", {"prio": 1}, BOTH),
    (f"{TEAM}/serves/main", {}, GOOD),
    (f"{TEAM}/staff", -3, BOTH),
    (f"{TEAM}/staff", "5", BOTH),
    (f"{TEAM}/staff", {"days": {"all": [1]}}, BOTH),
    (f"{TEAM}/staff/slot", "90 min", READER),
    (f"{TEAM}/extra_staff/noon/days", [], BOTH),
    (f"{TEAM}/extra_staff/noon/days", "fri-mon", GOOD),
    (f"{TEAM}/extra_staff/noon/days", ["all", "moon"], BOTH),
    (f"{TEAM}/extra_staff/noon/operators", -5, READER),
    (f"{TEAM}/extra_staff/noon/operators", REMOVE, BOTH),
    # Channels, topics and lines
    ("/channels/phone/kind", "fax", BOTH),
    ("/channels/phone/queue", "mian", READER),
    ("/channels/phone/queue", REMOVE, GOOD),
    ("/channels/phone/trunks", 0, BOTH),
    ("/channels/phone/identification/share", 1.1, BOTH),
    ("/channels/phone/identification", {}, GOOD),
    ("/channels/mail", REMOVE, READER),
    ("/channels/chat/kind", "call", READER),
    ("/channels/chat/chat", {}, GOOD),
    ("/channels/chat/chat/mode", "both", BOTH),
    ("/channels/chat/chat/turns", {"mean": 8}, GOOD),
    ("/channels/chat/chat/turns/mean", 0.5, BOTH),
    ("/channels/chat/chat/turns", {"mean": 20, "cv": 0.2}, READER),
    ("/channels/chat/chat/think", {"law": "none"}, BOTH),
    ("/channels/chat/chat/tolerance", {"law": "none"}, GOOD),
    ("/channels/chat/chat/silence", 1.5, BOTH),
    ("/channels/chat/chat/rates", [1, "0.9"], BOTH),
    ("/channels/chat/chat/rates", [], BOTH),
    ("/channels/chat/chat/rates", [1, 0], BOTH),
    ("/channels/chat/chat/reassign_after", "0 s", BOTH),
    ("/channels/chat/mail", {}, READER),
    ("/channels/mail/mail", {}, GOOD),
    ("/channels/mail/mail/touches", 0.9, BOTH),
    ("/channels/mail/mail/answer", "6 h", BOTH),
    ("/queues/main/order", "random", BOTH),
    (f"{TYPE}/follow_up", {}, BOTH),
    (f"{TYPE}/follow_up", {"queue": "main"}, GOOD),
    (f"{TYPE}/follow_up/queue", "mian", READER),
    (f"{TYPE}/follow_up/share", 1.5, BOTH),
    (f"{TYPE}/follow_up/after", "-1 d", BOTH),
    (f"{TYPE}/follow_up/reached", "often", BOTH),
    (f"{TYPE}/follow_up/check", {"law": "none"}, BOTH),
    ("/queues/main/order", REMOVE, GOOD),
    (f"{TEAM}/chat_slots", 65, BOTH),
    (f"{TEAM}/serves/main/chat_slots", 0, BOTH),
    (f"{TYPE}/topics", {"billing": 0}, READER),
    (f"{TYPE}/topics/billing", -1, BOTH),
    (f"{TYPE}/topics/biling", 1, READER),
    (f"{TYPE}/channels", {}, GOOD),
    (f"{TYPE}/channels/fax", 1, READER),
    (f"{TYPE}/segment", "", BOTH),
    (f"{TYPE}/segment", "silver", READER),
    (f"{TYPE}/customers", -1, BOTH),
    (f"{TYPE}/customers", 0, GOOD),
    (f"{TYPE}/returns/unresolved", "60%", BOTH),
    (f"{TYPE}/returns/delay", {"law": "none"}, BOTH),
    (f"{TYPE}/returns/max_returns", 1.5, BOTH),
    (f"{TYPE}/redial/switches", 2, BOTH),
    ("/topics/faults/work", 0, BOTH),
    ("/topics/faults/queue", "expert", READER),
    ("/topics/faults/handling/mian", {}, READER),
    ("/topics/faults/handling/main/resolves", -0.1, BOTH),
    ("/topics/faults/handling/main/to", {"main": 1}, READER),
    ("/topics/faults/handling/experts", {"resolves": 1}, GOOD),
    ("/queues/main/line", 4, BOTH),
    ("/queues/main/ageing", 0, BOTH),
    ("/queues/main/handling/service", "6 min", BOTH),
    ("/queues/main/handling/to", {"experts": 0, "seniors": 0}, READER),
    ("/queues/main/intake", {}, GOOD),
    ("/queues/main/intake/back", "queue", BOTH),
    ("/queues/main/intake/accuracy", 92, BOTH),
    ("/queues/main/transfer/warm", 0.9, READER),
    ("/queues/main/transfer/warm", 0.8, GOOD),
    ("/queues/main/transfer/repeat_factor", 0, BOTH),
    ("/queues/main/transfer/handover", {"law": "none"}, BOTH),
    ("/queues/main/announcement/accepts", {"law": "none"}, GOOD),
    ("/queues/main/announcement/predictor", "LES", BOTH),
    ("/queues/main/announcement/hazard_after", -1, BOTH),
    ("/queues/main/callback/offered_above", 2.5, BOTH),
    ("/queues/main/callback/dialling", 30, BOTH),
    ("/queues/main/callback/attempts", 0, BOTH),
    ("/escalation/limit", 101, BOTH),
    ("/escalation/supervisor", "boss", READER),
    ("/escalation", {}, GOOD),
    ("/routing/ties", "random", BOTH),
    # People
    (f"{TEAM}/serves/main/after", 30, BOTH),
    (f"{TEAM}/serves/main/reserve", -1, BOTH),
    (f"{TEAM}/serves/main/speed", 0, BOTH),
    (f"{TEAM}/serves/main/quality", "1", BOTH),
    (f"{TEAM}/staff", REMOVE, BOTH),
    (f"{TEAM}/roster", {"a": {"shift": "day", "operators": 1}}, BOTH),
    ("/teams/line 3/staff", 3, BOTH),
    ("/teams/line 3/extra_staff", {}, BOTH),
    ("/teams/line 3/roster", {}, BOTH),
    ("/teams/line 3/roster", REMOVE, BOTH),
    ("/teams/line 3/roster/early/shift", "night", READER),
    ("/teams/line 3/roster/early/operators", REMOVE, BOTH),
    ("/teams/line 3/roster/early/operators", 2.5, BOTH),
    ("/teams/line 3/roster/early/week", 3, READER),
    ("/teams/line 3/roster/early/week", 53, BOTH),
    ("/teams/line 3/roster/early/rotation/team", "line 3", READER),
    ("/teams/line 3/roster/early/rotation/every", 0, BOTH),
    ("/teams/line 3/roster/early/days", "moon", BOTH),
    ("/teams/line 3/habits/absence/rate", 6, BOTH),
    ("/teams/line 3/habits/adherence", "5 h", READER),
    ("/teams/line 3/habits/shift_end", "drop", BOTH),
    ("/teams/line 3/habits/speed_spread", 3.5, BOTH),
    ("/teams/line 3/habits", {}, GOOD),
    ("/shifts/day/hours", REMOVE, BOTH),
    ("/shifts/day/hours", "17:00-08:00", READER),
    ("/shifts/day/hours", "12:00-17:00", READER),
    ("/shifts/day/breaks", {}, GOOD),
    ("/shifts/day/breaks/length", "0 min", BOTH),
    ("/shifts/day/pauses/lunch/to", REMOVE, GOOD),
    ("/shifts/day/pauses/lunch/to", "11:00", READER),
    ("/shifts/day/pauses/lunch/to", "16:30", READER),
    ("/shifts/day/pauses/lunch/from", "noon", BOTH),
    ("/shifts/day/pauses/lunch/length", REMOVE, BOTH),
    ("/shifts/day/pauses/lunch/paid", "no", BOTH),
    ("/shifts/night", {"hours": "00:00-08:00"}, GOOD),
    ("/shifts/night", {"hours": "22:00-06:00", "next_day": True}, GOOD),
    ("/shifts/night", {"hours": "22:00-06:00"}, READER),
    ("/shifts/night", {"hours": "00:00-08:00", "next_day": True}, READER),
    ("/shifts/night", {"hours": "22:00-06:00", "next_day": "yes"}, BOTH),
    # Agreements and prices
    ("/slas/gold", {"share": 0.8}, BOTH),
    ("/slas/gold/response", REMOVE, GOOD),
    ("/slas/gold/response", "0 s", BOTH),
    ("/slas/gold/segment", "silver", READER),
    ("/slas/gold/topic", "fault", READER),
    ("/slas/gold/share", 90, BOTH),
    ("/slas/gold/period", "year", BOTH),
    ("/slas/gold/hours", {"mon": "8-18"}, BOTH),
    ("/costs/wage_load", -0.1, BOTH),
    ("/costs/span", "12", BOTH),
    ("/costs/manager", "40 per month", BOTH),
    ("/costs/seat", 250, BOTH),
    ("/costs/tools", "30 / month", GOOD),
    ("/costs/fixed", "-1 per month", BOTH),
    ("/costs/channels/phone/per_min", "0.05 per minute", GOOD),
    ("/costs/channels/phone/per_min", "3 per h", BOTH),
    ("/costs/channels/phone/per_contact", "0.10", BOTH),
    ("/costs/channels/fax", {}, READER),
    (f"{TEAM}/wage", 25, BOTH),
    (f"{TEAM}/wage", "25 per month", BOTH),
    (f"{TEAM}/wage", "1 200.50 / hour", GOOD),
    ("/teams/line 2/staff", 1e9, READER),
    ("/experiment/seed", 2**53, GOOD),
    ("/experiment/seed", 2**53 + 1, BOTH),
    ("/experiment/seed", "18446744073709551616", READER),
    ("/experiment/seed", -1, BOTH),
    ("/experiment/replications", 0, BOTH),
    ("/experiment/replications", 10**9, READER),
    ("/experiment/precision/wait.mean", 0, BOTH),
    ("/experiment/precision/wait.mean", "150%", READER),
    ("/experiment/precision/wait.mean", "1 %", GOOD),
    ("/experiment/precision/wait.mean", "1", BOTH),
    ("/experiment/confidence", 1, BOTH),
    ("/experiment/start", "stationery", BOTH),
    ("/experiment/measure", "0 s", BOTH),
    ("/experiment/measure", "1e6 d", READER),
    ("/experiment/measure", "1 month", BOTH),
    ("/experiment/interval", "5 s", READER),
    ("/experiment/interval", "90 s", READER),
    ("/experiment/thresholds", [], BOTH),
    ("/experiment/thresholds", ["20 s", "20 s"], BOTH),
    ("/experiment/thresholds", ["60 s", "1 min"], READER),
    ("/experiment/thresholds", ["1 s", "2 s", "3 s", "4 s", "5 s"], BOTH),
    ("/experiment/thresholds", ["-1 s"], BOTH),
    ("/experiment/short_abandon", "5", BOTH),
    ("/experiment/repeat_window", "0 s", BOTH),
    ("/experiment/resolution_horizon", "1 month", BOTH),
    ("/experiment/max_contacts", 10, READER),
    ("/experiment/threads", 4, BOTH),
]


def changed(document, pointer, value):
    document = copy.deepcopy(document)
    *way, last = pointer[1:].split("/")
    place = document
    for part in way:
        place = place[part]
    if value is REMOVE:
        del place[last]
    else:
        place[last] = value
    return document


def reader_accepts(command, path):
    run = subprocess.run([command, "check", path], capture_output=True, text=True)
    if run.returncode not in (0, 2, 3):
        raise SystemExit(f"{path}: exit {run.returncode}\n{run.stderr}")
    return run.returncode == 0, run.stderr


def judge(command, validator, folder, number, name, document, expected):
    """A complaint, or nothing."""
    path = Path(folder) / f"{number}.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    schema = validator.is_valid(document)
    reader, said = reader_accepts(command, path)
    wanted = {GOOD: (True, True), BOTH: (False, False), READER: (True, False)}[expected]
    if (schema, reader) == wanted:
        return None
    verdict = {True: "accepts", False: "refuses"}
    why = "; ".join(e.message[:100] for e in validator.iter_errors(document))
    return f"{name}: expected {expected}; the schema {verdict[schema]} ({why}), the reader {verdict[reader]}\n{said}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firstline", type=Path, required=True)
    command = parser.parse_args().firstline.resolve()
    schema = json.loads((ROOT / "scenarios/schema/scenario.v1.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    complaints = []
    presets = sorted((ROOT / "scenarios/presets").glob("*.json"))
    for path in presets:
        document = json.loads(path.read_text(encoding="utf-8"))
        complaints += [f"{path.name}: {e.json_path}: {e.message}" for e in validator.iter_errors(document)]
        accepted, said = reader_accepts(command, path)
        complaints += [] if accepted else [f"{path.name}: the reader refuses it\n{said}"]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        cases = [("unchanged", FULL, GOOD)]
        cases += [(f"{p} = {'removed' if v is REMOVE else v!r:.60}", changed(FULL, p, v), e) for p, v, e in CHANGES]
        results = pool.map(lambda i: judge(command, validator, folder, i, *cases[i]), range(len(cases)))
        complaints += [result for result in results if result]
    print("\n".join(complaints) or f"{len(presets)} presets and {len(cases)} changed documents are judged alike")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
