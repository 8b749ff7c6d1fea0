"""Reads the repository for the architecture tests: its files, their code without comments, the rank table."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|R"(?P<delimiter>[^()\s\\]*)\(.*?\)(?P=delimiter)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'""",
    re.DOTALL,
)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"(?P<own>[^"\n]+)"|<(?P<foreign>[^>\n]+)>)', re.MULTILINE)
RANK_ROW = re.compile(r"^(?P<rank>\d+) (?P<room>[\w/]+) *:(?P<allowed>[\w/ ]*)$")


@dataclass(frozen=True)
class Room:
    rank: int
    allowed: frozenset


@dataclass(frozen=True)
class Include:
    line: int
    path: str
    own: bool


def code_only(text):
    """The text with comments and the contents of literals left out, each line at its place."""

    def blank(match):
        newlines = "\n" * match.group().count("\n")
        return ('""' if match.group()[0] in "\"R'" else " ") + newlines

    return TOKEN.sub(blank, text)


def includes(text):
    found = []
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        found.append(Include(line, match["own"] or match["foreign"], match["own"] is not None))
    return found


def parse_ranks(page):
    """The rows of the block ```ranks of docs/architecture.md: `rank room: room room ...`."""
    block = re.search(r"^```ranks\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    if not block:
        raise ValueError("docs/architecture.md has no block ```ranks")
    rooms = {}
    for row in block[1].splitlines():
        match = RANK_ROW.match(row.rstrip())
        if not match:
            raise ValueError(f"docs/architecture.md: not a row of the rank table: {row!r}")
        rooms[match["room"]] = Room(int(match["rank"]), frozenset(match["allowed"].split()))
    return rooms


class House:
    """Files by address from the root (text files only), and the rank table."""

    def __init__(self, files):
        self.files = files
        self.rooms = parse_ranks(files.get("docs/architecture.md", ""))

    @staticmethod
    def read(root):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root,
            check=True,
            capture_output=True,
        ).stdout.decode()
        files = {}
        for name in sorted(set(filter(None, listed.split("\0")))):
            path = Path(root) / name
            if path.is_file():
                data = path.read_bytes()
                if b"\0" not in data[:8192]:
                    files[name] = data.decode("utf-8")
        return House(files)

    def cpp(self, *tops):
        return [p for p in self.files if p.endswith((".h", ".cpp")) and (not tops or p.startswith(tops))]

    def room_of(self, path):
        """The room that a file or a folder stands in, or None."""
        parts = path.split("/")
        for length in range(len(parts), 0, -1):
            room = "/".join(parts[:length])
            if room in self.rooms:
                return room
        return None
