#!/usr/bin/env python3
"""The published JSON Schema and the reader must judge alike: every preset, and mutants of every preset.

    check_schema.py --firstline COMMAND [--mutants 80] [--seed 1]

The schema's judge is PyPI's jsonschema, the reader's is `firstline check`. What no schema can say (a reference to a
queue that is not there, hours that overlap) is known by the reader's codes, listed below. Exits 1 on any disagreement.
"""

import argparse
import copy
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

# Codes of problems that lie between fields or inside a text, beyond a schema's reach.
BEYOND_SCHEMA = {
    "E305",  # a key twice: gone before the schema sees the document
    "E322",  # outside the range of times
    "E325",  # parameters that do not go together
    "E326",  # a law without a mean
    "E330",  # intervals that overlap or leave a gap
    "E331",  # an end before its start
    "E332",  # a date that does not exist
    "E333",  # contacts with nobody to serve them
    "E334",  # staff that extra_staff takes below zero
    "E340",  # a reference to a name that is not there
    "E341",  # names that differ only by case
    "E342",  # a queue that passes on to itself
    "E343",  # a queue that no team serves, or none at all
    "E344",  # a name that is not a name
    "E345",  # a base that cannot be used
    "E352",  # shares that are more than 1 together
}
STRANGE_VALUES = [
    None,
    True,
    "x",
    "",
    -1,
    0,
    1.5,
    1e308,
    [],
    {},
    [None],
    {"zzz": 1},
    "5 s",
    "-5 s",
    "5",
    "25:00",
    "3 per h",
]
COMMENT_OR_STRING = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


def read_document(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(COMMENT_OR_STRING.sub(lambda m: m[0] if m[0][0] == '"' else " ", text))


def places(node, shape=(), path=()):
    """(shape, path) of every value; the shape leaves array indices out, so that long tables count once."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        here = (*shape, "*" if isinstance(node, list) else key)
        yield here, (*path, key)
        yield from places(value, here, (*path, key))


def parent_of(document, path):
    for key in path[:-1]:
        document = document[key]
    return document


def mutate(document, chance):
    """One change to a copy of the document, and a word for it."""
    by_shape = {}
    for shape, path in places(document):
        by_shape.setdefault(shape, []).append(path)
    path = chance.choice(by_shape[chance.choice(sorted(by_shape, key=str))])
    mutant = copy.deepcopy(document)
    parent, key = parent_of(mutant, path), path[-1]
    value = parent[key]
    kind = chance.choice(["strange", "strange", "remove", "unknown", "typo", "negate", "bare"])
    if kind == "remove":
        del parent[key]
    elif kind == "unknown" and isinstance(parent, dict):
        parent["zzz"] = 1
    elif kind == "typo" and isinstance(parent, dict) and len(key) > 1:
        parent[key[:-1]] = parent.pop(key)
    elif kind == "negate" and isinstance(value, int | float) and not isinstance(value, bool):
        parent[key] = -value - 1
    elif kind == "bare" and isinstance(value, str) and value[:1].isdigit():
        parent[key] = float(re.match(r"\d+", value)[0])
    else:
        kind = "strange"
        parent[key] = chance.choice([v for v in STRANGE_VALUES if v != value])
    return mutant, f"{kind} at /{'/'.join(map(str, path))}"


def judge_by_reader(command, path):
    """(accepted, codes of the problems). Anything but acceptance or a clean refusal is a failure of its own."""
    run = subprocess.run([command, "check", path], capture_output=True, text=True, timeout=60)
    codes = set(re.findall(r"error\[(E\d+)\]", run.stderr + run.stdout))
    if run.returncode not in (0, 2) or (run.returncode == 2 and not codes):
        raise RuntimeError(f"firstline check exits {run.returncode}: {run.stderr.strip()[:500]}")
    return run.returncode == 0, codes


def disagreement(validator, command, path, document):
    """A line saying how the two judges differ, or nothing."""
    problem = jsonschema.exceptions.best_match(validator.iter_errors(document))
    accepted, codes = judge_by_reader(command, path)
    if accepted == (problem is None):
        return ""
    if accepted:
        return f"the reader accepts, the schema refuses: {problem.json_path}: {problem.message[:200]}"
    # What a patch changes is known only where the base is: there no schema can look.
    beyond = codes <= BEYOND_SCHEMA or "patch" in document
    return "" if beyond else f"the schema accepts, the reader refuses: {', '.join(sorted(codes))}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--firstline", type=Path, required=True)
    parser.add_argument("--mutants", type=int, default=80, help="a preset")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    command = arguments.firstline.resolve()
    schema = json.loads(subprocess.run([command, "schema", "scenario"], capture_output=True, check=True).stdout)
    judge = jsonschema.validators.validator_for(schema)
    judge.check_schema(schema)
    validator = judge(schema)
    presets = sorted((arguments.root / "scenarios/presets").glob("*.json"))
    found, refused, judged = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        # Mutants stand among copies of the presets, so that a `base` is found.
        shutil.copytree(arguments.root / "scenarios", folder, dirs_exist_ok=True)
        file = Path(folder) / "presets" / "mutant.json"
        for preset in presets:
            document = read_document(preset)
            chance = random.Random(f"{arguments.seed} {preset.name}")
            if not judge_by_reader(command, preset)[0] or not validator.is_valid(document):
                found.append(f"{preset.name}: a preset must be accepted by both")
            for _ in range(arguments.mutants):
                mutant, change = mutate(document, chance)
                file.write_text(json.dumps(mutant), encoding="utf-8")
                difference = disagreement(validator, command, file, mutant)
                judged += 1
                refused += not validator.is_valid(mutant)
                if difference:
                    found.append(f"{preset.name}, {change}: {difference}")
    print("\n".join(found[:40]))
    print(f"{len(presets)} presets and {judged} mutants ({refused} refused by the schema): {len(found)} disagreements")
    return 1 if found or not presets else 0


if __name__ == "__main__":
    sys.exit(main())
