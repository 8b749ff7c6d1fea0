"""The rules of the house as data. The rank table itself stands in docs/architecture.md and is read from there."""

import re
from dataclasses import dataclass

MAX_LINES = 600
CODE_SUFFIXES = (".h", ".cpp", ".py", ".cmake", ".txt", ".sh", ".ts", ".tsx")

# The fixed order of the lines of a header's opening comment. Only Tests must be there.
HEADER_LABELS = ["Flow", "Units", "Shape", "Draws", "Errors", "Threads", "Neglects", "Source", "Tests"]

# models/center has a smaller order of its own: a file includes only from levels below (deciders: only these parts).
CENTER = "models/center"
CENTER_WORDS = {"contacts", "mutant"}  # what every level speaks of
CENTER_PARTS = {
    "arrivals",
    "patience",
    "service",
    "agents",
    "talents",
    "tenure",
    "workforce",
    "queues",
    "bots",
    "chats",
    "mails",
    "returns",
    "satisfaction",
    "issues",
    "agreements",
}
CENTER_DECIDERS = {"routing", "escalation"}
CENTER_DECIDERS_READ = {"agents", "queues", "bots"}
CENTER_WHOLE = ["center_model", "center_state"]  # each may include those before it
CENTER_CONDUCTOR = "center_sim"  # and every file whose name begins so; the only ones that include sim/kernel


def center_level(stem):
    if stem in CENTER_WORDS:
        return -1
    if stem in CENTER_PARTS:
        return 0
    if stem in CENTER_DECIDERS:
        return 1
    if stem in CENTER_WHOLE:
        return 2 + CENTER_WHOLE.index(stem)
    if stem == CENTER_CONDUCTOR or stem.startswith(CENTER_CONDUCTOR + "_"):
        return 9
    return None


# Units without a test of their own at the mirrored address, each with its reason.
UNTESTED = {
    "models/cli": "tests/cli runs the command itself",
}


@dataclass(frozen=True)
class Home:
    """A family of headers and the only places that may include it."""

    header: re.Pattern
    places: tuple
    where: str

    def allows(self, path):
        return any(place.search(path) for place in self.places)


def _home(header, places, where):
    return Home(re.compile(header), tuple(re.compile(p) for p in places), where)


DOORS = (r"^models/cli/", r"^bench/", r"^tests/")
HOMES = [
    _home(r"^nlohmann/", [r"_json(_test)?\.(h|cpp)$", r"^tests/"], "*_json.* files and tests"),
    _home(r"^boost/random[/.]", [r"^sim/random/", r"^tests/"], "sim/random and tests"),
    _home(r"^(emm|imm)intrin\.h$", [r"^sim/random/"], "sim/random"),
    _home(r"^boost/math/", [r"^sim/stats/", r"^tests/"], "sim/stats and tests"),
    _home(
        r"^(unsupported/)?Eigen/",
        [r"^(tests/)?(sim/stats|models/analytic|models/calibration)/"],
        "sim/stats, models/analytic, models/calibration",
    ),
    _home(r"^CLI/", [r"^models/cli/"], "models/cli"),
    _home(r"^fmt/", [r"^models/(cli|report)/"], "models/cli and models/report"),
    _home(r"^pybind11/", [r"^python/bindings/"], "python/bindings"),
    _home(r"^emscripten(/|\.h$)", [r"^python/page/"], "python/page"),
    _home(r"^(gtest|gmock|Random123)/", [r"^tests/"], "tests"),
    _home(r"^(benchmark|valgrind)/", [r"^bench/"], "bench"),
    _home(
        r"^(thread|mutex|shared_mutex|condition_variable|future|semaphore|latch|barrier|pthread\.h)$",
        [r"^sim/parallel/", r"^tests/", r"^bench/"],
        "sim/parallel",
    ),
    _home(r"^(iostream|ostream|istream|fstream|filesystem|cstdio|stdio\.h)$", DOORS, "models/cli, bench, tests"),
    _home(r"^chrono$", (r"^sim/parallel/", *DOORS), "sim/parallel (timed waits), models/cli, bench, tests"),
    _home(r"^(ctime|time\.h|sys/.*|unistd\.h|signal\.h|csignal|fcntl\.h)$", DOORS, "models/cli, bench, tests"),
    _home(r"^(locale|clocale|random)$", [r"^tests/", r"^bench/"], "tests and bench"),
]

# What g++ 12 and emscripten 3.1.6 (libc++) both have, and every room may use.
STANDARD_HEADERS = set(
    "algorithm any array atomic bit bitset cassert cctype cerrno cfenv cfloat charconv climits cmath compare complex "
    "concepts cstddef cstdint cstdlib cstring deque exception functional initializer_list iomanip iosfwd iterator "
    "limits list map memory new numbers numeric optional queue ratio set span sstream stack stdexcept string "
    "string_view system_error tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector "
    "version".split()
)


@dataclass(frozen=True)
class Ban:
    """A word that may not stand in the code (comments and strings left out) of some files."""

    name: str
    word: re.Pattern
    files: re.Pattern
    why: str


CORE = r"^(sim/|models/(?!cli/)).*\.(h|cpp)$"
PATH_OF_RESULTS = r"^(sim/(base|random|kernel|parallel)|models/(record|center))/.*\.(h|cpp)$"
ANY_CPP = r"\.(h|cpp)$"


def _ban(name, word, files, why):
    return Ban(name, re.compile(word), re.compile(files), why)


BANS = [
    _ban(
        "locale",
        r"\b(strto(d|f|ld)|sto(d|f|ld)|ato(f|i|l)|s?n?printf|sscanf|setlocale|imbue)\s*\(",
        CORE,
        "depends on the locale: use sim/base/units",
    ),
    _ban(
        "standard-random",
        r"\bstd::\w+_distribution\b|\bstd::(shuffle|sample|mt19937\w*|random_device|rand)\b|\bs?rand\s*\(",
        CORE,
        "differs between libraries: use sim/random",
    ),
    _ban(
        "libm",
        r"\bstd::(exp|exp2|expm1|log|log2|log10|log1p|pow|cbrt|sin|cos|tan|tgamma|lgamma|erfc?)\s*\(",
        PATH_OF_RESULTS,
        "last bits depend on the CPU: use det_exp, det_log",
    ),
    _ban("unordered", r"\bunordered_(multi)?(map|set)\b", CORE, "its order differs between libraries"),
    _ban(
        "environment",
        r"\b(std::)?(getenv|setenv|system)\s*\(|\bstd::time\s*\(",
        CORE,
        "the core knows no environment and no clock",
    ),
    _ban(
        "output",
        r"\bstd::(cout|cerr|clog|cin)\b|\b(puts|putchar|fopen|fwrite)\s*\(",
        CORE,
        "the core reads and prints nothing",
    ),
    _ban("ranges", r"\bstd::(ranges|views)::", CORE, "missing in emscripten 3.1.6"),
    _ban(
        "modern",
        r"\bstd::(jthread|stop_token|source_location|pmr|format)\b",
        r"^(sim/(?!parallel/)|models/(?!cli/)).*\.(h|cpp)$",
        "missing in emscripten 3.1.6",
    ),
    _ban("endl", r"\bstd::endl\b", ANY_CPP, "flushes: write a newline"),
    _ban(
        "mutant",
        r"\bmutated\s*\(",
        r"^(?!models/center/mutant\.h$).*\.h$",
        "in a header is compiled without mutants by tests, and their copy may be the one that is linked",
    ),
    _ban("namespace", r"^using\s+namespace\b", r"\.h$", "leaks into every file that includes the header"),
]
# A line may carry `// allow(NAME): reason` where a ban does not apply to it.
ALLOW = re.compile(r"//\s*allow\((?P<name>[\w-]+)\):\s*\S.{9,}")

# In any text file of the repository. Written in pieces, so that this file passes its own test.
TEXT_BANS = [
    (
        "unfinished",
        re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b(?!\([^)]{10,}\))"),
        "say why in parentheses, or do it",
    ),
    (
        "absolute path",
        re.compile(r"(?<![\w.~*}\"$)-])/(wo" + r"rk|ro" + r"ot|ho" + r"me|tm" + r"p)(?=/|[\s\"'`;:,)]|$)"),
        "paths are relative to the repository",
    ),
    (
        "registry",
        re.compile(r"py" + r"pi\.org|pythonho" + r"sted|registry\.np" + r"mjs|deb\.deb" + r"ian\.org"),
        "no host of a registry in the repository",
    ),
]

REQUIRED_FLAGS = ["-ffp-contract=off"]
FORBIDDEN_FLAGS = re.compile(
    r"^-(ffast-math|Ofast|funsafe-math\S*|fassociative-math|freciprocal-math|march=\S+|mtune=native)$"
)
