#!/usr/bin/env python3
"""The house against its rules: ranks, homes of third-party headers, names, sizes, mirrored tests, banned words, flags.

    check_layers.py [--build BUILD_FOLDER]

Prints one line a violation (file:line: what is wrong) and exits 1 if there is any.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import rules
from house import House, code_only, includes

FOREIGN_TOPS = ("sim/", "models/", "python/", "tests/", "bench/")
TREES = ("sim/", "models/", "python/bindings/", "python/page/")


def stem(path):
    return re.sub(r"\.(h|cpp)$", "", path.rsplit("/", 1)[-1])


def check_table(house):
    """The table itself: a row allows only known rooms of lower rank."""
    for name, room in house.rooms.items():
        for other in sorted(room.allowed):
            if other not in house.rooms:
                yield f"docs/architecture.md: {name} may include {other}, which has no row"
            elif house.rooms[other].rank >= room.rank:
                yield f"docs/architecture.md: {name} (rank {room.rank}) may not include {other} (rank {house.rooms[other].rank})"


def allowed_rooms(house, path):
    """(room, rooms that this file may include besides it), or (None, None) where every room may be included."""
    if path.startswith(TREES):
        room = house.room_of(path)
        return room, house.rooms[room].allowed if room else frozenset()
    if path.startswith("tests/"):
        room = house.room_of(path.removeprefix("tests/"))
        if room:
            return room, house.rooms[room].allowed
    return None, None


def check_includes(house):
    """Own headers: addresses from the root that exist, in a room that the table allows."""
    for path in house.cpp(*FOREIGN_TOPS):
        room, allowed = allowed_rooms(house, path)
        if path.startswith(TREES) and room is None:
            yield f"{path}:1: stands in no room of docs/architecture.md"
            continue
        for include in includes(house.files[path]):
            if not include.own:
                continue
            where = f"{path}:{include.line}"
            if include.path not in house.files:
                yield f'{where}: no file "{include.path}" (includes are addresses from the root)'
                continue
            if path.startswith("tests/") and include.path.startswith("tests/"):
                continue
            target = house.room_of(include.path)
            if target is None and allowed is not None:
                yield f'{where}: "{include.path}" stands in no room'
            elif allowed is not None and target != room and target not in allowed:
                yield f"{where}: {room} may not include {target}"


def check_homes(house):
    """Headers of other people: each family at its home, standard ones from the list that every compiler has."""
    for path in house.cpp(*FOREIGN_TOPS):
        for include in includes(house.files[path]):
            if include.own:
                continue
            where = f"{path}:{include.line}"
            home = next((h for h in rules.HOMES if h.header.search(include.path)), None)
            if home is not None:
                if not home.allows(path):
                    yield f"{where}: <{include.path}> belongs in {home.where} only"
            elif include.path not in rules.STANDARD_HEADERS and path.startswith(TREES):
                yield f"{where}: <{include.path}> has no home in tests/architecture/rules.py"


def check_center(house):
    """The order inside models/center; only the conductor knows the event list."""
    for path in house.cpp(rules.CENTER + "/"):
        own = stem(path)
        level = rules.center_level(own)
        if level is None:
            yield f"{path}:1: not a part, a decider, center_model, center_state or center_sim*"
            continue
        for include in includes(house.files[path]):
            where = f"{path}:{include.line}"
            if include.own and include.path.startswith("sim/kernel/") and level != 9:
                yield f"{where}: only {rules.CENTER_CONDUCTOR}* may include sim/kernel"
            if not include.own or not include.path.startswith(rules.CENTER + "/"):
                continue
            other = stem(include.path)
            other_level = rules.center_level(other)
            if other == own or other_level is None or level == 9:
                continue
            if other_level >= level:
                yield f"{where}: {own} may not include {other}"
            elif own in rules.CENTER_DECIDERS and other_level == 0 and other not in rules.CENTER_DECIDERS_READ:
                yield f"{where}: {own} may read only {', '.join(sorted(rules.CENTER_DECIDERS_READ))}"


def check_names(house):
    """No two headers of one name, no file above the limit."""
    seen = {}
    for path in house.cpp():
        if path.endswith(".h"):
            name = path.rsplit("/", 1)[-1]
            if name in seen:
                yield f"{path}:1: another header has this name: {seen[name]}"
            seen.setdefault(name, path)
            if not re.fullmatch(r"[a-z][a-z0-9_]*\.h", name):
                yield f"{path}:1: file names are snake_case"
    for path, text in house.files.items():
        lines = text.count("\n")
        if path.endswith(rules.CODE_SUFFIXES) and lines > rules.MAX_LINES:
            yield f"{path}:{lines}: {lines} lines, the limit is {rules.MAX_LINES}"


def check_mirrored_tests(house):
    """Every header of sim/ and models/ has a test at the same address, and every such test is in a room_tests()."""
    for path in house.cpp("sim/", "models/"):
        if not path.endswith(".h"):
            continue
        unit = path.removesuffix(".h")
        test = f"tests/{unit}_test.cpp"
        exempt = unit in rules.UNTESTED or unit.rsplit("/", 1)[0] in rules.UNTESTED
        if test not in house.files and not exempt:
            yield f"{path}:1: no {test}"
    for unit in rules.UNTESTED:
        if f"tests/{unit}_test.cpp" in house.files:
            yield f"tests/architecture/rules.py: {unit} has its test now: take it out of UNTESTED"
    registered = set()
    for path, text in house.files.items():
        if path.endswith("CMakeLists.txt"):
            for match in re.finditer(r"\broom_tests\(\s*([\w/]+)\s+([^)]*)\)", text):
                registered.update(f"tests/{match[1]}/{name}_test.cpp" for name in match[2].split())
    for path in house.cpp("tests/sim/", "tests/models/"):
        if path.endswith("_test.cpp") and path not in registered:
            yield f"{path}:1: in no room_tests(): it is never run"


def check_header_blocks(house):
    """The comment that opens a header: a sentence, then labelled lines in the fixed order, Tests among them."""
    label = re.compile(r"^// (" + "|".join(rules.HEADER_LABELS) + r"):")
    for path in house.cpp("sim/", "models/", "python/"):
        if not path.endswith(".h"):
            continue
        block = []
        for line in house.files[path].splitlines():
            if not line.startswith("//"):
                break
            block.append(line)
        if not block or len(block[0]) < 20 or label.match(block[0]):
            yield f"{path}:1: a header opens with a comment whose first line says what it is"
            continue
        labels = [m[1] for m in map(label.match, block) if m]
        if labels != sorted(labels, key=rules.HEADER_LABELS.index) or len(set(labels)) != len(labels):
            yield f"{path}:1: lines of the opening comment in the order {', '.join(rules.HEADER_LABELS)}; here {', '.join(labels)}"
        if "Tests" not in labels:
            yield f"{path}:1: the opening comment has no line Tests:"
            continue
        begin = next(i for i, line in enumerate(block) if line.startswith("// Tests:"))
        named = re.findall(r"tests/[\w/.*-]*\w", " ".join(block[begin:]))
        if not named:
            yield f"{path}:{begin + 1}: Tests: names no address under tests/"
        for test in named:
            if test not in house.files and not any(f.startswith(test + "/") for f in house.files):
                yield f"{path}:{begin + 1}: Tests: names {test}, which is not there"


def check_words(house):
    """Words that break a promise of the room, and texts that belong in no file."""
    for path, text in house.files.items():
        raw = text.split("\n")
        bans = [ban for ban in rules.BANS if ban.files.search(path)]
        if bans:
            for number, line in enumerate(code_only(text).split("\n"), 1):
                for ban in bans:
                    allow = rules.ALLOW.search(raw[number - 1])
                    found = ban.word.search(line)
                    if found and not (allow and allow["name"] == ban.name):
                        yield f"{path}:{number}: {found[0].strip()} {ban.why} ({ban.name})"
        for number, line in enumerate(raw, 1):
            for name, word, why in rules.TEXT_BANS:
                found = word.search(line)
                if found:
                    yield f"{path}:{number}: {name} {found[0]!r}: {why}"


def check_cmake(house):
    """The libraries follow the same table: room(X DEPENDS ...), one CMakeLists.txt a room, listed at the root."""
    root = house.files.get("CMakeLists.txt", "")
    for room in house.rooms:
        cmake = f"{room}/CMakeLists.txt"
        if not any(path.startswith(room + "/") for path in house.cpp()):
            continue
        if cmake not in house.files:
            yield f"{cmake}:1: the room has sources and no CMakeLists.txt"
            continue
        if not re.search(rf"(?<![\w/]){room}(?![\w/])", root):
            yield f"CMakeLists.txt:1: room {room} is not listed"
        for match in re.finditer(r"\broom\(\s*([\w/]+)([^)]*)\)", house.files[cmake]):
            words = match[2].split()
            depends, inside = [], False
            for word in words:
                if word in ("SOURCES", "DEPENDS", "LINKS"):
                    inside = word == "DEPENDS"
                elif inside:
                    depends.append(word)
            if match[1] != room:
                yield f"{cmake}:1: room({match[1]}) stands in {room}"
            for other in depends:
                if other not in house.rooms[room].allowed:
                    yield f"{cmake}:1: {room} may not link {other}"


def check_method_pages(house):
    """A reader of any page of docs/method finds what the method leaves out, under the same heading."""
    for path, text in house.files.items():
        if path.startswith("docs/method/") and path.endswith(".md"):
            section = re.search(r"^## Neglected\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
            if section is None or not section[1].strip():
                yield f"{path}:1: has no section '## Neglected' that says something"


def check_flags(commands):
    """Every compilation: no contraction, nothing that lets the compiler change a result."""
    for command in commands:
        flags = command.get("arguments") or command["command"].split()
        name = command["file"].rsplit("/", 1)[-1]
        for flag in rules.REQUIRED_FLAGS:
            if flag not in flags:
                yield f"compile_commands.json: {name} is compiled without {flag}"
        for flag in flags:
            if rules.FORBIDDEN_FLAGS.match(flag):
                yield f"compile_commands.json: {name} is compiled with {flag}"


CHECKS = [
    check_table,
    check_includes,
    check_homes,
    check_center,
    check_names,
    check_mirrored_tests,
    check_header_blocks,
    check_words,
    check_cmake,
    check_method_pages,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--build", type=Path, help="a build folder whose compile_commands.json is checked too")
    arguments = parser.parse_args()
    house = House.read(arguments.root)
    violations = [violation for check in CHECKS for violation in check(house)]
    if arguments.build:
        violations += check_flags(json.loads((arguments.build / "compile_commands.json").read_text()))
    print("\n".join(violations) or f"{len(house.cpp())} C++ files in {len(house.rooms)} rooms: no violation")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
