"""Writes scenarios/interventions/*.json: small changes of help_desk, each with its source or the word "assumption".

An intervention is an RFC 7396 merge patch that also says what it is (`interventions`), so that a changed scenario knows
what was changed and why. Its `if_there` is for names that only presets on help_desk have: chats, mails. Sizes relative to help_desk (7 % less talk) are written out here; `--check` compares.
"""

import argparse
import json
import pathlib
import sys

FOLDER = pathlib.Path("scenarios/interventions")
BASE = pathlib.Path("scenarios/presets/help_desk.json")


def after_work(seconds):
    return {"law": "lognormal", "mean": f"{seconds} s", "cv": 0.8}


def interventions(base):
    lines_2 = [team for team in base["teams"] if team.startswith("line 2")]
    resolves = {topic: row["handling"]["line 1"]["resolves"] for topic, row in base["topics"].items()}
    announcement = {"predictor": "last_delay", "hazard_before": 0.6, "hazard_after": 1.2}
    return {
        "announcements": (
            "Announced waits",
            "Объявление времени ожидания",
            "Who waits hears how long it will take, and overestimates the wait less (Whiting and Donthu 2009). The sizes are "
            "an assumption: 40 % less risk of hanging up until the announced moment (a laboratory saw half as many hang "
            "up, Munichor and Rafaeli 2007), 20 % more after it (up to 52 % a minute were measured, SSRN 3706565).",
            "Ожидающий слышит, сколько ждать, и меньше преувеличивает ожидание (Whiting и Donthu, 2009). Размеры - "
            "допущение: до названного момента риск положить трубку на 40 % ниже (в лаборатории трубку клали вдвое реже, "
            "Munichor и Rafaeli, 2007), после него на 20 % выше (измерено до 52 % за минуту, SSRN 3706565).",
            {"queues": {"intake": {"announcement": announcement}, "line 1": {"announcement": announcement}}},
        ),
        "auto_routing": (
            "Automatic routing",
            "Автоматическая маршрутизация",
            "A machine recognises the topic and the intake only confirms it: 30 s of talk instead of 76 s and 3 s of work "
            "after it instead of 14 s; 88 % are settled right instead of 92 %. Assumption: 12 % of wrong topics is a usual "
            "value for recognition by machine (5-25 %), the times are invented.",
            "Тему распознаёт машина, приём лишь подтверждает: 30 с разговора вместо 76 с и 3 с постобработки вместо 14 с; "
            "верны 88 % вместо 92 %. Допущение: 12 % неверных тем - обычная величина для машинного распознавания "
            "(5-25 %), времена вымышлены.",
            {
                "queues": {
                    "intake": {
                        "intake": {"accuracy": 0.88},
                        "handling": {
                            "service": {"law": "lognormal", "mean": "30 s", "cv": 1.0},
                            "after_work": after_work(3),
                        },
                    }
                }
            },
        ),
        "caller_identification": (
            "Caller identification",
            "Идентификация звонящего",
            "Nine callers of ten are known before they speak instead of five; a tenth of the first talk, at the "
            "intake, is saved with each, as in help_desk. Assumption.",
            "До начала разговора узнают девять звонящих из десяти вместо пяти; первый разговор, на "
            "приёме, с каждым из них короче на десятую часть, как в help_desk. Допущение.",
            {"channels": {"phone": {"identification": {"share": 0.9}}}},
        ),
        "headset": (
            "Headsets that keep the noise out",
            "Гарнитуры с шумоподавлением",
            "Less is said twice: talks of line 1 are 4 % shorter; 4 EUR more for tools a month and operator. Assumption.",
            "Реже переспрашивают: разговоры первой линии короче на 4 %; на 4 EUR в месяц больше за инструменты "
            "каждого оператора. Допущение.",
            {
                "contact_types": {
                    name: {"service": {"law": "lognormal", "mean": "4 min 53.8 s", "cv": 1.0}}
                    for name in base["contact_types"]
                },
                "costs": {"extra_tools": {"headset": "4 per month"}},
            },
        ),
        "knowledge_base": (
            "Knowledge base",
            "База знаний",
            "Line 1 solves a fifth of what it did not solve, on every topic; 10 EUR more for tools a month and operator. "
            "Assumption.",
            "Первая линия решает пятую часть того, что прежде не решала, по каждой теме; на 10 EUR в месяц больше за "
            "инструменты каждого оператора. Допущение.",
            {
                "topics": {
                    topic: {"handling": {"line 1": {"resolves": round(share + 0.2 * (1 - share), 4)}}}
                    for topic, share in resolves.items()
                },
                "costs": {"extra_tools": {"knowledge_base": "10 per month"}},
            },
        ),
        "rotation": (
            "Rotation of lines 2 and 3 onto line 1",
            "Ротация линий 2 и 3 на первую",
            "Every tenth working day an operator of line 2 or 3 takes calls on line 1. Assumption: one day of ten; they "
            "solve there what line 1 solves.",
            "Каждый десятый рабочий день оператор второй или третьей линии отвечает на первой. Допущение: один день из "
            "десяти; решают там столько же, сколько первая линия.",
            {
                "teams": {
                    team: {
                        "roster": {
                            row: {"rotation": {"team": "line 1", "every": 10}} for row in base["teams"][team]["roster"]
                        }
                    }
                    for team in [*lines_2, "line 3"]
                }
            },
        ),
        "templates": (
            "Templates for notes and replies",
            "Шаблоны записей и ответов",
            "A quarter off the work after a contact: 41 s instead of 54 s on line 1, 101 s instead of 135 s on line 2; "
            "where there are chats, 15 s instead of 20 s, and a quarter off the writing of a reply, 18.75 s instead of "
            "25 s; where there are mails, 15 % off a touch, 5 min 57 s instead of 7 min, for most of it is reading and "
            "finding out. Assumption.",
            "Постобработка на четверть короче: 41 с вместо 54 с на первой линии, 101 с вместо 135 с на второй; где есть "
            "чаты - 15 с вместо 20 с, и реплика пишется на четверть быстрее, 18,75 с вместо 25 с; где есть письма - "
            "касание короче на 15 %, 5 мин 57 с вместо 7 мин: больше всего времени уходит на чтение и выяснение. "
            "Допущение.",
            {
                "queues": {
                    "line 1": {"handling": {"after_work": after_work(41)}},
                    **{team: {"handling": {"after_work": after_work(101)}} for team in lines_2},
                },
                "if_there": {
                    "channels": {"chat": {"chat": {"reply": {"law": "lognormal", "mean": "18.75 s", "cv": 1.0}}}},
                    "queues": {
                        "chats": {"handling": {"after_work": after_work(15)}},
                        "mails": {"handling": {"service": {"law": "lognormal", "mean": "5 min 57 s", "cv": 1.0}}},
                    },
                },
            },
        ),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    base = json.loads(BASE.read_text(encoding="utf-8"))
    known = {}
    for name, (title, title_ru, source, source_ru, patch) in interventions(base).items():
        words = {"name": title, "name_ru": title_ru, "source": source, "source_ru": source_ru}
        text = json.dumps({"interventions": {name: words}, **patch}, indent=2, ensure_ascii=False) + "\n"
        known[FOLDER / f"{name}.json"] = text
    if not check:
        for path, text in known.items():
            path.write_text(text, encoding="utf-8")
        return
    there = {path: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    if there != known:
        sys.exit("scenarios/interventions is not what scripts/make_interventions.py writes: run it")


if __name__ == "__main__":
    main()
