"""The checker must see what it claims to see: one planted violation each, and none in a clean small house."""

import tempfile
import unittest
from pathlib import Path

import check_docs
import check_layers
import house
import rules

HEADER = """// {what}, in a sentence.
//
// Units: ticks.
// Tests: tests/{unit}_test.cpp
#pragma once
{body}
"""

TABLE = """```ranks
7 models/report    : sim/base models/run
5 models/run       : sim/base sim/random sim/kernel models/center models/kpi
4 models/center    : sim/base sim/random sim/kernel
4 models/kpi       : sim/base
1 sim/random       : sim/base
1 sim/kernel       : sim/base
0 sim/base         :
```
"""

UNITS = {
    "sim/base/units": "#include <cstdint>",
    "sim/random/stream": '#include "sim/base/units.h"',
    "sim/kernel/event_queue": '#include "sim/base/units.h"',
    "models/center/queues": '#include "sim/base/units.h"',
    "models/center/agents": '#include "sim/base/units.h"',
    "models/center/patience": '#include "sim/random/stream.h"',
    "models/center/routing": '#include "models/center/queues.h"',
    "models/center/center_sim": '#include "models/center/routing.h"\n#include "sim/kernel/event_queue.h"',
    "models/kpi/estimate": "",
}


def clean_files():
    files = {"docs/architecture.md": TABLE, "README.md": "Read me.\n"}
    rooms = sorted({unit.rsplit("/", 1)[0] for unit in UNITS})
    files["CMakeLists.txt"] = f"set(rooms {' '.join(rooms)})\n"
    for room in rooms:
        names = " ".join(unit.rsplit("/", 1)[1] for unit in UNITS if unit.startswith(room + "/"))
        depends = "" if room == "sim/base" else " DEPENDS sim/base"
        files[f"{room}/CMakeLists.txt"] = f"room({room} SOURCES a.cpp{depends})\nroom_tests({room} {names})\n"
    for unit, body in UNITS.items():
        files[f"{unit}.h"] = HEADER.format(what="A unit of the small house", unit=unit, body=body)
        files[f"tests/{unit}_test.cpp"] = f'#include "{unit}.h"\n\n#include <gtest/gtest.h>\n'
    return files


def violations(**planted):
    """All violations of the clean house after the planted changes: path=text, or path=None to remove a file."""
    files = clean_files()
    for path, text in planted.items():
        if text is None:
            files.pop(path)
        else:
            files[path] = text
    whole = house.House(files)
    return [text for check in check_layers.CHECKS for text in check(whole)]


def added(path, line):
    """The clean file with one line more at its end."""
    return {path: clean_files()[path] + line + "\n"}


class Planted(unittest.TestCase):
    def caught(self, words, **planted):
        found = violations(**planted)
        self.assertTrue(any(words in text for text in found), f"not caught: {words!r} in {found}")
        self.assertEqual(len(found), 1, found)

    def test_clean_house_is_clean(self):
        self.assertEqual(violations(), [])

    def test_ranks(self):
        self.caught(
            "sim/base may not include sim/random", **added("sim/base/units.h", '#include "sim/random/stream.h"')
        )
        self.caught(
            "models/center may not include models/kpi",
            **added("models/center/queues.h", '#include "models/kpi/estimate.h"'),
        )
        self.caught(
            "sim/random may not include sim/kernel",
            **added("tests/sim/random/stream_test.cpp", '#include "sim/kernel/event_queue.h"'),
        )

    def test_pages_of_the_method_say_what_they_neglect(self):
        self.assertEqual(violations(**{"docs/method/a.md": "# A\n\n## Neglected\n- Much.\n\n## Sources\n"}), [])
        self.caught("docs/method/a.md:1: has no section", **{"docs/method/a.md": "# A\nNeglected: much.\n"})
        self.caught("docs/method/a.md:1: has no section", **{"docs/method/a.md": "## Neglected\n\n## Sources\n- B\n"})

    def test_addresses(self):
        self.caught("addresses from the root", **added("models/center/queues.h", '#include "agents.h"'))
        self.caught("stands in no room", **{"models/helpers/x.cpp": '#include "sim/base/units.h"\n'})

    def test_table(self):
        table = TABLE.replace("0 sim/base         :", "0 sim/base         : sim/random")
        self.caught("may not include sim/random (rank 1)", **{"docs/architecture.md": table})
        table = TABLE.replace("models/run\n", "models/run models/attic\n", 1)
        self.caught("models/attic, which has no row", **{"docs/architecture.md": table})
        with self.assertRaises(ValueError):
            house.parse_ranks("no table")
        with self.assertRaises(ValueError):
            house.parse_ranks("```ranks\nsim/base without a rank\n```\n")

    def test_homes(self):
        for header, words in [
            ("nlohmann/json.hpp", "*_json.* files"),
            ("boost/random/gamma_distribution.hpp", "sim/random"),
            ("boost/math/distributions/students_t.hpp", "sim/stats"),
            ("Eigen/Dense", "models/analytic"),
            ("CLI/CLI.hpp", "models/cli"),
            ("fmt/format.h", "models/report"),
            ("mutex", "sim/parallel"),
            ("iostream", "models/cli"),
            ("chrono", "timed waits"),
            ("random", "tests and bench"),
            ("somebody/library.hpp", "has no home"),
            ("memory_resource", "has no home"),
        ]:
            with self.subTest(header):
                self.caught(words, **added("models/center/queues.h", f"#include <{header}>"))

    def test_center_order(self):
        self.caught(
            "queues may not include agents", **added("models/center/queues.h", '#include "models/center/agents.h"')
        )
        self.caught(
            "queues may not include routing", **added("models/center/queues.h", '#include "models/center/routing.h"')
        )
        self.caught("routing may read only", **added("models/center/routing.h", '#include "models/center/patience.h"'))
        self.caught("only center_sim*", **added("models/center/routing.h", '#include "sim/kernel/event_queue.h"'))
        self.caught("not a part", **{"models/center/helper.cpp": "int x;\n"})

    def test_names_and_sizes(self):
        extra = HEADER.format(what="Another header of this name", unit="sim/random/units", body="")
        test = "#include <gtest/gtest.h>\n"
        cmake = "room(sim/random SOURCES a.cpp DEPENDS sim/base)\nroom_tests(sim/random stream units)\n"
        twin = {
            "sim/random/units.h": extra,
            "tests/sim/random/units_test.cpp": test,
            "sim/random/CMakeLists.txt": cmake,
        }
        self.caught("another header has this name", **twin)
        self.caught("601 lines", **{"sim/base/units.cpp": "\n" * 601})
        self.assertEqual(violations(**{"sim/base/units.cpp": "\n" * 600, "docs/long.md": "\n" * 601}), [])

    def test_mirrored_tests(self):
        found = violations(**{"tests/sim/base/units_test.cpp": None})
        self.assertTrue(any("no tests/sim/base/units_test.cpp" in text for text in found), found)
        self.caught("never run", **{"tests/sim/base/other_test.cpp": ""})

    def test_header_blocks(self):
        path, text = "sim/base/units.h", clean_files()["sim/base/units.h"]
        self.caught("opens with a comment", **{path: "#pragma once\n"})
        self.caught("no line Tests:", **{path: text.replace("// Tests: tests/sim/base/units_test.cpp\n", "")})
        self.caught("names no address", **{path: text.replace("tests/sim/base/units_test.cpp", "none")})
        self.caught("which is not there", **{path: text.replace("units_test", "unit_test")})
        self.caught("in the order", **{path: text.replace("// Units: ticks.", "// Source: x.\n// Units: ticks.")})

    def test_words(self):
        for line, words in [
            ("double x = std::stod(s);", "locale"),
            ("double x = strtod(s, nullptr);", "locale"),
            ("std::exponential_distribution<double> d;", "standard-random"),
            ("std::shuffle(a, b, g);", "standard-random"),
            ("double x = std::exp(1.0);", "libm"),
            ("std::unordered_map<int, int> m;", "unordered"),
            ('const char* p = std::getenv("X");', "environment"),
            ("std::cout << 1;", "output"),
            ("std::ranges::sort(v);", "ranges"),
            ("std::string s = std::format(f);", "modern"),
            ("inline bool b() { return mutated(Mutant::lost_contact); }", "mutant"),
            ("using namespace std;", "namespace"),
        ]:
            with self.subTest(line):
                self.caught(f"({words})", **added("models/center/queues.h", line))

    def test_words_in_comments_and_strings_are_free(self):
        line = 'const char* k = "std::stod(x)"; // std::exp(1) /* std::cout */\n/* strtod(\n */ auto r = R"(std::stod(x))";'
        self.assertEqual(violations(**added("models/center/queues.h", line)), [])
        self.assertEqual(violations(**added("models/kpi/estimate.h", "double x = std::exp(1.0);")), [])

    def test_allow_needs_its_name_and_a_reason(self):
        line = "std::unordered_map<int, int> m;  // allow({}): {}"
        self.assertEqual(
            violations(**added("models/center/queues.h", line.format("unordered", "looked up, never walked"))), []
        )
        self.caught("(unordered)", **added("models/center/queues.h", line.format("libm", "looked up, never walked")))
        self.caught("(unordered)", **added("models/center/queues.h", line.format("unordered", "ok")))

    def test_texts(self):
        for text, words in [
            ("// TO" + "DO later\n", "unfinished"),
            ("see /wo" + "rk/notes\n", "absolute path"),
            ("cd /tm" + "p && ls\n", "absolute path"),
            ("from py" + "pi.org\n", "registry"),
        ]:
            with self.subTest(text):
                self.caught(words, **{"notes.md": text})
        free = "/var/tm" + "p, ../wo" + "rk, scenarios/ho" + "me, TO" + "DO(bins follow in the next version)\n"
        self.assertEqual(violations(**{"notes.md": free}), [])

    def test_cmake(self):
        wrong = "room(sim/base SOURCES a.cpp DEPENDS sim/random LINKS X::y)\nroom_tests(sim/base units)\n"
        self.caught("may not link sim/random", **{"sim/base/CMakeLists.txt": wrong})
        self.caught("is not listed", **{"CMakeLists.txt": clean_files()["CMakeLists.txt"].replace("sim/base ", "")})
        found = violations(**{"sim/kernel/CMakeLists.txt": None})
        self.assertTrue(any("no CMakeLists.txt" in text for text in found), found)

    def test_flags(self):
        good = {"file": "a.cpp", "command": "g++ -O3 -ffp-contract=off -c a.cpp"}
        self.assertEqual(list(check_layers.check_flags([good])), [])
        for flag in ["-ffast-math", "-Ofast", "-march=native", "-funsafe-math-optimizations"]:
            bad = {**good, "command": good["command"].replace("-O3", flag)}
            self.assertEqual(len(list(check_layers.check_flags([bad]))), 1, flag)
        self.assertEqual(
            len(list(check_layers.check_flags([{"file": "a.cpp", "arguments": ["g++", "-c", "a.cpp"]}]))), 1
        )

    def test_every_ban_and_home_is_a_working_pattern(self):
        self.assertEqual(len({ban.name for ban in rules.BANS}), len(rules.BANS))
        for home in rules.HOMES:
            self.assertFalse(home.allows("models/center/queues.h"), home.where)


class Docs(unittest.TestCase):
    """check_docs against a command of three lines."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.command = self.root / "firstline"
        self.command.write_text('#!/bin/sh\n[ "$2" != broken ] || exit 2\necho "generated $1 $2"\n')
        self.command.chmod(0o755)

    def test_write_then_compare(self):
        check_docs.write(self.root, self.command)
        for page, words in check_docs.PAGES.items():
            self.assertEqual(check_docs.difference(self.root, self.command, page, words), "")
        self.assertEqual(list(check_docs.strangers(self.root)), [])

    def test_differences(self):
        page = "docs/generated/fields.md"
        self.assertIn("not there", check_docs.difference(self.root, self.command, page, ["docs", "fields"]))
        check_docs.write(self.root, self.command)
        (self.root / page).write_text("by hand\n")
        self.assertIn("out of date", check_docs.difference(self.root, self.command, page, ["docs", "fields"]))
        self.assertIn("exits 2", check_docs.difference(self.root, self.command, page, ["docs", "broken"]))
        (self.root / "docs/generated/stranger.md").write_text("x\n")
        self.assertEqual(len(list(check_docs.strangers(self.root))), 1)


if __name__ == "__main__":
    unittest.main()
