"""What can go wrong, as Python exceptions. The same codes, places and words as the command's.

Every exception of Firstline is a `FirstlineError`. `explain` of the command says more about a code.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from firstline import _core
from firstline._checks import printable

if TYPE_CHECKING:
    from firstline.comparison import Comparison
    from firstline.result import Result

Row = tuple[str, str, str, str, int, int, str, str]


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input: where it stands, what stands there, and what to do.

    >>> problem = Problem("E321", "/contact_types/calls/redial/probability", "1.2", "1.2 is no probability; write 0..1")
    >>> print(problem)
    error[E321] at /contact_types/calls/redial/probability: 1.2 is no probability; write 0..1
    """

    code: str
    """``"E312"`` for an error, ``"W401"`` for a warning."""
    pointer: str
    """JSON pointer into the document (``"/teams/line 1/staff"``), or the name of an argument (``"load[17]"``)."""
    value: str
    """What was found, as written, shortened."""
    message: str
    """What is wrong and what to write, in English."""
    message_ru: str = ""
    """The same in Russian."""
    file: str = ""
    """The file; empty for what did not come from a file."""
    line: int = 0
    """Line in the file, counted from 1; 0 where there is none."""
    column: int = 0
    """Column in the line, in characters, counted from 1; 0 where there is none."""

    def __str__(self) -> str:
        place = f" {self.file}" if self.file else ""
        if self.line:
            place += f":{self.line}:{self.column}"
        if self.pointer:
            place += f" at {self.pointer}"
        return f"{'warning' if self.code.startswith('W') else 'error'}[{self.code}]{place}: {self.message}"


# What the catalogue says to who sits at the command, and what to write in Python.
_WORDS_OF_THE_COMMAND = {
    "--set /teams/NAME/staff=12": 'set("/teams/NAME/staff", 12)',
    "firstline kpis": "firstline.metrics()",
    "(--steady-state)": "(steady_state=True)",
    "--warm-up ": "warm_up=",
    ", or - for standard input": "",
    " или - для стандартного ввода": "",
}


def problems_of(rows: Iterable[Row]) -> tuple[Problem, ...]:
    """Rows of the core as problems, in the words of Python.

    Lines of text that no person has written (a dict, a patch) are left out.
    """
    problems = []
    for code, pointer, value, file, line, column, message, message_ru in rows:
        if file.startswith("--set "):  # the pointer says it
            file = ""
        if pointer == "--with":
            pointer = "intervention"
        if file in ("", "patch"):
            line = column = 0
        for words, ours in _WORDS_OF_THE_COMMAND.items():
            message, message_ru = message.replace(words, ours), message_ru.replace(words, ours)
        problems.append(Problem(code, pointer, value, message, message_ru, file, line, column))
    return tuple(problems)


def problem(code: str, pointer: str, value: object, *arguments: str, file: str = "") -> Problem:
    """A problem with the catalogue's words."""
    words = [printable(word) for word in (pointer, str(value), file, *arguments)]
    return problems_of([_core.problem_row(code, words[0], words[1], words[3:], words[2])])[0]


class FirstlineError(Exception):
    """Any failure of Firstline.

    Attributes:
        problems: everything that is wrong, the first first; never empty for inputs.
    """

    problems: tuple[Problem, ...] = ()

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        if isinstance(problems, str):
            super().__init__(problems)
            return
        self.problems = tuple(problems)
        shown = [str(problem) for problem in self.problems[:20]]
        if len(self.problems) > 20:
            shown.append(f"and {len(self.problems) - 20} more")
        super().__init__("\n".join(shown))

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.problems or str(self),)


class ScenarioError(FirstlineError, ValueError):
    """A document or an argument cannot be used; `problems` has all that is wrong with it, each with its place."""


class RunError(FirstlineError, RuntimeError):
    """A limit was reached: too many contacts, too long a time, a document too large."""


class FileError(FirstlineError, OSError):
    """A file cannot be read, or is none. `filename` is its path; where the system said why, `errno` and `strerror`."""

    def __init__(
        self,
        problems: Sequence[Problem] | str,
        number: int | None = None,
        filename: str | None = None,
        reason: str | None = None,
    ) -> None:
        super().__init__(problems)
        self.errno, self.filename, self.strerror = number, filename, reason

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.problems or str(self), self.errno, self.filename, self.strerror)

    def __str__(self) -> str:
        return str(self.args[0])


class MissingFileError(FileError, FileNotFoundError):
    """There is no such file."""


class ResultError(FirstlineError, ValueError):
    """What should be a result of Firstline is none."""


class ResultVersionError(ResultError):
    """A result was written by a newer version, whose meaning this one does not know."""


class PrecisionWarning(UserWarning):
    """A precision was asked for, and the most replications allowed did not reach it."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C came during a run; what had finished is kept.

    Attributes:
        result: the `Result` (or `Comparison`) of the replications that had finished, None where none had.
    """

    def __init__(self, result: Result | Comparison | None = None) -> None:
        super().__init__("interrupted" if result is None else "interrupted; .result has the replications that finished")
        self.result = result

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.result,)


# The core's translator calls these.
def scenario_error(rows: list[Row]) -> ScenarioError:
    return ScenarioError(problems_of(rows))


def run_error(rows: list[Row]) -> RunError:
    return RunError(problems_of(rows))


def file_error(rows: list[Row]) -> FileError:
    return FileError(problems_of(rows))


def defect(rows: list[Row]) -> FirstlineError:
    return FirstlineError(problems_of(rows))


def system_error(error: OSError, path: str, code: str = "E611") -> FileError:
    """What the system said about a file, with the command's code and words."""
    kind = MissingFileError if error.errno == errno.ENOENT else FileError
    reason = error.strerror or str(error)
    return kind([problem(code, "", "", path, reason)], error.errno, path, reason)
